"""What Marketing promises follows from the plan: known answers, in any mix of lines."""

from collections.abc import Mapping

import pytest

from planner.commitments.agreed import Agreed
from planner.commitments.promise import BASIC, QUALIFIED, VALUE, Promise, promise
from planner.plan.edits import Draft
from planner.plan.fold import fold, line_value
from planner.plan.keys import line_key
from tests.commitments.outcomes import STAGES, agreed_on
from tests.plan_words import EMPTY, TOGETHER, gesture

LISTS = {"Lists/volume": 100.0, "Lists/rate:MQL>SAL": 0.2, "Lists/rate:SAL>Won": 0.1}
EVENTS = {"Events/volume": 4.0, "Events/rate:MQL>SAL": 1.0, "Events/rate:SAL>Won": 0.5}
SIZES = {"Lists/deal_size": 10_000.0, "Events/deal_size": 10_000.0}
"""100 leads of which 2 % buy, and 4 of which every other does, for 10,000 each."""


def plan(said: Mapping[str, float]) -> Agreed:
    """A plan by hand of the lines that something is said of."""
    lines = dict.fromkeys(key.partition("/")[0] for key in said)
    drafts = [
        Draft(TOGETHER, "plan:start", "2027-01"),
        Draft(TOGETHER, "plan:stages", ">".join(STAGES)),
        *(Draft(TOGETHER, line_key(line), line_value("MQL", "Marketing")) for line in lines),
        *(Draft(TOGETHER, key, value) for key, value in said.items()),
    ]
    return agreed_on(fold(gesture(EMPTY, drafts)))


def january(made: Promise, level: str) -> list[float]:
    """A level by line, in the first month."""
    return [float(value) for value in made.level(level)[:, 0]]


def test_a_hundred_leads_at_two_per_cent_are_worth_four_at_fifty() -> None:
    made = promise(plan(LISTS | EVENTS | SIZES))
    assert made.lines == ("Lists", "Events")
    assert january(made, BASIC) == january(made, QUALIFIED) == [100.0, 4.0]
    assert january(made, VALUE) == pytest.approx([20_000.0, 20_000.0])


@pytest.mark.parametrize(("lists", "events"), [(100.0, 4.0), (200.0, 0.0), (0.0, 8.0), (50.0, 6.0)])
def test_any_mix_reaches_the_value_and_it_ties_out_to_the_plan(lists: float, events: float) -> None:
    """A lead of the lists is worth a 25th of one of the events; all is booked at once."""
    mix = {"Lists/volume": lists, "Events/volume": events}
    agreed = plan(LISTS | EVENTS | SIZES | mix)
    made = promise(agreed)
    assert sum(january(made, VALUE)) == pytest.approx(40_000.0)
    assert made.level(VALUE).sum() == pytest.approx(agreed.seen.total)


def test_leads_for_twenty_six_and_two_thirds_of_a_deal() -> None:
    """Goal 2,000,000, deal 75,000, close 20 %: 26.67 deals of 133.3 accepted leads; half of all."""
    deals = 2_000_000.0 / 75_000.0
    leads = deals / 0.2 / 0.5
    said = {"Web/rate:MQL>SAL": 0.5, "Web/rate:SAL>Won": 0.2, "Web/deal_size": 75_000.0}
    made = promise(plan(said | {"Web/volume": leads / 12.0}))
    assert made.level(BASIC).sum() == pytest.approx(266.667, abs=1e-3)
    assert made.accepted.sum() == pytest.approx(133.333, abs=1e-3)
    assert made.level(VALUE).sum() == pytest.approx(2_000_000.0)
