"""Every comment of a plan, wherever it stands, and also where its row is no more."""

from collections.abc import Iterator
from dataclasses import dataclass

from planner.plan.comments import split_spot
from planner.plan.document import Comment, Plan
from planner.plan.keys import SLA, DriverKind, Slot
from planner.sheets.cells import Place
from planner.sheets.comment_areas import asked_for, tab_and_part
from planner.sheets.comments import comment_words
from planner.sheets.key_words import result_words, slot_words

TOLD = "Comment"


@dataclass(frozen=True, slots=True)
class Standing:
    """A comment: `where` it stands in words, its place by its tab, the tab's `part` and choices."""

    comment: Comment
    where: str
    place: Place
    part: str = ""
    asked: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """Who said what and when, and of what."""
        return f"{self.where}. {comment_words(self.comment)}"

    @property
    def sought(self) -> str:
        """What it can be found by, in lower case: what it is, where, and its words."""
        return f"{TOLD} {self.words}".casefold()


def all_comments(plan: Plan) -> list[Standing]:
    """Return all comments that were not taken back, the latest first."""
    found = [*_of_assumptions(plan), *_of_results(plan)]
    return sorted(found, key=lambda one: one.comment.time, reverse=True)


def _of_assumptions(plan: Plan) -> Iterator[Standing]:
    for slot, comments in plan.comments.items():
        tab, part = _tab(slot)
        for comment in comments:
            place = Place(tab, plan.key(slot), comment.column)
            yield Standing(comment, slot_words(plan, slot), place, part)


def _tab(slot: Slot) -> tuple[str, str]:
    if slot.line != SLA:
        return "Assumptions", ""
    return tab_and_part("cards" if slot.driver.kind is DriverKind.WEIGHT else "sales")


def _of_results(plan: Plan) -> Iterator[Standing]:
    for key, comments in plan.result_comments.items():
        sheet, row = split_spot(key) or ("Assumptions", key)
        tab, part = tab_and_part(sheet)
        where = result_words(plan, key)
        for comment in comments:
            place = Place(tab, row, comment.column)
            yield Standing(comment, where, place, part, asked_for(sheet))
