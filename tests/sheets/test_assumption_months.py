"""The months of the Assumptions sheet: what stands in them, what typing means, what is said."""

import pytest

from planner.base.problem import RefusedError
from planner.base.stages import Seat
from planner.sheets.assumptions import assumptions_sheet
from planner.sheets.cells import Kind, Tone
from planner.sheets.fill import Block, copies
from planner.sheets.gesture import gather, is_relative
from planner.sheets.table import TableSheet
from tests.sheets.plans import RATE, SIZE, VOLUME, M, S, T, measured
from tests.sheets.test_assumptions import at, cell, typed

YEAR, JUNE, JULY = "year:2027", "2027-06", "2027-07"
OWN = f"{VOLUME}/2027-06"


def unfolded(*said: tuple[Seat, str, float], seat: Seat = M) -> TableSheet:
    return assumptions_sheet(measured(*said), seat=seat, months=frozenset({YEAR}))


def test_a_folded_year_shows_its_head_alone() -> None:
    folded = assumptions_sheet(measured((M, OWN, 1_500.0)))
    (head,) = (c for c in folded.columns if c.folds)
    assert (head.key, head.title, head.folded) == (YEAR, "FY27", True)
    assert folded.columns[-1] == head
    months = [c for c in unfolded().columns if c.group == YEAR]
    assert [c.title for c in months][:3] == ["Jan", "Feb", "Mar"]
    assert len(months) == 12


def test_a_plan_over_two_years_has_two_heads_that_unfold_alone() -> None:
    results = measured((T, "plan:months", 24.0))
    sheet = assumptions_sheet(results, months=frozenset({"year:2028"}))
    heads = [(c.title, c.folded) for c in sheet.columns if c.folds]
    assert heads == [("FY27", True), ("FY28", False)]
    assert next(c.key for c in sheet.columns if c.group) == "2028-01"


def test_a_month_without_its_own_value_shows_what_holds_as_a_ghost() -> None:
    sheet = unfolded((M, VOLUME, 1_200.0), (M, OWN, 1_500.0))
    own, other = cell(sheet, VOLUME, JUNE), cell(sheet, VOLUME, JULY)
    assert (own.text, own.tone, own.value) == ("1,500", Tone.MARKETING, 1_500.0)
    assert (other.text, other.tone, other.value) == ("1,200", Tone.GHOST, None)
    assert own.editable
    assert other.editable


def test_months_show_the_seat_that_looks_and_together_what_the_plan_runs_on() -> None:
    said = ((M, OWN, 1_500.0), (S, OWN, 1_100.0))
    assert cell(unfolded(*said, seat=S), VOLUME, JUNE).text == "1,100"
    working = cell(unfolded(*said, seat=T), VOLUME, JUNE)
    assert (working.text, working.tone) == ("1,500", Tone.PLAIN)
    agreed = cell(unfolded(*said, (T, OWN, 1_300.0), seat=T), VOLUME, JUNE)
    assert (agreed.text, agreed.tone) == ("1,300", Tone.AGREED)


def test_typing_into_a_month_states_a_position_for_it_and_clearing_withdraws_it() -> None:
    (draft,) = typed(unfolded(), RATE, JUNE, "18%")
    assert (draft.seat, draft.key, draft.value) == (M, f"{RATE}/2027-06", 0.18)
    (gone,) = typed(unfolded((M, OWN, 1_500.0)), VOLUME, JUNE, "")
    assert (gone.key, gone.value) == (OWN, None)
    assert typed(unfolded(), RATE, JUNE, "") == ()


def test_ghosts_of_rates_are_rates_that_leave_in_full() -> None:
    sheet = unfolded((M, RATE, 1 / 3))
    row, column = at(sheet, RATE, JULY)
    assert cell(sheet, RATE, JULY).text == "33.3%"
    copy = copies(
        sheet,
        Block(range(row, row + 1), range(column, column + 1)),
        Block(range(row, row + 1), range(column + 1, column + 2)),
    )
    (draft,) = gather(sheet, copy, "fill").drafts
    assert draft.value == 1 / 3
    assert is_relative("+2pt", cell(sheet, RATE, JULY).kind or Kind.NUMBER)


@pytest.mark.parametrize("month", [JUNE, JULY])
def test_a_change_starts_from_what_the_month_shows(month: str) -> None:
    sheet = unfolded((M, VOLUME, 1_200.0), (M, OWN, 1_500.0))
    shown = {JUNE: 1_500.0, JULY: 1_200.0}[month]
    (draft,) = typed(sheet, VOLUME, month, "+10%")
    assert draft.value == pytest.approx(shown * 1.1)


def test_the_head_of_a_year_says_how_far_its_months_lie_apart() -> None:
    sheet = assumptions_sheet(
        measured((M, SIZE, 40_000.0), (M, f"{SIZE}/2027-06", 44_000.0)), seat=M
    )
    assert cell(sheet, SIZE, YEAR).text == "$40,000–$44,000"
    assert cell(sheet, RATE, YEAR).text == ""
    said = sheet.explain(*at(sheet, SIZE, YEAR)).text
    assert said == "Jun 2027 has a value of its own."
    assert sheet.explain(*at(sheet, RATE, YEAR)).text.startswith("No month of FY27 has a value")


def test_a_month_is_explained_by_its_own_value_or_what_holds() -> None:
    sheet = unfolded((M, VOLUME, 1_200.0), (M, OWN, 1_500.0))
    own, other = (sheet.explain(*at(sheet, VOLUME, month)) for month in (JUNE, JULY))
    assert own.name.endswith("Jun 2027 · Marketing")
    assert own.text.startswith("You say 1,500.")
    assert other.name.endswith("Jul 2027 · Marketing")
    assert other.text.startswith("No value of its own: 1,200 holds")


def test_a_folded_driver_says_how_many_of_its_months_are_disputed() -> None:
    said = ((M, OWN, 1_500.0), (S, OWN, 1_100.0), (S, f"{VOLUME}/2027-07", 900.0))
    status = [
        cell(assumptions_sheet(measured(*said), folded=folded), VOLUME, "status")
        for folded in (frozenset({VOLUME}), frozenset[str]())
    ]
    assert [s.text for s in status] == ["1 month disputed", "measured"]
    assert status[0].tone is Tone.DISPUTE


def test_a_year_and_the_row_of_a_month_take_nothing() -> None:
    sheet = unfolded((M, OWN, 1_500.0))
    with pytest.raises(RefusedError, match="gathers its months"):
        typed(sheet, VOLUME, YEAR, "5")
    with pytest.raises(RefusedError, match="one month already"):
        typed(sheet, OWN, JULY, "5")
