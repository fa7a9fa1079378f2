"""Journey tables brought to the same stages, completed from each other, and set one below the
other."""

from dataclasses import replace

import numpy as np

from planner.base.days import NO_DAY
from planner.base.problem import Problem, RefusedError
from planner.base.stages import DEFAULT_STAGES
from planner.journeys.diff import dimension_of, recoded
from planner.journeys.matching import Index
from planner.journeys.table import BLANK, Dimension, Journeys, Mask

DEAL_DECIDES = frozenset({"rep", "crm stage"})
"""Dimensions in which an opportunity's word stands before its lead's; in all others the lead's."""

_COLUMNS = ("entered", "reached", "outcome", "left", "amount", "opened_amount", "closing")


def restaged(journeys: Journeys, stages: tuple[str, ...]) -> Journeys:
    """Return a table over other stages, which match by name.

    A stage it did not have counts as passed by whoever reached a later one, without a date.
    RefusedError with fewer than two stages in common.
    """
    if journeys.stages == stages:
        return journeys
    common = [stage for stage in stages if stage in journeys.stages]
    if len(common) < 2:
        raise RefusedError(
            Problem(
                f"The data so far go through {', '.join(journeys.stages)}, these through "
                f"{', '.join(stages)}",
                "",
                "State the plan's stages, or let go of the records that are gone",
            )
        )
    shape = len(journeys), len(stages)
    entered, reached = np.full(shape, NO_DAY, np.int32), np.zeros(shape, bool)
    for stage in common:
        to, place = stages.index(stage), journeys.stages.index(stage)
        entered[:, to] = journeys.entered[:, place]
        reached[:, to] = journeys.reached[:, place]
    reached[:, 0] |= journeys.reached[:, 0]
    reached = np.logical_or.accumulate(reached[:, ::-1], axis=1)[:, ::-1]
    return replace(journeys, stages=stages, entered=entered, reached=reached)


def stacked(upper: Journeys, lower: Journeys, rows: Index) -> Journeys:
    """Return a table with some rows of another below it; both have the same stages.

    As-of date and currency are the upper's; RefusedError where amounts are in another currency.
    """
    if not len(rows):
        return upper
    check_currency(upper, lower, rows)
    return Journeys(
        stages=upper.stages,
        ids=(*upper.ids, *(lower.ids[i] for i in rows.tolist())),
        entered=np.concatenate([upper.entered, lower.entered[rows]]),
        reached=np.concatenate([upper.reached, lower.reached[rows]]),
        outcome=np.concatenate([upper.outcome, lower.outcome[rows]]),
        left=np.concatenate([upper.left, lower.left[rows]]),
        amount=np.concatenate([upper.amount, lower.amount[rows]]),
        opened_amount=np.concatenate([upper.opened_amount, lower.opened_amount[rows]]),
        dimensions={
            name: _stacked(dimension_of(upper, name), dimension_of(lower, name), rows)
            for name in {**upper.dimensions, **lower.dimensions}
        },
        as_of=upper.as_of,
        currency=upper.currency or lower.currency,
        closing=np.concatenate([upper.closing, lower.closing[rows]]),
        deal_ids=(*upper.deal_ids, *(lower.deal_ids[i] for i in rows.tolist())),
        points_to=_stacked_pointers(upper, lower, rows),
    )


def _stacked_pointers(upper: Journeys, lower: Journeys, rows: Index) -> tuple[str, ...]:
    if not (upper.points_to or lower.points_to):
        return ()
    below = lower.pointers
    return (*upper.pointers, *(below[i] for i in rows.tolist()))


def picked(journeys: Journeys, rows: Index) -> Journeys:
    """Return a table of some rows of another."""
    at = rows.tolist()
    return replace(
        journeys,
        **{name: getattr(journeys, name)[rows] for name in _COLUMNS},
        ids=tuple(journeys.ids[i] for i in at),
        deal_ids=tuple(journeys.deal_ids[i] for i in at),
        points_to=tuple(journeys.points_to[i] for i in at) if journeys.points_to else (),
        dimensions={n: Dimension(d.codes[rows], d.labels) for n, d in journeys.dimensions.items()},
    )


def completed(
    journeys: Journeys, by: Journeys, rows: Index, places: Index, lead_missing: Mask
) -> Journeys:
    """Return a table whose `rows` (k) take from `places` (k) of another what they do not say.

    That is: days of stages, stages reached, blank dimensions, and those days and dimensions that
    the missing side decides: the lead's where `lead_missing` (k), else the opportunity's. Both have
    the same stages.
    """
    if not len(rows):
        return journeys
    entered, reached = journeys.entered.copy(), journeys.reached.copy()
    mine, theirs = entered[rows], by.entered[places]
    over = lead_missing[:, None] != deal_dates(journeys.stages)
    entered[rows] = np.where((theirs != NO_DAY) & (over | (mine == NO_DAY)), theirs, mine)
    reached[rows] |= by.reached[places]
    dimensions = {
        name: completed_dimension(
            dimension_of(journeys, name),
            dimension_of(by, name),
            rows,
            places,
            lead_missing != (name in DEAL_DECIDES),
        )
        for name in {**journeys.dimensions, **by.dimensions}
    }
    return replace(journeys, entered=entered, reached=reached, dimensions=dimensions)


def deal_dates(stages: tuple[str, ...]) -> Mask:
    """Tell which stages' days (S) an opportunity states before its lead."""
    named = DEFAULT_STAGES[-2]
    first = stages.index(named) if named in stages else len(stages) - 1
    return np.arange(len(stages)) >= first


def check_currency(one: Journeys, other: Journeys, rows: Index) -> None:
    """RefusedError where some rows of another table carry amounts in another currency."""
    if other.currency in ("", one.currency) or not one.currency:
        return
    if np.isnan(other.amount[rows]).all() and np.isnan(other.opened_amount[rows]).all():
        return
    raise RefusedError(
        Problem(
            f"The data so far are in {other.currency}, these in {one.currency}",
            "",
            f"Plan them in {other.currency} too, or let go of the records that are gone",
        )
    )


def _stacked(upper: Dimension, lower: Dimension, rows: Index) -> Dimension:
    codes, labels = recoded(Dimension(lower.codes[rows], lower.labels), upper.labels)
    return Dimension(np.concatenate([upper.codes, codes]).astype(np.int32), labels)


def completed_dimension(
    mine: Dimension, theirs: Dimension, rows: Index, places: Index, over: Mask
) -> Dimension:
    """Return a dimension whose `rows` (k) take from `places` (k) of another what they leave blank;
    where `over` (k) the other stands whatever they say."""
    codes, labels = recoded(Dimension(theirs.codes[places], theirs.labels), mine.labels)
    taken = ~is_blank(theirs)[places] & (is_blank(mine)[rows] | over)
    result = mine.codes.copy()
    result[rows[taken]] = codes[taken]
    return Dimension(result, labels)


def is_blank(dimension: Dimension) -> Mask:
    """Tell where a dimension (n) says nothing."""
    blank = np.array([label in ("", BLANK) for label in dimension.labels], bool)
    return np.asarray(blank[dimension.codes])
