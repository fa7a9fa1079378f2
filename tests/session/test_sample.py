"""The sample company opens in dispute, and an agreement settles it."""

from pathlib import Path

import pytest

from planner.agreement.results import WayOut, way_out
from planner.base.days import day_of, month_text
from planner.base.problem import RefusedError
from planner.base.stages import Seat
from planner.base.units import money_short
from planner.commitments.variance import variance
from planner.plan.assumption import Assumption, Status
from planner.plan.edits import Draft
from planner.sample import LATER, later, make_company
from planner.sample.story import AUTHORS, GOAL, POSITIONS
from planner.session import PlanSession, sample
from planner.session.committing import measured_commitments
from planner.session.sample import agree, open_sample_year, whole_job
from tests.people import person
from tests.session.conftest import Opener


def disputes(found: tuple[Assumption, ...]) -> set[str]:
    return {a.key for a in found if a.status is Status.DISPUTED}


def test_it_opens_with_both_leaders_positions(sample_file: Path, opening: Opener) -> None:
    session = opening(sample_file)
    assert session.plan.goal == GOAL
    stated = {(e.seat, e.key) for e in session.stated}
    assert {(said.seat, said.key) for said in POSITIONS} <= stated
    assert {e.author for e in session.stated} >= set(AUTHORS.values())
    noted = {session.plan.key(slot) for slot in session.plan.notes}
    assert noted == {said.key for said in POSITIONS if said.note}


def test_it_opens_in_dispute_the_dearest_first(sample_file: Path, opening: Opener) -> None:
    found = opening(sample_file).results
    worths = [abs(found.worth(a)) for a in found.disputed]
    assert len(worths) >= 5
    assert worths == sorted(worths, reverse=True)
    assert {a.key for a in found.disputed} == disputes(found.assumptions)
    assert found.bridge.gap == pytest.approx(found.marketing.total - found.sales.total)


def test_agreeing_settles_every_dispute_as_one_step(sample_file: Path, opening: Opener) -> None:
    session = opening(sample_file)
    before = session.results.disputed
    agree(session)
    after = {a.key: a for a in session.results.assumptions}
    assert session.results.disputed == ()
    assert all(after[a.key].status is Status.AGREED for a in before)
    for dispute in before:
        if way_out(dispute) is WayOut.EVIDENCE:
            assert after[dispute.key].working == dispute.evidence.value
        else:
            assert dispute.marketing is not None
            assert dispute.sales is not None
            middle = (dispute.marketing + dispute.sales) / 2
            assert after[dispute.key].working == pytest.approx(middle)
    assert session.undo() == f"agree on {len(before)} values"
    assert disputes(session.results.assumptions) == {a.key for a in before}


def test_the_whole_job_needs_a_folder(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    with pytest.raises(RefusedError, match=r"^There is a file where a folder should be \(.+\)\. "):
        whole_job(tmp_path / "taken", tmp_path / "private", person())


def test_the_whole_job_says_what_was_agreed_also_once_the_year_has_come(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    agreed: list[float] = []

    def come(session: PlanSession, *_: object) -> tuple[Path, ...]:
        agreed.append(session.results.working.total)
        session.submit([Draft(Seat.TOGETHER, "Paid search/volume", 0.0)], "later")
        return ()

    for name in ("_kept", "_presented"):
        monkeypatch.setattr(sample, name, lambda *_: ())
    monkeypatch.setattr(sample, "take_year", come)
    company = make_company(leads=600)
    made = whole_job(tmp_path / "out", tmp_path / "private", person(), company=company, year=True)
    assert made.sentence.endswith(f" Agreed: {money_short(agreed[0])}.")


def test_its_year_tells_what_came_of_the_agreed_plan(tmp_path: Path) -> None:
    company = make_company(leads=600)
    session = open_sample_year(tmp_path, person(), company=company)
    assert session.results.disputed == ()
    days = [kept.as_of for kept in session.snapshots()]
    assert days == [company.as_of, *map(day_of, LATER)]
    assert session.snapshot is not None
    assert len(session.snapshot.journeys) == len(later(company, LATER[-1]).paths)
    found = measured_commitments(session).found
    assert found is not None
    assert found.agreed.since == company.as_of
    version = measured_commitments(session).signed
    assert version is not None
    assert {one.seat for one in version.signatures} == {Seat.MARKETING, Seat.SALES}
    made = variance(found)
    assert [month_text(m) for m in made.months] == [f"2027-0{m}" for m in range(1, 6)]
    assert made.actual > 0.0
    session.close()
