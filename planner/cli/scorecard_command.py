"""The command that shows the scorecards."""

from argparse import Namespace
from dataclasses import replace

from planner.base.days import month_text
from planner.base.stages import Owner
from planner.base.units import DASH, rate
from planner.cli.desk import kept, opened
from planner.cli.report import Report, table
from planner.cli.shapes import Json, number
from planner.commitments.inside_sales import SDR, SdrObjective, has_inside_sales, sdr_card
from planner.commitments.scorecard import Objective, score, scorecard, targets, weighed
from planner.session.committing import commitments
from planner.sheets.scorecard_words import objective_text
from planner.sheets.words import Tongue

NONE_OVER = "No month of the plan is over yet: targets are over the whole plan."


def scorecards(arguments: Namespace) -> Report:
    """Show each leader's objectives, with target, actual, attainment and weight."""
    with opened(arguments.plan) as session:
        made = commitments(session, kept(session, arguments.as_of))
    plan, agreed = made.current.plan, weighed(made.agreed, made.current.plan)
    found = replace(made.found, agreed=agreed) if made.found and len(made.found.months) else None
    rows = targets(agreed) if found is None else scorecard(found)
    voice = sdr_card(replace(made, agreed=agreed)) if has_inside_sales(plan) else ()
    scores = {seat.value: score(rows, seat) for seat in (Owner.MARKETING, Owner.SALES)}
    data: Json = {
        "months": [] if found is None else [month_text(month) for month in found.months],
        "rows": [*(_row(row.seat.value, row) for row in rows), *(_row(SDR, row) for row in voice)],
        "scores": {seat: number(value) for seat, value in scores.items()},
    }
    header = ("scorecard", "objective", "target", "actual", "attainment", "weight")
    said = ", ".join(f"{seat} {rate(value) or DASH}" for seat, value in scores.items())
    last = f"Weighted attainment, shared objectives on both: {said}." if found else NONE_OVER
    tongue = Tongue(currency=plan.currency)
    shown_rows = [
        *(_line(row.seat.value, row, tongue) for row in rows),
        *(_line(SDR, row, tongue) for row in voice),
    ]
    lines = table(header, shown_rows, left=2)
    return Report(data, (*lines, last))


def _row(seat: str, row: Objective | SdrObjective) -> Json:
    return {
        "seat": seat,
        "objective": row.name,
        "target": number(row.target),
        "actual": number(row.actual),
        "attainment": number(row.attainment),
        "weight": number(row.weight),
        "weight_stated": row.stated,
    }


def _line(seat: str, row: Objective | SdrObjective, tongue: Tongue) -> list[str]:
    ends = [objective_text(row.name, end, tongue)[0] or DASH for end in (row.target, row.actual)]
    return [seat, row.name, *ends, rate(row.attainment) or DASH, rate(row.weight)]
