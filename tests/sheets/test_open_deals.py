"""What is open, on the sample company: rows, total, order, filters and sentences tie out."""

from collections.abc import Callable

import numpy as np
import pytest

from planner.base.days import iso
from planner.evidence import Prepared, plan_window
from planner.evidence.regression import expected_values
from planner.sample.company import journeys, make_company
from planner.sheets.arrangement import Arrangement, Between, OneOf, Sort
from planner.sheets.cells import Cell
from planner.sheets.charts import Chart
from planner.sheets.finding import find_cells
from planner.sheets.funnel import filter_mask
from planner.sheets.open_chart import CLOSING, STAGE, bars_by, closing_chart, stage_chart
from planner.sheets.open_deals import OpenDeals, OpenSheet, find_open, open_sheet, open_standing
from tests.evidence.regression.deals import LOST, OPEN, WON, deals


@pytest.fixture(scope="module")
def source() -> Prepared:
    return Prepared(journeys(make_company()))


@pytest.fixture(scope="module")
def found(source: Prepared) -> OpenDeals:
    return find_open(source, plan_window(source.journeys))


@pytest.fixture(scope="module")
def sheet(found: OpenDeals) -> OpenSheet:
    return open_sheet(found)


def column(sheet: OpenSheet, key: str) -> list[Cell]:
    place = [c.key for c in sheet.columns].index(key)
    return [line[place] for line in sheet.lines(0, sheet.row_count - 1)]


def numbers(sheet: OpenSheet, key: str) -> list[float]:
    return [float(cell.value) for cell in column(sheet, key) if isinstance(cell.value, float)]


def arranged(sheet: OpenSheet, arrangement: Arrangement) -> OpenSheet:
    made = sheet.arranged(arrangement)
    assert isinstance(made, OpenSheet)
    return made


def test_all_that_is_open_stands_by_value_and_adds_up(
    source: Prepared, found: OpenDeals, sheet: OpenSheet
) -> None:
    told = expected_values(source, window=plan_window(source.journeys))
    values = numbers(sheet, "value")
    assert sheet.row_count == len(told.rows)
    assert values == sorted(values, reverse=True)
    assert sum(values) == pytest.approx(told.total)
    chances, sizes = numbers(sheet, "chance"), numbers(sheet, "size")
    assert values == pytest.approx(np.multiply(chances, sizes))
    assert open_standing(found, sheet.shown).startswith(
        f"{sheet.row_count:,} open leads and deals are expected to bring $"
    )


def test_filters_keep_rows_and_the_line_above_follows(found: OpenDeals, sheet: OpenSheet) -> None:
    likely = arranged(sheet, Arrangement(filters=(Between("chance", 0.3, None),)))
    assert 0 < likely.row_count < sheet.row_count
    assert min(numbers(likely, "chance")) >= 0.3
    assert "of all that is open." in open_standing(found, likely.shown)
    events = arranged(
        sheet, Arrangement(filters=(OneOf("dimension:channel", frozenset({"Events"})),))
    )
    assert {cell.text for cell in column(events, "dimension:channel")} == {"Events"}
    soon = arranged(sheet, Arrangement(Sort("left")))
    assert numbers(soon, "left") == sorted(numbers(soon, "left"))
    assert len(find_cells(sheet, "Partner referral")) > 0


def test_a_row_is_a_sentence(found: OpenDeals, sheet: OpenSheet) -> None:
    told = sheet.explain(0, [c.key for c in sheet.columns].index("value"))
    value, chance = column(sheet, "value")[0].text, column(sheet, "chance")[0].text
    assert told.name == sheet.row(0).key
    assert told.text.startswith(f"{value} expected = chance of a win {chance} (of closed ones")
    close = sheet.explain(0, [c.key for c in sheet.columns].index("closing"))
    place = int(sheet.shown[0])
    assert iso(int(found.closing[place])) == column(sheet, "closing")[0].text
    assert f"{column(sheet, 'closing')[0].text}, half of those like it" in close.text
    assert sheet.explain(0, len(sheet.columns) - 1).name.startswith("Journey ")


def test_charts_add_up_to_the_total(found: OpenDeals) -> None:
    (stages,) = stage_chart(found).series
    assert sum(stages.y) == pytest.approx(found.expected.total)
    (months,) = closing_chart(found).series
    assert sum(months.y) == pytest.approx(found.expected.total)
    assert stage_chart(found).title == "71% of what is expected stands in Opportunity"


def test_a_filter_of_the_funnel_narrows_rows_and_regressions(source: Prepared) -> None:
    where = filter_mask(source.journeys, {"region": "EMEA"})
    some = find_open(source, plan_window(source.journeys), where)
    assert where is not None
    assert where[some.expected.rows].all()


def test_too_few_deals_leave_values_empty_and_say_so() -> None:
    few = find_open(Prepared(deals([WON, LOST, OPEN, OPEN], {"channel": ["Web"] * 4})), None)
    sheet = open_sheet(few)
    assert sheet.row_count == 2
    assert [cell.text for cell in column(sheet, "value")] == ["", ""]
    assert "Fewer than 30 closed deals: too few for a regression." in sheet.explain(0, 2).text
    assert "There is too little to say when it closes." in sheet.explain(0, 6).text
    assert open_standing(few, sheet.shown).startswith("2 open leads and deals. Fewer than")
    assert stage_chart(few).empty
    assert closing_chart(few).empty
    lossless = find_open(Prepared(deals([WON] * 40 + [OPEN] * 9, {"channel": ["Web"] * 49})), None)
    assert np.isnan(lossless.left).all()
    assert "The data record no lost deal" in open_standing(lossless, open_sheet(lossless).shown)
    assert "The data record no lost deal" in stage_chart(lossless).empty
    closed = find_open(Prepared(deals([WON, LOST], {"channel": ["Web"] * 2})), None)
    assert open_standing(closed, open_sheet(closed).shown) == "Nothing is open."


@pytest.mark.parametrize(("by", "chart"), [(STAGE, stage_chart), (CLOSING, closing_chart)])
def test_a_bar_leads_to_its_most_valuable_and_each_of_its_own_to_the_bar(
    found: OpenDeals, sheet: OpenSheet, by: str, chart: Callable[[OpenDeals], Chart]
) -> None:
    bars, (series,) = bars_by(found, by), chart(found).series
    texts = [cell.text[:7] if by == CLOSING else cell.text for cell in column(sheet, by)]
    first = {texts[row]: sheet.row(row).key for row in reversed(range(sheet.row_count))}
    assert {place.row for place in series.places} <= set(first.values())
    assert len(set(series.places)) > 1
    for row in (0, 7, sheet.row_count - 1):
        place = bars.of(int(sheet.shown[row]))
        assert place is not None
        assert place.row == first[texts[row]]
