"""What the grid's own keys do, in words, grouped as the shortcut sheet shows them."""

from PySide6.QtCore import Qt

Key = Qt.Key
Chord = tuple[Qt.Key, bool, bool]
"""A key, with Ctrl, with Shift."""

GRID_WORDS: dict[str, dict[str, tuple[Chord, ...]]] = {
    "Move in the grid": {
        "Down, in a selection through it": ((Key.Key_Return, False, False),),
        "Up": ((Key.Key_Return, False, True),),
        "Right": ((Key.Key_Tab, False, False),),
        "Left": ((Key.Key_Tab, False, True),),
        "To the edge of the data": (
            (Key.Key_Left, True, False),
            (Key.Key_Right, True, False),
            (Key.Key_Up, True, False),
            (Key.Key_Down, True, False),
        ),
        "First cell": ((Key.Key_Home, True, False),),
        "Last cell": ((Key.Key_End, True, False),),
        "Put away what is said at a cell": ((Key.Key_Escape, False, False),),
    },
    "Select": {
        "One cell more": (
            (Key.Key_Left, False, True),
            (Key.Key_Right, False, True),
            (Key.Key_Up, False, True),
            (Key.Key_Down, False, True),
        ),
        "To the edge of the data": (
            (Key.Key_Left, True, True),
            (Key.Key_Right, True, True),
            (Key.Key_Up, True, True),
            (Key.Key_Down, True, True),
        ),
        "A page more": ((Key.Key_PageUp, False, True), (Key.Key_PageDown, False, True)),
        "To the row’s ends": ((Key.Key_Home, False, True), (Key.Key_End, False, True)),
        "To the first cell": ((Key.Key_Home, True, True),),
        "To the last cell": ((Key.Key_End, True, True),),
        "The block of data, then the whole sheet": ((Key.Key_A, True, False),),
        "Columns": ((Key.Key_Space, True, False),),
        "Rows": ((Key.Key_Space, False, True),),
    },
    "Type, copy and fill": {
        "Type in the cell": ((Key.Key_F2, False, False),),
        "Comment": ((Key.Key_F2, False, True),),
        "Clear: fall back to the evidence": ((Key.Key_Delete, False, False),),
        "Clear and type": ((Key.Key_Backspace, False, False),),
        "Copy": ((Key.Key_C, True, False), (Key.Key_Insert, True, False)),
        "Cut": ((Key.Key_X, True, False),),
        "Paste": ((Key.Key_V, True, False), (Key.Key_Insert, False, True)),
        "Paste values": ((Key.Key_V, True, True),),
        "Fill down": ((Key.Key_D, True, False),),
        "Fill right": ((Key.Key_R, True, False),),
    },
}
