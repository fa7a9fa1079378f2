"""The sentence on leads is a formula: the program's words at export, and after what is typed."""

import pytest

from planner.agreement.results import Results
from planner.forecast.enough_leads import enough_leads
from planner.output.excel import one_more
from planner.plan.goals import Goal
from planner.sheets.enough_words import enough_sentences
from tests.output import boards
from tests.output.boards import TEAM, M, S, Said, T
from tests.output.calculator import Case, Written, named, of_cases
from tests.output.front import without

ALONE: Said = (M, "Events/volume", 0.0)
GOAL = 9_000_000.0
"""What the board's plan is to bring."""
CASES: dict[str, Case] = {
    "nothing": (boards.argued, (), ()),
    "over": (boards.argued, (), ((T, "goal", 1_500_000.0),)),
    "short": (boards.argued, (), ((T, "goal", 20_000_000.0),)),
    "exact": (
        boards.argued,
        (),
        ((M, "Events/volume", 0.0), (T, "goal", boards.argued(ALONE).working.flow.total)),
    ),
    "enough in worth, one line short": (
        boards.argued,
        (),
        ((T, "goal", boards.argued().working.flow.total - 1_000.0),),
    ),
    "begun, of which some is booked": (boards.begun, (), ((T, "goal", 4_000_000.0),)),
    "as much in worth, one line short": (
        boards.argued,
        (),
        ((T, "goal", boards.argued().working.flow.total),),
    ),
    "no goal": (boards.argued, (), ((T, "goal", None),)),
    "fewer leads, a better rate": (
        boards.argued,
        (),
        (
            (T, "goal", 7_500_000.0),
            (M, "Paid search/volume", 800.0),
            (T, "Paid search/rate:Inquiry>MQL", 0.31),
            (T, "Events/deal_size", 52_000.0),
        ),
    ),
    "a team that binds": (
        boards.staged,
        TEAM,
        (
            (S, "team/reps", 3.0),
            (T, "Paid search/rate:Inquiry>MQL", 0.3),
            (T, "goal", 18_000_000.0),
        ),
    ),
    "a longer lag": (
        boards.argued,
        (),
        ((T, "Paid search/lag:Opportunity>Won", 170.0), (T, "goal", 20_000_000.0)),
    ),
    "made by hand": (boards.by_hand, (), ((T, "goal", 400_000.0),)),
}


def told(results: Results) -> str | None:
    goal = results.plan.goal
    if goal is None:
        return None
    found = enough_leads(results.plan, results.evidence, results.working, Goal(goal))
    return None if found is None else " ".join(enough_sentences(found, results.plan))


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Written]:
    """The workbook of each case, with what is typed into it."""
    with without(one_more):
        return of_cases(CASES, tmp_path_factory.mktemp("enough"))


def sentence(found: Written) -> object:
    return found.calculated["Summary"].cell(12, 1).value


@pytest.mark.parametrize("case", CASES)
def test_the_sentence_is_the_programs_after_what_is_typed(
    case: str, found: dict[str, Written]
) -> None:
    make, said, edits = CASES[case]
    assert sentence(found[case]) == told(make(*said, *edits))
    left_out = {("Summary", "#N/A")} if case == "no goal" else set()  # by charts
    assert found[case].errors == left_out


def test_the_cases_lead_in_all_directions() -> None:
    heads = {case: told(make(*said, *edits)) for case, (make, said, edits) in CASES.items()}
    begun = {(text or "none").partition(" for ")[0] for text in heads.values()}
    assert begun >= {
        "Not enough leads", "Enough leads", "Just enough leads", "Leads enough in worth", "none"
    }  # fmt: skip
    assert "The team’s limits keep" in str(heads["a team that binds"])


def test_the_formula_is_short_enough_for_excel(found: dict[str, Written]) -> None:
    texts = (
        str(cell.value)
        for row in found["a team that binds"].formulas["Calculation"].iter_rows()
        for cell in row
        if cell.data_type == "f"
    )
    assert max(map(len, texts)) < 8192
    assert named(found["nothing"].calculated, "Goal") == GOAL
