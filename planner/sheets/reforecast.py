"""The plan seen from now: what happened, what is to come, and how it ends against the goal."""

import numpy as np

from planner.base.days import Month, date_of, month_name, month_of, month_text, parse_month
from planner.base.units import DASH, ENGLISH, NumberStyle
from planner.commitments.progress import Progress
from planner.evidence.figures import Floats
from planner.sheets.cells import Cell, Column, Explanation, Kind, Part, Place, Row, Tone
from planner.sheets.charts import SO_FAR, Chart, Mark, Series
from planner.sheets.plan_figures import goal_running
from planner.sheets.progress import NAME
from planner.sheets.status import day_text, promised_on
from planner.sheets.table import TableRow, TableSheet, said, strong
from planner.sheets.words import Tongue

WHOLE = "total"
_COLUMNS = {
    "plan": "Promised",
    "actual": "Happened",
    "to_come": "To come",
    "expected": "Re-forecast",
    "difference": "Against promise",
    "cumulative": "Re-forecast, cumulative",
    "promised": "Promised, cumulative",
    "goal": "Goal, cumulative",
}
_WIDTHS = {"cumulative": 170, "promised": 150}


def reforecast_sheet(found: Progress, style: NumberStyle = ENGLISH) -> TableSheet:
    """Return months down and the whole plan last; row keys are months such as 2027-03, and total.

    Column keys are month, plan, actual, to_come, expected, difference, cumulative, promised, goal.
    """
    plan = found.found.agreed.plan
    tongue = Tongue(style, plan.currency)
    values, ahead = _values(found), found.ahead
    rows = [
        _row(month_text(month), f"{month_name(month)} {month // 12}", values, i, tongue)
        for i, month in enumerate(ahead.months)
    ]
    rows.append(_total(values, tongue))
    titles = {key: title for key, title in _COLUMNS.items() if key in values}
    columns = (
        Column("month", "Month", Kind.TEXT, 110),
        *(
            Column(key, title, Kind.MONEY, _WIDTHS.get(key, 132), bold=key == "expected")
            for key, title in titles.items()
        ),
    )

    def explain(row: str, column: str) -> Explanation:
        return _explain(found, values, row, column, tongue)

    return TableSheet(NAME, columns, tuple(rows), explain, footnote=_footnote(found))


def _values(found: Progress) -> dict[str, Floats]:
    """Return each column by month; cumulative ones end at the whole."""
    ahead, plan = found.ahead, found.found.agreed.plan
    values = {
        "plan": ahead.planned,
        "actual": ahead.actual,
        "to_come": ahead.to_come,
        "expected": ahead.expected,
        "difference": ahead.expected - ahead.planned,
        "cumulative": np.cumsum(ahead.expected),
        "promised": np.cumsum(ahead.planned),
    }
    if plan.goal is not None:
        values["goal"] = goal_running(plan)
    return values


_RUNNING = frozenset({"cumulative", "promised", "goal"})


def _row(key: str, title: str, values: dict[str, Floats], i: int, tongue: Tongue) -> TableRow:
    cells = {name: _cell(name, float(v[i]), tongue) for name, v in values.items()}
    return TableRow(Row(key), {"month": Cell(title, key), **cells})


def _total(values: dict[str, Floats], tongue: Tongue) -> TableRow:
    cells = {"month": Cell("Whole plan", "Whole plan", Tone.TOTAL, bold=True)}
    for name, v in values.items():
        value = float(v[-1] if name in _RUNNING else v.sum())
        text = tongue.short(value, signed=name == "difference")
        cells[name] = Cell(text, value, Tone.TOTAL, bold=True)
    return TableRow(Row(WHOLE), cells)


def _cell(name: str, value: float, tongue: Tongue) -> Cell:
    if value == 0.0 and name in {"actual", "to_come"}:
        return Cell(DASH, value, Tone.MUTED)
    tone = Tone.EVIDENCE if name == "actual" else Tone.PLAIN
    return Cell(tongue.short(value, signed=name == "difference"), value, tone)


def _explain(
    found: Progress, values: dict[str, Floats], row: str, column: str, tongue: Tongue
) -> Explanation:
    whole = row == WHOLE
    month = None if whole else parse_month(row)
    when = "Whole plan" if month is None else f"{month_name(month)} {month // 12}"
    column = "expected" if column == "month" else column
    i = len(found.ahead.months) - 1 if whole else found.ahead.months.index(month or 0)
    end = slice(None) if whole else slice(i, i + 1)
    value = float(values[column][i] if column in _RUNNING else values[column][end].sum())
    parts = _said(found, values, column, end, month, tongue)
    shown = tongue.short(value, signed=column == "difference")
    return said(f"{when} · {_COLUMNS[column]}", strong(shown), *parts)


def _said(  # noqa: PLR0917 - which figure, of what, and how it is written
    found: Progress, values: dict[str, Floats], column: str, end: slice, month: Month | None,
    tongue: Tongue,
) -> tuple[Part | str, ...]:  # fmt: skip
    place = Place("Plan", "bookings", month_text(month) if month is not None else "")
    happened, to_come = (float(values[name][end].sum()) for name in ("actual", "to_come"))
    since = promised_on(found.found.agreed)
    now = day_text(date_of(found.found.as_of))
    texts: dict[str, tuple[Part | str, ...]] = {
        "plan": (f" booked by the plan as promised {since}.",),
        "actual": (f" booked by {now}.",),
        "to_come": (
            " still to come: the ",
            Part("working plan", place),
            f" with the data as of {now}, what is open then and what still enters.",
        ),
        "expected": (
            " = ",
            Part(tongue.short(happened), Place(NAME, "bookings", "actual")),
            " happened + ",
            Part(tongue.short(to_come), place),
            " still to come.",
        ),
        "difference": (" by the re-forecast less what was promised.",),
        "cumulative": (" re-forecast up to the month’s end.",),
        "promised": (" promised up to the month’s end.",),
        "goal": (" of the ", Part("goal", Place("Plan", "goal")), " due up to the month’s end."),
    }
    return texts[column]


def _footnote(found: Progress) -> str:
    return (
        f"Re-forecast = what happened by {day_text(date_of(found.found.as_of))} + what the working "
        "plan expects from then on, of what is open and of what still enters. Promised "
        f"{promised_on(found.found.agreed)}."
    )


def reforecast_chart(found: Progress, style: NumberStyle = ENGLISH) -> Chart:
    """Return cumulative bookings: happened and re-forecast, as promised, and the goal."""
    plan, values = found.found.agreed.plan, _values(found)
    tongue, months = Tongue(style, plan.currency), found.ahead.months
    x = tuple(float(i) for i in range(len(months)))
    over = _over(found)
    shown = (("promised", "Promised", Mark.THIN, "evidence"), ("goal", "Goal", Mark.DASHED, "text"))
    series = [
        Series(
            name, x, tuple(values[key].tolist()), mark, role,
            label=f"{name} {tongue.short(float(values[key][-1]))}", places=_places(months, key),
        )
        for key, name, mark, role in shown
        if key in values
    ]  # fmt: skip
    end = float(values["cumulative"][-1])
    series.append(
        Series(
            "Re-forecast", x, tuple(values["cumulative"].tolist()), Mark.LINE, "agreed",
            immature_from=over if over < len(months) else None,
            label=f"Re-forecast {tongue.short(end)}", places=_places(months, "cumulative"),
        )
    )  # fmt: skip
    return Chart(
        reforecast_finding(found, tongue),
        "Cumulative bookings: solid what happened, hollow what is still expected; promised thin",
        tuple(series),
        labels=tuple(month_name(month) for month in months),
        values_as=Kind.MONEY,
    )


def _over(found: Progress) -> int:
    """Return how many of the months are over by the data's last day."""
    return sum(month < month_of(found.found.as_of + 1) for month in found.ahead.months)


def reforecast_finding(found: Progress, tongue: Tongue) -> str:
    """Say where the plan ends, seen from the data's day, against its promise and its goal."""
    ahead = found.ahead
    lead = f"Seen from {day_text(date_of(found.found.as_of))} bookings end at "
    lead += f"{tongue.short(ahead.total)}: {_against(ahead.total, ahead.planned.sum(), tongue)}"
    goal = found.found.agreed.plan.goal
    if goal is None:
        return f"{lead} what was promised"
    return f"{lead} what was promised, {_against(ahead.total, goal, tongue)} the goal"


def _against(value: float, other: float, tongue: Tongue) -> str:
    way = "over" if value >= other else "short of"
    return f"{tongue.short(abs(value - float(other)))} {way}"


def months_chart(found: Progress, style: NumberStyle = ENGLISH) -> Chart:
    """Return each month's bookings: happened, with what is still to come on it, and as promised."""
    ahead, tongue = found.ahead, Tongue(style, found.found.agreed.plan.currency)
    x = tuple(float(i) for i in range(len(ahead.months)))
    best = int(np.argmax(ahead.expected))
    over = _over(found)
    so_far = "; hollow: so far" if over < len(ahead.months) and ahead.actual[over] else ""
    name = f"{month_name(ahead.months[best])} {ahead.months[best] // 12}"
    return Chart(
        f"{name} brings most: {tongue.short(float(ahead.expected[best]))}",
        f"Bookings by month: happened (dark), still to come (light){so_far}; dashed as promised",
        (
            Series(
                "Happened", x, tuple(ahead.actual.tolist()), Mark.BARS, "agreed",
                places=_places(ahead.months, "actual"), young=SO_FAR,
                immature_from=over if over < len(ahead.months) else None,
            ),
            Series(
                "To come", x, tuple(ahead.to_come.tolist()), Mark.BARS, "agreed", 3,
                places=_places(ahead.months, "to_come"),
            ),
            Series(
                "Promised", x, tuple(ahead.planned.tolist()), Mark.DASHED, "evidence",
                label="Promised", places=_places(ahead.months, "plan"),
            ),
        ),
        labels=tuple(month_name(month) for month in ahead.months),
        values_as=Kind.MONEY,
        stacked=True,
    )  # fmt: skip


def _places(months: tuple[Month, ...], column: str) -> tuple[Place, ...]:
    return tuple(Place(NAME, month_text(month), column) for month in months)
