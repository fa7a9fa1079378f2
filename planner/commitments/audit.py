"""Blind audit: a seeded sample of leads that both sides judge unseen, and how far they agree."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from planner.commitments.kappa import Agreement, agreement
from planner.evidence.cuts import plan_window
from planner.evidence.passages import Prepared
from planner.evidence.quality import leads_of
from planner.journeys.table import BLANK
from planner.plan.document import Plan

SEGMENT = "segment"
LEADS = 60
"""So many leads are drawn unless told."""
_TELLS = ("rep", "stage", "status", "reason", "owner")
"""Fields with these words tell who worked a lead, or what became of it: a judge must not see."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A lead to be judged: its id, its segment, and what was known of it, by field."""

    id: str
    segment: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Draw:
    """The leads drawn by a seed, in an order that tells nothing, and the names of their fields."""

    stage: str
    seed: int
    fields: tuple[str, ...]
    leads: tuple[Drawn, ...]


def draw(plan: Plan, prepared: Prepared, stage: int, seed: int, count: int = LEADS) -> Draw:
    """Draw leads of the stage before, as many of each segment as there are, up to `count`.

    The same seed draws the same leads whatever the order of the data: those whose ids hash least.
    """
    journeys = prepared.journeys
    window = plan_window(prepared, plan.window)
    rows = leads_of(prepared, window, stage=max(stage - 1, 0)).rows.tolist()
    shown = tuple(
        name
        for name in journeys.dimensions
        if not any(word in name for word in _TELLS)
        and not _comes_later(prepared, name, rows, stage)
    )
    segments = _labels(prepared, SEGMENT, rows)
    ranked = sorted(
        zip(rows, segments, strict=True), key=lambda one: _rank(seed, journeys.ids[one[0]])
    )
    names = sorted(set(segments))
    each = -(-count // max(len(names), 1))
    taken: dict[str, int] = dict.fromkeys(names, 0)
    chosen: list[tuple[int, str]] = []
    for row, segment in ranked:
        if taken[segment] < each and len(chosen) < count:
            taken[segment] += 1
            chosen.append((row, segment))
    columns = [_labels(prepared, name, [row for row, _ in chosen]) for name in shown]
    leads = tuple(
        Drawn(journeys.ids[row], segment, tuple(column[i] for column in columns))
        for i, (row, segment) in enumerate(chosen)
    )
    return Draw(plan.stages[stage], seed, shown, leads)


def _comes_later(prepared: Prepared, name: str, rows: Sequence[int], stage: int) -> bool:
    """Whether a field is filled in mostly once a lead is of the stage, and so tells that it was.

    An opportunity's type is one: blank of every lead that came to nothing.
    """
    reached = prepared.reached(stage)[np.asarray(rows, dtype=np.intp)]
    filled = np.array([label != BLANK for label in _labels(prepared, name, rows)], dtype=np.bool_)
    if not reached.any() or reached.all():
        return False
    return bool(2.0 * filled[~reached].mean() < filled[reached].mean())


def _rank(seed: int, lead: str) -> bytes:
    return hashlib.sha256(f"{seed}:{lead}".encode()).digest()


def _labels(prepared: Prepared, name: str, rows: Sequence[int]) -> list[str]:
    dimension = prepared.journeys.dimensions.get(name)
    if dimension is None:
        return [BLANK] * len(rows)
    codes = dimension.codes[np.asarray(rows, dtype=np.intp)].tolist() if rows else []
    return [dimension.labels[code] or BLANK for code in codes]


@dataclass(frozen=True, slots=True)
class Judged:
    """One judge's answers: by lead whether it is qualified, and the leads' segments."""

    judge: str
    stage: str
    seed: int
    answers: Mapping[str, bool]
    segments: Mapping[str, str]
    unanswered: int


@dataclass(frozen=True, slots=True)
class Part:
    """How far two judges agree on a segment's leads, '' for all; how many each says are qualified.

    `only_one`, `only_other`: leads that one of them alone takes for qualified.
    """

    segment: str
    agreed: Agreement
    one: int
    other: int
    only_one: tuple[str, ...]
    only_other: tuple[str, ...]


def compare(one: Judged, other: Judged) -> tuple[Part, ...]:
    """Compare two judges by segment, all together last; leads that both judged count."""
    both = [lead for lead in one.answers if lead in other.answers]
    segments = {lead: one.segments.get(lead, BLANK) for lead in both}
    names = sorted(set(segments.values()))
    parts = [_part(name, [x for x in both if segments[x] == name], one, other) for name in names]
    return (*parts, _part("", both, one, other))


def _part(segment: str, leads: Sequence[str], one: Judged, other: Judged) -> Part:
    ours, theirs = ([judge.answers[lead] for lead in leads] for judge in (one, other))
    pairs = list(zip(leads, ours, theirs, strict=True))
    return Part(
        segment,
        agreement(ours, theirs),
        sum(ours),
        sum(theirs),
        tuple(lead for lead, mine, its in pairs if mine and not its),
        tuple(lead for lead, mine, its in pairs if its and not mine),
    )
