"""Amounts in several currencies: converted by stated rates, never added up raw."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from planner.base.problem import Problem, RefusedError
from planner.base.units import count
from planner.intake.recognition.hints import Hints
from planner.intake.recognition.proposal import ProposedTable
from planner.intake.values.fields import Entity
from planner.intake.values.money import currency_code
from planner.intake.values.typed import Texts, Typed
from planner.journeys.table import Mask, Money


@dataclass(frozen=True)
class Exchange:
    """The plan's currency ('' where nothing says it), and what others are worth in it."""

    currency: str
    rates: dict[str, float] = field(default_factory=dict)

    def factors(self, codes: Texts | None, size: int) -> Money:
        """Return what one of each row's currency is worth (n); NaN without a rate.

        A row that names no currency is in the plan's; so is every row if nothing names one.
        """
        if codes is None or not self.currency:
            return np.ones(size)
        import pandas as pd

        places, names = pd.factorize(codes)
        worth = {"": 1.0, **self.rates, self.currency: 1.0}
        return np.array([worth.get(str(n), np.nan) for n in names] or [1.0])[places]

    def converted(self, typed: Typed) -> Typed:
        """Return rows with all money in the plan's currency, NaN where there is no rate."""
        codes = typed.texts.get("currency")
        if codes is None or not typed.money:
            return typed
        factors = self.factors(codes, typed.size)
        if (factors == 1).all():
            return typed
        money = {
            n: np.where(column == 0, 0.0, column * factors) for n, column in typed.money.items()
        }
        return replace(typed, money=money)

    def inconvertible(self, typed: Typed) -> Mask:
        """Tell which rows (n) carry an amount in a currency without a rate."""
        factors = self.factors(typed.texts.get("currency"), typed.size)
        return np.isnan(factors) & priced(typed)


def exchange(tables: Sequence[ProposedTable], hints: Hints) -> Exchange:
    """Return the plan's currency and the rates into it.

    The stated one, else the only one of the records' amounts that has no rate; RefusedError
    if several have none.
    """
    rates = {currency_code(code) or code: rate for code, rate in hints.rates}
    if hints.currency is not None:
        return Exchange(currency_code(hints.currency) or hints.currency, rates)
    found = sorted(code for code, _ in currencies_of(tables))
    open_ones = [code for code in found if code not in rates] or _named(tables)
    if len(open_ones) > 1 and found:
        raise RefusedError(
            Problem(
                f"Amounts stand in {', '.join(open_ones)}, which cannot be added up",
                ", ".join(t.path.name for t in tables),
                f"Choose the one to plan in, such as --currency {open_ones[0]}, "
                f"and what the others are worth, such as --rate {open_ones[1]}=1.08",
            )
        )
    return Exchange(open_ones[0] if len(open_ones) == 1 else "", rates)


def _named(tables: Iterable[ProposedTable]) -> list[str]:
    """Return every currency named, of amounts or not."""
    return sorted({code for table in tables for code in table.typed.counts("currency")})


def currencies_of(tables: Iterable[ProposedTable]) -> tuple[tuple[str, int], ...]:
    """Return (code, rows) of the amounts of leads and opportunities, most frequent first."""
    rows: Counter[str] = Counter()
    for table in tables:
        codes = table.typed.texts.get("currency")
        if table.entity not in (Entity.LEADS, Entity.OPPORTUNITIES) or codes is None:
            continue
        import pandas as pd

        places, names = pd.factorize(codes)
        counts = np.bincount(places[priced(table.typed)], minlength=len(names))
        rows.update({str(n): int(c) for n, c in zip(names, counts, strict=True) if n and c})
    return tuple(sorted(rows.items(), key=lambda pair: (-pair[1], pair[0])))


def currency_notes(tables: Sequence[ProposedTable], hints: Hints) -> list[str]:
    """Say how amounts in several currencies are treated, one sentence per currency."""
    found = currencies_of(tables)
    rates = {currency_code(code) or code: rate for code, rate in hints.rates}
    wanted = currency_code(hints.currency or "") or hints.currency or ""
    open_ones = [code for code, _ in found if code not in rates and code != wanted]
    if not wanted and len(open_ones) == 1:
        wanted, open_ones = open_ones[0], []
    notes = [
        f"{_rows(rows)} in {code} converted at {rates[code]:g} {wanted}."
        for code, rows in found
        if code in rates and code != wanted and wanted
    ]
    if not wanted and len(open_ones) > 1:
        names = ", ".join(sorted(open_ones))
        notes.append(f"Amounts in {names} cannot be added up; plan one of them and give rates.")
    elif wanted:
        notes += [
            f"{_rows(rows)} in {code} set aside for want of a rate into {wanted}."
            for code, rows in found
            if code in open_ones
        ]
    return notes


def _rows(number: int) -> str:
    return f"{count(number)} row{'' if number == 1 else 's'}"


def priced(typed: Typed) -> Mask:
    """Tell which rows (n) carry any amount other than 0."""
    result = np.zeros(typed.size, bool)
    for column in typed.money.values():
        result |= ~np.isnan(column) & (column != 0)
    return result
