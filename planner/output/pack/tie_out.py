"""The tie-out: every figure that stands in more than one place says the same, or is named."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from planner.base import units
from planner.commitments.promise import QUALIFIED, VALUE
from planner.output.pack.page import Cell, Figures, Pack, Table, Tied
from planner.output.pack.score import (
    BOOKED,
    CHANCE,
    DISPUTED,
    GAP,
    GOAL,
    GROSS,
    MARKETING,
    SALES,
    TO_COME,
    WHOLE,
    WORKING,
)
from planner.output.pack.sla import PROMISED
from planner.output.pack.source import Source
from planner.sheets.whole_words import is_under_way

CENT = 0.005
_NAMES = {
    GOAL: "Goal",
    WORKING: "Working plan",
    WHOLE: "Plan, booked and to come",
    BOOKED: "Booked so far",
    GAP: "Gap to the goal",
    MARKETING: "Marketing’s view",
    SALES: "Sales’ view",
    CHANCE: "Chance of goal",
    GROSS: "Differences, gross",
    DISPUTED: "Values in dispute",
    f"{PROMISED} {QUALIFIED}": "Qualified leads promised",
    f"{PROMISED} {VALUE}": "Lead value promised",
}


@dataclass(frozen=True, slots=True)
class Said:
    """One place of a figure: where it stands, its value, and how it is written ('' if bare)."""

    where: str
    value: float
    text: str = ""


@dataclass(frozen=True, slots=True)
class Tie:
    """A figure and all its places; `agrees` to the cent and to the letter."""

    name: str
    said: tuple[Said, ...]

    @property
    def agrees(self) -> bool:
        """Whether all places say the same."""
        first = self.said[0].value
        texts = {one.text for one in self.said if one.text}
        return len(texts) <= 1 and all(abs(one.value - first) < CENT for one in self.said)

    @property
    def sentence(self) -> str:
        """Say where the figure stands, or which places differ."""
        places = list(dict.fromkeys(one.where for one in self.said))
        if self.agrees:
            return f"{self.said[0].text or 'the same'} on {', '.join(places)}"
        differing = (
            f"{one.where} says {one.text or units.number(one.value, digits=2)}" for one in self.said
        )
        return "; ".join(dict.fromkeys(differing))


def tie_out(
    pack: Pack, source: Source, workbook: Mapping[str, float] | None = None
) -> tuple[Tie, ...]:
    """Return every figure that stands in several places; with those of the workbook by name."""
    found: dict[str, list[Said]] = {}
    for key, said in _in_pages(pack):
        found.setdefault(key, []).append(said)
    stored = _in_workbook(workbook or {}, under_way=is_under_way(source.results))
    for key, said in (*_sums(source), *stored):
        found.setdefault(key, []).append(said)
    under_way = is_under_way(source.results)
    ties = (Tie(_name(key, under_way=under_way), tuple(said)) for key, said in found.items())
    return tuple(tie for tie in ties if len(tie.said) > 1)


def _name(key: str, *, under_way: bool) -> str:
    """Return a figure's name; of a plan under way some are of what is still to come."""
    ahead = under_way and key in {WORKING, MARKETING, SALES}
    return _NAMES.get(key, key) + (TO_COME if ahead else "")


def _in_pages(pack: Pack) -> Iterator[tuple[str, Said]]:
    for page in pack.pages:
        for tied, text in (pair for block in page.blocks for pair in _tied(block)):
            yield tied.key, Said(page.name, tied.value, text)


def _tied(block: object) -> Iterator[tuple[Tied, str]]:
    cells: list[Cell] = []
    if isinstance(block, Figures):
        yield from ((f.tied, f.value) for f in block.items if f.tied is not None)
    if isinstance(block, Table):
        cells = [cell for row in block.rows for cell in row]
    yield from ((cell.tied, cell.text) for cell in cells if cell.tied is not None)


def _sums(source: Source) -> Iterator[tuple[str, Said]]:
    """Yield the totals that other figures add up to."""
    results = source.results
    bridge = results.bridge
    steps = bridge.from_total + math.fsum(item.worth for item in bridge.items)
    yield MARKETING, Said("bridge, added up from Sales’ view", steps)
    yield MARKETING, Said("months of Marketing’s view, added up", _sum(results.marketing.bookings))
    yield SALES, Said("months of Sales’ view, added up", _sum(results.sales.bookings))
    yield WORKING, Said("months of the plan, added up", _sum(results.working.bookings))
    if is_under_way(results):
        yield from _under_way(source)
    if source.goal is not None:
        yield GAP, Said("bookings less the goal", results.working.whole - source.goal)


def _under_way(source: Source) -> Iterator[tuple[str, Said]]:
    """Yield what a plan under way comes to: booked and to come, as Progress has it too."""
    working, seen = source.results.working, source.seen
    whole = _sum(working.booked) + _sum(working.bookings)
    yield WHOLE, Said("booked and to come, added up", whole)
    if seen is not None:
        yield WHOLE, Said("Progress, re-forecast", seen.ahead.total)
        yield BOOKED, Said("Progress, happened", _sum(seen.ahead.actual))


def _sum(values: object) -> float:
    import numpy as np

    return math.fsum(np.asarray(values, dtype=np.float64).ravel().tolist())


def _in_workbook(workbook: Mapping[str, float], *, under_way: bool) -> Iterator[tuple[str, Said]]:
    """Yield what the workbook says, as it was stored in it."""
    keys = {_name(key, under_way=under_way): key for key in _NAMES}
    keys |= {"Gap": GAP, "In dispute": DISPUTED}
    for name, value in workbook.items():
        if name in keys:
            yield keys[name], Said("the workbook", value)
