"""The bridge from the plan to what happened."""

from argparse import Namespace

from planner.base.days import iso, month_text
from planner.base.problem import Problem, RefusedError
from planner.base.units import DASH, money_short
from planner.base.units import show as shown
from planner.cli.desk import opened
from planner.cli.report import Report, table
from planner.cli.shapes import Json, number
from planner.commitments.variance import Variance, VarianceItem, variance
from planner.session.committing import measured_commitments

ACTUAL = "actual"
NOT_PLANNED = "not in the plan"


def to_actual(arguments: Namespace) -> Report:
    """Explain actual bookings against the plan's, over its months that are over."""
    with opened(arguments.plan) as session:
        found = measured_commitments(session).found
        plan = session.plan
    if found is None or not len(found.months):
        raise RefusedError(Problem("No month of the plan is over yet, so nothing is compared"))
    made = variance(found)
    data: Json = {
        "from": "working",
        "to": ACTUAL,
        "months": [month_text(month) for month in made.months],
        "promised_on": iso(found.agreed.since) if found.agreed.evidence else None,
        "as_of": iso(found.as_of),
        "from_total": number(made.planned),
        "to_total": number(made.actual),
        "gap": number(made.gap),
        "gross": number(made.gross),
        "items": [_item(item, plan.stages) for item in made.items],
        "owners": {owner.value: number(worth) for owner, worth in made.by_owner.items()},
        "won_without_amount": found.unpriced,
    }
    return Report(data, tuple(_lines(made, plan.stages, plan.currency)))


def _item(item: VarianceItem, stages: tuple[str, ...]) -> Json:
    return {
        "line": item.line,
        "driver": item.driver.text(stages) if item.driver else NOT_PLANNED,
        "owner": item.owner.value,
        "from": number(item.planned),
        "to": number(item.actual),
        "worth": number(item.worth),
    }


def _lines(made: Variance, stages: tuple[str, ...], currency: str) -> list[str]:
    rows = [["plan", "", "", "", money_short(made.planned, currency)]]
    for item in made.items:
        name = item.driver.text(stages) if item.driver else NOT_PLANNED
        ends = [
            DASH if end is None or item.driver is None else shown(end, item.driver.unit)
            for end in (item.planned, item.actual)
        ]
        worth = money_short(item.worth, currency, signed=True)
        rows.append([f"{item.line or 'All'} · {name}", item.owner.value, *ends, worth])
    rows.append(["actual", "", "", "", money_short(made.actual, currency)])
    span = f"{month_text(made.months[0])} to {month_text(made.months[-1])}"
    gap = money_short(made.gap, currency, signed=True)
    said = f"{span}: {gap} against the plan, gross {money_short(made.gross, currency)}."
    header = ("", "owner", "planned", "actual", "bookings")
    return [*table(header, rows, left=2), said]
