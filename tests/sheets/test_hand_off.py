"""Hand-off health: what became of the leads handed over, and what unworked ones are worth."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from planner.commitments.agreed import Agreed
from planner.commitments.hand_off import hand_off_health
from planner.commitments.handed import handed
from planner.evidence.passages import prepare
from planner.forecast.results import forecast
from planner.plan.assumption import View
from planner.plan.document import Plan
from planner.session import PlanSession
from planner.session.committing import commitments
from planner.sheets.hand_off import Health, health_chart, health_of, health_sheet, ways_of
from planner.sheets.words import Tongue
from tests.evidence.funnels import funnel, path
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


def title_of(fair: list[dict[str, object]]) -> str:
    """The chart's title where 30 leads of the web were accepted, and some of the fairs."""
    rows = [path("2027-01-04 2027-01-05", channel="Web")] * 30 + fair
    leads = handed(prepare(funnel(rows, "2027-02-28", ("MQL", "SAL", "Won"))), None)
    plan = replace(Plan(), stages=("MQL", "SAL", "Won"), start=2027 * 12)
    agreed = Agreed(plan, None, forecast(plan, None, View.WORKING))
    found = hand_off_health(agreed, leads, "channel", None)
    return health_chart(Health(leads, "channel", found, Tongue())).title


def test_who_is_accepted_most_is_said_only_where_it_is_not_all() -> None:
    taken = [path("2027-01-04 2027-01-05", channel="Fair")] * 29
    one = path("2027-01-04 2027-01-05", channel="Fair")
    assert title_of([*taken, one]) == "Hand-off: 100% of answered leads accepted of every channel"
    lost = path("2027-01-04", left="2027-01-08", channel="Fair")
    assert title_of([*taken, lost]) == "Accepted most: Web 100%, least: Fair 97%"


def test_a_plan_by_hand_has_no_hand_off_to_tell_of(tmp_path: Path) -> None:
    session = promised(tmp_path)
    session.undo()
    session.undo()
    made = commitments(session)
    assert health_sheet(health_of(made, "")).row_count == 0
    session.close()


def test_reasons_are_told_of_the_leads_turned_down_alone() -> None:
    """Two are turned down as students, one without budget; an accepted one was lost on budget."""
    rows = [
        path("2027-01-01", left="2027-01-03", reason="student"),
        path("2027-01-01", left="2027-01-03", reason="student"),
        path("2027-01-01", left="2027-01-03", reason="budget"),
        path("2027-01-01 2027-01-02", left="2027-01-09", reason="budget"),
    ]
    journeys = funnel(rows, "2027-01-20", ("MQL", "SAL", "Won"), ("channel", "reason"))
    prepared = prepare(journeys)
    plan = replace(Plan(), stages=("MQL", "SAL", "Won"), start=2027 * 12)
    agreed = Agreed(plan, None, forecast(plan, None, View.WORKING))
    found = hand_off_health(agreed, handed(prepared, None), "reason", None)
    assert [(row.key, row.refused) for row in found] == [("student", 2), ("budget", 1), ("", 3)]
    health = Health(handed(prepared, None), "reason", found, Tongue())
    assert text(health_sheet(health), "handoff:student", "share") == "67%"
    assert health_chart(health).title == "Turned down most for student: 67% of 3"
