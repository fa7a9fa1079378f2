"""The company's own figures that stand beside benchmarks, measured in the evidence's window."""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from planner.base.stages import opportunity_stage
from planner.commitments.handed import NEVER
from planner.commitments.standing import Commitments
from planner.evidence.cuts import plan_window
from planner.evidence.funnel import SOURCE_TEAM
from planner.evidence.measure import MeasuredTransition, measure
from planner.evidence.passages import Prepared
from planner.journeys.table import Mask

Reading = Callable[[MeasuredTransition], float]


@dataclass(frozen=True, slots=True)
class Own:
    """A figure of the company's: NaN where the data do not tell; of `n` entries, 0 if not counted.

    `channels` are those of the data that it is of, none where it is of all.
    """

    value: float
    n: int = 0
    channels: tuple[str, ...] = ()


class OwnFigures:
    """Measures what a benchmark asks for by name, once; of one channel where it is about one."""

    def __init__(self, made: Commitments) -> None:
        self._made = made
        self._known: dict[tuple[str, str], Own] = {}

    def of(self, name: str, channel: str = "") -> Own:
        """Return the figure of a name, unknown for a name or a channel that there is not."""
        key = name, channel
        if key not in self._known:
            self._known[key] = self._measured(name, channel)
        return self._known[key]

    def _measured(self, name: str, channel: str) -> Own:
        prepared = self._made.before
        if prepared is None:
            return Own(math.nan)
        if name in (steps := self._steps):
            return self._of_step(prepared, *steps[name], channel)
        if channel:
            return Own(math.nan)
        deeds = {"sourced share": self._sourced, "never touched": self._never}
        return Own(deeds[name](prepared)) if name in deeds else Own(math.nan)

    @cached_property
    def _steps(self) -> dict[str, tuple[int, int, Reading]]:
        made, won = self._opportunity, self._last
        return {
            "lead to opportunity": (0, made, lambda step: step.matured),
            "lead to opportunity, days": (0, made, lambda step: step.mean_days),
            "opportunity to deal": (made, won, lambda step: step.matured),
            "lead to deal": (0, won, lambda step: step.matured),
            "cycle, median days": (made, won, lambda step: step.matured_median_days),
        }

    def _of_step(
        self, prepared: Prepared, start: int, end: int, read: Reading, channel: str
    ) -> Own:
        window = plan_window(prepared, self._made.current.plan.window)
        names, where = _of_channel(prepared, channel)
        if channel and not names:
            return Own(math.nan)
        step = start if start < end else max(end - 1, 0)
        found = measure(prepared, (), start=step, end=end, entered=window, where=where)
        moved = found.total.transitions[0]
        return Own(read(moved), moved.entered, names)

    @cached_property
    def _opportunity(self) -> int:
        return opportunity_stage(self._made.current.plan.stages)

    @cached_property
    def _last(self) -> int:
        return len(self._made.current.plan.stages) - 1

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
        return float((leads.touched == NEVER).mean())


def _of_channel(prepared: Prepared, channel: str) -> tuple[tuple[str, ...], Mask | None]:
    """Return the data's channels that are called as one, and who came by them; all for none.

    A name is another's where it has all its words, in the singular or not: Paid social is social.
    """
    known = prepared.journeys.dimensions.get("channel")
    if not channel or known is None:
        return (), None
    wanted = _words(channel)
    named = np.array([wanted <= _words(label) for label in known.labels], dtype=np.bool_)
    names = tuple(label for label, one in zip(known.labels, named, strict=True) if one)
    return names, np.asarray(named[known.codes])


def _words(name: str) -> frozenset[str]:
    return frozenset(word.removesuffix("s") for word in re.findall(r"\w+", name.casefold()))


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
