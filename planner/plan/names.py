"""Keys read in a plan's names, and in the names that its stages had before."""

from functools import lru_cache

from planner.base.problem import RefusedError
from planner.plan.keys import Slot, parse_key


class Names:
    """Reads keys in the plan's names, and in the names its stages had before.

    `lists` are the stage names, today's first. Every key is read once and remembered.
    """

    def __init__(self, lists: tuple[tuple[str, ...], ...], lines: tuple[str, ...]) -> None:
        self.lists, self.lines = lists, lines
        self._slots: dict[str, Slot | None] = {}

    def slot(self, key: str) -> Slot | None:
        """Return the slot a key means, None when it means nothing in this plan."""
        if key not in self._slots:
            self._slots[key] = self._read(key)
        return self._slots[key]

    def _read(self, key: str) -> Slot | None:
        for stages in self.lists:
            try:
                return parse_key(key, self.lines, stages)
            except RefusedError:
                continue
        return None

    def stage(self, name: str) -> int:
        """Return a stage's index by its name, the first stage for an unknown one."""
        return self.known_stage(name) or 0

    def known_stage(self, name: str) -> int | None:
        """Return a stage's index by its name, None for an unknown one."""
        folded = name.casefold()
        for stages in self.lists:
            for index, stage in enumerate(stages):
                if stage.casefold() == folded:
                    return index
        return None


@lru_cache(maxsize=4)
def remembered(lists: tuple[tuple[str, ...], ...], lines: tuple[str, ...]) -> Names:
    """Return the names of a plan, with the keys read in earlier folds."""
    return Names(lists, lines)
