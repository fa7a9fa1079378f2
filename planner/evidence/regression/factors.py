"""Factors: what a regression weighs, small values pooled, and what cannot be told apart."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from planner.evidence.figures import THIN, Floats
from planner.evidence.passages import Keys
from planner.journeys.table import BLANK, Dimension

FACTORS = ("channel", "segment", "region", "source team", "offer", "product")
"""In this order: what an earlier one tells already is not told again by a later one."""
OTHER = "Other"
_TOLD = 1e-8


@dataclass(frozen=True, eq=False)
class Factor:
    """One dimension's levels: first the reference, its most frequent value; `OTHER` last.

    What is missing, BLANK, is a level as others are, but the reference only where it is alone.

    `counts` by level; `places` is the level of each of the dimension's labels, -1 for one that no
    deal had; `pooled` how many values `OTHER` stands for.
    """

    name: str
    levels: tuple[str, ...]
    counts: tuple[int, ...]
    places: Keys
    pooled: int


@dataclass(frozen=True, eq=False)
class Design:
    """What a model's columns mean: the first is the reference deal, then each factor's levels.

    `kept` are the columns estimated; `told` says of every other which factors tell it already.
    """

    factors: tuple[Factor, ...]
    kept: Keys
    told: dict[int, tuple[str, ...]]

    def column(self, factor: int, level: int) -> int:
        """Return the column of a factor's level; of a reference there is none."""
        return sum(len(f.levels) - 1 for f in self.factors[:factor]) + level

    def matrix(self, kinds: Keys) -> Floats:
        """Return the estimated columns of m kinds of deals, levels by factor (m, F)."""
        return columns(self.factors, kinds)[:, self.kept]


def factors_of(
    dimensions: Mapping[str, Dimension], rows: Keys, names: tuple[str, ...] = FACTORS
) -> tuple[Factor, ...]:
    """Return the factors of some rows: values with fewer than 30 of them pooled as `OTHER`.

    A dimension the data do not have, or in which only one level is left, is no factor.
    """
    found = (_factor(name, dimensions[name], rows) for name in names if name in dimensions)
    return tuple(factor for factor in found if len(factor.levels) > 1)


def _factor(name: str, dimension: Dimension, rows: Keys) -> Factor:
    labels = dimension.labels
    counts = np.bincount(dimension.codes[rows], minlength=len(labels)).tolist()
    seen = sum(n > 0 for n in counts)
    large = [(-n, label) for n, label in zip(counts, labels, strict=True) if n >= THIN]
    own = sorted((label == BLANK, n, label) for n, label in large)
    kept = [label for _, _, label in own if label != OTHER]
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
    distinct, place = np.unique(codes, return_inverse=True)
    kinds = np.zeros((len(distinct), len(factors)), dtype=np.intp)
    for i in range(len(factors) - 1, -1, -1):
        distinct, level = np.divmod(distinct, sizes[i])
        kinds[:, i] = level - 1
    return kinds, place


def columns(factors: tuple[Factor, ...], kinds: Keys) -> Floats:
    """Return all columns of m kinds of deals, (m, p).

    A level nobody had counts as the mix of all levels.
    """
    parts = [np.ones((len(kinds), 1))]
    for i, factor in enumerate(factors):
        mix = np.array(factor.counts) / sum(factor.counts)
        table = np.vstack((np.eye(len(mix)), mix))
        parts.append(table[kinds[:, i]][:, 1:])
    return np.hstack(parts)


def design(factors: tuple[Factor, ...], kinds: Keys) -> Design:
    """Return the columns that m kinds of deals can tell apart, earlier ones first."""
    x = columns(factors, kinds)
    names = ["", *(f.name for f in factors for _ in f.levels[1:])]
    basis: list[Floats] = []
    kept: list[int] = []
    told: dict[int, tuple[str, ...]] = {}
    for i in range(x.shape[1]):
        rest = x[:, i].copy()
        for _ in range(2):
            for direction in basis:
                rest -= direction * (direction @ rest)
        length = float(np.linalg.norm(rest))
        if length > _TOLD * max(float(np.linalg.norm(x[:, i])), 1.0):
            basis.append(rest / length)
            kept.append(i)
        else:
            told[i] = _told_by(x[:, kept], x[:, i], [names[k] for k in kept])
    return Design(factors, np.array(kept, dtype=np.intp), told)


def _told_by(x: Floats, column: Floats, names: list[str]) -> tuple[str, ...]:
    """Return the factors whose columns together make up a column."""
    weights = np.linalg.lstsq(x, column, rcond=None)[0]
    used = [name for name, w in zip(names, weights, strict=True) if name and abs(w) > 1e-6]
    return tuple(dict.fromkeys(used))
