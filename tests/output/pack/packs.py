"""Packs to look at: argued, by hand, of many lines and months, huge, empty of figures."""

import base64
from collections.abc import Callable
from functools import cache
from io import BytesIO
from itertools import count

from PIL import Image

from planner.agreement.results import Results, results
from planner.output.pack.build import board_pack
from planner.output.pack.page import Block, Figures, Pack, Picture, Table, Words
from planner.output.pack.source import Source, work_out
from planner.plan.document import Plan
from planner.plan.edits import Draft
from planner.plan.fold import fold, line_value
from planner.plan.log import Log, stamp
from tests.output import boards
from tests.output.boards import M, S, Said, T

LONG = "Account-based webinars for regulated industries in Northern and Eastern Europe"
HOSTILE = '<script>alert("x")</script> & =1+1'


def logo() -> bytes:
    held = BytesIO()
    Image.new("RGB", (400, 120), "#0A3D62").save(held, "PNG")
    return held.getvalue()


LOOKS: tuple[Said, ...] = (
    (T, "board:company", f"{LONG} {HOSTILE}"),
    (T, "board:logo", base64.b64encode(logo()).decode()),
    (T, "board:colours", "#0A3D62,#7A1F5C"),
    (T, "board:paper", "Letter"),
)


def plan_of(*said: Said, months: int = 12, currency: str = "USD", name: str = "FY27 plan") -> Plan:
    drafts = [
        Draft(T, "plan:name", name),
        Draft(T, "plan:start", "2027-01"),
        Draft(T, "plan:months", float(months)),
        Draft(T, "plan:stages", ">".join(boards.STAGES)),
        Draft(T, "plan:currency", currency),
        *(Draft(*one) for one in said),
    ]
    numbers = count()
    time = "2026-11-19T10:31:00+00:00"
    edits = stamp(Log(), drafts, author="A", time=time, new_id=lambda: f"e{next(numbers):05d}")
    return fold(Log.of(edits))


def lines(number: int, deal: float) -> list[Said]:
    """Lines of which every third has a long name, in dispute about three drivers each."""
    said: list[Said] = []
    for i in range(number):
        line = f"{LONG} {i + 1}" if i % 3 == 0 else f"Channel {i + 1}"
        said += [
            (T, f"line:{line}", line_value("Inquiry", "Sales" if i % 4 == 0 else "Marketing")),
            (M, f"{line}/volume", 100.0 + i * 7),
            (S, f"{line}/volume", 90.0 + i * 6),
            (M, f"{line}/rate:Inquiry>MQL", 0.24 + i * 0.004),
            (M, f"{line}/rate:MQL>Opportunity", 0.4),
            (S, f"{line}/rate:MQL>Opportunity", 0.33),
            (S, f"{line}/rate:Opportunity>Won", 0.25),
            (S, f"{line}/lag:Opportunity>Won", 80.0),
            (S, f"{line}/deal_size", deal),
            (M, f"{line}/deal_size", deal * 1.05),
        ]
    return said


def many() -> Results:
    """Forty lines, some of long names, over sixty months, with a company's looks."""
    name = f"Plan for {LONG} {HOSTILE}"
    said = plan_of((T, "goal", 5e7), *lines(40, 3e4), *LOOKS, months=60, name=name)
    return results(said, None)


CHINESE = "東京支社のパートナー向けウェビナーと展示会のリード獲得チャネル全国版海外版"
ARABIC = "ندوات عبر الإنترنت للصناعات الخاضعة للتنظيم في شمال وشرق أوروبا"
GERMAN = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenwerbung"


def foreign() -> Results:
    """Names of sixty letters in other scripts, and in one word."""
    said = [
        (seat, key.replace(f"{LONG} 1", name), value)
        for name in (CHINESE, ARABIC, GERMAN)
        for seat, key, value in lines(1, 3e4)
    ]
    company: Said = (T, "board:company", CHINESE)
    return results(plan_of((T, "goal", 6e6), company, *said, name=f"FY27 {ARABIC}"), None)


def unfilled() -> Results:
    """Both sides differ about rates and amounts, but nothing enters."""
    said = [(s, key, 0.0 if key.endswith("/volume") else value) for s, key, value in lines(3, 3e4)]
    return results(plan_of((T, "goal", 0.0), *said), None)


def yen() -> Results:
    """Billions, written in full."""
    full: Said = (T, "board:amounts", "full")
    return results(plan_of((T, "goal", 7.5e11), full, *lines(5, 4.5e8), currency="JPY"), None)


def zero() -> Results:
    """A line of which nothing is known, and a goal of nothing."""
    return results(plan_of((T, "line:Web", line_value("Inquiry")), (T, "goal", 0.0)), None)


CASES: dict[str, Callable[[], Results]] = {
    "argued": boards.argued,
    "by hand": boards.by_hand,
    "begun": boards.begun,
    "many": many,
    "yen": yen,
    "zero": zero,
    "foreign": foreign,
    "unfilled": unfilled,
}


@cache
def source(case: str) -> Source:
    found = CASES[case]()
    return Source(found, None, work_out(found, None))


@cache
def pack(case: str) -> Pack:
    return board_pack(source(case))


def texts(made: Pack) -> list[str]:
    """Every text of the pages that is written and not drawn."""
    found = [text for page in made.pages for text in (page.name, page.title, page.subtitle)]
    for page in made.pages:
        for block in page.blocks:
            found += of_block(block)
    return [text for text in found if text.strip()]


def of_block(block: Block) -> list[str]:
    match block:
        case Figures(items):
            return [text for item in items for text in (item.name, item.value, item.detail)]
        case Picture(chart, titled):
            return [chart.title, chart.subtitle] if titled else []
        case Table():
            heads = [column.title for column in block.columns]
            cells = [cell.text for row in block.rows for cell in row]
            return [block.title, block.note, *heads, *cells]
        case Words():
            return [block.title, *block.lines]
