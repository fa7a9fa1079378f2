"""The row above the funnel: the cut, the window of entry, and a filter per dimension."""

from collections.abc import Container, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QWidget

from planner.sheets.words import title
from ui.pages.choices import Pick, PickMenu
from ui.pages.funnel_part import Heed

ALL = ""
SHOWN, SHOWN_NARROW = 4, 3
WINDOWS: tuple[tuple[int | None, str], ...] = (
    (24, "last 24 full months"),
    (12, "last 12 full months"),
    (6, "last 6 full months"),
    (None, "all"),
)


class FilterRow(QWidget):
    """`changed` after every choice; dimensions beyond the first few stand under 'More filters'."""

    changed = Signal()

    def __init__(self, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cut = Pick("Cut by")
        self.window_pick = Pick("Entered")
        self.cut.picked.connect(lambda _value: self.changed.emit())
        self.window_pick.picked.connect(lambda _value: self.changed.emit())
        self.filters: dict[str, Pick] = {}
        self._menus: dict[str, PickMenu] = {}
        self._narrow, self._alone, self._cut_shown, self._beside = False, False, True, 0
        self.more = QPushButton("More filters  ▾")
        self._more_menu = QMenu(self.more)
        self.more.setMenu(self._more_menu)
        self._hint = QLabel(hint)
        self._hint.setProperty("muted", True)
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(8)
        for widget in (self.cut, self.window_pick, self.more):
            self._box.addWidget(widget)
        self._box.addStretch()
        self._box.addWidget(self._hint)

    def offer(
        self, choices: Mapping[str, tuple[str, ...]], by: str, months: int | None, entered: str
    ) -> None:
        """List the data's dimensions; `entered` says the window in months."""
        self.cut.offer([(name, title(name)) for name in choices], by)
        self.window_pick.offer(WINDOWS, months)
        self.say_window(entered)
        for name, labels in choices.items():
            if name not in self.filters:
                self._add(name)
            values = [(ALL, "all"), *((label, label) for label in labels)]
            kept = self.filters[name].value
            chosen = kept if kept in labels else ALL
            self.filters[name].offer(values, chosen)
            self._menus[name].offer(values, chosen)
        self._arrange()

    def say_window(self, entered: str) -> None:
        """Show the window as months."""
        self.window_pick.setText(f"Entered: {entered}  ▾")

    @property
    def chosen(self) -> dict[str, str]:
        """The label chosen per filtered dimension."""
        picked = {name: str(pick.value or ALL) for name, pick in self.filters.items()}
        cut = self.by if self._cut_shown else ""
        return {name: label for name, label in picked.items() if label and name != cut}

    @property
    def by(self) -> str:
        """The dimension the funnel is cut by."""
        return str(self.cut.value)

    @property
    def months(self) -> int | None:
        """The window in full months, None for all."""
        value = self.window_pick.value
        return value if isinstance(value, int) else None

    def set_narrow(self, narrow: bool) -> None:
        """Show fewer filters side by side."""
        self._narrow = narrow
        self._hint.setVisible(not narrow and self._cut_shown and not self._beside)
        self._arrange()

    def offer_parts(self, heeded: Container[Heed], beside: int = 0) -> None:
        """Offer the window of entry, the cut and its hint, and the filters, where heeded.

        `beside`: how many choices of its own the part has in the same row.
        """
        self._beside = beside
        self._cut_shown, self._alone = Heed.CUT in heeded, Heed.FILTERS not in heeded
        self.cut.setVisible(self._cut_shown)
        self.window_pick.setVisible(Heed.WINDOW in heeded)
        self._hint.setVisible(self._cut_shown and not self._narrow and not beside)
        self._arrange()

    def _add(self, name: str) -> None:
        pick, menu = Pick(title(name)), PickMenu(title(name), self._more_menu)
        pick.picked.connect(lambda _value: self._picked())
        menu.picked.connect(lambda value: self._picked_in_menu(name, value))
        self.filters[name], self._menus[name] = pick, menu
        self._more_menu.addMenu(menu)
        self._box.insertWidget(self._box.indexOf(self.more), pick)

    def _picked_in_menu(self, name: str, value: object) -> None:
        pick = self.filters[name]
        action = next(a for a in pick.list.actions() if a.text() == (value or "all"))
        action.trigger()

    def _picked(self) -> None:
        self._arrange()
        self.changed.emit()

    def _arrange(self) -> None:
        """Show the first few dimensions and whatever is filtered; the cut's own is not offered."""
        room = max((SHOWN_NARROW if self._narrow else SHOWN) - self._beside, 1)
        cut = self.by if self._cut_shown else ""
        names = [name for name in _by_size(self.filters) if name != cut]
        filtered = set(self.chosen)
        ordered = [*filtered, *(name for name in names if name not in filtered)]
        first = set(ordered[: max(room, len(filtered))])
        for name, pick in self.filters.items():
            pick.setVisible(name in first and not self._alone)
            self._menus[name].menuAction().setVisible(name in names and name not in first)
        self.more.setVisible(len(names) > len(first) and not self._alone)


def _by_size(filters: Mapping[str, Pick]) -> list[str]:
    """Return the dimensions with few labels first: they are filtered by most."""
    return sorted(filters, key=lambda name: len(filters[name].list.actions()))
