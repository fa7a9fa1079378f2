"""How drivers, owners and amounts are called on every sheet."""

from dataclasses import dataclass
from functools import lru_cache

from planner.base import units
from planner.base.stages import Owner, Seat, hand_off
from planner.base.units import ENGLISH, NumberStyle, Unit
from planner.plan.document import Plan
from planner.plan.keys import SLA, TEAM, Driver, DriverKind, Slot
from planner.plan.objectives import WEIGHED
from planner.sheets.cells import Kind

SEAT_NAMES = {Seat.MARKETING: "Marketing", Seat.SALES: "Sales", Seat.TOGETHER: "Together"}
OWNER_NAMES = {Owner.MARKETING: "Marketing", Owner.SALES: "Sales", Owner.SHARED: "Hand-off"}
VOICE_NAMES = {"marketing": "Marketing", "sales": "Sales", "sdr": "Inside sales"}
"""Who can say what a stage means, the third voice last."""
_SPOKEN = {"sal": "SAL", "mql": "MQL"}
VOWELS = frozenset("aeiou")
LONGEST = 8
"""Stage names longer than this are cut where space is short."""


@dataclass(frozen=True, slots=True)
class Tongue:
    """How numbers are written: the locale's style and the plan's currency."""

    style: NumberStyle = ENGLISH
    currency: str = "USD"

    def show(self, value: float, unit: Unit) -> str:
        """Return a number as a cell shows it."""
        return units.show(value, unit, self.style, self.currency)

    def short(self, value: float, *, signed: bool = False) -> str:
        """Return money by its size, such as $1.46m."""
        return units.money_short(value, self.currency, self.style, signed=signed)

    def rate(self, value: float, digits: int | None = None) -> str:
        """Return a rate, such as 58.0%."""
        return units.rate(value, self.style, digits)

    def count(self, value: float) -> str:
        """Return a whole number."""
        return units.count(value, self.style)

    def interval(self, low: float, high: float, unit: Unit) -> str:
        """Return an interval with its unit said once."""
        return units.interval(low, high, unit, self.style, self.currency)


def kind_of(driver: Driver) -> Kind:
    """Return what a cell of this driver holds."""
    return Kind(driver.unit.value)


def driver_key(plan: Plan, line: str, driver: Driver) -> str:
    """Return the row of a driver for all months on the Assumptions sheet."""
    return Slot(line, driver).key(plan.stages)


def plural(stage: str) -> str:
    """Return several of a stage's journeys: Inquiries, MQLs; a participle such as Won stays."""
    lowered = stage.casefold()
    if lowered.endswith(("s", "ed", "won")):
        return stage
    if lowered.endswith("y") and lowered[-2:-1] not in VOWELS and not stage.isupper():
        return stage[:-1] + "ies"
    return stage + "s"


def heading(stage: str) -> str:
    """Return a stage's column heading: plural, but acronyms as they are."""
    return stage if stage.isupper() else plural(stage)


def brief(stage: str) -> str:
    """Return a stage's name short enough for a narrow column: Opp. for Opportunity."""
    return stage if len(stage) <= LONGEST else f"{stage[:3]}."


def values_are(count: int) -> str:
    """Return how many values are, for a sentence to go on: 1 value is, 3 values are."""
    return "1 value is" if count == 1 else f"{count} values are"


def in_sentence(text: str) -> str:
    """Return a name as it stands inside a sentence; acronyms keep their capitals."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


def title(name: str) -> str:
    """Return a dimension's name as a heading."""
    return name.replace("crm ", "CRM ") if name.startswith("crm ") else name[:1].upper() + name[1:]


def field_title(name: str) -> str:
    """Return a field's name for reading: lead_id is 'Lead id', mql_date 'MQL date'."""
    words = [_SPOKEN.get(word, word) for word in name.replace(":", " ").split("_")]
    text = " ".join(words)
    return text[:1].upper() + text[1:]


def date_order(code: str) -> str:
    """Return a date order's code, such as DMY, in words: day/month/year; '' stays ''."""
    return "/".join({"D": "day", "M": "month", "Y": "year"}[letter] for letter in code)


def line_title(line: str) -> str:
    """Return a line's name for reading; what stands for all reps, or promises, has its own."""
    return {TEAM: "Team", SLA: "Commitments"}.get(line, line)


def step(stages: tuple[str, ...], index: int) -> str:
    """Return a transition's name, such as MQL → SAL."""
    return f"{stages[index]} → {stages[index + 1]}"


def step_choices(stages: tuple[str, ...]) -> list[tuple[tuple[int, int], str]]:
    """Return every from-to pair of stages with its name, neighbours first."""
    pairs = [(start, end) for end in range(len(stages)) for start in range(end)]
    pairs.sort(key=lambda pair: (pair[1] - pair[0], pair[0]))
    return [(pair, f"{stages[pair[0]]} → {stages[pair[1]]}") for pair in pairs]


def hand_off_step(stages: tuple[str, ...]) -> tuple[int, int]:
    """Return the hand-off as a from-to pair of stages."""
    start = hand_off(stages).start
    return start, start + 1


_TEAM = {
    DriverKind.REPS: "Reps",
    DriverKind.ATTRITION: "Reps leaving a year",
    DriverKind.LEADS_PER_REP: "Leads per rep and month",
    DriverKind.OPEN_PER_REP: "Open opportunities per rep",
    DriverKind.DAYS_OPEN: "Opportunities open, days",
    DriverKind.QUOTA: "Quota a year",
    DriverKind.ATTAINMENT: "Quota attained",
    DriverKind.PIPELINE_RATIO: "Pipeline ratio",
    DriverKind.CAPACITY: "Capacity",
    DriverKind.FIRST_TOUCH_DAYS: "First touch within, days",
    DriverKind.FIRST_TOUCH_SHARE: "Share of leads touched in that time",
    DriverKind.WORKED_SHARE: "Share of leads worked at all",
    DriverKind.TOUCHES_BEFORE_DEAD: "Touches before a lead is given up",
    DriverKind.ANSWER_DAYS: "Accepted or turned down within, days",
    DriverKind.ANSWER_SHARE: "Share of leads answered in that time",
}


@lru_cache(maxsize=1024)
def driver_name(driver: Driver, stages: tuple[str, ...], entry: int = 0) -> str:
    """Return a driver's name in a grid; `entry` is the stage where its line enters."""
    if driver.kind is DriverKind.RATE:
        return step(stages, driver.index)
    if driver.kind is DriverKind.LAG:
        start, end = (brief(stages[i]) for i in (driver.index, driver.index + 1))
        return f"Lag {start} → {end}, days"
    if driver.kind is DriverKind.RAMP:
        return f"Ramp in month {driver.index + 1}"
    if driver.kind is DriverKind.WEIGHT:
        from planner.sheets.commitment_words import objective_title

        return f"Weight of {in_sentence(objective_title(WEIGHED[driver.index], stages))}"
    if driver.kind in _TEAM:
        return _TEAM[driver.kind]
    return {
        DriverKind.VOLUME: f"{plural(stages[entry])} per month",
        DriverKind.DEAL_SIZE: "Deal size",
        DriverKind.COST: f"Cost per {in_sentence(stages[entry])}",
        DriverKind.SPEND: "Spend per month",
        DriverKind.RETURNS: "Returns of more spend",
        DriverKind.OPEN: f"Open in {stages[driver.index]} at the start",
    }[driver.kind]
