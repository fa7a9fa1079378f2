"""What happens around an open plan's file: others' saves, who has it open, conflict copies."""

from dataclasses import dataclass
from pathlib import Path

from planner.base.problem import Problem, RefusedError
from planner.plan.edits import Edit
from planner.session.plan_session import PlanSession
from planner.storage.conflict_copies import named_as_copies, new_in
from planner.storage.presence import Presence, Present
from planner.storage.stamps import Stamp, stamp_of

PATIENCE = 5
"""Looks in a row at which a file may be unreadable: it may be half written."""
RENEWED = 60
"""Looks after which this window's file is renewed."""


@dataclass(frozen=True, slots=True)
class ConflictCopy:
    """A copy that a sync service left beside the plan, and how many of its edits are new."""

    path: Path
    edits: int
    authors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class News:
    """What one look found.

    `came` are others' edits, taken in. `lost`: the file lacks what was saved here before.
    `copies` are told once, `others` every time.
    """

    came: tuple[Edit, ...] = ()
    others: tuple[Present, ...] = ()
    copies: tuple[ConflictCopy, ...] = ()
    lost: bool = False
    problem: Problem | None = None


class Neighbours:
    """Looks around one open plan, from any one thread at a time; end with `end`."""

    def __init__(self, session: PlanSession) -> None:
        self._session, self._who = session, session.copy.folder.name
        self._presence: tuple[Path, Presence] | None = None
        self._told: dict[Path, Stamp] = {}
        self._looks = self._failed = 0

    def look(self) -> News:
        """Take in others' saves and return what is new."""
        path = self._session.path
        if path is None:
            return News()
        others = self._present(path).others()
        self._looks += 1
        saved = not self._session.dirty
        try:
            came = self._caught_up()
            self._failed = 0
        except RefusedError as refused:
            self._failed += 1
            told = refused.problem if self._failed == PATIENCE else None
            return News(others=others, problem=told)
        lost = saved and self._session.dirty
        return News(came, others, self._copies(path), lost)

    def end(self) -> None:
        """Leave nothing beside the plan."""
        if self._presence is not None:
            self._presence[1].end()
            self._presence = None

    def _caught_up(self) -> tuple[Edit, ...]:
        copy = self._session.copy
        came = copy.catch_up() if copy.has_news else ()
        if came:
            self._session.refresh()
        return came

    def _present(self, path: Path) -> Presence:
        """Return this window's file beside the plan, made known and renewed from time to time."""
        if self._presence is None or self._presence[0] != path:
            self.end()
            self._presence, self._looks = (path, Presence(path, self._who)), 0
        if self._looks % RENEWED == 0:
            self._presence[1].renew(self._session.identity.author)
        return self._presence[1]

    def _copies(self, path: Path) -> tuple[ConflictCopy, ...]:
        """Return the conflict copies that were not told of as they now are."""
        found = []
        for copy in named_as_copies(path):
            stamp = stamp_of(copy)
            if self._told.get(copy) == stamp:
                continue
            self._told[copy] = stamp
            new = new_in(copy, self._session.whole)
            if new:
                authors = sorted({edit.author for edit in new if edit.author})
                found.append(ConflictCopy(copy, len(new), tuple(authors)))
        return tuple(found)
