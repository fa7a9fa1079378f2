from hypothesis import given
from hypothesis import strategies as st

from ui.grid.blocks import Area, covering, edge, next_in, run_of, shape_paste


def at_of(filled: str, start: int, step: int) -> int:
    return edge(lambda i: filled[i] == "x", start, step, len(filled) - 1)


def test_ctrl_arrow_goes_to_the_edge_of_a_run_as_in_excel() -> None:
    assert at_of("xxx..xx.", 0, 1) == 2  # inside a run: to its end
    assert at_of("xxx..xx.", 2, 1) == 5  # at its end: to the next run
    assert at_of("xxx..xx.", 6, 1) == 7  # nothing more: to the end
    assert at_of("xxx..xx.", 5, -1) == 2
    assert at_of("..x", 1, -1) == 0


@given(st.text("x.", min_size=1, max_size=12), st.data())
def test_ctrl_arrow_never_leaves_the_sheet_nor_goes_back(filled: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(filled) - 1))
    assert start <= at_of(filled, start, 1) <= len(filled) - 1
    assert 0 <= at_of(filled, start, -1) <= start


def test_a_data_block_ends_at_what_is_outside() -> None:
    assert run_of(lambda i: "..xxx."[i] == "x", 3, 5) == (2, 4)


def test_one_cell_fills_the_selection() -> None:
    made = shape_paste([["7"]], Area(1, 1, 2, 2), 9, 9)
    assert made.entries == ((1, 1, "7"), (1, 2, "7"), (2, 1, "7"), (2, 2, "7"))


def test_a_block_spills_from_one_cell() -> None:
    made = shape_paste([["a", "b"], ["c", "d"]], Area(1, 1, 1, 1), 9, 9)
    assert made.areas == (Area(1, 1, 2, 2),)
    assert made.remark == ""


def test_a_whole_multiple_tiles() -> None:
    made = shape_paste([["a"], ["b"]], Area(0, 0, 3, 1), 9, 9)
    assert [text for _, column, text in made.entries if column == 1] == ["a", "b", "a", "b"]


def test_another_shape_starts_at_the_top_left_and_says_so() -> None:
    made = shape_paste([["a", "b"]], Area(2, 0, 4, 2), 9, 9)
    assert made.areas == (Area(2, 0, 2, 1),)
    assert made.remark == "Pasted from the top left: 1 × 2 does not fit 3 × 3"


def test_what_falls_off_the_sheet_is_said() -> None:
    made = shape_paste([["a", "b"], ["c", "d"]], Area(8, 8, 8, 8), 9, 9)
    assert made.entries == ((8, 8, "a"),)
    assert "outside the sheet" in made.remark


def test_steps_run_round_the_selection() -> None:
    areas = [Area(0, 0, 1, 1), Area(5, 5, 5, 5)]
    seen, at = [], (0, 0)
    for _ in range(5):
        seen.append(at)
        at = next_in(areas, at, 1, down=True)
    assert seen == [(0, 0), (1, 0), (0, 1), (1, 1), (5, 5)]
    assert at == (0, 0)
    assert next_in(areas, (0, 0), 1, down=False) == (0, 1)
    assert next_in(areas, (0, 0), -1, down=False) == (5, 5)


CELLS = st.sets(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=1)


@given(CELLS)
def test_areas_cover_just_the_cells_asked_for(cells: set[tuple[int, int]]) -> None:
    areas = covering(cells)
    assert sorted(place for area in areas for place in area.places()) == sorted(cells)


def test_a_block_is_covered_by_one_area() -> None:
    assert covering(Area(2, 3, 5, 6).places()) == [Area(2, 3, 5, 6)]
