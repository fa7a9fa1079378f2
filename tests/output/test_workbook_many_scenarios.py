"""Where all scenarios would be too much to calculate, the sheet says which rows are values."""

import pytest

from planner.output.excel import lead_times, one_more, scenario_flows
from tests.output import boards
from tests.output.boards import DOWN, GOALS, SCENARIOS, TEAM, S
from tests.output.calculator import Cells, Written, edited, opened, written
from tests.output.front import without
from tests.output.scenario_table import AT_EXPORT, BRINGS, figures, table
from tests.output.test_workbook_plan_rows import COST
from tests.output.test_workbook_scenarios import chosen

SAID = (*TEAM, *COST, *GOALS, *SCENARIOS)
RATE = "Paid search/rate:SAL>Opportunity"
NEW = f"{DOWN}/Paid search/rate:Inquiry>MQL"
"""What other scenarios speak of, but not this one."""
FEW = 5_500
"""Formulas for the plan and one scenario; there are three."""


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Written]:
    folder = tmp_path_factory.mktemp("many")
    with pytest.MonkeyPatch.context() as patch, without(lead_times, one_more):
        whole = written(boards.staged(*SAID), folder / "whole.xlsx")
        patch.setattr(scenario_flows, "MOST", FEW)
        path = written(boards.staged(*SAID), folder / "plan.xlsx")
    changed = {(RATE, "Sales"): 0.45}
    cases: dict[str, Cells] = {name: changed | {("scenario", ""): name} for name in ("", "Stretch")}
    paths = edited(path, folder / "edited", cases)
    named = f"Down, 2 of 3*: {NEW.partition('/')[2]}"
    return opened(
        paths | edited(whole, folder / "edited", {NEW: {(named, "Sales"): 0.2}}),
        folder / "calculated",
    )


def test_what_does_not_fit_is_the_programs_at_export_and_says_so(found: dict[str, Written]) -> None:
    before, after = boards.staged(*SAID), boards.staged(*SAID, (S, RATE, 0.45))
    shown, exported = table(found[""], BRINGS), table(found[""], AT_EXPORT)
    for name in ("Base", "Bold"):
        assert shown[name] == pytest.approx(figures(chosen(after, name)), abs=0.005), name
    for name in ("Down, 2 of 3*", "Stretch"):
        assert shown[name] == exported[name]
        assert exported[name] == pytest.approx(figures(chosen(before, name)), abs=0.005)
    rows = found[""].calculated["Scenarios"].iter_rows(max_row=20, values_only=True)
    said = [str(row[0]) for row in rows if row[0]]
    assert any(
        text.startswith("From Down, 2 of 3* on a row follows what is typed") for text in said
    )


def test_the_scenario_chosen_follows_all_the_same(found: dict[str, Written]) -> None:
    after = chosen(boards.staged(*SAID, (S, RATE, 0.45)), "Stretch")
    assert table(found["Stretch"], BRINGS)["Stretch"] == pytest.approx(figures(after), abs=0.005)


def test_what_is_typed_into_a_scenario_that_said_nothing_there_counts(
    found: dict[str, Written],
) -> None:
    after = boards.staged(*SAID, (S, NEW, 0.2))
    shown = table(found[NEW], BRINGS)
    assert set(shown) == {"Base", "Bold", "Down, 2 of 3*", "Stretch"}
    for name, row in shown.items():
        assert row == pytest.approx(figures(chosen(after, name)), abs=0.005), name
