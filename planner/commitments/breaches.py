"""Leads touched too late, one by one, with what the delay is associated with in money."""

from dataclasses import dataclass

import numpy as np

from planner.base.days import Day
from planner.base.stages import hand_off
from planner.commitments.agreed import Actuals
from planner.commitments.compliance import Compliance
from planner.commitments.handed import NEVER, Handed
from planner.commitments.promise import lead_worth
from planner.evidence.figures import Floats
from planner.evidence.incidence import incidence
from planner.evidence.passages import Fate
from planner.journeys.table import BLANK, Mask
from planner.plan.keys import DriverKind

LEAST = 20
"""With fewer leads touched in time, or late, in a line their rates are not compared."""


@dataclass(frozen=True, slots=True)
class Breach:
    """A lead touched late or never: `price` is None where its line has too few to compare.

    `id` is the journey's, `entered` the day it was handed over, `limit` the days it was held to,
    `touched` those until the first touch, None where there was none by the as-of date.
    """

    id: str
    line: str
    rep: str
    entered: Day
    limit: float
    touched: int | None
    price: float | None


@dataclass(frozen=True, slots=True)
class Association:
    """How often leads of a line were accepted that were still undecided at the limit.

    `on_time`, `late`: matured from the limit on, of `n_on_time` and `n_late` leads; `value` is what
    an accepted lead is worth by the agreed plan. An association: late leads may differ otherwise.
    """

    line: str
    on_time: float
    late: float
    n_on_time: int
    n_late: int
    value: float

    @property
    def price(self) -> float | None:
        """(p(on time) - p(late)) x value of a late lead; None with too few to compare."""
        if min(self.n_on_time, self.n_late) < LEAST:
            return None
        return (self.on_time - self.late) * self.value


def associations(found: Actuals, leads: Handed, kept: Compliance) -> tuple[Association, ...]:
    """Compare, line by line, the leads touched in time with the late ones."""
    if kept.kind is not DriverKind.FIRST_TOUCH_DAYS or not kept.due.any():
        return ()
    undecided = _undecided(leads, kept)
    own, worth = found.lines[leads.rows], _accepted_worth(found)
    made = []
    for row, line in enumerate(found.agreed.plan.line_names):
        here = undecided & (own == row)
        on_time, late = here & kept.met, here & ~kept.met
        rates = [_matured(leads, kept, part) for part in (on_time, late)]
        counts = int(on_time.sum()), int(late.sum())
        made.append(Association(line, rates[0], rates[1], *counts, float(worth[row])))
    return tuple(made)


def _undecided(leads: Handed, kept: Compliance) -> Mask:
    """Return who had neither moved on nor left by the limit it was held to, which has passed."""
    return np.asarray(kept.due & (leads.answered > kept.limits.each))


def _matured(leads: Handed, kept: Compliance, chosen: Mask) -> float:
    """Return the matured share that moves on, each counted from its limit; NaN without leads."""
    if not chosen.any():
        return float("nan")
    own, limit = leads.among(chosen), np.floor(kept.limits.each[chosen]).astype(np.int64)
    age, decided = own.age - limit, own.answered != NEVER
    fate = np.where(own.moved & decided, Fate.ADVANCED, np.where(decided, Fate.LOST, Fate.OPEN))
    day = np.where(decided, np.minimum(own.answered - limit, age), age)
    return float(incidence(day, fate, age).rate[0])


def _accepted_worth(found: Actuals) -> Floats:
    """Return what an accepted lead is worth by line: mean over the plan's months."""
    flow = found.agreed.seen.flow
    worth = lead_worth(flow, hand_off(flow.stages).end)
    return np.asarray(worth[:, flow.start :].mean(axis=1))


def breaches(
    found: Actuals, leads: Handed, kept: Compliance, tied: tuple[Association, ...]
) -> tuple[Breach, ...]:
    """List the due leads that were not touched in time, the latest handed over first."""
    if kept.kind is not DriverKind.FIRST_TOUCH_DAYS or leads.touched is None:
        return ()
    journeys, names = leads.prepared.journeys, found.agreed.plan.line_names
    prices = {a.line: a.price for a in tied}
    undecided = _undecided(leads, kept)
    reps = journeys.dimensions.get("rep")
    made = []
    for i in np.flatnonzero(kept.due & ~kept.met).tolist():
        row = int(leads.rows[i])
        at = int(found.lines[row])
        line = names[at] if at < len(names) else BLANK
        touched = int(leads.touched[i])
        price = prices.get(line) if undecided[i] else 0.0
        rep = reps.labels[int(reps.codes[row])] if reps else ""
        made.append(
            Breach(
                journeys.ids[row],
                line,
                rep,
                int(leads.entered[i]),
                float(kept.limits.each[i]),
                None if touched == NEVER else touched,
                price,
            )
        )
    return tuple(sorted(made, key=lambda one: (-one.entered, one.id)))
