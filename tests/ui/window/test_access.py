"""For hands and ears: every control named, the keyboard never lost, every cell a sentence."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QTableView,
    QWidget,
)

from tests.ui.window.driver import CTRL, SHIFT, Driver, Key

SHEETS = ("Data", "Funnel", "Assumptions", "Plan", "Reps")
SPOKEN = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def at(here: Driver) -> Driver:
    return here


def nameless(around: QWidget) -> list[str]:
    """Controls that can have the keyboard and say neither name nor text."""
    kinds = (QAbstractButton, QLineEdit, QComboBox, QTableView)
    return [
        f"{type(widget).__name__} {widget.objectName()}"
        for kind in kinds
        for widget in around.findChildren(kind)
        if widget.isVisible()
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not (widget.accessibleName() or getattr(widget, "text", str)())
    ]


@pytest.mark.parametrize("name", SHEETS)
def test_every_control_in_view_has_a_name(at: Driver, name: str) -> None:
    at.window.shown.show_sheet(name)
    at.window.shown.finding.begin()
    QApplication.processEvents()
    assert nameless(at.window) == []


@pytest.mark.parametrize("name", SHEETS)
def test_a_cell_is_spoken_as_a_sentence(at: Driver, name: str) -> None:
    at.window.shown.show_sheet(name)
    at.rest()
    at.grid.go(1, 2)
    model = at.grid.grid_model()
    spoken = model.data(at.grid.currentIndex(), SPOKEN)
    heard = model.sheet.explain(*at.grid.place())
    assert spoken == f"{heard.name}: {heard.text}"
    assert len(heard.name) > 3


OPENED = {
    "settings": (Key.Key_Comma, CTRL),
    "shortcuts": (Key.Key_Slash, CTRL),
    "recipes": (Key.Key_F1, Qt.KeyboardModifier.NoModifier),
}


@pytest.mark.parametrize("name", OPENED)
@pytest.mark.parametrize("sheet", ["Assumptions", "Plan"])
def test_the_keyboard_returns_to_the_cell_from_every_dialog(
    at: Driver, sheet: str, name: str
) -> None:
    at.window.shown.show_sheet(sheet)
    at.grid.go(2, 2)
    place = at.grid.place()
    at.press(*OPENED[name])
    dialog = next(d for d in at.window.findChildren(QDialog) if d.isVisible())
    assert nameless(dialog) == []
    dialog.reject()
    QApplication.processEvents()
    assert at.window.focusWidget() is at.grid
    assert at.grid.place() == place


@pytest.mark.parametrize(
    ("key", "modifiers"),
    [(Key.Key_F, CTRL), (Key.Key_G, CTRL), (Key.Key_K, CTRL), (Key.Key_F2, SHIFT)],
)
def test_and_from_everything_that_lies_over_the_sheet(
    at: Driver, key: Qt.Key, modifiers: Qt.KeyboardModifier
) -> None:
    at.go("Assumptions", "Paid search/rate:MQL>SAL", "working")
    at.press(key, modifiers)
    QApplication.processEvents()
    assert at.window.focusWidget() is not at.grid
    assert nameless(at.window) == []
    at.press(Key.Key_Escape)
    QApplication.processEvents()
    assert at.window.focusWidget() is at.grid


def test_nothing_moves_by_itself(at: Driver) -> None:
    """Menus, tips and folds neither slide nor fade: motion needs no switch to be reduced."""
    effects = (
        Qt.UIEffect.UI_AnimateMenu,
        Qt.UIEffect.UI_FadeMenu,
        Qt.UIEffect.UI_AnimateCombo,
        Qt.UIEffect.UI_AnimateTooltip,
        Qt.UIEffect.UI_FadeTooltip,
    )
    assert not any(QApplication.isEffectEnabled(effect) for effect in effects)
