"""What two judges said of a blind audit stands in the plan, until it is undone."""

from pathlib import Path

import pytest

from planner.commitments.audit import Judged, compare
from planner.plan.edits import Draft
from planner.session import open_plan
from planner.session.auditing import keep_audit
from planner.sheets.audit import Audit, audit_sheet, kept_audit
from tests.people import person
from tests.promised import T, promised

SEGMENTS = {f"L{i}": "Small" if i < 10 else "Large" for i in range(20)}


def judged(name: str, yes: int) -> Judged:
    answers = {lead: int(lead[1:]) % 10 < yes for lead in SEGMENTS}
    return Judged(name, "MQL", 7, answers, SEGMENTS, 0)


def test_an_audit_is_kept_by_segment_with_the_interval_of_kappa(tmp_path: Path) -> None:
    """Of ten leads a segment ann takes 5 for qualified, bo those and one more: kappa 0.8.

    Its standard error is 0.3 / sqrt(10) / 0.5 = 0.19.
    """
    session = promised(tmp_path)
    one, other = judged("ann", 5), judged("bo", 6)
    keep_audit(session, one, other, compare(one, other))
    (found,) = session.plan.audits
    assert (found.stage, found.seed, found.judges) == ("MQL", 7, ("ann", "bo"))
    assert [part.segment for part in found.parts] == ["Large", "Small", ""]
    large = found.parts[0]
    assert (large.judged, large.one, large.other) == (10, 5, 6)
    assert large.kappa == pytest.approx(0.8)
    assert large.low == pytest.approx(0.8 - 1.645 * 0.1897, abs=1e-3)
    assert found.author == "Ann"
    path = tmp_path / "kept.fairlead"
    session.save(path)
    session.close()
    again = open_plan(path, tmp_path / "again", person())
    assert again.plan.audits == (found,)
    sheet = audit_sheet(kept_audit(again.plan, Audit()))
    kappa = sheet.rows[0].cells["kappa"]
    assert (sheet.rows[0].cells["name"].text, kappa.text) == ("Large", "0.80")
    assert kappa.small == "0.49 to 1.00"
    assert "not on which leads" in str(sheet.explainer("audit:Large", "only_other"))
    again.close()


def test_undo_takes_it_back_and_what_cannot_be_read_is_none(tmp_path: Path) -> None:
    session = promised(tmp_path)
    one = judged("ann", 5)
    keep_audit(session, one, judged("bo", 6), compare(one, judged("bo", 6)))
    session.undo()
    assert session.plan.audits == ()
    session.submit([Draft(T, "audit:MQL/7", "no json"), Draft(T, "audit:MQL", "{}")], "x")
    assert session.plan.audits == ()
    session.close()


def test_what_was_just_compared_is_shown_only_while_the_plan_keeps_it(tmp_path: Path) -> None:
    """The same judges come back with one lead more; undone, the first answers count again."""
    session = promised(tmp_path)
    one = judged("ann", 5)
    first, then = (Audit(one, bo, compare(one, bo)) for bo in (judged("bo", 6), judged("bo", 7)))
    for found in (first, then):
        keep_audit(session, one, judged("bo", 6), found.parts)
        assert kept_audit(session.plan, found) is found
    session.undo()
    assert kept_audit(session.plan, first) is first
    assert [part.other for part in kept_audit(session.plan, then).parts] == [6, 6, 12]
    session.close()
