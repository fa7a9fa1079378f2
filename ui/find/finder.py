"""What the find bar and the list search: cells, months, journeys, sheets and actions."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from planner.sheets.arrangement import Arrangement, Filter, Holding, OneOf
from planner.sheets.finding import ids_holding
from planner.sheets.fuzzy import Names, words_of
from planner.sheets.table import TableSheet
from planner.sheets.targets import (
    Region,
    Target,
    assumption_region,
    plan_region,
    table_region,
)
from planner.sheets.words import title
from ui.actions import SPECS, title_of
from ui.find.palette import Choice, FindPalette
from ui.find.remarks import Remarks
from ui.grid.view import GridView
from ui.keymap import shown
from ui.pages.data import DataPage

if TYPE_CHECKING:
    from ui.main_window import PlanWindow
    from ui.workspace import Workspace

MOST = 40
LABELS, IDS = 6, 5
LABELS_KEPT = 5000
ID_LENGTH = 4
"""Shorter texts are held by too many ids."""
ROWS_FOUND = ("Funnel", "Reps", "Data")
HINT = "A cell, month, sheet or action, such as Paid search MQL SAL Sales"
GO_HINT = "A cell, month, row or sheet, such as Paid search MQL SAL Sales"

Scored = tuple[float, Choice]


class Finder(QObject):
    """Searches one window; regions are named anew when the plan or the data changed."""

    def __init__(self, window: "PlanWindow") -> None:
        super().__init__(window)
        self._window = window
        self._known: tuple[object, tuple[Region, ...]] = (None, ())
        self.palette = FindPalette(window)
        self._remarks = Remarks(window)
        self.palette.gone.connect(self._take_keyboard)

    def do(self, name: str) -> None:
        """Do what an action of finding says."""
        bar = self._workspace.finding
        deeds: dict[str, Callable[[], object]] = {
            "find": bar.begin,
            "find_next": partial(bar.step, 1),
            "find_previous": partial(bar.step, -1),
            "palette": self.open_list,
            "go_to": self.open_places,
        }
        deeds[name]()

    def open_list(self) -> None:
        """Offer cells, sheets and actions."""
        self.palette.begin(partial(self.search, actions=True), "Find anything", HINT)

    def open_places(self) -> None:
        """Offer cells and sheets only."""
        self.palette.begin(self.search, "Go to", GO_HINT)

    def search(self, text: str, late: bool = False, actions: bool = False) -> list[Choice]:
        """Return what fits a text, best first; `late` adds journeys, which takes a while."""
        tokens = words_of(text)
        found = self._sheets(tokens) + (self._actions(tokens) if actions else [])
        if tokens:
            found += self._parts(tokens)
            found += self._places(text)
            found += self._labels(tokens)
            found += self._remarks.search(tokens)
            found.sort(key=lambda scored: -scored[0])
        chosen = [choice for _, choice in found[:MOST]]
        return chosen + (self._ids(text.strip()) if late else [])

    @property
    def _workspace(self) -> "Workspace":
        return self._window.shown

    def _take_keyboard(self) -> None:
        workspace = self._workspace
        workspace.frame_of(workspace.page).take_keyboard()

    def _sheets(self, tokens: Sequence[str]) -> list[Scored]:
        names = tuple(self._workspace.pages)
        return [
            (score, Choice(name, "Sheet", partial(self._workspace.show_sheet, name)))
            for name, score in zip(names, _scores(names, tokens), strict=True)
            if score
        ]

    def _parts(self, tokens: Sequence[str]) -> list[Scored]:
        """Return the parts of sheets, by their own words and their sheet's."""
        parts = [
            (sheet, name, partial(self._show_part, sheet, key))
            for sheet, kind in self._workspace.pages.kinds.items()
            for name, key in kind.parts_offered(self._workspace.desk)
        ]
        scores = _scores([f"{name} {sheet}" for sheet, name, _ in parts], tokens)
        alone = _scores([sheet for sheet, _, _ in parts], tokens)
        return [
            (score, Choice(name, f"Part of {sheet}", show))
            for (sheet, name, show), score, whole in zip(parts, scores, alone, strict=True)
            if score and not whole
        ]

    def _show_part(self, sheet: str, part: str) -> None:
        self._workspace.show_sheet(sheet)
        self._workspace.page.lead_to(part)

    def _actions(self, tokens: Sequence[str]) -> list[Scored]:
        self._window.edits.refresh()
        deeds = [
            (title_of(spec.menu), self._window.deeds[spec.name])
            for spec in SPECS
            if not spec.name.startswith("go_") and spec.name != "palette"
        ]
        offered = [(menu, deed) for menu, deed in deeds if deed.isEnabled()]
        texts = [deed.text().replace("&&", "\0").replace("&", "") for _, deed in offered]
        texts = [text.replace("\0", "&") for text in texts]
        made = []
        for (menu, deed), text, score in zip(offered, texts, _scores(texts, tokens), strict=True):
            keys = shown(deed.shortcut())
            if score:
                made.append((score, Choice(text, keys or menu, deed.trigger)))
        return made

    def _places(self, text: str) -> list[Scored]:
        here = self._workspace.page.grid()
        found: list[Target] = []
        for region in self._regions():
            shown = region.sheet == self._workspace.in_view
            row = _row(here) if shown else "bookings" if region.sheet == "Plan" else ""
            found += region.find(text, row=row)
        go = self._workspace.go
        return [(t.score, Choice(t.text, t.detail, partial(go, t.place))) for t in found]

    def _regions(self) -> list[Region]:
        """Return the sheets' rows: of assumptions and plan all, of the others those made so far."""
        made: list[Region] = []
        workspace = self._workspace
        desk = workspace.desk
        if not desk.bare:
            results = desk.results
            if self._known[0] is not results:
                self._known = (results, (assumption_region(results), plan_region(results)))
            made += self._known[1]
        seen = {page.title: page for page in workspace.pages.made}
        for page in (seen[name] for name in ROWS_FOUND if name in seen):
            view = page.views["sources"] if isinstance(page, DataPage) else page.grid()
            sheet = view.grid_model().sheet
            if isinstance(sheet, TableSheet) and not page.has_nothing():
                made.append(table_region(sheet, page.title))
        return made

    def _labels(self, tokens: Sequence[str]) -> list[Scored]:
        """Return values of dimensions: choosing one shows its journeys."""
        source = self._workspace.desk.looked_at
        if source is None:
            return []
        found: list[Scored] = []
        for name, dimension in source.journeys.dimensions.items():
            labels = tuple(label for label in dimension.labels if label)
            if len(labels) <= LABELS_KEPT:
                key = f"dimension:{name}"
                for label, score in zip(labels, _scores(labels, tokens), strict=True):
                    chosen = OneOf(key, frozenset({label}))
                    if score:
                        detail = f"Journeys · {title(name)}"
                        found.append((score - 1, Choice(label, detail, self._shower(chosen))))
        found.sort(key=lambda scored: -scored[0])
        return found[:LABELS]

    def _ids(self, text: str) -> list[Choice]:
        source = self._workspace.desk.looked_at
        if source is None or len(text) < ID_LENGTH:
            return []
        ids = ids_holding(source.journeys.ids, text, IDS)
        return [Choice(i, "Journey", self._shower(Holding("id", i))) for i in ids]

    def _shower(self, chosen: Filter) -> Callable[[], object]:
        return partial(self._show_journeys, chosen)

    def _show_journeys(self, chosen: Filter) -> None:
        data = self._workspace.data
        self._workspace.show_sheet(data.title)
        data.show_part("journeys")
        view = data.grid()
        view.arranging.arrange(Arrangement(filters=(chosen,)))
        view.setFocus()


def _scores(texts: Sequence[str], tokens: Sequence[str]) -> list[float]:
    """Return how well each text fits; all alike where nothing was typed."""
    return Names(texts).scores(tokens).tolist() if tokens else [1.0] * len(texts)


def _row(grid: GridView) -> str:
    model = grid.grid_model()
    return model.row(grid.place()[0]).key if model.rowCount() else ""
