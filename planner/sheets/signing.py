"""Sign-off: who signed which version, whether it holds, and what changed since."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from planner.agreement.bridge import bridge_between
from planner.agreement.results import Results
from planner.base.memo import Memo
from planner.base.problem import Problem, RefusedError
from planner.base.stages import Seat
from planner.base.units import ENGLISH, NumberStyle
from planner.plan.signing import Signature, Version
from planner.sheets.bridge_chart import Ends, bridge_bars, makers
from planner.sheets.cells import Cell, Column, Kind, Place, Row, Tone
from planner.sheets.charts import Chart
from planner.sheets.history import moment
from planner.sheets.periods import months_text, plan_title
from planner.sheets.table import TableRow, TableSheet
from planner.sheets.words import SEAT_NAMES, Tongue

SIGNATURES = "Signatures"
UNREAD = "Edits it rests on are not here: merge the copy of the plan that has them."
_SHORT = 8
_SIGNERS = (Seat.MARKETING, Seat.SALES)
_TONES = {Seat.MARKETING: Tone.MARKETING, Seat.SALES: Tone.SALES}


@dataclass(frozen=True)
class SigningView:
    """`title` says how things stand; `problems` what does not hold of the signatures.

    `chart` is what changed since the version of a row of the `sheet`, '' for the last one's.
    """

    title: str
    problems: tuple[str, ...]
    sheet: TableSheet
    chart: Callable[[str], Chart]


def signing_view(
    versions: Sequence[Version],
    now: str,
    read: Callable[[Version], Results | None],
    results: Results,
    *,
    problems: Sequence[Problem] = (),
    style: NumberStyle = ENGLISH,
    memo: Memo | None = None,
) -> SigningView:
    """Return how the plan, whose content has the hash `now`, stands to what was signed.

    `read` returns everything that a version implied, None where it cannot be read.
    """
    tongue = Tongue(style, results.plan.currency)
    last = max(versions, key=lambda v: v.last, default=None)

    def chart(row: str) -> Chart:
        chosen = next((v for v in versions if str(v.number) == row), last)
        if chosen is None:
            return changed_chart(None, results, tongue, memo)
        signed, named = read(chosen), f"in version {chosen.number}"
        if signed is None:
            return Chart(f"What was signed {named} cannot be read", "", empty=UNREAD)
        named = "signed" if chosen is last else named
        return _since(chosen, changed_chart(signed, results, tongue, memo, named))

    return SigningView(
        signing_finding(versions, now),
        tuple(str(problem) for problem in problems),
        _sheet(versions, now, tongue),
        chart,
    )


def _since(version: Version, chart: Chart) -> Chart:
    """Return a bridge whose first level is the signed total of a version's row."""
    place = Place(SIGNATURES, f"{version.number}", "total")
    return replace(
        chart,
        bridge=tuple(
            replace(bar, place=place if i == 0 else bar.place) for i, bar in enumerate(chart.bridge)
        ),
    )


def signing_finding(versions: Sequence[Version], now: str) -> str:
    """Say who has signed the plan, whose content has the hash `now`, or that it has changed."""
    if not versions:
        return "Nobody has signed this plan yet"
    current = next((v for v in versions if v.hash == now), None)
    if current is None:
        last = max(versions, key=lambda v: v.last)
        return f"Changed since version {last.number} was signed on {_when(last.signatures[-1])}"
    if current.whole:
        return f"Both seats have signed this plan: version {current.number}"
    seat = current.first.seat
    other = Seat.SALES if seat is Seat.MARKETING else Seat.MARKETING
    return f"{SEAT_NAMES[seat]} signed this plan, {SEAT_NAMES[other]} did not yet"


def _when(signature: Signature) -> str:
    return moment(signature.time)


def _sheet(versions: Sequence[Version], now: str, tongue: Tongue) -> TableSheet:
    columns = (
        Column("version", "Version", Kind.TEXT, 84),
        Column("marketing", "Marketing", Kind.TEXT, 188, Seat.MARKETING),
        Column("sales", "Sales", Kind.TEXT, 188, Seat.SALES),
        Column("total", "Bookings", Kind.MONEY, 84),
        Column("hash", "Content", Kind.TEXT, 84),
    )
    rows = tuple(_row(version, now, tongue) for version in reversed(versions))
    empty = "Once a seat signs, the version is kept here, with its data."
    return TableSheet(SIGNATURES, columns, rows, empty=empty)


def _row(version: Version, now: str, tongue: Tongue) -> TableRow:
    name = f"{version.number}, now" if version.hash == now else str(version.number)
    cells = {"version": Cell(name, name, bold=version.hash == now)}
    for one in version.signatures:
        text = f"{one.name}, {_when(one)}"
        cells[one.seat.value] = Cell(text, text, _TONES[one.seat])
    total = version.first.total
    if total is not None:
        cells["total"] = Cell(tongue.short(total), total)
    cells["hash"] = Cell(version.hash[:_SHORT], version.hash, Tone.MUTED)
    return TableRow(Row(f"{version.number}"), cells)


def changed_chart(
    signed: Results | None,
    now: Results,
    tongue: Tongue,
    memo: Memo | None = None,
    named: str = "signed",
) -> Chart:
    """Return the bridge from a version, that signed last where not `named` else, to the plan."""
    months, plan = now.working.months, now.plan
    period = plan_title(months, plan.fiscal_start) or months_text(months[0], months[-1])
    if signed is None:
        return Chart("What changes after signing stands here", period, empty="Nothing is signed.")
    try:
        found = bridge_between(signed.working, now.working, memo)
    except RefusedError as refused:
        return Chart("Other months or stages than signed", period, empty=str(refused.problem))
    if not found.items:
        return Chart("No figure has changed since", period, empty="Bookings are as signed.")
    gone = [line for line in signed.plan.lines if line.name not in plan.line_names]
    word = "more" if found.gap >= 0 else "less"
    return Chart(
        f"{tongue.short(abs(found.gap))} {word} than {named}; {makers(found)}",
        f"Working bookings {period}, as signed and now; exact, adds up to the difference",
        bridge=bridge_bars(
            replace(plan, lines=(*plan.lines, *gone)),
            found,
            tongue,
            Ends("Signed", "Now", ("agreed", "text"), "dispute", "agreed"),
        ),
        values_as=Kind.MONEY,
        horizontal=True,
    )


def seats_to_sign(versions: Sequence[Version], now: str, seat: Seat) -> tuple[Seat, ...]:
    """Return which of the seats at the table have still to sign the plan as it is."""
    current = next((v for v in versions if v.hash == now), None)
    known = {one.seat for one in current.signatures} if current else set()
    here = _SIGNERS if seat is Seat.TOGETHER else (seat,)
    return tuple(one for one in here if one not in known)
