"""Taking a snapshot into a plan: one undoable step that settles a fresh plan and adds lines."""

from pathlib import Path
from unittest.mock import patch

import pytest

from planner.base.problem import RefusedError
from planner.base.stages import Seat
from planner.journeys.table import Snapshot
from planner.plan.edits import Draft
from planner.plan.keys import VOLUME
from planner.plan.resolve import resolve
from planner.session import measuring
from planner.session.importing import next_fiscal_year
from planner.session.plan_session import PlanSession
from tests.intake.files import imported, write_rows
from tests.session.conftest import Opener

HEADER = ("Lead ID", "Create Date", "MQL Date", "Lead Source")
ROWS = (
    ("L1", "2026-01-05", "2026-01-20", "Web"),
    ("L2", "2026-02-05", "", "Trade show"),
)


def month(folder: Path, as_of: str, *more: tuple[str, ...]) -> Snapshot:
    """Return the snapshot of a month's export."""
    return imported(write_rows(folder, "leads.csv", (HEADER, *ROWS, *more)), as_of=as_of)


def test_a_fresh_plan_takes_stages_lines_and_the_next_year(opening: Opener, tmp_path: Path) -> None:
    session = opening()
    session.adopt(month(tmp_path, "2026-03-31"), "import leads")
    assert session.plan.stages == ("Inquiry", "MQL")
    assert session.plan.line_names == ("Trade show", "Web")
    assert session.plan.horizon == range(2027 * 12, 2028 * 12)
    assert session.evidence is not None
    assert set(session.evidence.lines) == {"Trade show", "Web"}


def test_an_import_is_one_step_and_can_be_taken_back(opening: Opener, tmp_path: Path) -> None:
    session = opening()
    before = session.plan
    session.adopt(month(tmp_path, "2026-03-31"), "import leads")
    after = session.plan
    assert session.undo() == "import leads"
    assert session.plan.lines == before.lines == ()
    assert (session.plan.snapshot, session.journeys, session.evidence) == (None, None, None)
    session.redo()
    assert session.plan == after
    assert session.journeys is not None


def test_next_months_snapshot_adds_lines_and_nothing_else(opening: Opener, tmp_path: Path) -> None:
    session = opening()
    session.adopt(month(tmp_path, "2026-03-31"))
    session.submit(session.typed(Seat.MARKETING, "Web/volume", "40"), "type 40")
    session.submit((Draft(Seat.TOGETHER, "plan:start", "2026-07"),), "start")
    said, claims = len(session.log.edits), session.plan.claims
    new = month(tmp_path, "2026-04-30", ("L3", "2026-04-05", "", "Webinar"))
    edits = session.adopt(new)
    assert [edit.key for edit in edits] == ["line:Webinar", "data:snapshot"]
    assert len(session.log.edits) == said + 2
    assert session.plan.line_names == ("Trade show", "Web", "Webinar")
    assert (session.plan.claims, session.plan.start) == (claims, 2026 * 12 + 6)
    assert session.snapshot is not None
    assert session.snapshot.as_of == new.as_of


def test_a_line_that_left_the_data_stays_in_the_plan(opening: Opener, tmp_path: Path) -> None:
    session = opening()
    session.adopt(month(tmp_path, "2026-04-30", ("L3", "2026-04-05", "", "Webinar")))
    session.adopt(month(tmp_path, "2026-05-31"))
    assert "Webinar" in session.plan.line_names


def test_a_line_keeps_its_entry_and_evidence_where_new_journeys_begin_later(
    opening: Opener, tmp_path: Path
) -> None:
    session = opening()
    session.adopt(month(tmp_path, "2026-03-31"))
    late = [(f"M{i}", "", "2026-04-05", "Web") for i in range(3)]
    session.adopt(month(tmp_path, "2026-04-30", *late))
    assert session.plan.line("Web").entry == 0
    assert session.evidence is not None
    web = session.evidence.lines["Web"]
    assert (web.entry, web.months.tolist()) == (0, [1.0, 0.0, 0.0, 3.0])
    assert resolve(session.plan, session.evidence, "Web", VOLUME).working == 1.0


def test_both_snapshots_stay_in_the_file(opening: Opener, tmp_path: Path) -> None:
    session = opening()
    session.adopt(month(tmp_path, "2026-03-31"))
    session.adopt(month(tmp_path, "2026-04-30", ("L3", "2026-04-05", "", "Webinar")))
    again = opening(session.save(tmp_path / "p.fairlead"))
    assert again.snapshot is not None
    assert len(again.snapshot.journeys) == 3
    retracting = opening(again.path)
    (step,) = [e for e in retracting.stated if e.key == "data:snapshot"][:1]
    retracting.submit((Draft(Seat.TOGETHER, "data:snapshot", step.value),), "back to March")
    assert retracting.snapshot is not None
    assert len(retracting.snapshot.journeys) == 2


def test_evidence_is_measured_once_per_snapshot_cut_and_window(
    opening: Opener, tmp_path: Path
) -> None:
    session = opening()
    session.adopt(month(tmp_path, "2026-03-31"))
    measured = measuring.funnel_evidence
    with patch.object(measuring, "funnel_evidence", side_effect=measured) as counted:
        first = session.evidence
        session.submit(session.typed(Seat.SALES, "Web/volume", "40"), "type 40")
        session.undo()
        assert session.evidence is first
        assert counted.call_count == 1
        session.submit((Draft(Seat.TOGETHER, "plan:window", 12.0),), "window")
        assert session.evidence is not first
        session.undo()
        assert session.evidence is first
        assert counted.call_count == 2


def test_a_plan_without_data_has_nothing_to_measure(by_hand: PlanSession) -> None:
    with pytest.raises(RefusedError, match="The plan has no data to measure"):
        by_hand.measure()


@pytest.mark.parametrize(
    ("day", "fiscal_start", "start"),
    [
        ("2026-10-31", 1, "2027-01"),
        ("2026-12-31", 1, "2027-01"),
        ("2026-10-31", 4, "2027-04"),
        ("2027-01-15", 2, "2027-02"),
        ("2027-02-15", 2, "2028-02"),
    ],
)
def test_a_fresh_plan_starts_with_the_next_fiscal_year(
    day: str, fiscal_start: int, start: str
) -> None:
    from planner.base.days import month_text, parse_day

    assert month_text(next_fiscal_year(parse_day(day), fiscal_start)) == start


def test_a_line_made_by_hand_finds_its_data_whatever_the_case(
    opening: Opener, tmp_path: Path
) -> None:
    session = opening()
    values = {"plan:stages": "Inquiry>MQL", "line:WEB": '{"entry": "Inquiry", "team": "Marketing"}'}
    session.submit([Draft(Seat.TOGETHER, key, value) for key, value in values.items()], "by hand")
    session.adopt(month(tmp_path, "2026-03-31"))
    assert session.plan.line_names == ("WEB", "Trade show")
    assert session.evidence is not None
    assert set(session.evidence.lines) == {"WEB", "Trade show"}
    assert session.evidence is session.evidence
