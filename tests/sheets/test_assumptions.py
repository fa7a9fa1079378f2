"""The Assumptions sheet: what stands in the cells, what typing means, what is said."""

import pytest

from planner.base.memo import Memo
from planner.base.problem import RefusedError
from planner.base.stages import Seat
from planner.plan.edits import Draft
from planner.sheets.assumptions import assumptions_sheet
from planner.sheets.cells import Cell, Tone
from planner.sheets.table import TableSheet
from tests.sheets.plans import RATE, SIZE, VOLUME, WIN, WORKED, M, S, T, by_hand, measured

JUNE = f"{VOLUME}/2027-06"


def at(sheet: TableSheet, row: str, column: str) -> tuple[int, int]:
    place = sheet.find(row, column)
    assert place is not None
    return place


def cell(sheet: TableSheet, row: str, column: str) -> Cell:
    return sheet.cell(*at(sheet, row, column))


def typed(sheet: TableSheet, row: str, column: str, text: str) -> tuple[Draft, ...]:
    return sheet.change(*at(sheet, row, column), text)


def keys(sheet: TableSheet) -> list[str]:
    return [sheet.row(i).key for i in range(sheet.row_count)]


def test_a_disputed_rate_shows_both_positions_and_its_worth() -> None:
    results = measured((M, RATE, 0.20), (S, RATE, 0.12))
    sheet = assumptions_sheet(results, seat=M)
    row = {c.key: cell(sheet, RATE, c.key) for c in sheet.columns}
    assert [row[k].text for k in ("name", "owner")] == ["Lead → Opportunity", "Hand-off"]
    assert [row[k].text for k in ("evidence", "interval", "n")] == ["15.0%", "14.0–16.0%", "3,000"]
    assert [row[k].text for k in ("marketing", "sales", "working")] == ["20.0%", "12.0%", "15.0%"]
    assert row["difference"].text == "+8.0pt"
    assert (row["status"].text, row["status"].mark) == ("disputed", "◆")
    assert row["status"].tone is Tone.DISPUTE
    assert row["worth"].value == pytest.approx(results.bridge.gap, rel=1e-12)
    assert row["marketing"].tone is Tone.MARKETING
    assert row["sales"].tone is Tone.SALES


def test_an_agreed_value_is_tinted_in_working() -> None:
    sheet = assumptions_sheet(measured((M, SIZE, 45_000.0), (T, SIZE, 42_000.0)))
    assert cell(sheet, SIZE, "working").tone is Tone.AGREED
    assert cell(sheet, SIZE, "working").text == "$42,000"
    assert cell(sheet, SIZE, "difference").text == ""


def test_a_silent_seat_sees_what_holds_instead_as_a_ghost_never_as_zero() -> None:
    sheet = assumptions_sheet(measured((S, WIN, 0.30)), seat=M)
    ghost = cell(sheet, WIN, "marketing")
    assert (ghost.text, ghost.tone, ghost.value) == ("30.0%", Tone.GHOST, None)
    assert cell(sheet, VOLUME, "sales").text == ""


def test_a_position_without_evidence_is_provisional_and_says_so() -> None:
    sheet = assumptions_sheet(by_hand(*WORKED))
    assert cell(sheet, RATE, "status").small == "provisional"
    said = sheet.explain(*at(sheet, RATE, "working")).text
    assert said.startswith("10.0% counts in the plan: provisionally, as the position with fewer")


def test_nothing_measured_and_nothing_said_is_not_called_measured() -> None:
    sheet = assumptions_sheet(by_hand())
    assert cell(sheet, WIN, "status").text == "not stated"
    assert sheet.explain(*at(sheet, WIN, "working")).text.endswith("nothing moves on from here.")


def test_months_with_their_own_value_stand_below_their_driver() -> None:
    results = measured((M, VOLUME, 1_200.0), (M, JUNE, 1_500.0))
    sheet = assumptions_sheet(results, seat=M)
    below = keys(sheet).index(VOLUME) + 1
    assert keys(sheet)[below] == JUNE
    assert sheet.row(below).level == 2
    assert cell(sheet, JUNE, "name").text == "Jun 2027"
    assert cell(sheet, JUNE, "marketing").text == "1,500"
    folded = assumptions_sheet(results, seat=M, folded=frozenset({VOLUME}))
    assert JUNE not in keys(folded)


def test_a_folded_line_hides_its_drivers_but_not_how_many_are_disputed() -> None:
    results = measured((M, RATE, 0.20), (S, RATE, 0.12))
    sheet = assumptions_sheet(results, folded=frozenset({"line:Paid search", "line:team"}))
    assert keys(sheet) == ["line:Paid search", "line:team"]
    assert cell(sheet, "line:Paid search", "status").text == "1 disputed"


def test_by_worth_the_dearest_stands_first_with_its_line() -> None:
    sheet = assumptions_sheet(by_hand(*WORKED), order="worth")
    assert [cell(sheet, k, "worth").text for k in keys(sheet)[:3]] == [
        "+$7.45m",
        "−$4.10m",
        "−$3.35m",
    ]
    assert cell(sheet, RATE, "name").text == "Paid search · Lead → Opportunity"


@pytest.mark.parametrize(
    ("text", "value"),
    [("65", 0.65), ("0.65", 0.65), ("+2pt", 0.17), ("+10%", 0.165), ("?", 0.15), ("=40+2", 0.42)],
)
def test_typing_a_rate(text: str, value: float) -> None:
    """A relative entry starts from the working value, which is the evidence of 15 %."""
    (draft,) = typed(assumptions_sheet(measured(), seat=M), RATE, "marketing", text)
    assert (draft.seat, draft.key, draft.typed) == (M, RATE, text)
    assert draft.value == pytest.approx(value)


def test_together_typing_into_working_agrees() -> None:
    (draft,) = typed(assumptions_sheet(measured(), seat=T), SIZE, "working", "42k")
    assert (draft.seat, draft.key, draft.value) == (T, SIZE, 42_000.0)


def test_clearing_withdraws_a_position_and_nothing_else() -> None:
    sheet = assumptions_sheet(measured((M, RATE, 0.20)), seat=M)
    (draft,) = typed(sheet, RATE, "marketing", "")
    assert draft.value is None
    assert typed(sheet, WIN, "marketing", "") == ()


@pytest.mark.parametrize(
    ("seat", "column", "said"),
    [
        (M, "sales", "This is Sales’ column. Switch to Sales (Ctrl+2) to state it"),
        (S, "marketing", "This is Marketing’s column. Switch to Marketing (Ctrl+1) to state it"),
        (T, "sales", "This is Sales’ column. Type what both agree on into Working, or switch to"),
        (M, "working", "Working holds what both agree on. Type into Marketing’s own column, or"),
        (M, "evidence", "Evidence is measured, never typed. Type ? in your own column"),
        (M, "worth", "Worth follows from both views. Change a position"),
    ],
)
def test_a_locked_cell_says_why_and_what_to_do(seat: Seat, column: str, said: str) -> None:
    sheet = assumptions_sheet(measured(), seat=seat)
    assert not cell(sheet, RATE, column).editable
    with pytest.raises(RefusedError) as refused:
        typed(sheet, RATE, column, "50")
    assert str(refused.value).startswith(said)


def test_only_the_own_column_is_editable() -> None:
    for seat, column in ((M, "marketing"), (S, "sales"), (T, "working")):
        sheet = assumptions_sheet(measured(), seat=seat)
        numbers = ("marketing", "sales", "working")
        assert [k for k in numbers if cell(sheet, RATE, k).editable] == [column]


def test_any_seat_writes_notes_and_names_owners() -> None:
    sheet = assumptions_sheet(measured(), seat=S)
    assert typed(sheet, RATE, "note", " new routing ") == (
        Draft(S, f"note:{RATE}", "new routing", "new routing"),
    )
    assert typed(sheet, RATE, "owner", "sales") == (Draft(S, f"owner:{RATE}", "sales", "sales"),)
    with pytest.raises(RefusedError, match="Type Marketing, Sales or Hand-off"):
        typed(sheet, RATE, "owner", "Finance")


def test_a_note_shows_and_explains_itself() -> None:
    sheet = assumptions_sheet(measured((S, f"note:{RATE}", "half were students")))
    assert cell(sheet, RATE, "note").text == "half were students"
    assert sheet.explain(*at(sheet, RATE, "note")).text == "half were students"


def test_a_position_is_explained_by_evidence_percentile_worth_and_way_out() -> None:
    results = measured((M, RATE, 0.20), (S, RATE, 0.12))
    sheet = assumptions_sheet(results, seat=M)
    said = sheet.explain(*at(sheet, RATE, "marketing"))
    worth = cell(sheet, RATE, "worth").text.lstrip("+")
    assert said.name == "Paid search · Lead → Opportunity · Marketing"
    assert said.text == (
        "You say 20.0%. Of 3,000 leads 15.0% went on to Opportunity (matured and pooled, 90% "
        "interval 14.0–16.0). 20.0% is past the 99th percentile, Sales’ 12.0% is below the 1st "
        f"percentile. Worth {worth} between Marketing’s view and Sales’. Cheapest way out: the "
        "evidence."
    )
    linked = {part.text: part.target for part in said.parts if part.target}
    assert linked[worth].column == "worth"
    assert linked["the evidence"].row == RATE


def test_evidence_says_all_three_rates() -> None:
    sheet = assumptions_sheet(measured())
    said = sheet.explain(*at(sheet, RATE, "evidence")).text
    assert "Plain 14.0%, of those closed 20.0%" in said
    assert said.endswith("Entered Nov 2024–Oct 2026.")


def test_a_formula_comes_back_on_editing() -> None:
    from planner.agreement.results import results
    from planner.plan.fold import fold
    from planner.plan.log import Log, stamp
    from tests.sheets.plans import log_of

    log = log_of()
    drafts = [Draft(M, VOLUME, 1_320.0, "=1200*1.1")]
    edits = stamp(log, drafts, author="A", time="2026-11-01T09:00:00+00:00", new_id=lambda: "z")
    sheet = assumptions_sheet(results(fold(Log.of((*log.edits, *edits))), None), seat=M)
    assert cell(sheet, VOLUME, "marketing").edit_text == "=1200*1.1"
    assert cell(sheet, VOLUME, "marketing").text == "1,320"


def test_a_sheet_made_again_after_an_edit_is_one_made_anew() -> None:
    """What is remembered from before the edit may not show: worths of all drivers change by it."""
    memo = Memo()
    said = [(M, RATE, 0.20), (S, RATE, 0.12), (M, SIZE, 45_000.0), (S, SIZE, 40_000.0)]
    remark = (M, f"comment:worth:{SIZE}", "too dear")
    assumptions_sheet(measured(*said), seat=M, memo=memo)
    for more in ((M, RATE, 0.25), (M, WIN, 0.30), remark, (S, RATE, 0.25), (T, SIZE, 41_000.0)):
        said.append(more)
        again = assumptions_sheet(measured(*said), seat=M, memo=memo)
        anew = assumptions_sheet(measured(*said), seat=M)
        assert cells(again) == cells(anew)


def cells(sheet: TableSheet) -> list[list[Cell]]:
    columns = range(len(sheet.columns))
    return [[sheet.cell(row, column) for column in columns] for row in range(sheet.row_count)]


@pytest.mark.parametrize(
    ("value", "text", "tone"),
    [
        ("2027-01-31 January’s figures", "parked until 31 Jan", Tone.MUTED),
        ("2027-12-01 next year’s budget", "parked until 1 Dec 2027", Tone.MUTED),
        ("2026-10-31 the close", "parked, due 31 Oct 2026", Tone.DISPUTE),
        ("a test", "parked", Tone.MUTED),
    ],
)
def test_the_status_says_until_when_something_waits(value: str, text: str, tone: Tone) -> None:
    now = measured((M, RATE, 0.2), (S, RATE, 0.1), (T, f"park:{RATE}", value))
    sheet = assumptions_sheet(now)
    at = sheet.find(RATE, "status")
    assert at is not None
    cell = sheet.cell(*at)
    assert (cell.text, cell.tone) == (text, tone)
    assert sheet.explain(*at).text.startswith("Parked")
