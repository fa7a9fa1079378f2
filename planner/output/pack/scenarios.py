"""Scenarios: what each brings beside the plan."""

from planner.agreement.results import Results
from planner.base.units import percent_change
from planner.output.pack.page import Band, Cell, Column, Page, Picture, Table, Tied
from planner.output.pack.score import whole_key
from planner.output.pack.source import Source
from planner.plan.scenarios import BASE
from planner.sheets.comparing import Side, compare


def scenarios_page(source: Source) -> Page | None:
    """Return the page: totals of each, and the bridge from the plan to the farthest."""
    if not source.scenarios:
        return None
    plain = source.results.working.whole
    name, far = max(source.scenarios, key=lambda each: abs(each[1].working.whole - plain))
    chart = compare(Side(BASE, source.results), Side(name, far), source.tongue.style).chart
    return Page(
        "scenarios",
        "Scenarios",
        chart.title,
        f"Bookings {source.period} of the working plan in each scenario",
        (Band((Picture(chart, titled=False),)), Band((_table(source),))),
    )


def _table(source: Source) -> Table:
    plain = source.results.working.whole
    rows = [_row(BASE, source.results, plain, source)]
    rows += [_row(name, found, plain, source) for name, found in source.scenarios]
    columns = (
        Column("Scenario", 2.0, right=False),
        Column("Bookings"),
        Column("Against the plan"),
        Column("Change"),
        Column("Gap to goal"),
        Column("In dispute"),
    )
    return Table(columns, tuple(rows))


def _row(name: str, found: Results, plain: float, source: Source) -> tuple[Cell, ...]:
    tongue, total = source.tongue, found.working.whole
    gap = found.working.gap
    own = found is source.results
    change = percent_change(total / plain - 1.0, tongue.style) if plain and not own else ""
    short = gap is not None and gap < 0
    return (
        Cell(name, bold=own),
        Cell(tongue.short(total), bold=True, tied=Tied(whole_key(source), total) if own else None),
        Cell("" if own else tongue.short(total - plain, signed=True)),
        Cell(change),
        Cell("" if gap is None else tongue.short(gap, signed=True), "dispute" if short else "text"),
        Cell(tongue.count(len(found.disputed))),
    )
