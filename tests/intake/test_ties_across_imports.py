"""Leads and opportunities that come in different imports are tied as if they came together."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.journeys.diff import compare, reached_by, won_amount
from planner.journeys.table import Snapshot
from planner.journeys.union import unite
from tests.intake.files import assert_all_rows_accounted, imported, path_of, write_rows
from tests.journeys.tables import as_rows

STAGES = ("Inquiry", "MQL", "Opportunity", "Won")
LEAD = (
    "Lead ID",
    "Created Date",
    "MQL Date",
    "Lead Source",
    "Converted Opportunity ID",
    "Lead Status",
    "Converted Date",
)
DEAL = ("Opportunity ID", "Created Date", "Close Date", "Stage", "Amount", "Lead ID")
Rows = list[tuple[str, ...]]


def of_leads(folder: Path, *rows: tuple[str, ...]) -> Path:
    return write_rows(folder, "leads.csv", (LEAD, *rows))


def of_deals(folder: Path, *rows: tuple[str, ...]) -> Path:
    return write_rows(folder, "deals.csv", (DEAL, *rows))


def taken(*paths: Path) -> Snapshot:
    return imported(*paths, as_of="2026-06-30", stages=STAGES, currency="EUR")


def one_after_the_other(first: Path, second: Path) -> Snapshot:
    before, after = taken(first), taken(second)
    united = unite(before, after, keep_gone=True)
    assert_all_rows_accounted(united)
    return united


def assert_same(one: Snapshot, other: Snapshot) -> None:
    assert sorted(map(str, as_rows(one.journeys))) == sorted(map(str, as_rows(other.journeys)))
    assert reached_by(one.journeys) == reached_by(other.journeys)
    assert won_amount(one.journeys) == won_amount(other.journeys)
    assert (one.rows_read, one.merged) == (other.rows_read, other.merged)


WON = ("006A", "2026-03-01", "2026-05-01", "Closed Won", "900", "")


def test_an_opportunity_joins_the_lead_that_named_it_before(tmp_path: Path) -> None:
    leads = of_leads(tmp_path, ("L1", "2026-01-05", "2026-02-01", "Web", "006A", "Open", ""))
    united = one_after_the_other(leads, of_deals(tmp_path, WON))
    assert path_of(united, "L1") == {
        "dates": {
            "Inquiry": "2026-01-05",
            "MQL": "2026-02-01",
            "Opportunity": "2026-03-01",
            "Won": "2026-05-01",
        },
        "outcome": "WON",
        "left": None,
        "amount": 900.0,
    }
    assert (united.journeys.ids, united.journeys.deal_ids) == (("L1",), ("006A",))
    said = "1 record was tied to another of a different import by the ids they name."
    assert said in united.warnings
    assert not any("tied to none" in text for text in united.warnings)


def test_a_lead_joins_the_opportunity_that_named_it_before(tmp_path: Path) -> None:
    deals = of_deals(tmp_path, (*WON[:5], "L1"))
    leads = of_leads(tmp_path, ("L1", "2026-01-05", "2026-02-01", "Web", "", "Open", ""))
    united = one_after_the_other(deals, leads)
    assert (united.journeys.ids, united.journeys.deal_ids) == (("L1",), ("006A",))
    assert_same(united, taken(deals, leads))


def test_ids_of_a_report_and_of_a_dump_are_the_same(tmp_path: Path) -> None:
    lead = ("00Qbm00000LKJNN", "2026-01-05", "2026-02-01", "Web", "006bm00000LKJNNAA5", "", "")
    deals = of_deals(tmp_path, ("006bm00000LKJNN", *WON[1:]))
    united = one_after_the_other(of_leads(tmp_path, lead), deals)
    assert united.journeys.deal_ids == ("006bm00000LKJNN",)


def test_only_what_no_id_ties_is_said_to_stand_apart(tmp_path: Path) -> None:
    leads = of_leads(tmp_path, ("L1", "2026-01-05", "2026-02-01", "Web", "006A", "Open", ""))
    other = ("006B", "2026-03-09", "2026-08-01", "Proposal", "70", "")
    united = one_after_the_other(leads, of_deals(tmp_path, WON, other))
    (said,) = [text for text in united.warnings if "tied to none" in text]
    assert said.startswith("1 new journey came without the leads")


def test_what_is_tied_has_changed_and_is_neither_new_nor_gone(tmp_path: Path) -> None:
    rows = [(f"L{n}", f"2026-01-0{n}", "2026-02-01", "Web", "006A", "Open", "") for n in (1, 2)]
    before = taken(of_leads(tmp_path, *rows))
    united = unite(before, taken(of_deals(tmp_path, WON)), keep_gone=False)
    found = compare(before, united)
    assert (len(found.new), len(found.changed), len(found.gone)) == (0, 1, 0)


@pytest.mark.parametrize("again", ["leads", "deals"])
def test_either_side_exported_again_finds_its_journey(tmp_path: Path, again: str) -> None:
    leads = of_leads(
        tmp_path,
        ("L1", "2026-01-05", "2026-02-01", "Web", "", "Open", ""),
        ("L2", "2026-01-06", "", "Fair", "", "Open", ""),
    )
    deals = of_deals(tmp_path, (*WON[:5], "L1;L2"))
    united = one_after_the_other(leads, deals)
    assert len(united.journeys) == 1
    twice = unite(united, taken(leads if again == "leads" else deals), keep_gone=True)
    assert_all_rows_accounted(twice)
    assert as_rows(twice.journeys) == as_rows(united.journeys)


def test_older_leads_are_laid_beside_what_the_plan_has(tmp_path: Path) -> None:
    """They change nothing back, so that they are not refused, and the next import ties them."""
    new = of_leads(tmp_path, ("L1", "2026-01-05", "2026-02-01", "Web", "", "Open", ""))
    plan = one_after_the_other(of_deals(tmp_path, WON), new)
    old = of_leads(tmp_path, ("L2", "2026-01-02", "2026-01-03", "Web", "006A", "Open", ""))
    earlier = imported(old, as_of="2026-02-28", stages=STAGES, currency="EUR")
    beside = unite(plan, earlier, keep_gone=True)
    assert len(beside.journeys) == 3
    next_time = unite(beside, taken(of_deals(tmp_path, WON)), keep_gone=True)
    assert len(next_time.journeys) == 2
    assert_all_rows_accounted(next_time)


def cells(ids: list[str]) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(ids), max_size=2, unique=True).map(";".join)


LEAD_IDS, DEAL_IDS = [f"L{n}" for n in range(5)], [f"006{n}" for n in range(4)]


@st.composite
def exports(draw: st.DrawFn) -> tuple[Rows, Rows]:
    """Draw leads and opportunities that may name each other, each created on a day of its own."""
    days = iter(draw(st.permutations(range(10, 28))))
    leads = [
        (one, f"2026-01-{next(days)}", draw(st.sampled_from(["", "2026-02-01"])),
         draw(st.sampled_from(["", "Web", "Fair"])), draw(cells(DEAL_IDS)),
         draw(st.sampled_from(["Open", "Qualified", "Unqualified"])),
         draw(st.sampled_from(["", "2026-03-05"])))
        for one in draw(st.lists(st.sampled_from(LEAD_IDS), min_size=1, unique=True))
    ]  # fmt: skip
    deals = [
        (one, f"2026-03-{next(days)}", "2026-05-01", draw(st.sampled_from(["Closed Won",
         "Closed Lost", "Proposal"])), draw(st.sampled_from(["", "100"])), draw(cells(LEAD_IDS)))
        for one in draw(st.lists(st.sampled_from(DEAL_IDS), min_size=1, unique=True))
    ]  # fmt: skip
    return leads, deals


@given(rows=exports())
def test_both_orders_are_as_both_together(
    rows: tuple[Rows, Rows], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("exports")
    leads, deals = of_leads(folder, *rows[0]), of_deals(folder, *rows[1])
    together = taken(leads, deals)
    assert_same(one_after_the_other(leads, deals), together)
    assert_same(one_after_the_other(deals, leads), together)
