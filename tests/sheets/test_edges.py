"""Plans with nothing in them, long ones and foreign ones: every cell still speaks."""

from collections.abc import Callable

import pytest

from planner.agreement.results import Results, results
from planner.base.units import NumberStyle
from planner.plan.fold import fold
from planner.plan.log import Log
from planner.sheets.assumptions import assumptions_sheet
from planner.sheets.bridge_chart import bridge_chart
from planner.sheets.plan import plan_sheet
from planner.sheets.plan_charts import goal_chart, origin_chart
from planner.sheets.strip import score_strip
from planner.sheets.table import TableSheet
from tests.sheets.plans import WORKED, M, S, T, by_hand, measured

GERMAN = NumberStyle(",", ".", spaced=True)


def every_cell(sheet: TableSheet) -> None:
    for row in range(sheet.row_count):
        for column in range(len(sheet.columns)):
            sheet.cell(row, column)
            assert sheet.explain(row, column).name, sheet.row(row)


@pytest.mark.parametrize(
    "shown",
    [
        pytest.param(lambda: results(fold(Log()), None), id="empty"),
        pytest.param(by_hand, id="without values"),
        pytest.param(measured, id="evidence alone"),
        pytest.param(
            lambda: by_hand((T, "plan:months", 30.0), (T, "plan:fiscal_start", 7.0), *WORKED),
            id="three fiscal years",
        ),
    ],
)
def test_every_cell_of_any_plan_can_be_shown_and_explained(
    shown: Callable[[], Results],
) -> None:
    found = shown()
    for seat in (M, S, T):
        every_cell(assumptions_sheet(found, seat=seat, style=GERMAN))
        every_cell(plan_sheet(found, GERMAN, seat=seat))
    for chart in (goal_chart(found), origin_chart(found), bridge_chart(found)):
        assert chart.title
    assert len(score_strip(found, GERMAN)) == 5


def test_empty_plans_say_what_will_be_here() -> None:
    found = results(fold(Log()), None)
    assert assumptions_sheet(found).empty.startswith("No lines yet")
    assert goal_chart(found).empty.startswith("Nothing is booked yet")


def test_a_locale_writes_its_own_numbers() -> None:
    found = by_hand((T, "plan:currency", "EUR"), *WORKED, (T, "goal", 19e6))
    assert score_strip(found, GERMAN)[1].headline == "−1,00m\u00a0€"
