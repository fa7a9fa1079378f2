"""Rules on fields: which leads are qualified, in words that anybody can check by hand."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from planner.journeys.table import BLANK, Dimension, Mask


@dataclass(frozen=True, slots=True)
class Clause:
    """A field's value is one of `values`, or with `among` False none of them."""

    field: str
    values: tuple[str, ...]
    among: bool = True

    def keeps(self, dimensions: Mapping[str, Dimension], count: int) -> Mask:
        """Return which of `count` journeys it keeps; a field the data lack is blank throughout."""
        dimension = dimensions.get(self.field)
        if dimension is None:
            return np.full(count, (BLANK in self.values) is self.among)
        held = [((label or BLANK) in self.values) is self.among for label in dimension.labels]
        return np.asarray(np.array(held, dtype=np.bool_)[dimension.codes])


@dataclass(frozen=True, slots=True)
class Rule:
    """Clauses that all hold; without any every lead is qualified."""

    clauses: tuple[Clause, ...] = ()

    def keeps(self, dimensions: Mapping[str, Dimension], count: int) -> Mask:
        """Return which of `count` journeys are qualified."""
        mask = np.ones(count, dtype=np.bool_)
        for clause in self.clauses:
            mask &= clause.keeps(dimensions, count)
        return mask
