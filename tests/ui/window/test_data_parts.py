"""The Data sheet's rows set aside and snapshots, worked in the window."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtTest import QTest

from planner.base.days import date_of
from planner.journeys.table import Snapshot
from planner.sheets.arrangement import NOTHING, OneOf, Sort
from planner.sheets.status import day_text
from tests.ui.window.driver import CTRL, Driver, Key
from ui.pages.data import DataPage
from ui.putting_back import bring_back


@pytest.fixture
def data(at: Driver) -> DataPage:
    at.window.shown.show_sheet("Data")
    return at.window.shown.data


def type_aside(at: Driver, data: DataPage, header: str, text: str) -> None:
    view = data.aside.view
    titles = [column.title for column in view.grid_model().columns]
    view.go(0, titles.index(header))
    QTest.keyClicks(view, text[0])
    editor = at.window.focusWidget()
    QTest.keyClicks(editor, text[1:])
    QTest.keyClick(editor, Key.Key_Return)


def test_a_row_set_aside_is_corrected_and_put_back(at: Driver, data: DataPage) -> None:
    data.show_part("aside")
    session = at.window.shown.desk.session
    before = session.snapshot
    assert before is not None
    assert [s.reason for s in before.set_aside] == ["no lead id"]
    assert not data.aside.put_back.isEnabled()
    type_aside(at, data, "Lead ID", "00Q5g00000999999AA")
    assert data.aside.waiting.text() == "1 row corrected"
    type_aside(at, data, "Create Date · Created", "2026-03-02")
    assert data.aside.waiting.text() == "1 row corrected"
    data.aside.put_back.click()
    at.rest()
    after = session.snapshot
    assert after is not None
    assert (len(after.set_aside), len(after.journeys)) == (0, len(before.journeys) + 1)
    assert at.message == "1 row was put back: 1 new journey."
    assert data.parts.button("aside").text() == "Set aside  0"
    assert "Every row read" in data.aside.hint.text()
    at.press(Key.Key_Z, CTRL)
    assert session.snapshot is not None
    assert len(session.snapshot.set_aside) == 1
    assert data.aside.waiting.text() == "1 row corrected"


def test_rows_saved_as_a_table_are_corrected_there_and_brought_back(
    at: Driver, data: DataPage, tmp_path: Path
) -> None:
    data.show_part("aside")
    documents, table = at.window.load(), tmp_path / "aside.csv"
    documents.save_aside(table)
    at.rest()
    text = table.read_text("utf-8-sig")
    assert ",,Integration User," in text
    fixed = text.replace(",,Integration User,", ",00Q5g00000999999AA,Integration User,")
    table.write_text(fixed.replace("n/a", "2026-03-02"), "utf-8-sig")
    bring_back(at.window, table)
    at.rest()
    snapshot = at.window.shown.desk.session.snapshot
    assert snapshot is not None
    assert len(snapshot.set_aside) == 0
    assert at.message == "1 row was put back: 1 new journey."


def test_a_table_that_corrects_nothing_is_answered(
    at: Driver, data: DataPage, tmp_path: Path
) -> None:
    table = tmp_path / "aside.xlsx"
    at.window.load().save_aside(table)
    at.rest()
    bring_back(at.window, table)
    at.rest()
    assert "Nothing in this table corrects" in at.message
    assert data.isEnabled()


def earlier(snapshot: Snapshot) -> Snapshot:
    """Return the same data as of thirty days before, every amount a thousand less."""
    found = snapshot.journeys
    files = (f if f.as_of is None else replace(f, as_of=f.as_of - 30) for f in snapshot.files)
    return replace(
        snapshot,
        files=tuple(files),
        journeys=replace(found, as_of=found.as_of - 30, amount=found.amount - 1000),
    )


@pytest.fixture
def twice(at: Driver, data: DataPage) -> DataPage:
    """A plan that measured last month's data, then today's."""
    session = at.window.shown.desk.session
    today = session.snapshot
    assert today is not None
    for snapshot in (earlier(today), today):
        session.adopt(snapshot, keep_gone=False)
    data.show_part("snapshots")
    at.rest()
    return data


def test_snapshots_are_listed_with_what_changed_between_them(at: Driver, twice: DataPage) -> None:
    kept, changes = twice.snapshots.kept.grid_model(), twice.snapshots.changes
    assert kept.rowCount() == 2
    assert kept.cell(0, 0).bold
    sheet = changes.arranging.sheet
    assert sheet is not None
    journeys = at.window.shown.desk.session.journeys
    assert journeys is not None
    assert sheet.row_count == np.count_nonzero(~np.isnan(journeys.amount))
    changes.arranging.arrange(NOTHING.with_filter(OneOf("field", frozenset({"Stage"}))))
    assert changes.grid_model().rowCount() == 0


def test_the_funnel_is_seen_as_of_a_snapshot_and_as_of_today_again(
    at: Driver, twice: DataPage
) -> None:
    desk, funnel = at.window.shown.desk, at.window.shown.funnel
    today, planned = desk.session.journeys, at.score
    assert today is not None
    at.window.shown.show_sheet("Data")
    twice.snapshots.kept.go(1, 0)
    day = day_text(date_of(today.as_of - 30))
    assert twice.snapshots.look.text() == f"See the funnel as of {day}"
    twice.snapshots.look.click()
    assert at.window.shown.page is funnel
    assert funnel.as_of.isVisible()
    assert day in funnel.as_of.text()
    assert desk.looked_at is not None
    assert desk.looked_at.journeys.as_of == today.as_of - 30
    assert at.score == planned
    at.window.shown.show_sheet("Data")
    twice.show_part("journeys")
    grid = twice.views["journeys"]
    grid.arranging.arrange(NOTHING.sorted_by(Sort("amount", descending=True)))
    column = [c.key for c in grid.grid_model().columns].index("amount")
    assert grid.grid_model().cell(0, column).value == np.nanmax(today.amount) - 1000
    twice.as_of.click()
    assert grid.grid_model().cell(0, column).value == np.nanmax(today.amount)
    assert not funnel.as_of.isVisibleTo(funnel)


def test_one_snapshot_has_nothing_to_compare(at: Driver, data: DataPage) -> None:
    data.show_part("snapshots")
    at.rest()
    assert data.snapshots.kept.grid_model().rowCount() == 1
    assert not data.snapshots.changes.isVisible()
