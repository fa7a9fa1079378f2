"""Reps, their teams, their first day and their quotas."""

from collections.abc import Sequence

import numpy as np

from planner.base.day_columns import months_of
from planner.base.days import NO_DAY
from planner.base.units import count
from planner.intake.recognition.proposal import ProposedTable
from planner.intake.records.folding import Index, Stack, group, stack
from planner.intake.records.rates import Exchange
from planner.journeys.table import Money, Rep

_YEAR = 12


def read_reps(
    tables: Sequence[ProposedTable], into: Exchange
) -> tuple[tuple[Rep, ...], tuple[str, ...]]:
    """Return one rep per name, and what is worth saying of them.

    Quotas stated by month are added up over the last twelve months they are stated for; without
    months the last row stands. A quota in another currency than the plan's takes the stated
    rate, and is unknown without one.
    """
    rows = stack(tables)
    typed = rows.typed
    nothing = np.full(typed.size, "", dtype=object)
    names, teams = typed.texts.get("owner", nothing), typed.texts.get("source_team", nothing)
    named = np.flatnonzero(names != "").astype(np.int64)
    hired = typed.days.get("hired", np.full(typed.size, NO_DAY, np.int32))
    quotas, foreign = _quotas(rows, into)
    if not len(named):
        return (), _notes(typed.size, foreign)
    groups, size = group([name.casefold() for name in names[named].tolist()])
    order = named[np.argsort(groups, kind="stable")]
    reps = []
    for own in np.split(order, np.cumsum(np.bincount(groups, minlength=size))[:-1]):
        dated = hired[own][hired[own] != NO_DAY]
        reps.append(
            Rep(
                str(names[own[0]]),
                next((str(team) for team in teams[own[::-1]] if team), ""),
                int(dated.min()) if len(dated) else NO_DAY,
                _quota(rows, own, quotas),
            )
        )
    return tuple(reps), _notes(typed.size - len(named), foreign)


def _quotas(rows: Stack, into: Exchange) -> tuple[Money, int]:
    """Return the quotas in the plan's currency, and how many cannot be said in it."""
    typed = rows.typed
    stated = typed.money.get("quota", np.full(typed.size, np.nan))
    quotas = stated * into.factors(typed.texts.get("currency"), typed.size)
    return np.asarray(quotas), int((np.isnan(quotas) & ~np.isnan(stated)).sum())


def _quota(rows: Stack, own: Index, quotas: Money) -> float | None:
    stated = own[~np.isnan(quotas[own])]
    if not len(stated):
        return None
    days = rows.typed.days.get("month")
    if days is None or not (days[stated] != NO_DAY).any():
        return float(quotas[stated[-1]])
    months = months_of(days)[stated].astype(np.int64)
    return float(quotas[stated[months > months.max() - _YEAR]].sum())


def _notes(nameless: int, foreign: int) -> tuple[str, ...]:
    said = (
        (nameless, "rows of reps name nobody and are left out"),
        (foreign, "quotas in another currency have no rate and are unknown"),
    )
    return tuple(f"{count(n)} {text}." for n, text in said if n)
