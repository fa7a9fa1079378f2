"""Attribution and campaigns on the Funnel sheet: choose a rule, type a half-life, see the deals."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from planner.evidence.touch_rules import Rule
from planner.session.views import plan_window
from planner.sheets.attribution import share_out
from tests.ui.window.driver import Driver
from ui.pages.attribution_panel import AttributionPart
from ui.pages.campaigns_part import CampaignsPart
from ui.pages.funnel_part import FunnelPart


def part(at: Driver, key: str) -> FunnelPart:
    at.window.shown.show_sheet("Funnel")
    at.window.shown.funnel.show_part(key)
    at.rest()
    return at.window.shown.funnel.part(key)


def test_the_plans_rule_and_half_life_are_chosen_typed_and_taken_back(at: Driver) -> None:
    page, session = at.window.shown.funnel, at.window.shown.desk.session
    shown = part(at, "attribution")
    assert isinstance(shown, AttributionPart)
    shown.rule.choose(Rule.W)
    at.rest()
    assert session.plan.attribution is Rule.W
    assert session.undo_label == "attribute by the W-shaped rule"
    titles = [column.title for column in shown.view.grid_model().columns]
    assert "✓ W-shaped" in titles
    at.type("Funnel", "weights", "time decay", "=3.5*2")
    at.rest()
    grid = shown.view.grid_model()
    assert grid.sheet is not None
    place = grid.sheet.find("weights", "time decay")  # type: ignore[attr-defined]
    assert grid.cell(*place).edit_text == "=3.5*2"
    assert session.plan.half_life == 7
    assert at.text("Funnel", "weights", "time decay") == "half-life 7 days"
    page.show_part("journeys")
    assert page.part("journeys").channels.text.endswith("by the W-shaped rule (30 · 30 · 30 · 10).")
    session.undo()
    session.undo()
    at.rest()
    assert page.part("journeys").channels.text.endswith("attribution by first touch.")
    part(at, "attribution")
    assert shown.rule.value is Rule.FIRST
    assert at.text("Funnel", "weights", "time decay") == "half-life 30 days"
    at.window.shown.show_sheet("Assumptions")
    line = at.window.shown.assumptions.channels.text
    assert line == "Channels by the lead source field; their attribution by first touch."


def test_a_double_click_leads_to_the_deals_behind_a_number(at: Driver) -> None:
    part(at, "attribution")
    desk = at.window.shown.desk
    source, snapshot = desk.looked_at, desk.session.snapshot
    assert source is not None
    assert snapshot is not None
    window = plan_window(source.journeys, desk.session.plan.window)
    _, found = share_out(source, snapshot, window, (), desk.session.plan.half_life)
    at.go("Funnel", "Events", "linear")
    grid = at.grid
    spot = grid.visualRect(grid.currentIndex()).center()
    QTest.mouseDClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    at.rest()
    assert at.window.shown.page is at.window.shown.data
    rows = at.grid.grid_model().rowCount()
    assert rows == len(found.behind("Events", Rule.LINEAR)) > 0


@pytest.mark.parametrize(
    ("key", "row", "column"),
    [("attribution", "total", "linear"), ("campaigns", "Paid search", "rate")],
)
def test_figures_already_shown_are_written_anew(
    here: Driver, key: str, row: str, column: str
) -> None:
    part(here, key)
    english = here.text("Funnel", row, column)
    here.window.deeds["numbers_continental"].trigger()
    here.rest()
    continental = here.text("Funnel", row, column)
    here.window.deeds["numbers_english"].trigger()
    assert "." in english
    assert continental.strip("\u00a0%$m") == english.strip("%$m").replace(".", ",")
    assert here.text("Funnel", row, column) == english


def test_campaigns_fold_under_their_channels(at: Driver) -> None:
    shown = part(at, "campaigns")
    assert isinstance(shown, CampaignsPart)
    assert at.text("Funnel", "total", "answers") != "0"
    rows = shown.view.grid_model().rowCount()
    shown.view.all_folded.emit(True)
    assert shown.view.grid_model().rowCount() < rows
    assert at.window.shown.explain.explanation.name
