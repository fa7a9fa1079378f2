"""The settings form: what it shows, and the edits a changed form means."""

from dataclasses import replace

import pytest

from planner.base.problem import RefusedError
from planner.plan.document import Plan
from planner.plan.fold import fold
from planner.sheets.settings import (
    LineSetting,
    PlanSettings,
    plan_settings,
    settings_drafts,
    settings_to_begin,
)
from tests.sheets.plans import S, T, log_of

SEARCH = LineSetting("Paid search", "Lead")
OUTBOUND = LineSetting("Outbound / EMEA", "Opportunity", "Sales")
BY_HAND = PlanSettings(
    "FY28", 2027 * 12 + 3, 18, 4, "eur", "Lead → Opportunity, Won", (SEARCH, OUTBOUND)
)


def made(plan: Plan, wanted: PlanSettings) -> Plan:
    """The plan that a form makes of another."""
    said = [(d.seat, d.key, d.value) for d in settings_drafts(plan, wanted, T)]
    return fold(log_of(*said))


def test_a_form_makes_a_whole_plan_and_shows_it_again() -> None:
    plan = made(Plan(), BY_HAND)
    assert plan.stages == ("Lead", "Opportunity", "Won")
    assert [(line.name, line.entry, line.source_team) for line in plan.lines] == [
        ("Paid search", 0, "Marketing"),
        ("Outbound / EMEA", 1, "Sales"),
    ]
    shown = replace(BY_HAND, currency="EUR", stages="Lead → Opportunity → Won")
    assert plan_settings(plan) == shown
    assert settings_drafts(plan, shown, T) == ()


def test_only_what_changed_is_an_edit_of_the_seat() -> None:
    plan = made(Plan(), BY_HAND)
    wanted = replace(plan_settings(plan), months=12, lines=(SEARCH,))
    found = {(d.seat, d.key, d.value) for d in settings_drafts(plan, wanted, S)}
    assert found == {(S, "plan:months", 12.0), (S, "line:Outbound %2F EMEA", None)}


def test_a_line_without_a_name_is_left_out() -> None:
    plan = made(Plan(), replace(BY_HAND, lines=(SEARCH, LineSetting("  ", "Lead"))))
    assert plan.line_names == ("Paid search",)


def test_a_plan_nobody_worked_on_is_offered_from_next_january() -> None:
    assert settings_to_begin(Plan(), 2026).start == 2027 * 12


@pytest.mark.parametrize(
    ("wanted", "reason"),
    [
        (replace(BY_HAND, currency="euros"), "'euros' is no currency code"),
        (replace(BY_HAND, stages="Won"), "Stages are 2 to 8 different names"),
        (replace(BY_HAND, months=61), "A plan has 1 to 60 months"),
        (replace(BY_HAND, lines=(SEARCH, LineSetting("PAID search ", "Lead"))), "There are two"),
        (replace(BY_HAND, lines=(LineSetting("Fairs", "Won"),)), "'Fairs' cannot enter at 'Won'"),
    ],
)
def test_what_no_plan_can_be_is_refused(wanted: PlanSettings, reason: str) -> None:
    with pytest.raises(RefusedError, match=reason):
        settings_drafts(Plan(), wanted, T)


def test_stages_stay_once_there_are_lines_or_data() -> None:
    other = "Lead → Meeting → Won"
    for plan, why in (
        (made(Plan(), BY_HAND), "until the plan has lines"),
        (Plan(snapshot="abc"), "come from the imported data"),
    ):
        wanted = replace(plan_settings(plan), stages=other)
        with pytest.raises(RefusedError, match=why):
            settings_drafts(plan, wanted, T)
