"""Which column means what: by literal header, by synonym, by likeness, checked by its cells."""

import difflib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from planner.base.days import month_text
from planner.base.stages import DEFAULT_STAGES
from planner.intake.files.cells import Cell, text_of
from planner.intake.files.columns import Column
from planner.intake.recognition.profiles import Profile, Profiles, key_of
from planner.intake.recognition.stagewords import funnel_index
from planner.intake.tables.counting import looks_like_count, months_of_headers
from planner.intake.tables.headers import Table
from planner.intake.values.dates import looks_like_date
from planner.intake.values.fields import COUNTED, COUNTED_IN, ENTERED, Entity, Shape, field_named
from planner.intake.values.money import looks_like_flag, looks_like_money

_LITERAL, _GENERIC, _FUZZY = 0.98, 0.9, 0.6
_BY_RANK, _RANKS = 0.002, 20
_EMPTY = 0.25
_EXAMINED = 200
_MOSTLY = 0.6
_ALIKE, _LONG_ENOUGH = 0.86, 5
_SEVERAL, _LONG_KNOWN, _LONGEST_ADDED = 3, 7, 9
_LEAD_DATES = ("created", "mql_date", "sal_date", "converted_date", "won_date")
"""What dates a lead's entry into each default stage."""
_ANY_MEASURE = COUNTED + "*"
"""Stands in a profile for a count of what the header itself names."""
Fields = dict[int, tuple[str, float]]
"""Column index → (field, confidence)."""


@dataclass(frozen=True, slots=True)
class Wish:
    """That a column have a meaning: how surely, and how early among the headers of that meaning."""

    confidence: float
    rank: int
    index: int
    name: str


def columns_of(
    entity: Entity, table: Table, profile: Profile, profiles: Profiles, stated: dict[int, str]
) -> Fields:
    """Return column index → (field, confidence); each field and each column at most once.

    A column stated to mean '' means nothing. Among columns of one meaning, empty ones come last.
    """
    chosen: Fields = {i: (name, 1.0) for i, name in stated.items()}
    cells = _Cells(table)
    wishes = [
        *_literal(entity, table, profile, profiles),
        *_entered(entity, table, profile, profiles),
        *(_by_month(table) if entity is Entity.VOLUMES else ()),
        *(_counting(table, profiles.generic) if entity is Entity.VOLUMES else ()),
        *_alike(entity, table, profile, profiles),
    ]
    wishes.sort(key=lambda wish: (_EMPTY * cells.empty(wish.index) - wish.confidence, wish.rank))
    for wish in wishes:
        if wish.index in chosen or any(wish.name == taken for taken, _ in chosen.values()):
            continue
        if cells.fit(wish.index, wish.name):
            chosen[wish.index] = (wish.name, wish.confidence)
    chosen = {i: guess for i, guess in chosen.items() if guess[0]}
    if entity is Entity.LEADS:
        chosen = _entry_dates(table, chosen)
    return _own_currency(table, chosen, profiles, stated)


class _Cells:
    """What the cells of a table's columns look like, looked at once."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._samples: dict[int, list[Cell]] = {}

    def sample(self, index: int) -> list[Cell]:
        if index not in self._samples:
            self._samples[index] = self._table.columns[index].sample(_EXAMINED)
        return self._samples[index]

    def empty(self, index: int) -> bool:
        return not self.sample(index)

    def fit(self, index: int, name: str) -> bool:
        """Tell whether the cells look like the field; an empty column fits anything."""
        meaning = field_named(name)
        counts = name.startswith((COUNTED, COUNTED_IN))
        looks = looks_like_count if counts else _LOOKS.get(meaning.shape if meaning else Shape.TEXT)
        if looks is None:
            return True
        cells = self.sample(index)
        return sum(1 for cell in cells if looks(cell)) >= _MOSTLY * len(cells)


_LOOKS: dict[Shape, Callable[[Cell], bool]] = {
    Shape.DATE: looks_like_date,
    Shape.MONEY: looks_like_money,
    Shape.FLAG: looks_like_flag,
    Shape.SHARE: lambda cell: looks_like_money(text_of(cell).rstrip("% ")),
    Shape.CERTAIN: lambda cell: looks_like_money(text_of(cell).rstrip("% ")),
}


def holds_only(column: Column, values: frozenset[str]) -> bool:
    """Tell whether a column is filled, and with nothing but the given case-folded values."""
    cells = column.sample(_EXAMINED)
    return bool(cells) and all(text_of(cell).casefold() in values for cell in cells)


def _literal(entity: Entity, table: Table, profile: Profile, profiles: Profiles) -> list[Wish]:
    places: dict[str, list[int]] = {}
    for index, header in enumerate(table.headers):
        places.setdefault(key_of(header), []).append(index)
    wishes: list[Wish] = []
    sources = {_GENERIC: profiles.generic}
    if profile is not profiles.generic:
        sources[_LITERAL] = profile
    for confidence, own in sources.items():
        for name, headers in own.of(entity).fields.items():
            for rank, header in enumerate(headers):
                if own is profiles.generic and _forbidden(header, name, profiles):
                    continue
                sure = confidence - _BY_RANK * min(rank, _RANKS)
                wishes += [
                    Wish(sure, rank, index, _named(name, table.headers[index]))
                    for index in places.get(header, ())
                ]
    return wishes


def _named(name: str, header: str) -> str:
    """Return a field of a profile, that of a count named by its own header."""
    return COUNTED + header if name == _ANY_MEASURE else name


def _by_month(table: Table) -> list[Wish]:
    """Return that columns headed by months hold the counts of those months."""
    months = months_of_headers(table.headers)
    return [Wish(_LITERAL, 0, i, COUNTED_IN + month_text(m)) for i, m in months.items()]


def _counting(table: Table, generic: Profile) -> list[Wish]:
    """Return that columns with a word for a count among others count what they are named for."""
    own = generic.of(Entity.VOLUMES)
    known = set(own.fields.get(_ANY_MEASURE, ()))
    wishes = []
    for index, header in enumerate(table.headers):
        words = {key_of(word) for word in re.split(r"[\W_]+", header)}
        if len(words) > 1 and words & known and not words & own.against:
            wishes.append(Wish(_GENERIC - _BY_RANK, 1, index, COUNTED + header))
    return wishes


def _forbidden(header: str, name: str, profiles: Profiles) -> bool:
    """A customer's own revenue is never an amount."""
    return name in ("amount", "opened_amount") and any(w in header for w in profiles.never_money)


def _entered(entity: Entity, table: Table, profile: Profile, profiles: Profiles) -> list[Wish]:
    """Return what columns of the day a stage was entered mean: of a lead the funnel's dates."""
    before = _entered_pattern((*profile.entered, *profiles.generic.entered))
    wishes = []
    for index, header in enumerate(table.headers):
        found = before.match(header)
        if found is None:
            continue
        stage, name = found["stage"], ENTERED + found["stage"]
        at = funnel_index(stage, DEFAULT_STAGES, profiles) if entity is Entity.LEADS else None
        if at is not None:
            name = _LEAD_DATES[at]
        wishes.append(Wish(_LITERAL - _BY_RANK, 1, index, name))
    return wishes


@lru_cache
def _entered_pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    words = "|".join(map(re.escape, phrases))
    stage = r'["“„«]\s*(?P<stage>.+?)(?: \([^()]*\))?\s*["”“»]'
    return re.compile(rf"^(?:{words})\s*{stage}$", re.IGNORECASE)


def _alike(entity: Entity, table: Table, profile: Profile, profiles: Profiles) -> list[Wish]:
    """Return guesses for headers that only resemble a known one."""
    by_name: dict[str, str] = {}
    for own in (profiles.generic, profile):
        for name, headers in own.of(entity).fields.items():
            meaning = field_named(name)
            if meaning and meaning.shape not in (Shape.ID, Shape.FLAG):
                by_name |= {h: name for h in headers if len(h) >= _LONG_ENOUGH}
    known = tuple(by_name)
    wishes: list[Wish] = []
    for index, header in enumerate(table.headers):
        key = key_of(header)
        words = set(re.split(r"[\W_]+", header.casefold()))
        if words & profiles.not_alike or key in by_name:
            continue
        match, sure = _resembled(key, len(words) >= _SEVERAL, known)
        if match and not _forbidden(key, by_name[match], profiles):
            wishes.append(Wish(sure, index, index, _named(by_name[match], header)))
    return wishes


@lru_cache(maxsize=20_000)
def _resembled(key: str, several: bool, known: tuple[str, ...]) -> tuple[str, float]:
    """Return the known header a key resembles, and how surely; '' if none.

    That is the one most alike, else the longest that the key only adds a word to: `several` tells
    whether the header has enough words for that.
    """
    share = _ALIKE / (2 - _ALIKE)
    possible = [h for h in known if share * len(key) <= len(h) <= len(key) / share]
    close = difflib.get_close_matches(key, possible, n=1, cutoff=_ALIKE)
    if close:
        return close[0], _FUZZY
    extended = [h for h in known if _extends(key, h)] if several else []
    return max(extended, key=len, default=""), _FUZZY - 0.1


def _extends(key: str, known: str) -> bool:
    """Tell whether a header is a known one with a word before or after it."""
    added = len(key) - len(known)
    if len(known) < _LONG_KNOWN or not 0 < added <= _LONGEST_ADDED:
        return False
    return key.startswith(known) or key.endswith(known)


def _entry_dates(table: Table, chosen: Fields) -> Fields:
    """Where the record itself is an MQL (its id says so), its first date is the MQL date."""
    by_field = {name: index for index, (name, _) in chosen.items()}
    id_at, created_at = by_field.get("lead_id"), by_field.get("created")
    if id_at is None or created_at is None or "mql_date" in by_field:
        return chosen
    if key_of(table.headers[id_at]).startswith("mql"):
        chosen[created_at] = ("mql_date", chosen[created_at][1])
    return chosen


def _own_currency(
    table: Table, chosen: Fields, profiles: Profiles, stated: dict[int, str]
) -> Fields:
    """Take the currency from the amount's own column, never from that of another amount."""
    by_field = {name: index for index, (name, _) in chosen.items()}
    amount, currency = by_field.get("amount"), by_field.get("currency")
    if amount is None or currency in stated:
        return chosen
    keys = [key_of(header) for header in table.headers]
    own = _currency_columns(keys, amount, profiles.currency_words)
    others = {
        i
        for other in range(len(keys))
        if other != amount
        for i in _currency_columns(keys, other, profiles.currency_words)
    }
    if own and own[0] not in stated:
        chosen.pop(currency if currency is not None else -1, None)
        chosen[own[0]] = ("currency", _LITERAL)
    elif currency in others:
        del chosen[currency]
    return chosen


def _currency_columns(keys: Sequence[str], amount: int, words: Sequence[str]) -> list[int]:
    """Return the columns named like an amount with a word for currency after it."""
    names = {keys[amount] + word for word in words} if keys[amount] else set()
    return [i for i, key in enumerate(keys) if key in names]
