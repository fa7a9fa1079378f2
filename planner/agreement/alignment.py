"""Two flows brought to one shape, so that they can be compared line by line and month by month.

Copies, versions and imports may not have the same lines, and their run-in begins with their own
as-of month. Nothing a flow brings is changed by this.
"""

from dataclasses import fields, replace
from typing import Any

import numpy as np

from planner.base.days import month_text
from planner.base.problem import Problem, RefusedError
from planner.forecast.forward import Flow

_SQUARE = ("spreads", "leaving")
"""Matrices of months of landing by months of entry."""

_AT_START = ("open_before", "stuck", "opening")
"""What has no months: it stands at the start."""

_REMEDY = "Give both the same stages and months, then compare them"

_OWN = ("volume", "carried", "carried_lost", "open_before", "stuck", "opening")
"""What a line has of its own: nothing of it where the other plan does not have the line."""


def aligned(origin: Flow, target: Flow) -> tuple[Flow, Flow]:
    """Return both flows with the lines of either and the longer run-in.

    Where a line, or a month of the run-in, is in one flow alone, nothing enters in the other; its
    rates, lags and deal size are taken as the same, so that volume bears the whole difference.
    RefusedError for flows of other stages, or of plans of other months.
    """
    if origin.stages != target.stages:
        raise RefusedError(Problem("The two plans have other stages", "", _REMEDY))
    if origin.months != target.months:
        spans = " and ".join(
            f"{month_text(flow.months[0])} to {month_text(flow.months[-1])}"
            for flow in (origin, target)
        )
        raise RefusedError(Problem(f"The two plans are of other months: {spans}", "", _REMEDY))
    if (origin.lines, origin.run_start) == (target.lines, target.run_start):
        return origin, target
    lines = tuple(dict.fromkeys((*origin.lines, *target.lines)))
    early = min(origin.run_start, target.run_start)
    one, other = _begun(origin, early), _begun(target, early)
    one, other = _filled(one, target, origin), _filled(other, origin, target)
    return _with_lines(one, other, lines), _with_lines(other, one, lines)


def _begun(flow: Flow, early: int) -> Flow:
    """Return a flow whose run begins earlier: nothing happens in the months before."""
    more = flow.run_start - early
    if not more:
        return flow
    arrays: dict[str, Any] = {}
    for name, array in _arrays(flow):
        months = 2 if name in _SQUARE else int(name not in _AT_START)
        arrays[name] = np.pad(array, [(0, 0)] * (array.ndim - months) + [(more, 0)] * months)
    return replace(flow, run_start=early, start=flow.start + more, **arrays)


def _filled(flow: Flow, other: Flow, before: Flow) -> Flow:
    """Return a flow with the other's rates, lags and deal sizes in the months it did not have."""
    more = before.run_start - flow.run_start
    if not more:
        return flow
    arrays = {name: array.copy() for name, array in _arrays(flow)}
    for here, name in enumerate(flow.lines):
        if name in other.lines:
            there = other.lines.index(name)
            arrays["rates"][here, :, :more] = other.rates[there, :, :more]
            arrays["deal_size"][here, :more] = other.deal_size[there, :more]
            for square in _SQUARE:
                arrays[square][here, :, :, :more] = getattr(other, square)[there, :, :, :more]
    return replace(flow, **arrays)


def _with_lines(flow: Flow, other: Flow, lines: tuple[str, ...]) -> Flow:
    """Return a flow with these lines; those it lacks are the other's, with nothing in them."""
    arrays: dict[str, Any] = {}
    for name, array in _arrays(flow):
        lent = np.zeros_like if name in _OWN else np.copy
        rows = [
            array[flow.lines.index(line)]
            if line in flow.lines
            else lent(getattr(other, name)[other.lines.index(line)])
            for line in lines
        ]
        arrays[name] = np.array(rows).reshape(-1, *array.shape[1:])
    return replace(flow, lines=lines, **arrays)


def _arrays(flow: Flow) -> list[tuple[str, Any]]:
    named = ((field.name, getattr(flow, field.name)) for field in fields(flow))
    return [(name, value) for name, value in named if isinstance(value, np.ndarray)]
