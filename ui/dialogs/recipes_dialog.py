"""What to export: a page for each CRM, to read, to print, and to copy the column names from."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from planner.base.palette import LIGHT, Palette
from planner.sheets.recipes import Recipe, column_list, recipes
from ui.dialogs.look import dialog_sheet
from ui.dialogs.recipe_page import page_html, page_style
from ui.printing import ask_printer, page_document
from ui.theme import SEMIBOLD, SPACE, TITLE, font, theme
from ui.widgets.card import Card

SIZE = (1000, 680)
LIST_WIDTH, LIST_ROW = 232, 34
MARGIN = 18


class RecipesDialog(QDialog):
    """CRMs at the left, the chosen one's page at the right; opens at the CRM named, if any."""

    def __init__(self, crm: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("What to export")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*SIZE)
        self.pages = recipes()
        self.crms = QListWidget()
        self.crms.setAccessibleName("CRM")
        self.crms.setFixedWidth(LIST_WIDTH)
        self.crms.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for page in self.pages:
            item = QListWidgetItem(page.crm, self.crms)
            item.setSizeHint(QSize(LIST_WIDTH - SPACE, LIST_ROW))
        self.page = QTextBrowser()
        self.page.setAccessibleName("What to export")
        self.page.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.copy_button = QPushButton("Copy column names")
        self.print_button = QPushButton("Print…")
        self.said = QLabel()
        self.said.setProperty("muted", True)
        self._lay_out()
        self.copy_button.clicked.connect(self.copy_columns)
        self.print_button.clicked.connect(self.ask_printer)
        self.crms.currentRowChanged.connect(self._show_page)
        theme().changed.connect(self._colour)
        names = [page.profile for page in self.pages]
        self.crms.setCurrentRow(names.index(crm) if crm in names else 0)
        self._colour()

    @property
    def recipe(self) -> Recipe:
        """The page shown."""
        return self.pages[self.crms.currentRow()]

    def copy_columns(self) -> None:
        """Put the column names of the page on the clipboard, one to a line."""
        QApplication.clipboard().setText(column_list(self.recipe))
        self.said.setText(f"The column names of {self.recipe.crm} are on the clipboard.")

    def ask_printer(self) -> None:
        """Ask for a printer and print the page."""
        ask_printer(document_of(self.recipe, LIGHT), self)

    def _lay_out(self) -> None:
        heading = QLabel("What to export")
        heading.setFont(font(TITLE, SEMIBOLD))
        middle = QHBoxLayout()
        middle.setSpacing(10)
        middle.addWidget(Card(self.crms))
        middle.addWidget(Card(self.page), 1)
        close = QPushButton("Close")
        close.setDefault(True)
        close.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addWidget(self.copy_button)
        buttons.addWidget(self.print_button)
        buttons.addWidget(self.said, 1)
        buttons.addWidget(close)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 16, 16, 16)
        box.setSpacing(10)
        box.addWidget(heading)
        box.addLayout(middle, 1)
        box.addLayout(buttons)

    def _colour(self) -> None:
        self.setStyleSheet(
            dialog_sheet() + f"QTextBrowser {{ background: {theme().palette.base}; }}"
        )
        self._show_page(self.crms.currentRow())

    def _show_page(self, _row: int) -> None:
        self.said.clear()
        self.page.setDocument(document_of(self.recipe, theme().palette, self.page))


def document_of(
    recipe: Recipe, palette: Palette, parent: QTextBrowser | None = None
) -> QTextDocument:
    """Return a recipe's page as a document to show or to print."""
    return page_document(page_html(recipe, palette), page_style(palette), MARGIN, parent)
