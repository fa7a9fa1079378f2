"""The sheets as tabs at the window's lower edge, with a badge for open disputes."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QTabBar, QWidget

from ui.theme import BODY, LABEL, MEDIUM, REGULAR, SEMIBOLD, font, theme

HEIGHT = 30
PAD = 18


class SheetTabs(QTabBar):
    """A tab per sheet; `sheet_chosen(str)` tells the name."""

    sheet_chosen = Signal(str)

    def __init__(self, names: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Sheets")
        self._badges: dict[str, int] = {}
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setFixedHeight(HEIGHT)
        self.setFont(font(BODY))
        for name in names:
            self.addTab(name)
        self.currentChanged.connect(self._chosen)
        theme().changed.connect(self.update)

    def show_sheet(self, name: str) -> None:
        """Make a sheet's tab current; an unknown name changes nothing."""
        for number in range(self.count()):
            if self.tabText(number) == name:
                self.setCurrentIndex(number)

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) sheet, as Ctrl+PgDn and Ctrl+PgUp do."""
        self.setCurrentIndex(min(max(self.currentIndex() + by, 0), self.count() - 1))

    def set_badge(self, name: str, count: int) -> None:
        """Show a number beside a sheet's name; 0 removes it."""
        if self._badges.get(name, 0) == count:
            return
        self._badges[name] = count
        for number in range(self.count()):
            if self.tabText(number) == name:
                self.setAccessibleTabName(number, f"{name}, {count} open" if count else name)
        self.updateGeometry()
        self.update()

    def tabSizeHint(self, index: int) -> QSize:
        """Return the room of name and badge."""
        name = self.tabText(index)
        width = QFontMetrics(font(BODY, MEDIUM)).horizontalAdvance(name) + 2 * PAD
        badge = self._badges.get(name)
        if badge:
            width += QFontMetrics(font(LABEL, SEMIBOLD)).horizontalAdvance(str(badge)) + 8
        return QSize(width, HEIGHT)

    def minimumTabSizeHint(self, index: int) -> QSize:
        """Return the full size: names are never cut."""
        return self.tabSizeHint(index)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the names, a line over the current one."""
        painter = QPainter(self)
        for number in range(self.count()):
            self._paint_tab(painter, self.tabRect(number), number)
        painter.end()

    def _paint_tab(self, painter: QPainter, rect: QRect, number: int) -> None:
        name, current = self.tabText(number), number == self.currentIndex()
        if current:
            painter.fillRect(QRect(rect.left(), 0, rect.width(), 2), theme().colour("text"))
        painter.setFont(font(BODY, MEDIUM if current else REGULAR))
        painter.setPen(theme().colour("text" if current else "muted"))
        room = rect.adjusted(PAD, 0, 0, 0)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), name)
        badge = self._badges.get(name)
        if badge:
            room.setLeft(room.left() + painter.fontMetrics().horizontalAdvance(name) + 8)
            painter.setFont(font(LABEL, SEMIBOLD))
            painter.setPen(theme().colour("dispute"))
            painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), str(badge))
        if current and self.hasFocus():
            painter.setPen(theme().colour("text"))
            painter.drawRect(rect.adjusted(4, 5, -5, -5))

    def _chosen(self, number: int) -> None:
        if number >= 0:
            self.sheet_chosen.emit(self.tabText(number))
