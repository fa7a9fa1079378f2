"""Test a belief: what the data say of a claim such as "events are our best leads"."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from planner.base.problem import RefusedError
from planner.evidence.counted import first_counts
from planner.evidence.cuts import Cut, Window, cut
from planner.evidence.figures import UNKNOWN, Figure, Floats
from planner.evidence.money import won_amounts
from planner.evidence.passages import Prepared, Source, prepare
from planner.evidence.standing import LEAST, Aspect, Standing, as_one, standings
from planner.evidence.tally import tallies
from planner.journeys.table import BLANK, Mask


class Claim(StrEnum):
    """What is said of a value: best or worst of all, or beside all others together."""

    BEST = "best"
    WORST = "worst"
    ABOVE = "above"
    BELOW = "below"
    TIMES = "times"


RANKED = (Claim.BEST, Claim.WORST)


@dataclass(frozen=True, slots=True)
class Belief:
    """A claim about one value of a dimension; `times` is the factor of "at least so many times"."""

    dimension: str
    value: str
    claim: Claim
    aspect: Aspect
    times: float = 1.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What the data say of a belief about the entrants of a stage.

    `own` is the value's figure in the aspect; `other` that of what it is compared with: the best
    (worst) other value, named `rival`, or all `compared` others together, ''. `certainty`: the
    probability, 0 to 1, that the claim holds, NaN where `missing` says why there is none.
    `left_out`: other values with too few to compare. `own_size` False: a lead's value is taken at
    the company's deal size, for it has won no amounts of its own. `figures`: every value's that is
    compared, the believed one's among them.
    """

    stage: int = 0
    own: Figure = UNKNOWN
    other: Figure = UNKNOWN
    rival: str = ""
    certainty: float = math.nan
    compared: int = 0
    left_out: int = 0
    own_size: bool = True
    missing: str = ""
    figures: tuple[tuple[str, Figure], ...] = ()


def judge(
    source: Source, belief: Belief, *, window: Window | None = None, where: Mask | None = None
) -> Answer:
    """Return what the data of a window say of a belief; `where` (n) narrows them.

    Compared are values at the stage where the company enters, or where the believed one does if
    that is later, among those that enter no later. Each has its distribution (see `Standing`), all
    independent. The certainty is the chance that a draw from the value's distribution beats a draw
    from each other's, or `times` a draw from that of all others together.
    """
    prepared = prepare(source)
    try:
        groups = cut(prepared.journeys, (belief.dimension,), where)
    except RefusedError as refused:
        return Answer(missing=f"{refused.problem.what}.")
    key = (belief.value or BLANK,)
    if key not in groups.keys:
        return Answer(missing=f"The data have nothing with {belief.dimension} {belief.value}.")
    return _judged(prepared, belief, groups, groups.keys.index(key), window)


def _judged(
    prepared: Prepared, belief: Belief, groups: Cut, place: int, window: Window | None
) -> Answer:
    first = first_counts(prepared, groups)
    entry = first.argmax(axis=1)
    stage = max(int(first.sum(axis=0).argmax()), int(entry[place]))
    last = len(prepared.journeys.stages) - 1
    inside = groups.within(prepared.placed(stage), window)
    counted = tallies(prepared.passage(stage, last), inside, groups.count)
    amounts = won_amounts(prepared, groups, window)
    present = np.asarray((entry <= stage) & (counted.all.entered > 0))
    if not present[place]:
        return Answer(stage, missing=f"None with {belief.dimension} {belief.value} in this time.")
    found = standings(counted, amounts, present)
    own, others = found[place], present.copy()
    others[place] = False
    names = [key[0] for key in groups.keys]
    shown = [(names[i], found[i].figure(belief.aspect)) for i in np.flatnonzero(present).tolist()]
    said = Answer(
        stage,
        own.figure(belief.aspect),
        compared=int(others.sum()),
        own_size=own.own_size,
        figures=tuple((name, figure) for name, figure in shown if figure.known),
    )
    if not own.enough(belief.aspect):
        return replace(said, missing=_too_few(belief, said.own.n))
    if belief.claim in RANKED:
        ranked = {names[i]: found[i] for i in np.flatnonzero(others).tolist()}
        return _ranked(said, belief, own, ranked)
    rest = as_one(counted, amounts, others, own.other_size) if others.any() else None
    return _beside(said, belief, own, rest)


def _ranked(said: Answer, belief: Belief, own: Standing, others: Mapping[str, Standing]) -> Answer:
    """Answer whether a value is the best, or the worst, of those with enough to compare."""
    aspect, worst = belief.aspect, belief.claim is Claim.WORST
    rivals = {name: one for name, one in others.items() if one.enough(aspect)}
    said = replace(said, compared=len(rivals), left_out=len(others) - len(rivals))
    if not rivals:
        return replace(said, missing=_alone(belief))
    mine, chance = own.draws(aspect), np.ones(1)
    for one in rivals.values():
        below = _share_below(one.draws(aspect), mine)
        chance = chance * (1.0 - below if worst else below)
    order = sorted(rivals, key=lambda name: (_goodness(rivals[name].figure(aspect), aspect), name))
    rival = order[0] if worst else order[-1]
    certainty = float(chance.mean())
    return replace(said, other=rivals[rival].figure(aspect), rival=rival, certainty=certainty)


def _beside(said: Answer, belief: Belief, own: Standing, rest: Standing | None) -> Answer:
    """Answer whether a value is above, below, or so many times all others together."""
    if rest is None or not rest.enough(belief.aspect):
        return replace(said, missing=_alone(belief))
    times = belief.times if belief.claim is Claim.TIMES else 1.0
    beaten = _share_below(rest.draws(belief.aspect) * times, own.draws(belief.aspect))
    certainty = float(beaten.mean())
    if belief.claim is Claim.BELOW:
        certainty = 1.0 - certainty
    return replace(said, other=rest.figure(belief.aspect), certainty=certainty)


def _share_below(draws: Floats, values: Floats) -> Floats:
    """Return which share of ascending draws lies below each value, one as high counting half."""
    sides = (np.searchsorted(draws, values, side) for side in ("left", "right"))
    return np.asarray(sum(sides) / (2.0 * len(draws)))


def _goodness(figure: Figure, aspect: Aspect) -> float:
    return -figure.value if aspect is Aspect.SPEED else figure.value


def _too_few(belief: Belief, n: int) -> str:
    what = {Aspect.SIZE: "won deals with an amount", Aspect.SPEED: "dated wins"}
    named = what.get(belief.aspect, "entrants")
    if n >= LEAST:
        return f"This cannot be told: the figure of {belief.value} has no interval above 0."
    return f"Not enough data: {belief.value} has {n} {named}, and at least {LEAST} are needed."


def _alone(belief: Belief) -> str:
    return f"Not enough data: no other {belief.dimension} has enough to compare with."
