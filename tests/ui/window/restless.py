"""A restless person at the window, who types, pulls, sorts and folds on every sheet."""

from collections import Counter
from collections.abc import Callable
from random import Random

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QWidget

from planner.sheets.cells import NUMERIC
from tests.ui.grid.hands import drag_points
from tests.ui.window.driver import CTRL, NONE, SHIFT, Driver, Key
from ui.grid.flyout import Flyout
from ui.grid.refused import RefusedDialog

ALT = Qt.KeyboardModifier.AltModifier
TEXTS = (
    "65", "12%", "0.4", "1.2m", "450k", "=1+1", "=(40+2)%", "+10%", "-5%", "?", "abc", "30-", "55%",
    "7d",
)  # fmt: skip
BLOCKS = ("50%", "40\n50\n", "10%\t20%\n", "1\t2\n3\t4\n", "\n\n", "x\n9\n", "5")
ARROWS = (Key.Key_Up, Key.Key_Down, Key.Key_Left, Key.Key_Right)
SHEETS = {
    "Assumptions": 50, "Set aside": 14, "Plan": 10, "SLA": 6, "Funnel": 7, "Journeys": 7, "Reps": 6,
}  # fmt: skip
"""How often each sheet is gone to, in a hundred gestures."""
LEFT_FOR = (
    "undo", "redo", "comment", "find_next", "zoom_reset", "sales", "together", "next_sheet",
    "go_plan",
)  # fmt: skip
"""What is done while a cell is open."""
LOOKED_AT = 40
"""So many rows are looked at for a cell to type into."""


class Hands:
    """Makes one gesture after the other; what they are is settled by the seed."""

    def __init__(self, at: Driver, seed: int) -> None:
        self.at, self.random = at, Random(seed)
        self.done, self.changes = 0, Counter[tuple[str, str]]()
        self.meant: dict[Callable[[], None], set[str]] = {
            self.type: {"plan", "selection"}, self.paste: {"plan"}, self.fill: {"plan"},
            self.pull: {"plan", "selection"}, self.clear: {"plan"}, self.cut: {"plan"},
            self.comment: {"plan"}, self.undo: {"plan"}, self.redo: {"plan"}, self.sit: {"seat"},
            self.drag: {"selection"}, self.select: {"selection"},
            self.fold: {"rows", "columns"}, self.column: {"columns"},
            self.arrange: {"rows"}, self.leave: {"plan", "seat", "sheet"},
        }  # fmt: skip
        self.deeds = [self.type, *self.meant]

    def step(self) -> None:
        """Go somewhere, do something, answer what is asked; the keyboard is on the grid again."""
        self.do(self.random.choice(self.deeds), *self.random.choices([*SHEETS], [*SHEETS.values()]))

    def do(self, deed: Callable[[], None], sheet: str) -> set[str]:
        """Make one gesture on a sheet; return what it changed."""
        self.at.activate()
        self.show(sheet)
        self.wander()
        before = self.look()
        deed()
        self.answer()
        changed = {what for what, now in self.look().items() if now != before[what]}
        self.changes.update((deed.__name__, what) for what in changed)
        self.done += 1
        told = f"after gesture {self.done}, {deed.__name__}: {self.at.window.focusWidget()}"
        assert self.at.window.focusWidget() is self.at.grid, told
        return changed

    def look(self) -> dict[str, object]:
        """What a gesture may change, by name."""
        grid, desk = self.at.grid, self.at.window.shown.desk
        model = grid.grid_model()
        return {
            "plan": desk.session.plan,
            "seat": desk.seat,
            "sheet": self.at.window.shown.page,
            "selection": (grid.place(), grid.areas()),
            "rows": [model.row(row).key for row in range(min(model.rowCount(), LOOKED_AT))],
            "columns": [(c.key, grid.columnWidth(at)) for at, c in enumerate(model.columns)],
        }

    def show(self, name: str) -> None:
        shown = self.at.window.shown
        data = name in {"Set aside", "Journeys"}
        shown.show_sheet("Data" if data else name)
        if data:
            shown.data.show_part("aside" if name == "Set aside" else "journeys")
            self.at.grid.setFocus()

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        self.at.press(key, modifiers)

    def wander(self) -> None:
        grid, random = self.at.grid, self.random
        model = grid.grid_model()
        if not model.rowCount():
            return
        first = random.randrange(max(1, model.rowCount() - LOOKED_AT))
        places = [
            (row, column)
            for row in range(first, min(first + LOOKED_AT, model.rowCount()))
            for column, cell in enumerate(model.cells(row))
            if cell.editable
        ]
        numbers = [place for place in places if model.kind(*place) in NUMERIC]
        if places and random.random() < 0.8:
            grid.go(*random.choice(numbers if numbers and random.random() < 0.8 else places))
        for _ in range(random.choice((0, 0, 1, 2))):
            self.key(random.choice(ARROWS), random.choice((SHIFT, NONE)))

    def type(self) -> None:
        text = self.random.choice(TEXTS)
        QTest.keyClicks(self.at.grid, text[0])
        QTest.keyClicks(self.at.window.focusWidget(), text[1:])
        self.key(Key.Key_Return, self.random.choice((NONE, NONE, SHIFT, CTRL)))
        if self.at.window.focusWidget() is not self.at.grid:
            self.key(Key.Key_Escape)

    def leave(self) -> None:
        """Do something else while a cell is open: by a menu, a key or a button."""
        text = self.random.choice(TEXTS)
        QTest.keyClicks(self.at.grid, text[0])
        QTest.keyClicks(self.at.window.focusWidget(), text[1:])
        way = self.random.randrange(3)
        if way == 0:
            deeds = map(self.at.window.deeds.__getitem__, LEFT_FOR)
            self.random.choice([deed for deed in deeds if deed.isEnabled()]).trigger()
        elif way == 1:
            key = self.random.choice((Key.Key_1, Key.Key_2, Key.Key_3, Key.Key_PageDown))
            self.at.press(key, CTRL)
        else:
            seats = self.at.window.toolbar.seat.findChildren(QAbstractButton)
            self.at.click(self.random.choice(seats))

    def paste(self) -> None:
        if self.at.grid.transfer.takes_text():
            QGuiApplication.clipboard().setText(self.random.choice(BLOCKS))
            self.key(Key.Key_V, self.random.choice((CTRL, CTRL | SHIFT)))

    def fill(self) -> None:
        self.key(self.random.choice((Key.Key_Down, Key.Key_Right)), SHIFT)
        held = self.random.choice((CTRL, CTRL, CTRL | ALT))
        self.key(Key.Key_R if held & ALT else self.random.choice((Key.Key_D, Key.Key_R)), held)

    def pull(self) -> None:
        """Drag the fill handle up, down, left or right, or back into the selection."""
        grid, square = self.at.grid, self.at.grid.filling.handle()
        if square.isEmpty() or not grid.viewport().rect().contains(square):
            return
        steps = self.random.randrange(-3, 4)
        along = QPoint(0, steps * grid.rowHeight(0)), QPoint(steps * 80, 0)
        start = square.center()
        drag_points(grid.viewport(), start, start + self.random.choice(along))

    def drag(self) -> None:
        """Select by mouse: one range, one more, or up to where the mouse goes."""
        room = self.at.grid.viewport().rect()
        points = [
            QPoint(self.random.randrange(room.width()), self.random.randrange(room.height()))
            for _ in range(2)
        ]
        held = self.random.choice((NONE, CTRL, SHIFT))
        drag_points(self.at.grid.viewport(), points[0], points[1], held)

    def select(self) -> None:
        """Select by keys, and leave what F8 began to the gesture that follows."""
        keys = ((Key.Key_F8, NONE), (Key.Key_F8, SHIFT), (Key.Key_Period, CTRL),
                (Key.Key_Backspace, SHIFT), (Key.Key_PageDown, ALT), (Key.Key_PageUp, ALT | SHIFT),
                (Key.Key_Space, CTRL | SHIFT))  # fmt: skip
        for key, held in self.random.choices(keys, k=2):
            self.key(key, held)
            self.key(self.random.choice(ARROWS), self.random.choice((NONE, NONE, SHIFT, CTRL)))

    def clear(self) -> None:
        self.key(self.random.choice((Key.Key_Delete, Key.Key_Delete, Key.Key_Backspace)))
        if self.at.window.focusWidget() is not self.at.grid:
            self.key(self.random.choice((Key.Key_Return, Key.Key_Escape)))

    def cut(self) -> None:
        self.key(Key.Key_X, CTRL)

    def undo(self) -> None:
        for _ in range(self.random.choice((1, 1, 3))):
            self.key(Key.Key_Z, CTRL)

    def redo(self) -> None:
        self.key(Key.Key_Y, CTRL)

    def sit(self) -> None:
        self.key(self.random.choice((Key.Key_1, Key.Key_2, Key.Key_3)), CTRL)

    def comment(self) -> None:
        self.key(Key.Key_F2, SHIFT)
        if self.opened():
            if self.random.random() < 0.7:
                QTest.keyClicks(self.at.window.focusWidget(), "why?")
                self.key(Key.Key_Return)
            else:
                self.choose()

    def arrange(self) -> None:
        """Sort or filter by the column, or show all rows again."""
        keys = ((Key.Key_Down, ALT), (Key.Key_L, CTRL | SHIFT), (Key.Key_L, CTRL | ALT))
        self.key(*self.random.choice(keys))

    def fold(self) -> None:
        keys = (Key.Key_Left, Key.Key_Right, Key.Key_A, Key.Key_M)
        self.key(self.random.choice(keys), ALT | SHIFT)

    def column(self) -> None:
        """Hide, move, fit or show a column."""
        self.key(Key.Key_Down, ALT | SHIFT)

    def opened(self) -> list[QWidget]:
        kinds = (Flyout, RefusedDialog)
        return [w for kind in kinds for w in self.at.window.findChildren(kind) if w.isVisible()]

    def choose(self) -> None:
        """Click one of the choices of what lies over the sheet."""
        for over in self.opened():
            buttons = [b for b in over.findChildren(QPushButton) if b.isVisible() and b.isEnabled()]
            if buttons:
                self.at.click(self.random.choice(buttons))

    def answer(self) -> None:
        """Take a choice that is offered, or none; nothing stays over the sheet."""
        if self.opened():
            self.choose()
        for over in self.opened():
            QTest.keyClick(over.focusWidget() or over, Key.Key_Escape)
        self.at.rest()
        QApplication.processEvents()
        assert self.opened() == []
