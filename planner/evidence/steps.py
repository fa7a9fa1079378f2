"""One from-to pair of stages in full: every group of a cut, as a whole and by cohort of entry."""

from dataclasses import dataclass

import numpy as np

from planner.base.days import Month
from planner.evidence.cohorts import Cohorts, cohort_groups, ripe_age
from planner.evidence.conversion import convert
from planner.evidence.counted import Pair, entry_stages
from planner.evidence.cuts import Cut, Window, cut
from planner.evidence.incidence import Incidence
from planner.evidence.measure import MeasuredTransition, converted, measured_transitions
from planner.evidence.passages import Keys, Prepared, Source, prepare
from planner.journeys.table import Mask

Key = tuple[str, ...]


@dataclass(frozen=True, eq=False)
class StepGroup:
    """One group, `key` () for all together: its step as a whole, and each cohort's if asked for.

    `curves` are those of the cohorts, in their order; None where they were not asked for.
    """

    key: Key
    whole: MeasuredTransition
    cohorts: tuple[MeasuredTransition, ...] = ()
    curves: Incidence | None = None


@dataclass(frozen=True, eq=False)
class StepTable:
    """A step of those who entered its from-stage in a window, by the groups of a cut.

    `firsts` are the first months of the cohorts, of `size` months each, without gaps. A cohort is
    young while its observed age is below `ripe` days, by which 90 % of those who move on have in
    the data as a whole. Entrants without a date are in no cohort.
    """

    stages: tuple[str, ...]
    by: tuple[str, ...]
    pair: Pair
    size: int
    firsts: tuple[Month, ...]
    groups: tuple[StepGroup, ...]
    total: StepGroup
    ripe: int

    def young(self, cohort: MeasuredTransition) -> bool:
        """Whether most of a cohort has not had the time to move on yet."""
        return 0 <= cohort.observed_days < self.ripe


def step_table(
    source: Source,
    by: tuple[str, ...],
    pair: Pair,
    cohorts: Cohorts = "quarter",
    *,
    entered: Window | None = None,
    where: Mask | None = None,
    unfolded: frozenset[Key] = frozenset(),
) -> StepTable:
    """Measure a step by a cut; cohorts of all together, and of the groups `unfolded`.

    Groups that enter the funnel after the from-stage are left out; the others are pooled with one
    another, and the cohorts of one group with one another.
    """
    prepared, size = prepare(source), 3 if cohorts == "quarter" else 1
    groups, everyone = cut(prepared.journeys, by, where), cut(prepared.journeys, (), where)
    when, first, count = cohort_groups(prepared, pair[0], size, entered=entered, where=where)
    present = entry_stages(prepared, groups) <= pair[0]
    found = converted(prepared, groups, entered, pair, present)
    wholes = measured_transitions(pair, found)
    made = [
        _group(prepared, key, wholes[i], _of(groups, i, when, count, key in unfolded), count)
        for i, key in enumerate(groups.keys)
        if by and present[i] and wholes[i].entered
    ]
    (whole,) = measured_transitions(pair, converted(prepared, everyone, entered, pair))
    firsts = tuple(first + i * size for i in range(count))
    total = _group(prepared, (), whole, when, count)
    ripe = ripe_age(prepared, *pair)
    return StepTable(prepared.journeys.stages, by, pair, size, firsts, tuple(made), total, ripe)


def _of(groups: Cut, place: int, when: Keys, count: int, asked: bool) -> Keys | None:
    """Return the cohorts of one group's journeys, None where they are not asked for."""
    return np.where(groups.groups == place, when, count) if asked else None


def _group(
    prepared: Prepared, key: Key, whole: MeasuredTransition, when: Keys | None, count: int
) -> StepGroup:
    if when is None or not count:
        return StepGroup(key, whole)
    pair = whole.start, whole.end
    found = convert(prepared.passage(*pair), when, count)
    return StepGroup(key, whole, tuple(measured_transitions(pair, found)), found.curves)
