"""The cells of one assumption: numbers, tones, marks and ghosts."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from planner.agreement.results import Results
from planner.base import units
from planner.base.days import month_name
from planner.base.stages import Seat
from planner.base.units import NumberStyle, Unit
from planner.base.units_parse import formula_in
from planner.evidence.figures import THIN
from planner.plan.keys import Driver, DriverKind
from planner.plan.parking import Parked, day_words, until_words
from planner.plan.resolve import Assumption, Status, View
from planner.sheets.cells import EMPTY, Cell, Kind, Tone
from planner.sheets.own_words import is_own
from planner.sheets.words import OWNER_NAMES, Tongue, driver_name

Trends = Mapping[str, Mapping[Driver, tuple[float, ...]]]
"""Measured values over time, oldest first, by line and driver."""

MARKS = {
    Status.MEASURED: "–",
    Status.PROPOSED: "◇",
    Status.DISPUTED: "◆",
    Status.AGREED: "✓",
    Status.PARKED: "–",
}
STATUS_TONES = {
    Status.MEASURED: Tone.MUTED,
    Status.PROPOSED: Tone.PLAIN,
    Status.DISPUTED: Tone.DISPUTE,
    Status.AGREED: Tone.AGREED,
    Status.PARKED: Tone.MUTED,
}
_SEATS = ((Seat.MARKETING, View.MARKETING, Tone.MARKETING), (Seat.SALES, View.SALES, Tone.SALES))


@dataclass(frozen=True)
class CellMaker:
    """Makes the cells of any assumption of one plan as one seat sees it."""

    results: Results
    seat: Seat
    style: NumberStyle
    trends: Trends

    @cached_property
    def tongue(self) -> Tongue:
        """How numbers are written."""
        return Tongue(self.style, self.results.plan.currency)

    def cells(
        self, assumption: Assumption, *, whole: bool, months: Mapping[str, Cell] | None = None
    ) -> dict[str, Cell]:
        """Return the cells by column but for worth; `months` stand on a `whole` driver's row."""
        name, note = self.name(assumption, whole), assumption.note
        owner = OWNER_NAMES[assumption.owner]
        made = {
            "name": Cell(name, name),
            "owner": Cell(owner, owner, Tone.MUTED, editable=True, edit_text=owner),
            **self._evidence(assumption),
            **{seat.value: self._position(assumption, seat) for seat, _, _ in _SEATS},
            "working": self._working(assumption),
            "difference": self._difference(assumption),
            "status": self._status(assumption),
            "note": Cell(note, note or None, editable=True, edit_text=note),
            **(months or {}),
        }
        for comment in self.results.plan.comments.get(assumption.slot, ()):
            made[comment.column] = replace(made.get(comment.column, EMPTY), noted=True)
        return made

    def month(self, assumption: Assumption, *, own: bool) -> Cell:
        """Return the seat's cell of a month: what was said of it, else what holds, as a ghost."""
        stated = self.results.plan.position(assumption.slot, self.seat)
        if self.seat is Seat.TOGETHER and own:
            return self._working(assumption)
        if stated is not None and own:
            tone = next(tone for seat, _, tone in _SEATS if seat is self.seat)
            return self._number(assumption, stated.value, tone, self.seat, editable=True)
        starts = assumption.driver.kind is DriverKind.REPS
        return self._ghost(assumption, None if starts else self.taken(assumption), editable=True)

    def taken(self, assumption: Assumption) -> float | None:
        """Return the value in the seat's view; together it is the working one."""
        view = next((view for seat, view, _ in _SEATS if seat is self.seat), View.WORKING)
        return assumption.view(view)

    def name(self, assumption: Assumption, whole: bool = True) -> str:
        """Return the driver's name, or the month's on the rows below it."""
        month = assumption.month
        if month is not None and not whole:
            return f"{month_name(month)} {month // 12}"
        plan = self.results.plan
        entry = plan.line(assumption.line).entry
        name = driver_name(assumption.driver, plan.stages, entry)
        return name if month is None else f"{name}, {month_name(month)} {month // 12}"

    def _evidence(self, assumption: Assumption) -> dict[str, Cell]:
        figure, unit = assumption.evidence, assumption.driver.unit
        trend = self._trend(assumption)
        spark = {"trend": Cell(kind=Kind.SPARK, tone=Tone.EVIDENCE, spark=trend)} if trend else {}
        if not figure.known:
            return spark
        text = self.tongue.show(figure.value, unit)
        interval = self.tongue.interval(figure.low, figure.high, unit)
        thin = figure.n < THIN
        return spark | {
            "evidence": Cell(
                text,
                figure.value,
                Tone.EVIDENCE,
                Kind(unit.value),
                weight=float(figure.n),
                edit_text=units.exact(figure.value, unit, self.style),
                thin=thin,
            ),
            "interval": Cell(interval, interval, Tone.EVIDENCE),
            "n": Cell(self.tongue.count(figure.n), float(figure.n), Tone.EVIDENCE, thin=thin),
        }

    def _trend(self, assumption: Assumption) -> tuple[float, ...]:
        found = self.trends.get(assumption.line, {}).get(assumption.driver, ())
        evidence = self.results.evidence
        if found or evidence is None or assumption.driver.kind is not DriverKind.VOLUME:
            return found
        line = evidence.lines.get(assumption.line)
        return tuple(float(n) for n in line.months) if line else ()

    def _position(self, assumption: Assumption, seat: Seat) -> Cell:
        """Return a seat's position; without one what its view takes instead, as a ghost."""
        own, view, tone = next(item for item in _SEATS if item[0] is seat)
        stated = self.results.plan.position(assumption.slot, seat)
        editable = self.seat is own
        if stated is not None:
            return self._number(assumption, stated.value, tone, own, editable)
        ghost = assumption.view(view)
        speaking = self.seat in {own, Seat.TOGETHER}
        if ghost is None or not speaking:
            return Cell(tone=tone, kind=Kind(assumption.driver.unit.value), editable=editable)
        return self._ghost(assumption, ghost, editable)

    def _ghost(self, assumption: Assumption, held: float | None, editable: bool) -> Cell:
        """Return the cell of what holds where nothing was said."""
        unit = assumption.driver.unit
        text = "" if held is None else self.tongue.show(held, unit)
        return Cell(text, None, Tone.GHOST, Kind(unit.value), editable=editable, held=held)

    def _number(
        self, assumption: Assumption, value: float, tone: Tone, seat: Seat, editable: bool
    ) -> Cell:
        unit = assumption.driver.unit
        typed = self._formula(assumption, seat)
        return Cell(
            self.tongue.show(value, unit),
            value,
            tone,
            Kind(unit.value),
            bold=seat is Seat.TOGETHER or self.seat is seat,
            editable=editable,
            edit_text=typed or units.exact(value, unit, self.style),
            weight=float(max(assumption.evidence.n, 1)),
            own=is_own(self.results.plan, assumption.slot, seat),
        )

    def _formula(self, assumption: Assumption, seat: Seat) -> str:
        """Return the formula a position was typed as, in the style of now; else nothing."""
        position = self.results.plan.position(assumption.slot, seat)
        if position is None:
            return ""
        unit = assumption.driver.unit
        return formula_in(position.typed.strip(), position.value, unit, self.style)

    def _working(self, assumption: Assumption) -> Cell:
        editable = self.seat is Seat.TOGETHER
        if assumption.working is None:
            return Cell(kind=Kind(assumption.driver.unit.value), editable=editable)
        agreed = assumption.status is Status.AGREED
        tone = Tone.AGREED if agreed else Tone.PLAIN
        return self._number(assumption, assumption.working, tone, Seat.TOGETHER, editable)

    def _difference(self, assumption: Assumption) -> Cell:
        """Return Marketing's view against Sales', nothing where they agree."""
        ours, theirs = assumption.view(View.MARKETING), assumption.view(View.SALES)
        return self.difference(ours, theirs, assumption.driver.unit)

    def difference(self, ours: float | None, theirs: float | None, unit: Unit) -> Cell:
        """Return one value against another, nothing where they are the same."""
        if ours is None or theirs is None or ours == theirs:
            return EMPTY
        if unit is Unit.RATE:
            return Cell(units.points(ours - theirs, self.style), ours - theirs, kind=Kind.RATE)
        if unit is Unit.DAYS or not theirs:
            text = units.number(ours - theirs, self.style, signed=True)
            return Cell(text, ours - theirs, kind=Kind(unit.value))
        change = ours / theirs - 1.0
        return Cell(units.percent_change(change, self.style), change, kind=Kind.RATE)

    def worth(self, assumption: Assumption) -> Cell:
        """Return a driver's worth: apart, for what is said of others of its line changes it too."""
        worth, cell = self.results.worth(assumption), EMPTY
        if worth:
            disputed = assumption.status is Status.DISPUTED
            cell = Cell(self.tongue.short(worth, signed=True), worth, bold=disputed)
        comments = self.results.plan.comments.get(assumption.slot, ())
        return replace(cell, noted=True) if any(c.column == "worth" for c in comments) else cell

    def _status(self, assumption: Assumption) -> Cell:
        status, waits = assumption.status, assumption.waits
        if waits is not None:
            return self._parked(waits)
        text = status.value
        if status is Status.MEASURED and not assumption.evidence.known:
            text = "not stated"
        small = "provisional" if assumption.provisional else ""
        return Cell(text, text, STATUS_TONES[status], Kind.STATUS, small, MARKS[status])

    def _parked(self, waits: Parked) -> Cell:
        """Return until when something waits; once the data reach that day it is due."""
        evidence, until = self.results.evidence, waits.until
        today = evidence.as_of if evidence else None
        due = until is not None and today is not None and today >= until
        tone = Tone.DISPUTE if due else STATUS_TONES[Status.PARKED]
        when = f", due {day_words(until)}" if due and until else f" {until_words(until, today)}"
        return Cell(
            f"parked{when}".rstrip(), "parked", tone, Kind.STATUS, mark=MARKS[Status.PARKED]
        )
