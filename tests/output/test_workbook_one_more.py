"""One more rep or lead in a month chosen on the Plan sheet brings what the program says."""

import numpy as np
import pytest

from planner.agreement.results import Results
from planner.base.days import parse_month
from planner.output.excel.content import month_label
from tests.output import boards
from tests.output.boards import TEAM, M, S, Said, T
from tests.output.calculator import CENT, COLUMNS, Cells, Written, edited, opened, written
from tests.output.typed_in import Value

REP, LEAD = "One more ramped rep in that month", "One more lead in that month"
CHOICE, NO_MONTH = "Month of one more: choose it", "no month"
EDITS: dict[str, tuple[str, tuple[Said, ...]]] = {
    "another month": ("2027-05", ()),
    "leads per rep": ("2027-03", ((T, "team/leads_per_rep", 40.0),)),
    "a rate and a volume": (
        "2027-02",
        ((T, "Paid search/rate:SAL>Opportunity", 0.4), (M, "Paid search/volume", 2000.0)),
    ),
    "opportunities that bind": ("2027-01", ((S, "team/open_per_rep", 12.0),)),
    "no load of leads": (
        "2027-06",
        ((S, "team/leads_per_rep", None), (M, "team/leads_per_rep", None)),
    ),
    "nobody": (
        "2027-04",
        tuple((seat, key, None) for seat, key, _ in TEAM if key.startswith("team/reps")),
    ),
}

NOBODY = "a month in which nobody enters"
NOTHING: tuple[Said, ...] = tuple(
    (T, f"{line}/volume/2027-04", 0.0) for line in (boards.SEARCH, boards.OUTBOUND, "Events")
)


def label(month: str) -> str:
    return month_label(parse_month(month))


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Written]:
    folder = tmp_path_factory.mktemp("one more")
    path = written(boards.staged(*TEAM), folder / "plan.xlsx")
    cases: dict[str, Cells] = {NO_MONTH: {("month of one more", ""): "Jan 31"}}
    for case, (month, edits) in EDITS.items():
        cells: dict[tuple[str, str], Value] = {("month of one more", ""): label(month)}
        cases[case] = cells | {(key, COLUMNS[seat]): value for seat, key, value in edits}
    paths = {"": path, **edited(path, folder / "edited", cases)}
    path = written(boards.staged(*TEAM, *NOTHING), folder / "nothing.xlsx")
    paths |= edited(
        path, folder / "edited", {NOBODY: {("month of one more", ""): label("2027-04")}}
    )
    return opened(paths, folder / "calculated")


def shown(found: Written) -> tuple[Value, Value]:
    """What one more rep and one more lead bring in it."""
    rows = {row[0].value: row[1].value for row in found.calculated["Plan"].iter_rows()}
    assert rows[CHOICE]
    return rows[REP], rows[LEAD]


def told(results: Results, month: int) -> list[float]:
    limited = results.working.capacity
    assert limited is not None
    return [float(limited.shadow_prices[key][month]) for key in ("rep", "entry")]


@pytest.mark.parametrize("case", EDITS)
def test_one_more_in_the_month_chosen_brings_what_the_program_says(
    case: str, found: dict[str, Written]
) -> None:
    month, edits = EDITS[case]
    after = boards.staged(*TEAM, *edits)
    at = after.working.months.index(parse_month(month))
    assert shown(found[case]) == pytest.approx(told(after, at), abs=CENT)
    assert not found[case].errors


def test_where_nobody_enters_one_more_lead_is_in_the_mix_of_all_months(
    found: dict[str, Written],
) -> None:
    results = boards.staged(*TEAM, *NOTHING)
    assert results.working.flow.volume[:, :, results.working.flow.start + 3].sum() == 0.0
    assert shown(found[NOBODY]) == pytest.approx(told(results, 3), abs=CENT)


def test_at_export_it_is_the_month_in_which_a_rep_brings_most(found: dict[str, Written]) -> None:
    results = boards.staged(*TEAM)
    assert results.working.capacity is not None
    most = int(np.argmax(results.working.capacity.shadow_prices["rep"]))
    assert told(results, most)[0] > 10_000.0
    assert shown(found[""]) == pytest.approx(told(results, most), abs=CENT)
    rows = {row[0].value: row[1].value for row in found[""].stored["Plan"].iter_rows()}
    assert rows[CHOICE] == month_label(results.working.months[most])
    assert [rows[REP], rows[LEAD]] == pytest.approx(told(results, most), abs=CENT)


def test_what_is_no_month_of_the_plan_tells_nothing(found: dict[str, Written]) -> None:
    assert shown(found[NO_MONTH]) in {(None, None), ("", "")}
