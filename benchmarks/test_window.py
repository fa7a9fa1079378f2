"""Typing into the real window and scrolling a million rows, beside Qt's own tables."""

import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView, QTableWidget, QTableWidgetItem
from pytestqt.qtbot import QtBot

from benchmarks.timing import medians
from benchmarks.window import Person, painted
from planner.journeys.table import Dimension, Journeys
from planner.sheets.data import JourneysSheet, journeys_sheet
from ui.grid.view import GridView

ROUNDS, JOURNEYS, ROWS, COLUMNS = 30, 1_000_000, 30, 15
ROW_HEIGHT, COLUMN_WIDTH = 24, 112


@pytest.fixture
def person(qtbot: QtBot, tmp_path: Path) -> Iterator[Person]:
    made = Person(tmp_path)
    qtbot.addWidget(made.window)
    yield made
    made.leave()


def plain_table(qtbot: QtBot, rows: int, columns: int) -> QTableWidget:
    table = QTableWidget(rows, columns)
    qtbot.addWidget(table)
    for row in range(rows):
        for column in range(columns):
            table.setItem(row, column, QTableWidgetItem("0"))
    table.resize(1528, 800)
    table.show()
    return table


def test_key_press_to_everything_painted(qtbot: QtBot, person: Person) -> None:
    """From Enter to cell, strip and charts, beside a table that only shows texts.

    Work: Enter after typing a rate in the sample company's Assumptions, until the plan is worked
    out in all views and the cell, the strip, the explanation and both charts are painted. Peer:
    setting the texts of as many cells of a QTableWidget and painting it; nothing is worked out and
    no chart drawn. Ratio: median at most 6, 95 % at most 15 of the peer's medians.
    """
    grid = person.window.shown.assumptions.view.grid_model()
    rows, columns = grid.rowCount(), grid.columnCount()
    table = plain_table(qtbot, rows, columns)
    ours, peer = [], []
    for number in range(ROUNDS):
        before = person.shown()
        person.type(f"{50 + number / 4:.2f}")
        start = time.perf_counter()
        person.enter()
        ours.append(time.perf_counter() - start)
        changed = [a != b for a, b in zip(before, person.shown(), strict=False)]
        assert changed[0]
        assert changed[1]
        assert any(changed[2:])
        person.go()
        start = time.perf_counter()
        for row in range(rows):
            for column in range(columns):
                table.item(row, column).setText(f"{row + column + number}")
        painted(table.viewport().repaint)()
        peer.append(time.perf_counter() - start)
    middle, high, theirs = np.median(ours), np.quantile(ours, 0.95), np.median(peer)
    said = f"{1e3 * middle:.1f}, 95 % {1e3 * high:.1f} ms; QTableWidget {1e3 * theirs:.1f} ms"
    print(f"\n{said}")
    assert middle <= 6 * theirs, said
    assert high <= 15 * theirs, said


class Trivial(QAbstractTableModel):
    """A million rows of made-up texts: the least a model can do."""

    def rowCount(self, _parent: QModelIndex = QModelIndex()) -> int:  # noqa: N802, B008
        return JOURNEYS

    def columnCount(self, _parent: QModelIndex = QModelIndex()) -> int:  # noqa: N802, B008
        return COLUMNS

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        shown = role == Qt.ItemDataRole.DisplayRole
        return f"cell {index.row()} {index.column()}" if shown else None


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
            ids=tuple(f"J{number:07d}" for number in range(JOURNEYS)),
            entered=days,
            reached=np.ones((JOURNEYS, 5), dtype=bool),
            outcome=rng.integers(0, 3, JOURNEYS).astype(np.int8),
            left=days[:, 4],
            amount=rng.uniform(1e3, 1e5, JOURNEYS),
            opened_amount=rng.uniform(1e3, 1e5, JOURNEYS),
            dimensions={n: Dimension(c, labels[n]) for n, c in zip(names, codes, strict=True)},
            as_of=21_000,
            currency="USD",
            closing=days[:, 4],
            deal_ids=("",) * JOURNEYS,
        )
    )


def spread_out(view: QTableView) -> None:
    """Show 30 rows of 15 columns."""
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
    view.resize(COLUMNS * COLUMN_WIDTH + 20, ROWS * ROW_HEIGHT + 44)
    view.show()
    for column in range(COLUMNS):
        view.setColumnWidth(column, COLUMN_WIDTH)


def test_scrolling_a_page_of_a_million_rows(qtbot: QtBot, sheet: JourneysSheet) -> None:
    """The next page, beside Qt's own painting.

    Work: the next page of 30 rows by 15 columns of a million journeys, formatted and painted.
    Peer: the same of a plain QTableView over a model that makes up a text. Ratio: at most 0.6.
    """
    grid, plain = GridView(), QTableView()
    grid.set_sheet(sheet)
    plain.setModel(Trivial(plain))
    plain.verticalHeader().hide()
    for view in (grid, plain):
        qtbot.addWidget(view)
        spread_out(view)
    page = 0

    def turn(view: QTableView) -> None:
        view.verticalScrollBar().setValue(page * ROWS * ROW_HEIGHT)

    def ours() -> None:
        nonlocal page
        page += 1
        painted(lambda: turn(grid))()

    mine, theirs = medians(ROUNDS, ours, painted(lambda: turn(plain)))
    assert grid.rowAt(5) == plain.rowAt(5) > 0
    said = f"{1e3 * mine:.1f} ms, QTableView {1e3 * theirs:.1f} ms"
    print(f"\n{said}")
    assert mine <= 0.6 * theirs, said
