"""What a workbook shows after somebody typed into it is what the program computes for the same."""

import math
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path

import numpy as np
import pytest

from planner.agreement.results import Results
from planner.base.units import money_short
from planner.output.excel.bridge_figures import CHANGED, MARKETING_NAME, SALES_NAME
from planner.sheets.plan_charts import goal_finding
from planner.sheets.plan_figures import goal_by_month
from tests.output.calculator import CENT, Written
from tests.output.native_charts import Series, cells_at, series_of, titles_of

SHARE = 1e-9
"""How far shares of a chart's axis may be apart."""


def assert_bridge(found: Written, before: Results, after: Results) -> None:
    """Both ends and the bar of changes are the program's, its bars at export stay, and all sum."""
    sheet = found.calculated["Bridge"]
    rows = [[cell.value for cell in row[:6]] for row in sheet.iter_rows()]
    names = [row[0] for row in rows]
    first = names.index(SALES_NAME)
    last = names.index(MARKETING_NAME, first)
    worth = [float(row[5]) for row in rows[first : last + 1]]
    assert worth[0] == pytest.approx(after.sales.total, abs=CENT)
    assert worth[-1] == pytest.approx(after.marketing.total, abs=CENT)
    assert names[last - 1] == CHANGED
    assert worth[-2] == pytest.approx(after.bridge.gap - before.bridge.gap, abs=CENT)
    assert worth[1:-2] == pytest.approx([item.worth for item in before.bridge.items])
    assert sum(worth[:-1]) == pytest.approx(worth[-1], abs=CENT)


def assert_summary(found: Written, before: Results, after: Results) -> None:
    """Score and tie-out of the Summary are the program's, with what changed since the export."""
    rows = [[cell.value for cell in row] for row in found.calculated["Summary"].iter_rows()]
    cards = rows[8][:6]
    expected = (after.plan.goal, after.working.total, after.working.gap, after.marketing.total)
    assert cards[:4] == pytest.approx(list(expected), abs=CENT)
    assert cards[4] == pytest.approx(after.sales.total, abs=CENT)
    assert cards[5] == len(after.disputed)
    ties = {row[0]: row[2:5] for row in rows if isinstance(row[4], int | float)}
    for name, was, now in (
        ("Bookings, working plan", before.working.total, after.working.total),
        ("Bookings, Marketing’s view", before.marketing.total, after.marketing.total),
        ("Bookings, Sales’ view", before.sales.total, after.sales.total),
        (after.plan.stages[-1], deals(before), deals(after)),
    ):
        assert ties[name] == pytest.approx([was, now, now - was], abs=2 * CENT), name


def deals(results: Results) -> float:
    """Return all deals of the working plan."""
    return float(results.working.entries[:, -1].sum())


def assert_still_ties_out(found: Written) -> None:
    """Every figure that stands on several sheets still agrees."""
    rows = found.calculated["Tie-out"].iter_rows(min_row=5, values_only=True)
    said = [row[6] for row in rows if row[0]]
    assert said
    assert {str(word)[:1] for word in said} == {"✓"}


def assert_charts(found: Written, before: Results, after: Results) -> None:
    """Charts show cells, all of them formulas, and keep what the program now computes."""
    shown = series_of(found.recalculated)
    assert_cells_behind(found, found.path, shown)
    for one in shown:
        assert near(one.kept_values, cells_at(found.calculated, one.values)), one
        assert one.kept_labels == cells_at(found.calculated, one.labels), one
    _goal_charts(shown, after)
    _bridge_charts(shown, before, after)
    said = {cells_at(found.calculated, title)[0] for title in titles_of(found.path)}
    assert goal_finding(after) in said


def assert_cells_behind(found: Written, path: Path, shown: Sequence[Series]) -> None:
    """Every series reads the same cells as when written, each of which is a formula."""
    as_written = series_of(path)
    places = {(s.name, s.values.replace("'", ""), s.labels.replace("'", "")) for s in as_written}
    assert places == {(s.name, s.values.replace("'", ""), s.labels.replace("'", "")) for s in shown}
    for one in as_written:
        formulas = cells_at(found.formulas, one.values)
        assert formulas, one
        assert all(str(cell).startswith("=") for cell in formulas), one
    titles = titles_of(path)
    assert all(str(cells_at(found.formulas, title)[0]).startswith("=") for title in titles)


def near(one: Sequence[object], other: Sequence[object]) -> bool:
    """Whether what a chart keeps is what its cells hold; what is not available is left out."""
    values = [value if isinstance(value, int | float) else math.nan for value in (*one, *other)]
    halves = values[: len(one)], values[len(one) :]
    return bool(np.allclose(*halves, rtol=SHARE, atol=SHARE, equal_nan=True))


def _goal_charts(shown: Sequence[Series], after: Results) -> None:
    months = {
        "Bookings, working plan": after.working.bookings.sum(0),
        "Working plan": after.working.bookings.sum(0).cumsum(),
        "Marketing’s view": after.marketing.bookings.sum(0).cumsum(),
        "Sales’ view": after.sales.bookings.sum(0).cumsum(),
    }
    kept = {one.name: one.kept_values for one in shown}
    for name, expected in months.items():
        assert list(kept[name]) == pytest.approx(expected.tolist(), abs=CENT), name
    due = goal_by_month(after.plan)
    goals = [one.kept_values for one in shown if one.name == "Goal"]
    for expected in (due, due.cumsum()):
        assert any(near(goal, expected.tolist()) for goal in goals)


def _bridge_charts(shown: Sequence[Series], before: Results, after: Results) -> None:
    """Bars stand where the program's levels are, and the label of the change tells its worth."""
    by_chart: dict[str, dict[str, Series]] = {}
    for one in shown:
        by_chart.setdefault(one.chart, {})[one.name] = one
    bridges = [found for found in by_chart.values() if "Raises" in found]
    assert len(bridges) == 2
    change = after.bridge.gap - before.bridge.gap
    for chart in bridges:
        up, down, clear, level = (
            np.array(chart[name].kept_values, float)
            for name in ("Raises", "Lowers", "Clear", "Level")
        )
        moves = (up - down)[1:-1]
        ends = (clear + level / 2)[[0, -1]]
        length = after.bridge.gap / (ends[1] - ends[0])
        assert moves.sum() * length == pytest.approx(after.bridge.gap, abs=1.0)
        assert moves[-1] * length == pytest.approx(change, abs=1.0)
        tops = list(accumulate(moves, initial=ends[0]))
        edges = np.minimum(tops[:-1], tops[1:])
        assert clear[1:-1] == pytest.approx(edges, abs=1e-6)
        labels = [str(label) for label in chart["Clear"].kept_labels]
        currency = after.plan.currency
        assert labels[0].endswith(money_short(after.sales.total, currency))
        assert labels[-1].endswith(money_short(after.marketing.total, currency))
        assert labels[-2] == f"{CHANGED}   {money_short(change, currency, signed=True)}"
