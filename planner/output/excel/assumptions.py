"""The Assumptions sheet: every assumption a row, the seats' cells open to typing."""

from typing import Any

from planner.base.letters import letters
from planner.base.palette import LIGHT
from planner.base.units import Unit
from planner.output.excel import columns as col
from planner.output.excel import working as rules
from planner.output.excel.content import FIRST_ASSUMPTION, Content, month_label
from planner.output.excel.goal_inputs import GOAL, WHOLE_HEAD, GoalInputs
from planner.output.excel.notes import write_notes
from planner.output.excel.page import Page, at
from planner.output.excel.scenario_places import SCENARIO, ScenarioPlaces
from planner.output.excel.styles import Styles, signed_unit_of, unit_of
from planner.output.excel.widths import lines_width
from planner.plan.assumption import Assumption, Status, View
from planner.plan.keys import Driver, DriverKind
from planner.sheets.words import OWNER_NAMES, driver_name, line_title

HEAD = FIRST_ASSUMPTION - 1
_HEADS: tuple[tuple[str, float, str], ...] = (
    ("Line", 24, ""),
    ("Assumption", 27, ""),
    ("Month", 8, ""),
    ("Owner", 10, ""),
    ("Evidence", 11, "right"),
    ("Low", 10, "right"),
    ("High", 10, "right"),
    ("n", 8, "right"),
    (col.MARKETING_HEAD, 12, "marketing_head"),
    (col.SALES_HEAD, 12, "sales_head"),
    (col.AGREED_HEAD, 12, "agreed_head"),
    ("Working", 12, "right"),
    ("Difference", 11, "right"),
    ("Worth", 13, "right"),
    ("Status", 12, "indent"),
    ("Note", 32, ""),
    ("Marketing’s view", 12, "right"),
    ("Sales’ view", 12, "right"),
    (col.KEY_HEAD, 38, ""),
    ("Marketing at export", 12, "right"),
    ("Sales at export", 12, "right"),
    ("Agreed at export", 12, "right"),
    ("Marketing holds", 12, "right"),
    ("Sales holds", 12, "right"),
    ("Agreed holds", 12, "right"),
)
_CHOSEN = "All sheets compute it; what it says itself stands on the sheet Scenarios."
_HOW = (
    "Type into the tinted cells only. Working = agreed, else the owner’s, else evidence. "
    "An empty cell claims nothing; a month’s row holds for that month alone."
)


def write_assumptions(page: Page, styles: Styles, content: Content) -> None:
    """Write the goal and all assumptions."""
    _heads(page, styles, content)
    _goal(page, styles, content)
    if content.has_scenarios:
        _scenario(page, styles, content)
    before, places = "", ScenarioPlaces(content)
    for row, assumption in content.by_row.items():
        _AssumptionRow(page, styles, places, row, assumption).write(assumption.slot.line != before)
        before = assumption.slot.line
    last = content.last_row
    _rules_on_inputs(page, content)
    _marks(page, styles, last, content.typed)
    page.sheet.autofilter(HEAD, 0, last, col.AGREED_HOLDS)
    page.sheet.print_area(0, 0, last, col.NOTE)


def _heads(page: Page, styles: Styles, content: Content) -> None:
    page.text(0, 0, "Assumptions", styles("title"))
    page.text(1, 0, _HOW, styles("muted"))
    page.sheet.set_row(0, 28)
    page.sheet.set_row(HEAD, 30)
    for column, (name, width, *words) in enumerate(_HEADS):
        aligned = [word for word in (*words, "right" if words[0].endswith("head") else "") if word]
        page.text(HEAD, column, name, styles("head", *aligned))
        page.sheet.set_column(column, column, width)
    page.sheet.set_column(0, 0, lines_width(content, _HEADS[0][1]))
    hidden = {"hidden": True}
    page.sheet.set_column(col.MARKETING_BEFORE, col.AGREED_COUNTS, 12, None, hidden)
    page.sheet.freeze_panes(FIRST_ASSUMPTION, col.MONTH + 1)
    page.sheet.repeat_rows(HEAD)


def _goal(page: Page, styles: Styles, content: Content) -> None:
    row, column = GOAL
    page.text(row, 0, WHOLE_HEAD, styles("bold"))
    page.number(row, column, GoalInputs(content).whole, styles("agreed", "money", "bold"))
    page.sheet.data_validation(row, column, row, column, rules.validation(Unit.MONEY, "The goal"))


def _scenario(page: Page, styles: Styles, content: Content) -> None:
    """Write the cell in which a scenario is chosen."""
    row, column = SCENARIO
    page.text(row, 0, "Scenario computed", styles("bold"))
    page.text(row, column, content.scenarios.names[0], styles("agreed", "bold"))
    page.text(row, column + 1, _CHOSEN, styles("muted"))
    rule = {"validate": "list", "source": f"={ScenarioPlaces(content).names}"}
    title, message = "No such scenario", "Choose one of the list."
    rule |= {"error_title": title, "error_message": message}
    page.sheet.data_validation(row, column, row, column, rule)


class _AssumptionRow:
    """Writes one assumption."""

    def __init__(
        self, page: Page, styles: Styles, places: ScenarioPlaces, row: int, assumption: Assumption
    ) -> None:
        content = places.content
        self.page, self.styles, self.content, self.places = page, styles, content, places
        self.row, self.assumption = row, assumption
        self.driver: Driver = assumption.slot.driver
        self.unit = unit_of(self.driver)
        self.states = content.scenarios.states(assumption.slot)
        self.typed = content.typed
        self.cells = rules.row_cells(row, content.typed)

    def write(self, first_of_line: bool) -> None:
        """Write all columns; the line's name stands out where the line begins."""
        self._names(first_of_line)
        self._evidence()
        self._positions()
        self._results()
        write_notes(self.page, self.content, self.row, self.assumption)

    def _style(self, *words: str) -> Any:
        return self.styles("grid", *words)

    def _names(self, first_of_line: bool) -> None:
        slot, plan = self.assumption.slot, self.content.results.plan
        name = driver_name(self.driver, plan.stages, plan.line(slot.line).entry)
        if self.driver.kind is DriverKind.REPS:
            name = "Reps at the start" if slot.month is None else "Reps who start"
        month = "" if slot.month is None else month_label(slot.month)
        texts = {
            col.DRIVER: (name, ("indent",) if month else ()),
            col.MONTH: (month, ()),
            col.OWNER: (OWNER_NAMES[self.assumption.owner], ("muted",)),
            col.NOTE: (self._note(), ("muted",)),
            col.KEY: (self.assumption.key, ("muted", "small")),
        }
        page, row = self.page, self.row
        page.text(
            row, col.LINE, line_title(slot.line), self._style("bold" if first_of_line else "muted")
        )
        for column, (text, words) in texts.items():
            page.text(row, column, text, self._style(*words))

    def _note(self) -> str:
        provisional = "provisional" if self.assumption.provisional else ""
        waits = self.assumption.waits
        said = (provisional, waits.words if waits else "", self.assumption.note)
        return " · ".join(text for text in said if text)

    def _evidence(self) -> None:
        figure = self.assumption.evidence
        columns = (col.EVIDENCE, col.LOW, col.HIGH)
        for column, value in zip(columns, (figure.value, figure.low, figure.high), strict=True):
            self.page.number(self.row, column, value, self._style(self.unit, "muted"))
        count = figure.n if figure.known else None
        self.page.number(self.row, col.COUNT, count, self._style("whole", "muted"))

    def _positions(self) -> None:
        """Write the inputs, what they were at export, and what holds in this row."""
        assumption, row, given = self.assumption, self.row, self.states[0].given
        self.page.number(row, col.MARKETING, given.marketing, self._style("marketing", self.unit))
        self.page.number(row, col.SALES, given.sales, self._style("sales", self.unit))
        self.page.number(row, col.AGREED, given.agreed, self._style("agreed", self.unit))
        quiet = self._style(self.unit, "muted")
        self._before(quiet)
        if self.content.has_scenarios:
            self._counts(quiet)
        values = assumption.marketing, assumption.sales, assumption.agreed
        held = zip(self._held(), values, strict=True)
        self.page.formulas(row, col.MARKETING_HOLDS, held, quiet)

    def _held(self) -> tuple[str, str, str]:
        """Return what holds of each seat and is agreed: by the rules, or in the scenario chosen."""
        places, row, state = self.places, self.row, self.states[0]
        if row in places.rows:
            number = rules.SCENARIO_NUMBER
            ours, theirs, joint = (
                f"=CHOOSE({number},{places.holding(row, seat)})" for seat in range(3)
            )
            return ours, theirs, joint
        place = self.content.general_row(self.assumption.slot)
        general, cells = None if place is None else rules.row_cells(place, self.typed), self.cells
        joint = rules.agreed(cells, state.given, state.stands, general)
        return rules.holds(cells, 0, general), rules.holds(cells, 1, general), joint

    def _before(self, quiet: Any) -> None:
        """Write what the cells held at export, in the scenario chosen."""
        states = self.states
        for column, values in (
            (col.MARKETING_BEFORE, [state.marketing for state in states]),
            (col.SALES_BEFORE, [state.sales for state in states]),
            (col.AGREED_BEFORE, [state.given.agreed for state in states]),
        ):
            if len(set(values)) == 1:
                self.page.number(self.row, column, values[0], quiet)
            else:
                formula = f"={rules.by_scenario(values)}"
                self.page.formula(self.row, column, formula, values[0], quiet)

    def _counts(self, quiet: Any) -> None:
        """Write what counts as typed in the scenario chosen."""
        given, places = self.states[0].given, self.places
        for seat, value in enumerate((given.marketing, given.sales, given.agreed)):
            own = at(self.row, rules.PLAIN[seat])
            formula = f'=IF({own}="","",{own})'
            if self.row in places.rows:
                formula = f"=CHOOSE({rules.SCENARIO_NUMBER},{places.counts(self.row, seat)})"
            self.page.formula(self.row, self.typed[seat], formula, value, quiet)

    def _results(self) -> None:
        page, row, assumption, cells = self.page, self.row, self.assumption, self.cells
        style = self._style(self.unit, "bold")
        page.formula(row, col.WORKING, rules.working(cells, assumption), assumption.working, style)
        ours, theirs = assumption.view(View.MARKETING), assumption.view(View.SALES)
        style = self._style(self.unit, "muted")
        for seat, (column, value) in enumerate(
            ((col.MARKETING_VIEW, ours), (col.SALES_VIEW, theirs))
        ):
            page.formula(row, column, rules.view(cells, seat), value, style)
        apart = None if ours is None or theirs is None or ours == theirs else ours - theirs
        style = self._style(signed_unit_of(self.driver))
        page.formula(row, col.DIFFERENCE, rules.difference(row), apart, style)
        worth = self.content.results.worth(assumption) if assumption.slot.month is None else None
        page.number(row, col.WORTH, worth or None, self._style("signed_money"))
        status = rules.status_at_export(assumption)
        parked = tuple(state.parked for state in self.states)
        formula = rules.status(cells, assumption, parked)
        page.formula(row, col.STATUS, formula, status, self._style("indent"))


def _rules_on_inputs(page: Page, content: Content) -> None:
    """Validate the input cells: rates 0 to 1, all others from 0 on."""
    for row, assumption in content.by_row.items():
        rule = rules.validation_of(assumption.driver)
        page.sheet.data_validation(row, col.MARKETING, row, col.AGREED, rule)


def _marks(page: Page, styles: Styles, last: int, typed: rules.Typed) -> None:
    """Let disputes, agreements and changed inputs be seen."""
    first = FIRST_ASSUMPTION
    status = f"${letters(col.STATUS)}{first + 1}"
    for word, tone, tint in (
        (Status.DISPUTED, LIGHT.dispute, LIGHT.dispute_tint),
        (Status.AGREED, LIGHT.agreed, LIGHT.agreed_tint),
    ):
        rule = {
            "type": "formula",
            "criteria": f'={status}="{word}"',
            "format": styles.mark(font_color=tone, bg_color=tint),
        }
        page.sheet.conditional_format(first, col.STATUS, last, col.STATUS, rule)
    for column, pair in (
        (col.MARKETING, (col.MARKETING_HOLDS, col.MARKETING_BEFORE)),
        (col.SALES, (col.SALES_HOLDS, col.SALES_BEFORE)),
        (col.AGREED, (typed[2], col.AGREED_BEFORE)),
    ):
        now, then = (f"${letters(c)}{first + 1}" for c in pair)
        changed = f"=NOT(EXACT({now},{then}))"
        rule = {"type": "formula", "criteria": changed, "format": styles.mark(bold=True)}
        page.sheet.conditional_format(first, column, last, column, rule)
