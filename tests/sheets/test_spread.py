from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from planner.sheets.spread import spread


def test_labels_that_have_room_stay_where_they_are() -> None:
    assert spread([10, 50, 90], 12, 0, 100) == [10, 50, 90]


def test_labels_too_close_move_apart_evenly() -> None:
    assert spread([50, 50], 10, 0, 100) == [45, 55]


def test_labels_at_the_edge_stay_inside() -> None:
    assert spread([99, 100], 10, 0, 100) == [90, 100]


@given(st.lists(st.floats(-20, 120), max_size=12))
def test_labels_keep_their_order_their_distance_and_the_room(wanted: list[float]) -> None:
    placed = spread(wanted, 8, 0, 100)
    by_wish = [placed[i] for i in sorted(range(len(wanted)), key=wanted.__getitem__)]
    gap = min(8, 100 / max(len(wanted) - 1, 1))
    assert all(b - a >= gap - 1e-6 for a, b in pairwise(by_wish))
    assert all(-1e-6 <= place <= 100 + 1e-6 for place in placed)
