import math

from planner.sheets.cells import Kind, Place
from planner.sheets.chart_table import chart_table, table_texts
from planner.sheets.charts import BridgeBar, Chart, Series


def test_a_series_is_a_column_and_its_interval_two_more() -> None:
    line = Series("Matured", (0.0, 1.0), (0.5804, math.nan), low=(0.5, 0.1), high=(0.6, 0.2))
    table = chart_table(Chart("Finding", "", (line,), ("Q1", "Q2"), values_as=Kind.RATE))
    assert [c.title for c in table.columns] == ["", "Matured", "Matured, low", "Matured, high"]
    assert [table.cell(0, i).text for i in range(4)] == ["Q1", "58.0%", "50.0%", "60.0%"]
    assert table.cell(1, 1).text == ""
    assert table_texts(table)[1] == ["Q1", "58.04%", "50%", "60%"]


def test_series_with_other_positions_share_the_rows() -> None:
    one, two = Series("A", (0.0, 30.0), (1.0, 2.0)), Series("B", (30.0, 60.0), (3.0, 4.0))
    table = chart_table(Chart("Finding", "", (one, two), x_title="days"))
    rows = [[table.cell(r, c).text for c in range(3)] for r in range(3)]
    assert rows == [["0", "1", ""], ["30", "2", "3"], ["60", "", "4"]]


def test_a_bridge_lists_its_items_with_their_worth() -> None:
    bars = (
        BridgeBar("Sales’ view", 15.0, 15.0, "$15", "sales"),
        BridgeBar("Events", 15.0, 18.0, "+$3", "marketing", Place("Assumptions")),
    )
    table = chart_table(Chart("Finding", "", bridge=bars))
    assert [table.cell(1, i).text for i in range(3)] == ["Events", "+$3", "$18"]
    assert table.cell(0, 1).text == ""
    assert table_texts(table)[2] == ["Events", "3", "18"]
