"""The bridge from plan to actual leaves nothing over, whatever was planned and whatever came."""

from itertools import permutations
from math import factorial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from planner.commitments.variance import (
    Course,
    actual_course,
    entries_of,
    planned_course,
    worths,
)
from planner.evidence.figures import Floats
from planner.forecast.forward import Flow, entries
from tests.flows import flow

MONTHS, STAGES, FIRST = 6, 4, np.zeros(1)
FLOWS = st.builds(
    flow,
    volume=st.floats(0, 2000),
    rates=st.tuples(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1)),
    lags=st.tuples(st.floats(0, 200), st.floats(0, 200), st.floats(0, 200)),
    deal_size=st.floats(0, 90_000),
    months=st.just(MONTHS),
    opening=st.tuples(st.floats(0, 50), st.floats(0, 50), st.floats(0, 50)),
)
ENTRIES = arrays.arrays(np.float64, (1, STAGES, MONTHS), elements=st.integers(0, 300).map(float))
BOOKED = arrays.arrays(np.float64, (1, MONTHS), elements=st.floats(0, 1e7))
COUNTED = st.integers(1, MONTHS).map(lambda n: (np.arange(MONTHS) < n).astype(float))


def happened(entered: Floats, booked: Floats) -> Floats:
    """Without a deal won nothing is booked."""
    return np.where(entered[:, -1] > 0, booked, 0.0)


@given(FLOWS, ENTRIES, BOOKED)
def test_the_actual_course_gives_what_happened(plan: Flow, entered: Floats, drawn: Floats) -> None:
    booked = happened(entered, drawn)
    course = actual_course(plan, FIRST, entered, booked)
    n, _ = entries_of(plan, course)
    assert n == pytest.approx(entered, abs=1e-6)
    assert n[:, -1] * course.deal_size == pytest.approx(booked, rel=1e-9, abs=1e-3)


@given(FLOWS)
def test_the_planned_course_is_the_plan(plan: Flow) -> None:
    n, _ = entries_of(plan, planned_course(plan))
    assert n == pytest.approx(entries(plan))


@settings(max_examples=60)
@given(FLOWS, ENTRIES, BOOKED, COUNTED)
def test_items_add_up_to_the_difference(
    plan: Flow, entered: Floats, drawn: Floats, counted: Floats
) -> None:
    booked = happened(entered, drawn)
    planned = planned_course(plan)
    found = worths(plan, planned, actual_course(plan, FIRST, entered, booked), counted)
    gap = float((booked * counted).sum() - (entries(plan)[:, -1] * plan.deal_size * counted).sum())
    assert float(found.sum()) == pytest.approx(gap, rel=1e-9, abs=0.005)


def _bookings(plan: Flow, course: Course) -> float:
    n, _ = entries_of(plan, course)
    return float((n[:, -1] * course.deal_size).sum())


@settings(max_examples=3)
@given(FLOWS, ENTRIES, BOOKED)
def test_worth_is_the_average_over_all_orders(plan: Flow, entered: Floats, drawn: Floats) -> None:
    """Shapley's definition by brute force: volume, three rates, not in the plan, deal size."""
    start, end = planned_course(plan), actual_course(plan, FIRST, entered, happened(entered, drawn))
    found = worths(plan, start, end, np.ones(MONTHS))[0]
    expected = np.zeros(6)
    for order in permutations(range(6)):
        taken: set[int] = set()
        before = _bookings(plan, start)
        for driver in order:
            taken.add(driver)
            after = _bookings(plan, _mixed(start, end, taken))
            expected[driver] += (after - before) / factorial(6)
            before = after
    assert found == pytest.approx(expected, rel=1e-6, abs=0.01)


def _mixed(start: Course, end: Course, taken: set[int]) -> Course:
    factors = start.factors.copy()
    for j in range(3):
        if 1 + j in taken:
            factors[:, j] = end.factors[:, j]
    return Course(
        end.volume if 0 in taken else start.volume,
        factors,
        end.unplanned if 4 in taken else start.unplanned,
        end.deal_size if 5 in taken else start.deal_size,
    )


def test_twice_the_leads_at_half_the_rate() -> None:
    """100 planned leads a month at 20 % and 1,000 a deal; 200 came at 10 %: nothing gained.

    Halfway between, either alone: volume +20,000 or +10,000, rate -10,000 or -20,000.
    """
    plan = flow(100, (0.2,), deal_size=1_000, months=1)
    entered = np.array([[[200.0], [20.0]]])
    course = actual_course(plan, FIRST, entered, np.array([[20_000.0]]))
    found = worths(plan, planned_course(plan), course, np.ones(1))[0]
    assert found == pytest.approx([15_000.0, -15_000.0, 0.0, 0.0])


def test_deals_nobody_planned_are_an_item_of_their_own() -> None:
    plan = flow(100, (0.0,), deal_size=1_000, months=1)
    course = actual_course(plan, FIRST, np.array([[[100.0], [3.0]]]), np.array([[3_000.0]]))
    found = worths(plan, planned_course(plan), course, np.ones(1))[0]
    assert found == pytest.approx([0.0, 0.0, 3_000.0, 0.0])
