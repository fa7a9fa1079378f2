"""The plan file: what goes in comes out, and what cannot be opened says so in one sentence."""

import errno
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.base.problem import RefusedError
from planner.base.stages import Seat
from planner.journeys.table import Snapshot
from planner.plan.edits import Edit
from planner.plan.log import Log
from planner.storage import check_plan, digest_of, read_plan, schema, write_plan
from tests.snapshots import same, small_snapshot, snapshots

TEXT = st.text(max_size=8)
VALUES = st.none() | TEXT | st.floats(allow_nan=False)
EDITS = st.builds(
    Edit, st.integers(1, 9), TEXT, TEXT, TEXT, st.sampled_from(Seat), TEXT, VALUES, TEXT, TEXT, TEXT
)
LOGS = st.lists(EDITS, max_size=5).map(Log.of)
GOAL = Log.of([Edit(1, "a", "", "Ada", Seat.SALES, "goal", 19e6)])


@given(log=LOGS, held=st.lists(snapshots(), max_size=2))
def test_what_is_written_is_read(
    tmp_path_factory: pytest.TempPathFactory, log: Log, held: list[Snapshot]
) -> None:
    path = tmp_path_factory.mktemp("plans") / "plan.fairlead"
    by_digest = {digest_of(one): one for one in held}
    write_plan(path, log, by_digest)
    read, found = read_plan(path)
    assert read == log
    assert [repr(e.value) for e in read.edits] == [repr(e.value) for e in log.edits]
    assert found.keys() == by_digest.keys()
    assert all(same(found[digest], by_digest[digest]) for digest in found)
    assert [p for p in check_plan(path) if "carry an id" not in p.what] == []
    assert [p.name for p in path.parent.iterdir()] == ["plan.fairlead"]


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.fairlead"
    snapshot = small_snapshot()
    write_plan(path, GOAL, {digest_of(snapshot): snapshot})
    return path


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-100])


def text(path: Path) -> None:
    path.write_text("Lead ID,Lead Owner\n" * 50)


def nothing(path: Path) -> None:
    path.write_bytes(b"")


def altered(statement: str) -> Callable[[Path], None]:
    def alter(path: Path) -> None:
        connection = sqlite3.connect(path)
        connection.executescript(statement)
        connection.close()

    return alter


def noise(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[schema.PAGE : schema.PAGE + 200] = os.urandom(200)
    path.write_bytes(data)


@pytest.mark.parametrize(
    ("harm", "says"),
    [
        (text, "is not a Fairlead plan. Open a .fairlead file"),
        (nothing, "is not a Fairlead plan"),
        (altered("PRAGMA application_id = 1"), "is not a Fairlead plan"),
        (altered("PRAGMA user_version = 99"), "was written by a newer version of Fairlead"),
        (cut, "is damaged"),
        (noise, "is damaged"),
        (altered("DROP TABLE edits"), "is damaged"),
        (altered("CREATE TRIGGER t AFTER INSERT ON edits BEGIN SELECT 1; END"), "is damaged"),
        (altered("UPDATE edits SET seat = 'nobody'"), "is damaged"),
        (altered("UPDATE edits SET value = x'00'"), "is damaged"),
        (altered("UPDATE edits SET clock = 'late'"), "is damaged"),
        (altered("UPDATE edits SET author = x'00'"), "is damaged"),
        (altered("DELETE FROM parts WHERE name = 'header'"), "is damaged"),
        (altered("UPDATE parts SET data = 7"), "is damaged"),
        (altered("UPDATE parts SET shape = '{}'"), "is damaged"),
        (altered("PRAGMA journal_mode = WAL"), "is damaged"),
        (Path.unlink, "There is no such file"),
    ],
)
def test_what_cannot_be_read_is_refused(
    plan: Path, harm: Callable[[Path], None], says: str
) -> None:
    harm(plan)
    with pytest.raises(RefusedError, match=says):
        read_plan(plan)


def test_changed_data_are_found_by_a_check(plan: Path) -> None:
    assert check_plan(plan) == ()
    altered("UPDATE parts SET data = x'C0' WHERE name = 'journeys/reached'")(plan)
    assert [p.what for p in check_plan(plan)] == ["Imported data differ from what was imported"]


@pytest.mark.parametrize(
    ("code", "says"),
    [
        (errno.ENOSPC, "The disk is full .*the file is as it was before"),
        (errno.EACCES, "The file may not be written here"),
        (errno.EIO, "The file could not be written"),
    ],
)
def test_a_write_that_fails_leaves_the_file_as_it_was(
    plan: Path, monkeypatch: pytest.MonkeyPatch, code: int, says: str
) -> None:
    before = plan.read_bytes()

    def fail(handle: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(RefusedError, match=says):
        write_plan(plan, Log(), {})
    assert plan.read_bytes() == before
    assert list(plan.parent.iterdir()) == [plan]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="There is no such folder"):
        write_plan(tmp_path / "gone" / "plan.fairlead", Log(), {})


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_a_replaced_file_keeps_its_permissions(plan: Path) -> None:
    plan.chmod(0o640)
    write_plan(plan, Log(), {})
    assert plan.stat().st_mode & 0o777 == 0o640
