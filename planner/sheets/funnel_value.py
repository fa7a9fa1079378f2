"""Hidden gems and fool's gold: groups whose value per entry the company's does not explain."""

import math
from typing import Literal

from planner.evidence.figures import Figure
from planner.evidence.measure import MeasuredRow, MeasuredTransition, Measures

Flag = Literal["hidden gem", "fool’s gold", ""]
GEM: Flag = "hidden gem"
GOLD: Flag = "fool’s gold"
SMALL_SHARE = 0.1
"""Up to this share of all entries a group's volume is small."""


def flag_of(measures: Measures, row: MeasuredRow) -> Flag:
    """Return whether a group is a hidden gem, fool's gold, or neither.

    Gem: the 90 % interval of its value per entry lies wholly above the company's, and it has at
    most a tenth of the entries. Gold: wholly below, with more than a tenth. Only groups that enter
    where the company does can be compared; one without won amounts at the company's deal size.
    """
    total = measures.total
    if row is total or row.entry != total.entry or not total.entered[total.entry]:
        return ""
    size = row.deal_size.figure if row.deal_size.n else total.deal_size.figure
    low, high = value_interval(row, size)
    company_low, company_high = value_interval(total, total.deal_size.figure)
    small = volume_share(measures, row) <= SMALL_SHARE
    if low > company_high and small:
        return GEM
    return GOLD if high < company_low and not small else ""


def volume_share(measures: Measures, row: MeasuredRow) -> float:
    """Return a group's share of the entries at the company's entry stage."""
    stage = measures.total.entry
    return row.entered[stage] / measures.total.entered[stage]


def whole_way(row: MeasuredRow) -> MeasuredTransition | None:
    """Return the transition from a row's entry stage to the last, None where not measured."""
    last = len(row.entered) - 1
    return next((t for t in row.transitions if (t.start, t.end) == (row.entry, last)), None)


def value_interval(row: MeasuredRow, size: Figure) -> tuple[float, float]:
    """Return the 90 % interval of value per entry at a deal size, NaN where it is not known.

    The relative half-widths of rate and deal size, taken as independent, combined on the log scale.
    """
    whole = whole_way(row)
    if whole is None or not size.known or not whole.rate.figure.value > 0:
        return math.nan, math.nan
    rate = whole.rate.figure
    value, ends = rate.value * size.value, []
    for sign, rate_end, size_end in ((-1, rate.low, size.low), (1, rate.high, size.high)):
        if rate_end <= 0 or not math.isfinite(size_end):
            ends.append(0.0 if sign < 0 else math.inf)
            continue
        spread = math.hypot(math.log(rate_end / rate.value), math.log(size_end / size.value))
        ends.append(value * math.exp(sign * spread))
    return ends[0], ends[1]
