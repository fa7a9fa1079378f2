"""Meeting mode in words: one dispute at a time, what each value would mean, and the minutes."""

from collections.abc import Mapping
from dataclasses import dataclass

from planner.agreement.deciding import at_stake, halfway
from planner.agreement.results import Results, WayOut, way_out
from planner.base import units
from planner.base.stages import Owner, Seat
from planner.base.units import ENGLISH, NumberStyle, Unit
from planner.base.units_parse import parse_entry
from planner.commitments.disputes import DisputedPromise
from planner.plan.assumption import Assumption, View
from planner.plan.keys import SLA
from planner.sheets.assumption_words import Speaker
from planner.sheets.history import moment
from planner.sheets.meeting_promises import price_words, promise_measured, promise_way_out
from planner.sheets.sla_sales_words import PledgeSpeaker
from planner.sheets.words import OWNER_NAMES, SEAT_NAMES, Tongue

_NONE: Mapping[str, DisputedPromise] = {}
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
    """A value that one key takes, and the column of the sheet it stands in, '' for none."""

    key: str
    name: str
    value: float
    text: str
    column: str = ""


@dataclass(frozen=True, slots=True)
class DisputeView:
    """One dispute as it is put before both; `number` of `count`, dearest first, promises last."""

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


def dispute_view(
    now: Results,
    at: int,
    style: NumberStyle = ENGLISH,
    promises: Mapping[str, DisputedPromise] = _NONE,
) -> DisputeView | None:
    """Return a dispute of the agenda by its place from 0, None where there is none.

    `promises` are those in dispute, with what the past shows of each and what it is worth.
    """
    agenda = now.disputed
    if not 0 <= at < len(agenda):
        return None
    one = agenda[at]
    if one.line == SLA:
        return _promise(now, at, promises.get(one.key, DisputedPromise(one, None)), style)
    words, worth = Speaker(now, Seat.TOGETHER, style), now.worth(one)
    return _view(
        words,
        one,
        at,
        f"worth {words.tongue.short(abs(worth)) if worth else 'nothing'}",
        (words.measured(one), f"Cheapest way out: {WAYS[way_out(one)]}."),
    )


def _promise(now: Results, at: int, known: DisputedPromise, style: NumberStyle) -> DisputeView:
    words, one = PledgeSpeaker(now, Seat.TOGETHER, style), known.assumption
    told = promise_measured(words, known), promise_way_out(one)
    return _view(words, one, at, price_words(known.price, words), told)


def _view(
    words: Speaker, one: Assumption, at: int, worth: str, told: tuple[str, str]
) -> DisputeView:
    owner = OWNER_NAMES[one.owner]
    both = "Both own this" if one.line == SLA else "Both own this hand-off"
    return DisputeView(
        one,
        at + 1,
        len(words.results.disputed),
        words.name(one),
        f"{owner} owns this" if one.owner is not Owner.SHARED else both,
        worth,
        tuple(side for seat in (Seat.MARKETING, Seat.SALES) for side in _side(words, one, seat)),
        *told,
        _offers(words, one),
    )


def _side(words: Speaker, one: Assumption, seat: Seat) -> tuple[Side, ...]:
    value = one.view(View(seat.value))
    if value is None:
        return ()
    stated = words.results.plan.position(one.slot, seat)
    by = f"{stated.author}, {moment(stated.time)}".strip(", ") if stated else "no word of its own"
    told = one.evidence.known and one.line != SLA
    place = words.place(one, value) if told else ""
    return (Side(seat, value, words.shown(one, value), place, by),)


def _offers(words: Speaker, one: Assumption) -> tuple[Offer, ...]:
    """Return Marketing's and Sales' value, the evidence, and the difference split by evidence."""
    known = one.evidence.known
    found = (
        ("M", SEAT_NAMES[Seat.MARKETING], one.marketing, "marketing"),
        ("S", SEAT_NAMES[Seat.SALES], one.sales, "sales"),
        ("E", "Evidence", one.evidence.value if known else None, "evidence"),
        ("D", "Split by evidence" if known else "Split", halfway(one), ""),
    )
    return tuple(
        Offer(key, name, value, words.shown(one, value), column)
        for key, name, value, column in found
        if value is not None
    )


def value_text(now: Results, one: Assumption, value: float, style: NumberStyle = ENGLISH) -> str:
    """Return a value of an assumption as it is read out."""
    return Speaker(now, Seat.TOGETHER, style).shown(one, value)


def typed_value(one: Assumption, text: str, style: NumberStyle) -> float | None:
    """Return the value typed over the slider's; RefusedError for what is none."""
    known = one.evidence.value if one.evidence.known else None
    return parse_entry(text, one.driver.unit, style, one.working, known)


def field_text(one: Assumption, value: float, style: NumberStyle, currency: str) -> str:
    """Return a value in its own format, with up to two more decimals where it has them."""
    unit = one.driver.unit
    for digits in range(3):
        text = _with_digits(value, unit, digits, style, currency)
        if parse_entry(text, unit, style) == value:
            return text
    return units.show(value, unit, style, currency)


def _with_digits(value: float, unit: Unit, digits: int, style: NumberStyle, currency: str) -> str:
    match unit:
        case Unit.MONEY:
            return units.money(value, currency, style, 2 if digits else 0)
        case Unit.RATE:
            return units.rate(value, style, digits + 1)
    return units.number(value, style, digits)


def stake_text(now: Results, style: NumberStyle = ENGLISH) -> str:
    """Return how much is in dispute still, as the meeting's running total."""
    count, promises = len(now.disputed), sum(one.line == SLA for one in now.disputed)
    if not count:
        return "Nothing is in dispute any more."
    some = "1 dispute" if count == 1 else f"{count} disputes"
    worth = f"worth {Tongue(style, now.plan.currency).short(at_stake(now))} in all"
    if not promises:
        return f"{some}, {worth}"
    if promises == count:
        return f"{some} about what is promised"
    what = "1 about a promise" if promises == 1 else f"{promises} about promises"
    return f"{some}, {worth}, {what}"
