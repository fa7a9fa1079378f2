"""The score strip: goal, gap and both views, always in sight and always right."""

from dataclasses import dataclass

from planner.agreement.results import Results
from planner.base import units
from planner.base.units import ENGLISH, NumberStyle
from planner.forecast.results import Forecast
from planner.plan.resolve import View
from planner.sheets.cells import Place, Tone
from planner.sheets.periods import months_text, plan_title
from planner.sheets.plan_figures import unpriced

ASSUMPTIONS, PLAN = "Assumptions", "Plan"


@dataclass(frozen=True, slots=True)
class ScoreItem:
    """One figure of the strip: its name, the figure, a line below it, and where a click leads."""

    name: str
    headline: str
    detail: str
    tone: Tone
    place: Place


def score_strip(results: Results, style: NumberStyle = ENGLISH) -> tuple[ScoreItem, ...]:
    """Return goal, gap of the working plan, both seats' views, and what is in dispute."""
    return (
        _goal(results, style),
        _gap(results, style),
        _view(results, View.MARKETING, "Marketing’s view", Tone.MARKETING, style),
        _view(results, View.SALES, "Sales’ view", Tone.SALES, style),
        _dispute(results, style),
    )


def _goal(results: Results, style: NumberStyle) -> ScoreItem:
    plan, months = results.plan, results.working.months
    name = f"Goal {plan_title(months, plan.fiscal_start)}".strip()
    place = Place(PLAN, "goal")
    if plan.goal is None:
        return ScoreItem(name, "not set", "type one on the Plan sheet", Tone.MUTED, place)
    period = f"bookings, {months_text(months[0], months[-1])}"
    headline = units.money_short(plan.goal, plan.currency, style)
    return ScoreItem(name, headline, period, Tone.PLAIN, place)


def _gap(results: Results, style: NumberStyle) -> ScoreItem:
    plan, total, gap = results.plan, results.working.total, results.working.gap
    amount = units.money_short(total, plan.currency, style)
    if gap is None or plan.goal is None:
        what = _booked(results.working)
        return ScoreItem("Working plan", amount, what, Tone.PLAIN, Place(PLAN, "bookings"))
    share = f", {units.rate(total / plan.goal, style, 0)} of goal" if plan.goal else ""
    tone = Tone.DISPUTE if gap < 0 else Tone.AGREED
    signed = units.money_short(gap, plan.currency, style, signed=True)
    return ScoreItem("Gap, working plan", signed, amount + share, tone, Place(PLAN, "gap"))


def _view(results: Results, view: View, name: str, tone: Tone, style: NumberStyle) -> ScoreItem:
    seen, goal = results.view(view), results.plan.goal
    headline = units.money_short(seen.total, results.plan.currency, style)
    detail = _booked(seen)
    if goal:
        change = units.percent_change(seen.total / goal - 1.0, style)
        detail = f"{change} of goal" if seen.total != goal else "the goal"
    return ScoreItem(name, headline, detail, tone, Place(PLAN, "bookings"))


def _booked(seen: Forecast) -> str:
    return "no deal size is known" if unpriced(seen) else "bookings"


def _dispute(results: Results, style: NumberStyle) -> ScoreItem:
    disputed = results.disputed
    gross = units.money_short(results.bridge.gross, results.plan.currency, style)
    place = Place(ASSUMPTIONS)
    detail = f"worth {gross} gross" if results.bridge.items else "both views are the same"
    if not disputed:
        return ScoreItem("In dispute", "nothing", detail, Tone.PLAIN, place)
    values = "1 value" if len(disputed) == 1 else f"{units.count(len(disputed), style)} values"
    first = place_of(results)
    return ScoreItem("In dispute", values, detail, Tone.DISPUTE, first)


def place_of(results: Results) -> Place:
    """Return the status cell of the dearest dispute, the sheet alone where there is none."""
    if not results.disputed:
        return Place(ASSUMPTIONS)
    return Place(ASSUMPTIONS, results.disputed[0].key, "status")
