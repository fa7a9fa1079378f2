"""What the Plan menu does: scenarios, goals to seek, and below it the deeds on rows."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QPushButton

from planner.base.problem import RefusedError
from ui.deed_menu import DeedMenu
from ui.widgets.scenario_button import BASE

if TYPE_CHECKING:
    from planner.session.scenarios import Step
    from ui.dialogs.compare_dialog import CompareDialog
    from ui.dialogs.scenario_dialog import ScenarioDialog
    from ui.dialogs.seek_dialog import SeekDialog
    from ui.main_window import PlanWindow

OF_ONE = ("duplicate_scenario", "rename_scenario", "promote_scenario", "delete_scenario")
ON_SCENARIOS = ("new_scenario", *OF_ONE, "compare_scenarios")


class PlanMenu(QObject):
    """The scenarios of one window's plan; each action is enabled only where it does something."""

    def __init__(self, window: "PlanWindow") -> None:
        super().__init__(window)
        self._window, self.on_rows = window, DeedMenu(window)
        self._group = QActionGroup(self)
        self.choice, self.listed = QMenu("&Scenario", window), QMenu(window)
        self.dialog: ScenarioDialog | None = None
        self.comparison: CompareDialog | None = None
        self.sought: SeekDialog | None = None

    def deeds(self) -> dict[str, Callable[[], object]]:
        """Return what every action does."""
        return {
            "new_scenario": self.ask_new,
            "duplicate_scenario": self.ask_duplicate,
            "rename_scenario": self.ask_rename,
            "promote_scenario": self.promote,
            "delete_scenario": self.delete,
            "compare_scenarios": self.compare,
            "goal_seek": self.seek,
            **self.on_rows.deeds(),
            "audit_draw": partial(self.audit, "draw"),
            "audit_compare": partial(self.audit, "compare"),
        }

    def dress(self, button: QPushButton) -> None:
        """Put the list of scenarios into the Plan menu and under the toolbar's button."""
        menu = self._window.deeds.menus["&Plan"]
        menu.insertMenu(menu.actions()[0], self.choice)
        button.setMenu(self.listed)
        self.on_rows.dress()
        self.choice.aboutToShow.connect(partial(self._list, self.choice))
        self.listed.aboutToShow.connect(self._fill)

    def refresh(self) -> None:
        """Show the scenario looked at, and enable what can be done with it."""
        desk = self._window.workspace.desk if self._window.workspace else None
        scenario = desk.scenario if desk else None
        bare = desk is None or desk.bare
        self._window.toolbar.show_scenario(scenario.name if scenario else "")
        self._window.toolbar.scenario.setEnabled(not bare)
        self.choice.setEnabled(not bare)
        for name in ("new_scenario", "goal_seek", "compare_scenarios"):
            self._window.deeds[name].setEnabled(not bare)
        for name in OF_ONE:
            self._window.deeds[name].setEnabled(scenario is not None)
        plan = desk.session.plan if desk else None
        names = {s.id: s.name for s in plan.scenarios} if plan else {}
        below = names.get(scenario.parent, BASE) if scenario else BASE
        self._window.deeds["promote_scenario"].setText(f"Pro&mote to {below.replace('&', '&&')}")

    def choose(self, scenario: str) -> None:
        """Look at a scenario and edit in it, by its id; '' is the plan itself."""
        self._window.shown.desk.choose(scenario)

    def ask_new(self) -> None:
        """Ask for the name of a new scenario and what it lies on."""
        from planner.session.scenarios import new, scenario_of

        plan = self._window.shown.desk.session.plan
        here = self._window.shown.desk.scenario

        def apply(name: str, parent: str) -> None:
            self._take(new(plan, name, scenario_of(plan, parent)))

        self._ask("New scenario", "Make it", "", apply, on=here.id if here else "")

    def ask_duplicate(self) -> None:
        """Ask for the name of a scenario that states the same."""
        from planner.session.scenarios import duplicate

        plan, here = self._window.shown.desk.session.plan, self._window.shown.desk.scenario
        if here is not None:
            named = f"{here.name} 2"
            self._ask(
                f"Duplicate {here.name}",
                "Duplicate",
                named,
                lambda name, _parent: self._take(duplicate(plan, here, name)),
            )

    def ask_rename(self) -> None:
        """Ask for another name."""
        from planner.session.scenarios import rename

        plan, here = self._window.shown.desk.session.plan, self._window.shown.desk.scenario
        if here is not None:
            self._ask(
                f"Rename {here.name}",
                "Rename",
                here.name,
                lambda name, _parent: self._take(rename(plan, here, name)),
            )

    def promote(self) -> None:
        """State the scenario's positions in what it lies on, and end it."""
        from planner.session.scenarios import promote

        desk = self._window.shown.desk
        if desk.scenario is not None:
            self._attempt(promote(desk.session.plan, desk.scenario))

    def delete(self) -> None:
        """End the scenario; undo brings it back."""
        from planner.session.scenarios import delete

        desk = self._window.shown.desk
        if desk.scenario is not None:
            self._attempt(delete(desk.session.plan, desk.scenario))

    def seek(self) -> None:
        """Ask what the current figure of the Plan sheet is to be."""
        from ui.seeking import seek_goal

        self.sought = seek_goal(self._window)

    def audit(self, deed: str) -> None:
        """Go to the blind audit, and draw leads or compare judges there."""
        shown = self._window.shown
        shown.show_sheet(shown.sla.title)
        shown.sla.show_part("audit")
        shown.sla.audit(deed)

    def compare(self) -> None:
        """Show two sides of the plan beside each other."""
        from planner.session.comparing import first_pair, side, sides
        from planner.sheets.comparing import Comparison, compare
        from ui.dialogs.compare_dialog import CompareDialog

        desk = self._window.shown.desk
        session = desk.session

        def made(*ids: str) -> Comparison:
            left, right = (side(session, desk.results, id_) for id_ in ids)
            return compare(left, right, desk.style, session.memo)

        self.comparison = CompareDialog(
            sides(session.plan),
            *first_pair(session.plan, desk.scenario),
            made,
            desk.style,
            self._window,
            currency=session.plan.currency,
        )
        self.comparison.open()

    def _attempt(self, step: "Step") -> None:
        try:
            self._take(step)
        except RefusedError as refused:
            self._window.shown.tell(refused.problem)

    def _take(self, step: "Step") -> None:
        self._window.shown.desk.take(step)
        said = f"{step.label[:1].upper()}{step.label[1:]}; undo takes it back"
        self._window.shown.status.show_remark(said)

    def _ask(
        self,
        title: str,
        verb: str,
        name: str,
        apply: Callable[[str, str], None],
        on: str | None = None,
    ) -> None:
        from planner.session.comparing import scenarios
        from ui.dialogs.scenario_dialog import ScenarioDialog

        plan = self._window.shown.desk.session.plan
        below = () if on is None else scenarios(plan)
        self.dialog = ScenarioDialog(title, verb, name, below, on or "", apply, self._window)
        self.dialog.open()

    def _fill(self) -> None:
        self._list(self.listed)
        self.listed.addSeparator()
        for name in ON_SCENARIOS:
            self.listed.addAction(self._window.deeds[name])

    def _list(self, menu: QMenu) -> None:
        from planner.session.scenarios import outline

        desk = self._window.shown.desk
        menu.clear()
        self._group = QActionGroup(self)
        rows = [("", BASE), *((s.id, "    " * d + s.name) for s, d in outline(desk.session.plan))]
        here = desk.scenario.id if desk.scenario else ""
        for id_, text in rows:
            action = QAction(text.replace("&", "&&"), menu)
            action.setCheckable(True)
            action.setChecked(id_ == here)
            action.triggered.connect(lambda _checked=False, id_=id_: self.choose(id_))
            self._group.addAction(action)
            menu.addAction(action)
