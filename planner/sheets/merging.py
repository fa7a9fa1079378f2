"""A merge before it happens: what it changes, what that is worth, and what was said twice."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from planner.agreement.bridge import Bridge
from planner.agreement.merging import PricedMerge
from planner.base.stages import Seat
from planner.base.units import ENGLISH, NumberStyle
from planner.plan.assumption import View
from planner.plan.document import Plan
from planner.plan.edits import Value
from planner.plan.merging import Chosen, Conflict, Saying, Side, Union
from planner.plan.scenarios import split_key
from planner.sheets.bridge_chart import Ends, bridge_bars, makers
from planner.sheets.cells import Cell, Column, Kind, Row, Tone
from planner.sheets.charts import Chart
from planner.sheets.forms import Form, FormCell, FormColumn, FormRow, choice
from planner.sheets.history import moment
from planner.sheets.key_words import key_words, value_words
from planner.sheets.plan_figures import counted_title
from planner.sheets.table import TableRow, TableSheet
from planner.sheets.words import SEAT_NAMES, Tongue

TONES = {Seat.MARKETING: Tone.MARKETING, Seat.SALES: Tone.SALES, Seat.TOGETHER: Tone.AGREED}
VIEW_NAMES = {View.MARKETING: "Marketing’s view", View.SALES: "Sales’ view"}
WORTHS = (
    Column("worth", "Worth", Kind.MONEY, 74),
    Column("to_seat", "In its view", Kind.MONEY, 84),
)
"""What a change does to the working plan, and to the view of the seat that made it."""
LEAST_SHOWN = 0.005
"""Less than half a cent is noise of arithmetic."""
SAME = "Its bookings do not change."
NOTHING = "Nothing that counts changes: comments, beliefs, or edits that were undone."


@dataclass(frozen=True)
class MergeView:
    """`title` says what comes and what it does; `doubts` what to know before."""

    title: str
    doubts: tuple[str, ...]
    sheet: TableSheet
    conflicts: Form | None
    chart: Chart


def merge_view(  # noqa: PLR0917 - what comes, what it is worth, what was chosen, how it is written
    name: str,
    union: Union,
    priced: PricedMerge,
    chosen: Chosen | None = None,
    other_data: bool = False,
    style: NumberStyle = ENGLISH,
) -> MergeView:
    """Return the merge of the copy called `name`, with what was `chosen` at its conflicts."""
    plan = _with_all_lines(priced)
    tongue = Tongue(style, plan.currency)
    return MergeView(
        _title(name, union, priced, tongue),
        tuple(_doubts(union, other_data)),
        _sheet(plan, union, priced, tongue),
        _conflicts(plan, union, chosen or {}, tongue) if union.conflicts else None,
        merge_chart(plan, priced, tongue),
    )


def _with_all_lines(priced: PricedMerge) -> Plan:
    """Return the plan after the merge, with the lines that were there before it too."""
    plan = priced.after.plan
    gone = [line for line in priced.before.plan.lines if line.name not in plan.line_names]
    return replace(plan, lines=(*plan.lines, *gone))


def _title(name: str, union: Union, priced: PricedMerge, tongue: Tongue) -> str:
    """Say how much comes from whom, and where the working plan goes."""
    count = len(union.added)
    edits = f"{tongue.count(count)} edit{'' if count == 1 else 's'}"
    who = sorted({edit.author for edit in union.added if edit.author})
    by = f" by {', '.join(who)}" if who else ""
    return f"{name} brings {edits}{by}; {moves_words(priced, tongue)}"


def moves_words(priced: PricedMerge, tongue: Tongue) -> str:
    """Say where the working plan goes; where it stays, where the seats' views go."""
    totals = priced.totals
    if totals["working"][0] != totals["working"][1]:
        return f"the working plan {_moved(totals['working'], tongue)}"
    stays = f"the working plan stays at {tongue.short(totals['working'][0])}"
    views = [
        f"{VIEW_NAMES[view]} {_moved(totals[view], tongue)}"
        for view in (View.MARKETING, View.SALES)
        if totals[view][0] != totals[view][1]
    ]
    return "; ".join([stays, *views])


def _moved(ends: tuple[float, float], tongue: Tongue) -> str:
    return f"goes from {tongue.short(ends[0])} to {tongue.short(ends[1])}"


def _doubts(union: Union, other_data: bool) -> Iterator[str]:
    if not union.common:
        yield "The two have no edit in common: they are not copies of one plan."
    if other_data:
        yield "They measure different data; both are kept, and the data imported last count."
    if union.doubled:
        yield (
            f"{len(union.doubled)} edits carry one id and say different things: a file was "
            "altered by hand. Both are kept."
        )


def _sheet(plan: Plan, union: Union, priced: PricedMerge, tongue: Tongue) -> TableSheet:
    """Return what changes, the dearest first, then settings."""
    worths = {change: priced.worth(change) for change in union.changes}
    ranked = sorted(union.changes, key=lambda c: (c.seat is None, -abs(worths[c] or 0.0), c.key))
    told: set[object] = set()
    rows = []
    for change in ranked:
        slot = priced.slot(change)
        of = None if slot is None else (slot.line, slot.driver)
        values = {"before": change.before, "after": change.after}
        inside = slot if split_key(change.key) is None else None
        own = None if (change.seat, of) in told else priced.worth_to(change.seat, inside)
        amounts = None if of in told else worths[change], own
        rows.append(change_row(plan, change.seat, change.key, values, amounts, tongue))
        told |= {of, (change.seat, of)} if of else set()
    columns = (
        Column("name", "What changes", Kind.TEXT, 232),
        Column("seat", "Seat", Kind.TEXT, 80),
        Column("before", "In the plan", Kind.NUMBER, 88),
        Column("after", "Merged", Kind.NUMBER, 112),
        *WORTHS,
    )
    return TableSheet("Merge", columns, tuple(rows), empty=NOTHING)


def change_row(  # noqa: PLR0917 - a row is these
    plan: Plan,
    seat: Seat | None,
    key: str,
    values: Mapping[str, Value],
    worths: tuple[float | None, float | None],
    tongue: Tongue,
) -> TableRow:
    """Return the row of a change: whose, its `values` by column, and its worths, signed.

    The first is what it does to the working plan, the second to the view of its seat.
    """
    name = key_words(plan, key)
    cells = {"name": Cell(name, name, kind=Kind.TEXT)}
    if seat is not None:
        cells["seat"] = Cell(SEAT_NAMES[seat], SEAT_NAMES[seat], TONES[seat], Kind.TEXT)
    for column, value in values.items():
        text = value_words(plan, key, value, tongue)
        cells[column] = Cell(text or "–", value, Tone.PLAIN if text else Tone.MUTED)
    for column, worth in zip(("worth", "to_seat"), worths, strict=True):
        if worth and abs(worth) >= LEAST_SHOWN:
            bold = column == "worth"
            cells[column] = Cell(tongue.short(worth, signed=True), worth, bold=bold)
    return TableRow(Row(f"{seat or ''} {key}"), cells)


def _conflicts(plan: Plan, union: Union, chosen: Chosen, tongue: Tongue) -> Form:
    """Return what both copies changed: both values with who and when, and which is to count."""
    found = {f"{c.seat or ''} {c.key}": c for c in union.conflicts}
    columns = (
        FormColumn("Said twice since the copies parted", 240, grows=True),
        FormColumn("Seat", 84),
        FormColumn("In this plan", 190),
        FormColumn("In the copy", 190),
        FormColumn("Counts", 110),
    )
    rows = tuple(FormRow(key, _cells(plan, one, chosen, tongue)) for key, one in found.items())

    def change(row: str, _column: int, value: str) -> Chosen:
        return {**chosen, found[row].where: Side(value)}

    return Form("Said twice", columns, rows, change)


def _cells(plan: Plan, one: Conflict, chosen: Chosen, tongue: Tongue) -> tuple[FormCell, ...]:
    options = ((Side.HERE.value, "This plan’s"), (Side.THERE.value, "The copy’s"))
    counts = one.counting(chosen)
    side = next((side for side in Side if one.of(side).value == counts), None)
    return (
        FormCell(key_words(plan, one.key)),
        FormCell(SEAT_NAMES[one.seat] if one.seat else "Any"),
        FormCell(_saying(plan, one.key, one.mine, tongue)),
        FormCell(_saying(plan, one.key, one.theirs, tongue)),
        choice(options, side.value if side else ""),
    )


def _saying(plan: Plan, key: str, said: Saying, tongue: Tongue) -> str:
    value = _words(plan, key, said.value, tongue)
    who = ", ".join(text for text in (said.author, moment(said.time)) if text)
    return f"{value} · {who}" if who else value


def _words(plan: Plan, key: str, value: Value, tongue: Tongue) -> str:
    return value_words(plan, key, value, tongue) or "withdrawn"


def merge_chart(plan: Plan, priced: PricedMerge, tongue: Tongue) -> Chart:
    """Return the bridge from the plan as it is to the merged one."""
    period = counted_title(priced.after)
    if priced.bridge is None:
        return Chart(
            "The merge cannot be taken apart", f"Bookings {period}", empty=f"{priced.why}."
        )
    view, found = _bridge_shown(priced)
    if not found.items:
        return Chart("The working plan stays the same", f"Bookings {period}", empty=SAME)
    word = "adds" if found.gap >= 0 else "takes"
    ends = Ends("Plan now", "Merged", ("evidence", "text"), "dispute", "agreed")
    of = f" {'to' if found.gap >= 0 else 'from'} {VIEW_NAMES[view]}" if view in VIEW_NAMES else ""
    whose = f"{VIEW_NAMES[view]}, bookings" if view in VIEW_NAMES else "Working bookings"
    return Chart(
        f"Merging {word} {tongue.short(abs(found.gap))}{of}; {makers(found)}",
        f"{whose} {period}, now and merged; exact, adds up to the difference",
        bridge=bridge_bars(plan, found, tongue, ends),
        values_as=Kind.MONEY,
        horizontal=True,
    )


def _bridge_shown(priced: PricedMerge) -> tuple[View, Bridge]:
    """Return the bridge to show: of working bookings, else of the first view that changes."""
    found = [(view, priced.bridge_of(view)) for view in View]
    made = [(view, bridge) for view, bridge in found if bridge is not None]
    return next(((view, bridge) for view, bridge in made if bridge.items), made[0])
