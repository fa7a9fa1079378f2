"""Factors: what a regression weighs, small values pooled, and what cannot be told apart."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from planner.evidence.figures import THIN, Floats
from planner.evidence.passages import Keys
from planner.journeys.table import BLANK, Dimension, Mask

FACTORS = ("channel", "segment", "region", "source team", "offer", "product")
"""In this order: what an earlier one tells already is not told again by a later one."""
OTHER = "Other"
FILLED_LATER = 0.5
"""A field known of less than this part as many of those not won, as of those won, was filled in
on the way to a win: that it is known tells the outcome."""
MOST_COUNTED = 1 << 23
"""Up to so many codes are counted; more would take too much memory."""


@dataclass(frozen=True, eq=False)
class Factor:
    """One dimension's levels by frequency, what is missing (BLANK) and then `OTHER` last.

    `counts` by level; `places` is the level of each of the dimension's labels, -1 for one that no
    deal had; `pooled` how many values `OTHER` stands for.
    """

    name: str
    levels: tuple[str, ...]
    counts: tuple[int, ...]
    places: Keys
    pooled: int


def factors_of(
    dimensions: Mapping[str, Dimension], rows: Keys, entrants: Keys, later: tuple[str, ...]
) -> tuple[Factor, ...]:
    """Return the factors of some rows: values with fewer than 30 of them pooled as `OTHER`.

    Levels stand in the order of their frequency among all `entrants`, so that regressions on
    different rows of these share their references. A dimension the data do not have, or in which
    only one level is left, or one of `later`, filled in on the way to a win, is no factor.
    """
    known = [name for name in FACTORS if name in dimensions and name not in later]
    found = (_factor(name, dimensions[name], rows, entrants) for name in known)
    return tuple(factor for factor in found if len(factor.levels) > 1)


def filled_later_of(dimensions: Mapping[str, Dimension], rows: Keys, won: Mask) -> tuple[str, ...]:
    """Return the dimensions a regression could weigh, but for being mostly known of the won."""
    names = [name for name in FACTORS if name in dimensions]
    return tuple(name for name in names if filled_later(known_of(dimensions[name], rows), won))


def known_of(dimension: Dimension, rows: Keys) -> Mask:
    """Tell which of some rows have a value."""
    known = np.array([label not in {"", BLANK} for label in dimension.labels], dtype=np.bool_)
    found: Mask = known[dimension.codes[rows]]
    return found


def filled_later(known: Mask, won: Mask) -> bool:
    """Tell whether a field was mostly filled in on the way to a win."""
    if not won.any() or won.all():
        return False
    return bool(known[~won].mean() < FILLED_LATER * known[won].mean())


def _factor(name: str, dimension: Dimension, rows: Keys, entrants: Keys) -> Factor:
    labels = dimension.labels
    counts = np.bincount(dimension.codes[rows], minlength=len(labels)).tolist()
    seen = sum(n > 0 for n in counts)
    entered = np.bincount(dimension.codes[entrants], minlength=len(labels)).tolist()
    large = [i for i, n in enumerate(counts) if n >= THIN and labels[i] != OTHER]
    order = sorted(large, key=lambda i: (labels[i] == BLANK, -entered[i], labels[i]))
    kept = [labels[i] for i in order]
    levels = (*kept, OTHER) if len(kept) < seen else tuple(kept)
    place = {label: i for i, label in enumerate(levels)}
    places = np.array([place.get(label, place.get(OTHER, -1)) for label in labels], dtype=np.intp)
    known = places >= 0
    totals = np.bincount(places[known], np.array(counts)[known], len(levels)).astype(int)
    return Factor(name, levels, tuple(totals.tolist()), places, seen - len(kept))


def kinds_of(
    factors: tuple[Factor, ...], dimensions: Mapping[str, Dimension], rows: Keys
) -> tuple[Keys, Keys]:
    """Return the kinds of deals, levels by factor (m, F) in a fixed order, and each row's kind."""
    codes = np.zeros(len(rows), dtype=np.intp)
    sizes = [len(factor.levels) + 1 for factor in factors]
    for factor, size in zip(factors, sizes, strict=True):
        codes = codes * size + factor.places[dimensions[factor.name].codes[rows]] + 1
    found, place = distinct(codes, math.prod(sizes))
    kinds = np.zeros((len(found), len(factors)), dtype=np.intp)
    for i in range(len(factors) - 1, -1, -1):
        found, level = np.divmod(found, sizes[i])
        kinds[:, i] = level - 1
    return kinds, place


def distinct(codes: Keys, size: int) -> tuple[Keys, Keys]:
    """Return the distinct ones of codes from 0 to size - 1, ascending, and each one's place there.

    Counting them is many times faster than sorting, as long as there are not too many.
    """
    if size > MOST_COUNTED:
        found, place = np.unique(codes, return_inverse=True)
        return found, place.ravel()
    seen = np.bincount(codes, minlength=size) > 0
    return np.flatnonzero(seen), (np.cumsum(seen) - 1)[codes]


def columns(factors: tuple[Factor, ...], kinds: Keys) -> Floats:
    """Return all columns of m kinds of deals, (m, 1 + all levels of all factors): ones, then 0, 1.

    A level nobody had counts as the mix of all levels.
    """
    parts = [np.ones((len(kinds), 1))]
    for i, factor in enumerate(factors):
        mix = np.array(factor.counts) / sum(factor.counts)
        parts.append(np.vstack((np.eye(len(mix)), mix))[kinds[:, i]])
    return np.hstack(parts)
