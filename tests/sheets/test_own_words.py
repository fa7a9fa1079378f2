"""What a scenario states itself is marked, and said with what holds in what it lies on."""

from planner.agreement.results import Results, results
from planner.base.stages import Seat
from planner.plan.document import Plan
from planner.plan.fold import fold
from planner.plan.scenarios import in_scenario, scenario_named
from planner.sheets.assumptions import assumptions_sheet
from planner.sheets.key_words import key_words, value_words
from planner.sheets.plan import plan_sheet
from planner.sheets.settings_planning import planning_settings
from planner.sheets.table import TableSheet
from planner.sheets.words import Tongue
from tests.sheets.plans import RATE, SIZE, M, S, T, evidence, log_of

SAID = (
    (T, "goal", 19e6),
    (T, "budget", 1e6),
    (M, RATE, 0.18),
    (T, "scenario:s", '{"name": "Stretch", "parent": ""}'),
    (M, f"scenario:s/{RATE}", 0.22),
    (T, f"scenario:s/{SIZE}", 50e3),
    (M, "scenario:s/goal", 25e6),
    (T, "scenario:s/goal:2027-Q2", 6e6),
    (S, "scenario:s/most:Paid search", 900.0),
    (T, "plan:season:07", 0.8),
    (M, "scenario:s/plan:season", "measured"),
    (M, "scenario:s/plan:season:07", 0.6),
)


def stretch() -> Results:
    return results(in_scenario(plan(), scenario_named(plan(), "Stretch")), evidence())


def plan() -> Plan:
    return fold(log_of(*SAID))


def told(sheet: TableSheet, row: str, column: str) -> tuple[bool, str]:
    """Whether a cell is marked as the scenario's own, and what the explain bar says of it."""
    at = next(i for i, each in enumerate(sheet.rows) if each.row.key == row)
    keys = [each.key for each in sheet.columns]
    cell = sheet.rows[at].cells[column]
    return cell.own, sheet.explain(at, keys.index(column)).text


def test_a_position_of_the_scenarios_own_is_marked_and_told_with_the_one_below() -> None:
    sheet = assumptions_sheet(stretch(), seat=Seat.MARKETING)
    own, words = told(sheet, RATE, "marketing")
    assert own
    assert "You say 22.0%. Stretch states this itself; Base has 18.0%." in words
    own, words = told(sheet, SIZE, "working")
    assert own
    assert "Stretch states this itself; Base has $40,000." in words, "the evidence counts there"
    assert not told(sheet, "Paid search/volume", "working")[0]


def test_a_goal_of_the_scenarios_own_is_marked_and_told_with_the_one_below() -> None:
    sheet = plan_sheet(stretch())
    whole, quarter = sheet.columns[-1].key, next(c.key for c in sheet.columns if c.title == "Q2")
    assert told(sheet, "goal", whole)[0]
    assert "Stretch states this itself; Base has $19.00m." in told(sheet, "goal", whole)[1]
    assert "Stretch states this itself; Base has none." in told(sheet, "goal", quarter)[1]
    first = next(c.key for c in sheet.columns if c.title == "Jan")
    own, words = told(sheet, "goal", first)
    assert not own
    assert "itself" not in words


def test_nothing_is_marked_in_the_plan_itself() -> None:
    found = results(plan(), evidence())
    sheets = assumptions_sheet(found), plan_sheet(found)
    assert not any(c.own for s in sheets for row in s.rows for c in row.cells.values())
    assert planning_settings(found.plan, T).own == ("", "", "")


def test_the_settings_say_what_the_scenario_sets_itself() -> None:
    goals, limits, season = planning_settings(stretch().plan, T).own
    assert goals.startswith(
        "Stretch states itself, Base in brackets: Whole plan, bookings: $25.00m ($19.00m); "
        "2027-Q2, bookings: $6.00m (none). Empty"
    )
    assert limits.startswith("Stretch states itself, Base in brackets: Most of Paid search: 900")
    assert season.startswith(
        "Stretch states itself, Base in brackets: Months without an index: as measured "
        "(all months alike); Season of Jul: 0.60 (0.80). Empty"
    )


def test_a_scenarios_setting_has_words_for_the_record() -> None:
    key = "scenario:s/goal:2027-Q2"
    assert key_words(plan(), key) == "Goal: 2027-Q2, bookings, in Stretch"
    assert value_words(plan(), "scenario:s/goal", 25e6, Tongue()) == "$25,000,000"
    key = "scenario:s/plan:season:07"
    assert key_words(plan(), key) == "Season of Jul, in Stretch"
    assert value_words(plan(), key, 0.6, Tongue()) == "0.60"
