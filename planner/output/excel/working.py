"""The rules of working values as formulas, row by row of the Assumptions sheet.

What a person types into the workbook counts as said after the export: a new position reopens the
agreement found at export, a newly typed agreed value holds.
"""

from dataclasses import dataclass
from typing import Any

from planner.base.stages import Owner
from planner.base.units import Unit
from planner.output.excel import columns as col
from planner.output.excel.page import at, quoted
from planner.plan.assumption import Assumption, Status
from planner.plan.document import NO_CLAIMS, Plan, Position
from planner.plan.keys import DriverKind

NOT_STATED = "not stated"


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


def _stands(joint: Position | None, *positions: Position | None) -> bool:
    """Whether a joint value is later than both positions."""
    return joint is not None and all(p is None or p.order < joint.order for p in positions)


def _value(position: Position | None, stands: bool = True) -> float | None:
    return position.value if position is not None and stands else None


def holds(row: int, column: int, general: int | None) -> str:
    """Return a seat's position that holds in a row; `general` is the row of every month."""
    own = at(row, column)
    otherwise = '""' if general is None else at(general, _HOLDS[column])
    return f'=IF({own}="",{otherwise},{own})'


_HOLDS = {col.MARKETING: col.MARKETING_HOLDS, col.SALES: col.SALES_HOLDS}


def agreed(row: int, given: Inputs, general: int | None) -> str:
    """Return what is agreed: the joint value that still stands, else two equal positions."""
    ours, theirs = at(row, col.MARKETING_HOLDS), at(row, col.SALES_HOLDS)
    unchanged = (
        f"EXACT({ours},{at(row, col.MARKETING_BEFORE)}),EXACT({theirs},{at(row, col.SALES_BEFORE)})"
    )
    equal = f'IF(AND({ours}<>"",{theirs}<>"",{ours}={theirs}),{ours},"")'
    joint, typed = at(row, col.AGREED), f"NOT({_same(row)})"
    if general is not None and given.may_follow:
        standing = f",AND({unchanged})" if given.follows else ""
        everywhere = at(general, col.AGREED)
        follow = f'AND({joint}="",{everywhere}<>"",OR(NOT({_same(general)}){standing}))'
        equal = f"IF({follow},{everywhere},{equal})"
    return f'=IF(AND({joint}<>"",OR({typed},AND({unchanged}))),{joint},{equal})'


def _same(row: int) -> str:
    return f"EXACT({at(row, col.AGREED)},{at(row, col.AGREED_BEFORE)})"


def working(row: int, assumption: Assumption) -> str:
    """Return agreed, else the owner's position, else evidence, else a position provisionally."""
    common, evidence = at(row, col.AGREED_HOLDS), at(row, col.EVIDENCE)
    ours, theirs = at(row, col.MARKETING_HOLDS), at(row, col.SALES_HOLDS)
    careful = "MAX" if assumption.slot.driver.kind is DriverKind.LAG else "MIN"
    last = f'IF(COUNT({ours},{theirs})=0,"",{careful}({ours},{theirs}))'
    known = f'IF({evidence}<>"",{evidence},{last})'
    if assumption.owner is not Owner.SHARED:
        own = ours if assumption.owner is Owner.MARKETING else theirs
        known = f'IF({own}<>"",{own},{known})'
    return f'=IF({common}<>"",{common},{known})'


def view(row: int, column: int) -> str:
    """Return a seat's view: agreed, else its own position (in `column`), else the working value."""
    common, own, otherwise = at(row, col.AGREED_HOLDS), at(row, column), at(row, col.WORKING)
    return f'=IF({common}<>"",{common},IF({own}<>"",{own},{otherwise}))'


def status(row: int, assumption: Assumption) -> str:
    """Return the status in a word; what was parked stays so until something is newly agreed."""
    if assumption.status is Status.PARKED:
        joint = at(row, col.AGREED)
        fresh = f'AND({joint}<>"",NOT({_same(row)}))'
        return f"=IF({fresh},{quoted(Status.AGREED)},{quoted(Status.PARKED)})"
    spoke = f"COUNT({at(row, col.MARKETING_HOLDS)},{at(row, col.SALES_HOLDS)})"
    silent = Status.MEASURED.value if assumption.evidence.known else NOT_STATED
    words = ",".join(quoted(s) for s in (silent, Status.PROPOSED, Status.DISPUTED))
    return f'=IF({at(row, col.AGREED_HOLDS)}<>"",{quoted(Status.AGREED)},CHOOSE(1+{spoke},{words}))'


def status_at_export(assumption: Assumption) -> str:
    """Return the status in the window's words."""
    silent = assumption.status is Status.MEASURED and not assumption.evidence.known
    return NOT_STATED if silent else assumption.status.value


def difference(row: int) -> str:
    """Return Marketing's view less Sales', nothing where one is missing or both are the same."""
    ours, theirs = at(row, col.MARKETING_VIEW), at(row, col.SALES_VIEW)
    return f'=IF(COUNT({ours},{theirs})<2,"",IF({ours}={theirs},"",{ours}-{theirs}))'
