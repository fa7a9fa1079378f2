"""The plan as it was promised, and what the data of a later day say came of it."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from planner.base.day_columns import months_of
from planner.base.days import Day, Month, first_day, last_day, month_of
from planner.base.line_names import JOINED
from planner.base.problem import RefusedError
from planner.evidence.cuts import Cut
from planner.evidence.figures import Floats, FunnelEvidence
from planner.evidence.funnel import lines_cut
from planner.evidence.passages import Keys, Prepared
from planner.forecast.results import Forecast
from planner.journeys.table import Mask
from planner.plan.document import Plan
from planner.plan.keys import find_line


@dataclass(frozen=True, eq=False)
class Agreed:
    """The working plan on the data it was made from: `evidence` is that of then, None by hand."""

    plan: Plan
    evidence: FunnelEvidence | None
    seen: Forecast

    @property
    def since(self) -> Day:
        """The last day that was known when the plan was made: what came later is its outcome."""
        if self.evidence is None:
            return first_day(self.plan.start) - 1
        return self.evidence.as_of


@dataclass(frozen=True, eq=False)
class Actuals:
    """What happened after `since` up to the data's as-of day, over the run's months.

    `entered` (L + 1, S, T): entries by line of the plan, stage and run month, those of no line of
    it last. `bookings` (L + 1, T): won amounts by month of winning; `unpriced` deals have none.
    `undated` entries have no day and stand nowhere.
    """

    agreed: Agreed
    prepared: Prepared
    lines: Keys
    entered: Floats
    bookings: Floats
    unpriced: int
    undated: int

    @property
    def as_of(self) -> Day:
        """The last day known."""
        return int(self.prepared.journeys.as_of)

    @cached_property
    def months(self) -> range:
        """The plan's months that are over; an as-of day on a month's last day ends it."""
        this = month_of(self.as_of)
        after = this + 1 if self.as_of == last_day(this) else this
        first = max(self.agreed.plan.start, month_of(self.agreed.since))
        return range(first, max(first, min(after, self.agreed.plan.horizon.stop)))

    def elapsed(self, month: Month) -> float:
        """Return the share of a month's days that is over, 0 to 1."""
        days = last_day(month) - first_day(month) + 1
        return min(1.0, max(0.0, (self.as_of - first_day(month) + 1) / days))

    def at(self, month: Month) -> int:
        """Return a month's place in the run."""
        return month - self.agreed.seen.flow.run_start


def actuals(agreed: Agreed, prepared: Prepared) -> Actuals:
    """Count what happened since the plan was made, by its lines; ValueError for other stages."""
    journeys, flow = prepared.journeys, agreed.seen.flow
    if journeys.stages != flow.stages:
        raise ValueError("the data have other stages than the plan")
    place, months = _places(agreed.plan, prepared), flow.volume.shape[-1]
    count = len(flow.lines) + 1
    known = _Since(prepared, agreed.since, flow.run_start, months)
    stages = range(len(flow.stages))
    entered = [known.sums(stage, place, count) for stage in stages]
    amounts = np.nan_to_num(journeys.amount)
    rows, _ = known.rows(len(flow.stages) - 1)
    return Actuals(
        agreed,
        prepared,
        place,
        np.stack(entered, axis=1),
        known.sums(len(flow.stages) - 1, place, count, amounts),
        int((amounts[rows] <= 0).sum()),
        sum(known.undated(stage) for stage in stages),
    )


@dataclass(frozen=True, eq=False)
class _Since:
    prepared: Prepared
    since: Day
    run_start: Month
    months: int

    def rows(self, stage: int) -> tuple[Keys, Keys]:
        """Return who entered a stage in the run after the day, and the run months of it."""
        rows = self.prepared.rows(stage)
        days = self.prepared.effective[rows, stage]
        month = months_of(days).astype(np.int64) - self.run_start
        inside: Mask = (days > self.since) & (month >= 0) & (month < self.months)
        return rows[inside], month[inside]

    def sums(self, stage: int, place: Keys, count: int, weights: Floats | None = None) -> Floats:
        rows, month = self.rows(stage)
        cells = place[rows] * self.months + month
        chosen = None if weights is None else weights[rows]
        found = np.bincount(cells, chosen, minlength=count * self.months)
        return np.asarray(found.reshape(count, self.months), dtype=np.float64)

    def undated(self, stage: int) -> int:
        reached, dated = self.prepared.journeys.reached, self.prepared.effective
        never = np.iinfo(np.int32).min
        return int((reached[:, stage] & (dated[:, stage] == never)).sum())


def _places(plan: Plan, prepared: Prepared) -> Keys:
    """Return the line of the plan each journey belongs to, (n); the number of lines for none."""
    found = lines_cut(prepared.journeys, plan.by, plan.line_names)
    names = plan.line_names
    table = [_line(JOINED.join(key), names) for key in found.keys]
    return np.array([*table, len(names)], dtype=np.intp)[found.groups]


def _line(name: str, names: tuple[str, ...]) -> int:
    try:
        return names.index(find_line(name, names))
    except RefusedError:
        return len(names)


def by_line(found: Actuals) -> Cut:
    """Return the journeys cut by line of the plan; those of no line are left out."""
    names = found.agreed.plan.line_names
    return Cut(("line",), tuple((name,) for name in names), found.lines)
