"""The deeds of rows on the Assumptions sheet: what each would do here, and the step it makes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from planner.agreement.deciding import supposed
from planner.agreement.deeds import (
    OTHER,
    Deed,
    is_open,
    parking,
    states_anew,
    stating,
    unparking,
    value_of,
    withdrawing,
)
from planner.agreement.results import Results
from planner.base.days import Day, Month, parse_month
from planner.base.memo import Memo
from planner.base.problem import Problem, RefusedError
from planner.base.stages import Seat
from planner.base.units import ENGLISH, NumberStyle
from planner.plan.assumption import Assumption, View
from planner.plan.edits import Draft
from planner.plan.parking import until_words
from planner.plan.resolve import resolve
from planner.plan.typed import typed_draft
from planner.sheets.comments import comment_drafts
from planner.sheets.deed_words import DeedWords
from planner.sheets.words import Tongue

__all__ = ["Chosen", "Deed", "Offer", "Step", "chosen_in"]

_POINTED = {"marketing": Seat.MARKETING, "sales": Seat.SALES}
_ASKING = (Deed.PROPOSE, Deed.PARK)
"""Deeds that ask for something before they are done."""


@dataclass(frozen=True, slots=True)
class Step:
    """One gesture: its edits, its name for undo, and in how many of the rows it did nothing."""

    drafts: tuple[Draft, ...]
    label: str
    left_out: int = 0

    @property
    def said(self) -> str:
        """What is said of it once it is done."""
        done = self.label[:1].upper() + self.label[1:]
        rows = "1 row stays" if self.left_out == 1 else f"{self.left_out} rows stay"
        return f"{done}; {rows} as before" if self.left_out else f"{done}; undo takes it back"


@dataclass(frozen=True, slots=True)
class Offer:
    """A deed as a menu offers it for the rows chosen; not `possible` it would do nothing."""

    deed: Deed
    text: str
    possible: bool


@dataclass(frozen=True)
class Chosen:
    """The rows chosen, as the seat that acts on them sees them; `pointed`: whose column it is."""

    results: Results
    ones: tuple[Assumption, ...]
    seat: Seat
    pointed: Seat | None = None
    style: NumberStyle = ENGLISH

    @property
    def words(self) -> DeedWords:
        """What its deeds are called."""
        return DeedWords(self.results, self.seat, self.pointed, self.style)

    @property
    def column(self) -> str:
        """The column in which the seat that acts speaks."""
        return "working" if self.seat is Seat.TOGETHER else self.seat.value

    @property
    def proposing(self) -> str:
        """What stating a value is here: to propose, to counter, or to agree."""
        if self.seat is Seat.TOGETHER:
            return "agree on"
        theirs = OTHER[self.seat].value
        countered = any(getattr(one, theirs) is not None for one in self.ones)
        return "counter with" if countered else "propose"

    def offers(self) -> tuple[Offer, ...]:
        """Return every deed in words, with its value where one row is chosen."""
        return tuple(self.offer(deed) for deed in Deed)

    def step(self, deed: Deed) -> Step:
        """Return what a deed that asks for nothing does; RefusedError where it does nothing."""
        ones = self._ones(deed)
        label = self.words.label(deed, ones) if ones else ""
        return self._step(deed, lambda one: self._drafts(one, deed), lambda _ones: label)

    def park(self, why: str, until: Day | None) -> Step:
        """Return the step that parks the rows; RefusedError without a reason or open rows."""
        return self._step(
            Deed.PARK,
            lambda one: parking(one, self.seat, why, until),
            lambda ones: f"park {self.words.named(ones)} {until_words(until)}".rstrip(),
        )

    def propose(self, text: str, why: str = "") -> Step:
        """Return the step that states a typed value in every row, and why as comments.

        RefusedError for a text that means no value, and where every row says so already.
        """
        verb, values = self.proposing, list[Draft]()

        def drafts(one: Assumption) -> tuple[Draft, ...]:
            stated = self._typed(one, text)
            if not stated:
                return ()
            values.append(stated[0])
            said = comment_drafts(self.results.plan, one.slot, self.column, why, self.seat)
            return (*stated, *said)

        def label(ones: list[Assumption]) -> str:
            return self.words.proposed(verb, values[0].value, ones)

        return self._step(Deed.PROPOSE, drafts, label)

    def foreseen(self, text: str, memo: Memo) -> str:
        """Return what stating a value in one row would do to the view of who acts; else ''."""
        try:
            typed = [self._typed(one, text) for one in self.ones]
        except RefusedError:
            return ""
        if len(typed) != 1 or not typed[0] or not isinstance(typed[0][0].value, float):
            return ""
        then = supposed(self.results, self.ones[0], typed[0][0].value, memo, self.seat)
        together = self.seat is Seat.TOGETHER
        view = View.WORKING if together else View(self.seat.value)
        before, after = self.results.view(view).total, then.view(view).total
        tongue = Tongue(self.style, self.results.plan.currency)
        whose = "The working plan" if together else "Your view"
        return f"{whose}: {tongue.short(after)}, {tongue.short(after - before, signed=True)}"

    def _step(
        self,
        deed: Deed,
        drafts: Callable[[Assumption], tuple[Draft, ...]],
        label: Callable[[list[Assumption]], str],
    ) -> Step:
        found = [(one, drafts(one)) for one in self.ones]
        done = [one for one, made in found if made]
        if not done:
            raise RefusedError(self.words.refusal(deed, self.ones))
        made = tuple(draft for _, each in found for draft in each)
        return Step(made, label(done), len(found) - len(done))

    def _typed(self, one: Assumption, text: str) -> tuple[Draft, ...]:
        plan, evidence = self.results.plan, self.results.evidence
        draft = typed_draft(plan, evidence, one.slot, seat=self.seat, text=text, style=self.style)
        if draft is None or not isinstance(draft.value, float):
            raise RefusedError(Problem("No value is typed yet", "", "Type one, or withdraw yours"))
        if not states_anew(plan, one, draft.value, self.seat):
            return ()
        first, *more = stating(plan, one, draft.value, self.seat)
        return (replace(first, typed=draft.typed), *more)

    def _ones(self, deed: Deed) -> list[Assumption]:
        """Return the rows in which a deed does something."""
        if deed is Deed.PROPOSE:
            return list(self.ones)
        if deed is Deed.PARK:
            return [one for one in self.ones if is_open(one)]
        return [one for one in self.ones if self._drafts(one, deed)]

    def offer(self, deed: Deed) -> Offer:
        """Return one deed in words, as `offers`."""
        ones = self._ones(deed)
        if deed in _ASKING:
            word = "park" if deed is Deed.PARK else self.proposing
            return Offer(deed, f"{word[:1].upper()}{word[1:]}…", bool(ones))
        return Offer(deed, self.words.offered(deed, ones), bool(ones))

    def _drafts(self, one: Assumption, deed: Deed) -> tuple[Draft, ...]:
        plan, seat = self.results.plan, self.seat
        if deed is Deed.WITHDRAW:
            return withdrawing(plan, one, seat)
        if deed is Deed.UNPARK:
            return unparking(one, seat) if one.slot in plan.parked else ()
        value = value_of(one, deed, seat, self.pointed)
        anew = value is not None and states_anew(plan, one, value, seat)
        return stating(plan, one, value, seat) if value is not None and anew else ()


def chosen_in(
    results: Results,
    cells: Iterable[tuple[str, str]],
    seat: Seat,
    current: str,
    style: NumberStyle = ENGLISH,
) -> Chosen:
    """Return the assumptions at cells, by the keys of row and column, each once.

    A month's column means that month of the row's driver; `current` is the current cell's column.
    """
    known = {a.key: a for a in results.said}
    found: dict[str, Assumption] = {}
    for row, column in cells:
        if row in known:
            one = _in_month(results, known[row], column)
            found.setdefault(one.key, one)
    return Chosen(results, tuple(found.values()), seat, _POINTED.get(current), style)


def _in_month(results: Results, one: Assumption, column: str) -> Assumption:
    month = _month(column) if one.month is None and one.driver.by_month else None
    if month is None:
        return one
    return resolve(results.plan, results.evidence, one.line, one.driver, month)


def _month(column: str) -> Month | None:
    try:
        return parse_month(column)
    except ValueError:
        return None
