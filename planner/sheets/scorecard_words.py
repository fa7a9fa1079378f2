"""Objectives of the scorecards as texts and sentences."""

import math
from typing import TYPE_CHECKING

from planner.base.units import Unit
from planner.plan.assumption import View
from planner.plan.objectives import WEIGHED
from planner.sheets.cells import Explanation, Kind, Part, Place
from planner.sheets.commitment_words import objective_title, objective_unit
from planner.sheets.table import said, strong
from planner.sheets.words import Tongue

if TYPE_CHECKING:
    from planner.sheets.scorecards import Cards

_WHAT = {
    "inquiries": "Leads that entered Marketing’s lines",
    "qualified_rate": "The rates up to the hand-off, multiplied, as entries seen over expected",
    "sourced_share": "Bookings of lines that Marketing sources, of all bookings",
    "pipeline_created": "Opened amounts of the opportunities created",
    "marketing_days": "Mean days of a move through the stages before the hand-off; less is better",
    "deals": "Deals won",
    "deal_size": "Bookings over deals",
    "closing_rate": "The rates from the accepted lead on, multiplied, entries seen over expected",
    "self_sourced_share": "Bookings of lines that others than Marketing source, of all bookings",
    "sales_days": "Mean days of a move through the stages after the hand-off; less is better",
    "bookings": "Bookings of all lines",
    "hand_off": "The rate of the hand-off, as entries seen over expected",
    "cycle": "Mean days from opportunity to won; less is better",
    "accepted_leads": "Marketing’s leads that Sales accepted",
    "first_touch": "Of all due leads those touched within the promised days",
    "answered": "Of all due leads those accepted or turned down within the promised days",
}


def objective_text(name: str, value: float, tongue: Tongue) -> tuple[str, Kind]:
    """Return a target or an actual as a cell shows it, '' for none, and what it counts."""
    if not math.isfinite(value):
        return "", Kind(objective_unit(name).value)
    unit = objective_unit(name)
    shown = tongue.short(value) if unit is Unit.MONEY else tongue.show(value, unit)
    return shown, Kind(unit.value)


def explain_card(found: "Cards", row: str, column: str) -> Explanation:
    """Return the sentence of a cell of the scorecards."""
    if row.startswith("all:"):
        return _score(found, row.removeprefix("all:"))
    if row not in WEIGHED:
        return said("Scorecard", "Objectives of one leader; the shared ones count on both cards.")
    one, tongue = found.row(row), found.tongue
    name = objective_title(row, found.plan.stages)
    if column in {"marketing", "sales", "working", "difference", "status"}:
        return _weight(found, row)
    target, actual = (objective_text(row, v, tongue)[0] for v in (one.target, one.actual))
    came = f" {actual} came" if actual else " Nothing is measured yet"
    reached = f": {tongue.rate(one.attainment, 0)}" if math.isfinite(one.attainment) else ""
    plan = Part("the plan", Place("Plan", "bookings"))
    return said(name, f"{_WHAT[row]}. ", strong(target or "Nothing"), " is the target, of ", plan,
                f".{came}{reached}.")  # fmt: skip


def _weight(found: "Cards", row: str) -> Explanation:
    one, rate = found.row(row), found.tongue.rate
    by = ", ".join(
        f"{who} {rate(found.row(row, view).weight)}"
        for who, view in (("Marketing’s", View.MARKETING), ("Sales’", View.SALES))
    )
    why = "as stated" if one.stated else "an even part of what the stated weights leave of its card"
    return said(
        f"Weight of {objective_title(row, found.plan.stages)}",
        strong(rate(one.weight)),
        f", {why}. {by}.",
    )


def _score(found: "Cards", card: str) -> Explanation:
    told = []
    for who, view in (("working", View.WORKING), ("Marketing’s", View.MARKETING),
                      ("Sales’", View.SALES)):  # fmt: skip
        value = found.score(card, view)
        shown = found.tongue.rate(value, 0) if math.isfinite(value) else "nothing yet"
        told.append(f"by {who} weights {shown}")
    return said(
        "Weighted attainment",
        "Attainments times weights over the weights of what is measured: ",
        f"{', '.join(told)}. Type weights into your own column to see what they change.",
    )
