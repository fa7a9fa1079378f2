"""The score strip: goal, gap, both views and the chance, always in sight and always right."""

import math
from dataclasses import dataclass

from planner.agreement.results import Results
from planner.base import units
from planner.base.days import month_name, month_text
from planner.base.units import ENGLISH, NumberStyle, Unit
from planner.forecast.results import Forecast
from planner.forecast.team import LEADS
from planner.plan.keys import SLA, DriverKind
from planner.plan.objectives import WEIGHED
from planner.plan.resolve import View
from planner.sheets.cells import Place, Tone
from planner.sheets.outlook import Late
from planner.sheets.outlook_words import chance_text, enough_text
from planner.sheets.periods import months_text, periods, plan_title
from planner.sheets.plan_figures import unpriced
from planner.sheets.plan_team import BINDS
from planner.sheets.scorecards import NAME as CARDS
from planner.sheets.sla_words import SALES, SLA_SHEET
from planner.sheets.whole_words import whole_words
from planner.sheets.words import Tongue

ASSUMPTIONS, PLAN = "Assumptions", "Plan"


@dataclass(frozen=True, slots=True)
class ScoreItem:
    """One figure of the strip: its name, the figure, a line below it, and where a click leads.

    `hint` says more of it in its tool tip.
    """

    name: str
    headline: str
    detail: str
    tone: Tone
    place: Place
    hint: str = ""


def score_strip(
    results: Results,
    style: NumberStyle = ENGLISH,
    late: Late | None = None,
    scenario: str = "",
) -> tuple[ScoreItem, ...]:
    """Return goal, gap of the working plan, both seats' views, and what is in dispute.

    With what arrives late the chance of the goal; with limits of a team what binds. In a
    `scenario` the working plan carries its name.
    """
    chance = late is not None and results.plan.goal is not None
    return (
        _goal(results, style),
        _gap(results, style, scenario, late),
        _view(results, View.MARKETING, "Marketing’s view", Tone.MARKETING, style),
        _view(results, View.SALES, "Sales’ view", Tone.SALES, style),
        *((_chance(results, late, style),) if late is not None and chance else ()),
        _dispute(results, style),
        *_binding(results, style),
    )


def _goal(results: Results, style: NumberStyle) -> ScoreItem:
    plan, months = results.plan, results.working.months
    name = f"Goal {plan_title(months, plan.fiscal_start)}".strip()
    place = Place(PLAN, "goal")
    goal = plan.goal
    if goal is None:
        part = "not for all months" if plan.goals else "type one on the Plan sheet"
        return ScoreItem(name, "not set", part, Tone.MUTED, place)
    period = f"bookings, {months_text(months[0], months[-1])}"
    headline = units.money_short(goal, plan.currency, style)
    return ScoreItem(name, headline, period, Tone.PLAIN, place)


def _gap(
    results: Results, style: NumberStyle, scenario: str, late: Late | None = None
) -> ScoreItem:
    """Return the gap; its tool tip answers whether Marketing's leads suffice."""
    plan, whole = results.plan, results.working.whole
    goal, gap = plan.goal, results.working.gap
    amount = units.money_short(whole, plan.currency, style)
    tongue = Tongue(style, plan.currency)
    parts = whole_words(results, results.working, tongue, dated=False)
    if gap is None or goal is None:
        what = parts or _booked(results.working)
        return ScoreItem(
            scenario or "Working plan", amount, what, Tone.PLAIN, Place(PLAN, "bookings")
        )
    detail = f"{amount}, {units.rate(whole / goal, style, 0)} of goal" if goal else amount
    tone = Tone.DISPUTE if gap < 0 else Tone.AGREED
    signed = units.money_short(gap, plan.currency, style, signed=True)
    name = f"Gap, {scenario or 'working plan'}"
    hint = "" if late is None or late.stale else enough_text(late, style)
    if parts:
        told = whole_words(results, results.working, tongue)
        detail, hint = parts, f"{detail}: {told}. {hint}".strip()
    return ScoreItem(name, signed, detail, tone, Place(PLAN, "gap"), hint)


def _view(results: Results, view: View, name: str, tone: Tone, style: NumberStyle) -> ScoreItem:
    seen, goal = results.view(view), results.plan.goal
    headline = units.money_short(seen.whole, results.plan.currency, style)
    detail, hint = _booked(seen), whole_words(results, seen, Tongue(style, results.plan.currency))
    if goal:
        detail = f"{units.rate(seen.whole / goal, style, 0)} of goal"
    return ScoreItem(name, headline, detail, tone, Place(PLAN, "bookings"), hint)


def _booked(seen: Forecast) -> str:
    return "no deal size is known" if unpriced(seen) else "bookings"


def _chance(results: Results, late: Late, style: NumberStyle) -> ScoreItem:
    """Return the chance of the goal; a stale one is that of the plan before the last change."""
    place = Place(
        PLAN, "chance", periods(results.working.months, results.plan.fiscal_start)[-1].key
    )
    found, name = late.outlook, "Chance of goal"
    if found is None or math.isnan(found.chance):
        return ScoreItem(name, "…", "being drawn", Tone.STALE, place)
    tongue = Tongue(style, results.plan.currency)
    low, _, high = (tongue.short(float(row[-1])) for row in found.range)
    alone = found.on_evidence
    hint = "" if alone is None else f"On the evidence alone {chance_text(alone, tongue)}"
    detail = "being drawn anew" if late.stale else f"P10 {low} · P90 {high}"
    tone = Tone.STALE if late.stale else Tone.PLAIN
    return ScoreItem(name, chance_text(found.chance, tongue), detail, tone, place, hint)


def _binding(results: Results, style: NumberStyle) -> tuple[ScoreItem, ...]:
    """Return what binds the plan, where something is stated of the team's load."""
    limited, months = results.working.capacity, results.working.months
    if limited is None or limited.team is None or not limited.team.loads:
        return ()
    name, place = "Binding constraint", Place(PLAN, "binding")
    bound = [i for i, what in enumerate(limited.binding) if what != LEADS]
    if not bound:
        return (ScoreItem(name, BINDS[LEADS], "nothing waits", Tone.PLAIN, place),)
    most = max(set(limited.binding) - {LEADS}, key=limited.binding.count)
    first = limited.binding.index(most)
    waits = units.show(float(limited.queue.max()), Unit.NUMBER, style)
    when = "from " if bound[-1] == len(months) - 1 else "first in "
    detail = f"{when}{month_name(months[first])}, up to {waits} wait"
    there = Place(PLAN, "binding", month_text(months[first]))
    return (ScoreItem(name, BINDS[most], detail, Tone.DISPUTE, there),)


def _dispute(results: Results, style: NumberStyle) -> ScoreItem:
    disputed = results.disputed
    gross = units.money_short(results.bridge.gross, results.plan.currency, style)
    place = Place(ASSUMPTIONS)
    detail = f"worth {gross} gross" if results.bridge.items else "both views are the same"
    promises = sum(one.line == SLA for one in disputed)
    if promises:
        detail = f"{promises} promised; {detail}" if promises < len(disputed) else "promised"
    if not disputed:
        still = f"differences {detail}" if results.bridge.items else detail
        return ScoreItem("In dispute", "nothing", still, Tone.PLAIN, place)
    values = "1 value" if len(disputed) == 1 else f"{units.count(len(disputed), style)} values"
    first = place_of(results)
    return ScoreItem("In dispute", values, detail, Tone.DISPUTE, first)


def place_of(results: Results) -> Place:
    """Return the status cell of the dearest dispute, the sheet alone where there is none."""
    if not results.disputed:
        return Place(ASSUMPTIONS)
    first = results.disputed[0]
    if first.driver.kind is DriverKind.WEIGHT:
        return Place(CARDS, WEIGHED[first.driver.index], "status")
    return Place(SALES if first.line == SLA else ASSUMPTIONS, first.key, "status")


def disputes_by_sheet(results: Results) -> dict[str, int]:
    """Return how many disputes stand on each sheet."""
    found = dict.fromkeys((ASSUMPTIONS, SLA_SHEET, CARDS), 0)
    for one in results.disputed:
        weighs = one.driver.kind is DriverKind.WEIGHT
        found[CARDS if weighs else SLA_SHEET if one.line == SLA else ASSUMPTIONS] += 1
    return found
