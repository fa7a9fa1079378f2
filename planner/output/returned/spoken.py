"""Keys as a workbook says them, in the plan's own words again.

A workbook has other names for some lines: reps' names may be hidden, and it holds no sign that no
file can hold.
"""

from planner.base.problem import Problem, RefusedError
from planner.output.excel.cells import clean
from planner.output.pack.names import Said, as_it_is
from planner.plan.document import Plan
from planner.plan.keys import quote
from planner.plan.scenarios import split_key


class Spoken:
    """The plan's lines by how a workbook says them."""

    def __init__(self, plan: Plan, said: Said = as_it_is) -> None:
        self._lines: dict[str, list[str]] = {}
        for name in plan.line_names:
            head = quote(name)
            self._lines.setdefault(clean(said(head)).lstrip(), []).append(head)

    def own(self, key: str) -> str:
        """Return a key in the plan's words; RefusedError where it may mean several lines."""
        inside = split_key(key)
        if inside is not None:
            return f"{inside[0]}/{self._assumption(inside[1])}"
        return self._assumption(key)

    def _assumption(self, key: str) -> str:
        head, slash, tail = key.partition("/")
        lines = self._lines.get(head, [head])
        if len(lines) > 1:
            what = f"{len(lines)} lines of the plan are called '{head}' in a workbook"
            raise RefusedError(Problem(what, key, "Give one of them another name"))
        return f"{lines[0]}{slash}{tail}"
