"""What two judges said of a blind audit stands in the plan, until it is undone."""

import json
from pathlib import Path

import pytest

from planner.commitments.audit import Judged, compare
from planner.plan.audits import Audited
from planner.plan.edits import Draft
from planner.session import PlanSession, open_plan
from planner.session.auditing import keep_audit
from planner.sheets.audit import audit_sheet, kappa_level
from planner.sheets.audit_apart import apart_sheet, leads_apart
from planner.sheets.table import TableSheet
from tests.people import person
from tests.promised import T, promised

SEGMENTS = {f"A{i}": "Small" if i < 10 else "Large" for i in range(20)}


def judged(name: str, yes: int) -> Judged:
    """Of ten leads a segment the first so many are qualified; one lead more is not answered."""
    answers = {lead: int(lead[1:]) % 10 < yes for lead in SEGMENTS}
    return Judged(name, "MQL", 7, answers, SEGMENTS, 1)


def keep(session: PlanSession, one: Judged, other: Judged) -> Audited:
    return keep_audit(session, one, other, compare(one, other))


def texts(sheet: TableSheet, row: str) -> list[str]:
    at = sheet.find(row, "")
    assert at is not None
    return [sheet.cell(at[0], i).text for i in range(len(sheet.columns))]


def test_an_audit_is_kept_by_segment_with_the_interval_of_kappa(tmp_path: Path) -> None:
    """Of ten leads a segment ann takes 5 for qualified, bo those and one more: kappa 0.8.

    Its standard error is 0.3 / sqrt(10) / 0.5 = 0.19.
    """
    session = promised(tmp_path)
    keep(session, judged("ann", 5), judged("bo", 6))
    (found,) = session.plan.audits
    assert (found.stage, found.seed, found.judges) == ("MQL", 7, ("ann", "bo"))
    assert [part.segment for part in found.parts] == ["Large", "Small", ""]
    large = found.parts[0]
    assert (large.judged, large.one, large.other) == (10, 5, 6)
    assert large.kappa == pytest.approx(0.8)
    assert large.low == pytest.approx(0.8 - 1.645 * 0.1897, abs=1e-3)
    assert found.author == "Ann"
    sheet = audit_sheet(found)
    kappa = sheet.rows[0].cells["kappa"]
    assert (sheet.rows[0].cells["name"].text, kappa.text) == ("Large", "0.80")
    assert kappa.small == "0.49 to 1.00"
    assert "2 answers are missing" in sheet.footnote
    session.close()


def test_the_leads_judged_apart_are_named_after_the_plan_is_opened_again(tmp_path: Path) -> None:
    """Ann takes A0 to A4 of the small for qualified, bo A0 to A6; of the large as many."""
    session = promised(tmp_path)
    keep(session, judged("ann", 5), judged("bo", 7))
    path = tmp_path / "kept.fairlead"
    session.save(path)
    session.close()
    again = open_plan(path, tmp_path / "again", person())
    (found,) = again.plan.audits
    assert found.parts[-1].only == ((), ("A5", "A6", "A15", "A16"))
    assert texts(audit_sheet(found), "audit:Small")[-2:] == ["0", "2"]
    said = str(audit_sheet(found).explainer("audit:Small", "only_other").text)
    assert "bo alone takes for MQL: A5, A6." in said
    listed = apart_sheet(found)
    assert [row.row.key for row in listed.rows] == [
        "apart:A15",
        "apart:A16",
        "apart:A5",
        "apart:A6",
    ]
    assert texts(listed, "apart:A5") == ["A5", "Small", "no", "yes"]
    assert "bo takes it for MQL, ann does not" in listed.explainer("apart:A5", "one").text
    journeys = again.journeys
    assert journeys is not None
    for row, column, leads in (
        ("apart:A6", "id", ["A6"]),
        ("audit:", "only_other", ["A5", "A6", "A15", "A16"]),
        ("audit:Large", "only_other", ["A15", "A16"]),
        ("audit:Large", "only_one", []),
    ):
        rows, what = leads_apart(found, journeys, row, column)
        assert [journeys.ids[i] for i in rows] == leads
        assert what
    assert leads_apart(found, journeys, "audit:", "kappa")[1] == ""
    again.close()


def test_judges_who_agree_leave_no_list_and_chance_alone_no_kappa(tmp_path: Path) -> None:
    session = promised(tmp_path)
    found = keep(session, judged("ann", 10), judged("bo", 10))
    assert texts(audit_sheet(found), "audit:")[3:5] == ["–", ""]
    assert "kappa tells nothing" in audit_sheet(found).explainer("audit:", "kappa").text
    assert (apart_sheet(found).rows, apart_sheet(found).empty) == (
        (),
        "Both judged every lead alike.",
    )
    assert [kappa_level(kappa) for kappa in (None, -0.1, 0.3, 0.9)] == [
        "", "worse than chance", "fair", "almost perfect",
    ]  # fmt: skip
    session.close()


def test_an_audit_of_an_earlier_version_is_read_without_its_leads(tmp_path: Path) -> None:
    session = promised(tmp_path)
    keep(session, judged("ann", 5), judged("bo", 7))
    said = json.loads(str(session.log.edits[-1].value))
    del said["unanswered"]
    for part in said["parts"]:
        del part["only"]
    session.submit([Draft(T, "audit:MQL/7", json.dumps(said))], "as it was kept")
    (found,) = session.plan.audits
    assert found.parts[-1].judged == 20
    assert texts(audit_sheet(found), "audit:")[-2:] == ["–", "–"]
    assert "not on which leads" in audit_sheet(found).explainer("audit:", "only_one").text
    assert "not on which leads" in apart_sheet(found).empty
    session.close()


def test_undo_takes_it_back_and_what_cannot_be_read_is_none(tmp_path: Path) -> None:
    session = promised(tmp_path)
    found = keep(session, judged("ann", 5), judged("bo", 6))
    session.undo()
    assert session.plan.audits == ()
    odd = json.loads(str(session.log.edits[-2].value)) | {"unanswered": [1]}
    for value in ("no json", "[]", '{"judges": ["a", "b"], "parts": []}', json.dumps(odd)):
        session.submit([Draft(T, found.key, value), Draft(T, "audit:MQL", "{}")], "x")
        assert session.plan.audits == ()
    session.close()
