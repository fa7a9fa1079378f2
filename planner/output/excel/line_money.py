"""What only the working view has of a line: its pipeline, what stays open, and its spend."""

import numpy as np
import numpy.typing as npt

from planner.base.stages import opportunity_stage, qualified_stage
from planner.forecast.booked import still_ahead
from planner.forecast.targets import opened_amounts
from planner.forecast.team import days_until_lost
from planner.output.excel.block import month_at
from planner.output.excel.content import EVIDENCE, Content
from planner.output.excel.evidence import LINES, OPENED
from planner.output.excel.kernels import FIRST, MEAN, Segment, landed, staying
from planner.output.excel.line_block import LineBlock, ahead_at
from planner.output.excel.line_lags import opened, opening_shares
from planner.output.excel.page import along, fixed
from planner.plan.keys import COST, DEAL_SIZE, RETURNS, SPEND, VOLUME, Driver, DriverKind

Floats = npt.NDArray[np.float64]
BEFORE = FIRST - 1
"""Column of what was open before the run's first month."""


def write_pipeline(block: LineBlock) -> None:
    """Write marketing pipeline, pipeline created, and what is open when each month begins."""
    stages, rows, start = block.content.stages, block.rows, block.start
    qualified, first = qualified_stage(stages), opportunity_stage(stages)
    planned, entered = range(start, block.months), block.seen.entries[block.index]
    if qualified in rows.entries:
        source = rows.entries[qualified]
        made = (f"={month_at(source, t)}*{block.value(DEAL_SIZE, t)}" for t in planned)
        values = (entered[qualified] * block.flow.deal_size[block.index])[start:]
        row = block.row("Marketing pipeline")
        rows.marketing = block.formulas(row, made, values, "money", first=start)
    amounts = write_created(block)
    _still_open(block, max(first, block.line.entry), amounts)


def write_created(block: LineBlock) -> Floats:
    """Write pipeline created; return the amount at which the line's are opened, (T,)."""
    rows, first, start = block.rows, opportunity_stage(block.content.stages), block.start
    rows.created = block.row("Pipeline created")
    amounts = _amounts(block, rows.created)
    if first in rows.entries:
        source, entered = rows.entries[first], block.seen.entries[block.index, first]
        made = (f"={month_at(source, t)}*{_amount(block, t)}" for t in range(start, block.months))
        values = (entered * amounts)[start:]
        block.formulas(rows.created, made, values, "money", first=start)
    return amounts


def _amounts(block: LineBlock, row: int) -> Floats:
    """Write the line's opened amount where one was measured; return it by run month, (T,)."""
    plan, evidence = block.holding.plan, block.holding.evidence
    amount = block.content.opened(block.line.name)
    if amount is not None:
        place = fixed(LINES + block.index, OPENED)
        block.page.formula(row, MEAN, f"=N({EVIDENCE}!{place})", amount, block.styles("money"))
    return np.asarray(opened_amounts(plan, evidence, block.flow)[block.index])


def _amount(block: LineBlock, t: int) -> str:
    """Return the amount at which an opportunity is opened: measured, else the deal size."""
    if block.content.opened(block.line.name) is None:
        return block.value(DEAL_SIZE, t)
    return fixed(block.rows.created, MEAN)


def _still_open(block: LineBlock, first: int, amounts: Floats) -> None:
    """Write what is open from the opportunity on, and its opened amount when a month begins."""
    steps = range(first, len(block.content.stages) - 1)
    if not steps:
        return
    rows = [_open_row(block, j) for j in steps]
    begins, start = [], block.start
    for t in range(start, block.months):
        there = "+".join(month_at(row, t - 1) for row in rows)
        opening = [o for j in steps if t == start and (o := opened(block, j))]
        more = "".join(f"+{o}*{_amount(block, t)}" for o in opening)
        begins.append(f"=({there})*{_amount(block, max(t - 1, 0))}{more}")
    before = block.flow.open_before[block.index, first:, None]
    still = np.concatenate((before, block.seen.still_open[block.index, first:]), axis=1).sum(0)
    values = still[:-1] * np.concatenate((amounts[:1], amounts[:-1]))
    values[start] += block.flow.opening[block.index, first:].sum() * amounts[start]
    row = block.row("Open when the month begins, as opened")
    block.rows.still_open = block.formulas(row, begins, values[start:], "money", first=start)


def _open_row(block: LineBlock, j: int) -> int:
    """Write who leaves a stage, and who is open in it at each month's end; return that row."""
    stage, seen, rows = block.content.stages[j], block.seen, block.rows
    lost = block.row(f"lost from {stage}", "indent", "muted")
    values, start = block.flow, block.start
    carried = values.carried_lost[block.index, j].tolist()
    leaving = _leaving(block, j)
    shares = opening_shares(block, rows.lags[j]) if opened(block, j) else []
    moves = staying(rows.entries[j], rows.moving[j])
    formulas = []
    for t in range(block.months):
        formula = f"={landed(t, moves, leaving, block.months)}"
        formula += f"+{carried[t]!r}" if carried[t] else ""
        if shares and t >= start:
            rate = block.value(Driver(DriverKind.RATE, j), start)
            formula += f"+{opened(block, j)}*(1-{rate})*{shares[t - start]}"
        formulas.append(formula)
    block.formulas(lost, formulas, seen.lost[block.index, j], "count", "muted")
    row = block.row(f"open in {stage} at the month’s end", "indent", "muted")
    before = float(values.open_before[block.index, j])
    block.page.number(row, BEFORE, before, block.styles("count", "muted"))
    opening = opened(block, j)
    ends = [
        f"={month_at(row, t - 1)}+{month_at(rows.entries[j], t)}"
        f"-{month_at(rows.arrived[j + 1], t)}-{month_at(lost, t)}"
        + (f"+{opening}" if opening and t == start else "")
        for t in range(block.months)
    ]
    return block.formulas(row, ends, seen.still_open[block.index, j], "count", "muted")


def _leaving(block: LineBlock, j: int) -> tuple[Segment, ...]:
    """Return the landing of those who leave: as measured, else as of those who move on."""
    if days_until_lost(block.content.measured(block.line.name, j)) is None:
        return block.rows.lags[j]
    stages = block.content.stages
    row = block.row(f"lag of the lost, {stages[j]}: share leaving", "indent", "muted")
    kernel = block.flow.leaving[block.index, j, :, 0]
    block.numbers(row, kernel[::-1], "precise", "muted")
    return (Segment(0, block.months - 1, row),)


def priced(content: Content, line: str) -> bool:
    """Whether a line's entries can be given a cost."""
    return any((line, driver, None) in content.rows for driver in (COST, SPEND))


def write_spend(block: LineBlock) -> None:
    """Write cost per entry times what comes in plus what is fixed, nothing where neither is stated.

    What comes is paid for at once, even where it then waits for a rep.
    """
    if not priced(block.content, block.line.name):
        return
    came, formulas = block.came, []
    results = block.content.results
    begun = int((still_ahead(results.plan, results.evidence) < 1.0).sum())
    for t in range(block.start, block.months):
        places = [block.content.row(block.line.name, d, block.month(t)) for d in (COST, SPEND)]
        cells = [block.holding.cell(place) for place in places if place is not None]
        each, whole = (block.value(driver, t) for driver in (COST, SPEND))
        rest = f"{whole}*{ahead_at(t)}" if t < block.start + begun else whole
        paid = f"{each}*{month_at(came, t)}{_bend(block, month_at(came, t))}+{rest}"
        formulas.append(f'=IF(COUNT({",".join(cells)})=0,"",{paid})')
    row, first = block.row("Spend", "bold"), block.start
    spend = block.seen.seen.spend[block.index]
    block.formulas(row, formulas, spend, "money", "bold", first=first)
    known = f"=MIN(1,COUNT({along(row, FIRST + first, FIRST + block.months - 1)}))"
    value = float(np.isfinite(spend).any())
    block.page.formula(row, MEAN, known, value, block.styles("whole", "muted"))
    block.rows.spend = row


def _bend(block: LineBlock, came: str) -> str:
    """Return the factor on the cost of an entry where more spend brings less."""
    place = block.content.rows.get((block.line.name, RETURNS, None))
    volume = block.content.rows.get((block.line.name, VOLUME, None))
    if place is None or volume is None:
        return ""
    share = f"N({block.holding.cell(place)})"
    figure = block.content.by_row[volume].evidence
    usual = repr(figure.value) if figure.known else f"N({block.holding.cell(volume)})"
    bent = f"AND({share}>0,{share}<1,{usual}>0)"
    return f"*IF({bent},({came}/{usual})^(1/{share}-1),1)"
