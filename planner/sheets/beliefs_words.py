"""Beliefs and their answers in words a leader says aloud."""

import math

from planner.base import units
from planner.base.units import Unit
from planner.evidence.beliefs import Answer, Belief, Claim
from planner.evidence.figures import Figure
from planner.evidence.standing import Aspect
from planner.journeys.table import BLANK
from planner.sheets.words import Tongue, in_sentence, plural

CLAIMS = (
    (Claim.BEST, "is the best"),
    (Claim.WORST, "is the worst"),
    (Claim.ABOVE, "is better than the others together"),
    (Claim.BELOW, "is worse than the others together"),
    (Claim.TIMES, "is at least so many times the others"),
)
ASPECTS = (
    (Aspect.RATE, "chance of a deal"),
    (Aspect.VALUE, "value of a lead"),
    (Aspect.SIZE, "deal size"),
    (Aspect.SPEED, "speed to a deal"),
)
_UNITS = {
    Aspect.RATE: Unit.RATE,
    Aspect.VALUE: Unit.MONEY,
    Aspect.SIZE: Unit.MONEY,
    Aspect.SPEED: Unit.DAYS,
}
VERDICTS = ((0.95, "borne out"), (0.8, "likely"), (0.2, "open"), (0.05, "unlikely"))
"""A certainty of at least so much is called so; less than the last one is contradicted."""
CONTRADICTED, UNTOLD = "contradicted", "not enough data"
SURE, UNSURE = 0.995, 0.005


def unit_of(aspect: Aspect) -> Unit:
    """Return what an aspect's figures count."""
    return _UNITS[aspect]


def belief_words(belief: Belief, tongue: Tongue) -> str:
    """Return a belief as a sentence, such as Events is the best channel in value of a lead."""
    value = belief.value or BLANK
    others = f"the other {plural(belief.dimension)}"
    if belief.claim is Claim.TIMES:
        times = units.number(belief.times, tongue.style, 2).rstrip("0").rstrip(tongue.style.decimal)
        middle = f"is at least {times} times {others}"
    else:
        middle = {
            Claim.BEST: f"is the best {belief.dimension}",
            Claim.WORST: f"is the worst {belief.dimension}",
            Claim.ABOVE: f"is better than {others} together",
            Claim.BELOW: f"is worse than {others} together",
        }[belief.claim]
    return f"{value} {middle} in {dict(ASPECTS)[belief.aspect]}"


def verdict(certainty: float) -> str:
    """Return what a certainty is called."""
    if math.isnan(certainty):
        return UNTOLD
    return next((word for least, word in VERDICTS if certainty >= least), CONTRADICTED)


def sure(certainty: float, tongue: Tongue) -> str:
    """Return a certainty, never as 0 % or 100 %: data alone never are that sure."""
    if math.isnan(certainty):
        return ""
    if certainty > SURE:
        return f"over {tongue.rate(0.99, 0)}"
    return f"under {tongue.rate(0.01, 0)}" if certainty < UNSURE else tongue.rate(certainty, 0)


def figure_text(value: float, aspect: Aspect, tongue: Tongue) -> str:
    """Return a figure of an aspect, days named as such."""
    if not math.isfinite(value):
        return ""
    if aspect is Aspect.RATE:
        return tongue.rate(value, 1 if value >= 0.02 else 2)
    text = tongue.show(value, unit_of(aspect))
    return f"{text} days" if aspect is Aspect.SPEED else text


def answer_words(
    belief: Belief, answer: Answer, stages: tuple[str, ...], tongue: Tongue
) -> tuple[str, str]:
    """Return the answer: the verdict with its certainty, then the figures it rests on."""
    if answer.missing:
        return f"{UNTOLD.capitalize()}.", answer.missing
    head = f"{verdict(answer.certainty).capitalize()}: {sure(answer.certainty, tongue)} certain."
    counted = {
        Aspect.SIZE: "won deals",
        Aspect.SPEED: "dated wins",
    }.get(belief.aspect, in_sentence(plural(stages[answer.stage])))
    mine = _with_interval(answer.own, belief.aspect, tongue)
    theirs = _with_interval(answer.other, belief.aspect, tongue)
    against = f"{answer.rival}’s" if answer.rival else "the others’"
    which = ""
    if answer.rival:
        which = ", the worst other one" if belief.claim is Claim.WORST else ", the best other one"
    n = tongue.count(answer.own.n)
    text = (
        f"{mine} from {n} {counted} of {belief.value or BLANK}, against {against} {theirs}{which}."
    )
    return head, text + _left_out(belief, answer, tongue)


def _with_interval(figure: Figure, aspect: Aspect, tongue: Tongue) -> str:
    spread = tongue.interval(figure.low, figure.high, unit_of(aspect))
    return f"{figure_text(figure.value, aspect, tongue)}" + (f" ({spread})" if spread else "")


def _left_out(belief: Belief, answer: Answer, tongue: Tongue) -> str:
    text = ""
    if answer.left_out:
        verb = "has" if answer.left_out == 1 else "have"
        text += f" {tongue.count(answer.left_out)} more {verb} too few to be compared."
    if belief.aspect is Aspect.VALUE and not answer.own_size:
        text += " It has won no amounts of its own: valued at the company’s deal size."
    return text
