"""Sealed rounds: each seat states its positions unseen by the other, and all are revealed together.

`round:ID` opens a round; its value is its name. It is over once both seats' `round:ID/done` count,
or by `round:ID/reveal`, whose value says why; undo takes back neither an opening nor a reveal, for
what was seen cannot be unseen. While a round is open, what a seat said after its opening, by
(clock, id), is left out of the log that others fold. The edits themselves are in every copy, so
that copies merge as ever: it is a latch, no vault.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from planner.base.stages import Seat
from planner.plan import keys
from planner.plan.edits import RETRACT, ROUND, SIGN, Draft, Edit
from planner.plan.fold import is_setting
from planner.plan.log import Log, Order, order, targets

DONE, REVEAL = "/done", "/reveal"
SEATED = (Seat.MARKETING, Seat.SALES)
_BESIDE = (keys.COMMENT, keys.UNCOMMENT, keys.NOTE, keys.PARK)
"""What is a setting, and yet tells what a seat thinks."""


@dataclass(frozen=True, slots=True)
class Round:
    """A sealed round: who opened it and when, which seats are done, and why it was revealed.

    `began` is the place of its opening in the log; `reason` None unless it was revealed by hand.
    """

    id: str
    name: str
    author: str
    time: str
    began: Order
    done: frozenset[Seat] = frozenset()
    reason: str | None = None

    @property
    def over(self) -> bool:
        """Whether all is revealed."""
        return self.reason is not None or self.done >= set(SEATED)


def rounds(log: Log) -> tuple[Round, ...]:
    """Return every round, the earliest first."""
    said = [edit for edit in log.guards if edit.key.startswith(ROUND)]
    if not said:
        return ()
    reasons = {e.key: str(e.value or "") for e in said if e.key.endswith(REVEAL)}
    counting = (e for e in log.live if e.key.startswith(ROUND) and e.key.endswith(DONE))
    done = {(e.key, e.seat): bool(e.value) for e in counting}
    opened: dict[str, Edit] = {}
    for edit in said:
        if not edit.key.endswith((DONE, REVEAL)):
            opened.setdefault(edit.key, edit)
    return tuple(_round(key, edit, done, reasons.get(key + REVEAL)) for key, edit in opened.items())


def _round(key: str, edit: Edit, done: dict[tuple[str, Seat], bool], reason: str | None) -> Round:
    seats = frozenset(seat for seat in SEATED if done.get((key + DONE, seat)))
    name = str(edit.value or "")
    return Round(key.removeprefix(ROUND), name, edit.author, edit.time, order(edit), seats, reason)


def open_round(log: Log) -> Round | None:
    """Return the round that is open, of several the earliest; None without one."""
    return next((found for found in rounds(log) if not found.over), None)


def seen_by(log: Log, seat: Seat, began: Order) -> Log:
    """Return the log without what other seats said of positions after a round began.

    Together, nobody's positions are seen. What takes such a position back, or brings it back, is
    left out as well, whoever it was said by.
    """
    hidden = frozenset(SEATED) - {seat}
    private: set[str] = set()
    kept = []
    for edit in log.edits:
        told = _tells(edit, hidden, private)
        if told:
            private.add(edit.id)
        if not told or order(edit) <= began:
            kept.append(edit)
    return Log(tuple(kept))


def _tells(edit: Edit, hidden: frozenset[Seat], private: set[str]) -> bool:
    """Whether an edit tells of positions of a hidden seat; `private` are earlier ones that do."""
    if edit.key == RETRACT:
        return not private.isdisjoint(targets(edit))
    if edit.seat not in hidden or edit.key.startswith((ROUND, SIGN)):
        return False
    return edit.key.startswith(_BESIDE) or not is_setting(edit.key)


def undoable(log: Log) -> Log:
    """Return the log without what undo passes over: passphrases, and of rounds what is fixed.

    These are openings, reveals, and all of a round that is over.
    """
    if not log.guards:
        return log
    still = {f"{ROUND}{one.id}{DONE}" for one in rounds(log) if not one.over}
    passed = {edit.id for edit in log.guards if edit.key not in still}
    return Log(tuple(edit for edit in log.edits if edit.id not in passed))


def opening(seat: Seat, id_: str, name: str) -> Draft:
    """Return the edit that opens a round."""
    return Draft(seat, ROUND + id_, name)


def saying_done(log: Log, seat: Seat, done: bool = True) -> Iterator[Draft]:
    """Yield the edits by which a seat (Together: both) is done in every open round, or is not."""
    seats = SEATED if seat is Seat.TOGETHER else (seat,)
    for one in rounds(log):
        for each in seats if not one.over else ():
            if (each in one.done) != done:
                yield Draft(each, f"{ROUND}{one.id}{DONE}", "done" if done else None)


def revealing(log: Log, seat: Seat, reason: str) -> Iterator[Draft]:
    """Yield the edits that end every open round."""
    for one in rounds(log):
        if not one.over:
            yield Draft(seat, f"{ROUND}{one.id}{REVEAL}", reason)
