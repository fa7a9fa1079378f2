"""From a typed text to the edit it means."""

from collections.abc import Iterable
from dataclasses import replace

from planner.base.stages import Seat
from planner.base.units import ENGLISH, NumberStyle
from planner.base.units_parse import parse_entry
from planner.evidence.figures import FunnelEvidence
from planner.plan.document import NO_CLAIMS, Plan, Scenario
from planner.plan.edits import Draft
from planner.plan.keys import Driver, DriverKind, Slot, parse_key
from planner.plan.resolve import View, resolve
from planner.plan.scenarios import alone, in_scenario, is_adjustable, position_key
from planner.plan.splitting import SPLIT, split_drafts
from planner.plan.typed_settings import is_typed_setting, setting_draft


def typed_draft(
    plan: Plan,
    evidence: FunnelEvidence | None,
    slot: Slot,
    *,
    seat: Seat,
    text: str,
    style: NumberStyle = ENGLISH,
    measured: float | None = None,
) -> Draft | None:
    """Return the edit of typing a text as a seat's position; None where it changes nothing.

    An empty text withdraws, a relative one starts from the own position, else from what the seat's
    view takes instead, `?` takes the evidence, or what is `measured` of what the funnel has no
    evidence for. RefusedError for a text that means no value.
    """
    stated = plan.position(slot, seat)
    now = resolve(plan, evidence, slot.line, slot.driver, slot.month)
    view = View.WORKING if seat is Seat.TOGETHER else View(seat.value)
    base = stated.value if stated else now.view(view)
    known = now.evidence.value if now.evidence.known else measured
    value = parse_entry(text, slot.driver.unit, style, base, known)
    if value is None and stated is None:
        return None
    return Draft(seat, slot.key(plan.stages), value, text.strip() if value is not None else "")


def typed_drafts(
    plan: Plan,
    evidence: FunnelEvidence | None,
    key: str,
    *,
    seat: Seat,
    text: str,
    scenario: Scenario | None = None,
    style: NumberStyle = ENGLISH,
) -> tuple[Draft, ...]:
    """Return the edits of typing a text at a key: a setting, or a position of a seat.

    `team/ramp` takes the shares of every month of tenure, as 25%,60%,85%,100%; `split:CHANNEL` the
    segments that become lines of their own. In a `scenario` positions, goals, budget, bounds
    and season are its own; other settings are the same in all. RefusedError for what means nothing.
    """
    if key.startswith(SPLIT):
        return split_drafts(plan, key, seat, text)
    view = in_scenario(plan, scenario)
    if is_typed_setting(key):
        inside = scenario if is_adjustable(key) else None
        own = None if inside is None else alone(view)
        made = setting_draft(view, evidence, key, seat, text, style, own=own)
        return _placed((made,) if made else (), inside)
    slot = parse_key(key, plan.line_names, plan.stages)
    drafts = []
    for each, said in _ramp(view, slot, seat, text) or ((slot, text),):
        draft = typed_draft(view, evidence, each, seat=seat, text=said, style=style)
        if draft is not None and (scenario is None or _states(plan, scenario, each, draft)):
            drafts.append(draft)
    return _placed(drafts, scenario)


def _placed(drafts: Iterable[Draft], scenario: Scenario | None) -> tuple[Draft, ...]:
    """Return edits as made in a scenario."""
    if scenario is None:
        return tuple(drafts)
    return tuple(replace(draft, key=position_key(scenario, draft.key)) for draft in drafts)


def _states(plan: Plan, scenario: Scenario, slot: Slot, draft: Draft) -> bool:
    """Whether a draft states something, or withdraws what the scenario itself states."""
    own = plan.overlays.get(scenario.id, {}).get((slot.line, slot.driver), {})
    return draft.value is not None or own.get(slot.month, NO_CLAIMS).of(draft.seat) is not None


def _ramp(plan: Plan, slot: Slot, seat: Seat, text: str) -> tuple[tuple[Slot, str], ...]:
    """Return each month of tenure with its share; what was stated of later months is withdrawn."""
    if slot.driver.kind is not DriverKind.RAMP or ("," not in text and text.strip()):
        return ()
    shares = [part for part in text.split(",") if part.strip()]
    stated = [
        driver.index
        for (line, driver), by_month in plan.claims.items()
        if (line, driver.kind) == (slot.line, DriverKind.RAMP) and None in by_month
        if by_month[None].of(seat) is not None
    ]
    count = max(len(shares), *(index + 1 for index in stated), 0) if stated else len(shares)
    return tuple(
        (Slot(slot.line, Driver(DriverKind.RAMP, at)), shares[at] if at < len(shares) else "")
        for at in range(count)
    )
