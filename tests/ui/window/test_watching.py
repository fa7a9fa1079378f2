"""A colleague's save arrives at the window while one works, and a conflict copy is offered."""

import shutil
from pathlib import Path

from PySide6.QtTest import QTest

from planner.base.stages import Seat
from planner.session import open_plan
from planner.storage.presence import Presence
from tests.people import person
from tests.ui.window.driver import CTRL, Driver, Key

RATE = "Paid search/rate:MQL>SAL"


def test_anothers_save_arrives_and_a_conflict_copy_is_merged(
    empty: Driver, plan_file: Path, tmp_path: Path
) -> None:
    at, watching = empty, empty.window.reconciling.watching
    mine = Path(shutil.copy(plan_file, tmp_path / "plan.fairlead"))
    at.window.open_path(mine)
    at.rest()
    bob = open_plan(mine, tmp_path / "bob", person("Bob"))
    bob.submit(bob.typed(Seat.SALES, RATE, "45%"), "type 45%")
    bob.save()
    at.press(Key.Key_1, CTRL)
    at.type("Assumptions", RATE, "marketing", "70")
    watching.look()
    at.until(lambda: at.text("Assumptions", RATE, "sales") == "45.0%")
    assert at.text("Assumptions", RATE, "marketing") == "70.0%"
    assert "Bob saved: 1 edit taken in" in at.window.shown.status.text
    with_bob = Presence(mine, "bobs window")
    with_bob.renew("Bob")
    watching.look()
    at.until(lambda: "Bob has this plan open too" in at.window.shown.status.text)
    with_bob.end()
    watching.look()
    at.until(lambda: "open too" not in at.window.shown.status.text)
    bob.submit(bob.typed(Seat.SALES, RATE, "44%"), "type 44%")
    bob.save(mine.with_name("plan-BOBS-PC.fairlead"))
    bob.close()
    watching.look()
    at.until(lambda: "“plan-BOBS-PC.fairlead” with 1 edit by Bob" in at.message)
    QTest.mouseClick(at.window.shown.messages.deed_button, Driver.LEFT)
    at.until(lambda: at.window.reconciling.merging is not None)
    dialog = at.window.reconciling.merging
    assert dialog is not None
    QTest.keyClick(dialog.merge_button, Key.Key_Space)
    assert at.text("Assumptions", RATE, "sales") == "44.0%"
