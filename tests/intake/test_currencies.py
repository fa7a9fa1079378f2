"""Amounts in several currencies are converted by stated rates, set aside or refused."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.base.problem import RefusedError
from planner.intake import propose
from planner.intake.records.rates import Exchange
from planner.intake.values.typed import Typed
from tests.intake.files import assert_all_rows_accounted, imported, path_of, write_text

DEALS = """Opportunity ID,Created Date,Stage,Expected Revenue,Amount,Amount Currency,Close Date
    O1,2024-02-01,Closed Won,,100,EUR,2024-04-01
    O2,2024-02-01,Closed Won,,200,USD,2024-04-01
    O3,2024-02-01,Closed Won,,1000,SEK,2024-04-01
    O4,2024-02-01,Prospecting,,,EUR,2024-04-01
    O5,2024-02-01,Closed Won,,50,,2024-04-01"""


def deals(folder: Path) -> Path:
    return write_text(folder, "deals.csv", DEALS)


def test_amounts_are_converted_into_the_plans_currency(tmp_path: Path) -> None:
    snapshot = imported(
        deals(tmp_path), currency="usd", rates=(("EUR", 1.08), ("SEK", 0.1), ("GBP", 1.3))
    )
    assert snapshot.journeys.currency == "USD"
    amounts = [path_of(snapshot, f"O{n}")["amount"] for n in (1, 2, 3, 5)]
    assert amounts == pytest.approx([108, 200, 100, 50])
    assert "1 row in EUR converted at 1.08 USD." in snapshot.warnings


def test_rows_without_a_rate_are_set_aside_unless_they_carry_no_amount(tmp_path: Path) -> None:
    snapshot = imported(deals(tmp_path), currency="USD", rates=(("SEK", 0.1),))
    assert [(a.row, a.reason) for a in snapshot.set_aside] == [(2, "in EUR, not in USD")]
    assert path_of(snapshot, "O4")["outcome"] == "OPEN"
    assert "1 row in EUR set aside for want of a rate into USD." in snapshot.warnings
    assert_all_rows_accounted(snapshot)


def test_the_one_currency_without_a_rate_is_the_plans(tmp_path: Path) -> None:
    snapshot = imported(deals(tmp_path), rates=(("EUR", 1.08), ("SEK", 0.1)))
    assert snapshot.journeys.currency == "USD"
    assert path_of(snapshot, "O1")["amount"] == pytest.approx(108)


def test_without_a_word_on_them_several_currencies_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="Amounts stand in EUR, SEK, USD, which cannot be"):
        imported(deals(tmp_path))
    with pytest.raises(RefusedError, match="Amounts stand in EUR, USD, which cannot be"):
        imported(deals(tmp_path), rates=(("SEK", 0.1),))


def test_currencies_are_counted_by_the_rows_that_carry_an_amount(tmp_path: Path) -> None:
    proposal = propose([deals(tmp_path)])
    assert proposal.currencies == (("EUR", 1), ("SEK", 1), ("USD", 1))
    assert "Amounts in EUR, SEK, USD cannot be added up; plan one of them and give rates." in (
        proposal.warnings
    )


def test_marks_in_the_cells_are_currencies_too(tmp_path: Path) -> None:
    path = write_text(
        tmp_path,
        "deals.csv",
        """Opportunity ID;Created Date;Stage;Amount;Close Date
        O1;2024-02-01;Closed Won;1.234,50 €;2024-04-01
        O2;2024-02-01;Closed Won;$ 100,00;2024-04-01""",
    )
    snapshot = imported(path, currency="EUR", rates=(("USD", 0.9),))
    assert np.nansum(snapshot.journeys.amount) == pytest.approx(1324.5)


def test_lines_of_one_opportunity_in_two_currencies_add_up_converted(tmp_path: Path) -> None:
    path = write_text(
        tmp_path,
        "deals.csv",
        """Opportunity ID,Created Date,Stage,Amount,Amount Currency,Close Date,Product
        O1,2024-02-01,Closed Won,100,EUR,2024-04-01,A
        O1,2024-02-01,Closed Won,10,USD,2024-04-01,B""",
    )
    snapshot = imported(path, currency="USD", rates=(("EUR", 2.0),))
    assert path_of(snapshot, "O1")["amount"] == 210


def test_spend_is_converted_or_left_out(tmp_path: Path) -> None:
    spend = write_text(
        tmp_path,
        "spend.csv",
        """Channel,Month,Spend,Currency
        Web,2024-02-01,100,EUR
        Web,2024-02-01,10,USD
        Web,2024-03-01,500,SEK""",
    )
    snapshot = imported(deals(tmp_path), spend, currency="USD", rates=(("EUR", 2.0),))
    assert [(s.channel, s.amount) for s in snapshot.spend] == [("Web", 210.0)]
    assert "Spend in a currency without a rate left out: 1." in snapshot.warnings


CODES = st.sampled_from(["", "USD", "EUR", "SEK"])
ROWS = st.lists(st.tuples(CODES, st.floats(-1e9, 1e9)), min_size=1)


@given(ROWS, st.floats(1e-3, 1e3), st.floats(1e-3, 1e3))
def test_conversion_is_linear_in_the_rates(
    rows: list[tuple[str, float]], rate: float, times: float
) -> None:
    codes = np.array([code for code, _ in rows], dtype=object)
    amounts = np.array([amount for _, amount in rows])
    typed = Typed(len(rows), {"currency": codes}, money={"amount": amounts})
    once = Exchange("USD", {"EUR": rate, "SEK": 1.0}).converted(typed).money["amount"]
    more = Exchange("USD", {"EUR": rate * times, "SEK": 1.0}).converted(typed).money["amount"]
    expected = np.where(codes == "EUR", once * times, once)
    np.testing.assert_allclose(more, expected, rtol=1e-12)
    np.testing.assert_array_equal(once[codes != "EUR"], amounts[codes != "EUR"])


def test_amounts_of_leads_in_several_currencies_are_never_added_up(tmp_path: Path) -> None:
    leads = write_text(
        tmp_path,
        "leads.csv",
        """Lead ID,Created Date,MQL Date,Lead Source,Won Date,Deal Value,Currency
        L1,2024-02-01,2024-02-03,Web,2024-03-01,100,EUR
        L2,2024-02-01,2024-02-03,Web,2024-03-01,100,USD""",
    )
    with pytest.raises(RefusedError) as refused:
        imported(leads)
    assert "EUR, USD, which cannot be added up" in str(refused.value)
    snapshot = imported(leads, currency="USD", rates=(("EUR", 1.5),))
    assert [path_of(snapshot, one)["amount"] for one in ("L1", "L2")] == [150, 100]
