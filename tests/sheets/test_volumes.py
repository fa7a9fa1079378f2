"""Counts above the first record and responses, as the Data and Funnel sheets show them."""

from dataclasses import replace

import numpy as np
import pytest

from planner.base.days import NO_DAY, parse_day, parse_month
from planner.journeys.table import Dimension, Journeys, Responses, Snapshot, StageVolume
from planner.sheets.data import account
from planner.sheets.volumes import has_counts, responses_sheet, volumes_sheet
from tests.sheets.test_assumptions import cell

JAN, FEB = parse_month("2026-01"), parse_month("2026-02")
WINDOW = parse_day("2026-02-01"), parse_day("2026-02-28")


@pytest.fixture
def snapshot() -> Snapshot:
    """Three inquiries from the web, two in January and one in February, beside its counts."""
    days = [parse_day(day) for day in ("2026-01-05", "2026-01-20", "2026-02-03")]
    journeys = Journeys(
        stages=("Inquiry", "Won"),
        ids=("a", "b", "c"),
        entered=np.array([[day, NO_DAY] for day in days], dtype=np.int32),
        reached=np.array([[True, False]] * 3),
        outcome=np.zeros(3, np.int8),
        left=np.full(3, NO_DAY, np.int32),
        amount=np.full(3, np.nan),
        opened_amount=np.full(3, np.nan),
        dimensions={"channel": Dimension(np.zeros(3, np.int32), ("Web",))},
        as_of=parse_day("2026-02-28"),
        currency="USD",
        closing=np.full(3, NO_DAY, np.int32),
        deal_ids=("", "", ""),
    )
    volumes = (
        StageVolume("Visits", "web", JAN, 400.0),
        StageVolume("Visits", "web", FEB, 100.0),
        StageVolume("Cards", "Fairs", JAN, 40.0),
    )
    responses = (
        Responses("Fair", JAN, 3, 2),
        Responses("Fair", NO_DAY, 1, 0),
        Responses("Webinar", FEB, 9, 8),
    )
    return Snapshot(
        journeys, (), 3, 0, (), {}, (), volumes=volumes, responses=responses
    )  # fmt: skip


def test_a_count_stands_with_its_ratio_to_the_first_stage(snapshot: Snapshot) -> None:
    sheet = volumes_sheet(snapshot.journeys, snapshot)
    assert [c.title for c in sheet.columns] == [
        *("Counted", "Channel", "In all", "Inquiries", "Ratio of counts", "Jan 26", "Feb 26"),
    ]
    shown = {key: cell(sheet, "Visits|web", key) for key in ("counted", "entered", "ratio")}
    assert {key: found.text for key, found in shown.items()} == {
        "counted": "500",
        "entered": "3",
        "ratio": "0.60%",
    }
    january = cell(sheet, "Visits|web", "2026-01")
    assert (january.text, january.small) == ("400", "0.50%")


def test_the_sentence_never_calls_the_ratio_a_conversion(snapshot: Snapshot) -> None:
    sheet = volumes_sheet(snapshot.journeys, snapshot)
    place = sheet.find("Visits|web", "2026-01")
    assert place is not None
    assert sheet.explain(*place).text == (
        "400 counted in Jan 26. 2 inquiries of the same channel began in the same month: a ratio "
        "of counts of 0.50%. Nobody was followed from one to the other, so it is no conversion "
        "rate."
    )


def test_a_channel_the_journeys_do_not_know_has_no_ratio(snapshot: Snapshot) -> None:
    sheet = volumes_sheet(snapshot.journeys, snapshot)
    assert cell(sheet, "Cards|Fairs", "ratio").text == ""
    place = sheet.find("Cards|Fairs", "2026-01")
    assert place is not None
    assert (
        sheet.explain(*place).text == "40 counted in Jan 26. No journey has a channel of this name."
    )


def test_months_the_journeys_do_not_reach_have_no_ratio(snapshot: Snapshot) -> None:
    later = StageVolume("Visits", "web", parse_month("2026-03"), 900.0)
    longer = replace(snapshot, volumes=(*snapshot.volumes, later))
    sheet = volumes_sheet(longer.journeys, longer)
    march = cell(sheet, "Visits|web", "2026-03")
    assert (march.text, march.small) == ("900", "")
    shown = [cell(sheet, "Visits|web", key).text for key in ("counted", "entered", "ratio")]
    assert shown == ["1,400", "3", "0.60%"]
    told = {key: sheet.find("Visits|web", key) for key in ("2026-03", "counted")}
    texts = {key: sheet.explain(*place).text for key, place in told.items() if place is not None}
    assert texts["2026-03"] == "900 counted in Mar 26. The journeys are known up to Feb 26 only."
    assert "in the same months, up to Feb 26, when 500 were counted: a ratio" in texts["counted"]


def test_a_window_leaves_its_months(snapshot: Snapshot) -> None:
    sheet = volumes_sheet(snapshot.journeys, snapshot, window=WINDOW)
    assert [c.key for c in sheet.columns][5:] == ["2026-02"]
    assert cell(sheet, "Visits|web", "counted").text == "100"


def test_responses_add_up_and_each_lead_counts_once(snapshot: Snapshot) -> None:
    sheet = responses_sheet(snapshot)
    assert [row.row.key for row in sheet.rows] == ["Webinar", "Fair"]
    assert [c.key for c in sheet.columns][3:] == ["2026-01", "2026-02", "undated"]
    assert [c.title for c in sheet.columns][1:3] == ["Responses", "First-time leads"]
    assert [cell(sheet, "Fair", key).text for key in ("responses", "leads", "undated")] == [
        *("4", "2", "1"),
    ]
    place = sheet.find("Fair", "2026-01")
    assert place is not None
    assert sheet.explain(*place).text == (
        "3 responses: 2 from leads that had not responded before, 1 from others."
    )


def test_nothing_counted_says_what_would_stand_here(snapshot: Snapshot) -> None:
    bare = Snapshot(snapshot.journeys, (), 3, 0, (), {}, ())
    assert has_counts(snapshot)
    assert not has_counts(bare)
    assert "visits, attendees or cards" in volumes_sheet(bare.journeys, bare).empty


def test_the_account_names_what_stands_beside_the_journeys(snapshot: Snapshot) -> None:
    assert account(snapshot).endswith("Beside them: 3 monthly counts, 13 campaign responses.")
