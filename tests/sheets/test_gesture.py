from planner.base.problem import Problem
from planner.sheets.cells import Kind
from planner.sheets.gesture import gather, is_relative
from tests.ui.sheets import small_book


def test_a_gesture_gathers_all_edits_and_names_itself() -> None:
    made = gather(small_book().sheet(), [(1, 2, "30%"), (2, 2, "40%")], "paste")
    assert made.label == "paste 2 cells in Marketing"
    assert [draft.value for draft in made.drafts] == [0.3, 0.4]
    assert made.refused == ()


def test_a_gesture_over_several_columns_names_the_sheet() -> None:
    made = gather(small_book().sheet(), [(1, 2, "30%"), (1, 4, "500")], "paste")
    assert made.label == "paste 2 cells in Assumptions"


def test_each_refusal_keeps_its_place_text_and_reason() -> None:
    made = gather(small_book().sheet(), [(1, 2, "30%"), (1, 1, "9%"), (2, 2, "abc")], "paste")
    assert made.fitting == 1
    assert [(r.row, r.column, r.text) for r in made.refused] == [(1, 1, "9%"), (2, 2, "abc")]
    assert isinstance(made.refused[0].problem, Problem)


def test_nothing_on_a_locked_cell_is_no_refusal() -> None:
    assert gather(small_book().sheet(), [(0, 0, ""), (1, 1, " ")], "paste").refused == ()


def test_relative_entries() -> None:
    assert is_relative("+10%", Kind.RATE)
    assert is_relative("+2pt", Kind.RATE)
    assert is_relative("+=50", Kind.MONEY)
    assert not is_relative("12%", Kind.RATE)
    assert not is_relative("abc", Kind.NUMBER)
    assert not is_relative("hello", Kind.TEXT)
    assert not is_relative("+5%", Kind.TEXT)
