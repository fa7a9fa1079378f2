"""What a person states about an import, beforehand or in correcting a proposal.

Everything may stay unsaid. What is said of a table is tied to its header fingerprint, so that it
holds for next month's export too and can be saved and handed on.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from planner.base.days import Day

APART = ""
"""The key of leads and opportunities that a person wants to leave apart."""


class Decides(StrEnum):
    """Which stands where an opportunity's stage contradicts its status or closed mark, or its
    forecast category both; the category yields unless it is the one that decides."""

    STATUS = "status"
    STAGE = "stage"
    FORECAST = "forecast"


@dataclass(frozen=True)
class Hints:
    """Statements that outweigh what the program would guess.

    `maps`: (FIELD, HEADER) pairs for every table that has the header. `profile`: the CRM by name.
    `join`: the key that ties leads to opportunities where ids do not: a field (email, account) or
    a header both tables have; APART leaves them apart. `currency`: the one currency to plan in.
    `stages`: the plan's stages. `as_of`: the day after which nothing is known. `day_first`: the
    locale's order of day and month. `stage_map`: (CRM text, funnel stage, 'Won', 'Lost' or 'Open').

    Of tables by their header fingerprint: `columns` (fingerprint, header, field, '' for none),
    `kinds` (fingerprint, entity), `orders` (fingerprint, header, 'DMY' or 'MDY').

    `rates`: (currency, what one of it is worth in the plan's currency). `merges`: (dimension,
    spelling, name) of near-duplicates a person united. `teams`: (channel, source team), before the
    program's own rules. `decides`: see `Decides`.
    """

    maps: tuple[tuple[str, str], ...] = ()
    profile: str | None = None
    join: str | None = None
    currency: str | None = None
    stages: tuple[str, ...] | None = None
    as_of: Day | None = None
    day_first: bool | None = None
    stage_map: tuple[tuple[str, str], ...] = ()
    columns: tuple[tuple[str, str, str], ...] = ()
    kinds: tuple[tuple[str, str], ...] = ()
    orders: tuple[tuple[str, str, str], ...] = ()
    rates: tuple[tuple[str, float], ...] = ()
    merges: tuple[tuple[str, str, str], ...] = ()
    teams: tuple[tuple[str, str], ...] = ()
    decides: Decides = Decides.STATUS

    def with_column(self, fingerprint: str, header: str, field: str | None) -> "Hints":
        """State what a column of a table means; None for nothing.

        Whatever column was stated to have that meaning in the same table loses it.
        """
        kept = tuple(
            c for c in self.columns
            if c[0] != fingerprint or (c[1] != header and (c[2] != field or not field))
        )  # fmt: skip
        return replace(self, columns=(*kept, (fingerprint, header, field or "")))

    def with_kind(self, fingerprint: str, entity: str) -> "Hints":
        """State what one row of a table is; its columns are guessed anew."""
        kept = tuple(k for k in self.kinds if k[0] != fingerprint)
        columns = tuple(c for c in self.columns if c[0] != fingerprint)
        return replace(self, kinds=(*kept, (fingerprint, entity)), columns=columns)

    def with_order(self, fingerprint: str, header: str, order: str) -> "Hints":
        """State a date column's order of day and month, 'DMY' or 'MDY'."""
        kept = tuple(o for o in self.orders if o[:2] != (fingerprint, header))
        return replace(self, orders=(*kept, (fingerprint, header, order)))

    def with_stage(self, text: str, target: str) -> "Hints":
        """State what a stage or status text means: a funnel stage, 'Won', 'Lost' or 'Open'."""
        kept = tuple(s for s in self.stage_map if s[0].casefold() != text.casefold())
        return replace(self, stage_map=(*kept, (text, target)))

    def with_rate(self, currency: str, rate: float | None) -> "Hints":
        """State what one unit of a currency is worth in the plan's; None takes that back."""
        kept = tuple(r for r in self.rates if r[0] != currency)
        return replace(self, rates=kept if rate is None else (*kept, (currency, rate)))

    def with_merge(self, dimension: str, spellings: tuple[str, ...], name: str | None) -> "Hints":
        """State that spellings mean one name; None keeps them apart."""
        kept = tuple(m for m in self.merges if m[0] != dimension or m[1] not in spellings)
        new = () if name is None else tuple((dimension, s, name) for s in spellings if s != name)
        return replace(self, merges=(*kept, *new))

    def with_team(self, channel: str, team: str | None) -> "Hints":
        """State who creates a channel's journeys; None leaves it to the program's rules."""
        kept = tuple(t for t in self.teams if t[0].casefold() != channel.casefold())
        return replace(self, teams=kept if team is None else (*kept, (channel, team)))


NOTHING_STATED = Hints()
