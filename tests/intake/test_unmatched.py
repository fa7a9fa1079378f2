"""Records of both sides that found no partner are counted, and can be listed."""

from pathlib import Path

from planner.sheets.arrangement import OneOf
from planner.sheets.joined import BOTH, LEAD, LOST, OPPORTUNITY, joined_field
from tests.intake.files import imported, write_text

LEADS = """Lead ID,Created Date,Lead Source,Lead Status,Converted,Converted Opportunity ID
L1,2026-01-05,Web,Closed - Converted,TRUE,D1
L2,2026-01-06,Web,Closed - Converted,TRUE,D404
L3,2026-01-07,Web,Closed - Converted,TRUE,
L4,2026-01-08,Web,Open,FALSE,"""
DEALS = """Opportunity ID,Opportunity Name,Created Date,Close Date,Stage,Amount,Lead ID
D1,A,2026-02-01,2026-03-01,Closed Won,5000,
D2,B,2026-02-02,2026-03-02,Closed Won,5000,L404
D3,C,2026-02-03,2026-03-03,Closed Lost,5000,
D4,D,2026-02-04,2026-03-04,Prospecting,5000,L1"""


def test_what_found_no_partner_is_counted_by_its_reason(tmp_path: Path) -> None:
    leads = write_text(tmp_path, "leads.csv", LEADS)
    deals = write_text(tmp_path, "deals.csv", DEALS)
    warnings = imported(leads, deals, as_of="2026-04-01").warnings
    assert "1 opportunity names a lead that is in no file." in warnings
    assert "1 opportunity has no lead." in warnings
    assert "1 converted lead names an opportunity that is in no file." in warnings
    assert "1 lead is marked converted without an opportunity." in warnings
    assert "1 further opportunity of a lead that has one is a journey of its own." in warnings
    assert "They are listed on the Data sheet: filter Joined." in warnings


def test_the_journeys_say_which_sides_they_are_made_of(tmp_path: Path) -> None:
    leads = write_text(tmp_path, "leads.csv", LEADS)
    deals = write_text(tmp_path, "deals.csv", DEALS)
    journeys = imported(leads, deals, as_of="2026-04-01").journeys
    field = joined_field(journeys)
    assert field is not None
    listed = {
        label: {
            name
            for name, kept in zip(
                journeys.ids, field.keeps(OneOf("joined", frozenset({label}))), strict=True
            )
            if kept
        }
        for label in (BOTH, LEAD, OPPORTUNITY, LOST)
    }
    assert listed == {
        BOTH: {"L1"},
        LEAD: {"L4"},
        OPPORTUNITY: {"D2", "D3", "D4"},
        LOST: {"L2", "L3"},
    }


def test_without_any_key_it_is_said_that_nothing_ties_them(tmp_path: Path) -> None:
    leads = write_text(
        tmp_path, "leads.csv", "Lead ID,Created Date,Lead Status\nL1,2026-01-05,Open"
    )
    deals = write_text(
        tmp_path,
        "deals.csv",
        "Opportunity ID,Opportunity Name,Created Date,Close Date,Stage\n"
        "D1,A,2026-02-01,2026-03-01,Closed Won",
    )
    assert (
        "No column ties opportunities to leads: all 1 leads and 1 opportunities are journeys of "
        "their own."
    ) in imported(leads, deals).warnings


def test_one_side_alone_misses_nothing(tmp_path: Path) -> None:
    deals = write_text(tmp_path, "deals.csv", DEALS)
    snapshot = imported(deals, as_of="2026-04-01")
    assert not any("no lead" in warning for warning in snapshot.warnings)
    assert joined_field(snapshot.journeys) is None
