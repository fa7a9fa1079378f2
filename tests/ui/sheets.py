"""A small sheet to type into, and a grid that shows it and takes what is typed."""

from dataclasses import dataclass

from planner.base.stages import Seat
from planner.base.units import show
from planner.base.units_parse import parse_entry
from planner.plan.edits import Draft
from planner.sheets.cells import Cell, Column, Explanation, Kind, Part, Row, Tone
from planner.sheets.table import TableRow, TableSheet, refuse_change
from ui.grid.view import GridView

COLUMNS = (
    Column("name", "Assumption"),
    Column("evidence", "Evidence", Kind.RATE),
    Column("marketing", "Marketing", Kind.RATE, seat=Seat.MARKETING),
    Column("sales", "Sales", Kind.RATE, seat=Seat.SALES, dimmed=True),
    Column("cost", "Cost", Kind.MONEY),
)
EDITABLE = ("marketing", "cost")


@dataclass
class Book:
    """The figures behind the sheet, by (row key, column key)."""

    figures: dict[tuple[str, str], float]
    lines: tuple[str, ...]
    columns: tuple[Column, ...] = COLUMNS
    editable: tuple[str, ...] = EDITABLE
    name: str = "Assumptions"

    def sheet(self) -> TableSheet:
        rows = [TableRow(Row("group", folds=True), {"name": Cell("Paid", tone=Tone.GROUP)})]
        rows += [TableRow(Row(line, 1), self._cells(line)) for line in self.lines]
        return TableSheet(self.name, self.columns, tuple(rows), self._explain, self._change)

    def _cells(self, line: str) -> dict[str, Cell]:
        cells = {"name": Cell(line.title())}
        for column in self.columns[1:]:
            value = self.figures.get((line, column.key))
            text = "" if value is None else show(value, column.kind.value)
            cells[column.key] = Cell(text, value, editable=column.key in self.editable)
        return cells

    def _explain(self, row: str, column: str) -> Explanation:
        return Explanation(f"{row} · {column}", (Part("Measured over 24 months."),))

    def _change(self, row: str, column: str, text: str) -> tuple[Draft, ...]:
        if column not in self.editable:
            return refuse_change(row, column, text)
        kind = next(c.kind for c in self.columns if c.key == column)
        value = parse_entry(text, kind.value, base=self.figures.get((row, column)))
        return (Draft(Seat.MARKETING, f"{row}/{column}", value, text),)

    def take(self, drafts: tuple[Draft, ...]) -> None:
        for draft in drafts:
            row, _, column = draft.key.partition("/")
            if draft.value is None:
                self.figures.pop((row, column), None)
            else:
                self.figures[row, column] = float(draft.value)


class Desk:
    """Shows a book in a grid, and lets the grid change the book; every gesture is kept."""

    def __init__(self, grid: GridView, book: Book) -> None:
        self.grid, self.book = grid, book
        self.gestures: list[tuple[tuple[Draft, ...], str]] = []
        grid.drafts_made.connect(self._take)
        grid.set_sheet(book.sheet())

    def _take(self, drafts: tuple[Draft, ...], label: str) -> None:
        self.gestures.append((drafts, label))
        self.book.take(drafts)
        self.grid.set_sheet(self.book.sheet())

    @property
    def labels(self) -> list[str]:
        return [label for _, label in self.gestures]

    def text(self, row: str, column: str) -> str:
        sheet = self.book.sheet()
        at = sheet.find(row, column)
        assert at is not None
        return sheet.cell(*at).text

    def go(self, row: str, column: str) -> None:
        at = self.book.sheet().find(row, column)
        assert at is not None
        self.grid.go(*at)


def small_book() -> Book:
    lines = ("mql", "sal", "opp", "won")
    figures = {(line, "evidence"): 0.2 + i / 10 for i, line in enumerate(lines)}
    figures |= {("mql", "marketing"): 0.58123456789, ("sal", "marketing"): 0.4}
    figures |= {("mql", "cost"): 1200.0}
    return Book(figures, lines)


def volume_book() -> Book:
    """Leads of three lines over the months of two years; all of them can be typed into."""
    months = [f"{year}-{month:02d}" for year in (2027, 2028) for month in range(1, 13)]
    columns = (Column("name", "Line"), *(Column(m, m, Kind.NUMBER, 60) for m in months))
    figures = {("ads", m): 100.0 + 10 * i for i, m in enumerate(months[:12])}
    figures |= {("fair", "2027-01"): 50.0, ("fair", "2027-02"): 60.0}
    return Book(figures, ("ads", "fair", "mail"), columns, tuple(months), "Plan")
