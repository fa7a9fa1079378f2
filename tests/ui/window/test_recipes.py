"""What to export: reached from the empty Data sheet and the Help menu, copied and printed."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from planner.base.palette import LIGHT
from tests.ui.window.driver import Driver, Key
from ui.dialogs.recipes_dialog import RecipesDialog, document_of
from ui.theme import Scheme, theme


def shown_by(driver: Driver) -> RecipesDialog:
    dialog = driver.window.load().recipes
    assert dialog is not None
    assert dialog.isVisible()
    return dialog


def test_the_empty_data_sheet_leads_to_what_to_export(empty: Driver) -> None:
    shown = empty.window.shown
    shown.show_sheet("Data")
    empty.click(shown._frames["Data"].empty.helping)
    dialog = shown_by(empty)
    assert dialog.recipe.crm == "Salesforce"
    text = dialog.page.toPlainText()
    for words in ("Leads with converted lead information", "MQL Date", "Details Only", "Beside"):
        assert words in text
    dialog.reject()


def test_each_crm_has_its_page_by_the_arrow_keys(empty: Driver) -> None:
    empty.press(Key.Key_F1)
    dialog = shown_by(empty)
    dialog.crms.setFocus()
    QTest.keyClick(dialog.crms, Key.Key_Down)
    assert dialog.recipe.crm == "HubSpot"
    assert "Became a Marketing Qualified Lead Date" in dialog.page.toPlainText()
    dialog.reject()


def test_it_opens_at_the_crm_of_the_data(at: Driver) -> None:
    at.press(Key.Key_F1)
    dialog = shown_by(at)
    snapshot = at.window.shown.desk.session.snapshot
    assert snapshot is not None
    assert dialog.recipe.profile == snapshot.files[0].crm
    dialog.reject()


def test_column_names_are_copied_one_to_a_line(empty: Driver) -> None:
    empty.press(Key.Key_F1)
    dialog = shown_by(empty)
    empty.click(dialog.copy_button)
    assert QApplication.clipboard().text().splitlines()[:2] == ["Leads", "Lead ID"]
    assert "clipboard" in dialog.said.text()
    dialog.reject()


def test_the_page_follows_the_colours_and_prints_in_light_ones(empty: Driver) -> None:
    empty.press(Key.Key_F1)
    dialog = shown_by(empty)
    theme().force(Scheme.DARK)
    assert theme().palette.text.lower() in dialog.page.toHtml().lower()
    theme().force(Scheme.LIGHT)
    paper = QPixmap(600, 800)
    paper.fill(Qt.GlobalColor.white)
    painter = QPainter(paper)
    document_of(dialog.recipe, LIGHT).drawContents(painter)
    painter.end()
    image = paper.toImage()
    dark = (image.pixelColor(x, y).lightness() < 128 for x in range(600) for y in range(80))
    assert any(dark)
    empty.click(dialog.print_button)
    asked = dialog.findChild(QPrintDialog)
    assert asked is not None
    asked.reject()
    dialog.reject()
