"""Plain sentences to read, to copy into an e-mail with one click, and to print."""

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QLabel, QTextBrowser, QVBoxLayout, QWidget

from planner.base.palette import LIGHT, Palette
from planner.sheets.prose import Prose
from ui.printing import ask_printer, page_document
from ui.theme import LABEL, font, theme
from ui.widgets.card import Card
from ui.widgets.quiet_button import QuietButton

MARGIN = 24


class ProseView(QWidget):
    """Shows one page of sentences; Copy takes it as plain text and as HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.prose = Prose("", ())
        self.page = QTextBrowser()
        self.page.setOpenLinks(False)
        self.copy = QuietButton("Copy as e-mail")
        self.copy.setToolTip("Copies plain text and HTML at once")
        self.print = QuietButton("Print…")
        self.said = QLabel()
        self.said.setProperty("muted", True)
        self.copy.clicked.connect(self.copy_all)
        self.print.clicked.connect(self.ask_printer)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.copy, self.print):
            button.setFont(font(LABEL))
            buttons.addWidget(button)
        buttons.addWidget(self.said, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(buttons)
        box.addWidget(Card(self.page), 1)
        theme().changed.connect(self._show)

    def show_prose(self, prose: Prose) -> None:
        """Show a page."""
        if prose != self.prose:
            self.prose = prose
            self.said.clear()
            self._show()

    def copy_all(self) -> None:
        """Put the page on the clipboard."""
        held = QMimeData()
        held.setText(self.prose.text)
        held.setHtml(self.prose.html)
        QGuiApplication.clipboard().setMimeData(held)
        self.said.setText("On the clipboard: paste it into an e-mail.")

    def ask_printer(self) -> None:
        """Ask for a printer and print the page."""
        ask_printer(document_of(self.prose, LIGHT), self)

    def _show(self) -> None:
        self.page.setStyleSheet(f"QTextBrowser {{ background: {theme().palette.base}; }}")
        self.page.setDocument(document_of(self.prose, theme().palette, self.page))


def document_of(
    prose: Prose, palette: Palette, parent: QTextBrowser | None = None
) -> QTextDocument:
    """Return a page as a document to show or to print."""
    sheet = (
        f"body, li {{ color: {palette.text}; line-height: 150%; }} "
        f"h2 {{ color: {palette.text}; font-size: 20px; font-weight: 600; }} "
        f"h3 {{ color: {palette.text}; font-size: 15px; font-weight: 600; }}"
    )
    return page_document(f"<body>{prose.html}</body>", sheet, MARGIN, parent)
