"""The Plan sheet's rows of the team: reps, what they can take in, what waits, and what binds."""

import numpy as np

from planner.forecast.team import CLOSING, FOLLOW_UP, LEADS
from planner.output.excel.calculation import Calculated
from planner.output.excel.content import CALCULATION, month_label
from planner.output.excel.kernels import FIRST as FIRST_MONTH
from planner.output.excel.one_more import MONTH, NAMES, OneMore
from planner.output.excel.page import fixed, quoted
from planner.output.excel.plan_grid import FIRST, PlanGrid
from planner.output.excel.queues import NOTHING
from planner.output.excel.team_block import gates_of
from planner.output.excel.view_block import HEAD
from planner.sheets.periods import Span
from planner.sheets.plan_team import BINDS
from planner.sheets.words import plural

CHANGES = "changes"
_ONE_MORE = "The month of both figures below: bookings of the whole plan, computed anew."


def write_team_rows(grid: PlanGrid, calculated: Calculated) -> None:
    """Write reps, limits, queues and the binding constraint, where anything is assumed of reps."""
    team, limited = calculated.team, grid.content.results.working.capacity
    if not team.queues:
        return
    months = len(grid.content.results.working.months)
    found = None if limited is None else limited.team
    ramped = np.zeros(months) if found is None else found.ramped
    row = grid.row("Reps, ramped", "bold", key="reps")
    grid.levels(row, grid.taken(team.ramped), ramped, "level", "bold")
    for gate, place in team.limits.items():
        stage = plural(grid.content.stages[gates_of(grid.content.stages)[gate]])
        values = np.full(months, np.nan)
        if found is not None and gate in found.loads:
            limit = found.limit(gate)
            values = np.where(np.isfinite(limit), limit, np.nan)
        word = "accept" if gate == FOLLOW_UP else "take"
        grid.flow(
            grid.row(f"{stage} they can {word}"), grid.taken(place), values, "count", gaps=True
        )
    _quota(grid, calculated)
    waiting = np.zeros(months) if limited is None else limited.queue
    row = grid.row("Waiting for a rep", "bold", key="waiting")
    queues = grid.added([queue.waiting for queue in team.queues.values()])
    grid.levels(row, queues, waiting, "count", "bold")
    _binding(grid, calculated)
    _prices(grid, calculated)


def _quota(grid: PlanGrid, calculated: Calculated) -> None:
    limited = grid.content.results.working.capacity
    found = None if limited is None or limited.team is None else limited.team.quota
    values = np.full(len(grid.content.results.working.months), np.nan) if found is None else found
    row = grid.row("Bookings by quota and attainment", "muted")
    grid.flow(row, grid.taken(calculated.team.quota), values, "money", "muted", gaps=True)


def _binding(grid: PlanGrid, calculated: Calculated) -> None:
    """Write what binds: in longer periods what does in all months, or that it changes."""
    limited = grid.content.results.working.capacity
    months = len(grid.content.results.working.months)
    said = [BINDS[b] for b in (limited.binding if limited else (LEADS,) * months)]
    row = grid.row("Binding constraint", "bold", key="binding")
    for period in grid.columns:
        here = set(said[period.months])
        value = here.pop() if len(here) == 1 else CHANGES
        formula = _bound(grid, calculated, period.first)
        if period.span is not Span.MONTH:
            first, *others = (grid.month(row, t) for t in range(period.first, period.last + 1))
            alike = ",".join(f"{first}={other}" for other in others)
            formula = f'=IF(AND({alike}),{first},"{CHANGES}")' if others else f"={first}"
        grid.cell(row, period, formula, value, "right")


def _bound(grid: PlanGrid, calculated: Calculated, month: int) -> str:
    """Return what binds in a month: closing if opportunities wait, else follow-up, else leads."""
    team = calculated.team
    waits = {}
    for queue in team.queues.values():
        here = f"{grid.calculation(queue.waiting)[month]}>{NOTHING}"
        for gate, place in queue.limits.items():
            others = [grid.calculation(r)[month] for g, r in queue.limits.items() if g != gate]
            own = grid.calculation(place)[month]
            narrow = f",{own}<=MIN({','.join((own, *others))})" if others else ""
            waits[gate] = f'AND({here}{narrow},{own}<>"")' if others else here
    formula = quoted(BINDS[LEADS])
    for gate in (FOLLOW_UP, CLOSING):
        if gate in waits:
            formula = f"IF({waits[gate]},{quoted(BINDS[gate])},{formula})"
    return f"={formula}"


def _prices(grid: PlanGrid, calculated: Calculated) -> None:
    """Write what one more rep or lead in a month brings: at export by month, and live in one."""
    limited, found = grid.content.results.working.capacity, calculated.one_more
    if limited is None or found is None:
        return
    for key, name in NAMES.items():
        of = grid.content.scenarios.names[0] if grid.content.has_scenarios else "bookings"
        row = grid.row(f"{name}, {of} at export", "muted")
        for period in grid.columns:
            style = grid.style(period, "money", "muted")
            month = period.span is Span.MONTH
            value = float(limited.shadow_prices[key][period.first]) if month else None
            grid.page.number(row, grid.place(period), value, style)
    _month(grid, found)
    for key, name in NAMES.items():
        row = grid.row(f"{name} in that month", "bold")
        formula = f"={CALCULATION}!{found.cells[key]}"
        style = grid.styles("grid", "money", "bold")
        grid.page.formula(row, FIRST, formula, found.values[key], style)


def _month(grid: PlanGrid, found: OneMore) -> None:
    """Write the cell in which the month of one more is chosen."""
    row = grid.row("Month of one more: choose it", "bold", key=MONTH)
    run, page = grid.content.run, grid.page
    page.text(row, FIRST, month_label(run.run[run.start + found.month]), grid.styles("month"))
    page.text(row, FIRST + 1, _ONE_MORE, grid.styles("muted", "indent"))
    last = fixed(HEAD, FIRST_MONTH + run.months - 1)
    months = f"={CALCULATION}!{fixed(HEAD, FIRST_MONTH + run.start)}:{last}"
    title, message = "No such month", "Choose a month of the plan."
    rule = {"validate": "list", "source": months, "error_title": title, "error_message": message}
    page.sheet.data_validation(row, FIRST, row, FIRST, rule)
