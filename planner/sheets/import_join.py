"""How an import ties opportunities to leads where no id does: the keys both tables have."""

from dataclasses import replace

from planner.base import units
from planner.base.units import ENGLISH, NumberStyle
from planner.intake import Hints, Proposal
from planner.intake.recognition.hints import APART as UNTIED
from planner.intake.values.fields import Entity
from planner.sheets.forms import Correction
from planner.sheets.questions import Answer, Question

JOIN, APART = "join", "apart"
_BY = {"account": "By account and nearest date", "email": "By e-mail"}
_SIDES = (Entity.LEADS, Entity.OPPORTUNITIES)


def join_question(proposal: Proposal, style: NumberStyle = ENGLISH) -> Question | None:
    """Return the keys to tie leads and opportunities by; None where ids do or no key is there."""
    stated, shared = proposal.hints.join, proposal.shared_keys
    if not all(map(proposal.of, _SIDES)) or not (shared or stated):
        return None
    sizes = [sum(table.size for table in proposal.of(side)) for side in _SIDES]
    leads, deals = (units.count(size, style) for size in sizes)
    keys = dict.fromkeys((*shared, *((stated,) if stated else ())))
    by = tuple(Answer(key, _BY.get(key, f"By {key}"), _joining(key)) for key in keys)
    chosen = APART if stated == UNTIED else stated or ""
    return Question(
        JOIN,
        "No id ties opportunities to leads",
        f"Which key does instead? Left apart, all are journeys of their own (leads: {leads}, "
        f"opportunities: {deals}), and a converted lead and its opportunity count twice.",
        (*by, Answer(APART, "Leave them apart", _joining(UNTIED))),
        chosen=chosen,
        wanted=not chosen,
        must="" if chosen else "Say what ties opportunities to leads, or leave them apart.",
    )


def _joining(key: str) -> Correction:
    def states(hints: Hints) -> Hints:
        return replace(hints, join=key)

    return states
