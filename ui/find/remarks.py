"""Comments found by their words, and the way to where each of them stands."""

from collections.abc import Sequence
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from planner.sheets.all_comments import TOLD, Standing, all_comments
from planner.sheets.fuzzy import INSIDE
from ui.find.palette import Choice

if TYPE_CHECKING:
    from ui.main_window import PlanWindow

MOST = 40
"""The latest are listed; more words find the others."""
LONGEST = 44
"""Letters of where a comment stands that are shown beside it."""


class Remarks(QObject):
    """Leads to comments; one whose row is not shown is told in full instead."""

    def __init__(self, window: "PlanWindow") -> None:
        super().__init__(window)
        self._window = window
        self._known: tuple[object, Sequence[tuple[str, Standing]]] = (None, ())
        self._awaited: Standing | None = None
        window.tasks.busy_changed.connect(self._arrive)

    def search(self, tokens: Sequence[str]) -> list[tuple[float, Choice]]:
        """Return the comments that hold all words, the latest first."""
        plan = self._window.shown.desk.session.plan
        if self._known[0] is not plan:
            self._known = plan, [(one.sought, one) for one in all_comments(plan)]
        found = (one for text, one in self._known[1] if all(token in text for token in tokens))
        score = INSIDE * len(tokens)
        return [(score, self._choice(one)) for one in islice(found, MOST)]

    def lead(self, to: Standing) -> None:
        """Go to where a comment stands, as soon as that is measured."""
        shown = self._window.shown
        shown.show_sheet(to.place.sheet)
        if to.part:
            shown.page.lead_to(to.part)
            shown.page.ask_for(to.asked)
        self._awaited = to
        self._arrive(self._window.tasks.busy)

    def _arrive(self, busy: bool) -> None:
        to, shown = self._awaited, self._window.shown
        if to is None:
            return
        if shown.in_view != to.place.sheet or shown.page.reach(to.place, to.part):
            self._awaited = None
        elif not busy:
            self._awaited = None
            shown.messages.say(f"The row of this comment is not shown now: {to.words}")

    def _choice(self, one: Standing) -> Choice:
        where = one.where if len(one.where) <= LONGEST else f"{one.where[:LONGEST]}…"
        text = " ".join(one.comment.text.split())
        return Choice(text, f"{TOLD} · {where}", partial(self.lead, one))
