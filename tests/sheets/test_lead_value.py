"""Lead values on the sample company: cells, sentences, charts and journeys tie out."""

import numpy as np
import pytest

from planner.evidence import Prepared, plan_window
from planner.evidence.figures import THIN
from planner.sample.company import journeys, make_company
from planner.sheets.cells import Tone
from planner.sheets.funnel import filter_mask
from planner.sheets.lead_value import lead_value_sheet
from planner.sheets.lead_value_chart import days_chart, value_chart
from planner.sheets.table import TableSheet
from planner.sheets.worth import Worth, entrants_behind, find_worth
from tests.evidence.funnels import funnel, path
from tests.sheets.test_assumptions import at, cell, keys

BY = ("channel",)


@pytest.fixture(scope="module")
def source() -> Prepared:
    return Prepared(journeys(make_company()))


@pytest.fixture(scope="module")
def found(source: Prepared) -> Worth:
    return find_worth(source, BY, plan_window(source.journeys))


@pytest.fixture(scope="module")
def sheet(found: Worth) -> TableSheet:
    return lead_value_sheet(found, 0)


def said(sheet: TableSheet, row: str, column: str) -> str:
    return sheet.explain(*at(sheet, row, column)).text


def test_every_cell_is_a_measured_value(found: Worth, sheet: TableSheet) -> None:
    for (group, stage), one in found.values.items():
        shown = cell(sheet, group, f"value:{stage}")
        assert shown.value == one.value.value
        assert shown.thin == (one.chance.n < THIN) or group == "total"
    assert cell(sheet, "Events", "chance").value == found.values["Events", 0].chance.value
    assert cell(sheet, "Events", "days").value == found.values["Events", 0].days.value


def test_the_most_valuable_stand_first_and_the_company_last(sheet: TableSheet) -> None:
    rows = keys(sheet)
    assert rows[:2] == ["Partner referral", "Events"]
    assert rows[-2:] == ["Outbound", "total"]
    assert cell(sheet, "total", "group").tone is Tone.TOTAL


def test_gems_and_gold_are_flagged_in_words(sheet: TableSheet) -> None:
    assert cell(sheet, "Partner referral", "flag").text == "hidden gem"
    assert cell(sheet, "Paid social", "flag").text == "fool’s gold"
    gem, gold = said(sheet, "Partner referral", "flag"), said(sheet, "Paid social", "flag")
    assert gem.startswith("Hidden gem: the 90% interval of its value, $")
    assert "lies wholly above the company’s" in gem
    assert "lies wholly below the company’s" in gold
    assert "it has many entries, 17%" in gold
    assert said(sheet, "Organic search", "flag").startswith("Neither hidden gem nor fool’s gold:")


def test_a_value_is_a_sentence_of_linked_factors(sheet: TableSheet) -> None:
    told = sheet.explain(*at(sheet, "Events", "value:0"))
    assert "= chance of a deal within 641 days 4.76% × mean deal $53,156." in told.text
    assert "Those won close in 123 days on average." in told.text
    assert "times the company’s: a hidden gem at 9% of entries." in told.text
    assert [(p.target.row, p.target.column) for p in told.parts if p.target] == [
        ("Events", "chance"),
        ("Events", "size"),
    ]
    assert "the company’s: none of its own" in said(sheet, "List purchase", "value:0")
    assert (
        said(sheet, "Outbound", "value:0")
        == "Nobody of Outbound entered Inquiry, or it enters later."
    )


def test_another_stage_has_its_own_chance_and_flags(found: Worth) -> None:
    later = lead_value_sheet(found, 3)
    assert cell(later, "Outbound", "chance").value == found.values["Outbound", 3].chance.value
    assert next(c for c in later.columns if c.key == "entered").title == "Opportunities"
    assert keys(later)[0] == "Partner referral"


def test_a_horizon_is_said_and_where_data_end_too(source: Prepared) -> None:
    window = plan_window(source.journeys)
    short = lead_value_sheet(find_worth(source, BY, window, horizon=90), 0)
    assert "chance of a deal within 90 days" in short.footnote
    assert "within 90 days" in said(short, "Events", "chance")
    young = (window[1] - 60, window[1])
    cut_short = lead_value_sheet(find_worth(source, BY, young, horizon=365), 0)
    assert "Nothing was observed beyond" in cut_short.footnote


def test_charts_show_the_cells(found: Worth, sheet: TableSheet) -> None:
    for chart in (value_chart(found, 0), days_chart(found, 0)):
        (series,) = chart.series
        for value, place in zip(series.y, series.places, strict=True):
            assert cell(sheet, place.row, place.column).value == value
    assert value_chart(found, 0).title == "Partner referral: $6,138 per inquiry, 4.4× the company’s"
    assert days_chart(found, 0).title == "Partner referral closes first, in 84 days"


def test_a_number_leads_to_its_journeys(source: Prepared, found: Worth) -> None:
    window = plan_window(source.journeys)
    mql = entrants_behind(source, found, ("Events", "value:1"), 0, window=window)
    assert len(mql) == found.values["Events", 1].entered
    entered = entrants_behind(source, found, ("Events", "entered"), 0, window=window)
    assert len(entered) == found.values["Events", 0].entered
    won = entrants_behind(source, found, ("total", "size"), 0, window=window)
    assert source.reached(4)[won].all()
    where = filter_mask(source.journeys, {"region": "EMEA"})
    some = entrants_behind(source, found, ("total", "entered"), 0, window=window, where=where)
    assert where is not None
    assert where[some].all()
    assert 0 < len(some) < found.values["total", 0].entered


def test_without_a_cut_there_is_the_company_alone(source: Prepared) -> None:
    alone = find_worth(source, (), plan_window(source.journeys))
    assert keys(lead_value_sheet(alone, 0)) == ["total"]
    assert "per inquiry" in value_chart(alone, 0).title
    assert not value_chart(alone, 0).series


def test_nothing_entered_is_said(source: Prepared) -> None:
    where = np.zeros(len(source.journeys), np.bool_)
    nothing = find_worth(source, BY, plan_window(source.journeys), where)
    empty = lead_value_sheet(nothing, 0)
    assert empty.row_count == 0
    assert "Nobody entered" in empty.empty
    assert value_chart(nothing, 0).empty


def test_without_amounts_the_chances_are_compared() -> None:
    rows = [path("2026-01-02 2026-01-12 2026-02-01", channel="Web")] * 30
    rows += [path("2026-01-02", left="2026-01-20", channel="Web")] * 30
    rows += [path("2026-01-02", left="2026-01-20", channel="List")] * 60
    bare = find_worth(Prepared(funnel(rows)), BY, None)
    sheet = lead_value_sheet(bare, 0)
    assert keys(sheet) == ["Web", "List", "total"]
    assert (cell(sheet, "List", "size").text, cell(sheet, "List", "size").small) == ("", "")
    chart = value_chart(bare, 0)
    assert chart.title.startswith("Without amounts no value: of Web 49")
    assert chart.series[0].places[0].column == "chance"
