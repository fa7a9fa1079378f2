from planner.base.days import month_name, month_of, month_text
from planner.base.units import ENGLISH
from planner.sheets.cells import Place, Tone
from planner.sheets.outlook import Late, outlook
from planner.sheets.outlook_words import enough_text
from planner.sheets.strip import score_strip
from tests.sheets.plans import RATE, WORKED, M, S, T, by_hand, measured


def test_goal_gap_views_and_dispute() -> None:
    strip = score_strip(by_hand(*WORKED, (T, "goal", 19e6)))
    assert [(item.name, item.headline, item.detail) for item in strip] == [
        ("Goal FY27", "$19.00m", "bookings, Jan–Dec 2027"),
        ("Gap, working plan", "−$1.00m", "$18.00m, 95% of goal"),
        ("Marketing’s view", "$18.00m", "−5% of goal"),
        ("Sales’ view", "$18.00m", "−5% of goal"),
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


def test_a_goal_that_is_reached() -> None:
    strip = score_strip(measured((S, RATE, 0.12), (T, "goal", 10e6)))
    assert strip[1].tone is Tone.AGREED
    assert strip[1].headline.startswith("+$")


def test_the_gap_says_in_its_tool_tip_whether_leads_suffice() -> None:
    results = measured((T, "goal", 19e6))
    found = outlook(results)
    strip = score_strip(results, late=Late(found, stale=False))
    assert strip[1].hint == enough_text(Late(found, stale=False), ENGLISH)
    assert strip[1].hint.startswith("Not enough leads for $19.00m in FY27")
    assert not score_strip(results, late=Late(found, stale=True))[1].hint


def test_a_plan_under_way_says_from_when_on_its_figures_count() -> None:
    found = measured((T, "goal", 19e6))
    assert found.evidence is not None
    day = found.evidence.as_of
    under_way = measured((T, "goal", 19e6), (T, "plan:start", month_text(month_of(day) - 2)))
    gap = score_strip(under_way)[1]
    assert f" from {month_name(month_of(day))} on, " in gap.detail
    assert gap.hint.startswith("Without what was booked before")
    assert " on, " not in score_strip(found)[1].detail
