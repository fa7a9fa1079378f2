"""Keys: how edits, the command line and the workbook name an assumption or a setting.

An assumption is `LINE/DRIVER[/YYYY-MM]`, with `/ : = %` percent-encoded in names. What names no
assumption is a setting: `plan:start`, `goal`, `line:NAME`, `owner:LINE/DRIVER`, `park:KEY`, … So
is the corrected cell of a row set aside: `fix:ROW/COLUMN`, the row by what it holds, the column by
its place from 0. Comments stand at a cell: every edit of `comment:COLUMN:KEY` is one more of them,
and `uncomment:KEY` takes back those whose ids it names. `belief:DIMENSION/VALUE/CLAIM/ASPECT` is
what a seat holds to be true of the data, each seat's own beside the other's; `definition:STAGE` a
setting: the rule on fields by which leads enter a stage.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote

from planner.base.days import Month, month_text, parse_month
from planner.base.problem import Problem, RefusedError
from planner.base.stages import ARROW
from planner.base.units import Unit

NAME, START, MONTHS = "plan:name", "plan:start", "plan:months"
CURRENCY, STAGES, BY = "plan:currency", "plan:stages", "plan:by"
FISCAL_START, WINDOW = "plan:fiscal_start", "plan:window"
ATTRIBUTION, HALF_LIFE = "plan:attribution", "plan:half_life"
GOAL, SNAPSHOT, JOIN = "goal", "data:snapshot", "data:join"
LINE, OWNER, PARK, NOTE = "line:", "owner:", "park:", "note:"
FIX = "fix:"
COMMENT, UNCOMMENT = "comment:", "uncomment:"
BELIEF, DEFINITION = "belief:", "definition:"
CAPACITY = ("reps", "ramp", "leads_per_rep", "open_per_rep", "days_open")

_MONTH = re.compile(r"(.+)/([0-9]{4}-[0-9]{2})", re.DOTALL)
_RESERVED = {"%": "%25", "/": "%2F", ":": "%3A", "=": "%3D"}
_NEEDS_QUOTE = re.compile("[%/:=]")
_REMEDY = "Write it as LINE/DRIVER or LINE/DRIVER/2027-03, for example paid_search/volume"


class DriverKind(StrEnum):
    """What an assumption is about; rates and lags belong to a transition, `open` to a stage."""

    VOLUME = "volume"
    RATE = "rate"
    LAG = "lag"
    DEAL_SIZE = "deal_size"
    COST = "cost"
    SPEND = "spend"
    OPEN = "open"


_OF_TRANSITION = (DriverKind.RATE, DriverKind.LAG)
_UNITS = {
    DriverKind.RATE: Unit.RATE,
    DriverKind.LAG: Unit.DAYS,
    DriverKind.VOLUME: Unit.NUMBER,
    DriverKind.OPEN: Unit.NUMBER,
}


@dataclass(frozen=True, slots=True)
class Driver:
    """A driver; `index` is the transition's start stage, or the stage of `open`, else 0."""

    kind: DriverKind
    index: int = 0

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
        return self.kind.value


VOLUME = Driver(DriverKind.VOLUME)
DEAL_SIZE = Driver(DriverKind.DEAL_SIZE)
COST = Driver(DriverKind.COST)
SPEND = Driver(DriverKind.SPEND)


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


def park_key(slot: Slot, stages: tuple[str, ...]) -> str:
    """Return the setting that parks an assumption; its value says why."""
    return PARK + slot.key(stages)


def note_key(slot: Slot, stages: tuple[str, ...]) -> str:
    """Return the setting that holds an assumption's note."""
    return NOTE + slot.key(stages)


def comment_key(slot: Slot, column: str, stages: tuple[str, ...]) -> str:
    """Return the key of one more comment at a cell: an assumption and a column of its row."""
    return f"{COMMENT}{quote(column)}:{slot.key(stages)}"


def uncomment_key(slot: Slot, stages: tuple[str, ...]) -> str:
    """Return the key that takes comments of an assumption back; its value names their ids."""
    return UNCOMMENT + slot.key(stages)


def commented(key: str) -> tuple[str, str] | None:
    """Return the column and the assumption's key of a comment's key; None for another key."""
    column, colon, slot = key.removeprefix(COMMENT).partition(":")
    return (unquote(column), slot) if key.startswith(COMMENT) and colon else None


def fix_key(row: str, column: int) -> str:
    """Return the setting that corrects a cell of a row set aside."""
    return f"{FIX}{row}/{column}"


def definition_key(stage: str) -> str:
    """Return the setting that holds the rule by which leads enter a stage."""
    return DEFINITION + quote(stage)


def defined_stage(key: str) -> str | None:
    """Return the stage a definition's key names; None for another key."""
    return unquote(key.removeprefix(DEFINITION)) if key.startswith(DEFINITION) else None


def parse_key(text: str, lines: Iterable[str], stages: tuple[str, ...]) -> Slot:
    """Return the slot a key names, its line in the data's own text.

    RefusedError for an unknown or ambiguous line, an unknown driver or month, and for capacity
    (`team/…`) and scenarios, which this version does not have.
    """
    known = tuple(lines)
    if text.casefold().startswith("scenario:"):
        raise RefusedError(Problem(f"'{text}' names a scenario, and this version has none"))
    head, slash, tail = text.partition("/")
    if not slash:
        raise RefusedError(Problem(f"'{text}' names no assumption", "", _REMEDY))
    if _is_capacity(head, tail):
        raise RefusedError(Problem(f"'{text}' is about capacity, which this version does not plan"))
    dated = _MONTH.fullmatch(tail)
    month = _month(dated.group(2), text) if dated else None
    driver = parse_driver(dated.group(1) if dated else tail, stages)
    return Slot(find_line(unquote(head), known), driver, month)


def parse_driver(text: str, stages: tuple[str, ...]) -> Driver:
    """Return the driver of volume, rate:MQL>SAL, lag:…, open:STAGE, …; RefusedError otherwise."""
    kind_text, _, of = text.strip().partition(":")
    try:
        kind = DriverKind(_loose(kind_text).replace(" ", "_"))
    except ValueError:
        known = ", ".join(kind.value for kind in DriverKind)
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


def _is_capacity(head: str, tail: str) -> bool:
    return head.casefold() == "team" and tail.partition("/")[0].casefold() in CAPACITY


def _loose(text: str) -> str:
    """Return the text in lower case, underscores and runs of space as one space."""
    return " ".join(text.casefold().replace("_", " ").split())
