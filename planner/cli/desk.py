"""Where the command line works: who types, what time it is, and the private workspace."""

import getpass
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from planner.cli.words import day
from planner.plan.sealed import SEATED
from planner.session import Identity, PlanSession, create_plan, open_plan
from planner.session.snapshots import latest_up_to
from planner.sheets.sealed import sealed_words

GIVEN_IN = "FAIRLEAD_PASSPHRASE_"
"""Begins the environment variables of the seats' passphrases; MARKETING or SALES follows."""


def identity() -> Identity:
    """Return the person at the keyboard, by the system's user name."""
    return Identity(
        author=getpass.getuser(),
        now=lambda: datetime.now(UTC).isoformat(timespec="seconds"),
        new_id=lambda: uuid4().hex,
    )


def today() -> str:
    """Return the day by the computer's clock, ISO 8601."""
    return datetime.now().astimezone().date().isoformat()


def workspace() -> Path:
    """Return the private folder of working copies."""
    from platformdirs import user_data_path

    return user_data_path("Fairlead", appauthor=False)


@contextmanager
def opened(path: str) -> Iterator[PlanSession]:
    """Open a plan file for one command; what the command does not save is dropped."""
    session = open_plan(Path(path), workspace(), identity())
    try:
        sys.stderr.writelines(f"{sentence}\n" for sentence in sealed_notes(session))
        _give_passphrases(session)
        yield session
    finally:
        session.close()


def _give_passphrases(session: PlanSession) -> None:
    """Give the seats' passphrases that stand in the environment; RefusedError for wrong ones."""
    for seat in SEATED:
        stated = os.environ.get(f"{GIVEN_IN}{seat.value.upper()}")
        if stated is not None:
            session.keys.give(session.whole, seat, stated)


@contextmanager
def created(path: str) -> Iterator[PlanSession]:
    """Start a new plan for one command, to be saved at `path`."""
    session = create_plan(workspace(), identity(), name=Path(path).stem)
    try:
        yield session
    finally:
        session.close()


def sealed_notes(session: PlanSession) -> list[str]:
    """Return what is said beside an answer while a round is open, nothing without one."""
    return [] if session.round is None else [sealed_words(session.round)]


def kept(session: PlanSession, as_of: str | None) -> str | None:
    """Return which kept snapshot to measure as of a day; None for today's, where no day is told."""
    if not as_of:
        return None
    return latest_up_to(session.snapshots(), day(as_of, "--as-of")).digest
