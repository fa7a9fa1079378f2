"""Workbooks of a blind audit that cannot be compared are refused, and leave the plan alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from planner.base.problem import RefusedError
from planner.session import PlanSession
from planner.session.auditing import read_judges, write_draw
from tests.promised import promised


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[PlanSession]:
    session = promised(tmp_path)
    yield session
    session.close()


def judged(plan: PlanSession, path: Path, judge: str, yes: int = 4, lead: str = "") -> Path:
    """A workbook drawn and judged; leads are renamed as if they were of another plan."""
    write_draw(plan, path, seed=2, count=8, stage="SAL" if path.stem == "sal" else "MQL")
    book = load_workbook(path)
    for row in range(2, 10):
        book["Judge"].cell(row, 2).value = ("yes" if row - 2 < yes else "no") if yes else None
        if lead:
            book["Judge"].cell(row, 1).value = f"{lead}{row}"
    book["About"]["B1"].value = judge
    book.save(path)
    return path


def test_two_judges_of_the_same_leads_are_compared(plan: PlanSession, tmp_path: Path) -> None:
    paths = [judged(plan, tmp_path / f"{who}.xlsx", who) for who in ("Ann", "Bo")]
    *_, parts = read_judges(plan, paths)
    assert parts[-1].agreed.n == 8


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (("again", "ann", 5, ""), "Both workbooks say that Ann judged"),
        (("empty", "Bo", 0, ""), r"No lead is judged in this workbook \(empty.xlsx\)"),
        (("other", "Bo", 4, "X"), r"None of these leads is in this plan’s data \(other.xlsx\)"),
        (("sal", "Bo", 4, ""), "Ann judged MQL, Bo judged SAL"),
    ],
)
def test_one_judge_twice_no_answers_another_plan_or_stage_are_refused(
    plan: PlanSession, tmp_path: Path, file: tuple[str, str, int, str], said: str
) -> None:
    name, judge, yes, lead = file
    one = judged(plan, tmp_path / "ann.xlsx", "Ann")
    with pytest.raises(RefusedError, match=said):
        read_judges(plan, [one, judged(plan, tmp_path / f"{name}.xlsx", judge, yes, lead)])
