"""The plan's own figures, each made once, so that every page states it in the same words."""

import math

from planner.output.pack.page import Figure, Tied
from planner.output.pack.source import Source
from planner.plan.assumption import View
from planner.sheets.outlook_words import chance_text
from planner.sheets.whole_words import is_under_way, whole_words

GOAL, WORKING, GAP, CHANCE, GROSS = "goal", "working", "gap", "chance", "gross"
WHOLE, BOOKED = "whole", "booked"
"""Of a plan under way: all of it, and what of it was booked by the data's day."""
TO_COME = ", to come"
"""What ends the name of a figure of a plan under way without what was booked."""
MARKETING, SALES, DISPUTED = "marketing", "sales", "disputed"


def whole_key(source: Source) -> str:
    """Return the name of the working plan's figure with what is booked, where anything can be."""
    return WHOLE if is_under_way(source.results) else WORKING


def goal_figure(source: Source) -> Figure:
    """Return the goal of the whole plan."""
    goal = source.goal
    if goal is None:
        return Figure(f"Goal {source.year}", "not set", "no goal is stated for all months", "muted")
    text = source.tongue.short(goal)
    return Figure(f"Goal {source.year}", text, "bookings", tied=Tied(GOAL, goal))


def working_figure(source: Source) -> Figure:
    """Return the working plan's bookings."""
    working, goal = source.results.working, source.goal
    share = f"{source.tongue.rate(working.whole / goal, 0)} of goal" if goal else "bookings"
    parts = whole_words(source.results, working, source.tongue)
    share = f"{parts}, {share}" if parts else share
    tied = Tied(whole_key(source), working.whole)
    return Figure("Working plan", source.tongue.short(working.whole), share, tied=tied)


def gap_figure(source: Source) -> Figure | None:
    """Return what the working plan lacks to its goal, None without a goal."""
    gap = source.results.working.gap
    if gap is None:
        return None
    role = "dispute" if gap < 0 else "agreed"
    text = source.tongue.short(gap, signed=True)
    word = "short of the goal" if gap < 0 else "above the goal"
    if text == source.tongue.short(0.0, signed=True):
        role, word = "agreed", "on the goal"
    return Figure("Gap", text, word, role, Tied(GAP, gap))


def view_figure(source: Source, view: View) -> Figure:
    """Return what a seat's view books."""
    seen, goal = source.results.view(view), source.goal
    total, under_way = seen.total, is_under_way(source.results)
    detail = f"{source.tongue.rate(seen.whole / goal, 0)} of goal" if goal else "bookings"
    detail += " with what is booked" if goal and under_way else ""
    name, key = ("Marketing’s view", MARKETING) if view is View.MARKETING else (
        "Sales’ view", SALES)  # fmt: skip
    name += TO_COME if under_way else ""
    return Figure(name, source.tongue.short(total), detail, key, Tied(key, total))


def chance_figure(source: Source) -> Figure | None:
    """Return the chance of the goal, None without one."""
    found = source.findings.outlook
    if source.goal is None or math.isnan(found.chance):
        return None
    tongue = source.tongue
    low, _, high = (tongue.short(float(row[-1])) for row in found.range)
    text = chance_text(found.chance, tongue)
    return Figure(
        "Chance of goal", text, f"P10 {low} · P90 {high}", tied=Tied(CHANCE, found.chance)
    )


def dispute_figure(source: Source) -> Figure:
    """Return how many values are in dispute, and what all differences are worth."""
    results, tongue = source.results, source.tongue
    count, gross = len(results.disputed), results.bridge.gross
    worth = (
        f"worth {tongue.short(gross)} gross" if results.bridge.items else "both views are the same"
    )
    value = "nothing" if not count else "1 value" if count == 1 else f"{tongue.count(count)} values"
    role = "dispute" if count else "agreed"
    return Figure("In dispute", value, worth, role, Tied(DISPUTED, float(count)))


def score(source: Source) -> tuple[Figure, ...]:
    """Return every figure of the summary, those that have no value left out."""
    found = (
        goal_figure(source),
        working_figure(source),
        gap_figure(source),
        view_figure(source, View.MARKETING),
        view_figure(source, View.SALES),
        chance_figure(source),
        dispute_figure(source),
    )
    return tuple(figure for figure in found if figure is not None)
