"""A plan whose January is over: what came of both sides' promises, and who signed it."""

from functools import cache
from itertools import count

import numpy as np

from planner.agreement.results import Results, results
from planner.base.days import parse_day
from planner.base.stages import Seat
from planner.commitments.agreed import Agreed, actuals
from planner.commitments.standing import Commitments
from planner.evidence.passages import prepare
from planner.journeys.activities import activities_of
from planner.output.pack.source import Signed, Source, work_out
from planner.plan.edits import Draft
from planner.plan.fold import fold
from planner.plan.log import Log, stamp
from planner.plan.signing import content_hash, signing_draft, versions
from tests.evidence.funnels import funnel, path
from tests.output.boards import M, S, Said, T

STAGES = ("MQL", "SAL", "Won")
SAID: tuple[Said, ...] = (
    (T, "plan:name", "FY27 plan"),
    (T, "plan:start", "2027-01"),
    (T, "plan:months", 12.0),
    (T, "plan:stages", ">".join(STAGES)),
    (T, "line:Web", '{"entry": "MQL"}'),
    (M, "Web/volume", 20.0),
    (T, "Web/rate:MQL>SAL", 0.5),
    (S, "Web/rate:SAL>Won", 0.2),
    (T, "Web/lag:MQL>SAL", 0.0),
    (T, "Web/lag:SAL>Won", 0.0),
    (S, "Web/deal_size", 10_000.0),
    (T, "sla/first_touch_days", 2.0),
    (T, "sla/first_touch_share", 0.9),
    (T, "person:sla/first_touch_days", "Bo Rand"),
    (T, "sla/weight:bookings", 0.5),
)
CAME = (
    *(path(f"2027-01-{day:02d} 2027-01-{day + 1:02d}", channel="Web") for day in range(2, 14)),
    path("2027-01-20", channel="Web"),
    path("2027-01-20 2027-01-21 2027-01-25", channel="Web", amount=12_000.0),
)
"""Fourteen leads, thirteen accepted within a day, one deal; the second last one has no touch."""


def log_of(*said: Said) -> Log:
    drafts = [Draft(*one) for one in said]
    return stamped(Log(), *drafts)


def stamped(log: Log, *drafts: Draft) -> Log:
    time = "2026-11-19T10:31:00+00:00"
    numbers = count(len(log.edits))
    made = stamp(log, drafts, author="A", time=time, new_id=lambda: f"e{next(numbers):04d}")
    return log.add(made)


def board(*more: Said) -> Results:
    return results(fold(log_of(*SAID, *more)), None)


def kept(found: Results) -> Commitments:
    """What came of it by the end of January, every lead but one touched on the next day."""
    journeys = funnel(CAME, "2027-01-31", STAGES, ("channel",))
    touched = [i for i in range(len(CAME)) if i != len(CAME) - 2]
    days = [int(journeys.entered[i, 0]) + 1 for i in touched]
    records = np.array([f"LJ{i}" for i in touched])
    touches = activities_of(records, np.array(days, dtype=np.int32))
    agreed = Agreed(found.plan, None, found.working)
    assert parse_day("2027-01-31") == journeys.as_of
    outcome = actuals(agreed, prepare(journeys))
    return Commitments(agreed=agreed, found=outcome, activities=touches)


@cache
def after_january() -> Source:
    found = board()
    return Source(found, None, work_out(found, None), promised=kept(found))


def signed_by(*seats: Seat, then: tuple[Said, ...] = ()) -> Source:
    """The plan, signed by some seats, and what was said after."""
    log = log_of(*SAID)
    before = results(fold(log), None)
    for seat in seats:
        digest = content_hash(before.plan, None)
        name = {M: "Ada Moss", S: "Bo Rand"}[seat]
        total = before.working.total
        log = stamped(log, signing_draft(log, seat, digest, name=name, scenario="", total=total))
    log = stamped(log, *(Draft(*one) for one in then))
    found = results(fold(log), None)
    now = content_hash(found.plan, None)
    signed = Signed(versions(log), now, before if then else None)
    return Source(found, None, work_out(found, None), signed=signed)
