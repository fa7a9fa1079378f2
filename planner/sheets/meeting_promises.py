"""Disputed promises as a meeting puts them: what they are worth, the way out, the chart."""

from planner.agreement.results import Results, WayOut, way_out
from planner.base.units import ENGLISH, NumberStyle
from planner.commitments.disputes import DisputedPromise, Price
from planner.commitments.standing import Commitments
from planner.plan.assumption import Assumption
from planner.plan.keys import DriverKind
from planner.plan.objectives import WEIGHED
from planner.sheets.charts import Chart
from planner.sheets.scorecard_chart import cards_chart
from planner.sheets.scorecards import cards_of
from planner.sheets.sla_breaches import ASSOCIATED
from planner.sheets.sla_charts import promise_chart
from planner.sheets.sla_sales import working_leads
from planner.sheets.sla_sales_words import PledgeSpeaker

UNPRICED = "no price in bookings"
_WEIGHT_WAY = "Way out: split the difference, or park it; the figures show what the scores become."
_WAYS = {
    WayOut.SPLIT: "Cheapest way out: both lie inside what the past shows: split the difference.",
    WayOut.EVIDENCE: "Cheapest way out: take what the past shows, or try one limit for a month.",
    WayOut.TEST: "Cheapest way out: nothing tells it yet: try one limit for a month, or park it.",
}


def price_words(price: Price | None, words: PledgeSpeaker) -> str:
    """Return what lies between both limits, in a few words."""
    if price is None:
        return UNPRICED
    return f"{words.tongue.short(abs(price.between))} apart in late leads"


def promise_measured(words: PledgeSpeaker, known: DisputedPromise) -> str:
    """Return what the past shows, and what late leads go with by either limit."""
    one, price = known.assumption, known.price
    if one.driver.kind is DriverKind.WEIGHT:
        return "A weight is stated, not measured: it shares out what counts on a scorecard."
    told = words.measured(one)
    if price is None or one.marketing is None or one.sales is None:
        return told
    show = words.tongue.short
    return (
        f"{told} By Marketing’s {words.shown(one, one.marketing)} late leads go with "
        f"{show(price.marketing)} of bookings less, by Sales’ {words.shown(one, one.sales)} with "
        f"{show(price.sales)}: {ASSOCIATED}."
    )


def promise_way_out(one: Assumption) -> str:
    """Return the cheapest way out of a disputed promise, as a sentence."""
    return _WEIGHT_WAY if one.driver.kind is DriverKind.WEIGHT else _WAYS[way_out(one)]


def promise_evidence(
    made: Commitments | None, now: Results, one: Assumption, style: NumberStyle = ENGLISH
) -> Chart:
    """Return how the promise was kept by month, or the attainments that a weight weighs."""
    if made is None:
        return Chart("What the past shows", "", empty="It is being measured.")
    if one.driver.kind is DriverKind.WEIGHT:
        return cards_chart(cards_of(made, now, style), WEIGHED[one.driver.index])
    return promise_chart(working_leads(made, now, style), one.key)
