"""Work without an end, to see who lets whom go first."""

from itertools import count

from planner.base.progress import Progress


class Drawing:
    """Work that goes on until it is cancelled, and counts its steps."""

    def __init__(self) -> None:
        self.steps = 0

    def __call__(self, progress: Progress) -> None:
        for self.steps in count(1):
            progress("Drawing", self.steps, 0)
