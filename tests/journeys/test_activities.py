"""Activities by record and day: the same touch said twice is one, and each finds its journey."""

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from planner.base.days import NO_DAY, parse_day
from planner.journeys.activities import activities_of, together, touches_of
from planner.journeys.table import Activities
from tests.evidence.funnels import funnel, path

ROWS = st.lists(st.tuples(st.sampled_from("ABC"), st.integers(20_000, 20_003)), max_size=8)


def said(rows: list[tuple[str, int]], kind: str = "L") -> Activities:
    names = np.array([kind + name for name, _ in rows], dtype=object)
    return activities_of(names, np.array([day for _, day in rows], np.int32))


def listed(found: Activities) -> list[tuple[str, int, int]]:
    rows = zip(found.codes.tolist(), found.days.tolist(), found.times.tolist(), strict=True)
    return sorted((found.records[code], day, times) for code, day, times in rows)


def test_touches_of_one_day_are_counted() -> None:
    found = said([("A", 20_001), ("B", 20_000), ("A", 20_001)])
    assert listed(found) == [("LA", 20_001, 2), ("LB", 20_000, 1)]


def test_what_two_exports_hold_is_there_once() -> None:
    both = together(said([("A", 1), ("A", 2)]), None, said([("A", 2), ("B", 3), ("A", 2)]))
    assert listed(both) == [("LA", 1, 1), ("LA", 2, 2), ("LB", 3, 1)]
    assert together(None, None) is None


@given(ROWS, ROWS, ROWS)
def test_uniting_is_commutative_associative_and_idempotent(
    one: list[tuple[str, int]], two: list[tuple[str, int]], three: list[tuple[str, int]]
) -> None:
    a, b, c = said(one), said(two), said(three)
    assert listed(together(a, b)) == listed(together(b, a))
    assert listed(together(together(a, b), c)) == listed(together(a, together(b, c)))
    assert listed(together(a, a)) == listed(a)


def test_a_lead_and_a_deal_of_one_number_are_two() -> None:
    data = funnel([path("2026-01-01"), path("2026-01-01")], as_of="2026-01-31")
    data = replace(data, ids=("7", "8"), deal_ids=("", "7"))
    day = parse_day("2026-01-05")
    touches = {kind: touches_of(data, said([("7", day)], kind)) for kind in "LD?"}
    owners = {kind: found.journey.tolist() for kind, found in touches.items()}
    assert owners == {"L": [0], "D": [1], "?": [0]}


def test_a_long_id_finds_the_short_one_and_strangers_are_left_out() -> None:
    data = replace(funnel([path("2026-01-01")], as_of="2026-01-31"), ids=("006bm00000LKJNN",))
    long = replace(data, ids=("006bm00000LKJNNAA5",))
    rows = [("006bm00000LKJNN", parse_day("2026-01-02")), ("00Qxx", parse_day("2026-01-02"))]
    for table in (data, long):
        assert touches_of(table, said(rows)).journey.tolist() == [0]


def test_first_and_number_of_touches_by_journey() -> None:
    data = replace(funnel([path("2026-01-01")] * 2, as_of="2026-01-31"), ids=("A", "B"))
    first, last = parse_day("2026-01-05"), parse_day("2026-01-20")
    found = touches_of(data, said([("A", last), ("A", first), ("A", first)]))
    assert found.first(2).tolist() == [first, NO_DAY]
    assert found.up_to(np.array([first, last], np.int32)).tolist() == [2, 0]
