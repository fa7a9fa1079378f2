"""A plan by hand from January 2027 on, and what came of it: one line, three stages."""

from collections.abc import Mapping, Sequence

import numpy as np

from planner.base.days import parse_day
from planner.commitments.agreed import Actuals, Agreed, actuals
from planner.evidence.passages import prepare
from planner.forecast.results import forecast
from planner.journeys.activities import activities_of
from planner.journeys.table import Activities
from planner.plan.assumption import View
from planner.plan.document import Plan
from planner.plan.edits import Draft
from planner.plan.fold import fold, line_value
from planner.plan.keys import line_key
from tests.evidence.funnels import funnel, path
from tests.plan_words import EMPTY, MARKETING, SALES, TOGETHER, gesture

STAGES = ("MQL", "SAL", "Won")
SAID = {
    "Web/volume": 10.0,
    "Web/rate:MQL>SAL": 0.5,
    "Web/rate:SAL>Won": 0.25,
    "Web/deal_size": 10_000.0,
}
"""Ten leads a month, of which half are accepted and an eighth won at once, for 10,000 each."""


def plan_of(
    said: Mapping[str, float] = SAID,
    marketing: Mapping[str, float] | None = None,
    sales: Mapping[str, float] | None = None,
) -> Plan:
    """Return the plan with what both agreed on, and with each seat's claims."""
    drafts = [
        Draft(TOGETHER, "plan:start", "2027-01"),
        Draft(TOGETHER, "plan:stages", ">".join(STAGES)),
        Draft(TOGETHER, line_key("Web"), line_value("MQL", "Marketing")),
    ]
    for seat, values in ((MARKETING, marketing), (SALES, sales), (TOGETHER, said)):
        drafts += [Draft(seat, key, value) for key, value in (values or {}).items()]
    return fold(gesture(EMPTY, drafts))


def agreed_on(plan: Plan) -> Agreed:
    """Return a plan as promised without data."""
    return Agreed(plan, None, forecast(plan, None, View.WORKING))


def came(rows: Sequence[dict[str, object]], as_of: str, plan: Plan | None = None) -> Actuals:
    """Return what came of a plan."""
    rows = [{"channel": "Web", **row} for row in rows]
    journeys = funnel(rows, as_of, STAGES)
    return actuals(agreed_on(plan or plan_of()), prepare(journeys))


def lead(dates: str, *, left: str = "", amount: float = np.nan) -> dict[str, object]:
    """Return one lead of the Web."""
    return path(dates, left=left, amount=amount, channel="Web")


def touches(*found: tuple[int, str]) -> Activities:
    """Return touches of leads by their place, on a day each."""
    records = np.array([f"LJ{place}" for place, _ in found])
    days = np.array([parse_day(day) for _, day in found], dtype=np.int32)
    return activities_of(records, days)
