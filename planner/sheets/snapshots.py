"""The snapshots a plan keeps, latest first: as of which day, from which files, taken in by whom."""

from collections.abc import Sequence
from pathlib import PurePath

from planner.base import units
from planner.base.days import iso
from planner.base.units import ENGLISH, NumberStyle
from planner.journeys.kept import KeptSnapshot
from planner.sheets.cells import Cell, Column, Explanation, Kind, Row, Tone
from planner.sheets.history import moment
from planner.sheets.table import TableRow, TableSheet, said

COLUMNS = (
    Column("as_of", "As of", Kind.TEXT, 116),
    Column("journeys", "Journeys", Kind.NUMBER, 88),
    Column("set_aside", "Set aside", Kind.NUMBER, 84),
    Column("label", "How", Kind.TEXT, 180),
    Column("author", "By", Kind.TEXT, 120),
    Column("time", "When", Kind.TEXT, 150),
    Column("files", "Files", Kind.TEXT, 360),
)


def snapshots_sheet(
    snapshots: Sequence[KeptSnapshot], seen: str | None = None, style: NumberStyle = ENGLISH
) -> TableSheet:
    """Return the grid of snapshots; its rows are named by their digests.

    `seen` is the one looked at, the plan's own unless told.
    """
    known = {kept.digest: kept for kept in snapshots}
    looked_at = seen or next((kept.digest for kept in snapshots if kept.current), "")
    rows = tuple(_row(kept, kept.digest == looked_at, style) for kept in reversed(snapshots))

    def explain(row: str, _column: str) -> Explanation:
        kept = known[row]
        standing = "the plan measures it" if kept.current else "the plan no longer measures it"
        return said(f"Data as of {iso(kept.as_of)}", f"{standing}; {_names(kept)}")

    return TableSheet("Snapshots", COLUMNS, rows, explain, empty="No data were imported yet.")


def _row(kept: KeptSnapshot, seen: bool, style: NumberStyle) -> TableRow:
    day = iso(kept.as_of)
    tone = Tone.PLAIN if kept.current else Tone.MUTED
    texts = {
        "label": kept.label,
        "author": kept.author,
        "files": _names(kept),
    }
    cells = {key: Cell(text, text, tone) for key, text in texts.items()}
    cells["time"] = Cell(moment(kept.time), kept.time, tone)
    cells["as_of"] = Cell(day, day, tone, mark="●" if seen else "", bold=seen)
    for key, number in (("journeys", kept.journeys), ("set_aside", kept.set_aside)):
        cells[key] = Cell(units.count(number, style), float(number), tone)
    return TableRow(Row(kept.digest), cells)


def _names(kept: KeptSnapshot) -> str:
    return ", ".join(dict.fromkeys(PurePath(file).name for file in kept.files))
