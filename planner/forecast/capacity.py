"""Capacity: what the team cannot take in waits; what binds in each month, and what it is worth."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from planner.forecast.forward import Flow, by_origin, stacked
from planner.forecast.queueing import Gate, Run, run
from planner.forecast.team import CLOSING, FOLLOW_UP, LEADS, Team

Floats = npt.NDArray[np.float64]
Months = npt.NDArray[np.int64]
ENTRY, REP = "entry", "rep"
"""What one more is priced of."""
_NOTHING = 1e-6
"""Fewer journeys than this do not wait: they are the noise of sums."""


@dataclass(frozen=True, eq=False)
class Capacity:
    """A flow run through its team's limits, beside the same without any.

    No team means no limits: then nothing waits, and leads bind in every month.
    """

    flow: Flow
    team: Team | None
    run: Run

    @cached_property
    def queues(self) -> dict[str, Floats]:
        """What waits at each gate at each plan month's end, (H,)."""
        names = {FOLLOW_UP: None, CLOSING: None} if self.team is None else self.team.loads
        found = {name: np.zeros(len(self.flow.months)) for name in names}
        if self.team is not None:
            for stage in {gate.stage for gate in self._gates}:
                # Two gates before one stage share its queue: it waits at the narrower of them.
                here = [gate for gate in self._gates if gate.stage == stage]
                waits = self.run.waiting(stage).sum(axis=0)[self.flow.start :]
                limits = np.array([gate.limit[self.flow.start :] for gate in here])
                for gate, narrow in zip(here, limits == limits.min(axis=0), strict=True):
                    found[gate.name] = np.where(narrow, waits, 0.0)
        return found

    @property
    def queue(self) -> Floats:
        """All that waits at each plan month's end, (H,)."""
        total = np.zeros(len(self.flow.months))
        for stage in {gate.stage for gate in self._gates}:
            total += self.run.waiting(stage).sum(axis=0)[self.flow.start :]
        return total

    @property
    def binding(self) -> tuple[str, ...]:
        """What binds per plan month: closing if opportunities wait, else follow-up, else leads."""
        nothing = np.zeros(len(self.flow.months))
        closing, leads = (
            self.queues.get(name, nothing) > _NOTHING for name in (CLOSING, FOLLOW_UP)
        )
        return tuple(
            CLOSING if c else FOLLOW_UP if f else LEADS for c, f in zip(closing, leads, strict=True)
        )

    @property
    def loss(self) -> float:
        """Bookings of the plan's months without limits minus those with them."""
        return self.flow.total - float(_booked(self.flow, self.run))

    @cached_property
    def shadow_prices(self) -> dict[str, Floats]:
        """Bookings of the whole plan for one more in a single month, (H,), each recomputed."""
        base, every = float(_booked(self.flow, self.run)), np.arange(len(self.flow.months))
        return {
            what: _booked(self.flow, self.one_more(what, every)) - base for what in (ENTRY, REP)
        }

    def one_more(self, what: str, months: Months) -> Run:
        """Return the run with one more in a single month, a case for each of some plan months.

        `entry`: one more entry in the line mix of that month (of all months where none enters);
        `rep`: one more ramped rep.
        """
        flow, start = self.flow, self.flow.start
        volume = np.repeat(flow.volume[None], len(months), axis=0)
        if what == ENTRY:
            shares = np.moveaxis(self._mix[..., months], -1, 0)
            volume[np.arange(len(months)), :, :, start + months] += shares
            return run(flow, self._gates, volume)
        more = np.eye(len(flow.months))[months]
        gates = [] if self.team is None else self.team.gates(flow.stages, start, more)
        return run(flow, gates, volume)

    @property
    def _mix(self) -> Floats:
        """The share of each line and stage in a month's entries, (L, S, H)."""
        mix = self.flow.volume[:, :, self.flow.start :]
        overall = mix.sum(axis=-1, keepdims=True) + np.zeros_like(mix)
        mix = np.where(mix.sum(axis=(0, 1)) > 0.0, mix, overall)
        whole = mix.sum(axis=(0, 1))
        share = np.divide(mix, whole, out=np.zeros_like(mix), where=whole > 0.0)
        return np.asarray(share)

    def by_origin(self, group_of: npt.NDArray[np.int64]) -> Floats:
        """Bookings per plan month by when the journey entered, as `bookings_by_origin`."""
        parts = by_origin(self.flow, group_of)
        found = run(stacked(parts), self._gates).entered[:, -1]
        by_part = found.reshape(len(parts), *self.flow.deal_size.shape) * self.flow.deal_size
        return np.asarray(by_part.sum(axis=1)[:, self.flow.start :])

    @property
    def _gates(self) -> list[Gate]:
        return [] if self.team is None else self.team.gates(self.flow.stages, self.flow.start)


def capacity(flow: Flow, team: Team | None) -> Capacity:
    """Run a flow through its team's limits."""
    gates = [] if team is None else team.gates(flow.stages, flow.start)
    return Capacity(flow, team, run(flow, gates))


def _booked(flow: Flow, found: Run) -> Floats:
    """Bookings of all lines and plan months, one per case."""
    won = found.entered[..., -1, :] * flow.deal_size
    return np.asarray(won[..., flow.start :].sum(axis=(-2, -1)))
