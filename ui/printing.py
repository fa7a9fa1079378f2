"""Pages of sentences as documents: to show in a browser of text, and to print."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QTextBrowser, QWidget

from ui.theme import font


def page_document(
    html: str, sheet: str, margin: int, parent: QTextBrowser | None = None
) -> QTextDocument:
    """Return a page as a document in the program's letters."""
    document = QTextDocument(parent)
    document.setDefaultFont(font())
    document.setDocumentMargin(margin)
    document.setDefaultStyleSheet(sheet)
    document.setHtml(html)
    return document


def ask_printer(document: QTextDocument, parent: QWidget) -> None:
    """Ask for a printer and print a document."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    document.setParent(dialog)
    dialog.accepted.connect(lambda: document.print_(printer))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setModal(True)
    dialog.show()
