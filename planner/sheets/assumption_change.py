"""What typing into the Assumptions sheet means, and why some cells refuse it."""

from collections.abc import Callable, Mapping
from typing import NoReturn

from planner.agreement.results import Results
from planner.base.days import Month
from planner.base.problem import Problem, RefusedError
from planner.base.stages import Owner, Seat
from planner.base.units import NumberStyle
from planner.plan.edits import Draft
from planner.plan.keys import Slot, note_key, owner_key
from planner.plan.resolve import Assumption
from planner.plan.typed import typed_draft
from planner.sheets.groups import GROUP
from planner.sheets.words import OWNER_NAMES, SEAT_NAMES

KEYS = {Seat.MARKETING: "Ctrl+1", Seat.SALES: "Ctrl+2", Seat.TOGETHER: "Ctrl+3"}
_POSITIONS = {"marketing": Seat.MARKETING, "sales": Seat.SALES}
_LOCKED = {
    "name": ("Drivers have fixed names", "Type into your own column"),
    "evidence": (
        "Evidence is measured, never typed",
        "Type ? in your own column to take it as your position",
    ),
    "difference": ("The difference follows from both positions", "Change a position"),
    "worth": ("Worth follows from both views", "Change a position"),
    "status": ("The status follows from what was said", "Change a position, or agree as Together"),
}
_YEAR = ("A year only gathers its months", "Unfold it and type into a month")
_LOCKED |= dict.fromkeys(("interval", "n", "trend"), _LOCKED["evidence"])


def changer(
    results: Results,
    known: Mapping[str, Assumption],
    seat: Seat,
    style: NumberStyle,
    months: Mapping[str, Month],
) -> Callable[[str, str, str], tuple[Draft, ...]]:
    """Return the function from row, column and text to edits; it raises RefusedError.

    `months` are those that have a column, by its key.
    """

    def change(row: str, column: str, text: str) -> tuple[Draft, ...]:
        if row.startswith(GROUP):
            _refuse("A channel rolls its lines up", "Type into a line of its own")
        if row not in known:
            _refuse("This row is a heading", "Type into the rows below it")
        assumption = known[row]
        if column == "note":
            return _note(results, assumption, seat, text)
        if column == "owner":
            return _owner(results, assumption, seat, text)
        if column in _POSITIONS or column == "working":
            _check_seat(column, seat)
            evidence = assumption.evidence
            return state(assumption.slot, text, evidence.value if evidence.known else None)
        if column in months:
            return state(_in_month(assumption.slot, months[column]), text)
        _refuse(*_LOCKED.get(column, _YEAR))

    def state(slot: Slot, text: str, measured: float | None = None) -> tuple[Draft, ...]:
        made = typed_draft(
            results.plan, results.evidence, slot, seat=seat, text=text, style=style,
            measured=measured,
        )  # fmt: skip
        return (made,) if made else ()

    return change


def _in_month(slot: Slot, month: Month) -> Slot:
    """Return a driver's place in a month; the row of a month has no others."""
    if slot.month is not None:
        _refuse("This row is one month already", "Type into the row of its driver")
    if not slot.driver.by_month:
        _refuse("No month has one of its own here", "Type into your own column")
    return Slot(slot.line, slot.driver, month)


def _check_seat(column: str, seat: Seat) -> None:
    """Refuse typing into a column that is not the seat's own."""
    if column == "working":
        if seat is not Seat.TOGETHER:
            own = SEAT_NAMES[seat]
            _refuse(
                "Working holds what both agree on",
                f"Type into {own}’s own column, or switch to Together ({KEYS[Seat.TOGETHER]})",
            )
        return
    owner = _POSITIONS[column]
    if seat is owner:
        return
    name = SEAT_NAMES[owner] + ("’" if SEAT_NAMES[owner].endswith("s") else "’s")
    remedy = f"Switch to {SEAT_NAMES[owner]} ({KEYS[owner]}) to state it"
    if seat is Seat.TOGETHER:
        remedy = f"Type what both agree on into Working, or s{remedy[1:]}"
    _refuse(f"This is {name} column", remedy)


def _note(results: Results, assumption: Assumption, seat: Seat, text: str) -> tuple[Draft, ...]:
    said = text.strip()
    if said == assumption.note:
        return ()
    key = note_key(assumption.slot, results.plan.stages)
    return (Draft(seat, key, said or None, said),)


def _owner(results: Results, assumption: Assumption, seat: Seat, text: str) -> tuple[Draft, ...]:
    names: dict[str, Owner | None] = {"": None} | {owner.value: owner for owner in Owner}
    names |= {name.casefold(): owner for owner, name in OWNER_NAMES.items()}
    typed = text.strip().casefold()
    if typed not in names:
        _refuse(f"'{text.strip()}' owns nothing here", "Type Marketing, Sales or Hand-off")
    owner = names[typed]
    key = owner_key(assumption.line, assumption.driver, results.plan.stages)
    return (Draft(seat, key, owner.value if owner else None, text.strip()),)


def _refuse(what: str, remedy: str) -> NoReturn:
    raise RefusedError(Problem(what, "", remedy))
