"""What a plan may bring, in the words of the explain bar."""

from planner.plan.fold import line_value
from planner.sheets.outlook import Late, outlook
from planner.sheets.plan import plan_sheet
from tests.sheets.plans import VOLUME, T, by_hand
from tests.sheets.test_assumptions import at


def test_many_lines_of_which_only_luck_is_drawn_are_named_in_one_sentence() -> None:
    names = [f"Fair {number}" for number in range(9)]
    made = [(T, f"line:{name}", line_value("Lead")) for name in names]
    results = by_hand((T, "goal", 18e6), *made, (T, VOLUME, 100.0))
    sheet = plan_sheet(results, late=Late(outlook(results), stale=False))
    said = sheet.explain(*at(sheet, "chance", "FY2027")).text
    assert said.endswith("seed 1. Paid search and 9 other lines: no evidence, so luck only.")
