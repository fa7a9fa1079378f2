"""Weights that are tried: scores and the shared part follow, and the plan says what it said."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from planner.base.problem import RefusedError
from planner.base.units import NumberStyle
from planner.plan.edits import Draft
from planner.session import PlanSession
from planner.session.committing import commitments
from planner.sheets.scorecards import Cards, attained, cards_of, scorecards_sheet
from planner.sheets.table import TableSheet
from planner.sheets.weights_tried import (
    TRIED,
    Weight,
    taking,
    tried_by,
    tried_finding,
    with_tried,
)
from planner.sheets.words import Tongue
from tests.promised import M, T, january, promised


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[PlanSession]:
    session = january(promised(tmp_path), tmp_path)
    yield session
    session.close()


def cards(session: PlanSession) -> Cards:
    return cards_of(commitments(session), session.results)


def sheet(found: Cards, tried: dict[str, Weight]) -> TableSheet:
    return with_tried(scorecards_sheet(found), found, tried)


def text(shown: TableSheet, row: str, column: str) -> str:
    at = shown.find(row, column)
    assert at is not None
    return shown.cell(*at).text


def test_nothing_tried_shows_the_weights_that_count_as_ghosts(plan: PlanSession) -> None:
    shown = sheet(cards(plan), {})
    assert text(shown, "bookings", TRIED) == text(shown, "bookings", "working")
    assert not text(shown, "all:marketing", TRIED)


def test_a_tried_weight_moves_the_others_the_scores_and_the_shared_part(plan: PlanSession) -> None:
    found = cards(plan)
    drafts = sheet(found, {}).changer("inquiries", TRIED, "65%")
    tried, stated = tried_by(drafts, {})
    assert (tried, stated) == ({"inquiries": Weight(0.65, "65%")}, ())
    shown = sheet(found, tried)
    assert text(shown, "inquiries", TRIED) == "65.0%"
    assert text(shown, "qualified_rate", TRIED) == "5.0%"
    assert text(shown, "inquiries", "working") == text(sheet(found, {}), "inquiries", "working")
    assert text(shown, "all:shared", "status") == "shared 38% → 15%"
    assert text(shown, "all:marketing", "status") == "add up to 100%"
    assert tried_finding(found, tried).startswith("With the tried weights: Marketing ")
    assert plan.plan.claims == found.plan.claims


def test_relative_entries_start_from_what_is_tried_and_delete_forgets_it(
    plan: PlanSession,
) -> None:
    found = cards(plan)
    changer = sheet(found, {"deals": Weight(0.2)}).changer
    tried, _ = tried_by(changer("deals", TRIED, "+10pt"), {"deals": Weight(0.2)})
    assert tried["deals"].value == pytest.approx(0.3)
    assert tried_by(changer("deals", TRIED, ""), tried)[0] == {}
    with pytest.raises(RefusedError, match="follows from the weights"):
        changer("all:sales", TRIED, "20%")
    with pytest.raises(RefusedError, match="not a rate"):
        changer("deals", TRIED, "120%")


def test_a_formula_is_kept_in_the_number_style_of_now_and_taken_with_its_text(
    plan: PlanSession,
) -> None:
    found = cards(plan)
    tried, _ = tried_by(sheet(found, {}).changer("deals", TRIED, "=(20+2.5)%"), {})
    german = replace(found, tongue=Tongue(NumberStyle(",", ".")))
    for shown, typed in ((found, "=(20+2.5)%"), (german, "=(20+2,5)%")):
        made = sheet(shown, tried)
        at = made.find("deals", TRIED)
        assert at is not None
        assert made.cell(*at).edit_text == typed
    (draft,) = taking(plan.plan, tried, M)
    assert (draft.value, draft.typed) == (0.225, "=(20+2.5)%")


def test_weights_that_do_not_add_up_are_marked(plan: PlanSession) -> None:
    found = cards(plan)
    names = [row.name for row in (*found.rows("marketing"), *found.rows("shared"))]
    shown = sheet(found, dict.fromkeys(names, Weight(0.2)))
    at = shown.find("all:marketing", "status")
    assert at is not None
    assert (shown.cell(*at).text, shown.cell(*at).mark) == ("add up to 160%", "◆")


def test_what_is_tried_is_taken_as_the_position_of_the_seat(plan: PlanSession) -> None:
    plan.submit(taking(plan.plan, {"bookings": Weight(0.4)}, M), "take")
    assert cards(plan).assumptions["bookings"].marketing == pytest.approx(0.4)
    mixed = (Draft(T, "sla/weight:deals", 0.1), Draft(T, "tried:deals", 0.3))
    assert tried_by(mixed, {}) == ({"deals": Weight(0.3)}, mixed[:1])


def test_what_reads_as_the_whole_is_not_marked_as_missed() -> None:
    cells = [attained(value, Tongue()) for value in (0.994, 0.9998, 1.0)]
    assert [(cell.text, cell.mark) for cell in cells] == [
        ("99%", "◆"),
        ("100%", "✓"),
        ("100%", "✓"),
    ]
