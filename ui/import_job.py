"""One import under way, as threads work on it: its reader, its files, what is remembered."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from planner.base.problem import Problem, RefusedError
from planner.base.progress import Progress
from planner.session.mappings import Mapping, recall, united
from planner.session.pasted import drop_pasted
from planner.session.views import Difference, Hints, Proposal, Snapshot, compare, unite

OLDER = Problem(
    "These data are older than the plan’s own, so that journeys they lack cannot be kept",
    "",
    "Import newer ones, or choose to leave out what is gone",
)


class Reader(Protocol):
    """Reads files once and keeps them; what is stated anew only makes it propose again."""

    def propose(
        self, paths: Sequence[Path], hints: Hints = ..., progress: Progress = ...
    ) -> Proposal:
        """Return what files mean; RefusedError where they mean nothing."""

    def take_in(self, hints: Hints = ..., progress: Progress = ...) -> Snapshot:
        """Return the snapshot of the files proposed last; RefusedError where there is none."""

    def close(self) -> None:
        """Let go of everything, whatever is under way."""


@dataclass(frozen=True, eq=False)
class Proposed:
    """What files mean, and the mapping remembered of them."""

    proposal: Proposal
    paths: tuple[Path, ...]
    remembered: Mapping | None


@dataclass(frozen=True, eq=False)
class Looked:
    """What an import would bring: the files' own snapshot, and the one with what is gone kept.

    `kept` is the reason where what is gone cannot be kept.
    """

    snapshot: Snapshot
    difference: Difference
    kept: Snapshot | Problem

    def chosen(self, keep_gone: bool) -> Snapshot:
        """Return what the plan would measure; RefusedError where that cannot be."""
        if not keep_gone:
            return self.snapshot
        if isinstance(self.kept, Problem):
            raise RefusedError(self.kept)
        return self.kept


class ImportJob:
    """Every method but `close` is meant for a thread; the reader lets one in at a time."""

    def __init__(self, reader: Reader, folder: Path, before: Snapshot | None) -> None:
        self._reader, self._folder, self._before = reader, folder, before
        self.proposed: Proposed | None = None
        self.looked: Looked | None = None
        self._tried: tuple[Path, ...] = ()

    def propose(self, paths: tuple[Path, ...], hints: Hints, progress: Progress) -> Proposed:
        """Propose, with what is remembered of tables not met before.

        Where amounts stand in several currencies the most frequent one is planned in.
        RefusedError where a file means nothing; the files proposed before are then held again.
        """
        held = self.proposed
        self._tried = paths
        try:
            proposal = self._reader.propose(paths, hints, progress)
            known = self._recalled(proposal)
            stated = united(hints, known.hints) if known else hints
            if stated.currency is None and len(proposal.currencies) > 1:
                stated = replace(stated, currency=proposal.currencies[0][0])
            if stated != hints:
                proposal = self._reader.propose(paths, stated, progress)
            return Proposed(proposal, paths, known or (held.remembered if held else None))
        except RefusedError:
            if held is not None:
                self._reader.propose(held.paths, held.proposal.hints, progress)
            raise

    def _recalled(self, proposal: Proposal) -> Mapping | None:
        held = self.proposed
        met = {t.fingerprint for t in held.proposal.tables} if held else set()
        known = recall(self._folder, {t.fingerprint for t in proposal.tables} - met)
        if known is None or held is None or held.remembered is None:
            return known
        return replace(known, fingerprints=known.fingerprints | held.remembered.fingerprints)

    def look(self, hints: Hints, progress: Progress) -> Looked:
        """Return what taking the files in would bring; RefusedError where it cannot be."""
        snapshot, before = self._reader.take_in(hints, progress), self._before
        progress("Comparing", 0, 0)
        kept: Snapshot | Problem
        try:
            found = compare(before, unite(before, snapshot, keep_gone=False))
            kept = unite(before, snapshot, keep_gone=True)
        except RefusedError as refused:
            found, kept = compare(before, snapshot), refused.problem
        if before is not None and snapshot.as_of < before.as_of and len(found.gone):
            kept = OLDER
        return Looked(snapshot, found, kept)

    def close(self) -> None:
        """End the reader at once, whatever it does, and remove what was only pasted."""
        self._reader.close()
        for path in self._tried:
            drop_pasted(path)
