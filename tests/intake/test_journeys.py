"""Rules of domain.md, section 3, each by a small example."""

from pathlib import Path

import numpy as np
import pytest

from planner.base.days import iso
from planner.base.problem import RefusedError
from planner.intake import propose
from tests.intake.files import (
    BLANK,
    assert_all_rows_accounted,
    imported,
    labels_of,
    path_of,
    write_text,
)

LEADS = """
    Lead ID,Create Date,MQL Date,SAL Date,Lead Status,Lead Source,Converted Opportunity ID,{more}
"""


def leads(folder: Path, rows: str, more: str = "Disqualified Date") -> Path:
    return write_text(folder, "leads.csv", LEADS.strip().format(more=more) + "\n" + rows.strip())


def deals(folder: Path, rows: str, header: str = "") -> Path:
    header = header or "Opportunity ID,Created Date,Stage,Amount,Close Date,Lead Source,Lead ID"
    return write_text(folder, "deals.csv", header + "\n" + rows.strip())


def test_a_lead_and_its_opportunity_are_one_journey(tmp_path: Path) -> None:
    snapshot = imported(
        leads(tmp_path, "L1,2024-01-01,2024-01-05,2024-01-09,Converted,Web,O1,"),
        deals(tmp_path, "O1,2024-02-01,Closed Won,5000,2024-04-01,Trade show,"),
    )
    assert (len(snapshot.journeys), snapshot.merged) == (1, 1)
    assert snapshot.joined == {"converted_opportunity_id": 1}
    assert path_of(snapshot, "L1") == {
        "dates": {
            "Inquiry": "2024-01-01",
            "MQL": "2024-01-05",
            "SAL": "2024-01-09",
            "Opportunity": "2024-02-01",
            "Won": "2024-04-01",
        },
        "outcome": "WON",
        "left": None,
        "amount": 5000.0,
    }
    assert labels_of(snapshot, "channel") == {"L1": "Web"}
    assert any(w.startswith("1 journey where lead and opp") for w in snapshot.warnings)


def test_leads_alone_keep_the_dates_of_their_last_stage(tmp_path: Path) -> None:
    path = write_text(
        tmp_path,
        "leads.csv",
        """Lead ID,Create Date,MQL Date,Lead Source
        L1,2024-01-01,2024-01-05,Web
        L2,2024-01-02,,Web""",
    )
    snapshot = imported(path)
    assert snapshot.journeys.stages == ("Inquiry", "MQL")
    assert path_of(snapshot, "L1")["dates"] == {"Inquiry": "2024-01-01", "MQL": "2024-01-05"}
    assert path_of(snapshot, "L2")["dates"] == {"Inquiry": "2024-01-02"}


def test_short_and_long_salesforce_ids_match(tmp_path: Path) -> None:
    snapshot = imported(
        leads(tmp_path, "L1,2024-01-01,,,Converted,Web,006bm00000LKJNNAA5,"),
        deals(tmp_path, "006bm00000LKJNN,2024-02-01,Prospecting,5000,2024-04-01,,"),
    )
    assert snapshot.joined == {"converted_opportunity_id": 1}


def test_joining_by_the_opportunitys_lead_id(tmp_path: Path) -> None:
    snapshot = imported(
        leads(tmp_path, "L1,2024-01-01,,,Converted,Web,,"),
        deals(tmp_path, "O1,2024-02-01,Prospecting,1,2024-04-01,,L1\nO2,2024-02-01,New,1,,,"),
    )
    assert snapshot.joined == {"lead_id": 1}
    assert snapshot.journeys.ids == ("L1", "O2")


def test_joining_by_email_and_by_account(tmp_path: Path) -> None:
    lead_file = write_text(
        tmp_path,
        "leads.csv",
        """Lead ID,Create Date,Lead Status,Email,Company
        L1,2024-01-01,Open,ann@x.example,Acme
        L2,2024-03-01,Open,bob@x.example,acme""",
    )
    deal_file = write_text(
        tmp_path,
        "deals.csv",
        """Opportunity ID,Created Date,Stage,Close Date,Email,Account Name
        O1,2024-03-05,Closed Won,2024-04-01,ANN@x.example,ACME""",
    )
    assert imported(lead_file, deal_file).joined == {}
    by_mail = imported(lead_file, deal_file, join="email")
    assert by_mail.joined == {"email": 1}
    assert path_of(by_mail, "L1")["outcome"] == "WON"
    by_account = imported(lead_file, deal_file, join="account")
    assert by_account.joined == {"account": 1}
    assert path_of(by_account, "L2")["outcome"] == "WON"
    with pytest.raises(RefusedError, match="no column 'shoe size' to join by"):
        imported(lead_file, deal_file, join="shoe size")


def test_an_opportunity_without_lead_is_a_journey_of_its_own(tmp_path: Path) -> None:
    snapshot = imported(
        leads(tmp_path, "L1,2024-01-01,,,Open,Web,,"),
        deals(tmp_path, "O1,2024-02-01,Closed Lost,5000,2024-04-01,Outbound,"),
    )
    journey = path_of(snapshot, "O1")
    assert journey["dates"]["Opportunity"] == "2024-02-01"
    assert journey["dates"]["Inquiry"] is None
    assert (journey["outcome"], journey["left"]) == ("LOST", "2024-04-01")
    assert labels_of(snapshot, "source team") == {"L1": "Marketing", "O1": "Sales"}


def test_skipped_stages_count_as_passed(tmp_path: Path) -> None:
    rows = "L1,2024-01-01,,2024-01-09,Open,Web,,\nL2,2024-01-02,2024-01-03,,Open,Web,,"
    snapshot = imported(leads(tmp_path, rows))
    assert path_of(snapshot, "L1")["dates"] == {
        "Inquiry": "2024-01-01",
        "MQL": None,
        "SAL": "2024-01-09",
    }
    assert iso(int(snapshot.journeys.effective[0, 1])) == "2024-01-09"


@pytest.mark.parametrize(
    ("dates", "left"),
    [
        ("2024-03-01,2024-05-01,2024-04-01", "2024-03-01"),
        (",2024-05-01,2024-04-01", "2024-05-01"),
        (",,2024-04-01", "2024-04-01"),
        (",,", None),
    ],
)
def test_the_day_a_lost_lead_left(tmp_path: Path, dates: str, left: str | None) -> None:
    more = "Disqualified Date,Last Modified Date,Last Activity"
    snapshot = imported(
        leads(tmp_path, f"L1,2024-01-01,,,Closed - Not Converted,Web,,{dates}", more),
        deals(tmp_path, "O1,2024-02-01,Closed Won,5,2024-06-01,,"),
    )
    journey = path_of(snapshot, "L1")
    assert (journey["outcome"], journey["left"]) == ("LOST", left)


def test_amounts_of_one_opportunity_on_several_rows_are_added_up(tmp_path: Path) -> None:
    snapshot = imported(
        deals(
            tmp_path,
            """O1,2024-02-01,Closed Won,100,2024-04-01,Web,A
            O1,2024-02-01,Closed Won,50,2024-04-01,Web,B
            O1,2024-02-01,Closed Won,50,2024-04-01,Web,B
            O2,2024-02-01,Closed Won,,2024-04-01,Web,A
            O3,2024-02-01,Closed Won,0,2024-04-01,,A""",
            "Opportunity ID,Created Date,Stage,Amount,Close Date,Lead Source,Product",
        )
    )
    assert (len(snapshot.journeys), snapshot.merged) == (3, 2)
    assert path_of(snapshot, "O1")["amount"] == 150
    assert np.isnan(snapshot.journeys.amount[1:]).all()
    assert any(w.startswith("2 journeys won without an amount") for w in snapshot.warnings)
    assert labels_of(snapshot, "channel")["O3"] == BLANK


def test_a_lead_listed_twice_is_merged(tmp_path: Path) -> None:
    snapshot = imported(
        leads(
            tmp_path,
            """L1,2024-01-05,2024-01-09,,Open,,,
            L1,2024-01-01,,,Open,Web,,
            ,2024-01-02,,,Open,Web,,""",
        ),
        deals(tmp_path, "O1,2024-02-01,New,5,2030-06-01,,"),
    )
    assert path_of(snapshot, "L1")["dates"] == {"Inquiry": "2024-01-01", "MQL": "2024-01-09"}
    assert labels_of(snapshot, "channel")["L1"] == "Web"
    assert [(a.file, a.row, a.reason) for a in snapshot.set_aside] == [
        ("leads.csv", 4, "no lead id")
    ]
    assert snapshot.set_aside[0].cells[1] == "2024-01-02"
    assert_all_rows_accounted(snapshot)


def test_several_leads_to_one_opportunity_are_one_journey(tmp_path: Path) -> None:
    snapshot = imported(
        leads(tmp_path, "L2,2024-01-05,,,Converted,Web,O1,\nL1,2024-01-01,,,Converted,Event,O1,"),
        deals(tmp_path, "O1,2024-02-01,Closed Won,5,2024-06-01,,"),
    )
    assert snapshot.journeys.ids == ("L1",)
    assert snapshot.merged == 2
    assert labels_of(snapshot, "channel") == {"L1": "Event"}


def test_a_lead_with_two_opportunities_keeps_the_earlier(tmp_path: Path) -> None:
    rows = "O2,2024-05-01,New,7,2024-09-01,,L1\nO1,2024-02-01,Closed Won,5,2024-06-01,,L1"
    snapshot = imported(leads(tmp_path, "L1,2024-01-01,,,Converted,Web,,"), deals(tmp_path, rows))
    assert snapshot.journeys.ids == ("L1", "O2")
    assert path_of(snapshot, "L1")["amount"] == 5
    assert (path_of(snapshot, "O2")["outcome"], snapshot.merged) == ("OPEN", 1)


def test_dates_out_of_order_are_kept(tmp_path: Path) -> None:
    snapshot = imported(deals(tmp_path, "O1,2024-06-01,Closed Won,5,2024-05-01,,"))
    assert path_of(snapshot, "O1")["dates"] == {"Opportunity": "2024-06-01", "Won": "2024-05-01"}
    assert any(w.startswith("1 journey with dates out of order") for w in snapshot.warnings)


def test_currencies_are_never_added_up(tmp_path: Path) -> None:
    path = deals(
        tmp_path,
        """O1,2024-02-01,Closed Won,100,EUR,2024-04-01
        O2,2024-02-01,Closed Won,100,USD,2024-04-01""",
        "Opportunity ID,Created Date,Stage,Amount,Amount Currency,Close Date",
    )
    with pytest.raises(RefusedError, match="EUR, USD, which cannot be added up"):
        imported(path)
    snapshot = imported(path, currency="EUR")
    assert snapshot.journeys.currency == "EUR"
    assert [a.reason for a in snapshot.set_aside] == ["in USD, not in EUR"]
    assert_all_rows_accounted(snapshot)


def test_stages_can_be_stated(tmp_path: Path) -> None:
    lead_file = leads(tmp_path, "L1,2024-01-01,2024-01-05,2024-01-09,Converted,Web,O1,")
    deal_file = deals(tmp_path, "O1,2024-02-01,Closed Won,5,2024-04-01,,")
    snapshot = imported(lead_file, deal_file, stages=("MQL", "Won"))
    assert path_of(snapshot, "L1")["dates"] == {"MQL": "2024-01-05", "Won": "2024-04-01"}
    named = imported(lead_file, deal_file, stages=("Lead", "Deal", "Customer"))
    assert list(path_of(named, "L1")["dates"].values()) == [
        "2024-01-01",
        "2024-02-01",
        "2024-04-01",
    ]


def test_leads_alone(tmp_path: Path) -> None:
    path = write_text(
        tmp_path,
        "leads.csv",
        """Lead ID,Create Date,Lead Status
        L1,2024-01-01,Open""",
    )
    with pytest.raises(RefusedError, match="fewer than two funnel stages"):
        imported(path)
    assert propose([path]).stages == ("Inquiry",)


def test_deleted_rows_are_set_aside(tmp_path: Path) -> None:
    header = "Opportunity ID,Created Date,Stage,Close Date,IsDeleted"
    rows = "O1,2024-01-01,New,2024-05-01,FALSE\nO2,2024-01-01,New,2024-05-01,TRUE"
    snapshot = imported(deals(tmp_path, rows, header))
    assert [a.reason for a in snapshot.set_aside] == ["deleted in the CRM"]


def test_one_list_with_all_dates_and_the_deals_value_is_a_whole_funnel(tmp_path: Path) -> None:
    rows = write_text(
        tmp_path,
        "list.csv",
        """Company,Channel,Inquiry date,MQL date,SAL date,Opp date,Won date,Deal value,Currency
        A,Web,2026-01-05,2026-01-06,2026-01-08,2026-01-20,2026-03-01,12000,EUR
        B,Web,2026-01-06,2026-01-09,,,,,
        C,Fair,2026-02-05,2026-02-06,2026-02-08,2026-02-20,,9000,EUR
        D,Fair,2026-02-07,2026-02-09,2026-02-18,2026-02-25,2026-04-01,,EUR""",
    )
    snapshot = imported(rows)
    assert [file.kind for file in snapshot.files] == ["leads"]
    assert snapshot.journeys.currency == "EUR"
    amounts = dict(zip(snapshot.journeys.ids, snapshot.journeys.amount.tolist(), strict=True))
    assert (amounts["list row 2"], amounts["list row 4"]) == (12_000, 9_000)
    assert "1 journey won without an amount, left out of deal size." in snapshot.warnings
    assert not any(said.startswith("No opportunities") for said in snapshot.warnings)


def test_where_a_lead_has_an_opportunity_its_own_amount_does_not_count(tmp_path: Path) -> None:
    leads = write_text(
        tmp_path,
        "leads.csv",
        """Lead ID,Create Date,Lead Source,Lead Status,Opportunity ID,Opportunity Amount
        00Q1,2026-01-05,Web,Converted,006A,4000
        00Q2,2026-01-06,Web,Converted,006B,3000""",
    )
    deals = write_text(
        tmp_path,
        "deals.csv",
        """Opportunity ID,Opportunity Name,Created Date,Close Date,Stage,Amount
        006A,Rollout,2026-02-01,2026-03-01,Closed Won,5000""",
    )
    snapshot = imported(leads, deals)
    assert path_of(snapshot, "00Q1")["amount"] == 5000
    assert path_of(snapshot, "00Q2")["amount"] == 3000
