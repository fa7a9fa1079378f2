"""The team's rows as sentences: reps, what they can take in, what waits, and what binds."""

from planner.agreement.results import Results
from planner.base.days import DAYS_PER_MONTH
from planner.base.units import Unit
from planner.forecast.capacity import Capacity
from planner.forecast.team import CLOSING, FOLLOW_UP, LEADS
from planner.sheets.cells import Part, Place
from planner.sheets.periods import Period
from planner.sheets.plan_team import BINDS, STEP, gate_stage
from planner.sheets.table import strong
from planner.sheets.words import Tongue, in_sentence, plural

Sentence = tuple[Part | str, ...]
REPS = "team/reps"
_NAMES = {"reps": "Reps, ramped", "waiting": "Waiting for a rep", "binding": "Binding constraint"}


def team_title(results: Results, kind: str) -> str:
    """Return how a row of the team is called in the explain bar."""
    stages = results.working.stages
    gate = kind.removeprefix("limit:")
    return _NAMES.get(kind) or f"{plural(stages[gate_stage(stages, gate)])} they can take"


def team_words(results: Results, kind: str, period: Period, tongue: Tongue) -> Sentence:
    """Return the sentence behind a cell of the team."""
    limited = results.working.capacity
    if limited is None or limited.team is None:
        return ()
    if kind == "reps":
        return _reps(limited, period, tongue)
    if kind == "waiting":
        return _waiting(limited, period, tongue)
    if kind == "binding":
        return _binding(limited, period, tongue)
    return _limit(limited, kind.removeprefix("limit:"), period, tongue)


def _reps(limited: Capacity, period: Period, tongue: Tongue) -> Sentence:
    team = limited.team
    if team is None:
        return ()
    ramped, there = float(team.ramped[period.last]), float(team.reps[period.last])
    when = "" if period.first == period.last else " in the period’s last month"
    return (
        strong(tongue.show(ramped, Unit.NUMBER)),
        f" ramped{when}: ",
        Part(f"{tongue.show(there, Unit.NUMBER)} reps", Place("Assumptions", REPS, "working")),
        " are there, each counted by the ramp of its month of tenure.",
    )


def _limit(limited: Capacity, gate: str, period: Period, tongue: Tongue) -> Sentence:
    team = limited.team
    if team is None or gate not in team.loads:
        return ()
    ramped, load = team.ramped[period.months], team.loads[gate][period.months]
    stage = gate_stage(limited.flow.stages, gate)
    name = in_sentence(plural(limited.flow.stages[stage]))
    came = float(limited.run.entered[:, stage, limited.flow.start :][:, period.months].sum())
    each = tongue.show(float(load.mean()), Unit.NUMBER)
    how = f"{each} {name} that a ramped rep takes in a month"
    if gate == CLOSING:
        how += f" (as many as are open, × {tongue.show(DAYS_PER_MONTH, Unit.NUMBER)} ÷ days open)"
    return (
        strong(tongue.show(float((ramped * load).sum()), Unit.NUMBER)),
        " = ",
        Part(
            f"{tongue.show(float(ramped.mean()), Unit.NUMBER)} ramped reps",
            Place("Plan", "reps", period.key),
        ),
        f" × {how}" + ("" if period.first == period.last else ", over these months"),
        "; ",
        Part(tongue.show(came, Unit.NUMBER), Place("Plan", f"stage:{stage}", period.key)),
        " are taken in.",
    )


def _waiting(limited: Capacity, period: Period, tongue: Tongue) -> Sentence:
    flow, total = limited.flow, float(limited.queue[period.last])
    if total < STEP:
        reps = Part("the team", Place("Plan", "reps", period.key))
        return ("Nothing waits: ", reps, " takes in all that comes.")
    parts: list[Part | str] = []
    for gate, queue in limited.queues.items():
        if queue[period.last] >= STEP:
            name = in_sentence(plural(flow.stages[gate_stage(flow.stages, gate)]))
            count = tongue.show(float(queue[period.last]), Unit.NUMBER)
            parts += [" and ", Part(f"{count} {name}", Place("Plan", f"limit:{gate}", period.key))]
    return (
        strong(tongue.show(total, Unit.NUMBER)),
        " wait at the end: ",
        *parts[1:],
        ". The oldest are served first; in all, the team’s limits keep "
        f"{tongue.short(limited.loss)} out of the plan’s ",
        Part("bookings", Place("Plan", "bookings", period.key)),
        ".",
    )


def _binding(limited: Capacity, period: Period, tongue: Tongue) -> Sentence:
    bound = limited.binding[period.months]
    counts = {name: bound.count(name) for name in (CLOSING, FOLLOW_UP, LEADS) if name in bound}
    prices = limited.shadow_prices
    rep = float(prices["rep"][period.months].mean())
    entry = float(prices["entry"][period.months].mean())
    each = "in this month" if period.first == period.last else "in one of these months"
    said = "; ".join(_BOUND[name] + ("" if len(counts) == 1 else f" in {n} of {len(bound)} months")
                     for name, n in counts.items())  # fmt: skip
    return (
        strong(BINDS[next(iter(counts))] if len(counts) == 1 else "It changes"),
        ": ",
        Part(said, Place("Plan", "waiting", period.key)),
        f". One more ramped rep {each} is worth {tongue.short(rep)} of the plan’s "
        f"bookings, one more lead {tongue.short(entry)}.",
    )


_BOUND = {
    CLOSING: "opportunities wait for a rep",
    FOLLOW_UP: "leads wait to be accepted",
    LEADS: "nothing waits, so more leads would bring more",
}
