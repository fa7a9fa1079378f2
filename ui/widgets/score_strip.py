"""The score strip: goal and gap lead, the others stand quieter; one line where room is short."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from planner.sheets.cells import Tone
from ui.lettering import advance, shortened, write
from ui.marks import DOT, MARK_WIDTH, SQUARE, draw_mark
from ui.theme import (
    CAPTION,
    LABEL,
    MEDIUM,
    PANEL,
    REGULAR,
    SECTION,
    SEMIBOLD,
    TITLE,
    theme,
)
from ui.widgets.ground import paint_ground

if TYPE_CHECKING:
    from planner.sheets.strip import ScoreItem

LEADING = 2
TALL, LINE = 66, 32
NARROW_WIDTH, LOW_HEIGHT = 1400, 800
INKS = {Tone.DISPUTE: "dispute", Tone.AGREED: "agreed", Tone.MUTED: "muted", Tone.STALE: "muted"}
MARKS = {Tone.MARKETING: (DOT, "marketing"), Tone.SALES: (SQUARE, "sales")}


class ScoreStrip(QWidget):
    """Shows ScoreItems; a click on one, or Enter, emits `place_requested(Place)`."""

    place_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Score strip")
        self.tiles: tuple[ScoreTile, ...] = ()
        self._compact = False
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)
        self._size()

    @property
    def compact(self) -> bool:
        """Whether it is one line."""
        return self._compact

    def set_items(self, items: "Sequence[ScoreItem]") -> None:
        """Show these figures; tiles are kept where their number stays."""
        if len(items) != len(self.tiles):
            self._remake(len(items))
        for number, (tile, item) in enumerate(zip(self.tiles, items, strict=True)):
            tile.show_item(item, leading=number < LEADING)
        self._stretch()

    def fit(self, window: QSize) -> None:
        """Become one line in a window narrower than 1400 or lower than 800 pixels."""
        self.set_compact(window.width() < NARROW_WIDTH or window.height() < LOW_HEIGHT)

    def set_compact(self, compact: bool) -> None:
        """Become one line of 32 pixels, or two rows of figures again."""
        if compact != self._compact:
            self._compact = compact
            self._size()
            self._stretch()

    def _remake(self, count: int) -> None:
        for tile in self.tiles:
            self._row.removeWidget(tile)
            tile.hide()
            tile.deleteLater()
        self.tiles = tuple(ScoreTile(self) for _ in range(count))
        for tile in self.tiles:
            tile.clicked.connect(self.place_requested)
            self._row.addWidget(tile)
        self._size()

    def _size(self) -> None:
        self.setFixedHeight(LINE if self._compact else TALL)
        self._row.setSpacing(0 if self._compact else 10)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, self._compact)
        for tile in self.tiles:
            tile.set_compact(self._compact)

    def _stretch(self) -> None:
        for number, tile in enumerate(self.tiles):
            wide = 130 if number < LEADING else 100
            self._row.setStretch(number, tile.needed() if self._compact else wide)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint one common ground when compact."""
        if self._compact:
            painter = QPainter(self)
            paint_ground(painter, self.rect(), event.rect())
            painter.end()


class ScoreTile(QWidget):
    """One figure: name, headline and detail."""

    clicked = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.item: ScoreItem | None = None
        self._leading = self._compact = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_item(self, item: "ScoreItem", leading: bool) -> None:
        """Show a figure; a leading one is larger."""
        if (item, leading) == (self.item, self._leading):
            return
        self.item, self._leading = item, leading
        self.setAccessibleName(f"{item.name}: {item.headline}, {item.detail}")
        hint = f"\n{item.hint}" if item.hint else ""
        self.setToolTip(f"{item.name}: {item.headline} · {item.detail}{hint}")
        self.update()

    def set_compact(self, compact: bool) -> None:
        """Stand in one line with the others."""
        self._compact = compact
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, not compact)
        self.update()

    def needed(self) -> int:
        """Return the width of its line when compact."""
        if self.item is None:
            return 1
        name = advance(self.item.name, CAPTION)
        size = self._headline_size()
        headline = advance(self.item.headline, size, SEMIBOLD)
        return round(name + headline + self._mark_room() + 2 * PANEL + 8)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the place."""
        if self.item is not None and event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit(self.item.place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the place."""
        keys = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
        if self.item is not None and event.key() in keys:
            self.clicked.emit(self.item.place)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the figure."""
        painter = QPainter(self)
        if not self._compact:
            paint_ground(painter, self.rect(), event.rect())
        if self.item is not None:
            paint = self._paint_line if self._compact else self._paint_tile
            paint(painter, self.item)
        if self.hasFocus():
            painter.setPen(QPen(theme().colour("text"), 1))
            painter.drawRoundedRect(self.rect().adjusted(2, 2, -3, -3), 5, 5)
        painter.end()

    def _paint_tile(self, painter: QPainter, item: "ScoreItem") -> None:
        room = self.rect().adjusted(PANEL + 2, 6, -PANEL, -6)
        third = QRect(room.left(), room.top(), room.width(), 15)
        self._write(painter, third, item.name, CAPTION, "muted")
        middle = QRect(room.left(), room.top() + 14, room.width(), 26)
        self._paint_headline(painter, middle, item)
        last = QRect(room.left(), room.bottom() - 14, room.width(), 15)
        self._write(painter, last, item.detail, CAPTION, "muted")

    def _paint_line(self, painter: QPainter, item: "ScoreItem") -> None:
        room = self.rect().adjusted(PANEL, 0, -4, 0)
        self._write(painter, room, item.name, CAPTION, "muted")
        name = advance(item.name, CAPTION)
        self._paint_headline(painter, room.adjusted(round(name) + 8, 0, 0, 0), item)

    def _paint_headline(self, painter: QPainter, room: QRect, item: "ScoreItem") -> None:
        mark = MARKS.get(item.tone)
        if mark is not None:
            centre = room.toRectF().center()
            centre.setX(room.left() + 5)
            draw_mark(painter, mark[0], centre, theme().colour(mark[1]), 0.9)
            room = room.adjusted(MARK_WIDTH, 0, 0, 0)
        size = self._headline_size()
        painter.setPen(theme().colour(INKS.get(item.tone, "text")))
        text = shortened(item.headline, size, SEMIBOLD, room.width())
        write(painter, _start(room), text, size, SEMIBOLD)

    def _headline_size(self) -> int:
        if self._compact:
            return LABEL + 1
        return TITLE if self._leading else SECTION

    def _mark_room(self) -> int:
        return MARK_WIDTH if self.item is not None and self.item.tone in MARKS else 0

    def _write(self, painter: QPainter, room: QRect, text: str, size: int, role: str) -> None:
        weight = MEDIUM if role == "text" else REGULAR
        painter.setPen(theme().colour(role))
        shown = shortened(text, size, weight, room.width())
        write(painter, _start(room), shown, size, weight)


def _start(room: QRect) -> QPointF:
    return QPointF(room.left(), room.toRectF().center().y())
