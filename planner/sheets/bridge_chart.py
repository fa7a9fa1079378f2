"""The bridge from Sales' view to Marketing's: who expects more, and which assumptions make it."""

from dataclasses import dataclass

from planner.agreement.bridge import Bridge, BridgeItem
from planner.agreement.results import Results
from planner.base.units import ENGLISH, NumberStyle
from planner.plan.document import Plan
from planner.plan.keys import DriverKind
from planner.sheets.cells import Kind, Place
from planner.sheets.charts import BridgeBar, Chart
from planner.sheets.plan_figures import counted_title
from planner.sheets.words import Tongue, driver_key, driver_name, line_title, values_are

NAMED_SHARE = 0.9
FEWEST, ROOM = 3, 12
LEVEL = 0.005
"""Gaps below this share of the gross count as equal totals."""
_NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def bridge_chart(results: Results, style: NumberStyle = ENGLISH) -> Chart:
    """Return the bridge, lying: end levels, items by size, what is left as one bar.

    At least 90 % of the gross is named, and the rest is never the largest bar.
    """
    bridge, tongue = results.bridge, Tongue(style, results.plan.currency)
    period = counted_title(results)
    if not bridge.items:
        title, empty = _no_difference(results, tongue)
        return Chart(title, f"Bookings {period}", values_as=Kind.MONEY, empty=empty)
    return Chart(
        bridge_finding(bridge, tongue),
        f"Bookings {period}, from Sales’ view to Marketing’s; exact, adds up to the gap",
        bridge=bridge_bars(results.plan, bridge, tongue),
        values_as=Kind.MONEY,
        horizontal=True,
    )


def _no_difference(results: Results, tongue: Tongue) -> tuple[str, str]:
    """Return what is said where nothing that differs changes bookings, above and below."""
    open_ = len(results.disputed)
    if not open_:
        stated = "Once both seats have stated positions, the difference is explained here."
        return bridge_finding(results.bridge, tongue), stated
    return (
        f"Marketing and Sales expect the same bookings, but {values_are(open_)} in dispute",
        "As the plan stands, none of the values in dispute changes bookings.",
    )


def named(bridge: Bridge) -> tuple[tuple[BridgeItem, ...], tuple[BridgeItem, ...]]:
    """Return the items to name and those to put together, both by size.

    Named is what fits, and more until 90 % of the gross is named and the rest is no longer the
    largest.
    """
    items = bridge.items
    if len(items) <= ROOM:
        return items, ()
    count = FEWEST
    while count < len(items) - 1:
        rest = items[count:]
        said = sum(abs(item.worth) for item in items[:count])
        smallest = abs(items[0].worth)
        left = abs(sum(item.worth for item in rest))
        if count >= ROOM - 1 and said >= NAMED_SHARE * bridge.gross and left < smallest:
            return items[:count], rest
        count += 1
    return items, ()


@dataclass(frozen=True, slots=True)
class Ends:
    """What the two ends of a bridge are called, and the colours of its levels and moves."""

    origin: str
    target: str
    levels: tuple[str, str]
    falls: str
    rises: str


SEATS = Ends("Sales’ view", "Marketing’s view", ("sales", "marketing"), "sales", "marketing")


def bridge_bars(
    plan: Plan, bridge: Bridge, tongue: Tongue, ends: Ends = SEATS
) -> tuple[BridgeBar, ...]:
    """Return a bar per item between the two levels; what is left over as one, which leads to the
    largest of it.
    """
    shown, rest = named(bridge)
    at = bridge.from_total
    bars = [_level(ends.origin, at, ends.levels[0], tongue)]
    for item in shown:
        place = _place(plan, item)
        bars.append(_item(item_name(plan, item), at, item.worth, tongue, ends, (place,)))
        at += item.worth
    if rest:
        worth = sum(item.worth for item in rest)
        places = tuple(_place(plan, item) for item in rest)
        bars.append(_item(f"Other ({len(rest)})", at, worth, tongue, ends, places))
    bars.append(_level(ends.target, bridge.to_total, ends.levels[1], tongue))
    return tuple(bars)


def item_name(plan: Plan, item: BridgeItem) -> str:
    """Return line and driver, such as Paid search · MQL → SAL."""
    name = driver_name(item.driver, plan.stages, plan.line(item.line).entry)
    if item.driver.kind is DriverKind.VOLUME:
        name = name.removesuffix(" per month")
    return f"{line_title(item.line)} · {name.removesuffix(', days')}"


def _item(  # noqa: PLR0917 - a bar's name, where it starts, its size, and how it looks
    label: str, at: float, worth: float, tongue: Tongue, ends: Ends, places: tuple[Place, ...]
) -> BridgeBar:
    role = ends.rises if worth > 0 else ends.falls
    text, (first, *others) = tongue.short(worth, signed=True), places
    return BridgeBar(label, at, at + worth, text, role, first, tuple(others))


def _place(plan: Plan, item: BridgeItem) -> Place:
    return Place("Assumptions", driver_key(plan, item.line, item.driver), "worth")


def _level(label: str, value: float, role: str, tongue: Tongue) -> BridgeBar:
    return BridgeBar(label, value, value, tongue.short(value), role, Place("Plan", "bookings"))


def bridge_finding(bridge: Bridge, tongue: Tongue) -> str:
    """Say who expects more and how few assumptions make most of it."""
    if not bridge.items:
        return "Marketing and Sales expect the same, in every assumption"
    gap, gross = bridge.gap, bridge.gross
    many = _count(len(bridge.items))
    if abs(gap) <= LEVEL * gross:
        differ = "one assumption differs" if len(bridge.items) == 1 else f"{many} differences"
        return f"Equal totals hide {tongue.short(gross)}: {differ} cancel out"
    who, other = ("Marketing", "Sales") if gap > 0 else ("Sales", "Marketing")
    lead = f"{who} expects {tongue.short(abs(gap))} more than {other}"
    if gross >= 3 * abs(gap):
        return f"{lead}, but {tongue.short(gross)} is in dispute"
    return f"{lead}; {makers(bridge)}"


def makers(bridge: Bridge) -> str:
    """Say how few assumptions make most of the gap."""
    if len(bridge.items) == 1:
        return "one assumption makes it"
    most = _enough(bridge)
    if most == len(bridge.items):
        return f"{_count(most)} assumptions make it"
    verb = "makes" if most == 1 else "make"
    noun = "assumption" if most == 1 else "assumptions"
    return f"{_count(most)} {noun} {verb} most of it"


def _enough(bridge: Bridge) -> int:
    """Return how few of the largest items make two thirds of the gross."""
    found, said = 0, 0.0
    for item in bridge.items:
        found, said = found + 1, said + abs(item.worth)
        if said >= bridge.gross * 2 / 3:
            break
    return found


def _count(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)
