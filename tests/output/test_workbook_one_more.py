"""What one more rep or lead brings in each month is a formula: the program's figure, recomputed."""

import pytest

from planner.agreement.results import Results
from planner.output.excel import lead_times, one_more
from planner.sheets.periods import Span, periods
from tests.output import boards
from tests.output.boards import TEAM, M, S, Said, T
from tests.output.calculator import CENT, COLUMNS, Cells, Written, edited, opened, same, written
from tests.output.front import without
from tests.output.typed_in import Value

REP, LEAD = "One more ramped rep, bookings", "One more lead, bookings"
NOBODY: tuple[Said, ...] = tuple(
    (T, f"{line}/volume/2027-04", 0.0) for line in (boards.SEARCH, boards.OUTBOUND, "Events")
)
"""Nobody enters in a month."""
EDITS: dict[str, tuple[Said, ...]] = {
    "": (),
    "leads per rep": ((T, "team/leads_per_rep", 40.0),),
    "a rate, a volume and a lag": (
        (T, "Paid search/rate:SAL>Opportunity", 0.4),
        (M, "Paid search/volume", 2000.0),
        (S, "Events/lag:SAL>Opportunity", 44.0),
    ),
    "opportunities that bind": ((S, "team/open_per_rep", 12.0),),
    "no load of leads": ((S, "team/leads_per_rep", None), (M, "team/leads_per_rep", None)),
    "nobody there": tuple((seat, key, None) for seat, key, _ in TEAM if key[:9] == "team/reps"),
    "nobody enters in April": NOBODY,
}


def plan(*edits: Said) -> Results:
    """A plan in which each line's entries of April can be typed."""
    april = tuple((seat, key, 7.0) for seat, key, _ in NOBODY)
    return boards.staged(*TEAM, *april, *edits)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Written]:
    folder = tmp_path_factory.mktemp("one more")
    with without(lead_times):
        path = written(plan(), folder / "plan.xlsx")
    cases: dict[str, Cells] = {
        case: {(key, COLUMNS[seat]): value for seat, key, value in edits}
        for case, edits in EDITS.items()
    }
    return opened(edited(path, folder / "edited", cases), folder / "calculated")


def shown(found: Written, name: str, *, stored: bool = False) -> list[Value]:
    """What one more brings by month, as the Plan sheet has it."""
    book = found.stored if stored else found.calculated
    row = next(row for row in book["Plan"].iter_rows(values_only=True) if row[0] == name)
    every = periods(plan().working.months, plan().plan.fiscal_start)
    return [row[at] for at, one in enumerate(every, 1) if one.span is Span.MONTH]


def told(results: Results, key: str) -> list[float]:
    limited = results.working.capacity
    assert limited is not None
    return [float(value) for value in limited.shadow_prices[key]]


@pytest.mark.parametrize("case", EDITS)
def test_one_more_in_each_month_brings_what_the_program_says(
    case: str, found: dict[str, Written]
) -> None:
    after = plan(*EDITS[case])
    assert shown(found[case], REP) == pytest.approx(told(after, "rep"), abs=CENT)
    assert shown(found[case], LEAD) == pytest.approx(told(after, "entry"), abs=CENT)
    assert not found[case].errors


def test_the_cases_are_far_apart() -> None:
    most = [max(told(plan(*edits), "rep")) for edits in EDITS.values()]
    assert max(most) > 10_000.0
    assert len({round(one) for one in most}) >= 5


def test_every_formula_comes_to_what_is_stored(found: dict[str, Written]) -> None:
    assert [pair for pair in found[""].pairs() if not same(*pair[1:])] == []


def test_where_it_would_take_too_much_the_figures_are_the_programs_at_export(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("too much")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(one_more, "MOST", 100)
        path = written(plan(), folder / "plan.xlsx")
    book = Written(path, path)
    name = "One more ramped rep, bookings at export"
    assert shown(book, name, stored=True) == pytest.approx(told(plan(), "rep"), abs=CENT)
    texts = [str(row[1]) for row in book.stored["Calculation"].iter_rows(values_only=True)]
    assert not any("more moves on" in text for text in texts)
