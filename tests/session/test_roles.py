"""Who may speak: names, passphrases of seats, and plans that are open for reading."""

import json
import os
from pathlib import Path

import pytest

from planner.base.problem import RefusedError
from planner.base.stages import Seat
from planner.plan.edits import Draft
from planner.session import PlanSession, open_plan
from planner.session.merging import merge_copy, preview_merge
from planner.session.roles import passphrase_drafts, removal_drafts
from tests.people import person
from tests.session.conftest import Opener

KEY = "Web/rate:Lead>Opportunity"
WORDS = "correct horse"


def says(session: PlanSession, seat: Seat, text: str) -> None:
    session.submit(session.typed(seat, KEY, text), f"type {text}")


@pytest.fixture
def latched(by_hand: PlanSession, tmp_path: Path) -> Path:
    """A saved plan in which Sales has a passphrase."""
    by_hand.submit(passphrase_drafts(Seat.SALES, WORDS, WORDS, "salt"), "passphrase")
    says(by_hand, Seat.SALES, "20%")
    return by_hand.save(tmp_path / "plan.fairlead")


def test_a_file_passed_on_does_not_speak_for_the_other(latched: Path, opening: Opener) -> None:
    bob = opening(latched, "Bob")
    says(bob, Seat.MARKETING, "30%")
    bob.submit([Draft(Seat.TOGETHER, "goal", 5.0)], "goal")
    for seat in (Seat.SALES, Seat.TOGETHER):
        with pytest.raises(RefusedError, match="Sales has a passphrase, and this speaks for it"):
            says(bob, seat, "25%")
    with pytest.raises(RefusedError, match="not the passphrase of Sales"):
        bob.keys.give(bob.whole, Seat.SALES, "wrong horse")
    bob.keys.give(bob.whole, Seat.SALES, WORDS)
    says(bob, Seat.SALES, "25%")
    says(bob, Seat.TOGETHER, "26%")


def test_only_who_knows_it_changes_or_removes_it_and_undo_passes_over_it(
    latched: Path, opening: Opener
) -> None:
    bob = opening(latched, "Bob")
    with pytest.raises(RefusedError, match="this speaks for it"):
        bob.submit(removal_drafts(bob.whole, Seat.SALES), "remove")
    bob.keys.give(bob.whole, Seat.SALES, WORDS)
    bob.submit(passphrase_drafts(Seat.SALES, "another one", "another one", "pepper"), "change")
    says(bob, Seat.SALES, "25%")
    assert bob.undo() == "type 25%"
    assert bob.undo_label is None
    bob.submit(removal_drafts(bob.whole, Seat.SALES), "remove")
    assert not bob.keys.latched(bob.whole, Seat.SALES)
    with pytest.raises(RefusedError, match="Sales has no passphrase"):
        removal_drafts(bob.whole, Seat.SALES)


def test_what_is_kept_of_a_passphrase_does_not_hold_it(latched: Path, opening: Opener) -> None:
    kept = json.dumps([edit.value for edit in opening(latched).whole.edits])
    assert WORDS not in kept
    with pytest.raises(RefusedError, match="do not match"):
        passphrase_drafts(Seat.SALES, WORDS, "other", "salt")
    with pytest.raises(RefusedError, match="at least 4 letters"):
        passphrase_drafts(Seat.SALES, "abc", "abc", "salt")


def test_a_plan_open_for_reading_cannot_be_changed_until_it_is_another_file(
    latched: Path, opening: Opener, tmp_path: Path
) -> None:
    path = latched
    board = open_plan(path, tmp_path / "board", person("Board"), reading=True)
    other = opening(path, "Bob")
    says(other, Seat.MARKETING, "30%")
    other.save(tmp_path / "copy.fairlead")
    found = preview_merge(board, board.copy.read_other(tmp_path / "copy.fairlead"))
    for change in (
        lambda: says(board, Seat.MARKETING, "30%"),
        lambda: merge_copy(board, found),
        board.save,
    ):
        with pytest.raises(RefusedError, match="open for reading"):
            change()
    assert (board.undo_label, board.undo()) == (None, None)
    board.save(tmp_path / "mine.fairlead")
    says(board, Seat.MARKETING, "30%")
    board.close()


def test_a_file_that_cannot_be_written_is_open_for_reading(
    latched: Path, opening: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: path != latched or mode != os.W_OK)
    assert opening(latched).reading


def test_who_takes_another_name_still_undoes_what_was_said_before(by_hand: PlanSession) -> None:
    says(by_hand, Seat.SALES, "20%")
    by_hand.rename("Ada Moss")
    says(by_hand, Seat.SALES, "25%")
    assert by_hand.log.edits[-1].author == "Ada Moss"
    assert [by_hand.undo(), by_hand.undo()] == ["type 25%", "type 20%"]
    assert by_hand.redo() == "type 20%"
