"""Beliefs tested: certainty against numerical integration, laws, and honest refusals."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import integrate, stats

from planner.evidence import Prepared, measure
from planner.evidence.beliefs import Answer, Belief, Claim, judge
from planner.evidence.intervals import Z
from planner.evidence.lead_value import lead_values
from planner.evidence.standing import Aspect
from planner.journeys.table import Journeys
from tests.evidence.funnels import funnel, path

WON = "2026-01-02 2026-01-12 2026-02-01"


def company(**channels: tuple[int, int, float]) -> Journeys:
    """Channels with so many won deals of about an amount, and so many leads lost."""
    rows = []
    for name, (won, lost, amount) in channels.items():
        sizes = [amount * (0.8 if i % 2 else 1.2) for i in range(won)]
        rows += [path(WON, amount=size, channel=name) for size in sizes]
        rows += [path("2026-01-02", left="2026-01-20", channel=name)] * lost
    return funnel(rows)


def ask(
    source: Journeys, value: str, claim: Claim, aspect: Aspect = Aspect.RATE, times: float = 1.0
) -> Answer:
    return judge(source, Belief("channel", value, claim, aspect, times))


THREE = company(Events=(30, 170, 900.0), Web=(40, 360, 1000.0), List=(12, 288, 1100.0))


def betas(source: Journeys) -> dict[str, object]:
    """Each channel's pooled Beta, as the Funnel sheet has it."""
    rows = measure(source, ("channel",), start=0, end=2).rows
    rates = {row.key[0]: row.transitions[0].rate for row in rows}
    return {name: stats.beta(rate.alpha, rate.beta) for name, rate in rates.items()}


def test_the_best_rate_agrees_with_numerical_integration() -> None:
    known = betas(THREE)
    for name, own in known.items():
        rest = [other for key, other in known.items() if key != name]

        def inside(x: float, own: object = own, rest: list[object] = rest) -> float:
            return own.pdf(x) * np.prod([one.cdf(x) for one in rest])  # type: ignore[attr-defined]

        wanted, _ = integrate.quad(inside, 0, 1, points=[0.05, 0.1, 0.15, 0.2], limit=200)
        assert ask(THREE, name, Claim.BEST).certainty == pytest.approx(wanted, abs=2e-3)


def test_at_least_so_many_times_agrees_with_the_closed_form_of_log_normals() -> None:
    found = ask(THREE, "Events", Claim.TIMES, Aspect.SIZE, 0.9)
    spreads = [np.log(f.high / f.low) / (2 * Z) for f in (found.own, found.other)]
    apart = np.log(found.own.value / (0.9 * found.other.value))
    wanted = stats.norm.cdf(apart / np.hypot(*spreads))
    assert found.certainty == pytest.approx(wanted, abs=2e-3)


def test_the_value_of_a_lead_agrees_with_many_draws() -> None:
    known, draw = betas(THREE), np.random.default_rng(7)
    sizes = {name: ask(THREE, name, Claim.BEST, Aspect.SIZE).own for name in known}
    values = {}
    for name, rate in known.items():
        size = sizes[name]
        spread = np.log(size.high / size.low) / (2 * Z)
        amounts = size.value * np.exp(spread * draw.standard_normal(200_000))
        values[name] = rate.rvs(200_000, random_state=draw) * amounts  # type: ignore[attr-defined]
    best = np.maximum(values["Web"], values["List"])
    wanted = float((values["Events"] > best).mean())
    found = ask(THREE, "Events", Claim.BEST, Aspect.VALUE).certainty
    assert found == pytest.approx(wanted, abs=5e-3)


@given(st.lists(st.tuples(st.integers(10, 60), st.integers(10, 300)), min_size=2, max_size=5))
@settings(max_examples=30, deadline=None)
def test_somebody_is_the_best_and_somebody_the_worst(sizes: list[tuple[int, int]]) -> None:
    source = company(**{f"C{i}": (won, lost, 500.0) for i, (won, lost) in enumerate(sizes)})
    for claim in (Claim.BEST, Claim.WORST):
        total = sum(ask(source, f"C{i}", claim).certainty for i in range(len(sizes)))
        assert total == pytest.approx(1.0, abs=5e-3)
    above, below = (ask(source, "C0", claim) for claim in (Claim.ABOVE, Claim.BELOW))
    assert above.certainty + below.certainty == pytest.approx(1.0)
    assert above.certainty == ask(source, "C0", Claim.TIMES).certainty
    assert ask(source, "C0", Claim.TIMES, times=2.0).certainty <= above.certainty


def test_two_alike_are_best_with_even_chances() -> None:
    twins = company(Left=(20, 80, 100.0), Right=(20, 80, 100.0))
    for aspect in (Aspect.RATE, Aspect.VALUE, Aspect.SIZE):
        assert ask(twins, "Left", Claim.BEST, aspect).certainty == pytest.approx(0.5, abs=0.01)


def test_a_planted_best_is_found_and_named_by_its_rival() -> None:
    source = company(Gold=(60, 140, 900.0), Web=(20, 380, 900.0), List=(10, 390, 900.0))
    found = ask(source, "Gold", Claim.BEST)
    assert found.certainty > 0.999
    assert (found.rival, found.compared, found.own.n) == ("Web", 2, 200)
    assert ask(source, "List", Claim.WORST).rival == "Web"


def test_the_fewer_days_the_better() -> None:
    slow = [path(f"2026-01-02 2026-01-12 2026-05-{i:02d}", channel="Slow") for i in range(1, 21)]
    fast = [path(f"2026-01-02 2026-01-12 2026-02-{i:02d}", channel="Fast") for i in range(1, 21)]
    source = funnel(slow + fast)
    assert ask(source, "Fast", Claim.BEST, Aspect.SPEED).certainty > 0.999
    assert ask(source, "Slow", Claim.WORST, Aspect.SPEED).certainty > 0.999
    assert ask(source, "Fast", Claim.TIMES, Aspect.SPEED, 2.0).certainty > 0.999
    assert ask(source, "Fast", Claim.TIMES, Aspect.SPEED, 9.0).certainty < 0.001


def test_who_enters_later_is_compared_where_it_enters() -> None:
    rows = [path("- 2026-01-12 2026-02-01", amount=100.0, channel="Outbound")] * 12
    rows += [path(WON, amount=100.0, channel="Web")] * 15
    rows += [path("2026-01-02", left="2026-01-20", channel="Web")] * 300
    found = ask(funnel(rows), "Outbound", Claim.ABOVE)
    assert (found.stage, found.other.n) == (1, 15)
    assert ask(funnel(rows), "Web", Claim.ABOVE).missing.startswith("Not enough data: no other")


def test_too_few_are_said_to_be_too_few() -> None:
    source = company(Tiny=(1, 4, 500.0), Web=(40, 360, 1000.0), Few=(5, 100, 900.0))
    few = ask(source, "Tiny", Claim.BEST)
    assert np.isnan(few.certainty)
    assert few.missing == "Not enough data: Tiny has 5 entrants, and at least 10 are needed."
    sizes = ask(source, "Few", Claim.BEST, Aspect.SIZE)
    assert "Few has 5 won deals with an amount" in sizes.missing
    ranked = ask(source, "Web", Claim.BEST)
    assert (ranked.compared, ranked.left_out, ranked.rival) == (1, 1, "Few")


def test_values_are_those_of_the_lead_value_sheet() -> None:
    rows = [path(WON, amount=1000.0 + i, channel="Web") for i in range(40)]
    rows += [path(WON, amount=900.0 + i, channel="Few") for i in range(5)]
    rows += [path("2026-01-02", left="2026-01-20", channel="Web")] * 360
    rows += [path("2026-01-02", left="2026-01-20", channel="List")] * 200
    rows += [path("- 2026-01-12 2026-02-01", amount=9000.0, channel="Outbound")] * 12
    source = funnel(rows)
    values = {one.key: one.value for one in lead_values(source, ("channel",)) if one.stage == 0}
    for name in ("Web", "Few", "List"):
        found = ask(source, name, Claim.ABOVE, Aspect.VALUE)
        assert found.own == values[name,]
        assert found.own_size is (name != "List")


def test_what_is_not_in_the_data_is_said() -> None:
    assert ask(THREE, "Fairs", Claim.BEST).missing == "The data have nothing with channel Fairs."
    other = judge(THREE, Belief("planet", "Mars", Claim.BEST, Aspect.RATE))
    assert other.missing == "The data have no dimension 'planet'."


def test_days_all_of_which_are_none_cannot_be_compared() -> None:
    rows = [path("2026-01-02 2026-01-02 2026-01-02", channel="Web")] * 20
    rows += [path("2026-01-02 2026-01-03 2026-01-05", channel="Fair")] * 20
    found = ask(funnel(rows), "Web", Claim.BEST, Aspect.SPEED)
    assert found.missing == "This cannot be told: the figure of Web has no interval above 0."


def test_the_order_of_rows_does_not_matter() -> None:
    order = np.random.default_rng(3).permutation(len(THREE))
    dimension = THREE.dimensions["channel"]
    mixed = dataclasses.replace(
        THREE,
        ids=tuple(THREE.ids[i] for i in order),
        entered=THREE.entered[order],
        reached=THREE.reached[order],
        outcome=THREE.outcome[order],
        left=THREE.left[order],
        amount=THREE.amount[order],
        dimensions={"channel": dataclasses.replace(dimension, codes=dimension.codes[order])},
    )
    for aspect in Aspect:
        belief = Belief("channel", "Events", Claim.BEST, aspect)
        assert repr(judge(Prepared(mixed), belief)) == repr(judge(THREE, belief))
