"""The summary: where the plan stands, in one page."""

from collections.abc import Iterator
from dataclasses import replace

from planner.base.units import MINUS
from planner.forecast.sensitivity import Constraint
from planner.output.pack.bridge import FEW_BARS, board_bridge
from planner.output.pack.page import Band, Figures, Page, Picture, Words
from planner.output.pack.score import score
from planner.output.pack.source import Source
from planner.sheets.charts import Chart
from planner.sheets.outlook_words import enough_text
from planner.sheets.plan_charts import goal_chart
from planner.sheets.plan_team import BINDS
from planner.sheets.whole_words import is_under_way
from planner.sheets.words import step, values_are


def summary_page(source: Source) -> Page:
    """Return the page: score, plan against goal, bridge, and what to decide."""
    style = source.tongue.style
    goal = goal_chart(source.results, style, source.late)
    bridge = board_bridge(source, FEW_BARS)
    return Page(
        "summary",
        "Summary",
        goal.title,
        f"Bookings {source.period} in {source.plan.currency} · {source.standing}",
        (
            Band((Figures(score(source)),)),
            Band((Picture(_half(goal, source)), Picture(bridge))),
            Band((Words("What the board should know", tuple(told(source))),)),
        ),
        whole=True,
    )


def _half(chart: Chart, source: Source) -> Chart:
    """Say above the chart what the page's title does not: where half of all futures end."""
    if chart.empty:
        return replace(chart, title="Bookings against the goal, added up by month")
    middle = source.tongue.short(float(source.findings.outlook.range[1, -1]))
    return replace(chart, title=f"Half of all futures end above {middle}")


def told(source: Source) -> Iterator[str]:
    """Yield in sentences what follows from the plan: views, leads, levers, constraint."""
    yield dispute_sentence(source)
    enough = enough_text(source.late, source.tongue.style)
    yield from (enough,) if enough else ()
    yield from _levers(source)
    yield from _binding(source)
    if source.findings.moves.constraints:
        yield constraint_sentence(source, source.findings.moves.constraints[0])


def dispute_sentence(source: Source) -> str:
    """Say what both sides expect, and what their differences are worth."""
    results, tongue = source.results, source.tongue
    market, sales = (tongue.short(v.total) for v in (results.marketing, results.sales))
    open_ = len(results.disputed)
    values = values_are(open_) if open_ else "no value is"
    gross = tongue.short(results.bridge.gross)
    to_come = " still to come" if is_under_way(results) else ""
    return (
        f"Marketing expects {market} and Sales {sales}{to_come}; {values} in dispute, and all "
        f"differences together are worth {gross}."
    )


def constraint_sentence(source: Source, held: Constraint) -> str:
    """Say which transition holds the funnel back most, and what freeing it is worth."""
    tongue, name = source.tongue, step(source.plan.stages, held.transition)
    like = f"{held.like}’s rate" if held.like else "the published rate"
    if held.gain <= 0.0:
        return f"No step of the funnel stays below {like}."
    return (
        f"{name} holds the funnel back most: {like} of {tongue.rate(held.reference)} on every line "
        f"would bring {tongue.short(held.gain, signed=True)}."
    )


def _levers(source: Source) -> Iterator[str]:
    found, tongue = source.findings.moves.levers, source.tongue
    if found is None or found.planned >= found.goal:
        return
    ways = [
        f"{tongue.rate(share, 0)} {what}"
        for share, what in (
            (found.more, "more leads"),
            (found.bigger, "larger deals"),
            (found.faster, "shorter lags"),
        )
        if share is not None
    ]
    if ways:
        both = "" if found.together is None else f", or {tongue.rate(found.together, 0)} of each"
        yield f"The goal is reached with {' or '.join(ways)}{both}.".replace(MINUS, "")


def _binding(source: Source) -> Iterator[str]:
    limited = source.results.working.capacity
    if limited is None or not limited.queue.any():
        return
    names = [BINDS[name] for name in limited.binding]
    most = max(set(names), key=names.count)
    waits = source.tongue.count(float(limited.queue.max()))
    loss = source.tongue.short(limited.loss)
    when = f"{names.count(most)} of {len(names)} months"
    yield f"{most} binds in {when}: up to {waits} wait, which costs {loss}."
