"""Commands that show what a plan implies: show, forecast, bridge, export, demo."""

from argparse import Namespace
from pathlib import Path

from planner.agreement.results import Results
from planner.base.days import month_text
from planner.base.units import count, money_short
from planner.base.units import show as shown
from planner.cli import shapes
from planner.cli.desk import identity, opened, sealed_notes, workspace
from planner.cli.forecast_shape import forecasted, leads
from planner.cli.report import ATTENTION, DONE, Report, several, table
from planner.cli.saying import bookings_words
from planner.cli.terminal import bar
from planner.cli.variance_command import ACTUAL, to_actual
from planner.forecast.chances import Chances, chances
from planner.forecast.enough_leads import enough_leads
from planner.forecast.pipeline import Pipeline
from planner.forecast.results import Forecast, together
from planner.forecast.team import LEADS
from planner.plan.assumption import Assumption, View
from planner.plan.document import Plan
from planner.plan.goals import Period
from planner.plan.homeless import homeless_words
from planner.plan.keys import Driver, parse_key
from planner.plan.resolve import resolve
from planner.plan.scenarios import scenario_named
from planner.plan.team_assumptions import team_assumptions
from planner.session.asking import Side, bridge_of, plan_seen, seen, side
from planner.session.scenarios import results_in
from planner.sheets.enough_words import enough_sentences
from planner.sheets.outlook_words import chance_text
from planner.sheets.words import Tongue

_ACROSS = 12
"""Months beside each other: more would not fit a screen."""


def show(arguments: Namespace) -> Report:
    """List assumptions: all, or those named in the order named."""
    with opened(arguments.plan) as session:
        name = arguments.scenario
        results = results_in(session, scenario_named(session.plan, name) if name else None)
        plan = results.plan
        found: tuple[Assumption, ...] = (*results.assumptions, *team_assumptions(plan))
        if arguments.keys:
            wanted = [parse_key(key, plan.line_names, plan.stages) for key in arguments.keys]
            slots = dict.fromkeys(wanted)
            found = tuple(resolve(plan, results.evidence, s.line, s.driver, s.month) for s in slots)
        data = {
            "assumptions": [shapes.assumption(results, a) for a in found],
            "without_line": [
                {"line": line, "positions": count} for line, count in session.plan.homeless
            ],
        }
        header = ("assumption", "evidence", "marketing", "sales", "working", "status", "worth")
        rows = table(header, [_assumption(results, a) for a in found])
        waiting = homeless_words(session.plan.homeless)
        return Report(data, (*rows, waiting) if waiting else tuple(rows))


def _assumption(results: Results, a: Assumption) -> list[str]:
    currency, worth = results.plan.currency, results.worth(a)
    values = (a.evidence.value, a.marketing, a.sales, a.working)
    priced = money_short(worth, currency, signed=True) if worth else ""
    return [a.key, *(_text(v, a.driver, currency) for v in values), str(a.status), priced]


def _text(value: float | None, driver: Driver, currency: str) -> str:
    return "" if value is None else shown(value, driver.unit, currency=currency)


def forecast(arguments: Namespace) -> Report:
    """Compute one view."""
    with opened(arguments.plan) as session:
        plan = plan_seen(session, arguments.scenario)
        result = seen(session, View(arguments.view), arguments.scenario)
        count = arguments.draws
        drawn = chances(plan, session.evidence, result, count, arguments.seed) if count else None
        data = forecasted(result, Pipeline(plan, session.evidence, result), drawn)
        enough = enough_leads(plan, session.evidence, result)
        data |= {"enough_leads": None if enough is None else leads(enough, plan)}
        answer = () if enough is None else enough_sentences(enough, plan)
        lines = [*_forecast(result, plan.currency), *answer, *_chances(plan, drawn)]
    return Report(data, tuple(lines), ATTENTION if result.missing else DONE)


def _chances(plan: Plan, drawn: Chances | None) -> list[str]:
    """Say how likely the whole plan's goal is."""
    whole = None if drawn is None else drawn.of(Period(plan.start, plan.months))
    if drawn is None or whole is None:
        return []
    tongue = Tongue(currency=plan.currency)
    said = f"Chance of the goal {chance_text(whole.chance, tongue)}"
    if whole.on_evidence is not None:
        said += f", on the evidence alone {chance_text(whole.on_evidence, tongue)}"
    low, _, high = (money_short(row[-1], plan.currency) for row in drawn.cumulative)
    typed = [
        f"Chance of {money_short(each.goal, plan.currency)} of {each.business} business in "
        f"{each.period.text(plan.fiscal_start)}: {chance_text(each.chance, tongue)}."
        for each in drawn.by_goal
        if each.business
    ]
    luck = [f"{text}." for text in together(plan.line_names, drawn.draws.notes)]
    return [
        f"{said}; eight in ten draws bring {low} to {high} (seed {drawn.draws.seed}).",
        *typed,
        *luck,
    ]


def _forecast(result: Forecast, currency: str) -> list[str]:
    lines: list[str] = []
    for first in range(0, len(result.months), _ACROSS):
        lines += [*_months(result, slice(first, first + _ACROSS), currency), ""]
    months = several(len(result.months), "month")
    said = f"Bookings in {months}: {bookings_words(result, currency)}"
    if result.goal is not None and result.gap is not None:
        gap = money_short(result.gap, currency, signed=True)
        said += f", goal {money_short(result.goal, currency)}, gap {gap}"
    remarks = (*result.missing, *result.flow.notes, *result.flow.checks)
    return [*lines, f"{said}.", *_limits(result, currency), *(f"{text}." for text in remarks)]


def _limits(result: Forecast, currency: str) -> list[str]:
    """Say what the team cannot take in."""
    limited = result.capacity
    if limited is None or not limited.queue.any():
        return []
    worth, waiting = money_short(limited.loss, currency), count(limited.queue[-1])
    bound = [
        month_text(m) for m, b in zip(result.months, limited.binding, strict=True) if b != LEADS
    ]
    return [f"The team binds from {bound[0]}: {waiting} wait at the end, worth {worth}."]


def _months(result: Forecast, part: slice, currency: str) -> list[str]:
    by_stage = result.entries.sum(axis=0)[:, part]
    bookings = result.bookings.sum(axis=0)[part]
    header = ["", *(month_text(m) for m in result.months[part]), "sum"]
    rows = [
        [stage, *(count(n) for n in by_stage[s]), count(by_stage[s].sum())]
        for s, stage in enumerate(result.stages)
    ]
    rows.append(["bookings", *(money_short(b, currency) for b in (*bookings, bookings.sum()))])
    return table(header, rows)


def bridge(arguments: Namespace) -> Report:
    """Price what differs between views, scenarios or versions, or tell what came of the plan."""
    if arguments.to_view == ACTUAL:
        return to_actual(arguments)
    with opened(arguments.plan) as session:
        origin, target = side(session, arguments.from_view), side(session, arguments.to_view)
        found, plan = bridge_of(session, origin, target), session.plan
        data = shapes.bridged(found, origin, target)

    def money(value: float, signed: bool = False) -> str:
        return money_short(value, plan.currency, signed=signed)

    rows = [[_end(origin), "", "", "", money(found.from_total)]]
    for item, said in zip(found.items, data["items"], strict=True):
        ends = (_text(said[end], item.driver, plan.currency) for end in ("from", "to"))
        name = f"{item.line} · {said['driver']}"
        rows.append([name, said["owner"], *ends, money(item.worth, signed=True)])
    rows.append([_end(target), "", "", "", money(found.to_total)])
    gap = f"Gap {money(found.gap, signed=True)}, gross {money(found.gross)}."
    return Report(data, (*table(("", "owner", "from", "to", "bookings"), rows, left=2), gap))


def _end(end: Side) -> str:
    return f"{end.name} view" if end.name in set(View) else end.name


def export(arguments: Namespace) -> Report:
    """Write the board pack in the format that the file's name ends in."""
    from planner.session.board_pack import check_format, order, write_pack, write_page

    out = Path(arguments.out)
    check_format(out)
    if arguments.audience:
        with opened(arguments.plan) as session:
            write_page(order(session), arguments.audience, out, progress=bar)
        return Report({"files": [str(out)]}, (f"Wrote {out}.",))
    with opened(arguments.plan) as session:
        sealed = sealed_notes(session)
        made = write_pack(order(session, whole=True), out, progress=bar)
    said = tuple(f"{tie.name}: {tie.sentence}." for tie in made.differing)
    report = {"files": [str(out)], "sealed": sealed}
    attention = ATTENTION if said or sealed else DONE
    return Report(report, (f"Wrote {out}.", *said, *sealed), attention)


def demo(arguments: Namespace) -> Report:
    """Write a sample company's exports and do the whole job on them."""
    from planner.session.sample import whole_job

    year = bool(arguments.year)
    made = whole_job(Path(arguments.directory), workspace(), identity(), bar, year=year)
    lines = (*(str(path) for path in made.files), made.sentence)
    return Report({"files": [str(path) for path in made.files]}, lines)
