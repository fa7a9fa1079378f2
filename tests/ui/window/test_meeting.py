"""A meeting by keyboard alone, from the dearest dispute to minutes."""

from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest

from planner.base.stages import Seat
from planner.plan.edits import Draft
from planner.session import PlanSession
from planner.session.committing import commitments
from planner.session.meeting import minute_lines
from planner.session.views import Commitments
from tests.ui.window.driver import CTRL, Driver, Key
from tests.ui.window.test_charts import click_on
from ui import promises
from ui.charts.plot import Plot
from ui.keys_elsewhere import IN_A_MEETING
from ui.meeting.window import LANE, MeetingWindow

RATE = "Paid search/rate:MQL>SAL"


def begin(at: Driver) -> MeetingWindow:
    """Press F11 and wait for the meeting."""
    at.press(Key.Key_F11)
    meeting = at.window.reconciling.meeting
    assert meeting is not None
    at.until(meeting.isActiveWindow)
    return meeting


def tiles(meeting: MeetingWindow) -> list[str]:
    return [one.total for one in meeting.page.outlook.shown]


def test_every_letter_offered_stands_in_the_shortcut_sheet(at: Driver) -> None:
    meeting = begin(at)
    listed = next(deed.keys for deed in IN_A_MEETING if deed.name == "offer")
    assert meeting.dispute is not None
    assert tuple(offer.key for offer in meeting.dispute.offers) == listed


def test_enter_agrees_and_the_next_dispute_follows(at: Driver) -> None:
    meeting = begin(at)
    agenda = [a.key for a in meeting.desk.results.disputed]
    before, at_first = meeting.page.stake.text(), tiles(meeting)

    QTest.keyClick(meeting, Key.Key_M)
    at.until(lambda: tiles(meeting) != at_first)
    QTest.keyClick(meeting, Key.Key_Tab)
    QTest.keyClicks(meeting.page.reason, "prices rise")
    QTest.keyClick(meeting.page.reason, Key.Key_Return)

    left = [a.key for a in meeting.desk.results.disputed]
    assert left == [key for key in agenda if key != agenda[0]]
    assert meeting.dispute is not None
    assert meeting.dispute.assumption.key == left[0]
    assert meeting.page.stake.text() != before
    assert not meeting.page.reason.text()
    (line,) = minute_lines(meeting.desk.session, meeting.meeting)
    assert line.why == "prices rise"
    assert line.text in (meeting.page.minutes.lines or ("",))[0]

    QTest.keyClick(meeting, Key.Key_Z, CTRL)
    assert [a.key for a in meeting.desk.results.disputed] == agenda
    assert meeting.page.stake.text() == before


def test_the_value_tried_and_its_line_in_the_chart_lead_to_each_other(at: Driver) -> None:
    meeting = begin(at)
    if meeting.desk.results.disputed[0].key != RATE:
        QTest.keyClick(meeting, Key.Key_PageDown)
    view = meeting.page.evidence
    plot = view.findChild(Plot)
    assert meeting.dispute is not None
    assert view.chart is not None
    for offer, line in zip(meeting.dispute.offers, view.chart.references, strict=False):
        QTest.keyClick(meeting, Key[f"Key_{offer.key}"])
        ((_, up),) = plot._shown.runs
        assert up == [offer.value] * 2 == [line.value] * 2
    QTest.keyClick(meeting, Key.Key_Right)
    assert plot._shown.runs == ()
    line = view.chart.references[0]
    y = plot._to_pixels(0.0, line.value).y()
    QTest.mouseClick(plot.viewport(), at.LEFT, pos=QPoint(plot.width() // 2, round(y)))
    assert meeting.page.slider.number == line.value
    click_on(view, view.chart.series[0].places[0])
    assert meeting.page.slider.number == meeting.dispute.assumption.evidence.value
    assert plot._shown.points or plot._shown.runs


def test_a_typed_value_is_agreed_on(at: Driver) -> None:
    meeting = begin(at)
    agenda = [a.key for a in meeting.desk.results.disputed]
    if agenda[0] != RATE:
        QTest.keyClick(meeting, Key.Key_PageDown)
    QTest.keyClick(meeting, Key.Key_6)
    assert meeting.page.value.hasFocus()
    QTest.keyClicks(meeting.page.value, "1.5")
    QTest.keyClick(meeting.page.value, Key.Key_Return)

    agreed = next(a for a in meeting.desk.results.said if a.key == RATE)
    assert agreed.agreed == 0.615


def test_a_formula_typed_is_kept_and_a_question_mark_takes_the_evidence(at: Driver) -> None:
    meeting = begin(at)
    for text in ("=(60+2.5)%", "?"):
        if meeting.dispute is not None and meeting.dispute.assumption.key != RATE:
            QTest.keyClick(meeting, Key.Key_PageDown)
        QTest.keyClicks(meeting, text[0])
        QTest.keyClicks(meeting.page.value, text[1:])
        QTest.keyClick(meeting.page.value, Key.Key_Return)
        now = next(a for a in meeting.desk.results.said if a.key == RATE)
        stated = meeting.desk.session.plan.position(now.slot, Seat.TOGETHER)
        assert stated is not None
        assert stated.value == (now.evidence.value if text == "?" else 0.625)
        assert stated.typed == text
        QTest.keyClick(meeting, Key.Key_Z, CTRL)


def test_what_is_no_value_is_said_and_nothing_is_decided(at: Driver) -> None:
    meeting = begin(at)
    count = len(meeting.desk.results.disputed)
    QTest.keyClick(meeting, Key.Key_2)
    QTest.keyClicks(meeting.page.value, " or so")
    QTest.keyClick(meeting.page.value, Key.Key_Return)

    assert len(meeting.desk.results.disputed) == count
    assert meeting.page.message.isVisible()


def test_parking_asks_for_a_reason_and_pages_leaf_through_the_agenda(at: Driver) -> None:
    meeting = begin(at)
    agenda = [a.key for a in meeting.desk.results.disputed]
    QTest.keyClick(meeting, Key.Key_PageDown)
    assert meeting.dispute is not None
    assert meeting.dispute.assumption.key == agenda[1]
    QTest.keyClick(meeting, Key.Key_P)
    assert meeting.page.reason.hasFocus()
    assert meeting.page.message.isVisible()
    QTest.keyClicks(meeting.page.reason, "until the test in May")
    QTest.keyClick(meeting.page.reason, Key.Key_Escape)
    QTest.keyClick(meeting, Key.Key_P)

    assert agenda[1] not in [a.key for a in meeting.desk.results.disputed]
    QTest.keyClick(meeting, Key.Key_PageUp)
    assert meeting.dispute.assumption.key == agenda[0]


def test_when_all_is_settled_it_says_so_and_the_minutes_are_saved(
    at: Driver, tmp_path: Path
) -> None:
    meeting = begin(at)
    while meeting.desk.results.disputed:
        QTest.keyClick(meeting, Key.Key_E)
        QTest.keyClick(meeting, Key.Key_Return)
    assert meeting.page.title.text() == "Nothing is in dispute any more"
    meeting.write(tmp_path / "minutes.txt")
    assert "2. " in (tmp_path / "minutes.txt").read_text("utf-8")
    QTest.keyClick(meeting, Key.Key_Escape)
    assert not at.window.shown.desk.results.disputed


def dispute_limits(at: Driver) -> str:
    days = "sla/first_touch_days"
    at.window.shown.desk.session.submit(
        [Draft(Seat.MARKETING, days, 1.0), Draft(Seat.SALES, days, 4.0)], "state limits"
    )
    return days


def test_a_meeting_left_while_promises_are_measured_is_told_no_more(
    at: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    dispute_limits(at)
    left = Event()

    def slow(session: PlanSession, **named: Any) -> Commitments:
        left.wait(20)
        return commitments(session, **named)

    monkeypatch.setattr(promises, "AT_ONCE", -1)
    monkeypatch.setattr(promises, "commitments", slow)
    meeting = begin(at)
    (task,) = (one for one in at.window.tasks._running if one.lane == LANE)
    gone = []
    meeting.destroyed.connect(lambda: gone.append(meeting))
    meeting.close()
    at.until(lambda: bool(gone))
    left.set()
    at.until(lambda: task not in at.window.tasks._running)


def test_a_disputed_promise_is_agreed_on_like_any_other(at: Driver) -> None:
    days = dispute_limits(at)
    meeting = begin(at)
    for _ in meeting.desk.results.disputed[1:]:
        QTest.keyClick(meeting, Key.Key_PageDown)
    assert meeting.dispute is not None
    assert meeting.dispute.assumption.key == days
    at.until(lambda: [one.name for one in meeting.page.outlook.shown][1] == "With Marketing’s")
    QTest.keyClick(meeting, Key.Key_M)
    assert meeting.page.value.text() == "1"
    QTest.keyClick(meeting, Key.Key_Return)
    assert days not in [a.key for a in meeting.desk.results.disputed]
    (line,) = minute_lines(meeting.desk.session, meeting.meeting)
    assert line.text.startswith("Commitments · First touch within, days: agreed on 1 day.")


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_month_of_a_promise_leads_to_its_figures(at: Driver) -> None:
    dispute_limits(at)
    meeting = begin(at)
    for _ in meeting.desk.results.disputed[1:]:
        QTest.keyClick(meeting, Key.Key_PageDown)
    view = meeting.page.evidence
    at.until(lambda: view.chart is not None and bool(view.chart.series))
    assert view.chart is not None
    before = meeting.page.slider.number
    click_on(view, view.chart.series[0].places[1])
    assert view.table is not None
    assert view.table.grid.place() == (1, 1)
    assert view.findChild(Plot)._shown.points
    assert meeting.page.slider.number == before
    QTest.keyClick(view.table.grid, Key.Key_Escape)
    assert view.table is None
