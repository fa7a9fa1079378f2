"""Until when a line's leads count is a formula: the program's day after whatever lags are typed."""

import pytest

from planner.agreement.results import Results
from planner.base.days import Day, date_of, last_day
from planner.forecast.business import is_marketings
from planner.forecast.last_useful import last_useful_day
from planner.output.excel import lead_times, one_more
from planner.output.excel.enough_block import AS_AT_EXPORT
from planner.output.excel.lead_times import BEYOND
from planner.plan.assumption import View
from planner.plan.document import Line
from planner.plan.goals import Period
from planner.sheets.enough_words import PAST, until_words
from planner.sheets.status import day_text
from tests.output import boards
from tests.output.boards import SEARCH, TEAM, S, Said, T
from tests.output.calculator import Case, Written, of_cases
from tests.output.front import without

TWICE: Said = (T, f"{SEARCH}/lag:Opportunity>Won", 190.0)
PAST_DAY = "a plan under way, too late for one line"
CASES: dict[str, Case] = {
    "twice the last step, and other exponentials": (
        boards.argued,
        (),
        (
            TWICE,
            (T, "Events/lag:MQL>Opportunity", 41.3),
            (T, "Events/lag:Opportunity>Won", 97.9),
        ),
    ),
    "no lag at all, and one less": (
        boards.argued,
        (),
        (
            *(
                (T, f"{SEARCH}/lag:{move}", 0.0)
                for move in ("Inquiry>MQL", "MQL>Opportunity", "Opportunity>Won")
            ),
            (T, "Events/lag:Opportunity>Won", 0.0),
        ),
    ),
    "one step takes nothing, one long; a month’s own lag": (
        boards.argued,
        (),
        (
            (T, f"{SEARCH}/lag:MQL>Opportunity", 0.0),
            (T, f"{SEARCH}/lag:Inquiry>MQL", 63.5),
            (S, f"{SEARCH}/lag:Opportunity>Won/2027-04", 9.0),
        ),
    ),
    "shorter than a table’s days": (
        boards.argued,
        (),
        ((T, f"{SEARCH}/lag:Opportunity>Won", 3.3), (T, f"{SEARCH}/lag:Inquiry>MQL", 0.7)),
    ),
    "four steps, a team": (
        boards.staged,
        TEAM,
        (
            (T, f"{SEARCH}/lag:MQL>SAL", 12.0),
            (S, f"{SEARCH}/lag:Opportunity>Won", 130.0),
            (T, "Events/lag:SAL>Opportunity", 0.0),
        ),
    ),
    PAST_DAY: (boards.begun, (), (TWICE, (T, "Events/lag:Opportunity>Won", 0.0))),
}
FAR = "years"
YEARS: tuple[Said, ...] = ((T, f"{SEARCH}/lag:Opportunity>Won", 900.0),)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Written]:
    cases = {**CASES, FAR: (boards.argued, (), YEARS)}
    with without(one_more):
        return of_cases(cases, tmp_path_factory.mktemp("lead times"))


def until(found: Written) -> dict[str, str]:
    """Until when each line's leads count, as the workbook says it."""
    rows = found.calculation.iter_rows(max_col=3, values_only=True)
    return {str(line): str(said) for line, figure, said in rows if figure == "leads count until"}


def marketings(results: Results) -> list[Line]:
    return [line for line in results.plan.lines if is_marketings(line)]


def day(results: Results, line: Line) -> Day:
    plan = results.plan
    whole = Period(plan.start, plan.months)
    return last_useful_day(plan, results.evidence, View.WORKING, line, whole)


def told(results: Results) -> dict[str, str]:
    as_of = None if results.evidence is None else results.evidence.as_of
    return {line.name: until_words(day(results, line), as_of) for line in marketings(results)}


@pytest.mark.parametrize("case", CASES)
def test_the_day_is_the_programs_after_what_is_typed(case: str, found: dict[str, Written]) -> None:
    make, said, edits = CASES[case]
    assert until(found[case]) == told(make(*said, *edits))
    assert not found[case].errors


def test_the_cases_have_days_far_apart() -> None:
    days = {told(make(*said, *edits))[SEARCH] for make, said, edits in CASES.values()}
    assert len(days) == len(CASES)
    assert "31 Dec 2027" in days


def test_a_day_before_the_datas_is_said_to_be_past(found: dict[str, Written]) -> None:
    said = until(found[PAST_DAY])
    assert said[SEARCH].endswith(PAST)
    assert not said["Events"].endswith(PAST)


def test_beyond_the_days_that_are_followed_it_says_before_when(
    found: dict[str, Written],
) -> None:
    before = boards.argued()
    search = next(line for line in marketings(before) if line.name == SEARCH)
    end = last_day(before.plan.start + before.plan.months - 1)
    followed = end - 2 * (end - day(before, search))
    assert day(boards.argued(*YEARS), search) < followed
    assert until(found[FAR])[SEARCH] == f"{BEYOND}{day_text(date_of(followed))}{PAST}"


def test_a_line_that_no_longer_fits_keeps_its_day_at_export_and_says_so(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    most = 3500  # as many formulas as Paid search takes, and no room for Events
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lead_times, "MOST", most)
        typed = ((T, "Events/lag:Opportunity>Won", 150.0), TWICE)
        cases: dict[str, Case] = {"few": (boards.argued, (), typed)}
        said = until(of_cases(cases, tmp_path_factory.mktemp("few"))["few"])
    assert said[SEARCH] == told(boards.argued(TWICE))[SEARCH]
    assert said["Events"] == f"{told(boards.argued())['Events']}{AS_AT_EXPORT}"
