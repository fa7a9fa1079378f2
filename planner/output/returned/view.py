"""A returned workbook before it is taken in, as the merge of a copy is shown."""

from collections.abc import Iterator

from planner.agreement.merging import PricedMerge
from planner.base.units import ENGLISH, NumberStyle
from planner.output.returned.compare import Change, Comparison
from planner.plan.document import Plan
from planner.sheets.cells import Column, Kind
from planner.sheets.forms import Form, FormCell, FormColumn, FormRow, choice
from planner.sheets.key_words import key_words, value_words
from planner.sheets.merging import WORTHS, MergeView, change_row, merge_chart, moves_words
from planner.sheets.table import TableSheet
from planner.sheets.words import SEAT_NAMES, Tongue

NOTHING = "The workbook brings back nothing that the plan does not say."
HERE, THERE = "here", "there"
MOST = 5
"""Remarks written out; the rest is counted."""


def return_view(
    name: str,
    found: Comparison,
    priced: PricedMerge,
    keep: frozenset[str] = frozenset(),
    style: NumberStyle = ENGLISH,
) -> MergeView:
    """Return what the workbook called `name` brings; `keep` names the cells left as they are."""
    plan, tongue = priced.after.plan, Tongue(style, priced.after.plan.currency)
    taken = [change for change in found.changes if change.where not in keep]
    contested = [change for change in found.changes if change.contested]
    return MergeView(
        _title(name, taken, priced, tongue),
        _shortened(list(_doubts(found))),
        _sheet(plan, taken, priced, tongue),
        _conflicts(plan, contested, keep, tongue) if contested else None,
        merge_chart(plan, priced, tongue),
    )


def _title(name: str, taken: list[Change], priced: PricedMerge, tongue: Tongue) -> str:
    goals = sum(change.is_goal for change in taken)
    parts = [_several(len(taken) - goals, "position", tongue)] if len(taken) > goals else []
    parts += [_several(goals, "goal", tongue)] if goals else []
    return f"{name} brings {' and '.join(parts) or 'nothing'}; {moves_words(priced, tongue)}"


def _several(count: int, what: str, tongue: Tongue) -> str:
    return f"1 {what}" if count == 1 else f"{tongue.count(count)} {what}s"


def _doubts(found: Comparison) -> Iterator[str]:
    for refusal in found.refused:
        yield f"Not taken, {refusal.where}: {refusal.reason.rstrip('.')}."
    for change in found.changes:
        if change.formula:
            yield f"{change.where} was computed by {change.formula}; its value is taken."
    if found.missing:
        count = len(found.missing)
        rows = "1 row" if count == 1 else f"{count} rows"
        yield f"{rows} did not come back; nothing changes there."


def _shortened(doubts: list[str]) -> tuple[str, ...]:
    more = len(doubts) - MOST
    rest = (f"And {more} more; the command `merge` lists all.",) if more > 0 else ()
    return (*doubts[:MOST], *rest)


def _sheet(plan: Plan, taken: list[Change], priced: PricedMerge, tongue: Tongue) -> TableSheet:
    """Return the positions taken, the dearest first; a driver's worth is said once."""

    def worth(change: Change) -> float:
        bridge, slot = priced.bridge, change.slot
        if bridge is None or slot is None:
            return 0.0
        return bridge.worth(slot.line, slot.driver)

    told: set[object] = set()
    rows = []
    for change in sorted(taken, key=lambda c: (-abs(worth(c)), c.key, c.seat)):
        of = change.slot and (change.slot.line, change.slot.driver)
        values = {"export": change.at_export, "before": change.now, "after": change.returned}
        own = None if (change.seat, of) in told else priced.worth_to(change.seat, change.slot)
        amounts = None if of in told else worth(change), own
        rows.append(change_row(plan, change.seat, change.key, values, amounts, tongue))
        told |= {of, (change.seat, of)}
    columns = (
        Column("name", "What changes", Kind.TEXT, 232),
        Column("seat", "Seat", Kind.TEXT, 76),
        Column("export", "At export", Kind.NUMBER, 72),
        Column("before", "In the plan", Kind.NUMBER, 82),
        Column("after", "Returned", Kind.NUMBER, 76),
        *WORTHS,
    )
    return TableSheet("Returned", columns, tuple(rows), empty=NOTHING)


def _conflicts(plan: Plan, contested: list[Change], keep: frozenset[str], tongue: Tongue) -> Form:
    """Return the cells that plan and workbook both changed, and which of the two is to count."""
    columns = (
        FormColumn("Changed here too since the export", 240, grows=True),
        FormColumn("Seat", 84),
        FormColumn("In this plan", 120),
        FormColumn("Returned", 120),
        FormColumn("Counts", 130),
    )
    options = ((HERE, "This plan’s"), (THERE, "The workbook’s"))

    def cells(change: Change) -> tuple[FormCell, ...]:
        values = (change.now, change.returned)
        texts = (value_words(plan, change.key, value, tongue) for value in values)
        return (
            FormCell(key_words(plan, change.key)),
            FormCell(SEAT_NAMES[change.seat]),
            *(FormCell(text or "withdrawn") for text in texts),
            choice(options, HERE if change.where in keep else THERE),
        )

    def change(row: str, _column: int, value: str) -> frozenset[str]:
        return keep | {row} if value == HERE else keep - {row}

    rows = tuple(FormRow(one.where, cells(one)) for one in contested)
    return Form("Changed twice", columns, rows, change)
