"""The one-plan statement: what each side brings, and what the plan assumes of every line."""

import numpy as np

from planner.base.stages import hand_off, opportunity_stage
from planner.output.pack.page import Band, Cell, Column, Page, Table, Tied, Words
from planner.output.pack.score import WORKING
from planner.output.pack.source import Source
from planner.plan.assumption import Assumption, Status
from planner.plan.keys import DEAL_SIZE, VOLUME, Driver, DriverKind
from planner.sheets.plan_figures import pipeline_created
from planner.sheets.words import brief, heading, in_sentence, plural

STANDING = (Status.AGREED, Status.MEASURED)


def statement_page(source: Source) -> Page:
    """Return the page: three commitments above the working value of every line."""
    plan = source.plan
    return (
        Page(
            "statement",
            "One plan",
            statement_finding(source),
            f"What each side brings {source.counted} by the working plan, and what it assumes",
            (Band(_sides(source)), Band((assumed(source),))),
        )
        if plan.lines
        else Page("statement", "One plan", "The plan has no line yet", "", ())
    )


def statement_finding(source: Source) -> str:
    """Say how far the two plans have become one."""
    general = [a for a in source.results.assumptions if a.month is None]
    stand = sum(a.status in STANDING for a in general)
    disputed = len(source.results.disputed)
    if not disputed:
        return "Marketing and Sales work from one plan: nothing is in dispute"
    values = "value" if disputed == 1 else "values"
    return f"One plan but for {disputed} {values}: {stand} of {len(general)} assumptions stand"


def _sides(source: Source) -> tuple[Words, ...]:
    working, tongue, stages = source.results.working, source.tongue, source.plan.stages
    entered = working.entries.sum((0, 2))
    step = hand_off(stages)

    def said(stage: int) -> str:
        return f"{tongue.count(float(entered[stage]))} {in_sentence(plural(stages[stage]))}"

    marketing = tuple(f"{said(stage)}." for stage in range(step.start + 1))
    pipeline = float(np.nansum(pipeline_created(source.results, working)))
    created = (f"{tongue.short(pipeline)} of pipeline created.",) if pipeline else ()
    taken = float(entered[step.end]), float(entered[step.start])
    handed = in_sentence(plural(stages[step.start]))
    rate = tongue.rate(taken[0] / taken[1], 0) if taken[1] else ""
    share = (f"{rate} of {handed} become one, late ones included.",) if rate else ()
    closing = range(max(step.end + 1, opportunity_stage(stages)), len(stages) - 1)
    deals = f"{tongue.count(float(entered[-1]))} deals."
    sales = (*(f"{said(stage)}." for stage in closing), deals)
    return (
        Words("Marketing brings", marketing, "marketing"),
        Words("At the hand-off", (f"{said(step.end)}.", *share, *created), "agreed"),
        Words("Sales closes", (*sales, f"{tongue.short(working.total)} of bookings."), "sales"),
    )


def assumed(source: Source) -> Table:
    """Return the working value of each line's drivers, and what the line books."""
    plan, tongue, working = source.plan, source.tongue, source.results.working
    known = {(a.line, a.driver): a for a in source.results.assumptions if a.month is None}
    rates = [Driver(DriverKind.RATE, j) for j in range(len(plan.stages) - 1)]
    names = [f"{brief(plan.stages[j])} → {brief(plan.stages[j + 1])}" for j in range(len(rates))]
    rows = [
        (
            Cell(line.name),
            Cell(f"{heading(plan.stages[line.entry])}", "muted"),
            *(_value(known.get((line.name, d)), source) for d in (VOLUME, *rates, DEAL_SIZE)),
            Cell(tongue.short(float(working.bookings[i].sum())), bold=True),
        )
        for i, line in enumerate(plan.lines)
    ]
    blank = (Cell(),) * (3 + len(rates))
    total = Cell(tongue.short(working.total), bold=True, tied=Tied(WORKING, working.total))
    columns = (
        Column("Line", 2.4, right=False),
        Column("Enters as", 1.3, right=False),
        Column("A month", 0.9),
        *(Column(name, 1.25) for name in names),
        Column("Deal size", 1.1),
        Column("Bookings", 1.1),
    )
    note = "Working value of every month; ◆ in dispute, ✓ agreed, ◇ proposed by one side."
    return Table(
        columns, (*rows, (Cell("All lines", bold=True), *blank, total)), "What is assumed", note
    )


_MARKS = {Status.DISPUTED: "◆ ", Status.AGREED: "✓ ", Status.PROPOSED: "◇ ", Status.PARKED: "‖ "}
_ROLES = {Status.DISPUTED: "dispute", Status.AGREED: "agreed"}


def _value(assumption: Assumption | None, source: Source) -> Cell:
    if assumption is None:
        return Cell("")
    if assumption.working is None:
        return Cell("not stated", "muted")
    driver, mark = assumption.driver, _MARKS.get(assumption.status, "")
    text = source.tongue.show(assumption.working, driver.unit)
    if driver == DEAL_SIZE:
        text = source.tongue.short(assumption.working)
    return Cell(mark + text, _ROLES.get(assumption.status, "text"))
