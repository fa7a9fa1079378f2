"""The JSON object of `forecast`: a view with its goals, capacity, pipeline, returns and chances."""

from planner.base.days import iso, month_text
from planner.cli.shapes import Json, number, numbers
from planner.forecast.capacity import capacity
from planner.forecast.chances import Chances
from planner.forecast.enough_leads import EnoughLeads
from planner.forecast.pipeline import Pipeline
from planner.forecast.results import Forecast
from planner.forecast.spend import Return, returns
from planner.forecast.uncertainty import PERCENTILES
from planner.plan.document import Plan
from planner.plan.goals import Period
from planner.sheets.enough_words import enough_sentences


def forecasted(result: Forecast, pipeline: Pipeline, chances: Chances | None) -> Json:
    """Shape of `forecast`; without draws the chances are null."""
    lines = [
        {
            "line": name,
            "entries": {
                stage: numbers(result.entries[i, s]) for s, stage in enumerate(result.stages)
            },
            "bookings": numbers(result.bookings[i]),
            "spend": numbers(result.spend[i]),
        }
        for i, name in enumerate(result.lines)
    ]
    return {
        "view": str(result.view),
        "months": [month_text(m) for m in result.months],
        "stages": list(result.stages),
        "lines": lines,
        "bookings": numbers(result.bookings.sum(axis=0)),
        "total": result.total,
        "booked": numbers(result.booked),
        "whole": result.whole,
        "goal": result.goal,
        "gap": result.gap,
        "goals": _goals(pipeline),
        "pipeline": _pipeline(pipeline),
        "marketing_sourced": {
            "bookings": numbers(pipeline.sourced),
            "share": number(pipeline.sourced_share(slice(0, len(result.months)))),
        },
        "returns": [_return(each) for each in _returns(result)],
        "capacity": _capacity(result),
        **_chances(pipeline.plan, chances),
        "missing": list(result.missing),
        "notes": [*result.flow.notes, *result.flow.checks],
    }


def _goals(pipeline: Pipeline) -> list[Json]:
    plan = pipeline.plan
    return [
        {
            "goal": goal.key(plan.fiscal_start),
            "measure": str(goal.measure),
            "business": str(goal.business),
            "value": goal.value,
            "planned": number(pipeline.reached(goal)),
        }
        for goal in plan.goals
    ]


def _pipeline(pipeline: Pipeline) -> Json:
    marketing, created = pipeline.rows
    return {
        "marketing": numbers(marketing.sum(axis=0)),
        "created": numbers(created.sum(axis=0)),
        "ratio": number(pipeline.ratio),
        "open": numbers(pipeline.open_value),
        "coverage": numbers(pipeline.coverage),
    }


def _returns(result: Forecast) -> list[Return]:
    lines, together = returns(result)
    return [*lines, together] if lines else []


def _return(each: Return) -> Json:
    return {
        "line": each.line or None,
        "spend": each.spend,
        "deals": each.deals,
        "bookings": each.bookings,
        "cac": number(each.cac),
        "return": number(each.ratio),
        "payback_months": each.payback,
    }


def _capacity(result: Forecast) -> Json:
    limited = result.capacity or capacity(result.flow, None)
    shadow = limited.shadow_prices
    team = limited.team
    return {
        "binding": list(limited.binding),
        "queue": numbers(limited.queue),
        "queues": {name: numbers(queue) for name, queue in limited.queues.items()},
        "shadow_price": {name: numbers(price) for name, price in shadow.items()},
        "lost_bookings": number(limited.loss),
        "reps": None if team is None else numbers(team.reps),
        "ramped_reps": None if team is None else numbers(team.ramped),
        "quota": None if team is None or team.quota is None else numbers(team.quota),
    }


def _chances(plan: Plan, chances: Chances | None) -> Json:
    if chances is None:
        return dict.fromkeys(
            ("chance", "chance_on_evidence", "chances", "draws", "p10", "p50", "p90")
        )
    whole = chances.of(Period(plan.start, plan.months))
    return {
        "chance": None if whole is None else whole.chance,
        "chance_on_evidence": None if whole is None else whole.on_evidence,
        "chances": [
            {
                "period": each.period.text(plan.fiscal_start),
                "business": str(each.business),
                "goal": each.goal,
                "chance": each.chance,
                "on_evidence": each.on_evidence,
            }
            for each in chances.by_goal
        ],
        "draws": {"count": len(chances.draws.bookings), "seed": chances.draws.seed},
        **{f"p{p}": numbers(row) for p, row in zip(PERCENTILES, chances.by_month, strict=True)},
        "cumulative": {
            f"p{p}": numbers(row) for p, row in zip(PERCENTILES, chances.cumulative, strict=True)
        },
        "luck_only": list(chances.draws.notes),
    }


def leads(found: EnoughLeads, plan: Plan) -> Json:
    """Whether Marketing's leads suffice for the whole plan's goal."""
    return {
        "goal": found.goal.value,
        "needed": found.needed,
        "arriving": found.arriving,
        "short": found.short,
        "worth": found.worth,
        "held_by_team": found.held,
        "lines": [
            {
                "line": line.line,
                "needed": line.needed,
                "planned": line.planned,
                "arriving": line.arriving,
                "short": line.short,
                "last_useful_date": iso(line.last_day),
                "worth_each": line.worth,
            }
            for line in found.lines
        ],
        "sentence": " ".join(enough_sentences(found, plan)),
    }
