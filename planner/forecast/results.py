"""The forecast of one view: entries, bookings and spend by line and month, against the goal."""

from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

from planner.base.days import Month
from planner.base.memo import Memo
from planner.base.units import count
from planner.evidence.figures import FunnelEvidence
from planner.forecast.booked import booked
from planner.forecast.capacity import Capacity, capacity
from planner.forecast.forward import Flow, bookings, bookings_by_origin, entries, open_after
from planner.forecast.inputs import plan_flow
from planner.forecast.spend import costs_of
from planner.forecast.team import Team, team_of
from planner.plan.assumption import View
from planner.plan.document import Plan

Floats = npt.NDArray[np.float64]
_FEW = 3
"""So many lines that lack the same are named one by one."""


@dataclass(frozen=True, eq=False)
class Forecast:
    """One view over the plan's H months, L lines, S stages.

    `entries` (L, S, H), `bookings` (L, H) in plan currency, `spend` (L, H) with NaN where no cost
    is stated, `open_after` (L, S - 1, H). `goal` is bookings over all months, None until stated.
    `missing` says in sentences what could not be computed. `flow` holds the inputs. `capacity` is
    None where nothing is assumed of the team: then nothing waits. Of a plan under way `bookings`
    are what is still to come, and `booked` (H,) what the data say was won before, of any line.
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
    booked: Floats
    capacity: Capacity | None = None

    @property
    def total(self) -> float:
        """Bookings of all lines and months that are still to come."""
        return float(self.bookings.sum())

    @property
    def whole(self) -> float:
        """What was booked in the plan's months before, and what is still to come."""
        return float(self.booked.sum()) + self.total

    @property
    def gap(self) -> float | None:
        """The whole minus the goal, None without a goal."""
        return None if self.goal is None else self.whole - self.goal

    @property
    def missing(self) -> tuple[str, ...]:
        """What could not be computed, in sentences; many lines that lack the same in one."""
        team = self.capacity.team if self.capacity else None
        return (*together(self.lines, self.flow.missing), *(team.missing if team else ()))

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
    team = team_of(plan, evidence, view, flow, memo)
    entered, to_come, still_open, limited = memo(
        ("figures", flow, team), partial(_figures, flow, team)
    )
    return Forecast(
        view=view,
        months=flow.months,
        stages=flow.stages,
        lines=flow.lines,
        entries=entered,
        bookings=to_come,
        spend=costs_of(plan, evidence, view, memo).of(flow.coming),
        open_after=still_open,
        goal=plan.goal,
        flow=flow,
        capacity=limited,
        booked=memo(("booked", evidence, plan.horizon), partial(booked, plan, evidence)),
    )


def _figures(flow: Flow, team: Team | None) -> tuple[Floats, Floats, Floats, Capacity | None]:
    """Entries, bookings and what is open after each of the plan's months, and what limits them."""
    planned = slice(flow.start, None)
    limited = None if team is None else capacity(flow, team)
    n = entries(flow) if limited is None else limited.run.entered
    still_open = open_after(flow, n, limited.run.arrived if limited else None)
    return n[..., planned], bookings(flow, n), still_open[..., planned], limited


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
    limited = result.capacity
    if limited is None:
        return tuple(names), bookings_by_origin(flow, group_of)
    return tuple(names), limited.by_origin(group_of)


def together(lines: tuple[str, ...], said: tuple[str, ...]) -> tuple[str, ...]:
    """Return sentences that begin with a line's name, those of many lines in one."""
    pairs = [(next((n for n in lines if text.startswith(f"{n}: ")), ""), text) for text in said]
    named: dict[str, list[str]] = {}
    for name, text in pairs:
        named.setdefault(text.removeprefix(f"{name}: "), []).append(name)
    found: dict[str, None] = {}
    for name, text in pairs:
        reason = text.removeprefix(f"{name}: ")
        first, *others = named[reason]
        many = f"{first} and {len(others)} other lines: {reason}"
        found[text if len(others) < _FEW else many] = None
    return tuple(found)
