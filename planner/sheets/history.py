"""Who decided a number: its positions and measurements, latest first, as lines to show."""

from dataclasses import dataclass

from planner.base.stages import Seat
from planner.sheets.cells import Part


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One decision: the seat (None: measured), what was said, and what it was worth."""

    seat: Seat | None
    parts: tuple[Part, ...]
    worth: str = ""
