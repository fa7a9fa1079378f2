"""What keeps goals out of reach, as people read it."""

import re
from collections.abc import Iterable, Iterator

from planner.base.days import Month, parse_month
from planner.forecast.backward import Problem, Solution, missed
from planner.sheets.goal_words import goal_title
from planner.sheets.periods import months_text

_OF_MONTH = re.compile(r"([\w-]+) (\d{4}-\d{2})")


def binding_words(problem: Problem, found: Solution) -> str:
    """Name what binds, a limit of months in a row once; '' for nothing.

    That a goal which is missed binds goes without saying.
    """
    out_of_reach = {target.name for target in missed(problem, found)}
    titles = {t.name: goal_title(problem.plan, t.goal) for t in problem.targets}
    names = (name for name in found.binding if name not in out_of_reach)
    return ", ".join(_with_titles(name, titles) for name in _in_a_row(names))


def _with_titles(name: str, titles: dict[str, str]) -> str:
    """Return a name with goals called as on the sheets; longest first, as keys begin alike."""
    if name in titles:
        return titles[name]
    name = re.sub("^most: ", "the most of ", name)
    for key, title in sorted(titles.items(), key=lambda pair: -len(pair[0])):
        name = name.replace(f"for {key}", f"for {title}")
    return name


def _in_a_row(names: Iterable[str]) -> Iterator[str]:
    """Return names, those of one limit in months in a row as one."""
    spans: dict[str, list[tuple[Month, Month]]] = {}
    for name in names:
        found = _OF_MONTH.fullmatch(name)
        if found is None:
            spans[name] = []
            continue
        month = parse_month(found[2])
        known = spans.setdefault(found[1], [])
        if known and known[-1][1] == month - 1:
            known[-1] = known[-1][0], month
        else:
            known.append((month, month))
    for name, months in spans.items():
        yield (
            name + (" in " if months else "") + " and ".join(months_text(*each) for each in months)
        )
