"""What other programs copied, pasted by Ctrl+V on the sheets that can be written to.

The shapes are those of `tests/ui/grid/test_foreign.py`, which names where each is described;
LibreOffice's is what its own window put on the clipboard. In Assumptions numbers arrive in full, in
the rows set aside texts as they are typed here, and in the plan an amount as the goal.
"""

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from tests.ui.grid.test_foreign import EXCEL_XML, FULL_XML, SHEETS_HTML, copied, excel
from tests.ui.window.driver import CTRL, SHIFT, Driver, Key
from tests.ui.window.habits.sheet import Sheet
from ui.grid.clipboard import XML_SPREADSHEETS
from ui.grid.refused import RefusedDialog

LIBREOFFICE = Path(__file__).parents[2] / "grid" / "libreoffice_clipboard.html"
PROGRAMS = (
    "excel",
    "excel, in full",
    "excel, too narrow",
    "excel, German",
    "sheets",
    "libreoffice",
)
RATES = {
    "excel": 0.125, "excel, in full": 0.1253, "excel, too narrow": 0.58123456789,
    "excel, German": 0.125, "sheets": 0.1256, "libreoffice": 0.58123456789,
}  # fmt: skip
TEXTS = {
    "excel": "12.5%", "excel, in full": "12.53%", "excel, too narrow": "58.123456789%",
    "excel, German": "12.5%", "sheets": "12.56%", "libreoffice": "58.123456789%",
}  # fmt: skip


def put(program: str) -> None:
    """Put a row of cells on the clipboard as a program does; its first is a rate."""
    match program:
        case "excel":
            data = copied(excel("12.5%", "Fair"), "12.5%\tFair\r\n")
        case "excel, in full":
            xml = FULL_XML.format(kind="String", value="Fair")
            data = copied(excel("12.5%", "Fair"), "12.5%\tFair\r\n", xml, XML_SPREADSHEETS[0])
        case "excel, too narrow":
            shown = excel("####", "Fair")
            data = copied(shown, "####\tFair\r\n", EXCEL_XML, XML_SPREADSHEETS[0])
        case "excel, German":
            data = copied(excel("12,5%", "Fair", ",", "."), "12,5%\tFair\r\n")
        case "sheets":
            data = copied(SHEETS_HTML)
        case _:
            data = copied(LIBREOFFICE.read_text("utf-8"))
    QGuiApplication.clipboard().setMimeData(data)


def take_what_fits(at: Driver) -> None:
    """Answer the question of a paste that is wider than what can be typed into."""
    for dialog in at.window.shown.page.findChildren(RefusedDialog):
        at.click(dialog.fitting)


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_rate_copied_elsewhere_arrives_in_full(at: Driver, program: str) -> None:
    sheet = Sheet(at, "Assumptions")
    put(program)
    sheet.press(Key.Key_V, held=CTRL)
    take_what_fits(at)
    assert sheet.grid.grid_model().cell(sheet.top, sheet.left).value == RATES[program]
    assert sheet.undo.startswith("Undo paste ")


@pytest.mark.parametrize("program", PROGRAMS)
def test_cells_copied_elsewhere_are_typed_into_rows_set_aside(at: Driver, program: str) -> None:
    sheet = Sheet(at, "Set aside")
    put(program)
    sheet.press(Key.Key_V, held=CTRL)
    take_what_fits(at)
    assert sheet.text() == TEXTS[program]


@pytest.mark.parametrize("held", [CTRL, CTRL | SHIFT])
def test_an_amount_copied_elsewhere_becomes_the_goal(at: Driver, held: object) -> None:
    at.go("Plan", "goal", "FY2027")
    QGuiApplication.clipboard().setMimeData(copied(excel("$2,500,000", "")))
    at.press(Key.Key_V, held)
    assert at.text("Plan", "goal", "FY2027") == "2.50"
