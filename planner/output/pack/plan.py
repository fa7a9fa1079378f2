"""The plan and its chances: what thousands of futures bring, and the plan by quarter."""

import math
from collections.abc import Iterator

from planner.output.pack.page import Band, Figure, Figures, Page, Picture, Tied, Words
from planner.output.pack.periods import plan_table
from planner.output.pack.score import CHANCE, chance_figure
from planner.output.pack.source import Source
from planner.sheets.outlook_words import chance_text
from planner.sheets.plan_charts import goal_finding, origin_chart

FEW = 2
"""Remarks of a kind that are written out."""
BESIDE = 5
"""So many remarks stand beside the chart; more of them below the table."""
_SHARES = (2.2, 1.0)


def plan_page(source: Source) -> Page:
    """Return the page: chances, where bookings come from, and the plan by period."""
    origins = origin_chart(source.results, source.tongue.style)
    figures = futures(source)
    bands = (Band((Figures(figures),)),) if figures else ()
    said, drawing = tuple(caveats(source)), Picture(origins)
    words = Words("What to know of these figures", said)
    beside = 0 < len(said) <= BESIDE
    return Page(
        "plan",
        "Plan and chance",
        plan_finding(source),
        drawn(source),
        (
            *bands,
            Band((drawing, words), _SHARES) if beside else Band((drawing,)),
            Band((plan_table(source),)),
            *((Band((words,)),) if said and not beside else ()),
        ),
    )


def plan_finding(source: Source) -> str:
    """Say what range of bookings to expect, and how likely the goal is."""
    found, tongue = source.findings.outlook, source.tongue
    if not source.results.working.total:
        return goal_finding(source.results, tongue.style)
    low, _, high = (tongue.short(float(row[-1])) for row in found.range)
    said = f"Eight futures in ten bring {low} to {high}"
    if source.goal is None or math.isnan(found.chance):
        return said
    return f"{said}; {chance_text(found.chance, tongue)} of all reach the goal"


def futures(source: Source) -> tuple[Figure, ...]:
    """Return the chance of the goal, also on the evidence alone, and the range of bookings."""
    found, tongue = source.findings.outlook, source.tongue
    made: list[Figure] = []
    chance = chance_figure(source)
    if chance is not None:
        made.append(
            Figure(chance.name, chance.value, "if the working values hold", tied=chance.tied)
        )
    if found.on_evidence is not None and source.goal is not None:
        text = chance_text(found.on_evidence, tongue)
        tied = Tied(f"{CHANCE} on evidence", found.on_evidence)
        made.append(Figure("On the evidence alone", text, "as if nobody had argued", tied=tied))
    names = (
        ("One in ten below", "P10"),
        ("Half below, half above", "P50"),
        ("One in ten above", "P90"),
    )
    for (name, key), row in zip(names, found.range, strict=True):
        value = float(row[-1])
        made.append(Figure(key, tongue.short(value), name.lower(), tied=Tied(key, value)))
    return tuple(made)


def drawn(source: Source) -> str:
    """Say how the futures were drawn, so that anybody can draw them again."""
    draws = source.findings.outlook.chances.draws
    count = source.tongue.count(len(draws.bookings))
    shown = "; ".join(draws.notes[:FEW])
    more = f"; {len(draws.notes) - FEW} more of this kind" if len(draws.notes) > FEW else ""
    notes = f" · {shown}{more}" if shown else ""
    return f"{count} draws with seed {draws.seed} of what was measured, and of luck{notes}"


def caveats(source: Source) -> Iterator[str]:
    """Yield what could not be computed, and what to know of what was."""
    working = source.results.working
    missing = working.missing
    yield from (f"{text}." for text in missing[:4])
    more = len(missing) - 4
    if more > 0:
        yield "1 more value is missing." if more == 1 else f"{more} more values are missing."
    yield from (f"{text}." for text in working.caveats[:4])
