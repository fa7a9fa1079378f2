"""Time and ageing: quartiles with those still there, what is old, and money per day."""

import pytest

from planner.base.days import parse_day
from planner.evidence import Prepared, plan_window
from planner.sample.company import journeys, make_company
from planner.sheets.stays_view import StaysView, stays_behind, stays_view
from planner.sheets.words import Tongue
from tests.evidence.funnels import funnel, path
from tests.sheets.test_assumptions import at, cell, keys

PAIR = ("Opportunity", "Won")


def literal() -> StaysView:
    """Ten won after 10 days, ten lost after 20, open ones of 5 and 60 days' age."""
    rows = [path("2026-01-01 2026-01-11", amount=1000.0)] * 10
    rows += [path("2026-01-01", left="2026-01-21")] * 10
    rows += [path("2026-12-26"), path("2026-11-01")]
    source = Prepared(funnel(rows, stages=PAIR, as_of="2026-12-31"))
    window = parse_day("2026-01-01"), parse_day("2026-12-31")
    return stays_view(source, (), window, (), Tongue())


def test_what_is_open_is_old_beyond_the_age_by_which_nine_of_ten_had_closed() -> None:
    view = literal()
    sheet = view.sheet(frozenset())
    row = view.closing
    assert cell(sheet, row, "limit").value == 20.0
    assert cell(sheet, row, "still").value == 2.0
    assert cell(sheet, row, "older").value == 1.0
    (old,) = stays_behind(view, row, "older")
    assert old == 21
    said = sheet.explain(*at(sheet, row, "older")).text
    assert said.startswith("1 are older: 90% of those that closed, moved on or lost, had done so")


def test_half_are_gone_once_half_of_all_have_left_either_way() -> None:
    view = literal()
    sheet = view.sheet(frozenset())
    assert cell(sheet, view.closing, "left25").value == 10.0
    assert cell(sheet, view.closing, "left50").value == 20.0
    assert cell(sheet, view.closing, "median").value == 10.0


def test_money_per_day_is_open_times_rate_times_size_by_days() -> None:
    view = literal()
    (speed,) = view.found.velocity
    assert (speed.open, speed.size.value, speed.days.value) == (2, 1000.0, 10.0)
    assert speed.money == pytest.approx(2 * speed.rate.value * 1000.0 / 10.0)
    said = view.sheet(frozenset()).explain(*at(view.sheet(frozenset()), view.closing, "velocity"))
    assert "= 2 open opportunities × win rate" in said.text


@pytest.fixture(scope="module")
def view() -> StaysView:
    source = Prepared(journeys(make_company(leads=6000)))
    return stays_view(source, ("channel",), plan_window(source.journeys), (), Tongue())


@pytest.mark.parametrize("column", ["entered", "advanced", "lost", "still", "older"])
def test_every_count_leads_to_as_many_journeys(view: StaysView, column: str) -> None:
    sheet = view.sheet(frozenset())
    for row in keys(sheet):
        shown = cell(sheet, row, column)
        if shown.text:
            assert len(stays_behind(view, row, column)) == shown.value


def test_folded_steps_hide_their_groups_and_charts_follow_the_row(view: StaysView) -> None:
    assert len(keys(view.sheet(view.steps))) == len(view.found.pairs)
    row = f"{view.closing}/Events"
    _, ageing, velocity = view.charts(row)
    assert "Events" in ageing.subtitle
    sheet = view.sheet(frozenset())
    assert sum(sum(s.y) for s in ageing.series) == cell(sheet, row, "still").value
    assert velocity.title.startswith("Sales velocity: $")
    assert "of it" not in velocity.title


def test_every_cell_is_explained(view: StaysView) -> None:
    sheet = view.sheet(view.steps)
    for row in keys(sheet):
        for column in sheet.columns:
            said = sheet.explain(*at(sheet, row, column.key)).text
            assert len(said) > 10
            assert "nan" not in said
