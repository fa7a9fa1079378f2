"""Sorting and filtering sheets whose rows stand below others, by keys and by mouse."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from planner.base.stages import Seat
from planner.sheets.arrangement import NOTHING, Between, Holding, OneOf, Sort
from planner.sheets.cells import Cell, Place
from tests.ui.window.driver import CTRL, NONE, SHIFT, Driver, Key
from tests.ui.window.test_sorting import choose, column, line_of, menu_of, rows
from ui.grid.filter_forms import SearchForm, ValuesForm
from ui.grid.shown_line import ShownLine

ALT = Qt.KeyboardModifier.AltModifier
YEAR = "FY2027"


@pytest.fixture
def at(here: Driver) -> Iterator[Driver]:
    """At the window that stays, whose sheets stand in their own order afterwards."""
    yield here
    for page in here.window.shown.pages.made:
        for grid in page.grids():
            grid.arranging.arrange(NOTHING)


def press(at: Driver, key: Qt.Key) -> None:
    QTest.keyClick(at.window.focusWidget(), key)


def write(at: Driver, text: str) -> None:
    QTest.keyClicks(at.window.focusWidget(), text)


def plan(at: Driver) -> None:
    """At the Plan with all lines unfolded."""
    at.window.shown.show_sheet("Plan")
    at.window.shown.plan.view.all_folded.emit(False)
    at.rest()


def below(at: Driver, heading: str) -> list[str]:
    found = [key for key in rows(at) if key.startswith(f"{heading}/")]
    start = rows(at).index(heading) + 1
    assert rows(at)[start : start + len(found)] == found
    return found


def cells(at: Driver, keys: list[str], of: str) -> list[Cell]:
    model = at.grid.grid_model()
    return [model.cell(rows(at).index(key), column(at, of)) for key in keys]


def values(at: Driver, keys: list[str], of: str) -> list[float]:
    return [cell.value for cell in cells(at, keys, of)]


def test_the_plan_is_sorted_by_a_month_within_its_stages_and_back(at: Driver) -> None:
    plan(at)
    own = rows(at)
    choose(menu_of(at, YEAR), "Largest first")
    assert sorted(rows(at)) == sorted(own)
    for stage in ("stage:0", "stage:3"):
        lines = values(at, below(at, stage), YEAR)
        assert lines == sorted(lines, reverse=True)
    assert rows(at) != own
    assert line_of(at).counted.text() == f"{len(own)} rows"
    choose(menu_of(at, YEAR), "In the sheet’s own order")
    assert rows(at) == own
    assert not any(line.isVisible() for line in at.window.shown.page.findChildren(ShownLine))


def test_a_filter_by_written_numbers_goes_when_they_are_written_another_way(at: Driver) -> None:
    plan(at)
    own = rows(at)
    choose(menu_of(at, "name"), "Z to A")
    by_name, (number,) = rows(at), (c.text for c in cells(at, ["stage:0/Webinar"], YEAR))
    menu_of(at, YEAR)
    write(at, number)
    press(at, Key.Key_Return)
    assert rows(at) == ["stage:0", "stage:0/Webinar"]
    try:
        at.window.deeds["numbers_continental"].trigger()
        at.rest()
        assert [taker.text() for taker in line_of(at).takers] == ["by Name ↓   ×"]
        assert rows(at) == by_name
    finally:
        at.window.deeds["numbers_english"].trigger()
    at.press(Key.Key_L, CTRL | SHIFT)
    assert rows(at) == own


def test_a_line_is_found_in_folded_stages_and_shown_below_them(at: Driver) -> None:
    plan(at)
    at.window.shown.plan.view.all_folded.emit(True)
    own = rows(at)
    form = menu_of(at, "name").form
    assert isinstance(form, ValuesForm)
    write(at, "webinar")
    press(at, Key.Key_Return)
    stages = [key for key in own if key.startswith("stage:")]
    assert rows(at) == [k for s in stages for k in (s, f"{s}/Webinar") if k in rows(at)]
    assert "stage:0/Webinar" in rows(at)
    said = line_of(at)
    assert said.counted.text().startswith(f"{len(rows(at)) // 2} of ")
    assert said.takers[0].text() == "Name = Webinar   ×"
    at.press(Key.Key_L, CTRL | SHIFT)
    assert rows(at) == own


def test_what_is_filtered_folds_by_keys_and_by_mouse_until_the_filter_goes(at: Driver) -> None:
    plan(at)
    own = rows(at)
    at.grid.arranging.arrange(NOTHING.with_filter(Holding("name", "webinar")))
    kept = rows(at)
    at.grid.go(kept.index("stage:1/Webinar"), 1)
    at.press(Key.Key_Left, ALT | SHIFT)
    assert rows(at) == [key for key in kept if key != "stage:1/Webinar"]
    assert rows(at)[at.grid.place()[0]] == "stage:1"
    at.press(Key.Key_Right, ALT | SHIFT)
    assert rows(at) == kept
    frozen = at.grid.arranging._tables[1]
    corner = frozen.visualRect(at.grid.grid_model().index(0, 0)).topLeft()
    QTest.mouseClick(frozen.viewport(), at.LEFT, pos=corner + QPoint(12, 10))
    assert rows(at) == [key for key in kept if key != "stage:0/Webinar"]
    at.press(Key.Key_A, ALT | SHIFT)
    assert rows(at) == [key for key in kept if "/" not in key]
    at.press(Key.Key_L, CTRL | SHIFT)
    assert rows(at) == own


def test_find_and_go_to_show_a_row_that_a_filter_leaves_out(at: Driver) -> None:
    plan(at)
    events = NOTHING.with_filter(Holding("name", "event"))
    at.grid.arranging.arrange(events)
    at.grid.go(0, 0)
    at.press(Key.Key_F, CTRL)
    write(at, "webinar")
    bar = at.window.shown.finding
    assert bar.said.text().endswith("found, in rows filtered out")
    assert at.grid.arranging.sheet is not None
    assert at.grid.arranging.sheet.arrangement == events
    press(at, Key.Key_Return)
    assert rows(at)[at.grid.place()[0]].endswith("/Webinar")
    bar.leave()
    by_year = events.sorted_by(Sort(YEAR))
    at.grid.arranging.arrange(by_year)
    at.window.shown.go(Place("Plan", "stage:2/Webinar", YEAR))
    assert rows(at)[at.grid.place()[0]] == "stage:2/Webinar"
    assert at.grid.arranging.sheet.arrangement == NOTHING.sorted_by(Sort(YEAR))


def test_a_goal_typed_into_a_sorted_plan_stays_where_it_is_and_is_undone_there(at: Driver) -> None:
    plan(at)
    at.grid.arranging.arrange(NOTHING.sorted_by(Sort("2027-03", descending=True)))
    before, stood = rows(at), at.text("Plan", "goal", "2027-03")
    at.type("Plan", "goal", "2027-03", "90m")
    assert at.text("Plan", "goal", "2027-03") == "90.00"
    assert rows(at) == before
    at.grid.go(0, 1)
    at.press(Key.Key_Z, CTRL)
    assert at.grid.place() == (before.index("goal"), column(at, "2027-03"))
    assert at.text("Plan", "goal", "2027-03") == stood
    at.press(Key.Key_Y, CTRL)
    assert rows(at) == before
    at.press(Key.Key_L, CTRL | ALT)
    assert rows(at)[0] == "goal"


def test_a_relative_entry_and_a_paste_reach_only_what_is_shown(at: Driver) -> None:
    """The promised leads of two lines, with the lines between them filtered out."""
    at.window.shown.show_sheet("SLA")
    at.window.shown.sla.show_part("marketing")
    at.rest()
    at.window.sit(Seat.TOGETHER)
    month = "2027-03"
    before = dict(zip(rows(at), values(at, rows(at), month), strict=True))
    at.grid.setFocus()
    at.grid.arranging.arrange(
        NOTHING.with_filter(Between("2027-01", 1.0, None)).sorted_by(Sort("name", descending=True))
    )
    shown = rows(at)
    lines = below(at, "basic")
    assert lines == sorted(lines, reverse=True)
    assert len(lines) > 2
    first, last = (shown.index(key) for key in (lines[0], lines[2]))
    at.grid.go(first, column(at, month))
    at.grid.go(last, column(at, month), extend=True)
    write(at, "+")
    write(at, "50%")
    at.press(Key.Key_Return, CTRL)
    at.rest()
    after = dict(zip(shown, values(at, shown, month), strict=True))
    for key in lines[:3]:
        assert after[key] == pytest.approx(before[key] * 1.5)
    assert rows(at) == shown
    at.press(Key.Key_Z, CTRL)
    QGuiApplication.clipboard().setText("7\n8\n9")
    at.grid.go(first, column(at, month))
    at.press(Key.Key_V, CTRL)
    at.rest()
    assert values(at, lines[:3], month) == [7.0, 8.0, 9.0]
    at.grid.arranging.arrange(NOTHING)
    untouched = [key for key in before if key.startswith("basic/") and key not in lines[:3]]
    assert values(at, untouched, month) == [before[key] for key in untouched]


def test_promises_are_sorted_below_their_measure_and_filtered_by_words(at: Driver) -> None:
    at.window.shown.show_sheet("SLA")
    at.window.shown.sla.show_part("sales")
    at.rest()
    own = rows(at)
    form = menu_of(at, "name").form
    assert isinstance(form, ValuesForm | SearchForm)
    write(at, "share")
    press(at, Key.Key_Return)
    kept, measures = rows(at), ["first_touch_days", "worked_share", "answer_days"]
    assert [k for k in kept if not k.startswith("sla/")] == measures
    assert line_of(at).counted.text() == f"{len(kept) - 3} of {len(own)} rows"
    at.press(Key.Key_L, CTRL | SHIFT)
    choose(menu_of(at, "name"), "Z to A")
    assert rows(at)[0] == "worked_share"
    model = at.grid.grid_model()
    assert [model.row(i).level for i in range(2)] == [0, 1]


def test_scorecards_keep_each_score_last_of_its_card_and_take_weights(at: Driver) -> None:
    at.window.shown.show_sheet("Scorecards")
    at.rest()
    own = rows(at)
    choose(menu_of(at, "name"), "Z to A")
    assert rows(at) != own
    model = at.grid.grid_model()
    cards = [row for row in range(model.rowCount()) if not model.row(row).level]
    for start, end in zip(cards, [*cards[1:], model.rowCount()], strict=True):
        assert rows(at)[end - 1] == f"all:{rows(at)[start]}"
        names = [model.cell(row, 0).text.casefold() for row in range(start + 1, end - 1)]
        assert names == sorted(names, reverse=True)
    sorted_ = rows(at)
    at.type("Scorecards", "bookings", "working", "40%")
    assert at.text("Scorecards", "bookings", "working") == "40.0%"
    assert rows(at) == sorted_
    menu_of(at, "working")
    write(at, "30%")
    press(at, Key.Key_Return)
    assert [key for key in rows(at) if at.grid.grid_model().row(rows(at).index(key)).level] == [
        "bookings"
    ]


def test_drivers_say_of_every_row_which_factor_it_is_and_charts_mark_it(at: Driver) -> None:
    at.window.shown.show_sheet("Funnel")
    page = at.window.shown.funnel
    page.shown.choose("drivers")
    at.until(lambda: at.grid.grid_model().rowCount() > 5)
    at.rest()
    own = rows(at)
    choose(menu_of(at, "deals"), "Largest first")
    model = at.grid.grid_model()
    deals = [model.cell(row, column(at, "deals")).value for row in range(model.rowCount() - 1)]
    assert deals == sorted(deals, reverse=True)
    assert rows(at)[-1] == "reference"
    assert all(model.cell(row, 0).text for row in range(model.rowCount()))
    at.press(Key.Key_L, CTRL | SHIFT)
    assert rows(at) == own
    page.shown.choose("journeys")


def test_where_a_filter_leaves_no_row_a_key_brings_all_back(at: Driver) -> None:
    at.window.shown.show_sheet("Scorecards")
    at.rest()
    own = rows(at)
    at.grid.setFocus()
    at.grid.arranging.arrange(NOTHING.with_filter(Holding("name", "no such objective")))
    assert rows(at) == []
    for key, held in ((Key.Key_Delete, NONE), (Key.Key_A, ALT | SHIFT), (Key.Key_Down, ALT)):
        at.press(key, held)
    at.press(Key.Key_L, CTRL | SHIFT)
    assert rows(at) == own
    assert at.grid.hasFocus()


def test_find_looks_in_the_assumptions_that_a_filter_leaves_out(at: Driver) -> None:
    at.window.shown.show_sheet("Assumptions")
    at.rest()
    at.grid.arranging.arrange(NOTHING.with_filter(OneOf("status", frozenset({"disputed"}))))
    at.grid.setFocus()
    at.press(Key.Key_F, CTRL)
    write(at, "webinar")
    assert at.window.shown.finding.said.text().endswith("found, in rows filtered out")
    press(at, Key.Key_Return)
    assert "Webinar" in rows(at)[at.grid.place()[0]]
    assert at.grid.arranging.sheet is not None
    assert at.grid.arranging.sheet.arrangement == NOTHING
