"""Two scenarios as columns: totals, what differs with its worth, and the bridge between them."""

import pytest

from planner.plan.assumption import View
from planner.sheets.cells import EMPTY
from planner.sheets.comparing import SAME, Comparison, Side, compare
from tests.sheets.plans import RATE, SIZE, M, S, T, measured

BASE = Side("Base", measured((T, "goal", 19e6)))


def text(found: Comparison, row: str, column: str) -> str:
    made = next(r for r in found.sheet.rows if r.row.key == row)
    return made.cells.get(column, EMPTY).text


def test_totals_and_what_differs_stand_as_columns_with_their_worth() -> None:
    stretch = Side("Stretch", measured((T, "goal", 19e6), (T, RATE, 0.18), (T, SIZE, 50e3)))
    found = compare(BASE, stretch)
    assert [c.title for c in found.sheet.columns[1:3]] == ["Base", "Stretch"]
    rows = [r.row.key for r in found.sheet.rows]
    assert rows[rows.index("different") + 1 :] == [RATE, SIZE]
    assert [text(found, RATE, c) for c in ("left", "right", "difference")] == [
        "15.0%",
        "18.0%",
        "+3.0pt",
    ]
    assert text(found, SIZE, "difference") == "+25%"
    worth = [r.cells["worth"].value for r in found.sheet.rows if r.cells.get("worth", EMPTY).text]
    gap = stretch.results.working.total - BASE.results.working.total
    assert sum(worth) == pytest.approx(gap)
    bookings = next(r for r in found.sheet.rows if r.row.key == "bookings")
    assert bookings.cells["difference"].value == pytest.approx(gap)
    first, *_, last = found.chart.bridge
    assert (first.label, last.label) == ("Base", "Stretch")
    assert (first.start, last.end) == (
        pytest.approx(BASE.results.working.total),
        pytest.approx(stretch.results.working.total),
    )
    assert found.chart.title.startswith("Stretch brings ")
    assert found.chart.title.endswith(" more than Base; two assumptions make it")


def test_a_month_of_its_own_and_the_team_are_told_too() -> None:
    month, reps, load = f"{RATE}/2027-03", "team/reps", "team/open_per_rep"
    small = Side("Small team", measured((T, month, 0.3), (T, reps, 2.0), (T, load, 5.0)))
    found = compare(BASE, small)
    assert text(found, month, "name") == "Paid search · Lead → Opportunity, Mar 2027"
    assert text(found, reps, "name") == "Team · Reps"
    assert (text(found, reps, "left"), text(found, reps, "right")) == ("", "2")
    assert "Team · Capacity" in [bar.label for bar in found.chart.bridge]


def test_goals_and_limits_that_differ_stand_with_both_their_values() -> None:
    near = Side("Base", measured((T, "goal", 19e6), (T, "budget", 1e6)))
    own = (T, "goal", 25e6), (T, "goal:2027-Q2/coverage", 3.0), (T, "most:Paid search", 900.0)
    found = compare(near, Side("Stretch", measured(*own)))
    rows = [r.row.key for r in found.sheet.rows]
    assert rows[rows.index("set") :] == [
        "set", "goal", "budget", "goal:2027-Q2/coverage", "most:Paid search"
    ]  # fmt: skip
    texts = {key: [text(found, key, c) for c in ("name", "left", "right")] for key in rows}
    assert texts["goal"] == ["Goal, Whole plan, bookings", "$19.00m", "$25.00m"]
    assert texts["goal:2027-Q2/coverage"] == ["Goal, 2027-Q2, coverage", "", "3.0 ×"]
    assert texts["budget"] == ["Budget", "$1.00m", ""]
    assert texts["most:Paid search"] == ["Most of Paid search", "", "900"]
    assert text(found, "goal", "difference") == "+32%"
    said = found.sheet.explain(rows.index("goal"), 1)
    assert said.text == "$25.00m in Stretch, $19.00m in Base: +32%."


def test_seasons_that_differ_are_told_and_are_worth_bookings_by_volume() -> None:
    own = (T, "plan:season", "measured"), (T, "plan:season:07", 0.6)
    quiet = Side("Quiet July", measured((T, "goal", 19e6), *own))
    found = compare(BASE, quiet)
    rows = [r.row.key for r in found.sheet.rows]
    assert rows[rows.index("set") :] == ["set", "plan:season", "plan:season:07"]
    texts = {key: [text(found, key, c) for c in ("name", "left", "right")] for key in rows}
    assert texts["plan:season"] == ["Months without an index", "all months alike", "as measured"]
    assert texts["plan:season:07"] == ["Season of Jul", "", "0.60"]
    volume = next(bar for bar in found.chart.bridge if bar.label == "Paid search · Leads")
    assert volume.end - volume.start < 0
    assert found.chart.subtitle.endswith("; entries differ by the season too")


def test_the_same_twice_has_no_difference() -> None:
    found = compare(BASE, BASE)
    assert found.chart.title == "Base brings the same as Base"
    assert not found.chart.bridge
    assert "different" not in [r.row.key for r in found.sheet.rows]
    assert found.chart.empty == SAME


def test_what_differs_and_brings_nothing_is_not_called_the_same() -> None:
    found = compare(BASE, Side("Roomy", measured((T, "team/reps", 900.0))))
    assert text(found, "team/reps", "right") == "900"
    assert not found.chart.bridge
    assert found.chart.empty == "What differs between the two plans changes no bookings."


def test_the_views_of_both_seats_are_compared_by_the_same_bridge() -> None:
    results = measured((S, RATE, 0.12), (M, RATE, 0.20))
    sales, marketing = (
        Side("Sales’ view", results, View.SALES),
        Side("Marketing’s view", results, View.MARKETING),
    )
    found = compare(sales, marketing)
    assert [text(found, RATE, c) for c in ("left", "right")] == ["12.0%", "20.0%"]
    worth = next(r for r in found.sheet.rows if r.row.key == RATE).cells["worth"].value
    assert worth == pytest.approx(results.bridge.gap)
    assert text(found, "bookings", "left") == f"${results.sales.total / 1e6:.2f}m"


def test_every_row_is_explained_and_leads_to_its_cell() -> None:
    found = compare(BASE, Side("Stretch", measured((T, "goal", 19e6), (T, RATE, 0.18)))).sheet
    said = {r.row.key: found.explain(i, 1) for i, r in enumerate(found.rows)}
    worth = next(r for r in found.rows if r.row.key == RATE).cells["worth"].text
    assert said[RATE].name == "Paid search · Lead → Opportunity, Base and Stretch"
    assert said[RATE].text == (
        "18.0% in Stretch, 15.0% in Base: +3.0pt. The difference of this assumption is worth "
        f"{worth} of bookings."
    )
    (place,) = [part.target for part in said[RATE].parts if part.target]
    assert (place.sheet, place.row) == ("Assumptions", RATE)
    (place,) = [part.target for part in said["bookings"].parts if part.target]
    assert (place.sheet, place.row) == ("Plan", "bookings")
