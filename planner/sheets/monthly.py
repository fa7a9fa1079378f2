"""Volume and shares: entries by stage and month, bookings by month, and whose they are."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from planner.base.days import month_name, month_of, month_text
from planner.evidence.cohorts import Volume, bookings_by_month, volume_by_month
from planner.evidence.cuts import Window
from planner.evidence.figures import Floats
from planner.evidence.funnel import SOURCE_TEAM
from planner.evidence.passages import Prepared
from planner.journeys.table import Mask
from planner.sheets.behind import entrants
from planner.sheets.cells import Cell, Column, Explanation, Kind, Place, Row
from planner.sheets.charts import Chart, Mark, Series
from planner.sheets.funnel import JOINED, Rows, filter_mask, window_text
from planner.sheets.funnel_view import Chosen
from planner.sheets.periods import months_text
from planner.sheets.table import TableRow, TableSheet, said, strong, unfolded
from planner.sheets.words import Tongue, heading, in_sentence, plural, title

NAME, FUNNEL = "Volume and shares", "Funnel"
MEASURING = "Counting entries by month"
BOOKINGS = "Bookings"
MOST_LINES = 6


@dataclass(frozen=True, eq=False)
class MonthlyView:
    """Entries and bookings by month of one cut of one window; `teams` by source team, if known.

    `figures[i]` are stage i by group and month, (g, months), the last ones bookings.
    """

    source: Prepared
    window: Window
    where: Mask | None
    by: tuple[str, ...]
    volume: Volume
    figures: tuple[Floats, ...]
    teams: tuple[tuple[str, ...], Floats] | None
    tongue: Tongue

    @property
    def names(self) -> tuple[str, ...]:
        """What is counted: the stages, then bookings."""
        return (*(heading(stage) for stage in self.volume.stages), BOOKINGS)

    @property
    def folds(self) -> frozenset[str]:
        """The rows that fold."""
        return frozenset(f"stage:{i}" for i in range(len(self.figures)))

    def sheet(self, folded: frozenset[str]) -> TableSheet:
        """Return the grid: what is counted, its groups below it, by month.

        Row keys are `stage:I` and `stage:I/LABEL`, the last I bookings; column keys name, total,
        share and months as YYYY-MM.
        """
        known = dict(_rows(self))
        rows = [
            TableRow(
                Row(key, int("/" in key), bool(self.by) and "/" not in key, key in folded),
                _cells(self, key, values),
            )
            for key, values in known.items()
        ]
        months = tuple(
            Column(month_text(m), f"{month_name(m)} {m // 12 % 100:02d}", Kind.NUMBER)
            for m in self.volume.months
        )
        columns = (
            Column("name", f"Stage and {title(' × '.join(self.by))}" if self.by else "Stage"),
            Column("total", "Total", Kind.NUMBER),
            Column("share", "Share", Kind.RATE),
            *months,
        )
        return TableSheet(
            NAME,
            columns,
            unfolded(rows),
            lambda row, column: _explain(self, row, column, known[row]),
            frozen=1,
            footnote="Dated entries of every stage by month; bookings by month of winning. "
            "Shares are of all that the filters keep.",
            listing=lambda: tuple(TableRow(Row(r.row.key), r.cells) for r in rows),
        )

    def charts(self, row: str) -> tuple[Chart, Chart]:
        """Return months of what a row counts, by group, and the shares of source teams."""
        return _months_chart(self, stage_of(row)), shares_chart(self)


def monthly_view(
    source: Prepared, by: tuple[str, ...], window: Window, chosen: Chosen, tongue: Tongue
) -> MonthlyView:
    """Count the journeys that have the chosen labels, (dimension, label) each."""
    where = filter_mask(source.journeys, dict(chosen))
    volume, figures = _figures(source, by, window, where)
    teams = None
    if SOURCE_TEAM in source.journeys.dimensions:
        split, each = _figures(source, (SOURCE_TEAM,), window, where)
        names = tuple(key[0] for key in split.keys)
        teams = names, np.stack([figure.sum(axis=1) for figure in each], axis=1)
    return MonthlyView(source, window, where, by, volume, figures, teams, tongue)


def _figures(
    source: Prepared, by: tuple[str, ...], window: Window, where: Mask | None
) -> tuple[Volume, tuple[Floats, ...]]:
    volume = volume_by_month(source, by, entered=window, where=where)
    counts = [volume.counts[:, i].astype(np.float64) for i in range(len(volume.stages))]
    return volume, (*counts, bookings_by_month(source, by, entered=window, where=where))


def stage_of(row: str) -> int:
    """Return what a row counts: a stage, or their number for bookings."""
    return int(row.partition("/")[0].partition(":")[2])


def monthly_behind(view: MonthlyView, row: str, column: str) -> Rows:
    """Return who entered a row's stage in the window, or in a column's month; bookings: the won."""
    stage = min(stage_of(row), len(view.volume.stages) - 1)
    label = row.partition("/")[2]
    by = view.by if label else ()
    rows = entrants(view.source, by, label, stage, window=view.window, where=view.where)
    months = view.source.entry_months(stage)[rows]
    wanted = [m for m in view.volume.months if month_text(m) == column] or view.volume.months
    found: Rows = rows[np.isin(months, wanted)]
    return found


def _rows(view: MonthlyView) -> Iterator[tuple[str, Floats]]:
    names = [JOINED.join(key) for key in view.volume.keys]
    for i, figure in enumerate(view.figures):
        yield f"stage:{i}", figure.sum(axis=0)
        for g in np.argsort(-figure.sum(axis=1), kind="stable").tolist() if view.by else ():
            yield f"stage:{i}/{names[g]}", figure[g]


def _cells(view: MonthlyView, key: str, values: Floats) -> dict[str, Cell]:
    stage, label = stage_of(key), key.partition("/")[2]
    name = label or view.names[stage]
    cells = {"name": Cell(name, name, bold=not label), "total": _figure(view, stage, values.sum())}
    whole = float(view.figures[stage].sum())
    if label and whole:
        share = float(values.sum()) / whole
        cells["share"] = Cell(view.tongue.rate(share), share, weight=whole)
    for month, value in zip(view.volume.months, values, strict=True):
        cells[month_text(month)] = _figure(view, stage, value)
    return cells


def _figure(view: MonthlyView, stage: int, value: float) -> Cell:
    text, kind = view.tongue.count(value), Kind.NUMBER
    if stage == len(view.volume.stages):
        text, kind = view.tongue.short(value), Kind.MONEY
    return Cell(text, float(value), kind=kind)


def _explain(view: MonthlyView, row: str, column: str, values: Floats) -> Explanation:
    stage, label, tongue = stage_of(row), row.partition("/")[2], view.tongue
    name = f"{label or 'All'} · {view.names[stage]}"
    month = next((i for i, m in enumerate(view.volume.months) if month_text(m) == column), None)
    value = values.sum() if month is None else values[month]
    when = f"in {window_text(view.window)}"
    if month is not None:
        when = f"in {months_text(view.volume.months[month], view.volume.months[month])}"
    counted = strong(_figure(view, stage, value).text)
    money = stage == len(view.volume.stages)
    did = f" won {when}" if money else f" entered {view.volume.stages[stage]} {when}"
    whole = view.figures[stage].sum() if month is None else view.figures[stage][:, month].sum()
    if not label or not whole:
        return said(name, counted, f"{did}.")
    share = tongue.rate(float(value / whole))
    return said(name, counted, f"{did}, {share} of all {_figure(view, stage, whole).text}.")


def _months_chart(view: MonthlyView, stage: int) -> Chart:
    """Return months of one stage, or of bookings, by the groups with most of it."""
    figure, tongue = view.figures[stage], view.tongue
    names = [JOINED.join(key) or "All" for key in view.volume.keys]
    order = np.argsort(-figure.sum(axis=1), kind="stable")[:MOST_LINES].tolist()
    months = view.volume.months
    last = months[-1]
    full = len(months) - (month_of(view.window[1] + 1) == last)
    series = tuple(
        Series(
            names[g],
            tuple(float(i) for i in range(len(months))),
            tuple(figure[g].tolist()),
            shade=min(5, place),
            immature_from=full if full < len(months) else None,
            label=f"{names[g]} {_figure(view, stage, figure[g].sum()).text}",
            places=tuple(
                Place(FUNNEL, f"stage:{stage}/{names[g]}" if view.by else f"stage:{stage}",
                      month_text(m))
                for m in months
            ),
        )
        for place, g in enumerate(order)
        if figure[g].any()
    )  # fmt: skip
    what = view.names[stage]
    most = JOINED.join(view.volume.keys[order[0]]) if view.by and order else ""
    whole = float(figure.sum())
    finding = f"{what}: {_figure(view, stage, whole).text}"
    if most and whole:
        finding += f", {tongue.rate(float(figure[order[0]].sum()) / whole, 0)} of it {most}"
    by = f" by {' × '.join(view.by)}, those with most" if view.by else ""
    return Chart(
        finding,
        f"{what} per month{by}",
        series,
        labels=tuple(f"{month_name(m)} {m // 12 % 100:02d}" for m in months),
        values_as=Kind.MONEY if stage == len(view.volume.stages) else Kind.NUMBER,
        empty="" if series else "Nothing was entered in this window.",
    )


def shares_chart(view: MonthlyView) -> Chart:
    """Return the share of every source team in each stage and in bookings."""
    if view.teams is None or not view.teams[1].any():
        return Chart("Source teams: not known", "", empty="The data name no source team.")
    names, sums = view.teams
    whole = sums.sum(axis=0)
    shares = np.divide(sums, whole, out=np.full(sums.shape, np.nan), where=whole > 0)
    order = np.argsort(-sums[:, 0], kind="stable").tolist()
    tongue = view.tongue
    series = tuple(
        Series(
            names[g],
            tuple(float(i) for i in range(len(whole))),
            tuple(np.nan_to_num(shares[g]).tolist()),
            Mark.BARS,
            shade=min(5, 2 * place),
            label=f"{names[g]} {tongue.rate(float(shares[g, -1]), 0)}",
        )
        for place, g in enumerate(order)
    )
    deals, money = (int(np.nan_to_num(shares[:, i]).argmax()) for i in (-2, -1))
    last = in_sentence(plural(view.volume.stages[-1]))
    said_deals = f"{names[deals]} sources {tongue.rate(float(shares[deals, -2]), 0)} of {last}"
    said_money = f"{tongue.rate(float(shares[money, -1]), 0)} of bookings"
    subject = "" if money == deals else f"{names[money]} "
    return Chart(
        f"Source teams: {said_deals}, {subject}{said_money}",
        f"Share of each source team in the entries of {window_text(view.window)} and in bookings",
        series,
        labels=view.names,
        values_as=Kind.RATE,
        stacked=True,
    )
