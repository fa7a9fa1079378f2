"""Opening, editing, saving, uniting and recovering plans."""

import errno
import os
import sqlite3
from pathlib import Path

import pytest

from planner.base.problem import RefusedError
from planner.base.progress import CancelledError
from planner.base.stages import Seat
from planner.plan.edits import Edit
from planner.plan.log import Log, merge
from planner.storage import WorkingCopy, digest_of, read_plan, recoverable, write_plan
from tests.snapshots import same, small_snapshot


def edit(clock: int, name: str, value: float = 1.0) -> Edit:
    return Edit(clock, name, f"2026-11-02T12:00:{clock:02d}Z", "Ada", Seat.SALES, "goal", value)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return tmp_path / "workspace"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "shared" / "plan.fairlead"
    path.parent.mkdir()
    write_plan(path, Log.of([edit(1, "first")]), {})
    return path


def crash(copy: WorkingCopy) -> Path:
    """Leave a copy as the death of its process would."""
    copy._journal.close()
    copy._alive.release()
    return copy.folder


def test_a_new_plan_has_no_file_until_saved(workspace: Path, tmp_path: Path) -> None:
    copy = WorkingCopy.new(workspace)
    assert (copy.path, copy.log, copy.dirty) == (None, Log(), False)
    copy.append([edit(1, "a"), edit(2, "b")])
    assert copy.dirty
    with pytest.raises(RefusedError, match="has no file yet"):
        copy.save()
    target = tmp_path / "new.fairlead"
    assert copy.save(target) == copy.path == target
    assert not copy.dirty
    assert read_plan(target)[0] == copy.log == Log.of([edit(1, "a"), edit(2, "b")])


def test_editing_leaves_the_file_alone_until_saved(workspace: Path, plan: Path) -> None:
    before = plan.read_bytes()
    copy = WorkingCopy.open(workspace, plan)
    assert copy.log == Log.of([edit(1, "first")])
    copy.append([edit(2, "mine")])
    assert plan.read_bytes() == before
    assert copy.save() == plan
    assert read_plan(plan)[0] == copy.log
    assert list(plan.parent.iterdir()) == [plan]


def test_snapshots_are_kept_by_their_address(workspace: Path, plan: Path) -> None:
    copy = WorkingCopy.open(workspace, plan)
    snapshot = small_snapshot()
    digest = copy.keep(snapshot)
    assert digest == digest_of(snapshot) == copy.keep(snapshot)
    assert copy.snapshot(digest) is snapshot
    assert copy.snapshot("unknown") is None
    copy.append([edit(2, "import")])
    copy.save()
    again = WorkingCopy.open(workspace, plan).snapshot(digest)
    assert same(again, snapshot)


def test_two_people_save_the_same_plan_and_nothing_is_lost(workspace: Path, plan: Path) -> None:
    mine, theirs = WorkingCopy.open(workspace, plan), WorkingCopy.open(workspace, plan)
    mine.append([edit(2, "mine")])
    theirs.append([edit(2, "theirs")])
    digest = theirs.keep(small_snapshot())
    theirs.save()
    mine.save()
    log, held = read_plan(plan)
    assert log == mine.log == merge(mine.log, theirs.log)
    assert {e.id for e in log.edits} == {"first", "mine", "theirs"}
    assert list(held) == [digest]
    assert mine.snapshot(digest) is not None
    assert mine.log.next_clock == 3


def test_a_save_that_comes_between_is_united_too(
    workspace: Path, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = WorkingCopy.open(workspace, plan)
    mine.append([edit(2, "mine")])
    flush, saves = os.fsync, []

    def another_machine_saves_first(handle: int) -> None:
        flush(handle)
        if not saves:
            saves.append(1)
            write_plan(plan, Log.of([edit(1, "first"), edit(3, "theirs")]), {})

    monkeypatch.setattr(os, "fsync", another_machine_saves_first)
    mine.save()
    assert {e.id for e in read_plan(plan)[0].edits} == {"first", "mine", "theirs"}
    assert {e.id for e in mine.log.edits} == {"first", "mine", "theirs"}


def test_saving_elsewhere_overwrites_and_moves_the_plan(workspace: Path, plan: Path) -> None:
    other = plan.with_name("other.fairlead")
    write_plan(other, Log.of([edit(9, "unrelated")]), {})
    copy = WorkingCopy.open(workspace, plan)
    copy.append([edit(2, "mine")])
    copy.save(other)
    assert copy.path == other
    assert {e.id for e in read_plan(other)[0].edits} == {"first", "mine"}
    assert {e.id for e in read_plan(plan)[0].edits} == {"first"}


def test_a_full_disk_leaves_file_and_copy_as_they_were(
    workspace: Path, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = plan.read_bytes()
    copy = WorkingCopy.open(workspace, plan)
    copy.append([edit(2, "mine")])

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(RefusedError, match="The disk is full"):
            copy.save()
    assert plan.read_bytes() == before
    assert list(plan.parent.iterdir()) == [plan]
    assert copy.dirty
    copy.save()
    assert {e.id for e in read_plan(plan)[0].edits} == {"first", "mine"}


def test_a_cancelled_save_leaves_file_and_copy_as_they_were(workspace: Path, plan: Path) -> None:
    before = plan.read_bytes()
    copy = WorkingCopy.open(workspace, plan)
    copy.append([edit(2, "mine")])

    def cancel(what: str, done: int, total: int) -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        copy.save(progress=cancel)
    assert plan.read_bytes() == before
    assert copy.dirty


def test_a_file_that_became_something_else_is_not_overwritten(workspace: Path, plan: Path) -> None:
    copy = WorkingCopy.open(workspace, plan)
    copy.append([edit(2, "mine")])
    plan.write_text("a note, not a plan")
    with pytest.raises(RefusedError, match="is not a Fairlead plan"):
        copy.save()
    assert plan.read_text() == "a note, not a plan"
    plan.unlink()
    copy.save()
    assert {e.id for e in read_plan(plan)[0].edits} == {"first", "mine"}


def test_a_file_that_cannot_be_opened_leaves_no_copy(workspace: Path, plan: Path) -> None:
    connection = sqlite3.connect(plan)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(RefusedError, match="newer version"):
        WorkingCopy.open(workspace, plan)
    connection = sqlite3.connect(plan)
    connection.executescript("PRAGMA user_version = 1; CREATE VIEW v AS SELECT 1;")
    connection.close()
    with pytest.raises(RefusedError, match="is damaged"):
        WorkingCopy.open(workspace, plan)
    assert not list(workspace.glob("copy-*"))


def test_edits_already_known_are_not_added_again(workspace: Path, plan: Path) -> None:
    copy = WorkingCopy.open(workspace, plan)
    copy.append([edit(1, "first")])
    assert not copy.dirty
    copy.append([edit(1, "first"), edit(0, "older")])
    assert [e.id for e in copy.log.edits] == ["older", "first"]


def test_discarding_leaves_nothing(workspace: Path, plan: Path) -> None:
    copy = WorkingCopy.open(workspace, plan)
    copy.append([edit(2, "mine")])
    copy.discard()
    assert recoverable(workspace) == ()
    assert not list(workspace.glob("copy-*"))
    assert {e.id for e in read_plan(plan)[0].edits} == {"first"}


def test_what_a_crash_leaves_is_found_and_recovered(workspace: Path, plan: Path) -> None:
    copy = WorkingCopy.open(workspace, plan)
    digest = copy.keep(small_snapshot())
    copy.append([edit(2, "mine")])
    copy.append([edit(3, "more")])
    assert recoverable(workspace) == ()
    crash(copy)
    (left,) = recoverable(workspace)
    assert (left.path, left.edits, left.last) == (plan, 2, "2026-11-02T12:00:03Z")
    back = WorkingCopy.recover(left.folder)
    assert recoverable(workspace) == ()
    assert (back.path, back.log, back.dirty) == (plan, copy.log, True)
    assert back.snapshot(digest) is not None
    back.save()
    assert {e.id for e in read_plan(plan)[0].edits} == {"first", "mine", "more"}


def test_a_crash_without_unsaved_edits_leaves_nothing_to_recover(
    workspace: Path, plan: Path
) -> None:
    copy = WorkingCopy.open(workspace, plan)
    copy.append([edit(2, "mine")])
    copy.save()
    folder = crash(copy)
    assert recoverable(workspace) == ()
    assert not folder.exists()


def test_a_copy_in_use_is_not_recovered(workspace: Path, plan: Path) -> None:
    copy = WorkingCopy.open(workspace, plan)
    with pytest.raises(RefusedError, match="open in another window"):
        WorkingCopy.recover(copy.folder)


def test_no_database_is_opened_beside_the_plan(
    workspace: Path, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect, opened = sqlite3.connect, []

    def watched(database: str | Path, *args: object, **options: object) -> sqlite3.Connection:
        opened.append(str(database))
        return connect(database, *args, **options)

    monkeypatch.setattr(sqlite3, "connect", watched)
    copy, other = WorkingCopy.open(workspace, plan), WorkingCopy.open(workspace, plan)
    other.append([edit(2, "theirs")])
    other.save()
    copy.append([edit(2, "mine")])
    copy.save()
    read_plan(plan)
    assert opened
    assert not [name for name in opened if str(plan.parent) in name]
