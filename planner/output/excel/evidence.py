"""The Evidence sheet: what was measured, line by line; constants, never edited."""

import numpy as np

from planner.base.days import date_of, month_of
from planner.evidence.figures import FunnelEvidence, LineEvidence, TransitionEvidence
from planner.output.excel.attribution import write_attribution
from planner.output.excel.content import Content, month_label
from planner.output.excel.page import Page
from planner.output.excel.styles import Styles
from planner.output.excel.widths import lines_width
from planner.sheets.attribution_words import channel_line
from planner.sheets.status import day_text

LINES = 5
"""Row of the plan's first line in the table of lines."""
_LINE_HEADS = (
    ("Line", ""),
    ("Source team", ""),
    ("Enters at", ""),
    ("Entries per month", "count"),
    ("Low", "count"),
    ("High", "count"),
    ("n", "whole"),
    ("Deal size, mean", "money"),
    ("Low", "money"),
    ("High", "money"),
    ("n won", "whole"),
    ("Deal size, median", "money"),
    ("Opened amount", "money"),
)
OPENED = len(_LINE_HEADS) - 1
"""Column of the mean amount at which opportunities were opened."""
_STEP_HEADS = (
    ("Line", ""),
    ("Transition", ""),
    ("n", "whole"),
    ("Plain", "rate"),
    ("Closed-only", "rate"),
    ("Matured", "rate"),
    ("Pooled", "rate"),
    ("Low", "rate"),
    ("High", "rate"),
    ("Weight of pool", "share"),
    ("Observed days", "whole"),
    ("Mean lag, days", "days"),
    ("Low", "days"),
    ("High", "days"),
    ("n lags", "whole"),
    ("Open now", "whole"),
    ("Undated", "whole"),
    ("Out of order", "whole"),
)
_NONE = "This plan was made by hand: there are no data behind it."


def write_evidence(page: Page, styles: Styles, content: Content) -> None:
    """Write figures of lines and transitions, monthly volumes and lag tables."""
    evidence = content.results.evidence
    page.text(0, 0, "Evidence", styles("title"))
    page.sheet.set_row(0, 28)
    page.sheet.set_column(0, 0, lines_width(content, 26))
    page.sheet.set_column(1, 1, 24)
    page.sheet.set_column(2, 2, 13)
    page.sheet.set_column(3, len(_STEP_HEADS), 12)
    page.sheet.freeze_panes(2, 1)
    if evidence is None:
        page.text(1, 0, _NONE, styles("muted"))
        return
    page.text(1, 0, _said(evidence), styles("muted"))
    plan = content.results.plan
    page.text(2, 0, channel_line(plan, content.snapshot, plan.by), styles("muted"))
    row = _lines(page, styles, content, evidence)
    row = _steps(page, styles, content, row)
    row = write_attribution(page, styles, content, row)
    page.sheet.print_area(0, 0, row - 2, len(_STEP_HEADS) - 1)
    row = _volumes(page, styles, content, evidence, row)
    _day_tables(page, styles, content, row)


def _said(evidence: FunnelEvidence) -> str:
    first, last = (day_text(date_of(day)) for day in evidence.window)
    return (
        f"Measured as of {day_text(date_of(evidence.as_of))} on entries from {first} to {last}; "
        "90 % intervals. Pooled is the plan’s evidence: matured, drawn towards its siblings where "
        "few were seen."
    )


def _found(content: Content, line: str) -> LineEvidence | None:
    evidence = content.results.evidence
    return evidence.lines.get(line) if evidence else None


def _heads(
    page: Page, styles: Styles, row: int, title: str, heads: tuple[tuple[str, str], ...]
) -> None:
    page.text(row, 0, title, styles("section"))
    page.sheet.set_row(row + 1, 30)
    for column, (name, unit) in enumerate(heads):
        page.text(row + 1, column, name, styles("head", *(("right",) if unit else ())))


def _write(
    page: Page, styles: Styles, row: int, heads: tuple[tuple[str, str], ...], values: list[object]
) -> None:
    for column, ((_, unit), value) in enumerate(zip(heads, values, strict=True)):
        if unit:
            number = float(value) if isinstance(value, int | float | np.number) else None
            page.number(row, column, number, styles("grid", unit))
        else:
            page.text(row, column, str(value), styles("grid", "muted" if column else "bold"))


def _lines(page: Page, styles: Styles, content: Content, evidence: FunnelEvidence) -> int:
    _heads(page, styles, LINES - 2, "Lines", _LINE_HEADS)
    for i, line in enumerate(content.lines):
        found = _found(content, line.name)
        values: list[object] = [line.name, "not in the data", *[""] * (len(_LINE_HEADS) - 2)]
        if found:
            volume, size, opened = found.volume, found.deal_size, found.opened_amount
            entry = evidence.stages[found.entry]
            values = [line.name, found.source_team, entry]
            values += [volume.value, volume.low, volume.high, volume.n]
            values += [size.value, size.low, size.high, size.n]
            values += [found.deal_size_median, opened.value]
        _write(page, styles, LINES + i, _LINE_HEADS, values)
    return LINES + len(content.lines) + 1


def _steps(page: Page, styles: Styles, content: Content, row: int) -> int:
    _heads(page, styles, row, "Transitions", _STEP_HEADS)
    row += 2
    for line in content.lines:
        for j in range(line.entry, len(content.stages) - 1):
            found = content.measured(line.name, j)
            if found:
                names: list[object] = [line.name, " → ".join(content.stages[j : j + 2])]
                _write(page, styles, row, _STEP_HEADS, names + _step(found))
                row += 1
    return row + 1


def _step(found: TransitionEvidence) -> list[object]:
    rate, lag = found.rate, found.lag
    figure = rate.figure
    conversion = [figure.n, found.plain, found.closed_only, rate.raw, figure.value]
    interval = [figure.low, figure.high, rate.pool_weight, found.observed_days]
    lags = [lag.value, lag.low, lag.high, lag.n]
    still = [len(found.open_ages) + found.open_undated, found.open_undated, found.out_of_order]
    return [*conversion, *interval, *lags, *still]


def _volumes(
    page: Page, styles: Styles, content: Content, evidence: FunnelEvidence, row: int
) -> int:
    first = month_of(evidence.window[0])
    found = [(line.name, _found(content, line.name)) for line in content.lines]
    count = max((len(f.months) for _, f in found if f), default=0)
    months = ((month_label(first + t), "whole") for t in range(count))
    heads = (("Line", ""), ("Stage", ""), *months)
    _heads(page, styles, row, "Entries per month", heads)
    row += 2
    for name, line in found:
        if line:
            counts: list[object] = [*line.months.tolist()]
            counts += [""] * (count - len(counts))
            _write(page, styles, row, heads, [name, evidence.stages[line.entry], *counts])
            row += 1
    return row + 1


def _day_tables(page: Page, styles: Styles, content: Content, row: int) -> None:
    """Write G of every measured lag: by day, the share of those who move on that have done so."""
    if not content.tables:
        return
    page.text(row, 0, "Lags: share moved on within so many days", styles("section"))
    names = styles("head")
    for offset, text in enumerate(("Line", "Transition")):
        page.text(row + 1 + offset, 0, text, names)
    longest = max(len(table.shares) for table in content.tables.values())
    page.sheet.write_column(row + 3, 0, list(range(longest)), styles("whole", "left"))
    style = styles("rate", "muted")
    for column, ((line, j), table) in enumerate(content.tables.items(), 1):
        page.text(row + 1, column, line, styles("head", "right"))
        page.text(row + 2, column, " → ".join(content.stages[j : j + 2]), styles("head", "right"))
        page.sheet.write_column(row + 3, column, table.shares.tolist(), style)
