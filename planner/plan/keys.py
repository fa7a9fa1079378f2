"""Keys: how edits, the command line and the workbook name an assumption or a setting.

An assumption is `LINE/DRIVER[/YYYY-MM]`, with `/ : = %` percent-encoded in names. What is assumed
of all reps together is `team/DRIVER`: `team/reps` are those there when the plan begins,
`team/reps/2027-04` those who start in that month; what is promised is `sla/DRIVER`. What names no
assumption is a setting:
`plan:start`, `goal`, `line:NAME`, `owner:LINE/DRIVER`, `park:KEY`, … So is the corrected cell of a
row set aside: `fix:ROW/COLUMN`, the row by what it holds, the column by its place from 0. Comments
stand at a cell: every edit of `comment:COLUMN:KEY` is one more of them, and `uncomment:KEY` takes
back those whose ids it names. `belief:DIMENSION/VALUE/CLAIM/ASPECT` is what a seat holds to be true
of the data, each seat's own beside the other's; `definition:STAGE` a setting: the rule on fields by
which leads enter a stage, `wording:VOICE/STAGE` how a voice words it. `meeting:ID` is why the rest
of its step was decided. `scenario:ID` is a scenario, `scenario:ID/KEY` a position in it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple
from urllib.parse import unquote

from planner.base.days import Month, month_text, parse_month
from planner.base.problem import Problem, RefusedError
from planner.base.stages import ARROW
from planner.base.units import Unit
from planner.plan.objectives import WEIGHED

NAME, START, MONTHS = "plan:name", "plan:start", "plan:months"
CURRENCY, STAGES, BY = "plan:currency", "plan:stages", "plan:by"
FISCAL_START, WINDOW = "plan:fiscal_start", "plan:window"
ATTRIBUTION, HALF_LIFE = "plan:attribution", "plan:half_life"
GOAL, SNAPSHOT, JOIN = "goal", "data:snapshot", "data:join"
LINE, OWNER, PARK, NOTE = "line:", "owner:", "park:", "note:"
FIX = "fix:"
COMMENT, UNCOMMENT = "comment:", "uncomment:"
BELIEF, DEFINITION = "belief:", "definition:"
WORDING, RULE = "wording:", "rule:"
TEAM, SLA = "team", "sla"
"""The lines, in keys, of what is assumed of all reps together, and of what both sides promise."""
BUDGET, PHASING, SEASON = "budget", "plan:phasing", "plan:season"
LEAST, MOST = "least:", "most:"
SCENARIO = "scenario:"
MEETING = "meeting:"

_MONTH = re.compile(r"(.+)/([0-9]{4}-[0-9]{2})", re.DOTALL)
_RESERVED = {"%": "%25", "/": "%2F", ":": "%3A", "=": "%3D"}
_NEEDS_QUOTE = re.compile("[%/:=]")
_REMEDY = "Write it as LINE/DRIVER or LINE/DRIVER/2027-03, for example paid_search/volume"


class DriverKind(StrEnum):
    """What an assumption is about; rates and lags belong to a transition, `open` to a stage.

    From `reps` on they are about the team; `ramp` belongs to a month of tenure, from 0. From
    `first_touch_days` on they are commitments; `weight` belongs to an objective of the scorecards.
    """

    VOLUME = "volume"
    RATE = "rate"
    LAG = "lag"
    DEAL_SIZE = "deal_size"
    COST = "cost"
    SPEND = "spend"
    OPEN = "open"
    RETURNS = "returns"
    REPS = "reps"
    RAMP = "ramp"
    ATTRITION = "attrition"
    LEADS_PER_REP = "leads_per_rep"
    OPEN_PER_REP = "open_per_rep"
    DAYS_OPEN = "days_open"
    QUOTA = "quota"
    ATTAINMENT = "attainment"
    PIPELINE_RATIO = "pipeline_ratio"
    CAPACITY = "capacity"
    FIRST_TOUCH_DAYS = "first_touch_days"
    FIRST_TOUCH_SHARE = "first_touch_share"
    WORKED_SHARE = "worked_share"
    TOUCHES_BEFORE_DEAD = "touches_before_dead"
    ANSWER_DAYS = "answer_days"
    ANSWER_SHARE = "answer_share"
    WEIGHT = "weight"


_KINDS = tuple(DriverKind)
_AT = _KINDS.index(DriverKind.REPS), _KINDS.index(DriverKind.CAPACITY)
TEAM_KINDS = _KINDS[_AT[0] : _AT[1]]
"""What can be assumed of the team; capacity, all of them together, is an item of bridges alone."""
PLEDGE_KINDS = _KINDS[_AT[1] + 1 :]
"""What Sales promises, and the weights of objectives, by their place in WEIGHED."""
_LINE_KINDS = _KINDS[: _AT[0]]
_EVERY_MONTH = frozenset({DriverKind.RAMP, DriverKind.ATTRITION, DriverKind.PIPELINE_RATIO,
                      DriverKind.WEIGHT, DriverKind.RETURNS, DriverKind.OPEN})  # fmt: skip
"""What holds for all months alike, or on the first day."""
_OF_TRANSITION = (DriverKind.RATE, DriverKind.LAG)
_UNITS = {
    DriverKind.RATE: Unit.RATE,
    DriverKind.LAG: Unit.DAYS,
    DriverKind.VOLUME: Unit.NUMBER,
    DriverKind.OPEN: Unit.NUMBER,
    DriverKind.RETURNS: Unit.RATE,
    **dict.fromkeys((DriverKind.REPS, DriverKind.LEADS_PER_REP), Unit.NUMBER),
    DriverKind.OPEN_PER_REP: Unit.NUMBER,
    DriverKind.DAYS_OPEN: Unit.DAYS,
    **dict.fromkeys((DriverKind.RAMP, DriverKind.ATTRITION), Unit.RATE),
    **dict.fromkeys((DriverKind.ATTAINMENT, DriverKind.PIPELINE_RATIO), Unit.RATE),
    **dict.fromkeys((DriverKind.FIRST_TOUCH_DAYS, DriverKind.ANSWER_DAYS), Unit.DAYS),
    **dict.fromkeys((DriverKind.FIRST_TOUCH_SHARE, DriverKind.WORKED_SHARE), Unit.RATE),
    **dict.fromkeys((DriverKind.ANSWER_SHARE, DriverKind.WEIGHT), Unit.RATE),
    DriverKind.TOUCHES_BEFORE_DEAD: Unit.NUMBER,
}


class Driver(NamedTuple):
    """A driver; `index` is the transition's start stage, the stage of `open`, the tenure of `ramp`.

    It is 0 for all others. A tuple, because it is looked up more often than anything else.
    """

    kind: DriverKind
    index: int = 0  # type: ignore[assignment]  # hides the tuple's own, which nobody asks for

    @property
    def by_month(self) -> bool:
        """Whether a month can have a value of its own."""
        return self.kind not in _EVERY_MONTH

    @property
    def unit(self) -> Unit:
        """What its values count."""
        return _UNITS.get(self.kind, Unit.MONEY)

    def text(self, stages: tuple[str, ...], arrow: str = ARROW) -> str:
        """Return the driver as in keys, such as rate:MQL>SAL, names encoded."""
        if self.kind in _OF_TRANSITION:
            start, end = (quote(stage) for stage in stages[self.index : self.index + 2])
            return f"{self.kind.value}:{start}{arrow}{end}"
        if self.kind is DriverKind.OPEN:
            return f"{self.kind.value}:{quote(stages[self.index])}"
        if self.kind is DriverKind.RAMP:
            return f"{self.kind.value}:{self.index}"
        if self.kind is DriverKind.WEIGHT:
            return f"{self.kind.value}:{WEIGHED[self.index]}"
        return self.kind.value


VOLUME = Driver(DriverKind.VOLUME)
DEAL_SIZE = Driver(DriverKind.DEAL_SIZE)
COST = Driver(DriverKind.COST)
SPEND = Driver(DriverKind.SPEND)
RETURNS = Driver(DriverKind.RETURNS)
"""Share of one per cent more spend that arrives as entries: below 100 % returns diminish."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One assumption's place: a line, a driver, and a month or None for every month."""

    line: str
    driver: Driver
    month: Month | None = None

    def key(self, stages: tuple[str, ...]) -> str:
        """Return the slot as a key, such as Paid search/rate:MQL>SAL/2027-03."""
        return assumption_key(self.line, self.driver, self.month, stages)


def assumption_key(line: str, driver: Driver, month: Month | None, stages: tuple[str, ...]) -> str:
    """Return an assumption's key; month None leaves the month out."""
    when = "" if month is None else f"/{month_text(month)}"
    return f"{quote(line)}/{driver.text(stages)}{when}"


def quote(name: str) -> str:
    """Return a name with `/ : = %` percent-encoded."""
    return _NEEDS_QUOTE.sub(lambda found: _RESERVED[found[0]], name)


def line_key(name: str) -> str:
    """Return the setting that defines a line."""
    return LINE + quote(name)


def owner_key(line: str, driver: Driver, stages: tuple[str, ...]) -> str:
    """Return the setting that names who owns a driver of a line."""
    return OWNER + Slot(line, driver).key(stages)


def note_key(slot: Slot, stages: tuple[str, ...]) -> str:
    """Return the setting that holds an assumption's note."""
    return NOTE + slot.key(stages)


def fix_key(row: str, column: int) -> str:
    """Return the setting that corrects a cell of a row set aside."""
    return f"{FIX}{row}/{column}"


def parse_key(text: str, lines: Iterable[str], stages: tuple[str, ...]) -> Slot:
    """Return the slot a key names, its line in the data's own text.

    RefusedError for an unknown or ambiguous line, an unknown driver or month.
    """
    known = tuple(lines)
    if text.casefold().startswith(SCENARIO):
        raise RefusedError(Problem(f"'{text}' names a scenario, not an assumption"))
    head, slash, tail = text.partition("/")
    if not slash:
        raise RefusedError(Problem(f"'{text}' names no assumption", "", _REMEDY))
    dated = _MONTH.fullmatch(tail)
    month = _month(dated.group(2), text) if dated else None
    named = dated.group(1) if dated else tail
    for shared, kinds in ((TEAM, TEAM_KINDS), (SLA, PLEDGE_KINDS)):
        found = _shared_driver(named, kinds) if head.casefold() == shared else None
        if found is None:
            continue
        if month is not None and found.kind in _EVERY_MONTH:
            what = f"{found.kind} is the same in every month"
            raise RefusedError(Problem(what, text, f"Write {shared}/{named} without a month"))
        return Slot(shared, found, month)
    driver = parse_driver(named, stages)
    return Slot(find_line(unquote(head), known), driver, month)


def _shared_driver(text: str, kinds: tuple[DriverKind, ...]) -> Driver | None:
    """Return what is assumed of the team, or promised; None for what only lines have."""
    kind, _, of = text.strip().casefold().partition(":")
    found = next((k for k in kinds if k.value == kind), None)
    if found is DriverKind.WEIGHT:
        return Driver(found, WEIGHED.index(of)) if of in WEIGHED else None
    if found is None or (of and (found is not DriverKind.RAMP or not of.isdecimal())):
        return None
    return Driver(found, int(of or 0))


def parse_driver(text: str, stages: tuple[str, ...]) -> Driver:
    """Return the driver of volume, rate:MQL>SAL, lag:…, open:STAGE, …; RefusedError otherwise."""
    kind_text, _, of = text.strip().partition(":")
    try:
        kind = _LINE_KINDS[_LINE_KINDS.index(DriverKind(_loose(kind_text).replace(" ", "_")))]
    except ValueError:
        known = ", ".join(kind.value for kind in _LINE_KINDS)
        raise RefusedError(
            Problem(f"'{text}' is not a driver", "", f"Drivers are {known}")
        ) from None
    if kind in _OF_TRANSITION:
        start, arrow, end = of.partition(ARROW)
        first, second = (_stage(start, stages), _stage(end, stages)) if arrow else (0, 0)
        if second != first + 1:
            what = f"'{of}' is not a step of the funnel {' > '.join(stages)}"
            raise RefusedError(Problem(what, "", "Name two neighbouring stages, such as rate:A>B"))
        return Driver(kind, first)
    if kind is DriverKind.OPEN:
        return Driver(kind, _stage(of, stages))
    if of:
        raise RefusedError(Problem(f"'{text}' is not a driver", "", f"Write {kind} alone"))
    return Driver(kind)


def find_line(text: str, lines: Iterable[str]) -> str:
    """Return the line meant, blind to case, and failing that to underscores; else RefusedError."""
    known = tuple(lines)
    if known.count(text) == 1:
        return text
    for form in (str.casefold, _loose):
        meant = [line for line in known if form(line) == form(text)]
        if len(meant) == 1:
            return meant[0]
        if meant:
            what = f"'{text}' may be {' or '.join(meant)}"
            raise RefusedError(Problem(what, "", "Write the line exactly as in the plan"))
    names = ", ".join(known) or "none yet"
    raise RefusedError(Problem(f"The plan has no line '{text}'", "", f"Its lines: {names}"))


def _stage(text: str, stages: tuple[str, ...]) -> int:
    """Return a stage's index by its name, blind to case; RefusedError if there is none."""
    folded = [stage.casefold() for stage in stages]
    name = unquote(text).strip().casefold()
    if name not in folded:
        what = f"'{text.strip()}' is not a stage of the plan"
        raise RefusedError(Problem(what, "", f"Its stages are {', '.join(stages)}"))
    return folded.index(name)


def _month(text: str, key: str) -> Month:
    try:
        return parse_month(text)
    except ValueError as error:
        raise RefusedError(Problem(str(error), key)) from None


def _loose(text: str) -> str:
    """Return the text in lower case, underscores and runs of space as one space."""
    return " ".join(text.casefold().replace("_", " ").split())
