"""Curves by day are drawn as stairs; those too low to see are left out, the curve's end is not."""

from ui.charts.items import stairs


def test_each_value_is_kept_until_the_next_position() -> None:
    """Three days make two steps."""
    assert stairs([(0, 0.1), (1, 0.3), (2, 0.6)], 0.01) == [
        (0, 0.1),
        (1, 0.1),
        (1, 0.3),
        (2, 0.3),
        (2, 0.6),
    ]


def test_stairs_too_low_to_see_are_not_drawn_but_never_add_up() -> None:
    """A thousand days that rise by a hundredth of a pixel each: ten stairs, none far off."""
    points = [(float(day), day / 100) for day in range(1000)]
    corners = stairs(points, 1.0)
    assert len(corners) < 25
    assert corners[-1] == points[-1]
    assert all(abs(y - x / 100) <= 1.0 + 1e-9 for x, y in corners)


def test_a_curve_of_one_day_is_its_point() -> None:
    """Nothing before it is drawn."""
    assert stairs([(3.0, 0.5)], 0.1)[-1] == (3.0, 0.5)
