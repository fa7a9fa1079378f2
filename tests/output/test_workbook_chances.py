"""What was drawn stands in the workbook as values: with draws and seed, and said so."""

from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from planner.output.workbook import write_workbook
from planner.sheets.outlook import Outlook, outlook
from planner.sheets.outlook_words import chance_text
from planner.sheets.words import Tongue
from tests.output import boards
from tests.output.boards import GOALS, SCENARIOS, TEAM
from tests.output.front import front_of

Row = tuple[object, ...]


@pytest.fixture(scope="module")
def drawn() -> Outlook:
    return outlook(boards.staged(*TEAM, *GOALS, *SCENARIOS))


@pytest.fixture(scope="module")
def book(drawn: Outlook, tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    path: Path = tmp_path_factory.mktemp("chances") / "plan.xlsx"
    write_workbook(drawn.results, None, path, outlook=drawn)
    return front_of(path)


def rows(book: Workbook, sheet: str) -> list[Row]:
    return list(book[sheet].iter_rows(values_only=True))


def named(book: Workbook, sheet: str, name: str) -> Row:
    return next(row for row in rows(book, sheet) if str(row[0]).startswith(name))


def test_the_summary_says_how_likely_the_goal_is(drawn: Outlook, book: Workbook) -> None:
    texts = [str(row[0]) for row in rows(book, "Summary")]
    (said,) = [text for text in texts if text.startswith("Chance of the goal")]
    assert chance_text(drawn.chance, Tongue()) in said
    assert "10,000 draws (seed 1)" in said
    assert "Values of the program of Base at export, not recalculated here" in said


def test_percentiles_are_values_and_name_draws_and_seed(drawn: Outlook, book: Workbook) -> None:
    head = named(book, "Plan", "Bookings up to here")
    assert "drawn 10,000 times, seed 1, at export" in str(head[0])
    for name, row in zip(("P10", "P50", "P90"), drawn.range, strict=True):
        found = named(book, "Plan", name)
        assert found[1] == pytest.approx(row[0])
        assert found[-1] == pytest.approx(row[-1])
    chance = named(book, "Plan", "Chance of goal up to here")
    assert chance[-1] == pytest.approx(drawn.chance)


def test_every_goal_of_bookings_has_its_chance(drawn: Outlook, book: Workbook) -> None:
    plan = drawn.results.plan
    for each in drawn.chances.by_goal:
        whole = each.period.months == plan.months
        name = "The whole plan" if whole else each.period.text(plan.fiscal_start)
        found = [row for row in rows(book, "Goals") if row[0] == name and row[6] is not None]
        assert found
        for row in found:
            assert row[6:8] == pytest.approx((each.chance, each.on_evidence))


def test_without_draws_no_chance_is_told(tmp_path: Path) -> None:
    write_workbook(boards.argued(), None, tmp_path / "plan.xlsx")
    book = openpyxl.load_workbook(tmp_path / "plan.xlsx")
    sheets = [
        name for name in book.sheetnames if name != "Definitions"
    ]  # which tells what words mean
    texts = [str(row[0]) for sheet in sheets for row in rows(book, sheet) if row]
    assert not [text for text in texts if "seed" in text or text.startswith("Chance")]
