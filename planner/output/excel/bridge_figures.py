"""The figures behind the bridge chart: live spans, as shares of an axis that follows them."""

from dataclasses import dataclass
from itertools import accumulate

from planner.agreement.bridge import Bridge, BridgeItem
from planner.base.units import money_short
from planner.output.excel.content import Content
from planner.output.excel.page import Page, at, fixed
from planner.output.excel.phrases import short, signed
from planner.output.excel.styles import Styles
from planner.sheets.words import driver_name, line_title

NAMED_SHARE = 0.9
HEAD = 3
DATA = 8
"""First column of these figures, to the right of what is printed."""
SALES_NAME, MARKETING_NAME = "Sales’ view", "Marketing’s view"
CHANGED = "Changed in this workbook"
NAME = DATA + 7
"""Column of a bar's plain name; its label says the worth as well."""
TICK = 0.006
"""Width of an end's level line, as a share of the axis."""
ROOM, EDGE, LEAST = 1.06, 0.03, 0.01
"""Length of the axis over the bridge’s, the part before it, and the least money told apart."""
LONGEST = 40
"""Characters of a line's name that a chart has room for; the table has it whole."""


def named(bridge: Bridge) -> tuple[tuple[BridgeItem, ...], float]:
    """Return the items a chart names, and the net worth of all others.

    At least nine tenths of the gross are named, and the rest is never the largest.
    """
    items = bridge.items
    for count in range(len(items) + 1):
        rest = items[count:]
        other = sum(item.worth for item in rest)
        large = abs(items[0].worth) if count else 0.0
        covered = sum(abs(item.worth) for item in rest) <= (1.0 - NAMED_SHARE) * bridge.gross
        if covered and abs(other) <= large:
            return items[:count], other
    return items, 0.0


@dataclass(frozen=True, slots=True)
class Step:
    """A bar of the bridge: its worth as a formula or number, and its value at export."""

    label: str
    worth: str
    value: float


@dataclass(frozen=True, slots=True)
class BridgeChart:
    """Where the chart's figures stand: rows first to last; columns counted from DATA."""

    first: int
    last: int
    title: str

    @property
    def bars(self) -> int:
        """How many bars there are."""
        return self.last - self.first + 1


def chart_rows(content: Content) -> int:
    """Return the rows that the chart on the Bridge sheet covers: room for every bar's label."""
    return max(23, len(named(content.results.bridge)[0]) + 8)


def item_name(content: Content, item: BridgeItem) -> str:
    """Return a driver of a line in a few words, such as 'Paid search · MQL → SAL'."""
    plan = content.results.plan
    name = line_title(item.line)
    line = name if len(name) <= LONGEST else name[: LONGEST - 1] + "…"
    return f"{line} · {driver_name(item.driver, plan.stages, plan.line(item.line).entry)}"


def write_figures(
    page: Page, styles: Styles, content: Content, items: int, column: int
) -> BridgeChart:
    """Write each bar's span as shares of the axis, so that end levels and labels stay in sight.

    Every item's worth stands in `column`, from row `items` on, the workbook's own change after.
    """
    steps = _steps(content, items, column)
    first = HEAD + 1
    last = first + len(steps) - 1
    _chart_heads(page, styles)
    start = content.results.sales.total
    levels = list(accumulate((s.value for s in steps[1:-1]), initial=start))
    levels = [start, *levels[1:], content.results.marketing.total]
    low, high = min(levels), max(levels)
    span = (high - low) * ROOM if (high - low) * ROOM >= LEAST else 1.0
    base = low - EDGE * span
    axis = _Axis(page, styles, first, last, base, span)
    axis.write()
    currency = content.results.plan.currency
    for i, step in enumerate(steps):
        end = i in (0, len(steps) - 1)
        axis.bar(first + i, step, levels[max(i - 1, 0)], levels[i], currency, end=end)
    title = _title(page, styles, content, last + 2)
    return BridgeChart(first, last, title)


def _steps(content: Content, items: int, column: int) -> list[Step]:
    results = content.results
    shown, other = named(results.bridge)
    after = items + len(results.bridge.items)
    steps = [Step(SALES_NAME, "Bookings_sales", results.sales.total)]
    steps += [
        Step(item_name(content, item), at(items + i, column), item.worth)
        for i, item in enumerate(shown)
    ]
    rest = len(results.bridge.items) - len(shown)
    if rest:
        others = f"SUM({at(items + len(shown), column)}:{at(after - 1, column)})"
        steps.append(Step(f"Other, {rest} smaller", others, other))
    steps.append(Step(CHANGED, at(after, column), 0.0))
    return [*steps, Step(MARKETING_NAME, "Bookings_marketing", results.marketing.total)]


_HEADS = ("Bar", "Worth", "Level after", "Clear", "Up", "Down", "Level", "Name")


def _chart_heads(page: Page, styles: Styles) -> None:
    page.text(HEAD - 1, DATA, "Figures of the chart, as shares of its axis", styles("muted"))
    for column, words in enumerate(_HEADS):
        page.text(HEAD, DATA + column, words, styles("head"))
    page.sheet.set_column(DATA, DATA, 52)
    page.sheet.set_column(DATA + 1, NAME - 1, 13)
    page.sheet.set_column(NAME, NAME, 44)


@dataclass(frozen=True, slots=True)
class _Axis:
    """The chart's axis in money: where it begins, and its length."""

    page: Page
    styles: Styles
    first: int
    last: int
    base: float
    span: float

    @property
    def _cells(self) -> tuple[str, str]:
        return fixed(self.first - 3, DATA + 2), fixed(self.first - 3, DATA + 4)

    def write(self) -> None:
        """Write the axis' two live figures above the heads."""
        page, row, quiet = self.page, self.first - 3, self.styles("money", "muted")
        span = self._cells[1]
        levels = f"{fixed(self.first, DATA + 2)}:{fixed(self.last, DATA + 2)}"
        page.text(row, DATA + 1, "Axis begins at", self.styles("muted"))
        page.formula(row, DATA + 2, f"=MIN({levels})-{EDGE}*{span}", self.base, quiet)
        page.text(row, DATA + 3, "Its length", self.styles("muted"))
        wide = f"{ROOM}*(MAX({levels})-MIN({levels}))"
        page.formula(row, DATA + 4, f"=IF({wide}<{LEAST},1,{wide})", self.span, quiet)

    def bar(
        self, row: int, step: Step, before: float, after: float, currency: str, *, end: bool
    ) -> None:
        """Write one bar: clear up to its lower edge, then up, down or an end's level."""
        page, quiet = self.page, self.styles("precise", "muted")
        worth, level, above = (at(row, DATA + 1), at(row, DATA + 2), at(row - 1, DATA + 2))
        base, span = self._cells
        money = self.styles("money")
        page.formula(row, DATA + 1, f"={step.worth}", step.value, money)
        page.formula(row, DATA + 2, f"={worth}" if end else f"={above}+{worth}", after, money)
        lower, tick = (after, TICK) if end else (min(before, after), 0.0)
        edge = level if end else f"MIN({above},{level})"
        half = f"-{TICK}/2" if end else ""
        clear = (lower - self.base) / self.span - tick / 2
        rise, fall = (0.0, 0.0) if end else (max(step.value, 0.0), max(-step.value, 0.0))
        columns: tuple[tuple[str, float], ...] = (
            (f"=({edge}-{base})/{span}{half}", clear),
            ("=0" if end else f"=MAX({worth},0)/{span}", rise / self.span),
            ("=0" if end else f"=MAX(-{worth},0)/{span}", fall / self.span),
            (f"={tick}", tick),
        )
        for column, (formula, value) in enumerate(columns, DATA + 3):
            page.formula(row, column, formula, value, quiet)
        words = short if end else signed
        text = money_short(step.value, currency, signed=not end)
        page.text(row, NAME, step.label, self.styles("muted"))
        label = f'={at(row, NAME)}&"   "&{words(worth, currency)}'
        page.formula(row, DATA, label, f"{step.label}   {text}", self.styles())


def _title(page: Page, styles: Styles, content: Content, row: int) -> str:
    """Write the chart's finding; return its address."""
    gap, currency = content.results.bridge.gap, content.results.plan.currency
    live = "(Bookings_marketing-Bookings_sales)"
    size = short(f"ABS({live})", currency)
    same = "Marketing and Sales expect the same bookings"
    formula = (
        f'=IF(ROUND({live},0)=0,"{same}",IF({live}>0,"Marketing","Sales")&" expects "&{size}'
        f'&" more than "&IF({live}>0,"Sales","Marketing"))'
    )
    who, other = ("Marketing", "Sales") if gap > 0 else ("Sales", "Marketing")
    said = f"{who} expects {money_short(abs(gap), currency)} more than {other}"
    page.text(row, DATA, "The chart’s title", styles("muted"))
    page.formula(row, DATA + 1, formula, same if round(gap) == 0 else said, styles())
    return page.place(row, DATA + 1)
