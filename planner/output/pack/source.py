"""What a pack is written from: a plan's results with everything that takes longer to work out."""

from dataclasses import dataclass, replace
from functools import cached_property

from planner.agreement.results import Results
from planner.base import progress as telling
from planner.base.days import date_of, first_day, month_name
from planner.base.problem import Problem
from planner.commitments.agreed import Actuals, Agreed
from planner.commitments.handed import Handed
from planner.commitments.progress import Progress
from planner.commitments.register import Entry
from planner.commitments.standing import Commitments
from planner.evidence.measure import Measures, measure
from planner.journeys.table import Snapshot
from planner.plan.document import Plan
from planner.plan.keys import Driver, DriverKind
from planner.plan.signing import Version
from planner.sheets.moves import Moves, moves
from planner.sheets.outlook import Late, Outlook, outlook
from planner.sheets.periods import months_text, plan_title
from planner.sheets.plan_figures import counted_months, still_from
from planner.sheets.status import day_text
from planner.sheets.words import Tongue, driver_name, line_title

STEPS = 3
"""How many things are worked out before the pages stand."""


@dataclass(frozen=True, eq=False)
class Findings:
    """What takes longer to work out than the plan itself; `measures` are None without data."""

    outlook: Outlook
    moves: Moves
    measures: Measures | None


@dataclass(frozen=True, eq=False)
class Known:
    """What somebody worked out already, for these or for other results; None where nobody did."""

    outlook: Outlook | None = None
    moves: Moves | None = None

    def outlook_of(self, results: Results) -> Outlook | None:
        """Return the outlook of exactly these results, as far as pages show it."""
        found = self.outlook
        if found is None or found.results is not results:
            return None
        return replace(found, ghosts=()) if found.ghosts else found

    def moves_of(self, results: Results) -> Moves | None:
        """Return what moves exactly these results."""
        found = self.moves
        return None if found is None or found.results is not results else found


NOTHING_KNOWN = Known()


@dataclass(frozen=True, eq=False)
class Signed:
    """What was signed of the plan, whose content has the hash `now`.

    `last` is what the version signed last implied, where the plan has changed since; `unread` says
    why that cannot be told.
    """

    versions: tuple[Version, ...] = ()
    now: str = ""
    last: Results | None = None
    unread: Problem | None = None


UNSIGNED = Signed()


@dataclass(frozen=True, eq=False)
class Source:
    """Everything the pages state. `scenarios`: names and results of those to be shown.

    `promised` are both sides' commitments, None where they cannot be measured: `why` says so.
    `meanings` are what each side means by the stages.
    """

    results: Results
    snapshot: Snapshot | None
    findings: Findings
    scenarios: tuple[tuple[str, Results], ...] = ()
    signed: Signed = UNSIGNED
    promised: Commitments | None = None
    why: Problem | None = None
    meanings: tuple[Entry, ...] = ()

    @cached_property
    def agreed(self) -> Agreed:
        """The plan as it was promised."""
        if self.promised is not None:
            return self.promised.agreed
        return Agreed(self.plan, self.results.evidence, self.results.working)

    @property
    def found(self) -> Actuals | None:
        """What came of it by data of a later day, None without."""
        return None if self.promised is None else self.promised.found

    @property
    def seen(self) -> Progress | None:
        """How the plan is doing, None before a month of it is over or without data of it."""
        found = self.found
        if found is None or not found.months or found.as_of < first_day(found.agreed.plan.start):
            return None
        return Progress(found, self.results.working)

    @property
    def still(self) -> str:
        """From when on a plan under way is counted, such as From Jun on; '' where all of it is."""
        month = still_from(self.results)
        return "" if month is None else f"From {month_name(month)} on"

    @property
    def counted(self) -> str:
        """The months that are counted, such as Jun–Dec 2027."""
        return counted_months(self.results)

    @property
    def leads(self) -> Handed | None:
        """The leads handed over in the plan's time, None without data of it."""
        return None if self.promised is None else self.promised.leads

    @property
    def plan(self) -> Plan:
        """The plan."""
        return self.results.plan

    @property
    def tongue(self) -> Tongue:
        """How numbers are written."""
        return Tongue(self.plan.board.style, self.plan.currency)

    @property
    def late(self) -> Late:
        """The outlook as the sheets take it."""
        return Late(self.findings.outlook, stale=False)

    @property
    def goal(self) -> float | None:
        """What is due over the whole plan."""
        return self.plan.goal

    @property
    def period(self) -> str:
        """The plan's months, such as Jan–Dec 2027."""
        months = self.results.working.months
        return months_text(months[0], months[-1])

    @property
    def year(self) -> str:
        """The plan's fiscal year, or its months where it has several."""
        return plan_title(self.results.working.months, self.plan.fiscal_start) or self.period

    @cached_property
    def day(self) -> str:
        """The day the plan speaks of: of its data, else of its first month."""
        evidence = self.results.evidence
        return date_of(evidence.as_of if evidence else first_day(self.plan.start)).isoformat()

    @property
    def standing(self) -> str:
        """As of when the data are."""
        evidence = self.results.evidence
        if evidence is None:
            return "made by hand, without data"
        return f"data as of {day_text(date_of(evidence.as_of))}"

    def driver(self, line: str, driver: Driver) -> str:
        """Return line and driver in words, such as Paid search · MQL → SAL."""
        return f"{line_title(line)} · {self.driver_alone(line, driver)}"

    def driver_alone(self, line: str, driver: Driver) -> str:
        """Return a driver in words."""
        name = driver_name(driver, self.plan.stages, self.plan.line(line).entry)
        return name if driver.kind is not DriverKind.VOLUME else name.removesuffix(" per month")


def work_out(
    results: Results,
    snapshot: Snapshot | None,
    progress: telling.Progress = telling.silent,
    known: Known = NOTHING_KNOWN,
) -> Findings:
    """Work out what the pages need beside the plan's own results, and is not `known` of them."""

    def told(done: int) -> None:
        progress("Working out the pages", done, STEPS)

    told(0)
    found = known.outlook_of(results) or outlook(results, progress)
    told(1)
    moved = known.moves_of(results) or moves(results)
    told(2)
    measured = _measures(results, snapshot)
    told(STEPS)
    return Findings(found, moved, measured)


def _measures(results: Results, snapshot: Snapshot | None) -> Measures | None:
    evidence = results.evidence
    if evidence is None or snapshot is None:
        return None
    journeys = snapshot.journeys
    by = tuple(name for name in results.plan.by if name in journeys.dimensions)
    return measure(journeys, by, entered=evidence.window)
