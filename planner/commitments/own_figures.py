"""The company's own figures that stand beside benchmarks, measured in the evidence's window."""

import math
from collections.abc import Callable
from functools import cached_property

import numpy as np

from planner.base.stages import opportunity_stage
from planner.commitments.standing import Commitments
from planner.evidence.cuts import plan_window
from planner.evidence.funnel import SOURCE_TEAM
from planner.evidence.measure import MeasuredTransition, measure
from planner.evidence.passages import Prepared


class OwnFigures:
    """Measures what a benchmark asks for by name, once; NaN where the data do not tell."""

    def __init__(self, made: Commitments) -> None:
        self._made = made
        self._known: dict[str, float] = {}

    def of(self, name: str) -> float:
        """Return the figure of a name, NaN for an unknown one."""
        if name not in self._known:
            self._known[name] = self._measured(name)
        return self._known[name]

    def _measured(self, name: str) -> float:
        prepared = self._made.before
        deeds: dict[str, Callable[[Prepared], float]] = {
            "lead to opportunity": lambda p: self._step(p, 0, self._opportunity).matured,
            "lead to opportunity, days": lambda p: self._step(p, 0, self._opportunity).mean_days,
            "opportunity to deal": lambda p: self._step(p, self._opportunity, self._last).matured,
            "lead to deal": lambda p: self._step(p, 0, self._last).matured,
            "cycle, median days": lambda p: (
                self._step(p, self._opportunity, self._last).matured_median_days
            ),
            "sourced share": self._sourced,
            "never touched": self._never,
        }
        return deeds[name](prepared) if prepared is not None and name in deeds else math.nan

    @cached_property
    def _opportunity(self) -> int:
        return opportunity_stage(self._made.current.plan.stages)

    @cached_property
    def _last(self) -> int:
        return len(self._made.current.plan.stages) - 1

    def _step(self, prepared: Prepared, start: int, end: int) -> MeasuredTransition:
        window = plan_window(prepared, self._made.current.plan.window)
        step = start if start < end else max(end - 1, 0)
        return measure(prepared, (), start=step, end=end, entered=window).total.transitions[0]

    def _sourced(self, prepared: Prepared) -> float:
        """Return Marketing's share of won amounts, by source team."""
        journeys = prepared.journeys
        teams = journeys.dimensions.get(SOURCE_TEAM)
        if teams is None:
            return math.nan
        start, end = plan_window(prepared, self._made.current.plan.window)
        won = prepared.rows(self._last)
        day = prepared.effective[won, self._last]
        won = won[(day >= start) & (day <= end)]
        amount = np.nan_to_num(journeys.amount[won])
        ours = np.array([label.casefold() == "marketing" for label in teams.labels])
        total = float(amount.sum())
        return float(amount[ours[teams.codes[won]]].sum()) / total if total > 0.0 else math.nan

    def _never(self, _prepared: Prepared) -> float:
        """Return the share of leads handed over that nobody touched."""
        leads = self._made.recent
        if leads is None or leads.touched is None or not len(leads.rows):
            return math.nan
        return float((leads.touched == np.iinfo(np.int32).max).mean())


NAMES = (
    "lead to opportunity",
    "lead to opportunity, days",
    "opportunity to deal",
    "lead to deal",
    "cycle, median days",
    "sourced share",
    "never touched",
)
"""The figures that can stand beside a benchmark."""
