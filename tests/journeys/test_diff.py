"""What a new import changes: every journey is new, changed, unchanged or gone."""

import numpy as np
from hypothesis import given

from planner.journeys.diff import Change, Difference, compare
from planner.journeys.table import BLANK, Dimension, Snapshot, SourceFile
from tests.journeys.tables import DEALS, STAGES, Deal, snapshot, some_snapshots


def counts(found: Difference) -> dict[str, int]:
    parts = ("new", "changed", "unchanged", "gone")
    return {name: len(getattr(found, name)) for name in parts}


def changes_of(before: Deal, after: Deal) -> Change:
    return Change(int(compare(snapshot(before), snapshot(after)).change[0]))


def test_the_first_import_is_all_new() -> None:
    found = compare(None, snapshot(Deal("L1"), Deal("L2")))
    assert counts(found) == {"new": 2, "changed": 0, "unchanged": 0, "gone": 0}


def test_new_changed_unchanged_and_gone() -> None:
    march = snapshot(Deal("L1"), Deal("L2"), Deal("L3"))
    april = snapshot(Deal("L3"), Deal("L2", "01-01 04-02"), Deal("L4"), as_of="07-31")
    found = compare(march, april)
    assert counts(found) == {"new": 1, "changed": 1, "unchanged": 1, "gone": 1}
    assert (found.new.tolist(), found.changed.tolist()) == ([2], [1])
    assert found.was.tolist() == [2, 1, -1]
    assert found.gone_examples == ("L1",)


def test_what_changed_is_told_apart() -> None:
    open_ = Deal("L1", "01-01 02-01", "D1", amount=100.0, closing="08-01")
    assert changes_of(open_, open_) == Change(0)
    assert changes_of(open_, Deal("L1", "01-01 02-01", "D1", "Events", 100.0, "08-01")) == (
        Change.DIMENSIONS
    )
    moved = Deal("L1", "01-01 02-01", "D1", amount=120.0, closing="09-01")
    assert changes_of(open_, moved) == Change.AMOUNT | Change.CLOSING
    won = Deal("L1", "01-01 02-01 06-01", "D1", amount=100.0, closing="08-01")
    assert changes_of(open_, won) == Change.STAGE | Change.DATES
    lost = Deal("L1", "01-01 02-01", "D1", amount=100.0, closing="08-01", lost="06-01")
    assert changes_of(open_, lost) == Change.STAGE | Change.DATES


def test_a_journey_is_found_by_its_opportunity_when_its_lead_turns_up() -> None:
    alone, joined = Deal("D1", "- 02-01", "D1"), Deal("L1", "01-01 02-01", "D1")
    found = compare(snapshot(alone), snapshot(joined))
    assert counts(found) == {"new": 0, "changed": 1, "unchanged": 0, "gone": 0}


def test_lead_and_opportunity_that_became_one_are_not_gone() -> None:
    before = snapshot(Deal("L1"), Deal("D1", "- 02-01", "D1"))
    found = compare(before, snapshot(Deal("L1", "01-01 02-01", "D1")))
    assert counts(found) == {"new": 0, "changed": 1, "unchanged": 0, "gone": 0}


def test_a_lead_is_not_taken_for_the_opportunity_of_the_same_number() -> None:
    before = snapshot(Deal("301", "01-01"), Deal("301", "- 02-01", "301"))
    after = snapshot(Deal("301", "- 02-01", "301"), Deal("301", "01-01"))
    found = compare(before, after)
    assert found.was.tolist() == [1, 0]
    assert counts(found) == {"new": 0, "changed": 0, "unchanged": 2, "gone": 0}


def test_reports_and_dumps_write_the_same_ids_short_and_long() -> None:
    report = snapshot(Deal("00Qbm00000LKJNN", "01-01 02-01", "006bm00000LKJNN"), Deal("X"))
    dump = snapshot(Deal("00Qbm00000LKJNNAA5", "01-01 02-01", "006bm00000LKJNNAA5"), Deal("Y"))
    found = compare(report, dump)
    assert counts(found) == {"new": 1, "changed": 0, "unchanged": 1, "gone": 1}
    assert counts(compare(dump, report)) == counts(found)


def test_data_that_did_not_know_opportunities_are_found_by_the_id_alone() -> None:
    found = compare(snapshot(Deal("D1", "- 02-01")), snapshot(Deal("D1", "- 02-01", "D1")))
    assert counts(found) == {"new": 0, "changed": 0, "unchanged": 1, "gone": 0}


def test_closing_days_that_were_never_recorded_are_no_change() -> None:
    found = compare(snapshot(Deal("L1")), snapshot(Deal("L1", closing="08-01")))
    assert counts(found)["unchanged"] == 1


def test_journeys_named_after_their_row_cannot_be_found_again() -> None:
    nameless = SourceFile("leads.csv", "leads", "generic", "", 1, 0, {"Created": "created"})
    before = snapshot(Deal("leads row 2"), Deal("D1", "- 02-01", "D1"), files=(nameless, DEALS))
    after = snapshot(Deal("leads row 2"), Deal("D1", "- 02-01", "D1"), files=(nameless, DEALS))
    found = compare(before, after)
    assert counts(found) == {"new": 1, "changed": 0, "unchanged": 1, "gone": 0}
    assert found.replaced == 1


def test_funnel_totals_before_and_after() -> None:
    before = snapshot(Deal("L1", "01-01 02-01 03-01", amount=500.0), Deal("L2"))
    after = snapshot(Deal("L2", "01-01 02-01"), Deal("L3"), Deal("L4"))
    found = compare(before, after)
    totals = [(t.stage, t.before, t.after, t.gone, t.kept) for t in found.stages]
    assert totals == [
        ("Lead", 2, 3, 1, 4),
        ("Opportunity", 1, 1, 1, 2),
        ("Won", 1, 0, 1, 1),
    ]
    assert found.won == (500.0, 0.0, 500.0)


def test_stages_are_compared_by_name() -> None:
    fewer = snapshot(Deal("L1", "01-01 02-01"), stages=("Lead", "Won"))
    found = compare(fewer, snapshot(Deal("L1", "01-01 - 02-01"), Deal("L2")))
    assert counts(found) == {"new": 1, "changed": 0, "unchanged": 1, "gone": 0}
    assert [total.stage for total in found.stages] == list(STAGES)


def test_a_dimension_is_compared_by_its_labels() -> None:
    before, after = snapshot(Deal("L1", channel="Web")), snapshot(Deal("L1", channel="Web"))
    after.journeys.dimensions["region"] = Dimension(np.zeros(1, np.int32), (BLANK,))
    after.journeys.dimensions["channel"] = Dimension(np.array([1], np.int32), ("Events", "Web"))
    assert counts(compare(before, after))["unchanged"] == 1
    after.journeys.dimensions["region"] = Dimension(np.zeros(1, np.int32), ("North",))
    found = compare(before, after)
    assert found.count_of(Change.DIMENSIONS) == 1


@given(some_snapshots(), some_snapshots())
def test_every_journey_belongs_to_one_part(before: Snapshot, after: Snapshot) -> None:
    found = compare(before, after)
    parts = np.concatenate([found.new, found.changed, found.unchanged])
    assert sorted(parts.tolist()) == list(range(len(after.journeys)))
    matched = set(found.was[found.was >= 0].tolist())
    assert matched.isdisjoint(found.gone.tolist())
    joined = set(range(len(before.journeys))) - matched - set(found.gone.tolist())
    keys = {*after.journeys.ids, *after.journeys.deal_ids}
    assert all({before.journeys.ids[i], before.journeys.deal_ids[i]} & keys for i in joined)
    totals = {total.stage: total for total in found.stages}
    assert totals["Lead"].before == len(before.journeys)
    assert totals["Lead"].after == len(after.journeys)
    assert totals["Lead"].gone == len(found.gone)


@given(some_snapshots())
def test_nothing_changes_from_data_to_themselves(data: Snapshot) -> None:
    found = compare(data, data)
    assert counts(found) == {"new": 0, "changed": 0, "unchanged": len(data.journeys), "gone": 0}
