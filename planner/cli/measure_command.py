"""The command that measures a plan's data."""

from argparse import Namespace
from collections.abc import Iterator, Sequence

from planner.base.days import iso, month_of
from planner.base.problem import Problem, RefusedError
from planner.base.units import DASH, Unit, count, days, interval, money, rate
from planner.cli import change, shapes
from planner.cli.desk import kept, opened
from planner.cli.report import Report, several, table
from planner.cli.words import window
from planner.evidence import MeasuredRow, MeasuredTransition, Measures
from planner.evidence.above import Above, above_funnel, above_totals
from planner.evidence.cuts import Window
from planner.evidence.mix import RateChange, rate_change
from planner.journeys.table import Responses, Snapshot

_STEPS = (
    *("step", "entered", "moved on", "lost", "open"),
    *("matured", "90 % interval", "plain", "closed-only", "days", "all days", "lost days"),
)
_NOTE = (
    "Days are medians: of those seen to move on so far (days), of all who move on within the "
    "observed age\n(all days), and of those seen to leave (lost days)."
)


def measure(arguments: Namespace) -> Report:
    """Measure the plan's data by any cut."""
    with opened(arguments.plan) as session:
        by = tuple(part.strip() for part in arguments.by.split(",") if part.strip())
        digest = kept(session, arguments.as_of)
        snapshot = session.snapshot_of(digest) if digest else session.snapshot
        stages = snapshot.journeys.stages if snapshot else session.plan.stages
        start, end = _stage(arguments.from_stage, stages), _stage(arguments.to_stage, stages)
        if (start or 0) >= (len(stages) - 1 if end is None else end):
            what = "A transition leads from an earlier stage to a later one"
            raise RefusedError(Problem(what, "", f"The order is {' > '.join(stages)}"))
        entered = window(arguments.entered) if arguments.entered else None
        measures = session.measure(by, start, end, entered, digest)
        above, answers = _beside(snapshot, entered)
        lines = [
            *_lines(measures, session.plan.currency),
            *_seen_lines(snapshot, entered),
            *_beside_lines(above, answers, stages),
        ]
        data = shapes.measured(measures, above, answers) | shapes.seen(snapshot, entered)
        if arguments.against and snapshot is not None:
            pair = start or 0, len(stages) - 1 if end is None else end
            found = _change(snapshot, by, pair, entered, arguments.against)
            data["change"] = change.shape(found)
            step = f"{stages[pair[0]]} > {stages[pair[1]]}"
            lines += ["", *change.lines(found, by, step)]
        return Report(data, tuple(lines))


def _change(
    snapshot: Snapshot,
    by: tuple[str, ...],
    pair: tuple[int, int],
    entered: Window | None,
    against: str,
) -> RateChange:
    """Return why a rate is not what it was in another window."""
    if entered is None or not by:
        what = "A change is told from one window to another, by a cut"
        raise RefusedError(Problem(what, "--against", "State --by and --entered too"))
    return rate_change(snapshot.journeys, by, pair, window(against, "--against"), entered)


def _stage(name: str | None, stages: tuple[str, ...]) -> int | None:
    if name is None:
        return None
    for index, stage in enumerate(stages):
        if stage.casefold() == name.strip().casefold():
            return index
    raise RefusedError(Problem(f"There is no stage '{name}'", "", f"Use {', '.join(stages)}"))


def _lines(measures: Measures, currency: str) -> list[str]:
    rows = (*(measures.rows if measures.by else ()), measures.total)
    name = ", ".join(measures.by) or "All"
    volume = [name, *measures.stages, "lost", "open", "deal size", "bookings", "per entry"]
    steps = [[_key(row), *_step(step, measures.stages)] for row in rows for step in row.transitions]
    return [
        *table(volume, [_volume(row, currency) for row in rows]),
        "",
        *table((name, *_STEPS), steps, left=2),
        *_NOTE.splitlines(),
    ]


def _beside(
    snapshot: Snapshot | None, window: Window | None
) -> tuple[tuple[Above, ...], tuple[Responses, ...]]:
    """Return the counts above the first record and the responses, of the window's months."""
    if snapshot is None:
        return (), ()
    above = above_funnel(snapshot.journeys, snapshot.volumes, window)
    if window is None:
        return above, snapshot.responses
    months = range(month_of(window[0]), month_of(window[1]) + 1)
    return above, tuple(found for found in snapshot.responses if found.month in months)


def _beside_lines(
    above: Sequence[Above], answers: Sequence[Responses], stages: tuple[str, ...]
) -> list[str]:
    lines: list[str] = []
    if above:
        header = ["above the first record", "channel", "counted", stages[0], "ratio of counts"]
        rows = [
            [
                total.measure,
                total.channel,
                count(total.count),
                DASH if total.entered is None else count(total.entered),
                rate(total.ratio) or DASH,
            ]
            for total in above_totals(above)
        ]
        lines += ["", *table(header, rows, left=2)]
    if answers:
        number, leads = (sum(getattr(a, name) for a in answers) for name in ("responses", "leads"))
        lines += ["", f"{several(number, 'campaign response')}, by {several(leads, 'lead')}."]
    return lines


def _seen_lines(snapshot: Snapshot | None, entered: Window | None) -> Iterator[str]:
    if snapshot is not None:
        entries = (
            f"Entries from {iso(entered[0])} to {iso(entered[1])}" if entered else "All entries"
        )
        yield f"{entries}, as of {iso(snapshot.as_of)}."


def _key(row: MeasuredRow) -> str:
    return " | ".join(row.key) or "All"


def _volume(row: MeasuredRow, currency: str) -> list[str]:
    worth = (row.deal_size.mean, row.bookings, row.value_per_entry)
    return [
        _key(row),
        *(count(n) for n in (*row.entered, row.lost, row.open)),
        *(money(value, currency) or DASH for value in worth),
    ]


def _step(step: MeasuredTransition, stages: tuple[str, ...]) -> list[str]:
    medians = (step.median_days, step.matured_median_days, step.lost_median_days)
    return [
        f"{stages[step.start]} > {stages[step.end]}",
        *(count(n) for n in (step.entered, step.advanced, step.lost, step.open)),
        rate(step.matured) or DASH,
        interval(step.low, step.high, Unit.RATE) or DASH,
        *(rate(value) or DASH for value in (step.plain, step.closed_only)),
        *(days(median) or DASH for median in medians),
    ]
