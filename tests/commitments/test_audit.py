"""Blind audits: the same seed draws the same leads, judges see no outcome, kappa is Cohen's."""

from pathlib import Path

import numpy as np
import pytest
from openpyxl import load_workbook

from planner.base.problem import RefusedError
from planner.commitments.audit import Judged, compare, draw
from planner.evidence.passages import prepare
from planner.output.audit import read_audit, write_audit
from planner.plan.document import Plan
from tests.evidence.funnels import funnel, path

STAGES = ("Inquiry", "MQL", "Won")
ROWS = [
    path(
        f"2026-0{1 + i % 9}-10", channel="Web", segment="SMB" if i % 3 else "Enterprise", rep="Ann"
    )
    for i in range(60)
]
DATA = prepare(funnel(ROWS, "2026-10-31", STAGES, ("channel", "segment", "rep")))
PLAN = Plan(stages=STAGES)


def judged(name: str, answers: str) -> Judged:
    """Answers as yes and no by letter; leads 0 to 4 are of one segment, the rest of another."""
    said = {f"L{i}": letter == "y" for i, letter in enumerate(answers)}
    return Judged(name, "MQL", 1, said, {f"L{i}": "A" if i < 5 else "B" for i in range(99)}, 0)


def test_the_same_seed_draws_the_same_leads_of_every_segment() -> None:
    one, again, other = (draw(PLAN, DATA, 1, seed, 12) for seed in (3, 3, 4))
    assert one == again
    assert {lead.id for lead in one.leads} != {lead.id for lead in other.leads}
    assert sorted(lead.segment for lead in one.leads) == ["Enterprise"] * 6 + ["SMB"] * 6
    assert "rep" not in one.fields


def test_judges_do_not_see_a_field_that_only_a_later_stage_fills_in() -> None:
    rows = [
        path("2026-03-10" + " 2026-03-20" * (i % 2), channel="Web", segment="SMB",
             type="New Business" if i % 4 == 1 else "")
        for i in range(40)
    ]  # fmt: skip
    data = prepare(funnel(rows, "2026-10-31", STAGES, ("channel", "segment", "type")))
    assert draw(PLAN, data, 1, 3, 12).fields == ("channel", "segment")


def test_kappa_by_segment_and_in_all() -> None:
    """A: alike 4 of 5, both half yes; B: one says no throughout, the other yes throughout."""
    *parts, whole = compare(judged("Ann", "yynnnnnn"), judged("Bo", "yynnyyyy"))
    assert [part.segment for part in parts] == ["A", "B"]
    chance = 0.4 * 0.6 + 0.6 * 0.4
    assert parts[0].agreed.kappa == pytest.approx((0.8 - chance) / (1 - chance))
    assert parts[0].only_other == ("L4",)
    assert parts[1].agreed.kappa == pytest.approx(0.0)
    assert (whole.agreed.n, whole.one, whole.other) == (8, 2, 6)
    assert np.isnan(compare(judged("Ann", "yy"), judged("Bo", "yy"))[-1].agreed.kappa)


def filled(folder: Path, name: str, yes: int, odd: str = "") -> Path:
    """A judge's workbook: the first leads are qualified, one answer is left out."""
    file = folder / f"{name}.xlsx"
    write_audit(draw(PLAN, DATA, 1, 5, 10), "A plan", "channel is Web", file)
    book = load_workbook(file)
    sheet = book["Judge"]
    for row in range(2, 11):
        sheet.cell(row, 2).value = "Yes" if row - 2 < yes else "no"
    if odd:
        sheet.cell(2, 2).value = odd
    book["About"]["B1"].value = name
    book.save(file)
    return file


def test_workbooks_come_back_from_two_judges(tmp_path: Path) -> None:
    one, other = (read_audit(filled(tmp_path, who, n)) for who, n in (("Ann", 4), ("Bo", 6)))
    assert (one.judge, one.stage, one.seed, one.unanswered) == ("Ann", "MQL", 5, 1)
    parts = compare(one, other)
    assert parts[-1].agreed.alike == pytest.approx(7 / 9)
    assert parts[-1].only_one == ()
    assert len(parts[-1].only_other) == 2


def test_odd_answers_and_other_workbooks_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="'perhaps' is neither yes nor no"):
        read_audit(filled(tmp_path, "Cem", 1, "perhaps"))
    book = load_workbook(filled(tmp_path, "Dee", 1))
    del book["Judge"]
    book.save(tmp_path / "other.xlsx")
    with pytest.raises(RefusedError, match="no workbook of a blind audit"):
        read_audit(tmp_path / "other.xlsx")
