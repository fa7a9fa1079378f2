import errno
import os
import sqlite3
from pathlib import Path

import pytest

from planner.base.stages import Seat
from planner.plan.edits import Edit
from planner.storage import journal
from planner.storage.journal import Journal


def edit(clock: int) -> Edit:
    return Edit(clock, f"e{clock}", "2026-11-02T12:00:00Z", "Ada", Seat.SALES, "goal", 1.0)


def test_a_gesture_can_be_read_by_another_process_once_appended(tmp_path: Path) -> None:
    opened = Journal(tmp_path / "journal")
    opened.append([edit(1), edit(2)])
    other = sqlite3.connect(tmp_path / "journal")
    assert other.execute("SELECT count(*) FROM edits").fetchone() == (2,)
    other.close()
    opened.close()


def test_every_gesture_is_written_through_to_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[int] = []
    opened = Journal(tmp_path / "journal")

    def noted(file: int) -> None:
        written.append(file)
        os.fsync(file)

    monkeypatch.setattr(journal, "fsync", noted)
    opened.append([edit(1)])
    opened.append([edit(2)])
    opened.close()
    assert len(written) == 2


def test_a_disk_that_refuses_is_told_with_the_next_gesture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_file: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    opened = Journal(tmp_path / "journal")
    monkeypatch.setattr(journal, "fsync", refuse)
    opened.append([edit(1)])
    opened._writer.submit(int).result()
    with pytest.raises(OSError, match="full"):
        opened.append([edit(2)])
    opened.close()
