"""Locks of saves, who has a plan open, and the conflict copies of sync services."""

import json
import os
import platform
from pathlib import Path

import pytest

from planner.plan.log import Log
from planner.storage import WorkingCopy, read_plan, write_plan
from planner.storage.beside import alone, is_dead, lock_of
from planner.storage.conflict_copies import is_copy_name, named_as_copies, new_in
from planner.storage.presence import LEFT, Presence, Present
from tests.storage.test_working_copy import edit

DEAD = 2**22 + 1
"""More than any process has for a number."""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "shared" / "FY27 plan.fairlead"
    path.parent.mkdir()
    write_plan(path, Log.of([edit(1, "first")]), {})
    return path


def left_by(path: Path, host: str, pid: int, author: str = "Bob") -> Path:
    said = {"copy": "copy-x", "author": author, "host": host, "pid": pid}
    path.write_text(json.dumps(said))
    return path


def aged(path: Path, seconds: float) -> Path:
    at = path.stat().st_mtime - seconds
    os.utime(path, (at, at))
    return path


def test_a_lock_is_there_while_a_save_runs_and_gone_after(plan: Path) -> None:
    with alone(plan, "copy-a"):
        assert json.loads(lock_of(plan).read_text())["copy"] == "copy-a"
        assert not is_dead(lock_of(plan))
    assert list(plan.parent.iterdir()) == [plan]


@pytest.mark.parametrize(("host", "age"), [(platform.node(), 0.0), ("elsewhere", 600.0)])
def test_a_lock_that_was_left_behind_is_broken(
    plan: Path, tmp_path: Path, host: str, age: float
) -> None:
    aged(left_by(lock_of(plan), host, DEAD), age)
    copy = WorkingCopy.open(tmp_path / "a", plan)
    copy.append([edit(2, "mine")])
    copy.save()
    assert read_plan(plan)[0] == copy.log
    assert list(plan.parent.iterdir()) == [plan]


def test_a_fresh_lock_of_another_machine_is_respected(plan: Path) -> None:
    assert not is_dead(left_by(lock_of(plan), "elsewhere", DEAD))


def test_who_else_has_the_plan_open_is_known(plan: Path) -> None:
    mine, theirs = Presence(plan, "copy-a"), Presence(plan, "copy-b")
    mine.renew("Ada")
    theirs.renew("Bob")
    assert mine.others() == (Present("Bob", platform.node()),)
    theirs.end()
    assert mine.others() == ()
    mine.end()
    assert list(plan.parent.iterdir()) == [plan]


def test_what_a_crash_left_is_removed_and_another_machines_is_marked(plan: Path) -> None:
    mine = Presence(plan, "copy-a")
    mine.renew("Ada")
    crashed = left_by(plan.with_name(f".{plan.name}.copy-c.open"), platform.node(), DEAD)
    old = left_by(plan.with_name(f".{plan.name}.copy-d.open"), "elsewhere", 1, "Cem")
    aged(old, LEFT + 60)
    assert mine.others() == (Present("Cem", "elsewhere", left=True),)
    assert not crashed.exists()


@pytest.mark.parametrize(
    "name",
    [
        "FY27 plan (Ada's conflicted copy 2026-11-03)",
        "FY27 plan (ADA-PC's conflicted copy 2026-11-03 (1))",
        "FY27 plan (conflicted copy 2026-11-03 101530)",
        "FY27 plan (Case Conflict)",
        "FY27 plan-DESKTOP-7Q2RT1",
        "FY27 plan (1)",
        "FY27 plan[Conflict]",
        "FY27 plan (1)[Conflict]",
        "FY27 plan.sync-conflict-20261103-101530-ABCDEF7",
        "FY27 plan_conflict-20261103-101530",
        "FY27 plan 2",
    ],
)
def test_names_of_conflict_copies(name: str) -> None:
    assert is_copy_name("FY27 plan", name)


@pytest.mark.parametrize("name", ["FY27 plan", "FY27 planning", "FY28 plan (1)", "FY27 plan final"])
def test_other_names(name: str) -> None:
    assert not is_copy_name("FY27 plan", name)


def test_a_conflict_copy_is_one_that_shares_edits_and_has_more(plan: Path) -> None:
    log = read_plan(plan)[0]
    copy = plan.with_name("FY27 plan (Bob's conflicted copy 2026-11-03).fairlead")
    write_plan(copy, log.add([edit(2, "bobs")]), {})
    stranger = plan.with_name("FY27 plan (1).fairlead")
    write_plan(stranger, Log.of([edit(1, "other")]), {})
    plan.with_name("FY27 plan 2.fairlead").write_text("no plan at all")
    assert set(named_as_copies(plan)) == {
        copy, stranger, plan.with_name("FY27 plan 2.fairlead"),
    }  # fmt: skip
    assert [[e.id for e in new_in(p, log)] for p in named_as_copies(plan)] == [
        ["bobs"] if p == copy else [] for p in named_as_copies(plan)
    ]
    assert new_in(copy, read_plan(copy)[0]) == ()
