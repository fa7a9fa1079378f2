"""Benchmarks as a sheet: shipped figures can be edited, own ones added, none is a target."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from planner.base.problem import RefusedError
from planner.base.units import NumberStyle
from planner.commitments.benchmarks import published
from planner.plan.edits import Draft
from planner.session import PlanSession
from planner.session.committing import commitments
from planner.sheets.arranged_table import arrange_table
from planner.sheets.arrangement import Arrangement, OneOf, Sort
from planner.sheets.benchmarks import NAME, NEW, benchmarks_chart, benchmarks_of, benchmarks_sheet
from planner.sheets.cells import Place
from planner.sheets.table import TableSheet
from tests.promised import M, january, promised
from tests.sheets.test_sla import text

FIRST = f"benchmark:{published()[0].id}"
OWN = "benchmark:Reply rate | own"


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[PlanSession]:
    session = promised(tmp_path)
    yield session
    session.close()


def sheet(session: PlanSession) -> TableSheet:
    return benchmarks_sheet(benchmarks_of(commitments(session)), M)


def state(session: PlanSession, row: str, column: str, typed: str) -> None:
    session.submit(sheet(session).changer(row, column, typed), "type")


def test_shipped_figures_stand_with_source_and_year(plan: PlanSession) -> None:
    shown = sheet(plan)
    assert shown.row_count == len(published()) + 1
    assert [text(shown, FIRST, c) for c in ("low", "high", "year")] == ["13.0%", "13.0%", "2014"]
    assert "never a target" in shown.explainer(FIRST, "low").text


def test_figures_are_typed_in_the_numbers_of_now(plan: PlanSession) -> None:
    state(plan, FIRST, "low", "12.5")
    german = benchmarks_sheet(benchmarks_of(commitments(plan), NumberStyle(",", ".")), M)
    at = german.find(FIRST, "low")
    assert at is not None
    assert german.cell(*at).edit_text == "12,5%"


def test_formulas_of_both_ends_are_kept_in_the_numbers_of_now(plan: PlanSession) -> None:
    state(plan, FIRST, "low", "=(10+2.5)%")
    state(plan, FIRST, "high", "=30/2")
    state(plan, FIRST, "source", "A survey")
    german = benchmarks_sheet(benchmarks_of(commitments(plan), NumberStyle(",", ".")), M)
    for shown, typed in ((sheet(plan), "=(10+2.5)%"), (german, "=(10+2,5)%")):
        assert [edited(shown, end) for end in ("low", "high")] == [typed, "=30/2"]
    state(plan, FIRST, "low", "12")
    assert [edited(sheet(plan), end) for end in ("low", "high")] == ["12%", "=30/2"]


def edited(shown: TableSheet, column: str) -> str:
    at = shown.find(FIRST, column)
    assert at is not None
    return shown.cell(*at).edit_text


def test_sorted_and_filtered_the_row_for_a_new_one_stays_last(plan: PlanSession) -> None:
    newest = arrange_table(sheet(plan), Arrangement(Sort("year", descending=True)))
    years = [text(newest, row.row.key, "year") for row in newest.rows[:-1]]
    assert years == sorted(years, reverse=True)
    assert newest.total == newest.row_count == len(published()) + 1
    assert newest.rows[-1].row.key == NEW
    studies = arrange_table(
        sheet(plan), Arrangement(filters=(OneOf("kind", frozenset({"study"})),))
    )
    assert {text(studies, row.row.key, "kind") for row in studies.rows[:-1]} == {"study"}
    assert studies.rows[-1].row.key == NEW


def test_a_figure_is_added_edited_and_taken_away(plan: PlanSession) -> None:
    state(plan, NEW, "figure", "Reply rate")
    assert text(sheet(plan), OWN, "source") == "source missing"
    state(plan, OWN, "low", "12")
    state(plan, OWN, "source", "A survey")
    state(plan, OWN, "year", "2025")
    assert [text(sheet(plan), OWN, c) for c in ("low", "source", "year")] == [
        "12.0%", "A survey", "2025",
    ]  # fmt: skip
    with pytest.raises(RefusedError, match="is no year"):
        state(plan, OWN, "year", "soon")
    with pytest.raises(RefusedError, match="never typed"):
        state(plan, OWN, "own", "12")
    state(plan, FIRST, "figure", "")
    assert sheet(plan).find(FIRST, "low") is None
    plan.undo()
    assert sheet(plan).find(FIRST, "low") is not None


def test_ones_own_figure_stands_beside_it(plan: PlanSession, tmp_path: Path) -> None:
    """Of the two leads of January one was won."""
    january(plan, tmp_path, "B1,2027-01-04,Won,Web,Ann,2027-01-05,2027-01-06,2027-01-07,"
            "2027-01-20,30000\n")  # fmt: skip
    found = benchmarks_of(commitments(plan))
    row = next(f"benchmark:{k}" for k, one in found.known if one.of == "opportunity to deal")
    assert text(sheet(plan), row, "own") == "100.0%"
    chart = benchmarks_chart(found)
    assert "context, never targets" in chart.title
    published, yours = (Place(NAME, row, column) for column in ("low", "own"))
    assert published in chart.series[0].places
    assert yours in chart.series[1].places


def test_a_figure_of_a_channel_stands_beside_that_channels_own(
    plan: PlanSession, tmp_path: Path
) -> None:
    """Of January's one lead by paid search none became an opportunity, of the Web's one did."""
    rows = "B1,2027-01-04,Won,Web,Ann,2027-01-05,2027-01-06,2027-01-07,2027-01-20,30000\n"
    rows += "B2,2027-01-04,Open,Paid search,Ann,2027-01-05,,,,\n"
    january(plan, tmp_path, rows)
    found = benchmarks_of(commitments(plan))
    of = {one.channel: (f"benchmark:{key}", one) for key, one in found.known if one.channel}
    row, one = of["paid search"]
    assert (found.mine(one).value, found.mine(one).n) == (0.0, 1)
    assert found.mine(one).channels == ("Paid search",)
    assert text(sheet(plan), row, "own") == "0.0%"
    assert "of 1 entered of Paid search" in sheet(plan).explainer(row, "own").text
    assert text(sheet(plan), of["webinars"][0], "own") == "–"
    state(plan, of["webinars"][0], "channel", "web")
    assert text(sheet(plan), of["webinars"][0], "own") != "–"


def test_what_cannot_be_read_leaves_the_shipped_figure(plan: PlanSession) -> None:
    key = FIRST.removeprefix("benchmark:")
    for value in ("no json", '{"low": "many"}', '{"colour": "red"}'):
        plan.submit([Draft(M, f"benchmark:{key}", value)], "x")
        assert text(sheet(plan), FIRST, "low") == "13.0%"
