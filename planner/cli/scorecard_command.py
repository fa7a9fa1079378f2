"""The command that shows the scorecards."""

from argparse import Namespace

from planner.base.days import month_text
from planner.base.stages import Owner
from planner.base.units import DASH, rate
from planner.base.units import number as shown
from planner.cli.desk import kept, opened
from planner.cli.report import Report, table
from planner.cli.shapes import Json, number
from planner.commitments.inside_sales import SDR, SdrObjective, has_inside_sales, sdr_card
from planner.commitments.scorecard import Objective, score, scorecard, targets
from planner.session.committing import commitments

NONE_OVER = "No month of the plan is over yet: targets are over the whole plan."


def scorecards(arguments: Namespace) -> Report:
    """Show each leader's objectives, with target, actual, attainment and weight."""
    with opened(arguments.plan) as session:
        made = commitments(session, kept(session, arguments.as_of))
    found = made.found if made.found is not None and len(made.found.months) else None
    rows = targets(made.agreed) if found is None else scorecard(found)
    voice = sdr_card(made) if has_inside_sales(made.agreed.plan) else ()
    scores = {seat.value: score(rows, seat) for seat in (Owner.MARKETING, Owner.SALES)}
    data: Json = {
        "months": [] if found is None else [month_text(month) for month in found.months],
        "rows": [*(_row(row.seat.value, row) for row in rows), *(_row(SDR, row) for row in voice)],
        "scores": {seat: number(value) for seat, value in scores.items()},
    }
    header = ("scorecard", "objective", "target", "actual", "attainment", "weight")
    said = ", ".join(f"{seat} {rate(value) or DASH}" for seat, value in scores.items())
    last = f"Weighted attainment, shared objectives on both: {said}." if found else NONE_OVER
    shown_rows = [*(_line(row.seat.value, row) for row in rows), *(_line(SDR, r) for r in voice)]
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


def _line(seat: str, row: Objective | SdrObjective) -> list[str]:
    share = row.name.endswith(("rate", "share")) or row.name == "hand_off"
    ends = [
        (rate(end) if share else shown(end, digits=0 if abs(end) >= 100 else 1)) or DASH
        for end in (row.target, row.actual)
    ]
    return [seat, row.name, *ends, rate(row.attainment) or DASH, rate(row.weight)]
