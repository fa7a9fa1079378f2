import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.agreement.bridge import Bridge, BridgeItem
from planner.plan.keys import Driver, DriverKind
from planner.sheets.bridge_chart import bridge_bars, bridge_chart, bridge_finding, named
from planner.sheets.cells import Place
from planner.sheets.words import Tongue, driver_key
from tests.sheets.plans import RATE, WORKED, M, S, T, by_hand, measured


def bridge_of(*worths: float, start: float = 10e6) -> Bridge:
    ranked = sorted(worths, key=lambda worth: -abs(worth))
    items = tuple(BridgeItem(f"L{i}", Driver(DriverKind.VOLUME), w) for i, w in enumerate(ranked))
    return Bridge(start, start + sum(worths), items)


def test_equal_totals_with_a_large_fight_are_not_called_agreement() -> None:
    chart = bridge_chart(by_hand(*WORKED))
    assert chart.title == "Equal totals hide $14.90m: three differences cancel out"
    assert [(bar.label, bar.text) for bar in chart.bridge] == [
        ("Sales’ view", "$18.00m"),
        ("Paid search · Lead → Opportunity", "+$7.45m"),
        ("Paid search · Deal size", "−$4.10m"),
        ("Paid search · Opportunity → Won", "−$3.35m"),
        ("Marketing’s view", "$18.00m"),
    ]
    assert [bar.role for bar in chart.bridge[1:4]] == ["marketing", "sales", "sales"]


def test_bars_walk_from_one_view_to_the_other() -> None:
    results = measured((M, RATE, 0.20), (S, RATE, 0.12))
    first, item, last = bridge_chart(results).bridge
    assert first.start == first.end == item.start == pytest.approx(results.sales.total)
    assert item.end == last.start == last.end == pytest.approx(results.marketing.total)
    assert item.place is not None
    assert (item.place.row, item.place.column) == (RATE, "worth")


@pytest.mark.parametrize(
    ("worths", "title"),
    [
        ((2e6, 1e6), "Marketing expects $3.00m more than Sales; one assumption makes most of it"),
        ((-2e6,), "Sales expects $2.00m more than Marketing; one assumption makes it"),
        ((4e6, -3e6), "Marketing expects $1.00m more than Sales, but $7.00m is in dispute"),
        ((1e6, 1e6), "Marketing expects $2.00m more than Sales; two assumptions make it"),
        ((1e6, -1e6), "Equal totals hide $2.00m: two differences cancel out"),
        ((), "Marketing and Sales expect the same, in every assumption"),
    ],
)
def test_the_title_states_the_finding(worths: tuple[float, ...], title: str) -> None:
    assert bridge_finding(bridge_of(*worths), Tongue()) == title


AMOUNTS = st.floats(1_000, 5e6).flatmap(lambda size: st.sampled_from([size, -size]))


@given(st.lists(AMOUNTS, min_size=1, max_size=60))
def test_nine_tenths_are_named_and_other_is_never_the_largest(worths: list[float]) -> None:
    bridge = bridge_of(*worths)
    shown, rest = named(bridge)
    assert (*shown, *rest) == bridge.items
    assert sum(abs(item.worth) for item in shown) >= 0.9 * bridge.gross - 1e-6
    if rest:
        assert abs(sum(item.worth for item in rest)) < abs(shown[0].worth)


def test_what_is_left_over_leads_to_the_largest_of_it_and_knows_the_others() -> None:
    plan = measured().plan
    line = plan.lines[0].name
    kinds = [DriverKind.VOLUME, DriverKind.DEAL_SIZE, *[DriverKind.RATE] * 12]
    drivers = [Driver(kind, i % 2) for i, kind in enumerate(kinds)]
    worths = [10e6 - i for i in range(11)] + [1e3, 900.0, 800.0]
    items = tuple(BridgeItem(line, d, w) for d, w in zip(drivers, worths, strict=True))
    *_, other, _end = bridge_bars(plan, Bridge(0.0, sum(worths), items), Tongue())
    assert other.label == "Other (3)"
    assert other.place == Place("Assumptions", driver_key(plan, line, drivers[11]), "worth")
    assert [place.row for place in other.parts] == [
        driver_key(plan, line, driver) for driver in drivers[12:]
    ]


def test_nothing_in_dispute_says_what_will_be_here() -> None:
    chart = bridge_chart(measured())
    assert chart.bridge == ()
    assert chart.empty.startswith("Once both seats have stated positions")


def test_of_a_plan_under_way_the_bridge_says_that_it_is_of_what_is_to_come() -> None:
    """The plan began in September; the data are as of 31 October."""
    whole, begun = measured(*WORKED), measured(*WORKED, (T, "plan:start", "2026-09"))
    assert bridge_chart(whole).subtitle.startswith("Bookings FY27, from Sales’ view")
    to_come = "Bookings still to come Oct 2026–Aug 2027, from Sales’ view"
    assert bridge_chart(begun).subtitle.startswith(to_come)
