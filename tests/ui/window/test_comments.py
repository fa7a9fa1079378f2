"""Comments by key: written, marked, shown, undone, saved and resolved."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from planner.base.stages import Seat
from planner.plan.edits import Draft
from planner.sheets.arrangement import Arrangement, Sort
from planner.sheets.key_words import key_words
from tests.ui.window.driver import CTRL, SHIFT, Driver, Key
from ui.pages.commenting import Commenting
from ui.widgets.comment_box import CommentBox

HAND_OFF = "Paid search/rate:MQL>SAL"
SIZE = "Events/deal_size"
SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)


def commenting(at: Driver) -> Commenting:
    found = at.grid.findChild(Commenting)
    assert isinstance(found, Commenting)
    return found


def box(at: Driver) -> CommentBox:
    found = commenting(at).box
    assert found is not None
    return found


def say(at: Driver, row: str, column: str, text: str) -> None:
    at.go("Assumptions", row, column)
    at.press(Key.Key_F2, SHIFT)
    QTest.keyClicks(at.window.focusWidget(), text)
    at.press(Key.Key_Return)
    QApplication.processEvents()


def noted(at: Driver) -> bool:
    return at.grid.grid_model().cell(*at.grid.place()).noted


def explained(at: Driver) -> str:
    return at.window.shown.explain.explanation.text


def test_a_comment_is_written_marked_explained_and_undone(at: Driver) -> None:
    at.window.sit(Seat.SALES)
    say(at, HAND_OFF, "sales", "Only half were called")
    assert noted(at)
    assert "Sales, Ann" in explained(at)
    assert explained(at).endswith("Only half were called")
    assert at.window.focusWidget() is at.grid
    assert at.window.deeds["undo"].text() == "Undo comment in Sales"
    at.press(Key.Key_Z, CTRL)
    assert not noted(at)
    at.press(Key.Key_Y, CTRL)
    assert noted(at)


@pytest.mark.qt_log_ignore("does not support raise")
def test_the_mouse_resting_on_a_cell_shows_its_comments_or_what_it_cuts_off(at: Driver) -> None:
    say(at, SIZE, "working", "<b>Two</b> large deals")
    grid = at.grid
    at.grid.scrollTo(grid.currentIndex())
    spot = grid.visualRect(grid.currentIndex()).center()
    whole = grid.viewport().mapToGlobal(spot)
    QApplication.sendEvent(grid.viewport(), QHelpEvent(QEvent.Type.ToolTip, spot, whole))
    assert "&lt;b&gt;Two&lt;/b&gt; large deals" in QToolTip.text()
    assert commenting(at).words(0, 0) == ""
    at.go("Assumptions", SIZE, "marketing")
    column = grid.currentIndex().column()
    grid.layout_of_grid.set_width(column, 20)
    spot = grid.visualRect(grid.currentIndex()).center()
    whole = grid.viewport().mapToGlobal(spot)
    QApplication.sendEvent(grid.viewport(), QHelpEvent(QEvent.Type.ToolTip, spot, whole))
    assert QToolTip.text() == f"<span>{grid.grid_model().cell(*grid.place()).text}</span>"
    QToolTip.hideText()


def test_several_comments_stand_together_until_they_are_resolved(at: Driver) -> None:
    say(at, SIZE, "working", "one")
    at.window.sit(Seat.SALES)
    say(at, SIZE, "working", "two")
    at.press(Key.Key_F2, SHIFT)
    shown = [line.text() for line in box(at).said]
    assert [text.rpartition(": ")[2] for text in shown] == ["one", "two"]
    assert [text.partition(",")[0] for text in shown] == ["Together", "Sales"]
    at.click(box(at).resolve_button, QPoint(5, 5))
    QApplication.processEvents()
    assert not noted(at)
    at.press(Key.Key_Z, CTRL)
    assert noted(at)


def test_esc_and_an_empty_text_change_nothing(at: Driver) -> None:
    before = at.window.deeds["undo"].text()
    at.go("Assumptions", HAND_OFF, "sales")
    for key in (Key.Key_Escape, Key.Key_Return):
        at.press(Key.Key_F2, SHIFT)
        at.press(key)
        QApplication.processEvents()
        assert at.window.focusWidget() is at.grid
    assert at.window.deeds["undo"].text() == before


def test_a_comment_being_typed_is_kept_when_one_clicks_elsewhere(at: Driver) -> None:
    at.go("Assumptions", SIZE, "marketing")
    at.press(Key.Key_F2, SHIFT)
    QTest.keyClicks(at.window.focusWidget(), "Ask the partners")
    QTest.mouseClick(at.window.shown.strip, Qt.MouseButton.LeftButton, pos=QPoint(1, 1))
    QApplication.processEvents()
    assert noted(at)
    assert explained(at).endswith("Ask the partners")
    assert at.window.focusWidget() is at.grid
    at.press(Key.Key_Z, CTRL)
    assert not noted(at)


def test_comments_are_saved_with_the_plan(at: Driver, tmp_path: Path) -> None:
    say(at, HAND_OFF, "sales", "kept")
    path = at.window.shown.desk.session.save(tmp_path / "commented.fairlead")
    at.window.open_path(path)
    at.rest()
    at.go("Assumptions", HAND_OFF, "sales")
    assert noted(at)
    assert "kept" in explained(at)


def test_figures_of_the_plan_are_commented_on(at: Driver) -> None:
    row = "stage:1/Paid search"
    at.go("Plan", row, "2027-03")
    at.press(Key.Key_F2, SHIFT)
    QTest.keyClicks(at.window.focusWidget(), "The fair is in May")
    at.press(Key.Key_Return)
    QApplication.processEvents()
    assert noted(at)
    assert explained(at).endswith("The fair is in May")
    assert at.window.focusWidget() is at.grid
    at.go("Plan", "bookings", "2027-01")
    assert not noted(at)
    at.press(Key.Key_Z, CTRL)
    at.go("Plan", row, "2027-03")
    assert not noted(at)
    at.press(Key.Key_Y, CTRL)
    assert noted(at)
    log = at.window.shown.desk.session.log
    assert key_words(at.window.shown.desk.session.plan, log.stated[-1].key) == (
        "Comment: Plan · MQL · Paid search"
    )


def test_a_heading_is_commented_on_and_a_list_made_anew_says_why_not(at: Driver) -> None:
    say(at, "line:Events", "name", "All fairs")
    assert noted(at)
    assert explained(at).endswith(": All fairs")
    at.go("Data", "source:0", "crm")
    at.window.edits.refresh()
    assert not at.window.deeds["comment"].isEnabled()
    at.press(Key.Key_F2, SHIFT)
    assert at.grid.findChild(Commenting) is None
    assert "Comments stand at rows that last" in at.window.shown.status.text


def comment(at: Driver, text: str) -> None:
    """Comment on the current cell by keys."""
    at.press(Key.Key_F2, SHIFT)
    QTest.keyClicks(at.window.focusWidget(), text)
    at.press(Key.Key_Return)
    QApplication.processEvents()
    at.end_gesture()


def find(at: Driver, text: str) -> list[tuple[str, str]]:
    """Open the list of everything, type, and return what it offers of comments."""
    at.press(Key.Key_K, CTRL)
    QTest.keyClicks(at.window.focusWidget(), text)
    return [line for line in at.window.finder.palette.texts if line[1].startswith("Comment ·")]


def test_a_measured_figure_keeps_its_comment_under_its_cut(at: Driver) -> None:
    at.go("Funnel", "Events", "stage:1")
    cut = at.window.shown.funnel.filters.cut
    first = cut.value
    comment(at, "Two <b>fairs</b> fell out")
    assert noted(at)
    assert explained(at).endswith(": Two <b>fairs</b> fell out")
    assert "Two <b>fairs</b>" in str(at.grid.grid_model().data(at.grid.currentIndex(), SPOKEN))
    assert at.window.deeds["undo"].text() == "Undo comment in MQL"
    cut.choose("segment")
    at.rest()
    model = at.grid.grid_model()
    assert not any(cell.noted for row in range(model.rowCount()) for cell in model.cells(row))
    at.window.shown.show_sheet("Assumptions")
    assert find(at, "comment fell out")[0][0] == "Two <b>fairs</b> fell out"
    at.press(Key.Key_Return)
    at.rest()
    assert cut.value == first
    assert at.grid.place_at(*at.grid.place()).row == "Events"
    assert noted(at)
    at.press(Key.Key_Z, CTRL)
    assert not noted(at)


def test_what_stands_below_the_plan_is_explained_where_it_is_commented_on(at: Driver) -> None:
    at.window.shown.show_sheet("Plan")
    page = at.window.shown.plan
    page.lead_to("leads")
    at.rest()
    (grid,) = page.part.grids()
    at.until(lambda: grid.grid_model().rowCount() > 0)
    grid.setFocus()
    comment(at, "Only with the fair")
    assert grid.grid_model().cell(*grid.place()).noted
    assert explained(at).endswith(": Only with the fair")
    find(at, "only with the fair")
    at.press(Key.Key_Return)
    at.rest()
    assert grid.hasFocus()


def test_a_lead_is_commented_on_by_its_id_however_it_is_sorted(at: Driver) -> None:
    at.window.shown.show_sheet("Data")
    at.window.shown.data.show_part("journeys")
    at.grid.go(7, 0)
    lead = at.grid.place_at(7, 0).row
    comment(at, "A student")
    assert noted(at)
    at.grid.arranging.arrange(Arrangement(sort=Sort("id", descending=True)))
    at.rest()
    assert not at.grid.grid_model().cell(7, 0).noted
    assert len(find(at, "comment a student")) == 1
    at.press(Key.Key_Return)
    at.rest()
    assert at.grid.place_at(*at.grid.place()).row == lead
    assert noted(at)


def test_a_comment_whose_row_is_gone_is_still_found_and_told(at: Driver) -> None:
    seat = at.window.shown.desk.seat
    drafts = [
        Draft(seat, "comment:working:Closed line/volume", "We left that market"),
        Draft(seat, "comment:stage%3A1:at:Funnel/journeys/channel:Closed line", "And this"),
    ]
    at.window.shown.desk.submit(drafts, "comment")
    for text in ("left that market", "and this"):
        ((words, where),) = find(at, text)
        assert "Closed line" in where
        at.press(Key.Key_Return)
        at.rest()
        told = at.window.shown.messages.label.text()
        assert told.startswith("The row of this comment is not shown now: ")
        assert told.endswith(words)


def test_what_is_promised_and_what_came_of_it_is_commented_on(at: Driver) -> None:
    page = at.window.shown.sla
    at.go("SLA", "qualified", "2027-03")
    at.press(Key.Key_F2, SHIFT)
    QTest.keyClicks(at.window.focusWidget(), "The fair moved")
    at.press(Key.Key_Return)
    QApplication.processEvents()
    grid = page.grid()
    assert grid.grid_model().cell(*grid.place()).noted
    assert explained(at).endswith(": The fair moved")
    assert at.window.deeds["undo"].text() == "Undo comment in Mar"
    page.show_part("sales")
    at.go("SLA", "sla/first_touch_days", "marketing")
    at.press(Key.Key_F2, SHIFT)
    QTest.keyClicks(at.window.focusWidget(), "As in the contract")
    at.press(Key.Key_Return)
    QApplication.processEvents()
    assert page.grid().grid_model().cell(*page.grid().place()).noted
    at.press(Key.Key_Z, CTRL)
    at.press(Key.Key_Z, CTRL)
    page.show_part("marketing")
    at.go("SLA", "qualified", "2027-03")
    assert not page.grid().grid_model().cell(*page.grid().place()).noted


def test_a_comment_on_a_commitment_is_found_by_what_its_row_is_called(at: Driver) -> None:
    at.window.shown.show_sheet("SLA")
    for part, where in (
        ("marketing", "SLA: Marketing delivers, Basic: leads"),
        ("sales", "SLA: Sales works, First touch in time"),
        ("hand-off", "SLA: Hand-off, Paid search"),
        ("definitions", "SLA: Definitions, Inquiry"),
    ):
        at.window.shown.sla.show_part(part)
        at.rest()
        at.grid.go(0, 1)
        comment(at, f"Look at {part} again")
        ((words, told),) = find(at, f"comment {part} again")
        assert (words, told) == (f"Look at {part} again", f"Comment · {where}")
        at.press(Key.Key_Escape)
    at.go("Scorecards", "inquiries", "actual")
    comment(at, "Without lists")
    assert find(at, "without lists") == [
        ("Without lists", "Comment · Scorecards, Leads brought in")
    ]
    at.press(Key.Key_Escape)
