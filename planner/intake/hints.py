"""What a person states beforehand about an import; everything may stay unsaid."""

from dataclasses import dataclass

from planner.base.days import Day


@dataclass(frozen=True)
class Hints:
    """Statements that outweigh what the program would guess.

    `maps`: (FIELD, HEADER) pairs. `profile`: the CRM by name. `join`: the key that ties leads to
    opportunities where ids do not: a field (email, account) or a header both tables have.
    `currency`: the one currency to plan in. `stages`: the plan's stages. `as_of`: the day after
    which nothing is known. `day_first`: the locale's order of day and month.
    `stage_map`: (CRM text, funnel stage, 'Won', 'Lost' or 'Open') corrections.
    """

    maps: tuple[tuple[str, str], ...] = ()
    profile: str | None = None
    join: str | None = None
    currency: str | None = None
    stages: tuple[str, ...] | None = None
    as_of: Day | None = None
    day_first: bool | None = None
    stage_map: tuple[tuple[str, str], ...] = ()


NOTHING_STATED = Hints()
