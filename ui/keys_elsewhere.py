"""The keys outside the grid and the menus: in a meeting, a chart, and what lies over a sheet."""

from ui.grid.key_table import Deed
from ui.keymap import HERE, Platform, shown

MEETING, CHART, OVER = "In a meeting", "In a chart", "In a list, a search or a comment"
_ARROWS = ("Left", "Right", "Up", "Down")
_SIGNS = dict(zip(_ARROWS, "←→↑↓", strict=True))

IN_A_MEETING: tuple[Deed, ...] = (
    Deed("try", MEETING, "Try a value", ("Left", "Right")),
    Deed("try_far", MEETING, "Try a value, in larger steps", ("Shift+Left", "Shift+Right")),
    Deed("offer", MEETING, "Marketing’s value, Sales’, the evidence, split", ("M", "S", "E", "D")),
    Deed("agree", MEETING, "Agree", ("Return",)),
    Deed("park", MEETING, "Park", ("P",)),
    Deed("reason", MEETING, "Reason", ("Tab",)),
    Deed("next", MEETING, "Next", ("PgDown",)),
    Deed("before", MEETING, "Before", ("PgUp",)),
    Deed("undo", MEETING, "Undo", ("Ctrl+Z",)),
    Deed("leave", MEETING, "Leave", ("Esc",)),
)  # fmt: skip
IN_A_CHART: tuple[Deed, ...] = (
    Deed("read", CHART, "Read the values; across, one of them", _ARROWS),
    Deed("to_cell", CHART, "Go to the cell behind, or to the table", ("Return",)),
    Deed("chart_copy", CHART, "Copy figures and picture", ("Ctrl+C",)),
    Deed("chart_menu", CHART, "Copy, save, show as a table", ("Menu", "Shift+F10"), ("Shift+F10",)),
    Deed("put_away", CHART, "Put the values away", ("Esc",)),
)
OVER_A_SHEET: tuple[Deed, ...] = (
    Deed("walk", OVER, "Walk through what is offered", ("Up", "Down")),
    Deed("choose", OVER, "Choose; find the next; write the comment", ("Return",)),
    Deed("find_back", OVER, "Find the one before; a new line in a comment", ("Shift+Return",)),
    Deed("give_up", OVER, "Leave, back to the cell", ("Esc",)),
)
ELSEWHERE = (*IN_A_MEETING, *IN_A_CHART, *OVER_A_SHEET)
_AT_FOOT = ("try", "agree", "park", "reason", "next", "before", "undo", "leave")


def meeting_foot(on: Platform = HERE) -> str:
    """Return the keys of a meeting in one line, as a platform writes them."""
    deeds = {deed.name: deed for deed in IN_A_MEETING}
    said = []
    for name in _AT_FOOT:
        keys = [shown(key, on) for key in deeds[name].sequences(on)]
        signs = " ".join(_SIGNS.get(key, key) for key in keys)
        said.append(f"{signs} {deeds[name].words.lower()}")
    return "   ·   ".join(said)
