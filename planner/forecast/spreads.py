"""Families of lags: a transition's landing by month as a few matrices, whatever its mean.

The landing of a lag whose mean is stretched by e^x is smooth in x. It is interpolated at Chebyshev
points and written on the few matrices that span what it can be, so that thousands of draws cost a
few products of matrices (Trefethen, Approximation Theory and Approximation Practice, 2013).
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from planner.evidence.figures import FunnelEvidence, LagTable
from planner.forecast.forward import Flow
from planner.forecast.lags import Lag, spread
from planner.plan.assumption import View
from planner.plan.document import Plan
from planner.plan.keys import Driver, DriverKind
from planner.plan.measured import transition_evidence
from planner.plan.resolve import series

Floats = npt.NDArray[np.float64]
Singles = npt.NDArray[np.float32]
REACH = 3.5
"""Standard deviations to each side that draws of a mean lag are kept within."""
NODES, RANK = 9, 4
"""Points at which a family is worked out, and matrices it is written on."""


@dataclass(frozen=True, eq=False)
class Families:
    """Landing of L lines and J transitions for any z, the mean lag's draw in deviations.

    S(z) = sum over b of phi_b(z) `matrices` (L, J, B, T, T), month of landing by month of entry;
    phi_b(z) = sum over k of T_k(z / REACH) `weights` (L, J, K, B), T_k the Chebyshev polynomials.
    """

    matrices: Singles
    weights: Singles

    @cached_property
    def stacks(self) -> tuple[Singles, ...]:
        """Per transition the matrices side by side, (L, T, B T), for rows of months of entry."""
        lines, count, rank, months, _ = self.matrices.shape
        by_entry = np.moveaxis(self.matrices, -1, 2)
        return tuple(
            np.ascontiguousarray(by_entry[:, j].reshape(lines, months, rank * months))
            for j in range(count)
        )

    def phi(self, j: int, z: Singles) -> Singles:
        """Return the weight of each matrix of a transition, (L, D, B), for draws z (L, D)."""
        x = np.clip(z / np.float32(REACH), -1.0, 1.0)
        terms = np.empty((*x.shape, self.weights.shape[2]), dtype=np.float32)
        terms[..., 0] = 1.0
        if terms.shape[-1] > 1:
            terms[..., 1] = x
        for k in range(2, terms.shape[-1]):
            terms[..., k] = 2.0 * x * terms[..., k - 1] - terms[..., k - 2]
        return np.asarray(np.matmul(terms, self.weights[:, j]))


def families(
    plan: Plan, evidence: FunnelEvidence | None, view: View, flow: Flow, sigma: Floats
) -> Families:
    """Return the families of a plan's lags; `sigma` (L, J) is the deviation of log mean lags."""
    lines, count, months = flow.volume.shape[0], flow.rates.shape[1], flow.volume.shape[-1]
    rank = RANK if (sigma > 0.0).any() else 1
    nodes = NODES if rank > 1 else 1
    matrices = np.zeros((lines, count, rank, months, months), dtype=np.float32)
    weights = np.zeros((lines, count, nodes, rank), dtype=np.float32)
    run = tuple(range(flow.run_start, flow.run_start + months))
    for i, line in enumerate(plan.lines):
        for j in range(line.entry, count):
            if sigma[i, j] > 0.0:
                found = transition_evidence(plan, evidence, line, j)
                means = series(plan, evidence, line, Driver(DriverKind.LAG, j), view, run)
                table = found.lags if found else None
                matrices[i, j], weights[i, j] = _family(np.nan_to_num(means), table, sigma[i, j])
            else:
                matrices[i, j, 0], weights[i, j, 0, 0] = flow.spreads[i, j], 1.0
    return Families(matrices, weights)


def _family(means: Floats, table: LagTable | None, sigma: float) -> tuple[Floats, Floats]:
    """Return the matrices, (B, T, T), and their weights by Chebyshev polynomial, (K, B)."""
    angles = (np.arange(NODES) + 0.5) * np.pi / NODES
    stretches = np.exp(sigma * REACH * np.cos(angles))
    same = bool((means == means[0]).all())
    # With one mean for all months of entry a kernel says all that a matrix does.
    values = [
        _kernels(means[:1] if same else means, stretch, table, len(means)) for stretch in stretches
    ]
    order = np.arange(NODES)
    # The discrete orthogonality of Chebyshev polynomials at their roots.
    transform = 2.0 / NODES * np.cos(order[:, None] * angles[None, :])
    transform[0] /= 2.0
    terms = transform @ np.array(values).reshape(NODES, -1)
    power, vectors = np.linalg.eigh(terms @ terms.T)
    kept = vectors[:, np.argsort(power)[::-1][:RANK]]
    found = (kept.T @ terms).reshape(RANK, -1, len(means))
    return np.array([_matrix(kernels) for kernels in found]), kept


def _kernels(means: Floats, stretch: float, table: LagTable | None, months: int) -> Floats:
    """Shares by months after the month of entry, a row per month of entry given."""
    return np.array([Lag(float(mean * stretch), table).kernel(months) for mean in means])


def _matrix(kernels: Floats) -> Floats:
    """Month of landing by month of entry: of one kernel for all, or of one per month of entry."""
    if len(kernels) == 1:
        return spread(kernels[0])
    return np.array([spread(kernel)[:, t] for t, kernel in enumerate(kernels)]).T
