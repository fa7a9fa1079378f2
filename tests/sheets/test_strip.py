import pytest

from planner.agreement.results import Results
from planner.base import units
from planner.base.days import parse_month
from planner.base.units import ENGLISH
from planner.plan.goals import Period
from planner.sheets.cells import Place, Tone
from planner.sheets.outlook import Late, outlook
from planner.sheets.outlook_words import enough_text
from planner.sheets.plan_rows import plan_rows
from planner.sheets.strip import score_strip
from tests.sheets.plans import RATE, WORKED, M, S, T, by_hand, measured


def test_goal_gap_views_and_dispute() -> None:
    strip = score_strip(by_hand(*WORKED, (T, "goal", 19e6)))
    assert [(item.name, item.headline, item.detail) for item in strip] == [
        ("Goal FY27", "$19.00m", "bookings, Jan–Dec 2027"),
        ("Gap, working plan", "−$1.00m", "$18.00m, 95% of goal"),
        ("Marketing’s view", "$18.00m", "95% of goal"),
        ("Sales’ view", "$18.00m", "95% of goal"),
        ("In dispute", "3 values", "worth $14.90m gross"),
    ]
    assert strip[1].tone is Tone.DISPUTE
    assert strip[4].place == Place("Assumptions", RATE, "status")


def test_without_a_goal_the_plan_itself_leads() -> None:
    strip = score_strip(measured())
    assert (strip[0].headline, strip[1].name) == ("not set", "Working plan")
    assert strip[4].headline == "nothing"


def test_one_seat_against_the_evidence_counts_in_gross_but_is_no_dispute() -> None:
    strip = score_strip(measured((M, RATE, 0.20)))
    assert strip[4].headline == "nothing"
    assert strip[4].detail.endswith("gross")
    assert strip[4].detail != "worth $0 gross"
    assert strip[4].detail.startswith("differences worth $")


def test_a_goal_that_is_reached() -> None:
    strip = score_strip(measured((S, RATE, 0.12), (T, "goal", 10e6)))
    assert strip[1].tone is Tone.AGREED
    assert strip[1].headline.startswith("+$")


def test_a_goal_is_what_was_stated_whatever_its_quarters_add_up_to() -> None:
    quarters = [(T, f"goal:2027-Q{n}", 4e6) for n in (1, 2, 3, 4)]
    for goal, said in ((19e6, "−$1.00m"), (12e6, "+$6.00m")):
        results = by_hand(*WORKED, (T, "goal", goal), *quarters)
        late = Late(outlook(results), stale=False)
        strip = score_strip(results, late=late)
        assert [item.headline for item in strip[:2]] == [units.money_short(goal, "USD"), said]
        rows = {row.row.key: row.of for row in plan_rows(results, frozenset(), late=late)}
        year, quarter = slice(0, 12), slice(3, 6)
        assert rows["goal"](year) == goal
        assert rows["goal"](quarter) == pytest.approx(4e6)
        assert rows["gap"](year) == pytest.approx(gap_of(results))
        chance = late.outlook.chances.of(Period(results.plan.start, 12)) if late.outlook else None
        assert chance is not None
        assert chance.goal == goal
        assert rows["chance"](year) == pytest.approx(chance.chance)


def test_the_gap_says_in_its_tool_tip_whether_leads_suffice() -> None:
    results = measured((T, "goal", 19e6))
    found = outlook(results)
    strip = score_strip(results, late=Late(found, stale=False))
    assert strip[1].hint == enough_text(Late(found, stale=False), ENGLISH)
    assert strip[1].hint.startswith("Not enough leads for $19.00m in FY27")
    assert not score_strip(results, late=Late(found, stale=True))[1].hint


def test_of_a_plan_under_way_the_whole_counts_and_says_what_it_is_made_of() -> None:
    """The plan began in September; the data as of 31 October tell of 3m won in September."""
    september = parse_month("2026-09")
    begun = (T, "goal", 19e6), (T, "plan:start", "2026-09")
    plain, under_way = measured(*begun), measured(*begun, booked={september: 3e6})
    assert gap_of(under_way) == pytest.approx(gap_of(plain) + 3e6)
    strip = score_strip(under_way)
    to_come = units.money_short(under_way.working.total, "USD")
    whole = units.money_short(under_way.working.total + 3e6, "USD")
    assert strip[1].detail == f"$3.00m booked + {to_come} to come"
    assert strip[1].hint.startswith(f"{whole}, ")
    assert f": $3.00m booked by 31 Oct 2026 + {to_come} to come." in strip[1].hint
    assert {one.headline for one in strip[2:4]} == {whole}
    assert "booked" not in score_strip(measured((T, "goal", 19e6)))[1].detail


def gap_of(results: Results) -> float:
    """The working plan's gap."""
    gap = results.working.gap
    assert gap is not None
    return gap


def test_draws_and_leads_needed_count_what_is_booked() -> None:
    """With the whole goal booked nothing is missing, whatever is drawn."""
    begun = (T, "goal", 3e6), (T, "plan:start", "2026-09")
    found = outlook(measured(*begun, booked={parse_month("2026-09"): 3e6}))
    assert found.chance == found.on_evidence == 1.0
    assert found.range[0, -1] > 3e6
    assert found.enough is not None
    assert found.enough.needed == 0.0
