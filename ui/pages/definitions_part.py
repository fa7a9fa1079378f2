"""The definitions register: who means what by a stage, and what the difference does."""

from PySide6.QtWidgets import QWidget

from planner.session.views import Commitments
from planner.sheets.cells import Place
from planner.sheets.charts import Chart
from planner.sheets.definitions import (
    PREFIX,
    Definitions,
    definition_chart,
    definitions_of,
    definitions_sheet,
    differing_leads,
    dimensions_of,
)
from planner.sheets.table import TableSheet
from ui.pages.choices import Pick
from ui.pages.page import Page
from ui.pages.sla_parts import ChartedSla


class DefinitionsPart(ChartedSla[Definitions]):
    """Wordings and rules of every voice, by stage and by a dimension chosen."""

    key, title = "definitions", "Definitions"
    rows = (PREFIX,)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._found: Commitments | None = None
        self.by = Pick("Also by")
        self.by.picked.connect(lambda _by: self._again())
        self.view.place_requested.connect(self._show_leads)

    def controls(self) -> tuple[QWidget, ...]:
        """Return the choice of the dimension whose values have rows of their own."""
        return (self.by,)

    def measure(self, found: Commitments) -> Definitions:
        """Return the register, and compare the rules that differ."""
        self._found = found
        ways = tuple(dimensions_of(found))
        kept = self.by.value if self.by.value in ways else ""
        self.by.offer([("", "nothing"), *((way, way) for way in ways)], kept)
        return definitions_of(found, str(kept), self.page.desk.style)

    def sheet_of(self, made: Definitions, folded: frozenset[str]) -> TableSheet:
        """Return the register."""
        return definitions_sheet(made, self.page.desk.seat, folded)

    def chart_of(self, made: Definitions, row: str) -> Chart:
        """Return what the current row's rules keep."""
        return definition_chart(made, row)

    def _again(self) -> None:
        if self._found is not None:
            self.show_found(self._found)

    def _show_leads(self, place: Place) -> None:
        if self.made is not None and place.column in {"only_first", "only_second"}:
            whose = "Marketing’s" if place.column == "only_first" else "Sales’"
            rows = differing_leads(self.made, place.row, place.column)
            self.journeys_requested.emit(rows, f"only {whose} rule")
