"""Whatever currencies, marks, histories and products say, rows and journeys stay in order."""

import csv
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from planner.base.days import NO_DAY, parse_day
from planner.intake import Hints, propose, take_in
from planner.intake.recognition.hints import Decides
from planner.intake.recognition.proposal import Proposal
from planner.journeys.table import Outcome, Snapshot
from tests.intake.files import assert_all_rows_accounted

DATES = st.sampled_from(["", "2024-01-01", "2024-02-01", "2024-02-01 09:30", "2031-01-01"])
STAGES = st.sampled_from(["", "Prospecting", "MQL", "Closed Won", "Closed Lost", "Negotiation"])
IDS = st.sampled_from(["", "O1", "O2", "O3", "NULL"])
MARKS = st.sampled_from(["", "0", "1"])
AMOUNTS = st.sampled_from(["", "0", "100", "1.234,50", "(7)"])
DEAL = st.tuples(
    IDS, DATES, DATES, DATES, STAGES, MARKS, MARKS, AMOUNTS,
    st.sampled_from(["", "EUR", "USD", "SEK"]), st.sampled_from(["A", "B"]),
)  # fmt: skip
CHANGE = st.tuples(IDS, STAGES, DATES)
DEAL_HEADER = (
    "Opportunity ID", "Created Date", "Close Date", "Last Modified Date", "Stage", "Closed", "Won",
    "Amount", "Amount Currency", "Product",
)  # fmt: skip
CHANGE_HEADER = ("Opportunity ID", "To Stage", "Created Date")
HINTS = st.builds(
    Hints,
    currency=st.just("USD"),
    rates=st.sampled_from([(), (("EUR", 1.08),), (("EUR", 1.08), ("SEK", 0.1))]),
    decides=st.sampled_from(Decides),
    as_of=st.sampled_from([None, parse_day("2024-01-15"), parse_day("2024-12-31")]),
    stages=st.sampled_from([None, ("MQL", "Opportunity", "Won")]),
)


def taken(
    deals: Sequence[object], changes: Sequence[object], hints: Hints
) -> tuple[Proposal, Snapshot]:
    known = ("O9", "2023-06-05", "2023-07-01", "", "Closed Won", "1", "1", "10", "USD", "A")
    first = ("O9", "Prospecting", "2023-06-05")
    with TemporaryDirectory() as folder:
        files = []
        for name, rows in (
            ("deals.csv", [DEAL_HEADER, known, *deals]),
            ("history.csv", [CHANGE_HEADER, first, *changes]),
        ):
            files.append(Path(folder) / name)
            with files[-1].open("w", newline="") as file:
                csv.writer(file).writerows(rows)
        proposal = propose(files, hints)
        return proposal, take_in(proposal)


@given(st.lists(DEAL, max_size=8), st.lists(CHANGE, max_size=8), HINTS)
def test_rows_are_accounted_for_and_nothing_happens_after_the_as_of_date(
    deals: list[tuple[str, ...]], changes: list[tuple[str, ...]], hints: Hints
) -> None:
    proposal, snapshot = taken(deals, changes, hints)
    assert_all_rows_accounted(snapshot)
    assert snapshot.rows_read == len(deals) + 1
    table = snapshot.journeys
    assert (table.entered <= snapshot.as_of).all()
    assert (table.left <= snapshot.as_of).all()
    assert (table.left[table.outcome != Outcome.LOST] == NO_DAY).all()
    assert (table.reached[:, :-1] >= table.reached[:, 1:]).all()
    assert (table.reached[:, -1] == (table.outcome == Outcome.WON)).all()
    assert not np.isin(table.amount[table.outcome == Outcome.WON], [0]).any()
    assert table.currency == "USD"
    assert sum(conflict.count for conflict in proposal.conflicts) <= len(deals)
    assert all(c.by_stage != c.by_status for c in proposal.conflicts)


@given(st.lists(DEAL, max_size=8, unique_by=lambda row: row[0]), HINTS)
def test_which_side_decides_matters_only_where_they_contradict_each_other(
    deals: list[tuple[str, ...]], hints: Hints
) -> None:
    proposal, snapshot = taken(deals, [], hints)
    if not proposal.conflicts:
        other = Decides.STAGE if hints.decides is Decides.STATUS else Decides.STATUS
        again = taken(deals, [], Hints(**{**vars(hints), "decides": other}))[1]
        assert again.journeys.outcome.tolist() == snapshot.journeys.outcome.tolist()
