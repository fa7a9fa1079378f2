"""A workbook goes out by `export`, a colleague types into it, and `merge` takes it back."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.running import Fairlead, assert_refused

SET = ("paid_search/volume=100", "paid_search/rate:Inquiry>MQL=50%", "paid_search/rate:MQL>SAL=50%")
REST = ("paid_search/rate:SAL>Opportunity=50%", "paid_search/rate:Opportunity>Won=20%")
VOLUME = "Paid search/volume"


@pytest.fixture
def plan(fairlead: Fairlead, by_hand: str) -> str:
    """A plan of 12 × 100 × 0.5³ × 0.2 deals of 1,000, and its workbook beside it."""
    fairlead(f"set {by_hand} --seat together", *SET, *REST, "paid_search/deal_size=1000")
    assert fairlead(f"export {by_hand} board.xlsx").status in {0, 1}
    return by_hand


def typed(key: str, head: str, value: object) -> None:
    """Type into the exported workbook, by the row's key and the column's head."""
    book = load_workbook("board.xlsx")
    sheet = book["Assumptions"]
    heads = {cell.value: cell.column for row in sheet.iter_rows(max_row=8) for cell in row}
    row = next(r for r in range(1, 99) if sheet.cell(r, heads["Key"]).value == key)
    sheet.cell(row, heads[head], value)
    book.save("board.xlsx")


def test_a_returned_workbook_becomes_positions_and_is_priced(fairlead: Fairlead, plan: str) -> None:
    typed(VOLUME, "● Marketing", 200)
    looked = fairlead(f"merge {plan} board.xlsx --preview --json").json
    answer = fairlead(f"merge {plan} board.xlsx --seat marketing --json")

    assert looked["merged"] is False
    assert answer.status == 0
    assert answer.json["positions"] == [
        {
            "key": VOLUME,
            "seat": "marketing",
            "before": None,
            "after": 200.0,
            "worth": pytest.approx(30_000.0),
            "formula": "",
        }
    ]
    assert answer.json["totals"]["working"] == {
        "before": pytest.approx(30_000.0),
        "after": pytest.approx(60_000.0),
    }
    assert fairlead(f"merge {plan} board.xlsx --json").json["already_known"] == 1


def test_what_cannot_be_taken_is_said_and_the_rest_is_taken(fairlead: Fairlead, plan: str) -> None:
    typed(VOLUME, "● Marketing", 200)
    typed("Paid search/rate:Inquiry>MQL", "■ Sales", "soon")
    answer = fairlead(f"merge {plan} board.xlsx --json")

    assert answer.status == 1
    assert answer.json["merged"] is True
    (refused,) = answer.json["refused"]
    assert refused["where"].startswith("Assumptions!J")
    assert refused["reason"] == "'soon' is not a number that fits here"


def test_a_cell_both_changed_can_keep_what_the_plan_says(fairlead: Fairlead, plan: str) -> None:
    typed(VOLUME, "● Marketing", 200)
    fairlead(f"set {plan} --seat marketing", "paid_search/volume=150")
    looked = fairlead(f"merge {plan} board.xlsx --preview --json").json
    kept = fairlead(f"merge {plan} board.xlsx --keep all --json").json

    (one,) = looked["conflicts"]
    assert (one["at_export"], one["here"], one["there"]) == (None, 150.0, 200.0)
    assert one["counts"] == 200.0
    assert (kept["merged"], kept["conflicts"][0]["counts"]) == (False, 150.0)


def test_a_strange_workbook_changes_nothing(fairlead: Fairlead, plan: str) -> None:
    before = Path(plan).read_bytes()
    Path("notes.docx").write_text("hello", "utf-8")

    assert_refused(fairlead(f"merge {plan} notes.docx"), "A returned workbook ends in .xlsx")
    assert Path(plan).read_bytes() == before
