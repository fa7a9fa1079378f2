"""Columns of rates and of plain numbers in a grid of any size."""

import math

import numpy as np

from planner.base import units
from planner.base.units import NumberStyle, Unit
from planner.journeys.table import Mask, Money
from planner.sheets.arrangement import Between, Blanks, Extent, Filter
from planner.sheets.cells import EMPTY, Cell
from planner.sheets.journey_fields import Key, Rows


class NumberField:
    """Numbers of one unit, NaN where absent; rates are 0 to 1."""

    def __init__(self, values: Money, unit: Unit, style: NumberStyle) -> None:
        self._values, self._unit, self._style = values, unit, style

    def cells(self, rows: Rows) -> list[Cell]:
        """Return the numbers rounded for the eye."""
        return [
            Cell(units.show(value, self._unit, self._style), value)
            if math.isfinite(value)
            else EMPTY
            for value in self._values[rows].tolist()
        ]

    def key(self, descending: bool) -> Key:
        """Return the numbers themselves."""
        return -self._values if descending else self._values

    def keeps(self, chosen: Filter) -> Mask:
        """Return the rows with a number between two."""
        if not isinstance(chosen, Between):
            raise ValueError("numbers are filtered by their ends")  # noqa: TRY004
        blank = np.isnan(self._values)
        if chosen.blanks is Blanks.ONLY:
            return blank
        low = -math.inf if chosen.low is None else chosen.low
        high = math.inf if chosen.high is None else chosen.high
        kept = ~blank & (self._values >= low) & (self._values <= high)
        return kept | blank if chosen.blanks is Blanks.IN else kept

    def choices(self, among: Mask | None) -> Extent:
        """Return the least and the greatest number."""
        values = self._values if among is None else self._values[among]
        given = self._values[~np.isnan(self._values)]
        ends = (float(given.min()), float(given.max())) if len(given) else (math.nan, math.nan)
        blanks = int(np.count_nonzero(np.isnan(values)))
        rates = self._unit is Unit.RATE
        return Extent(*ends, blanks=blanks, style=self._style, rates=rates)
