"""Small literal funnels: one tuple per journey."""

from collections.abc import Sequence

import numpy as np

from planner.base.days import NO_DAY, parse_day
from planner.journeys.table import Dimension, Journeys, Outcome

STAGES = ("MQL", "Opportunity", "Won")


def path(
    dates: str, *, left: str = "", amount: float = np.nan, opened: float = np.nan, **labels: str
) -> dict[str, object]:
    """One journey: `dates` such as "2026-01-05 - 2026-02-01" by stage.

    "-" is a stage that was passed without a date, "?" reached by status alone, an absent one not
    reached. `left` is "lost", or the day it was lost.
    """
    return {"dates": dates.split(), "left": left, "amount": amount, "opened": opened, **labels}


def funnel(
    rows: Sequence[dict[str, object]],
    as_of: str = "2026-12-31",
    stages: tuple[str, ...] = STAGES,
    dimensions: tuple[str, ...] = ("channel",),
) -> Journeys:
    """Put paths into a journey table."""
    n, count = len(rows), len(stages)
    entered = np.full((n, count), NO_DAY, dtype=np.int32)
    reached = np.zeros((n, count), dtype=np.bool_)
    outcome, left = np.zeros(n, dtype=np.int8), np.full(n, NO_DAY, dtype=np.int32)
    for i, row in enumerate(rows):
        dates = list(row["dates"])  # type: ignore[call-overload]
        entered[i, : len(dates)] = [NO_DAY if d in {"-", "?"} else parse_day(d) for d in dates]
        reached[i, : len(dates)] = True
        outcome[i] = Outcome.LOST if row["left"] else Outcome.WON if len(dates) == count else 0
        left[i] = NO_DAY if row["left"] in {"", "lost"} else parse_day(str(row["left"]))
    return Journeys(
        stages=stages,
        ids=tuple(f"J{i}" for i in range(n)),
        entered=entered,
        reached=reached,
        outcome=outcome,
        left=left,
        amount=np.array([row["amount"] for row in rows], dtype=np.float64),
        opened_amount=np.array([row["opened"] for row in rows], dtype=np.float64),
        dimensions={name: _dimension(rows, name) for name in dimensions},
        as_of=parse_day(as_of),
        currency="USD",
        closing=np.where(outcome == Outcome.WON, entered[:, -1], left),
        deal_ids=("",) * n,
    )


def _dimension(rows: Sequence[dict[str, object]], name: str) -> Dimension:
    values = [str(row.get(name, "(blank)")) for row in rows]
    labels = tuple(dict.fromkeys(values))
    return Dimension(np.array([labels.index(v) for v in values], dtype=np.int32), labels)
