"""The pack's pages: small ones in a column, the chosen one large beside it."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QListView, QListWidget, QListWidgetItem, QWidget

from planner.session.board_views import Thumbnail
from ui.theme import PANEL, theme

LIST_WIDTH = 190
ICON = QSize(150, 108)
AWAITED = "Being laid out…"


class PageList(QListWidget):
    """Thumbnails; `page_chosen(number)` on a change."""

    page_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Pages of the board pack")
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setFlow(QListView.Flow.TopToBottom)
        self.setWrapping(False)
        self.setMovement(QListView.Movement.Static)
        self.setIconSize(ICON)
        self.setSpacing(6)
        self.setWordWrap(True)
        self.setFixedWidth(LIST_WIDTH)
        self.currentRowChanged.connect(self._say)

    def show_titles(self, titles: Sequence[tuple[int, str]]) -> None:
        """List other pages, by number and title; the one in view stays, if it is still there.

        Until its picture comes, a page keeps the one before it, else it is empty paper.
        """
        row, before = max(self.currentRow(), 0), [self.item(i).icon() for i in range(self.count())]
        self.blockSignals(True)
        self.clear()
        for place, (number, title) in enumerate(titles):
            icon = before[place] if place < len(before) else self._paper()
            item = QListWidgetItem(icon, str(number))
            item.setToolTip(title)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"Page {number}: {title}")
            item.setData(Qt.ItemDataRole.UserRole, number)
            self.addItem(item)
        self.setCurrentRow(min(row, len(titles) - 1))
        self.blockSignals(False)
        self._say(self.currentRow())

    def show_picture(self, page: Thumbnail) -> None:
        """Show the picture of a page that is listed."""
        picture = QPixmap()
        picture.loadFromData(page.picture)
        picture.setDevicePixelRatio(self.devicePixelRatio())
        for place in range(self.count()):
            item = self.item(place)
            if item.data(Qt.ItemDataRole.UserRole) == page.number:
                item.setIcon(QIcon(picture))

    def _paper(self) -> QIcon:
        empty = QPixmap(ICON * self.devicePixelRatio())
        empty.setDevicePixelRatio(self.devicePixelRatio())
        empty.fill(theme().colour("header"))
        return QIcon(empty)

    def _say(self, row: int) -> None:
        item = self.item(row)
        if item is not None:
            self.page_chosen.emit(item.data(Qt.ItemDataRole.UserRole))


class PageView(QWidget):
    """One page as large as there is room; `resized` says that a sharper picture is wanted."""

    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = QPixmap()
        self.stale = False
        self.setMinimumSize(260, 180)
        self.setAccessibleName("Preview")
        theme().changed.connect(self.update)

    @property
    def wanted(self) -> int:
        """The width of a picture that fills the room, in pixels of the screen."""
        return max(round((self.width() - 2 * PANEL) * self.devicePixelRatio()), 1)

    def show_page(self, picture: bytes, title: str) -> None:
        """Show a page's picture."""
        self._picture.loadFromData(picture)
        self._picture.setDevicePixelRatio(self.devicePixelRatio())
        self.setAccessibleDescription(title)
        self.stale = False
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the page on its ground, paler while another one is awaited."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), theme().colour("window"))
        if self._picture.isNull():
            painter.setPen(theme().colour("muted"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, AWAITED)
        else:
            room = self.rect().adjusted(PANEL, PANEL, -PANEL, -PANEL)
            size = self._picture.deviceIndependentSize().toSize()
            size.scale(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
            left = room.x() + (room.width() - size.width()) // 2
            painter.setOpacity(0.55 if self.stale else 1.0)
            painter.drawPixmap(left, room.y(), size.width(), size.height(), self._picture)
            painter.setOpacity(1.0)
            painter.setPen(theme().colour("gridline"))
            painter.drawRect(left, room.y(), size.width() - 1, size.height() - 1)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for a picture of the new size."""
        super().resizeEvent(event)
        self.resized.emit()
