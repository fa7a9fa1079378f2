"""LibreOffice worked as a colleague works it: cells typed in a locale, rows sorted and inserted.

Its own Basic does the work, in a profile of this test run whose numbers are written in German.
"""

import os
import subprocess
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.sax.saxutils import escape

from tests.libreoffice import NO_SCREEN
from tests.tools import require_tool

GERMAN = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>de-DE</value></prop></item>
</oor:items>
"""
MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script"
 script:name="Module1" script:language="StarBasic">{code}</script:module>
"""
WORK = """
Sub Work(source, target)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  doc = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
  sheet = doc.Sheets.getByName("Assumptions")
  sheet.unprotect("")
{steps}
  Dim saved(0) As New com.sun.star.beans.PropertyValue
  saved(0).Name = "FilterName" : saved(0).Value = "Calc MS Excel 2007 XML"
  doc.storeToURL(target, saved())
  doc.close(True)
End Sub
"""
SORT = """
  Dim field(0) As New com.sun.star.table.TableSortField
  field(0).Field = {column} : field(0).IsAscending = False
  Dim how(1) As New com.sun.star.beans.PropertyValue
  how(0).Name = "SortFields" : how(0).Value = field()
  how(1).Name = "ContainsHeader" : how(1).Value = False
  sheet.getCellRangeByPosition(0, {first}, {last_column}, {last}).sort(how())
"""


def type_in(cell: str, text: str) -> str:
    """Return the step that types a text into a cell, as in German; an empty one clears it."""
    said = text.replace('"', '""')
    return f'  sheet.getCellRangeByName("{cell}").FormulaLocal = "{said}"'


def sort_rows(first: int, last: int, column: int, last_column: int) -> str:
    """Return the step that sorts rows (from 0) by a column, descending."""
    return SORT.format(first=first, last=last, column=column, last_column=last_column)


def insert_rows(before: int, count: int) -> str:
    """Return the step that inserts empty rows before a row from 0."""
    return f"  sheet.Rows.insertByIndex({before}, {count})"


def insert_column(before: int) -> str:
    """Return the step that inserts an empty column before a column from 0."""
    return f"  sheet.Columns.insertByIndex({before}, 1)"


def remove_row(row: int) -> str:
    """Return the step that removes a row from 0."""
    return f"  sheet.Rows.removeByIndex({row}, 1)"


def work(xlsx: Path, target: Path, *steps: str) -> Path:
    """Do the steps on the sheet of assumptions and save the workbook as `target`."""
    folder = Path(_profile().name)
    module = folder / "user" / "basic" / "Standard" / "Module1.xba"
    code = WORK.format(steps="\n".join(steps))
    module.write_text(MODULE.format(code=escape(code)), "utf-8")
    _soffice(folder, f'macro:///Standard.Module1.Work("{xlsx.as_uri()}","{target.as_uri()}")')
    if not target.exists():
        raise RuntimeError(f"LibreOffice did not save {target.name}")
    return target


@cache
def _profile() -> TemporaryDirectory[str]:
    """Return a profile that LibreOffice has begun, for it puts its own macros there first."""
    folder = TemporaryDirectory(prefix="fairlead-hands-", ignore_cleanup_errors=True)
    (Path(folder.name) / "user").mkdir()
    (Path(folder.name) / "user" / "registrymodifications.xcu").write_text(GERMAN, "utf-8")
    _soffice(Path(folder.name), "--terminate_after_init")
    return folder


def _soffice(folder: Path, *words: str) -> None:
    subprocess.run(
        [
            require_tool("soffice"),
            f"-env:UserInstallation={folder.as_uri()}",
            "--headless",
            "--norestore",
            *words,
        ],
        env={**os.environ, **NO_SCREEN},
        capture_output=True,
        timeout=240,
        check=False,
    )
