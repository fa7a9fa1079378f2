"""Native charts: they read the workbook's own cells, so they follow every change."""

from dataclasses import dataclass
from typing import Any

from planner.base.palette import LIGHT
from planner.output.excel.bridge_figures import DATA, BridgeChart
from planner.output.excel.page import Page
from planner.output.excel.styles import FONT

_TEXT = {"name": FONT, "size": 9, "color": LIGHT.text}
_TITLE = {"name": FONT, "size": 11, "bold": True, "color": LIGHT.text}
_CLEAR = {"none": True}


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """Rows first to last on a sheet; month names in `labels`, series by column, title cells."""

    page: Page
    first: int
    last: int
    labels: int
    columns: dict[str, int]
    titles: dict[str, str]

    def values(self, column: int) -> str:
        """Return the address of one series."""
        return "=" + self.page.stretch((self.first, column), (self.last, column))


def cumulative_chart(book: Any, figures: MonthFigures, money: str, plan: str = "") -> Any:
    """Return cumulative bookings: the working plan bold, both views thin, the goal dashed.

    `plan` is the colour of the working plan, '' for the program's own.
    """
    chart = book.add_chart({"type": "line"})
    for name, color, width, dash in (
        ("Marketing’s view", LIGHT.marketing, 1.25, "solid"),
        ("Sales’ view", LIGHT.sales, 1.25, "solid"),
        ("Goal", LIGHT.text, 1.5, "dash"),
        ("Working plan", plan or LIGHT.agreed, 2.75, "solid"),
    ):
        chart.add_series(
            {
                "name": name,
                "categories": figures.values(figures.labels),
                "values": figures.values(figures.columns[name]),
                "line": {"color": color, "width": width, "dash_type": dash},
            }
        )
    _dress(chart, figures.titles["cumulative"], money)
    return chart


def monthly_chart(book: Any, figures: MonthFigures, money: str, plan: str = "") -> Any:
    """Return each month's bookings as columns in the plan's colour, what is due dashed."""
    chart, line = book.add_chart({"type": "column"}), book.add_chart({"type": "line"})
    categories = figures.values(figures.labels)
    chart.add_series(
        {
            "name": "Bookings, working plan",
            "categories": categories,
            "values": figures.values(figures.columns["Bookings"]),
            "fill": {"color": plan or LIGHT.agreed},
            "border": _CLEAR,
            "gap": 60,
        }
    )
    line.add_series(
        {
            "name": "Goal",
            "categories": categories,
            "values": figures.values(figures.columns["Due"]),
            "line": {"color": LIGHT.text, "width": 1.5, "dash_type": "dash"},
        }
    )
    chart.combine(line)
    _dress(chart, figures.titles["monthly"], money)
    return chart


def _dress(chart: Any, title: str, money: str) -> None:
    chart.set_title({"name": f"={title}", "name_font": _TITLE, "overlay": False})
    chart.set_x_axis(
        {"num_font": _TEXT, "line": {"color": LIGHT.gridline}, "major_tick_mark": "none"}
    )
    chart.set_y_axis(
        {
            "num_font": _TEXT,
            "num_format": money,
            "line": _CLEAR,
            "major_gridlines": {"visible": True, "line": {"color": LIGHT.gridline, "width": 0.75}},
            "major_tick_mark": "none",
            "min": 0,
        }
    )
    chart.set_legend({"position": "bottom", "font": _TEXT})
    _frame(chart)


def _frame(chart: Any) -> None:
    chart.set_chartarea({"border": {"color": LIGHT.gridline}, "fill": {"color": LIGHT.base}})
    chart.set_plotarea({"fill": _CLEAR})
    chart.show_blanks_as("gap")
    chart.show_na_as_empty_cell()


def bridge_chart(book: Any, page: Page, figures: BridgeChart) -> Any:
    """Return the bridge lying: labels left, its worth in it, the end levels as lines."""
    chart = book.add_chart({"type": "bar", "subtype": "stacked"})
    labels = "=" + page.stretch((figures.first, DATA), (figures.last, DATA))
    for name, offset, color in (
        ("Clear", 3, None),
        ("Raises", 4, LIGHT.marketing),
        ("Lowers", 5, LIGHT.sales),
        ("Level", 6, LIGHT.text),
    ):
        series: dict[str, Any] = {
            "name": name,
            "categories": labels,
            "values": "="
            + page.stretch((figures.first, DATA + offset), (figures.last, DATA + offset)),
            "fill": {"color": color} if color else _CLEAR,
            "border": _CLEAR,
            "gap": 45,
        }
        if name == "Level":
            between: list[None] = [None] * (figures.last - figures.first - 1)
            ends = ({"fill": {"color": color}} for color in (LIGHT.sales, LIGHT.marketing))
            first, last = ends
            series["points"] = [first, *between, last]
        chart.add_series(series)
    chart.set_title({"name": f"={figures.title}", "name_font": _TITLE, "overlay": False})
    chart.set_y_axis(
        {
            "reverse": True,
            "num_font": _TEXT,
            "line": _CLEAR,
            "major_tick_mark": "none",
            "label_position": "low",
            "interval_unit": 1,
        }
    )
    chart.set_x_axis({"visible": False, "min": 0, "max": 1, "major_gridlines": {"visible": False}})
    chart.set_legend({"none": True})
    _frame(chart)
    return chart
