"""Opening, saving, exporting, closing: nothing is lost, and every failure is one sentence."""

import subprocess
import sys
import weakref
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from planner.base.stages import Seat
from tests.tools import ROOT
from tests.ui.window.driver import CTRL, Driver, Key
from ui.messages import Button
from ui.settings import Settings
from ui.start import Program, recover_all

RATE = "Paid search/rate:Inquiry>MQL"


def test_a_new_window_says_what_to_do_and_shows_no_empty_grid(empty: Driver) -> None:
    shown = empty.window.shown
    for name in shown.pages:
        shown.show_sheet(name)
        assert not shown.pages[name].isVisible()
    assert not shown.strip.isVisible()
    assert not empty.window.toolbar.exports.isEnabled()


def test_no_widget_flashes_up_as_a_window_of_its_own(empty: Driver) -> None:
    assert empty.window.isActiveWindow()


def test_an_edit_marks_the_window_and_saving_clears_the_mark(at: Driver, tmp_path: Path) -> None:
    assert not at.window.isWindowModified()
    at.window.sit(Seat.MARKETING)
    at.type("Assumptions", RATE, "marketing", "40")
    assert at.window.isWindowModified()
    assert at.window.toolbar.name.text() == "Small plan •"
    copy = tmp_path / "copy.fairlead"
    at.window.load().save_to(copy)
    at.rest()
    assert not at.window.isWindowModified()
    assert "Saved" in at.window.shown.status.text
    assert at.window.settings.recent == (copy, *at.window.settings.recent[1:])


def test_what_was_saved_is_there_when_opened_again(
    at: Driver, settings: Settings, tmp_path: Path
) -> None:
    at.window.sit(Seat.MARKETING)
    at.type("Assumptions", RATE, "marketing", "40")
    at.window.load().save_to(tmp_path / "copy")
    at.rest()
    from ui.main_window import PlanWindow

    other = Driver(PlanWindow(settings), at.qtbot)
    other.window.show()
    other.window.open_path(tmp_path / "copy.fairlead")
    other.rest()
    assert other.text("Assumptions", RATE, "marketing") == "40.0%"
    other.window.forget()


def test_ctrl_s_on_a_plan_without_a_file_asks_for_one(empty: Driver) -> None:
    empty.press(Key.Key_S, CTRL)
    dialog = empty.window.findChild(QFileDialog, "Save plan")
    assert dialog is not None
    assert dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    dialog.reject()


def test_closing_with_unsaved_changes_asks_and_cancel_keeps_the_window(at: Driver) -> None:
    at.type("Assumptions", RATE, "working", "40")
    at.window.close()
    question = at.window.question
    assert question is not None
    assert "Small plan" in question.text()
    QTest.mouseClick(question.button(Button.Cancel), at.LEFT)
    assert at.window.isVisible()
    at.window.close()
    assert at.window.question is not None
    QTest.mouseClick(at.window.question.button(Button.Discard), at.LEFT)
    assert not at.window.isVisible()


def test_closing_and_saving_saves_first(at: Driver, tmp_path: Path) -> None:
    at.window.load().save_to(tmp_path / "mine.fairlead")
    at.rest()
    before = (tmp_path / "mine.fairlead").stat().st_mtime_ns
    at.type("Assumptions", RATE, "working", "40")
    at.window.close()
    assert at.window.question is not None
    QTest.mouseClick(at.window.question.button(Button.Save), at.LEFT)
    at.until(lambda: not at.window.isVisible())
    assert (tmp_path / "mine.fairlead").stat().st_mtime_ns > before


def test_export_writes_the_workbook_and_says_where(at: Driver, tmp_path: Path) -> None:
    at.window.load().export_to(tmp_path / "board")
    at.rest()
    assert "board.xlsx" in at.message
    book = load_workbook(tmp_path / "board.xlsx", read_only=True)
    assert {"Summary", "Assumptions", "Plan", "Bridge"} <= set(book.sheetnames)


@pytest.mark.parametrize("content", [b"", b"not a plan", b"SQLite format 3\x00" + b"\x00" * 200])
def test_a_file_that_is_no_plan_is_refused_in_one_sentence(
    bare: Driver, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "bad.fairlead"
    path.write_bytes(content)
    bare.window.open_path(path)
    bare.until(lambda: "bad.fairlead" in bare.message)
    assert bare.window.shown.desk.bare
    assert path.read_bytes() == content


def test_saving_into_a_folder_that_is_missing_keeps_the_edits(at: Driver, tmp_path: Path) -> None:
    at.type("Assumptions", RATE, "working", "40")
    at.window.load().save_to(tmp_path / "gone" / "plan.fairlead")
    at.rest()
    assert at.message
    assert at.window.isWindowModified()
    assert at.text("Assumptions", RATE, "working") == "40.0%"


def test_recent_files_leave_out_those_that_are_gone(settings: Settings, tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / name).touch()
        settings.remember(tmp_path / name)
    settings.remember(tmp_path / "a")
    (tmp_path / "b").unlink()
    assert [path.name for path in settings.recent] == ["a", "c"]


def test_rows_set_aside_are_saved_as_a_table(at: Driver, tmp_path: Path) -> None:
    at.window.load().save_aside(tmp_path / "aside.csv")
    at.rest()
    lines = (tmp_path / "aside.csv").read_text("utf-8-sig").splitlines()
    snapshot = at.window.shown.desk.session.snapshot
    assert lines[0].startswith("Reason,File,Sheet,Row")
    assert snapshot is not None
    assert len(lines) == 1 + len(snapshot.set_aside) > 1


def test_what_a_crash_left_is_offered_when_the_program_starts_again(
    qtbot: QtBot, settings: Settings, plan_file: Path
) -> None:
    crash = (
        "import os, sys; from pathlib import Path\n"
        "from planner.base.stages import Seat\n"
        "from planner.session import open_plan\n"
        "from planner.session.views import Draft\n"
        "from ui.identity import identity_of\n"
        "session = open_plan(Path(sys.argv[1]), Path(sys.argv[2]), identity_of('Ann'))\n"
        "session.submit([Draft(Seat.TOGETHER, 'goal', 3e6)], 'goal')\n"
        "os._exit(9)\n"
    )
    words = [sys.executable, "-c", crash, str(plan_file), str(settings.workspace)]
    assert subprocess.run(words, cwd=ROOT, check=False).returncode == 9
    program = Program(settings)
    first = program.open(None)
    first.loaded.connect(lambda: recover_all(program))
    qtbot.waitUntil(lambda: len(program.windows) == 2, timeout=20_000)
    recovered = Driver(program.windows[1], qtbot)
    recovered.until(lambda: recovered.window.workspace is not None)
    recovered.rest()
    assert recovered.score["Goal FY27"] == "$3.00m"
    recovered.until(lambda: "1 edit" in recovered.message)
    assert recovered.window.isWindowModified()
    for window in tuple(program.windows):
        window.forget()


def seen_through(driver: Driver) -> list[weakref.ref[object]]:
    """Look at every sheet; return what must not outlive the window."""
    driver.until(lambda: driver.window.workspace is not None)
    shown = driver.window.shown
    for name in shown.pages:
        shown.show_sheet(name)
        driver.rest()
    return [weakref.ref(part) for part in (driver.window, shown, shown.desk.session)]


def test_a_closed_window_is_let_go_with_its_plan_while_another_stays(
    settings: Settings, plan_file: Path, qtbot: QtBot
) -> None:
    program = Program(settings)
    staying = program.open(None)
    kept = seen_through(Driver(program.open(plan_file), qtbot))
    program.windows[1].close()
    qtbot.waitUntil(lambda: [ref() for ref in kept] == [None, None, None], timeout=20_000)
    assert program.windows == [staying]
    staying.forget()
