"""Channels planned by segment on the Assumptions sheet: what their lines come to together."""

from collections.abc import Hashable
from functools import partial

from planner.agreement.results import Results
from planner.base.memo import Memo
from planner.plan.assumption import Assumption, View
from planner.plan.document import TEAM_LINE
from planner.plan.keys import TEAM, Driver, DriverKind
from planner.plan.resolve import drivers
from planner.sheets.assumption_cells import CellMaker
from planner.sheets.assumption_lines import (
    Placed,
    RowMaker,
    heading,
    line_entries,
    line_rows,
)
from planner.sheets.cells import EMPTY, Cell, Explanation, Kind, Row, Tone
from planner.sheets.groups import (
    ROLLED,
    Group,
    group_at,
    grouped,
    measured_together,
    rolled_up,
)
from planner.sheets.table import TableRow, said, strong
from planner.sheets.words import Tongue, driver_name, line_title

VIEWS = (("marketing", View.MARKETING), ("sales", View.SALES), ("working", View.WORKING))


def rows_by_line(maker: RowMaker, folded: frozenset[str], memo: Memo) -> list[TableRow]:
    """Return the rows line by line, those of one channel below it, the team's last."""
    results = maker.cells.results
    made: list[TableRow] = []
    for group in grouped(results.plan.lines):
        if group.rolls_up:
            mine = [e.assumption for line in group.lines for e in line_entries(results, line, memo)]
            made += _group_rows(group, mine, maker, folded, memo)
        for line in group.lines:
            placed = Placed(line, group.label(line.name), int(group.rolls_up))
            made += line_rows(placed, maker, folded, memo)
    if results.plan.lines:
        made += line_rows(Placed(TEAM_LINE, line_title(TEAM)), maker, folded, memo)
    return made


def _group_rows(
    group: Group, mine: list[Assumption], maker: RowMaker, folded: frozenset[str], memo: Memo
) -> list[TableRow]:
    shut, results = group.key in folded, maker.cells.results
    seen = [results.view(view) for _, view in VIEWS]
    at = [results.plan.line_names.index(name) for name in group.names]
    decides: tuple[Hashable, ...] = (
        ("group", group, shut, results.evidence, results.plan.currency, maker.cells.style),
        tuple(results.plan.said_of(line) for line in group.lines),
        tuple(f.capacity or tuple(f.flow.parts[i] for i in at) for f in seen),
        tuple(results.worths(name) for name in group.names),
        maker.layout,
    )
    return memo(decides, partial(_made, group, mine, maker, shut))


def _made(group: Group, mine: list[Assumption], maker: RowMaker, shut: bool) -> list[TableRow]:
    top = heading(group.channel, mine, shut, maker.months)
    worth = sum(maker.cells.results.worth(a) for a in mine if a.month is None)
    if worth:
        top["worth"] = Cell(maker.cells.tongue.short(worth, signed=True), worth, Tone.GROUP)
    rows = [TableRow(Row(group.key, 0, folds=True, folded=shut), top)]
    for driver in _drivers(maker.cells.results, group):
        same = [a for a in mine if a.driver == driver and a.month is None]
        key = _key(maker.cells.results, group, driver)
        rows.append(TableRow(Row(key, 1), _cells(maker.cells, group, driver, same)))
    return rows


def _drivers(results: Results, group: Group) -> tuple[Driver, ...]:
    """Return what rolls up: volume only where all lines enter at the same stage."""
    first = min(group.lines, key=lambda line: line.entry)
    alike = len({line.entry for line in group.lines}) == 1
    return tuple(
        driver
        for driver in drivers(results.plan, first)
        if driver.kind in ROLLED and (alike or driver.kind is not DriverKind.VOLUME)
    )


def _key(results: Results, group: Group, driver: Driver) -> str:
    return f"{group.key}/{driver.text(results.plan.stages)}"


def _cells(
    maker: CellMaker, group: Group, driver: Driver, same: list[Assumption]
) -> dict[str, Cell]:
    results, unit = maker.results, driver.unit
    entry = min(line.entry for line in group.lines)
    name = driver_name(driver, results.plan.stages, entry)
    values = {column: rolled_up(results, same, view) for column, view in VIEWS}
    values["evidence"] = measured_together(same)
    cells = {"name": Cell(name, name, Tone.MUTED)}
    for column, value in values.items():
        if value is not None:
            tone = Tone.EVIDENCE if column == "evidence" else Tone.TOTAL
            cells[column] = Cell(maker.tongue.show(value, unit), value, tone, Kind(unit.value))
    cells["difference"] = maker.difference(values["marketing"], values["sales"], unit)
    worth = sum(results.worth(a) for a in same)
    cells["worth"] = Cell(maker.tongue.short(worth, signed=True), worth) if worth else EMPTY
    return cells


def explain_group(results: Results, row: str, tongue: Tongue) -> Explanation:
    """Return the sentence of a channel's heading, or of what its lines come to together."""
    key, _, text = row.partition("/")
    group = group_at(results.plan.lines, key)
    if group is None:
        return said("")
    channel = group.channel
    lines = f"{len(group.lines)} lines"
    found = [d for d in _drivers(results, group) if d.text(results.plan.stages) == text]
    if not found:
        at = [results.plan.line_names.index(name) for name in group.names]
        booked = float(results.working.bookings[at].sum())
        return said(channel, strong(tongue.short(booked)), f" from {lines} in the working plan.")
    entry = min(line.entry for line in group.lines)
    name = f"{channel} · {driver_name(found[0], results.plan.stages, entry)}"
    how = {
        DriverKind.VOLUME: "added up",
        DriverKind.RATE: "averaged by what enters the stage in the plan",
        DriverKind.LAG: "averaged by what moves on in the plan",
    }.get(found[0].kind, "averaged by the deals of the plan")
    counted = "" if found[0].kind is DriverKind.VOLUME else ", evidence by what was counted"
    return said(name, f"Its {lines}, {how}{counted}.")
