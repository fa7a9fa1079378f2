"""Everything the window can do, by name: menus, toolbar and keys come from this one list."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from ui.keymap import HERE, Platform, shown


@dataclass(frozen=True, slots=True)
class Spec:
    """An action: its name in code, menu, text and keys; `group` makes it one of a choice.

    The first key is shown; `mac` are the keys on a Mac where they differ there.
    """

    name: str
    menu: str
    text: str
    keys: tuple[str, ...] = ()
    tip: str = ""
    group: str = ""
    breaks: bool = False
    mac: tuple[str, ...] | None = None

    def sequences(self, on: Platform = HERE) -> list[QKeySequence]:
        """Return all its keys on a platform."""
        stated = self.keys if self.mac is None or on is not Platform.MAC else self.mac
        return list(map(QKeySequence, stated))


POSITION = "&Plan/P&osition"
_POSITIONS = (
    Spec(
        "propose",
        POSITION,
        "&Propose or counter…",
        ("Ctrl+F2",),
        "State a value in the rows chosen, and why",
        mac=("Ctrl+F2", "Meta+Shift+U"),
    ),
    Spec(
        "accept",
        POSITION,
        "&Accept a position",
        ("Ctrl+Shift+A",),
        "The other’s; together the one the current cell stands on",
    ),
    Spec(
        "take_evidence",
        POSITION,
        "Take the &evidence",
        ("Ctrl+Shift+E",),
        "State what was measured in the rows chosen",
    ),
    Spec(
        "split",
        POSITION,
        "&Split the difference",
        ("Ctrl+Shift+D",),
        "Between both positions, nearer to the one that lies nearer to the evidence",
    ),
    Spec(
        "way_out",
        POSITION,
        "Take the &cheapest way out",
        ("Ctrl+Shift+O",),
        "The split where both lie inside what was measured, else the evidence",
    ),
    Spec(
        "withdraw",
        POSITION,
        "&Withdraw",
        ("Ctrl+Del",),
        "Take your own positions in the rows chosen back",
        breaks=True,
        mac=("Meta+Backspace", "Ctrl+Del"),
    ),
    Spec(
        "park",
        POSITION,
        "Par&k…",
        ("Ctrl+Shift+P",),
        "Let the rows chosen wait until a day, for a reason",
    ),
    Spec(
        "unpark", POSITION, "Take &up again", ("Ctrl+Shift+R",), "Let what is parked wait no more"
    ),
)
"""What can be done with the rows chosen on the Assumptions sheet, by the names of its deeds."""

SPECS = (
    Spec("new", "&File", "&New plan", ("Ctrl+N",)),
    Spec("open", "&File", "&Open…", ("Ctrl+O",)),
    Spec("open_to_read", "&File", "Open for rea&ding…", (), "Look at a plan and change "
         "nothing"),
    Spec("sample", "&File", "Open the sample company"),
    Spec("sample_year", "&File", "Open the sample company in its year", (), "The plan agreed, and "
         "two later exports that tell what came of it"),
    Spec("import", "&File", "&Import CRM exports…", ("Ctrl+I",), breaks=True),
    Spec("merge", "&File", "&Merge copy…", ("Ctrl+M",), "Unite the plan with a colleague’s copy of "
         "it; what it would do is shown first"),
    Spec("export", "&File", "&Export to Excel…", ("Ctrl+E",), "Write the plan as a workbook that "
         "recalculates by itself"),
    Spec("page_marketing", "&File", "One page for Mar&keting…", (), "What Marketing promises and "
         "what came of it, as a PDF of one page"),
    Spec("page_sales", "&File", "One page for Sa&les…", (), "What Sales promises and what came of "
         "it, as a PDF of one page"),
    Spec("page_board", "&File", "One page for the &board…", (), "Where the plan stands, as a PDF "
         "of one page"),
    Spec("save", "&File", "&Save", ("Ctrl+S",), breaks=True),
    Spec("save_as", "&File", "Save &as…", ("Ctrl+Shift+S", "F12"), mac=("Ctrl+Shift+S",)),
    Spec("close", "&File", "&Close window", ("Ctrl+W",), breaks=True),
    Spec("quit", "&File", "&Quit", ("Ctrl+Q",)),
    Spec("undo", "&Edit", "&Undo", ("Ctrl+Z", "Alt+Backspace"), mac=("Ctrl+Z",)),
    Spec("redo", "&Edit", "&Redo", ("Ctrl+Y", "Ctrl+Shift+Z", "Alt+Shift+Backspace"),
         mac=("Ctrl+Shift+Z", "Ctrl+Y")),
    Spec("cut", "&Edit", "Cu&t", ("Ctrl+X", "Shift+Del"), breaks=True, mac=("Ctrl+X",)),
    Spec("copy", "&Edit", "&Copy", ("Ctrl+C", "Ctrl+Ins"), mac=("Ctrl+C",)),
    Spec("paste", "&Edit", "&Paste", ("Ctrl+V", "Shift+Ins"), mac=("Ctrl+V",)),
    Spec("paste_special", "&Edit", "Paste &special…", ("Ctrl+Alt+V",), "Paste values, or rows as "
         "columns", mac=("Meta+Ctrl+V", "Ctrl+Alt+V")),
    Spec("select_all", "&Edit", "Select &all", ("Ctrl+A",), "Select the block of data, then the "
         "whole sheet"),
    Spec("find", "&Edit", "&Find…", ("Ctrl+F",), "Find a text in the grid", breaks=True),
    Spec("find_next", "&Edit", "Find &next", ("F3",), mac=("Ctrl+G", "F3")),
    Spec("find_previous", "&Edit", "Find pre&vious", ("Shift+F3",),
         mac=("Ctrl+Shift+G", "Shift+F3")),
    Spec("comment", "&Edit", "Co&mment…", ("Shift+F2",), "Comment on the cell", breaks=True),
    Spec("paste_table", "&Edit", "Paste ta&ble…", ("Ctrl+Shift+V",), "Import the table or files on "
         "the clipboard", breaks=True),
    Spec("settings", "&Edit", "Plan &settings…", ("Ctrl+,",), "Name, months, currency, stages and "
         "lines of the plan", breaks=True),
    Spec("roles", "&Edit", "&Names and passphrases…", ("Ctrl+Shift+N",), "Who works here, and what "
         "holds a seat"),
    Spec("marketing", "&View", "I am &Marketing", ("Ctrl+1",), group="seat"),
    Spec("sales", "&View", "I am &Sales", ("Ctrl+2",), group="seat"),
    Spec("together", "&View", "We are &together", ("Ctrl+3",), group="seat"),
    Spec("light", "&View", "&Light", group="scheme", breaks=True),
    Spec("dark", "&View", "&Dark", group="scheme"),
    Spec("system", "&View", "As the s&ystem", group="scheme"),
    Spec("contrast_system", "&View", "Contrast as the system", group="contrast", breaks=True),
    Spec("contrast_high", "&View", "&High contrast", group="contrast"),
    Spec("contrast_normal", "&View", "Normal contrast", group="contrast"),
    Spec("numbers_system", "&View", "&Numbers as the system", group="numbers", breaks=True),
    Spec("numbers_english", "&View", "Numbers as 1,234.5", group="numbers"),
    Spec("numbers_continental", "&View", "Numbers as 1.234,5", group="numbers"),
    Spec("numbers_french", "&View", "Numbers as 1 234,5", group="numbers"),
    Spec("numbers_swiss", "&View", "Numbers as 1’234.5", group="numbers"),
    Spec("zoom_in", "&View", "Zoom &in", ("Ctrl++", "Ctrl+="), breaks=True),
    Spec("zoom_out", "&View", "Zoom &out", ("Ctrl+-",)),
    Spec("zoom_reset", "&View", "&100 %", ("Ctrl+0",)),
    Spec("new_scenario", "&Plan", "&New scenario…", (), "Other positions on top of the plan or of "
         "another scenario"),
    Spec("duplicate_scenario", "&Plan", "&Duplicate scenario…"),
    Spec("rename_scenario", "&Plan", "&Rename scenario…"),
    Spec("promote_scenario", "&Plan", "Pro&mote to Base", (), "State the scenario’s "
         "positions in what it lies on, and end it"),
    Spec("delete_scenario", "&Plan", "De&lete scenario"),
    Spec("compare_scenarios", "&Plan", "&Compare scenarios…", ("Ctrl+Shift+B",), "Two scenarios "
         "or views beside each other, and the bridge between them", breaks=True),
    Spec("goal_seek", "&Plan", "Goal &seek…", ("Ctrl+Shift+K",), "What an assumption must be for "
         "this figure of the plan to be another", breaks=True),
    *_POSITIONS,
    Spec("meeting", "&Plan", "&Meeting", ("F11",), "One dispute at a time, dearest first, by "
         "keyboard alone", mac=("Ctrl+Shift+M",)),
    Spec("round", "&Plan", "S&ealed round…", ("Ctrl+Shift+J",), "Each seat states its positions "
         "unseen by the other; or reveal them"),
    Spec("done", "&Plan", "&I am done", ("Ctrl+Shift+I",), "Done in the sealed round; once both "
         "are, all is revealed"),
    Spec("sign", "&Plan", "&Sign…", ("Ctrl+Shift+U",), "Sign the plan as it is; what changes "
         "later is shown", breaks=True),
    Spec("log", "&Plan", "&Log: who said what…", ("Ctrl+Shift+H",), "Every edit, to be searched"),
    Spec("audit_draw", "&Plan", "Blind &audit: draw leads…", (), "A workbook of leads to be judged "
         "without what became of them", breaks=True),
    Spec("audit_compare", "&Plan", "Blind audit: compare &judges…", (), "How far two judges agree "
         "on the same leads, by segment"),
    Spec("palette", "&Go", "Find &anything…", ("Ctrl+K",), "Find a cell, a sheet or an action"),
    Spec("go_to", "&Go", "&Go to…", ("Ctrl+G", "F5"), "Go to a cell, month or row by its name",
         mac=("Meta+G", "F5")),
    Spec("previous_sheet", "&Go", "&Previous sheet", ("Ctrl+PgUp",), breaks=True,
         mac=("Meta+PgUp", "Ctrl+PgUp", "Alt+Left")),
    Spec("next_sheet", "&Go", "&Next sheet", ("Ctrl+PgDown",),
         mac=("Meta+PgDown", "Ctrl+PgDown", "Alt+Right")),
    Spec("change_pane", "&Go", "&Controls, and back to the grid", ("F6",), "From the grid to the "
         "controls over it, then to those after it, and back; Tab leads on"),
    Spec("go_data", "&Go", "&Data", ("Alt+1",), breaks=True, mac=("Meta+1",)),
    Spec("go_funnel", "&Go", "&Funnel", ("Alt+2",), mac=("Meta+2",)),
    Spec("go_assumptions", "&Go", "&Assumptions", ("Alt+3",), mac=("Meta+3",)),
    Spec("go_plan", "&Go", "&Plan", ("Alt+4",), mac=("Meta+4",)),
    Spec("go_sla", "&Go", "S&LA", ("Alt+5",), mac=("Meta+5",)),
    Spec("go_reps", "&Go", "&Reps", ("Alt+6",), mac=("Meta+6",)),
    Spec("go_scorecards", "&Go", "S&corecards", ("Alt+7",), mac=("Meta+7",)),
    Spec("go_progress", "&Go", "P&rogress", ("Alt+9",), mac=("Meta+9",)),
    Spec("go_board", "&Go", "&Board", ("Alt+8",), mac=("Meta+8",)),
    Spec("recipes", "&Help", "What to &export…", ("F1",), "Which report and which columns to "
         "export from your CRM"),
    Spec("shortcuts", "&Help", "&Keyboard shortcuts…", ("Ctrl+/",), "Every key there is"),
)  # fmt: skip
SHEETS = tuple(
    spec.text.replace("&", "")
    for spec in SPECS
    if spec.name.startswith("go_") and spec.name != "go_to"
)
"""The sheets by their tabs' names, each with an action that goes there."""
DATA, ASSUMPTIONS = "Data", "Assumptions"


class Actions:
    """The window's actions by name, and the menus they stand in."""

    def __init__(
        self, window: QWidget, does: dict[str, Callable[[], object]], on: Platform = HERE
    ) -> None:
        self._on = on
        self._actions: dict[str, QAction] = {}
        self._groups: dict[str, QActionGroup] = {}
        for spec in SPECS:
            self._actions[spec.name] = self._make(window, spec, does[spec.name])
        self.menus: dict[str, QMenu] = {}
        self.recent = QMenu("Open &recent", window)

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def fill(self, bar: QMenuBar) -> None:
        """Put every action into its menu."""
        for spec in SPECS:
            menu = self._menu(bar, spec.menu)
            if spec.breaks:
                menu.addSeparator()
            menu.addAction(self._actions[spec.name])
            if spec.name == "open":
                menu.addMenu(self.recent)

    def _menu(self, bar: QMenuBar, path: str) -> QMenu:
        """Return a menu, or one below another, which a slash divides."""
        if path not in self.menus:
            above, _, name = path.rpartition("/")
            self.menus[path] = (self._menu(bar, above) if above else bar).addMenu(name)
        return self.menus[path]

    def name_undo(self, undo: str | None, redo: str | None) -> None:
        """Say what undo and redo would do; without anything to do they rest."""
        for key, word, label in (("undo", "Undo", undo), ("redo", "Redo", redo)):
            action = self._actions[key]
            text = f"{word} {label}" if label else word
            keys = shown(action.shortcut(), self._on)
            action.setText(text.replace("&", "&&"))
            action.setToolTip(f"{text} ({keys})")
            action.setEnabled(label is not None)

    def _make(self, window: QWidget, spec: Spec, does: Callable[[], object]) -> QAction:
        action = QAction(spec.text, window)
        action.setObjectName(spec.name)
        action.setShortcuts(spec.sequences(self._on))
        action.triggered.connect(lambda _checked=False: does())
        plain = spec.tip or spec.text.replace("&", "").rstrip("…")
        keys = shown(action.shortcut(), self._on)
        action.setToolTip(f"{plain} ({keys})" if keys else plain)
        if spec.group:
            group = self._groups.setdefault(spec.group, QActionGroup(window))
            action.setCheckable(True)
            group.addAction(action)
        window.addAction(action)
        return action


def title_of(menu: str) -> str:
    """Return a menu's name without its marks and without what it stands below."""
    return menu.rpartition("/")[2].replace("&", "")
