"""Uncertainty: what a plan brings in thousands of draws, of what was measured and of luck."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from planner.base.progress import Progress, silent
from planner.evidence.figures import FunnelEvidence
from planner.forecast.business import of_business
from planner.forecast.doubt import Doubt, doubt_of
from planner.forecast.forward import Flow
from planner.forecast.luck import Luck
from planner.forecast.queueing import Gate, served
from planner.forecast.results import Forecast, forecast
from planner.forecast.spreads import Families, families
from planner.plan.assumption import View
from planner.plan.document import Plan
from planner.plan.goals import Business, Measure

Floats = npt.NDArray[np.float64]
Singles = npt.NDArray[np.float32]
DRAWS, SEED, CHUNK = 10_000, 1, 64
"""Draws unless told, and how many at a time: few enough to stay in the processor's cache."""
PERCENTILES = (10, 50, 90)
_LEAST = np.float32(1e-37)


@dataclass(frozen=True, eq=False)
class Draws:
    """Bookings of all lines per draw and plan month, (N, H), the same for the same seed.

    `by_business` holds those of each type of business where the plan has goals for one.
    """

    bookings: Floats
    seed: int
    notes: tuple[str, ...] = ()
    by_business: Mapping[Business, Floats] = field(default_factory=dict)

    @property
    def by_month(self) -> Floats:
        """P10, P50 and P90 of each month, (3, H)."""
        return np.asarray(np.percentile(self.bookings, PERCENTILES, axis=0))

    @property
    def cumulative(self) -> Floats:
        """P10, P50 and P90 of the sum up to each month, (3, H)."""
        return np.asarray(np.percentile(self.bookings.cumsum(axis=1), PERCENTILES, axis=0))

    def chance(
        self, inside: npt.NDArray[np.bool_], goal: float, business: Business = Business.ALL
    ) -> float:
        """Return the share of draws whose months `inside` (H,) reach a goal."""
        bookings = self.by_business[business] if business else self.bookings
        return float((bookings[:, inside].sum(axis=1) >= goal).mean())


def draws(  # noqa: PLR0917 - what is drawn, and how
    plan: Plan,
    evidence: FunnelEvidence | None,
    seen: Forecast,
    count: int = DRAWS,
    seed: int = SEED,
    progress: Progress = silent,
) -> Draws:
    """Draw what a view of a plan brings, if its values hold as the centre of what was measured.

    Per evidence cell a rate from its pooled Beta, a mean lag and a mean deal size log-normal on
    their interval, moved to the value planned: rates on the logit scale, others as a ratio. What
    is open today moves on by the drawn rates too. Then luck, see `Luck`.
    """
    rng, doubt = np.random.default_rng(seed), doubt_of(plan, evidence)
    flow = seen.flow
    spreads = families(plan, evidence, seen.view, flow, doubt.lag)
    team = seen.capacity.team if seen.capacity else None
    gates = [] if team is None else team.gates(flow.stages, flow.start)
    lucks = {each: Luck.of(flow, doubt, lines) for each, lines in _businesses(plan).items()}
    moments: dict[Business, list[Floats]] = {each: [] for each in lucks}
    for first in range(0, count, CHUNK):
        progress("Drawing", first, count)
        odds, pace, size = _drawn(rng, doubt, min(CHUNK, count - first))
        deals = _deals(flow, gates, spreads, odds, pace)
        for each, luck in lucks.items():
            moments[each].append(luck.moments(deals, size))
    booked = {
        each: luck.bookings(rng, np.concatenate(moments[each], axis=1))
        for each, luck in lucks.items()
    }
    whole = np.sum(list(booked.values()), axis=0)
    return Draws(whole, seed, doubt.notes, booked)


def _businesses(plan: Plan) -> dict[Business, npt.NDArray[np.bool_]]:
    """Return which lines are drawn together, (L,): by type where goals are, else all."""
    if not any(goal.business and goal.measure is Measure.BOOKINGS for goal in plan.goals):
        return {Business.ALL: np.ones(len(plan.lines), dtype=np.bool_)}
    return {
        each: np.array([of_business(plan, line, each) for line in plan.lines], dtype=np.bool_)
        for each in (Business.NEW, Business.EXISTING)
    }


def evidence_alone(
    plan: Plan, evidence: FunnelEvidence | None, view: View
) -> tuple[Plan, Forecast]:
    """Return the plan on what was measured alone, with the team as planned, and its forecast."""
    kept = {place: said for place, said in plan.claims.items() if place not in _of_lines(plan)}
    measured = replace(plan, claims=kept, parked={}, notes={})
    return measured, forecast(measured, evidence, view)


def _of_lines(plan: Plan) -> set[object]:
    names = set(plan.line_names)
    return {place for place in plan.claims if place[0] in names}


def _drawn(rng: np.random.Generator, doubt: Doubt, count: int) -> tuple[Singles, Singles, Singles]:
    """Draw odds ratios of rates and deviations of lags, (L, J, D), and ratios of sizes, (L, D)."""
    shape = doubt.alpha.shape
    known = doubt.alpha > 0.0
    won, lost = (
        rng.standard_gamma(
            np.where(known, side, 1.0)[..., None].astype(np.float32),
            (*shape, count),
            dtype=np.float32,
        )
        for side in (doubt.alpha, doubt.beta)
    )
    logits = np.log(np.maximum(won, _LEAST)) - np.log(np.maximum(lost, _LEAST))
    shift = np.where(known[..., None], logits - doubt.centre[..., None], 0.0)
    pace = rng.standard_normal((*shape, count), dtype=np.float32)
    ratio = np.exp(doubt.size[:, None] * rng.standard_normal((len(doubt.size), count)))
    rows = doubt.cell.ravel()
    shift = np.exp(np.clip(shift, -30.0, 30.0)).astype(np.float32)
    odds = shift.reshape(-1, count)[rows].reshape(*shape, count)
    pace = pace.reshape(-1, count)[rows].reshape(*shape, count)
    return odds, pace, ratio[doubt.line].astype(np.float32)


def _deals(
    flow: Flow, gates: list[Gate], spreads: Families, odds: Singles, pace: Singles
) -> Singles:
    """Return the expected deals per line, draw and run month, (L, D, T)."""
    lines, count, months = len(flow.lines), odds.shape[-1], flow.volume.shape[-1]
    n = _taken(_wide(flow.volume[:, 0], count), gates, 0)
    for j in range(flow.rates.shape[1]):
        ratio = odds[:, j, :, None]
        rates = _shifted(flow.rates[:, j], ratio)
        landed = np.matmul(n * rates, spreads.stacks[j]).reshape(lines, count, -1, months)
        n = np.einsum("ldbt,ldb->ldt", landed, spreads.phi(j, pace[:, j]))
        n += flow.volume[:, j + 1, None, :].astype(np.float32)
        if flow.carried[:, j].any():
            n += _carried(flow, j, ratio)
        if flow.opening[:, j].any():
            n += _opened(flow, j, rates)
        n = _taken(n, gates, j + 1)
    return n


def _wide(volume: Floats, count: int) -> Singles:
    return np.repeat(volume.astype(np.float32)[:, None, :], count, axis=1)


def _shifted(rates: Floats, ratio: Singles) -> Singles:
    """Move rates (L, T) on the logit scale by odds ratios (L, D, 1): (L, D, T), T = 1 if alike."""
    if (rates == rates[:, :1]).all():
        rates = rates[:, :1]
    plain = rates.astype(np.float32)[:, None, :]
    return np.asarray(plain * ratio / (1.0 - plain + plain * ratio))


def _carried(flow: Flow, j: int, ratio: Singles) -> Singles:
    """What moves on of those open today, (L, D, T): all that ever do, moved by the same odds."""
    open_now = np.maximum(flow.open_before[:, j] - flow.stuck[:, j], 0.0)
    all_ = flow.carried[:, j].sum(axis=-1)
    share = np.divide(all_, open_now, out=np.zeros_like(all_), where=open_now > 0.0)
    share = np.clip(share, 0.0, 1.0).astype(np.float32)[:, None, None]
    scale = ratio / (1.0 - share + share * ratio)
    return np.asarray(flow.carried[:, j, None, :].astype(np.float32) * scale)


def _opened(flow: Flow, j: int, rates: Singles) -> Singles:
    at = rates[..., flow.start if rates.shape[-1] > 1 else 0]
    moved = flow.opening[:, j, None].astype(np.float32) * at
    return np.asarray(moved[..., None] * flow.opening_spread[:, j, None, :].astype(np.float32))


def _taken(n: Singles, gates: list[Gate], stage: int) -> Singles:
    """Return what is taken in of what arrives, (L, D, T): each draw has its own queue."""
    limits = [gate.limit for gate in gates if gate.stage == stage]
    if not limits:
        return n
    taken = served(np.swapaxes(n, 0, 1).astype(np.float64), np.minimum.reduce(limits))
    return np.ascontiguousarray(np.swapaxes(taken, 0, 1), dtype=np.float32)
