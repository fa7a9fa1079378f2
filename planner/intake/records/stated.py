"""The as-of date: the day the exports state, unless something in them happened later."""

from collections.abc import Sequence

from planner.base.days import Day, iso
from planner.intake.recognition.proposal import Proposal, ProposedTable
from planner.intake.records.asof import DATED, LastChange, last_change
from planner.intake.values.dates import UNREADABLE, day_in
from planner.intake.values.fields import Entity

_ORDERS = ("DMY", "MDY")


def as_of_day(
    tables: Sequence[ProposedTable], change: LastChange, day_first: bool | None
) -> tuple[Day | None, tuple[str, ...]]:
    """Return the as-of date that exports propose, and where it comes from in a sentence.

    It is the latest day a line above a header states; the last change seen where none does, or
    where something happened after it.
    """
    stated = [
        (day, table.path.name)
        for table in tables
        if table.entity in DATED and (day := _stated(table, tables, change, day_first)) is not None
    ]
    if not stated:
        return change.seen, ()
    day, name = max(stated)
    if change.proven is not None and day < change.proven:
        return change.seen, (
            f"{name} says it is as of {iso(day)}, but the data hold changes up to "
            f"{iso(change.proven)}; the last change seen was taken.",
        )
    others = len({said for said, _ in stated}) > 1
    latest = ", the latest day the files state" if others else ""
    return day, (f"As of {iso(day)}, as {name} says{latest}.",)


def last_days(proposal: Proposal) -> dict[Entity, Day | None]:
    """Return the as-of date of the leads and of the opportunities, each by itself."""
    kinds = [kind for kind in (Entity.LEADS, Entity.OPPORTUNITIES) if proposal.of(kind)]
    hints = proposal.hints
    if hints.as_of is not None or len(kinds) == 1:
        return dict.fromkeys(kinds, proposal.as_of)
    return {
        kind: as_of_day(
            proposal.of(kind),
            last_change(proposal.of(kind), proposal.stage_map, hints.decides),
            hints.day_first,
        )[0]
        for kind in kinds
    }


def _stated(
    table: ProposedTable,
    tables: Sequence[ProposedTable],
    change: LastChange,
    day_first: bool | None,
) -> Day | None:
    """Return the day above a table; its order of day and month is that of the table's dates, else
    of the other tables', else the one that does not lie before the last change."""
    said = table.table.stated
    if said is None:
        return None
    readings = {order: day for order in _ORDERS if (day := day_in(said, order)) > UNREADABLE}
    if said[0] == "." and "DMY" in readings:
        return readings["DMY"]
    for among in ((table,), tables):
        order = _order_of(among)
        if order in readings:
            return readings[order]
    later = [day for day in readings.values() if change.proven is None or day >= change.proven]
    if later:
        return min(later)
    return readings.get("DMY" if day_first else "MDY", max(readings.values(), default=None))


def _order_of(tables: Sequence[ProposedTable]) -> str:
    """Return the order of day and month most of the date columns show, '' where none does."""
    doubted = {(id(table), doubt.header) for table in tables for doubt in table.typed.doubts}
    shown = [
        order
        for table in tables
        for header, order in table.typed.date_order.items()
        if order in _ORDERS and (id(table), header) not in doubted
    ]
    return max(_ORDERS, key=shown.count) if shown else ""
