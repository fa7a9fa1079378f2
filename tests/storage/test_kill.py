"""A process killed in the middle of edits or of a save loses nothing and leaves nothing half done.

The child names an edit on standard output once `append` has returned for it, never before.
"""

import random
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from planner.plan.log import Log
from planner.storage import WorkingCopy, read_plan, recoverable, write_plan

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")

CHILD = textwrap.dedent(
    """
    import sys
    from pathlib import Path
    from planner.base.stages import Seat
    from planner.plan.edits import Edit
    from planner.storage import WorkingCopy

    copy = WorkingCopy.open(Path(sys.argv[1]), Path(sys.argv[2]))
    filler = "x" * 20_000
    for number in range(1, 100_000):
        name = f"{sys.argv[3]}-{number}"
        edit = Edit(copy.log.next_clock, name, "now", "Ada", Seat.SALES, "goal", 1.0, filler)
        copy.append([edit])
        print(name, flush=True)
        if sys.argv[4] == "save" and number % 3 == 0:
            copy.save()
    """
)


def run_and_kill(arguments: list[str], edits: int, wait: float) -> set[str]:
    """Let a child edit, kill it after `edits` edits and `wait` seconds; return the known ids."""
    command = [sys.executable, "-c", CHILD, *arguments]
    child = subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]
    )
    assert child.stdout is not None
    said = [child.stdout.readline() for _ in range(edits)]
    time.sleep(wait)
    child.kill()
    rest, _ = child.communicate()
    assert child.returncode == -signal.SIGKILL
    return set("".join([*said, rest]).split())


@pytest.mark.parametrize("how", ["edit", "save"])
def test_a_killed_process_loses_no_edit(
    tmp_path: Path, how: str, rounds: Callable[[int, int], int]
) -> None:
    chance = random.Random(7)
    workspace, plan = tmp_path / "workspace", tmp_path / "shared" / "plan.fairlead"
    plan.parent.mkdir()
    write_plan(plan, Log(), {})
    known: set[str] = set()
    for run in range(rounds(4, 200)):
        arguments = [str(workspace), str(plan), f"run{run}", how]
        known |= run_and_kill(arguments, chance.randint(4, 9), chance.random() / 50)
        in_file = {edit.id for edit in read_plan(plan)[0].edits}
        for left in recoverable(workspace):
            copy = WorkingCopy.recover(left.folder)
            assert {edit.id for edit in copy.log.edits} >= in_file
            copy.save()
            copy.discard()
        assert {edit.id for edit in read_plan(plan)[0].edits} >= known
        assert list(plan.parent.iterdir()) == [plan]
