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


def holds(row: int, seat: int, general: int | None, typed: Typed = PLAIN) -> str:
    """Return a seat's position that holds in a row; `general` is the row of every month."""
    own = at(row, typed[seat])
    otherwise = '""' if general is None else at(general, _HOLDS[seat])
    return f'=IF({own}="",{otherwise},{own})'


_HOLDS = (col.MARKETING_HOLDS, col.SALES_HOLDS)


@dataclass(frozen=True, slots=True)
class Flags:
    """What the agreed cell of a row does, in each scenario: it stands, may follow, and follows."""

    stands: tuple[bool, ...]
    may_follow: tuple[bool, ...]
    follows: tuple[bool, ...]


def by_scenario(values: Sequence[bool | float | None]) -> str:
    """Return what holds in the scenario chosen; where all are the same, that alone."""
    texts = [_literal(value) for value in values]
    return texts[0] if len(set(texts)) == 1 else f"CHOOSE({SCENARIO_NUMBER},{','.join(texts)})"


def _literal(value: bool | float | None) -> str:
    if value is None:
        return '""'
    return str(value).upper() if isinstance(value, bool) else repr(float(value))


def agreed(row: int, flags: Flags, general: int | None, typed: Typed = PLAIN) -> str:
    """Return what is agreed: the joint value that still stands, else two equal positions."""
    ours, theirs = at(row, col.MARKETING_HOLDS), at(row, col.SALES_HOLDS)
    unchanged = (
        f"EXACT({ours},{at(row, col.MARKETING_BEFORE)}),EXACT({theirs},{at(row, col.SALES_BEFORE)})"
    )
    equal = f'IF(AND({ours}<>"",{theirs}<>"",{ours}={theirs}),{ours},"")'
    joint = at(row, typed[2])
    if general is not None and any(flags.may_follow):
        standing = _all(flags.follows, unchanged)
        everywhere = at(general, typed[2])
        fresh = f"OR(NOT({_same(general, typed)}){standing})"
        follow = _only(flags.may_follow, f'{joint}="",{everywhere}<>"",{fresh}')
        equal = f"IF({follow},{everywhere},{equal})"
    kept = _all(flags.stands, unchanged, always=True)
    return f'=IF(AND({joint}<>"",OR(NOT({_same(row, typed)}){kept})),{joint},{equal})'


def _all(flags: tuple[bool, ...], condition: str, *, always: bool = False) -> str:
    """Return a condition as one more argument where a flag is set; `always` in a plain row."""
    if all(flags) or (always and len(flags) == 1):
        return f",AND({condition})"
    return f",AND({by_scenario(flags)},{condition})" if any(flags) else ""


def _only(flags: tuple[bool, ...], conditions: str) -> str:
    return f"AND({conditions})" if all(flags) else f"AND({by_scenario(flags)},{conditions})"


def _same(row: int, typed: Typed) -> str:
    return f"EXACT({at(row, typed[2])},{at(row, col.AGREED_BEFORE)})"


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


def status(
    row: int, assumption: Assumption, parked: tuple[bool, ...] = (), typed: Typed = PLAIN
) -> str:
    """Return the status in a word; what was parked stays so until something is newly agreed."""
    spoke = f"COUNT({at(row, col.MARKETING_HOLDS)},{at(row, col.SALES_HOLDS)})"
    silent = Status.MEASURED.value if assumption.evidence.known else NOT_STATED
    words = ",".join(quoted(s) for s in (silent, Status.PROPOSED, Status.DISPUTED))
    said = f'IF({at(row, col.AGREED_HOLDS)}<>"",{quoted(Status.AGREED)},CHOOSE(1+{spoke},{words}))'
    if any(parked):
        joint = at(row, typed[2])
        fresh = f'AND({joint}<>"",NOT({_same(row, typed)}))'
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
