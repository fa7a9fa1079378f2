"""Forms that make the filter of one column: values to tick, a text to search, two ends."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from planner.base.units import count
from planner.sheets.arrangement import Between, Blanks, Extent, Filter, Holding, Listing, OneOf
from ui.grid.model import Index
from ui.theme import theme

MOST_SHOWN = 400
LIST_HEIGHT = 228
Checked = Qt.CheckState


class FilterForm(QWidget):
    """What a person fills in; `complete` says that it makes a filter, or none on purpose."""

    changed = Signal()

    @property
    def complete(self) -> bool:
        """Whether it can be applied as it stands."""
        return True

    def made(self) -> Filter | None:
        """Return the filter, None for no filter; RefusedError for a text it cannot read."""
        raise NotImplementedError

    def take_keyboard(self) -> None:
        """Give the keyboard to the first field."""
        raise NotImplementedError


class SearchForm(FilterForm):
    """A part of the text, for columns such as ids."""

    def __init__(self, column: str, now: Filter | None) -> None:
        super().__init__()
        self._column = column
        self.field = QLineEdit(now.text if isinstance(now, Holding) else "")
        self.field.setPlaceholderText("Part of the text")
        self.field.setAccessibleName("Part of the text")
        self.field.textChanged.connect(self.changed)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.field)

    def made(self) -> Filter | None:
        """Return a search for the text."""
        text = self.field.text().strip()
        return Holding(self._column, text) if text else None

    def take_keyboard(self) -> None:
        """Begin in the field."""
        self.field.setFocus()


class EndsForm(FilterForm):
    """From and to, and what becomes of blanks where there are any."""

    def __init__(self, column: str, extent: Extent, now: Filter | None) -> None:
        super().__init__()
        self._column, self._extent = column, extent
        chosen = now if isinstance(now, Between) else None
        self.low = self._field("From", extent.low, chosen.low if chosen else None)
        self.high = self._field("To", extent.high, chosen.high if chosen else None)
        self.blanks = QComboBox()
        self.blanks.setAccessibleName("Blanks")
        for choice in Blanks:
            self.blanks.addItem(choice.value, choice)
        kept = chosen.blanks if chosen else Blanks.OUT
        self.blanks.setCurrentIndex(self.blanks.findData(kept))
        self.blanks.currentIndexChanged.connect(self.changed)
        grid = QGridLayout(self)
        grid.setContentsMargins(8, 0, 0, 0)
        rows: list[tuple[str, QWidget]] = [("From", self.low), ("To", self.high)]
        if extent.blanks or kept is not Blanks.OUT:
            rows.append((f"{count(extent.blanks, extent.style)} blank", self.blanks))
        for row, (label, field) in enumerate(rows):
            grid.addWidget(QLabel(label), row, 0)
            grid.addWidget(field, row, 1)

    def _field(self, name: str, end: float, value: float | None) -> QLineEdit:
        made = QLineEdit("" if value is None else self._extent.show(value))
        made.setPlaceholderText(self._extent.show(end))
        made.setAccessibleName(name)
        made.textChanged.connect(self.changed)
        return made

    @property
    def complete(self) -> bool:
        """Whether anything is said; blanks alone are left out only on purpose."""
        return True

    def made(self) -> Filter | None:
        """Return the ends; no filter where neither is given and blanks are kept."""
        blanks = Blanks(self.blanks.currentData())
        low = self._extent.read(self.low.text())
        high = self._extent.read(self.high.text(), last=True)
        open_ended = low is None and high is None
        if open_ended and (blanks is Blanks.IN or not self._extent.blanks):
            return None
        return Between(self._column, low, high, blanks)

    def take_keyboard(self) -> None:
        """Begin at the lower end."""
        self.low.setFocus()


class _Outlined(QStyledItemDelegate):
    """Lets boxes be seen on dark ground: Fusion makes their outline of the window's colour."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Give boxes the outline of other marks."""
        super().initStyleOption(option, index)
        palette = option.palette
        palette.setColor(QPalette.ColorRole.Window, theme().colour("evidence").lighter(140))
        option.palette = palette


class ValuesForm(FilterForm):
    """Every value with its count and a tick; a search narrows the list and what is kept."""

    def __init__(self, column: str, listing: Listing, now: Filter | None) -> None:
        super().__init__()
        self._column, self._values = column, listing.values
        every = {text for text, _ in listing.values}
        self._ticked = set(now.values) & every if isinstance(now, OneOf) else set(every)
        self.search, self.tree = QLineEdit(), QTreeWidget()
        self.search.setPlaceholderText("Search")
        self.search.setAccessibleName("Search the values")
        self.search.installEventFilter(self)
        self.search.textChanged.connect(self._list)
        self.tree.setAccessibleName("Values")
        self.tree.setColumnCount(2)
        self.tree.setHeaderHidden(True)
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.setFixedHeight(LIST_HEIGHT)
        self.tree.header().setStretchLastSection(False)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.itemChanged.connect(self._tick)
        self._colour()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(self.search)
        box.addWidget(self.tree)
        self._list()

    def _colour(self) -> None:
        """Frame the list and its boxes in the window's colours."""
        colours = theme().palette
        self.tree.setStyleSheet(
            f"QTreeWidget {{ background: {colours.base}; border: 1px solid {colours.gridline};"
            f" border-radius: 4px; }} QTreeWidget::item {{ height: 22px; }}"
            f"QTreeWidget::item:selected {{ background: {colours.header}; color: {colours.text}; }}"
        )
        self.tree.setItemDelegate(_Outlined(self.tree))

    @property
    def complete(self) -> bool:
        """Whether any value is kept."""
        return any(text in self._ticked for text in self._found)

    def made(self) -> Filter | None:
        """Return the values kept, None for all of them."""
        kept = self._ticked.intersection(self._found) if self.search.text() else self._ticked
        return None if len(kept) == len(self._values) else OneOf(self._column, frozenset(kept))

    def take_keyboard(self) -> None:
        """Begin with the search."""
        self.search.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go from the search down to the list."""
        down = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Down
        if watched is self.search and down and event.type() == QEvent.Type.KeyPress:
            self.tree.setFocus()
            self.tree.setCurrentItem(self._all)
            return True
        return super().eventFilter(watched, event)

    def _list(self) -> None:
        wanted = self.search.text().casefold()
        shown = [(t, n) for t, n in self._values if wanted in t.casefold()]
        if not wanted:
            shown = [(t, n) for t, n in shown if n or t not in self._ticked] or shown
        self._found = [text for text, _ in shown] if wanted else [t for t, _ in self._values]
        self.tree.blockSignals(True)
        self.tree.clear()
        self._all = self._item("(all found)" if wanted else "(all)", None)
        for text, rows in shown[:MOST_SHOWN]:
            self._item(text, rows)
        if len(shown) > MOST_SHOWN:
            rest = QTreeWidgetItem([f"{count(len(shown) - MOST_SHOWN)} more: search for them"])
            rest.setFlags(Qt.ItemFlag.NoItemFlags)
            self.tree.addTopLevelItem(rest)
        self.tree.blockSignals(False)
        self._show_ticks()

    def _item(self, text: str, rows: int | None) -> QTreeWidgetItem:
        made = QTreeWidgetItem([text, "" if rows is None else count(rows)])
        made.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        made.setFlags(made.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        made.setData(0, Qt.ItemDataRole.UserRole, None if rows is None else text)
        made.setToolTip(0, text)
        self.tree.addTopLevelItem(made)
        return made

    def _tick(self, item: QTreeWidgetItem, _column: int) -> None:
        texts = self._found if item is self._all else [item.data(0, Qt.ItemDataRole.UserRole)]
        if item.checkState(0) == Checked.Checked:
            self._ticked.update(texts)
        else:
            self._ticked.difference_update(texts)
        self._show_ticks()

    def _show_ticks(self) -> None:
        kept = sum(text in self._ticked for text in self._found)
        self.tree.blockSignals(True)
        some = Checked.PartiallyChecked if kept else Checked.Unchecked
        self._all.setCheckState(0, Checked.Checked if kept == len(self._found) else some)
        for i in range(1, self.tree.topLevelItemCount()):
            item = self.tree.topLevelItem(i)
            text = item.data(0, Qt.ItemDataRole.UserRole) if item else None
            if item is not None and text is not None:
                item.setCheckState(
                    0, Checked.Checked if text in self._ticked else Checked.Unchecked
                )
        self.tree.blockSignals(False)
        self.changed.emit()
