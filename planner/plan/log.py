"""The edit log: a set of edits. It only grows; merging two logs is their union.

Undo appends a retraction (an edit whose key is RETRACT and whose value names edit ids), redo
retracts that. An edit counts while no counting retraction after it, by (clock, id), names it.
Taking a copy in is an edit too (its key is MERGED): while it is retracted, what came with it counts
for nothing.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

from planner.base.stages import Seat
from planner.plan.edits import LATCH, MERGED, RETRACT, ROUND, Draft, Edit

Order = tuple[int, str]
"""Which of two edits is later: (clock, id)."""


@dataclass(frozen=True)
class Step:
    """One gesture: all its edits that count, and the name shown beside undo."""

    step: str
    label: str
    seat: Seat
    ids: tuple[str, ...]

    @property
    def retraction(self) -> Draft:
        """The edit, still to be stamped, that takes the step back."""
        return Draft(self.seat, RETRACT, " ".join(self.ids))


@dataclass(frozen=True)
class Log:
    """Edits by (clock, id), each once. Make it with `Log.of`.

    Copies that carry one id but differ in anything are both kept, in a fixed order.
    """

    edits: tuple[Edit, ...] = ()

    @classmethod
    def of(cls, edits: Iterable[Edit]) -> "Log":
        """Return the log of these edits, in whatever order they come."""
        unique = sorted(set(edits), key=order)
        if len({edit.id for edit in unique}) < len(unique):
            unique.sort(key=lambda edit: (*order(edit), repr(edit)))
        return cls(tuple(unique))

    def add(self, edits: Iterable[Edit]) -> "Log":
        """Return the log with these edits too."""
        new = Log.of(edits)
        if not self.edits or not new.edits or order(self.edits[-1]) < order(new.edits[0]):
            return self._followed_by(new)
        return merge(self, new)

    def _followed_by(self, new: "Log") -> "Log":
        """Return the log with later edits: unless they take something back, all still counts."""
        made = Log(self.edits + new.edits)
        if not any(edit.key == RETRACT for edit in new.edits):
            made.__dict__["live"] = (*self.live, *new.edits)
            made.__dict__["stated"] = (*self.stated, *new.edits)
        return made

    @property
    def next_clock(self) -> int:
        """The Lamport clock of the next edit: after all that is known here."""
        return self.edits[-1].clock + 1 if self.edits else 1

    @cached_property
    def live(self) -> tuple[Edit, ...]:
        """The edits that count, retractions among them, earliest first."""
        retracted: set[str] = set()
        kept: list[Edit] = []
        for edit in reversed(self.edits):
            if edit.id in retracted:
                if edit.key == MERGED:
                    retracted.update(targets(edit))
                continue
            kept.append(edit)
            if edit.key == RETRACT:
                retracted.update(targets(edit))
        return tuple(reversed(kept))

    @cached_property
    def stated(self) -> tuple[Edit, ...]:
        """The edits that count and state something: neither retracted nor retractions."""
        return tuple(edit for edit in self.live if edit.key != RETRACT)

    @cached_property
    def guards(self) -> tuple[Edit, ...]:
        """The edits about sealed rounds and passphrases, undone ones too."""
        return speaking_of(self.edits, {edit.key for edit in self.edits}, (ROUND, LATCH))

    @cached_property
    def by_id(self) -> Mapping[str, Edit]:
        """Every edit by its id."""
        return {edit.id: edit for edit in self.edits}

    def around(self, edit: Edit) -> tuple[int, int]:
        """Return how many edits come before the step an edit belongs to, and up to its end."""
        first, last = self._steps.get(edit.step, (edit, edit))
        return (
            bisect_left(self.edits, order(first), key=order),
            bisect_right(self.edits, order(last), key=order),
        )

    @cached_property
    def _steps(self) -> Mapping[str, tuple[Edit, Edit]]:
        """The first and the last edit of each step."""
        last = {edit.step: edit for edit in self.edits if edit.step}
        first = {edit.step: edit for edit in reversed(self.edits) if edit.step}
        return {step: (first[step], last[step]) for step in first}


def order(edit: Edit) -> Order:
    """Return what decides which edit is the last."""
    return edit.clock, edit.id


def targets(retraction: Edit) -> tuple[str, ...]:
    """Return the ids a retraction takes back, or those that came with a copy."""
    return tuple(str(retraction.value or "").split())


def merge(mine: Log, theirs: Log) -> Log:
    """Return the union of two logs: commutative, associative, idempotent, nothing lost."""
    return Log.of((*mine.edits, *theirs.edits))


def live(log: Log) -> tuple[Edit, ...]:
    """Return the edits that count and state something, earliest first."""
    return log.stated


def speaking_of(
    edits: Iterable[Edit], known: Iterable[str], prefixes: tuple[str, ...]
) -> tuple[Edit, ...]:
    """Return the edits whose keys begin so; `known` are all their keys, which are fewer."""
    wanted = {key for key in known if key.startswith(prefixes)}
    return tuple(edit for edit in edits if edit.key in wanted) if wanted else ()


def stamp(
    log: Log,
    drafts: Iterable[Draft],
    *,
    author: str,
    time: str,
    new_id: Callable[[], str],
    label: str = "",
) -> tuple[Edit, ...]:
    """Return one gesture's drafts as edits of one step, later than everything in the log.

    `time` is ISO 8601 with zone; `new_id` gives a fresh id without spaces at every call.
    """
    step, clock = new_id(), log.next_clock
    return tuple(
        Edit(
            clock=clock + place,
            id=new_id(),
            time=time,
            author=author,
            seat=draft.seat,
            key=draft.key,
            value=draft.value,
            typed=draft.typed,
            step=step,
            label=label,
        )
        for place, draft in enumerate(drafts)
    )


def undo_step(log: Log, author: str, before: frozenset[str] = frozenset()) -> Step | None:
    """Return the author's last step that counts, or None when nothing is left to undo.

    `before` are names the author had earlier.
    """
    names = {author, *before}
    last = next((edit for edit in reversed(live(log)) if edit.author in names), None)
    return _step_of(last, (e for e in live(log) if e.author in names)) if last else None


def redo_step(log: Log, author: str, before: frozenset[str] = frozenset()) -> Step | None:
    """Return the author's last undo that counts, unless the author has edited since, else None."""
    names = {author, *before}
    said = (e for e in reversed(log.edits) if e.author in names and e.key != RETRACT)
    stated = next(said, None)
    since = takewhile(lambda e: stated is None or order(e) >= order(stated), reversed(log.live))
    undo = next((e for e in since if e.author in names and _is_undo(e, log)), None)
    if undo is None:
        return None
    return _step_of(undo, (e for e in log.live if e.author in names and _is_undo(e, log)))


def _is_undo(edit: Edit, log: Log) -> bool:
    """Whether an edit retracts statements, not retractions (that would be a redo)."""
    if edit.key != RETRACT:
        return False
    known = [log.by_id[target] for target in targets(edit) if target in log.by_id]
    return any(target.key != RETRACT for target in known)


def _step_of(last: Edit, among: Iterable[Edit]) -> Step:
    """Return the step an edit belongs to, with those of its edits that are given."""
    same = [edit for edit in among if edit.step == last.step] if last.step else [last]
    return Step(last.step, last.label, last.seat, tuple(edit.id for edit in same))
