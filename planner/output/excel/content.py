"""What a workbook is made of, and where on its sheets each figure stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from planner.agreement.results import Results
from planner.base.days import Month, month_name
from planner.base.memo import Memo
from planner.commitments.disputes import DisputedPromise
from planner.commitments.register import Entry
from planner.evidence.attribution import Attribution
from planner.evidence.figures import LagTable, TransitionEvidence
from planner.forecast.inputs import Horizon, horizon
from planner.forecast.results import Forecast, forecast
from planner.forecast.seasonality import season
from planner.journeys.table import Snapshot
from planner.output.excel import columns as col
from planner.output.excel.scenario_states import Scenarios
from planner.output.excel.team_inputs import team_inputs
from planner.output.excel.working import PLAIN, Typed, by_scenario
from planner.output.pack.source import UNSIGNED, Signed
from planner.plan.assumption import Assumption, View
from planner.plan.document import Line
from planner.plan.keys import TEAM, Driver, DriverKind, Slot
from planner.plan.measured import line_evidence, transition_evidence
from planner.sheets.attribution import share_out
from planner.sheets.attribution_words import has_touches
from planner.sheets.minutes import MinuteLine
from planner.sheets.outlook import Outlook

SUMMARY, ASSUMPTIONS, PLAN, BRIDGE = "Summary", "Assumptions", "Plan", "Bridge"
EVIDENCE, SET_ASIDE, CALCULATION = "Evidence", "Set aside", "Calculation"
SCENARIO_CALCULATION, LEAD_TIMES = "Scenario calculation", "Lead times"
GOALS, SCENARIOS, SLA, SCORECARDS = "Goals", "Scenarios", "SLA", "Scorecards"
DEFINITIONS, AGENDA, SIGN_OFF, TIE_OUT = "Definitions", "Agenda and minutes", "Sign-off", "Tie-out"

FIRST_ASSUMPTION = 6
"""Row of the first assumption on its sheet."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What the results do not say: what was decided in meetings, and who signed and means what.

    `promises` are those in dispute, with what the past shows of each and what it is worth.
    """

    minutes: tuple[MinuteLine, ...] = ()
    signed: Signed = UNSIGNED
    meanings: tuple[Entry, ...] = ()
    promises: Mapping[str, DisputedPromise] = field(default_factory=dict)


NOTHING_BESIDE = Beside()


@dataclass(frozen=True, eq=False)
class Content:
    """Results and snapshot, with the row each assumption has on the Assumptions sheet.

    `outlook` is what was drawn of the same results; without it the workbook tells no chances.
    """

    results: Results
    snapshot: Snapshot | None
    outlook: Outlook | None = None
    beside: Beside = NOTHING_BESIDE

    @property
    def lines(self) -> tuple[Line, ...]:
        """The plan's lines."""
        return self.results.plan.lines

    @property
    def stages(self) -> tuple[str, ...]:
        """The plan's stages."""
        return self.results.plan.stages

    @cached_property
    def run(self) -> Horizon:
        """The run's months: the run-in and the plan."""
        return horizon(self.results.plan, self.results.evidence)

    @cached_property
    def assumed(self) -> tuple[Assumption, ...]:
        """Every assumption with a row: the lines', then the team's, said in Base or a scenario."""
        if self.has_scenarios:
            return self.scenarios.assumed
        return (*self.results.assumptions, *team_inputs(self.results.plan))

    @cached_property
    def scenarios(self) -> Scenarios:
        """The plan and its scenarios."""
        return Scenarios(self.results.plan, self.results.evidence)

    @property
    def has_scenarios(self) -> bool:
        """Whether there is a scenario to choose beside the plan itself."""
        return bool(self.results.plan.scenarios)

    @cached_property
    def forecasts(self) -> tuple[Mapping[View, Forecast], ...]:
        """What the program makes of the plan and of each scenario, in every view."""
        results, memo = self.results, Memo()
        scenarios = (
            {view: forecast(plan, results.evidence, view, memo) for view in View}
            for plan in self.scenarios.plans[1:]
        )
        return ({view: results.view(view) for view in View}, *scenarios)

    @cached_property
    def scenario_rows(self) -> dict[int, int]:
        """Rows that a scenario speaks of, each with its place among them."""
        touched = self.scenarios.touched
        found = [row for row, a in self.by_row.items() if (a.line, a.driver) in touched]
        return {row: place for place, row in enumerate(found)}

    @property
    def has_team(self) -> bool:
        """Whether anything is assumed of the reps, so that they can limit the plan."""
        return (TEAM, Driver(DriverKind.REPS), None) in self.rows

    @property
    def typed(self) -> Typed:
        """Columns of what counts as typed: the inputs, or what the scenario makes of them."""
        counts = (col.MARKETING_COUNTS, col.SALES_COUNTS, col.AGREED_COUNTS)
        return counts if self.has_scenarios else PLAIN

    @cached_property
    def rows(self) -> dict[tuple[str, Driver, Month | None], int]:
        """Row on the Assumptions sheet of each assumption; month None holds for every month."""
        return {
            (a.slot.line, a.slot.driver, a.slot.month): FIRST_ASSUMPTION + index
            for index, a in enumerate(self.assumed)
        }

    @cached_property
    def by_row(self) -> dict[int, Assumption]:
        """The assumption of each row."""
        return dict(enumerate(self.assumed, FIRST_ASSUMPTION))

    def general_row(self, slot: Slot) -> int | None:
        """Row that a month's row follows, None where it stands for itself as reps who start do."""
        if slot.month is None or slot.driver.kind is DriverKind.REPS:
            return None
        return self.rows[slot.line, slot.driver, None]

    @property
    def last_row(self) -> int:
        """Row of the last assumption."""
        return max(self.by_row, default=FIRST_ASSUMPTION)

    def row(self, line: str, driver: Driver, month: Month | None) -> int | None:
        """Row that holds in a month: the month's own, else that of every month, else None."""
        own = self.rows.get((line, driver, month))
        return own if own is not None else self.rows.get((line, driver, None))

    def measured(self, line: str, transition: int) -> TransitionEvidence | None:
        """Return the evidence of a line's transition."""
        plan = self.results.plan
        return transition_evidence(plan, self.results.evidence, plan.line(line), transition)

    def opened(self, line: str) -> float | None:
        """Return the amount at which a line's opportunities were opened, None if not measured."""
        plan = self.results.plan
        found = line_evidence(plan, self.results.evidence, plan.line(line))
        return found.opened_amount.value if found and found.opened_amount.known else None

    @cached_property
    def seasons(self) -> tuple[list[float], ...]:
        """The season's index of each run month, in the plan itself and in each scenario."""
        evidence, months = self.results.evidence, self.run.run
        return tuple(season(plan, evidence, months).tolist() for plan in self.scenarios.plans)

    def seasons_differ(self, months: int | None = None) -> bool:
        """Whether a scenario has other indices in the run's first months, or in any."""
        return len({tuple(each[:months]) for each in self.seasons}) > 1

    def season(self, t: int, number: int | None = None) -> str:
        """Return a run month's index in a scenario, by default in the one that is chosen."""
        return by_scenario([each[t] for i, each in enumerate(self.seasons) if number in {None, i}])

    @cached_property
    def shared(self) -> Attribution | None:
        """The window's bookings shared out to touches; None where no touch was imported."""
        plan, evidence = self.results.plan, self.results.evidence
        if self.snapshot is None or evidence is None or not has_touches(self.snapshot):
            return None
        window, half_life = evidence.window, plan.half_life
        return share_out(self.snapshot.journeys, self.snapshot, window, (), half_life)[1]

    @cached_property
    def tables(self) -> dict[tuple[str, int], LagTable]:
        """Measured lag tables by line and transition: those that an assumed mean stretches."""
        found = {}
        for line in self.lines:
            for j in range(line.entry, len(self.stages) - 1):
                measured = self.measured(line.name, j)
                if measured and measured.lags and measured.lags.mean > 0.0:
                    found[line.name, j] = measured.lags
        return found


def month_label(month: Month) -> str:
    """Return a month as headers show it, such as Jan 27."""
    return f"{month_name(month)} {month // 12 % 100:02d}"
