"""Find bar, Go to and the list over cells, sheets and actions: by keys alone."""

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from planner.base.stages import Seat
from tests.ui.window.driver import CTRL, SHIFT, Driver, Key
from ui.find.bar import FindBar
from ui.find.palette import FindPalette

HAND_OFF = "Paid search/rate:MQL>SAL"


@pytest.fixture
def at(here: Driver) -> Driver:
    return here


def type_text(at: Driver, text: str) -> None:
    field = at.window.focusWidget()
    for sign in text:
        if sign.isascii():
            QTest.keyClicks(field, sign)
        else:
            field.insert(sign)  # no key of the test's keyboard types it


def bar(at: Driver) -> FindBar:
    return at.window.shown.finding


def palette(at: Driver) -> FindPalette:
    return at.window.finder.palette


def current(at: Driver) -> str:
    return at.grid.grid_model().cell(*at.grid.place()).text


def where(at: Driver) -> tuple[str, str, str]:
    place = at.grid.place_at(*at.grid.place())
    return at.window.shown.page.title, place.row, place.column


@pytest.mark.parametrize(
    ("sheet", "text"), [("Assumptions", "mql"), ("Plan", "paid"), ("Funnel", "1")]
)
def test_matches_are_counted_and_stepped_through_and_esc_returns(
    alone: Driver, sheet: str, text: str
) -> None:
    alone.window.shown.show_sheet(sheet)
    alone.rest()
    if sheet == "Plan":
        alone.window.shown.plan.view.all_folded.emit(False)
    alone.grid.go(0, 0)
    alone.press(Key.Key_F, CTRL)
    type_text(alone, text)
    model = alone.grid.grid_model()
    total = sum(
        text in model.cell(row, column).text.casefold()
        for row in range(model.rowCount())
        for column in range(model.columnCount())
    )
    assert total > 1
    assert bar(alone).said.text() == f"1 of {total}"
    first = alone.grid.place()
    seen = [first]
    for key, modifiers in ((Key.Key_Return, None), (Key.Key_F3, None)):
        alone.press(key) if modifiers is None else alone.press(key, modifiers)
        assert text in current(alone).casefold()
        seen.append(alone.grid.place())
    assert seen == sorted(seen)
    alone.press(Key.Key_F3, SHIFT)
    alone.press(Key.Key_Return, SHIFT)
    assert alone.grid.place() == first
    alone.press(Key.Key_F3, SHIFT)
    assert bar(alone).said.text() == f"{total} of {total}"
    alone.press(Key.Key_Escape)
    assert not bar(alone).isVisible()
    assert alone.window.focusWidget() is alone.grid


@pytest.mark.parametrize(("sheet", "text"), [("Assumptions", "hand-off"), ("Plan", "events")])
def test_what_is_folded_is_counted_too_and_unfolds_for_its_match(
    alone: Driver, sheet: str, text: str
) -> None:
    alone.window.shown.show_sheet(sheet)
    alone.rest()
    alone.grid.go(0, 0)
    alone.grid.all_folded.emit(False)
    alone.press(Key.Key_F, CTRL)
    type_text(alone, text)
    total = bar(alone).said.text().split()[-1]
    assert total.isdecimal()
    alone.press(Key.Key_Escape)
    alone.grid.all_folded.emit(True)
    alone.grid.go(0, 0)
    rows = alone.grid.grid_model().rowCount()
    alone.press(Key.Key_F, CTRL)
    assert bar(alone).said.text() == f"{total} found"
    assert alone.grid.grid_model().rowCount() == rows
    for number in range(1, int(total) + 1):
        alone.press(Key.Key_Return)
        assert bar(alone).said.text() == f"{number} of {total}"
        assert text in current(alone).casefold()
    assert alone.window.focusWidget() is bar(alone).field
    assert alone.grid.grid_model().rowCount() > rows


def test_f3_goes_on_when_the_bar_is_closed(at: Driver) -> None:
    at.go("Assumptions", HAND_OFF, "working")
    at.press(Key.Key_F, CTRL)
    type_text(at, "events")
    at.press(Key.Key_Escape)
    place = at.grid.place()
    at.press(Key.Key_F3)
    assert at.grid.place() == place or "events" in current(at).casefold()
    at.go("Assumptions", HAND_OFF, "working")
    at.press(Key.Key_F3)
    assert "events" in current(at).casefold()


def test_nothing_found_is_said_and_the_cell_stays(at: Driver) -> None:
    at.go("Assumptions", HAND_OFF, "working")
    at.press(Key.Key_F, CTRL)
    type_text(at, "xyzzy")
    assert bar(at).said.text() == "Nothing found"
    assert where(at) == ("Assumptions", HAND_OFF, "working")


def test_the_count_follows_the_sheet_and_its_figures(at: Driver) -> None:
    at.window.sit(Seat.SALES)
    at.go("Assumptions", HAND_OFF, "sales")
    at.press(Key.Key_F, CTRL)
    type_text(at, "52.0%")
    before = bar(at).said.text().split()[-1]
    at.type("Assumptions", HAND_OFF, "sales", "51%")
    assert bar(at).said.text().split()[0] != before
    at.window.shown.show_sheet("Funnel")
    assert bar(at).isVisible()
    assert bar(at).said.text() in {"Nothing found"} | {f"{n} found" for n in range(50)}


def test_journeys_are_found_by_id(at: Driver) -> None:
    at.window.shown.show_sheet("Data")
    at.window.shown.data.show_part("journeys")
    model = at.grid.grid_model()
    wanted = model.cell(model.rowCount() - 1, 0).text
    at.press(Key.Key_F, CTRL)
    type_text(at, wanted)
    assert bar(at).said.text().startswith("1 of ")
    assert current(at) == wanted


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Paid search MQL → SAL Sales", ("Assumptions", HAND_OFF, "sales")),
        ("bookings mar 2027", ("Plan", "bookings", "2027-03")),
        ("plan mar bookings", ("Plan", "bookings", "2027-03")),
        ("sal paid search jun", ("Plan", "stage:2/Paid search", "2027-06")),
        ("funnel", None),
    ],
)
def test_going_to_a_cell_a_month_or_a_row_by_name(
    at: Driver, text: str, place: tuple[str, str, str] | None
) -> None:
    at.window.shown.show_sheet("Data")
    at.press(Key.Key_G, CTRL)
    type_text(at, text)
    at.press(Key.Key_Return)
    assert not palette(at).isVisible()
    assert place is None or where(at) == place
    assert at.window.shown.page.title == (place[0] if place else "Funnel")
    assert at.window.focusWidget() is at.grid


def test_a_month_alone_stays_in_the_row(at: Driver) -> None:
    at.go("Plan", "gap", "2027-01")
    at.press(Key.Key_G, CTRL)
    type_text(at, "august")
    at.press(Key.Key_Return)
    assert where(at) == ("Plan", "gap", "2027-08")


def test_a_folded_line_opens_for_a_cell_in_it(alone: Driver) -> None:
    alone.window.shown.assumptions.view.fold_toggled.emit("line:Paid search")
    alone.press(Key.Key_K, CTRL)
    type_text(alone, "paid mql sal sales")
    alone.press(Key.Key_Return)
    assert where(alone) == ("Assumptions", HAND_OFF, "sales")


def test_an_action_is_done_from_the_list_and_only_if_it_can_be(at: Driver) -> None:
    at.press(Key.Key_K, CTRL)
    type_text(at, "i am sales")
    at.press(Key.Key_Return)
    assert at.window.shown.desk.seat is Seat.SALES
    at.go("Assumptions", HAND_OFF, "sales")
    at.press(Key.Key_K, CTRL)
    type_text(at, "cut")
    assert palette(at).texts[0][0] == "Cut"
    at.press(Key.Key_Return)
    assert at.window.deeds["undo"].text() == "Undo cut 1 cell in Sales"
    at.go("Plan", "bookings", "2027-01")
    at.press(Key.Key_K, CTRL)
    type_text(at, "cut")
    assert "Cut" not in [text for text, _ in palette(at).texts]


def test_go_to_offers_no_actions(at: Driver) -> None:
    at.press(Key.Key_G, CTRL)
    assert {detail for _, detail in palette(at).texts} == {"Sheet"}
    type_text(at, "undo")
    assert palette(at).texts == []


def test_arrows_choose_and_esc_leaves_everything_as_it_was(at: Driver) -> None:
    at.go("Assumptions", HAND_OFF, "working")
    at.press(Key.Key_K, CTRL)
    type_text(at, "paid")
    listed = palette(at).texts
    at.press(Key.Key_Down)
    at.press(Key.Key_Down)
    at.press(Key.Key_Up)
    assert palette(at).list.currentRow() == 1
    assert palette(at).field.accessibleDescription() == ", ".join(listed[1])
    at.press(Key.Key_Escape)
    assert where(at) == ("Assumptions", HAND_OFF, "working")
    assert at.window.focusWidget() is at.grid


def test_journeys_are_listed_by_label_and_once_typing_pauses_by_id(at: Driver) -> None:
    at.press(Key.Key_K, CTRL)
    type_text(at, "events")
    assert ("Events", "Journeys · Channel") in palette(at).texts
    at.press(Key.Key_Escape)
    wanted = at.window.shown.desk.session.journeys.ids[-1]
    at.press(Key.Key_K, CTRL)
    type_text(at, wanted)
    at.until(lambda: (wanted, "Journey") in palette(at).texts)
    palette(at).list.setCurrentRow(palette(at).texts.index((wanted, "Journey")))
    at.press(Key.Key_Return)
    at.rest()
    assert at.window.shown.page.title == "Data"
    assert at.grid.grid_model().cell(0, 0).text == wanted
    assert at.window.focusWidget() is at.grid


def test_clicking_elsewhere_closes_the_list(at: Driver) -> None:
    at.press(Key.Key_K, CTRL)
    assert palette(at).isVisible()
    at.grid.setFocus()
    QApplication.processEvents()
    assert not palette(at).isVisible()
