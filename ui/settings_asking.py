"""The plan's settings in a window: the form as the plan stands, and one undoable step from it."""

from typing import TYPE_CHECKING

from planner.session.views import homeless_words
from planner.sheets.settings import PlanSettings, plan_settings, settings_drafts, settings_to_begin
from planner.sheets.settings_lines import splits_of
from planner.sheets.settings_planning import Planning, planning_drafts, planning_settings
from ui.dialogs.settings_dialog import SettingsDialog

if TYPE_CHECKING:
    from ui.main_window import PlanWindow


def ask_settings(window: "PlanWindow", year: int) -> SettingsDialog:
    """Show the plan's settings; a plan nobody worked on is offered from after `year`."""
    desk = window.shown.desk

    def apply(wanted: PlanSettings, planned: Planning) -> None:
        drafts = settings_drafts(desk.session.plan, wanted, desk.seat)
        seen, waiting = desk.results, desk.session.plan.homeless
        more = planning_drafts(seen.plan, seen.evidence, planned, desk.seat, desk.style)
        desk.submit((*drafts, *more), "plan settings")
        now = desk.session.plan.homeless
        if now != waiting:
            window.shown.status.show_remark(homeless_words(now))

    plan, stood = desk.session.plan, plan_settings(desk.session.plan)
    if not desk.session.log.edits:
        stood = settings_to_begin(plan, year)
    planned = planning_settings(desk.results.plan, desk.seat, desk.style, desk.results.evidence)
    splits = splits_of(plan, desk.source)
    dialog = SettingsDialog(plan, stood, planned, apply, window, splits=splits)
    if desk.bare:
        dialog.add_line()
    dialog.open()
    return dialog
