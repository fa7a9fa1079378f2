"""The definitions register: words and rules of each voice, whether they match, what differs."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from planner.base.problem import RefusedError
from planner.evidence.quality import Clause, Rule
from planner.journeys.table import Dimension
from planner.plan.edits import Draft
from planner.plan.rule_text import parse_rule
from planner.session import PlanSession
from planner.session.committing import commitments
from planner.session.signing import sign
from planner.sheets.definitions import (
    definition_chart,
    definitions_of,
    definitions_sheet,
    differing_leads,
)
from planner.sheets.quality_words import rule_words
from tests.promised import M, S, T, promised, take
from tests.sheets.test_sla import text

FIELDS = {
    "channel": Dimension(np.zeros(1, np.int32), ("Web", "Fair, big or small", "Mail")),
    "lead status": Dimension(np.zeros(1, np.int32), ("Open", "Won")),
}


@pytest.mark.parametrize(
    "typed",
    [
        "channel is Web",
        "channel is not Fair, big or small or Mail",
        "channel is not Web, Fair, big or small or Mail, and lead status is Open",
    ],
)
def test_a_rule_is_typed_as_it_is_read(typed: str) -> None:
    assert rule_words(parse_rule(typed, FIELDS)) == typed


def test_a_rule_that_the_data_do_not_know_is_refused() -> None:
    assert parse_rule("Channel IS mail and lead status is open", FIELDS) == Rule(
        (Clause("channel", ("Mail",)), Clause("lead status", ("Open",)))
    )
    for typed, what in (
        ("good leads", "says of no field"),
        ("colour is red", "no field 'colour'"),
        ("channel is Radio", "No lead has a channel 'Radio'"),
    ):
        with pytest.raises(RefusedError, match=what):
            parse_rule(typed, FIELDS)


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[PlanSession]:
    session = promised(tmp_path)
    rows = "".join(
        f"C{i},2026-02-0{1 + i % 9},Open,{channel},Ann,,,,{won},{amount}\n"
        for i, (channel, won, amount) in enumerate(
            [("Fair", "2026-03-01", "1000"), ("Fair", "", ""), ("Mail", "", "")]
        )
    )
    take(session, tmp_path, rows, "2026-10-31")
    yield session
    session.close()


def state(session: PlanSession, seat, row: str, column: str, typed: str) -> None:
    sheet = definitions_sheet(definitions_of(commitments(session)), seat)
    session.submit(sheet.changer(row, column, typed), "type")


def test_words_and_rules_match_or_differ_and_who_signed_them(plan: PlanSession) -> None:
    state(plan, M, "def:1", "marketing", "A lead we like")
    shown = definitions_sheet(definitions_of(commitments(plan)))
    assert text(shown, "def:1", "match") == "one side spoke"
    state(plan, S, "def:1", "sales", "a lead we like")
    state(plan, T, "def:1", "inside", "Answered the phone")
    shown = definitions_sheet(definitions_of(commitments(plan)))
    assert text(shown, "def:1", "match") == "match"
    with pytest.raises(RefusedError, match="This is Sales’ column"):
        state(plan, M, "def:1", "sales", "x")
    sign(plan, M, "Ada")
    sign(plan, S, "Bo")
    shown = definitions_sheet(definitions_of(commitments(plan)))
    assert text(shown, "def:1", "signed") == "Ada and Bo"
    state(plan, S, "def:1", "sales", "Another one")
    shown = definitions_sheet(definitions_of(commitments(plan)))
    assert (text(shown, "def:1", "match"), text(shown, "def:1", "signed")) == ("differ", "")
    plan.undo()
    assert text(definitions_sheet(definitions_of(commitments(plan))), "def:1", "match") == "match"


def test_without_two_rules_the_words_stand_below_in_full(plan: PlanSession) -> None:
    long = "Somebody with a budget of their own, a date in mind, and who asked to be called back"
    plan.submit([Draft(S, "wording:sales/MQL", long)], "word")
    shown = definitions_of(commitments(plan))
    row = next(r.row.key for r in definitions_sheet(shown).rows if r.cells["sales"].text == long)
    assert definition_chart(shown, row).empty.startswith(f"Sales: {long}\n\nTwo rules that differ")


def test_two_rules_are_compared_lead_by_lead(plan: PlanSession) -> None:
    """Marketing counts fairs and mail, Sales mail alone: two fairs, one of them won for 1 000."""
    state(plan, M, "def:1", "marketing_rule", "channel is Fair or Mail")
    state(plan, S, "def:1", "sales_rule", "channel is Mail")
    found = definitions_of(commitments(plan))
    shown = definitions_sheet(found)
    assert text(shown, "def:1", "match") == "differ"
    counts = [text(shown, "def:1", column) for column in ("only_first", "only_second", "money")]
    assert counts == ["2", "0", "−$1,000"]
    assert len(differing_leads(found, "def:1", "only_first")) == 2
    chart = definition_chart(found, "def:1")
    assert "−$1,000 of bookings" in chart.title
    columns = [(place.row, place.column) for place in chart.series[0].places]
    assert columns == [("def:1", name) for name in ("only_first", "match", "only_second")]
    assert "2 leads are kept by Marketing’s rule alone" in shown.explainer("def:1", "rate").text


def test_the_other_seats_words_and_rules_are_dimmed_alike(plan: PlanSession) -> None:
    found = definitions_of(commitments(plan))
    for seat, dimmed in (
        (M, ["sales", "sales_rule"]),
        (S, ["marketing", "marketing_rule"]),
        (T, []),
    ):
        sheet = definitions_sheet(found, seat)
        assert [column.key for column in sheet.columns if column.dimmed] == dimmed


def test_a_part_of_the_data_has_words_of_its_own(plan: PlanSession) -> None:
    plan.submit([Draft(M, "wording:marketing/MQL/channel=Fair", "Had a talk")], "x")
    shown = definitions_sheet(definitions_of(commitments(plan), "channel"))
    assert text(shown, "def:1/channel%3DFair", "marketing") == "Had a talk"
    assert text(shown, "def:1/channel%3DMail", "match") == "nobody spoke"
    with pytest.raises(RefusedError, match="one agreed rule"):
        shown.changer("def:1/channel%3DFair", "agreed", "channel is Fair")
