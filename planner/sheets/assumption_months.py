"""The months of the Assumptions sheet: one column for each, in years that unfold to the right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from planner.agreement.results import Results
from planner.base.days import Month, month_name
from planner.base.fiscal import fiscal_year
from planner.base.stages import Seat
from planner.plan.document import Plan
from planner.plan.keys import DriverKind
from planner.plan.resolve import Assumption, resolve
from planner.sheets.assumption_cells import CellMaker
from planner.sheets.assumption_words import Speaker
from planner.sheets.cells import EMPTY, Cell, Column, Explanation, Kind, Tone
from planner.sheets.periods import Span, periods, year_title
from planner.sheets.table import said


@dataclass(frozen=True, slots=True)
class MonthColumn:
    """A month of the plan: its column's key and title."""

    month: Month
    key: str
    title: str


@dataclass(frozen=True, slots=True)
class Year:
    """The months of one fiscal year of the plan, below a head that unfolds them."""

    key: str
    title: str
    months: tuple[MonthColumn, ...]

    def columns(self, seat: Seat, unfolded: bool) -> tuple[Column, ...]:
        """Return the head, marked as the seat's, and the months if they are unfolded."""
        head = Column(self.key, self.title, Kind.NUMBER, seat=seat, folds=True, folded=not unfolded)
        shown = self.months if unfolded else ()
        return (head, *(Column(m.key, m.title, Kind.NUMBER, group=self.key) for m in shown))


@dataclass(frozen=True)
class Months:
    """The plan's years, and which of them are unfolded, by key."""

    years: tuple[Year, ...]
    unfolded: frozenset[str]

    def columns(self, seat: Seat) -> tuple[Column, ...]:
        """Return every year's head, and the months of the unfolded ones."""
        return tuple(c for y in self.years for c in y.columns(seat, y.key in self.unfolded))

    @property
    def typed(self) -> Mapping[str, Month]:
        """The months that are shown, by their columns' keys."""
        shown = (year for year in self.years if year.key in self.unfolded)
        return {month.key: month.month for year in shown for month in year.months}

    def year_of(self, column: str) -> str | None:
        """Return the head of the year a month's column belongs to, None for another column."""
        has = (y for y in self.years if any(m.key == column for m in y.months))
        return next((year.key for year in has), None)

    def cells(
        self, maker: CellMaker, whole: Assumption, own: Sequence[Assumption]
    ) -> dict[str, Cell]:
        """Return the cells of a driver's months, and what each year's head says of them.

        `own` are the months with a value of their own; all others share one ghost, what holds in
        every month.
        """
        if not whole.driver.by_month:
            return {}
        by_month = {a.month: a for a in own}
        ghost = maker.month(whole, own=False) if self.unfolded else EMPTY
        made: dict[str, Cell] = {}
        for year in self.years:
            inside = [by_month[m.month] for m in year.months if m.month in by_month]
            if inside:
                made[year.key] = _range(maker, whole, inside, len(year.months))
            if year.key in self.unfolded:
                made |= dict.fromkeys((m.key for m in year.months), ghost)
                mine = ((m.key, by_month.get(m.month)) for m in year.months)
                made |= {key: maker.month(a, own=True) for key, a in mine if a is not None}
        return made

    def explain(
        self, results: Results, speaker: Speaker, whole: Assumption, column: str
    ) -> Explanation | None:
        """Return the sentence of a month of a driver or of a year's head; None elsewhere."""
        year = next((y for y in self.years if y.key == column), None)
        if year is not None:
            return _explain_year(results.plan, speaker, whole, year)
        month = self.typed.get(column)
        if month is None or whole.month is not None or not whole.driver.by_month:
            return None
        plan, slot = results.plan, whole.slot
        this = resolve(plan, results.evidence, slot.line, slot.driver, month)
        return speaker.month(this, own=month in plan.claims_of(slot.line, slot.driver))


def months_of(plan: Plan, unfolded: frozenset[str]) -> Months:
    """Return the plan's fiscal years; keys are `year:2027` and, of months, `2027-03`."""
    years = _years(plan.start, plan.months, plan.fiscal_start)
    return Months(years, unfolded.intersection(year.key for year in years))


@lru_cache(maxsize=8)
def _years(start: Month, count: int, fiscal_start: int) -> tuple[Year, ...]:
    months, by_year = range(start, start + count), dict[int, list[MonthColumn]]()
    for period in periods(tuple(months), fiscal_start):
        if period.span is Span.MONTH:
            month = months[period.first]
            made = by_year.setdefault(fiscal_year(month, fiscal_start), [])
            made.append(MonthColumn(month, period.key, period.title))
    return tuple(Year(f"year:{y}", year_title(y), tuple(m)) for y, m in by_year.items())


def _range(maker: CellMaker, whole: Assumption, own: Sequence[Assumption], count: int) -> Cell:
    """Return the least and the largest value of a year's months, one where they are alike."""
    others = len(own) < count and whole.driver.kind is not DriverKind.REPS
    values = [maker.taken(a) for a in own] + [maker.taken(whole)] * others
    known = [value for value in values if value is not None]
    if not known:
        return EMPTY
    texts = [maker.tongue.show(value, whole.driver.unit) for value in (min(known), max(known))]
    text = texts[0] if texts[0] == texts[1] else "–".join(texts)
    return Cell(text, text, Tone.MUTED)


def _explain_year(plan: Plan, speaker: Speaker, whole: Assumption, year: Year) -> Explanation:
    own = plan.claims_of(whole.line, whole.driver)
    named = [f"{month_name(m.month)} {m.month // 12}" for m in year.months if m.month in own]
    has = "has a value of its" if len(named) == 1 else "have values of their"
    told = f"{', '.join(named)} {has} own."
    none = f"No month of {year.title} has a value of its own: unfold the months to give it one."
    return said(f"{speaker.name(whole)} · {year.title}", told if named else none)
