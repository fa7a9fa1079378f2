"""From a typed text to the edit it means."""

from planner.base.stages import Seat
from planner.base.units import ENGLISH, NumberStyle
from planner.base.units_parse import parse_entry
from planner.evidence.figures import FunnelEvidence
from planner.plan.document import Plan
from planner.plan.edits import Draft
from planner.plan.keys import Slot
from planner.plan.resolve import View, resolve


def typed_draft(
    plan: Plan,
    evidence: FunnelEvidence | None,
    slot: Slot,
    *,
    seat: Seat,
    text: str,
    style: NumberStyle = ENGLISH,
) -> Draft | None:
    """Return the edit of typing a text as a seat's position; None where it changes nothing.

    An empty text withdraws, a relative one starts from the own position, else from what the seat's
    view takes instead, `?` takes the evidence. RefusedError for a text that means no value.
    """
    stated = plan.position(slot, seat)
    now = resolve(plan, evidence, slot.line, slot.driver, slot.month)
    view = View.WORKING if seat is Seat.TOGETHER else View(seat.value)
    base = stated.value if stated else now.view(view)
    measured = now.evidence.value if now.evidence.known else None
    value = parse_entry(text, slot.driver.unit, style, base, measured)
    if value is None and stated is None:
        return None
    return Draft(seat, slot.key(plan.stages), value, text.strip() if value is not None else "")
