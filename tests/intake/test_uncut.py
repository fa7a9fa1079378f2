"""Columns of a text that are cut on demand hold what cutting all of it at once holds."""

import csv
import io
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.base.problem import RefusedError
from planner.base.progress import CancelledError
from planner.intake import propose, take_in
from planner.intake.files import cutting
from planner.intake.files.columns import Column
from planner.intake.files.cutting import cut_columns
from planner.intake.files.reading import read
from planner.intake.files.records import records_of
from planner.intake.files.uncut import UncutColumn
from planner.intake.recognition.hints import Hints
from planner.intake.worker.desk import IntakeDesk

ROWS = 6_000
HEADERS = ("Lead ID", "Lead Source", "Create Date", "MQL Date", "Remark", "Shoe Size")


def leads(rows: int = ROWS, remark: dict[int, str] | None = None) -> str:
    """Leads whose remarks and shoe sizes mean nothing; the third of ten has no id."""
    first, out = date(2025, 1, 1), io.StringIO(newline="")
    lines = csv.writer(out)
    lines.writerow(HEADERS)
    for i in range(rows):
        lead = "" if i % 10 == 2 else f"00Q5g{i:013d}"
        day = (first + timedelta(days=i % 300)).isoformat()
        said = (remark or {}).get(i, f"called, {i}" if remark is None else "")
        lines.writerow([lead, f"Source {i % 5}", day, day, said, 36 + i % 12])
    return out.getvalue()


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "leads.csv"
    path.write_text(text, encoding="utf-8", newline="")
    return path


def uncut(column: Column) -> bool:
    return isinstance(column, UncutColumn) and column._whole is None


@given(st.text('ab"\n\r, 0é-'), st.booleans())
def test_single_cells_are_those_of_the_whole_text(text: str, ends: bool) -> None:
    text += "\r\n" * ends
    rows = list(csv.reader(io.StringIO(text, newline="")))
    width = max(map(len, rows), default=0)
    records = records_of(text.encode(), ",", width) if width > 1 else None
    if records is None:
        return
    expected = [tuple(row + [""] * (width - len(row))) for row in rows]
    at = np.arange(len(records))
    assert list(zip(*(records.cells(i, at) for i in range(width)), strict=True)) == expected
    for places in (range(width), [0], [width - 1]):
        cut = cut_columns(text.encode(), ",", width, places)
        assert cut is not None
        for place in places:
            assert cut[place].cells.tolist() == [row[place] for row in expected]


@pytest.mark.parametrize("text", ["a,b\n1,2,3\n", 'a,5" b\n1,2\n', "a,b\r1,2\n", 'a,"b\n1,2\n'])
def test_irregular_lines_are_cut_all_at_once(text: str) -> None:
    assert records_of(text.encode(), ",", 2) is None


def test_line_breaks_in_cells_begin_no_record() -> None:
    records = records_of(b'a,"b\nc"\r\n"d ""e""","\r\n"\r\n', ",", 2)
    assert records is not None
    assert records.row(0) == ["a", "b\nc"]
    assert records.row(1) == ['d "e"', "\r\n"]
    assert len(records) == 2


def test_parts_of_short_lines_and_cells_longer_than_the_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cutting, "_STEP", 2)
    ids = [f"id{i}" for i in range(1_500)] + ["x" * 40]
    text = "\n".join(["id,a,b", *(f"{one},1,2" for one in ids), "short", "short", "short"])
    cut = cut_columns(text.encode(), ",", 3, [0])
    assert cut is not None
    assert cut[0].cells.tolist() == ["id", *ids, "short", "short", "short"]


def test_only_mapped_columns_are_cut(tmp_path: Path) -> None:
    (table,) = propose((written(tmp_path, leads()),)).tables
    columns = dict(zip(table.table.headers, table.table.columns, strict=True))
    assert set(table.mapped) == set(HEADERS) - {"Remark", "Shoe Size"}
    assert {header for header in HEADERS if uncut(columns[header])} == {"Remark", "Shoe Size"}


def test_what_is_shown_of_unmapped_columns(tmp_path: Path) -> None:
    (table,) = propose((written(tmp_path, leads()),)).tables
    shown = {column.header: column.samples for column in table.columns}
    assert shown["Remark"] == ("called, 0", "called, 148", "called, 296")
    assert shown["Shoe Size"] == ("36", "40", "44")


def test_a_column_filled_in_one_row_far_down(tmp_path: Path) -> None:
    (table,) = propose((written(tmp_path, leads(remark={4_321: "at last"})),)).tables
    assert {c.header: c.samples for c in table.columns}["Remark"] == ("at last",)


def test_a_correction_maps_a_column_that_was_not_cut(tmp_path: Path) -> None:
    with IntakeDesk() as desk:
        paths = (written(tmp_path, leads()),)
        (table,) = desk.propose(paths).tables
        hints = Hints().with_column(table.fingerprint, "Shoe Size", "segment")
        (again,) = desk.propose(paths, hints).tables
        assert again.mapped["Shoe Size"] == "segment"
        journeys = desk.take_in(hints).journeys
    labels = journeys.dimensions["segment"].labels
    assert {f"{36 + i}" for i in range(12)} <= set(labels)


def test_rows_set_aside_show_every_cell_though_the_file_has_gone(tmp_path: Path) -> None:
    path = written(tmp_path, leads())
    proposal = propose((path,))
    path.unlink()
    snapshot = take_in(proposal)
    assert len(snapshot.journeys) + snapshot.merged + len(snapshot.set_aside) == ROWS
    assert snapshot.set_aside[1].cells == (
        *("", "Source 2", "2025-01-13", "2025-01-13", "called, 12", "36"),
    )


def test_a_file_changed_or_gone_before_a_correction(tmp_path: Path) -> None:
    path = written(tmp_path, leads())
    with IntakeDesk() as desk:
        (table,) = desk.propose((path,)).tables
        hints = Hints().with_column(table.fingerprint, "Shoe Size", "segment")
        written(tmp_path, leads(ROWS // 2))
        assert desk.propose((path,), hints).tables[0].size == ROWS // 2
        path.unlink()
        with pytest.raises(RefusedError, match="no such file"):
            desk.propose((path,), Hints().with_column(table.fingerprint, "Remark", "region"))


def test_footers_and_repeated_headers_are_found_without_cutting(tmp_path: Path) -> None:
    text = "Name,Lead Source,Create Date,Lead Status\n"
    rows = [f"Totton {i},Web,2025-01-0{i % 9 + 1},Open" for i in range(2_000)]
    rows[1_000:1_000] = ["Name,Lead Source,Create Date,Lead Status", "", ",,,"]
    path = written(tmp_path, text + "\n".join([*rows, '"Total",2000', "Copyright (c) 2025"]))
    (sheet,) = read(path)
    assert uncut(sheet.columns[0])
    (table,) = propose((path,)).tables
    assert table.size == 2_000


def test_cutting_stops_when_nobody_wants_it_any_more() -> None:
    """It hears of that while it reads, long before a part of the rows is cut."""
    text = b"%s,two\n" % (b"one" * 50) * 40_000
    heard: list[int] = []

    def stopped(rows: int) -> None:
        heard.append(rows)
        if len(heard) == 3:
            raise CancelledError

    with pytest.raises(CancelledError):
        cut_columns(text, ",", 2, {0, 1}, stopped)
    assert heard == [0, 0, 0]
