"""From a source to the pack: all pages in order, with names hidden where that was asked for."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar, cast

from planner.base.palette import LIGHT, Palette
from planner.output.pack.audience import board_page
from planner.output.pack.bridge import bridge_page
from planner.output.pack.definitions import definitions_page
from planner.output.pack.funnel import funnel_page
from planner.output.pack.names import as_it_is, names_said
from planner.output.pack.page import Pack, Page
from planner.output.pack.plan import plan_page
from planner.output.pack.risks import risks_page
from planner.output.pack.scenarios import scenarios_page
from planner.output.pack.scorecards import scorecards_page
from planner.output.pack.sign_off import sign_off_page
from planner.output.pack.sla import sla_page
from planner.output.pack.source import Source
from planner.output.pack.statement import statement_page
from planner.plan.board import Board

T = TypeVar("T")
MAKERS: tuple[Callable[[Source], Page | None], ...] = (
    board_page,
    statement_page,
    bridge_page,
    funnel_page,
    plan_page,
    scenarios_page,
    risks_page,
    sla_page,
    scorecards_page,
    definitions_page,
    sign_off_page,
)
UNSAID = frozenset({"key", "role", "place", "places"})
"""Fields whose texts nobody reads."""


def board_pack(source: Source) -> Pack:
    """Return the pack of a plan."""
    made = (maker(source) for maker in MAKERS)
    return packed(source, tuple(page for page in made if page is not None))


def packed(source: Source, pages: tuple[Page, ...]) -> Pack:
    """Return pages as a pack, in the plan's name and the company's colours."""
    plan, board = source.plan, source.plan.board
    said = names_said(plan, source.snapshot)
    if said is not as_it_is:
        pages = in_words(pages, said)
    return Pack(
        name=said(plan.name or "Plan"),
        company=board.company,
        about=source.standing,
        day=source.day,
        currency=plan.currency,
        pages=pages,
        logo=board.logo,
        palette=colours(board),
        style=board.style,
        paper=board.paper,
    )


def colours(board: Board) -> Palette:
    """Return the palette in a company's colours: of headings, and of the plan in charts."""
    heading, plan = board.colours
    return replace(LIGHT, primary=heading or LIGHT.primary, agreed=plan or LIGHT.agreed)


def in_words(value: T, said: Callable[[str], str]) -> T:
    """Return a value with every text in it said another way, however deep it stands."""
    return cast("T", _in_words(value, said))


def _in_words(value: object, said: Callable[[str], str]) -> object:
    if type(value) is str:
        return said(value)
    if isinstance(value, tuple):
        return tuple(_in_words(part, said) for part in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    read = {f.name: getattr(value, f.name) for f in fields(value) if f.name not in UNSAID}
    return replace(value, **{name: _in_words(part, said) for name, part in read.items()})
