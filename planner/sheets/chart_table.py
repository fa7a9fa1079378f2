"""A chart as a table: for people who read figures, for copying, for screen readers."""

import math
from dataclasses import replace

from planner.base.units import ENGLISH, NumberStyle, exact, number, show
from planner.sheets.cells import Cell, Column, Kind, Place, Row
from planner.sheets.charts import BridgeBar, Chart, Mark, Reference, Series
from planner.sheets.table import TableRow, TableSheet

TABLE, POSITION, WORTH, LINE, SIDE = "Table", "x", "worth", "line", "/"
"""How the cells of a chart's own table are named; the columns of a series begin with its number."""


def chart_table(chart: Chart, style: NumberStyle = ENGLISH, currency: str = "USD") -> TableSheet:
    """Return the chart's figures: a row per position, a column per series, end and line."""
    if chart.bridge:
        return _bridge_table(chart, style, currency)
    kind = chart.values_as
    columns = [Column(POSITION, chart.x_title or "")]
    values: dict[str, dict[float, float]] = {}
    for i, series in enumerate(chart.series):
        for key, title, numbers in _sides(i, series):
            columns.append(Column(key, title, kind))
            values[key] = dict(zip(series.x, numbers, strict=False))
    positions = sorted({x for series in chart.series for x in series.x})
    for i, line in enumerate(chart.references):
        key, of_position = f"{LINE}{i}", _crosses(chart, line)
        columns.append(Column(key, line.label, Kind.NUMBER if of_position else kind))
        values[key] = dict.fromkeys(positions, line.value)
    rows = tuple(
        TableRow(
            Row(str(x)),
            {POSITION: Cell(_place_text(chart, x, style))}
            | {key: _cell(v.get(x, math.nan), kind, style, currency) for key, v in values.items()},
        )
        for x in positions
    )
    return TableSheet(chart.title, tuple(columns), rows)


def tabled(chart: Chart) -> Chart:
    """Return a chart as one of its own table: each point, bar and line came from its cell there.

    Lines that elsewhere are beside others have cells of their own too.
    """
    first = str(min((x for series in chart.series for x in series.x), default=0.0))
    return replace(
        chart,
        series=tuple(
            replace(
                series,
                mark=Mark.LINE if series.mark in {Mark.THIN, Mark.GHOST} else series.mark,
                places=tuple(Place(TABLE, str(x), str(i)) for x in series.x),
            )
            for i, series in enumerate(chart.series)
        ),
        bridge=tuple(
            replace(bar, place=Place(TABLE, str(i), WORTH), parts=())
            for i, bar in enumerate(chart.bridge)
        ),
        references=tuple(
            replace(line, place=Place(TABLE, first, f"{LINE}{i}"))
            for i, line in enumerate(chart.references)
        ),
    )


def cells_at(own: Chart, row: str, column: str) -> tuple[Place, ...]:
    """Return what of a `tabled` chart a cell of its table is about, the name of a row all of it."""
    if own.bridge:
        return (Place(TABLE, row, WORTH),)
    if column.startswith(LINE):
        return tuple(line.place for line in own.references if line.place and
                     line.place.column == column)  # fmt: skip
    at = {place for series in own.series for place in series.places if place.row == row}
    series = column.partition(SIDE)[0]
    return tuple(place for place in at if column == POSITION or place.column == series)


def table_texts(sheet: TableSheet, style: NumberStyle = ENGLISH) -> list[list[str]]:
    """Return titles and figures as texts in full precision, for the clipboard."""
    lines = [[column.title for column in sheet.columns]]
    for row in range(sheet.row_count):
        cells = [(sheet.cell(row, i), column.kind) for i, column in enumerate(sheet.columns)]
        lines.append([_full(cell, kind, style) for cell, kind in cells])
    return lines


def _crosses(chart: Chart, line: Reference) -> bool:
    """Whether a line stands on the axis of positions, not on that of values."""
    return line.vertical and not chart.horizontal


def _full(cell: Cell, kind: Kind, style: NumberStyle) -> str:
    return exact(cell.value, kind.value, style) if isinstance(cell.value, float) else cell.text


def _sides(i: int, series: Series) -> list[tuple[str, str, tuple[float, ...]]]:
    """Return key, title and numbers of the columns of a series."""
    found = [(str(i), series.name, series.y)]
    sides = (("low", series.low), ("high", series.high), (series.ticks_are, series.ticks))
    return found + [
        (f"{i}{SIDE}{word}", f"{series.name}, {word}", numbers)
        for word, numbers in sides
        if numbers
    ]


def _place_text(chart: Chart, x: float, style: NumberStyle) -> str:
    if chart.labels and x == int(x) and 0 <= x < len(chart.labels):
        return chart.labels[int(x)]
    return number(x, style, 0 if x == round(x) else 1)


def _cell(value: float, kind: Kind, style: NumberStyle, currency: str) -> Cell:
    if not math.isfinite(value):
        return Cell()
    return Cell(show(value, kind.value, style, currency), float(value))


def _bridge_table(chart: Chart, style: NumberStyle, currency: str) -> TableSheet:
    columns = (
        Column(POSITION, "Item"),
        Column(WORTH, "Worth", Kind.MONEY),
        Column("end", "Level after it", Kind.MONEY),
    )
    rows = tuple(_bridge_row(i, bar, style, currency) for i, bar in enumerate(chart.bridge))
    return TableSheet(chart.title, columns, rows)


def _bridge_row(number_: int, bar: BridgeBar, style: NumberStyle, currency: str) -> TableRow:
    worth = Cell() if bar.start == bar.end else Cell(bar.text, bar.end - bar.start)
    end = _cell(bar.end, Kind.MONEY, style, currency)
    return TableRow(Row(str(number_)), {POSITION: Cell(bar.label), WORTH: worth, "end": end})
