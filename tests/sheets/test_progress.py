"""The Progress sheet: its figures tie out with the bridge, and every number explains itself."""

import re

import pytest

from planner.commitments.progress import Progress
from planner.evidence import funnel_evidence
from planner.forecast.results import forecast
from planner.plan.assumption import View
from planner.sheets.progress import progress_sheet
from planner.sheets.progress_charts import row_chart, variance_chart
from planner.sheets.progress_figures import Figures, figures
from planner.sheets.reforecast import months_chart, reforecast_chart, reforecast_sheet
from planner.sheets.table import TableSheet
from planner.sheets.track_record import record_chart, record_sheet
from tests.commitments.outcomes import SAID, came, lead, plan_of

ROWS = [
    *[lead("2027-01-05 2027-01-06 2027-01-07", amount=20_000.0)] * 2,
    *[lead("2027-01-05 2027-01-06", left="2027-01-20")] * 6,
    *[lead("2027-01-05", left="2027-01-06")] * 8,
    *[lead("2027-02-03 2027-02-04")] * 5,
    lead("2027-01-08 2027-01-09 2027-01-10", amount=1_000.0) | {"channel": "Fair"},
]
"""January: 16 leads for the 10 planned, 2 deals of 20,000 for 1.25 of 10,000, and one elsewhere."""
PLAN = plan_of(SAID | {"goal": 200_000.0}, {"Web/volume": 12.0}, {"Web/volume": 15.0})


@pytest.fixture(scope="module")
def found() -> Figures:
    outcome = came(ROWS, "2027-02-14", PLAN)
    evidence = funnel_evidence(outcome.prepared)
    return figures(Progress(outcome, forecast(PLAN, evidence, View.WORKING)))


def value(sheet: TableSheet, row: str, column: str) -> object:
    place = sheet.find(row, column)
    assert place is not None, row
    return sheet.cell(*place).value


def said(sheet: TableSheet, row: str, column: str) -> str:
    place = sheet.find(row, column)
    assert place is not None, row
    return sheet.explain(*place).text


def test_the_parts_are_worth_the_whole_difference(found: Figures) -> None:
    sheet = progress_sheet(found)
    rows = [sheet.row(i).key for i in range(sheet.row_count)]
    whole = value(sheet, "bookings", "worth")
    assert whole == pytest.approx(41_000.0 - 12_500.0)
    assert whole == value(sheet, "bookings", "difference")
    for level in ([r for r in rows if "/" not in r], [r for r in rows if "/" in r]):
        parts = [value(sheet, row, "worth") for row in level if row != "bookings"]
        assert sum(p for p in parts if isinstance(p, float)) == pytest.approx(whole)


def test_whose_it_is(found: Figures) -> None:
    sheet = progress_sheet(found)
    assert value(sheet, "volume", "owner") == "Marketing"
    assert value(sheet, "rate:0", "owner") == "Hand-off"
    assert value(sheet, "size", "owner") == "Sales"
    assert value(sheet, "unplanned/Outside its lines", "worth") == pytest.approx(1_000.0)


def test_a_month_shows_what_came_beside_what_was_planned(found: Figures) -> None:
    sheet = progress_sheet(found)
    place = sheet.find("volume/Web", "2027-01")
    assert place is not None
    cell = sheet.cell(*place)
    assert (cell.text, cell.small) == ("16", "10")
    assert said(sheet, "volume/Web", "2027-01") == "16 happened, planned 10 (+6)."
    assert sheet.columns[-1].title == "Feb 27, to 14"
    assert "The month is not over" in said(sheet, "rate:0/Web", "2027-02")


def test_a_worth_against_the_sign_of_its_difference_says_why() -> None:
    """One lead more came than planned, but late, when nothing was won."""
    rows = [lead("2027-01-05 2027-01-06 2027-01-07", amount=10_000.0)] * 2
    rows += [lead("2027-02-05", left="2027-02-06")] * 19
    outcome = came(rows, "2027-02-28", PLAN)
    evidence = funnel_evidence(outcome.prepared)
    made = progress_sheet(figures(Progress(outcome, forecast(PLAN, evidence, View.WORKING))))
    worth = value(made, "volume/Web", "worth")
    assert value(made, "volume/Web", "difference") == pytest.approx(1.0)
    assert isinstance(worth, float)
    assert worth < 0.0
    assert "Its sign is not that of the difference" in said(made, "volume/Web", "worth")
    assert "Its sign" not in said(made, "rate:1/Web", "worth")


def test_folded_measures_hide_their_lines(found: Figures) -> None:
    sheet = progress_sheet(found, folded=frozenset(found.measures) | {"unplanned"})
    assert all(sheet.row(i).level == 0 for i in range(sheet.row_count))


@pytest.mark.parametrize("make", [progress_sheet, reforecast_sheet, record_sheet])
def test_every_number_explains_itself(found: Figures, make: object) -> None:
    sheet = make(found if make is progress_sheet else found.progress)  # type: ignore[operator]
    assert sheet.row_count
    for row in range(sheet.row_count):
        for column in range(len(sheet.columns)):
            shown = sheet.cell(row, column)
            explained = sheet.explain(row, column)
            assert explained.name
            if isinstance(shown.value, float) and shown.text:
                assert re.search(r"\d", explained.text), (sheet.row(row).key, column)


def test_the_bridge_leads_from_plan_to_actual_and_to_its_rows(found: Figures) -> None:
    chart, sheet = variance_chart(found), progress_sheet(found)
    assert chart.bridge[0].end == pytest.approx(12_500.0)
    assert chart.bridge[-1].end == pytest.approx(41_000.0)
    assert chart.bridge[-2].end == pytest.approx(41_000.0)
    for bar in chart.bridge:
        assert bar.place is not None
        assert sheet.find(bar.place.row, bar.place.column) is not None
    assert chart.title.startswith("$28.5k more was booked than planned: Marketing’s drivers made")


def test_the_month_under_way_is_hollow(found: Figures) -> None:
    _, actual = row_chart(found, "volume/Web").series
    assert (actual.y, actual.immature_from) == ((16.0, 5.0), 1)
    assert row_chart(found, "volume/Web").subtitle.endswith("hollow: so far")
    over = came(ROWS, "2027-02-28", PLAN)
    evidence = funnel_evidence(over.prepared)
    whole = figures(Progress(over, forecast(PLAN, evidence, View.WORKING)))
    assert "hollow" not in row_chart(whole, "volume/Web").subtitle


def test_the_plan_seen_from_now(found: Figures) -> None:
    sheet, ahead = reforecast_sheet(found.progress), found.progress.ahead
    assert value(sheet, "2027-01", "expected") == 41_000.0
    assert value(sheet, "total", "expected") == pytest.approx(ahead.total)
    assert value(sheet, "2027-12", "cumulative") == pytest.approx(ahead.total)
    assert value(sheet, "2027-12", "goal") == pytest.approx(200_000.0)
    happened, to_come, _ = months_chart(found.progress).series
    both = [a + b for a, b in zip(happened.y, to_come.y, strict=True)]
    assert both == pytest.approx(ahead.expected.tolist())
    assert "short of the goal" in reforecast_chart(found.progress).title


def test_the_track_record(found: Figures) -> None:
    sheet = record_sheet(found.progress)
    assert value(sheet, "claim:Web/volume", "actual") == pytest.approx(16.0)
    assert value(sheet, "claim:Web/volume", "closer") == "Sales"
    assert "Sales claimed 15" in said(sheet, "claim:Web/volume", "sales")
    assert record_chart(found.progress).title.startswith(
        "Sales came closer in 1 of 1 pair of claims; "
    )
