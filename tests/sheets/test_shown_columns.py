"""A sheet seen through a choice of columns."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from planner.sheets.arranged_table import arrange_table
from planner.sheets.arrangement import Arrangement, Sort, as_arranged
from planner.sheets.cells import Cell, Column, Row
from planner.sheets.shown_columns import ChosenColumns, ColumnChoice, choose_columns
from planner.sheets.table import TableRow, TableSheet, said

KEYS = ("name", "a", "b", "c", "d")
SHEET = TableSheet(
    "Plan",
    tuple(Column(key, key.upper()) for key in KEYS),
    (TableRow(Row("one"), {key: Cell(f"{key}1") for key in KEYS}),),
    lambda row, column: said(f"{row} {column}"),
    lambda row, column, text: (),
)
STEPS = st.lists(st.tuples(st.sampled_from(["move", "hide"]), *[st.sampled_from(KEYS)] * 2))


def shown(choice: ColumnChoice, sheet: TableSheet = SHEET) -> list[str]:
    return [column.key for column in choose_columns(sheet, choice).columns]


def test_no_choice_leaves_the_sheet_itself() -> None:
    assert choose_columns(SHEET, ColumnChoice()) is SHEET


def test_cells_explanations_and_columns_go_together() -> None:
    made = choose_columns(SHEET, ColumnChoice(("c", "a", "b", "d"), frozenset({"b"})))
    assert [made.cell(0, at).text for at in range(4)] == ["name1", "c1", "a1", "d1"]
    assert made.explain(0, 1).name == "one c"
    assert (made.frozen, made.row_count, made.name) == (1, 1, "Plan")


def test_a_choice_of_a_choice_starts_from_the_whole_sheet() -> None:
    made = choose_columns(SHEET, ColumnChoice(hidden=frozenset({"a"})))
    assert isinstance(made, ChosenColumns)
    assert choose_columns(made, ColumnChoice()) is SHEET


def test_moving_before_another_and_to_the_end() -> None:
    moved = ColumnChoice().moved(SHEET.columns, 1, "d", "b")
    assert shown(moved) == ["name", "a", "d", "b", "c"]
    assert shown(moved.moved(SHEET.columns, 1, "a", "")) == ["name", "d", "b", "c", "a"]


def test_the_frozen_column_neither_moves_nor_hides() -> None:
    choice = ColumnChoice(hidden=frozenset({"name"})).moved(SHEET.columns, 1, "name", "c")
    assert shown(choice) == list(KEYS)


def test_a_new_column_stands_after_the_one_it_follows() -> None:
    choice = ColumnChoice(("d", "a", "c"))
    assert shown(choice) == ["name", "d", "a", "b", "c"]
    fewer = replace(SHEET, columns=tuple(c for c in SHEET.columns if c.key != "a"))
    assert shown(choice, fewer) == ["name", "b", "d", "c"]


@given(STEPS)
def test_no_column_is_lost_or_doubled(steps: list[tuple[str, str, str]]) -> None:
    choice, hidden = ColumnChoice(), set()
    for what, key, other in steps:
        if what == "hide":
            choice = choice.with_hidden(key)
            hidden.add(key)
        else:
            choice = choice.moved(SHEET.columns, 1, key, other)
    assert sorted(shown(choice)) == sorted({"name", *set(KEYS).difference(hidden)})
    for key in hidden:
        choice = choice.without_hidden(key)
    assert sorted(shown(choice)) == sorted(KEYS)


def test_a_hidden_column_that_orders_the_rows_is_still_named() -> None:
    ordered = arrange_table(SHEET, Arrangement(Sort("b")))
    made = as_arranged(choose_columns(ordered, ColumnChoice(hidden=frozenset({"b"}))))
    assert made is not None
    assert made.title_of("b") == "B"
    assert "b" not in {column.key for column in made.columns}
