"""A new import united with the data so far: nothing that merely was not exported is lost."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import replace
from pathlib import PurePath
from typing import TypeVar

import numpy as np

from planner.base.days import NO_DAY
from planner.base.problem import RefusedError
from planner.base.units import count
from planner.journeys.activities import together
from planner.journeys.diff import compare
from planner.journeys.halves import has_deal, has_lead, with_other_sides
from planner.journeys.matching import Index, Match, match
from planner.journeys.older import cannot_keep, is_older, replaced_words, with_latest_days
from planner.journeys.stacking import restaged, stacked
from planner.journeys.table import Journeys, Mask, SetAside, Snapshot, SourceFile
from planner.journeys.ties import tied
from planner.journeys.touches import all_touches

_SIDES = ("leads", "opportunities")
T = TypeVar("T")


def unite(before: Snapshot | None, after: Snapshot, keep_gone: bool) -> Snapshot:
    """Return the data as they stand after an import.

    They are the import's journeys in their order, then, as they last stood, those whose kind was
    not exported again, and with `keep_gone` those that are no longer in the exports: they may only
    lie outside the filter. A stage the import leaves undated keeps the day it had; a journey whose
    lead or opportunity alone was exported keeps its other side. Of kinds of files that were not
    exported again (leads, opportunities, spend, ...) everything stays, rows set aside included.

    Leads and opportunities of different imports are tied where ids tell it (see `tied`), unless the
    data are older than the plan's: those are only laid beside.

    Each journey and each row set aside that is kept counts as one row read, so that rows read =
    journeys + merged + set aside. The as-of date is the later one; data that would change back
    what the plan has of their kind replace it instead, and say so.
    Spend and the like alone are laid beside the data so far, or wait for journeys.
    RefusedError where kept journeys have other stages or amounts in another currency, or are newer.
    """
    if after.files and not any(file.kind in _SIDES for file in after.files):
        return _beside(before, after)
    if before is None:
        return after
    if not len(before.journeys):
        return _with_figures(after, before, after)
    united, new = _united(before, after, keep_gone)
    if is_older(before, after):
        if len(compare(before, united).changed):
            return _replaced(before, after, keep_gone)
    else:
        united, new = _tied(united, new)
    return _no_earlier(before, _with_apart(before, after, united, new))


def _tied(united: Snapshot, new: Index) -> tuple[Snapshot, Index]:
    """Tie what came in different imports; return those of the `new` journeys too that were not."""
    journeys, part = tied(united.journeys)
    made_one = len(part) - len(journeys)
    if not made_one:
        return united, new
    one = made_one == 1
    told = (
        f"{count(made_one)} {'record was' if one else 'records were'} tied to "
        f"{'another' if one else 'others'} of a different import by the ids they name."
    )
    united = replace(
        united,
        journeys=journeys,
        merged=united.merged + made_one,
        warnings=(*united.warnings, told),
    )
    return united, new[~part[new]]


def _with_apart(before: Snapshot, after: Snapshot, united: Snapshot, new: Index) -> Snapshot:
    said = _apart(before, after, len(new))
    return replace(united, warnings=(*united.warnings, *said)) if said else united


def _no_earlier(before: Snapshot, united: Snapshot) -> Snapshot:
    """Let an as-of date never go back."""
    files = with_latest_days(before, united)
    if united.as_of >= before.as_of and files == united.files:
        return united
    as_of = max(before.as_of, united.as_of)
    return replace(united, files=files, journeys=replace(united.journeys, as_of=as_of))


def _united(before: Snapshot, after: Snapshot, keep_gone: bool) -> tuple[Snapshot, Index]:
    """Return both in one, and which of its journeys are new."""
    if not (keep_gone or _files_before(before, after)):
        return after, np.zeros(0, np.int64)
    found = match(before, after)
    old = restaged(before.journeys, after.journeys.stages)
    missing = ~found.seen & found.named
    elsewhere = missing & ~_exported_again(before, after)
    kept = np.flatnonzero(missing if keep_gone else elsewhere).astype(np.int64)
    rows, places = _still_one(found)
    dated = _dated(old, after.journeys, rows, places)
    whole, halves = with_other_sides(old, dated, rows, places)
    journeys = stacked(whole, _parted(old, new=after.journeys, found=found), kept)
    aside = _aside_before(before, after)
    lost = int((~found.seen & ~found.named).sum())
    told = _said(len(kept) - int(elsewhere.sum()), halves, lost)
    united = replace(
        after,
        journeys=journeys,
        rows_read=after.rows_read + len(kept) + len(aside),
        set_aside=(*after.set_aside, *aside),
        warnings=(*after.warnings, *told),
    )
    return _with_figures(united, before, after), np.flatnonzero(found.was < 0).astype(np.int64)


def _beside(before: Snapshot | None, after: Snapshot) -> Snapshot:
    if before is None:
        return after
    kinds = dict.fromkeys(file.kind for file in (*before.files, *after.files))
    untrue = tuple(f"No {kind.replace('_', ' ')}:" for kind in kinds)
    texts = dict.fromkeys((*before.warnings, *after.warnings))
    warnings = tuple(text for text in texts if not text.startswith(untrue))
    journeys = before.journeys if len(before.journeys) else after.journeys
    return _with_figures(replace(before, journeys=journeys, warnings=warnings), before, after)


def _with_figures(united: Snapshot, before: Snapshot, after: Snapshot) -> Snapshot:
    """Return the data with the files and the figures beside the journeys of both."""
    return replace(
        united,
        files=(*after.files, *_files_before(before, after)),
        spend=_joined(before.spend, after.spend, lambda s: (s.channel, s.campaign, s.month)),
        volumes=_joined(before.volumes, after.volumes, lambda v: (v.stage, v.channel, v.month)),
        responses=_joined(before.responses, after.responses, lambda r: (r.campaign, r.month)),
        reps=_joined(before.reps, after.reps, lambda r: r.name),
        activities=together(before.activities, after.activities),
        touches=all_touches(before.touches, after.touches),
    )


def _replaced(before: Snapshot, after: Snapshot, keep_gone: bool) -> Snapshot:
    found = compare(before, after)
    lacking = cannot_keep(before, after, found) if keep_gone else None
    if lacking is not None:
        raise RefusedError(lacking)
    return replace(after, warnings=(*after.warnings, *replaced_words(before, after, found)))


def _still_one(found: Match) -> tuple[Index, Index]:
    """Return the journeys that are one before and after: where they are, and where they were.

    A journey that has become two is none of them: both stand as they are; nor is one whose lead
    has another opportunity now.
    """
    here = np.flatnonzero(found.was >= 0).astype(np.int64)
    here = here[~found.parted[found.was[here]]]
    was = found.was[here]
    once = np.bincount(was, minlength=len(found.seen))[was] == 1
    return here[once], was[once]


def _parted(old: Journeys, *, new: Journeys, found: Match) -> Journeys:
    """Let opportunities whose lead has another one now stand alone, without the lead's days."""
    if not found.parted.any():
        return old
    now = np.full(len(old), -1, np.int64)
    now[found.was[found.was >= 0]] = np.flatnonzero(found.was >= 0)
    rows = np.flatnonzero(found.parted)
    ids, entered = list(old.ids), old.entered.copy()
    for row in rows.tolist():
        ids[row] = old.deal_ids[row]
    before_won = entered[rows, :-1]
    leads = new.entered[now[rows], :-1] == before_won
    entered[rows, :-1] = np.where(leads, NO_DAY, before_won)
    return replace(old, ids=tuple(ids), entered=entered)


def _dated(old: Journeys, new: Journeys, rows: Index, places: Index) -> Journeys:
    """Let stages that were reached but are not dated any more keep the day they had."""
    mine, was = new.entered[rows], old.entered[places]
    lacking = (mine == NO_DAY) & new.reached[rows] & (was != NO_DAY)
    if not lacking.any():
        return new
    entered = new.entered.copy()
    entered[rows] = np.where(lacking, was, mine)
    return replace(new, entered=entered)


def _files_before(before: Snapshot, after: Snapshot) -> tuple[SourceFile, ...]:
    """Return the files of kinds that were not exported again."""
    again = {file.kind for file in after.files}
    return tuple(file for file in before.files if file.kind not in again)


def _exported_again(before: Snapshot, after: Snapshot) -> Mask:
    """Tell of the journeys before (m) whether files of a kind they stem from are there again."""
    again = {file.kind for file in after.files}
    leads, deals = (kind in again for kind in _SIDES)
    return (has_lead(before.journeys) & leads) | (has_deal(before.journeys) & deals)


def _aside_before(before: Snapshot, after: Snapshot) -> tuple[SetAside, ...]:
    """Return the rows set aside of leads or opportunities that were not exported again."""
    files = _files_before(before, after)
    places = {(PurePath(f.path).name, f.sheet) for f in files if f.kind in _SIDES}
    return tuple(s for s in before.set_aside if (PurePath(s.file).name, s.sheet) in places)


def _joined(before: Iterable[T], after: Iterable[T], key: Callable[[T], Hashable]) -> tuple[T, ...]:
    """Return both, what is newly said of a key in place of what was."""
    return tuple({**{key(x): x for x in before}, **{key(x): x for x in after}}.values())


def _apart(before: Snapshot, after: Snapshot, new: int) -> tuple[str, ...]:
    """Say that what comes alone is tied to nothing the plan has, unless it was tied before."""
    again = {file.kind for file in after.files}
    absent = [file.kind for file in _files_before(before, after) if file.kind in _SIDES]
    if not new or not absent or not again.intersection(_SIDES):
        return ()
    journeys, are = ("journey", "is") if new == 1 else ("journeys", "are")
    return (
        f"{count(new)} new {journeys} came without the {absent[0]} and {are} tied to none of them; "
        "import both together to tie them.",
    )


def _said(kept: int, halves: int, lost: int) -> list[str]:
    texts = (
        (kept, "no longer in the exports, kept as they last stood"),
        (halves, "of which only one side was exported, the other kept as it last stood"),
        (lost, "from before without an id, not found again and left out"),
    )
    return [f"{count(n)} {'journey' if n == 1 else 'journeys'} {text}." for n, text in texts if n]
