"""The score of the Summary sheet: goal, plan, gap, both views and what is in dispute."""

from dataclasses import dataclass

from planner.base import units
from planner.forecast.results import Forecast
from planner.output.excel.columns import STATUS
from planner.output.excel.content import ASSUMPTIONS, FIRST_ASSUMPTION, Content
from planner.output.excel.page import fixed, quoted
from planner.output.excel.phrases import percent
from planner.plan.assumption import Status
from planner.plan.keys import SLA
from planner.sheets.periods import months_text
from planner.sheets.whole_words import is_under_way


@dataclass(frozen=True, slots=True)
class Card:
    """A figure of the score: name, value and a line below, each live, with the values at export."""

    name: str
    formula: str
    value: float | str
    style: str
    below: str
    said: str
    tone: str = "bold"


def cards(content: Content) -> tuple[Card, ...]:
    """Return the score, each figure with what it says of itself."""
    results = content.results
    plan = results.plan
    months = results.working.months
    period = months_text(months[0], months[-1])
    goal, gap = plan.goal, results.working.gap
    word = "" if gap is None else "short of the goal" if gap < 0 else "above the goal"
    words = '=IF(Goal="","",IF(Gap<0,"short of the goal","above the goal"))'
    before = float(results.working.booked.sum())
    with_it = f"({before!r}+Bookings_working)/Goal"
    under_way = is_under_way(results)
    ends = " of goal with what is booked" if under_way else " of goal"
    reached = f'=IF(N(Goal)=0,"",{percent(with_it)}&"{ends}")'
    share = f"{units.rate(results.working.whole / goal, digits=0)}{ends}" if goal else ""
    of = ", to come" if under_way else ""
    return (
        Card(
            "Goal",
            '=IF(Goal="","not set",Goal)',
            "not set" if goal is None else goal,
            "score",
            f"={quoted(period)}",
            period,
        ),
        Card(
            f"Working plan{of}", "=Bookings_working", results.working.total, "score", reached, share
        ),
        Card("Gap", '=IF(Goal="","",Gap)', "" if gap is None else gap, "score_gap", words, word),
        _seat_card(f"Marketing’s view{of}", "Bookings_marketing", results.marketing, goal, ends),
        _seat_card(f"Sales’ view{of}", "Bookings_sales", results.sales, goal, ends),
        _disputed(content),
    )


def _disputed(content: Content) -> Card:
    results = content.results
    gross = units.money_short(results.bridge.gross, results.plan.currency)
    worth = f"worth {gross} gross at export" if results.bridge.items else "both views are the same"
    status = f"{ASSUMPTIONS}!{fixed(FIRST_ASSUMPTION, STATUS)}"
    last = fixed(content.last_row, STATUS)
    promises = sum(one.line == SLA for one in results.disputed)
    more = f"+{promises}" if promises else ""
    count = f"=COUNTIF({status}:{last},{quoted(Status.DISPUTED)}){more}"
    number = float(len(results.disputed))
    return Card("In dispute", count, number, "values", f"={quoted(worth)}", worth, "dispute_name")


def _seat_card(name: str, total: str, seen: Forecast, goal: float | None, ends: str) -> Card:
    share = f"({float(seen.booked.sum())!r}+{total})/Goal"
    below = f'=IF(N(Goal)=0,"",{percent(share)}&"{ends}")'
    said = f"{units.rate(seen.whole / goal, digits=0)}{ends}" if goal else ""
    tone = "marketing_head" if total.endswith("marketing") else "sales_head"
    return Card(name, f"={total}", seen.total, "score", below, said, tone)
