"""The Plan sheet's rows of the team: reps, what they can take in, what waits, and what binds."""

import numpy as np

from planner.forecast.team import CLOSING, FOLLOW_UP, LEADS
from planner.output.excel.calculation import Calculated
from planner.output.excel.one_more import NAMES
from planner.output.excel.page import quoted
from planner.output.excel.plan_grid import PlanGrid
from planner.output.excel.queues import NOTHING
from planner.output.excel.team_block import gates_of
from planner.sheets.periods import Span
from planner.sheets.plan_team import BINDS
from planner.sheets.words import plural

CHANGES = "changes"


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
    """Write what one more rep or lead brings in each month; where it is too much, as at export."""
    limited = grid.content.results.working.capacity
    if limited is None:
        return
    for key, name in NAMES.items():
        live = calculated.one_more.get(key)
        of = grid.content.scenarios.names[0] if grid.content.has_scenarios else "bookings"
        row = grid.row(f"{name}, {f'{of} at export' if live is None else 'bookings'}", "muted")
        for period in grid.columns:
            value = float(limited.shadow_prices[key][period.first])
            if period.span is not Span.MONTH:
                grid.page.number(row, grid.place(period), None, grid.style(period, "money"))
            elif live is None:
                style = grid.style(period, "money", "muted")
                grid.page.number(row, grid.place(period), value, style)
            else:
                cell = grid.calculation(live)[period.first]
                grid.cell(row, period, f"={cell}", value, "money", "muted")
