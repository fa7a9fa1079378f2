"""The SLA sheet and the scorecards in the window: reached and filled by keys, undone, copied."""

from pathlib import Path

from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from planner.base.stages import Seat
from planner.commitments.benchmarks import published
from planner.session.auditing import write_draw
from tests.ui.window.driver import Driver, Key
from ui.grid.editor import CellEditor
from ui.grid.view import GridView
from ui.pages.audit_part import AuditPart

ALT = Qt.KeyboardModifier.AltModifier


def test_a_limit_is_stated_by_each_seat_agreed_and_undone(at: Driver) -> None:
    at.press(Key.Key_5, ALT)
    page = at.window.shown.sla
    assert at.window.shown.page is page
    page.show_part("sales")
    at.window.sit(Seat.MARKETING)
    at.type("SLA", "sla/first_touch_days", "marketing", "2")
    at.window.sit(Seat.SALES)
    at.type("SLA", "sla/first_touch_days", "sales", "4")
    assert at.text("SLA", "sla/first_touch_days", "status") == "disputed"
    at.until(lambda: page.current.chart.chart is not None)  # type: ignore[attr-defined]
    assert "in time" in page.current.chart.chart.title  # type: ignore[attr-defined]
    at.window.sit(Seat.TOGETHER)
    at.type("SLA", "sla/first_touch_days", "working", "3")
    assert at.text("SLA", "sla/first_touch_days", "status") == "agreed"
    at.press(Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert at.text("SLA", "sla/first_touch_days", "status") == "disputed"


def test_the_contract_is_copied_and_scorecards_take_weights(at: Driver) -> None:
    at.press(Key.Key_5, ALT)
    at.window.shown.sla.show_part("contract")
    view = at.window.shown.sla.current.view  # type: ignore[attr-defined]
    at.click(view.copy)
    held = QApplication.clipboard().mimeData()
    assert held.text().startswith("Service level agreement")
    assert "<h3>Sales works it</h3>" in held.html()
    at.press(Key.Key_7, ALT)
    assert at.window.shown.page.title == "Scorecards"
    at.type("Scorecards", "bookings", "working", "40%")
    assert at.text("Scorecards", "bookings", "working") == "40.0%"
    assert at.text("Scorecards", "inquiries", "working") == "8.6%"


def test_weights_are_tried_by_keys_discarded_by_esc_and_taken_by_a_button(at: Driver) -> None:
    at.press(Key.Key_7, ALT)
    part = at.window.shown.scorecards.part("cards")
    assert part.take.isVisible()  # type: ignore[attr-defined]
    session = at.window.shown.desk.session
    before = len(session.log.edits)
    at.type("Scorecards", "bookings", "tried", "40%")
    at.type("Scorecards", "hand_off", "tried", "+5pt")
    assert at.text("Scorecards", "bookings", "tried") == "40.0%"
    assert at.text("Scorecards", "all:shared", "status").startswith("shared ")
    at.press(Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert list(part.tried) == ["bookings"]  # type: ignore[attr-defined]
    assert at.window.deeds["redo"].text().endswith("in What if")
    at.press(Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert len(part.tried) == 2  # type: ignore[attr-defined]
    at.press(Key.Key_Escape)
    assert not part.tried  # type: ignore[attr-defined]
    assert len(session.log.edits) == before
    at.window.sit(Seat.SALES)
    at.type("Scorecards", "bookings", "tried", "40%")
    at.click(part.take)  # type: ignore[attr-defined]
    assert at.window.focusWidget() is at.grid
    assert at.text("Scorecards", "bookings", "sales") == "40.0%"
    assert at.window.deeds["undo"].text() == "Undo take 1 tried weight as position"
    assert not part.take.isEnabled()  # type: ignore[attr-defined]


def test_a_formula_typed_as_a_tried_weight_or_a_benchmark_is_shown_again_by_f2(at: Driver) -> None:
    at.press(Key.Key_7, ALT)
    for row, column in (("bookings", "tried"), (f"benchmark:{published()[0].id}", "high")):
        at.type("Scorecards", row, column, "=(10+2.5)%")
        assert at.text("Scorecards", row, column) == "12.5%"
        at.go("Scorecards", row, column)
        at.press(Key.Key_F2)
        editor = at.window.focusWidget()
        assert isinstance(editor, CellEditor)
        assert editor.text() == "=(10+2.5)%"
        at.press(Key.Key_Escape)


def test_leads_judged_apart_are_listed_and_lead_to_the_data(at: Driver, tmp_path: Path) -> None:
    """Ann and Bo judge four leads: Bo takes two more for qualified; then Bo takes all."""
    at.press(Key.Key_5, ALT)
    page = at.window.shown.sla
    page.show_part("audit")
    at.rest()
    part = page.current
    assert isinstance(part, AuditPart)
    session = at.window.shown.desk.session
    leads: tuple[str, ...] = ()
    for seed, yes in ((1, 3), (2, 4)):
        for who, first in (("Ann", 1), ("Bo", yes)):
            made = write_draw(session, tmp_path / f"{who}.xlsx", seed, 4)
            judge(tmp_path / f"{who}.xlsx", first)
            leads = leads or tuple(lead.id for lead in made.leads)
        part.take([tmp_path / "Ann.xlsx", tmp_path / "Bo.xlsx"])
        at.rest()
    assert part.apart.grid_model().rowCount() == 3
    part.which.choose("audit:MQL/1")
    at.rest()
    model = part.apart.grid_model()
    assert sorted(model.row(i).key for i in range(model.rowCount())) == sorted(
        f"apart:{lead}" for lead in leads[1:3]
    )
    double_click(part.apart, 0, 0)
    assert at.window.shown.page.title == "Data"
    assert at.window.shown.data.all_journeys.text().endswith(": 1 journey   ×")
    assert at.grid.grid_model().cell(0, 0).text == model.cell(0, 0).text
    at.press(Key.Key_5, ALT)
    part.apart.setFocus()
    part.apart.go(1, 0)
    at.press(Key.Key_Return, ALT)
    assert at.window.shown.page.title == "Data"
    assert at.grid.grid_model().cell(0, 0).text == model.cell(1, 0).text


def judge(path: Path, yes: int) -> None:
    """Fill in a judge's workbook: the first so many leads are qualified."""
    book = load_workbook(path)
    for row in range(2, book["Judge"].max_row + 1):
        book["Judge"].cell(row, 2).value = "yes" if row - 2 < yes else "no"
    book.save(path)


def double_click(grid: GridView, row: int, column: int) -> None:
    at = grid.visualRect(grid.model().index(row, column)).center()
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseDClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_an_audit_without_judges_offers_its_two_ways_once(at: Driver) -> None:
    at.press(Key.Key_5, ALT)
    page = at.window.shown.sla
    page.show_part("audit")
    at.rest()
    part = page.current
    assert part.begin.primary.isVisible()  # type: ignore[attr-defined]
    assert not any(button.isVisible() for button in part.controls())
    assert not page.footnote.isVisible()
    page.show_part("definitions")
    at.rest()
    assert page.footnote.isVisible()
    assert page.footnote.height() >= page.footnote.heightForWidth(page.footnote.width())
