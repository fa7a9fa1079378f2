"""The bridge: what each disagreement is worth, and the cheapest way out of it."""

import math
from dataclasses import replace

from planner.agreement.bridge import BridgeItem
from planner.agreement.results import way_out
from planner.output.pack.page import Band, Cell, Column, Page, Picture, Table, Tied
from planner.output.pack.score import GROSS, MARKETING, SALES
from planner.output.pack.source import Source
from planner.plan.assumption import Assumption, Status
from planner.plan.keys import Driver
from planner.sheets.bridge_chart import bridge_chart, named
from planner.sheets.charts import BridgeBar, Chart
from planner.sheets.words import OWNER_NAMES, Tongue, driver_name

MOST_BARS, MOST_ROWS, FEW_BARS = 16, 18, 11
"""Bars and rows that a page has room for, and bars that half of the summary has."""


def board_bridge(source: Source, most: int = MOST_BARS) -> Chart:
    """Return the bridge as the window shows it; with too many bars, one per driver of all lines."""
    results, tongue = source.results, source.tongue
    chart = bridge_chart(results, tongue.style)
    if len(chart.bridge) <= most:
        return chart
    worths: dict[Driver, list[float]] = {}
    for item in results.bridge.items:
        worths.setdefault(item.driver, []).append(item.worth)
    first, last = chart.bridge[0], chart.bridge[-1]
    level, bars = first.end, [first]
    for driver, parts in sorted(worths.items(), key=lambda each: -abs(math.fsum(each[1]))):
        worth = math.fsum(parts)
        name = driver_name(driver, source.plan.stages).removesuffix(" per month")
        lines = f"{name.removesuffix(', days')}, {several(len(parts), tongue)}"
        text, role = tongue.short(worth, signed=True), "marketing" if worth > 0 else "sales"
        bars.append(BridgeBar(lines, level, level + worth, text, role))
        level += worth
    about = f"{chart.subtitle}; each bar adds up one driver of all lines that differ in it"
    return replace(chart, subtitle=about, bridge=(*bars, last))


def several(count: int, tongue: Tongue) -> str:
    """Return how many lines, in words of a label."""
    return "1 line" if count == 1 else f"{tongue.count(count)} lines"


def bridge_page(source: Source) -> Page:
    """Return the page: the chart, and the items it names as a table."""
    chart = board_bridge(source)
    bands: tuple[Band, ...] = (Band((Picture(chart, titled=False),)),)
    if source.results.bridge.items:
        bands += (Band((items_table(source),)),)
    return Page("bridge", "Bridge", chart.title, chart.subtitle, bands)


def items_table(source: Source) -> Table:
    """Return both positions, the evidence, the worth and the way out of each item named."""
    bridge, tongue = source.results.bridge, source.tongue
    shown, rest = named(bridge)
    shown, rest = shown[:MOST_ROWS], (*shown[MOST_ROWS:], *rest)
    known = {(a.line, a.driver): a for a in source.results.assumptions if a.month is None}
    rows = [
        _end("Sales’ view", SALES, bridge.from_total, source),
        *(_item(item, known.get((item.line, item.driver)), source) for item in shown),
    ]
    if rest:
        worth = tongue.short(sum(item.worth for item in rest), signed=True)
        rows.append((Cell(f"{len(rest)} more"), *(Cell(),) * 4, Cell(worth), Cell()))
    rows.append(_end("Marketing’s view", MARKETING, bridge.to_total, source))
    gross = Cell(tongue.short(bridge.gross), tied=Tied(GROSS, bridge.gross))
    rows.append((Cell("Differences taken together, gross", "muted"), *(Cell(),) * 4, gross, Cell()))
    columns = (
        Column("Assumption", 2.6, right=False),
        Column("Owner", 0.9, right=False),
        Column("Sales", 0.9, role="sales"),
        Column("Marketing", 0.9, role="marketing"),
        Column("Evidence", 1.5),
        Column("Worth", 0.9),
        Column("Cheapest way out", 1.5, right=False),
    )
    return Table(columns, tuple(rows), "Every difference by its worth in bookings")


def _end(name: str, key: str, total: float, source: Source) -> tuple[Cell, ...]:
    amount = Cell(source.tongue.short(total), bold=True, tied=Tied(key, total))
    return (Cell(name, key, bold=True), *(Cell(),) * 4, amount, Cell())


def _item(item: BridgeItem, found: Assumption | None, source: Source) -> tuple[Cell, ...]:
    worth = Cell(source.tongue.short(item.worth, signed=True))
    name = Cell(source.driver(item.line, item.driver))
    if found is None:
        return (name, *(Cell(),) * 4, worth, Cell())
    sides = (Cell(value_text(side, item.driver, source)) for side in views(found))
    return (name, Cell(OWNER_NAMES[found.owner], "muted"), *sides,
            Cell(evidence_text(found, source), "muted"), worth, Cell(_way_out(found)))  # fmt: skip


def views(found: Assumption) -> tuple[float | None, float | None]:
    """Return an assumption's value in Sales' view and in Marketing's."""
    return found.view("sales"), found.view("marketing")


def value_text(value: float | None, driver: Driver, source: Source) -> str:
    """Return a value of a driver, nothing for none."""
    return "" if value is None else source.tongue.show(value, driver.unit)


def evidence_text(found: Assumption, source: Source) -> str:
    """Return what was measured with its count, or that nothing was."""
    figure = found.evidence
    if not figure.known:
        return "no data"
    value = source.tongue.show(figure.value, found.driver.unit)
    return f"{value}, n = {source.tongue.count(figure.n)}"


def _way_out(found: Assumption) -> str:
    if found.status is not Status.DISPUTED:
        return str(found.status)
    return str(way_out(found))
