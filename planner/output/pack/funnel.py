"""The funnel as measured: three rates side by side, speed, and how groups differ."""

import math

from planner.base.stages import Transition, transition_owner
from planner.base.units import Unit
from planner.evidence.measure import MeasuredTransition, Measures
from planner.output.pack.page import Band, Cell, Column, Page, Picture, Table, Words
from planner.output.pack.source import Source
from planner.sheets.funnel import window_text
from planner.sheets.funnel_charts import conversion_chart, volume_chart
from planner.sheets.words import OWNER_NAMES, heading, in_sentence, plural, step

NO_DATA = (
    "Nothing was measured: no CRM export was imported, so every value of this plan is a position.",
    "Import leads and opportunities, and both sides’ numbers stand beside what really happened.",
)


def funnel_page(source: Source) -> Page:
    """Return the page; without data it says what that means."""
    measures, snapshot, evidence = (
        source.findings.measures,
        source.snapshot,
        source.results.evidence,
    )
    if measures is None or snapshot is None or evidence is None:
        title = "The plan stands on positions alone: no data were imported"
        words = Words("What this means", NO_DATA)
        about = f"The working plan, {source.period}"
        bands = (Band((planned_table(source),)), Band((words,)))
        return Page("funnel", "Funnel", title, about, bands)
    style, window = source.tongue.style, evidence.window
    journeys = snapshot.journeys
    charts = (
        Picture(volume_chart(journeys, window, style=style)),
        Picture(conversion_chart(measures, style=style)),
    )
    return Page(
        "funnel",
        "Funnel",
        funnel_finding(measures, source),
        f"Measured of those who entered {window_text(window)} · {source.standing}",
        (Band(charts), Band((transitions_table(measures, source),))),
    )


def planned_table(source: Source) -> Table:
    """Return how many the plan expects at each stage, and what part of the stage before."""
    tongue, stages = source.tongue, source.plan.stages
    entered = [float(count) for count in source.results.working.entries.sum((0, 2))]
    rows = []
    for stage, (name, count) in enumerate(zip(stages, entered, strict=True)):
        before = entered[stage - 1] if stage else 0.0
        share = tongue.rate(count / before) if before else ""
        owner = (
            OWNER_NAMES[transition_owner(stages, Transition(stage - 1))]
            if stage
            else "Line’s source"
        )
        rows.append((Cell(heading(name), bold=True), Cell(owner, "muted"),
                     Cell(tongue.count(count)), Cell(share)))  # fmt: skip
    columns = (
        Column("Stage", 1.6, right=False),
        Column("Reached by", 1.2, right=False),
        Column("Entries"),
        Column("Of those at the stage before"),
    )
    note = "Lines that begin further down, and what is open today, make a share larger."
    return Table(columns, tuple(rows), "The funnel as planned", note)


def funnel_finding(measures: Measures, source: Source) -> str:
    """Say what share comes through the whole funnel, and how long that takes."""
    tongue, stages = source.tongue, measures.stages
    whole = next(t for t in measures.total.transitions if t.end - t.start == len(stages) - 1)
    first = plural(in_sentence(stages[0]))
    if not math.isfinite(whole.matured):
        return f"Too few {first} were followed for long enough to tell their rate"
    digits = 0 if whole.matured >= 0.1 else 1
    said = f"{tongue.rate(whole.matured, digits)} of {first} become customers"
    if math.isfinite(whole.median_days):
        said += f", half of them within {tongue.show(whole.median_days, Unit.DAYS)} days"
    return said


def transitions_table(measures: Measures, source: Source) -> Table:
    """Return every transition of all groups together."""
    rows = tuple(_transition(t, measures, source) for t in measures.total.transitions)
    columns = (
        Column("Transition", 1.9, right=False),
        Column("Entered"),
        Column("Moved on"),
        Column("Lost"),
        Column("Open"),
        Column("Plain"),
        Column("Closed only"),
        Column("Matured"),
        Column("90% interval", 1.3),
        Column("Median days"),
    )
    note = (
        "Plain: moved on so far. Closed only: of those that moved on or were lost. Matured: what "
        "the same people come to once they had time; nothing is extrapolated."
    )
    return Table(columns, rows, "All groups together", note)


def _transition(found: MeasuredTransition, measures: Measures, source: Source) -> tuple[Cell, ...]:
    tongue, stages = source.tongue, measures.stages
    counts = (found.entered, found.advanced, found.lost, found.open)
    neighbours = found.end == found.start + 1
    name = step(stages, found.start) if neighbours else f"{stages[0]} → {stages[-1]}"
    return (
        Cell(name, bold=not neighbours),
        *(Cell(tongue.count(n)) for n in counts),
        *(Cell(tongue.rate(rate), "muted") for rate in (found.plain, found.closed_only)),
        Cell(tongue.rate(found.matured), bold=True),
        Cell(tongue.interval(found.low, found.high, Unit.RATE), "muted"),
        Cell(_days(found.median_days, source)),
    )


def _days(value: float, source: Source) -> str:
    return source.tongue.show(value, Unit.DAYS) if math.isfinite(value) else ""
