"""The definitions register: each voice's wording and rule of a stage, and whether they match."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from planner.commitments.differing import Difference, difference
from planner.commitments.standing import Commitments
from planner.evidence.cuts import plan_window
from planner.evidence.passages import Prepared
from planner.evidence.quality import Rule, leads_of
from planner.journeys.table import BLANK, Mask
from planner.plan.document import Plan
from planner.plan.wordings import VOICES, Wording

MOST_VALUES = 24
"""So many values of a dimension are listed; of more those that somebody worded."""


class Match(StrEnum):
    """Whether the two sides mean the same."""

    SILENT = "nobody spoke"
    ONE = "one side spoke"
    SAME = "match"
    DIFFERS = "differ"


@dataclass(frozen=True, slots=True)
class Entry:
    """A stage's definition in a part of the data, '' for all of them.

    `wordings` and `rules` by voice; `agreed` is the rule both accept, of the whole stage only.
    `signed` are who signed exactly this.
    """

    stage: int
    part: str
    wordings: Mapping[str, Wording]
    rules: Mapping[str, Rule]
    agreed: Rule | None
    signed: tuple[str, ...]

    @property
    def match(self) -> Match:
        """Whether Marketing and Sales mean the same: by their rules, else by their words."""
        for said in (self.rules, {v: w.text.casefold() for v, w in self.wordings.items()}):
            ours, theirs = said.get("marketing"), said.get("sales")
            if ours is not None and theirs is not None:
                return Match.SAME if ours == theirs else Match.DIFFERS
        spoke = any(v in {"marketing", "sales"} for v in (*self.wordings, *self.rules))
        return Match.ONE if spoke else Match.SILENT

    @property
    def ends(self) -> tuple[Rule, Rule] | None:
        """The two rules to compare: Marketing's and Sales', the agreed one for a silent side."""
        ours = self.rules.get("marketing", self.agreed)
        theirs = self.rules.get("sales", self.agreed)
        return None if ours is None or theirs is None or ours == theirs else (ours, theirs)


def register(made: Commitments, by: str = "") -> tuple[Entry, ...]:
    """Return every stage but the last, and below it its parts: those worded, and those of `by`."""
    plan = made.current.plan
    return tuple(
        _entry(made, plan, stage, part)
        for stage in range(len(plan.stages) - 1)
        for part in ("", *_parts(made, plan, stage, by))
    )


def _parts(made: Commitments, plan: Plan, stage: int, by: str) -> Iterator[str]:
    said = sorted({part for _, at, part in (*plan.wordings, *plan.rules) if at == stage and part})
    yield from said
    dimension = made.before.journeys.dimensions.get(by) if made.before is not None else None
    if dimension is not None:
        labels = [label for label in dimension.labels if label and label != BLANK]
        yield from (p for p in (f"{by}={label}" for label in labels[:MOST_VALUES]) if p not in said)


def _entry(made: Commitments, plan: Plan, stage: int, part: str) -> Entry:
    said = _said(plan, stage, part)
    signed: tuple[str, ...] = ()
    if made.signed is not None and any(said) and _said(made.agreed.plan, stage, part) == said:
        signed = tuple(one.name for one in made.signed.signatures)
    definition = plan.definitions.get(stage) if not part else None
    return Entry(stage, part, said[0], said[1], definition.rule if definition else None, signed)


def _said(
    plan: Plan, stage: int, part: str
) -> tuple[dict[str, Wording], dict[str, Rule], Rule | None]:
    places = {voice: (voice, stage, part) for voice in VOICES}
    definition = plan.definitions.get(stage) if not part else None
    return (
        {voice: plan.wordings[at] for voice, at in places.items() if at in plan.wordings},
        {voice: plan.rules[at] for voice, at in places.items() if at in plan.rules},
        definition.rule if definition else None,
    )


def differing(made: Commitments, entry: Entry) -> Difference | None:
    """Compare both rules on the leads of the stage before; None where there are not two, or data.

    Leads are those of the evidence's window, of the entry's part of the data.
    """
    prepared, ends = made.before, entry.ends
    if prepared is None or ends is None:
        return None
    window = plan_window(prepared, made.current.plan.window)
    leads = leads_of(prepared, window, _where(prepared, entry.part), max(entry.stage - 1, 0))
    return difference(prepared, leads, *ends)


def _where(prepared: Prepared, part: str) -> Mask | None:
    name, equals, value = part.partition("=")
    dimension = prepared.journeys.dimensions.get(name)
    if not equals or dimension is None:
        return None
    wanted = [i for i, label in enumerate(dimension.labels) if label == value]
    return np.asarray(dimension.codes == (wanted[0] if wanted else -1))
