"""The plan once more by plain loops over months, lines and waiting batches; and random plans."""

from collections import deque

import numpy as np
from hypothesis import strategies as st

from planner.forecast.forward import Flow
from planner.forecast.lags import Lag, spread
from planner.forecast.queueing import Gate
from tests.flows import JANUARY


def loop_entries(flow: Flow, gates: list[Gate]) -> tuple[np.ndarray, np.ndarray]:
    """What arrived at each stage and what entered it, (L, S, T), month by month."""
    lines, stages, months = flow.volume.shape
    came = [[list(flow.volume[i, s]) for s in range(stages)] for i in range(lines)]
    took = [[[0.0] * months for _ in range(stages)] for _ in range(lines)]
    for s in range(stages):
        if s:
            for i in range(lines):
                land(flow, i, s, took[i][s - 1], came[i][s])
        limits = [gate.limit for gate in gates if gate.stage == s]
        column = [came[i][s] for i in range(lines)]
        for i, row in enumerate(wait_in_line(column, limits, months)):
            took[i][s] = row
    return np.array(came), np.array(took)


def land(flow: Flow, i: int, s: int, before: list[float], into: list[float]) -> None:
    j = s - 1
    for t in range(len(into)):
        into[t] += flow.carried[i, j, t]
        into[t] += flow.opening[i, j] * flow.rates[i, j, flow.start] * flow.opening_spread[i, j, t]
        for u in range(t + 1):
            into[t] += before[u] * flow.rates[i, j, u] * flow.spreads[i, j, t, u]


def wait_in_line(
    column: list[list[float]], limits: list[np.ndarray], months: int
) -> list[list[float]]:
    """Serve batches, one per month of arrival, each a list of what its lines still wait for."""
    took = [[0.0] * months for _ in column]
    batches: deque[list[float]] = deque()
    for t in range(months):
        batches.append([row[t] for row in column])
        room = min((float(limit[t]) for limit in limits), default=float("inf"))
        while batches and room > 0:
            batch = batches[0]
            waiting = sum(batch)
            share = 1.0 if waiting <= room else room / waiting
            for i, each in enumerate(batch):
                took[i][t] += each * share
                batch[i] = each * (1.0 - share)
            room -= waiting * share
            if share < 1.0:
                break
            batches.popleft()
    return took


LINES, TRANSITIONS, MONTHS = 3, 3, 9


@st.composite
def plans(draw: st.DrawFn) -> Flow:
    """A plan of three lines that enter anywhere, with months of their own, carry and opening."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    start = draw(st.integers(0, 3))
    shape = (LINES, TRANSITIONS, MONTHS)
    volume = np.zeros((LINES, TRANSITIONS + 1, MONTHS))
    for i, entry in enumerate(rng.integers(0, TRANSITIONS, LINES)):
        volume[i, entry] = rng.uniform(0, 200, MONTHS) * (rng.random(MONTHS) < 0.8)
    means = rng.uniform(0, 90, (LINES, TRANSITIONS))
    spreads = np.array([[spread(Lag(m).kernel(MONTHS)) for m in row] for row in means])
    landing = np.zeros(shape)
    landing[..., start:] = rng.dirichlet(np.ones(MONTHS - start), (LINES, TRANSITIONS)) * 0.8
    return Flow(
        lines=tuple(f"Line {i}" for i in range(LINES)),
        stages=("Inquiry", "MQL", "Opportunity", "Won"),
        run_start=JANUARY - start,
        start=start,
        volume=volume,
        rates=rng.uniform(0, 1, shape),
        spreads=spreads,
        leaving=spreads,
        deal_size=rng.uniform(1_000, 50_000, (LINES, MONTHS)),
        carried=rng.uniform(0, 5, shape),
        carried_lost=np.zeros(shape),
        open_before=np.full((LINES, TRANSITIONS), 100.0),
        stuck=np.zeros((LINES, TRANSITIONS)),
        opening=rng.uniform(0, 20, (LINES, TRANSITIONS)),
        opening_spread=landing,
    )


def gates_of(stage: int) -> st.SearchStrategy[Gate]:
    """A limit before a stage, of its own in every month, often 0 and sometimes none."""
    limit = st.sampled_from([0.0, 5.0, 20.0, 80.0, float("inf")])
    months = st.lists(limit, min_size=MONTHS, max_size=MONTHS)
    return months.map(lambda found: Gate("gate", stage, np.array(found)))
