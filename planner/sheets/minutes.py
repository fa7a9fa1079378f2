"""The minutes of a meeting in plain sentences: who decided what, why, and what it was worth."""

from collections.abc import Iterable
from dataclasses import dataclass

from planner.agreement.results import Results
from planner.base.stages import Seat
from planner.base.units import ENGLISH, NumberStyle
from planner.plan.assumption import Assumption, View
from planner.sheets.assumption_words import Speaker
from planner.sheets.history import moment
from planner.sheets.words import SEAT_NAMES


@dataclass(frozen=True, slots=True)
class Minute:
    """One decision: when, who wrote it down, and what the plan implied just before it.

    `value` is what was agreed, None where it was parked for a `reason`; `scenario` the name of the
    scenario it was decided in, '' for the plan itself.
    """

    time: str
    author: str
    before: Results
    assumption: Assumption
    value: float | None
    reason: str
    scenario: str = ""

    @property
    def worth(self) -> float:
        """Bookings of Marketing's view minus Sales' that were at stake."""
        return self.before.worth(self.assumption)


@dataclass(frozen=True, slots=True)
class MinuteLine:
    """A decision in words: what it is about, what came of it, the sides, why, worth, by whom."""

    about: str
    decided: str
    sides: str
    why: str
    worth: str
    by: str

    @property
    def text(self) -> str:
        """The whole decision in sentences."""
        why = f" Why: {self.why.rstrip('.')}." if self.why else ""
        worth = f" {self.worth} was at stake." if self.worth else ""
        return f"{self.about}: {self.decided}. {self.sides}.{worth}{why} ({self.by})"


def minute_line(minute: Minute, style: NumberStyle = ENGLISH) -> MinuteLine:
    """Return a decision in words."""
    one, words = minute.assumption, Speaker(minute.before, Seat.TOGETHER, style)
    show = words.shown
    inside = f", in {minute.scenario}" if minute.scenario else ""
    said = [
        f"{SEAT_NAMES[seat]} {show(one, value)}"
        for seat in (Seat.MARKETING, Seat.SALES)
        if (value := one.view(View(seat.value))) is not None
    ]
    measured = [f"measured {show(one, one.evidence.value)}"] if one.evidence.known else []
    parked = minute.value is None
    return MinuteLine(
        words.name(one) + inside,
        "parked" if minute.value is None else f"agreed on {show(one, minute.value)}",
        ", ".join([*said, *measured]),
        f"until {minute.reason.removeprefix('until ')}" if parked else minute.reason,
        words.tongue.short(abs(minute.worth)) if minute.worth else "",
        ", ".join(part for part in (minute.author, moment(minute.time)) if part),
    )


def minutes_text(plan: str, lines: Iterable[MinuteLine], still_open: str) -> str:
    """Return the minutes as plain text, one decision a paragraph."""
    numbered = [f"{number}. {line.text}" for number, line in enumerate(lines, 1)]
    return (
        "\n\n".join([f"Minutes: {plan}", *(numbered or ["Nothing was decided."]), still_open])
        + "\n"
    )
