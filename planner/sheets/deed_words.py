"""Deeds in words: as a menu offers them, as undo names them, and why one does nothing here."""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.agreement.deeds import OTHER, Deed, accepted_seat, value_of
from planner.agreement.results import Results, WayOut, way_out
from planner.base.problem import Problem
from planner.base.stages import Seat
from planner.base.units import ENGLISH, NumberStyle
from planner.plan.assumption import Assumption
from planner.sheets.assumption_words import Speaker
from planner.sheets.words import SEAT_NAMES

_VERBS = {
    Deed.EVIDENCE: "take the evidence",
    Deed.SPLIT: "split the difference",
    Deed.WAY_OUT: "take the cheapest way out",
    Deed.WITHDRAW: "withdraw",
    Deed.UNPARK: "take up again",
}
_NOTHING = {
    Deed.PROPOSE: ("This is said already", "Type another value"),
    Deed.EVIDENCE: ("Nothing was measured here that is not said already", "Type a value"),
    Deed.SPLIT: ("There is no difference between two positions to split", "Type a value"),
    Deed.WAY_OUT: ("Nothing was measured that could settle this", "Park it, or test it"),
    Deed.WITHDRAW: ("There is nothing of your own to withdraw", "Stand on a row you spoke of"),
    Deed.PARK: ("Only what somebody spoke of and is not agreed waits", "State a position first"),
    Deed.UNPARK: ("Nothing is parked here", "Stand on a parked row"),
}
_HEADING = Problem("A heading has no position", "", "Stand on a row below it")
_WHOSE = {Seat.MARKETING: "Marketing’s", Seat.SALES: "Sales’"}


@dataclass(frozen=True)
class DeedWords:
    """Speaks of deeds to the seat that does them; `pointed` is whose column is current."""

    results: Results
    seat: Seat
    pointed: Seat | None = None
    style: NumberStyle = ENGLISH

    def offered(self, deed: Deed, ones: Sequence[Assumption]) -> str:
        """Return a deed as a menu's line, `ones` being the rows in which it does something."""
        return _capital(" ".join(filter(None, self._words(deed, ones))))

    def label(self, deed: Deed, ones: Sequence[Assumption]) -> str:
        """Return the name of a step for undo, such as accept Sales’ 50.0% for Web · MQL → SAL."""
        verb, shown = self._words(deed, ones)
        if deed is Deed.UNPARK:
            return f"{verb} {self.named(ones)}"
        return f"{verb} {shown}" if len(ones) > 1 else f"{verb} {shown} for {self.named(ones)}"

    def proposed(self, verb: str, value: float | str | None, ones: Sequence[Assumption]) -> str:
        """Return the name of a step that states a value somebody typed."""
        if len(ones) > 1 or not isinstance(value, float):
            return f"{verb} a value in {len(ones)} rows"
        return f"{verb} {self._speaker.shown(ones[0], value)} for {self.named(ones)}"

    def named(self, ones: Sequence[Assumption]) -> str:
        """Return what one row is called, or how many there are."""
        return self._speaker.name(ones[0]) if len(ones) == 1 else f"{len(ones)} rows"

    def refusal(self, deed: Deed, ones: Sequence[Assumption]) -> Problem:
        """Return why a deed does nothing in these rows."""
        if not ones:
            return _HEADING
        if deed is not Deed.ACCEPT:
            what, remedy = _NOTHING[deed]
            return Problem(what, "", remedy)
        other = OTHER.get(self.seat)
        if other is not None:
            nothing = f"{SEAT_NAMES[other]} said nothing here that you do not say"
            return Problem(nothing, "", "Propose a value of your own")
        return Problem("There are two positions here, or none", "", "Stand on the one to agree on")

    @property
    def _speaker(self) -> Speaker:
        return Speaker(self.results, self.seat, self.style)

    def _words(self, deed: Deed, ones: Sequence[Assumption]) -> tuple[str, str]:
        """Return what is done, and with which value or in how many rows."""
        verb = self._accepting(ones) if deed is Deed.ACCEPT else _VERBS[deed]
        if len(ones) > 1:
            return verb, f"in {len(ones)} rows"
        return verb, self._value(deed, ones[0]) if ones else ""

    def _accepting(self, ones: Sequence[Assumption]) -> str:
        verb = "agree on" if self.seat is Seat.TOGETHER else "accept"
        seats = {accepted_seat(one, self.seat, self.pointed) for one in ones}
        whose = seats.pop() if len(seats) == 1 else OTHER.get(self.seat)
        if whose is None:
            return f"{verb} a position"
        return f"{verb} {_WHOSE[whose]}{' positions' if len(ones) > 1 else ''}"

    def _value(self, deed: Deed, one: Assumption) -> str:
        """Return the value a deed states or takes back."""
        if deed is Deed.WITHDRAW:
            stated = self.results.plan.position(one.slot, self.seat)
            return self._speaker.shown(one, stated.value) if stated else ""
        value = value_of(one, deed, self.seat, self.pointed)
        shown = "" if value is None else self._speaker.shown(one, value)
        if deed is Deed.WAY_OUT and shown:
            return f"({'the split' if way_out(one) is WayOut.SPLIT else 'the evidence'}, {shown})"
        return f"at {shown}" if deed is Deed.SPLIT else shown


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
