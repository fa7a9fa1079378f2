"""Cells straight into a sheet's table and XML: XlsxWriter would take several times as long.

It would search every formula for functions newer than Excel 2010, which ours are not, and every
address for what must be escaped. Rows and columns have no formats of their own here, cells alone.
"""

import math
from collections.abc import Callable, Iterable
from typing import Any

from planner.base.letters import letters
from planner.output.signs import printable

Value = float | str | None
CELL_LIMIT = 32_767
"""Characters Excel keeps in one cell."""
_ERRORS = frozenset(("#N/A", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"))


class Cells:
    """Formulas of one sheet with their values, and how its formulas and numbers are written.

    They are kept as the XML that they will be; on a sheet that charts read, as XlsxWriter has
    them, for it looks up there what a chart keeps of them.
    """

    def __init__(self, sheet: Any, charted: bool) -> None:
        from xlsxwriter.worksheet import CellFormulaTuple, CellNumberTuple

        self.sheet, self.charted = sheet, charted
        self._formula, self._number = CellFormulaTuple, CellNumberTuple
        self._plainly: Callable[[int, int, Any], None] = sheet._write_cell
        sheet._write_cell = self._write
        self._rows, self._columns = range(0), range(0)
        self.count = 0

    def put(self, row: int, col: int, cells: Iterable[tuple[str, Value]], style: Any) -> None:
        """Put formulas, each with its value at export, beside each other from a cell on."""
        table, end, charted = self.sheet.table[row], col, self.charted
        look, number = _look(style), row + 1
        for end, (formula, value) in enumerate(cells, col):
            plain = formula.removeprefix("=")
            if charted:
                table[end] = self._formula(plain, style, _known(value))
            elif type(value) is float and value - value == 0.0:
                said = f"><f>{escaped(plain)}</f><v>{value}</v></c>"
                table[end] = f'<c r="{letters(end)}{number}"{look}{said}'
            else:
                table[end] = f'<c r="{letters(end)}{number}"{look}{_body(plain, value)}'
        self.count += end - col + 1
        if row not in self._rows or col not in self._columns or end not in self._columns:
            self._reach(row, col, end)

    def _reach(self, row: int, first: int, last: int) -> None:
        """Tell the sheet how far its cells reach."""
        for col in (first, last):
            self.sheet._check_dimensions(row, col)
        self._rows = range(self.sheet.dim_rowmin, self.sheet.dim_rowmax + 1)
        self._columns = range(self.sheet.dim_colmin, self.sheet.dim_colmax + 1)

    def _write(self, row: int, col: int, cell: Any) -> None:
        """Write a cell's XML, in place of XlsxWriter's own way."""
        kind = type(cell)
        if kind is str:
            self.sheet.fh.write(cell)
        elif kind is self._number:
            start = f'<c r="{letters(col)}{row + 1}"{_look(cell.format)}'
            self.sheet.fh.write(f"{start}><v>{cell.number:.16G}</v></c>")
        elif kind is self._formula:
            start = f'<c r="{letters(col)}{row + 1}"{_look(cell.format)}'
            self.sheet.fh.write(start + _body(cell.formula, cell.value))
        else:
            self._plainly(row, col, cell)


def _look(style: Any) -> str:
    return f' s="{style._get_xf_index()}"' if style else ""


def _known(value: Value) -> float | str:
    """Return a value as a cell has it: what is missing is empty text."""
    if isinstance(value, str):
        return clean(value)
    return "" if value is None or not math.isfinite(value) else value


def _body(formula: str, value: Value) -> str:
    """Return the end of a formula's cell, from the kind of its value on."""
    known, kind = _known(value), ""
    if isinstance(known, str):
        kind = ' t="e"' if known in _ERRORS else ' t="str"'
        known = escaped(known)
    return f"{kind}><f>{escaped(formula)}</f><v>{known}</v></c>"


def clean(text: str) -> str:
    """Return text as a cell can hold it: what every file can hold, no longer than a cell."""
    return printable(text)[:CELL_LIMIT]


def escaped(text: str) -> str:
    """Return text as XML has it."""
    if "&" in text or "<" in text or ">" in text:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text
