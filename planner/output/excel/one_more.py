"""What one more ramped rep, and one more lead, bring in each month: the plan once more for each.

Only what is more is followed, from that month on: through what the team takes in up to its last
limit, as the program does. What then becomes of it no limit changes: it is worth what one more
there brings.
"""

import numpy as np

from planner.forecast.capacity import ENTRY, REP
from planner.output.excel.block import Block, month_at, over
from planner.output.excel.content import month_label
from planner.output.excel.kernels import FIRST, MEAN
from planner.output.excel.more_case import More, MoreCase
from planner.output.excel.page import along, fixed
from planner.output.excel.view_block import CalculationSheet, ViewRows
from planner.output.excel.view_flow import ViewFlow

NAMES = {REP: "One more ramped rep", ENTRY: "One more lead"}
MOST = 40_000
"""Formulas that both may take in all months; beyond that they keep the program's figures."""
_TITLE = "One more ramped rep or lead, in each month"


def write_one_more(
    sheet: CalculationSheet, flow: ViewFlow, made: ViewRows, row: int
) -> tuple[dict[str, int], int]:
    """Write both from a row on; return their rows of what each month's brings, and the next free.

    Nothing is written where nothing is assumed of the team, or where it would be too much.
    """
    limited = flow.seen.capacity
    if limited is None or not made.team.queues or _size(flow, made) > MOST:
        return {}, row
    sheet.page.text(row, 0, _TITLE, sheet.styles("section"))
    block = sheet.block("One more", row + 1)
    brings = {what: block.row(f"{name}, bookings", "bold") for what, name in NAMES.items()}
    more = More(flow, limited, made, _worths(block, flow, made))
    shares = _shares(block, flow, made)
    for what, place in brings.items():
        _write_all(block, more, what, place, shares)
    return brings, block.next


def _write_all(block: Block, more: More, what: str, row: int, shares: dict[int, int]) -> None:
    """Write every month's case below, and what it brings in the row kept for that."""
    limited, run = more.limited, block.content.run
    cases = limited.one_more(what, np.arange(len(limited.flow.months)))
    prices, formulas = limited.shadow_prices[what], []
    for m in range(len(prices)):
        block.name = f"{NAMES[what]}, {month_label(run.run[run.start + m])}"
        case = MoreCase(block, more, what, m, cases)
        formulas.append(case.write(shares if what == ENTRY else {}))
    block.formulas(row, formulas, prices, "money", "bold", first=block.start)


def _size(flow: ViewFlow, made: ViewRows) -> int:
    """Return about how many formulas both take in all months: their rows begin month by month."""
    months, queues = len(flow.flow.months), made.team.queues
    first, last, rows = min(queues), max(queues), 9 * len(queues)
    for line in made.lines:
        entry = min(line.arrived)
        served = sum(stage >= entry for stage in queues)
        before = [max(last - max(entry, first), 0), max(last - entry, 0)]
        rows += 2 * served + 2 * sum(before)
    return rows * months * (months + 1) // 2


def _shares(block: Block, flow: ViewFlow, made: ViewRows) -> dict[int, int]:
    """Write each line's share of one more in a month: of what enters in it, else in all months."""
    lines, start = block.content.lines, block.start
    months, volume = range(start, block.months), flow.flow.volume[:, :, start:].sum(axis=1)
    entering = [line.arrived[own.entry] for line, own in zip(made.lines, lines, strict=True)]
    block.name = NAMES[ENTRY]
    every = block.row("enter, all lines", "muted")
    sums = (f"={over('SUM', [month_at(row, t) for row in entering])}" for t in months)
    block.formulas(every, sums, volume.sum(axis=0), "count", "muted", first=start)
    whole, style = f"=SUM({_planned(block, every)})", block.styles("count", "muted")
    block.page.formula(every, MEAN, whole, float(volume.sum()), style)
    overall, found = fixed(every, MEAN), {}
    mix = np.where(volume.sum(axis=0) > 0.0, volume, volume.sum(axis=1, keepdims=True))
    total = np.where(mix.sum(axis=0) > 0.0, mix.sum(axis=0), 1.0)
    for i, row in enumerate(entering):
        block.name = lines[i].name
        mean = f"IF({overall}>0,SUM({_planned(block, row)})/{overall},0)"
        cells = (
            f"=IF({month_at(every, t)}>0,{month_at(row, t)}/{month_at(every, t)},{mean})"
            for t in months
        )
        place = block.row("share of one more", "muted")
        found[i] = block.formulas(place, cells, mix[i] / total, "precise", "muted", first=start)
    return found


def _planned(block: Block, row: int) -> str:
    """Return the range of the plan's months in a row."""
    return along(row, FIRST + block.start, FIRST + block.months - 1)


def _worths(block: Block, flow: ViewFlow, made: ViewRows) -> dict[int, int]:
    """Write what one more brings where no limit is left, less that of the month after; by line."""
    last, found = max(made.team.queues), {}
    for i, line in enumerate(made.lines):
        block.name = block.content.lines[i].name
        stage = max(last, block.content.lines[i].entry)
        backwards = [month_at(line.worth[stage], t) for t in range(block.months - block.start)][
            ::-1
        ]
        later = [*(f"-{cell}" for cell in backwards[1:]), ""]
        cells = (f"={here}{after}" for here, after in zip(backwards, later, strict=True))
        worth = flow.worth[i, stage, block.start :]
        values = worth - np.append(worth[1:], 0.0)
        row = block.row(f"one {block.content.stages[stage]} less one a month later", "muted")
        found[i] = block.formulas(row, cells, values, "money", "muted", first=block.start)
    return found
