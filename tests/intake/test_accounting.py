"""Rows are never lost in silence, whatever the files hold."""

import csv
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from planner.base.days import NO_DAY, parse_day
from planner.intake import Hints, propose, take_in
from planner.journeys.table import Outcome
from tests.intake.files import assert_all_rows_accounted

LEAD_IDS = st.sampled_from(["", "L1", "L2", "L3", "L4"])
DEAL_IDS = st.sampled_from(["", "O1", "O2", "O3"])
NAMED_LEADS = st.sampled_from(["", "L1", "L2", "L1;L2", "L2, L3", "L4;L1;L7"])
NAMED_DEALS = st.sampled_from(["", "O1", "O2", "O3", "O1;O2", "O3,O1"])
DATES = st.sampled_from(["", "2024-01-01", "2024-02-01", "2024-03-15", "1900-01-01", "soon"])
LEAD = st.tuples(
    LEAD_IDS, DATES, DATES, st.sampled_from(["Open", "Disqualified", "Converted"]), NAMED_DEALS
)
DEAL = st.tuples(
    DEAL_IDS,
    DATES,
    DATES,
    st.sampled_from(["New", "Closed Won", "Closed Lost", ""]),
    st.sampled_from(["", "0", "100", "2,500.50"]),
    NAMED_LEADS,
)
LEAD_HEADER = (
    "Lead ID", "Create Date", "MQL Date", "Lead Status", "Converted Opportunity ID",
)  # fmt: skip
DEAL_HEADER = ("Opportunity ID", "Created Date", "Close Date", "Stage", "Amount", "Lead ID")


def write(path: Path, rows: list[tuple[str, ...]]) -> Path:
    with path.open("w", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


@given(
    st.lists(LEAD, max_size=8),
    st.lists(DEAL, max_size=8),
    st.sampled_from([None, "2023-12-01", "2024-01-15", "2024-12-31"]),
)
def test_rows_read_are_journeys_merged_or_set_aside(
    leads: list[tuple[str, ...]], deals: list[tuple[str, ...]], as_of: str | None
) -> None:
    known = ("L9", "2023-06-01", "2023-06-02", "Open", "")
    closed = ("O9", "2023-06-05", "2023-07-01", "Closed Won", "10", "")
    with TemporaryDirectory() as folder:
        files = [
            write(Path(folder) / "leads.csv", [LEAD_HEADER, known, *leads]),
            write(Path(folder) / "deals.csv", [DEAL_HEADER, closed, *deals]),
        ]
        hints = Hints(as_of=parse_day(as_of) if as_of else None)
        snapshot = take_in(propose(files, hints))
    assert_all_rows_accounted(snapshot)
    assert snapshot.rows_read == len(leads) + len(deals) + 2
    table = snapshot.journeys
    assert len(set(table.ids)) == len(table.ids)
    assert (table.entered <= snapshot.as_of).all()
    assert (table.left <= snapshot.as_of).all()
    assert (table.left[table.outcome != Outcome.LOST] == NO_DAY).all()
    assert table.reached[:, 0].all()
    assert (table.reached[:, :-1] >= table.reached[:, 1:]).all()
    assert (table.reached | (table.entered == NO_DAY)).all()
    assert (table.reached[:, -1] == (table.outcome == Outcome.WON)).all()
    assert not np.isin(table.amount[table.outcome == Outcome.WON], [0]).any()
