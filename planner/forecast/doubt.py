"""Doubt: how far each measured figure of a plan may be from the truth."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from planner.evidence.figures import Figure, FunnelEvidence
from planner.evidence.intervals import Z
from planner.plan.document import Plan
from planner.plan.measured import line_evidence, transition_evidence

Floats = npt.NDArray[np.float64]
Cells = npt.NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Doubt:
    """Of L lines and J transitions: what is drawn, and from where.

    `alpha`, `beta` (L, J): the pooled Beta of a rate, 0 without evidence; `centre` (L, J) its
    value's logit. `lag` (L, J), `size` (L,): standard deviations of the log of a mean, 0 without.
    `scatter` (L,): standard deviation of single deals over their mean. `cell` (L, J), `line` (L,):
    the number of the evidence behind each, equal where two lines share it. `notes` say which lines
    have luck only.
    """

    alpha: Floats
    beta: Floats
    centre: Floats
    lag: Floats
    size: Floats
    scatter: Floats
    cell: Cells
    line: Cells
    notes: tuple[str, ...]


def doubt_of(plan: Plan, evidence: FunnelEvidence | None) -> Doubt:
    """Return how far the evidence behind a plan's values may be from the truth."""
    lines, count = len(plan.lines), len(plan.stages) - 1
    alpha, beta, centre, lag = (np.zeros((lines, count)) for _ in range(4))
    size, scatter = np.zeros(lines), np.zeros(lines)
    cell = np.arange(lines * count).reshape(lines, count)
    line_of = np.arange(lines)
    known: dict[int, int] = {}
    notes = []
    for i, line in enumerate(plan.lines):
        found = line_evidence(plan, evidence, line)
        if found is not None:
            line_of[i] = known.setdefault(id(found), i)
            size[i] = deviation(found.deal_size)
            scatter[i] = size[i] * np.sqrt(found.deal_size.n)
        for j in range(line.entry, count):
            step = transition_evidence(plan, evidence, line, j)
            if step is None or not step.rate.figure.known:
                continue
            cell[i, j] = known.setdefault(id(step), int(cell[i, j]))
            alpha[i, j], beta[i, j] = step.rate.alpha, step.rate.beta
            centre[i, j] = _logit(step.rate.figure.value)
            lag[i, j] = deviation(step.lag)
        if not alpha[i, line.entry :].any():
            notes.append(f"{line.name}: no evidence, so luck only")
    return Doubt(alpha, beta, centre, lag, size, scatter, cell, line_of, tuple(notes))


def deviation(figure: Figure) -> float:
    """Return the standard deviation of a mean's logarithm, from its 90 % interval; 0 if none."""
    if not (figure.low > 0.0 and np.isfinite(figure.high)):
        return 0.0
    return float(np.log(figure.high / figure.low) / (2.0 * Z))


def _logit(rate: float) -> float:
    inside = min(max(rate, 1e-12), 1.0 - 1e-12)
    return float(np.log(inside / (1.0 - inside)))
