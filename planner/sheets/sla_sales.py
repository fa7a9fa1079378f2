"""How Sales works what Marketing delivers: limits as positions, and how far they were kept."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from planner.agreement.results import Results
from planner.base.days import month_of
from planner.base.stages import Seat
from planner.base.units import DASH, ENGLISH, NumberStyle
from planner.commitments.compliance import Compliance, Kept, compliances, is_behind
from planner.commitments.disputes import recorded
from planner.commitments.handed import Handed
from planner.commitments.kept_by import MONTH, Part, parts_of
from planner.commitments.standing import Commitments
from planner.plan.assumption import Assumption
from planner.plan.document import Plan
from planner.plan.edits import Draft
from planner.plan.keys import DriverKind, quote
from planner.plan.pledges import PERSON, pledges
from planner.plan.typed_settings import setting_draft
from planner.sheets.assumption_cells import CellMaker
from planner.sheets.assumption_change import changer
from planner.sheets.cells import Cell, Column, Explanation, Kind, Place, Row, Tone
from planner.sheets.periods import months_text
from planner.sheets.sla_sales_words import PledgeSpeaker, explain_measure, explain_part
from planner.sheets.sla_words import MEASURE_NAMES, SALES, person_key
from planner.sheets.table import TableRow, TableSheet, outlined
from planner.sheets.words import Tongue

STATED = {
    DriverKind.FIRST_TOUCH_DAYS: (DriverKind.FIRST_TOUCH_DAYS, DriverKind.FIRST_TOUCH_SHARE),
    DriverKind.WORKED_SHARE: (DriverKind.WORKED_SHARE,),
    DriverKind.TOUCHES_BEFORE_DEAD: (DriverKind.TOUCHES_BEFORE_DEAD,),
    DriverKind.ANSWER_DAYS: (DriverKind.ANSWER_DAYS, DriverKind.ANSWER_SHARE),
}
"""What is stated of each promise that is measured."""


@dataclass(frozen=True)
class Working:
    """Sales' promises with what was kept of them; `parts` by the key of the promise's row."""

    made: Commitments
    results: Results
    kept: tuple[Compliance, ...]
    parts: Mapping[str, tuple[Part, ...]]
    tongue: Tongue

    @property
    def plan(self) -> Plan:
        """The plan as it now stands."""
        return self.results.plan

    @cached_property
    def assumptions(self) -> Mapping[str, Assumption]:
        """What is said of every limit, with what the past would have made of it, by key."""
        return recorded(self.made, self.plan, {a.key: a for a in pledges(self.plan)})

    def of(self, kind: DriverKind) -> Compliance | None:
        """Return how a promise was kept, None without data."""
        return next((one for one in self.kept if one.kind is kind), None)

    def share_at(self, kind: DriverKind) -> Place | None:
        """Return the cell of the share of a promise that is to be kept."""
        last = STATED[kind][-1]
        known = (a for a in self.assumptions.values() if a.month is None and a.driver.kind is last)
        return next((Place(SALES, a.key, "working") for a in known), None)

    @property
    def ways(self) -> tuple[str, ...]:
        """What the promises can be told by: month, line, source team, rep."""
        return tuple(dict.fromkeys(part.by for parts in self.parts.values() for part in parts))

    @property
    def when(self) -> str:
        """The months in which the leads measured were handed over."""
        leads = self.made.measured
        if leads is None or not len(leads.entered):
            return ""
        first, last = int(leads.entered.min()), int(leads.entered.max())
        return months_text(month_of(first), month_of(last))


def working_leads(made: Commitments, results: Results, style: NumberStyle = ENGLISH) -> Working:
    """Measure Sales' promises: on the plan's own leads, before there are any on earlier ones.

    Measured is by what was promised; until something was signed that is what the plan now says.
    """
    leads: Handed | None = made.measured
    kept = () if leads is None else compliances(made.agreed.plan, leads)
    parts = {
        one.kind.value: parts_of(made.agreed.plan, leads, one) for one in kept if leads is not None
    }
    return Working(made, results, kept, parts, Tongue(style, results.plan.currency))


def sales_sheet(
    found: Working,
    seat: Seat = Seat.TOGETHER,
    folded: frozenset[str] = frozenset(),
    by: str = MONTH,
) -> TableSheet:
    """Return each promise, the limits stated of it below, and how it was kept by whom or when.

    Row keys are `MEASURE`, the limits' own keys, `MEASURE|BY` and `MEASURE|BY|KEY`; columns those
    of the Assumptions sheet, and due, met and rate.
    """
    maker = CellMaker(found.results, seat, found.tongue.style, {})
    return outlined(
        SALES,
        _columns(seat),
        (row for kind in STATED for row in _measure(found, kind, maker, folded, by)),
        _explainer(found, seat),
        _changer(found, seat),
        _footnote(found),
    )


def _columns(seat: Seat) -> tuple[Column, ...]:
    return (
        Column("name", "Promise", Kind.TEXT),
        Column("person", "Answers for it"),
        Column("evidence", "Measured before", Kind.NUMBER),
        Column(
            "marketing", "Marketing", Kind.NUMBER, 84, Seat.MARKETING, dimmed=seat is Seat.SALES
        ),
        Column("sales", "Sales", Kind.NUMBER, 76, Seat.SALES, dimmed=seat is Seat.MARKETING),
        Column("working", "Working", Kind.NUMBER, bold=True),
        Column("difference", "Difference", Kind.NUMBER),
        Column("status", "Status", Kind.STATUS),
        Column("due", "Due", Kind.NUMBER, 70),
        Column("met", "Kept", Kind.NUMBER, 70),
        Column("rate", "Kept of due", Kind.RATE, 92),
        Column("note", "Note", Kind.TEXT, 160),
    )


def _measure(
    found: Working, kind: DriverKind, maker: CellMaker, folded: frozenset[str], by: str
) -> Iterator[TableRow]:
    key, kept = kind.value, found.of(kind)
    person = found.plan.people.get(person_key(key), "")
    cells = {column.key: Cell(tone=Tone.GROUP) for column in _columns(maker.seat)}
    cells["name"] = Cell(MEASURE_NAMES[kind], key, Tone.GROUP, bold=True)
    cells["person"] = Cell(person, person or None, editable=True, edit_text=person)
    if kept is not None and kept.counts[0]:
        cells |= counted(kept.all, found.tongue)
    yield TableRow(Row(key, 0, folds=True, folded=key in folded), cells)
    for of in STATED[kind]:
        for assumption in found.assumptions.values():
            if assumption.driver.kind is of:
                whole = assumption.month is None
                yield TableRow(Row(assumption.key, 1 if whole else 2), _said(maker, assumption))
    yield from _parts(found, key, folded, by)


def _said(maker: CellMaker, assumption: Assumption) -> dict[str, Cell]:
    return maker.cells(assumption, whole=assumption.month is None)


def _parts(found: Working, key: str, folded: frozenset[str], by: str) -> Iterator[TableRow]:
    """Yield the rows by month, line, team or rep, below a row of their own."""
    own, head = [part for part in found.parts.get(key, ()) if part.by == by], f"{key}|{by}"
    if not own:
        return
    cells = {"name": Cell(f"By {by}", by, Tone.MUTED)}
    yield TableRow(Row(head, 1, folds=True, folded=head in folded), cells)
    for part in own:
        named = {"name": Cell(part.title, part.key)}
        shown = named | counted(part.kept, found.tongue)
        yield TableRow(Row(f"{head}|{quote(part.key)}", 2), shown)


def counted(kept: Kept, tongue: Tongue) -> dict[str, Cell]:
    """Return the cells of compliance: on time of all due, beside the share promised of those."""
    due, met, rate, share = kept.due, kept.met, kept.rate, kept.share
    behind = is_behind(rate, share)
    tone = Tone.DISPUTE if behind else Tone.PLAIN if share is None else Tone.AGREED
    mark = "◆" if behind else "" if share is None else "✓"
    text = tongue.rate(rate) if due else DASH
    return {
        "due": Cell(tongue.count(due), float(due)),
        "met": Cell(tongue.count(met), float(met)),
        "rate": Cell(
            text, rate if due else None, tone, Kind.RATE, mark=mark, weight=due, thin=due < 30
        ),
    }


def _explainer(found: Working, seat: Seat) -> Callable[[str, str], Explanation]:
    speaker = PledgeSpeaker(found.results, seat, found.tongue.style)
    titles = {column.key: column.title for column in _columns(seat)}

    def explain(row: str, column: str) -> Explanation:
        if row in found.assumptions:
            return speaker.explain(found.assumptions[row], column, titles[column])
        measure, _, rest = row.partition("|")
        if not rest:
            return explain_measure(found, DriverKind(measure), column)
        return explain_part(found, DriverKind(measure), row)

    return explain


def _changer(found: Working, seat: Seat) -> Callable[[str, str, str], tuple[Draft, ...]]:
    state = changer(found.results, found.assumptions, seat, found.tongue.style, {})

    def change(row: str, column: str, text: str) -> tuple[Draft, ...]:
        if column == "person" and row in {kind.value for kind in STATED}:
            made = setting_draft(found.plan, None, PERSON + person_key(row), seat, text)
            return (made,) if made else ()
        return state(row, column, text)

    return change


def _footnote(found: Working) -> str:
    if found.made.measured is None:
        return "No data: how the promises are kept is not measured."
    leads = f"Leads handed over {found.when}" if found.when else "No lead was handed over yet"
    when = "" if found.made.leads is not None else ", before the plan began"
    said = f"{leads}{when}. Kept of due: on time of all whose limit has passed."
    return " ".join((said, *(f"{why}." for why in _whys(found))))


def _whys(found: Working) -> Iterator[str]:
    """Say once why promises are not measured, and of which no limit is stated if of some it is."""
    mute = [one for one in found.kept if _is_mute(one)]
    unstated = [MEASURE_NAMES[one.kind] for one in mute]
    some = 0 < len(unstated) < len(found.kept)
    yield from dict.fromkeys(
        one.why for one in found.kept if one.why and not (some and one in mute)
    )
    if some:
        yield f"No limit is stated for: {'; '.join(unstated)}"


def _is_mute(one: Compliance) -> bool:
    """Whether nothing is stated of a promise; being worked may have its share without days."""
    shared = one.kind is DriverKind.WORKED_SHARE and one.shares.stated
    return not one.limits.stated and not shared
