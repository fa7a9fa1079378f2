"""What binds is said as people read it."""

from planner.forecast.cheapest import cheapest
from planner.sheets.binding_words import binding_words
from tests.forecast.plans import COSTS, problem

TEAM = {"team/reps": 10.0, "team/leads_per_rep": 12.0}


def test_a_limit_of_months_in_a_row_is_named_once_and_the_missed_goal_not_at_all() -> None:
    asked = problem({"goal": 9e7, **COSTS, **TEAM})
    found = cheapest(asked)
    assert found.binding[:3] == ("goal", "follow-up 2027-02", "follow-up 2027-03")
    said = "follow-up in Feb–Dec 2027, the most of Paid, the most of Events"
    assert binding_words(asked, found) == said
