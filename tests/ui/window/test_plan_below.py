"""What stands below the Plan sheet's grid: chosen, worked out late, and led on by clicks."""

from planner.base.stages import Seat
from planner.plan.edits import Draft
from tests.ui.window.driver import CTRL, Driver, Key
from tests.ui.window.test_charts import click_on
from tests.ui.window.test_scenarios import name_it
from ui.charts.plot import Plot
from ui.pages.below_bridge import BridgePart
from ui.pages.below_leads import LeadsPart
from ui.pages.below_moves import MovesPart
from ui.pages.below_spend import SpendPart

VOLUME = "Paid search/volume"


def below(at: Driver, key: str) -> object:
    """Choose what stands below the grid."""
    at.window.shown.show_sheet("Plan")
    at.window.shown.plan.below.choose(key)
    return at.window.shown.plan.part


def test_what_moves_the_plan_arrives_is_quiet_after_an_edit_and_leads_to_assumptions(
    at: Driver,
) -> None:
    at.go("Plan", "bookings", "FY2027")
    said = at.window.shown.explain.explanation.text
    part = below(at, "moves")
    assert isinstance(part, MovesPart)
    at.until(lambda: not part.moves.stale)
    assert at.window.shown.explain.explanation.text == said, (
        "the cell in the grid is still explained"
    )
    assert part.finding.heading.title.startswith("$2.00m is met if deals are ")
    before = part.tornado.chart
    assert before is not None
    at.type("Plan", "goal", "FY2027", "3m")
    assert part.finding.heading.stale
    assert part.tornado.heading.stale
    at.until(lambda: not part.moves.stale)
    assert part.finding.heading.title.startswith("$3.00m is met if deals are ")
    assert not part.tornado.heading.stale

    part.levers.setFocus()
    at.press(Key.Key_Down)
    assert "on every deal size" in at.window.shown.explain.explanation.text
    plot = part.tornado.findChild(Plot)
    assert plot is not None
    place = before.series[0].places[0]
    click_on(part.tornado, place)
    assert at.window.shown.page.title == "Assumptions"
    found = at.grid.place_at(*at.grid.place())
    assert (found.row, found.column) == (place.row, "working")


def test_nothing_is_moved_while_it_is_not_seen(at: Driver) -> None:
    part = below(at, "moves")
    assert isinstance(part, MovesPart)
    at.until(lambda: not part.moves.stale)
    kept = part.moves.latest
    at.type("Assumptions", VOLUME, "working", "2000")
    at.until(lambda: not at.window.shown.desk.ahead.late.stale)
    assert part.moves.latest is kept
    at.window.shown.show_sheet("Plan")
    at.until(lambda: not part.moves.stale)
    assert part.moves.latest is not kept


def test_spend_and_returns_stand_below_and_lead_to_the_assumption(at: Driver) -> None:
    desk = at.window.shown.desk
    said = [
        Draft(Seat.MARKETING, "Paid search/cost", 90.0),
        Draft(Seat.MARKETING, "Paid search/returns", 0.6),
    ]
    desk.submit(said, "costs")
    part = below(at, "spend")
    assert isinstance(part, SpendPart)
    assert part.returns.chart is not None
    assert part.returns.chart.title == "1% more spend brings 0.60% more entries of Paid search"
    click_on(part.returns, part.returns.chart.series[0].places[20])
    assert at.window.shown.page.title == "Assumptions"
    assert at.grid.place_at(*at.grid.place()).row == "Paid search/returns"


def test_leads_that_reach_the_goals_are_taken_as_one_step(at: Driver) -> None:
    at.press(Key.Key_1, CTRL)
    part = below(at, "leads")
    assert isinstance(part, LeadsPart)
    at.until(lambda: not part.leads.stale)
    assert part.finding.heading.title.startswith("The goal needs ")
    assert not part.goal.isVisible()
    desk = at.window.shown.desk
    assert desk.session.plan.goal is not None
    at.click(part.takes["same-mix"])
    assert desk.session.undo_label == "take leads: same mix"
    at.until(lambda: not part.leads.stale)
    at.press(Key.Key_Z, CTRL)
    assert desk.session.undo_label != "take leads: same mix"


def test_scenarios_are_compared_below_the_plan_and_the_bridge_leads_to_assumptions(
    at: Driver,
) -> None:
    part = below(at, "bridge")
    assert isinstance(part, BridgePart)
    at.until(lambda: not part.compared.stale)
    assert part.bridge.chart is not None
    assert part.bridge.chart.title.startswith("Marketing’s view brings ")
    name_it(at, "new_scenario", "Stretch")
    at.type("Assumptions", VOLUME, "working", "+50%")
    at.window.shown.show_sheet("Plan")
    at.until(lambda: not part.compared.stale)
    assert (part.origin.text(), part.target.text()) == ("From: Base  ▾", "To: Stretch  ▾")
    assert part.bridge.chart.title.endswith(" more than Base; one assumption makes it")
    place = part.bridge.chart.bridge[1].place
    click_on(part.bridge, place)
    assert at.window.shown.page.title == "Assumptions"
    assert at.grid.place_at(*at.grid.place()).row == VOLUME
    at.window.shown.show_sheet("Plan")
    part.origin.choose("sales")
    at.until(lambda: not part.compared.stale)
    assert [c.title for c in part.view.grid_model().columns[1:3]] == ["Sales’ view", "Stretch"]


def test_a_line_of_the_plan_marks_what_it_rests_on_in_the_tornado(here: Driver) -> None:
    part = below(here, "moves")
    assert isinstance(part, MovesPart)
    here.until(lambda: not part.moves.stale)
    assert part.tornado.chart is not None
    rows = [place.row for place in part.tornado.chart.series[0].places]
    plot = part.tornado.findChild(Plot)
    here.window.shown.plan.view.all_folded.emit(False)
    model, volume = here.grid.grid_model(), next(row for row in rows if row.endswith("/volume"))
    named = f"/{volume.partition('/')[0]}"
    row = next(r.key for r in map(model.row, range(model.rowCount())) if r.key.endswith(named))
    here.go("Plan", row, "2027-03")
    assert [up for _, up in plot._shown.points] == [rows.index(volume)]
    here.go("Plan", "bookings", "2027-03")
    assert plot._shown.points == ()


def test_a_row_of_the_comparison_marks_its_bar(here: Driver) -> None:
    part = below(here, "bridge")
    assert isinstance(part, BridgePart)
    here.until(lambda: not part.compared.stale)
    assert part.bridge.chart is not None
    plot, model = part.bridge.findChild(Plot), part.view.grid_model()
    keys = [model.row(i).key for i in range(model.rowCount())]
    for number, bar in enumerate(part.bridge.chart.bridge[:-1]):
        assert bar.place is not None
        part.view.go(keys.index(bar.place.row), 1)
        here.end_gesture()
        up = [y for _, ups in plot._shown.runs for y in ups]
        assert any(abs(y - number) < 0.5 for y in up)
