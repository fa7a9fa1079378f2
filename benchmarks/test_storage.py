"""Saving and opening a plan with a million journeys, beside copying its file."""

import shutil
import uuid
from pathlib import Path

import numpy as np
import pytest

from benchmarks.timing import medians
from planner.base.days import NO_DAY
from planner.base.stages import Seat
from planner.journeys.table import Dimension, Journeys, Snapshot
from planner.plan.edits import Draft
from planner.session import Identity, PlanSession, create_plan, open_plan

JOURNEYS, ROUNDS = 1_000_000, 7
ME = Identity("Ann", lambda: "2026-11-02T09:00:00+01:00", lambda: uuid.uuid4().hex)


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    rng = np.random.default_rng(7)
    outcome = rng.integers(0, 3, JOURNEYS).astype(np.int8)
    won = outcome == 1
    entered = (20_000 + rng.integers(0, 700, (JOURNEYS, 2))).astype(np.int32)
    channels = tuple(f"Channel {letter}" for letter in "ABCDEFGH")
    table = Journeys(
        stages=("Lead", "Won"),
        ids=tuple(f"00Q5g{number:010d}" for number in range(JOURNEYS)),
        entered=entered,
        reached=np.stack((np.ones_like(won), won), axis=1),
        outcome=outcome,
        left=entered[:, 1],
        amount=np.where(won, rng.uniform(1e3, 1e5, JOURNEYS).round(), np.nan),
        opened_amount=np.full(JOURNEYS, np.nan),
        dimensions={"channel": Dimension(rng.integers(0, 8, JOURNEYS).astype(np.int32), channels)},
        as_of=20_800,
        currency="USD",
        closing=np.where(outcome > 0, entered[:, 1], NO_DAY).astype(np.int32),
        deal_ids=tuple(f"0065g{number:010d}" if won[number] else "" for number in range(JOURNEYS)),
    )
    return Snapshot(table, (), JOURNEYS, 0, (), {}, ())


@pytest.fixture(scope="module")
def session(snapshot: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> PlanSession:
    home = tmp_path_factory.mktemp("storage")
    made = create_plan(home / "work", ME, "Large")
    made.adopt(snapshot)
    made.save(home / "large.fairlead")
    return made


def test_a_save_in_which_only_the_plan_changed(session: PlanSession) -> None:
    """An edit and Save, beside a copy of the file.

    Work: one edit, then Save of a plan with a million journeys. Peer: shutil's copy of the same
    file. Ratio: at most 8.
    """
    path = session.path
    assert path is not None
    number = 0

    def ours() -> None:
        nonlocal number
        number += 1
        session.submit((Draft(Seat.TOGETHER, "goal", 1e6 + number),), "goal")
        session.save()

    mine, theirs = medians(ROUNDS, ours, lambda: shutil.copyfile(path, path.with_suffix(".copy")))
    assert not session.dirty
    said = f"{1e3 * mine:.0f} ms, copy {1e3 * theirs:.0f} ms, {path.stat().st_size / 1e6:.0f} MB"
    print(f"\n{said}")
    assert mine <= 8 * theirs, said


def test_open_with_all_journeys(session: PlanSession, tmp_path: Path) -> None:
    """Open and decode every journey, beside a copy of the file.

    Work: open the plan and decode its million journeys. Peer: shutil's copy of the same file.
    Ratio: at most 40.
    """
    path = session.path
    assert path is not None

    def ours() -> None:
        opened = open_plan(path, tmp_path / "work", ME)
        assert opened.journeys is not None
        assert len(opened.journeys) == JOURNEYS
        opened.close()

    mine, theirs = medians(ROUNDS, ours, lambda: shutil.copyfile(path, tmp_path / "copy"))
    said = f"{1e3 * mine:.0f} ms, copy {1e3 * theirs:.0f} ms"
    print(f"\n{said}")
    assert mine <= 40 * theirs, said


def test_save_with_new_journeys(snapshot: Snapshot, tmp_path: Path) -> None:
    """Take a million new journeys in and save, beside a copy of the file.

    Work: pack and store the snapshot in a new plan, and save it. Peer: shutil's copy of the file
    written. Ratio: at most 150.
    """
    target = tmp_path / "new.fairlead"

    def ours() -> None:
        made = create_plan(tmp_path / "work", ME, "New")
        made.adopt(snapshot)
        made.save(target)
        made.close()

    ours()
    mine, theirs = medians(3, ours, lambda: shutil.copyfile(target, tmp_path / "copy"))
    said = f"{1e3 * mine:.0f} ms, copy {1e3 * theirs:.0f} ms"
    print(f"\n{said}")
    assert mine <= 150 * theirs, said
