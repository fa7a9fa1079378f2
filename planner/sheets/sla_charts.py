"""Charts of the SLA sheet: a level against its promise by month, and a promise kept by month."""

import math
from collections.abc import Sequence

from planner.base.days import parse_month
from planner.base.units import DASH
from planner.commitments.kept_by import MONTH, Part
from planner.commitments.promise import QUALIFIED, VALUE
from planner.plan.keys import DriverKind
from planner.sheets.cells import Kind, Place
from planner.sheets.charts import SO_FAR, Chart, Mark, Reference, Series
from planner.sheets.periods import Span
from planner.sheets.sla_marketing import Deliveries, pace_of
from planner.sheets.sla_sales import Working
from planner.sheets.sla_words import LEVEL_NAMES, MARKETING, MEASURE_NAMES, SALES


def level_chart(found: Deliveries, row: str) -> Chart:
    """Return what came of a level, of a line or of all, beside what was promised."""
    level, _, _ = row.partition("/")
    level = level if level in LEVEL_NAMES else QUALIFIED
    line = found.line_at(row)
    months = [p for p in found.columns if p.span is Span.MONTH]
    x = tuple(float(i) for i in range(len(months)))
    promised = tuple(found.of_signed(level, line, p) for p in months)
    came = [found.sums(level, line, p).get("actual", math.nan) for p in months]
    key = row if row.partition("/")[0] in LEVEL_NAMES else level
    places = tuple(Place(MARKETING, key, p.key) for p in months)
    known = sum(math.isfinite(y) for y in came)
    open_ = "; hollow: so far" if found.month_open else ""
    series = (
        Series("Came", x[:known], tuple(came[:known]), Mark.BARS, "marketing",
               places=places[:known], young=SO_FAR,
               immature_from=known - 1 if found.month_open else None),
        Series("Promised", x, promised, Mark.LINE, label="promised", places=places),
    )  # fmt: skip
    return Chart(
        _level_finding(found, level, line),
        f"Came by month of entry; line: promised{open_}"
        if known
        else "Promised, by month of entry",
        series if known else series[1:],
        labels=tuple(p.title for p in months),
        values_as=Kind.MONEY if level == VALUE else Kind.NUMBER,
        empty="" if found.now.lines else "Nothing is promised yet.",
    )


def _level_finding(found: Deliveries, level: str, line: str) -> str:
    name = " · ".join(part for part in (LEVEL_NAMES[level].split(",")[0], line) if part)
    sums = found.sums(level, line)
    pace = pace_of(sums) if sums else math.nan
    if math.isfinite(pace):
        return f"{name}: {found.tongue.rate(pace, 0)} of what was due came"
    whole = found.of_signed(level, line, found.columns[-1]) if found.columns else 0.0
    return f"{name}: {found.show(level, whole)} promised over the plan"


def promise_chart(found: Working, row: str) -> Chart:
    """Return the share of due leads for which a promise was kept, by month of the hand-off."""
    kind = measure_at(row)
    kept = found.of(kind)
    name = MEASURE_NAMES[kind]
    if kept is None or not kept.counts[0]:
        why = kept.why if kept is not None and kept.why else "No data tell how it is kept"
        return Chart(f"{name}: not measured", "", empty=f"{why}.")
    parts = [part for part in found.parts[kind.value] if part.by == MONTH]
    places = tuple(Place(SALES, f"{kind.value}|{MONTH}|{part.key}", "rate") for part in parts)
    due, _ = kept.counts
    show, open_ = found.tongue, _under_way(found, parts)
    when = f"{found.when or DASH}{'; hollow: so far' if open_ else ''}"
    share = () if kept.share is None else (
        Reference(kept.share, f"promised {show.rate(kept.share, 0)}", place=found.share_at(kind)),
    )  # fmt: skip
    title = f"{name}: {show.rate(kept.rate, 0)} of {show.count(due)} due"
    if kept.share is not None:
        title += f", {show.rate(kept.share, 0)} promised"
    return Chart(
        title,
        f"Kept of due, by month of the hand-off, {when}; untouched is never on time",
        (Series(name, tuple(float(i) for i in range(len(parts))), tuple(p.kept.rate for p in parts),
                Mark.LINE, "sales", label=show.rate(parts[-1].kept.rate, 0), places=places,
                young=SO_FAR, immature_from=len(parts) - 1 if open_ else None),),
        labels=tuple(part.title for part in parts),
        references=share,
        values_as=Kind.RATE,
    )  # fmt: skip


def _under_way(found: Working, parts: Sequence[Part]) -> bool:
    """Whether the last month told is not over by the data's last day."""
    came = found.made.found
    return came is not None and came.elapsed(parse_month(parts[-1].key)) < 1.0


def measure_at(row: str) -> DriverKind:
    """Return the promise that a row of the sheet belongs to, the first one without a row."""
    if not row:
        return DriverKind.FIRST_TOUCH_DAYS
    key = row.partition("|")[0].removeprefix("sla/").partition("/")[0]
    of = {
        DriverKind.FIRST_TOUCH_SHARE.value: DriverKind.FIRST_TOUCH_DAYS,
        DriverKind.ANSWER_SHARE.value: DriverKind.ANSWER_DAYS,
    }
    return of.get(key) or DriverKind(key)
