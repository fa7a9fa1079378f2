"""Meeting mode in words: one dispute at a time, what each value would mean, and the minutes."""

from dataclasses import dataclass

from planner.agreement.deciding import at_stake, halfway
from planner.agreement.results import Results, WayOut, way_out
from planner.base.stages import Seat
from planner.base.units import ENGLISH, NumberStyle
from planner.base.units_parse import parse_entry
from planner.plan.assumption import Assumption, View
from planner.sheets.assumption_words import Speaker
from planner.sheets.history import moment
from planner.sheets.words import OWNER_NAMES, SEAT_NAMES, Tongue

WAYS = {
    WayOut.SPLIT: "both lie inside what was measured: split the difference",
    WayOut.EVIDENCE: "not both lie inside what was measured: take the evidence",
    WayOut.TEST: "nothing was measured: park it, or test it",
}


@dataclass(frozen=True, slots=True)
class Side:
    """What one seat says: the value, where it lies in what was measured, and who said so when."""

    seat: Seat
    value: float
    text: str
    place: str
    by: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A value that one key takes."""

    key: str
    name: str
    value: float
    text: str


@dataclass(frozen=True, slots=True)
class DisputeView:
    """One dispute as it is put before both; `number` of `count`, dearest first."""

    assumption: Assumption
    number: int
    count: int
    title: str
    owner: str
    worth: str
    sides: tuple[Side, ...]
    evidence: str
    way_out: str
    offers: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class Outlook:
    """Bookings of a view, now and with the value tried."""

    name: str
    total: str
    change: str


def dispute_view(now: Results, at: int, style: NumberStyle = ENGLISH) -> DisputeView | None:
    """Return a dispute of the agenda by its place from 0, None where there is none."""
    agenda = now.disputed
    if not 0 <= at < len(agenda):
        return None
    one, tongue = agenda[at], Tongue(style, now.plan.currency)
    words = Speaker(now, Seat.TOGETHER, style)
    owner = OWNER_NAMES[one.owner]
    worth = now.worth(one)
    return DisputeView(
        one,
        at + 1,
        len(agenda),
        words.name(one),
        f"{owner} owns this" if owner != "Hand-off" else "Both own this hand-off",
        tongue.short(abs(worth)) if worth else "nothing",
        tuple(side for seat in (Seat.MARKETING, Seat.SALES) for side in _side(words, one, seat)),
        words.measured(one),
        f"Cheapest way out: {WAYS[way_out(one)]}.",
        _offers(words, one),
    )


def _side(words: Speaker, one: Assumption, seat: Seat) -> tuple[Side, ...]:
    value = one.view(View(seat.value))
    if value is None:
        return ()
    stated = words.results.plan.position(one.slot, seat)
    by = f"{stated.author}, {moment(stated.time)}".strip(", ") if stated else "no word of its own"
    place = words.place(one, value) if one.evidence.known else ""
    return (Side(seat, value, words.shown(one, value), place, by),)


def _offers(words: Speaker, one: Assumption) -> tuple[Offer, ...]:
    """Return Marketing's and Sales' value, the evidence, and the difference split by evidence."""
    found = (
        ("M", SEAT_NAMES[Seat.MARKETING], one.marketing),
        ("S", SEAT_NAMES[Seat.SALES], one.sales),
        ("E", "Evidence", one.evidence.value if one.evidence.known else None),
        ("D", "Split by evidence" if one.evidence.known else "Split", halfway(one)),
    )
    return tuple(
        Offer(key, name, value, words.shown(one, value))
        for key, name, value in found
        if value is not None
    )


def value_text(now: Results, one: Assumption, value: float, style: NumberStyle = ENGLISH) -> str:
    """Return a value of an assumption as it is read out."""
    return Speaker(now, Seat.TOGETHER, style).shown(one, value)


def typed_value(one: Assumption, text: str, style: NumberStyle) -> float | None:
    """Return the value typed over the slider's; RefusedError for what is none."""
    return parse_entry(text, one.driver.unit, style, one.working)


def outlooks(now: Results, then: Results, style: NumberStyle = ENGLISH) -> tuple[Outlook, ...]:
    """Return bookings of all three views with the value tried, and what it changes."""
    tongue = Tongue(style, now.plan.currency)
    made = []
    for view, name in (
        (View.WORKING, "Working plan"),
        (View.MARKETING, "Marketing’s view"),
        (View.SALES, "Sales’ view"),
    ):
        before, after = now.view(view).total, then.view(view).total
        change = tongue.short(after - before, signed=True) if abs(after - before) >= 0.5 else ""
        made.append(Outlook(name, tongue.short(after), change or "as now"))
    return tuple(made)


def stake_text(now: Results, style: NumberStyle = ENGLISH) -> str:
    """Return how much is in dispute still, as the meeting's running total."""
    count = len(now.disputed)
    if not count:
        return "Nothing is in dispute any more."
    some = "1 dispute" if count == 1 else f"{count} disputes"
    return f"{some}, worth {Tongue(style, now.plan.currency).short(at_stake(now))} in all"
