"""The forecast of one view: entries, bookings and spend by line and month, against the goal."""

from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

from planner.base.days import Month
from planner.base.memo import Memo
from planner.base.units import count
from planner.evidence.figures import FunnelEvidence
from planner.forecast.forward import Flow, bookings, bookings_by_origin, entries, open_after
from planner.forecast.inputs import plan_flow
from planner.plan.assumption import View
from planner.plan.document import Plan
from planner.plan.keys import COST, SPEND
from planner.plan.resolve import series

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Forecast:
    """One view over the plan's H months, L lines, S stages.

    `entries` (L, S, H), `bookings` (L, H) in plan currency, `spend` (L, H) with NaN where no cost
    is stated, `open_after` (L, S - 1, H). `goal` is bookings over all months, None until stated.
    `missing` says in sentences what could not be computed. `flow` holds the inputs.
    """

    view: View
    months: tuple[Month, ...]
    stages: tuple[str, ...]
    lines: tuple[str, ...]
    entries: Floats
    bookings: Floats
    spend: Floats
    open_after: Floats
    goal: float | None
    flow: Flow

    @property
    def total(self) -> float:
        """Bookings of all lines and months."""
        return float(self.bookings.sum())

    @property
    def gap(self) -> float | None:
        """Bookings minus the goal, None without a goal."""
        return None if self.goal is None else self.total - self.goal

    @property
    def missing(self) -> tuple[str, ...]:
        """What could not be computed, in sentences."""
        return self.flow.missing

    @property
    def caveats(self) -> tuple[str, ...]:
        """What to know of figures that were computed, in sentences.

        How many of today's open journeys nothing is expected of (the flow's `notes` say it by line
        and stage), and where the rates stage by stage miss the direct one.
        """
        stuck, today = int(self.flow.stuck.sum()), int(self.flow.open_before.sum())
        if not stuck:
            return self.flow.checks
        why = "older than any that moved on, or undated"
        said = f"Nothing is expected of {count(stuck)} of {count(today)} journeys open today: {why}"
        return (said, *self.flow.checks)


def forecast(
    plan: Plan, evidence: FunnelEvidence | None, view: View, memo: Memo | None = None
) -> Forecast:
    """Compute one view of a plan; `memo` spares lines that an edit did not touch."""
    memo = memo or Memo()
    flow = plan_flow(plan, evidence, view, memo)
    entered, booked, still_open = memo(("figures", flow), partial(_figures, flow))
    return Forecast(
        view=view,
        months=flow.months,
        stages=flow.stages,
        lines=flow.lines,
        entries=entered,
        bookings=booked,
        spend=_spend(plan, evidence, view, entered),
        open_after=still_open,
        goal=plan.goal,
        flow=flow,
    )


def _figures(flow: Flow) -> tuple[Floats, Floats, Floats]:
    """Entries, bookings and what is open after each of the plan's months."""
    n, planned = entries(flow), slice(flow.start, None)
    return n[..., planned], bookings(flow, n), open_after(flow, n)[..., planned]


def origins(result: Forecast) -> tuple[tuple[str, ...], Floats]:
    """Bookings per plan month by quarter of entry: names and rows, as `bookings_by_origin`.

    The first row is today's open pipeline; what enters before the plan counts as run-in.
    """
    flow = result.flow
    months = np.arange(flow.run_start, flow.run_start + flow.volume.shape[-1])
    first = months[flow.start]
    quarter = (months - first) // 3 + (1 if flow.start else 0)
    group_of = np.where(months < first, 0, quarter)
    names = ["Open today"] + (["Entered before the plan"] if flow.start else [])
    names += [f"Q{q + 1} entries" for q in range(-(-len(result.months) // 3))]
    return tuple(names), bookings_by_origin(flow, group_of)


def _spend(plan: Plan, evidence: FunnelEvidence | None, view: View, n: Floats) -> Floats:
    """Cost per entry times entries, plus what is fixed per month; NaN where neither is stated."""
    months = tuple(plan.horizon)
    rows = []
    priced = {name for name, driver in plan.claims if driver in (COST, SPEND)}
    for i, line in enumerate(plan.lines):
        if line.name not in priced:
            rows.append(np.full(len(months), np.nan))
            continue
        cost, fixed = (
            series(plan, evidence, line, driver, view, months=months) for driver in (COST, SPEND)
        )
        known = ~(np.isnan(cost) & np.isnan(fixed))
        paid = np.nan_to_num(cost) * n[i, line.entry] + np.nan_to_num(fixed)
        rows.append(np.where(known, paid, np.nan))
    return np.array(rows).reshape(len(plan.lines), plan.months)
