"""Beliefs tested: what seats hold to be true, the answer then and now, and how one is stated."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from planner.base.days import Day, iso
from planner.base.problem import Problem, RefusedError
from planner.base.stages import Seat
from planner.base.units import ENGLISH, NumberStyle
from planner.base.units_parse import parse_entry
from planner.evidence.beliefs import Answer, Belief, Claim, judge
from planner.evidence.cuts import Window
from planner.evidence.figures import THIN
from planner.evidence.passages import Source, prepare
from planner.evidence.standing import Aspect
from planner.journeys.table import BLANK
from planner.plan.beliefs import StatedBelief, answer_value, belief_key
from planner.plan.document import Plan
from planner.plan.edits import Draft
from planner.sheets.beliefs_words import (
    answer_words,
    belief_words,
    figure_text,
    sure,
    verdict,
)
from planner.sheets.cells import EMPTY, Cell, Column, Explanation, Kind, Row, Tone
from planner.sheets.history import SEAT_MARKS, moment
from planner.sheets.table import TableRow, TableSheet, said, strong
from planner.sheets.words import SEAT_NAMES, Tongue

_TONES = {Seat.MARKETING: Tone.MARKETING, Seat.SALES: Tone.SALES, Seat.TOGETHER: Tone.AGREED}
_VERDICT_TONES = {"borne out": Tone.AGREED, "contradicted": Tone.DISPUTE}
_VERDICT_MARKS = {"borne out": "✓", "contradicted": "◆"}
EMPTY_TEXT = "No belief has been kept yet. Say one above, and keep it with its answer."


@dataclass(frozen=True, eq=False)
class Judged:
    """Answers of the data as of a day: of the beliefs kept, and of the one being said, if any."""

    stages: tuple[str, ...]
    as_of: Day
    answers: dict[Belief, Answer]

    def of(self, belief: Belief) -> Answer:
        """Return the answer to a belief that was judged."""
        return self.answers[belief]


def judge_all(source: Source, beliefs: Sequence[Belief], window: Window | None) -> Judged:
    """Judge beliefs; meant for a thread."""
    prepared = prepare(source)
    answers = {belief: judge(prepared, belief, window=window) for belief in beliefs}
    return Judged(prepared.journeys.stages, prepared.journeys.as_of, answers)


def row_key(stated: StatedBelief) -> str:
    """Return the row of a belief: its key, and whose it is."""
    return f"{stated.seat.value}/{stated.key}"


def stated_at(plan: Plan, row: str) -> StatedBelief | None:
    """Return the belief of a row, None where there is none."""
    return next((one for one in plan.beliefs if row_key(one) == row), None)


def alike(one: Belief, other: Belief) -> bool:
    """Return whether two beliefs compare the same values in the same, as one chart shows them."""
    return (one.dimension, one.aspect) == (other.dimension, other.aspect)


def row_about(plan: Plan, value: str, like: Belief) -> str:
    """Return the row of the latest belief about a value that is `alike` another; '' for none."""
    known = (one for one in reversed(plan.beliefs) if alike(one.belief, like))
    return next((row_key(one) for one in known if value_of(one.belief) == value), "")


def value_of(belief: Belief) -> str:
    """Return the value a belief is about, as it is named."""
    return belief.value or BLANK


def state_drafts(belief: Belief, answer: Answer, as_of: Day, seat: Seat) -> tuple[Draft, ...]:
    """Return the edit that keeps a belief of a seat with the answer it gets."""
    return (Draft(seat, belief_key(belief), answer_value(answer, as_of)),)


def take_back_drafts(plan: Plan, row: str, seat: Seat) -> tuple[Draft, ...]:
    """Return the edit that takes back a belief; RefusedError for another seat's."""
    stated = stated_at(plan, row)
    if stated is None:
        return ()
    if stated.seat is not seat:
        whose = SEAT_NAMES[stated.seat]
        problem = Problem(f"This belief was stated as {whose}", "", f"Sit down as {whose} first.")
        raise RefusedError(problem)
    return (Draft(seat, stated.key, None),)


def read_times(text: str, style: NumberStyle = ENGLISH) -> float:
    """Return the factor of "at least so many times"; RefusedError for no number above 0."""
    times = parse_entry(text, "number", style)
    if times is None or not times > 0:
        raise RefusedError(Problem(f"'{text}' is no factor", "", "Type one such as 1.5 or 2."))
    return times


def beliefs_sheet(
    plan: Plan, judged: Judged, seat: Seat, style: NumberStyle = ENGLISH
) -> TableSheet:
    """Return a row per belief kept, the latest first; row keys are `row_key`.

    Column keys: seat, belief, verdict, now, then, own, other, rival, n, stated. Clearing a belief's
    cell takes it back.
    """
    tongue = Tongue(style, plan.currency)
    rows = tuple(
        TableRow(Row(row_key(one)), _cells(one, judged.of(one.belief), seat, tongue))
        for one in reversed(plan.beliefs)
    )
    return TableSheet(
        "Beliefs",
        _columns(),
        rows,
        lambda row, column: _explain(plan, judged, row, column, tongue),
        lambda row, column, text: _change(plan, row, column, text, seat),
        frozen=2,
        empty=EMPTY_TEXT,
    )


def _columns() -> tuple[Column, ...]:
    return (
        Column("seat", "Who", Kind.TEXT),
        Column("belief", "Belief", Kind.TEXT),
        Column("verdict", "The data now", Kind.STATUS),
        Column("now", "Certainty now", Kind.RATE),
        Column("then", "When stated", Kind.RATE),
        Column("own", "Its figure", Kind.TEXT),
        Column("other", "Against", Kind.TEXT),
        Column("n", "n", Kind.NUMBER),
        Column("stated", "Stated", Kind.TEXT),
    )


def _cells(one: StatedBelief, answer: Answer, seat: Seat, tongue: Tongue) -> dict[str, Cell]:
    belief, then = one.belief, one.then
    who, words = SEAT_NAMES[one.seat], belief_words(belief, tongue)
    found = verdict(answer.certainty)
    mine = one.seat is seat
    rival = answer.rival or "the others"
    other = figure_text(answer.other.value, belief.aspect, tongue)
    stated = ", ".join(part for part in (one.author, moment(one.time)) if part)
    return {
        "seat": Cell(who, who, _TONES[one.seat], mark=SEAT_MARKS[one.seat]),
        "belief": Cell(words, words, bold=True, editable=mine, edit_text=words),
        "verdict": Cell(
            found,
            found,
            _VERDICT_TONES.get(found, Tone.PLAIN),
            mark=_VERDICT_MARKS.get(found, ""),
        ),
        "now": _certainty(answer.certainty, tongue),
        "then": EMPTY if then is None else _certainty(then.certainty, tongue),
        "own": _figure(answer.own.value, belief.aspect, tongue),
        "other": Cell(f"{other} {rival}", other, tone=Tone.MUTED) if other else EMPTY,
        "n": Cell(tongue.count(answer.own.n), float(answer.own.n), thin=answer.own.n < THIN),
        "stated": Cell(stated, one.time, Tone.MUTED),
    }


def _certainty(certainty: float, tongue: Tongue) -> Cell:
    if math.isnan(certainty):
        return Cell("–", tone=Tone.MUTED)
    return Cell(sure(certainty, tongue), certainty)


def _figure(value: float, aspect: Aspect, tongue: Tongue) -> Cell:
    text = figure_text(value, aspect, tongue)
    return Cell(text, value) if text else EMPTY


def _change(plan: Plan, row: str, column: str, text: str, seat: Seat) -> tuple[Draft, ...]:
    if column == "belief" and not text.strip():
        return take_back_drafts(plan, row, seat)
    raise RefusedError(
        Problem("A belief is said above the table", "", "Clear its cell to take it back.")
    )


def _explain(plan: Plan, judged: Judged, row: str, column: str, tongue: Tongue) -> Explanation:
    one = stated_at(plan, row)
    if one is None or one.belief not in judged.answers:
        return Explanation("")
    name = belief_words(one.belief, tongue)
    if column == "then":
        return said(name, *_then(one, tongue))
    head, text = answer_words(one.belief, judged.of(one.belief), judged.stages, tongue)
    return said(name, strong(head), f" {text}")


def _then(one: StatedBelief, tongue: Tongue) -> tuple[str, ...]:
    then = one.then
    if then is None:
        return ("The answer it got then cannot be read.",)
    when = f"With data as of {iso(then.as_of)}"
    if then.missing:
        return (f"{when}: {then.missing}",)
    aspect = one.belief.aspect
    mine, theirs = (figure_text(v, aspect, tongue) for v in (then.own, then.other))
    against = then.rival or "the others together"
    found = f"{verdict(then.certainty)}, {sure(then.certainty, tongue)} certain"
    return (f"{when}: {found}; {mine} (n = {tongue.count(then.n)}) against {theirs} of {against}.",)


def belief_of(
    dimension: str, value: str, claim: Claim, aspect: Aspect, times: float = 1.0
) -> Belief:
    """Return a belief; the factor counts only where the claim has one."""
    return Belief(dimension, value, claim, aspect, times if claim is Claim.TIMES else 1.0)
