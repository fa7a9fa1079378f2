"""The tables of the Scenarios sheet, and what the program makes of a plan in their columns."""

import numpy as np

from planner.agreement.results import Results
from planner.forecast.pipeline import Pipeline
from planner.output.excel.scenario_figures import AT_EXPORT, BRINGS, CHANGED
from tests.output.calculator import Value, Written
from tests.output.following import deals

__all__ = ["AT_EXPORT", "BRINGS", "CHANGED", "figures", "table"]


def table(found: Written, title: str) -> dict[str, list[Value]]:
    """A table's rows by the scenario's name."""
    rows = [[cell.value for cell in row[:9]] for row in found.calculated["Scenarios"].iter_rows()]
    first = next(at for at, row in enumerate(rows) if row[0] == title) + 2
    made = {}
    for row in rows[first:]:
        if row[1] is None:
            break
        made[str(row[0])] = row[1:]
    return made


def figures(results: Results) -> list[float]:
    """What the Scenarios sheet tells of a plan."""
    working = results.working
    assert working.gap is not None
    assert working.capacity is not None
    return [
        working.total,
        working.gap,
        results.marketing.total,
        results.sales.total,
        deals(results),
        float(Pipeline(results.plan, results.evidence, working).rows[1].sum()),
        float(np.nansum(working.spend)),
        float(working.capacity.queue[-1]),
    ]
