"""Which fields and values separate won from not: information after shrinkage, and lift."""

import math
from dataclasses import dataclass

import numpy as np

from planner.evidence.figures import THIN, Figure, Floats
from planner.evidence.passages import Keys, Prepared
from planner.evidence.pooling import pooled_rates
from planner.evidence.quality.leads import Leads
from planner.evidence.regression.factors import filled_later, known_of
from planner.journeys.table import BLANK, Dimension

NO_QUALITY = ("rep", "crm stage", "loss reason")
"""Who works a lead, how far it is, and why it ended are no qualities of the lead."""
OTHER = "Other"
MOST_VALUES = 60
"""So many of a field's values, the most frequent, are looked at; the others are `OTHER`."""


@dataclass(frozen=True, slots=True)
class Level:
    """One value of a field.

    `rate`: the chance of a win, matured and pooled with the field's other values, n leads; `won`
    of them within the observed age. `lift`: the rate over the mean of all leads. `values`: how many
    values `OTHER` stands for, 1 for every other level.
    """

    label: str
    won: int
    rate: Figure
    lift: float
    values: int = 1

    @property
    def surely(self) -> bool:
        """Whether the 90 % interval of its lift leaves out 1."""
        base = self.rate.value / self.lift if self.lift > 0 else math.inf
        return self.rate.low > base or self.rate.high < base


@dataclass(frozen=True, eq=False)
class Field:
    """One field of the leads, its values by their rate, the best first.

    `explained`, 0 to 1: the share of what is not known of a lead's outcome that the field tells.
    `known`: the share of leads that have it. `filled_later`: it was mostly filled in on the way to
    a win, and tells nothing beforehand; `explained` is NaN then. `places` (labels): each label's
    level, by its place in `names`.
    """

    name: str
    known: float
    explained: float
    levels: tuple[Level, ...]
    filled_later: bool
    names: tuple[str, ...]
    places: Keys


def fields_of(prepared: Prepared, leads: Leads) -> tuple[Field, ...]:
    """Return the fields that have more than one value, those that tell most first."""
    dimensions = prepared.journeys.dimensions
    found = [
        _field(name, dimension, leads)
        for name, dimension in dimensions.items()
        if name not in NO_QUALITY
    ]
    several = [field for field in found if len(field.levels) > 1]
    return tuple(sorted(several, key=lambda f: (f.filled_later, -_told(f), f.name)))


def _told(field: Field) -> float:
    return field.explained if math.isfinite(field.explained) else 0.0


def _field(name: str, dimension: Dimension, leads: Leads) -> Field:
    codes = dimension.codes[leads.rows].astype(np.intp)
    names, places, values = _levels(dimension, codes)
    level, size = places[codes], len(names)
    has = known_of(dimension, leads.rows)
    later = filled_later(has, leads.won)
    moved, trials = leads.rates(level, size)
    rates = pooled_rates(moved, trials, entrants=np.bincount(level, minlength=size))
    means = np.array([rate.figure.value for rate in rates])
    told, base = information(means, trials)
    wins = np.bincount(level, leads.won, minlength=size).astype(int).tolist()
    levels = [
        Level(names[i], wins[i], rate.figure, _ratio(rate.figure.value, base), values[i])
        for i, rate in enumerate(rates)
    ]
    levels.sort(key=lambda one: (-one.rate.value, one.label))
    known = float(has.mean()) if len(has) else math.nan
    return Field(name, known, math.nan if later else told, tuple(levels), later, names, places)


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole > 0 else math.nan


def _levels(dimension: Dimension, codes: Keys) -> tuple[tuple[str, ...], Keys, list[int]]:
    """Return a field's levels, the level of each label, and how many values each level stands for.

    Levels are the most frequent values with at least 30 leads, and what is missing, BLANK; all
    others are `OTHER`.
    """
    labels = [label or BLANK for label in dimension.labels]
    counts = np.bincount(codes, minlength=len(labels)).tolist()
    seen = [i for i, n in enumerate(counts) if n]
    large = [i for i in seen if counts[i] >= THIN and labels[i] not in {BLANK, OTHER}]
    large = sorted(large, key=lambda i: (-counts[i], labels[i]))[:MOST_VALUES]
    kept = [labels[i] for i in large]
    rest = [i for i in seen if labels[i] not in {*kept, BLANK}]
    missing = any(labels[i] == BLANK for i in seen)
    names = (*kept, *((OTHER,) if rest else ()), *((BLANK,) if missing else ()))
    place = {label: i for i, label in enumerate(names)}
    other = place.get(OTHER, 0)
    places = np.array([place.get(label, other) for label in labels], dtype=np.intp)
    return names, places, [len(rest) if name == OTHER else 1 for name in names]


def information(rates: Floats, weights: Floats) -> tuple[float, float]:
    """Return which share of the uncertainty of an outcome its groups tell, and the mean rate.

    Mutual information over entropy, Σ w·KL(rate ‖ mean) / H(mean) with w the groups' shares of all
    trials. Rates are the pooled ones: shrunk to their mean as far as chance alone may have set them
    apart, they have nothing left of the bias that raw counts give a field of many values.
    Source: Hausser & Strimmer (2009), J. Mach. Learn. Res. 10, 1469-1484, on shrinkage.
    """
    from scipy.special import rel_entr

    known = np.isfinite(rates) & (weights > 0)
    share = weights[known] / weights[known].sum() if known.any() else weights[known]
    mean = float(share @ rates[known])
    if not 0 < mean < 1:
        return 0.0, mean
    apart = rel_entr(rates[known], mean) + rel_entr(1 - rates[known], 1 - mean)
    entropy = -mean * math.log(mean) - (1 - mean) * math.log1p(-mean)
    return max(float(share @ apart) / entropy, 0.0), mean
