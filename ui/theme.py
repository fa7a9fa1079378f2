"""Every font, spacing and derived colour of the window; light and dark, switchable at run time."""

from contextlib import suppress
from enum import StrEnum
from functools import cache

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication

from planner.base.palette import DARK, HIGH_DARK, HIGH_LIGHT, LIGHT, Palette, shade
from planner.base.stages import Seat
from resources import resource
from ui.stylesheet import stylesheet

SPACE = 4
PADDING = 6
PANEL = 12
RADIUS = 6
ROW_HEIGHTS = {"compact": 20, "default": 24, "meeting": 30}
REGULAR, MEDIUM, SEMIBOLD = 400, 500, 600
CAPTION, LABEL, BODY, SECTION, TITLE, HEADLINE = 11, 12, 13, 15, 20, 28
FAMILY = "Inter"
KEPT_AS = "fairlead_theme"
"""Attribute of the application that holds its theme."""
STYLED = "fairlead style"
"""Property of an application that was started in the Fusion style, which saves choosing it."""
FONT_FILES = ("Inter-Regular.otf", "Inter-Medium.otf", "Inter-SemiBold.otf")


class Scheme(StrEnum):
    """Which colours are shown: the system's choice, or a forced one."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Contrast(StrEnum):
    """How far text and lines stand out: as the system asks, much, or as usual."""

    SYSTEM = "system"
    HIGH = "high"
    NORMAL = "normal"


PALETTES = {
    (False, False): LIGHT,
    (True, False): DARK,
    (False, True): HIGH_LIGHT,
    (True, True): HIGH_DARK,
}
"""By whether colours are dark and contrast is high."""
QT_SCHEMES = {
    Scheme.SYSTEM: Qt.ColorScheme.Unknown,
    Scheme.LIGHT: Qt.ColorScheme.Light,
    Scheme.DARK: Qt.ColorScheme.Dark,
}


@cache
def font(size: int = BODY, weight: int = REGULAR, italic: bool = False) -> QFont:
    """Return the program's font at a pixel size, with digits of one width."""
    made = QFont(FAMILY)
    made.setPixelSize(size)
    made.setWeight(QFont.Weight(weight))
    made.setItalic(italic)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


@cache
def metrics(size: int = BODY, weight: int = REGULAR) -> QFontMetricsF:
    """Return the measures of the program's font."""
    return QFontMetricsF(font(size, weight))


class Theme(QObject):
    """The scheme in force; `changed` is emitted when colours were exchanged."""

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        setattr(app, KEPT_AS, self)
        self._app = app
        self._scheme, self._contrast = Scheme.SYSTEM, Contrast.SYSTEM
        self._dark = False
        self.palette: Palette = LIGHT
        self._colours: dict[tuple[str, int], QColor] = {}
        load_fonts()
        if not app.property(STYLED):
            app.setStyle("Fusion")
        app.setFont(font())
        for effect in Qt.UIEffect:
            app.setEffectEnabled(effect, False)  # desktops switch them on
        app.styleHints().colorSchemeChanged.connect(self._follow)
        app.styleHints().accessibility().contrastPreferenceChanged.connect(self._apply)
        self._apply()

    @property
    def scheme(self) -> Scheme:
        """What was asked for; SYSTEM follows the desktop."""
        return self._scheme

    @property
    def sheet(self) -> str:
        """The style sheet of windows in these colours.

        Windows wear it, not the application: with one of its own, Qt would polish every widget
        anew each time one of those around it is put into another.
        """
        return stylesheet(self.palette)

    @property
    def dark(self) -> bool:
        """Whether dark colours are in force."""
        return self._dark

    @property
    def contrast(self) -> Contrast:
        """What was asked for; SYSTEM follows the desktop."""
        return self._contrast

    def force(self, scheme: Scheme, contrast: Contrast | None = None) -> None:
        """Show the given scheme from now on, and the given contrast."""
        self._scheme, self._contrast = scheme, contrast or self._contrast
        self._app.styleHints().setColorScheme(QT_SCHEMES[scheme])
        self._apply()

    def colour(self, role: str) -> QColor:
        """Return a palette role as a colour; ValueError if the palette has no such role.

        All who ask are given the same one: who changes it takes a copy.
        """
        return self.shade(role, 0)

    def value(self, role: str) -> str:
        """Return a palette role as #RRGGBB; ValueError if the palette has no such role."""
        found = getattr(self.palette, role, None)
        if not isinstance(found, str):
            raise ValueError(f"the palette has no role '{role}'")  # noqa: TRY004
        return found

    def seat(self, seat: Seat) -> QColor:
        """Return the colour of a seat's mark."""
        return self.colour("agreed" if seat is Seat.TOGETHER else seat.value)

    def shade(self, role: str, step: int) -> QColor:
        """Return a role lightened towards the base, step 0 (full) to 5 (faintest)."""
        found = self._colours.get((role, step))
        if found is None:
            made = shade(self.value(role), self.palette.base, step)
            found = self._colours[role, step] = QColor(made)
        return found

    def _follow(self) -> None:
        if self._scheme is Scheme.SYSTEM:
            self._apply()

    def _apply(self) -> None:
        wanted, hints = QT_SCHEMES[self._scheme], self._app.styleHints()
        shown = hints.colorScheme() if self._scheme is Scheme.SYSTEM else wanted
        asked = hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
        high = asked if self._contrast is Contrast.SYSTEM else self._contrast is Contrast.HIGH
        self._dark = shown == Qt.ColorScheme.Dark
        self.palette, self._colours = PALETTES[self._dark, high], {}
        self._app.setPalette(qt_palette(self.palette))
        self.changed.emit()


@cache
def theme() -> Theme:
    """Return the application's theme, made at the first call; needs a QApplication."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise TypeError("the theme needs a running QApplication")
    found = getattr(app, KEPT_AS, None)
    return found if isinstance(found, Theme) else Theme(app)


def load_fonts() -> None:
    """Load the font files that come with the program, where an installed Inter is missing."""
    if QFontInfo(QFont(FAMILY)).family() == FAMILY:
        return
    for name in FONT_FILES:
        with suppress(FileNotFoundError):
            QFontDatabase.addApplicationFont(str(resource("fonts", name)))


def qt_palette(palette: Palette) -> QPalette:
    """Return the widgets' palette for a colour scheme."""
    made = QPalette()
    roles = {
        QPalette.ColorRole.Window: palette.window,
        QPalette.ColorRole.WindowText: palette.text,
        QPalette.ColorRole.Base: palette.base,
        QPalette.ColorRole.AlternateBase: palette.header,
        QPalette.ColorRole.Text: palette.text,
        QPalette.ColorRole.Button: palette.base,
        QPalette.ColorRole.ButtonText: palette.text,
        QPalette.ColorRole.ToolTipBase: palette.base,
        QPalette.ColorRole.ToolTipText: palette.text,
        QPalette.ColorRole.PlaceholderText: palette.muted,
        QPalette.ColorRole.Highlight: palette.sales,
        QPalette.ColorRole.HighlightedText: palette.base,
        QPalette.ColorRole.Link: palette.text,
        QPalette.ColorRole.Accent: palette.sales,
    }
    for role, value in roles.items():
        made.setColor(role, QColor(value))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(palette.muted))
    return made
