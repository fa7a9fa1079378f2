"""What tests of charts ask of a chart that is shown."""

from collections.abc import Callable

from planner.sheets.charts import Chart
from ui.charts.plot import Plot
from ui.charts.view import ChartView

Show = Callable[[Chart], ChartView]


def plot_of(view: ChartView) -> Plot:
    (plot,) = view.findChildren(Plot)
    return plot
