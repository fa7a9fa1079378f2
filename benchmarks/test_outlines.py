"""A sheet with an outline sorted and filtered within its groups, beside pandas."""

from itertools import cycle

import numpy as np
import pandas as pd

from benchmarks.timing import medians
from planner.sheets.arranged_table import arrange_table
from planner.sheets.arrangement import NOTHING, Arrangement, Holding, Sort
from planner.sheets.cells import Cell, Column, Kind, Row
from planner.sheets.table import TableRow, TableSheet, outlined, unexplained

STAGES, LINES, MONTHS, ROUNDS = 7, 60, 18, 25


def figures() -> np.ndarray:
    """Stages × lines × months; the first line of a stage is the stage itself."""
    return np.random.default_rng(7).uniform(1.0, 99.0, (STAGES, LINES + 1, MONTHS)).round(1)


def plan() -> TableSheet:
    """Seven stages of sixty lines each, eighteen columns of numbers."""
    months = (Column(f"{month}", f"{month}", Kind.NUMBER) for month in range(MONTHS))
    rows = []
    for stage, lines in enumerate(figures()):
        for line, values in enumerate(lines):
            name = f"line {line}" if line else f"stage {stage}"
            cells = {f"{month}": Cell(f"{v}", float(v)) for month, v in enumerate(values)}
            row = Row(f"{stage}/{line}", int(line > 0), folds=not line)
            rows.append(TableRow(row, {"name": Cell(name, name), **cells}))
    return outlined("Plan", (Column("name", "Name"), *months), rows, unexplained)


def frame() -> pd.DataFrame:
    """The lines alone, each with its stage, which is numbered by its size in the month sorted."""
    values = figures()
    rank = np.argsort(np.argsort(values[:, 0, 3]))
    made = pd.DataFrame(values[:, 1:].reshape(-1, MONTHS))
    made["stage"] = np.repeat(rank, LINES)
    made["name"] = [f"line {line}" for line in range(1, LINES + 1)] * STAGES
    return made


def test_sorting_and_filtering_within_an_outline() -> None:
    """A plan of 427 rows sorted by a month, then filtered by a text too; and in its own order.

    Work: the rows in order, with the stages over what is kept. Peer: pandas sorting the lines of
    the same plan by stage and month, and those whose name holds a text. Ratio: at most 8; in its
    own order at most 0.02, for that is paid with every key press.
    """
    sheet, lines, down, text = plan(), frame(), cycle([True, False]), cycle(["7", "3"])

    def ours() -> None:
        by = Sort("3", next(down))
        arrange_table(sheet, Arrangement(by))
        arrange_table(sheet, Arrangement(by, (Holding("name", next(text)),)))

    def of_pandas(part: str = "7") -> pd.DataFrame:
        lines.sort_values(["stage", 3])
        return lines[lines["name"].str.contains(part)].sort_values(["stage", 3])

    mine, own, theirs = medians(ROUNDS, ours, lambda: arrange_table(sheet, NOTHING), of_pandas)
    found = arrange_table(sheet, Arrangement(Sort("3"), (Holding("name", "7"),)))
    kept = [row.cells["name"].text for row in found.rows if row.row.level]
    assert kept == of_pandas()["name"].tolist()
    said = f"both {1e3 * mine:.2f} ms, own {1e3 * own:.4f} ms, pandas {1e3 * theirs:.2f} ms"
    print(f"\n{said}")
    assert mine <= 8 * theirs, said
    assert own <= 0.02 * theirs, said
