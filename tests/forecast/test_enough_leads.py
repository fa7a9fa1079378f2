"""Is Marketing producing enough leads: what is needed, what arrives, what is short."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.forecast.enough_leads import EnoughLeads, enough_leads
from planner.forecast.results import forecast
from planner.plan.assumption import View
from planner.plan.document import Plan
from planner.plan.fold import fold
from planner.plan.goals import Goal, Period
from tests.flows import JANUARY
from tests.forecast.plans import said
from tests.plan_words import EMPTY, TOGETHER, lines, says

STEP = "MQL>Won"
YEAR = Goal(1_200_000.0, Period(JANUARY, 12))


def two_lines(values: dict[str, float | str | None], goal: float = 1_200_000.0) -> Plan:
    """100 leads a month in each of two lines, a tenth won at 5,000: 1,200,000 in a year."""
    log = says(lines("Paid", "Events", entry="MQL"), TOGETHER, "plan:stages", STEP)
    base: dict[str, float | str | None] = {"goal": goal}
    for name in ("Paid", "Events"):
        base |= {f"{name}/volume": 100.0, f"{name}/deal_size": 5_000.0, f"{name}/rate:{STEP}": 0.1}
    return fold(said({**base, **values}, log))


def asked(values: dict[str, float | str | None], goal: float = 1_200_000.0) -> EnoughLeads:
    plan = two_lines(values, goal)
    found = enough_leads(plan, None, forecast(plan, None, View.WORKING))
    assert found is not None
    return found


def moved(name: str, first: int, last: int, leads: float) -> dict[str, float | str | None]:
    """All of a line's leads in some months of the year."""
    here = range(first, last + 1)
    return {
        f"{name}/volume/2027-{m:02d}": leads / len(here) if m in here else 0.0 for m in range(1, 13)
    }


def test_exactly_enough() -> None:
    found = asked({})
    assert (found.needed, found.arriving) == pytest.approx((2_400.0, 2_400.0))
    assert found.worth == pytest.approx(0.0, abs=1e-6)


def test_short() -> None:
    found = asked({"Events/volume": 60.0})
    assert found.short == pytest.approx(480.0)
    assert found.worth == pytest.approx(480 * 500)
    assert found.worst is not None


def test_over() -> None:
    found = asked({"Paid/volume": 150.0})
    assert found.short == pytest.approx(-600.0)
    assert found.worth == pytest.approx(-300_000.0)


SLOW = {f"Events/lag:{STEP}": 60.0}


def test_one_line_late_and_the_other_early() -> None:
    """Events bring their leads in the last two months, too late for most; Paid has some more."""
    late = {**SLOW, **moved("Events", 11, 12, 1_200.0)}
    missing = asked(late)
    assert missing.worst is not None
    assert missing.worst.line == "Events"
    assert missing.worst.planned == pytest.approx(1_200.0)
    assert missing.worst.arriving < 500
    assert missing.worth == pytest.approx(missing.worst.short * 500)
    early = asked({**late, "Paid/volume": 100.0 + missing.short / 12})
    assert early.worth == pytest.approx(0.0, abs=1e-6)
    assert early.worst is not None
    assert early.worst.line == "Events"
    assert early.worst.short > 400


def test_the_same_leads_early_are_enough() -> None:
    late = asked({**SLOW, **moved("Events", 11, 12, 1_200.0)})
    soon = asked({**SLOW, **moved("Events", 1, 2, 1_200.0)})
    assert soon.arriving > late.arriving + 500
    assert soon.short == pytest.approx(0.0, abs=25.0)


@given(
    st.floats(10, 300),
    st.floats(10, 300),
    st.floats(0, 200),
    st.floats(1_000, 20_000),
    st.floats(2e5, 4e6),
)
def test_what_is_short_is_worth_the_gap(paid, events, days, size, goal) -> None:
    """Sum over lines of missing leads times a lead's worth is goal minus plan, whatever the mix."""
    found = asked(
        {
            "Paid/volume": paid,
            "Events/volume": events,
            f"Paid/lag:{STEP}": days,
            "Events/deal_size": size,
        },
        goal,
    )
    priced = sum(line.short * line.worth for line in found.lines)
    assert priced == pytest.approx(found.worth, abs=1e-3)


def test_bringing_what_is_short_closes_the_gap() -> None:
    found = asked({"Events/volume": 60.0, "Paid/volume": 90.0})
    more = {f"{line.line}/volume": line.needed / 12 for line in found.lines}
    assert asked(more).worth == pytest.approx(0.0, abs=1e-6)


def test_sales_own_lines_are_not_asked_of_marketing() -> None:
    log = says(lines("Paid", entry="MQL"), TOGETHER, "plan:stages", STEP)
    log = says(log, TOGETHER, "line:Outbound", '{"entry": "MQL", "team": "Sales"}')
    values: dict[str, float | str | None] = {"goal": 1e6}
    for name in ("Paid", "Outbound"):
        values |= {f"{name}/volume": 100.0, f"{name}/deal_size": 5e3, f"{name}/rate:{STEP}": 0.1}
    plan = fold(said(values, log))
    found = enough_leads(plan, None, forecast(plan, None, View.WORKING))
    assert found is not None
    assert [line.line for line in found.lines] == ["Paid"]
    assert found.needed == pytest.approx((1e6 - 600_000) / 500)


def test_without_a_goal_there_is_nothing_to_say() -> None:
    plan = fold(EMPTY)
    assert enough_leads(plan, None, forecast(plan, None, View.WORKING)) is None
