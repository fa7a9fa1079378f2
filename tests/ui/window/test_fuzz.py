"""Random gestures on the window: all undone gives the first plan again, all redone the last."""

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from planner.plan.document import Plan
from tests.ui.window.driver import CTRL, NONE, SHIFT, Driver, Key
from ui.grid.model import NUMERIC
from ui.grid.refused import RefusedDialog
from ui.settings import Settings

TEXTS = (
    "65",
    "12%",
    "0.4",
    "1.2m",
    "450k",
    "=1+1",
    "=(40+2)%",
    "+10%",
    "-5%",
    "?",
    "abc",
    "30-",
    "55%",
    "7d",
)
BLOCKS = ("50%", "40\n50\n", "10%\t20%\n", "1\t2\n3\t4\n", "\n\n", "x\n9\n", "5")
ARROWS = (Key.Key_Up, Key.Key_Down, Key.Key_Left, Key.Key_Right)


class Hands:
    """A restless person at the window."""

    def __init__(self, at: Driver, seed: int) -> None:
        self.at, self.random = at, Random(seed)
        self.deeds: list[Callable[[], None]] = [
            self.type, self.type, self.paste, self.fill, self.pull, self.clear, self.cut,
            self.undo, self.redo, self.sit,
        ]  # fmt: skip

    def step(self) -> None:
        """Go somewhere, do something, answer what is asked."""
        name = "Plan" if self.random.random() < 0.1 else "Assumptions"
        self.at.window.shown.show_sheet(name)
        self.wander()
        self.random.choice(self.deeds)()
        self.answer()

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self.at.window.focusWidget() or self.at.grid, key, modifiers)

    def wander(self) -> None:
        grid = self.at.grid
        grid.setFocus()
        model, random = grid.grid_model(), self.random
        places = [
            (row, column)
            for row in range(model.rowCount())
            for column, cell in enumerate(model.cells(row))
            if cell.editable
        ]
        numbers = [place for place in places if model.kind(*place) in NUMERIC]
        if places and random.random() < 0.8:
            grid.go(*random.choice(numbers if random.random() < 0.8 else places))
        for _ in range(random.choice((0, 0, 1, 2))):
            self.key(random.choice(ARROWS), random.choice((SHIFT, NONE)))

    def type(self) -> None:
        text = self.random.choice(TEXTS)
        QTest.keyClicks(self.at.window.focusWidget() or self.at.grid, text[0])
        QTest.keyClicks(self.at.window.focusWidget(), text[1:])
        self.key(Key.Key_Return, self.random.choice((NONE, NONE, SHIFT, CTRL)))
        if self.at.window.focusWidget() is not self.at.grid:
            self.key(Key.Key_Escape)

    def paste(self) -> None:
        QGuiApplication.clipboard().setText(self.random.choice(BLOCKS))
        self.key(Key.Key_V, self.random.choice((CTRL, CTRL | SHIFT)))

    def fill(self) -> None:
        self.key(Key.Key_Down, SHIFT)
        self.key(self.random.choice((Key.Key_D, Key.Key_R)), CTRL)

    def pull(self) -> None:
        grid, square = self.at.grid, self.at.grid.filling.handle()
        if square.isEmpty() or not grid.viewport().rect().contains(square):
            return
        start, view = square.center(), grid.viewport()
        end = start + QPoint(0, self.random.randrange(1, 4) * grid.rowHeight(0))
        QTest.mousePress(view, Driver.LEFT, pos=start)
        QTest.mouseMove(view, end)
        QTest.mouseRelease(view, Driver.LEFT, pos=end)

    def clear(self) -> None:
        self.key(Key.Key_Delete)

    def cut(self) -> None:
        self.key(Key.Key_X, CTRL)

    def undo(self) -> None:
        self.key(Key.Key_Z, CTRL)

    def redo(self) -> None:
        self.key(Key.Key_Y, CTRL)

    def sit(self) -> None:
        self.key(self.random.choice((Key.Key_1, Key.Key_2, Key.Key_3)), CTRL)

    def answer(self) -> None:
        """Take the part that fits, or nothing."""
        for dialog in self.at.window.findChildren(RefusedDialog):
            if dialog.isVisible():
                buttons = [b for b in dialog.findChildren(QPushButton) if b.isVisible()]
                self.at.click(self.random.choice(buttons))


def plan_of(at: Driver) -> Plan:
    return at.window.shown.desk.session.plan


def run_out(at: Driver, name: str) -> int:
    """Undo or redo by keys until there is nothing left; return how many steps that took."""
    steps = 0
    while at.window.deeds[name].isEnabled():
        at.press(Key.Key_Z if name == "undo" else Key.Key_Y, CTRL)
        steps += 1
    return steps


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Of a person at somebody else's plan, who can take back her own gestures only."""
    made = Settings(tmp_path / "home")
    made.author = "Bea"
    return made


@pytest.mark.long
def test_undoing_all_gives_the_first_plan_and_redoing_all_the_last(
    at: Driver, rounds: Callable[[int, int], int]
) -> None:
    at.window.shown.show_sheet("Assumptions")
    assert not at.window.deeds["undo"].isEnabled()
    first = plan_of(at)
    hands = Hands(at, seed=20261122)
    for _ in range(rounds(120, 10_000)):
        hands.step()
    run_out(at, "redo")
    last = plan_of(at)
    assert last != first
    undone = run_out(at, "undo")
    assert undone > rounds(10, 200)
    assert plan_of(at) == first
    assert run_out(at, "redo") == undone
    assert plan_of(at) == last
