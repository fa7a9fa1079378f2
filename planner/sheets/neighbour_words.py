"""What is said of others who work on the same plan file."""

from collections.abc import Sequence

LOST = "The plan’s file no longer holds what was saved here: it was put back or overwritten."


def came_words(authors: Sequence[str], edits: int) -> str:
    """Say that somebody's save was taken in."""
    who = " and ".join(dict.fromkeys(name for name in authors if name)) or "Somebody"
    many = "1 edit" if edits == 1 else f"{edits} edits"
    return f"{who} saved: {many} taken in"


def others_words(others: Sequence[tuple[str, str, bool]]) -> str:
    """Say who else has the plan open, of (author, computer, whether the sign seems left over)."""
    here = [author or host for author, host, left in others if not left]
    names = list(dict.fromkeys(here))
    if not names:
        return ""
    who = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return f"{who} {'has' if len(names) == 1 else 'have'} this plan open too"


def copy_words(name: str, edits: int, authors: Sequence[str]) -> str:
    """Say that a sync service left a copy with edits that the plan lacks."""
    many = "1 edit" if edits == 1 else f"{edits} edits"
    by = f" by {' and '.join(authors)}" if authors else ""
    return f"Beside the plan lies “{name}” with {many}{by} that the plan lacks."
