"""A snapshot a plan keeps, as it is listed."""

from dataclasses import dataclass

from planner.base.days import Day


@dataclass(frozen=True, slots=True)
class KeptSnapshot:
    """One snapshot: its content address, what it holds, and who took it in when, and how.

    `time` is ISO 8601 with zone. `current` is true of the one the plan measures.
    """

    digest: str
    as_of: Day
    journeys: int
    set_aside: int
    files: tuple[str, ...]
    author: str
    time: str
    label: str
    current: bool
