"""Whole workbooks of plans far apart: the sample and its year, by hand, huge, tiny, odd signs."""

import json
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from planner.agreement.results import results
from planner.output.excel.content import Beside
from planner.plan.keys import line_key
from planner.session.board_pack import Order, order
from planner.session.identity import Identity
from planner.session.sample import agree, open_sample, take_year
from planner.sheets.minutes import MinuteLine
from tests.output import boards
from tests.output.boards import GOALS, SCENARIOS, TEAM, M, S, Said, T
from tests.output.pack import packs
from tests.people import small_company

ODD = "bell\x07, \x0bpasted \ufffe_ & <b>=1+1</b> \"'"
"""What no file can hold, and what one must write in another way."""
SIGNS: tuple[Said, ...] = (
    (T, "plan:name", f"Plan {ODD}"),
    (T, "board:company", ODD),
    (T, line_key(f"Line {ODD}"), boards.line_value("Inquiry")),
    (M, f"Line {ODD}/volume", 100.0),
    (S, f"Line {ODD}/volume", 90.0),
    (S, f"Line {ODD}/rate:Inquiry>MQL", 0.3),
    (S, f"Line {ODD}/rate:MQL>Opportunity", 0.4),
    (M, f"Line {ODD}/rate:MQL>Opportunity", 0.5),
    (S, f"Line {ODD}/rate:Opportunity>Won", 0.25),
    (S, f"Line {ODD}/deal_size", 30_000.0),
    (M, f"comment:marketing:Line {ODD}/volume", f"Because {ODD} " + "and so on " * 40),
    (T, "scenario:odd", json.dumps({"name": f"Odd {ODD}", "parent": ""})),
    (M, f"scenario:odd/Line {ODD}/volume", 200.0),
    (T, "goal", 3_000_000.0),
)
DEAR: Said = (S, f"{boards.OUTBOUND}/cost", 400.0)
"""Outbound's opportunities cost money when they come, although in August some wait for a rep."""
MINUTE = MinuteLine(f"Web {ODD}", "agreed on 50%", f"=Marketing {ODD}", "as seen", "$1k", ODD)


def orders(folder: Path) -> Iterator[tuple[str, Order]]:
    """Yield what each workbook and pack is made of."""
    yield from _samples(folder)
    yield "by hand", Order(boards.by_hand(), None, ())
    everything = boards.staged(*TEAM, *GOALS, *SCENARIOS, DEAR)
    yield "team, goals and scenarios", Order(everything, None, ())
    signs = results(boards.plan_of(*SIGNS), None)
    yield "odd signs", Order(signs, None, (), Beside((MINUTE,)))
    yield "forty lines, sixty months", Order(packs.many(), None, ())
    yield "yen", Order(packs.yen(), None, ())
    yield "a goal of nothing", Order(packs.zero(), None, ())


def _samples(folder: Path) -> Iterator[tuple[str, Order]]:
    """Yield the sample as argued, and in the year that was planned."""
    numbers = count()
    identity = Identity("A. Rivera", lambda: "2026-11-22T10:00:00Z", lambda: f"e{next(numbers)}")
    company = small_company()
    session = open_sample(folder / "private", identity, company=company)
    try:
        yield "sample", order(session, whole=True)
        agree(session)
        take_year(session, folder / "exports", company=company)
        yield "sample’s year", order(session, whole=True)
    finally:
        session.close()
