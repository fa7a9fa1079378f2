"""The few style rules Fusion and a palette cannot say."""

from planner.base.palette import Palette

_RULES = """
QPushButton, QToolButton {{ background: {base}; color: {text}; border: 1px solid {gridline};
  border-radius: 5px; padding: 5px 11px; font-weight: 500; font-size: 13px; }}
QPushButton:hover, QToolButton:hover {{ background: {header}; }}
QPushButton:pressed, QToolButton:pressed {{ background: {header}; border-color: {muted}; }}
QPushButton:disabled, QToolButton:disabled {{ color: {muted}; background: {window}; }}
QPushButton:focus, QToolButton:focus {{ border: 1px solid {text}; }}
QPushButton[primary="true"] {{ background: {primary}; color: {primary_text};
  border-color: {primary}; font-weight: 600; }}
QPushButton[primary="true"]:disabled {{ background: {header}; color: {muted};
  border-color: {gridline}; }}
QPushButton[quiet="true"] {{ background: transparent; border-color: transparent; color: {muted};
  text-decoration: underline; }}
QPushButton[quiet="true"]:hover, QPushButton[quiet="true"]:focus {{ color: {text}; }}
QPushButton::menu-indicator, QToolButton::menu-indicator {{ width: 0; image: none; }}
QLabel {{ background: transparent; }}
QLabel[muted="true"] {{ color: {muted}; }}
QLineEdit, QComboBox, QSpinBox, QDateEdit {{ background: {base}; color: {text};
  border: 1px solid {gridline}; border-radius: 4px; padding: 3px 6px; }}
QLineEdit:focus, QComboBox:focus {{ border: 1px solid {text}; }}
QLineEdit[cell="true"] {{ border: none; border-radius: 0; padding: 0 4px; }}
QToolTip {{ background: {base}; color: {text}; border: 1px solid {gridline}; padding: 6px 8px; }}
QMenu {{ background: {base}; color: {text}; border: 1px solid {gridline}; padding: 4px; }}
QMenu::item {{ padding: 5px 20px 5px 12px; border-radius: 4px; }}
QMenu::item:selected {{ background: {header}; color: {text}; }}
QMenu::item:disabled {{ color: {muted}; }}
QMenu::separator {{ height: 1px; background: {gridline}; margin: 4px 8px; }}
QScrollBar {{ background: transparent; border: none; margin: 0; }}
QScrollBar:vertical {{ width: 10px; }}
QScrollBar:horizontal {{ height: 10px; }}
QScrollBar::handle {{ background: {handle}; border-radius: 3px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: 28px; }}
QScrollBar::handle:horizontal {{ min-width: 28px; }}
QScrollBar::handle:hover {{ background: {muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QSplitter::handle {{ background: transparent; image: none; }}
QTableView {{ border: none; background: {base}; }}
"""


def stylesheet(palette: Palette) -> str:
    """Return the application's style sheet in the given colours."""
    values = {name: getattr(palette, name) for name in palette.__dataclass_fields__}
    return _RULES.format(handle=_between(palette.gridline, palette.evidence), **values)


def _between(first: str, second: str) -> str:
    pairs = ((int(first[i : i + 2], 16), int(second[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{(a + b) // 2:02X}" for a, b in pairs)
