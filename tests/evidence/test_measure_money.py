"""What a journey's entry is worth, stage by stage."""

import pytest

from planner.evidence import measure
from tests.evidence.funnels import funnel, path


def test_money() -> None:
    won = "2026-01-01 2026-01-11 2026-01-31"
    rows = [
        path(won, amount=100.0, opened=120.0),
        path(won, amount=300.0),
        path(won, amount=0.0),
        path(won),
        path("2026-01-01 2026-01-11", amount=50.0, opened=60.0),
        path("2026-01-01", amount=999.0),
    ]
    total = measure(funnel(rows)).total
    assert (total.deal_size.n, total.deal_size.mean, total.deal_size.median) == (2, 200.0, 200.0)
    assert total.deal_size.without_amount == 2
    assert (total.bookings, total.pipeline_created) == (400.0, 120.0 + 300.0 + 60.0)
    assert total.value_per_entry == pytest.approx(total.transitions[-1].pooled * 200.0)


def test_value_per_entry_starts_at_the_rows_own_stage() -> None:
    inbound = [path("2026-01-01", channel="Web")] * 8 + [
        path("2026-01-01 2026-01-11 2026-02-01", amount=100.0, channel="Web")
    ] * 2
    outbound = [path("- 2026-01-11", channel="Calls")] * 5 + [
        path("- 2026-01-11 2026-02-01", amount=100.0, channel="Calls")
    ] * 5
    web, calls = measure(funnel(inbound + outbound), ("channel",)).rows
    assert (web.entry, calls.entry) == (0, 1)
    assert web.value_per_entry == pytest.approx(100.0 * web.transitions[2].pooled)
    assert calls.value_per_entry == pytest.approx(100.0 * calls.transitions[1].pooled)


def test_a_row_that_starts_later_does_not_lift_its_siblings_first_rates() -> None:
    inbound = [path("2026-01-01 2026-01-11", channel="Web"), *[path("2026-01-01")] * 9]
    outbound = [path("- 2026-01-11", channel="Calls")] * 50
    web = funnel([{**row, "channel": "Web"} for row in inbound])
    both = funnel([{**row, "channel": "Web"} for row in inbound] + outbound)
    alone = measure(web, ("channel",)).rows[0].transitions[0].pooled
    assert measure(both, ("channel",)).rows[0].transitions[0].pooled == pytest.approx(alone)
