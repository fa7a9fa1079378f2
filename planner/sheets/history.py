"""Who decided this: the edits of one assumption, latest first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from planner.base.stages import Seat
from planner.base.units import ENGLISH, NumberStyle, Unit
from planner.plan.comments import commented
from planner.plan.edits import Edit
from planner.plan.keys import COMMENT, NOTE, PARK
from planner.plan.log import Log, live
from planner.plan.parking import Parked, read_parked
from planner.sheets.cells import Part
from planner.sheets.words import SEAT_NAMES, Tongue

SEAT_MARKS = {Seat.MARKETING: "●", Seat.SALES: "■", Seat.TOGETHER: "✓"}


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One edit: who, when (as in the log and for reading), and what changed into what."""

    seat: Seat
    mark: str
    author: str
    time: str
    when: str
    change: str
    worth: str = ""

    @property
    def parts(self) -> tuple[Part, ...]:
        """The line in pieces, what was decided in bold."""
        return Part(f"{self.text.removesuffix(self.change)}"), Part(self.change, bold=True)

    @property
    def text(self) -> str:
        """The whole line as a sentence."""
        author = f", {self.author}" if self.author else ""
        return f"{SEAT_NAMES[self.seat]}{author}, {self.when}: {self.change}"


def history(
    log: Log,
    key: str,
    unit: Unit,
    style: NumberStyle = ENGLISH,
    currency: str = "USD",
    *,
    scenarios: Mapping[str, str] = {},
) -> tuple[HistoryLine, ...]:
    """Return the edits of an assumption, its notes and parking, latest first; undone ones not.

    Each shows what the same seat had said before. `scenarios` names those in which it is stated,
    by the keys of its positions there.
    """
    before: dict[tuple[Seat, str], Edit] = {}
    lines = []
    for edit in live(log):
        place = commented(edit.key)
        shown = edit.key in {key, NOTE + key, PARK + key} or edit.key in scenarios
        if not shown and (place is None or place[1] != key):
            continue
        change = _change(edit, before.get((edit.seat, edit.key)), unit, Tongue(style, currency))
        if edit.key in scenarios:
            change = f"{change}, in {scenarios[edit.key]}"
        before[edit.seat, edit.key] = edit
        lines.append(
            HistoryLine(
                edit.seat,
                SEAT_MARKS[edit.seat],
                edit.author,
                edit.time,
                moment(edit.time),
                change,
            )
        )
    return tuple(reversed(lines))


def moment(time: str) -> str:
    """Return an ISO time as 31 Oct 2026, 10:31; what is no time stays as it is."""
    try:
        at = datetime.fromisoformat(time)
    except ValueError:
        return time
    return f"{at.day} {at:%b %Y, %H:%M}"


def _change(edit: Edit, before: Edit | None, unit: Unit, tongue: Tongue) -> str:
    if edit.key.startswith(COMMENT):
        return f"comment “{edit.value}”"
    if edit.key.startswith(NOTE):
        return f"“{edit.value}”" if edit.value else "note removed"
    if edit.key.startswith(PARK):
        return parked_words(read_parked(str(edit.value))) if edit.value else "no longer parked"
    after = _value(edit, unit, tongue)
    if before is None or before.value is None:
        return after
    return f"{_value(before, unit, tongue)} → {after}"


def parked_words(waits: Parked) -> str:
    """Return that something waits, such as parked until 31 Jan 2027: January’s figures."""
    return f"parked{': ' if waits.until is None else ' '}{waits.words}"


def _value(edit: Edit, unit: Unit, tongue: Tongue) -> str:
    if isinstance(edit.value, int | float):
        return tongue.show(float(edit.value), unit)
    return "withdrawn" if edit.value is None else str(edit.value)
