"""Rows set aside are corrected cell by cell and go back in, joined to what they belong to."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.base.problem import RefusedError
from planner.base.stages import Seat
from planner.journeys.aside import corrected_rows, row_keys
from planner.journeys.table import Snapshot
from planner.plan.edits import Draft
from planner.plan.keys import fix_key
from planner.session import PlanSession
from planner.session.putting_back import put_back
from tests.intake.files import assert_all_rows_accounted, imported, path_of, write_rows
from tests.session.conftest import Opener

LEADS = (
    ("Lead ID", "Create Date", "Lead Source", "Deleted", "Remark"),
    ("L1", "25.01.2026", "Web", "0", ""),
    ("", "03.02.2026", "Fair", "0", "id lost"),
    ("L3", "13.02.2026", "Web", "1", "gone"),
)
DEALS = (
    ("Opportunity ID", "Lead ID", "Created Date", "Close Date", "Stage", "Amount", "Lead Source"),
    ("006A", "", "01.03.2026", "30.03.2026", "Closed Won", "500", "Mail"),
    ("", "L1", "05.03.2026", "31.08.2026", "Proposal", "1.200", ""),
)
NO_ID, DELETED, NO_DEAL = 0, 1, 2


def both(folder: Path) -> Snapshot:
    leads = write_rows(folder, "leads.csv", LEADS)
    return imported(leads, write_rows(folder, "deals.csv", DEALS), as_of="2026-04-30")


@pytest.fixture
def session(opening: Opener, tmp_path: Path) -> PlanSession:
    made = opening()
    made.adopt(both(tmp_path))
    return made


def data(session: PlanSession) -> Snapshot:
    assert session.snapshot is not None
    return session.snapshot


def correct(session: PlanSession, row: int, header: str, text: str | None) -> None:
    aside = data(session).set_aside[row]
    headers = (LEADS if aside.file == "leads.csv" else DEALS)[0]
    key = fix_key(row_keys(data(session))[row], headers.index(header))
    session.submit([Draft(Seat.TOGETHER, key, text)], f"correct {header}")


def reasons(session: PlanSession) -> list[tuple[str, int, str]]:
    return [(row.file, row.row, row.reason) for row in data(session).set_aside]


def test_what_was_set_aside_knows_its_headers(session: PlanSession) -> None:
    assert reasons(session) == [
        ("leads.csv", 3, "no lead id"),
        ("leads.csv", 4, "deleted in the CRM"),
        ("deals.csv", 3, "no opportunity id"),
    ]
    leads, deals = data(session).files
    assert (leads.headers, deals.headers) == (LEADS[0], DEALS[0])
    assert data(session).set_aside[NO_ID].cells == LEADS[2]


def test_a_corrected_lead_goes_back_in_as_one_step(session: PlanSession) -> None:
    correct(session, NO_ID, "Lead ID", "L2")
    assert len(data(session).set_aside) == 3
    before = data(session)
    done = session.put_back()
    assert (done.read, done.new_journeys, done.unreadable) == (1, 1, 0)
    assert path_of(data(session), "L2")["dates"] == {"Inquiry": "2026-02-03"}
    assert reasons(session) == [
        ("leads.csv", 4, "deleted in the CRM"),
        ("deals.csv", 3, "no opportunity id"),
    ]
    assert_all_rows_accounted(data(session))
    assert data(session).rows_read == before.rows_read
    assert session.undo() == "put back 1 row"
    assert data(session) is before
    assert corrected_rows(before, session.plan.fixes) == {NO_ID: ("L2", *LEADS[2][1:])}


def test_a_corrected_opportunity_joins_the_lead_it_names(session: PlanSession) -> None:
    correct(session, NO_DEAL, "Opportunity ID", "006B")
    count = len(data(session).journeys)
    session.put_back()
    assert len(data(session).journeys) == count
    joined = path_of(data(session), "L1")
    assert joined["dates"] == {
        "Inquiry": "2026-01-25",
        "Opportunity": "2026-03-05",
    }
    assert (joined["outcome"], joined["amount"]) == ("OPEN", 1200.0)
    assert data(session).merged == 1
    assert_all_rows_accounted(data(session))


def test_a_further_row_of_a_known_opportunity_adds_its_amount(session: PlanSession) -> None:
    correct(session, NO_DEAL, "Opportunity ID", "006A")
    session.put_back()
    found = path_of(data(session), "006A")
    assert (found["outcome"], found["amount"]) == ("WON", 1700.0)
    assert found["dates"]["Opportunity"] == "2026-03-01"
    assert_all_rows_accounted(data(session))


def test_a_further_row_of_a_lead_without_opportunity_adds_its_amount(
    opening: Opener, tmp_path: Path
) -> None:
    rows = (
        ("Lead ID", "Create Date", "Lead Source", "MQL Date", "Won Date", "Amount", "Product"),
        ("L1", "2026-01-25", "Web", "2026-02-01", "", "", "Basic"),
        ("", "2026-01-25", "Web", "2026-02-01", "2026-03-05", "300", "Extra"),
        ("L2", "2026-01-26", "Web", "2026-02-02", "2026-03-06", "50", "Basic"),
    )
    session = opening()
    session.adopt(imported(write_rows(tmp_path, "leads.csv", rows)))
    key = fix_key(row_keys(data(session))[0], 0)
    session.submit([Draft(Seat.TOGETHER, key, "L1")], "correct Lead ID")
    assert session.put_back().new_journeys == 0
    found = path_of(data(session), "L1")
    assert (found["outcome"], found["amount"]) == ("WON", 300.0)
    assert found["dates"] == {"Inquiry": "2026-01-25", "MQL": "2026-02-01", "Won": "2026-03-05"}
    whole = (rows[0], rows[1], ("L1", *rows[2][1:]), rows[3])
    at_once = imported(write_rows(tmp_path, "whole.csv", whole))
    assert path_of(at_once, "L1") == found
    assert_all_rows_accounted(data(session))


def test_a_lead_and_its_opportunity_corrected_together_are_one_journey(
    session: PlanSession,
) -> None:
    correct(session, NO_ID, "Lead ID", "L2")
    correct(session, NO_DEAL, "Opportunity ID", "006B")
    correct(session, NO_DEAL, "Lead ID", "L2")
    done = session.put_back()
    assert (done.read, done.new_journeys) == (2, 1)
    assert list(path_of(data(session), "L2")["dates"].values()) == ["2026-02-03", "2026-03-05"]
    assert_all_rows_accounted(data(session))


def test_what_still_cannot_be_read_stays_with_its_new_reason(session: PlanSession) -> None:
    correct(session, NO_ID, "Deleted", "1")
    correct(session, NO_ID, "Lead ID", "L2")
    done = session.put_back()
    assert (done.read, done.unreadable) == (0, 1)
    assert reasons(session)[0] == ("leads.csv", 3, "deleted in the CRM")
    assert data(session).set_aside[NO_ID].cells == LEADS[2]
    correct(session, NO_ID, "Deleted", None)
    assert session.put_back().read == 1


def test_nothing_corrected_is_nothing_to_put_back(session: PlanSession, opening: Opener) -> None:
    with pytest.raises(RefusedError, match="No row set aside has been corrected"):
        session.put_back()
    correct(session, NO_ID, "Lead ID", "")
    with pytest.raises(RefusedError, match="No row set aside has been corrected"):
        session.put_back()
    with pytest.raises(RefusedError, match="The plan has no data"):
        opening().put_back()


def test_corrections_are_kept_in_the_file_and_find_their_row_next_month(
    session: PlanSession, opening: Opener, tmp_path: Path
) -> None:
    correct(session, NO_ID, "Lead ID", "L2")
    again = opening(session.save(tmp_path / "p.fairlead"))
    (tmp_path / "may").mkdir()
    moved = (LEADS[0], LEADS[3], LEADS[1], LEADS[2])
    may = write_rows(tmp_path / "may", "leads may.csv", moved)
    again.adopt(imported(may, as_of="2026-05-31", stages=again.plan.stages))
    assert again.put_back().read == 1
    assert "L2" in data(again).journeys.ids


def test_rows_that_hold_the_same_are_corrected_apart(opening: Opener, tmp_path: Path) -> None:
    rows = (LEADS[0], LEADS[1], LEADS[2], LEADS[2])
    made = opening()
    made.adopt(imported(write_rows(tmp_path, "leads.csv", rows), as_of="2026-04-30",
                        stages=("Inquiry", "Won")))  # fmt: skip
    assert len(set(row_keys(data(made)))) == 2
    correct(made, 1, "Lead ID", "L9")
    made.put_back()
    assert reasons(made) == [("leads.csv", 3, "no lead id")]


def test_rows_without_headers_ask_for_their_file(session: PlanSession) -> None:
    from dataclasses import replace

    files = tuple(replace(file, headers=()) for file in data(session).files)
    old = replace(data(session), files=files)
    fixes = {row_keys(old)[NO_ID]: {0: "L2"}}
    with pytest.raises(RefusedError, match="The headers above these rows are not known"):
        put_back(old, fixes)


TEXTS = st.sampled_from(("", "L1", "L2", "006A", "006B", "0", "1", "05.03.2026", "Web", "nonsense"))
CELLS = st.tuples(st.integers(0, 2), st.integers(0, 6), TEXTS)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(CELLS, min_size=1, max_size=8))
def test_whatever_is_typed_the_account_of_rows_stays_true(
    session: PlanSession, typed: list[tuple[int, int, str]]
) -> None:
    keys = row_keys(data(session))
    fixes: dict[str, dict[int, str]] = {}
    for row, column, text in typed:
        fixes.setdefault(keys[row], {})[column] = text
    if not corrected_rows(data(session), fixes):
        return
    done = put_back(data(session), fixes)
    assert_all_rows_accounted(done.snapshot)
    assert done.snapshot.rows_read == data(session).rows_read
    assert set(data(session).journeys.ids) <= set(done.snapshot.journeys.ids) | {"006A", "006B"}
    reached = done.snapshot.journeys.reached
    assert (reached[:, :-1] >= reached[:, 1:]).all()


KILLED = """
import os, signal, sys
from pathlib import Path
from planner.base.stages import Seat
from planner.plan.edits import Draft
from planner.session import open_plan
from tests.people import person
session = open_plan(Path(sys.argv[1]), Path(sys.argv[2]), person())
session.submit([Draft(Seat.TOGETHER, sys.argv[3], "L2")], "correct Lead ID")
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_a_correction_survives_the_death_of_the_process(
    session: PlanSession, tmp_path: Path
) -> None:
    from planner.session import recover_plan, recoverable
    from tests.people import person

    plan = session.save(tmp_path / "p.fairlead")
    key = fix_key(row_keys(data(session))[NO_ID], 0)
    words = [sys.executable, "-c", KILLED, str(plan), str(tmp_path / "work"), key]
    ended = subprocess.run(words, check=False, env=os.environ | {"PYTHONPATH": str(Path.cwd())})
    assert ended.returncode == -signal.SIGKILL
    (left,) = recoverable(tmp_path / "work")
    found = recover_plan(left.folder, person())
    assert found.put_back().read == 1
    found.close()


def test_a_table_corrected_elsewhere_comes_back_as_one_step(
    session: PlanSession, tmp_path: Path
) -> None:
    import openpyxl

    from planner.intake.records.returned import read_returned
    from planner.output.set_aside import write_set_aside

    path = tmp_path / "aside.xlsx"
    write_set_aside(data(session), path)
    before = session.plan
    with pytest.raises(RefusedError, match="Nothing in this table corrects a row"):
        session.bring_back(read_returned(path))
    book = openpyxl.load_workbook(path)
    book["deals.csv"]["E2"] = "006B"
    book["leads.csv"]["E2"] = "L2"
    book["leads.csv"]["E3"] = 712
    book.save(path)
    done = session.bring_back(read_returned(path))
    assert (done.read, done.unreadable) == (2, 1)
    assert {"L2", "L1"} <= set(data(session).journeys.ids)
    assert reasons(session) == [("leads.csv", 4, "deleted in the CRM")]
    assert_all_rows_accounted(data(session))
    assert session.undo() == "bring back 2 rows"
    assert session.plan == before
