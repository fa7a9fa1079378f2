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
from planner.sheets.charts import SO_FAR, Chart, Series
from planner.sheets.funnel import JOINED, Rows, filter_mask, window_text
from planner.sheets.funnel_view import Chosen
from planner.sheets.periods import months_text
from planner.sheets.source_teams import (
    SOURCED,
    TEAM_ROW,
    ShareGoal,
    SourceTeams,
    explain_goal,
    goal_cell,
    shares_chart,
)
from planner.sheets.table import TableRow, TableSheet, said, strong, unfolded
from planner.sheets.words import Tongue, heading, title

NAME, FUNNEL = "Volume and shares", "Funnel"
MEASURING = "Counting entries by month"
BOOKINGS = "Bookings"
MOST_LINES = 6
BEYOND = 1_000
"""A number no stage has: that of bookings, whatever the stages."""


@dataclass(frozen=True, eq=False)
class MonthlyView:
    """Entries and bookings by month of one cut of one window; `teams` by source team, if known.

    `figures[i]` are stage i by group and month, (g, months), then bookings where any deal of the
    data has an amount. `goal` is what the plan wants Marketing to source.
    """

    source: Prepared
    window: Window
    where: Mask | None
    by: tuple[str, ...]
    volume: Volume
    figures: tuple[Floats, ...]
    teams: SourceTeams | None
    tongue: Tongue
    goal: ShareGoal | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """What is counted: the stages, then bookings."""
        return figure_names(self.volume, len(self.figures))

    @property
    def folds(self) -> frozenset[str]:
        """The rows that fold."""
        return frozenset(f"stage:{i}" for i in range(len(self.figures)))

    def sheet(self, folded: frozenset[str]) -> TableSheet:
        """Return the grid: what is counted, its groups below it, by month.

        Row keys are `stage:I` and `stage:I/LABEL`, the last I bookings, and `sourced` where a goal
        of that share is stated; column keys name, total, share and months as YYYY-MM.
        """
        known = dict(_rows(self))
        rows = [
            TableRow(
                Row(key, int("/" in key), bool(self.by) and "/" not in key, key in folded),
                _cells(self, key, values),
            )
            for key, values in known.items()
        ]
        rows += _sourced_row(self)
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
            lambda row, column: (
                _explain_sourced(self, column)
                if row == SOURCED
                else _explain(self, row, column, known[row])
            ),
            frozen=1,
            footnote="Dated entries of every stage by month; bookings by month of winning. "
            "Shares are of all that the filters keep.",
            listing=lambda: tuple(TableRow(Row(r.row.key), r.cells) for r in rows),
            every=tuple(rows),
        )

    def charts(self, row: str) -> tuple[Chart, Chart]:
        """Return months of what a row counts, by group, and the shares of source teams."""
        when = window_text(self.window)
        shares = shares_chart(self.teams, self.volume.stages, when, self.goal)
        return _months_chart(self, min(stage_of(row), len(self.figures) - 1)), shares

    def bar_of(self, row: str) -> Place:
        """Return what a row counts of the chart of teams: a part of a bar, a bar, or the goal."""
        if row == SOURCED:
            return Place(FUNNEL, SOURCED, "total")
        team = row.partition("/")[2] if self.by == (SOURCE_TEAM,) else ""
        bar = f"{TEAM_ROW}{min(stage_of(row), len(self.figures) - 1)}"
        return Place(FUNNEL, f"{bar}/{team}" if team else bar, "total")

    def row_of(self, bar: Place) -> str:
        """Return the row a team's part of a bar belongs to: its own, else its stage's."""
        if bar.row == SOURCED:
            return SOURCED
        stage, _, team = bar.row.partition("/")
        row = f"stage:{stage_of(stage)}"
        return f"{row}/{team}" if self.by == (SOURCE_TEAM,) else row


def monthly_view(
    source: Prepared, by: tuple[str, ...], window: Window, chosen: Chosen, tongue: Tongue
) -> MonthlyView:
    """Count the journeys that have the chosen labels, (dimension, label) each."""
    where = filter_mask(source.journeys, dict(chosen))
    volume, figures = _figures(source, by, window, where)
    teams = None
    if SOURCE_TEAM in source.journeys.dimensions:
        split, each = _figures(source, (SOURCE_TEAM,), window, where)
        sums = np.stack([figure.sum(axis=1) for figure in each], axis=1)
        names = tuple(key[0] for key in split.keys)
        teams = SourceTeams(names, figure_names(split, len(each)), sums, each[-1], tongue)
    return MonthlyView(source, window, where, by, volume, figures, teams, tongue)


def _figures(
    source: Prepared, by: tuple[str, ...], window: Window, where: Mask | None
) -> tuple[Volume, tuple[Floats, ...]]:
    volume = volume_by_month(source, by, entered=window, where=where)
    counts = [volume.counts[:, i].astype(np.float64) for i in range(len(volume.stages))]
    if not np.isfinite(source.journeys.amount).any():
        return volume, tuple(counts)
    return volume, (*counts, bookings_by_month(source, by, entered=window, where=where))


def figure_names(volume: Volume, figures: int) -> tuple[str, ...]:
    """Return what so many figures count: the stages, then bookings."""
    return (*(heading(stage) for stage in volume.stages), BOOKINGS)[:figures]


def stage_of(row: str) -> int:
    """Return what a row counts: a stage, or their number for bookings and shares of them."""
    if row == SOURCED:
        return BEYOND
    return int(row.partition("/")[0].partition(":")[2])


def monthly_behind(view: MonthlyView, row: str, column: str) -> Rows:
    """Return who entered a row's stage in the window, or in a column's month; bookings: the won."""
    stage = min(stage_of(row), len(view.volume.stages) - 1)
    label = row.partition("/")[2]
    by = view.by if label else ()
    if row == SOURCED or row.startswith(TEAM_ROW):
        by = (SOURCE_TEAM,)
    mine = view.teams.marketing if view.teams is not None and row == SOURCED else (label,)
    found = [
        entrants(view.source, by, each, stage, window=view.window, where=view.where)
        for each in mine
    ]
    rows = np.sort(np.concatenate(found))
    months = view.source.entry_months(stage)[rows]
    wanted = [m for m in view.volume.months if month_text(m) == column] or view.volume.months
    kept: Rows = rows[np.isin(months, wanted)]
    return kept


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


def _sourced_row(view: MonthlyView) -> list[TableRow]:
    """Return Marketing's share of bookings beside the plan's goal, where there is one to meet."""
    teams, goal = view.teams, view.goal
    if teams is None or goal is None or len(view.figures) == len(view.volume.stages):
        return []
    name = f"Sourced by Marketing, goal {view.tongue.rate(goal.value, 0)}"
    money = teams.booked.sum(axis=0)
    columns = ("total", *(month_text(m) for m in view.volume.months))
    shown = zip(columns, teams.sourced.tolist(), [money.sum(), *money.tolist()], strict=True)
    cells = {"name": Cell(name, name)}
    cells |= {
        column: goal_cell(share, weight, goal if column == "total" else None, view.tongue)
        for column, share, weight in shown
    }
    return [TableRow(Row(SOURCED), cells)]


def _explain_sourced(view: MonthlyView, column: str) -> Explanation:
    teams, goal, months = view.teams, view.goal, view.volume.months
    if teams is None or goal is None:
        raise ValueError("only a share with a goal has a row")
    i = next((i for i, m in enumerate(months, 1) if month_text(m) == column), 0)
    when = months_text(months[i - 1], months[i - 1]) if i else window_text(view.window)
    return explain_goal(float(teams.sourced[i]), f"in {when}", goal, view.tongue)


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
            immature_from=full if full < len(months) else None, young=SO_FAR,
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
