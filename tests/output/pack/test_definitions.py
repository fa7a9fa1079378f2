"""What each side means by a stage stands in the pack as in the window: words, rules, who signed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from planner.evidence.quality import Clause, Rule
from planner.output.pack.definitions import definitions_page
from planner.output.pack.page import Page, Table
from planner.output.pack.source import work_out
from planner.plan.definitions import rule_value
from planner.plan.edits import Draft
from planner.session import PlanSession
from planner.session.board_pack import PackMaker, order
from planner.session.signing import sign
from tests.output.front import front_of
from tests.promised import M, S, T, promised

WORDED = (
    Draft(M, "wording:marketing/MQL", "Has asked for a price"),
    Draft(S, "wording:sales/MQL", "Has a budget and a date"),
    Draft(T, "wording:sdr/MQL", "Answered the phone"),
    Draft(M, "rule:marketing/MQL", rule_value(Rule((Clause("channel", ("Web",)),)))),
    Draft(M, "wording:marketing/SAL", "Sales called"),
    Draft(S, "wording:sales/SAL", "sales called"),
    Draft(S, "wording:sales/SAL/channel=Web", "=2+3"),
)
TITLE = "What each side means"


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[PlanSession]:
    session = promised(tmp_path)
    yield session
    session.close()


def page_of(session: PlanSession) -> Page:
    ordered = order(session)
    return definitions_page(ordered.source(work_out(ordered.results, ordered.snapshot)))


def table_of(page: Page) -> dict[str, list[str]]:
    """The texts of each row of what each side means, by its stage."""
    tables = [b for b in page.blocks if isinstance(b, Table) and b.title == TITLE]
    return {row[0].text: [c.text for c in row[1:]] for table in tables for row in table.rows}


def notes(page: Page) -> str:
    return " ".join(b.note for b in page.blocks if isinstance(b, Table))


def test_a_plan_in_which_nobody_said_anything_says_so(plan: PlanSession) -> None:
    page = page_of(plan)
    assert table_of(page) == {}
    assert "Neither side has yet put a stage into its own words." in notes(page)


def test_both_sides_words_stand_beside_each_other(plan: PlanSession) -> None:
    plan.submit(WORDED, "say")
    page = page_of(plan)
    assert page.title == "Marketing and Sales mean different things by MQL"
    assert page.subtitle.endswith("where the two sides still differ")
    found = table_of(page)
    ours = "Has asked for a price. Rule: channel is Web"
    theirs = "Has a budget and a date"
    assert found["MQL"] == [ours, theirs, "Answered the phone", "—", "◆ differ", "not signed"]
    assert found["SAL"][3:] == ["—", "✓ match", "not signed"]
    assert found["SAL · channel Web"] == ["—", "=2+3", "—", "—", "◇ one side spoke", "not signed"]
    assert "Neither side" not in notes(page)


def test_who_signed_stands_there_until_the_words_change(plan: PlanSession) -> None:
    plan.submit(WORDED, "say")
    sign(plan, M, "Ada")
    sign(plan, S, "Bo")
    assert table_of(page_of(plan))["MQL"][-1] == "Ada and Bo"
    plan.submit([Draft(S, "wording:sales/MQL", "Has asked for a price")], "say")
    found = table_of(page_of(plan))
    assert (found["MQL"][-1], found["SAL"][-1]) == ("not signed", "Ada and Bo")


@pytest.mark.parametrize("inside", [True, False])
def test_the_workbook_says_the_same(plan: PlanSession, inside: bool) -> None:
    plan.submit([one for one in WORDED if inside or "sdr" not in one.key], "say")
    content, _ = PackMaker().files(order(plan, whole=True), (".xlsx",))
    sheet = front_of(content[".xlsx"])["Definitions"]
    rows = [[c for c in row if c.value is not None] for row in sheet.iter_rows(min_row=4)]
    rows = [row for row in rows if row]
    assert rows[0][0].value == TITLE
    heads = ["Stage", "Marketing", "Sales", *["Inside sales"] * inside]
    assert [c.value for c in rows[1]][: len(heads)] == heads
    found = table_of(page_of(plan))
    for row in rows[2 : 2 + len(found)]:
        assert [c.value for c in row[1:]] == found[row[0].value]
        assert all(c.data_type == "s" for c in row)
