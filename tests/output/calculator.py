"""Workbooks written, edited by hand and calculated anew by LibreOffice."""

import math
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Any, TypeVar

import openpyxl
from lxml import etree
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from planner.agreement.results import Results
from planner.base.stages import Seat
from planner.journeys.table import Snapshot
from planner.output.excel.content import CALCULATION
from planner.output.workbook import write_workbook
from tests.libreoffice import recalculate
from tests.output.boards import Said
from tests.output.front import front_of, sheets_of
from tests.output.structure.order import SHEET
from tests.output.typed_in import Value, type_in

Name = TypeVar("Name")
Cells = Mapping[tuple[str, str], Value]
Case = tuple[Callable[..., Results], tuple[Said, ...], tuple[Said, ...]]
"""What makes a plan, what is said of it first, and what is then typed into its workbook."""
COLUMNS = {Seat.MARKETING: "Marketing", Seat.SALES: "Sales", Seat.TOGETHER: "Agreed"}
CENT = 0.005


@dataclass(frozen=True)
class Written:
    """A workbook: its formulas, what is stored beside them, and what LibreOffice makes of them."""

    path: Path
    recalculated: Path

    @cached_property
    def formulas(self) -> Workbook:
        return openpyxl.load_workbook(self.path)

    @cached_property
    def stored(self) -> Workbook:
        return openpyxl.load_workbook(self.path, data_only=True)

    @cached_property
    def calculated(self) -> Workbook:
        """What LibreOffice comes to, but for the sheets that only calculate."""
        return front_of(self.recalculated, data_only=True)

    @cached_property
    def calculation(self) -> Worksheet:
        """What LibreOffice comes to on the sheet Calculation."""
        content = BytesIO(self.recalculated.read_bytes())
        return openpyxl.load_workbook(content, read_only=True, data_only=True)[CALCULATION]

    def pairs(self) -> Iterator[tuple[str, Value, Value]]:
        """Every formula's place, stored and calculated value; an empty text is None."""
        stored, calculated = formulas_of(self.path), formulas_of(self.recalculated)
        assert calculated.keys() == stored.keys()
        for (sheet, cell), value in stored.items():
            one, other = (None if v == "" else v for v in (value, calculated[sheet, cell]))
            yield f"{sheet}!{cell}", one, other

    @property
    def errors(self) -> set[tuple[str, str]]:
        """The errors LibreOffice comes to, each with its sheet."""
        with zipfile.ZipFile(self.recalculated) as file:
            roots = {name: etree.fromstring(file.read(at)) for name, at in sheets_of(file).items()}
        return {
            (name, cell.findtext(f"{{{SHEET}}}v", ""))
            for name, root in roots.items()
            for cell in root.iter(f"{{{SHEET}}}c")
            if cell.get("t") == "e"
        }


def formulas_of(path: Path) -> dict[tuple[str, str], float | str]:
    """Return what every formula comes to, by its sheet and cell; an error as its name."""
    found: dict[tuple[str, str], float | str] = {}
    with zipfile.ZipFile(path) as file:
        roots = {name: etree.fromstring(file.read(at)) for name, at in sheets_of(file).items()}
    for name, root in roots.items():
        for formula in root.iter(f"{{{SHEET}}}f"):
            cell = formula.getparent()
            text = cell.findtext(f"{{{SHEET}}}v", "")
            number = cell.get("t", "n") == "n" and text
            found[name, cell.get("r", "")] = float(text) if number else text
    return found


def written(results: Results, path: Path, snapshot: Snapshot | None = None) -> Path:
    """Write a workbook."""
    write_workbook(results, snapshot, path)
    return path


def opened(paths: Mapping[Name, Path], folder: Path) -> dict[Name, Written]:
    """Workbooks as they stand, and as LibreOffice calculates them, all at one start of it."""
    calculated = recalculate(tuple(paths.values()), folder)
    return {
        name: Written(path, made)
        for (name, path), made in zip(paths.items(), calculated, strict=True)
    }


def named(book: Workbook, name: str) -> Value:
    """The value of a named cell."""
    sheet, cell = book.defined_names[name].attr_text.split("!")
    found: Value = book[sheet.strip("'")][cell.replace("$", "")].value
    return found


def same(one: Value, other: Value) -> bool:
    """Whether two cells hold the same: numbers to a ten-millionth, or to well under a cent."""
    if isinstance(one, int | float) and isinstance(other, int | float):
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-6)
    return one == other


def of_cases(cases: Mapping[Name, Case], folder: Path) -> dict[Name, Written]:
    """Each case's workbook with its changes typed in; that of a plan is written once for all."""
    plans: dict[tuple[Callable[..., Results], tuple[Said, ...]], dict[Name, Cells]] = {}
    for case, (make, said, edits) in cases.items():
        cells = {(key, COLUMNS[seat]): value for seat, key, value in edits}
        plans.setdefault((make, said), {})[case] = cells
    paths: dict[Name, Path] = {}
    for number, ((make, said), typed) in enumerate(plans.items()):
        path = written(make(*said), folder / f"{number}.xlsx")
        paths |= edited(path, folder / "edited", typed)
    return opened(paths, folder / "calculated")


def edited(path: Path, folder: Path, cases: Mapping[Name, Cells]) -> dict[Name, Path]:
    """Type into input cells of a workbook, into each copy what its case says.

    They are named by an assumption's key and a column's head, or by a goal's key; a weight of the
    year is `plan:phasing:0`, from 0 on. A `scenario` is chosen.
    """
    book = front_of(path)
    places, made = _inputs(book), {}
    folder.mkdir(exist_ok=True)
    for number, (case, cells) in enumerate(cases.items()):
        typed = {}
        for (key, name), value in cells.items():
            cell = places[key] if key in places else places[f"{key} {name}"]
            assert not cell.protection.locked, f"{key} {name} is no input cell"
            typed[cell.parent.title, cell.coordinate] = value
        target = folder / f"{path.stem} {number}.xlsx"
        made[case] = type_in(path, target, book, typed)
    return made


def _inputs(book: Workbook) -> dict[str, Any]:
    """Every input cell by what it is called."""
    sheet, goals = book["Assumptions"], book["Goals"]
    head = next(row for row in sheet.iter_rows() if row[0].value == "Line")
    column = {str(cell.value).lstrip("●■✓ "): cell.column for cell in head}
    found: dict[str, Any] = {"goal": sheet["B3"]}
    for row in sheet.iter_rows(min_row=head[0].row + 1):
        for name in ("Marketing", "Sales", "Agreed"):
            found[f"{row[column['Key'] - 1].value} {name}"] = row[column[name] - 1]
    for row in goals.iter_rows(min_row=6):
        if row[8].value:
            found[str(row[8].value)] = row[3]
    if "Scenarios" in book.sheetnames:
        found["scenario"] = sheet["B4"]
        found |= _said(book["Scenarios"])
    return found


def _said(sheet: Any) -> dict[str, Any]:
    """Every input cell of the scenarios by its name, the assumption's key and the seat."""
    rows = list(sheet.iter_rows())
    at = next(i for i, row in enumerate(rows) if row[0].value == "Line")
    seats, name, key = rows[at], "", len(rows[at]) - 1
    found = {}
    for column in range(2, key):
        name = rows[at - 1][column].value or name
        if seats[column].value in {"Marketing", "Sales", "Agreed"}:
            for row in rows[at + 1 :]:
                found[f"{name}: {row[key].value} {seats[column].value}"] = row[column]
    return found
