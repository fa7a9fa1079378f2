"""A proposed definition of a qualified lead: values taken away one by one, the surely worst first.

The order is learnt from four leads in five; the fifth checks it (see `qualified`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planner.evidence.figures import Floats
from planner.evidence.intervals import HIGH
from planner.evidence.passages import Keys, Prepared
from planner.evidence.quality.fields import OTHER, Field
from planner.evidence.quality.leads import Leads
from planner.evidence.quality.rule import Clause, Rule
from planner.evidence.standing import LEAST
from planner.journeys.table import Mask

MOST_FIELDS = 4
"""A rule on more fields than this is no longer read."""
PASSING = ("campaign",)
"""A campaign ends: a definition that names it says nothing of next year's leads."""


@dataclass(frozen=True, slots=True)
class Step:
    """A rule on the way from all leads to few: the shares of leads, wins and bookings it keeps.

    `without` is the field and value taken away last. Of the leads the choice is learnt from.
    """

    rule: Rule
    leads: float = 1.0
    wins: float = 1.0
    bookings: float = 1.0
    without: tuple[str, str] = ("", "")


@dataclass(frozen=True, eq=False)
class _Kinds:
    """m kinds of leads alike in all fields: levels by field (m, F), and sums of each kind (m)."""

    levels: Keys
    leads: Floats
    moved: Floats
    trials: Floats
    deals: Floats
    bookings: Floats

    def kept(self, alive: Mask) -> tuple[float, float, float]:
        """Return the shares of leads, wins and bookings that some kinds have.

        Where no amounts are known, bookings are shared as wins are.
        """
        leads, wins = _share(self.leads, alive), _share(self.moved, alive)
        return leads, wins, _share(self.bookings, alive) if self.bookings.any() else wins


def _share(part: Floats, alive: Mask) -> float:
    total = float(part.sum())
    return float(part[alive].sum()) / total if total else 0.0


def steps_of(prepared: Prepared, leads: Leads, fields: Sequence[Field]) -> tuple[Step, ...]:
    """Return rules from every lead to ever fewer, on the fields that tell most.

    Each step takes away the value whose leads are surely worth least: the lowest upper end of its
    90 % interval, Beta(½ + x, ½ + n_eff − x) among the leads kept so far, times its mean deal (in
    which ten deals of the mean size of all are counted with its own). So a value with few leads
    stays until there is reason. It ends where no value is worth less than all that are kept.
    """
    chosen = [f for f in fields if f.name not in PASSING and f.explained > 0][:MOST_FIELDS]
    kinds = _kinds(prepared, leads.part(~leads.unseen), chosen)
    kept = [np.ones(len(field.names), np.bool_) for field in chosen]
    alive = np.ones(len(kinds.leads), np.bool_)
    steps = [Step(Rule())]
    while (worst := _worst(kinds, alive, kept)) is not None:
        place, level = worst
        kept[place][level] = False
        alive &= kinds.levels[:, place] != level
        without = chosen[place].name, chosen[place].names[level]
        steps.append(Step(_rule(chosen, kinds, kept, alive), *kinds.kept(alive), without))
    return tuple(steps)


def nearest(steps: Sequence[Step], share: float) -> int:
    """Return the place of the step whose share of leads kept is nearest to one."""
    return min(range(len(steps)), key=lambda i: abs(steps[i].leads - share))


def _kinds(prepared: Prepared, leads: Leads, fields: Sequence[Field]) -> _Kinds:
    codes = np.zeros(len(leads.rows), dtype=np.intp)
    for field in fields:
        own = field.places[prepared.journeys.dimensions[field.name].codes[leads.rows]]
        codes = codes * len(field.names) + own
    distinct, place = np.unique(codes, return_inverse=True)
    size = len(distinct)
    moved, trials = leads.rates(place, size)
    amounts = leads.amounts(prepared)
    order = np.argsort(amounts, kind="stable")
    money = np.asarray(np.bincount(place[order], amounts[order], size), np.float64)
    counts = np.bincount(place, minlength=size).astype(np.float64)
    deals = np.bincount(place[amounts > 0], minlength=size).astype(np.float64)
    levels = np.zeros((size, len(fields)), dtype=np.intp)
    for i in range(len(fields) - 1, -1, -1):
        distinct, levels[:, i] = np.divmod(distinct, len(fields[i].names))
    return _Kinds(levels, counts, moved, trials, deals, money)


def _worst(kinds: _Kinds, alive: Mask, kept: Sequence[Mask]) -> tuple[int, int] | None:
    """Return the field and level to take away next; None where all that is left is alike."""
    from scipy.special import betaincinv

    sums = [part * alive for part in (kinds.moved, kinds.trials, kinds.deals, kinds.bookings)]
    moved, trials, deals, money = (float(part.sum()) for part in sums)
    mean = money / deals if deals else 1.0
    whole = moved / trials * mean if trials else 0.0
    found: tuple[float, int, int] | None = None
    for place, levels in enumerate(kept):
        own = kinds.levels[:, place]
        x, n, d, m = (np.bincount(own, part, minlength=len(levels)) for part in sums)
        left = np.flatnonzero(levels & (np.bincount(own, alive, minlength=len(levels)) > 0))
        if len(left) < 2:
            continue
        size = (m + LEAST * mean) / (d + LEAST)
        high = betaincinv(0.5 + x, 0.5 + np.maximum(n - x, 0.0), HIGH) * size
        level = int(left[np.argmin(high[left])])
        below = x[level] * size[level] < whole * n[level]
        if below and (found is None or high[level] < found[0]):
            found = float(high[level]), place, level
    return None if found is None else (found[1], found[2])


def _rule(fields: Sequence[Field], kinds: _Kinds, kept: Sequence[Mask], alive: Mask) -> Rule:
    """Return the clauses that are needed to keep just the kinds that are left."""
    masks = {i: levels[kinds.levels[:, i]] for i, levels in enumerate(kept) if not levels.all()}
    for i in sorted(masks, reverse=True):
        others = [mask for j, mask in masks.items() if j != i]
        if others and np.array_equal(np.logical_and.reduce(others), alive):
            del masks[i]
    clauses = (
        _clause(fields[i], kept[i], set(kinds.levels[alive, i].tolist())) for i in sorted(masks)
    )
    return Rule(tuple(clauses))


def _clause(field: Field, kept: Mask, alive: set[int]) -> Clause:
    """Return what is left of a field's values: named, or where rare ones stay, those taken away.

    `alive` are the levels that leads kept so far still have.
    """
    stays = [name for i, name in enumerate(field.names) if kept[i] and i in alive]
    goes = [name for i, name in enumerate(field.names) if not kept[i]]
    if OTHER in stays or (OTHER not in goes and len(goes) < len(stays)):
        return Clause(field.name, tuple(sorted(goes)), among=False)
    return Clause(field.name, tuple(sorted(stays)))
