"""A goal counts as stated for its own period, whatever goals of shorter ones add up to."""

import pytest

from planner.forecast.chances import due_of
from planner.plan.goals import Period
from planner.sheets.plan import plan_sheet
from planner.sheets.plan_charts import goal_chart
from tests.sheets.plans import WORKED, T, by_hand
from tests.sheets.test_assumptions import at, cell


@pytest.mark.parametrize(
    ("quarter", "added"), [(5e6, " Goals of shorter periods make it $20.00m by month."), (4e6, "")]
)
def test_the_goal_says_so_where_quarters_make_it_another(quarter: float, added: str) -> None:
    quarters = [(T, f"goal:2027-Q{n}", quarter) for n in (1, 2, 3, 4)]
    sheet = plan_sheet(by_hand(*WORKED, (T, "goal", 16e6), *quarters))
    said = sheet.explain(*at(sheet, "goal", "FY2027")).text
    assert said.startswith("$16.00m of bookings in Jan–Dec 2027. ")
    assert said.endswith(f"any seat may change it.{added}")


def test_a_quarter_counts_as_stated_whatever_its_months_add_up_to() -> None:
    months = [(T, f"goal:2027-0{n}", 3e6) for n in (4, 5, 6)]
    results = by_hand(*WORKED, (T, "goal:2027-Q2", 5e6), (T, "goal:2027", 30e6), *months)
    sheet = plan_sheet(results)
    values = [cell(sheet, "goal", key).value for key in ("2027-04", "2027-Q2", "FY2027")]
    assert values == pytest.approx([3e6, 5e6, 30e6])
    booked = cell(sheet, "bookings", "2027-Q2").value
    assert cell(sheet, "gap", "2027-Q2").value == pytest.approx(booked - 5e6)
    assert sheet.explain(*at(sheet, "goal", "2027-Q2")).text == (
        "$5.00m of bookings, stated for just this period. "
        "Goals of shorter periods make it $9.00m by month."
    )
    quarter = due_of(results.plan)[Period(results.plan.start + 3, 3)]
    assert quarter == 5e6


def test_the_chart_says_why_the_goal_bends_at_its_end() -> None:
    quarters = [(T, f"goal:2027-Q{n}", 5e6) for n in (1, 2, 3, 4)]
    chart = goal_chart(by_hand(*WORKED, (T, "goal:2027", 16e6), *quarters))
    (goal,) = [one for one in chart.series if one.name == "Goal"]
    assert goal.y[-2:] == pytest.approx((20e6 - 5e6 / 3, 16e6))
    assert chart.subtitle.endswith(
        "; the goal, spread by goals of shorter periods, dashed: these make it $20.00m by month, "
        "its end is as stated"
    )
