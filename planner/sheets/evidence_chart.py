"""The evidence of one assumption over time, with both positions drawn across it."""

from dataclasses import dataclass
from functools import partial

import numpy as np

from planner.agreement.results import Results
from planner.base.days import Month, month_name
from planner.base.line_names import JOINED
from planner.base.memo import Memo
from planner.base.stages import Seat
from planner.base.units import ENGLISH, NumberStyle, Unit
from planner.evidence.cohorts import Cohort, matured_by_cohort
from planner.evidence.cuts import Window, full_months
from planner.evidence.figures import Figure, LagTable, LineEvidence, TransitionEvidence
from planner.evidence.funnel import lines_cut
from planner.evidence.passages import Source, prepare
from planner.evidence.trend import deal_sizes_by_quarter, rate_trends
from planner.journeys.table import Mask
from planner.plan.assumption import Assumption
from planner.plan.document import Plan
from planner.plan.keys import TEAM, Driver, DriverKind
from planner.sheets.assumption_cells import Trends
from planner.sheets.cells import Kind, Place
from planner.sheets.charts import Chart, Mark, Reference, Series
from planner.sheets.periods import quarter_text
from planner.sheets.words import SEAT_NAMES, Tongue, driver_name, line_title, step

SHEET = "Assumptions"
NO_DATA = "No data were imported: there is no evidence to show."
STATED = "This is stated, not measured."
WHAT = {
    DriverKind.RATE: "matured rate by quarter of entry, 90% interval; hollow: still maturing",
    DriverKind.DEAL_SIZE: "mean won amount by quarter of winning, 90% interval",
}
"""What is drawn by quarter."""


@dataclass(frozen=True)
class Positions:
    """What the seats state, in the order in which they are drawn."""

    marketing: float | None
    sales: float | None

    @property
    def stated(self) -> tuple[tuple[Seat, float], ...]:
        """Seats with a position, and the position."""
        both = ((Seat.MARKETING, self.marketing), (Seat.SALES, self.sales))
        return tuple((seat, value) for seat, value in both if value is not None)


@dataclass(frozen=True)
class Quarter:
    """One quarter's figure, by its first month; a young one is not `mature` yet."""

    first: Month
    figure: Figure
    mature: bool = True


def evidence_chart(
    results: Results,
    source: Source | None,
    assumption: Assumption,
    style: NumberStyle = ENGLISH,
    memo: Memo | None = None,
) -> Chart:
    """Return what was measured of one assumption, with both positions as lines.

    Rates by quarter of entry, deal sizes by quarter of winning, volume by month, lags as a curve.
    `source` are the journeys, best prepared once per snapshot; None without data. A `memo` of that
    snapshot spares measuring again what an edit does not change.
    """
    tongue = Tongue(style, results.plan.currency)
    name = _name(results, assumption)
    evidence = results.evidence
    if evidence is None or assumption.line not in evidence.lines or source is None:
        return Chart(name, "", empty=STATED if assumption.line == TEAM else NO_DATA)
    kind, positions = assumption.driver.kind, Positions(assumption.marketing, assumption.sales)
    if kind is DriverKind.VOLUME:
        line = evidence.lines[assumption.line]
        return _volume(line, evidence.window, assumption, positions, name=name, tongue=tongue)
    if kind is DriverKind.LAG:
        found = evidence.lines[assumption.line].transitions[assumption.driver.index]
        return _lag(found, assumption, name, tongue)
    if kind not in WHAT:
        return Chart(name, "", empty=STATED)
    quarters = (memo or Memo())(
        ("quarters", evidence, results.plan.by, assumption.line, assumption.driver),
        partial(_measured, source, results.plan, evidence.window, assumption),
    )
    return _quarters(quarters, assumption, positions, f"{name}: {WHAT[kind]}", tongue)


def _measured(
    source: Source, plan: Plan, window: Window, assumption: Assumption
) -> tuple[Quarter, ...]:
    rows, j = line_rows(source, plan, assumption.line), assumption.driver.index
    if assumption.driver.kind is DriverKind.DEAL_SIZE:
        won = deal_sizes_by_quarter(source, rows, window)
        return tuple(Quarter(month, figure) for month, figure in won)
    cohorts = matured_by_cohort(source, rows, j, j + 1, entered=window)
    return tuple(Quarter(c.first, c.matured, not c.immature) for c in cohorts if _tells(c))


def _tells(cohort: Cohort) -> bool:
    """Whether a cohort says anything yet: a young one that nobody has moved on from does not."""
    return cohort.matured.known and (cohort.matured.value > 0.0 or not cohort.immature)


def line_rows(source: Source, plan: Plan, line: str) -> Mask:
    """Return which journeys belong to a line of the plan, (n)."""
    lines = lines_cut(prepare(source).journeys, plan.by, plan.line_names)
    names = [JOINED.join(key).casefold() for key in lines.keys]
    place = names.index(line.casefold()) if line.casefold() in names else lines.count + 1
    return np.asarray(lines.groups == place)


def trends(results: Results, source: Source) -> Trends:
    """Return the spark lines of every line's rates, by quarter; once per snapshot is enough."""
    evidence, plan = results.evidence, results.plan
    if evidence is None:
        return {}
    lines = lines_cut(prepare(source).journeys, plan.by, plan.line_names)
    made: dict[str, dict[Driver, tuple[float, ...]]] = {}
    for j in range(len(plan.stages) - 1):
        rates = rate_trends(source, lines, j, evidence.window)
        for key, row in zip(lines.keys, rates, strict=True):
            if np.isfinite(row).sum() > 1:
                mine = made.setdefault(JOINED.join(key), {})
                mine[Driver(DriverKind.RATE, j)] = tuple(row.tolist())
    return made


def _name(results: Results, assumption: Assumption) -> str:
    stages, driver = results.plan.stages, assumption.driver
    if driver.kind is DriverKind.LAG:
        return f"{step(stages, driver.index)}, {assumption.line}"
    name = driver_name(driver, stages, results.plan.line(assumption.line).entry)
    return f"{name}, {line_title(assumption.line)}"


def _quarters(
    quarters: tuple[Quarter, ...],
    assumption: Assumption,
    positions: Positions,
    subtitle: str,
    tongue: Tongue,
) -> Chart:
    unit = assumption.driver.unit
    figures = tuple(q.figure for q in quarters)
    young = next((i for i, q in enumerate(quarters) if not q.mature), None)
    series = Series(
        "Evidence",
        tuple(float(i) for i in range(len(quarters))),
        tuple(f.value for f in figures),
        Mark.LINE,
        "evidence",
        low=tuple(f.low for f in figures),
        high=tuple(f.high for f in figures),
        immature_from=young,
        places=(Place(SHEET, assumption.key, "evidence"),) * len(quarters),
    )
    seen = [q.figure for q in quarters if q.mature] or list(figures)
    n = sum(f.n for f in figures)
    return Chart(
        finding(seen, positions, unit, tongue, "quarter"),
        f"{subtitle}; n = {tongue.count(n)}",
        (series,) if quarters else (),
        labels=tuple(quarter_text(q.first) for q in quarters),
        references=_references(assumption, tongue),
        values_as=Kind(unit.value),
        empty="" if quarters else "Nothing of this was measured in the window.",
    )


def _volume(
    line: LineEvidence,
    window: Window,
    assumption: Assumption,
    positions: Positions,
    *,
    name: str,
    tongue: Tongue,
) -> Chart:
    months = tuple(full_months(window))[-len(line.months) :]
    labels = tuple(f"{month_name(m)} {m // 12 % 100:02d}" for m in months)
    figures = [Figure(float(n), float(n), float(n), int(n)) for n in line.months]
    series = Series(
        "Entries",
        tuple(float(i) for i in range(len(figures))),
        tuple(f.value for f in figures),
        Mark.LINE,
        "evidence",
        places=(Place(SHEET, assumption.key, "evidence"),) * len(figures),
    )
    return Chart(
        finding(figures, positions, Unit.NUMBER, tongue, "month"),
        f"{name}: entries by month of the window",
        (series,),
        labels=labels,
        references=_references(assumption, tongue),
    )


def _lag(
    found: TransitionEvidence | None, assumption: Assumption, name: str, tongue: Tongue
) -> Chart:
    table = found.lags if found else None
    if found is None or table is None:
        return Chart(name, "", empty="No dated conversions: the lag was not measured.")
    median, most = _quantile(table, 0.5), _quantile(table, 0.9)
    days = np.arange(len(table.shares))
    series = Series(
        "Evidence",
        tuple(float(d) for d in days),
        tuple(table.shares.tolist()),
        Mark.STEPS,
        "evidence",
        label=f"mean {tongue.show(found.lag.value, Unit.DAYS)} days",
        ring_at=(float(median), float(table.shares[median])),
        places=(Place(SHEET, assumption.key, "evidence"),) * len(days),
    )
    title = f"Half move on within {tongue.count(median)} days, nine of ten within "
    title += tongue.count(most)
    return Chart(
        title,
        f"{name}: share of those who move on, by days since entry; ring: median; "
        f"n = {tongue.count(found.lag.n)}",
        (series,),
        references=_references(assumption, tongue),
        values_as=Kind.RATE,
        x_title="days",
    )


def _quantile(table: LagTable, share: float) -> int:
    """Return the smallest day by which a share has moved on."""
    return int(np.searchsorted(table.shares, share - 1e-12))


def _references(assumption: Assumption, tongue: Tongue) -> tuple[Reference, ...]:
    """Return both positions as lines, down over days of a lag, across elsewhere."""
    unit, down = assumption.driver.unit, assumption.driver.kind is DriverKind.LAG
    stated = Positions(assumption.marketing, assumption.sales).stated
    return tuple(
        Reference(
            value,
            f"{SEAT_NAMES[seat]} {_brief(value, unit, tongue)}",
            seat.value,
            seat,
            down,
            place=Place(SHEET, assumption.key, seat.value),
        )
        for seat, value in stated
    )


def finding(seen: list[Figure], positions: Positions, unit: Unit, tongue: Tongue, each: str) -> str:
    """Say how the positions stand against what was seen each quarter or month."""
    known = [f for f in seen if f.known]
    if not known:
        return f"No {each} of the window has anything to measure"
    low, high = min(f.value for f in known), max(f.value for f in known)
    said = [
        text
        for _, value in sorted(positions.stated, key=lambda item: -item[1])
        if (text := _against(known, value, _brief(value, unit, tongue)))
    ]
    if len(said) == 2:
        return _capital(f"no {each} {said[0]}, and none {said[1]}")
    if said:
        return f"No {each} {said[0]}"
    span = f"between {_brief(low, unit, tongue)} and {_brief(high, unit, tongue)}"
    if low == high:
        span = f"at {_brief(low, unit, tongue)}"
    within = ", which holds both positions" if len(positions.stated) == 2 else ""
    return f"Every {each} lies {span}{within}"


def _against(seen: list[Figure], value: float, text: str) -> str:
    """Return 'has come near 65%' or 'was as low as 50%' when no figure seen did, else nothing."""
    if all(value > f.value for f in seen):
        near = any(value <= f.high for f in seen)
        return f"has {'quite reached' if near else 'come near'} {text}"
    if all(value < f.value for f in seen):
        return f"was as low as {text}"
    return ""


def _brief(value: float, unit: Unit, tongue: Tongue) -> str:
    if unit is Unit.RATE:
        return tongue.rate(value, 0 if abs(value * 100 - round(value * 100)) < 0.005 else 1)
    return tongue.short(value) if unit is Unit.MONEY else tongue.show(value, unit)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
