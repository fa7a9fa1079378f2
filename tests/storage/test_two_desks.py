"""Two machines save one plan in a shared folder, again and again, and no edit is lost.

Each process has a workspace of its own, so that only what stands beside the plan keeps them apart.
"""

import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from planner.plan.log import Log
from planner.storage import WorkingCopy, read_plan, write_plan
from tests.storage.test_working_copy import edit

SAVER = textwrap.dedent(
    """
    import sys
    from pathlib import Path
    from planner.base.stages import Seat
    from planner.plan.edits import Edit
    from planner.storage import WorkingCopy

    workspace, plan, who, how, rounds = sys.argv[1:]
    copy = None
    for number in range(int(rounds)):
        if copy is None:
            copy = WorkingCopy.open(Path(workspace), Path(plan))
        name = f"{who}-{number}"
        copy.append([Edit(copy.log.next_clock, name, "now", who, Seat.SALES, "goal", 1.0)])
        copy.save()
        if how == "closed":
            copy.discard()
            copy = None
        elif number % 3 == 0:
            copy.catch_up()
    """
)


@pytest.mark.long
@pytest.mark.parametrize("how", ["closed", "open"])
def test_two_processes_that_save_one_file_lose_no_edit(
    tmp_path: Path, how: str, rounds: Callable[[int, int], int]
) -> None:
    plan, count = tmp_path / "shared" / "plan.fairlead", rounds(12, 1000)
    plan.parent.mkdir()
    write_plan(plan, Log(), {})
    savers = [
        subprocess.Popen(
            [sys.executable, "-c", SAVER, str(tmp_path / who), str(plan), who, how, str(count)],
            cwd=Path(__file__).parents[2],
        )
        for who in ("Ada", "Bob")
    ]
    assert [saver.wait() for saver in savers] == [0, 0]
    saved = {each.id for each in read_plan(plan)[0].edits}
    assert saved == {f"{who}-{n}" for who in ("Ada", "Bob") for n in range(count)}
    assert list(plan.parent.iterdir()) == [plan]


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "shared" / "plan.fairlead"
    path.parent.mkdir()
    write_plan(path, Log.of([edit(1, "first")]), {})
    return path


def test_anothers_save_is_noticed_and_taken_in_live(plan: Path, tmp_path: Path) -> None:
    mine, theirs = WorkingCopy.open(tmp_path / "a", plan), WorkingCopy.open(tmp_path / "b", plan)
    assert not mine.has_news
    theirs.append([edit(2, "theirs")])
    theirs.save()
    mine.append([edit(3, "mine")])
    assert mine.has_news
    assert [e.id for e in mine.catch_up()] == ["theirs"]
    assert (mine.has_news, mine.dirty) == (False, True)
    assert mine.log == Log.of([edit(1, "first"), edit(2, "theirs"), edit(3, "mine")])
    mine.save()
    assert read_plan(plan)[0] == mine.log


def test_a_file_put_back_to_an_older_state_is_not_taken_for_saved(
    plan: Path, tmp_path: Path
) -> None:
    """A sync service, or a person with a backup, undoes a save behind the program's back."""
    old = plan.read_bytes()
    mine = WorkingCopy.open(tmp_path / "a", plan)
    mine.append([edit(2, "mine")])
    mine.save()
    assert not mine.dirty
    plan.write_bytes(old)
    assert mine.has_news
    assert mine.catch_up() == ()
    assert mine.dirty
    mine.save()
    assert not mine.dirty
    assert read_plan(plan)[0] == mine.log


def test_a_half_written_file_is_refused_and_read_once_it_is_whole(
    plan: Path, tmp_path: Path
) -> None:
    from planner.base.problem import RefusedError

    mine, theirs = WorkingCopy.open(tmp_path / "a", plan), WorkingCopy.open(tmp_path / "b", plan)
    theirs.append([edit(2, "theirs")])
    theirs.save()
    whole = plan.read_bytes()
    plan.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(RefusedError, match="damaged"):
        mine.catch_up()
    assert mine.has_news
    plan.write_bytes(whole)
    assert [e.id for e in mine.catch_up()] == ["theirs"]


def test_a_plan_whose_file_is_gone_is_not_saved(plan: Path, tmp_path: Path) -> None:
    mine = WorkingCopy.open(tmp_path / "a", plan)
    plan.unlink()
    assert mine.has_news
    assert mine.catch_up() == ()
    assert mine.dirty
    mine.save()
    assert read_plan(plan)[0] == mine.log
