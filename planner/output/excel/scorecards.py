"""The Scorecards sheet: each leader's objectives, live from sums by line that stand below them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from planner.base.stages import Owner, hand_off, opportunity_stage
from planner.base.units import Unit
from planner.commitments.agreed import Agreed
from planner.commitments.promise import marketing_rows
from planner.commitments.scorecard import Objective, targets
from planner.forecast.business import is_marketings
from planner.output.excel import columns as col
from planner.output.excel.block import assumption
from planner.output.excel.calculation import Calculated
from planner.output.excel.content import CALCULATION, PLAN, Content
from planner.output.excel.kernels import FIRST
from planner.output.excel.page import Page, along, at, fixed
from planner.output.excel.plan import PlanPlaces
from planner.output.excel.result_notes import write_card_notes
from planner.output.excel.styles import Styles
from planner.plan.assumption import View
from planner.plan.keys import Driver, DriverKind
from planner.plan.resolve import resolve
from planner.sheets.commitment_words import objective_title, objective_unit
from planner.sheets.whole_words import is_under_way

HEAD, WIDTH = 3, 5
_TITLES = {Owner.MARKETING: "Marketing", Owner.SALES: "Sales", Owner.SHARED: "Both"}
_UNITS = {Unit.MONEY: "money", Unit.RATE: "rate", Unit.DAYS: "days", Unit.NUMBER: "count"}
_HOW = (
    "Targets over {}, from the working plan: they follow the Assumptions sheet. "
    "Weights are as stated; what nobody weighed shares the rest evenly."
)


def write_scorecards(
    page: Page, styles: Styles, content: Content, calculated: Calculated, plan: PlanPlaces
) -> None:
    """Write all objectives with target and weight, then the sums they are made of."""
    results = content.results
    rows = targets(Agreed(results.plan, results.evidence, results.working))
    page.text(0, 0, "Scorecards", styles("title"))
    span = "what is still to come" if is_under_way(results) else "all of the plan"
    page.text(1, 0, _HOW.format(span), styles("muted"))
    page.sheet.set_row(0, 28)
    for column, width in enumerate((14, 44, 18, 12, 30)):
        page.sheet.set_column(column, column, width)
    for column, name in enumerate(("Whose", "Objective", "Target", "Weight", "Weight is")):
        aligned = ("right",) if column in {2, 3} else ("indent",) if column == WIDTH - 1 else ()
        page.text(HEAD, column, name, styles("head", *aligned))
    sums = Sums(page, styles, content, calculated, HEAD + len(rows) + 4)
    made = sums.formulas(plan)
    for row, objective in enumerate(rows, HEAD + 1):
        _objective(page, styles, content, row, objective, made[objective.name])
    sums.write()
    at = {objective.name: row for row, objective in enumerate(rows, HEAD + 1)}
    write_card_notes(page, results.plan, at)
    page.sheet.freeze_panes(HEAD + 1, 0)
    page.sheet.repeat_rows(HEAD)
    page.sheet.print_area(0, 0, HEAD + len(rows) + 1, WIDTH - 1)


def _objective(  # noqa: PLR0917 - where to write which
    page: Page, styles: Styles, content: Content, row: int, objective: Objective, formula: str
) -> None:
    role = "agreed" if objective.seat is Owner.SHARED else objective.seat.value
    unit = _UNITS[objective_unit(objective.name)]
    target = objective.target if math.isfinite(objective.target) else None
    page.text(row, 0, _TITLES[objective.seat], styles("grid", "bold", f"{role}_head"))
    page.text(row, 1, objective_title(objective.name, content.stages), styles("grid"))
    page.formula(row, 2, formula, target, styles("grid", unit, "bold"))
    page.number(row, 3, objective.weight, styles("grid", "rate"))
    said = "as stated" if objective.stated else "an even part of what is left"
    page.text(row, 4, said, styles("grid", "indent", "muted"))


@dataclass(frozen=True, eq=False)
class Sums:
    """Sums over the plan by line, below the objectives: a column each, flags before them."""

    page: Page
    styles: Styles
    content: Content
    calculated: Calculated
    top: int

    LEADS, SOURCED, BOOKED, WON, BROUGHT, STEPS = 1, 2, 3, 4, 5, 6

    @property
    def first(self) -> int:
        """Row of the first line."""
        return self.top + 2

    def column(self, sum_: int) -> str:
        """Return the range of a column of sums."""
        last = self.first + max(len(self.content.lines), 1) - 1
        return f"{fixed(self.first, sum_)}:{fixed(last, sum_)}"

    def added(self, sum_: int, flag: int | None = None) -> str:
        """Return the sum of a column, of the lines with a flag where one is named."""
        own = self.column(sum_)
        return f"SUM({own})" if flag is None else f"SUMPRODUCT({self.column(flag)},{own})"

    def step(self, j: int, part: int) -> int:
        """Return a step's column: 0 entered, 1 moving on, 2 landed, 3 landed times days."""
        return self.STEPS + 4 * j + part

    def formulas(self, plan: PlanPlaces) -> dict[str, str]:
        """Return each objective's formula."""
        last, shared = len(self.content.stages) - 1, hand_off(self.content.stages).start
        steps, after = range(last), range(shared + 1, last)
        cycle = steps[opportunity_stage(self.content.stages) :]
        booked, won, brought = (self.added(x) for x in (self.BOOKED, self.WON, self.BROUGHT))
        sourced = self.added(self.BOOKED, self.SOURCED)
        created = f"{PLAN}!{fixed(plan.rows['pipeline'], plan.whole)}"
        return {
            "inquiries": f"={brought}",
            "qualified_rate": self.rate(steps[:shared], self.LEADS),
            "sourced_share": f'=IF({booked}>0,{sourced}/{booked},"")',
            "pipeline_created": f"=N({created})",
            "marketing_days": self.days(steps[:shared], self.LEADS),
            "deals": f"={won}",
            "deal_size": f'=IF({won}>0,{booked}/{won},"")',
            "closing_rate": self.rate(after),
            "self_sourced_share": f'=IF({booked}>0,({booked}-{sourced})/{booked},"")',
            "sales_days": self.days(after),
            "bookings": f"={booked}",
            "hand_off": self.rate(steps[shared : shared + 1]),
            "cycle": self.days(cycle),
        }

    def rate(self, steps: Sequence[int], flag: int | None = None) -> str:
        """Return the product of some steps' rates, nothing where none enters one of them."""
        if not steps:
            return '=""'
        entered = [self.added(self.step(j, 0), flag) for j in steps]
        moved = [self.added(self.step(j, 1), flag) for j in steps]
        ratios = "*".join(f"{m}/{e}" for m, e in zip(moved, entered, strict=True))
        return f'=IF(MIN({",".join(entered)})>0,{ratios},"")'

    def days(self, steps: Sequence[int], flag: int | None = None) -> str:
        """Return the mean days of a move through some steps."""
        landed = "+".join(self.added(self.step(j, 2), flag) for j in steps)
        spent = "+".join(self.added(self.step(j, 3), flag) for j in steps)
        return f'=IF({landed}>0,({spent})/({landed}),"")' if steps else '=""'

    def write(self) -> None:
        """Write the table of sums, a row for each line."""
        page, styles, content = self.page, self.styles, self.content
        page.text(self.top, 0, "Sums over the plan by line", styles("section"))
        heads = ["Line", "Leads are Marketing’s", "Sourced by Marketing", "Bookings"]
        heads += [content.stages[-1], "Brought in by Marketing"]
        for j in range(len(content.stages) - 1):
            start, end = content.stages[j : j + 2]
            heads += [start, f"Moving on to {end}", f"{end}, with days", f"Days to {end}"]
        page.sheet.set_row(self.top + 1, 30)
        for column, name in enumerate(heads):
            page.text(self.top + 1, column, name, styles("head", *(("right",) if column else ())))
        page.sheet.set_column(WIDTH, len(heads) - 1, 16)
        working, plan = content.results.working, content.results.plan
        agreed = Agreed(plan, content.results.evidence, working)
        leads = set(marketing_rows(agreed))
        for i, line in enumerate(content.lines):
            row = self.first + i
            page.text(row, 0, line.name, styles("grid"))
            page.number(row, self.LEADS, float(i in leads), styles("grid", "whole"))
            page.number(row, self.SOURCED, float(is_marketings(line)), styles("grid", "whole"))
            self._line(row, i, i in leads)

    def _line(self, row: int, i: int, leads: bool) -> None:
        working, line = self.content.results.working, self.content.lines[i]
        places = self.calculated.rows[View.WORKING, i]
        entries = working.entries[i].sum(1)
        won = len(self.content.stages) - 1
        self._sum(row, self.BOOKED, places.bookings, float(working.bookings[i].sum()), "money")
        self._sum(row, self.WON, places.entries[won], float(entries[won]), "level")
        brought = float(entries[line.entry]) if leads else 0.0
        source = places.entries[line.entry] if leads else None
        self._sum(row, self.BROUGHT, source, brought, "level")
        for j in range(line.entry, won):
            self._step(row, i, j)

    def _step(self, row: int, i: int, j: int) -> None:
        content, places = self.content, self.calculated.rows[View.WORKING, i]
        results, line = content.results, content.lines[i]
        entered, start = results.working.entries[i], results.working.flow.start
        moving = entered[j] * results.working.flow.rates[i, j][start:]
        self._sum(row, self.step(j, 0), places.entries[j], float(entered[j].sum()), "level")
        self._sum(row, self.step(j, 1), places.moving[j], float(moving.sum()), "level")
        driver = Driver(DriverKind.LAG, j)
        lag = resolve(results.plan, results.evidence, line, driver).working
        place = content.row(line.name, driver, None)
        if lag is None or place is None:
            return
        landed = float(entered[j + 1].sum())
        self._sum(row, self.step(j, 2), places.entries[j + 1], landed, "level")
        days = f"={at(row, self.step(j, 2))}*N({assumption(place, col.WORKING)})"
        style = self.styles("grid", "level")
        self.page.formula(row, self.step(j, 3), days, landed * lag, style)

    def _sum(self, row: int, column: int, source: int | None, value: float, unit: str) -> None:
        style = self.styles("grid", unit)
        if source is None:
            self.page.number(row, column, value, style)
            return
        first = FIRST + self.content.run.start
        months = along(source, first, FIRST + self.content.run.months - 1)
        self.page.formula(row, column, f"=SUM({CALCULATION}!{months})", value, style)
