"""A rule on fields as people type it: channel is not List purchase or Webinar, and segment is X."""

import re
from collections.abc import Mapping

from planner.base.problem import Problem, RefusedError
from planner.evidence.quality import Clause, Rule
from planner.journeys.table import Dimension

_CLAUSE = re.compile(r"\s*(.+?)\s+is\s+(not\s+)?(.+?)\s*", re.IGNORECASE | re.DOTALL)
_REMEDY = "Write for example: channel is not List purchase or Webinar, and segment is Enterprise"


def parse_rule(text: str, dimensions: Mapping[str, Dimension]) -> Rule:
    """Return the rule a text states in the data's own fields; RefusedError for another one."""
    clauses = re.split(r",?\s+and\s+(?=[^,]+?\s+is\s)", text.strip(), flags=re.IGNORECASE)
    return Rule(tuple(_clause(part, dimensions) for part in clauses))


def _clause(text: str, dimensions: Mapping[str, Dimension]) -> Clause:
    found = _CLAUSE.fullmatch(text)
    if found is None:
        raise RefusedError(Problem(f"'{text.strip()}' says of no field what it is", "", _REMEDY))
    field, negated, said = found.groups()
    names = {name.casefold(): name for name in dimensions}
    name = names.get(field.casefold())
    if name is None:
        fields = ", ".join(sorted(dimensions))
        what = f"The data have no field '{field}'"
        raise RefusedError(Problem(what, "", f"Fields are {fields}"))
    return Clause(name, _values(said, dimensions[name], name), not negated)


def _values(said: str, dimension: Dimension, name: str) -> tuple[str, ...]:
    """Return the values named, in the data's own text; a value may itself hold a comma or an or."""
    known = {label.casefold(): label for label in dimension.labels if label}
    left, values = said.strip(), list[str]()
    while left:
        folded = left.casefold()
        fits = [key for key in known if folded.startswith(key) and _ends(left[len(key) :])]
        if not fits:
            what = f"No lead has a {name} '{left}'"
            raise RefusedError(Problem(what, "", "Write values as the data have them"))
        longest = max(fits, key=len)
        values.append(known[longest])
        left = re.sub(r"^\s*(,\s*(or\s+)?|or\s+)", "", left[len(longest) :], flags=re.IGNORECASE)
        left = left.strip()
    return tuple(values)


def _ends(rest: str) -> bool:
    return not rest.strip() or re.match(r"\s*(,|or\s)", rest, re.IGNORECASE) is not None
