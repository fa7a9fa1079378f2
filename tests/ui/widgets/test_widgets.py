from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from planner.base.problem import Problem
from planner.base.stages import Seat
from planner.plan.edits import Edit
from planner.sheets.cells import Explanation, Part, Place, Tone
from planner.sheets.history import HistoryLine
from planner.sheets.strip import ScoreItem
from ui.pages.elided import ElidedLine
from ui.widgets.empty_state import EmptyState
from ui.widgets.explain_bar import ExplainBar
from ui.widgets.history_card import HistoryCard
from ui.widgets.message_bar import MessageBar
from ui.widgets.score_strip import ScoreStrip
from ui.widgets.seat_switch import SeatSwitch
from ui.widgets.sheet_tabs import SheetTabs
from ui.widgets.status_line import StatusLine

GAP = Place("Plan", "gap")
ITEMS = (
    ScoreItem("Goal FY27", "$19.00m", "bookings", Tone.PLAIN, Place("Plan", "goal")),
    ScoreItem("Gap, working plan", "−$1.17m", "94% of goal", Tone.DISPUTE, GAP),
    ScoreItem("Sales’ view", "$15.36m", "81% of goal", Tone.SALES, Place("Plan")),
)
LEFT = Qt.MouseButton.LeftButton


def test_a_click_on_a_score_leads_to_its_place(qtbot: QtBot) -> None:
    strip = ScoreStrip()
    qtbot.addWidget(strip)
    strip.set_items(ITEMS)
    strip.show()
    with qtbot.waitSignal(strip.place_requested) as asked:
        QTest.mouseClick(strip.tiles[1], LEFT)
    assert asked.args == [GAP]
    with qtbot.waitSignal(strip.place_requested) as asked:
        QTest.keyClick(strip.tiles[1], Qt.Key.Key_Return)
    assert strip.tiles[1].accessibleName() == "Gap, working plan: −$1.17m, 94% of goal"


def test_the_strip_is_one_line_in_a_small_window(qtbot: QtBot) -> None:
    strip = ScoreStrip()
    qtbot.addWidget(strip)
    strip.set_items(ITEMS)
    strip.fit(QSize(1560, 920))
    assert strip.height() == 66
    strip.fit(QSize(1280, 720))
    assert strip.height() == 32
    assert strip.compact


def test_a_factor_of_the_explanation_leads_to_its_cell(qtbot: QtBot) -> None:
    bar = ExplainBar()
    qtbot.addWidget(bar)
    target = Place("Funnel", "paid", "mql")
    parts = (Part("Of "), Part("3,172 <MQLs>", target), Part(" 58.0%", bold=True))
    bar.show_explanation(Explanation("Paid search · MQL → SAL", parts))
    QApplication.processEvents()
    assert "3,172 &lt;MQLs&gt;" in bar.sentence.text()
    with qtbot.waitSignal(bar.place_requested) as asked:
        bar.sentence.linkActivated.emit("1")
    assert asked.args == [target]
    assert bar.accessibleName() == "Paid search · MQL → SAL: Of 3,172 <MQLs> 58.0%"


def test_a_long_explanation_takes_a_second_line_until_another_sheet_comes(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    bar = ExplainBar()
    box = QVBoxLayout(window)
    box.addWidget(bar)
    box.addWidget(QWidget(), 1)
    window.resize(700, 300)
    bar.show_explanation(Explanation("Cell", (Part("Short."),)))
    window.show()
    QApplication.processEvents()
    one_line = bar.height()
    bar.show_explanation(Explanation("Cell", (Part("A long sentence on a number. " * 6),)))
    QApplication.processEvents()
    assert one_line == 30
    tall = bar.height()
    assert tall > one_line
    bar.show_explanation(Explanation("Cell", (Part("Short."),)))
    QApplication.processEvents()
    assert bar.height() == tall
    bar.begin()
    QApplication.processEvents()
    assert bar.height() == one_line


def test_tabs_tell_the_sheet_and_count_disputes(qtbot: QtBot) -> None:
    tabs = SheetTabs(("Data", "Assumptions", "Plan"))
    qtbot.addWidget(tabs)
    tabs.show()
    with qtbot.waitSignal(tabs.sheet_chosen) as chosen:
        QTest.mouseClick(tabs, LEFT, pos=tabs.tabRect(1).center())
    assert chosen.args == ["Assumptions"]
    width = tabs.tabSizeHint(1).width()
    tabs.set_badge("Assumptions", 7)
    assert tabs.tabSizeHint(1).width() > width
    assert tabs.accessibleTabName(1) == "Assumptions, 7 open"
    tabs.step(1)
    tabs.step(1)
    assert tabs.tabText(tabs.currentIndex()) == "Plan"


def test_the_seat_is_switched_by_mouse_and_silently_by_the_window(qtbot: QtBot) -> None:
    switch = SeatSwitch()
    qtbot.addWidget(switch)
    switch.show()
    told: list[Seat] = []
    switch.seat_chosen.connect(told.append)
    QTest.mouseClick(switch.buttons[Seat.SALES], LEFT)
    assert switch.seat is Seat.SALES
    switch.set_seat(Seat.TOGETHER)
    assert told == [Seat.SALES]
    assert switch.seat is Seat.TOGETHER


def test_a_remark_leaves_the_selections_figures_in_the_status_line(qtbot: QtBot) -> None:
    line = StatusLine()
    qtbot.addWidget(line)
    line.show_facts("Saved 14:05")
    line.show_remark("Undid paste 2 cells in Sales")
    line.show_selection("Count 2")
    assert line.text == "Undid paste 2 cells in Sales  |  Count 2"
    line.show_remark("")
    assert line.text == "Count 2  |  Saved 14:05"


def test_the_status_line_puts_a_remark_before_the_facts(qtbot: QtBot) -> None:
    line = StatusLine()
    qtbot.addWidget(line)
    line.show_facts("Data as of 31 Oct 2026", "", "Saved 10:42")
    assert line.text == "Data as of 31 Oct 2026  |  Saved 10:42"
    line.show_remark("Pasted from the top left")
    assert line.text.startswith("Pasted from the top left  |  Data")


def test_a_problem_is_said_and_put_away(qtbot: QtBot) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)
    assert bar.isHidden()
    bar.show_problem(Problem("The file is empty", "leads.xlsx", "Export it again."))
    assert bar.label.text() == "The file is empty (leads.xlsx). Export it again."
    with qtbot.waitSignal(bar.dismissed):
        QTest.mouseClick(bar.close_button, LEFT)
    assert bar.isHidden()


def test_an_empty_sheet_offers_a_way_on(qtbot: QtBot) -> None:
    empty = EmptyState("Your funnel will stand here.", "Import…", "Open the sample company")
    qtbot.addWidget(empty)
    empty.show()
    with qtbot.waitSignals([empty.chosen, empty.link_followed]):
        QTest.mouseClick(empty.primary, LEFT)
        QTest.mouseClick(empty.quiet, LEFT)


def test_history_is_spoken_latest_first(qtbot: QtBot) -> None:
    card = HistoryCard()
    qtbot.addWidget(card)
    edit = Edit(1, "e", "", "J. Okafor", Seat.SALES, "Web/volume", 0.5)
    line = HistoryLine(edit, "1 Oct 2026", "42% → 50%", "half were <students>", "−$0.42m")
    card.show_history("Paid search, MQL → SAL", (line,), ("Last plan’s 40% came to 44%.",))
    spoken = "Sales, J. Okafor, 1 Oct 2026: 42% → 50%, “half were <students>”"
    assert card.accessibleName() == (
        f"Who decided this: Paid search, MQL → SAL. {spoken}, worth −$0.42m; "
        "Last plan’s 40% came to 44%."
    )
    assert spoken in card.text.toPlainText()
    card.resize(400, 100)
    assert not card.grab(card.rect().translated(QPoint(0, 0))).isNull()


def test_a_long_history_tells_where_the_rest_of_it_stands(qtbot: QtBot) -> None:
    card = HistoryCard()
    qtbot.addWidget(card)
    edit = Edit(1, "e", "", "J. Okafor", Seat.SALES, "Web/volume", 0.5)
    line = HistoryLine(edit, "1 Oct 2026", "42% → 50%", "", "")
    card.show_history("Paid search, MQL → SAL", (line,), earlier=113)
    assert "113 earlier: see Log" in card.text.toPlainText()
    assert "113 earlier: see Log" in card.accessibleName()
    card.show_history("Paid search, MQL → SAL", (line,))
    assert "earlier" not in card.text.toPlainText()


def test_facts_make_room_for_a_remark_and_come_back_with_it(qtbot: QtBot) -> None:
    line = StatusLine()
    qtbot.addWidget(line)
    line.show_facts("Data as of 31 Oct 2026 · 46,840 journeys · 37 set aside", "Saved 10:42")
    remark = "Park Events · Deal size until 25 Dec; undo takes it back"
    line.resize(line.label.fontMetrics().horizontalAdvance(remark) + 24, 24)
    line.show()
    line.show_remark(remark)
    assert line.label.text().endswith("takes it back")
    line.resize(1200, 24)
    assert line.label.text() == line.text


def test_a_footnote_takes_the_lines_that_its_text_needs(qtbot: QtBot) -> None:
    page, note, short = QWidget(), ElidedLine(wraps=True), ElidedLine()
    box = QVBoxLayout(page)
    box.addStretch(1)
    box.addWidget(note)
    box.addWidget(short)
    qtbot.addWidget(page)
    for line in (note, short):
        line.set_text("Of the month under way the plan is the part due by now. " * 3)
    page.resize(500, 300)
    page.show()
    QApplication.processEvents()
    assert note.height() >= 2 * short.height() - 4
    assert note.geometry().bottom() < short.geometry().top()
    note.set_text("Months that are over.")
    QApplication.processEvents()
    assert note.height() == short.height()
