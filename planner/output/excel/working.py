"""The rules of working values as formulas, row by row of the Assumptions sheet.

What a person types into the workbook counts as said after the export: a new position reopens the
agreement found at export, a newly typed agreed value holds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from planner.base.stages import Owner
from planner.base.units import Unit
from planner.output.excel import columns as col
from planner.output.excel.page import at, quoted
from planner.plan.assumption import Assumption, Status
from planner.plan.document import NO_CLAIMS, Plan, Position
from planner.plan.keys import Driver, DriverKind

NOT_STATED = "not stated"
_BEYOND = (DriverKind.ATTAINMENT, DriverKind.PIPELINE_RATIO)
SCENARIO_NUMBER = "Scenario_number"
"""Name of the cell that says which scenario is computed, 1 for Base."""
Typed = tuple[int, int, int]
"""Columns of what counts as typed: Marketing's position, Sales', what is agreed."""
PLAIN: Typed = (col.MARKETING, col.SALES, col.AGREED)


Three = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class RowCells:
    """Addresses of a row's cells, of Marketing, Sales and what is agreed.

    `typed` counts as typed, `before` was so at export, `holds` is what comes of both. `kept` is the
    condition that nothing was said since export that reopens what was agreed then.
    """

    typed: Three
    before: Three
    holds: Three
    kept: str
    evidence: str
    working: str


def row_cells(row: int, typed: Typed = PLAIN) -> RowCells:
    """Return the cells of a row of the Assumptions sheet, as that sheet itself names them."""
    counts, before, held = (_three(row, group) for group in (typed, _BEFORE, _HOLDS))
    kept = unchanged(held[:2], before[:2])
    return RowCells(counts, before, held, kept, at(row, col.EVIDENCE), at(row, col.WORKING))


def unchanged(now: Sequence[str], before: Sequence[str], *more: str) -> str:
    """Return the condition that cells are as they were at export, and what else must hold."""
    same = (f"EXACT({one},{other})" for one, other in zip(now, before, strict=True))
    return f"AND({','.join((*same, *more))})"


def _three(row: int, columns: Typed) -> Three:
    ours, theirs, agreed_in = columns
    return at(row, ours), at(row, theirs), at(row, agreed_in)


_BEFORE = (col.MARKETING_BEFORE, col.SALES_BEFORE, col.AGREED_BEFORE)
_HOLDS = (col.MARKETING_HOLDS, col.SALES_HOLDS, col.AGREED_HOLDS)


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a row's three input cells hold at export, and whether it may follow an agreement made
    for every month (`may_follow`), and does so at export (`follows`).
    """

    marketing: float | None
    sales: float | None
    agreed: float | None
    may_follow: bool = False
    follows: bool = False


def inputs(plan: Plan, assumption: Assumption) -> Inputs:
    """Return the input cells of a row; a month's empty cell means: as in every month."""
    slot = assumption.slot
    by_month = plan.claims_of(slot.line, slot.driver)
    general, own = by_month.get(None, NO_CLAIMS), by_month.get(slot.month, NO_CLAIMS)
    if slot.month is None or slot.driver.kind is DriverKind.REPS:
        stands = _stands(own.together, own.marketing, own.sales)
        return Inputs(_value(own.marketing), _value(own.sales), _value(own.together, stands))
    positions = own.marketing or general.marketing, own.sales or general.sales
    joint = own.together or general.together
    agreed = _value(joint, _stands(joint, *positions))
    shown = _stands(general.together, general.marketing, general.sales)
    follows = own.together is None and agreed is not None and shown
    return Inputs(
        _value(own.marketing),
        _value(own.sales),
        None if follows else agreed,
        may_follow=own.together is None,
        follows=follows,
    )


def validation(unit: Unit, what: str) -> dict[str, Any]:
    """Return the rule of an input cell: a rate from 0 to 1, anything else from 0 on."""
    bounds: dict[str, Any] = {"criteria": ">=", "value": 0}
    message = f"{what} is a number from 0 on; empty the cell to claim nothing."
    if unit is Unit.RATE:
        bounds = {"criteria": "between", "minimum": 0, "maximum": 1}
        message = f"{what} lies between 0% and 100%; empty the cell to claim nothing."
    return {"validate": "decimal", **bounds, "error_title": "Not here", "error_message": message}


def validation_of(driver: Driver) -> dict[str, Any]:
    """Return the rule of a driver's input cells; some rates may lie above 100 %."""
    unit = Unit.NUMBER if driver.kind in _BEYOND else driver.unit
    return validation(unit, "A rate" if unit is Unit.RATE else "This")


def _stands(joint: Position | None, *positions: Position | None) -> bool:
    """Whether a joint value is later than both positions."""
    return joint is not None and all(p is None or p.order < joint.order for p in positions)


def _value(position: Position | None, stands: bool = True) -> float | None:
    return position.value if position is not None and stands else None


def holds(row: RowCells, seat: int, general: RowCells | None) -> str:
    """Return a seat's position that holds in a row; `general` is the row of every month."""
    own = row.typed[seat]
    otherwise = '""' if general is None else general.holds[seat]
    return f'=IF({own}="",{otherwise},{own})'


def by_scenario(values: Sequence[bool | float | None]) -> str:
    """Return what holds in the scenario chosen; where all are the same, that alone."""
    texts = [_literal(value) for value in values]
    return texts[0] if len(set(texts)) == 1 else f"CHOOSE({SCENARIO_NUMBER},{','.join(texts)})"


def _literal(value: bool | float | None) -> str:
    if value is None:
        return '""'
    return str(value).upper() if isinstance(value, bool) else repr(float(value))


def agreed(
    row: RowCells, given: Inputs, stands: bool, general: RowCells | None, reopened: str = ""
) -> str:
    """Return what is agreed: the joint value that still stands, else two equal positions.

    `stands`: the agreed cell counted at export; `reopened`: the condition that a month's positions
    outlive whatever is agreed for every month.
    """
    ours, theirs, _ = row.holds
    equal = f'IF(AND({ours}<>"",{theirs}<>"",{ours}={theirs}),{ours},"")'
    joint = row.typed[2]
    if general is not None and given.may_follow:
        standing = f",{row.kept}" if given.follows else ""
        everywhere = general.typed[2]
        typed = f"NOT({_same(general)})"
        typed = f"AND({typed},NOT({reopened}))" if reopened else typed
        fresh = f"OR({typed}{standing})"
        equal = f'IF(AND({joint}="",{everywhere}<>"",{fresh}),{everywhere},{equal})'
    kept = f",{row.kept}" if stands else ""
    return f'=IF(AND({joint}<>"",OR(NOT({_same(row)}){kept})),{joint},{equal})'


def _same(row: RowCells) -> str:
    return f"EXACT({row.typed[2]},{row.before[2]})"


def working(row: RowCells, assumption: Assumption) -> str:
    """Return agreed, else the owner's position, else evidence, else a position provisionally."""
    (ours, theirs, common), evidence = row.holds, row.evidence
    careful = "MAX" if assumption.slot.driver.kind is DriverKind.LAG else "MIN"
    last = f'IF(COUNT({ours},{theirs})=0,"",{careful}({ours},{theirs}))'
    known = f'IF({evidence}<>"",{evidence},{last})'
    if assumption.owner is not Owner.SHARED:
        own = ours if assumption.owner is Owner.MARKETING else theirs
        known = f'IF({own}<>"",{own},{known})'
    return f'=IF({common}<>"",{common},{known})'


def view(row: RowCells, seat: int) -> str:
    """Return a seat's view: agreed, else its own position, else the working value."""
    common, own, otherwise = row.holds[2], row.holds[seat], row.working
    return f'=IF({common}<>"",{common},IF({own}<>"",{own},{otherwise}))'


def status(row: RowCells, assumption: Assumption, parked: tuple[bool, ...] = ()) -> str:
    """Return the status in a word; what was parked stays so until something is newly agreed."""
    spoke = f"COUNT({row.holds[0]},{row.holds[1]})"
    silent = Status.MEASURED.value if assumption.evidence.known else NOT_STATED
    words = ",".join(quoted(s) for s in (silent, Status.PROPOSED, Status.DISPUTED))
    said = f'IF({row.holds[2]}<>"",{quoted(Status.AGREED)},CHOOSE(1+{spoke},{words}))'
    if any(parked):
        joint = row.typed[2]
        fresh = f'AND({joint}<>"",NOT({_same(row)}))'
        kept = f"IF({fresh},{quoted(Status.AGREED)},{quoted(Status.PARKED)})"
        said = kept if all(parked) else f"IF({by_scenario(parked)},{kept},{said})"
    return f"={said}"


def status_at_export(assumption: Assumption) -> str:
    """Return the status in the window's words."""
    silent = assumption.status is Status.MEASURED and not assumption.evidence.known
    return NOT_STATED if silent else assumption.status.value


def difference(row: int) -> str:
    """Return Marketing's view less Sales', nothing where one is missing or both are the same."""
    ours, theirs = at(row, col.MARKETING_VIEW), at(row, col.SALES_VIEW)
    return f'=IF(COUNT({ours},{theirs})<2,"",IF({ours}={theirs},"",{ours}-{theirs}))'
