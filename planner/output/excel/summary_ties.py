"""The Summary sheet's last table: the program's figures beside the live ones."""

import numpy as np

from planner.output.excel.content import PLAN, Content
from planner.output.excel.page import Page, at, fixed
from planner.output.excel.plan import PlanPlaces
from planner.output.excel.styles import Styles
from planner.output.excel.totals import Figures


def write_ties(page: Page, styles: Styles, content: Content, plan: PlanPlaces, top: int) -> int:
    """Write the program's figures beside the live ones; return the next free row."""
    page.text(top, 0, "Figures tie out", styles("section"))
    of = f", {content.scenarios.names[0]}" if content.has_scenarios else ""
    heads = ("Figure", "", f"Program at export{of}", "This workbook", "Changed since export")
    for column, name in enumerate(heads):
        page.text(top + 1, column, name, styles("head", *(("right",) if column > 1 else ())))
    ties = _ties(content, plan)
    for row, (name, value, live, unit) in enumerate(ties, top + 2):
        page.text(row, 0, name, styles("grid"))
        page.text(row, 1, "", styles("grid"))
        page.number(row, 2, value, styles("grid", unit))
        page.formula(row, 3, f"=N({live})", value, styles("grid", unit))
        difference = f"=ROUND({at(row, 3)}-{at(row, 2)},2)"
        page.formula(row, 4, difference, 0.0, styles("grid", unit))
    return top + len(ties) + 3


def _ties(content: Content, plan: PlanPlaces) -> list[tuple[str, float, str, str]]:
    """Return figures that stand on several sheets: name, the program's value, live cell, unit."""
    results, won = content.results, len(content.stages) - 1
    working, figures = results.working, Figures(content)
    marketing, created = (float(row.sum()) for row in figures.pipeline.rows)
    made: list[tuple[str, float, str, str]] = [
        ("Bookings, working plan", working.total, "Bookings_working", "cents"),
        ("Bookings, Marketing’s view", results.marketing.total, "Bookings_marketing", "cents"),
        ("Bookings, Sales’ view", results.sales.total, "Bookings_sales", "cents"),
    ]
    if working.gap is not None:
        made.insert(1, ("Gap to the goal", working.gap, "Gap", "cents"))
    limited = working.capacity
    waiting = 0.0 if limited is None else float(limited.queue[-1])
    ramped = 0.0 if limited is None or limited.team is None else float(limited.team.ramped[-1])
    for name, value, key, unit in (
        (content.stages[won], float(working.entries[:, won].sum()), f"stage:{won}", "exact"),
        ("Marketing pipeline", marketing, "marketing_pipeline", "cents"),
        ("Pipeline created", created, "pipeline", "cents"),
        ("Sourced by Marketing", figures.sourced_share, "sourced", "rate"),
        ("Spend", float(np.nansum(figures.spend)), "spend", "cents"),
        ("Reps, ramped, at the end", ramped, "reps", "exact"),
        ("Waiting at the end", waiting, "waiting", "exact"),
    ):
        if key in plan.rows and not np.isnan(value):
            made.append((name, value, f"{PLAN}!{fixed(plan.rows[key], plan.whole)}", unit))
    return made
