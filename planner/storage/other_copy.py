"""A colleague's copy of a plan, read whole and checked before anything of it is taken in."""

from collections.abc import Collection, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from planner.journeys.table import Snapshot
from planner.plan.log import Log
from planner.storage import refusals, schema, snapshots
from planner.storage.plan_file import open_bytes
from planner.storage.refusals import refusing
from planner.storage.snapshots import Parts


@dataclass(frozen=True)
class OtherCopy:
    """Its edits, and the snapshots that the reader does not hold, by content address."""

    path: Path
    log: Log
    parts: Mapping[str, Parts]
    _read: dict[str, Snapshot] = field(default_factory=dict, compare=False, repr=False)

    def snapshot(self, digest: str) -> Snapshot | None:
        """Return one of its snapshots, None for one that did not come with it."""
        if digest not in self._read and digest in self.parts:
            self._read[digest] = snapshots.unpack(self.parts[digest])
        return self._read.get(digest)


def read_copy(path: Path, held: Collection[str] = ()) -> OtherCopy:
    """Read a copy without the snapshots already `held`.

    RefusedError for a missing, foreign, newer or damaged file, and for data that are not what
    their address says: what is damaged must not come into a plan that is whole.
    """
    with refusing(path, "read"), closing(open_bytes(path)) as connection:
        try:
            log = Log.of(schema.get_edits(connection))
            parts = {
                digest: schema.get_parts(connection, digest)
                for digest in schema.digests(connection)
                if digest not in held
            }
        except schema.UNREADABLE:
            raise refusals.damaged(path) from None
    if any(snapshots.digest(found) != digest for digest, found in parts.items()):
        raise refusals.damaged(path)
    return OtherCopy(path, log, parts)
