"""The sample company’s workbook, after all its dirt and argument, says what the plan says."""

from itertools import count
from pathlib import Path

import pytest

from planner.base.stages import Seat
from planner.session.identity import Identity
from planner.session.sample import open_sample
from tests.output.calculator import CENT, edited, named, opened, same, written
from tests.output.following import (
    assert_bridge,
    assert_charts,
    assert_still_ties_out,
    assert_summary,
)
from tests.people import small_company

EDITS = {
    ("Paid search/rate:MQL>SAL", Seat.TOGETHER): 0.58,
    ("Paid search/volume", Seat.MARKETING): 320.0,
    ("Paid search/deal_size", Seat.SALES): 42_000.0,
    ("Paid search/lag:Opportunity>Won", Seat.SALES): 120.0,
    ("Outbound/volume", Seat.SALES): 30.0,
}
HEADS = {Seat.TOGETHER: "Agreed", Seat.MARKETING: "Marketing", Seat.SALES: "Sales"}


def test_the_samples_workbook_follows_what_is_typed_into_it(tmp_path: Path) -> None:
    numbers = count()
    identity = Identity("A. Rivera", lambda: "2026-11-22T10:00:00Z", lambda: f"e{next(numbers)}")
    session = open_sample(tmp_path / "sample", identity, company=small_company())
    try:
        path = written(session.results, tmp_path / "plan.xlsx", session.snapshot)
        cells = {(key, HEADS[seat]): value for (key, seat), value in EDITS.items()}
        paths = {"as it is": path, **edited(path, tmp_path / "edited", {"edited": cells})}
        found = opened(paths, tmp_path / "calculated")
        pairs = list(found["as it is"].pairs())
        assert len(pairs) > 5000
        assert [pair for pair in pairs if not same(pair[1], pair[2])] == []
        before = session.results
        for (key, seat), value in EDITS.items():
            session.submit(session.typed(seat, key, repr(value)), "type")
        after = session.results
    finally:
        session.close()
    typed = found["edited"]
    for name, total in (
        ("Bookings_working", after.working.total),
        ("Bookings_marketing", after.marketing.total),
        ("Bookings_sales", after.sales.total),
    ):
        assert named(typed.calculated, name) == pytest.approx(total, abs=CENT)
    assert_bridge(typed, before, after)
    assert_summary(typed, before, after)
    assert_still_ties_out(typed)
    assert_charts(typed, before, after)
