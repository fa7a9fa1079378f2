"""Commands that show what a plan implies: show, forecast, bridge, export, demo."""

from argparse import Namespace
from pathlib import Path

from planner.base.days import month_text
from planner.base.problem import Problem, RefusedError
from planner.base.units import count, money_short
from planner.base.units import show as shown
from planner.cli import shapes
from planner.cli.desk import identity, opened, workspace
from planner.cli.report import ATTENTION, DONE, Report, table
from planner.cli.terminal import bar
from planner.forecast.results import Forecast
from planner.plan.assumption import Assumption, View
from planner.plan.keys import parse_key
from planner.session import PlanSession


def show(arguments: Namespace) -> Report:
    """List assumptions, all or those named."""
    with opened(arguments.plan) as session:
        plan = session.plan
        wanted = {parse_key(k, plan.line_names, plan.stages) for k in arguments.keys}
        found = [a for a in session.results.assumptions if not wanted or a.slot in wanted]
        found += [session.assumption(slot) for slot in wanted - {a.slot for a in found}]
        data = {"assumptions": [shapes.assumption(session.results, a) for a in found]}
        header = ("assumption", "evidence", "marketing", "sales", "working", "status", "worth")
        return Report(data, tuple(table(header, [_assumption(session, a) for a in found])))


def _assumption(session: PlanSession, a: Assumption) -> list[str]:
    currency = session.plan.currency

    def text(value: float | None) -> str:
        return "" if value is None else shown(value, a.driver.unit, currency=currency)

    worth = session.results.worth(a)
    values = (a.evidence.value, a.marketing, a.sales, a.working)
    priced = money_short(worth, currency, signed=True) if worth else ""
    return [a.key, *(text(v) for v in values), str(a.status), priced]


def forecast(arguments: Namespace) -> Report:
    """Compute one view."""
    with opened(arguments.plan) as session:
        result = session.forecast(View(arguments.view))
        lines = _forecast(result, session.plan.currency)
    return Report(shapes.forecasted(result), tuple(lines), ATTENTION if result.missing else DONE)


def _forecast(result: Forecast, currency: str) -> list[str]:
    by_stage = result.entries.sum(axis=0)
    header = ["", *(month_text(m) for m in result.months), "total"]
    rows = [
        [stage, *(count(n) for n in by_stage[s]), count(by_stage[s].sum())]
        for s, stage in enumerate(result.stages)
    ]
    monthly = [money_short(b, currency) for b in result.bookings.sum(axis=0)]
    rows.append(["bookings", *monthly, money_short(result.total, currency)])
    lines = table(header, rows)
    if result.goal is not None and result.gap is not None:
        gap = money_short(result.gap, currency, signed=True)
        lines.append(f"Goal {money_short(result.goal, currency)}, gap {gap}.")
    return [*lines, *(f"{said}." for said in result.missing)]


def bridge(arguments: Namespace) -> Report:
    """Price every difference between two views."""
    origin, target = View(arguments.from_view), View(arguments.to_view)
    with opened(arguments.plan) as session:
        found, plan = session.bridge(origin, target), session.plan
        data = shapes.bridged(session.results, found, origin, target)

    def money(value: float, signed: bool = False) -> str:
        return money_short(value, plan.currency, signed=signed)

    rows = [[f"{origin} view", money(found.from_total)]]
    for item in found.items:
        name = f"{item.line} · {item.driver.text(plan.stages)}"
        rows.append([name, money(item.worth, signed=True)])
    rows.append([f"{target} view", money(found.to_total)])
    said = f"Gap {money(found.gap, signed=True)}, gross {money(found.gross)}."
    return Report(data, (*table(("", "bookings"), rows), said))


def export(arguments: Namespace) -> Report:
    """Write the workbook."""
    out = Path(arguments.out)
    if out.suffix.casefold() != ".xlsx":
        what = f"'{out.suffix or out.name}' is no format this version writes"
        raise RefusedError(Problem(what, arguments.out, "Name a file ending in .xlsx."))
    with opened(arguments.plan) as session:
        session.export_workbook(out, bar)
    return Report({"files": [str(out)]}, (f"Wrote {out}.",))


def demo(arguments: Namespace) -> Report:
    """Write a sample company's exports and do the whole job on them."""
    from planner.session.sample import whole_job

    made = whole_job(Path(arguments.directory), workspace(), identity(), bar)
    lines = (*(str(path) for path in made.files), made.sentence)
    return Report({"files": [str(path) for path in made.files]}, lines)
