"""Is Marketing producing enough leads: one sentence, true in every direction."""

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from planner.base.units import NumberStyle
from planner.forecast.enough_leads import EnoughLeads, enough_leads
from planner.forecast.results import forecast
from planner.plan.assumption import View
from planner.plan.goals import Goal, Period
from planner.sheets.enough_words import enough_sentences
from tests.flows import JANUARY
from tests.forecast.test_enough_leads import SLOW, moved, two_lines

Values = dict[str, float | str | None]


def answered(
    values: Values, goal: float = 1_200_000.0, aim: Goal | None = None
) -> tuple[EnoughLeads, str]:
    plan = two_lines(values, goal)
    found = enough_leads(plan, None, forecast(plan, None, View.WORKING), aim)
    assert found is not None
    return found, " ".join(enough_sentences(found, plan))


def test_exactly_enough() -> None:
    assert answered({})[1] == (
        "Just enough leads for $1.20m in FY27: the 2,400 that Marketing must bring arrive in time."
    )


def test_short_names_the_dearest_line_and_its_last_useful_day() -> None:
    assert answered({"Events/volume": 60.0})[1] == (
        "Not enough leads for $1.20m in FY27: of 2,400 that Marketing must bring 1,920 arrive in "
        "time, 480 short, worth $240k. Dearest are the 300 missing in Paid, due by 31 Dec 2027."
    )


def test_over() -> None:
    assert answered({"Paid/volume": 150.0})[1] == (
        "Enough leads for $1.20m in FY27: 3,000 of Marketing’s arrive in time, 600 more than the "
        "2,400 needed, worth $300k."
    )


def test_one_line_late_and_the_other_early() -> None:
    late: Values = {**SLOW, **moved("Events", 11, 12, 1_200.0)}
    missing, said = answered(late)
    assert re.search(r"Dearest are the \d+ missing in Events, due by \d+ Aug 2027\.$", said)
    early, said = answered({**late, "Paid/volume": 100.0 + missing.short / 12})
    assert said.startswith("Just enough leads for $1.20m in FY27: ")
    assert early.worst is not None
    assert f". Yet {early.worst.short:,.0f} are missing in Events, due by " in said


def test_a_last_day_before_the_datas_is_said_to_be_past() -> None:
    found, said = answered({"Events/volume": 60.0})
    assert found.worst is not None
    day, plan = found.worst.last_day, two_lines({}, 1.0)
    for as_of, end in (
        (day, "due by 31 Dec 2027."),
        (day + 1, "due by 31 Dec 2027, which is past."),
    ):
        assert enough_sentences(replace(found, as_of=as_of), plan)[1].endswith(end)
    assert said.endswith("due by 31 Dec 2027.")


def test_as_many_leads_of_a_poorer_mix_are_not_called_enough() -> None:
    """Paid brings 600 more than planned in time, Events 600 fewer, at twice the deal size."""
    late: Values = {**SLOW, **moved("Events", 11, 12, 1_200.0), "Events/deal_size": 10_000.0}
    missing, _ = answered(late, 1_800_000.0)
    found, said = answered({**late, "Paid/volume": 100.0 + missing.short / 12}, 1_800_000.0)
    assert found.worth > 100_000.0
    assert said.startswith(("Not enough leads", "Leads enough in number, not in worth"))


def test_a_quarter_is_named_by_its_months_in_the_readers_own_numbers() -> None:
    plan = two_lines({"Events/volume": 60.0})
    aim = Goal(300_000.0, Period(JANUARY + 3, 3))
    found = enough_leads(plan, None, forecast(plan, None, View.WORKING), aim)
    assert found is not None
    said, _ = enough_sentences(found, plan, NumberStyle(",", ".", spaced=True))
    assert said == (
        "Not enough leads for 300k\u00a0$ in Apr–Jun 2027: of 600 that Marketing must bring 480 "
        "arrive in time, 120 short, worth 60,0k\u00a0$."
    )


def test_what_the_team_cannot_take_in_is_said_beside() -> None:
    team: Values = {"team/reps": 1.0, "team/open_per_rep": 5.0, "team/days_open": 30.0}
    found, said = answered(team)
    assert found.held > 0.0
    assert "The team’s limits keep $" in said


@given(
    st.floats(10, 300),
    st.floats(10, 300),
    st.floats(0, 200),
    st.floats(1_000, 20_000),
    st.floats(2e5, 4e6),
)
def test_the_answer_is_true_of_goal_and_plan(paid, events, days, size, goal) -> None:
    values: Values = {
        "Paid/volume": paid,
        "Events/volume": events,
        "Paid/lag:MQL>Won": days,
        "Events/deal_size": size,
    }
    found, said = answered(values, goal)
    short = said.startswith(("Not enough", "Leads enough in number, not in worth"))
    assert short == (found.worth > 0.0 and not found.exact)
    assert said.startswith("Not enough") == (short and found.short > 0.5)
    assert said.endswith(".")
    assert "nan" not in said
