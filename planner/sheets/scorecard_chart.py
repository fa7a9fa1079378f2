"""The chart of the scorecards: how far each objective was attained."""

import math

from planner.base.stages import Owner
from planner.sheets.cells import Kind, Place
from planner.sheets.charts import Chart, Mark, Reference, Series
from planner.sheets.commitment_words import objective_title
from planner.sheets.scorecards import CARDS, NAME, Cards

_ROLES = {Owner.MARKETING.value: "marketing", Owner.SALES.value: "sales"}


def cards_chart(found: Cards, row: str) -> Chart:
    """Return the attainments of the card a row belongs to, beside 100 %."""
    card = _card_of(found, row)
    known = [one for one in found.rows(card) if math.isfinite(one.attainment)]
    series = Series(
        CARDS[card].partition(":")[0],
        tuple(float(i) for i in range(len(known))),
        tuple(one.attainment for one in known),
        Mark.DOTS,
        _ROLES.get(card, "text"),
        places=tuple(Place(NAME, one.name, "attainment") for one in known),
    )
    return Chart(
        cards_finding(found),
        f"{series.name}: actual over target, of days target over actual; months that are over",
        (series,) if known else (),
        labels=tuple(objective_title(one.name, found.plan.stages) for one in known),
        references=(Reference(1.0, "target", vertical=True),) if known else (),
        values_as=Kind.RATE,
        horizontal=True,
        empty="" if known else "No month of the plan is over yet: nothing is attained.",
    )


def _card_of(found: Cards, row: str) -> str:
    """Return the card of a row: its heading, an objective of it, or its total."""
    key = row.removeprefix("all:")
    of = (card for card in CARDS if key in {card, *(one.name for one in found.rows(card))})
    return next(of, next(iter(CARDS)))


def cards_finding(found: Cards) -> str:
    """Say both leaders' weighted attainment."""
    scores = [(CARDS[card], found.score(card)) for card in ("marketing", "sales")]
    if not any(math.isfinite(value) for _, value in scores):
        return "Scorecards: no month of the plan is over yet"
    told = (f"{name} {found.tongue.rate(v, 0)}" for name, v in scores if math.isfinite(v))
    return f"Weighted attainment: {', '.join(told)}"
