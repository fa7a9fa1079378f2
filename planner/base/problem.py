"""What a person is told when something cannot be done: what, where, and what to do."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One plain sentence in three parts; `where` names the file, sheet, row or cell."""

    what: str
    where: str = ""
    remedy: str = ""

    def __str__(self) -> str:
        """Return the whole sentence as shown on screen and on the command line."""
        place = f" ({self.where})" if self.where else ""
        what = _full_stop(f"{self.what.rstrip(' .')}{place}")
        return f"{what} {_full_stop(self.remedy)}" if self.remedy else what


def _full_stop(text: str) -> str:
    """Return the text as a sentence: with one full stop, unless it asks or exclaims."""
    bare = text.rstrip(" .")
    return bare if bare.endswith(("?", "!", "…")) else f"{bare}."


class RefusedError(Exception):
    """A request that was refused whole: nothing has been written or changed."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem
