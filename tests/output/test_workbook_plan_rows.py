"""The workbook's Plan sheet is the window's, row by row, and follows what is typed into it."""

import math

import pytest
from openpyxl.cell.cell import Cell

from planner.agreement.results import Results
from planner.output.excel import lead_times, one_more
from planner.plan.fold import line_value
from planner.plan.goals import Measure
from planner.sheets.periods import Period, periods
from planner.sheets.plan_rows import PlanRow, plan_rows
from tests.output import boards
from tests.output.boards import GOALS, TEAM, M, S, T
from tests.output.calculator import Case, Written, of_cases
from tests.output.front import without

COST = (
    (M, "Paid search/cost", 90.0),
    (M, "Paid search/returns", 0.6),
    (M, "Events/cost/2027-02", 400.0),
)
NAMES = {
    "goal": "Goal",
    "bookings": "Bookings",
    "gap": "Gap",
    "marketing": "Marketing pipeline",
    "promised": "Pipeline that it promises, as agreed",
    "pipeline": "Pipeline created",
    "coverage": "Coverage ×",
    "sourced": "Sourced by Marketing",
    "spend": "Spend",
    "cac": "Cost per deal",
    "return": "Return ×",
    "reps": "Reps, ramped",
    "limit:follow-up": "{} they can accept",
    "limit:closing": "{} they can take",
    "waiting": "Waiting for a rep",
    "binding": "Binding constraint",
}


def assert_rows(found: Written, results: Results) -> set[str]:
    """Every row of the window stands in the workbook, with its figure of every period."""
    sheet = found.calculated["Plan"]
    columns = periods(results.working.months, results.plan.fiscal_start)
    lines = reversed(list(sheet.iter_rows(min_row=5)))
    by_name = {str(row[0].value).removesuffix(" to come"): row for row in lines}
    every = plan_rows(results, frozenset())
    rows = [row for row in every if row.row.key in NAMES]
    for row in rows:
        cells = by_name[NAMES[row.row.key].format(row.title.split(" ")[0])]
        for at, period in enumerate(columns, 1):
            expected = wanted(row, period.months)
            value = cells[at].value
            where = f"{row.row.key} {period.key}"
            if isinstance(expected, str):
                assert value == expected, where
            else:
                shown = math.nan if value in {None, ""} else value
                assert shown == pytest.approx(expected, abs=0.005, nan_ok=True), where
    assert_measures(list(sheet.iter_rows(min_row=5)), every, columns)
    return {row.row.key for row in rows}


def assert_measures(
    lines: list[tuple[Cell, ...]], shown: tuple[PlanRow, ...], columns: tuple[Period, ...]
) -> None:
    """Goal and gap of a measure stand below it, in the periods that they are stated for."""
    names = [str(line[0].value) for line in lines]
    for row in shown:
        key, _, end = row.row.key.partition(":")
        if end not in {"whole", "goal", "gap"}:
            continue
        below = lines[names.index(row.title, names.index(NAMES[key]))]
        for at, period in enumerate(columns, 1):
            value = math.nan if below[at].value in {None, ""} else below[at].value
            assert value == pytest.approx(row.of(period.months), abs=1e-6, nan_ok=True)


def wanted(row: PlanRow, months: slice) -> float | str:
    if row.words:
        said = set(row.words[months])
        return said.pop() if len(said) == 1 else "changes"
    return row.of(months)


SEGMENTS = "lines of one channel"
SPLIT = tuple(
    said
    for label, volume in (("SMB", 12.0), ("Enterprise", 4.0))
    for line in (f"Partners | {label}",)
    for said in (
        (T, f"line:{line}", line_value("Opportunity", "Partner")),
        (S, f"{line}/volume", volume),
        (S, f"{line}/rate:Opportunity>Won", 0.25),
        (S, f"{line}/deal_size", 20_000.0),
        (S, f"{line}/spend/2027-03", 5_000.0 * volume),
    )
)
BINDING = "nothing, where a team binds now and then"
EDITS: dict[str, Case] = {
    BINDING: (boards.staged, (*TEAM, *COST, *GOALS), ()),
    "goals": (
        boards.argued,
        GOALS,
        (
            (T, "goal", 11_000_000.0),
            (T, "goal:2027-Q1", 2_500_000.0),
            (T, "goal:2027-05", None),
            (T, "goal:2027/marketing_sourced", 0.7),
        ),
    ),
    "goals of months and quarters that exceed the quarter’s and the plan’s": (
        boards.argued,
        (*GOALS, (T, "goal:2027-Q2", 1_000_000.0)),
        ((T, "goal", 2_000_000.0), (T, "goal:2027-Q2", 400_000.0)),
    ),
    "a fiscal year’s goal is the plan’s": (
        boards.argued,
        (*GOALS, (T, "goal", None), (T, "goal:2027", 3_000_000.0)),
        ((T, "goal:2027", 2_000_000.0), (T, "goal:2027-Q1", None)),
    ),
    "a plan under way": (
        boards.begun,
        (
            *GOALS,
            *COST,
            *TEAM,
            (M, "Paid search/spend", 9_000.0),
            (T, "goal:2026-Q4/coverage", 2.0),
            (T, "goal:2026-Q4/pipeline_created", 9_000_000.0),
            (T, "goal:plan/marketing_sourced", 0.55),
        ),
        (
            (T, "goal", 11_000_000.0),
            (T, "goal:2027/marketing_sourced", 0.7),
            (M, "Paid search/spend", 12_000.0),
        ),
    ),
    "a goal of the whole plan taken back": (boards.argued, GOALS, ((T, "goal", None),)),
    "what leads cost": (
        boards.argued,
        COST,
        (
            (M, "Paid search/cost", 140.0),
            (M, "Paid search/returns", 0.8),
            (M, "Events/cost/2027-02", None),
            (M, "Events/cost", 75.0),
        ),
    ),
    "a team": (
        boards.staged,
        (*TEAM, *COST, *GOALS),
        (
            (S, "team/reps", 9.0),
            (S, "team/reps/2027-05", 4.0),
            (S, "team/reps/2027-06", None),
            (S, "team/ramp:0", 0.0),
            (S, "team/ramp:3", None),
            (S, "team/attrition", 0.4),
            (T, "team/leads_per_rep", 40.0),
            (S, "team/open_per_rep/2027-08", 50.0),
            (S, "team/quota", 700_000.0),
            (S, "Paid search/lag:Opportunity>Won", 60.0),
            (M, "Paid search/volume", 1500.0),
        ),
    ),
    "a team without limits on leads, and with days open": (
        boards.staged,
        TEAM,
        (
            (S, "team/leads_per_rep", None),
            (M, "team/leads_per_rep", None),
            (S, "team/days_open", 200.0),
            (S, "team/open_per_rep", 30.0),
        ),
    ),
    "a team of nobody": (
        boards.argued,
        TEAM,
        tuple((seat, key, None) for seat, key, _ in TEAM if key.startswith("team/reps")),
    ),
    "opportunities wait where leads become them at once": (
        boards.by_hand,
        (*TEAM, (T, "goal", 2_000_000.0), *COST),
        ((S, "team/open_per_rep", 2.0), (S, f"{boards.OUTBOUND}/open:Opportunity", 60.0)),
    ),
}


@pytest.fixture(scope="module")
def typed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Written]:
    """The workbooks of all cases with their changes typed in."""
    asked = {**EDITS, SEGMENTS: (boards.by_hand, SPLIT, ())}
    with without(lead_times, one_more):
        return of_cases(asked, tmp_path_factory.mktemp("typed"))


@pytest.mark.parametrize("case", EDITS)
def test_the_plan_follows_what_is_typed(case: str, typed: dict[str, Written]) -> None:
    make, said, edits = EDITS[case]
    found, after = typed[case], make(*said, *edits)
    assert_rows(found, after)
    assert_goals(found, after)
    assert found.errors <= {("Summary", "#N/A")}


def assert_goals(found: Written, results: Results) -> None:
    """What the plan brings of each goal is what the program says."""
    from planner.forecast.pipeline import Pipeline

    pipeline = Pipeline(results.plan, results.evidence, results.working)
    by_key = {row[8].value: row for row in found.calculated["Goals"].iter_rows(min_row=5)}
    for goal in results.plan.goals:
        row = by_key[goal.key(results.plan.fiscal_start)]
        counts = row[9].value if len(row) > 9 else None
        assert (counts or row[3].value) == pytest.approx(goal.value)
        unit = 1e-6 if goal.measure in {Measure.SOURCED, Measure.COVERAGE} else 0.005
        brings = math.nan if row[4].value is None else row[4].value
        assert brings == pytest.approx(pipeline.reached(goal), abs=unit, nan_ok=True)


def test_a_team_that_binds_now_and_then_stands_as_in_the_window(
    typed: dict[str, Written],
) -> None:
    make, said, _ = EDITS[BINDING]
    results = make(*said)
    assert assert_rows(typed[BINDING], results) == set(NAMES)
    limited = results.working.capacity
    assert limited is not None
    assert set(limited.binding) == {"closing", "follow-up", "leads"}


def test_lines_of_one_channel_fold_below_it_as_in_the_window(typed: dict[str, Written]) -> None:
    results, found = boards.by_hand(*SPLIT), typed[SEGMENTS]
    shape, sheet = found.formulas["Plan"], found.calculated["Plan"]
    names = [str(shape.cell(row, 1).value) for row in range(1, shape.max_row + 1)]
    won = names.index("Won")
    at = [row for row in range(won, len(names)) if names[row] == "Partners"]
    folded = ("Partners", "SMB", "Enterprise")
    for first in at:
        assert tuple(names[first : first + 3]) == folded
        levels = [shape.row_dimensions[first + i + 1].outlineLevel for i in range(3)]
        assert levels == [1, 2, 2]
    shown = {row.row.key: row for row in plan_rows(results, frozenset())}
    for at_row, key in ((at[0], "stage:3/group:Partners"), (at[0] + 1, "stage:3/Partners | SMB")):
        for column, period in enumerate(periods(results.working.months, 1), 2):
            value = sheet.cell(at_row + 1, column).value
            assert value == pytest.approx(shown[key].of(period.months))
    spend = sheet.cell(at[-1] + 1, 4)
    assert (spend.value, sheet.cell(at[-1] + 1, 2).value) == (80_000.0, None)
