"""The season as it is set: what holds in every month, and an index for a calendar month."""

from collections.abc import Iterator, Mapping

from planner.plan import values
from planner.plan.edits import Value
from planner.plan.keys import SEASON

MEASURED, FLAT = "measured", "flat"
"""What `plan:season` can say of the months nobody set an index for."""
YEAR = range(1, 13)


def season_key(month: int) -> str:
    """Return the setting of a calendar month's index, 1 to 12."""
    return f"{SEASON}:{month:02d}"


def is_season(key: str) -> bool:
    """Whether a setting says something of the season."""
    return key == SEASON or key.startswith(f"{SEASON}:")


def season_word(seasonal: bool | None) -> str | None:
    """Return what `plan:season` says, None where nobody said it."""
    return None if seasonal is None else MEASURED if seasonal else FLAT


def read_seasonal(stated: Mapping[str, Value]) -> bool | None:
    """Return whether volumes follow the measured year, None where nobody said it."""
    return {MEASURED: True, FLAT: False}.get(str(stated.get(SEASON)))


def read_season(stated: Mapping[str, Value]) -> dict[int, float]:
    """Return the indices that are set, by calendar month."""
    found = ((month, values.amount(stated.get(season_key(month)))) for month in YEAR)
    return {month: index for month, index in found if index is not None}


def season_settings(
    seasonal: bool | None, season: Mapping[int, float]
) -> Iterator[tuple[str, Value]]:
    """Yield the settings that state a season, each with its value."""
    if seasonal is not None:
        yield SEASON, season_word(seasonal)
    yield from ((season_key(month), index) for month, index in season.items())
