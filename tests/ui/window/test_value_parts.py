"""Lead value, open leads, lead quality and beliefs in the window: by keys and clicks, undone."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from planner.base.stages import Seat
from planner.session.views import Aspect, Claim
from planner.sheets.arrangement import Between
from tests.ui.window.driver import Driver
from tests.ui.window.test_charts import click_on
from ui.charts.plot import Plot
from ui.pages.beliefs_panel import BeliefsPart
from ui.pages.funnel_part import FunnelPart
from ui.pages.lead_value_panel import LeadValuePart
from ui.pages.open_panel import OpenPart
from ui.pages.quality_panel import QualityPart

Key = Qt.Key


def opened(at: Driver, key: str) -> FunnelPart:
    at.window.shown.show_sheet("Funnel")
    page = at.window.shown.funnel
    page.shown.choose(key)
    at.rest()
    assert page.current.isVisible()
    return page.current


def test_a_lead_value_within_90_days_leads_to_its_journeys(at: Driver) -> None:
    part = opened(at, "lead value")
    assert isinstance(part, LeadValuePart)
    whole = at.text("Funnel", "total", "value:0")
    part.horizon.choose(90)
    at.rest()
    assert at.text("Funnel", "total", "value:0") != whole
    assert "within 90 days" in part.footnote.text
    part.stage.choose(1)
    titles = [column.title for column in part.view.grid_model().columns]
    assert "MQL" in titles
    at.go("Funnel", "Events", "entered")
    count = at.text("Funnel", "Events", "entered")
    part.view.place_requested.emit(part.view.place_at(*part.view.place()))
    data = at.window.shown.data
    assert data.isVisible()
    assert f": {count} journeys" in data.all_journeys.text()


def test_what_is_open_is_sorted_filtered_and_added_up(at: Driver) -> None:
    part = opened(at, "open")
    assert isinstance(part, OpenPart)
    assert "are expected to bring" in part.standing.text()
    sheet = part.view.arranging.sheet
    assert sheet is not None
    rows = part.view.grid_model().rowCount()
    part.view.arranging.arrange(sheet.arrangement.with_filter(Between("chance", 0.2, None)))
    at.rest()
    assert part.view.grid_model().rowCount() < rows
    assert "of all that is open." in part.standing.text()
    name = part.view.grid_model().cell(0, 0).text
    part.view.place_requested.emit(part.view.place_at(0, 0))
    assert at.window.shown.data.all_journeys.text().startswith(f"{name}: 1 journey ")


def test_a_belief_is_said_kept_and_taken_back_by_keys(at: Driver) -> None:
    part = opened(at, "beliefs")
    assert isinstance(part, BeliefsPart)
    plan = at.window.shown.desk.session
    at.window.sit(Seat.MARKETING)
    part.form.claim.choose(Claim.WORST)
    at.rest()
    assert "is the worst" in part.form.claim.text()
    assert "certain." in part.head.text()
    part.form.keep.setFocus()
    QTest.keyClick(part.form.keep, Key.Key_Space)
    at.rest()
    (stated,) = plan.plan.beliefs
    assert (stated.seat, stated.author) == (Seat.MARKETING, "Ann")
    assert stated.then is not None
    assert at.window.deeds["undo"].text().startswith("Undo keep belief “")
    assert part.view.grid_model().rowCount() == 1
    at.window.sit(Seat.SALES)
    QTest.keyClick(part.back, Key.Key_Space)
    assert len(plan.plan.beliefs) == 1
    at.window.sit(Seat.MARKETING)
    part.view.setFocus()
    part.view.go(0, 1)
    at.press(Key.Key_Delete)
    at.rest()
    assert plan.plan.beliefs == ()
    assert at.window.deeds["undo"].text() == "Undo clear 1 cell in Belief"
    at.press(Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    at.rest()
    assert len(plan.plan.beliefs) == 1


def test_a_belief_kept_and_its_value_in_the_chart_lead_to_each_other(at: Driver) -> None:
    part = opened(at, "beliefs")
    assert isinstance(part, BeliefsPart)
    said = part.form.belief
    assert said is not None
    QTest.keyClick(part.form.keep, Key.Key_Space)
    at.rest()
    part.form.aspect.choose(Aspect.SPEED)
    at.rest()
    QTest.keyClick(part.form.keep, Key.Key_Space)
    at.rest()
    part.view.setFocus()
    part.view.go(1, 1)
    at.press(Key.Key_Right)
    assert part.chart.chart is not None
    assert part.chart.chart.subtitle.startswith("Chance of a deal")
    plot = part.chart.findChild(Plot)
    row = next(i for i, p in enumerate(part.chart.chart.series[0].places) if p.row == said.value)
    assert [up for _, up in plot._shown.points] == [row]
    part.chart.setFocus()
    for _ in range(row + 1):
        at.press(Key.Key_Down)
    at.press(Key.Key_Return)
    assert part.view.hasFocus()
    assert part.view.place()[0] == 1
    other = part.chart.chart.series[0].places[1 if row == 0 else 0]
    click_on(part.chart, other)
    at.rest()
    assert part.form.belief is not None
    assert (part.form.belief.value, part.form.belief.aspect) == (other.row, said.aspect)


def test_a_factor_that_is_none_is_refused_in_words(at: Driver) -> None:
    part = opened(at, "beliefs")
    assert isinstance(part, BeliefsPart)
    part.form.claim.choose(Claim.TIMES)
    at.rest()
    assert part.form.times.isVisible()
    part.form.times.setFocus()
    part.form.times.selectAll()
    QTest.keyClicks(part.form.times, "much")
    QTest.keyClick(part.form.times, Key.Key_Return)
    assert "is not a number" in part.head.text()
    assert not part.form.keep.isEnabled()


def test_a_definition_is_proposed_and_that_is_undone(at: Driver) -> None:
    part = opened(at, "quality")
    assert isinstance(part, QualityPart)
    session = at.window.shown.desk.session
    assert part.rule.text().startswith("Qualified: ")
    assert part.propose.text() == "Propose as definition of MQL"
    QTest.keyClick(part.propose, Key.Key_Space)
    assert 1 in session.plan.definitions
    assert part.standing.text().startswith("In the plan a lead is MQL if ")
    part.share.choose(0.2)
    kept = part.keeps.text()
    part.share.choose(0.8)
    assert part.keeps.text() != kept
    at.window.shown.desk.session.undo()
    assert not session.plan.definitions
    assert not part.standing.isVisible()


def test_what_was_cancelled_is_measured_when_it_is_seen_again(at: Driver) -> None:
    at.window.shown.show_sheet("Funnel")
    page = at.window.shown.funnel
    page.shown.choose("quality")
    at.window.tasks.cancel()
    at.rest()
    part = page.current
    assert isinstance(part, QualityPart)
    assert part.found is None
    page.shown.choose("journeys")
    page.shown.choose("quality")
    at.until(lambda: part.found is not None)
    assert part.rule.text().startswith("Qualified: ")
