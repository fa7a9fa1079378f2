"""Workbooks that come back with other names than the plan's: hidden ones, and signs none holds."""

from dataclasses import replace
from pathlib import Path

from openpyxl import load_workbook

from planner.agreement.results import Results, results
from planner.journeys.table import Snapshot
from planner.output.excel import columns as col
from planner.output.pack.names import names_hidden, names_mark
from planner.output.returned import Comparison, compare, read_returned
from planner.output.workbook import write_workbook
from planner.plan.fold import line_value
from planner.plan.keys import quote
from tests.evidence.funnels import funnel, path
from tests.output.boards import M, S, T
from tests.output.pack import packs
from tests.output.pack.test_names import ANN, board

BELL = "\x0bBell\x07 & Sons / \ufffe"


def typed(file: Path, where: str, value: float) -> Path:
    """Sales types a value into the row of a key."""
    book = load_workbook(file)
    sheet = book["Assumptions"]
    (row,) = [row for row in sheet.iter_rows() if str(row[col.KEY].value).strip() == where]
    row[col.SALES].value = value
    book.save(file)
    return file


def written(found: Results, snapshot: Snapshot | None, folder: Path) -> Path:
    write_workbook(found, snapshot, folder / "plan.xlsx")
    return folder / "plan.xlsx"


def taken(found: Comparison) -> list[tuple[str, float | None]]:
    assert found.refused == found.missing == ()
    return [(change.key, change.returned) for change in found.changes]


def test_a_line_named_after_a_rep_comes_back_though_its_name_is_hidden(tmp_path: Path) -> None:
    found, snapshot = board(hidden=True)
    back = typed(written(found, snapshot, tmp_path), "Rep 1/volume", 90.0)
    read, known = read_returned(back), {a.slot: a for a in found.assumptions}

    said = names_hidden(snapshot)
    assert taken(compare(read, found.plan, known, S, said=said)) == [(f"{ANN}/volume", 90.0)]


def test_a_line_with_signs_that_no_file_holds_comes_back(tmp_path: Path) -> None:
    said = (
        (T, f"line:{quote(BELL)}", line_value("Inquiry")),
        (M, f"{quote(BELL)}/volume", 100.0),
        (S, f"{quote(BELL)}/volume", 80.0),
    )
    found = results(packs.plan_of(*said), None)
    back = typed(written(found, None, tmp_path), "Bell  & Sons %2F  /volume", 90.0)

    known = {a.slot: a for a in found.assumptions}
    assert taken(compare(read_returned(back), found.plan, known)) == [
        (f"{quote(BELL)}/volume", 90.0)
    ]


def test_two_lines_that_a_workbook_calls_alike_are_refused(tmp_path: Path) -> None:
    said = [(T, f"line:{name}", line_value("Inquiry")) for name in ("Web\x07", "Web ")]
    found = results(packs.plan_of(*said, (S, "Web\x07/volume", 80.0)), None)
    file = written(found, None, tmp_path)
    book = load_workbook(file)
    for row in book["Assumptions"].iter_rows():
        if row[col.KEY].value == "Web /volume":
            row[col.SALES].value = 90.0
    book.save(file)

    back = compare(read_returned(file), found.plan, {a.slot: a for a in found.assumptions})
    assert back.changes == ()
    assert {r.reason for r in back.refused} == {
        "2 lines of the plan are called 'Web ' in a workbook"
    }


def test_the_mark_of_hidden_names_changes_with_the_reps() -> None:
    _, snapshot = board(hidden=True)
    fewer = replace(snapshot, journeys=funnel([path("2026-01-05", rep=ANN)], dimensions=("rep",)))
    assert names_mark(snapshot) == names_mark(snapshot)
    assert names_mark(fewer) != names_mark(snapshot)
