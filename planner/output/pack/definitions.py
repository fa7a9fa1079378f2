"""Definitions: what the words of the pack mean, and the rule of each stage."""

from planner.base.stages import hand_off, transition_owner, transitions
from planner.evidence.figures import FunnelEvidence
from planner.output.pack.meanings import SILENT, meanings_finding, meanings_table
from planner.output.pack.page import Band, Cell, Column, Page, Table
from planner.output.pack.source import Source
from planner.plan.document import Plan
from planner.sheets.funnel import window_text
from planner.sheets.quality_words import rule_words
from planner.sheets.words import OWNER_NAMES, SEAT_NAMES

_TERMS = (
    ("Working plan", "Runs on the agreed value, else the owner’s position, else the evidence."),
    ("A seat’s view", "The agreed value, else its own position, else the working value."),
    (
        "Bridge",
        "The exact worth of every difference between two views (Shapley values); the items add "
        "up to the gap. Gross adds their sizes: equal totals can hide a large fight.",
    ),
    (
        "Matured rate",
        "The share that moved on once all had time, against those lost (Aalen–Johansen); what is "
        "still open counts until its age.",
    ),
    ("90% interval", "Where the rate lies in nine of ten cases, from what was seen alone."),
    (
        "Chance of goal",
        "The share of drawn futures that reach the goal if the working values hold: doubt about "
        "what was measured, and luck.",
    ),
    (
        "Binding constraint",
        "What a month lacks first: people to close, people to follow up, or leads.",
    ),
    ("Pipeline created", "Opportunities entered in a month times their opened amount."),
)


def definitions_page(source: Source) -> Page:
    """Return the page: what each side means, stages and their rules, then terms."""
    plan, meant = source.plan, meanings_table(source.plan, source.meanings)
    stages = stages_table(plan, measured=source.snapshot is not None, meant=meant is not None)
    terms = terms_table(plan, source.results.evidence)
    bands = (Band((stages, terms), (1.0, 1.7)),)
    differing = meanings_finding(plan, source.meanings)
    common = "where the two sides still differ" if differing else "the same for Marketing and Sales"
    return Page(
        "definitions",
        "Definitions",
        differing or _ruled(plan, source.snapshot is not None),
        f"What every word in this pack means, {common}",
        bands if meant is None else (Band((meant,)), *bands),
    )


def _ruled(plan: Plan, measured: bool) -> str:
    """Say how many stages have a rule that both sides accept."""
    ruled, stages = len(plan.definitions), len(plan.stages)
    if not ruled:
        relied = "the CRM’s own dates" if measured else "what its owner counts"
        return f"No stage has a written rule yet: both sides rely on {relied}"
    if ruled == stages:
        return "Every stage has a written rule on fields"
    return f"{ruled} of {stages} stages {'has' if ruled == 1 else 'have'} a written rule on fields"


def stages_table(plan: Plan, *, measured: bool, meant: bool) -> Table:
    """Return each stage with who answers for reaching it, and its rule.

    `meant` says whether a table tells what each side means by them.
    """
    stages = plan.stages
    owners = ["Line’s source"]
    owners += [OWNER_NAMES[transition_owner(stages, step)] for step in transitions(stages)]
    rows = tuple(
        (Cell(name, bold=True), Cell(owner, "muted"), Cell(_rule(plan, i, measured=measured)))
        for i, (name, owner) in enumerate(zip(stages, owners, strict=True))
    )
    step = hand_off(stages)
    columns = (
        Column("Stage", 1.0, right=False),
        Column("Reached by", 1.0, right=False),
        Column("Rule", 1.6, right=False),
    )
    note = f"The hand-off from Marketing to Sales is {stages[step.start]} → {stages[step.end]}."
    return Table(columns, rows, "Stages", note if meant else f"{note} {SILENT}")


def _rule(plan: Plan, stage: int, *, measured: bool) -> str:
    found = plan.definitions.get(stage)
    if found is None:
        return "as dated in the CRM" if measured else "as counted by its owner"
    return f"{rule_words(found.rule)} (stated by {SEAT_NAMES[found.seat]})"


def terms_table(plan: Plan, evidence: FunnelEvidence | None) -> Table:
    """Return the terms of the pack; with data the window of evidence among them."""
    terms = list(_TERMS)
    if evidence is not None:
        said = f"Measured of entries {window_text(evidence.window)}, the last {plan.window} "
        terms.append(("Evidence", said + "full months before the data’s date, or all if fewer."))
    rows = tuple((Cell(name, bold=True), Cell(text)) for name, text in terms)
    columns = (Column("Term", 1.0, right=False), Column("Meaning", 3.0, right=False))
    return Table(columns, rows, "Terms")
