"""The window's upper edge: menus, name, scenario, undo and redo, the seat, import and export."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QIcon,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenuBar,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from ui.actions import Actions
from ui.theme import SECTION, SEMIBOLD, font, theme
from ui.widgets.quiet_button import QuietButton
from ui.widgets.scenario_button import ScenarioButton
from ui.widgets.seat_switch import SeatSwitch

HEIGHT = 42
WIDE = 1400
"""Pixels from which every button has room with its whole name; the menus have them all."""


class Bar(QWidget):
    """A strip of the base colour along an edge of the window, with a line towards the sheets."""

    def __init__(self, height: int, line_above: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line_above = line_above
        self.setFixedHeight(height)
        theme().changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground and line."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().colour("base"))
        y = 0 if self._line_above else self.height() - 1
        painter.fillRect(QRect(0, y, self.width(), 1), theme().colour("gridline"))
        painter.end()


class Toolbar(Bar):
    """Shows the plan's name with a dot while unsaved; `imports`, `exports`, `board` are buttons."""

    seat_chosen = Signal(object)

    def __init__(self, actions: Actions, menus: QMenuBar, parent: QWidget | None = None) -> None:
        super().__init__(HEIGHT, line_above=False, parent=parent)
        self._menus = menus
        self._shown, self._scenario = ("", False), ""
        self.name = QLabel()
        self.name.setFont(font(SECTION, SEMIBOLD))
        self.name.setAccessibleName("Plan")
        self.scenario = ScenarioButton()
        self.undo, self.redo = _tool(actions["undo"], "Undo"), _tool(actions["redo"], "Redo")
        self.seat = SeatSwitch()
        self.seat.seat_chosen.connect(self.seat_chosen)
        self.imports = _button(actions["import"], "Import…")
        self.merges = _button(actions["merge"], "Merge…")
        self.exports = _button(actions["export"], "Export to Excel")
        self.board = _button(actions["go_board"], "Board pack")
        self.board.setProperty("primary", True)
        layout = self._row = QHBoxLayout(self)
        layout.setContentsMargins(12, 0, 16, 0)
        layout.setSpacing(0)
        left = (menus, self.name, self.scenario, self.undo, self.redo)
        layout.addWidget(_side(Qt.AlignmentFlag.AlignLeft, *left))
        layout.addWidget(self.seat, 0, Qt.AlignmentFlag.AlignVCenter)
        right = (self.imports, self.merges, self.exports, self.board)
        layout.addWidget(_side(Qt.AlignmentFlag.AlignRight, *right))
        theme().changed.connect(self._colour)
        self._colour()

    def show_name(self, name: str, unsaved: bool) -> None:
        """Show the plan's name, shortened in the middle where it is long."""
        if self._shown == (name, unsaved):
            return
        self._shown = (name, unsaved)
        self.name.setToolTip(f"{name}, not saved" if unsaved else name)
        self._fit_name()

    def show_scenario(self, name: str) -> None:
        """Show which scenario is looked at; '' is the plan itself."""
        if name != self._scenario:
            self._scenario = name
            self.scenario.show_scenario(name)
            self._fit_name()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the name to the room there is."""
        super().resizeEvent(event)
        wide = self.width() >= WIDE
        self.merges.setVisible(wide)
        self.exports.setText("Export to Excel" if wide else "Excel")
        self._fit_name()

    def _fit_name(self) -> None:
        name, unsaved = self._shown
        dot = " •" if unsaved else ""
        taken = self._menus.sizeHint().width() + 2 * self.undo.sizeHint().width()
        taken += self.scenario.sizeHint().width() + 8
        left = (self.width() - self.seat.sizeHint().width()) // 2
        metrics = self.name.fontMetrics()
        taken += 72 + metrics.horizontalAdvance(dot)
        needed = metrics.horizontalAdvance(name)
        wanted = min(taken + needed, left + self._spare(left))
        right = 2 * left - wanted
        if wanted <= left:
            wanted = right = left
        for place, share in ((0, wanted), (2, right)):
            self._row.setStretch(place, max(share, 1))
        room, shown = wanted - taken, name
        if needed > room:
            shown = metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, max(room, 60))
        self.name.setText(shown + dot)

    def _spare(self, half: int) -> int:
        """Return how far the seat can yield to the name: what the right half does not need."""
        all_four = (self.imports, self.merges, self.exports, self.board)
        buttons = [button for button in all_four if not button.isHidden()]
        return max(half - sum(button.sizeHint().width() + 8 for button in buttons) - 40, 0)

    def _colour(self) -> None:
        p = theme().palette
        self._menus.setStyleSheet(
            f"QMenuBar {{ background: {p.base}; border: none; color: {p.muted}; }}"
            f"QMenuBar::item {{ background: transparent; padding: 5px 8px; border-radius: 4px; }}"
            f"QMenuBar::item:selected, QMenuBar::item:pressed {{ background: {p.header};"
            f" color: {p.text}; }}"
        )
        self.undo.setIcon(_arrow_icon(turned=False))
        self.redo.setIcon(_arrow_icon(turned=True))


def _side(towards: Qt.AlignmentFlag, *widgets: QWidget) -> QWidget:
    """Return one half of the bar; both halves stretch alike, so that the seat stays central."""
    half = QWidget()
    layout = QHBoxLayout(half)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(8)
    if towards is Qt.AlignmentFlag.AlignRight:
        layout.addStretch()
    for widget in widgets:
        layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
    if towards is Qt.AlignmentFlag.AlignLeft:
        layout.addStretch()
    half.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return half


def _button(action: QAction, text: str) -> QPushButton:
    button = QuietButton(text)
    button.setToolTip(action.toolTip())
    button.clicked.connect(action.trigger)
    button.setEnabled(action.isEnabled())
    action.enabledChanged.connect(button.setEnabled)
    return button


def _tool(action: QAction, name: str) -> QToolButton:
    """Return a button that is a picture; as the action's own it would be laid out at each edit."""
    button = QToolButton()
    button.setAccessibleName(name)
    button.clicked.connect(action.trigger)
    action.enabledChanged.connect(button.setEnabled)
    action.changed.connect(lambda: _say(button, action))
    button.setEnabled(action.isEnabled())
    return button


def _say(button: QToolButton, action: QAction) -> None:
    button.setToolTip(action.toolTip())


def _arrow_icon(turned: bool) -> QIcon:
    icon = QIcon()
    icon.addPixmap(_arrow(theme().colour("text"), turned))
    icon.addPixmap(_arrow(theme().shade("muted", 3), turned), QIcon.Mode.Disabled)
    return icon


def _arrow(colour: QColor, turned: bool) -> QPixmap:
    """Draw an arrow that bends back, of 16 logical pixels."""
    pixmap = QPixmap(32, 32)
    pixmap.setDevicePixelRatio(2.0)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if turned:
        painter.translate(16, 0)
        painter.scale(-1, 1)
    painter.setPen(QPen(colour, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    path = QPainterPath(QPointF(3.5, 6.5))
    path.lineTo(9.5, 6.5)
    path.arcTo(QRectF(6.0, 6.5, 7.0, 7.0), 90, -180)
    path.lineTo(6.5, 13.5)
    path.moveTo(6.5, 3.5)
    path.lineTo(3.5, 6.5)
    path.lineTo(6.5, 9.5)
    painter.drawPath(path)
    painter.end()
    return pixmap
