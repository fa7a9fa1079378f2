"""Campaigns as a grid and as charts: from answers to MQL, won, bookings and spend."""

import pytest

from planner.base.days import parse_month
from planner.evidence.campaigns import Campaigns
from planner.evidence.touch_rules import Rule
from planner.journeys.table import Spend
from planner.sheets.campaigns import answered_behind, campaigns_sheet, channel_keys
from planner.sheets.campaigns_charts import campaigns_chart, cost_chart
from planner.sheets.table import TableSheet
from tests.evidence.test_campaigns import ANSWERS, STAGES, company

SPEND = (Spend("Events", parse_month("2026-01"), 1200.0), Spend("Web", parse_month("2026-01"), 60))


@pytest.fixture
def found() -> Campaigns:
    return Campaigns(company(), ANSWERS, SPEND, rule=Rule.LINEAR)


def texts(sheet: TableSheet, row: str) -> list[str]:
    at = sheet.find(row, "campaign")
    assert at is not None
    return [sheet.cell(at[0], i).text for i in range(len(sheet.columns))]


def test_campaigns_stand_under_their_channels_and_all_at_the_end(found: Campaigns) -> None:
    sheet = campaigns_sheet(found, STAGES, ANSWERS)
    assert [c.title for c in sheet.columns] == [
        "Campaign", "Answers", "By leads", "Became MQL", "Won", "Leads → Won",
        "Credited bookings", "Spend", "Spend per won",
    ]  # fmt: skip
    assert [sheet.row(i).key for i in range(sheet.row_count)] == [
        "Events", "Events/Fair", "Web", "Web/Search", "total",
    ]  # fmt: skip
    assert texts(sheet, "Events") == [
        "Events", "4", "3", "1", "1", "33.3%", "$600", "$1,200", "$1,200",
    ]  # fmt: skip
    assert texts(sheet, "Events/Fair")[-2:] == ["", ""]
    assert texts(sheet, "total") == ["All", "5", "3", "1", "1", "33.3%", "$900", "$1,260", "$1,260"]
    folded = campaigns_sheet(found, STAGES, ANSWERS, folded=channel_keys(found))
    assert [folded.row(i).key for i in range(folded.row_count)] == ["Events", "Web", "total"]


def test_every_number_says_how_it_came_about(found: Campaigns) -> None:
    sheet = campaigns_sheet(found, STAGES, ANSWERS)

    def said(column: str) -> str:
        at = sheet.find("Events/Fair", column)
        assert at is not None
        return sheet.explain(*at).text

    assert said("qualified") == (
        "1 of the 3 leads that answered became MQL afterwards; 1 had reached it before."
    )
    assert said("won") == "1 of the 3 leads that answered were won afterwards, so far."
    assert said("bookings") == (
        "$600 of all bookings since are credited to these 4 answers by the linear rule."
    )
    assert said("cost") == "No spend in its name is known."
    assert answered_behind(found, "Events/Fair", "qualified").tolist() == [0]
    assert answered_behind(found, "total", "answers").tolist() == [0, 1, 2]


def test_charts_rank_campaigns_by_bookings_and_channels_by_spend_per_deal(found: Campaigns) -> None:
    chart = campaigns_chart(found)
    assert chart.title == "Fair and Search brought 100% of what campaigns are credited with"
    assert [(bar.label, bar.text) for bar in chart.bridge] == [("Fair", "$600"), ("Search", "$300")]
    cost = cost_chart(found, STAGES)
    assert cost.title == "A deal costs $1,200 by Events, $60 by Web"
    assert [bar.place.row for bar in cost.bridge if bar.place] == ["Events", "Web"]


def test_a_window_without_answers_says_so() -> None:
    day = company().as_of
    nothing = Campaigns(company(), ANSWERS, window=(day, day))
    sheet = campaigns_sheet(nothing, STAGES, ANSWERS)
    assert (sheet.row_count, sheet.empty) == (0, "Nobody answered a campaign in this window.")
    assert campaigns_chart(nothing).empty
    assert cost_chart(nothing, STAGES).empty
