"""From the log of edits to the plan: pure, and the same whatever order the edits came in.

What a log says that this version does not understand is left alone: it stays in the log and counts
for nothing here.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import unquote

from planner.base.days import Month
from planner.base.line_names import channel_of
from planner.base.stages import Owner, Seat
from planner.plan import keys, values
from planner.plan.beliefs import beliefs_of
from planner.plan.board import PREFIX as BOARD
from planner.plan.board import board_of
from planner.plan.claims import Spoken, claims, later, overlays, spoken
from planner.plan.comments import comments_of
from planner.plan.document import (
    MOST_MONTHS,
    Line,
    Plan,
    Remark,
)
from planner.plan.edits import LATCH, MERGED, RETRACT, ROUND, Edit
from planner.plan.goals import PREFIX
from planner.plan.homeless import homeless
from planner.plan.keys import Driver, Slot
from planner.plan.log import Log, live, order, speaking_of
from planner.plan.names import Names, remembered
from planner.plan.pledges import PERSON, people_of
from planner.plan.registered import REGISTERS, registered
from planner.plan.scenarios import is_scenario_setting
from planner.plan.settings import planning
from planner.plan.values import Reader, T

Settings = dict[str, Edit]
_PREFIXES = (
    "plan:", "data:", keys.LINE, keys.OWNER, keys.PARK, keys.NOTE, keys.FIX,
    keys.COMMENT, keys.UNCOMMENT, PREFIX, keys.LEAST, keys.MOST,
    *REGISTERS, keys.MEETING, BOARD, PERSON, ROUND, LATCH,
)  # fmt: skip
_ALONE = (keys.COMMENT, keys.UNCOMMENT, keys.BELIEF)
"""What is said beside what was said before, and not in its place."""


@dataclass(frozen=True)
class Folded:
    """A log, the plan it states, and what its next fold can go on from (see `onward`)."""

    log: Log
    plan: Plan
    names: Names
    spoken: Spoken


def fold(log: Log) -> Plan:
    """Return the plan a log states; the last edit per (seat, key) wins, per key for settings."""
    return folded(log).plan


def folded(log: Log) -> Folded:
    """Return the plan a log states, with what the next one can go on from."""
    edits = live(log)
    last = {(edit.seat, edit.key): edit for edit in edits}
    known = {key for _, key in last}
    comments = speaking_of(edits, known, (keys.COMMENT, keys.UNCOMMENT))
    beliefs = speaking_of(edits, known, (keys.BELIEF,))
    settings, positions = _last_words(last)
    plan = _with_settings(log, settings)
    lists = _stage_lists(log, plan.stages)
    plan = replace(plan, lines=_lines(settings, Names(lists, ())))
    names = remembered(lists, plan.line_names)
    said = spoken(positions, names)
    made = replace(
        plan,
        **planning(settings, plan.horizon, plan.fiscal_start, plan.line_names),
        overlays=overlays(positions, names),
        claims=claims(said),
        homeless=homeless(positions, settings, names.slot),
        owners=_owners(settings, names),
        parked=_remarks(settings, keys.PARK, names),
        notes=_remarks(settings, keys.NOTE, names),
        fixes=_fixes(settings),
        comments=comments_of(comments, names.slot),
        result_comments=comments_of(comments, lambda key: key if names.slot(key) is None else None),
        beliefs=beliefs_of(beliefs),
        board=board_of(settings),
        people=people_of(settings),
        **registered(settings, names.known_stage),
    )
    return Folded(log, made, names, said)


def _last_words(
    last: Mapping[tuple[Seat, str], Edit],
) -> tuple[Settings, dict[tuple[Seat, str], Edit]]:
    """Return the last edit of each setting, in the order of the first ones, and of each position.

    `last` are the last ones by seat and key: many edits speak of few places.
    """
    settings: Settings = {}
    positions: dict[tuple[Seat, str], Edit] = {}
    for (seat, key), edit in last.items():
        if key.startswith(_ALONE):
            continue
        if not is_setting(key):
            positions[seat, key] = edit
        elif later(edit, settings.get(key)):
            settings[key] = edit
    return settings, positions


def is_position(key: str) -> bool:
    """Whether a key can be a seat's position, which stands in the place of its last one."""
    return key != RETRACT and not key.startswith(_ALONE) and not is_setting(key)


def is_setting(key: str) -> bool:
    """Whether a key names a setting (any seat, the last edit wins), not a seat's position."""
    if key.startswith(keys.SCENARIO):
        return is_scenario_setting(key)
    if key.startswith(ROUND):
        return not key.endswith("/done")
    return key in {keys.GOAL, keys.BUDGET, MERGED} or key.startswith(_PREFIXES)


def line_value(entry: str, source_team: str = "Marketing") -> str:
    """Return the value of a `line:NAME` edit: the entry stage's name and the source team."""
    return json.dumps({"entry": entry, "team": source_team})


def stages_value(stages: tuple[str, ...]) -> str:
    """Return the value of a `plan:stages` edit."""
    return ">".join(stages)


def _stage_lists(log: Log, stages: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Return today's stage names, then the names as many stages had before, latest first."""
    older = (values.stages(e.value) for e in reversed(log.edits) if e.key == keys.STAGES)
    return tuple(
        dict.fromkeys([stages, *(old for old in older if old and len(old) == len(stages))])
    )


def _with_settings(log: Log, settings: Settings) -> Plan:
    """Return the plan without lines; a setting that cannot be read keeps its default."""

    def read(key: str, reader: Reader[T], default: T) -> T:
        found = reader(settings[key].value) if key in settings else None
        return default if found is None else found

    plain = Plan()
    return replace(
        plain,
        name=read(keys.NAME, values.text, plain.name),
        start=read(keys.START, values.month, _next_january(log)),
        months=read(keys.MONTHS, values.whole(1, MOST_MONTHS), plain.months),
        currency=read(keys.CURRENCY, values.text, plain.currency),
        stages=read(keys.STAGES, values.stages, plain.stages),
        fiscal_start=read(keys.FISCAL_START, values.whole(1, 12), plain.fiscal_start),
        window=read(keys.WINDOW, values.whole(1, 600), plain.window),
        by=read(keys.BY, values.names, plain.by),
        attribution=read(keys.ATTRIBUTION, values.rule, plain.attribution),
        half_life=read(keys.HALF_LIFE, values.whole(1, 3650), plain.half_life),
        half_life_typed=settings[keys.HALF_LIFE].typed if keys.HALF_LIFE in settings else "",
        snapshot=values.text(_value(settings, keys.SNAPSHOT)),
        join=values.text(_value(settings, keys.JOIN)),
    )


def _value(settings: Settings, key: str) -> object:
    return settings[key].value if key in settings else None


def _lines(settings: Settings, names: Names) -> tuple[Line, ...]:
    """Return the lines in the order in which they, or their channels, were first defined."""
    lines: dict[str, list[Line]] = {}
    for key, edit in settings.items():
        if key.startswith(keys.LINE):
            name, said = unquote(key.removeprefix(keys.LINE)), values.line(edit.value)
            mine = lines.setdefault(channel_of(name), [])
            if said is not None:
                mine.append(Line(name, names.stage(said[0]), said[1]))
    return tuple(line for mine in lines.values() for line in mine)


def _owners(settings: Settings, names: Names) -> Mapping[tuple[str, Driver], Owner]:
    """Return the owners that were set by hand."""
    owners = {}
    for slot, edit in _by_slot(settings, keys.OWNER, names).items():
        if edit.value in set(Owner):
            owners[slot.line, slot.driver] = Owner(str(edit.value))
    return owners


def _remarks(settings: Settings, prefix: str, names: Names) -> Mapping[Slot, Remark]:
    """Return the texts set under a prefix; withdrawn ones are left out."""
    return {
        slot: Remark(edit.value, order(edit), edit.author, edit.time)
        for slot, edit in _by_slot(settings, prefix, names).items()
        if isinstance(edit.value, str)
    }


def _fixes(settings: Settings) -> Mapping[str, Mapping[int, str]]:
    """Return the corrected cells of rows set aside; withdrawn ones are left out."""
    fixes: dict[str, dict[int, str]] = {}
    for key, edit in settings.items():
        row, slash, column = key.removeprefix(keys.FIX).rpartition("/")
        if (
            key.startswith(keys.FIX)
            and slash
            and column.isdecimal()
            and isinstance(edit.value, str)
        ):
            fixes.setdefault(row, {})[int(column)] = edit.value
    return fixes


def _by_slot(settings: Settings, prefix: str, names: Names) -> dict[Slot, Edit]:
    """Return the last setting of each slot under a prefix."""
    last: dict[Slot, Edit] = {}
    for key, edit in settings.items():
        slot = names.slot(key.removeprefix(prefix)) if key.startswith(prefix) else None
        if slot is not None and later(edit, last.get(slot)):
            last[slot] = edit
    return last


def _next_january(log: Log) -> Month:
    """Return the January after the year of the first edit: where a plan starts unless told."""
    year = log.edits[0].time[:4] if log.edits else ""
    return (int(year) + 1) * 12 if year.isdecimal() else Plan().start
