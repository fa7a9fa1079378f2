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
        remedy = f" {self.remedy}" if self.remedy else ""
        return f"{self.what}{place}.{remedy}" if not self.what.endswith(".") else self.what + remedy


class RefusedError(Exception):
    """A request that was refused whole: nothing has been written or changed."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem
