"""The grid of a million journeys: sorting, filtering and scrolling, beside numpy and Qt's own."""

import time
from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QSortFilterProxyModel, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTableView
from pytestqt.qtbot import QtBot

from benchmarks.timing import medians
from planner.journeys.table import Dimension, Journeys
from planner.sheets.arrangement import NOTHING, Arrangement, Between, OneOf, Sort
from planner.sheets.journeys import JourneysSheet, journeys_sheet
from ui.grid.model import GridModel
from ui.grid.view import GridView

JOURNEYS, ROUNDS, TURNS = 1_000_000, 5, 40
ROWS, COLUMNS, ROW_HEIGHT, COLUMN_WIDTH = 30, 15, 24, 112
PROXIED = 20_000
"""Rows a QSortFilterProxyModel is given: a million would take it minutes."""
CHANNELS = tuple(f"channel {letter}" for letter in "ABCDEFGH")
SOME = OneOf("dimension:channel", frozenset(CHANNELS[:2]))
LATE, LARGE = Between("stage:1", low=20_350.0), Between("amount", low=50_000.0)


@pytest.fixture(scope="module")
def sheet() -> JourneysSheet:
    """A million journeys: id, five dates, outcome, day lost, two amounts, five dimensions."""
    rng = np.random.default_rng(3)
    days = (20_000 + rng.integers(0, 700, (JOURNEYS, 5))).astype(np.int32)
    names = ("channel", "region", "segment", "owner", "product")
    codes = rng.integers(0, 8, (5, JOURNEYS)).astype(np.int32)
    labels = {name: tuple(f"{name} {letter}" for letter in "ABCDEFGH") for name in names}
    return journeys_sheet(
        Journeys(
            stages=("Inquiry", "MQL", "SAL", "SQL", "Won"),
            ids=tuple(f"00Q5g{number:010d}" for number in rng.permutation(JOURNEYS)),
            entered=days,
            reached=np.ones((JOURNEYS, 5), dtype=bool),
            outcome=rng.integers(0, 3, JOURNEYS).astype(np.int8),
            left=days[:, 4],
            closing=days[:, 4],
            amount=rng.uniform(1e3, 1e5, JOURNEYS).round(2),
            opened_amount=rng.uniform(1e3, 1e5, JOURNEYS),
            dimensions={n: Dimension(c, labels[n]) for n, c in zip(names, codes, strict=True)},
            as_of=21_000,
            currency="USD",
            deal_ids=("",) * JOURNEYS,
        )
    )


def say(**seconds: float) -> str:
    told = ", ".join(f"{name} {1e3 * each:.1f} ms" for name, each in seconds.items())
    print(f"\n{told}")
    return told


def of_text(sheet: JourneysSheet, key: str) -> list[str]:
    """Return the texts of the first rows of a column."""
    column = [c.key for c in sheet.columns].index(key)
    return [row[column].text for row in sheet.lines(0, PROXIED - 1)]


def proxy(texts: list[str]) -> QSortFilterProxyModel:
    model, made = QStandardItemModel(len(texts), 1), QSortFilterProxyModel()
    for row, text in enumerate(texts):
        model.setItem(row, QStandardItem(text))
    made.setSourceModel(model)
    model.setParent(made)
    return made


@pytest.mark.usefixtures("qapp")
def test_sorting_a_million_rows(sheet: JourneysSheet) -> None:
    """Texts, dates and amounts sorted, beside numpy and Qt's proxy.

    Work: a million journeys ordered stably by one column, from its codes to the sheet shown. Peers:
    numpy's stable argsort of a million random numbers; a QSortFilterProxyModel sorting as many
    texts as a fiftieth. Ratio: at most 1.2 of numpy for any of them, 0.05 of Qt per row for texts.
    """
    numbers, texts = sheet.fields.journeys.opened_amount, proxy(of_text(sheet, "dimension:channel"))
    down = iter([True, False] * ROUNDS)

    def by(column: str) -> Callable[[], object]:
        return lambda: sheet.fields.arranged(Arrangement(Sort(column)), None)

    def of_qt() -> None:
        order = Qt.SortOrder.DescendingOrder if next(down) else Qt.SortOrder.AscendingOrder
        texts.sort(0, order)

    works = (by("dimension:channel"), by("stage:1"), by("amount"), by("opened_amount"))
    label, day, cents, money, of_numpy, of_proxy = medians(
        ROUNDS, *works, lambda: np.argsort(numbers, kind="stable"), of_qt
    )
    found = sheet.arranged(Arrangement(Sort("stage:1"))).rows
    expected = np.argsort(sheet.fields.journeys.entered[:, 1], kind="stable")
    assert found is not None
    assert (found == expected).all()
    said = say(texts=label, dates=day, cents=cents, amounts=money, numpy=of_numpy, qt_20k=of_proxy)
    assert max(label, day, cents, money) <= 1.2 * of_numpy, said
    assert label / JOURNEYS <= 0.05 * of_proxy / PROXIED, said


def test_sorting_a_million_ids(sheet: JourneysSheet) -> None:
    """Ids sorted, beside numpy on the same texts.

    Work: a million ids of fifteen characters ordered for the first time. Peer: numpy's stable
    argsort of them as an array of bytes, which it is given. Ratio: at most 1.3.
    """
    ids = sheet.fields.journeys.ids
    plain = np.array(ids, dtype=np.bytes_)

    def ours() -> np.ndarray:
        found = journeys_sheet(sheet.fields.journeys).arranged(Arrangement(Sort("id"))).rows
        assert found is not None
        return found

    assert (plain[ours()] == np.sort(plain)).all()
    mine, theirs = medians(3, ours, lambda: np.argsort(plain, kind="stable"))
    said = say(ids=mine, numpy=theirs)
    assert mine <= 1.3 * theirs, said


@pytest.mark.usefixtures("qapp")
def test_filtering_a_million_rows(sheet: JourneysSheet) -> None:
    """One filter and three at once, beside numpy and Qt's proxy.

    Work: a million journeys kept by channel, by date, and by channel, date and amount together.
    Peers: numpy comparing a million numbers with two ends and listing what holds; Qt's proxy
    filtering the texts of a fiftieth of the rows. Ratio: at most 2 and 6 of numpy, 0.05 of Qt per
    row.
    """
    days, texts = sheet.fields.journeys.entered, proxy(of_text(sheet, "dimension:channel"))
    wanted = iter(["A|B", "C|D"] * ROUNDS)

    def kept(*filters: OneOf | Between) -> Callable[[], object]:
        return lambda: sheet.arranged(Arrangement(filters=filters))

    def of_numpy() -> object:
        return np.flatnonzero((days[:, 1] >= 20_350) & (days[:, 1] <= 2**30))

    works = (kept(SOME), kept(LATE), kept(SOME, LATE, LARGE), of_numpy)
    label, date, all_three, compared, proxied = medians(
        ROUNDS, *works, lambda: texts.setFilterRegularExpression(f"({next(wanted)})$")
    )
    found = sheet.arranged(Arrangement(filters=(SOME, LATE, LARGE)))
    held = np.isin(sheet.fields.journeys.dimensions["channel"].codes, (0, 1))
    held &= (days[:, 1] >= 20_350) & (sheet.fields.journeys.amount >= 50_000)
    assert found.row_count == held.sum() > 0
    said = say(channel=label, dates=date, three=all_three, numpy=compared, qt_20k=proxied)
    assert max(label, date) <= 2 * compared, said
    assert all_three <= 6 * compared, said
    assert label / JOURNEYS <= 0.05 * proxied / PROXIED, said


def spread_out(view: QTableView) -> None:
    """Show 30 rows of 15 columns."""
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.verticalHeader().hide()
    view.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
    view.resize(COLUMNS * COLUMN_WIDTH + 20, ROWS * ROW_HEIGHT + 44)
    view.show()
    for column in range(COLUMNS):
        view.setColumnWidth(column, COLUMN_WIDTH)


def plain_view(qtbot: QtBot, sheet: JourneysSheet) -> QTableView:
    made = QTableView()
    qtbot.addWidget(made)
    model = GridModel(made)
    model.set_sheet(sheet)
    made.setModel(model)
    spread_out(made)
    return made


def shown(qtbot: QtBot, sheet: JourneysSheet) -> GridView:
    made = GridView()
    qtbot.addWidget(made)
    made.set_sheet(sheet)
    spread_out(made)
    return made


def test_scrolling_a_page_of_a_million_rows(qtbot: QtBot, sheet: JourneysSheet) -> None:
    """The next page, beside Qt's own painting of the same texts.

    Work: the next page of 30 rows by 15 columns of a million journeys, formatted and painted; the
    rows as they came, and sorted by another column. Peer: a plain QTableView painting the next page
    of the same model. Ratio: at most 0.4.
    """
    grid, plain = shown(qtbot, sheet), plain_view(qtbot, sheet)
    ordered = shown(qtbot, sheet.arranged(Arrangement(Sort("stage:2"))))
    page = 0

    def turn(view: QTableView) -> Callable[[], None]:
        def turned() -> None:
            nonlocal page
            page += 1
            view.verticalScrollBar().setValue(page * ROWS * ROW_HEIGHT)
            QApplication.processEvents()

        return turned

    own, other, theirs = medians(TURNS, turn(grid), turn(ordered), turn(plain))
    assert min(view.rowAt(5) for view in (grid, ordered, plain)) > 1000
    said = say(as_they_came=own, ordered=other, QTableView=theirs)
    assert max(own, other) <= 0.4 * theirs, said


def test_showing_another_arrangement(qtbot: QtBot, sheet: JourneysSheet) -> None:
    """What the window itself does for another arrangement, beside painting a page.

    Work: a grid of a million rows given the same rows filtered, then all of them, until painted;
    sorting and filtering happen elsewhere. Peer: a plain QTableView given models of as many rows.
    Ratio: at most 1.5.
    """
    grid, plain = shown(qtbot, sheet), plain_view(qtbot, sheet)
    filtered = sheet.arranged(Arrangement(filters=(LATE,)))
    assert filtered.arranged(NOTHING).row_count == JOURNEYS
    models = [GridModel(plain) for _ in range(2)]
    for model, part in zip(models, (filtered, sheet), strict=True):
        model.set_sheet(part)

    def ours() -> None:
        for part in (filtered, sheet):
            grid.set_sheet(part)
            grid.scrollToTop()
            QApplication.processEvents()

    def theirs() -> None:
        for model in models:
            plain.setModel(model)
            QApplication.processEvents()

    mine, of_qt = medians(ROUNDS, ours, theirs)
    said = say(both=mine, QTableView=of_qt)
    assert mine <= 1.5 * of_qt, said


def test_opening_a_columns_menu(sheet: JourneysSheet) -> None:
    """What a column offers, counted over the rows that other filters keep, beside numpy.

    Work: the values of a channel with their counts under two filters. Peer: numpy's bincount of a
    million codes. Ratio: at most 8.
    """
    filtered = sheet.arranged(Arrangement(filters=(LATE, LARGE)))
    codes = sheet.fields.journeys.dimensions["channel"].codes
    start = time.perf_counter()
    filtered.choices("dimension:channel")
    first = time.perf_counter() - start
    mine, theirs = medians(
        ROUNDS, lambda: filtered.choices("dimension:channel"), lambda: np.bincount(codes)
    )
    said = say(first=first, choices=mine, numpy=theirs)
    assert mine <= 8 * theirs, said
