"""Published rates beside the plan's own, each with its source: context, never a target."""

from collections.abc import Iterator

from planner.base.stages import opportunity_stage
from planner.base.units import Unit
from planner.commitments.benchmarks import Benchmark, between
from planner.sheets.cells import Cell, Explanation, Kind, Part, Place, Row, Tone
from planner.sheets.moves import STUDY, Moves, planned_rate
from planner.sheets.table import TableRow, said, strong
from planner.sheets.words import Tongue, step

PUBLISHED = "published:"
_CONTEXT = "Sources define their stages differently: it stands here as context, not as a target."
_KINDS = {"opinion": ", an opinion", "anecdote": ", an anecdote"}


def group_row(key: str, name: str, *heads: str) -> TableRow:
    """Return the row that heads a group of rows, each column by what it holds there."""
    cells = {"name": Cell(name, tone=Tone.GROUP, kind=Kind.TEXT, bold=True)}
    for column, text in zip(("change", "now", "then"), heads, strict=True):
        cells[column] = Cell(text, tone=Tone.GROUP, kind=Kind.NUMBER, bold=True)
    return TableRow(Row(key), cells)


def published_rows(found: Moves, tongue: Tongue) -> Iterator[TableRow]:
    """Return every published rate of the plan's stages, below the steps that it is about."""
    stages, before = found.results.plan.stages, (-1, -1)
    for start, end, one in _comparable(found):
        if (start, end) != before:
            before = start, end
            name = step((stages[start], stages[end]), 0)
            yield group_row(f"beside:{start}:{end}", name, "", "Planned", "Published")
        own = planned_rate(found.results.working, start, end)
        yield TableRow(
            Row(PUBLISHED + one.id),
            {
                "name": Cell(source_text(one), kind=Kind.TEXT, tone=Tone.MUTED),
                "now": Cell(tongue.rate(own), own, kind=Kind.RATE),
                "then": Cell(range_text(one, tongue), one.low, Tone.MUTED, Kind.RATE),
            },
        )


def _comparable(found: Moves) -> list[tuple[int, int, Benchmark]]:
    """Return what was published from a stage to another, of all companies and channels."""
    stages = found.results.plan.stages
    made = opportunity_stage(stages)
    spans = dict.fromkeys([(0, made), (made, len(stages) - 1)])
    return [
        (start, end, one)
        for start, end in spans
        for one in between(found.results.plan, start, end)
        if ", " not in one.figure
    ]


def source_text(one: Benchmark) -> str:
    """Return who published a figure, and when, as briefly as can be."""
    source = one.source.partition(",")[0]
    year = "" if one.year is None else f", {one.year}"
    return f"{source[:1].upper()}{source[1:]}{year}"


def range_text(one: Benchmark, tongue: Tongue) -> str:
    """Return a published rate, or from where to where it goes."""
    if one.low is None or one.high is None:
        return tongue.rate(one.low or one.high or 0.0)
    if one.low == one.high:
        return tongue.rate(one.low)
    return tongue.interval(one.low, one.high, Unit.RATE)


def published_words(found: Moves, transition: int, tongue: Tongue) -> str:
    """Name the first published rate of a step, whom it is about and its source; '' without any."""
    known = between(found.results.plan, transition, transition + 1)
    if not known:
        return ""
    one = known[0]
    return f"{one.source}{_when(one)}, states {range_text(one, tongue)} of {one.about}"


def _when(one: Benchmark) -> str:
    year = ", undated" if one.year is None else f", {one.year}"
    return year + ("" if one.kind == STUDY else _KINDS[one.kind])


def explain_published(found: Moves, row: str, tongue: Tongue) -> Explanation:
    """Say what was measured by whom, beside the plan's own rate."""
    known = _comparable(found)
    start, end, one = next(each for each in known if PUBLISHED + each[2].id == row)
    stages = found.results.plan.stages
    name = step((stages[start], stages[end]), 0)
    own = tongue.rate(planned_rate(found.results.working, start, end))
    return said(
        f"{name}, published",
        strong(range_text(one, tongue)),
        f": {one.figure[:1].lower()}{one.figure[1:]}, {one.about}. {one.source}{_when(one)}. "
        "The plan has ",
        Part(own, Place("Plan", f"stage:{end}"), bold=True),
        f". {_CONTEXT}",
    )
