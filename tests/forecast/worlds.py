"""Made-up worlds: a true funnel, the history one can measure, and what then really happens."""

from dataclasses import dataclass

import numpy as np

from planner.base.days import NO_DAY, first_day, last_day, parse_month
from planner.evidence import funnel_evidence
from planner.evidence.figures import FunnelEvidence
from planner.journeys.table import Dimension, Journeys, Outcome
from planner.plan.document import Line, Plan

STAGES = ("MQL", "Opportunity", "Won")
LINES = ("Paid", "Events", "Partners")
START = parse_month("2027-01")
HISTORY, MONTHS = 24, 12
AS_OF = last_day(START - 1)


@dataclass(frozen=True)
class Lives:
    """Journeys as they really go: entry days, when and whether they move on, and amounts."""

    line: np.ndarray
    days: np.ndarray
    moves: np.ndarray
    amount: np.ndarray

    @property
    def bookings(self) -> float:
        """What is won within the plan."""
        won = self.moves.all(axis=1)
        day = self.days[:, 2]
        planned = (day > AS_OF) & (day <= last_day(START + MONTHS - 1))
        return float(self.amount[won & planned].sum())


@dataclass(frozen=True)
class World:
    """True rates and mean lags, (lines, 2), mean amounts and entries per month, (lines,)."""

    rates: np.ndarray
    lags: np.ndarray
    sizes: np.ndarray
    volume: np.ndarray

    @classmethod
    def of(cls, rng: np.random.Generator) -> "World":
        n = len(LINES)
        rates = np.column_stack((rng.beta(8, 24, n), rng.beta(9, 21, n)))
        lags = np.column_stack((rng.uniform(10, 30, n), rng.uniform(30, 70, n)))
        return cls(rates, lags, rng.uniform(15e3, 45e3, n), rng.uniform(40, 90, n))

    def lives(self, rng: np.random.Generator, volume: np.ndarray, first: int, months: int) -> Lives:
        """Live through months of entries, Poisson around `volume` per line."""
        count = rng.poisson(np.repeat(volume[:, None], months, axis=1))
        line = np.repeat(np.arange(len(LINES)), count.sum(axis=1))
        month = np.concatenate([np.repeat(np.arange(months), row) for row in count])
        starts = np.array([first_day(first + m) for m in range(months + 1)])
        within = rng.random(len(line)) * (starts[month + 1] - starts[month])
        days = np.empty((len(line), 3), dtype=np.int64)
        days[:, 0] = starts[month] + np.floor(within).astype(np.int64)
        moves = rng.random((len(line), 2)) < self.rates[line]
        for j in range(2):
            lag = rng.exponential(self.lags[line, j])
            days[:, j + 1] = days[:, j] + np.floor(lag).astype(np.int64)
        cv = 0.8
        sigma = np.sqrt(np.log1p(cv**2))
        amount = self.sizes[line] * rng.lognormal(-(sigma**2) / 2, sigma, len(line))
        return Lives(line, days, moves, amount)


def seen(lives: Lives) -> Journeys:
    """What a CRM shows of lives on the as-of date: a journey that stops is lost on the next day."""
    n = len(lives.line)
    entered = np.full((n, 3), NO_DAY, dtype=np.int32)
    reached = np.zeros((n, 3), dtype=np.bool_)
    left, outcome = np.full(n, NO_DAY, dtype=np.int32), np.zeros(n, dtype=np.int8)
    going = np.ones(n, dtype=np.bool_)
    for stage in range(3):
        here = going & (lives.days[:, stage] <= AS_OF)
        entered[here, stage], reached[here, stage] = lives.days[here, stage], True
        if stage < 2:
            ends = here & ~lives.moves[:, stage] & (lives.days[:, stage + 1] <= AS_OF)
            outcome[ends], left[ends] = Outcome.LOST, lives.days[ends, stage + 1]
            going = here & lives.moves[:, stage]
        else:
            outcome[here] = Outcome.WON
    won = outcome == Outcome.WON
    return Journeys(
        stages=STAGES,
        ids=tuple(f"J{i}" for i in range(n)),
        entered=entered,
        reached=reached,
        outcome=outcome,
        left=left,
        amount=np.where(won, lives.amount, np.nan),
        opened_amount=np.full(n, np.nan),
        dimensions={"channel": Dimension(lives.line.astype(np.int32), LINES)},
        as_of=AS_OF,
        currency="USD",
        closing=np.where(won, entered[:, -1], left),
        deal_ids=("",) * n,
    )


def history(world: World, rng: np.random.Generator) -> tuple[Lives, FunnelEvidence]:
    """Return the lives begun before the plan, and what one can measure of them."""
    lives = world.lives(rng, world.volume, START - HISTORY, HISTORY)
    return lives, funnel_evidence(seen(lives))


def planned(evidence: FunnelEvidence) -> Plan:
    """Return the plan on the evidence alone."""
    lines = tuple(Line(line.line, line.entry) for line in evidence.lines.values())
    return Plan(start=START, months=MONTHS, stages=STAGES, lines=lines)


def what_happens(
    world: World, rng: np.random.Generator, before: Lives, evidence: FunnelEvidence
) -> float:
    """Return the bookings of the plan's months, its volumes arriving as planned but for luck."""
    volume = np.array([evidence.lines[name].volume.value for name in LINES])
    return before.bookings + world.lives(rng, volume, START, MONTHS).bookings
