"""What lies on the desk: the open plan, who looks at it, and how numbers are written."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from threading import get_ident

from PySide6.QtCore import QLocale, QObject, Signal

from planner.base.memo import Memo
from planner.base.problem import RefusedError
from planner.base.stages import Seat
from planner.base.units import NumberStyle
from planner.session import PlanSession
from planner.session.scenarios import (
    Step,
    placed_in,
    plans_beside,
    results_in,
    scenario_of,
)
from planner.session.views import (
    Draft,
    Plan,
    Prepared,
    Results,
    Scenario,
    Snapshot,
    in_scenario,
    prepare,
)
from planner.sheets.assumption_cells import Trends
from planner.sheets.moves import Moves
from ui.ahead import Ahead


class Desk(QObject):
    """One window's plan. `changed` says that plan, data or seat changed: every page is stale.

    `refused` is a problem of what was attempted where nobody waits for an answer. `moves` is what
    was last found to move the plan, or an earlier state of it.
    """

    changed, refused = Signal(), Signal(object)

    def __init__(
        self, session: PlanSession, style: NumberStyle, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.session, self.style = session, style
        self._seat = Seat.TOGETHER
        self._source: tuple[str | None, Prepared] | None = None
        self.memo = Memo()
        self._trends: tuple[object, Trends] | None = None
        self._quiet: set[int] = set()
        self._scenario = ""
        self._results: tuple[Plan, Scenario, Results] | None = None
        self._seen: str | None = None
        self._seen_source: tuple[str, Prepared] | None = None
        self.moves: Moves | None = None
        self.ahead = Ahead(
            lambda: None if self.bare else self.results,
            lambda: plans_beside(self.session.plan, self.scenario),
            self,
        )
        session.listen(self._announce)
        self.changed.connect(self.ahead.ask)

    @property
    def seat(self) -> Seat:
        """Whose view an edit states."""
        return self._seat

    def sit(self, seat: Seat) -> None:
        """Edit as another seat from now on."""
        if seat is not self._seat:
            self._seat = seat
            self.session.look_as(seat)
            self.changed.emit()

    @property
    def scenario(self) -> Scenario | None:
        """The scenario looked at and edited, None for the plan itself."""
        return scenario_of(self.session.plan, self._scenario)

    def choose(self, scenario: str) -> None:
        """Look at another scenario and edit in it, by its id; '' is the plan itself."""
        before, self._scenario = self.scenario, scenario
        if self.scenario != before:
            self.changed.emit()

    def take(self, step: Step) -> None:
        """Make a gesture about scenarios part of the plan, and look at the one it leads to."""
        before = self._scenario
        if scenario_of(self.session.plan, step.then) is None:
            self._scenario = step.then  # one that the step makes, or the plan itself
        try:
            self.session.submit(step.drafts, step.label)
        except RefusedError:
            self._scenario = before
            raise
        self.choose(step.then)

    @property
    def plan_seen(self) -> Plan:
        """The plan in the scenario looked at."""
        return in_scenario(self.session.plan, self.scenario)

    @property
    def results(self) -> Results:
        """Everything the plan implies in the scenario looked at."""
        plan, scenario = self.session.plan, self.scenario
        if scenario is None:
            return self.session.results
        known = self._results
        if known is None or known[0] is not plan or known[1] != scenario:
            known = self._results = plan, scenario, results_in(self.session, scenario)
        return known[2]

    @property
    def source(self) -> Prepared | None:
        """The journeys, prepared once per snapshot; None without data."""
        journeys, digest = self.session.journeys, self.session.plan.snapshot
        if journeys is None:
            return None
        if self._source is None or self._source[0] != digest:
            self._source, self.memo = (digest, prepare(journeys)), Memo()
        return self._source[1]

    @property
    def seen(self) -> str | None:
        """The kept snapshot looked at, None for the plan's own."""
        return None if self._seen == self.session.plan.snapshot else self._seen

    def look_at(self, digest: str | None) -> None:
        """Look at funnel and journeys as of a kept snapshot, None for the plan's own."""
        if digest == self.session.plan.snapshot:
            digest = None
        if digest != self._seen:
            self._seen = digest
            self.changed.emit()

    @property
    def looked_at(self) -> Prepared | None:
        """The journeys looked at, prepared once: the plan's own unless older ones are."""
        if self.seen is None:
            return self.source
        if self._seen_source is None or self._seen_source[0] != self.seen:
            journeys = self.session.snapshot_of(self.seen).journeys
            self._seen_source = (self.seen, prepare(journeys))
        return self._seen_source[1]

    @property
    def snapshot_looked_at(self) -> Snapshot | None:
        """The snapshot the journeys looked at stand in."""
        return self.session.snapshot if self.seen is None else self.session.snapshot_of(self.seen)

    def measure_now(self) -> None:
        """Compute what the sheets will ask for; meant for a thread after an import."""
        if not self.bare:
            self.results  # noqa: B018
            self.source  # noqa: B018

    def trends(self, measure: Callable[[Results, Prepared], Trends]) -> Trends:
        """Return the spark lines, measured once per snapshot and set of lines."""
        source, plan = self.source, self.session.plan
        if source is None:
            return {}
        key = (plan.snapshot, plan.by, plan.stages, plan.window, plan.line_names)
        if self._trends is None or self._trends[0] != key:
            self._trends = (key, measure(self.results, source))
        return self._trends[1]

    @property
    def bare(self) -> bool:
        """Whether the plan has no line yet: there is nothing to show."""
        return not self.session.plan.lines

    @property
    def untouched(self) -> bool:
        """Whether nothing has been said in a plan that has no file."""
        return self.session.path is None and not self.session.stated

    @property
    def name(self) -> str:
        """The plan's name: as stated, else its file's, else what it is."""
        path = self.session.path
        return self.session.plan.name or (path.stem if path else "New plan")

    @property
    def title(self) -> str:
        """The plan's name, and that it is open for reading where it is."""
        return f"{self.name}, for reading" if self.session.reading else self.name

    def submit(self, drafts: Sequence[Draft], label: str) -> None:
        """Make one gesture part of the scenario looked at; RefusedError where it cannot be."""
        self.session.submit(placed_in(self.session.plan, self.scenario, drafts), label)

    def attempt(self, drafts: Sequence[Draft], label: str) -> None:
        """Do the same, and say with `refused` where it cannot be."""
        try:
            self.submit(drafts, label)
        except RefusedError as refusal:
            self.refused.emit(refusal.problem)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep quiet of what this thread does to the plan; the caller says so when it is done.

        What another thread does is told: the person at the window goes on working meanwhile.
        """
        thread = get_ident()
        self._quiet.add(thread)
        try:
            yield
        finally:
            self._quiet.discard(thread)

    def _announce(self) -> None:
        if get_ident() not in self._quiet:
            self.changed.emit()


def day_first(locale: QLocale) -> bool | None:
    """Return whether a locale writes the day before the month; None where it is no country's."""
    if locale.language() == QLocale.Language.C:
        return None
    short = locale.dateFormat(QLocale.FormatType.ShortFormat)
    return short.find("d") < short.find("M")
