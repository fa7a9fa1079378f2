from planner.base import units
from planner.sheets.cells import EMPTY, Cell, Kind
from planner.sheets.statistics import explain_selection, summary


def test_rates_are_weighted_and_have_no_sum() -> None:
    rates = [
        (Cell("65.0%", 0.65, weight=100.0), Kind.RATE),
        (Cell("50.0%", 0.5, weight=300.0), Kind.RATE),
    ]
    assert summary(rates) == "Average 57.5% (weighted 53.8%) · Count 2"


def test_equal_weights_need_no_second_average() -> None:
    assert summary([(Cell("", 0.2), Kind.RATE), (Cell("", 0.4), Kind.RATE)]) == (
        "Average 30.0% · Count 2"
    )


def test_money_and_counts_have_a_sum() -> None:
    money = [(Cell("", 1_500_000.0), Kind.MONEY)] * 3
    assert summary(money) == "Average $1.50m · Count 3 · Sum $4.50m"
    assert summary([(Cell("", 2.0), Kind.NUMBER), (Cell("", 3.0), Kind.NUMBER)]) == (
        "Average 2.5 · Count 2 · Sum 5"
    )


def test_money_per_deal_is_weighted_and_has_no_sum() -> None:
    sizes = [
        (Cell("", 50_000.0, weight=3.0), Kind.MONEY),
        (Cell("", 30_000.0, weight=1.0), Kind.MONEY),
    ]
    assert summary(sizes) == "Average $40.0k (weighted $45.0k) · Count 2"
    said = explain_selection(sizes)
    assert said is not None
    assert said.text.endswith("Averages per deal or entry are not added up.")


def test_days_have_no_sum() -> None:
    """Stage means are not the cycle when added up."""
    days = [(Cell("", 10.0), Kind.DAYS), (Cell("", 60.0), Kind.DAYS)]
    assert summary(days) == "Average 35 · Count 2"


def test_mixed_kinds_are_only_counted_and_text_is_not() -> None:
    mixed = [(Cell("", 1.0), Kind.MONEY), (Cell("", 0.5), Kind.RATE), (Cell("x", "x"), Kind.TEXT)]
    assert summary(mixed) == "Count 2"


def test_numbers_that_only_name_something_are_only_counted() -> None:
    rows = [(Cell("12", 12.0), Kind.LEVEL), (Cell("17", 17.0), Kind.LEVEL)]
    assert summary(rows) == "Count 2"
    assert explain_selection(rows) is None


def test_small_rates_are_written_as_in_their_cells() -> None:
    rates = [(Cell(units.rate(value), value), Kind.RATE) for value in (0.0045, 0.0055)]
    assert [cell.text for cell, _ in rates] == ["0.45%", "0.55%"]
    assert summary(rates) == "Average 0.50% · Count 2"
    said = explain_selection(rates)
    assert said is not None
    assert "From 0.45% to 0.55%" in said.text


def test_a_single_number_needs_no_statistics() -> None:
    assert summary([(Cell("", 1.0), Kind.NUMBER), (EMPTY, Kind.NUMBER)]) == ""


def test_the_cells_own_kind_wins() -> None:
    cells = [(Cell("", 0.2, kind=Kind.RATE), Kind.NUMBER), (Cell("", 0.4), Kind.RATE)]
    assert summary(cells).startswith("Average 30.0%")


def test_a_selection_is_explained_as_a_sentence() -> None:
    money = [(Cell("", 1_500_000.0), Kind.MONEY), (Cell("", 500_000.0), Kind.MONEY)]
    said = explain_selection(money, 2)
    assert said is not None
    assert said.name == "2 numbers in 2 ranges"
    assert said.text == "$2.00m together, $1.00m on average. From $500k to $1.50m."


def test_rates_are_explained_by_their_volume() -> None:
    rates = [(Cell("", 0.65, weight=100.0), Kind.RATE), (Cell("", 0.5, weight=300.0), Kind.RATE)]
    said = explain_selection(rates)
    assert said is not None
    assert said.text.startswith("53.8% when each counts by its volume, 57.5% when all")
    assert said.text.endswith("Rates are not added up.")


def test_one_number_or_several_kinds_are_not_explained_together() -> None:
    assert explain_selection([(Cell("", 1.0), Kind.NUMBER)]) is None
    assert explain_selection([(Cell("", 1.0), Kind.MONEY), (Cell("", 1.0), Kind.DAYS)]) is None
