"""The plan: what a log of edits says today. Immutable; made by `fold` and by nothing else."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from planner.base.days import Month
from planner.base.stages import (
    DEFAULT_STAGES,
    Owner,
    Seat,
    Transition,
    hand_off,
    transition_owner,
)
from planner.evidence import quality
from planner.evidence.figures import LineEvidence
from planner.evidence.touch_rules import HALF_LIFE, Rule
from planner.plan.audits import Audited
from planner.plan.beliefs import StatedBelief
from planner.plan.board import Board
from planner.plan.definitions import Definition
from planner.plan.goals import Goal
from planner.plan.keys import SLA, TEAM, Driver, DriverKind, Slot
from planner.plan.log import Order
from planner.plan.said import Said
from planner.plan.wordings import Place, Wording

MOST_MONTHS = 60
SALES_TEAMS = ("sales", "partner", "customer")
"""Source teams whose lines' volume and cost Sales answers for; all others are Marketing's."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the plan: `entry` is the stage index where it enters the funnel."""

    name: str
    entry: int = 0
    source_team: str = "Marketing"


TEAM_LINE, SLA_LINE = Line(TEAM, 0, "Sales"), Line(SLA, 0, "Sales")
"""Stand where a line is asked for and all reps together, or Sales' commitments, are meant."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Entries per month of a line that a solution may not go below or beyond; None: not set."""

    least: float | None = None
    most: float | None = None


@dataclass(frozen=True, slots=True)
class Scenario:
    """A named set of positions on top of its parent's; `parent` '' is the plan itself."""

    id: str
    name: str
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Adjusted:
    """What a scenario sets for itself beside positions; None and what is not there: as below."""

    goals: tuple[Goal, ...] = ()
    budget: float | None = None
    bounds: Mapping[str, Bounds] = field(default_factory=dict)
    seasonal: bool | None = None
    season: Mapping[int, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Position:
    """A value somebody claims, and the edit that says so."""

    value: float
    order: Order
    author: str = ""
    time: str = ""
    typed: str = ""


@dataclass(frozen=True, slots=True)
class Claims:
    """What the seats say of one slot; a withdrawn position is None."""

    marketing: Position | None = None
    sales: Position | None = None
    together: Position | None = None

    def of(self, seat: Seat) -> Position | None:
        """Return one seat's position."""
        return {
            Seat.MARKETING: self.marketing,
            Seat.SALES: self.sales,
            Seat.TOGETHER: self.together,
        }[seat]


@dataclass(frozen=True, slots=True)
class Remark:
    """A text beside an assumption: why it is parked, or a note."""

    text: str
    order: Order
    author: str = ""
    time: str = ""


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody remarked at a cell: `column` of an assumption's row; `id` is its edit's."""

    id: str
    column: str
    text: str
    seat: Seat
    author: str = ""
    time: str = ""


NO_CLAIMS = Claims()
ClaimsByMonth = Mapping[Month | None, Claims]
_NONE: ClaimsByMonth = {}


@dataclass(frozen=True)
class Plan:
    """Settings, lines and positions.

    `start` is the first month planned, `fiscal_start` a calendar month (1 to 12), `window` the
    months of evidence, `by` the dimensions lines are made of, `goal` the horizon's bookings in
    `currency`. `attribution` is the rule that shares bookings out to touches, `half_life` in days
    that of time decay, `half_life_typed` as it was typed. `join` ties leads to opportunities where
    no id does: '' leaves them apart.
    `claims[line, driver][month]`: month None holds for every month without its own.
    `goals` are all goals stated, `phasing` the weights of a fiscal year's months or quarters,
    `season` index by calendar month (1 to 12) over what is measured where `seasonal`, None where
    nobody said whether: then as where it is not. `budget`
    bounds the spend of a solution, `bounds` a line's entries. `overlays[scenario.id]` are the
    claims of a scenario, `adjusted[scenario.id]` its settings. In a scenario `within` says which.
    `fixes[row][column]`: the corrected cells of rows set aside. `comments[slot]`: earliest first;
    `result_comments` those at rows of other sheets, and at assumptions that are no more, by key.
    `beliefs`: each seat's own, the latest last. `definitions[stage]`: the rule of who enters it.
    `homeless`: how many positions were stated on lines that are no more, by line.
    `board`: how the board pack is to look. `people[commitment]`: who answers for it, by name.
    `wordings[voice, stage, part]`: how a voice words a stage, in a part of the data or ('') all,
    and `rules`, by which fields it would tell. `benchmarks[id]`: fields of published figures.
    """

    name: str = ""
    start: Month = 1970 * 12
    months: int = 12
    currency: str = "USD"
    stages: tuple[str, ...] = DEFAULT_STAGES
    fiscal_start: int = 1
    window: int = 24
    by: tuple[str, ...] = ("channel",)
    attribution: Rule = Rule.FIRST
    half_life: int = HALF_LIFE
    half_life_typed: str = ""
    lines: tuple[Line, ...] = ()
    goal: float | None = None
    goals: tuple[Goal, ...] = ()
    phasing: tuple[float, ...] = ()
    seasonal: bool | None = None
    season: Mapping[int, float] = field(default_factory=dict)
    budget: float | None = None
    bounds: Mapping[str, Bounds] = field(default_factory=dict)
    scenarios: tuple[Scenario, ...] = ()
    overlays: Mapping[str, Mapping[tuple[str, Driver], ClaimsByMonth]] = field(default_factory=dict)
    adjusted: Mapping[str, Adjusted] = field(default_factory=dict)
    within: "Within | None" = None
    snapshot: str | None = None
    join: str | None = None
    claims: Mapping[tuple[str, Driver], ClaimsByMonth] = field(default_factory=dict)
    owners: Mapping[tuple[str, Driver], Owner] = field(default_factory=dict)
    parked: Mapping[Slot, Remark] = field(default_factory=dict)
    notes: Mapping[Slot, Remark] = field(default_factory=dict)
    fixes: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    comments: Mapping[Slot, tuple[Comment, ...]] = field(default_factory=dict)
    result_comments: Mapping[str, tuple[Comment, ...]] = field(default_factory=dict)
    beliefs: tuple[StatedBelief, ...] = ()
    definitions: Mapping[int, Definition] = field(default_factory=dict)
    homeless: tuple[tuple[str, int], ...] = ()
    board: Board = field(default_factory=Board)
    people: Mapping[str, str] = field(default_factory=dict)
    wordings: Mapping[Place, Wording] = field(default_factory=dict)
    rules: Mapping[Place, quality.Rule] = field(default_factory=dict)
    benchmarks: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    audits: tuple[Audited, ...] = ()

    @property
    def horizon(self) -> range:
        """The months planned."""
        return range(self.start, self.start + self.months)

    @cached_property
    def line_names(self) -> tuple[str, ...]:
        """The names of all lines, in order."""
        return tuple(line.name for line in self.lines)

    def line(self, name: str) -> Line:
        """Return the line of exactly this name, the team, or the SLA; KeyError if there is none."""
        for line in self.lines:
            if line.name == name:
                return line
        if name in {TEAM, SLA}:
            return TEAM_LINE if name == TEAM else SLA_LINE
        raise KeyError(name)

    def claims_of(self, line: str, driver: Driver) -> ClaimsByMonth:
        """Return what was said of a driver, by month."""
        return self.claims.get((line, driver), _NONE)

    def position(self, slot: Slot, seat: Seat) -> Position | None:
        """Return what a seat stated for exactly this slot, months apart from the general value."""
        return self.claims_of(slot.line, slot.driver).get(slot.month, NO_CLAIMS).of(seat)

    def said_of(self, line: Line) -> Said:
        """Return all that decides a line's values beside the data, equal for equal plans."""
        return self._said[line.name]

    def claiming(self, line: str, driver: Driver, by_month: ClaimsByMonth) -> "Plan":
        """Return the plan with other claims of one driver; what was said of other lines stands."""
        made = replace(self, claims={**self.claims, (line, driver): by_month})
        if line in self._said:
            made.__dict__["_said"] = {**self._said, line: made._tell()[line]}
        return made

    @cached_property
    def _said(self) -> Mapping[str, Said]:
        return self._tell()

    def _tell(self) -> Mapping[str, Said]:
        lines = (*self.lines, TEAM_LINE)
        words: dict[str, list[Hashable]] = {line.name: [] for line in lines}
        for (name, driver), by_month in self.claims.items():
            words.get(name, []).append(("claims", driver, tuple(by_month.items())))
        for (name, driver), owner in self.owners.items():
            words.get(name, []).append(("owner", driver, owner))
        for name, driver in () if self.within is None else self.within.claims:
            words.get(name, []).append(("own", driver))
        remarks = {"parked": self.parked, "note": self.notes, "comments": self.comments}
        for kind, by_slot in remarks.items():
            for slot, remark in by_slot.items():
                words.get(slot.line, []).append((kind, slot, remark))
        season = self.seasonal, tuple(sorted(self.season.items()))
        shape = self.start, self.months, self.stages, season
        return {line.name: Said((line, shape, *words[line.name])) for line in lines}

    def owner(self, line: Line | str, driver: Driver) -> Owner:
        """Return who answers for a driver of a line: as set in the plan, else by default."""
        this = self.line(line) if isinstance(line, str) else line
        return self.owners.get((this.name, driver)) or default_owner(self.stages, this, driver)

    def key(self, slot: Slot) -> str:
        """Return a slot's key in this plan's words."""
        return slot.key(self.stages)


@dataclass(frozen=True, slots=True)
class Within:
    """The scenario a plan is seen in: what it states itself, and the plan below it."""

    name: str
    below: str
    under: Plan
    claims: Mapping[tuple[str, Driver], ClaimsByMonth]
    settings: Adjusted


def default_owner(stages: tuple[str, ...], line: Line, driver: Driver) -> Owner:
    """Return who answers for a driver where the plan does not say (domain.md, Default owners).

    A rate or lag follows its transition; deal size is Sales'; volume, cost and spend follow the
    line's source. An opening pipeline is owned as the entries of its stage are: up to the hand-off
    by the line's source, beyond it by Sales. What is assumed of the team is Sales', but for the
    ratio of pipelines, which leads across the hand-off, and so are commitments but for the weights
    of objectives.
    """
    source = Owner.SALES if line.source_team.casefold() in SALES_TEAMS else Owner.MARKETING
    match driver.kind:
        case DriverKind.RATE | DriverKind.LAG:
            return transition_owner(stages, Transition(driver.index))
        case DriverKind.DEAL_SIZE:
            return Owner.SALES
        case DriverKind.OPEN:
            return source if driver.index <= hand_off(stages).start else Owner.SALES
        case DriverKind.PIPELINE_RATIO | DriverKind.WEIGHT:
            return Owner.SHARED
    return source


def lines_of(evidence: Mapping[str, LineEvidence]) -> tuple[Line, ...]:
    """Return the lines that measured data propose."""
    return tuple(Line(e.line, e.entry, e.source_team) for e in evidence.values())
