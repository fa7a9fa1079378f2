"""Sign-off: how far agreement has come, who signed which content, and where leaders sign."""

from collections import Counter
from collections.abc import Iterator

from planner.base.stages import Owner, Seat
from planner.output.excel.working import NOT_STATED, status_at_export
from planner.output.pack.page import Band, Block, Cell, Column, Page, Picture, Table, Words
from planner.output.pack.source import Source
from planner.plan.assumption import Status
from planner.plan.signing import Version
from planner.sheets.history import moment
from planner.sheets.signing import changed_chart, seats_to_sign, signing_finding
from planner.sheets.words import OWNER_NAMES, SEAT_NAMES, values_are

SIGNING_HEIGHT = 34.0
"""Points that a signature needs."""
LATEST, SHORT = 4, 12
"""Versions that are listed, and letters of a content's hash."""
SIGNED = (
    "The goals, the working value of every assumption, and the data they were measured from.",
    "Whatever changes later shows as changed since signed, with its worth; nothing changes unseen.",
)


def sign_off_page(source: Source) -> Page:
    """Return the page: states by owner, who signed what, lines to sign, and what changed since."""
    blocks: list[Block] = [states_table(source), Words("What both sign", SIGNED)]
    if source.signed.versions:
        blocks.append(versions_table(source))
    if seats_to_sign(source.signed.versions, source.signed.now, Seat.TOGETHER):
        blocks.append(signatures_table(source))
    blocks += _changed(source)
    return Page(
        "sign-off",
        "Sign-off",
        sign_off_finding(source),
        f"State of agreement on {source.plan.name or 'the plan'} · {source.standing}",
        tuple(Band((block,)) for block in blocks),
    )


def _changed(source: Source) -> Iterator[Block]:
    """Yield the bridge from the version signed last to the plan."""
    signed = source.signed
    if source.still and signed.versions:
        now = source.still.replace("From", "from", 1)
        said = f"What was signed counts all of {source.period}, the plan now counts {now}"
        yield Words("Changed since signed", (f"{said}: the summary lays both beside each other.",))
    elif signed.last is not None:
        yield Picture(changed_chart(signed.last, source.results, source.tongue))
    elif signed.unread:
        yield Words("Changed since signed", (f"{signed.unread}.",))


def versions_table(source: Source) -> Table:
    """Return each signature of the latest versions: who, as which seat, when, and of what."""
    latest = source.signed.versions[-LATEST:]
    rows = tuple(row for version in reversed(latest) for row in _signatures(source, version))
    columns = (
        Column("Version", 0.8, right=False),
        Column("For", 1.0, right=False),
        Column("Signed by", 1.6, right=False),
        Column("When", 1.4, right=False),
        Column("Bookings signed"),
        Column("Content signed", 1.2, right=False),
        Column("Today", 1.2, right=False),
    )
    earlier = len(source.signed.versions) - len(latest)
    note = "Content: the first letters of the SHA-256 of all that was signed."
    if earlier:
        note += f" {earlier} earlier versions are not shown."
    return Table(columns, rows, "Signed so far", note)


def _signatures(source: Source, version: Version) -> Iterator[tuple[Cell, ...]]:
    holds = version.hash == source.signed.now
    today = Cell("as signed", "agreed") if holds else Cell("changed since signed", "dispute")
    for one in version.signatures:
        amount = "" if one.total is None else source.tongue.short(one.total)
        yield (
            Cell(str(version.number)),
            Cell(SEAT_NAMES[one.seat], one.seat.value, bold=True),
            Cell(one.name),
            Cell(moment(one.time)),
            Cell(amount),
            Cell(version.hash[:SHORT]),
            today,
        )


def sign_off_finding(source: Source) -> str:
    """Say who signed the plan, else whether it can be signed."""
    count, signed = len(source.results.disputed), source.signed
    if signed.versions:
        return signing_finding(signed.versions, signed.now)
    if not source.plan.lines:
        return "There is nothing to sign yet: the plan has no line"
    if not count:
        return "Ready to sign: nothing is in dispute"
    gross = source.tongue.short(source.results.bridge.gross)
    return f"Not ready to sign: {values_are(count)} in dispute, all differences are worth {gross}"


def states_table(source: Source) -> Table:
    """Return how many assumptions stand in which state, by who answers for them."""
    found = Counter((a.owner, status_at_export(a)) for a in source.results.assumptions)
    states = (*(state.value for state in Status), NOT_STATED)
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
        *(Column(state.capitalize()) for state in states),
        Column("All"),
    )
    note = (
        "Measured: nobody spoke, the evidence holds. Proposed: one side spoke. Disputed: both "
        "spoke and differ. Parked: left as it is, with a reason. Not stated: nobody spoke and "
        "nothing was measured."
    )
    return Table(columns, tuple(rows), "Assumptions by state", note)


def _count(number: int, state: str, source: Source) -> Cell:
    role = "dispute" if state == Status.DISPUTED and number else "text"
    return Cell(source.tongue.count(number), role if number else "muted")


def signatures_table(source: Source) -> Table:
    """Return a line for each leader who has not yet signed what the plan now says."""
    seats = seats_to_sign(source.signed.versions, source.signed.now, Seat.TOGETHER)
    rows = tuple(
        (Cell(SEAT_NAMES[seat], seat.value, bold=True), Cell(), Cell(), Cell()) for seat in seats
    )
    columns = (
        Column("For", 1.0, right=False),
        Column("Name", 2.0, right=False),
        Column("Date", 1.0, right=False),
        Column("Signature", 2.0, right=False),
    )
    now = source.signed.now
    note = f"Content to be signed: {now[:SHORT]}" if now else ""
    return Table(columns, rows, "Signatures", note, SIGNING_HEIGHT)
