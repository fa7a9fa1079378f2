"""One import under way, as threads work on it: its reader, its files, what is remembered."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from planner.base.problem import Problem, RefusedError
from planner.base.progress import Progress
from planner.session.mappings import Mapping, recall, united
from planner.session.pasted import drop_pasted
from planner.session.views import (
    Difference,
    Hints,
    Proposal,
    Snapshot,
    compare,
    replaced_words,
    unite,
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
    """What files mean, the mapping remembered of them, and why others could not be read."""

    proposal: Proposal
    paths: tuple[Path, ...]
    remembered: Mapping | None
    unread: tuple[Problem, ...] = ()


@dataclass(frozen=True, eq=False)
class Looked:
    """What an import would bring: the files' own snapshot, and the plan's with what is gone `kept`
    or `left` out, or why that cannot be. `replaced` says which newer data older ones would replace.
    """

    snapshot: Snapshot
    difference: Difference
    kept: Snapshot | Problem
    left: Snapshot | Problem
    replaced: tuple[str, ...] = ()

    def chosen(self, keep_gone: bool) -> Snapshot:
        """Return what the plan would measure; RefusedError where that cannot be."""
        united = self.kept if keep_gone else self.left
        if isinstance(united, Problem):
            raise RefusedError(united)
        return united


def _united(before: Snapshot | None, snapshot: Snapshot, keep_gone: bool) -> Snapshot | Problem:
    try:
        return unite(before, snapshot, keep_gone)
    except RefusedError as refused:
        return refused.problem


class ImportJob:
    """Every method but `close` is meant for a thread; the reader lets one in at a time."""

    def __init__(self, reader: Reader, folder: Path, before: Snapshot | None) -> None:
        self._reader, self._folder, self._before = reader, folder, before
        self.proposed: Proposed | None = None
        self.looked: Looked | None = None
        self._tried: tuple[Path, ...] = ()

    def propose(self, paths: tuple[Path, ...], hints: Hints, progress: Progress) -> Proposed:
        """Propose, with what is remembered of tables not met before.

        Where amounts stand in several currencies the most frequent one is planned in. A key that
        tied leads to opportunities before and is no longer there is forgotten. Files that cannot be
        read are left out and told of.
        RefusedError where nothing is left; the files proposed before are then held again.
        """
        held = self.proposed
        self._tried = paths
        try:
            proposal, paths, unread = self._readable(paths, hints, progress)
            known = self._recalled(proposal)
            stated = united(hints, known.hints) if known else hints
            if held is None and stated.join and not proposal.has_key(stated.join):
                stated = replace(stated, join=None)
            if stated.currency is None and len(proposal.currencies) > 1:
                stated = replace(stated, currency=proposal.currencies[0][0])
            if stated != hints:
                proposal = self._reader.propose(paths, stated, progress)
            known = known or (held.remembered if held else None)
            return Proposed(proposal, paths, known, unread)
        except RefusedError:
            if held is not None:
                self._reader.propose(held.paths, held.proposal.hints, progress)
            raise

    def _readable(
        self, paths: tuple[Path, ...], hints: Hints, progress: Progress
    ) -> tuple[Proposal, tuple[Path, ...], tuple[Problem, ...]]:
        """Return what the readable files mean, which they are, and why the others are not."""
        unread: list[Problem] = []
        while True:
            try:
                return self._reader.propose(paths, hints, progress), paths, tuple(unread)
            except RefusedError as refused:
                culprit = self._culprit(paths, refused.problem, progress)
                if culprit is None:
                    raise
                unread.append(refused.problem)
                paths = tuple(path for path in paths if path != culprit)
                if not paths:
                    raise RefusedError(Problem("\n".join(map(str, unread)))) from None

    def _culprit(
        self, paths: tuple[Path, ...], problem: Problem, progress: Progress
    ) -> Path | None:
        """Return the file a problem is about; of several of that name one that cannot be read."""
        named = [path for path in paths if problem.where in {path.name, str(path)}]
        for path in named[:-1]:
            try:
                self._reader.propose((path,), Hints(), progress)
            except RefusedError:
                return path
        return named[-1] if named else None

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
        kept, left = (_united(before, snapshot, keep_gone) for keep_gone in (True, False))
        found = compare(before, snapshot if isinstance(left, Problem) else left)
        return Looked(snapshot, found, kept, left, replaced_words(before, snapshot, found))

    def close(self) -> None:
        """End the reader at once, whatever it does, and remove what was only pasted."""
        self._reader.close()
        for path in self._tried:
            drop_pasted(path)
