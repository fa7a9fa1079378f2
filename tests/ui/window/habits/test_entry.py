"""Number entry: every example of the design, typed into rate, money, count and lag cells.

On Assumptions, and money also on Plan, where the goal is typed; in English and in German numbers.
Positions are whole positive numbers of their unit: a negative one is understood and refused by its
value.
"""

from collections.abc import Iterator

import pytest
from PySide6.QtTest import QTest

from planner.base.stages import Seat
from planner.sheets.cells import Tone
from tests.ui.window.driver import CTRL, SHIFT, Driver, Key
from ui.grid.editor import CellEditor

RATE, NEXT = "Paid search/rate:Inquiry>MQL", "Paid search/rate:MQL>SAL"
MONEY, COUNT, LAG = "Paid search/deal_size", "Paid search/volume", "Paid search/lag:MQL>SAL"
GOAL = "goal"
"""The row of the Plan sheet that is typed."""
ENGLISH, GERMAN = "english", "continental"
SIZES = {"1.2m": 1.2e6, "450k": 450e3, "2bn": 2e9, "1 200": 1200, "1'200": 1200}
READ = {
    (ENGLISH, RATE): {
        "12%": 0.12, "12": 0.12, "0.12": 0.12, "0.5%": 0.005, "0.5": 0.5, "1": 0.01,
        "12.5 %": 0.125, "=(40+2)%": 0.42, "=40+2": 0.42, "100": 1.0, "0": 0.0,
    },
    (GERMAN, RATE): {
        "12%": 0.12, "12": 0.12, "0,12": 0.12, "0,5%": 0.005, "0,5": 0.5, "1": 0.01,
        "12,5 %": 0.125, "=(40+2)%": 0.42, "=(40,5+2)%": 0.425,
    },
    (ENGLISH, MONEY): SIZES | {
        "$1,200": 1200, "€1.200,50": 1200.5, "1,200": 1200, "=1200*1.1": 1320,
    },
    (GERMAN, MONEY): {
        "1,2m": 1.2e6, "450k": 450e3, "2bn": 2e9, "€1.200,50": 1200.5, "$1,200.50": 1200.5,
        "1 200": 1200, "1'200": 1200, "1.200": 1200, "1.200 €": 1200, "=1200*1,1": 1320,
    },
    (ENGLISH, GOAL): SIZES | {"$1,200": 1200, "€1.200,50": 1200.5, "=1200*1.1": 1320},
    (GERMAN, GOAL): {"1,2m": 1.2e6, "1.200 €": 1200, "$1,200.50": 1200.5, "=1200*1,1": 1320},
    (ENGLISH, COUNT): SIZES | {"=1200*1.1": 1320, "12.5": 12.5},
    (GERMAN, COUNT): {"1,2m": 1.2e6, "450k": 450e3, "1.200": 1200, "=1200*1,1": 1320, "12,5": 12.5},
    (ENGLISH, LAG): {"25": 25, "25d": 25, "25 days": 25, "2.5": 2.5, "=5*7": 35, "1 200": 1200},
    (GERMAN, LAG): {"25": 25, "25 days": 25, "2,5": 2.5, "=5*7,5": 37.5},
}  # fmt: skip
CHANGED = [
    (ENGLISH, RATE, 0.4, "+10%", 0.44), (ENGLISH, RATE, 0.4, "-5%", 0.38),
    (ENGLISH, RATE, 0.4, "+2pt", 0.42), (ENGLISH, RATE, 0.4, "+=50%", 0.9),
    (GERMAN, RATE, 0.4, "+2,5pt", 0.425), (GERMAN, RATE, 0.4, "-5 %", 0.38),
    (ENGLISH, MONEY, 1000, "+10%", 1100), (ENGLISH, MONEY, 1000, "+=50", 1050),
    (GERMAN, MONEY, 1000, "-2,5%", 975), (GERMAN, MONEY, 1000, "-=50", 950),
    (ENGLISH, GOAL, 2000, "+10%", 2200), (GERMAN, GOAL, 2000, "-2,5%", 1950),
    (ENGLISH, GOAL, 2000, "+=50", 2050),
    (ENGLISH, COUNT, 200, "+=50", 250), (GERMAN, COUNT, 200, "+=0,5", 200.5),
    (ENGLISH, LAG, 20, "+10%", 22), (GERMAN, LAG, 20, "+=2,5", 22.5),
]  # fmt: skip
SPOKEN = {
    (ENGLISH, RATE): {
        "120": "120% is not a rate between 0% and 100%", "-5": "-5% is not a rate", "12x": "'12x'",
        "$12": "'$12' is not a number that fits here", "12k": "Type a rate such as 12% or 0.12",
    },
    (ENGLISH, MONEY): {
        "(300)": "-300 is below zero", "300-": "-300 is below zero", "abc": "'abc' is not a number",
        "12%": "is not a number that fits here", "+2pt": "adds points, which only rates have",
    },
    (GERMAN, MONEY): {"(300)": "-300 is below zero", "1.20": "'1.20' is not a number"},
    (ENGLISH, GOAL): {"abc": "'abc' is not a number", "12%": "is not a number that fits here",
                      "+2pt": "adds points, which only rates have"},
    (ENGLISH, COUNT): {"25 MQL": "Type a number such as 1200 or 1.2k", "=1/0": "'=1/0'"},
    (GERMAN, LAG): {"2 weeks": "Type a number of days such as 25", "300-": "-300 is below zero"},
}  # fmt: skip


@pytest.fixture
def at(at: Driver) -> Iterator[Driver]:
    yield at
    at.window.deeds["numbers_english"].trigger()


def begin(at: Driver, style: str, row: str, column: str = "working") -> None:
    at.window.deeds[f"numbers_{style}"].trigger()
    if row == GOAL:
        at.go("Plan", GOAL, "FY2027")
    else:
        at.go("Assumptions", row, column)


def write(at: Driver, text: str) -> None:
    """Type over the current cell and press Enter, then come back."""
    place = at.grid.place()
    for sign in text:
        field = at.window.focusWidget()
        if sign.isascii():
            QTest.keyClicks(field, sign)
        else:
            field.insert(sign)  # no key of the test's keyboard types it
    at.press(Key.Key_Return)
    at.grid.go(*place)


def leave_open(at: Driver, text: str) -> None:
    """Type over the current cell and press Enter, which does not take it."""
    for sign in text:
        QTest.keyClicks(at.window.focusWidget(), sign)
    at.press(Key.Key_Return)


def value(at: Driver) -> float | str | None:
    return at.grid.grid_model().cell(*at.grid.place()).value


def shown_by_f2(at: Driver) -> str:
    at.press(Key.Key_F2)
    editor = at.window.focusWidget()
    assert isinstance(editor, CellEditor)
    text = editor.text()
    at.press(Key.Key_Escape)
    return text


@pytest.mark.parametrize(("style", "row"), READ)
def test_what_is_typed_is_read(at: Driver, style: str, row: str) -> None:
    begin(at, style, row)
    read = {}
    for text in READ[style, row]:
        if not text[0].isascii():
            at.press(Key.Key_Backspace)
        write(at, text)
        read[text] = value(at)
    assert read == pytest.approx(READ[style, row], abs=1e-15)


@pytest.mark.parametrize(
    ("style", "row", "text"),
    [
        (ENGLISH, RATE, "=(40+2)%"), (GERMAN, RATE, "=(40,5+2)%"), (ENGLISH, MONEY, "=1200*1.1"),
        (GERMAN, COUNT, "=1200*1,1"), (ENGLISH, GOAL, "=1200*1.1"), (ENGLISH, LAG, "=5*7"),
    ],
)  # fmt: skip
def test_a_formula_is_kept_and_shown_by_f2(at: Driver, style: str, row: str, text: str) -> None:
    begin(at, style, row)
    write(at, text)
    assert shown_by_f2(at) == text
    where = "FY27" if row == GOAL else "Working"
    assert at.window.deeds["undo"].text() == f"Undo type {text} in {where}"


@pytest.mark.parametrize(
    ("row", "typed", "shown"),
    [(RATE, (GERMAN, "=(40,5+2)%"), (ENGLISH, "=(40.5+2)%")),
     (MONEY, (ENGLISH, "=1,200*1.1"), (GERMAN, "=1200*1,1"))],
)  # fmt: skip
def test_f2_shows_a_formula_in_the_style_of_now(
    at: Driver, row: str, typed: tuple[str, str], shown: tuple[str, str]
) -> None:
    begin(at, typed[0], row)
    write(at, typed[1])
    held = value(at)
    begin(at, shown[0], row)
    assert shown_by_f2(at) == shown[1]
    at.press(Key.Key_F2)
    at.press(Key.Key_End)
    write(at, " ")
    assert value(at) == held


@pytest.mark.parametrize(
    ("style", "row", "text", "shown"),
    [
        (ENGLISH, RATE, "12.3456789%", "12.3456789%"), (GERMAN, RATE, "12,3456789%", "12,3456789%"),
        (ENGLISH, MONEY, "$1,200.25", "1200.25"), (GERMAN, MONEY, "1.200,25", "1200,25"),
        (GERMAN, COUNT, "1,2k", "1200"), (GERMAN, LAG, "2,25", "2,25"),
    ],
)  # fmt: skip
def test_f2_shows_a_number_unrounded_in_its_style(
    at: Driver, style: str, row: str, text: str, shown: str
) -> None:
    begin(at, style, row)
    write(at, text)
    assert shown_by_f2(at) == shown
    before = at.window.deeds["undo"].text()
    at.press(Key.Key_F2)
    at.press(Key.Key_Return)
    assert at.window.deeds["undo"].text() == before


@pytest.mark.parametrize(("style", "row", "start", "text", "end"), CHANGED)
def test_a_relative_entry_changes_the_cell(  # noqa: PLR0917
    at: Driver, style: str, row: str, start: float, text: str, end: float
) -> None:
    begin(at, style, row)
    write(at, f"{start:g}".replace(".", "," if style == GERMAN else "."))
    write(at, text)
    assert value(at) == pytest.approx(end, abs=1e-12)


def test_and_each_of_several_selected_as_one_step(at: Driver) -> None:
    begin(at, ENGLISH, RATE)
    write(at, "40%")
    at.go("Assumptions", NEXT, "working")
    write(at, "50%")
    at.go("Assumptions", RATE, "working")
    at.press(Key.Key_Down, SHIFT)
    QTest.keyClicks(at.window.focusWidget(), "+")
    QTest.keyClicks(at.window.focusWidget(), "10%")
    at.press(Key.Key_Return)
    texts = [at.text("Assumptions", row, "working") for row in (RATE, NEXT)]
    assert texts == ["44.0%", "55.0%"]
    assert at.window.deeds["undo"].text() == "Undo fill 2 cells in Working"
    at.press(Key.Key_Z, CTRL)
    texts = [at.text("Assumptions", row, "working") for row in (RATE, NEXT)]
    assert texts == ["40.0%", "50.0%"]


@pytest.mark.parametrize(("row", "text", "change"), [
    (RATE, "+10%", 1.1), (MONEY, "+10%", 1.1), (COUNT, "-5%", 0.95), (LAG, "+100%", 2.0),
])  # fmt: skip
def test_on_an_empty_cell_it_starts_from_the_working_value(
    at: Driver, row: str, text: str, change: float
) -> None:
    begin(at, ENGLISH, row)
    working = value(at)
    assert isinstance(working, float)
    at.window.sit(Seat.MARKETING)
    at.go("Assumptions", row, "marketing")
    assert at.grid.grid_model().cell(*at.grid.place()).tone is Tone.GHOST
    write(at, text)
    assert value(at) == pytest.approx(working * change)


@pytest.mark.parametrize("row", [RATE, MONEY, COUNT, LAG])
def test_a_question_mark_takes_todays_evidence(at: Driver, row: str) -> None:
    begin(at, GERMAN, row, "evidence")
    measured = value(at)
    at.window.sit(Seat.SALES)
    at.go("Assumptions", row, "sales")
    write(at, "?")
    cell = at.grid.grid_model().cell(*at.grid.place())
    assert cell.value == measured
    assert cell.tone is not Tone.GHOST


@pytest.mark.parametrize(("style", "row"), SPOKEN)
def test_anything_else_is_answered_and_the_old_value_stays(
    at: Driver, style: str, row: str
) -> None:
    begin(at, style, row)
    write(at, "20")
    before, undo = value(at), at.window.deeds["undo"].text()
    for text, sentence in SPOKEN[style, row].items():
        leave_open(at, text)
        assert sentence in at.grid.editing.bubble.text
        assert at.grid.editing.bubble.text.endswith(".")
        at.press(Key.Key_Escape)
        assert value(at) == before
    assert at.window.deeds["undo"].text() == undo
