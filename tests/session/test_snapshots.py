"""Imports month after month: one step each, every snapshot kept, what is gone asked for."""

from pathlib import Path

import pytest

from planner.base.days import iso, parse_day
from planner.base.problem import RefusedError
from planner.journeys.changes import Field
from planner.journeys.table import Snapshot
from planner.session import PlanSession
from tests.intake.files import assert_all_rows_accounted, imported, write_rows
from tests.session.conftest import Opener

HEADER = ("Opportunity ID", "Created Date", "Close Date", "Stage", "Amount", "Lead Source")
MARCH = (
    ("006A", "2026-01-05", "2026-06-30", "Proposal", "100", "Web"),
    ("006B", "2026-02-05", "2026-03-20", "Closed Won", "500", "Fair"),
)
APRIL = (
    ("006A", "2026-01-05", "2026-08-31", "Proposal", "150", "Web"),
    ("006C", "2026-04-05", "2026-07-31", "Proposal", "70", "Web"),
)


def exported(folder: Path, rows: tuple[tuple[str, ...], ...], as_of: str) -> Snapshot:
    stages = ("Opportunity", "Won")
    return imported(write_rows(folder, "deals.csv", (HEADER, *rows)), as_of=as_of, stages=stages)


@pytest.fixture
def two_months(opening: Opener, tmp_path: Path) -> PlanSession:
    session = opening()
    session.adopt(exported(tmp_path, MARCH, "2026-03-31"), "import March")
    session.adopt(exported(tmp_path, APRIL, "2026-04-30"), "import April")
    return session


def ids_of(session: PlanSession) -> tuple[str, ...]:
    assert session.journeys is not None
    return session.journeys.ids


def test_vanished_records_stay_unless_told_to_go(two_months: PlanSession, tmp_path: Path) -> None:
    assert ids_of(two_months) == ("006A", "006C", "006B")
    assert two_months.snapshot is not None
    assert_all_rows_accounted(two_months.snapshot)
    two_months.adopt(exported(tmp_path, APRIL, "2026-04-30"), "import", keep_gone=False)
    assert ids_of(two_months) == ("006A", "006C")


def test_an_import_is_one_step_back_and_forth(two_months: PlanSession) -> None:
    before = two_months.plan
    assert two_months.undo() == "import April"
    assert ids_of(two_months) == ("006A", "006B")
    assert [kept.label for kept in two_months.snapshots()] == ["import March"]
    assert two_months.redo() == "import April"
    assert two_months.plan == before


def test_every_snapshot_is_listed_and_can_be_looked_at(
    two_months: PlanSession, opening: Opener, tmp_path: Path
) -> None:
    again = opening(two_months.save(tmp_path / "p.fairlead"))
    march, april = again.snapshots()
    assert [(iso(k.as_of), k.journeys, k.label) for k in (march, april)] == [
        ("2026-03-31", 2, "import March"),
        ("2026-04-30", 3, "import April"),
    ]
    assert [Path(file).name for file in march.files] == ["deals.csv"]
    assert (march.author, march.set_aside, march.current) == (
        two_months.log.edits[0].author,
        0,
        False,
    )
    assert (april.digest, april.current) == (again.plan.snapshot, True)
    said = len(again.log.edits)
    seen = again.seen(march.digest)
    assert seen is not None
    assert seen.ids == ("006A", "006B")
    assert again.seen() is again.journeys
    assert (len(again.log.edits), again.dirty) == (said, False)


def test_a_plan_by_hand_has_no_snapshots(by_hand: PlanSession) -> None:
    assert by_hand.snapshots() == ()
    assert by_hand.seen() is None
    with pytest.raises(RefusedError, match="The plan keeps no such snapshot"):
        by_hand.snapshot_of("0" * 64)


def test_changes_between_months_are_history(two_months: PlanSession) -> None:
    found = two_months.changes()
    assert found.ids == ("006A", "006A")
    assert found.field.tolist() == [Field.AMOUNT, Field.CLOSING]
    assert (found.before[0], found.after[0]) == (100.0, 150.0)
    assert found.after[1] == parse_day("2026-08-31")


def test_data_in_other_stages_that_cannot_be_united_change_nothing(
    two_months: PlanSession, tmp_path: Path
) -> None:
    header = ("Lead ID", "Create Date", "MQL Date", "Lead Source")
    rows = (header, ("L1", "2026-05-01", "2026-05-02", "Web"))
    leads = imported(write_rows(tmp_path, "leads.csv", rows), as_of="2026-05-31")
    said = two_months.log.edits
    with pytest.raises(RefusedError, match="The data so far go through Opportunity, Won"):
        two_months.adopt(leads)
    assert two_months.log.edits == said


def test_a_tie_between_imports_is_undone_with_the_import_and_outlives_the_file(
    opening: Opener, tmp_path: Path
) -> None:
    """The lead names its opportunity before that is imported; the plan is closed in between."""
    stages = ("Inquiry", "Opportunity", "Won")
    header = ("Lead ID", "Created Date", "Lead Source", "Converted Opportunity ID")
    leads = write_rows(tmp_path, "leads.csv", (header, ("L1", "2026-01-02", "Web", "006A")))
    deals = write_rows(tmp_path, "deals.csv", (HEADER, *MARCH))
    session = opening()
    session.adopt(imported(leads, as_of="2026-03-31", stages=stages), "import leads")
    again = opening(session.save(tmp_path / "p.fairlead"))
    again.adopt(imported(deals, as_of="2026-03-31", stages=stages), "import opportunities")
    assert again.journeys is not None
    assert set(zip(again.journeys.ids, again.journeys.deal_ids, strict=True)) == {
        ("L1", "006A"),
        ("006B", "006B"),
    }
    assert again.undo() == "import opportunities"
    assert ids_of(again) == ("L1",)
    assert again.journeys.deal_ids == ("",)
