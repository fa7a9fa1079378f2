"""One page for one audience: what Marketing promises, what Sales promises, what the board reads."""

import math
from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum

from planner.base.days import Month, date_of, month_name
from planner.base.stages import Owner, qualified_stage
from planner.commitments.agreed import Actuals
from planner.commitments.progress import Progress
from planner.commitments.promise import BASIC, QUALIFIED, VALUE, promise
from planner.commitments.rejections import rejections
from planner.evidence.figures import Floats
from planner.output.pack.page import Band, Figure, Figures, Page, Picture, Tied, Words
from planner.output.pack.score import GAP, WHOLE
from planner.output.pack.scorecards import card, objectives, scorecards_finding
from planner.output.pack.sla import lines_table, sales_table, sla_finding
from planner.output.pack.source import Source
from planner.output.pack.summary import dispute_sentence, summary_page
from planner.sheets.cells import Kind
from planner.sheets.charts import SO_FAR, Chart, Mark, Series
from planner.sheets.progress_charts import variance_chart, variance_lead, variance_makers
from planner.sheets.progress_figures import Figures as Measured
from planner.sheets.progress_figures import figures
from planner.sheets.reforecast import reforecast_chart
from planner.sheets.status import day_text, promised_on
from planner.sheets.track_record import record_finding
from planner.sheets.words import Tongue, heading, plural, step

MOST_REASONS, MOST_LINES = 4, 10
_SHARES, _WIDER_BRIDGE = (1.5, 1.0), (1.0, 1.2)


class Audience(StrEnum):
    """Whom a page is for."""

    MARKETING = "marketing"
    SALES = "sales"
    BOARD = "board"


def audience_page(source: Source, audience: Audience) -> Page:
    """Return the page of an audience; it stays on one sheet."""
    if audience is Audience.BOARD:
        return board_page(source)
    return _marketing(source) if audience is Audience.MARKETING else _sales(source)


def _standing(source: Source) -> str:
    promised = f"promised {promised_on(source.agreed)}"
    measured = source.found
    if measured is None:
        return f"{source.period} · {promised}"
    return f"{source.period} · {promised}, measured as of {day_text(date_of(measured.as_of))}"


def board_page(source: Source) -> Page:
    """Return the summary; once months of the plan are over, how it is going takes its place."""
    seen = source.seen
    if seen is None:
        return summary_page(source)
    tongue, found = source.tongue, figures(seen)
    ahead, variance = reforecast_chart(seen, tongue.style), _variance(found, tongue)
    made, (rows, known) = promise(source.agreed), objectives(source)
    makers = variance_makers(found, tongue)
    told = (
        f"{dispute_sentence(source)} {source.still} the plan brings "
        f"{tongue.short(source.results.working.total)}",
        *((f"Against plan, {makers}",) if makers else ()),
        sla_finding(source, made),
        scorecards_finding(source, rows, known=known),
        record_finding(seen, tongue),
    )
    return Page(
        "summary",
        "Summary",
        ahead.title,
        _standing(source),
        (
            Band((Figures(tuple(_standings(source, seen))),)),
            Band((Picture(ahead, titled=False), Picture(variance)), _WIDER_BRIDGE),
            Band((Words("What the board should know", tuple(f"{one}." for one in told)),)),
        ),
        whole=True,
    )


def _variance(found: Measured, tongue: Tongue) -> Chart:
    """Return the bridge from plan to actual, its heading short: its rows need the height."""
    chart = variance_chart(found, tongue.style)
    return chart if chart.empty else replace(chart, title=variance_lead(found, tongue))


def _standings(source: Source, seen: Progress) -> Iterator[Figure]:
    """Yield the goal, what was promised, what happened, what it comes to, and what is missing."""
    tongue, ahead, goal = source.tongue, seen.ahead, source.goal
    promised, happened = float(ahead.planned.sum()), float(ahead.actual.sum())
    if goal is not None:
        yield Figure(f"Goal {source.year}", tongue.short(goal), "bookings")
    yield Figure("Promised", tongue.short(promised), f"by the plan, {source.period}")
    yield Figure("Happened", tongue.short(happened), f"by {day_text(date_of(seen.found.as_of))}")
    change = tongue.short(ahead.total - promised, signed=True)
    tied = Tied(WHOLE, ahead.total)
    yield Figure("Re-forecast", tongue.short(ahead.total), f"{change} against promise", tied=tied)
    if goal is not None:
        gap = ahead.total - goal
        role, word = ("dispute", "short of") if gap < 0.0 else ("agreed", "above")
        yield Figure(
            "Gap", tongue.short(gap, signed=True), f"{word} the goal", role, Tied(GAP, gap)
        )


def _marketing(source: Source) -> Page:
    """Return leads and their value, promised and as they came, and Marketing's scorecard."""
    made, tongue, stages = promise(source.agreed), source.tongue, source.plan.stages
    name = heading(stages[qualified_stage(stages)])
    basic, qualified, value = (made.level(level).sum(axis=0) for level in (BASIC, QUALIFIED, VALUE))
    items = [
        Figure("Leads a month", tongue.count(float(basic.mean())), "promised"),
        Figure(f"{name} a month", tongue.count(float(qualified.mean())), "promised"),
        Figure("Lead value a month", tongue.short(float(value.mean())), "in any mix of lines"),
        *_came(source, list(made.rows)),
    ]
    came = None
    if (seen := source.seen) is not None:
        stage, found = qualified_stage(stages), seen.found
        months = _begun(found)
        came = [float(found.entered[made.rows, stage, found.at(m)].sum()) for m in months]
    chart = _by_month(source, f"{name} by month", qualified, came, Kind.NUMBER)
    rows, known = objectives(source)
    return Page(
        "marketing",
        "Marketing",
        f"Marketing promises {tongue.count(float(qualified.sum()))} "
        f"{plural(stages[qualified_stage(stages)])} worth {tongue.short(float(value.sum()))}",
        _standing(source),
        (
            Band((Figures(tuple(items)),)),
            Band((Picture(chart), card(source, rows, Owner.MARKETING, known=known)), _SHARES),
            Band((lines_table(source, made, MOST_LINES),)),
        ),
        whole=True,
    )


def _came(source: Source, rows: list[int]) -> Iterator[Figure]:
    """Yield how many leads came of those promised in the months that are over."""
    seen, tongue = source.seen, source.tongue
    if seen is None:
        return
    planned, actual = seen.to_date.volume(rows)
    if planned > 0.0:
        role = "agreed" if actual >= planned else "dispute"
        detail = f"{tongue.count(actual)} of {tongue.count(planned)} leads"
        yield Figure("Came to date", tongue.rate(actual / planned, 0), detail, role)


def _sales(source: Source) -> Page:
    """Return bookings, promised and as they came, how leads are worked, and Sales' scorecard."""
    tongue, promised = source.tongue, source.agreed.seen.bookings.sum(axis=0)
    deals = float(source.agreed.seen.entries[:, -1].sum())
    came = None
    if (seen := source.seen) is not None:
        found = seen.found
        came = [float(found.bookings[:, found.at(month)].sum()) for month in _begun(found)]
    chart = _by_month(source, "Bookings by month", promised, came, Kind.MONEY)
    rows, known = objectives(source)
    reasons = tuple(_reasons(source))
    told = (Band((Words("Why leads were turned down", reasons),)),) if reasons else ()
    return Page(
        "sales",
        "Sales",
        f"Sales promises {tongue.short(float(promised.sum()))} from {tongue.count(deals)} deals",
        _standing(source),
        (
            Band((Figures(tuple(_sold(source, deals))),)),
            Band((Picture(chart), card(source, rows, Owner.SALES, known=known)), _SHARES),
            Band((sales_table(source),)),
            *told,
        ),
        whole=True,
    )


def _sold(source: Source, deals: float) -> Iterator[Figure]:
    """Yield bookings, deals, deal size and the rate of winning: to date, else as promised."""
    tongue, promised, seen = source.tongue, source.agreed.seen, source.seen
    last = len(promised.stages) - 1
    names = ("Bookings", "Deals", "Deal size", step(promised.stages, last - 1))
    if seen is None:
        size = promised.total / deals if deals > 0.0 else math.nan
        shown = (tongue.short(promised.total), tongue.count(deals), tongue.short(size))
        yield from (Figure(*pair, "promised") for pair in zip(names, shown, strict=False))
        return
    to_date = seen.to_date
    ends = (
        to_date.bookings(),
        to_date.entries(last),
        to_date.deal_size(),
        to_date.rate(last - 1),
    )
    says = (tongue.short, tongue.count, tongue.short, tongue.rate)
    for name, (planned, actual), say in zip(names, ends, says, strict=True):
        role = "agreed" if actual >= planned else "dispute"
        yield Figure(f"{name} to date", say(actual), f"{say(planned)} promised", role)


def _reasons(source: Source) -> Iterator[str]:
    """Yield the most frequent reasons, and how often none was given."""
    found = rejections(source.leads) if source.leads is not None else None
    total, tongue = sum(one.leads for one in found or ()), source.tongue
    if not found or not total:
        return
    named = [one for one in found if one.reason][:MOST_REASONS]
    said = [f"{one.reason} {tongue.rate(one.leads / total, 0)}" for one in named]
    if not found[-1].reason:
        said.append(f"no reason given {tongue.rate(found[-1].leads / total, 0)}")
    yield f"Of {tongue.count(total)}: {', '.join(said)}."


def _begun(found: Actuals) -> range:
    """Return the plan's months that are over, and the one under way."""
    over = found.months
    under_way = over.stop in found.agreed.plan.horizon and 0.0 < found.elapsed(over.stop) < 1.0
    return range(over.start, over.stop + under_way)


def _by_month(
    source: Source, what: str, promised: Floats, came: list[float] | None, kind: Kind
) -> Chart:
    """Return a measure by month: as promised, and as it came, so far in the month under way."""
    months: tuple[Month, ...] = source.agreed.seen.months
    x = tuple(float(i) for i in range(len(months)))
    series = [
        Series("Promised", x, tuple(promised.tolist()), Mark.DASHED, "evidence", label="Promised")
    ]
    seen = source.seen
    over = len(seen.found.months) if seen is not None else 0
    open_ = over < len(came or ())
    if came:
        series.append(
            Series(
                "Came", x[: len(came)], tuple(came), Mark.LINE, "agreed", label="Came",
                immature_from=over if open_ else None, young=SO_FAR,
            )
        )  # fmt: skip
    title = f"{what}, as promised" + (" and as they came" if came else "")
    names = tuple(month_name(month) for month in months)
    about = "Dashed as promised" + ("; solid: the months that are over" if over else "")
    about += "; hollow: so far" if open_ else ""
    return Chart(title, about, tuple(series), names, values_as=kind)
