import numpy as np
import pytest

from planner.base.days import NO_DAY, parse_day
from planner.journeys.table import Dimension, Journeys, SetAside, Snapshot, SourceFile
from planner.sheets.data import (
    account,
    notices,
    sources_sheet,
)
from tests.sheets.test_assumptions import cell

FIRST, LATER = parse_day("2026-03-01"), parse_day("2026-04-15")


@pytest.fixture
def table() -> Journeys:
    """Two journeys: one won for 12,000 on 15 April, one reached Won without a date."""
    return Journeys(
        stages=("Lead", "Won"),
        ids=("00Q1", "00712"),
        entered=np.array([[FIRST, LATER], [FIRST, NO_DAY]], dtype=np.int32),
        reached=np.array([[True, True], [True, True]]),
        outcome=np.array([1, 1], dtype=np.int8),
        left=np.full(2, NO_DAY, dtype=np.int32),
        amount=np.array([12_000.0, np.nan]),
        opened_amount=np.full(2, np.nan),
        dimensions={"channel": Dimension(np.array([1, 0], np.int32), ("(blank)", "Events"))},
        as_of=LATER,
        currency="EUR",
        closing=np.array([LATER, NO_DAY], dtype=np.int32),
        deal_ids=("0061", ""),
    )


@pytest.fixture
def snapshot(table: Journeys) -> Snapshot:
    source = SourceFile(
        "exports/leads.xlsx",
        "leads",
        "Salesforce",
        "Report",
        9,
        4,
        {"Lead ID": "id"},
        {"Create Date": "DMY"},
    )
    aside = SetAside("exports/leads.xlsx", "Report", 14, "neither id nor date", ("", "Acme", "x"))
    return Snapshot(table, (source,), 4, 1, (aside,), {"converted id": 1}, ("No activities",))


def test_a_source_says_how_it_was_read_and_where_every_row_went(snapshot: Snapshot) -> None:
    sheet = sources_sheet(snapshot)
    shown = {c.key: cell(sheet, "source:0", c.key).text for c in sheet.columns}
    assert shown == {
        "file": "leads.xlsx",
        "sheet": "Report",
        "crm": "Salesforce",
        "kind": "leads",
        "header_row": "9",
        "rows_read": "4",
        "set_aside": "1",
        "date_order": "day/month/year",
        "mapping": "Lead ID → Id",
    }
    assert account(snapshot) == (
        "4 rows read = 2 journeys + 1 merged + 1 set aside. Joined: 1 by converted id."
    )
    assert sheet.footnote == account(snapshot)


def test_warnings_are_sentences(snapshot: Snapshot) -> None:
    assert notices(snapshot) == ("No activities.",)
