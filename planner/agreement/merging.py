"""What a merge is worth: the plan before and after it, and the bridge between."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from planner.agreement.bridge import Bridge, bridge_between
from planner.agreement.results import Results
from planner.base.memo import Memo
from planner.base.problem import RefusedError
from planner.base.stages import Seat
from planner.forecast.results import Forecast
from planner.plan.assumption import View
from planner.plan.fold import is_setting
from planner.plan.keys import Slot, parse_key
from planner.plan.merging import Change
from planner.plan.scenarios import split_key


@dataclass(frozen=True)
class PricedMerge:
    """Working bookings from `before` to `after`.

    `bridge` is None where both cannot be compared line by line; `why` says so in a sentence.
    """

    before: Results
    after: Results
    bridge: Bridge | None
    why: str = ""
    _bridges: dict[View, Bridge | None] = field(default_factory=dict, init=False, compare=False)

    def worth(self, change: Change) -> float | None:
        """Return what a changed position does to the working plan's bookings.

        All months and both seats of one driver of a line share one worth. None where there is
        none: a setting, a position in a scenario, plans that cannot be compared.
        """
        slot = self.slot(change)
        if self.bridge is None or slot is None or split_key(change.key):
            return None
        return self.bridge.worth(slot.line, slot.driver)

    def worth_to(self, seat: Seat | None, slot: Slot | None) -> float | None:
        """Return what the changes of a driver do to the view of a seat.

        None where no seat speaks alone, and for what is no assumption.
        """
        if slot is None or seat is None or seat is Seat.TOGETHER:
            return None
        found = self.bridge_of(View(seat.value))
        return None if found is None else found.worth(slot.line, slot.driver)

    def bridge_of(self, view: View) -> Bridge | None:
        """Return the bridge of one view from before to after, None where there is none."""
        if view is View.WORKING:
            return self.bridge
        if view not in self._bridges:
            self._bridges[view] = _between(self.before.view(view), self.after.view(view))
        return self._bridges[view]

    def slot(self, change: Change) -> Slot | None:
        """Return the assumption a change is about, None for a setting or what means nothing."""
        if is_setting(change.key):
            return None
        inside = split_key(change.key)
        for results in (self.after, self.before):
            plan = results.plan
            try:
                return parse_key(inside[1] if inside else change.key, plan.line_names, plan.stages)
            except RefusedError:
                continue
        return None

    @property
    def totals(self) -> Mapping[str, tuple[float, float]]:
        """Bookings of every view before and after."""
        return {
            name: (getattr(self.before, name).total, getattr(self.after, name).total)
            for name in ("working", "marketing", "sales")
        }


def price_merge(before: Results, after: Results, memo: Memo | None = None) -> PricedMerge:
    """Return what the step from one plan to another is worth in working bookings."""
    try:
        found = bridge_between(before.working, after.working, memo)
    except RefusedError as refused:
        return PricedMerge(before, after, None, str(refused.problem.what))
    return PricedMerge(before, after, found)


def _between(before: Forecast, after: Forecast) -> Bridge | None:
    try:
        return bridge_between(before, after)
    except RefusedError:
        return None
