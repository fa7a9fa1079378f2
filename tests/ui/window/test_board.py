"""The Board sheet in the window: pages, options that count at once, and one click for all files."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from planner.base.stages import Seat
from planner.session.views import Draft
from tests.ui.window.driver import Driver, Key
from ui.pages.board import BoardPage

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def at(here: Driver) -> Driver:
    return here


def board(at: Driver) -> BoardPage:
    """Go to the sheet by its key and wait for its pages."""
    at.press(Key.Key_8, ALT)
    page = at.window.shown.board
    at.until(lambda: page.pages.count() > 0 and not at.window.tasks.busy)
    return page


def shown(page: BoardPage) -> str:
    return page.page.accessibleDescription()


def figures(page: BoardPage) -> dict[str, str]:
    model = page.view.grid_model()
    return {model.cell(r, 0).text: model.cell(r, 1).text for r in range(model.rowCount())}


def test_pages_are_looked_through_and_figures_tie_out(at: Driver) -> None:
    page = board(at)
    assert page.pages.count() >= 9
    size = page.pages.iconSize()
    pictures = [page.pages.item(i).icon().pixmap(size) for i in range(page.pages.count())]
    assert len({bytes(picture.toImage().constBits()) for picture in pictures}) == len(pictures)
    page.pages.setFocus()
    at.press(Key.Key_Down)
    at.rest()
    assert shown(page).startswith("The year ends ")
    assert page.verdict.text().endswith("figures agree wherever they stand.")
    assert figures(page)["Goal"] == "$2.00m"
    assert at.score["Gap, working plan"] == figures(page)["Gap to the goal"]
    letters = page.view.fontMetrics()
    for column in (0, 1):
        texts = [page.view.grid_model().cell(r, column).text for r in range(len(figures(page)))]
        room = page.view.columnWidth(column)
        assert max(letters.horizontalAdvance(text) for text in texts) < room


def test_an_option_counts_at_once_and_is_undone(at: Driver) -> None:
    page = board(at)
    field = page.options.fields["board:colours"]
    at.click(field)
    QTest.keyClicks(field, "#FFEE88")
    QTest.keyClick(field, Key.Key_Return)
    assert "too light" in page.message.label.text()
    assert field.text() == ""
    page.options.picks["board:amounts"].choose("full")
    at.rest()
    assert figures(page)["Goal"] == "$2,000,000"
    at.window.shown.retract("undo")
    at.rest()
    assert figures(page)["Goal"] == "$2.00m"
    assert page.options.picks["board:amounts"].value == "size"


def test_scenarios_are_ticked_and_names_hidden(at: Driver) -> None:
    page, session = board(at), at.window.shown.desk.session
    session.submit([Draft(Seat.TOGETHER, "scenario:up", '{"name": "Up"}')], "a scenario")
    at.rest()
    before, (action,) = page.pages.count(), page.options.listed.actions()
    action.trigger()
    at.rest()
    assert session.plan.board.scenarios == ("up",)
    assert page.options.scenarios.text() == "Up"
    assert page.pages.count() == before + 1
    page.options.listed.actions()[0].trigger()
    page.options.hide_names.setFocus()
    at.press(Key.Key_Space)
    at.rest()
    assert session.plan.board.scenarios == ()
    assert session.plan.board.hide_names


def test_one_click_writes_every_format_into_a_folder(at: Driver, tmp_path: Path) -> None:
    page, folder = board(at), tmp_path / "pack"
    at.click(page.export)
    dialog = page.findChild(QFileDialog, "Export the board pack")
    assert dialog is not None
    dialog.fileSelected.emit(str(folder))
    dialog.reject()
    at.rest()
    name = "Small plan"
    made = {f"{name}{kind}" for kind in (".xlsx", ".pptx", ".pdf", ".html", " summary.png")}
    assert {path.name for path in folder.iterdir()} == made
    assert page.message.label.text().startswith("5 files that say the same are written")
    page.view.go(0, 0)
    at.end_gesture()
    assert "the workbook" in at.window.shown.explain.accessibleName()


def test_an_export_that_is_cancelled_writes_nothing(at: Driver, tmp_path: Path) -> None:
    page, folder = board(at), tmp_path / "pack"
    page.export_into(folder)
    at.window.tasks.cancel("export")
    at.rest()
    QApplication.processEvents()
    assert not folder.exists()
