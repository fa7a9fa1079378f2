"""Beliefs in a plan: what a seat holds to be true of the data, with the answer it got then."""

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote

from planner.base.days import Day, iso, parse_day
from planner.base.stages import Seat
from planner.evidence.beliefs import Answer, Belief, Claim
from planner.evidence.standing import Aspect
from planner.plan.edits import Edit
from planner.plan.keys import BELIEF, quote

_PARTS, _WITH_TIMES = 4, 5


@dataclass(frozen=True, slots=True)
class AnswerThen:
    """What data as of a day said of a belief: the certainty, or what was `missing` for one.

    `own` is the believed value's figure, of `n`; `other` that of the `rival`, '' for all others.
    """

    as_of: Day
    certainty: float
    own: float
    n: int
    other: float
    rival: str
    missing: str


@dataclass(frozen=True, slots=True)
class StatedBelief:
    """A belief of a seat: who stated it last and when, and the answer then, None if unreadable."""

    belief: Belief
    seat: Seat
    author: str
    time: str
    then: AnswerThen | None

    @property
    def key(self) -> str:
        """Return the key its edits have; the seat tells two of the same belief apart."""
        return belief_key(self.belief)


def belief_key(belief: Belief) -> str:
    """Return a belief's key, such as belief:channel/Events/best/value, or …/times/value/1.5."""
    parts = [belief.dimension, belief.value, belief.claim.value, belief.aspect.value]
    if belief.claim is Claim.TIMES:
        parts.append(repr(belief.times))
    return BELIEF + "/".join(quote(part) for part in parts)


def read_belief(key: str) -> Belief | None:
    """Return the belief a key names, None for another key, or one that is none."""
    if not key.startswith(BELIEF):
        return None
    parts = [unquote(part) for part in key.removeprefix(BELIEF).split("/")]
    try:
        claim, aspect = Claim(parts[2]), Aspect(parts[3])
        times = float(parts[4]) if claim is Claim.TIMES else 1.0
    except (ValueError, IndexError):
        return None
    whole = len(parts) == (_WITH_TIMES if claim is Claim.TIMES else _PARTS)
    known = whole and math.isfinite(times) and times > 0
    return Belief(parts[0], parts[1], claim, aspect, times) if known else None


def answer_value(answer: Answer, as_of: Day) -> str:
    """Return the value of an edit that states a belief: the answer it gets now."""
    certainty = None if math.isnan(answer.certainty) else answer.certainty
    own, other = (
        None if math.isnan(figure.value) else figure.value for figure in (answer.own, answer.other)
    )
    return json.dumps(
        {
            "as_of": iso(as_of),
            "certainty": certainty,
            "own": own,
            "n": answer.own.n,
            "other": other,
            "rival": answer.rival,
            "missing": answer.missing,
        }
    )


def beliefs_of(edits: Iterable[Edit]) -> tuple[StatedBelief, ...]:
    """Return the beliefs that stand, each seat's own, the latest stated last.

    Edits come earliest first; of a seat's edits of a belief the last one counts.
    """
    last: dict[tuple[Seat, str], Edit] = {}
    for edit in edits:
        last.pop((edit.seat, edit.key), None)
        last[edit.seat, edit.key] = edit
    found = []
    for edit in last.values():
        belief = read_belief(edit.key)
        if belief is not None and isinstance(edit.value, str):
            then = _then(edit.value)
            found.append(StatedBelief(belief, edit.seat, edit.author, edit.time, then))
    return tuple(found)


def _then(value: str) -> AnswerThen | None:
    try:
        said = json.loads(value)
        return AnswerThen(
            parse_day(str(said["as_of"])),
            _number(said["certainty"]),
            _number(said["own"]),
            int(said["n"]),
            _number(said["other"]),
            str(said["rival"]),
            str(said["missing"]),
        )
    except (ValueError, TypeError, KeyError):
        return None


def _number(value: object) -> float:
    if value is None:
        return math.nan
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError
    return float(value)
