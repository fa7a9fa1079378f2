"""How lists, tables and choices look in dialogs."""

from html import escape

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QWheelEvent
from PySide6.QtWidgets import QComboBox, QDialog, QStyle, QStyleOptionComboBox, QStylePainter

from ui.marks import OPEN, draw_mark
from ui.theme import theme

ARROW = 14


def dialog_sheet() -> str:
    """Return the style sheet of dialogs in the present colours."""
    p = theme().palette
    return (
        f"QListWidget {{ background: {p.base}; border: none; outline: none; }}"
        f"QListWidget::item {{ padding: 8px 10px; border-bottom: 1px solid {p.gridline}; }}"
        f"QListWidget::item:selected {{ background: {p.header}; color: {p.text}; }}"
        f"QTableWidget {{ background: {p.base}; border: none; outline: none; }}"
        f"QHeaderView {{ background: {p.header}; border: none; }}"
        f"QHeaderView::section {{ background: {p.header}; color: {p.muted}; border: none;"
        f" border-bottom: 1px solid {p.gridline}; padding: 6px; font-size: 12px; }}"
        f"QTableWidget::item {{ padding: 0 6px; border-bottom: 1px solid {p.gridline}; }}"
        f"QComboBox::drop-down {{ border: none; width: 20px; }}"
        f"QRadioButton {{ spacing: 7px; }}"
        f"QRadioButton::indicator {{ width: 13px; height: 13px; border-radius: 7px;"
        f" border: 1px solid {p.muted}; background: {p.base}; }}"
        f"QRadioButton::indicator:checked {{ width: 6px; height: 6px; border: 4px solid {p.text};"
        f" background: {p.base}; }}"
        f"QRadioButton:focus {{ text-decoration: underline; }}"
        f"QScrollArea, QScrollArea > QWidget > QWidget {{ background: {p.base}; }}"
    )


class _Dress(QObject):
    """Keeps a dialog in the present colours."""

    def __init__(self, dialog: QDialog) -> None:
        super().__init__(dialog)
        self._dialog = dialog
        theme().changed.connect(self.put_on)
        self.put_on()

    def put_on(self) -> None:
        """Dress the dialog."""
        self._dialog.setStyleSheet(dialog_sheet())


def wear_theme(dialog: QDialog) -> None:
    """Dress a dialog in the present colours, and in others when they change."""
    _Dress(dialog)


def plain_tip(text: str) -> str:
    """Return a tool tip that shows a text of the CRM as it stands, whatever marks are in it."""
    return f"<div style='white-space: pre-wrap'>{escape(text)}</div>" if text else ""


class ChoiceBox(QComboBox):
    """A list to choose from, with the program's own arrow; the wheel scrolls past it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint frame, text and arrow."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.subControls = QStyle.SubControl.SC_ComboBoxFrame
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        ink = theme().colour("muted" if self.currentData() is None and self.count() else "text")
        option.palette.setColor(QPalette.ColorRole.Text, ink)
        painter.setPen(ink)
        room = self.rect().adjusted(8, 0, -ARROW - 8, 0)
        text = self.fontMetrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), text)
        self._paint_arrow(painter)
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to what lies around."""
        event.ignore()

    def _paint_arrow(self, painter: QPainter) -> None:
        centre = QPoint(self.width() - ARROW, self.height() // 2)
        draw_mark(painter, OPEN, centre.toPointF(), theme().colour("muted"), 1.0)
