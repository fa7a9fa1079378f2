"""How an import ties opportunities to leads where no id does: the keys both tables have."""

from collections.abc import Mapping
from dataclasses import replace

from planner.intake import Hints, Proposal
from planner.intake.values.fields import Entity
from planner.sheets.forms import Correction
from planner.sheets.questions import Answer, Question

JOIN, APART = "join", "apart"
_BY = {"account": "By account and nearest date", "email": "By e-mail"}
_SIDES = (Entity.LEADS, Entity.OPPORTUNITIES)


def join_question(proposal: Proposal, answered: Mapping[str, str]) -> Question | None:
    """Return the keys to tie leads and opportunities by; None where ids do or no key is there."""
    stated, shared = proposal.hints.join, proposal.shared_keys
    if not all(map(proposal.of, _SIDES)) or not (shared or stated):
        return None
    keys = dict.fromkeys((*shared, *((stated,) if stated else ())))
    by = tuple(Answer(key, _BY.get(key, f"By {key}"), _joining(key)) for key in keys)
    chosen = stated or (APART if answered.get(JOIN) == APART else "")
    return Question(
        JOIN,
        "No id ties opportunities to leads",
        "Which key does instead? Left apart, a converted lead and its opportunity count twice.",
        (*by, Answer(APART, "Leave them apart", _joining(None))),
        chosen=chosen,
        wanted=not chosen,
    )


def _joining(key: str | None) -> Correction:
    def states(hints: Hints) -> Hints:
        return replace(hints, join=key)

    return states
