"""Designs: which columns of a regression can be estimated, and which factors tell the others."""

import math
from dataclasses import dataclass

import numpy as np

from planner.evidence.figures import Floats
from planner.evidence.passages import Keys
from planner.evidence.regression.factors import Factor, columns
from planner.evidence.regression.gram import gram

LEAST_APART = 5.0
"""A level, or its difference from the reference, that fewer deals than this set apart from the
factors before it is told by those: an odd record out of a thousand proves no effect."""
_SMALL_WEIGHT = 0.2


@dataclass(frozen=True, eq=False)
class Design:
    """What a model's columns mean: the first is the reference deal, then levels of the factors.

    `kept` are the columns estimated; `references` the level each factor is compared with, -1 where
    earlier factors tell all of it; `told` names, by column, the earlier factors that tell a level,
    so that no comparison of it with the reference can be made. `deal` are the reference deal's
    levels, of those factors in which deals alike in the earlier ones have the reference.
    """

    factors: tuple[Factor, ...]
    kept: Keys
    references: tuple[int, ...]
    told: dict[int, tuple[str, ...]]
    deal: tuple[str, ...]

    def column(self, factor: int, level: int) -> int:
        """Return the column of a factor's level."""
        return 1 + sum(len(f.levels) for f in self.factors[:factor]) + level

    def matrix(self, kinds: Keys) -> Floats:
        """Return the estimated columns of m kinds of deals, levels by factor (m, F)."""
        return columns(self.factors, kinds)[:, self.kept]


class _Basis:
    """An orthonormal basis of the columns taken so far, each row weighed by the root of its deals.

    The square of what is left of a column is then how many deals set it apart from all others.
    """

    def __init__(self, column: Floats) -> None:
        self.directions = (column / _length(column))[None]

    def rest(self, column: Floats) -> Floats:
        """Return what of a column the basis does not tell; zeros where too few deals are left."""
        left = column.copy()
        for _ in range(2):
            left -= self.directions.T @ (self.directions @ left)
        return np.zeros_like(left) if _length(left) ** 2 < LEAST_APART else left

    def take(self, column: Floats) -> bool:
        """Add a column; False where it is told already."""
        left = self.rest(column)
        length = _length(left)
        if length:
            self.directions = np.vstack((self.directions, left / length))
        return length > 0


def _length(column: Floats) -> float:
    return math.sqrt(float((column * column).sum()))


def design(factors: tuple[Factor, ...], kinds: Keys, deals: Keys) -> Design:
    """Return what m kinds of deals, so many of each (m), can tell apart, earlier factors first.

    A level that earlier factors tell has no column. The first of the others is the reference.
    """
    x = columns(factors, kinds) * np.sqrt(deals)[:, None]
    basis, kept, names = _Basis(x[:, 0]), [0], [""]
    references: list[int] = []
    told: dict[int, tuple[str, ...]] = {}
    first = 1
    for factor in factors:
        own = range(first, first + len(factor.levels))
        left = {i: basis.rest(x[:, i]) for i in own}
        free = [i for i in own if left[i].any()]
        before = list(kept), list(names)
        told |= {i: _told_by(x[:, kept], x[:, i], names) for i in own if i not in free}
        references.append(free[0] - first if free else -1)
        unsure = _incomparable(np.column_stack([left[i] for i in free])) if free else ()
        for place, i in enumerate(free[1:], start=1):
            taken = basis.take(x[:, i])
            if taken:
                kept.append(i)
                names.append(factor.name)
            if not taken or place in unsure:
                told[i] = _told_by(x[:, before[0]], x[:, i], before[1])
        first = own.stop
    deal = _deal(factors, references, kinds)
    return Design(factors, np.array(kept, dtype=np.intp), tuple(references), told, deal)


def _incomparable(left: Floats) -> tuple[int, ...]:
    """Return the levels whose difference from the first is not told, by place among f (m, f).

    Of a difference c, 1 / c′(X′X)⁻¹c deals set it apart; what cancels out in it, as the sum of all
    levels does, does not count.
    """
    cross = gram(left, np.ones(len(left)))
    inverse = np.linalg.inv(cross + np.eye(len(cross)) * 1e-9 * np.trace(cross))
    own = np.diag(inverse)
    apart = own + own[0] - 2 * inverse[0]
    return tuple(place for place in range(1, len(own)) if apart[place] * LEAST_APART > 1)


def _told_by(x: Floats, column: Floats, names: list[str]) -> tuple[str, ...]:
    """Return the factors whose columns, none told by the others, best make up a column."""
    weights = np.linalg.lstsq(gram(x, np.ones(len(x))), x.T @ column, rcond=None)[0]
    used = [name for name, w in zip(names, weights, strict=True) if name and abs(w) > _SMALL_WEIGHT]
    return tuple(dict.fromkeys(used))


def _deal(factors: tuple[Factor, ...], references: list[int], kinds: Keys) -> tuple[str, ...]:
    """Return the references that stand together in some deal, the earlier factors first."""
    alike = np.ones(len(kinds), dtype=np.bool_)
    said = []
    for i, (factor, level) in enumerate(zip(factors, references, strict=True)):
        narrower = alike & (kinds[:, i] == level)
        if level >= 0 and narrower.any():
            alike = narrower
            said.append(factor.levels[level])
    return tuple(said)
