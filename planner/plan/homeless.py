"""What was said of lines that are no more: kept in the log, and said, until they are back."""

from collections import Counter
from collections.abc import Callable, Mapping
from urllib.parse import unquote

from planner.base.stages import Seat
from planner.plan import keys
from planner.plan.edits import Edit
from planner.plan.keys import Slot
from planner.plan.scenarios import split_key

Homeless = tuple[tuple[str, int], ...]
"""Lines that are no more, and how many positions on them wait."""


def homeless(
    positions: Mapping[tuple[Seat, str], Edit],
    settings: Mapping[str, Edit],
    slot: Callable[[str], Slot | None],
) -> Homeless:
    """Count the positions that have no line: those on withdrawn ones, in scenarios too."""
    gone = {
        unquote(key.removeprefix(keys.LINE))
        for key, edit in settings.items()
        if key.startswith(keys.LINE) and edit.value is None
    }
    if not gone:
        return ()
    found: Counter[str] = Counter()
    for (_, key), edit in positions.items():
        said = (split_key(key) or ("", key))[1]
        line = unquote(said.partition("/")[0])
        if edit.value is not None and line in gone and slot(said) is None:
            found[line] += 1
    return tuple(sorted(found.items()))


def homeless_words(found: Homeless) -> str:
    """Say what waits, in one sentence; '' where nothing does."""
    if not found:
        return ""
    some = [f"{count} of {line}" for line, count in found]
    whole = sum(count for _, count in found)
    what = "1 position has no line now and waits"
    if whole > 1:
        what = f"{whole} positions have no line now and wait"
    return f"{what} until there is one again: {', '.join(some)}."
