"""Workbooks read back without the sheets that only calculate: these take most of the reading."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from types import ModuleType

import openpyxl
import pytest
from lxml import etree
from openpyxl.workbook import Workbook

from planner.output.excel.content import CALCULATION, LEAD_TIMES, SCENARIO_CALCULATION
from tests.output.structure.order import SHEET
from tests.output.structure.package import OFFICE, PACKAGE

CALCULATING = frozenset((CALCULATION, SCENARIO_CALCULATION, LEAD_TIMES))
EMPTY = f'<worksheet xmlns="{SHEET}"><sheetData/></worksheet>'


def front_of(workbook: Path | bytes, *, data_only: bool = False) -> Workbook:
    """Return a workbook as openpyxl reads it, its calculating sheets empty."""
    content = workbook if isinstance(workbook, bytes) else workbook.read_bytes()
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        left_out = {part for name, part in sheets_of(old).items() if name in CALCULATING}
        for name in old.namelist():
            new.writestr(name, EMPTY if name in left_out else old.read(name))
    return openpyxl.load_workbook(made, data_only=data_only)


def sheets_of(file: zipfile.ZipFile) -> dict[str, str]:
    """Return the part of each sheet of a workbook by the sheet's name."""
    rels = etree.fromstring(file.read("xl/_rels/workbook.xml.rels"))
    parts = {e.get("Id"): e.get("Target", "") for e in rels.iter(f"{PACKAGE}Relationship")}
    book = etree.fromstring(file.read("xl/workbook.xml"))
    return {
        sheet.get("name", ""): f"xl/{parts[sheet.get(f'{{{OFFICE}}}id')]}"
        for sheet in book.iter(f"{{{SHEET}}}sheet")
    }


@contextmanager
def without(*blocks: ModuleType) -> Iterator[None]:
    """Write workbooks in which these blocks keep the program's figures at export.

    They are long, and where no test looks at them calculating them shows nothing.
    """
    with pytest.MonkeyPatch.context() as patch:
        for block in blocks:
            patch.setattr(block, "MOST", 0)
        yield
