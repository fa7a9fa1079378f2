"""What the seats claim: the last word of each on every slot, in the plan and in its scenarios."""

from collections.abc import Mapping
from urllib.parse import unquote

from planner.base.days import Month
from planner.base.stages import Seat
from planner.base.units import Unit
from planner.plan import keys, values
from planner.plan.document import Claims, ClaimsByMonth, Position
from planner.plan.edits import Edit
from planner.plan.keys import Driver, Slot
from planner.plan.log import order
from planner.plan.names import Names
from planner.plan.scenarios import split_key

Spoken = Mapping[Slot, Mapping[Seat, Edit]]
"""Each slot's last word of every seat, withdrawn ones too."""


def spoken(positions: Mapping[tuple[Seat, str], Edit], names: Names) -> Spoken:
    """Return every seat's latest edit by slot."""
    last: dict[Slot, dict[Seat, Edit]] = {}
    for (seat, key), edit in positions.items():
        slot = names.slot(key)
        if slot is not None:
            said = last.setdefault(slot, {})
            if later(edit, said.get(seat)):
                said[seat] = edit
    return last


def claims(spoken: Spoken) -> Mapping[tuple[str, Driver], ClaimsByMonth]:
    """Return every seat's latest position by slot."""
    made: dict[tuple[str, Driver], dict[Month | None, Claims]] = {}
    for slot, said in spoken.items():
        stated = claims_of(slot, said)
        if stated is not None:
            made.setdefault((slot.line, slot.driver), {})[slot.month] = stated
    return made


def claims_of(slot: Slot, said: Mapping[Seat, Edit]) -> Claims | None:
    """Return what the seats' last words on a slot claim; None where all are withdrawn."""
    stated = [
        None if seat not in said else _position(said[seat], slot.driver.unit)
        for seat in (Seat.MARKETING, Seat.SALES, Seat.TOGETHER)
    ]
    return Claims(*stated) if any(stated) else None


def overlays(
    positions: Mapping[tuple[Seat, str], Edit], names: Names
) -> dict[str, Mapping[tuple[str, Driver], ClaimsByMonth]]:
    """Return what is stated in each scenario, by its id."""
    inside: dict[str, dict[tuple[Seat, str], Edit]] = {}
    for (seat, key), edit in positions.items():
        split = split_key(key)
        if split is not None:
            inside.setdefault(unquote(split[0].removeprefix(keys.SCENARIO)), {})[seat, split[1]] = (
                edit
            )
    read = ((id_, claims(spoken(stated, names))) for id_, stated in inside.items())
    return {id_: claims for id_, claims in read if claims}


def _position(edit: Edit, unit: Unit) -> Position | None:
    """Return the position an edit states; None when withdrawn, or out of its bounds."""
    value = values.amount(edit.value)
    if value is None or (unit is Unit.RATE and value > 1):
        return None
    return Position(value, order(edit), edit.author, edit.time, edit.typed)


def later(edit: Edit, than: Edit | None) -> bool:
    """Whether an edit counts more than another of the same place."""
    if than is None or order(edit) != order(than):
        return than is None or order(edit) > order(than)
    return repr(edit) > repr(than)  # as in the log, where two copies differ under one id
