"""A plan on last year's leads of one channel, of which January became known later."""

from itertools import count
from pathlib import Path

from planner.base.days import parse_day
from planner.base.stages import Seat
from planner.intake import Hints, propose, take_in
from planner.plan.edits import Draft
from planner.session import Identity, PlanSession, create_plan

M, S, T = Seat.MARKETING, Seat.SALES, Seat.TOGETHER
HEAD = "Lead ID,Created Date,Lead Status,Lead Source,Lead Owner,MQL Date,SAL Date,Opportunity Date,"
HEAD += "Won Date,Amount\n"
OLD = "".join(
    f"A{i},2026-0{1 + i % 9}-0{1 + i % 9},Open,Web,Ann,2026-0{1 + i % 9}-1{i % 9},,,,\n"
    for i in range(30)
)
NEW = """B1,2027-01-04,Open,Web,Ann,2027-01-05,2027-01-12,,,
B2,2027-01-06,Open,Web,Bo,2027-01-08,,,,
"""
SAID = {
    "Web/volume": 20.0,
    "Web/rate:Inquiry>MQL": 0.5,
    "Web/lag:Inquiry>MQL": 0.0,
    "Web/rate:MQL>SAL": 0.5,
    "Web/rate:SAL>Opportunity": 0.4,
    "Web/rate:Opportunity>Won": 0.25,
    "Web/deal_size": 10_000.0,
}
"""A qualified lead is worth 0.5 x 0.4 x 0.25 x 10 000 = 500."""


def promised(folder: Path, *said: tuple[Seat, str, float | str]) -> PlanSession:
    """The plan with last year's leads, as of 31 October 2026, and what was said besides."""
    numbers = count()
    who = Identity("Ann", lambda: "2026-11-02T09:00:00+01:00", lambda: f"e{next(numbers):05d}")
    session = create_plan(folder / "work", who, "Promised")
    take(session, folder, OLD, "2026-10-31")
    drafts = [Draft(T, key, value) for key, value in SAID.items()]
    session.submit([*drafts, *(Draft(*one) for one in said)], "say")
    return session


def january(session: PlanSession, folder: Path, leads: str = NEW) -> PlanSession:
    """The same plan once January 2027 is known."""
    take(session, folder, OLD + leads, "2027-01-31")
    return session


def take(session: PlanSession, folder: Path, rows: str, as_of: str) -> None:
    """Import leads as of a day."""
    path = folder / "leads.csv"
    path.write_text(HEAD + rows, "utf-8")
    session.adopt(take_in(propose((path,), Hints(as_of=parse_day(as_of)))))
