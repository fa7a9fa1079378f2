"""United imports: the new data stand, and what was merely not exported again is kept."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given

from planner.base.days import iso
from planner.base.problem import RefusedError
from planner.journeys.diff import compare
from planner.journeys.table import (
    BLANK,
    Dimension,
    SetAside,
    Snapshot,
    SourceFile,
    Spend,
    no_journeys,
)
from planner.journeys.union import unite
from tests.intake.files import assert_all_rows_accounted
from tests.journeys.tables import DEALS, LEADS, Deal, as_rows, day, snapshot, some_snapshots

SPEND = SourceFile("spend.csv", "spend", "generic", "", 1, 2)


def test_gone_ones_are_kept_below_the_new_data_or_dropped() -> None:
    march = snapshot(Deal("L1", channel="Fair"), Deal("L2"))
    april = snapshot(Deal("L2", "01-01 04-01"), Deal("L3"), as_of="07-31")
    kept = unite(march, april, keep_gone=True)
    assert kept.journeys.ids == ("L2", "L3", "L1")
    assert as_rows(kept.journeys)[2] == as_rows(march.journeys)[0]
    assert kept.warnings == ("1 journey no longer in the exports, kept as they last stood.",)
    assert (kept.rows_read, kept.as_of) == (3, day("07-31"))
    assert unite(march, april, keep_gone=False) is april


def test_the_first_import_stands_alone() -> None:
    first = snapshot(Deal("L1"))
    assert unite(None, first, keep_gone=True) is first


def test_a_stage_that_lost_its_date_keeps_the_one_it_had() -> None:
    march = snapshot(Deal("L1", "01-01 02-01"), Deal("L2", "01-01 02-01"))
    april = snapshot(Deal("L1", "01-01 -"), Deal("L2", "01-01"), as_of="07-31")
    united = unite(march, april, keep_gone=True)
    assert united.journeys.entered[0, 1] == day("02-01")
    assert not united.journeys.reached[1, 1]


def test_opportunities_exported_alone_keep_their_leads() -> None:
    march = snapshot(Deal("L1", "01-01 02-01", "D1", "Web", 100.0), Deal("L2"))
    april = snapshot(Deal("D1", "- 02-01 04-01", "D1", BLANK, 120.0), as_of="07-31", files=(DEALS,))
    table = unite(march, april, keep_gone=True).journeys
    assert (
        as_rows(table)[0]
        == as_rows(snapshot(Deal("L1", "01-01 02-01 04-01", "D1", "Web", 120.0)).journeys)[0]
    )
    assert table.ids == ("L1", "L2")


def test_what_was_not_exported_is_neither_gone_nor_changed() -> None:
    """Only opportunities again: the lead L2 stays even where what is gone is dropped."""
    deal = Deal("L1", "01-01 02-01", "D1", "Web", 100.0)
    march = snapshot(deal, Deal("L2"), Deal("L3", "01-01 02-01", "D3"))
    april = snapshot(Deal("D1", "- 02-01", "D1", BLANK, 100.0), as_of="07-31", files=(DEALS,))
    dropped = unite(march, april, keep_gone=False)
    assert dropped.journeys.ids == ("L1", "L2")
    found = compare(march, dropped)
    assert [march.journeys.ids[i] for i in found.gone] == ["L3"]
    assert (len(found.new), len(found.changed), len(found.unchanged)) == (0, 0, 2)
    assert_all_rows_accounted(dropped)


def test_an_opportunity_outside_the_filter_stays_when_its_lead_has_another() -> None:
    """D1 was won and is not exported any more; its lead L1 now goes with D2."""
    won = Deal("L1", "01-01 02-01 03-01", "D1", "Web", 100.0)
    march = snapshot(won, Deal("D2", "- 02-10", "D2", "Web", 50.0))
    april = snapshot(Deal("L1", "01-01 02-10", "D2", "Web", 50.0), as_of="07-31")
    found = compare(march, april)
    assert found.gone_examples == ("D1",)
    united = unite(march, april, keep_gone=True)
    alone = Deal("D1", "- 02-01 03-01", "D1", "Web", 100.0)
    kept = snapshot(Deal("L1", "01-01 02-10", "D2", "Web", 50.0), alone)
    assert as_rows(united.journeys) == as_rows(kept.journeys)
    assert "1 journey no longer in the exports, kept as they last stood." in united.warnings
    assert_all_rows_accounted(united)


def test_leads_exported_alone_keep_their_opportunities() -> None:
    march = snapshot(Deal("L1", "01-01 02-01 03-01", "D1", "Web", 100.0, "03-01"))
    april = snapshot(Deal("L1", "01-01", channel="Fair"), as_of="07-31", files=(LEADS,))
    united = unite(march, april, keep_gone=True)
    expected = Deal("L1", "01-01 02-01 03-01", "D1", "Fair", 100.0, "03-01")
    assert as_rows(united.journeys) == as_rows(snapshot(expected).journeys)
    (said,) = united.warnings
    assert said.startswith("1 journey of which only one side was exported")


def with_rep(data: Snapshot, rep: str) -> Snapshot:
    data.journeys.dimensions["rep"] = Dimension(np.zeros(len(data.journeys), np.int32), (rep,))
    return data


def test_of_a_side_not_exported_again_what_it_decides_stands() -> None:
    """The lead decides the channel, the opportunity the rep, whatever the other says."""
    march = with_rep(snapshot(Deal("L1", "01-01 02-01", "D1", "Web")), "Ann")
    deals = snapshot(Deal("D1", "- 02-01", "D1", "Mail"), as_of="07-31", files=(DEALS,))
    leads = snapshot(Deal("L1", "01-01", "", "Fair"), as_of="07-31", files=(LEADS,))
    for after, channel, rep in ((deals, "Web", "Bob"), (leads, "Fair", "Ann")):
        table = unite(march, with_rep(after, "Bob"), keep_gone=True).journeys
        found = {n: d.labels[d.codes[0]] for n, d in table.dimensions.items()}
        assert found == {"channel": channel, "rep": rep}


def test_what_was_not_exported_again_stays() -> None:
    bad = SetAside("leads.csv", "", 7, "no lead id", ("", "Web"))
    old_bad = SetAside("deals.csv", "", 3, "no opportunity id", ("",))
    march = replace(
        snapshot(Deal("L1"), aside=(bad, old_bad), files=(LEADS, DEALS, SPEND)),
        spend=(Spend("Web", 24300, 10.0), Spend("Web", 24301, 20.0)),
    )
    april = replace(
        snapshot(Deal("D2", "- 02-01", "D2"), as_of="07-31", files=(DEALS,)),
        spend=(Spend("Web", 24301, 25.0),),
    )
    united = unite(march, april, keep_gone=True)
    assert united.set_aside == (bad,)
    assert [file.kind for file in united.files] == ["opportunities", "leads", "spend"]
    assert united.spend == (Spend("Web", 24300, 10.0), Spend("Web", 24301, 25.0))
    assert_all_rows_accounted(united)


def test_spend_alone_is_laid_beside_the_data_so_far() -> None:
    march = replace(snapshot(Deal("L1")), warnings=("No spend: cost is not measured.", "Odd."))
    nobody = no_journeys(march.journeys.stages, 0, "USD")
    spent = (Spend("Web", 24301, 25.0),)
    alone = replace(march, journeys=nobody, files=(SPEND,), warnings=(), spend=spent)
    united = unite(march, alone, keep_gone=True)
    assert united.journeys is march.journeys
    assert united.spend == alone.spend
    assert united.warnings == ("Odd.",)
    assert SPEND in united.files


def test_spend_that_comes_first_waits_for_journeys() -> None:
    """Its day, the end of its last month, is later than any change of the journeys."""
    nobody = no_journeys(("Inquiry", "Won"), day("12-31"), "EUR")
    spent = (Spend("Web", 24301, 25.0),)
    first = Snapshot(nobody, (SPEND,), 0, 0, (), {}, (), spent)
    assert unite(None, first, keep_gone=True) is first
    united = unite(first, snapshot(Deal("L1")), keep_gone=True)
    assert (united.journeys.ids, united.as_of) == (("L1",), day("06-30"))
    assert united.spend == spent
    assert_all_rows_accounted(united)


NAMELESS = SourceFile("leads.csv", "leads", "generic", "", 1, 0, {"Created": "created"})


def test_journeys_without_id_are_replaced_only_by_files_of_their_kind() -> None:
    march = snapshot(Deal("leads row 2"), Deal("D1", "- 02-01", "D1"), files=(NAMELESS, DEALS))
    deals = snapshot(Deal("D1", "- 02-01", "D1"), as_of="07-31", files=(DEALS,))
    assert unite(march, deals, keep_gone=True).journeys.ids == ("D1", "leads row 2")
    leads = snapshot(Deal("leads row 9"), as_of="07-31", files=(NAMELESS,))
    united = unite(march, leads, keep_gone=True)
    assert united.journeys.ids == ("leads row 9", "D1")
    said = "1 journey from before without an id, not found again and left out."
    assert said in united.warnings
    assert_all_rows_accounted(united)


def test_older_data_that_change_newer_ones_back_replace_them_and_say_so() -> None:
    march = snapshot(Deal("L2", channel="Fair"), as_of="03-31")
    june = snapshot(Deal("L1"), Deal("L2", channel="Web"))
    united = unite(june, march, keep_gone=False)
    assert united.journeys.ids == ("L2",)
    assert united.warnings == (
        f"These data are as of {iso(day('03-31'))} and replace newer ones, as of "
        f"{iso(day('06-30'))}: 1 journey changed back, 1 left out.",
    )
    with pytest.raises(RefusedError, match="so that 1 journey they lack cannot be kept"):
        unite(june, march, keep_gone=True)


def test_older_data_that_change_nothing_back_are_laid_beside() -> None:
    march, june = snapshot(Deal("L2"), Deal("L3"), as_of="03-31"), snapshot(Deal("L1"), Deal("L3"))
    for keep_gone, ids in ((True, ("L2", "L3", "L1")), (False, ("L2", "L3"))):
        united = unite(june, march, keep_gone)
        assert (united.journeys.ids, united.as_of) == (ids, june.as_of)
        assert not compare(june, united).changed.size
        assert_all_rows_accounted(united)


def dated(file: SourceFile, as_of: str) -> SourceFile:
    return replace(file, as_of=day(as_of))


def test_leads_and_opportunities_of_one_night_last_changed_on_different_days() -> None:
    """The opportunities changed on the 30th, the leads on the 25th; next night's leads change L1 on
    the 27th: newer than the leads so far, though older than the opportunities."""
    deal = Deal("L1", "01-01 02-01", "D1", "Web", 100.0)
    files = (dated(LEADS, "06-25"), dated(DEALS, "06-30"))
    plan = snapshot(deal, Deal("L2"), files=files)
    leads = snapshot(
        Deal("L1", "01-01 02-03", channel="Fair"), Deal("L2"), Deal("L3"),
        as_of="06-27", files=(dated(LEADS, "06-27"),),
    )  # fmt: skip
    united = unite(plan, leads, keep_gone=True)
    kept = Deal("L1", "01-01 02-01", "D1", "Fair", 100.0)
    expected = snapshot(kept, Deal("L2"), Deal("L3"))
    assert as_rows(united.journeys) == as_rows(expected.journeys)
    assert united.as_of == plan.as_of
    assert [file.as_of for file in united.files] == [day("06-27"), day("06-30")]
    apart = "1 new journey came without the opportunities and is tied to none of them"
    assert any(text.startswith(apart) for text in united.warnings)
    before = snapshot(Deal("L1"), as_of="06-25", files=(dated(LEADS, "06-25"),))
    with pytest.raises(RefusedError, match="would change 1 journey back"):
        unite(united, before, keep_gone=True)


def test_kept_journeys_take_the_new_data_s_stages_by_name() -> None:
    march = snapshot(Deal("L1", "01-01 02-01"), stages=("Lead", "Won"))
    united = unite(march, snapshot(Deal("L2"), as_of="07-31"), keep_gone=True)
    assert as_rows(united.journeys)[1] == as_rows(snapshot(Deal("L1", "01-01 - 02-01")).journeys)[0]


def test_other_stages_are_refused() -> None:
    march = snapshot(Deal("L1"), stages=("Visit", "Trial"))
    with pytest.raises(RefusedError, match="The data so far go through Visit, Trial"):
        unite(march, snapshot(Deal("L2"), as_of="07-31"), keep_gone=True)


def test_kept_amounts_in_another_currency_are_refused() -> None:
    march = snapshot(Deal("L1", amount=100.0), currency="USD")
    july = snapshot(Deal("L2"), as_of="07-31")
    with pytest.raises(RefusedError, match="The data so far are in USD, these in EUR"):
        unite(march, july, keep_gone=True)
    without = snapshot(Deal("L1"), currency="USD")
    assert unite(without, july, keep_gone=True).journeys.currency == "EUR"


def test_a_lead_and_an_opportunity_now_apart_stand_as_they_are() -> None:
    march = snapshot(Deal("L1", "01-01 02-01", "D1"))
    april = snapshot(Deal("L1"), Deal("D1", "- 02-01", "D1"), as_of="07-31")
    assert as_rows(unite(march, april, keep_gone=True).journeys) == as_rows(april.journeys)


@given(some_snapshots(), some_snapshots("07-31"))
def test_the_account_of_rows_stays_true(before: Snapshot, after: Snapshot) -> None:
    found, united = compare(before, after), unite(before, after, keep_gone=True)
    assert_all_rows_accounted(united)
    assert len(united.journeys) == len(after.journeys) + len(found.gone)
    assert not len(compare(before, united).gone)
    assert not len(compare(after, united).gone)


@given(some_snapshots(), some_snapshots("07-31"))
def test_importing_twice_changes_nothing_more(before: Snapshot, after: Snapshot) -> None:
    once = unite(before, after, keep_gone=True)
    twice = unite(once, after, keep_gone=True)
    assert as_rows(twice.journeys) == as_rows(once.journeys)
    assert (twice.rows_read, twice.merged) == (once.rows_read, once.merged)


@given(some_snapshots())
def test_uniting_with_itself_changes_nothing(data: Snapshot) -> None:
    assert as_rows(unite(data, data, keep_gone=True).journeys) == as_rows(data.journeys)
