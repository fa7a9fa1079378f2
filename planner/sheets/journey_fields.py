"""The columns of the journey grid: how each is shown, ordered and filtered, by numbers only."""

from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from planner.base import units
from planner.base.day_columns import Days
from planner.base.days import NO_DAY, iso
from planner.base.units import NumberStyle
from planner.journeys.table import BLANK, Codes, Mask, Money
from planner.sheets.arrangement import (
    Between,
    Blanks,
    Choices,
    Extent,
    Filter,
    Holding,
    Listing,
    OneOf,
    Texts,
)
from planner.sheets.cells import EMPTY, Cell, Tone

Rows = npt.NDArray[np.int64]
Key = npt.NDArray[Any]
"""Unsigned numbers of 16 or 32 bits, or floats."""
CELLS_KEPT = 4096
WORD = 8
"""Bytes of an id that are compared at once."""


class Field(Protocol):
    """One column of n journeys; a mask says by journey what a filter keeps."""

    def cells(self, rows: Rows) -> list[Cell]:
        """Return the cells of some journeys."""

    def key(self, descending: bool) -> Key:
        """Return numbers (n) in whose ascending order the journeys stand, empty ones last."""

    def keeps(self, chosen: Filter) -> Mask:
        """Return which journeys a filter of this column keeps; ValueError for another kind."""

    def choices(self, among: Mask | None) -> Choices:
        """Return what can be filtered by, counted among some journeys, None for all."""


class LabelField:
    """Texts by code: a dimension or the outcome."""

    def __init__(self, codes: Codes | npt.NDArray[np.int8], labels: Sequence[str]) -> None:
        self._codes, self._labels = codes, labels

    def cells(self, rows: Rows) -> list[Cell]:
        """Return the texts; a cell of a text stands for all with that text."""
        return [word_cell(self._labels[code]) for code in self._codes[rows].tolist()]

    @cached_property
    def _order(self) -> list[int]:
        """Codes in alphabetical order, the blank one last."""
        return sorted(range(len(self._labels)), key=lambda c: _alphabetical(self._labels[c]))

    def key(self, descending: bool) -> Key:
        """Return the alphabetical place of each text."""
        filled = sum(not _is_blank(label) for label in self._labels)
        place = np.empty(len(self._labels), np.int64)
        place[self._order] = np.arange(len(self._labels))
        if descending:
            place[place < filled] = filled - 1 - place[place < filled]
        size = np.uint16 if len(self._labels) < 2**16 else np.uint32
        key: Key = place.astype(size)[self._codes]
        return key

    def keeps(self, chosen: Filter) -> Mask:
        """Return the journeys with one of the texts."""
        if not isinstance(chosen, OneOf):
            raise ValueError("texts are filtered by their values")  # noqa: TRY004
        kept = np.fromiter((label in chosen.values for label in self._labels), np.bool_)
        mask: Mask = kept[self._codes]
        return mask

    def choices(self, among: Mask | None) -> Listing:
        """Return every text with how many journeys have it."""
        codes = self._codes if among is None else self._codes[among]
        counts = np.bincount(codes, minlength=len(self._labels)).tolist()
        return Listing(tuple((self._labels[code], counts[code]) for code in self._order))


class IdField:
    """Texts that hardly repeat."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts

    def cells(self, rows: Rows) -> list[Cell]:
        """Return the texts."""
        texts = self._texts
        return [Cell(texts[row], texts[row]) if texts[row] else EMPTY for row in rows.tolist()]

    @cached_property
    def _places(self) -> npt.NDArray[np.uint32]:
        order = text_order(self._texts)
        places = np.empty(len(order), np.uint32)
        places[order] = np.arange(len(order), dtype=np.uint32)
        return places

    def key(self, descending: bool) -> Key:
        """Return the place of each text in the order of its characters."""
        empty = np.fromiter((not text for text in self._texts), np.bool_, len(self._texts))
        last = np.uint32(len(self._texts))
        places = last - self._places if descending else self._places
        return np.where(empty, last + np.uint32(1), places)

    def keeps(self, chosen: Filter) -> Mask:
        """Return the journeys whose text holds another, capitals or not."""
        if not isinstance(chosen, Holding):
            raise ValueError("ids are searched")  # noqa: TRY004
        wanted = chosen.text.casefold()
        found = (wanted in text.casefold() for text in self._texts)
        return np.fromiter(found, np.bool_, len(self._texts))

    def choices(self, among: Mask | None) -> Texts:  # noqa: ARG002
        """Return that they are searched."""
        return Texts()


class DayField:
    """Dates; where `reached` is given a missing one may say so."""

    def __init__(self, days: Days, reached: Mask | None = None) -> None:
        self._days, self._reached = days, reached

    def cells(self, rows: Rows) -> list[Cell]:
        """Return the dates."""
        days = self._days[rows].tolist()
        reached = [False] * len(days) if self._reached is None else self._reached[rows].tolist()
        return list(map(day_cell, days, reached))

    @cached_property
    def _ends(self) -> tuple[int, int]:
        dated = self._days[self._days != NO_DAY]
        return (int(dated.min()), int(dated.max())) if len(dated) else (0, 0)

    def key(self, descending: bool) -> Key:
        """Return the days since the first one, or until the last."""
        (first, last), dated = self._ends, self._days != NO_DAY
        size = np.uint16 if last - first < 2**16 - 1 else np.uint32
        days = last - self._days.astype(np.int64) if descending else self._days - np.int64(first)
        return np.where(dated, days, last - first + 1).astype(size)

    def keeps(self, chosen: Filter) -> Mask:
        """Return the journeys dated between two days."""
        return _between(self._days, self._days == NO_DAY, chosen)

    def choices(self, among: Mask | None) -> Extent:
        """Return the first and the last day."""
        days = self._days if among is None else self._days[among]
        blanks = int(np.count_nonzero(days == NO_DAY))
        first, last = self._ends
        empty = bool(np.all(self._days == NO_DAY))
        ends = (float("nan"),) * 2 if empty else (float(first), float(last))
        return Extent(*ends, blanks=blanks, dates=True)


class MoneyField:
    """Amounts in one currency, NaN where absent."""

    def __init__(self, amounts: Money, currency: str, style: NumberStyle) -> None:
        self._amounts, self._currency, self._style = amounts, currency, style

    def cells(self, rows: Rows) -> list[Cell]:
        """Return the amounts as money."""
        currency, style, money = self._currency, self._style, units.money
        return [
            Cell(money(amount, currency, style), amount) if amount == amount else EMPTY  # noqa: PLR0124
            for amount in self._amounts[rows].tolist()
        ]

    def key(self, descending: bool) -> Key:
        """Return the amounts, as cents above the least where that says all of them."""
        amounts = -self._amounts if descending else self._amounts
        least = np.nanmin(amounts) if not np.isnan(amounts).all() else 0.0
        cents = np.rint(amounts * 100)
        above = cents - np.rint(least * 100)
        whole = np.isnan(amounts) | (cents / 100 == amounts)
        if not whole.all() or np.nanmax(above, initial=0) >= 2**32 - 1:
            return amounts
        return np.where(np.isnan(above), 2**32 - 1, above).astype(np.uint32)

    def keeps(self, chosen: Filter) -> Mask:
        """Return the journeys with an amount between two."""
        return _between(self._amounts, np.isnan(self._amounts), chosen)

    def choices(self, among: Mask | None) -> Extent:
        """Return the least and the largest amount."""
        amounts = self._amounts if among is None else self._amounts[among]
        given = self._amounts[~np.isnan(self._amounts)]
        ends = (float(given.min()), float(given.max())) if len(given) else (float("nan"),) * 2
        blanks = int(np.count_nonzero(np.isnan(amounts)))
        return Extent(*ends, blanks=blanks, currency=self._currency, style=self._style)


def order_of(key: Key) -> Rows:
    """Return the stable ascending order of a key, (n); 16 bits at a time, NaN last."""
    if key.dtype != np.uint32:
        return np.argsort(key, kind="stable")
    low, high = (key & 0xFFFF).astype(np.uint16), (key >> 16).astype(np.uint16)
    order = np.argsort(low, kind="stable")
    return order[np.argsort(high[order], kind="stable")]


def text_order(texts: Sequence[str]) -> Rows:
    """Return the stable order of texts by their characters, (n); plain ones 8 bytes at a time."""
    try:
        plain = np.array(texts, dtype=np.bytes_)
    except UnicodeEncodeError:
        return np.argsort(np.array(texts, dtype=np.str_), kind="stable")
    across = max(1, -(-plain.itemsize // WORD))
    words = plain.astype(f"S{across * WORD}").view(">u8").reshape(len(texts), across)
    order: Rows = np.arange(len(texts))
    for part in range(across - 1, -1, -1):
        word = words[order, part].astype(np.uint64)
        if len(word) and word.min() != word.max():
            order = order[np.argsort(word, kind="stable")]
    return order


def _between(values: Days | Money, blank: Mask, chosen: Filter) -> Mask:
    if not isinstance(chosen, Between):
        raise ValueError("dates and amounts are filtered by their ends")  # noqa: TRY004
    if chosen.blanks is Blanks.ONLY:
        return blank
    kept = ~blank
    if chosen.low is not None:
        kept &= values >= chosen.low
    if chosen.high is not None:
        kept &= values <= chosen.high
    return kept | blank if chosen.blanks is Blanks.IN else kept


def _is_blank(label: str) -> bool:
    return label in {"", BLANK}


def _alphabetical(label: str) -> tuple[bool, str, str]:
    return _is_blank(label), label.casefold(), label


@lru_cache(CELLS_KEPT)
def word_cell(text: str) -> Cell:
    """Return a cell that shows a text."""
    return Cell(text, text)


@lru_cache(CELLS_KEPT)
def day_cell(day: int, reached: bool) -> Cell:
    """Return a date; a stage that was reached without one says so."""
    if day == NO_DAY:
        return Cell("no date", tone=Tone.GHOST) if reached else EMPTY
    return Cell(iso(day), iso(day))
