"""Plan files that cannot be opened or written: one sentence, and nothing has changed."""

import errno
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.running import Fairlead, assert_refused

COMMANDS = (
    *("measure", "show", "forecast", "bridge", "check", "export {} out.xlsx"),
    *("goal {} 1m", "set {} --seat sales web/volume=1"),
)


def line(command: str, plan: str) -> str:
    return command.format(plan) if "{}" in command else f"{command} {plan}"


@pytest.mark.parametrize("command", COMMANDS)
def test_a_plan_that_is_not_there(fairlead: Fairlead, command: str) -> None:
    assert_refused(fairlead(line(command, "no.fairlead")), "There is no such file")
    assert list(Path().iterdir()) == []


def foreign(path: Path) -> None:
    path.write_text("Lead ID,Create Date\n" + "L1,2026-01-01\n" * 200)


def other_database(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE leads (id)")
    connection.close()


def newer(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 999")
    connection.commit()
    connection.close()


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-4096])


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


UNREADABLE = [
    (foreign, "'hand.fairlead' is not a Fairlead plan. Open a .fairlead file"),
    (other_database, "'hand.fairlead' is not a Fairlead plan."),
    (newer, "'hand.fairlead' was written by a newer version of Fairlead. Update Fairlead"),
    (truncated, "The plan 'hand.fairlead' is damaged and cannot be read whole."),
    (folder, "This is a folder, not a file"),
]


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(("spoil", "said"), UNREADABLE)
def test_a_plan_that_cannot_be_read(
    fairlead: Fairlead, by_hand: str, spoil: Callable[[Path], None], said: str, command: str
) -> None:
    spoil(Path(by_hand))
    before = Path(by_hand).read_bytes() if Path(by_hand).is_file() else b""
    assert_refused(fairlead(line(command, by_hand)), said)
    assert [path.name for path in Path().iterdir()] == [by_hand]
    assert (Path(by_hand).read_bytes() if before else b"") == before


def test_a_refusal_is_json_too(fairlead: Fairlead) -> None:
    answer = fairlead("forecast no.fairlead --json")
    assert answer.status == 2
    assert answer.json["error"] == answer.err.strip()
    assert [refused["reason"] for refused in answer.json["refused"]] == [answer.json["error"]]


@pytest.mark.parametrize(
    "words", ["set {} --seat marketing a%2Fb/volume=9", "goal {} 1m", "export {} board.xlsx"]
)
def test_a_full_disk(
    fairlead: Fairlead, by_hand: str, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    before = Path(by_hand).read_bytes()

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        answer = fairlead(words.format(by_hand))
    assert answer.status == 2
    assert "disk is full" in answer.err or "no space left on device" in answer.err
    assert Path(by_hand).read_bytes() == before
    assert [path.name for path in Path(by_hand).absolute().parent.iterdir()] == [by_hand]


def test_a_demo_where_a_file_stands(fairlead: Fairlead) -> None:
    Path("taken").write_text("a file where the folder should be")
    assert_refused(fairlead("demo taken"), "taken")
    assert Path("taken").read_text() == "a file where the folder should be"


def test_a_refused_command_leaves_no_private_copy(
    fairlead: Fairlead, by_hand: str, tmp_path: Path
) -> None:
    fairlead(f"set {by_hand} --seat marketing nope/volume=9")
    fairlead(f"set {by_hand} --seat marketing a%2Fb/volume=9")
    fairlead("import other.fairlead nothing.csv")
    assert list((tmp_path / "private").rglob("copy-*")) == []
