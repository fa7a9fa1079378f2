"""A merge in an open plan: looked at, taken in as one step, undone, and saved with its data."""

from pathlib import Path

import pytest

from planner.base.problem import RefusedError
from planner.base.stages import Seat
from planner.plan.edits import Draft
from planner.session import PlanSession
from planner.session.merging import merge_copy, preview_merge
from planner.storage import read_plan
from tests.session.conftest import Opener

RATE = "Web/rate:Lead>Opportunity"


@pytest.fixture
def pair(by_hand: PlanSession, opening: Opener, tmp_path: Path) -> tuple[PlanSession, Path]:
    """An open plan, and the file of a colleague who said more."""
    by_hand.save(tmp_path / "mine.fairlead")
    theirs = opening(by_hand.save(tmp_path / "theirs.fairlead"), "Bob")
    by_hand.save(tmp_path / "mine.fairlead")
    theirs.submit(theirs.typed(Seat.SALES, RATE, "20%"), "type 20%")
    theirs.submit([Draft(Seat.SALES, f"park:{RATE}", "until the test in May")], "park")
    theirs.save()
    assert theirs.path is not None
    return by_hand, theirs.path


def test_a_look_changes_nothing(pair: tuple[PlanSession, Path]) -> None:
    mine, path = pair
    log, total = mine.log, mine.results.working.total
    found = preview_merge(mine, mine.copy.read_other(path))
    assert [(c.seat, c.key, c.after) for c in found.union.changes] == [
        (Seat.SALES, RATE, 0.2),
        (None, f"park:{RATE}", "until the test in May"),
    ]
    assert (mine.log, mine.results.working.total) == (log, total)


def test_a_merge_is_one_named_step(pair: tuple[PlanSession, Path]) -> None:
    mine, path = pair
    before = mine.plan
    merge_copy(mine, preview_merge(mine, mine.copy.read_other(path)))
    merged = mine.plan
    assert merged.claims != before.claims
    assert mine.undo_label == "merge theirs.fairlead"
    mine.undo()
    assert mine.plan == before
    assert mine.redo() == "merge theirs.fairlead"
    assert mine.plan == merged


def test_an_undone_merge_is_undone_after_saving_and_comes_again(
    pair: tuple[PlanSession, Path], opening: Opener
) -> None:
    mine, path = pair
    merge_copy(mine, preview_merge(mine, mine.copy.read_other(path)))
    merged = mine.plan
    mine.undo()
    again = opening(mine.save())
    assert again.plan != merged
    merge_copy(again, preview_merge(again, again.copy.read_other(path)))
    assert again.plan == merged
    bobs = opening(path, "Bob")
    merge_copy(bobs, preview_merge(bobs, bobs.copy.read_other(mine.save())))
    assert bobs.plan == merged


def test_what_was_typed_since_the_look_is_kept(pair: tuple[PlanSession, Path]) -> None:
    mine, path = pair
    found = preview_merge(mine, mine.copy.read_other(path))
    mine.submit(mine.typed(Seat.MARKETING, RATE, "40%"), "type 40%")
    merge_copy(mine, found)
    claims = next(iter(mine.plan.claims_of("Web", mine.results.assumptions[1].driver).values()))
    assert claims.marketing is not None
    assert claims.sales is not None
    assert (claims.marketing.value, claims.sales.value) == (0.4, 0.2)


def test_what_is_known_is_not_merged_again(pair: tuple[PlanSession, Path]) -> None:
    mine, path = pair
    merge_copy(mine, preview_merge(mine, mine.copy.read_other(path)))
    with pytest.raises(RefusedError, match="holds everything this copy states"):
        merge_copy(mine, preview_merge(mine, mine.copy.read_other(path)))


def test_data_that_only_the_copy_has_come_with_it(
    by_hand: PlanSession, sample_file: Path, opening: Opener, tmp_path: Path
) -> None:
    """A plan begun from the sample's positions, but without its data file parts."""
    whole = opening(sample_file)
    digest = whole.plan.snapshot
    assert digest is not None
    found = preview_merge(by_hand, by_hand.copy.read_other(sample_file))
    assert found.stranger
    assert found.other_data
    assert found.priced.bridge is None
    assert "other" in found.priced.why
    merge_copy(by_hand, found)
    assert by_hand.snapshot is not None
    saved = by_hand.save(tmp_path / "merged.fairlead")
    assert digest in read_plan(saved)[1]
    by_hand.undo()
    assert by_hand.snapshot is None
