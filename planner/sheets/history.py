"""Who decided this: the edits of one assumption, latest first."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from planner.base.stages import Seat
from planner.base.units import ENGLISH, NumberStyle, Unit
from planner.plan.comments import commented
from planner.plan.edits import Edit
from planner.plan.keys import COMMENT, MEETING, NOTE, PARK
from planner.plan.log import Log, live
from planner.plan.parking import Parked, read_parked
from planner.sheets.status import day_text
from planner.sheets.words import SEAT_NAMES, Tongue

LEAST_SHOWN = 0.5
"""Less than half of one is worth nothing."""
SEAT_MARKS = {Seat.MARKETING: "●", Seat.SALES: "■", Seat.TOGETHER: "✓"}


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One decision: the edit, who made it when, what changed into what, and why.

    `worth` is what its step was worth then, once that is known.
    """

    edit: Edit
    when: str
    change: str
    reason: str = ""
    worth: str = ""

    @property
    def seat(self) -> Seat:
        """Whose view it states."""
        return self.edit.seat

    @property
    def who(self) -> str:
        """Seat, author and time."""
        author = f", {self.edit.author}" if self.edit.author else ""
        return f"{SEAT_NAMES[self.seat]}{author}, {self.when}"

    @property
    def text(self) -> str:
        """The whole line as a sentence."""
        why = f", “{self.reason}”" if self.reason else ""
        worth = f", worth {self.worth}" if self.worth else ""
        return f"{self.who}: {self.change}{why}{worth}"


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

    Each shows what the same seat had said before, and the reason given in the same step.
    `scenarios` names those in which it is stated, by the keys of its positions there.
    """
    edits = [e for e in live(log) if key in e.key or e.key in scenarios or _of_meeting(e.key)]
    spoken = [e for e in edits if e.step and e.value and _reason(e.key, key)]
    reasons = {(e.step, e.seat): str(e.value) for e in spoken}
    stated = {(e.step, e.seat) for e in edits if e.key == key or e.key in scenarios}
    before: dict[tuple[Seat, str], Edit] = {}
    lines = []
    for edit in edits:
        states = edit.key == key or edit.key in scenarios
        told = _reason(edit.key, key) and edit.step and (edit.step, edit.seat) in stated
        if told or not (states or _remarks(edit.key, key)):
            continue
        change = _change(edit, before.get((edit.seat, edit.key)), unit, Tongue(style, currency))
        if edit.key in scenarios:
            change = f"{change}, in {scenarios[edit.key]}"
        before[edit.seat, edit.key] = edit
        why = reasons.get((edit.step, edit.seat), "") if states else ""
        lines.append(HistoryLine(edit, moment(edit.time), change, why))
    return tuple(reversed(lines))


def priced(
    lines: Iterable[HistoryLine], worth: Callable[[Edit], float], tongue: Tongue
) -> tuple[HistoryLine, ...]:
    """Return the lines with what their steps were worth then; what changed nothing says nothing."""
    made = []
    for line in lines:
        amount = worth(line.edit)
        shown = tongue.short(amount, signed=True) if abs(amount) >= LEAST_SHOWN else ""
        made.append(replace(line, worth=shown))
    return tuple(made)


def _remarks(edit: str, key: str) -> bool:
    """Whether an edit's key notes, parks or comments on an assumption."""
    place = commented(edit)
    return edit in {NOTE + key, PARK + key} or (place is not None and place[1] == key)


def _reason(edit: str, key: str) -> bool:
    """Whether an edit's key says why something was stated of an assumption in the same step."""
    place = commented(edit)
    about = place is not None and place[1] == key
    return edit == NOTE + key or about or _of_meeting(edit)


def _of_meeting(edit: str) -> bool:
    return edit.startswith(MEETING)


def moment(time: str) -> str:
    """Return an ISO time as 31 Oct 2026, 10:31; what is no time stays as it is."""
    try:
        at = datetime.fromisoformat(time)
    except ValueError:
        return time
    return f"{day_text(at)}, {at:%H:%M}"


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
