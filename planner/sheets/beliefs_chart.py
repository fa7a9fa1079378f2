"""The chart of a belief: every value's figure with its interval, the believed one marked."""

from planner.base.units import ENGLISH, NumberStyle
from planner.evidence.beliefs import Answer, Belief
from planner.evidence.figures import Figure
from planner.evidence.standing import Aspect
from planner.journeys.table import BLANK
from planner.sheets.beliefs_words import ASPECTS, answer_words, belief_words, unit_of
from planner.sheets.cells import Kind, Place
from planner.sheets.charts import Chart, Mark, Reference, Series
from planner.sheets.words import Tongue, in_sentence, plural

MOST, VALUES = 12, "Beliefs: values"


def value_place(value: str) -> Place:
    """Return what stands for a value in the chart: the belief about it, or what can be said."""
    return Place(VALUES, value, "own")


def belief_chart(
    belief: Belief,
    answer: Answer,
    stages: tuple[str, ...],
    style: NumberStyle = ENGLISH,
    currency: str = "USD",
) -> Chart:
    """Return the figures of all values that are compared, the best first."""
    tongue, aspect, value = Tongue(style, currency), belief.aspect, belief.value or BLANK
    shown = _shown(answer, aspect, value)
    head, _ = answer_words(belief, answer, stages, tongue)
    what = dict(ASPECTS)[aspect]
    kind = Kind(unit_of(aspect).value)
    among = in_sentence(plural(stages[answer.stage]))
    return Chart(
        f"{belief_words(belief, tongue)}? {head}",
        f"{what[:1].upper()}{what[1:]} by {belief.dimension}, of {among}, with 90% interval"
        + (", in days" if aspect is Aspect.SPEED else ""),
        (_series(what, shown),) if shown else (),
        labels=(*(f"▸ {name}" if name == value else name for name, _ in shown), ""),
        references=_reference(answer, value),
        values_as=kind,
        horizontal=True,
        empty="" if shown else answer.missing,
    )


def _series(what: str, shown: list[tuple[str, Figure]]) -> Series:
    return Series(
        what,
        tuple(float(i) for i in range(len(shown))),
        tuple(figure.value for _, figure in shown),
        Mark.DOTS,
        low=tuple(figure.low for _, figure in shown),
        high=tuple(figure.high for _, figure in shown),
        places=tuple(value_place(name) for name, _ in shown),
    )


def _reference(answer: Answer, value: str) -> tuple[Reference, ...]:
    if not answer.own.known:
        return ()
    place = value_place(value)
    return (Reference(answer.own.value, value, vertical=True, dashed=True, place=place),)


def _shown(answer: Answer, aspect: Aspect, value: str) -> list[tuple[str, Figure]]:
    """Return the best values with their figures; the believed one among them, however it ranks."""
    sign = 1 if aspect is Aspect.SPEED else -1
    ranked = sorted(answer.figures, key=lambda item: (sign * item[1].value, item[0]))
    own = [item for item in ranked if item[0] == value]
    if own and own[0] not in ranked[:MOST]:
        return [*ranked[: MOST - 1], own[0]]
    return ranked[:MOST]
