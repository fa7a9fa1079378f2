"""Two copies of one plan: what comes with the other, what it changes, and where both spoke.

The merge itself is the union of the logs; here stands what a person wants to know of it before, and
the edits that make it one step which can be undone. Undoing it takes what came with the copy out of
this plan; merging a copy that still states it, in either direction, brings it back.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from planner.base.stages import Seat
from planner.plan import keys
from planner.plan.edits import MERGED, RETRACT, SIGN, Draft, Edit, Value
from planner.plan.fold import is_setting
from planner.plan.log import Log, live, merge, order, targets

Where = tuple[Seat | None, str]
"""What one edit replaces: a seat's value of a key, or (None) a setting, which is any seat's."""


class Side(StrEnum):
    """One of the two copies: the plan merged into, or the one that is merged."""

    HERE = "here"
    THERE = "there"


Chosen = Mapping[Where, Side]
"""Whose value is to count at a conflict; elsewhere what was said last."""

_ADDING = (keys.COMMENT, keys.UNCOMMENT, SIGN)


@dataclass(frozen=True, slots=True)
class Saying:
    """What one copy says somewhere: None where it says nothing, and who made it so and when."""

    value: Value = None
    author: str = ""
    time: str = ""
    typed: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What a merge changes in the plan it is made in."""

    seat: Seat | None
    key: str
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class Conflict:
    """Both copies changed the same since they parted, and not to the same; `counts` is the value
    that the merged plan takes: what was said last."""

    seat: Seat | None
    key: str
    mine: Saying
    theirs: Saying
    counts: Value

    @property
    def where(self) -> Where:
        """What was said twice."""
        return self.seat, self.key

    def counting(self, chosen: Chosen) -> Value:
        """Return the value that counts after the merge, with what was chosen."""
        side = chosen.get(self.where)
        return self.counts if side is None else self.of(side).value

    def of(self, side: Side) -> Saying:
        """Return what one copy says."""
        return self.mine if side is Side.HERE else self.theirs


@dataclass(frozen=True)
class Union:
    """Two logs and their union; `common` counts the edits that both hold.

    `added` came with the other copy. `doubled` are ids under which the copies hold different edits:
    both are kept. `revived` are undone merges whose edits the merged copy states again.
    """

    mine: Log
    theirs: Log
    log: Log
    added: tuple[Edit, ...]
    common: int
    changes: tuple[Change, ...]
    conflicts: tuple[Conflict, ...]
    doubled: tuple[str, ...]
    revived: tuple[Edit, ...]

    @property
    def nothing_new(self) -> bool:
        """Whether the plan holds everything the copy states."""
        return not self.added and not self.revived


def unite_logs(mine: Log, theirs: Log) -> Union:
    """Return the union of two logs with what it means for the first."""
    known, held = set(mine.edits), set(theirs.edits)
    both = Log.of(known & held)
    whole = merge(mine, theirs)
    added = tuple(edit for edit in whole.edits if edit not in known)
    revived = _revived(mine, theirs, whole)
    after = _sayings(live(_revive(whole, revived)))
    base, here, there = (_sayings(live(log)) for log in (both, mine, theirs))
    ids = {edit.id for edit in mine.edits}
    return Union(
        mine=mine,
        theirs=theirs,
        log=whole,
        added=added,
        common=len(both.edits),
        changes=tuple(_changes(here, after)),
        conflicts=tuple(_conflicts(base, here, there, after, (mine, theirs, both))),
        doubled=tuple(dict.fromkeys(edit.id for edit in added if edit.id in ids)),
        revived=revived,
    )


def merge_drafts(union: Union, seat: Seat, chosen: Chosen | None = None) -> tuple[Draft, ...]:
    """Return the edits, still to be stamped, that make taking a copy in one step.

    What was chosen at a conflict is said again where it would not count.
    """
    if union.nothing_new:
        return ()
    came = Draft(seat, MERGED, " ".join(dict.fromkeys(edit.id for edit in union.added)))
    again = tuple(Draft(seat, RETRACT, edit.id) for edit in union.revived)
    said = (
        Draft(one.seat or seat, one.key, one.of(side).value, one.of(side).typed)
        for one in union.conflicts
        if (side := (chosen or {}).get(one.where)) and one.of(side).value != one.counts
    )
    return (came, *again, *said)


def where_of(edit: Edit) -> Where:
    """Return what an edit replaces."""
    return (None if is_setting(edit.key) else edit.seat), edit.key


def _sayings(edits: tuple[Edit, ...]) -> dict[Where, Edit]:
    """Return the last edit of everything that one edit replaces."""
    return {
        where_of(edit): edit
        for edit in edits
        if edit.key not in {RETRACT, MERGED} and not edit.key.startswith(_ADDING)
    }


def _value(edit: Edit | None) -> Value:
    return None if edit is None else edit.value


def _changes(before: dict[Where, Edit], after: dict[Where, Edit]) -> Iterator[Change]:
    for where in sorted(before.keys() | after.keys(), key=_sorted_by):
        old, new = _value(before.get(where)), _value(after.get(where))
        if old != new:
            yield Change(*where, old, new)


def _conflicts(
    base: dict[Where, Edit],
    here: dict[Where, Edit],
    there: dict[Where, Edit],
    after: dict[Where, Edit],
    logs: tuple[Log, Log, Log],
) -> Iterator[Conflict]:
    """Yield where both copies changed what they had in common, and not to the same."""
    mine, theirs, both = logs
    fresh = [_takings_back(log, both) for log in (mine, theirs)]
    for where in sorted(here.keys() | there.keys() | base.keys(), key=_sorted_by):
        old, one, other = (_value(found.get(where)) for found in (base, here, there))
        if old in (one, other) or one == other:
            continue
        yield Conflict(
            *where,
            _saying(here.get(where), fresh[0].get(where)),
            _saying(there.get(where), fresh[1].get(where)),
            _value(after.get(where)),
        )


def _takings_back(log: Log, both: Log) -> dict[Where, Edit]:
    """Return the last counting retraction, of those made since the copies parted, by place."""
    known, by_id = set(both.edits), {edit.id: edit for edit in log.edits}
    return {
        where_of(by_id[target]): edit
        for edit in log.live
        if edit.key == RETRACT and edit not in known
        for target in targets(edit)
        if target in by_id
    }


def _saying(edit: Edit | None, undone: Edit | None) -> Saying:
    """Return what counts, by whom: by the undo that brought it back where there is a later one."""
    by = edit if undone is None or (edit is not None and order(edit) > order(undone)) else undone
    if by is None:
        return Saying()
    return Saying(_value(edit), by.author, by.time, edit.typed if edit else "")


def _revived(mine: Log, theirs: Log, whole: Log) -> tuple[Edit, ...]:
    """Return the undone merges that would hide what one of the copies states."""
    stated = {edit.id for log in (mine, theirs) for edit in live(log)}
    hidden = stated - {edit.id for edit in live(whole)}
    by_id = {edit.id: edit for edit in whole.edits}
    return tuple(
        edit
        for edit in whole.live
        if edit.key == RETRACT
        for target in targets(edit)
        if target in by_id and by_id[target].key == MERGED
        if not hidden.isdisjoint(targets(by_id[target]))
    )


def _revive(log: Log, revived: tuple[Edit, ...]) -> Log:
    """Return the log without some retractions."""
    return log if not revived else Log.of(edit for edit in log.edits if edit not in set(revived))


def _sorted_by(where: Where) -> tuple[str, str]:
    return where[1], where[0] or ""
