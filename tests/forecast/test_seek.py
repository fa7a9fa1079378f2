"""Goal seek on any total: one assumption moves until the figure is as wanted."""

import pytest

from planner.base.problem import RefusedError
from planner.forecast.results import Forecast, forecast
from planner.forecast.seek import Aim, goal_seek
from planner.plan.assumption import View
from planner.plan.document import Plan
from planner.plan.fold import fold
from planner.plan.keys import COST, DEAL_SIZE, VOLUME, Driver, DriverKind
from tests.forecast.plans import EVIDENCE, said

PLAN = fold(said({"Paid/volume/2027-03": 600.0}))
RATE, LAG = Driver(DriverKind.RATE, 2), Driver(DriverKind.LAG, 3)


def june(seen: Forecast, _plan: Plan) -> float:
    return float(seen.bookings[:, 5].sum())


def total(seen: Forecast, _plan: Plan) -> float:
    return seen.total


@pytest.mark.parametrize("figure", [june, total])
@pytest.mark.parametrize("driver", [VOLUME, RATE, DEAL_SIZE])
@pytest.mark.parametrize("change", [0.95, 1.08])
def test_a_driver_moves_until_the_figure_is_as_wanted(figure, driver, change) -> None:
    wanted = figure(forecast(PLAN, EVIDENCE, View.WORKING), PLAN) * change
    found = goal_seek(PLAN, EVIDENCE, View.WORKING, "Paid", driver, Aim(figure, wanted))
    assert found.found
    assert found.reached == pytest.approx(wanted)
    assert (found.factor > 1) == (change > 1)


def test_what_is_found_brings_it_when_stated() -> None:
    wanted = total(forecast(PLAN, EVIDENCE, View.WORKING), PLAN) * 1.05
    found = goal_seek(PLAN, EVIDENCE, View.WORKING, "Paid", VOLUME, Aim(total, wanted))
    stated = fold(said({"Paid/volume": found.value, "Paid/volume/2027-03": 600.0 * found.factor}))
    assert forecast(stated, EVIDENCE, View.WORKING).total == pytest.approx(wanted)


def test_a_lag_is_found_too() -> None:
    """June's bookings where Paid's events in April close after 45 days instead of 20."""
    burst = {"Paid/volume/2027-03": 600.0, "Paid/volume/2027-04": 4_000.0}
    plan = fold(said(burst))
    slow = fold(said({**burst, "Paid/lag:Opportunity>Won": 45.0}))
    wanted = june(forecast(slow, EVIDENCE, View.WORKING), slow)
    found = goal_seek(plan, EVIDENCE, View.WORKING, "Paid", LAG, Aim(june, wanted))
    assert found.found
    assert june(forecast(plan, EVIDENCE, View.WORKING), plan) != pytest.approx(wanted)


def test_where_nothing_is_enough_the_nearest_is_told() -> None:
    found = goal_seek(PLAN, EVIDENCE, View.WORKING, "Paid", RATE, Aim(total, 1e9))
    assert (found.found, found.value) == (False, pytest.approx(1.0))
    assert found.reached < 1e9


def test_nothing_cannot_move() -> None:
    with pytest.raises(RefusedError, match="has no value to move"):
        goal_seek(PLAN, EVIDENCE, View.WORKING, "Paid", COST, Aim(total, 1e6))


@pytest.mark.parametrize(("level", "factor"), [(9e6, None), (11e6, 1.0)])
def test_where_a_figure_stays_as_wanted_its_edge_nearest_to_today_is_found(level, factor) -> None:
    """What is beyond a level is 0 below it: by as little as it takes, by nothing where it is."""

    def beyond(seen: Forecast, plan: Plan) -> float:
        return max(0.0, total(seen, plan) - level)

    found = goal_seek(PLAN, EVIDENCE, View.WORKING, "Paid", VOLUME, Aim(beyond, 0.0))
    exact = goal_seek(PLAN, EVIDENCE, View.WORKING, "Paid", VOLUME, Aim(total, level))
    assert found.found
    assert found.factor == pytest.approx(exact.factor if factor is None else factor, rel=1e-6)
