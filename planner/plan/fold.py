"""From the log of edits to the plan: pure, and the same whatever order the edits came in.

What a log says that this version does not understand is left alone: it stays in the log and counts
for nothing here.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import unquote

from planner.base.days import Month
from planner.base.line_names import channel_of
from planner.base.stages import Owner, Seat
from planner.base.units import Unit
from planner.plan import keys, values
from planner.plan.beliefs import beliefs_of
from planner.plan.board import PREFIX as BOARD
from planner.plan.board import board_of
from planner.plan.comments import comments_of, result_at
from planner.plan.document import (
    MOST_MONTHS,
    Claims,
    ClaimsByMonth,
    Line,
    Plan,
    Position,
    Remark,
)
from planner.plan.edits import LATCH, MERGED, ROUND, Edit
from planner.plan.goals import PREFIX
from planner.plan.homeless import homeless
from planner.plan.keys import Driver, Slot
from planner.plan.log import Log, live, order, speaking_of
from planner.plan.names import Names, remembered
from planner.plan.pledges import PERSON, people_of
from planner.plan.registered import REGISTERS, registered
from planner.plan.scenarios import is_scenario_setting, split_key
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


def fold(log: Log) -> Plan:
    """Return the plan a log states; the last edit per (seat, key) wins, per key for settings."""
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
    return replace(
        plan,
        **planning(settings, plan.horizon, plan.fiscal_start, plan.line_names),
        overlays=_overlays(positions, names),
        claims=_claims(positions, names),
        homeless=homeless(positions, settings, names.slot),
        owners=_owners(settings, names),
        parked=_remarks(settings, keys.PARK, names),
        notes=_remarks(settings, keys.NOTE, names),
        fixes=_fixes(settings),
        comments=comments_of(comments, names.slot),
        result_comments=comments_of(comments, result_at),
        beliefs=beliefs_of(beliefs),
        board=board_of(settings),
        people=people_of(settings),
        **registered(settings, names.known_stage),
    )


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
        elif _later(edit, settings.get(key)):
            settings[key] = edit
    return settings, positions


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


def _claims(
    positions: Mapping[tuple[Seat, str], Edit], names: Names
) -> Mapping[tuple[str, Driver], ClaimsByMonth]:
    """Return every seat's latest position by slot."""
    last: dict[Slot, dict[Seat, Edit]] = {}
    for (seat, key), edit in positions.items():
        slot = names.slot(key)
        if slot is not None:
            said = last.setdefault(slot, {})
            if _later(edit, said.get(seat)):
                said[seat] = edit
    claims: dict[tuple[str, Driver], dict[Month | None, Claims]] = {}
    for slot, said in last.items():
        stated = [
            None if seat not in said else _position(said[seat], slot.driver.unit)
            for seat in (Seat.MARKETING, Seat.SALES, Seat.TOGETHER)
        ]
        if any(stated):
            claims.setdefault((slot.line, slot.driver), {})[slot.month] = Claims(*stated)
    return claims


def _overlays(
    positions: Mapping[tuple[Seat, str], Edit], names: Names
) -> dict[str, Mapping[tuple[str, Driver], ClaimsByMonth]]:
    """Return what is stated in each scenario, by its id."""
    inside: dict[str, dict[tuple[Seat, str], Edit]] = {}
    for (seat, key), edit in positions.items():
        split = split_key(key)
        if split is not None:
            inside.setdefault(unquote(split[0].removeprefix(keys.SCENARIO)), {})[seat, split[1]] = (
                edit
            )
    read = ((id_, _claims(stated, names)) for id_, stated in inside.items())
    return {id_: claims for id_, claims in read if claims}


def _position(edit: Edit, unit: Unit) -> Position | None:
    """Return the position an edit states; None when withdrawn, or out of its bounds."""
    value = values.amount(edit.value)
    if value is None or (unit is Unit.RATE and value > 1):
        return None
    return Position(value, order(edit), edit.author, edit.time, edit.typed)


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
        if slot is not None and _later(edit, last.get(slot)):
            last[slot] = edit
    return last


def _later(edit: Edit, than: Edit | None) -> bool:
    if than is None or order(edit) != order(than):
        return than is None or order(edit) > order(than)
    return repr(edit) > repr(than)  # as in the log, where two copies differ under one id


def _next_january(log: Log) -> Month:
    """Return the January after the year of the first edit: where a plan starts unless told."""
    year = log.edits[0].time[:4] if log.edits else ""
    return (int(year) + 1) * 12 if year.isdecimal() else Plan().start
