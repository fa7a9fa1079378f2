"""The settings form: what it shows, and the edits a changed form means."""

from dataclasses import replace

import pytest

from planner.base.problem import RefusedError
from planner.evidence.passages import Prepared
from planner.plan.document import Plan
from planner.plan.fold import fold
from planner.sheets.settings import (
    PlanSettings,
    plan_settings,
    settings_drafts,
    settings_to_begin,
)
from planner.sheets.settings_lines import LineSetting, rest_of, split, splits_of
from tests.evidence.funnels import funnel, path
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


def test_a_channel_is_split_by_what_the_data_tell_apart() -> None:
    told = {"Paid search": ("SMB", "Enterprise"), "Events": ("(blank)", "SMB"), "Radio": ("SMB",)}
    places = [(channel, label) for channel, labels in told.items() for label in labels]
    rows = [path("2026-01-05", channel=channel, segment=label) for channel, label in places]
    source = Prepared(funnel(rows, dimensions=("channel", "segment")))
    splits = splits_of(made(Plan(), BY_HAND), source)
    assert splits.dimensions == ("segment",)
    labels = splits.labels("segment")
    assert labels == {"paid search": ("SMB", "Enterprise"), "events": ("SMB", "(other)")}
    parted = split((SEARCH, OUTBOUND), "Paid search", labels["paid search"])
    assert [line.name for line in parted] == [
        "Paid search | SMB",
        "Paid search | Enterprise",
        OUTBOUND.name,
    ]
    rest = rest_of(parted[0], parted[1:])
    assert rest == LineSetting("Paid search | (other)", "Lead")
    assert rest_of(parted[0], (*parted[1:], rest)) is None
    assert rest_of(OUTBOUND, parted[:2]) is None
    assert split(parted, "Paid search", ()) == (SEARCH, OUTBOUND)


def test_a_form_with_a_split_channel_says_by_what_and_takes_it_back() -> None:
    plan = made(Plan(), BY_HAND)
    parted = split(BY_HAND.lines, "Paid search", ("SMB",))
    wanted = replace(plan_settings(plan), lines=parted, by=("channel", "region"))
    drafts = settings_drafts(plan, wanted, T)
    assert {d.key: d.value for d in drafts if d.value is None or d.key == "plan:by"} == {
        "plan:by": "channel,region",
        "line:Paid search": None,
    }
    first = settings_drafts(Plan(), BY_HAND, T)
    after = fold(log_of(*((d.seat, d.key, d.value) for d in (*first, *drafts))))
    assert after.by == ("channel", "region")
    assert set(plan_settings(after).lines) == set(parted)
    back = settings_drafts(after, plan_settings(plan), T)
    assert {d.key: d.value for d in back}["plan:by"] == "channel"
