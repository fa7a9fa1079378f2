"""A plan made by hand is promised without data: no day is said to have been known."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from planner.output.pack.audience import Audience, audience_page
from planner.output.pack.source import work_out
from planner.plan.edits import Draft
from planner.plan.fold import line_value
from planner.session import PlanSession, create_plan
from planner.session.board_pack import order
from planner.session.committing import commitments
from planner.session.progress import has_outcome, progress
from planner.session.signing import sign
from planner.sheets.contract import contract
from planner.sheets.progress import progress_sheet
from planner.sheets.progress_figures import figures
from planner.sheets.reforecast import reforecast_sheet
from planner.sheets.status_mail import status_mail
from tests.people import person
from tests.promised import SAID, M, S, T, january

NEVER = "31 Dec 2026"
"""The day before the plan begins, on which nobody knew anything."""


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[PlanSession]:
    session = create_plan(tmp_path / "work", person(), "By hand")
    said = {"line:Web": line_value("Inquiry"), **SAID}
    session.submit([Draft(T, key, value) for key, value in said.items()], "say")
    yield session
    session.close()


def standing(session: PlanSession) -> str:
    ordered = order(session)
    source = ordered.source(work_out(ordered.results, ordered.snapshot))
    return audience_page(source, Audience.SALES).subtitle


def test_contract_status_and_pages_say_that_there_are_no_data(plan: PlanSession) -> None:
    made = commitments(plan)
    said = contract(made, "By hand").text
    assert "this is the plan as it now stands, without data." in said
    mail = status_mail(made, plan.results, "By hand")
    assert mail.title == "By hand: status without data"
    assert standing(plan) == "Jan–Dec 2027 · promised without data"
    assert NEVER not in said + mail.text


def test_signed_by_hand_it_is_measured_by_data_that_come_later(
    plan: PlanSession, tmp_path: Path
) -> None:
    sign(plan, M, "Ada")
    sign(plan, S, "Bo")
    assert not has_outcome(plan)
    january(plan, tmp_path)
    made = commitments(plan)
    mail = status_mail(made, plan.results, "By hand")
    assert mail.title == "By hand: status as of 31 Jan 2027"
    assert ", without data." in mail.text.splitlines()[-1]
    assert standing(plan).endswith("promised without data, measured as of 31 Jan 2027")
    assert has_outcome(plan)
    seen = progress(plan, plan.results.working)
    assert seen is not None
    sheets = progress_sheet(figures(seen)), reforecast_sheet(seen)
    assert all("promised without data" in sheet.footnote.casefold() for sheet in sheets)
    assert not any(NEVER in sheet.footnote for sheet in sheets)
