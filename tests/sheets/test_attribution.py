"""Attribution as a grid and as charts: every rule shares out the same money, and says how."""

from dataclasses import replace

import numpy as np
import pytest

from planner.base.days import parse_day
from planner.base.problem import RefusedError
from planner.base.stages import Seat
from planner.base.units import NumberStyle
from planner.evidence.attribution import RULES, Attribution, attribution
from planner.evidence.touch_rules import Rule
from planner.journeys.table import Dimension, Journeys, Snapshot
from planner.journeys.touches import CampaignTouches, JourneyTouches, laid, touches_from
from planner.plan import keys
from planner.plan.document import Plan
from planner.plan.fold import fold
from planner.plan.log import Log, stamp
from planner.sheets.attribution import attribution_sheet, choose_rule, deals_behind
from planner.sheets.attribution_charts import NOTHING_WON, rules_chart, side_by_side
from planner.sheets.attribution_words import NO_TOUCHES, channel_line, has_channels
from planner.sheets.cells import Cell
from planner.sheets.table import TableSheet
from tests.evidence.funnels import funnel, path

DEAL = "2026-01-10 2026-02-10 2026-03-10"


def company() -> Journeys:
    """Three deals: A touched by Web, Events and Mail, B by Web alone, C by nothing."""
    rows = [path(DEAL, amount=amount, channel="Web") for amount in (1000.0, 500.0, 250.0)]
    return replace(funnel(rows), ids=("A", "B", "C"))


def touches() -> CampaignTouches:
    rows = [
        ("LA", "2026-01-10", "Search", "Web"), ("LA", "2026-02-01", "Fair", "Events"),
        ("LA", "2026-03-01", "Letter", "Mail"), ("LB", "2026-01-10", "Search", "Web"),
        ("LB", "2026-04-01", "Letter", "Mail"), ("LZ", "2026-01-01", "Fair", "Events"),
    ]  # fmt: skip
    records, days, campaigns, channels = (
        np.array(column, dtype=object) for column in zip(*rows, strict=True)
    )
    return touches_from(
        records, np.array([parse_day(day) for day in days], np.int32), campaigns, channels
    )


@pytest.fixture
def known() -> JourneyTouches:
    return laid(company(), touches())


@pytest.fixture
def found(known: JourneyTouches) -> Attribution:
    return attribution(company(), known)


def cell(sheet: TableSheet, row: str, column: str) -> Cell:
    at = sheet.find(row, column)
    assert at is not None
    return sheet.cell(*at)


def explained(sheet: TableSheet, row: str, column: str) -> str:
    at = sheet.find(row, column)
    assert at is not None
    return sheet.explain(*at).text


def test_the_total_is_the_same_by_every_rule(found: Attribution, known: JourneyTouches) -> None:
    sheet = attribution_sheet(found, Plan(attribution=Rule.U), known)
    for rule in ("field", *(rule.value for rule in RULES)):
        assert cell(sheet, "total", rule).text == "$1,750"
        parts = [cell(sheet, name, rule).value for name in ("Web", "Events", "Mail")]
        assert sum(float(str(part)) for part in parts) == pytest.approx(1750.0)
    assert [cell(sheet, name, "U").text for name in ("Web", "Events", "Mail")] == [
        "$1,150", "$200", "$400",
    ]  # fmt: skip
    assert [sheet.row(i).key for i in range(sheet.row_count)] == [
        "weights", "Web", "Mail", "Events", "total",
    ]  # fmt: skip


def test_shares_add_up_to_one(found: Attribution, known: JourneyTouches) -> None:
    sheet = attribution_sheet(found, Plan(), known, shares=True)
    assert cell(sheet, "Web", "first").text == "100.0%"
    assert cell(sheet, "Mail", "last").text == "57.1%"
    assert cell(sheet, "total", "linear").text == "100.0%"


def test_the_plans_rule_and_every_rules_weights_stand_in_the_grid(
    found: Attribution, known: JourneyTouches
) -> None:
    sheet = attribution_sheet(found, Plan(attribution=Rule.W), known)
    assert [c.title for c in sheet.columns if c.bold] == ["✓ W-shaped"]
    assert [cell(sheet, "weights", rule.value).text for rule in RULES] == [
        "100", "100", "equal", "40 · 20 · 40", "30 · 30 · 30 · 10", "half-life 30 days",
        "4 × 22.5 · 10",
    ]  # fmt: skip
    assert "30% of a deal each" in explained(sheet, "weights", "W")
    assert explained(sheet, "weights", "channel").startswith("How each rule shares a deal out")
    german = attribution_sheet(found, Plan(), known, style=NumberStyle(",", "."))
    assert cell(german, "weights", "full path").text == "4 × 22,5 · 10"
    assert "get 22,5% of a deal" in explained(german, "weights", "full path")


def test_how_a_number_came_about(found: Attribution, known: JourneyTouches) -> None:
    sheet = attribution_sheet(found, Plan(), known)
    assert explained(sheet, "Web", "U") == (
        "$1,150, 65.7% of all bookings. Web touched 2 won deals worth $1,500, 2 times, and is "
        "credited with 60.0% of that. The first and the last touch get 40% of a deal each, all "
        "others share 20%. $250 are deals without a touch, by their lead source field."
    )
    assert explained(sheet, "total", "U").endswith("every rule shares out the same total.")
    assert sheet.footnote == (
        "2 deals are shared out to 4 touches up to the win. 1 had none and counts for its "
        "lead source field. Left out are touches: 1 after the win, 1 of nobody the data have."
    )


def test_the_half_life_is_typed_into_the_grid(found: Attribution, known: JourneyTouches) -> None:
    sheet = attribution_sheet(found, Plan(), known, seat=Seat.SALES)
    at = sheet.find("weights", "time decay")
    assert at is not None
    assert sheet.cell(*at).editable
    (draft,) = sheet.change(*at, "14 days")
    assert (draft.seat, draft.key, draft.value) == (Seat.SALES, keys.HALF_LIFE, 14.0)
    (draft,) = sheet.change(*at, "=7*1.5+3.5")
    now = "2026-11-02T09:00:00+01:00"
    plan = fold(Log(stamp(Log(), [draft], author="Ann", time=now, new_id=lambda: "one")))
    again = attribution_sheet(replace(found, half_life=14), plan, known, seat=Seat.SALES)
    assert again.cell(*at).edit_text == "=7*1.5+3.5"
    (draft,) = sheet.change(*at, "")
    assert draft.value is None
    for text in ("0", "9999", "soon"):
        with pytest.raises(RefusedError):
            sheet.change(*at, text)
    with pytest.raises(RefusedError, match="result"):
        sheet.change(1, 2, "5")


def test_choosing_a_rule_is_an_edit_of_the_plan() -> None:
    (draft,), label = choose_rule(Rule.DECAY, Seat.MARKETING)
    assert (draft.key, draft.value) == (keys.ATTRIBUTION, "time decay")
    assert label == "attribute by time decay"


def test_the_deals_behind_a_number(found: Attribution) -> None:
    behind = {
        place: deals_behind(found, company(), *place).tolist()
        for place in (
            ("Web", "first"), ("Mail", "last"), ("Mail", "first"), ("Web", "field"),
            ("Events", "deals"), ("total", "U"), ("weights", "U"), ("Events", "field"),
        )
    }  # fmt: skip
    assert list(behind.values()) == [[0, 1, 2], [0], [], [0, 1, 2], [0], [0, 1, 2], [], []]


def test_charts_state_where_the_rule_matters(found: Attribution) -> None:
    chart = rules_chart(found, Rule.U)
    assert chart.title == "Mail hangs most on the rule: $0 by first touch, $1,000 by last touch"
    assert chart.labels == ("Web", "Mail", "Events")
    (series,) = chart.series
    assert series.y == pytest.approx((1150.0, 400.0, 200.0))
    assert (series.low[0], series.high[0], series.ticks[0]) == pytest.approx((750, 1750, 1750))
    assert series.ticks_are == "lead source field"
    lines = side_by_side(found)
    assert lines.title == "Web comes first by 6 of 7 rules, Mail by last touch"
    assert [len(one.y) for one in lines.series] == [7, 7, 7]


def test_without_touches_only_the_lead_source_field_is_shown_and_it_is_said() -> None:
    nothing = laid(company(), None)
    found = attribution(company(), nothing)
    sheet = attribution_sheet(found, Plan(), nothing)
    assert [c.key for c in sheet.columns] == ["channel", "field"]
    assert cell(sheet, "Web", "field").text == "$1,750"
    assert sheet.footnote == NO_TOUCHES
    chart = rules_chart(found, Rule.U)
    assert chart.title == "Web has 100% of bookings by the lead source field"
    assert [(bar.label, bar.end) for bar in chart.bridge] == [("Web", 1750.0)]
    unpriced = replace(company(), amount=np.full(3, np.nan))
    assert rules_chart(attribution(unpriced, nothing), Rule.U).empty == NOTHING_WON


def test_the_rule_is_stated_where_channels_stand() -> None:
    data = Snapshot(company(), (), 3, 0, (), {}, (), touches=touches())
    assert channel_line(Plan(), data, ("channel",)) == (
        "Channels by the lead source field; their attribution by first touch."
    )
    decay = Plan(attribution=Rule.DECAY, half_life=14)
    assert channel_line(decay, data, ("channel",)).endswith("by time decay (half-life 14 days).")
    bare = replace(data, touches=None)
    assert channel_line(Plan(), bare, ("channel",)).endswith("no touches were imported.")
    assert (
        channel_line(Plan(), data, ("segment",)) == channel_line(Plan(), None, ("channel",)) == ""
    )


def test_attribution_is_offered_where_journeys_or_touches_have_channels() -> None:
    data = Snapshot(company(), (), 3, 0, (), {}, (), touches=touches())
    assert has_channels(data)
    bare = replace(data, journeys=replace(company(), dimensions={}))
    assert has_channels(bare)
    assert not has_channels(replace(bare, touches=None))


def test_no_channel_hangs_on_the_rule_where_each_deal_has_one_touch() -> None:
    data = replace(company(), dimensions={"channel": Dimension(np.zeros(3, np.int32), ("Web",))})
    one = JourneyTouches(
        np.array([0, 1], np.int64),
        np.array([parse_day("2026-01-10")] * 2, np.int32),
        Dimension(np.zeros(2, np.int32), ("Web",)),
        Dimension(np.zeros(2, np.int32), ("Search",)),
    )
    found = attribution(data, one)
    assert rules_chart(found, Rule.W).title.startswith("No channel hangs on the rule")
    assert side_by_side(found).title == "Web comes first by every rule"


def test_deals_without_an_amount_are_not_said_to_be_none(known: JourneyTouches) -> None:
    found = attribution(replace(company(), amount=np.full(3, np.nan)), known)
    sheet = attribution_sheet(found, Plan(), known)
    assert explained(sheet, "total", "field").startswith("$0 booked by 0 deals with an amount won")


def test_the_weights_are_explained_where_no_rule_has_any(
    found: Attribution, known: JourneyTouches
) -> None:
    said = explained(attribution_sheet(found, Plan(), known), "weights", "field")
    assert said == "How each rule shares a deal out to the touches before it."
