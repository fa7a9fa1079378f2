"""Recomputing a plan of 40 lines, 36 months and 5 transitions, beside plain shifted sums."""

from dataclasses import replace

import numpy as np
import pytest

from benchmarks.timing import medians
from planner.agreement.bridge import bridge
from planner.forecast.forward import Flow, bookings, entries
from planner.forecast.lags import Lag, spread

LINES, TRANSITIONS, MONTHS = 40, 5, 36
ROUNDS = 40


@pytest.fixture(scope="module")
def plan() -> Flow:
    """Forty lines with exponential lags of up to a quarter."""
    rng = np.random.default_rng(5)
    means = rng.uniform(1, 90, (LINES, TRANSITIONS))
    spreads = np.array([[spread(Lag(mean).kernel(MONTHS)) for mean in row] for row in means])
    volume = np.zeros((LINES, TRANSITIONS + 1, MONTHS))
    volume[:, 0] = rng.uniform(10, 500, (LINES, MONTHS))
    nothing = np.zeros((LINES, TRANSITIONS, MONTHS))
    return Flow(
        lines=tuple(f"Line {i}" for i in range(LINES)),
        stages=tuple(f"Stage {i}" for i in range(TRANSITIONS + 1)),
        run_start=2027 * 12,
        start=0,
        volume=volume,
        rates=rng.uniform(0.1, 0.6, nothing.shape),
        spreads=spreads,
        leaving=spreads,
        deal_size=np.full((LINES, MONTHS), 30_000.0),
        carried=nothing,
        carried_lost=nothing,
        open_before=nothing[..., 0],
        stuck=nothing[..., 0],
        opening=nothing[..., 0],
        opening_spread=nothing,
    )


def shifted_sums(plan: Flow) -> np.ndarray:
    """The same entries by shifting each month's conversions: the peer."""
    n = plan.volume.copy()
    for j in range(TRANSITIONS):
        moving = n[:, j] * plan.rates[:, j]
        kernel = plan.spreads[:, j, :, 0]
        for k in range(MONTHS):
            n[:, j + 1, k:] += moving[:, : MONTHS - k] * kernel[:, k, None]
    return n


def test_the_whole_plan(plan: Flow) -> None:
    """Bookings of 40 lines, 36 months and 5 transitions, beside shifted sums.

    Work: `bookings`. Peer: each month's conversions shifted and summed. Ratio: at most 0.5.
    """
    np.testing.assert_allclose(entries(plan), shifted_sums(plan))
    ours, peer = medians(ROUNDS, lambda: bookings(plan), lambda: shifted_sums(plan))
    assert ours <= peer / 2


def test_the_bridge_of_one_edited_line(plan: Flow) -> None:
    """What one edited rate is worth, beside the same shifted sums.

    Work: `bridge` between the plan and the edited one. Peer: as above. Ratio: at most 3.
    """
    rates = plan.rates.copy()
    rates[7, 2] *= 1.1
    edited = replace(plan, rates=rates)
    ours, peer = medians(ROUNDS, lambda: bridge(plan, edited), lambda: shifted_sums(plan))
    assert ours <= 3 * peer


def test_the_bridge_of_two_plans_that_differ_in_eight_drivers_of_every_line(plan: Flow) -> None:
    """Forty lines that differ in volume, deal size, three rates and three lags.

    Work: `bridge` between the two, 320 exact Shapley values. Peer: as above. Ratio: at most 60.
    """
    rates, spreads = plan.rates.copy(), plan.spreads.copy()
    rates[:, :3] *= 0.9
    spreads[:, :3] *= 0.95
    other = replace(
        plan, rates=rates, spreads=spreads, volume=plan.volume * 1.1, deal_size=plan.deal_size * 1.2
    )
    found = bridge(plan, other)
    assert len(found.items) == 8 * len(plan.lines)
    np.testing.assert_allclose(sum(item.worth for item in found.items), found.gap, rtol=1e-9)
    ours, peer = medians(ROUNDS, lambda: bridge(plan, other), lambda: shifted_sums(plan))
    assert ours <= 60 * peer
