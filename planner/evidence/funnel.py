"""The plan's evidence: every line's measured figures over the plan's window."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from planner.base.line_names import JOINED, line_of
from planner.evidence.cohorts import month_counts
from planner.evidence.conversion import Conversion, lag_figures
from planner.evidence.counted import Pair, entry_stages
from planner.evidence.cuts import Cut, Window, cut, full_months, plan_window
from planner.evidence.figures import (
    UNKNOWN,
    Figure,
    Floats,
    FunnelEvidence,
    LagTable,
    LineEvidence,
    TransitionEvidence,
)
from planner.evidence.incidence import Incidence
from planner.evidence.intervals import mean_of_amounts, mean_per_month
from planner.evidence.measure import converted
from planner.evidence.money import (
    booked_by_month,
    created_by_month,
    deal_size,
    opened_amounts,
    won_amounts,
)
from planner.evidence.passages import Fate, Keys, Prepared, Source, prepare
from planner.journeys.table import BLANK, Dimension, Journeys

SOURCE_TEAM = "source team"
ALL = "All"
"""The one line of data that name no channel."""


def funnel_evidence(
    journeys: Source,
    by: tuple[str, ...] = ("channel",),
    *,
    months: int | None = 24,
    entering: Mapping[str, int] | None = None,
    names: tuple[str, ...] = (),
) -> FunnelEvidence:
    """Measure every line of a plan over entries of its window, the last `months` full months.

    Lines are the cut's labels joined by " | ", in their order; `entering` names the entry stage of
    lines that the plan lets enter elsewhere than most of their journeys do, `names` all lines of
    the plan, by which channels are split or stay whole (see `lines_cut`). A rate is pooled with
    those of all lines whose journeys begin at its from-stage or before; open journeys are those of
    any age, entered in the window or not. RefusedError for a dimension the data do not have,
    except "channel": without one there is a single line, ALL.
    """
    prepared = prepare(journeys)
    table = prepared.journeys
    window = plan_window(table, months)
    lines = lines_cut(table, by, names)
    found = _measured(prepared, lines, window, entering or {})
    return FunnelEvidence(table.stages, table.as_of, window, {line.line: line for line in found})


def _measured(
    prepared: Prepared, lines: Cut, window: Window, entering: Mapping[str, int]
) -> list[LineEvidence]:
    begin = entry_stages(prepared, lines)
    names = [JOINED.join(key) for key in lines.keys]
    entry = np.array([entering.get(name, begin[i]) for i, name in enumerate(names)], dtype=np.intp)
    steps = range(len(prepared.journeys.stages) - 1)
    moves = [_transitions(prepared, lines, window, j, begin <= j) for j in steps]
    volumes = _volumes(prepared, lines, window, entry)
    teams = _source_teams(prepared.journeys, lines)
    sizes = [deal_size(amounts) for amounts in won_amounts(prepared, lines, window)]
    opened = opened_amounts(prepared, lines, window)
    booked, created = booked_by_month(prepared, lines), created_by_month(prepared, lines)
    direct = _direct(prepared, lines, window, entry, begin)
    return [
        LineEvidence(
            line=name,
            source_team=teams[i],
            entry=int(entry[i]),
            volume=mean_per_month(volumes[i]),
            months=volumes[i],
            transitions=tuple(row[i] if j >= entry[i] else None for j, row in enumerate(moves)),
            deal_size=sizes[i].figure,
            deal_size_median=sizes[i].median,
            opened_amount=mean_of_amounts(opened[i]),
            direct=direct[i],
            booked=booked[i],
            created=created[i],
        )
        for i, name in enumerate(names)
    ]


def lines_cut(journeys: Journeys, by: tuple[str, ...], names: tuple[str, ...] = ()) -> Cut:
    """Return which line of the plan each journey belongs to.

    Of two dimensions `names`, the plan's lines, say which channels are split by the second one and
    into what; where data lack it, all is the rest of its channel. RefusedError for a dimension the
    data do not have, except "channel": without one all journeys are one line, ALL.
    """
    if by == ("channel",) and "channel" not in journeys.dimensions:
        return Cut(by, ((ALL,),), np.zeros(len(journeys), dtype=np.intp))
    if len(by) == 1 or not names:
        return cut(journeys, by)
    fine = cut(journeys, tuple(name for name in by if name in journeys.dimensions))
    told = (dict(zip(fine.by, key, strict=True)) for key in fine.keys)
    lines = [line_of([known.get(name, BLANK) for name in by], names) for known in told]
    keys = tuple(sorted(set(lines)))
    place = np.array([*(keys.index(line) for line in lines), len(keys)])
    return Cut(by, keys, place[fine.groups])


def _transitions(
    prepared: Prepared, lines: Cut, window: Window, j: int, siblings: npt.NDArray[np.bool_]
) -> list[TransitionEvidence]:
    found = converted(prepared, lines, window, (j, j + 1), siblings)
    lags, velocities = lag_figures(found.curves), lag_figures(found.velocity)
    ages, undated = open_ages(prepared, lines, (j, j + 1))
    return [
        TransitionEvidence(
            rate=found.pooled[i],
            plain=float(found.plain[i]),
            closed_only=float(found.closed_only[i]),
            observed_days=int(found.curves.tau[i]),
            lag=lags[i],
            lags=_lag_table(found.curves, i),
            losses=_losses(found.curves, i),
            open_ages=ages[i],
            open_undated=int(undated[i]),
            out_of_order=int(found.counts.out_of_order[i]),
            velocity=velocities[i],
        )
        for i in range(lines.count)
    ]


def _direct(
    prepared: Prepared, lines: Cut, window: Window, entry: Keys, begin: Keys
) -> list[Figure]:
    """Return each line's matured rate from its entry stage to the last, measured in one step."""
    last = len(prepared.journeys.stages) - 1
    several = [stage for stage in np.unique(entry).tolist() if last - stage > 1]
    found = {
        stage: converted(prepared, lines, window, (stage, last), begin <= stage)
        for stage in several
    }
    return [
        _matured(found[stage], i) if stage in found else UNKNOWN
        for i, stage in enumerate(entry.tolist())
    ]


def _matured(found: Conversion, i: int) -> Figure:
    rate, low, high = (float(v[i]) for v in (found.curves.rate, found.low, found.high))
    return Figure(rate, low, high, int(found.counts.dated[i]))


def _lag_table(curves: Incidence, i: int) -> LagTable | None:
    shares = curves.shares[i]
    if np.isnan(shares[0]):
        return None
    return LagTable(np.append(shares[: int(np.argmax(shares >= 1.0))], 1.0))


def _losses(curves: Incidence, i: int) -> Floats | None:
    """L(d) = F_lost(d) / (1 - F_next(tau)) for d = 0 … tau; None where nobody was seen lost."""
    staying = 1.0 - float(curves.rate[i])
    lost = curves.lost[i, : int(curves.tau[i]) + 1]
    if not len(lost) or lost[-1] <= 0.0:
        return None
    return np.minimum(lost / staying, 1.0)


def open_ages(
    prepared: Prepared, lines: Cut, pair: Pair
) -> tuple[tuple[npt.NDArray[np.int32], ...], npt.NDArray[np.intp]]:
    """Return ages at the as-of date of all still in a step, by line, and how many are undated."""
    passage = prepared.passage(*pair)
    rows = np.flatnonzero(passage.fate == Fate.OPEN)
    groups = lines.groups[rows]
    order = np.lexsort((passage.age[rows], groups))
    ends = np.cumsum(np.bincount(groups, minlength=lines.count))[: lines.count]
    ages = np.split(passage.age[rows[order]], ends)[: lines.count]
    undated = lines.groups[passage.fate == Fate.OPEN_UNDATED]
    return tuple(ages), np.bincount(undated, minlength=lines.count)


def _volumes(
    prepared: Prepared, lines: Cut, window: Window, entry: npt.NDArray[np.intp]
) -> tuple[Floats, ...]:
    """Return entries at each line's entry stage in each full month of the window."""
    span = full_months(window)
    counts = [month_counts(prepared, lines, stage, span) for stage in range(int(entry.max()) + 1)]
    return tuple(counts[stage][i].astype(np.float64) for i, stage in enumerate(entry.tolist()))


def _source_teams(journeys: Journeys, lines: Cut) -> tuple[str, ...]:
    """Return the most frequent source team of each line; empty where none is known."""
    teams = journeys.dimensions.get(SOURCE_TEAM, Dimension(np.empty(0, dtype=np.int32), ()))
    known = [i for i, label in enumerate(teams.labels) if label not in {"", BLANK}]
    if not known:
        return ("",) * lines.count
    size = len(teams.labels)
    cells = np.bincount(lines.groups * size + teams.codes, minlength=lines.count * size)
    counts = cells.reshape(lines.count, size)[:, known]
    return tuple(teams.labels[known[int(row.argmax())]] if row.any() else "" for row in counts)
