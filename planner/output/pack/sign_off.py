"""Sign-off: how far agreement has come, and where both leaders sign."""

from collections import Counter

from planner.base.stages import Owner
from planner.output.pack.page import Band, Cell, Column, Page, Table, Words
from planner.output.pack.source import Source
from planner.plan.assumption import Status
from planner.sheets.words import OWNER_NAMES

SIGNING_HEIGHT = 34.0
"""Points that a signature needs."""
SIGNED = (
    "The goals, the working value of every assumption, and the data they were measured from.",
    "Whatever changes later shows as changed since signed, with its worth; nothing changes unseen.",
)


def sign_off_page(source: Source) -> Page:
    """Return the page: states by owner, and a line to sign for each leader."""
    return Page(
        "sign-off",
        "Sign-off",
        sign_off_finding(source),
        f"State of agreement on {source.plan.name or 'the plan'} · {source.standing}",
        (
            Band((states_table(source),)),
            Band((Words("What both sign", SIGNED),)),
            Band((signatures_table(source),)),
        ),
    )


def sign_off_finding(source: Source) -> str:
    """Say whether the plan can be signed."""
    count = len(source.results.disputed)
    if not source.plan.lines:
        return "There is nothing to sign yet: the plan has no line"
    if not count:
        return "Ready to sign: nothing is in dispute"
    gross = source.tongue.short(source.results.bridge.gross)
    values = "1 value is" if count == 1 else f"{count} values are"
    return f"Not ready to sign: {values} in dispute, all differences are worth {gross}"


def states_table(source: Source) -> Table:
    """Return how many assumptions stand in which state, by who answers for them."""
    found = Counter((a.owner, a.status) for a in source.results.assumptions)
    states = tuple(Status)
    rows = [
        (
            Cell(OWNER_NAMES[owner], bold=True),
            *(_count(found[owner, state], state, source) for state in states),
            Cell(source.tongue.count(sum(found[owner, s] for s in states)), bold=True),
        )
        for owner in Owner
    ]
    totals = [sum(found[owner, state] for owner in Owner) for state in states]
    whole = (_count(n, s, source) for n, s in zip(totals, states, strict=True))
    rows.append((Cell("All", bold=True), *whole, Cell(source.tongue.count(sum(totals)), bold=True)))
    columns = (
        Column("Who answers for it", 1.6, right=False),
        *(Column(state.title()) for state in states),
        Column("All"),
    )
    note = (
        "Measured: nobody spoke, the evidence holds. Proposed: one side spoke. Disputed: both "
        "spoke and differ. Parked: left as it is, with a reason."
    )
    return Table(columns, tuple(rows), "Assumptions by state", note)


def _count(number: int, state: Status, source: Source) -> Cell:
    role = "dispute" if state is Status.DISPUTED and number else "text"
    return Cell(source.tongue.count(number), role if number else "muted")


def signatures_table(source: Source) -> Table:
    """Return a line for each leader, empty until signed."""
    del source
    rows = tuple(
        (Cell(name, role, bold=True), Cell(), Cell(), Cell())
        for name, role in (("Marketing", "marketing"), ("Sales", "sales"))
    )
    columns = (
        Column("For", 1.0, right=False),
        Column("Name", 2.0, right=False),
        Column("Date", 1.0, right=False),
        Column("Signature", 2.0, right=False),
    )
    return Table(columns, rows, "Signatures", height=SIGNING_HEIGHT)
