"""Hand-off health: what became of the leads handed over, and what unworked ones are worth."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from planner.session import PlanSession
from planner.session.committing import commitments
from planner.sheets.hand_off import health_chart, health_of, health_sheet, ways_of
from tests.promised import january, promised
from tests.sheets.test_sla import text

MORE = """B1,2027-01-04,Open,Web,Ann,2027-01-05,2027-01-12,,,
B2,2027-01-06,Open,Web,Bo,2027-01-08,,,,
B3,2027-01-06,Open,Web,Bo,2027-01-26,,,,
"""


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[PlanSession]:
    session = january(promised(tmp_path), tmp_path, MORE)
    yield session
    session.close()


def test_acceptance_ageing_and_unworked_leads_by_rep(plan: PlanSession) -> None:
    """A lead of Web is worth 500 by the plan; Bo has two nobody moved on, one of five days."""
    made = commitments(plan)
    assert {"channel", "rep"} <= set(ways_of(made))
    sheet = health_sheet(health_of(made, "rep"))
    bo = "handoff:Bo"
    assert [text(sheet, bo, c) for c in ("handed", "accepted", "open")] == ["2", "0", "2"]
    assert [text(sheet, bo, f"age:{i}") for i in range(3)] == ["1", "1", "0"]
    assert [text(sheet, bo, c) for c in ("unworked", "price")] == ["2", "$1,000"]
    assert text(sheet, "handoff:Ann", "rate") == "100%"
    assert text(sheet, "handoff:", "accepted") == "1"
    assert "the oldest waits 23 days" in sheet.explainer(bo, "open").text
    assert "unanswered for over 30 days" in health_chart(health_of(made, "channel")).title


def test_a_plan_by_hand_has_no_hand_off_to_tell_of(tmp_path: Path) -> None:
    session = promised(tmp_path)
    session.undo()
    session.undo()
    made = commitments(session)
    assert health_sheet(health_of(made, "")).row_count == 0
    session.close()
