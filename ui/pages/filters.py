"""The row above the funnel: the cut, the window of entry, and a filter per dimension."""

from collections.abc import Container, Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSizePolicy, QWidget

from planner.base.days import Month
from planner.sheets.funnel import Span
from planner.sheets.words import title
from ui.pages.choices import Pick, PickMenu
from ui.pages.funnel_part import Heed
from ui.pages.months_dialog import MonthsDialog
from ui.widgets.quiet_button import QuietButton

ALL = ""
MOST_SHOWN, GAP = 4, 8
WINDOWS: tuple[tuple[int | None, str], ...] = (
    (24, "last 24 full months"),
    (12, "last 12 full months"),
    (6, "last 6 full months"),
    (None, "all"),
)
OTHER = "other"
"""Stands for any first and last month among the windows."""


class FilterRow(QWidget):
    """`changed` after every choice; dimensions beyond the first few stand under 'More filters'."""

    changed = Signal()

    def __init__(self, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cut = Pick("Cut by")
        self.window_pick = Pick("Entered")
        self.cut.picked.connect(lambda _value: self.changed.emit())
        self.window_pick.picked.connect(lambda _value: self._pick_window())
        self.filters: dict[str, Pick] = {}
        self._menus: dict[str, PickMenu] = {}
        self._alone, self._cut_shown = False, True
        self._months: tuple[Month, Month] = (0, 0)
        self._span: Span = None
        self.more = QuietButton("More filters  ▾")
        self._more_menu = QMenu(self.more)
        self.more.setMenu(self._more_menu)
        self._hint = QLabel(hint)
        self._hint.setProperty("muted", True)
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(GAP)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        for widget in (self.cut, self.window_pick, self.more):
            self._box.addWidget(widget)
        self._box.addStretch()
        self._box.addWidget(self._hint)

    def offer(
        self,
        choices: Mapping[str, tuple[str, ...]],
        by: str,
        span: int | None,
        months: tuple[Month, Month],
    ) -> None:
        """List the data's dimensions; `months` are the first and last that have any entries."""
        self.cut.offer([(name, title(name)) for name in choices], by)
        self._months, self._span = months, span
        self.window_pick.offer([*WINDOWS, (OTHER, "other months…")], span)
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
    def span(self) -> Span:
        """The window: so many full months, None for all, or the first and the last month."""
        return self._span

    def choose_months(self, first: Month, last: Month) -> None:
        """Choose any window of months."""
        self._span = min(first, last), max(first, last)
        self.changed.emit()

    def offer_parts(self, heeded: Container[Heed]) -> None:
        """Offer the window of entry, the cut and its hint, and the filters, where heeded."""
        self._cut_shown, self._alone = Heed.CUT in heeded, Heed.FILTERS not in heeded
        self.cut.setVisible(self._cut_shown)
        self.window_pick.setVisible(Heed.WINDOW in heeded)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many filters as there is room for."""
        super().resizeEvent(event)
        self._arrange()

    def _pick_window(self) -> None:
        value = self.window_pick.value
        if value == OTHER:
            self.months_dialog().open()
            return
        self._span = value if isinstance(value, int) else None
        self.changed.emit()

    def months_dialog(self) -> MonthsDialog:
        """Return the dialog that asks for any first and last month."""
        shown = self._span if isinstance(self._span, tuple) else self._months
        dialog = MonthsDialog(self._months, shown, self)
        dialog.accepted.connect(lambda: self.choose_months(*dialog.chosen))
        dialog.finished.connect(lambda _result: self.window_pick.list.forget_choice())
        return dialog

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
        """Show what is filtered and, where there is room, more; the cut's own is not offered."""
        cut = self.by if self._cut_shown else ""
        names = [name for name in _by_size(self.filters) if name != cut]
        filtered = set(self.chosen)
        ordered = [*filtered, *(name for name in names if name not in filtered)]
        room = self.width() - sum(_room(w) for w in (self.window_pick, self.more))
        room -= _room(self.cut) if self._cut_shown else 0
        first: set[str] = set()
        for name in ordered:
            wide = _room(self.filters[name])
            if name in filtered or (wide <= room and len(first) < MOST_SHOWN):
                first.add(name)
                room -= wide
        for name, pick in self.filters.items():
            pick.setVisible(name in first and not self._alone)
            self._menus[name].menuAction().setVisible(name in names and name not in first)
        self.more.setVisible(len(names) > len(first) and not self._alone)
        self._hint.setVisible(self._cut_shown and room >= _room(self._hint))


def _room(widget: QWidget) -> int:
    return widget.sizeHint().width() + GAP


def _by_size(filters: Mapping[str, Pick]) -> list[str]:
    """Return the dimensions with few labels first: they are filtered by most."""
    return sorted(filters, key=lambda name: filters[name].list.count)
