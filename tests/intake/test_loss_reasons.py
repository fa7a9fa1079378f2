"""Why leads are turned down and deals lost: the column as CRMs call it, in several languages."""

from pathlib import Path

import pytest

from planner.intake import propose, take_in
from planner.journeys.table import Journeys

LEADS = (
    "Lead ID,Created Date,Lead Status,Lead Source,MQL Date,{header}\n"
    "L1,2026-01-05,Unqualified,Web,2026-01-06,No budget\n"
    "L2,2026-01-07,Open,Web,2026-01-08,\n"
)
DEALS = (
    "Opportunity ID,Created Date,Close Date,Stage,Amount,Lead Source,{header}\n"
    "D1,2026-01-05,2026-03-06,Closed Lost,1000,Web,Competitor\n"
    "D2,2026-01-07,2026-03-08,Closed Won,2000,Web,\n"
)
LEAD_HEADERS = (
    "Disqualified Reason", "Reject Reason", "Ablehnungsgrund", "Motif de rejet",
    "Motivo de rechazo", "Motivo da perda",
)  # fmt: skip
DEAL_HEADERS = (
    "Loss Reason", "Closed Lost Reason", "Verlustgrund", "Motif de perte", "Motivo de pérdida",
    "Motivo da perda",
)  # fmt: skip


def journeys(folder: Path, text: str) -> Journeys:
    path = folder / "export.csv"
    path.write_text(text, "utf-8")
    return take_in(propose((path,))).journeys


def reasons(table: Journeys) -> list[str]:
    known = table.dimensions["loss reason"]
    return [known.labels[code] for code in known.codes.tolist()]


@pytest.mark.parametrize("header", LEAD_HEADERS)
def test_of_leads(tmp_path: Path, header: str) -> None:
    assert reasons(journeys(tmp_path, LEADS.format(header=header))) == ["No budget", "(blank)"]


@pytest.mark.parametrize("header", DEAL_HEADERS)
def test_of_deals(tmp_path: Path, header: str) -> None:
    assert reasons(journeys(tmp_path, DEALS.format(header=header))) == ["Competitor", "(blank)"]


@pytest.mark.parametrize("header", ["Status Reason", "Region", "Season"])
def test_other_columns_are_no_reasons(tmp_path: Path, header: str) -> None:
    assert "loss reason" not in journeys(tmp_path, LEADS.format(header=header)).dimensions


def test_a_leads_reason_stands_before_its_deals(tmp_path: Path) -> None:
    leads, deals = tmp_path / "leads.csv", tmp_path / "deals.csv"
    leads.write_text(
        "Lead ID,Created Date,Lead Status,Lead Source,MQL Date,Converted Opportunity ID,"
        "Reject Reason\nL1,2026-01-01,Unqualified,Web,2026-01-02,,Student\n"
        "L2,2026-01-01,Converted,Web,2026-01-02,D1,\n",
        "utf-8",
    )
    deals.write_text(DEALS.format(header="Loss Reason"), "utf-8")
    table = take_in(propose((leads, deals))).journeys
    found = dict(zip(table.ids, reasons(table), strict=True))
    assert (found["L1"], found["L2"], found["D2"]) == ("Student", "Competitor", "(blank)")
