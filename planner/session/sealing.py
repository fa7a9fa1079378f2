"""A sealed round of the open plan: what a seat may see, and opening, ending and leaving one."""

from planner.base.problem import Problem, RefusedError
from planner.base.stages import Seat
from planner.plan.edits import Draft
from planner.plan.log import Log
from planner.plan.sealed import Round, open_round, opening, revealing, saying_done, seen_by

__all__ = ["Round", "Sight", "done_drafts", "opening_drafts", "revealing_drafts", "unsealed"]

LONGEST = 200
_NONE = Problem("No sealed round is open", "", "Open one first")


class Sight:
    """What the seat that looks may see of a log; worked out once per log and seat."""

    def __init__(self) -> None:
        self.seat = Seat.TOGETHER
        self._known: tuple[Log, Round | None] | None = None
        self._seen: tuple[Log, Seat, Log] | None = None

    def round(self, whole: Log) -> Round | None:
        """Return the sealed round that is open, None without one."""
        known = self._known
        if known is None or known[0] is not whole:
            known = self._known = whole, open_round(whole)
        return known[1]

    def of(self, whole: Log) -> Log:
        """Return the log without what an open round keeps from the seat that looks."""
        found = self.round(whole)
        return whole if found is None else self._without(whole, found)

    def beside(self, log: Log, whole: Log) -> Log:
        """Return a log without what a round that is open in a larger one keeps from the seat."""
        found = open_round(whole)
        return log if found is None else seen_by(log, self.seat, found.began)

    def _without(self, whole: Log, found: Round) -> Log:
        known = self._seen
        if known is None or known[0] is not whole or known[1] is not self.seat:
            known = self._seen = whole, self.seat, seen_by(whole, self.seat, found.began)
        return known[2]


def unsealed(found: Round | None, what: str) -> None:
    """Raise RefusedError while a round is open; `what` cannot be done then."""
    if found is not None:
        said = f"The sealed round “{found.name}” is open"
        raise RefusedError(Problem(said, what, "Reveal it first, on the Assumptions sheet"))


def opening_drafts(whole: Log, seat: Seat, id_: str, name: str) -> tuple[Draft, ...]:
    """Return the edit that opens a round; RefusedError without a name, or while one is open."""
    unsealed(open_round(whole), "no second one is opened")
    return (
        opening(seat, id_, _short(name, "A sealed round needs a name", "Say what it is about")),
    )


def done_drafts(whole: Log, seat: Seat, done: bool = True) -> tuple[Draft, ...]:
    """Return the edits by which a seat is done, or is not yet; RefusedError without a round."""
    _needed(whole)
    return tuple(saying_done(whole, seat, done))


def revealing_drafts(whole: Log, seat: Seat, reason: str) -> tuple[Draft, ...]:
    """Return the edits that end a round before both are done; RefusedError without a reason."""
    _needed(whole)
    what = "A round is revealed early with a reason"
    return tuple(revealing(whole, seat, _short(reason, what, "Type why it does not wait")))


def _needed(whole: Log) -> None:
    if open_round(whole) is None:
        raise RefusedError(_NONE)


def _short(text: str, missing: str, remedy: str) -> str:
    said = text.strip()
    if not said:
        raise RefusedError(Problem(missing, "", remedy))
    if len(said) > LONGEST:
        what = f"It has at most {LONGEST} letters; this has {len(said)}"
        raise RefusedError(Problem(what, "", "Shorten it"))
    return said
