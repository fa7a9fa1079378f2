"""Who decided the current assumption, when, why, and what it was worth then."""

from PySide6.QtCore import QObject

from planner.base.days import month_name
from planner.base.progress import Progress
from planner.session.held import Held
from planner.session.record import Worths
from planner.session.scenarios import stated_in
from planner.sheets.held import held_words
from planner.sheets.history import HistoryLine, history, priced
from planner.sheets.words import Tongue, driver_name, line_title
from ui.desk import Desk
from ui.tasks import WORTHS, Tasks
from ui.widgets.history_card import HistoryCard

Looked = tuple[tuple[HistoryLine, ...], tuple[str, ...]]
"""The lines with their worths, and what came of the claims."""

MOST = 20
"""Lines on the card, the latest; all stand in the log."""


class Decided(QObject):
    """Shows one assumption at a time on its card; worths that take a while come after the rest."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk, self.card = desk, HistoryCard()
        self._worths, self._held = Worths(desk.session), Held(desk.session)
        self._tasks: Tasks | None = None
        self._now: tuple[str, str, tuple[HistoryLine, ...]] = ("", "", ())
        self._earlier = 0

    def work_in(self, tasks: Tasks) -> None:
        """Have worths that are not known yet worked out off the window's thread."""
        self._tasks = tasks

    def show(self, key: str) -> None:
        """Show the history of an assumption by its key; one that is not known changes nothing."""
        desk, plan = self._desk, self._desk.session.plan
        found = next((a for a in desk.results.said if a.key == key), None)
        if found is None:
            return
        inside = stated_in(plan, desk.scenario, key)
        unit, log = found.driver.unit, desk.session.log
        told = history(log, key, unit, desk.style, plan.currency, scenarios=inside)
        lines, self._earlier = told[:MOST], len(told[MOST:])
        driver = driver_name(found.driver, plan.stages, plan.line(found.line).entry)
        month = found.month
        when = "" if month is None else f", {month_name(month)} {month // 12}"
        self._now = key, f"{line_title(found.line)}, {driver}{when}", lines
        known = all(self._worths.known(line.edit) for line in lines)
        if known and not self._held.pending:
            self._put(self._priced(lines), self._told(key))
        else:
            self._put(lines, ())
            self._look_up(key, lines)

    def _look_up(self, key: str, lines: tuple[HistoryLine, ...]) -> None:
        """Work worths and claims out, then show them if this is still what is looked at."""

        def work(progress: Progress) -> Looked:
            for line in lines:
                progress("Worth then", 0, 0)
                self._worths.of(line.edit)
            progress("Worth then", 0, 0)
            return self._priced(lines), self._told(key)

        def done(made: Looked) -> None:
            if (self._now[0], self._now[2]) == (key, lines):
                self._put(*made)

        if self._tasks is not None:
            self._tasks.run(WORTHS, "Worth then", work, done)

    def _priced(self, lines: tuple[HistoryLine, ...]) -> tuple[HistoryLine, ...]:
        tongue = Tongue(self._desk.style, self._desk.session.plan.currency)
        return priced(lines, self._worths.of, tongue)

    def _told(self, key: str) -> tuple[str, ...]:
        """Say what came of an assumption's claims; nothing where nobody can tell."""
        desk, claims = self._desk, self._held.claims()
        one = claims.judged.get(key)
        if one is None:
            return ()
        currency = desk.session.plan.currency
        return held_words(one, signed=claims.signed, style=desk.style, currency=currency)

    def _put(self, lines: tuple[HistoryLine, ...], held: tuple[str, ...]) -> None:
        self.card.show_history(self._now[1], lines, held, self._earlier)
