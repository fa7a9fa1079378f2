"""The private working copy a window or command edits, and Save.

A copy is a folder in the workspace: `base.fairlead`, the plan's bytes when opened or last saved;
`journal.sqlite`, every edit since, committed before it shows; `origin.json`, whose copy it is; and
a lock held while a process uses it. What the journal holds when that process dies is recovered.

Save locks, reads what a colleague may have saved meanwhile, unites the logs and replaces the plan
file atomically. One lock lies in the workspace, keyed by the plan's path; another stands beside the
file while a save lasts, for machines that share its folder (see `beside`). Against sync services,
which know no locks, stands a second look: if the plan file changed while the new one was written,
Save starts over. What even that misses is still in the copy, which notices that the file lacks it.
"""

import shutil
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from functools import partial
from pathlib import Path
from threading import Lock

from filelock import FileLock

from planner.base.files import replace_file, temporary_of
from planner.base.problem import Problem, RefusedError
from planner.base.progress import Progress, silent
from planner.journeys.table import Snapshot
from planner.plan.edits import Edit
from planner.plan.log import Log
from planner.storage import refusals, schema, snapshots
from planner.storage.beside import alone
from planner.storage.journal import Journal
from planner.storage.other_copy import OtherCopy, read_copy
from planner.storage.plan_file import check_plan_header
from planner.storage.refusals import refusing
from planner.storage.snapshots import About, Parts, about
from planner.storage.stamps import Stamp, copy_bytes, stamp_of
from planner.storage.uniting import read_log, take_in, unknown
from planner.storage.workspace import JOURNAL, claim, drop, hold, origin_of, saving, set_origin

BASE = "base.fairlead"
_CACHED = 3
"""How many snapshots stay decoded: today's, the one before an import, and one looked back at."""


class WorkingCopy:
    """One open plan's private copy. Make it with `new`, `open` or `recover`; end with `discard`.

    Edits come from one thread; saving and reading snapshots may run on another.
    """

    def __init__(self, folder: Path, path: Path | None, alive: FileLock, stamp: Stamp) -> None:
        self._folder, self._path, self._alive, self._stamp = folder, path, alive, stamp
        self._loaded: dict[str, Snapshot] = {}
        self._ahead = False
        self._log_guard, self._base_guard = Lock(), Lock()
        with refusing(folder, "read"):
            with closing(self._base()) as base:
                saved = read_log(base, path or folder / BASE)
            self._journal = Journal(folder / JOURNAL)
        self._log = saved.add(self._journal.edits)

    @classmethod
    def new(cls, workspace: Path) -> "WorkingCopy":
        """Return the copy of a plan that has no file yet; RefusedError when it cannot be made."""
        folder, alive = claim(workspace)
        return cls._begun(folder, None, alive, None)

    @classmethod
    def open(cls, workspace: Path, path: Path) -> "WorkingCopy":
        """Return a copy of a plan file, which stays untouched until saved.

        RefusedError for a missing file, another kind of file, a newer version, a damaged one.
        """
        target = path.resolve()
        check_plan_header(target)
        folder, alive = claim(workspace)
        stamp = stamp_of(target)
        try:
            with refusing(target, "read"):
                shutil.copyfile(target, folder / BASE)
            check_plan_header(folder / BASE)
        except BaseException:
            drop(folder, alive)
            raise
        return cls._begun(folder, target, alive, stamp)

    @classmethod
    def recover(cls, folder: Path) -> "WorkingCopy":
        """Return the copy a crashed process left (see `recoverable`); RefusedError if in use."""
        alive = hold(folder)
        if alive is None:
            raise RefusedError(Problem("The plan is open in another window", str(folder)))
        path = origin_of(folder)
        try:
            if path is not None:
                temporary_of(path, folder.name).unlink(missing_ok=True)
            return cls(folder, path, alive, None)
        except BaseException:
            alive.release()
            raise

    @classmethod
    def _begun(
        cls, folder: Path, path: Path | None, alive: FileLock, stamp: Stamp
    ) -> "WorkingCopy":
        """Return the copy in a fresh folder, which is removed when this fails."""
        try:
            set_origin(folder, path)
            return cls(folder, path, alive, stamp)
        except BaseException:
            drop(folder, alive)
            raise

    @property
    def path(self) -> Path | None:
        """The plan file, None until the first save."""
        return self._path

    @property
    def folder(self) -> Path:
        """The copy's own folder in the workspace."""
        return self._folder

    @property
    def log(self) -> Log:
        """All edits, saved or not."""
        return self._log

    @property
    def dirty(self) -> bool:
        """Whether there are edits that the plan file does not hold, as far as is known."""
        return bool(self._journal.edits) or self._ahead

    @property
    def has_news(self) -> bool:
        """Whether the plan file is not as this copy read or wrote it last."""
        return self._path is not None and stamp_of(self._path) != self._stamp

    def catch_up(self) -> tuple[Edit, ...]:
        """Take in what others saved since, and return their edits; the file stays untouched.

        A file that lacks what this copy saved before (put back, overwritten, gone) makes the copy
        dirty: the next save brings it back. RefusedError for a file that cannot be read now.
        """
        target = self._path
        if target is None:
            return ()
        seen = stamp_of(target)
        with refusing(target, "read"), self._base_guard, closing(self._base()) as base:
            new, lacking = ((), True) if seen is None else take_in(base, target)
        self._ahead = lacking
        self._unite(new)
        self._stamp = seen
        return new

    def append(self, edits: Iterable[Edit]) -> None:
        """Add one gesture's edits; they survive the death of the process once this returns."""
        new = unknown(self._log, edits)
        with refusing(self._folder, "written"):
            self._journal.append(new)
        self._unite(new)

    def keep(self, snapshot: Snapshot) -> str:
        """Store a snapshot and return its content address; a known one costs nothing."""
        parts = snapshots.pack(snapshot)
        digest = snapshots.digest(parts)
        with refusing(self._folder, "written"), self._base_guard, closing(self._base()) as base:
            schema.put_parts(base, digest, parts)
            base.commit()
        self._remember(digest, snapshot)
        return digest

    def read_other(self, path: Path) -> OtherCopy:
        """Read another copy of the plan, without the snapshots this one holds."""
        with refusing(self._folder, "read"), closing(self._base()) as base:
            held = schema.digests(base)
        return read_copy(path.resolve(), held)

    def take(self, edits: Iterable[Edit], parts: Mapping[str, Parts]) -> None:
        """Add the edits of another copy as one gesture, its snapshots before them."""
        with refusing(self._folder, "written"), self._base_guard, closing(self._base()) as base:
            for digest, found in parts.items():
                schema.put_parts(base, digest, found)
            base.commit()
        self.append(edits)

    def snapshot(self, digest: str) -> Snapshot | None:
        """Return a stored snapshot, None when this copy has none of that address."""
        if digest not in self._loaded:
            with refusing(self._folder, "read"), closing(self._base()) as base:
                try:
                    parts = schema.get_parts(base, digest)
                    if not parts:
                        return None
                    self._remember(digest, snapshots.unpack(parts))
                except schema.UNREADABLE:
                    raise refusals.damaged(self._path or self._folder) from None
        return self._loaded[digest]

    def about(self, digest: str) -> About | None:
        """Return what a stored snapshot holds without decoding it, None for an unknown one."""
        with refusing(self._folder, "read"), closing(self._base()) as base:
            try:
                header = schema.get_part(base, digest, snapshots.HEADER)
                outcome = schema.get_part(base, digest, snapshots.OUTCOME)
                return None if header is None or outcome is None else about(header, outcome)
            except schema.UNREADABLE:
                raise refusals.damaged(self._path or self._folder) from None

    def save(self, path: Path | None = None, progress: Progress = silent) -> Path:
        """Write the plan file, by default the one opened, and return its path.

        The plan's own file is united with what others saved there; another path is overwritten.
        RefusedError leaves the file untouched and the copy as it was; so does a cancel.
        """
        target = self._path if path is None else path.resolve()
        if target is None:
            raise RefusedError(Problem("The plan has no file yet", "", "Say where to save it"))
        with (
            refusing(target, "written"),
            saving(self._folder.parent, target),
            alone(target, self._folder.name),
            self._base_guard,
        ):
            while not self._saved(target, progress):
                continue
            if target != self._path:
                self._path = target
                set_origin(self._folder, target)
        return target

    def discard(self) -> None:
        """End the copy and remove its folder; edits that were not saved are gone."""
        self._journal.close()
        drop(self._folder, self._alive)

    def _saved(self, target: Path, progress: Progress) -> bool:
        """Try one save; False when the target changed meanwhile."""
        seen = stamp_of(target)
        journalled = self._journal.edits
        with closing(self._base()) as base:
            if target == self._path and seen is not None and seen != self._stamp:
                self._unite(take_in(base, target)[0])
            with base:
                schema.put_edits(base, unknown(read_log(base, target), journalled))
        with (self._folder / BASE).open("rb") as file:
            done = replace_file(
                target,
                partial(copy_bytes, file, progress=progress),
                beside=self._folder.name,
                still=lambda: stamp_of(target) == seen,
            )
        if done:
            self._stamp, self._ahead = stamp_of(target), False
            self._journal.forget(journalled)
        return done

    def _unite(self, edits: Iterable[Edit]) -> None:
        with self._log_guard:
            self._log = self._log.add(edits)

    def _base(self) -> sqlite3.Connection:
        """Return the base as a database, made or migrated when needed."""
        connection = sqlite3.connect(self._folder / BASE)
        try:
            schema.prepare(connection)
            schema.check_schema(connection, self._path or self._folder / BASE)
        except BaseException:
            connection.close()
            raise
        return connection

    def _remember(self, digest: str, snapshot: Snapshot) -> None:
        self._loaded.pop(digest, None)
        self._loaded[digest] = snapshot
        while len(self._loaded) > _CACHED:
            del self._loaded[next(iter(self._loaded))]
