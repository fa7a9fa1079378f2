"""What holds in every scenario, in hidden columns, by the rules of the Assumptions sheet."""

from planner.output.excel import working as rules
from planner.output.excel.columns import EVIDENCE
from planner.output.excel.content import ASSUMPTIONS
from planner.output.excel.page import Page, at, fixed
from planner.output.excel.scenario_places import AGREED, BEFORE, HOLDS, KEPT, VIEWS, ScenarioPlaces
from planner.output.excel.scenario_states import State
from planner.output.excel.styles import Styles, unit_of
from planner.output.excel.working import RowCells
from planner.plan.assumption import View

_HEADS = (
    *("Marketing at export in", "Sales at export in", "Agreed at export in", "Agreement kept in"),
    *("Marketing holds in", "Sales holds in", "Agreed holds in"),
    *("Working in", "Marketing’s view in", "Sales’ view in"),
)


def write_held_heads(page: Page, styles: Styles, places: ScenarioPlaces) -> None:
    """Write what stands over the columns, each with its scenario's name."""
    for number, name in enumerate(places.content.scenarios.names):
        for place, words in enumerate(_HEADS):
            column = places.held(number, place)
            page.text(places.head + 1, column, f"{words} {name}", styles("head"))


def write_held(
    page: Page, styles: Styles, places: ScenarioPlaces, row: int, states: tuple[State, ...]
) -> None:
    """Write what holds in each scenario of a row of the Assumptions sheet."""
    content, here = places.content, places.rows[row]
    slot = content.by_row[row].slot
    general, style = content.general_row(slot), styles(unit_of(slot.driver), "muted")
    for number, state in enumerate(states):
        found = content.scenarios.found(slot, number)
        own = content.scenarios.own(slot, number)[:AGREED] if number else ()
        before = *(own or (state.marketing, state.sales)), state.given.agreed
        for column, value in enumerate(before, places.held(number, BEFORE)):
            page.number(here, column, value, style)
        cells = _cells_in(places, row, number)
        over = None if general is None else _cells_in(places, general, number)
        reopened = "" if general is None else _reopened(places, row, general, number)
        agreed = rules.agreed(cells, state.given, state.stands, over, reopened)
        held = (
            (f"=IF({_kept(places, row, number)},1,0)", 1.0),
            (rules.holds(cells, 0, over), found.marketing),
            (rules.holds(cells, 1, over), found.sales),
            (agreed, found.agreed),
            (rules.working(cells, found), found.working),
            (rules.view(cells, 0), found.view(View.MARKETING)),
            (rules.view(cells, 1), found.view(View.SALES)),
        )
        page.formulas(here, places.held(number, KEPT), held, style)


def _kept(places: ScenarioPlaces, row: int, number: int) -> str:
    """Return the condition that nothing reopens an agreement since export.

    That are positions of the scenario in which it was made, and of those that lie on it.
    """
    here, cells = places.rows[row], _cells_in(places, row, number)
    if number == 0:
        return rules.unchanged(cells.holds[:AGREED], cells.before[:AGREED])
    own = _three(here, places.column(number, 0))
    made, also = f'{own[AGREED]}<>""', []
    general = places.content.general_row(places.content.by_row[row].slot)
    if general is not None:
        stated = _three(places.rows[general], places.column(number, 0))
        before = _cells_in(places, general, number).before
        also = [
            f'OR({cells.typed[seat]}<>"",EXACT({stated[seat]},{before[seat]}))'
            for seat in range(AGREED)
        ]
        made += f',AND({cells.typed[AGREED]}="",{stated[AGREED]}<>"")'
    below = _cells_in(places, row, places.content.scenarios.below(number)).kept
    return rules.unchanged(own[:AGREED], cells.before[:AGREED], *also, f"OR({made},{below})")


def _reopened(places: ScenarioPlaces, row: int, general: int, number: int) -> str:
    """Return the condition that a scenario has positions of a month on what is agreed below it.

    They outlive whatever is agreed there for every month; what it agrees itself counts.
    """
    if number == 0:
        return ""
    column = places.column(number, 0)
    ours, theirs, _ = _three(places.rows[row], column)
    below = _reopened(places, row, general, places.content.scenarios.below(number))
    either = ",".join(part for part in (f"COUNT({ours},{theirs})>0", below) if part)
    return f'AND({at(places.rows[general], column + AGREED)}="",OR({either}))'


def _cells_in(places: ScenarioPlaces, row: int, number: int) -> RowCells:
    """Return the cells of a row of the Assumptions sheet as they are in a scenario."""
    here, held = places.rows[row], places.held(number, 0)
    return RowCells(
        _three(here, places.counted(number, 0)),
        _three(here, held + BEFORE),
        _three(here, held + HOLDS),
        f"{at(here, held + KEPT)}=1",
        f"{ASSUMPTIONS}!{fixed(row, EVIDENCE)}",
        at(here, held + VIEWS[View.WORKING]),
    )


def _three(row: int, first: int) -> tuple[str, str, str]:
    return at(row, first), at(row, first + 1), at(row, first + 2)
