"""Budget, bounds and season as a form shows them in texts, and the keys that state them."""

from collections.abc import Iterable
from dataclasses import dataclass

from planner.base import units
from planner.base.problem import Problem, RefusedError
from planner.base.units import ENGLISH, NumberStyle, Unit
from planner.evidence.figures import FunnelEvidence
from planner.evidence.season import measured_season
from planner.plan import keys
from planner.plan.document import Bounds, Line, Plan
from planner.plan.edits import Draft
from planner.plan.keys import VOLUME, quote
from planner.plan.resolve import resolve
from planner.plan.seasons import FLAT, MEASURED, YEAR, season_key, season_word

SEASONS = {FLAT: "All months alike", MEASURED: "As measured"}
"""What holds in a calendar month that nobody set an index for."""
AS_BELOW = ""
"""In a scenario: as in what it lies on."""


@dataclass(frozen=True, slots=True)
class BoundSetting:
    """Entries per month of a line that a solution stays between; `ghost` is the most if not set."""

    line: str
    least: str
    most: str
    ghost: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """What bounds a solution, and how a year's months part from its mean.

    `season` is FLAT or MEASURED, or AS_BELOW where a scenario leaves it to what it lies on;
    `seasons` are those to choose from with their names, `below` is which one AS_BELOW means.
    `months` are the indices set from January on, '' where none is; `measured` those of the data,
    empty without.
    """

    budget: str
    season: str
    months: tuple[str, ...]
    bounds: tuple[BoundSetting, ...]
    measured: tuple[str, ...] = ()
    seasons: tuple[tuple[str, str], ...] = tuple(SEASONS.items())
    below: str = FLAT

    def ghosts(self, season: str) -> tuple[str, ...]:
        """Return the indices that hold in months without one, from January on."""
        seen = self.below if season == AS_BELOW else season
        return self.measured if seen == MEASURED and self.measured else ("1",) * len(YEAR)


def limits_settings(
    plan: Plan, evidence: FunnelEvidence | None, style: NumberStyle = ENGLISH
) -> Limits:
    """Return budget, bounds and season as they now stand."""
    found, within = measured_season(evidence), plan.within
    seasons, below, stated = tuple(SEASONS.items()), FLAT, plan.seasonal
    if within is not None:
        stated, below = within.settings.seasonal, season_word(within.under.seasonal) or FLAT
        seasons = ((AS_BELOW, f"As in {within.below}: {SEASONS[below].lower()}"), *seasons)
    unsaid = FLAT if within is None else AS_BELOW
    measured = () if found is None else tuple(units.number(x, style, 2) for x in found)
    return Limits(
        _exact(plan.budget, style, Unit.MONEY),
        season_word(stated) or unsaid,
        tuple(_exact(plan.season.get(month), style) for month in YEAR),
        tuple(_bound(plan, evidence, line, style) for line in plan.lines),
        measured,
        seasons,
        below,
    )


def limits_texts(limits: Limits) -> dict[str, str]:
    """Return what the form says by key."""
    texts = {keys.BUDGET: limits.budget.strip(), keys.SEASON: limits.season}
    for month, text in zip(YEAR, limits.months, strict=True):
        texts[season_key(month)] = text.strip()
    for bound in limits.bounds:
        texts[keys.LEAST + quote(bound.line)] = bound.least.strip()
        texts[keys.MOST + quote(bound.line)] = bound.most.strip()
    return texts


def check_bounds(plan: Plan, drafts: Iterable[Draft]) -> None:
    """Refuse a line's least that is above its most once the drafts hold."""
    said = {draft.key: draft.value for draft in drafts}
    for line in plan.lines:
        now = plan.bounds.get(line.name, Bounds())
        least = said.get(keys.LEAST + quote(line.name), now.least)
        most = said.get(keys.MOST + quote(line.name), now.most)
        if isinstance(least, float) and isinstance(most, float) and least > most:
            what = f"The least of {line.name} is above its most"
            raise RefusedError(Problem(what, "", "Lower the one, or raise the other"))


def _bound(
    plan: Plan, evidence: FunnelEvidence | None, line: Line, style: NumberStyle
) -> BoundSetting:
    set_ = plan.bounds.get(line.name, Bounds())
    working = resolve(plan, evidence, line, VOLUME).working
    ghost = "" if working is None else units.number(2.0 * working, style)
    return BoundSetting(line.name, _exact(set_.least, style), _exact(set_.most, style), ghost)


def _exact(value: float | None, style: NumberStyle, unit: Unit = Unit.NUMBER) -> str:
    return "" if value is None else units.exact(value, unit, style)
