"""The usual dirt of a CRM, placed by the seed so that every piece can be counted."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from planner.base.day_columns import Days
from planner.base.days import NO_DAY
from planner.journeys.table import Codes, Mask, Outcome
from planner.sample.parameters import CHANNELS, STAGES
from planner.sample.paths import Paths

_MQL, _SAL = STAGES.index("MQL"), STAGES.index("SAL")


@dataclass(frozen=True, eq=False)
class Dirt:
    """Which paths are exported wrongly, by index; nothing here changes what really happened.

    `lead_rows` and `opportunity_rows` are the reports' rows in order: an index of a path, or -1 for
    a row without id and date. A lead listed twice is a repeated row.
    """

    duplicates: Codes
    blank_sources: Codes
    disagreements: Codes
    other_channels: Codes
    sal_before_mql: Codes
    won_before_created: Codes
    won_without_amount: Codes
    lead_rows: Codes
    opportunity_rows: Codes

    def with_rows_of(self, paths: Paths) -> "Dirt":
        """Return the same dirt in later exports: the rows of what is new follow, without fault."""
        leads = np.flatnonzero(paths.is_lead)
        return replace(
            self,
            lead_rows=_continued(self.lead_rows, leads),
            opportunity_rows=_continued(self.opportunity_rows, paths.by_opening),
        )


def _continued(rows: Codes, paths: npt.NDArray[np.integer[Any]]) -> Codes:
    return np.append(rows, paths[~np.isin(paths, rows)]).astype(np.int32)


def draw_dirt(paths: Paths, rng: np.random.Generator) -> Dirt:
    """Choose what goes wrong, in proportion to the number of leads."""
    leads = np.flatnonzero(paths.is_lead).astype(np.int32)
    joined = np.flatnonzero(paths.is_lead & paths.is_opportunity).astype(np.int32)
    blank = _choose(leads, len(leads) // 140, rng)
    duplicates = _choose(leads, len(leads) // 90, rng)
    won = paths.outcome == Outcome.WON
    early = _choose(np.flatnonzero(won), len(leads) // 3_000, rng)
    unpriced = _choose(np.setdiff1d(np.flatnonzero(won), early), len(leads) // 2_200, rng)
    disagreements = _choose(np.setdiff1d(joined, blank), len(leads) // 700, rng)
    shift = rng.integers(1, len(CHANNELS), len(disagreements))
    swappable = np.flatnonzero(_swappable(paths.entered))
    return Dirt(
        duplicates=duplicates,
        blank_sources=blank,
        disagreements=disagreements,
        other_channels=((paths.channel[disagreements] + shift) % len(CHANNELS)).astype(np.int32),
        sal_before_mql=_choose(np.setdiff1d(swappable, early), len(leads) // 1_400, rng),
        won_before_created=early,
        won_without_amount=unpriced,
        lead_rows=_with_blanks(np.sort(np.append(leads, duplicates)), len(leads) // 1_300, rng),
        opportunity_rows=_with_blanks(paths.by_opening, len(leads) // 4_000, rng),
    )


def _swappable(entered: Days) -> Mask:
    """Return which paths waited between MQL and SAL, so that exchanged dates show."""
    reached = entered[:, _SAL] != NO_DAY
    return np.asarray(reached & (entered[:, _SAL] > entered[:, _MQL]))


def _choose(pool: npt.NDArray[np.integer[Any]], count: int, rng: np.random.Generator) -> Codes:
    chosen = rng.choice(pool, min(count, len(pool)), replace=False)
    return np.sort(chosen).astype(np.int32)


def _with_blanks(rows: npt.NDArray[np.integer[Any]], count: int, rng: np.random.Generator) -> Codes:
    places = np.sort(rng.integers(0, len(rows) + 1, count))
    return np.insert(rows, places, -1).astype(np.int32)
