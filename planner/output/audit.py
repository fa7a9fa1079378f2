"""The workbook of a blind audit: leads to be judged without what became of them, and back again."""

import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from planner.base.files import write_whole
from planner.base.problem import Problem, RefusedError
from planner.commitments.audit import Draw, Judged
from planner.intake.files.package import check_package
from planner.journeys.table import BLANK

SHEET, ABOUT = "Judge", "About"
LEAD, SEGMENT, ANSWER = "Lead", "Segment", "Qualified (yes or no)"
_YES = frozenset({"yes", "y", "true", "1", "x", "ja", "oui", "si", "sí"})
_NO = frozenset({"no", "n", "false", "0", "nein", "non"})
_ROWS = 10_000
"""More rows than were ever drawn are not read."""


def write_audit(draw: Draw, plan: str, definition: str, path: Path) -> None:
    """Write the leads drawn for one judge; RefusedError where the file cannot be written.

    No cell is ever a formula. The judge's name and answers are the only cells to fill in.
    """
    import xlsxwriter

    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        bold = book.add_format({"bold": True})
        tinted = book.add_format({"bg_color": "#FDF1E7", "border": 1, "border_color": "#E6E6E2"})
        sheet = book.add_worksheet(SHEET)
        heads = (LEAD, ANSWER, SEGMENT, *(name for name in draw.fields if name != "segment"))
        for column, head in enumerate(heads):
            sheet.write_string(0, column, head, bold)
        for at, cells in enumerate(_rows(draw), start=1):
            for column, text in enumerate(cells):
                if column == 1:
                    sheet.write_blank(at, column, None, tinted)
                else:
                    sheet.write_string(at, column, text)
        last = max(len(draw.leads), 1)
        sheet.data_validation(1, 1, last, 1, {"validate": "list", "source": ["yes", "no"]})
        sheet.freeze_panes(1, 2)
        sheet.set_column(0, len(heads), 22)
        about = book.add_worksheet(ABOUT)
        for at, (name, text) in enumerate(_about(draw, plan, definition)):
            about.write_string(at, 0, name, bold)
            about.write_string(at, 1, text, tinted if name == "Judge" else None)
        about.set_column(0, 0, 18)
        about.set_column(1, 1, 60)
    write_whole(path, content.getvalue())


def _rows(draw: Draw) -> Iterator[tuple[str, ...]]:
    for lead in draw.leads:
        fields = zip(draw.fields, lead.fields, strict=True)
        rest = (text for name, text in fields if name != "segment")
        yield (lead.id, "", lead.segment, *rest)


def _about(draw: Draw, plan: str, definition: str) -> tuple[tuple[str, str], ...]:
    return (
        ("Judge", ""),
        ("Plan", plan),
        ("Stage", draw.stage),
        ("Seed", str(draw.seed)),
        ("Leads", str(len(draw.leads))),
        ("What to do", f"Answer for every lead whether it is {draw.stage}, by your own "
                       "definition, without looking it up. Write your name above, and return it."),
        ("Agreed rule", definition or "none yet"),
    )  # fmt: skip


def read_audit(path: Path) -> Judged:
    """Return what a judge answered; RefusedError for another file, or for an odd answer."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    check_package(path)
    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (OSError, BadZipFile, InvalidFileException, KeyError, ValueError):
        raise RefusedError(Problem("This is no workbook that can be read", path.name)) from None
    try:
        if SHEET not in book.sheetnames:
            remedy = "Choose the workbook that was sent to the judge"
            raise RefusedError(Problem("This is no workbook of a blind audit", path.name, remedy))
        rows = [tuple(row) for row in book[SHEET].iter_rows(max_row=_ROWS, values_only=True)]
        about = (
            _texts(book[ABOUT].iter_rows(max_row=20, max_col=2, values_only=True))
            if ABOUT in book.sheetnames
            else {}
        )
    finally:
        book.close()
    return _judged(path, rows, about)


def _texts(rows: Iterator[tuple[Any, ...]]) -> dict[str, str]:
    return {str(row[0]): str(row[1] or "") for row in rows if row and row[0] is not None}


def _judged(path: Path, rows: Sequence[tuple[Any, ...]], about: dict[str, str]) -> Judged:
    heads = [str(head or "").strip() for head in (rows[0] if rows else ())]
    if LEAD not in heads or ANSWER not in heads:
        what = f"The sheet {SHEET} has no columns '{LEAD}' and '{ANSWER}'"
        raise RefusedError(Problem(what, path.name, "Choose the workbook that was sent out"))
    lead, answer = heads.index(LEAD), heads.index(ANSWER)
    segment = heads.index(SEGMENT) if SEGMENT in heads else None
    answers, segments, blank = dict[str, bool](), dict[str, str](), 0
    for number, row in enumerate(rows[1:], start=2):
        name = str(row[lead] or "").strip() if lead < len(row) else ""
        if not name:
            continue
        said = _said(row[answer] if answer < len(row) else None, path, number)
        segments[name] = str(row[segment] or BLANK) if segment is not None else BLANK
        if said is None:
            blank += 1
        else:
            answers[name] = said
    seed = about.get("Seed", "")
    judge = about.get("Judge", "").strip() or path.stem
    number = int(seed) if seed.isdecimal() else 0
    return Judged(judge, about.get("Stage", ""), number, answers, segments, blank)


def _said(cell: Any, path: Path, row: int) -> bool | None:
    text = str(int(cell) if isinstance(cell, bool | float) else cell or "").strip().casefold()
    if cell is None or not text:
        return None
    if text in _YES or text in _NO:
        return text in _YES
    raise RefusedError(
        Problem(f"'{cell}' is neither yes nor no", f"{path.name}, row {row}", "Write yes or no")
    )
