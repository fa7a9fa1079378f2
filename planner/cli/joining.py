"""The key that ties leads to opportunities, kept by the plan from one import to the next."""

from dataclasses import replace

from planner.intake import Hints, Proposal
from planner.intake.recognition.hints import APART


def tied_as_before(hints: Hints, proposal: Proposal, before: str | None) -> Hints:
    """Return the hints with the key chosen `before`, where none is stated and both sides have it.

    Without it every converted lead would count beside its opportunity from this import on.
    """
    if hints.join is not None or before is None:
        return hints
    return replace(hints, join=before) if before == APART or proposal.has_key(before) else hints


def lines(proposal: Proposal, stated: str | None) -> tuple[str, ...]:
    """Say by which key an import was tied that nobody stated this time, or that one is wanted."""
    key = proposal.hints.join
    if proposal.untied:
        keys = " or ".join(f"--join {key}" for key in (*proposal.shared_keys, "none"))
        return (f"Which key ties opportunities to leads has to be said once: {keys}.",)
    if key == stated or not (proposal.shared_keys or key):
        return ()
    if key == APART:
        return ("Leads and opportunities are left apart as before; --join ties them.",)
    return (f"Opportunities are tied to leads by {key} as before; --join states another key.",)
