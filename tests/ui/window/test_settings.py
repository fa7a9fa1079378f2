"""A plan made by hand, from the empty window to bookings; settings changed and undone."""

from PySide6.QtTest import QTest

from planner.base.stages import Seat
from planner.sheets.settings_planning import GoalSetting
from tests.ui.window.driver import CTRL, Driver, Key
from ui.dialogs.settings_dialog import SettingsDialog
from ui.grid.paint import Spot
from ui.messages import Button


def settings_of(driver: Driver) -> SettingsDialog:
    documents = driver.window.load()
    documents.ask_settings()
    assert documents.settings is not None
    return documents.settings


def test_a_plan_is_made_by_hand_in_an_empty_window(empty: Driver) -> None:
    shown = empty.window.shown
    shown.show_sheet("Plan")
    empty.click(shown._frames["Plan"].empty.quiet)
    dialog = empty.window.load().settings
    assert dialog is not None
    QTest.keyClicks(dialog.lines.rows[0].name, "Events")
    dialog.stages.setText("Lead, Won")
    dialog.stages.editingFinished.emit()
    assert dialog.lines.rows[0].entry.currentText() == "Lead"
    dialog.months.setCurrentText("6")
    empty.click(dialog.accept_button)
    for driver, text in (("volume", "100"), ("rate:Lead>Won", "10%"), ("deal_size", "5k")):
        empty.type("Assumptions", f"Events/{driver}", "working", text)
    assert empty.text("Plan", "stage:0", "2027-02") == "100"
    assert empty.score["Working plan"] == "$300k"
    assert "Lead" in empty.text("Assumptions", "Events/volume", "name")
    empty.type("Assumptions", "Events/open:Lead", "working", "40")
    assert empty.score["Working plan"] == "$320k", "4 of the 40 open at the start are won"
    empty.press(Key.Key_Z, CTRL)
    assert empty.score["Working plan"] == "$300k"


def test_a_form_the_plan_cannot_take_stays_open_and_says_why(empty: Driver) -> None:
    dialog = settings_of(empty)
    dialog.currency.setText("dollars")
    empty.click(dialog.accept_button)
    assert dialog.isVisible()
    assert "'dollars' is no currency code" in dialog.message.label.text()
    assert empty.window.shown.desk.session.undo_label is None
    dialog.reject()


def test_settings_are_one_step_that_undo_takes_back(at: Driver) -> None:
    dialog = settings_of(at)
    assert not dialog.stages.isEnabled()
    dialog.name.setText("Next year")
    at.click(dialog.lines.rows[0].remove)
    dialog.add_line()
    QTest.keyClicks(dialog.lines.rows[-1].name, "Podcast")
    before = at.window.shown.desk.session.plan.line_names
    at.click(dialog.accept_button)
    plan = at.window.shown.desk.session.plan
    assert plan.line_names == (*before[1:], "Podcast")
    assert at.window.windowTitle().startswith("Next year")
    at.press(Key.Key_Z, CTRL)
    assert at.window.shown.desk.session.plan.line_names == before
    at.window.sit(Seat.TOGETHER)


def test_settings_of_a_plan_without_lines_are_not_lost_on_closing(empty: Driver) -> None:
    dialog = settings_of(empty)
    dialog.name.setText("Next year")
    empty.click(dialog.accept_button)
    empty.window.close()
    question = empty.window.question
    assert question is not None
    assert "Next year" in question.text()
    QTest.mouseClick(question.button(Button.Cancel), empty.LEFT)


def test_a_sheet_with_nothing_on_it_has_no_explain_bar(empty: Driver) -> None:
    dialog = settings_of(empty)
    QTest.keyClicks(dialog.lines.rows[0].name, "Events")
    empty.click(dialog.accept_button)
    shown = empty.window.shown
    for sheet, explained in (("Data", False), ("Assumptions", True), ("Funnel", False)):
        shown.show_sheet(sheet)
        assert shown.explain.isVisible() is explained


def test_the_form_begins_with_the_plan_as_it_stands(at: Driver) -> None:
    plan = at.window.shown.desk.session.plan
    dialog = settings_of(at)
    assert (dialog.name.text(), dialog.months.currentText()) == ("Small plan", "12")
    assert (dialog.month.currentText(), dialog.year.currentText()) == ("Jan", "2027")
    assert tuple(line.name for line in dialog.wanted().lines) == plan.line_names
    at.click(dialog.accept_button)
    assert not at.window.isWindowModified()


def test_a_word_that_comes_later_beside_a_status_finds_room(empty: Driver) -> None:
    dialog = settings_of(empty)
    QTest.keyClicks(dialog.lines.rows[0].name, "Events")
    empty.click(dialog.accept_button)
    key = "Events/rate:MQL>SAL"
    for seat, text in ((Seat.MARKETING, "60"), (Seat.SALES, "50")):
        empty.window.sit(seat)
        empty.type("Assumptions", key, seat.value, text)
    empty.go("Assumptions", key, "status")
    grid = empty.grid
    model, (row, column) = grid.grid_model(), grid.place()
    cell = model.cell(row, column)
    assert cell.small == "provisional"
    empty.until(lambda: grid.small_widths[column] > 0.0)
    small = grid.small_widths[column]
    spot = Spot(model.columns[column], model.row(row), first=False, small_width=small)
    assert grid.columnWidth(column) >= grid.painter_of_cells.width(cell, spot)


def test_goals_and_a_team_are_stated_in_one_step(at: Driver) -> None:
    at.window.sit(Seat.SALES)
    dialog = settings_of(at)
    at.click(dialog.parts.button("goals"))
    dialog.goals.add(GoalSetting("2027-Q2", "700k"))
    at.click(dialog.goals.from_season)
    measured = dialog.goals.phasing.text()
    assert len(measured.split(",")) == 12
    dialog.goals.phasing.selectAll()
    QTest.keyClicks(dialog.goals.phasing, "20, 25, 25, 30")
    at.click(dialog.parts.button("team"))
    QTest.keyClicks(dialog.team.fields["team/reps"], "4")
    QTest.keyClicks(dialog.team.fields["team/ramp"], "25%, 60%, 100%")
    QTest.keyClicks(dialog.team.fields["team/open_per_rep"], "20")
    dialog.team.add("2027-04", "2")
    at.click(dialog.parts.button("limits"))
    QTest.keyClicks(dialog.limits.budget, "300k")
    dialog.limits.season.setCurrentIndex(1)
    assert dialog.limits.months[0].placeholderText() != "1"
    QTest.keyClicks(dialog.limits.months[11], "0.5")
    QTest.keyClicks(dialog.limits.bounds[0][1], "40")
    dialog.months.setCurrentText("60")
    at.click(dialog.accept_button)
    plan = at.window.shown.desk.session.plan
    assert {goal.value for goal in plan.goals} == {2_000_000.0, 700_000.0}
    assert (plan.months, plan.budget, plan.season) == (60, 300_000.0, {12: 0.5})
    assert plan.phasing == (20.0, 25.0, 25.0, 30.0)
    assert plan.bounds[plan.line_names[0]].most == 40.0
    capacity = at.window.shown.desk.results.working.capacity
    assert capacity is not None
    assert capacity.team is not None
    reps = capacity.team.reps
    assert (reps[0], reps[3]) == (4.0, 6.0)
    at.press(Key.Key_Z, CTRL)
    assert at.window.shown.desk.results.working.capacity is None


def test_a_channel_is_split_by_segment_rolls_up_and_is_joined_again(at: Driver) -> None:
    desk = at.window.shown.desk
    before = desk.session.plan.line_names
    dialog = settings_of(at)
    assert dialog.lines.by.currentData() == "segment"
    at.click(next(r for r in dialog.lines.rows if r.name.text() == "Paid search").split)
    assert not dialog.lines.by.isEnabled()
    at.click(next(r for r in dialog.lines.rows if r.name.text() == "Paid search | SMB").remove)
    names = [row.name.text() for row in dialog.lines.rows if "Paid search" in row.name.text()]
    assert names[-1] == "Paid search | (other)"
    at.click(dialog.accept_button)
    mine = [name for name in desk.session.plan.line_names if name.startswith("Paid search | ")]
    assert mine == names
    assert desk.session.plan.homeless == (("Paid search", 2),)
    assert "2 positions have no line now" in at.window.shown.status.text
    evidence = desk.results.evidence
    assert evidence is not None
    assert all(evidence.lines[name].volume.n for name in mine)
    assert at.text("Assumptions", f"line:{mine[0]}", "name") == mine[0].partition(" | ")[2]
    at.go("Assumptions", f"{mine[0]}/volume", "working")
    at.go("Plan", f"stage:2/{mine[0]}", "2027-01")
    assert at.text("Plan", "stage:2/group:Paid search", "name") == "Paid search"
    at.press(Key.Key_Z, CTRL)
    assert desk.session.plan.line_names == before
    assert not desk.session.plan.homeless
