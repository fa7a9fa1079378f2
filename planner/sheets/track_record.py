"""The track record of claims: what each seat said, what came of it, and who came closer."""

import math

from planner.base import units
from planner.base.days import date_of
from planner.base.stages import Seat
from planner.base.units import DASH, ENGLISH, NumberStyle
from planner.commitments.progress import Progress
from planner.commitments.track_record import Judged, score
from planner.plan.document import Plan
from planner.plan.keys import DriverKind
from planner.sheets.cells import Cell, Column, Explanation, Kind, Part, Place, Row, Tone
from planner.sheets.charts import Chart, Mark, Reference, Series
from planner.sheets.progress import NAME
from planner.sheets.status import day_text
from planner.sheets.table import TableRow, TableSheet, said, strong
from planner.sheets.words import SEAT_NAMES, Tongue, driver_name, kind_of

CLAIM = "claim:"
SEATS = (Seat.MARKETING, Seat.SALES)
EARLY = "too early"
_TONES = {Seat.MARKETING: Tone.MARKETING, Seat.SALES: Tone.SALES}
_MOST = 14
NOBODY = "Nobody has stated a position yet, so there is nothing to hold against what happened."


def record_sheet(found: Progress, style: NumberStyle = ENGLISH) -> TableSheet:
    """Return one row per claim, keyed `claim:KEY`.

    Column keys are name, marketing, sales, evidence, working, actual, n, closer.
    """
    plan = found.found.agreed.plan
    tongue = Tongue(style, plan.currency)
    known = {CLAIM + one.assumption.key: one for one in found.record}
    rows = tuple(TableRow(Row(key), _cells(plan, one, tongue)) for key, one in known.items())

    def explain(row: str, column: str) -> Explanation:
        return _explain(found, known[row], column, tongue)

    columns = (
        Column("name", "Claim", Kind.TEXT),
        Column("marketing", "Marketing", Kind.NUMBER, 120, seat=Seat.MARKETING),
        Column("sales", "Sales", Kind.NUMBER, 120, seat=Seat.SALES),
        Column("evidence", "Evidence then", Kind.NUMBER, 110),
        Column("working", "Promised", Kind.NUMBER, 96),
        Column("actual", "Came", Kind.NUMBER, 150, bold=True),
        Column("n", "n", Kind.NUMBER, 64),
        Column("closer", "Closer", Kind.TEXT, 96),
    )
    note = _footnote(found)
    return TableSheet(NAME, columns, rows, explain, footnote=note, empty=NOBODY)


def _footnote(found: Progress) -> str:
    return (
        f"Measured on what entered, moved and was won after {_day(found.found.agreed.since)}, as "
        f"of {_day(found.found.as_of)}: rates and lags matured, by their observed age. ✓: the "
        "outcome’s 90% interval holds the claim. Small beside a claim: what it lets expect by now."
    )


def _day(day: int) -> str:
    return day_text(date_of(day))


def claim_name(plan: Plan, one: Judged) -> str:
    """Return a claim's name, such as Paid search · MQL → SAL."""
    a = one.assumption
    return f"{a.line} · {driver_name(a.driver, plan.stages, plan.line(a.line).entry)}"


def _cells(plan: Plan, one: Judged, tongue: Tongue) -> dict[str, Cell]:
    a, name = one.assumption, claim_name(plan, one)
    kind, unit = kind_of(a.driver), a.driver.unit
    cells = {"name": Cell(name, name, bold=True)}
    for seat in SEATS:
        cells[seat.value] = _claim(one, seat, tongue)
    evidence = a.evidence.value if a.evidence.known else None
    for key, value in (("evidence", evidence), ("working", a.working)):
        shown = DASH if value is None else tongue.show(value, unit)
        tone = Tone.EVIDENCE if key == "evidence" else Tone.PLAIN
        cells[key] = Cell(shown, value, tone, kind)
    came = one.actual
    if not came.known:
        return cells | {"actual": Cell(EARLY, None, Tone.MUTED)}
    small = tongue.interval(came.low, came.high, unit)
    cells["actual"] = Cell(tongue.show(came.value, unit), came.value, kind=kind, small=small)
    cells["n"] = Cell(tongue.count(came.n), float(came.n))
    closer = SEAT_NAMES[one.closer] if one.closer else ""
    tone = _TONES[one.closer] if one.closer else Tone.PLAIN
    cells["closer"] = Cell(closer or DASH, closer or None, tone)
    return cells


def _claim(one: Judged, seat: Seat, tongue: Tongue) -> Cell:
    value, driver = one.claim(seat), one.assumption.driver
    if value is None:
        return Cell(DASH, None, Tone.MUTED)
    expected = one.expected(value)
    other = one.actual.known and not math.isclose(expected, value, rel_tol=0.005)
    small = tongue.show(expected, driver.unit) if other else ""
    mark = "✓" if one.held(value) else ""
    text = tongue.show(value, driver.unit)
    return Cell(text, value, _TONES[seat], kind_of(driver), small=small, mark=mark)


def _explain(found: Progress, one: Judged, column: str, tongue: Tongue) -> Explanation:
    plan, a = found.found.agreed.plan, one.assumption
    name, unit = claim_name(plan, one), a.driver.unit
    place = Place("Assumptions", a.key, column)
    if column in {"evidence", "working"}:
        value = a.evidence.value if column == "evidence" else a.working
        if value is None or not math.isfinite(value):
            return said(name, "Nothing was known of it.")
        what = "measured when the plan was promised" if column == "evidence" else "promised"
        return said(name, strong(tongue.show(value, unit)), f" {what}.")
    if column in {seat.value for seat in SEATS}:
        return said(name, *_claimed(one, Seat(column), place, tongue))
    return said(name, *_came(found, one, tongue))


def _claimed(one: Judged, seat: Seat, place: Place, tongue: Tongue) -> tuple[Part | str, ...]:
    value, unit = one.claim(seat), one.assumption.driver.unit
    if value is None:
        return (f"{SEAT_NAMES[seat]} claimed nothing.",)
    claimed = (SEAT_NAMES[seat], " claimed ", Part(tongue.show(value, unit), place, bold=True))
    if not one.actual.known:
        return (*claimed, f". It is {EARLY} to tell.")
    expected = tongue.show(one.expected(value), unit)
    held = "holds it" if one.held(value) else "does not hold it"
    return (
        *claimed,
        f", which lets expect {expected} by now; ",
        strong(tongue.show(one.actual.value, unit)),
        f" came, and the interval {_interval(one, tongue)} {held}.",
    )


def _came(found: Progress, one: Judged, tongue: Tongue) -> tuple[Part | str, ...]:
    driver, plan = one.assumption.driver, found.found.agreed.plan
    if not one.actual.known:
        share = tongue.rate(one.share, 0)
        return (f"It is {EARLY} to tell: {share} of the lag is over, or too few have come.",)
    counted = f"{_interval(one, tongue)}, n = {tongue.count(one.actual.n)}"
    parts = (strong(tongue.show(one.actual.value, driver.unit)), f" came ({counted})")
    if driver.kind in {DriverKind.RATE, DriverKind.LAG}:
        share = tongue.rate(one.share, 0)
        stage = plan.stages[driver.index]
        text = f", of those who entered {stage} since, by the age of {one.days} days: {share} of "
        return (*parts, text + "the planned lag is over by then.")
    return (*parts, ".")


def _interval(one: Judged, tongue: Tongue) -> str:
    return tongue.interval(one.actual.low, one.actual.high, one.assumption.driver.unit)


def record_chart(found: Progress, style: NumberStyle = ENGLISH) -> Chart:
    """Return claims as they depart from what came: 0 is the outcome, with its interval."""
    plan = found.found.agreed.plan
    judged = [one for one in found.record if one.actual.known and one.actual.value > 0.0][:_MOST]
    if not judged:
        return Chart("Claims and what came of them", "", empty=_nothing(found))
    x = tuple(float(i) for i in range(len(judged)))
    came = Series(
        "Came", x, (math.nan,) * len(judged), Mark.DOTS, "evidence",
        low=tuple(one.actual.low / one.actual.value - 1.0 for one in judged),
        high=tuple(one.actual.high / one.actual.value - 1.0 for one in judged),
        places=tuple(_place(one, "actual") for one in judged),
    )  # fmt: skip
    return Chart(
        record_finding(found, Tongue(style, plan.currency)),
        "● Marketing’s and ■ Sales’ claims against what came; bar: the outcome’s 90% interval",
        (came, *(_departures(judged, seat) for seat in SEATS)),
        labels=tuple(claim_name(plan, one) for one in judged),
        references=(Reference(0.0, "", vertical=True),),
        values_as=Kind.RATE,
        horizontal=True,
    )


def _departures(judged: list[Judged], seat: Seat) -> Series:
    known = [(i, one, value) for i, one in enumerate(judged) if (value := one.claim(seat))]
    return Series(
        SEAT_NAMES[seat],
        tuple(float(i) for i, _, _ in known),
        tuple(one.expected(value) / one.actual.value - 1.0 for _, one, value in known),
        Mark.DOTS,
        seat.value,
        places=tuple(_place(one, seat.value) for _, one, _ in known),
    )


def _place(one: Judged, column: str) -> Place:
    return Place(NAME, CLAIM + one.assumption.key, column)


def _nothing(found: Progress) -> str:
    return "It is too early to judge any claim." if found.record else NOBODY


def record_finding(found: Progress, tongue: Tongue) -> str:
    """Say whose claims came closer, and how many the outcome holds."""
    scores = {seat: score(found.record, seat) for seat in SEATS}
    compared = scores[Seat.MARKETING].compared
    held = ", ".join(
        f"{one.held} of {SEAT_NAMES[seat]}’{'' if seat is Seat.SALES else 's'} {one.judged} claims"
        for seat, one in scores.items()
        if one.judged
    )
    tail = f"what happened bears out {held}" if held else "none can be judged yet"
    if not compared:
        return tail[:1].upper() + tail[1:]
    ours, theirs = (scores[seat].closer for seat in SEATS)
    if ours == theirs:
        return f"Both came closer equally often; {tail}"
    better = Seat.MARKETING if ours > theirs else Seat.SALES
    times = units.count(max(ours, theirs), tongue.style)
    pairs = "pair" if compared == 1 else "pairs"
    return f"{SEAT_NAMES[better]} came closer in {times} of {compared} {pairs} of claims; {tail}"
