"""A chart as a table: for people who read figures, for copying, for screen readers."""

import math

from planner.base.units import ENGLISH, NumberStyle, exact, number, show
from planner.sheets.cells import Cell, Column, Kind, Row
from planner.sheets.charts import BridgeBar, Chart, Reference, Series
from planner.sheets.table import TableRow, TableSheet


def chart_table(chart: Chart, style: NumberStyle = ENGLISH, currency: str = "USD") -> TableSheet:
    """Return the chart's figures: a row per position, a column per series, end and line."""
    if chart.bridge:
        return _bridge_table(chart, style, currency)
    kind = chart.values_as
    columns = [Column("x", chart.x_title or "")]
    values: list[dict[float, float]] = []
    for series in chart.series:
        for title, numbers in _sides(series):
            columns.append(Column(f"{len(values)}", title, kind))
            values.append(dict(zip(series.x, numbers, strict=False)))
    places = sorted({x for series in chart.series for x in series.x})
    for line in chart.references:
        columns.append(
            Column(f"{len(values)}", line.label, Kind.NUMBER if _crosses(chart, line) else kind)
        )
        values.append(dict.fromkeys(places, line.value))
    rows = tuple(
        TableRow(
            Row(str(x)),
            {"x": Cell(_place_text(chart, x, style))}
            | {
                str(i): _cell(v.get(x, math.nan), kind, style, currency)
                for i, v in enumerate(values)
            },
        )
        for x in places
    )
    return TableSheet(chart.title, tuple(columns), rows)


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


def _sides(series: Series) -> list[tuple[str, tuple[float, ...]]]:
    found = [(series.name, series.y)]
    sides = (("low", series.low), ("high", series.high), (series.ticks_are, series.ticks))
    return found + [(f"{series.name}, {word}", numbers) for word, numbers in sides if numbers]


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
        Column("x", "Item"),
        Column("worth", "Worth", Kind.MONEY),
        Column("end", "Level after it", Kind.MONEY),
    )
    rows = tuple(_bridge_row(i, bar, style, currency) for i, bar in enumerate(chart.bridge))
    return TableSheet(chart.title, columns, rows)


def _bridge_row(number_: int, bar: BridgeBar, style: NumberStyle, currency: str) -> TableRow:
    worth = Cell() if bar.start == bar.end else Cell(bar.text, bar.end - bar.start)
    end = _cell(bar.end, Kind.MONEY, style, currency)
    return TableRow(Row(str(number_)), {"x": Cell(bar.label), "worth": worth, "end": end})
