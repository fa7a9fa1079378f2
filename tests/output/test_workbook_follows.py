"""One input of each seat changed in LibreOffice moves views, bridge, scores and charts alike."""

from pathlib import Path

import pytest

from planner.agreement.results import Results
from tests.output import boards
from tests.output.boards import GOALS, SCENARIOS, TEAM, M, S, T
from tests.output.calculator import CENT, COLUMNS, Written, edited, opened, written
from tests.output.following import (
    assert_bridge,
    assert_charts,
    assert_still_ties_out,
    assert_summary,
)
from tests.output.scenario_table import AT_EXPORT, BRINGS, CHANGED, figures, table
from tests.output.test_workbook_plan_rows import COST, assert_goals, assert_rows
from tests.output.test_workbook_ties_out import assert_assumptions, assert_totals

SAID = (*TEAM, *COST, *GOALS, *SCENARIOS)
CHANGES = (
    (T, "Paid search/rate:MQL>SAL", 0.62),
    (M, "Paid search/volume", 2600.0),
    (S, "Events/deal_size", 41_000.0),
)
"""A rate, a volume, a deal size."""


@pytest.fixture(scope="module")
def before() -> Results:
    return boards.staged(*SAID)


@pytest.fixture(scope="module")
def after() -> Results:
    return boards.staged(*SAID, *CHANGES)


@pytest.fixture(scope="module")
def found(before: Results, tmp_path_factory: pytest.TempPathFactory) -> Written:
    """The workbook in which the changes were typed, as LibreOffice calculates it."""
    folder: Path = tmp_path_factory.mktemp("follows")
    path = written(before, folder / "plan.xlsx")
    cells = {(key, COLUMNS[seat]): value for seat, key, value in CHANGES}
    return opened(edited(path, folder / "edited", {"typed": cells}), folder / "calculated")["typed"]


def test_the_changes_move_every_view(before: Results, after: Results) -> None:
    for was, now in (
        (before.working, after.working),
        (before.marketing, after.marketing),
        (before.sales, after.sales),
    ):
        assert abs(now.total - was.total) > 1000.0
    assert abs(after.bridge.gap - before.bridge.gap) > 1000.0


def test_all_views_rows_and_goals_are_the_programs(found: Written, after: Results) -> None:
    assert_totals(found, after)
    assert_assumptions(found, after)
    assert_rows(found, after)
    assert_goals(found, after)
    assert not found.errors


def test_the_bridge_sums_with_its_bar_of_changes(
    found: Written, before: Results, after: Results
) -> None:
    assert_bridge(found, before, after)


def test_score_and_tie_out_follow(found: Written, before: Results, after: Results) -> None:
    assert_summary(found, before, after)
    assert_still_ties_out(found)


def test_charts_show_the_new_figures(found: Written, before: Results, after: Results) -> None:
    assert_charts(found, before, after)


def test_the_plan_is_compared_with_itself_at_export(
    found: Written, before: Results, after: Results
) -> None:
    was, now = figures(before), figures(after)
    apart = [n - w for n, w in zip(now, was, strict=True)]
    assert table(found, BRINGS)["Base"] == pytest.approx(now, abs=CENT)
    assert table(found, CHANGED)["Base"] == pytest.approx(apart, abs=2 * CENT)
    assert table(found, AT_EXPORT)["Base"] == pytest.approx(was, abs=CENT)
