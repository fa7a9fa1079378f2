"""The workbook computes the scenario that is chosen in it, as the program does."""

import pytest

from planner.agreement.results import Results, results
from planner.output.excel import lead_times, one_more
from planner.plan.scenarios import in_scenario, scenario_named
from tests.output import boards
from tests.output.boards import BOLD, DOWN, GOALS, SCENARIOS, STRETCH, TEAM, M, S, T
from tests.output.calculator import COLUMNS, Cells, Written, edited, opened, written
from tests.output.front import without
from tests.output.scenario_table import AT_EXPORT, BRINGS, CHANGED, figures, table
from tests.output.test_workbook_enough import sentence, told
from tests.output.test_workbook_plan_rows import COST, assert_goals, assert_rows
from tests.output.test_workbook_ties_out import assert_assumptions, assert_totals
from tests.output.typed_in import Value

SEASONS = (
    (T, "plan:season:07", 0.8),
    (T, "plan:season:03", 1.2),
    (M, f"{STRETCH}/plan:season:07", 0.5),
    (T, f"{STRETCH}/plan:season:12", 1.3),
    (S, f"{BOLD}/plan:season:03", 1.0),
)
"""Stretch’s December moves the run-in too; Bold is like the other months where the plan is not."""
SAID = (*TEAM, *COST, *GOALS, *SCENARIOS, *SEASONS)
STATED, MISSPELT, AS_IT_IS = ("Stretch", "Bold", "Down, 2 of 3*"), "Strech", "as it is"
NAMES = {"": "Base", STRETCH: "Stretch", BOLD: "Bold", DOWN: "Down, 2 of 3*"}


def chosen(found: Results, name: str) -> Results:
    """Everything the plan implies in a scenario."""
    if name == "Base":
        return found
    plan = in_scenario(found.plan, scenario_named(found.plan, name))
    return results(plan, found.evidence)


EDITS = {
    "the plan below": (
        "Stretch",
        (
            (M, "Paid search/volume", 900.0),
            (S, "Paid search/lag:Opportunity>Won", 50.0),
            (T, "Paid search/rate:Inquiry>MQL", 0.2),
            (S, "team/reps", 3.0),
        ),
    ),
    "what it says itself": (
        "Stretch",
        (
            (M, f"{STRETCH}/Paid search/volume", 2000.0),
            (S, f"{STRETCH}/Paid search/rate:Inquiry>MQL", None),
            (T, f"{STRETCH}/Paid search/rate:Inquiry>MQL", 0.3),
            (M, f"{STRETCH}/Events/volume/2027-07", None),
            (S, f"{STRETCH}/team/reps/2027-02", 1.0),
        ),
    ),
    "what it lies on": (
        "Bold",
        (
            (S, f"{STRETCH}/team/reps", 20.0),
            (T, f"{STRETCH}/Events/deal_size", 40_000.0),
            (M, f"{STRETCH}/Events/volume", 55.0),
            (T, f"{BOLD}/Paid search/rate:Inquiry>MQL", None),
        ),
    ),
    "its own months outlive what is agreed below": ("Bold", ((T, "Events/volume", 60.0),)),
    "its own agreement outlives what is said below": (
        "Bold",
        (
            (S, f"{STRETCH}/Paid search/rate:Inquiry>MQL", 0.19),
            (M, "Paid search/rate:Inquiry>MQL", 0.3),
            (S, f"{DOWN}/Paid search/rate:Inquiry>MQL", 0.2),
        ),
    ),
    "goals of its own": (
        "Bold",
        (
            (T, "goal:2027-Q1", 1_000_000.0),
            (T, f"{STRETCH}/goal", None),
            (T, f"{STRETCH}/goal:2027-Q2/coverage", 4.0),
            (T, f"{BOLD}/goal:2027-Q1", None),
            (T, f"{BOLD}/goal:2027-08", 1_100_000.0),
        ),
    ),
    "an agreement that was reopened": (
        "Down, 2 of 3*",
        (
            (S, f"{DOWN}/Paid search/rate:Opportunity>Won", None),
            (S, f"{DOWN}/team/leads_per_rep", 30.0),
            (M, f"{DOWN}/team/leads_per_rep", 30.0),
        ),
    ),
}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Written]:
    """The workbook as it is, with another scenario chosen in it, and with changes typed in."""
    folder = tmp_path_factory.mktemp("scenarios")
    with without(lead_times, one_more):
        path = written(boards.staged(*SAID), folder / "plan.xlsx")
    cases: dict[str, Cells] = {name: {("scenario", ""): name} for name in (*STATED, MISSPELT)}
    for case, (name, edits) in EDITS.items():
        cells: dict[tuple[str, str], Value] = {("scenario", ""): name}
        for seat, key, value in edits:
            of, _, rest = key.partition("/")
            named = f"{NAMES[of]}: {rest}" if of in NAMES else key
            cells[named, COLUMNS[seat]] = value
        cases[case] = cells
    paths = {AS_IT_IS: path, **edited(path, folder / "edited", cases)}
    return opened(paths, folder / "calculated")


def assert_scenario(found: Written, expected: Results) -> None:
    assert_totals(found, expected)
    assert_assumptions(found, expected)
    assert_rows(found, expected)
    assert_goals(found, expected)
    assert str(sentence(found)).partition(", due")[0] == str(told(expected)).partition(", due")[0]
    assert not found.errors


@pytest.mark.parametrize("name", STATED)
def test_a_scenario_chosen_is_computed_on_all_sheets(name: str, found: dict[str, Written]) -> None:
    assert_scenario(found[name], chosen(boards.staged(*SAID), name))
    for row in table(found[name], CHANGED).values():
        assert row == pytest.approx([0.0] * 8, abs=0.005)


@pytest.mark.parametrize("case", [*STATED, *EDITS, AS_IT_IS])
def test_every_scenario_is_computed_whichever_is_chosen(
    case: str, found: dict[str, Written]
) -> None:
    _, edits = EDITS.get(case, ("", ()))
    before, after = boards.staged(*SAID), boards.staged(*SAID, *edits)
    shown = table(found[case], BRINGS)
    exported = table(found[case], AT_EXPORT)
    changed = table(found[case], CHANGED)
    assert set(shown) == set(NAMES.values())
    for name, row in shown.items():
        now, then = (figures(chosen(results, name)) for results in (after, before))
        assert row == pytest.approx(now, abs=0.005), name
        assert exported[name] == pytest.approx(then, abs=0.005), name
        apart = [one - other for one, other in zip(now, then, strict=True)]
        assert changed[name] == pytest.approx(apart, abs=0.01), name


@pytest.mark.parametrize("case", EDITS)
def test_what_is_typed_counts_in_the_scenario(case: str, found: dict[str, Written]) -> None:
    name, edits = EDITS[case]
    assert_scenario(found[case], chosen(boards.staged(*SAID, *edits), name))


@pytest.mark.parametrize("case", [MISSPELT, AS_IT_IS])
def test_what_is_no_scenario_is_the_plan_itself(case: str, found: dict[str, Written]) -> None:
    assert_scenario(found[case], boards.staged(*SAID))
