"""Cells that say nothing, and cells that could be read in two ways, in a whole import."""

from pathlib import Path

import numpy as np

from planner.intake import propose
from tests.intake.files import BLANK, imported, labels_of, write_text
from tests.intake.test_journeys import deals, leads


def test_null_ids_tie_nothing_and_null_texts_are_blank(tmp_path: Path) -> None:
    rows = """L1,2024-01-01,,,Converted,NULL,NULL,
        L2,2024-01-01,,,Converted,#N/A,000000000000000,
        NULL,2024-01-01,,,Open,Web,,"""
    deal_rows = "NULL,2024-02-01,New,5,2030-01-01,,\nO1,2024-02-01,New,5,2030-01-01,,NULL"
    snapshot = imported(leads(tmp_path, rows), deals(tmp_path, deal_rows))
    assert snapshot.joined == {}
    assert [a.reason for a in snapshot.set_aside] == ["no lead id", "no opportunity id"]
    assert labels_of(snapshot, "channel") == {"L1": BLANK, "L2": BLANK, "O1": BLANK}


def test_an_amount_that_could_be_read_otherwise_is_named(tmp_path: Path) -> None:
    path = write_text(
        tmp_path,
        "deals.csv",
        """Opportunity ID;Created Date;Stage;Amount;Close Date
        O1;2024-02-01;Closed Won;1.234;2024-04-01
        O2;2024-02-01;Closed Won;250;2024-04-01""",
    )
    assert np.nansum(imported(path).journeys.amount) == 1484
    assert any("1.234 was read as 1,234 (thousands)" in w for w in propose([path]).warnings)


def test_cells_that_are_no_amount_or_date_are_counted_in_words(tmp_path: Path) -> None:
    rows = [f"O{i},2024-02-01,Closed Won,5,2024-04-01" for i in range(4000)]
    rows += [f"P{i},soon,Closed Won,5,2024-04-01" for i in range(1200)]
    text = "\n".join(("Opportunity ID,Created Date,Stage,Amount,Close Date", *rows))
    path = write_text(tmp_path, "deals.csv", f"{text}\nX,2024-02-01,Closed Won,lots,2024-04-01")
    warnings = propose([path]).warnings
    assert "deals.csv: 1 cell of 'Amount' is no amount, such as 'lots'." in warnings
    assert "deals.csv: 1,200 cells of 'Created Date' are no date, such as 'soon'." in warnings
