"""What disputes about the team are worth: shares of the bridge's item Capacity."""

import itertools
import math

import pytest

from planner.agreement.bridge import CAPACITY
from planner.agreement.results import Results, results
from planner.plan.fold import fold
from planner.plan.keys import TEAM, Driver, DriverKind
from planner.plan.log import Log
from tests.plan_words import MARKETING, SALES, evidence_of, lines, measured_line, says

DATA = evidence_of(measured_line("Events"), measured_line("Webinar", volume=300))
LEADS, REPS = "team/leads_per_rep", "team/reps"
RATE = "Events/rate:MQL>SAL"
KINDS = {LEADS: Driver(DriverKind.LEADS_PER_REP), REPS: Driver(DriverKind.REPS)}


def plan(marketing: dict[str, float], sales: dict[str, float]) -> Log:
    log = lines("Events", "Webinar")
    for seat, said in ((MARKETING, marketing), (SALES, sales)):
        for key, value in said.items():
            log = says(log, seat, key, value)
    return log


def worked_out(marketing: dict[str, float], sales: dict[str, float]) -> Results:
    return results(fold(plan(marketing, sales)), DATA)


def test_one_driver_in_dispute_is_worth_the_whole_item() -> None:
    seen = worked_out({REPS: 10.0, LEADS: 30.0}, {REPS: 5.0, LEADS: 30.0})
    whole = seen.bridge.worth(TEAM, CAPACITY)
    assert whole > 1_000.0
    assert seen.team_worths == pytest.approx({KINDS[REPS]: whole})
    assert [a.key for a in seen.disputed] == [REPS]
    assert seen.worth(seen.disputed[0]) == pytest.approx(whole)


def test_shares_are_what_each_adds_in_any_order_beside_the_lines() -> None:
    sides = ({REPS: 10.0, LEADS: 30.0, RATE: 0.6}, {REPS: 6.0, LEADS: 40.0, RATE: 0.4})
    seen = worked_out(*sides)

    def kept(chosen: frozenset[str]) -> float:
        """Capped less free bookings with Marketing's values of what is chosen, Sales' of others."""
        mixed = {key: sides[0 if key in chosen else 1][key] for key in sides[0]}
        capped = worked_out(mixed, mixed).working
        return capped.total - capped.flow.total

    found = dict.fromkeys(sides[0], 0.0)
    for order in itertools.permutations(found):
        for place, key in enumerate(order):
            before = frozenset(order[:place])
            found[key] += (kept(before | {key}) - kept(before)) / math.factorial(len(order))
    assert seen.team_worths == pytest.approx({KINDS[key]: found[key] for key in KINDS}, abs=0.01)
    whole = seen.bridge.worth(TEAM, CAPACITY)
    assert sum(found.values()) == pytest.approx(whole, abs=0.01)


def test_a_team_both_see_alike_is_worth_nothing() -> None:
    seen = worked_out({REPS: 5.0, LEADS: 30.0, RATE: 0.6}, {REPS: 5.0, LEADS: 30.0, RATE: 0.4})
    assert not seen.team_worths
    assert seen.bridge.worth(TEAM, CAPACITY) != 0.0
