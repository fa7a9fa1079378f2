"""What every scenario says on the Scenarios sheet, what counts in it, and what comes to hold."""

from planner.output.excel.columns import KEY_HEAD
from planner.output.excel.content import ASSUMPTIONS, Content, month_label
from planner.output.excel.goal_inputs import GOAL_UNITS, GoalInputs
from planner.output.excel.page import Page, at
from planner.output.excel.scenario_held import write_held, write_held_heads
from planner.output.excel.scenario_places import (
    AGREED,
    DRIVER,
    DRIVER_HEAD,
    INPUTS,
    LINE,
    LINE_HEAD,
    SEATS,
    ScenarioPlaces,
)
from planner.output.excel.scenario_states import State
from planner.output.excel.styles import Styles, unit_of
from planner.output.excel.working import PLAIN, validation, validation_of
from planner.plan.assumption import Assumption
from planner.plan.goals import Goal
from planner.sheets.goal_words import goal_title
from planner.sheets.words import driver_name, line_title

_SEATS = tuple(SEATS)
_TINTS = ("marketing", "sales", "agreed")


class Says:
    """What every scenario says, and what counts in it."""

    def __init__(
        self, page: Page, styles: Styles, content: Content, places: ScenarioPlaces
    ) -> None:
        self.page, self.styles, self.content, self.places = page, styles, content, places

    def write(self) -> None:
        """Write the heads and a row for every assumption that a scenario speaks of."""
        self._heads()
        before = ""
        for row, here in self.places.rows.items():
            assumption = self.content.by_row[row]
            self._names(here, assumption, first=assumption.line != before)
            before = assumption.line
            self._inputs(here, assumption)
            states = self.content.scenarios.states(assumption.slot)
            self._counts(row, here, assumption, states)
            write_held(self.page, self.styles, self.places, row, states)
        for goal, here in self.places.goal_rows.items():
            self._goal(goal, here)
        said = (*self.places.rows.values(), *self.places.goal_rows.values())
        last = max(said, default=self.places.head + 1)
        self.page.sheet.print_area(0, 0, last, max(self.places.counted(0, 0) - 1, INPUTS + 6))

    def _heads(self) -> None:
        page, styles, places = self.page, self.styles, self.places
        page.text(places.head - 1, 0, "What the scenarios say", styles("section"))
        for col, name in ((LINE, LINE_HEAD), (DRIVER, DRIVER_HEAD)):
            page.text(places.head, col, "", styles("head"))
            page.text(places.head + 1, col, name, styles("head"))
        for number, name in enumerate(self.content.scenarios.names):
            for seat, (word, tint) in enumerate(zip(_SEATS, _TINTS, strict=True)):
                head = styles("head", "right", f"{tint}_head")
                if number:
                    col = places.column(number, seat)
                    page.text(places.head, col, name if seat == 0 else "", styles("head"))
                    page.text(places.head + 1, col, word, head)
                col = places.counted(number, seat)
                page.text(places.head + 1, col, f"{word} counts in {name}", styles("head"))
        write_held_heads(page, styles, places)
        page.text(places.head + 1, places.key, KEY_HEAD, styles("head"))
        hidden = {"hidden": True}
        page.sheet.set_column(places.counted(0, 0), places.key, 14, None, hidden)

    def _names(self, here: int, assumption: Assumption, *, first: bool) -> None:
        page, styles, plan = self.page, self.styles, self.content.results.plan
        slot = assumption.slot
        name = driver_name(slot.driver, plan.stages, plan.line(slot.line).entry)
        if slot.month is not None:
            name = f"{name}, {month_label(slot.month)}"
        word = "bold" if first else "muted"
        page.text(here, LINE, line_title(slot.line), styles("grid", word))
        page.text(here, DRIVER, name, styles("grid"))
        page.text(here, self.places.key, assumption.key, styles("muted", "small"))

    def _inputs(self, here: int, assumption: Assumption) -> None:
        unit = unit_of(assumption.driver)
        for number in range(1, self.places.count):
            own = self.content.scenarios.own(assumption.slot, number)
            for seat, (value, tint) in enumerate(zip(own, _TINTS, strict=True)):
                column = self.places.column(number, seat)
                self.page.number(here, column, value, self.styles("grid", tint, unit))
        first, last = self.places.column(1, 0), self.places.column(self.places.count - 1, 2)
        self.page.sheet.data_validation(here, first, here, last, validation_of(assumption.driver))

    def _counts(
        self, row: int, here: int, assumption: Assumption, states: tuple[State, ...]
    ) -> None:
        style = self.styles(unit_of(assumption.driver), "muted")
        for number, state in enumerate(states):
            given = state.given
            values = (given.marketing, given.sales, given.agreed)
            for seat, value in enumerate(values):
                formula = self._count(row, here, number, seat)
                column = self.places.counted(number, seat)
                self.page.formula(here, column, formula, value, style)

    def _goal(self, goal: Goal, here: int) -> None:
        """Write a goal that a scenario has its own of: no seat's own, so it stands with Agreed."""
        page, styles, places = self.page, self.styles, self.places
        plan, scenarios = self.content.results.plan, self.content.scenarios
        unit, first = GOAL_UNITS[goal.measure.unit][0], goal == next(iter(places.goal_rows))
        page.text(here, LINE, "Goals", styles("grid", "bold" if first else "muted"))
        page.text(here, DRIVER, goal_title(plan, goal), styles("grid"))
        page.text(here, places.key, goal.key(plan.fiscal_start), styles("muted", "small"))
        for number in range(places.count):
            own, below = places.column(number, AGREED), GoalInputs(self.content).place(goal)
            cell = at(here, own)
            if number:
                for seat in range(AGREED):
                    page.text(here, places.column(number, seat), "", styles("grid"))
                value = scenarios.own_goal(goal, number)
                page.number(here, own, value, styles("grid", "agreed", unit))
                rule = validation(goal.measure.unit, "A goal")
                page.sheet.data_validation(here, own, here, own, rule)
                below = at(here, places.counted(self.content.scenarios.below(number), AGREED))
            text = f'IF({below}="","",{below})'
            formula = f'=IF({cell}<>"",{cell},{text})' if number else f"={text}"
            counted = scenarios.goal(goal, number)
            page.formula(here, places.counted(number, AGREED), formula, counted, styles(unit))

    def _count(self, row: int, here: int, number: int, seat: int) -> str:
        """Return a scenario's own cell, else what counts below; a position reopens agreements."""
        if number == 0:
            cell = f"{ASSUMPTIONS}!{at(row, PLAIN[seat])}"
            return f'=IF({cell}="","",{cell})'
        below = at(here, self.places.counted(self.content.scenarios.below(number), seat))
        own = at(here, self.places.column(number, seat))
        if seat == len(_SEATS) - 1:
            below = f'IF({self._reopened(row, here, number)},"",{below})'
        return f'=IF({own}<>"",{own},{below})'

    def _reopened(self, row: int, here: int, number: int) -> str:
        """Return whether a scenario's positions are later than what was agreed below it."""
        places = self.places
        mine = [at(here, places.column(number, seat)) for seat in range(2)]
        general = self.content.general_row(self.content.by_row[row].slot)
        parts = [f"COUNT({mine[0]},{mine[1]})>0"]
        if general is not None:
            for seat in range(2):
                held = at(here, places.counted(number, seat))
                stated = at(places.rows[general], places.column(number, seat))
                parts.append(f'AND({held}="",{stated}<>"")')
        return f"OR({','.join(parts)})" if len(parts) > 1 else parts[0]
