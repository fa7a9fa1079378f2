"""What is said of a sealed round: to the seat that looks, and once all is revealed."""

from dataclasses import dataclass

from planner.base.stages import Seat
from planner.plan.sealed import SEATED, Round
from planner.sheets.history import moment
from planner.sheets.words import SEAT_NAMES

LATCH = "A latch, no vault: whoever takes the other seat at this window sees what it said."
EXPLAINED = (
    "From now on each seat’s positions, notes and comments are kept from the other: in every "
    "sheet, chart, log and export of a window that sits at the other seat. Together neither are "
    "shown. All is revealed at once when both seats say that they are done, or when one reveals "
    f"it, with a reason. {LATCH}"
)
WHY_NOW = (
    "Both seats’ positions are shown at once, though not both have said that they are done. The "
    "reason stands in the log, and undo does not seal again what was seen."
)


@dataclass(frozen=True, slots=True)
class Banner:
    """What stands over the sheets while a round is open; `verb` is what its button does."""

    title: str
    text: str
    verb: str


def banner(found: Round, seat: Seat) -> Banner:
    """Return what the seat that looks is told, and what it can do."""
    return Banner(_title(found, seat), f"{_next(found, seat)} {LATCH}", _verb(found, seat))


def is_done(found: Round, seat: Seat) -> bool:
    """Whether the seat has said that it is done."""
    return seat in found.done


def _title(found: Round, seat: Seat) -> str:
    since = f"Sealed round “{found.name}” since {moment(found.time)}"
    if seat is Seat.TOGETHER:
        return f"{since}: what either seat has said in it is not shown"
    return f"{since}: what {SEAT_NAMES[_other(seat)]} says is kept from you, and yours from them"


def _next(found: Round, seat: Seat) -> str:
    if seat is Seat.TOGETHER:
        return f"{_standing(found)} Take a seat above to state its positions."
    other = SEAT_NAMES[_other(seat)]
    if seat in found.done:
        return f"You are done, {other} is not yet. What you still change stays sealed too."
    theirs = f"{other} is done" if _other(seat) in found.done else f"{other} is not done yet"
    return f"State your positions, then say that you are done. {theirs}."


def _verb(found: Round, seat: Seat) -> str:
    if seat is Seat.TOGETHER:
        return "We are both done"
    return "Not done yet" if seat in found.done else "I am done"


def _standing(found: Round) -> str:
    done = [SEAT_NAMES[seat] for seat in SEATED if seat in found.done]
    return f"{done[0]} is done." if done else "Neither seat is done."


def _other(seat: Seat) -> Seat:
    return Seat.SALES if seat is Seat.MARKETING else Seat.MARKETING


def revealed_words(name: str, disputed: int) -> str:
    """Say that a round is over, and what it left in dispute."""
    open_ones = "nothing is" if not disputed else "1 is" if disputed == 1 else f"{disputed} are"
    shown = "both seats’ positions are shown"
    return f"The sealed round “{name}” is revealed: {shown}, {open_ones} in dispute."


def sealed_words(found: Round) -> str:
    """Say at the command line, and beside exports, what is left out while a round is open."""
    since = moment(found.time)
    return (
        f"A sealed round is open, “{found.name}”: what seats said since {since} is left out until "
        "both are done."
    )
