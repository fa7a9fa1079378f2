"""Commands that read CRM exports and measure them: import, measure."""

from argparse import Namespace
from pathlib import Path

from planner.base.days import Day, iso, parse_day
from planner.base.problem import Problem, RefusedError
from planner.base.stages import parse_stages
from planner.base.units import count, days, money, rate
from planner.cli import shapes
from planner.cli.desk import created, opened
from planner.cli.report import ATTENTION, DONE, Report, table
from planner.cli.terminal import bar
from planner.evidence import MeasuredRow, Measures
from planner.intake import Hints, propose, take_in
from planner.journeys.table import Snapshot
from planner.session import PlanSession


def import_files(arguments: Namespace) -> Report:
    """Take exports into a plan, made if it is missing."""
    paths = [Path(file) for file in arguments.files]
    door = opened if Path(arguments.plan).exists() else created
    with door(arguments.plan) as session:
        hints = _hints(arguments, session)
        snapshot = take_in(propose(paths, hints, bar), bar)
        session.adopt(snapshot, f"import {len(paths)} files")
        session.save(Path(arguments.plan))
        data = shapes.imported(snapshot, session.plan.currency)
    return Report(data, _imported(snapshot), ATTENTION if snapshot.set_aside else DONE)


def _hints(arguments: Namespace, session: PlanSession) -> Hints:
    maps = tuple(_pair(text) for text in arguments.map)
    stages = session.plan.stages if session.plan.lines else None
    if arguments.stages:
        try:
            stages = parse_stages(arguments.stages)
        except ValueError as error:
            raise RefusedError(Problem(str(error), "--stages")) from None
    currency = arguments.currency or (session.plan.currency if session.plan.lines else None)
    as_of = _day(arguments.as_of, "--as-of") if arguments.as_of else None
    return Hints(maps, arguments.profile, arguments.join, currency, stages, as_of)


def _pair(text: str) -> tuple[str, str]:
    field, equals, header = text.partition("=")
    if not equals:
        raise RefusedError(Problem(f"'{text}' is no mapping", "--map", "Write FIELD=HEADER."))
    return field.strip(), header.strip()


def _day(text: str, where: str) -> Day:
    try:
        return parse_day(text)
    except ValueError:
        what = f"'{text}' is not a day"
        raise RefusedError(Problem(what, where, "Write it as 2026-10-31.")) from None


def _imported(snapshot: Snapshot) -> tuple[str, ...]:
    journeys = len(snapshot.journeys)
    lines = [f"{f.path}: {f.crm} {f.kind}, {count(f.rows_read)} rows" for f in snapshot.files]
    lines.append(
        f"{count(snapshot.rows_read)} rows read = {count(journeys)} journeys + "
        f"{count(snapshot.merged)} merged + {count(len(snapshot.set_aside))} set aside, "
        f"as of {iso(snapshot.as_of)}."
    )
    lines += [f"Joined by {key}: {count(n)}" for key, n in snapshot.joined.items()]
    return (*lines, *snapshot.warnings)


def measure(arguments: Namespace) -> Report:
    """Measure the plan's data by any cut."""
    with opened(arguments.plan) as session:
        by = tuple(part.strip() for part in arguments.by.split(",") if part.strip())
        stages = session.journeys.stages if session.journeys else session.plan.stages
        start = _stage(arguments.from_stage, stages)
        end = _stage(arguments.to_stage, stages)
        window = _window(arguments.entered) if arguments.entered else None
        measures = session.measure(by, start, end, window)
        return Report(shapes.measured(measures), tuple(_measured(measures, session.plan.currency)))


def _stage(name: str | None, stages: tuple[str, ...]) -> int | None:
    if name is None:
        return None
    for index, stage in enumerate(stages):
        if stage.casefold() == name.strip().casefold():
            return index
    raise RefusedError(Problem(f"There is no stage '{name}'", "", f"Use {', '.join(stages)}."))


def _window(text: str) -> tuple[Day, Day]:
    first, dots, last = text.partition("..")
    if not dots:
        raise RefusedError(Problem(f"'{text}' is no window", "--entered", "Write FROM..TO."))
    return _day(first, "--entered"), _day(last, "--entered")


def _measured(measures: Measures, currency: str) -> list[str]:
    stages = measures.stages
    header = [", ".join(measures.by) or "All", *stages]
    header += [f"{stages[t.start]}>{stages[t.end]}" for t in measures.total.transitions]
    header += ["days", "deal size", "bookings"]
    rows = [
        _cells(row, currency) for row in (*(measures.rows if measures.by else ()), measures.total)
    ]
    note = (
        "Rates: matured / plain / closed-only. Days of the last transition: median of all who will "
        "move on within the observed age / of those seen to move on / of those seen to leave."
    )
    return [*table(header, rows), note]


def _cells(row: MeasuredRow, currency: str) -> list[str]:
    last = row.transitions[-1]
    medians = (last.median_days, last.seen_median_days, last.lost_median_days)
    return [
        " | ".join(row.key) or "All",
        *(count(n) for n in row.entered),
        *(f"{rate(t.matured)} / {rate(t.plain)} / {rate(t.closed_only)}" for t in row.transitions),
        " / ".join(days(median) or "–" for median in medians),
        money(row.deal_size.mean, currency),
        money(row.bookings, currency),
    ]
