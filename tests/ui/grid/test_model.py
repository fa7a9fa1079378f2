import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from planner.sheets.cells import Part
from tests.ui.sheets import Desk, small_book
from ui.grid.model import GridModel


@pytest.fixture
def model() -> GridModel:
    made = GridModel()
    made.set_sheet(small_book().sheet())
    return made


def test_the_model_keeps_qts_rules(model: GridModel, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(model)


def test_screen_readers_hear_a_whole_sentence(model: GridModel) -> None:
    said = model.index(1, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "mql · evidence: Measured over 24 months."


def test_numbers_stand_right_and_text_left(model: GridModel) -> None:
    left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
    assert model.index(1, 0).data(Qt.ItemDataRole.TextAlignmentRole) & left
    assert model.index(1, 1).data(Qt.ItemDataRole.TextAlignmentRole) & right


def test_only_open_cells_can_be_edited(model: GridModel) -> None:
    assert model.flags(model.index(1, 2)) & Qt.ItemFlag.ItemIsEditable
    assert not model.flags(model.index(1, 1)) & Qt.ItemFlag.ItemIsEditable


def test_the_same_shape_is_repainted_and_another_is_reset(model: GridModel) -> None:
    resets: list[bool] = []
    model.modelReset.connect(lambda: resets.append(True))
    book = small_book()
    book.figures["won", "marketing"] = 0.9
    assert not model.set_sheet(book.sheet())
    assert model.index(4, 2).data() == "90.0%"
    assert not resets
    book.lines = ("mql",)
    assert model.set_sheet(book.sheet())
    assert resets


def test_set_data_tells_the_drafts_or_the_problem(desk: Desk) -> None:
    model = desk.grid.grid_model()
    assert model.setData(model.index(2, 2), "45%")
    assert desk.text("sal", "marketing") == "45.0%"
    problems: list[object] = []
    model.problem.connect(lambda problem, _row, _column: problems.append(problem))
    assert not model.setData(model.index(2, 1), "45%")
    assert "result" in str(problems[0])


def test_an_edit_announces_only_the_cells_it_changed(model: GridModel) -> None:
    announced: list[tuple[int, int, int]] = []
    model.dataChanged.connect(lambda a, b: announced.append((a.row(), a.column(), b.column())))
    for row in range(model.rowCount()):
        model.cells(row)
    book = small_book()
    book.figures["sal", "marketing"] = 0.9
    model.set_sheet(book.sheet())
    assert announced == [(2, 2, 2)]
    book.figures |= {("mql", "marketing"): 0.1, ("sal", "marketing"): 0.2, ("won", "cost"): 5.0}
    model.set_sheet(book.sheet())
    assert announced[1:] == [(1, 2, 2), (2, 2, 2), (4, 4, 4)]


def test_a_row_seen_only_later_shows_the_later_sheet(model: GridModel) -> None:
    book = small_book()
    book.figures["won", "marketing"] = 0.9
    model.set_sheet(book.sheet())
    assert model.cell(4, 2).text == "90.0%"


class Said:
    """Something is said of one figure; remembers of which rows that was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def columns(self, row: str) -> tuple[str, ...]:
        self.asked.append(row)
        return ("evidence",) if row == "mql" else ()

    def told(self, row: str, column: str) -> tuple[Part, ...]:
        return (Part(" Ann: look again"),) if (row, column) == ("mql", "evidence") else ()


def test_what_people_said_is_marked_and_told_at_its_cell_alone(model: GridModel) -> None:
    model.set_remarks(Said())
    assert model.cell(1, 1).noted
    assert not any(cell.noted for cell in (*model.cells(2), model.cell(1, 2)))
    spoken = model.index(1, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.endswith("24 months. Ann: look again")
    assert "Ann" not in model.explain(1, 2).text
    model.set_remarks(None)
    assert not model.cell(1, 1).noted


def test_marks_are_looked_up_for_the_rows_shown_only(model: GridModel) -> None:
    said = Said()
    model.set_remarks(said)
    model.cells(1)
    model.cells(1)
    assert said.asked == ["mql"]
