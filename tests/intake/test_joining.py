"""Leads and opportunities of one account: each opportunity takes the nearest free lead."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.base.days import NO_DAY
from planner.intake.records.joining import join
from planner.intake.values.typed import Typed
from planner.journeys.table import Snapshot
from tests.intake.files import imported, labels_of, path_of, write_text

ACCOUNTS = st.sampled_from(["", "Acme", "ACME", "Beta"])
DAYS = st.sampled_from([NO_DAY, 100, 110, 120, 130, 5000])
ROWS = st.lists(st.tuples(ACCOUNTS, DAYS), max_size=8)


def typed(rows: list[tuple[str, int]]) -> Typed:
    accounts = np.array([account for account, _ in rows], dtype=object)
    days = np.array([day for _, day in rows], np.int32)
    return Typed(len(rows), {"account": accounts}, {"created": days})


@given(ROWS, ROWS)
def test_each_opportunity_takes_the_nearest_lead_that_is_still_free(
    leads: list[tuple[str, int]], deals: list[tuple[str, int]]
) -> None:
    ties = join(typed(leads), typed(deals), "account", None, "lead_id")
    free = {i for i, (account, day) in enumerate(leads) if account and day != NO_DAY}
    by_day = sorted(range(len(deals)), key=lambda i: deals[i][1])
    for deal in by_day:
        account, day = deals[deal]
        distance = {
            lead: abs(leads[lead][1] - day)
            for lead in free
            if leads[lead][0].casefold() == account.casefold() and day != NO_DAY
        }
        best = min(distance.values(), default=9999)
        chosen = int(ties.lead_of[deal])
        assert (chosen >= 0) == (best <= 730)
        if chosen >= 0:
            assert distance[chosen] == best
            free.remove(chosen)
    assert sum(ties.counts.values()) == int((ties.lead_of >= 0).sum())


def test_a_lead_goes_with_its_earliest_dated_opportunity(tmp_path: Path) -> None:
    leads = write_text(tmp_path, "leads.csv", "Lead ID,Created Date\nL1,2024-01-01\nL2,2024-01-02")
    deals = write_text(
        tmp_path,
        "deals.csv",
        "Opportunity ID,Lead ID,Created Date,Stage,Amount\nO1,L1,,Prospecting,10\n"
        "O2,L1,2024-03-01,Prospecting,20\nO3,L1,2024-02-01,Prospecting,30\nO4,L2,,Prospecting,40",
    )
    table = imported(leads, deals).journeys
    assert dict(zip(table.deal_ids, table.ids, strict=True)) == {
        "O3": "L1",
        "O4": "L2",
        "O1": "O1",
        "O2": "O2",
    }


def test_several_leads_of_one_opportunity_enter_a_stage_when_the_first_did(tmp_path: Path) -> None:
    leads = write_text(
        tmp_path,
        "leads.csv",
        "Lead ID,Created Date,Converted Opportunity ID,Date Qualified\n"
        "L1,2024-01-01,O1,2024-01-20\nL2,2024-01-02,O1,2024-01-10",
    )
    deals = write_text(
        tmp_path, "deals.csv", "Opportunity ID,Created Date,Stage\nO1,2024-02-01,Prospecting"
    )
    snapshot = imported(
        leads,
        deals,
        maps=(("entered:Demo", "Date Qualified"),),
        stages=("Inquiry", "Demo", "Opportunity", "Won"),
    )
    assert path_of(snapshot, "L1")["dates"]["Demo"] == "2024-01-10"


def test_the_older_lead_fills_what_the_first_one_leaves_blank(tmp_path: Path) -> None:
    deals = write_text(
        tmp_path, "deals.csv", "Opportunity ID,Created Date,Stage\nO1,2024-05-01,Prospecting"
    )
    rows = ["L1,2024-01-01,,O1", "L2,2024-03-01,Event,O1", "L3,2024-02-01,Web,O1"]
    for order in (rows, rows[::-1]):
        header = "Lead ID,Created Date,Lead Source,Converted Opportunity ID"
        leads = write_text(tmp_path, "leads.csv", "\n".join([header, *order]))
        assert labels_of(imported(leads, deals), "channel") == {"L1": "Web"}


def tied(folder: Path, deals: str, leads: str = "L1,2024-01-01,\nL2,2024-01-02,") -> Snapshot:
    """Import leads and the opportunities that name them."""
    header = "Lead ID,Created Date,Converted Opportunity ID"
    paths = (
        write_text(folder, "leads.csv", f"{header}\n{leads}"),
        write_text(folder, "deals.csv", f"Opportunity ID;Created Date;Stage;Lead ID\n{deals}"),
    )
    return imported(*paths)


def deals_of(snapshot: Snapshot) -> dict[str, str]:
    table = snapshot.journeys
    return dict(zip(table.ids, table.deal_ids, strict=True))


@pytest.mark.parametrize("cell", ['"L2;L1"', "L2, L1", "L1,L2", '"L1; L2; L7"', '"L2\nL1"'])
def test_all_leads_that_an_opportunity_names_are_one_journey(tmp_path: Path, cell: str) -> None:
    snapshot = tied(tmp_path, f"O1;2024-02-01;Prospecting;{cell}")
    assert deals_of(snapshot) == {"L1": "O1"}
    assert (snapshot.rows_read, snapshot.merged) == (3, 2)
    assert snapshot.joined == {"lead_id": 1}
    assert path_of(snapshot, "L1")["dates"]["Inquiry"] == "2024-01-01"


def test_a_lead_named_by_several_opportunities_goes_with_the_earliest(tmp_path: Path) -> None:
    rows = 'O1;2024-03-01;Prospecting;"L3;L2"\nO2;2024-02-01;Prospecting;"L1;L2"'
    leads = "L1,2024-01-03,\nL2,2024-01-02,\nL3,2024-01-04,"
    snapshot = tied(tmp_path, f"{rows}\nO3;2024-04-01;Prospecting;L2", leads)
    assert deals_of(snapshot) == {"L2": "O2", "L3": "O1", "O3": "O3"}
    assert (snapshot.merged, snapshot.joined) == (3, {"lead_id": 3})


def test_leads_named_beside_the_converted_one_join_its_journey(tmp_path: Path) -> None:
    leads = "L1,2024-01-01,O1\nL2,2024-01-02,\nL3,2024-01-03,"
    snapshot = tied(tmp_path, 'O1;2024-02-01;Prospecting;"L2;L1"', leads)
    assert deals_of(snapshot) == {"L1": "O1", "L3": ""}
    contrary = tied(tmp_path, "O1;2024-02-01;Prospecting;L2", leads)
    assert deals_of(contrary) == {"L1": "O1", "L2": "", "L3": ""}


def test_an_id_with_a_comma_is_one_id(tmp_path: Path) -> None:
    leads = '"L,1",2024-01-01,\nL,2024-01-02,'
    snapshot = tied(tmp_path, "O1;2024-02-01;Prospecting;L,1", leads)
    assert deals_of(snapshot) == {"L,1": "O1", "L": ""}


def test_leads_of_opportunities_in_a_chain_keep_their_journeys(tmp_path: Path) -> None:
    """L1 converted to O1, L3 to O2, L2 to both: what belongs together stays whole."""
    leads = "L2,2024-01-02,O1;O2\nL1,2024-01-03,O1\nL3,2024-01-01,O2\nL4,2024-01-04,O2"
    snapshot = tied(tmp_path, "O1;2024-02-01;Prospecting;\nO2;2024-02-02;Prospecting;", leads)
    assert (snapshot.rows_read, len(snapshot.journeys), snapshot.merged) == (6, 2, 4)
    assert "O1" in snapshot.journeys.deal_ids
    assert "O2" in snapshot.journeys.deal_ids
