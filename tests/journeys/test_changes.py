"""What happened to journeys from snapshot to snapshot, derived from nothing but the snapshots."""

import math

from hypothesis import given

from planner.base.days import iso
from planner.journeys.changes import Changes, Field, changes
from planner.journeys.diff import Change, compare
from planner.journeys.table import Snapshot
from planner.journeys.union import unite
from tests.journeys.tables import Deal, snapshot, some_snapshots


def in_words(found: Changes) -> list[str]:
    """Return each change as 'id field before → after on day'."""

    def value(field: Field, number: float) -> str:
        if math.isnan(number):
            return "nothing"
        if field is Field.STAGE:
            return found.states[int(number)]
        return iso(int(number)) if field is Field.CLOSING else f"{number:g}"

    return [
        f"{one} {field.name.lower()} {value(field, before)} → {value(field, after)} by {iso(day)}"
        for one, field, before, after, day in zip(
            found.ids,
            map(Field, found.field.tolist()),
            found.before.tolist(),
            found.after.tolist(),
            found.as_of.tolist(),
            strict=True,
        )
    ]


def test_one_snapshot_has_no_history() -> None:
    assert len(changes([])) == len(changes([snapshot(Deal("L1"))])) == 0


def test_amount_closing_day_and_stage_are_followed() -> None:
    may = snapshot(
        Deal("L1", "01-01 02-01", "D1", amount=100.0, closing="08-01"),
        Deal("L2", "01-01"),
        as_of="05-31",
    )
    june = snapshot(
        Deal("L2", "01-01 06-01", "D2", amount=50.0, closing="09-01"),
        Deal("L1", "01-01 02-01", "D1", amount=120.0, closing="09-15"),
    )
    july = snapshot(
        Deal("L2", "01-01 06-01", "D2", amount=50.0, closing="07-15", lost="07-15"),
        Deal("L1", "01-01 02-01 07-20", "D1", amount=120.0, closing="07-20"),
        Deal("L3"),
        as_of="07-31",
    )
    assert in_words(changes([may, june, july])) == [
        "L2 amount nothing → 50 by 2026-06-30",
        "L1 amount 100 → 120 by 2026-06-30",
        "L2 closing nothing → 2026-09-01 by 2026-06-30",
        "L1 closing 2026-08-01 → 2026-09-15 by 2026-06-30",
        "L2 stage Lead → Opportunity by 2026-06-30",
        "L2 closing 2026-09-01 → 2026-07-15 by 2026-07-31",
        "L1 closing 2026-09-15 → 2026-07-20 by 2026-07-31",
        "L2 stage Opportunity → Lost by 2026-07-31",
        "L1 stage Opportunity → Won by 2026-07-31",
    ]


def test_kept_journeys_have_no_history_of_their_own() -> None:
    may = snapshot(Deal("L1", amount=100.0), as_of="05-31")
    june = unite(may, snapshot(Deal("L2")), keep_gone=True)
    assert in_words(changes([may, june])) == []


@given(some_snapshots(), some_snapshots("07-31"))
def test_history_holds_what_a_comparison_counts(before: Snapshot, after: Snapshot) -> None:
    found, compared = changes([before, after]), compare(before, after)
    for field, change in ((Field.AMOUNT, Change.AMOUNT), (Field.STAGE, Change.STAGE)):
        assert (found.field == field).sum() == compared.count_of(change)
    assert all(a != b for a, b in zip(found.before.tolist(), found.after.tolist(), strict=True))
