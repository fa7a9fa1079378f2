"""Steps and cohorts on the sample company: groups, cohorts, charts and journeys tie out."""

import math

import numpy as np
import pytest

from planner.evidence import Prepared, measure, plan_window
from planner.evidence.cuts import Window
from planner.sample.company import journeys, make_company
from planner.sheets.arranged_table import arrange_table
from planner.sheets.arrangement import Arrangement, Sort
from planner.sheets.steps_view import StepsView, steps_behind, steps_view
from planner.sheets.words import Tongue
from tests.evidence.funnels import funnel, path
from tests.sheets.test_assumptions import at, cell, keys

BY, CLOSING = ("channel",), (3, 4)


@pytest.fixture(scope="module")
def source() -> Prepared:
    return Prepared(journeys(make_company(leads=6000)))


@pytest.fixture(scope="module")
def window(source: Prepared) -> Window:
    return plan_window(source.journeys)


@pytest.fixture(scope="module")
def view(source: Prepared, window: Window) -> StepsView:
    unfolded = frozenset({("Events",)})
    return steps_view(source, BY, window, (), CLOSING, unfolded=unfolded, tongue=Tongue())


def test_cohorts_and_groups_add_up_to_all(view: StepsView) -> None:
    sheet = view.sheet
    for column in ("entered", "advanced", "lost", "open"):
        whole = cell(sheet, "total", column).value
        cohorts = [k for k in keys(sheet) if k.startswith("total/")]
        groups = [k for k in keys(sheet) if k.startswith("group:") and "/" not in k]
        assert len(cohorts) == 9
        assert sum(cell(sheet, k, column).value for k in cohorts) == whole
        assert sum(cell(sheet, k, column).value for k in groups) == whole


def test_groups_say_what_the_funnel_says(view: StepsView, source: Prepared, window: Window) -> None:
    for row in measure(source, BY, entered=window).rows:
        found = row.transitions[3]
        if found.entered:
            shown = cell(view.sheet, f"group:{row.key[0]}", "matured")
            assert shown.value == found.matured
            pooled = cell(view.sheet, f"group:{row.key[0]}", "pooled")
            assert pooled.value == found.pooled


def test_only_unfolded_groups_have_cohorts(view: StepsView) -> None:
    shown = keys(view.sheet)
    assert any(key.startswith("group:Events/") for key in shown)
    assert not any(key.startswith("group:Paid search/") for key in shown)
    assert view.key_of("group:Events") == ("Events",)
    assert view.key_of("total") is None


def test_all_together_fold_too_and_what_lies_lowest_is_sorted(
    source: Prepared, window: Window, view: StepsView
) -> None:
    folded = steps_view(source, BY, window, (), CLOSING, folded=True, tongue=Tongue()).sheet
    assert not any("/" in key for key in keys(folded))
    assert folded.row(0).folds
    assert folded.row(0).folded
    assert not view.sheet.row(0).folded
    by_size = keys(arrange_table(folded, Arrangement(Sort("entered"))))
    assert by_size == [*reversed(keys(folded)[1:]), "total"]


def test_a_young_cohort_is_said_to_be_young(view: StepsView) -> None:
    last = [key for key in keys(view.sheet) if key.startswith("total/")][-1]
    assert cell(view.sheet, last, "young").text == "○ still young"
    assert "Still young: observed for" in view.sheet.explain(*at(view.sheet, last, "matured")).text
    first = next(key for key in keys(view.sheet) if key.startswith("total/"))
    assert cell(view.sheet, first, "young").text == ""
    rates, curves = view.charts(last)
    matured = rates.series[0]
    assert matured.immature_from is not None
    assert matured.immature_from <= len(matured.x) - 1
    assert {s.name for s in rates.series} == {"Matured", "Plain", "Closed-only"}
    assert curves.series[-1].mark != curves.series[0].mark


def test_charts_are_those_of_the_rows_group(view: StepsView) -> None:
    rates, _ = view.charts("group:Events")
    assert "Events" in rates.subtitle
    assert all(place.row.startswith("group:Events/") for place in rates.series[0].places)
    for y, place in zip(rates.series[0].y, rates.series[0].places, strict=True):
        shown = cell(view.sheet, place.row, "matured").value
        assert (shown is None and math.isnan(y)) or shown == y


@pytest.mark.parametrize("column", ["entered", "advanced", "lost", "open"])
def test_every_count_leads_to_as_many_journeys(view: StepsView, column: str) -> None:
    for row in keys(view.sheet):
        assert len(steps_behind(view, row, column)) == cell(view.sheet, row, column).value


def test_months_instead_of_quarters(source: Prepared, window: Window) -> None:
    view = steps_view(source, (), window, (), CLOSING, cohorts="month", tongue=Tongue())
    assert len([key for key in keys(view.sheet) if "/" in key]) == 24
    assert view.sheet.columns[0].title == "Cohort"


def test_entrants_without_a_date_are_in_no_cohort_and_that_is_said() -> None:
    rows = [path("2026-01-05 2026-02-01"), path("?"), path("2026-04-05")]
    source = Prepared(funnel(rows, stages=("Lead", "Won")))
    window = plan_window(source.journeys)
    view = steps_view(source, (), window, (), (0, 1), tongue=Tongue())
    assert cell(view.sheet, "total", "entered").value == 3
    assert "1 without a date are in no cohort." in view.sheet.footnote


def test_every_cell_is_explained(view: StepsView) -> None:
    for row in keys(view.sheet)[:12]:
        for column in view.sheet.columns:
            said = view.sheet.explain(*at(view.sheet, row, column.key))
            assert len(said.text) > 10
            assert "nan" not in said.text


def test_nothing_entered_is_an_empty_sheet_that_says_so() -> None:
    source = Prepared(funnel([path("2026-01-05")]))
    view = steps_view(source, BY, (0, 1), (), (1, 2), tongue=Tongue())
    assert keys(view.sheet) == ["total"]
    rates, curves = view.charts("total")
    assert "Nobody entered Opportunity" in rates.empty
    assert curves.empty
    assert np.array_equal(steps_behind(view, "total", "entered"), [])
