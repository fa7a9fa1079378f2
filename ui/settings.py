"""What the program remembers between runs; everything is declared here and nowhere else."""

import getpass
import os
from pathlib import Path
from urllib.parse import quote

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

RECENT = 8
HOME = "FAIRLEAD_HOME"
"""Environment variable that names another folder for settings and working copies."""


def home() -> Path:
    """Return the folder of settings and working copies."""
    stated = os.environ.get(HOME)
    if stated:
        return Path(stated)
    where = QStandardPaths.StandardLocation.AppDataLocation
    return Path(QStandardPaths.writableLocation(where))


class Settings:
    """Typed access to the settings file in a folder of its own."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or home()
        self.folder.mkdir(parents=True, exist_ok=True)
        self._store = QSettings(str(self.folder / "settings.ini"), QSettings.Format.IniFormat)

    @property
    def workspace(self) -> Path:
        """The folder of private working copies."""
        return self.folder / "open"

    @property
    def author(self) -> str:
        """Who edits: as told, and until then the operating system's user."""
        known = self._text("author")
        if not known:
            known = _user_name()
            self._store.setValue("author", known)
        return known

    @author.setter
    def author(self, name: str) -> None:
        before, said = self._text("author"), name.strip()
        if before and before != said:
            known = [*self.names_before, before]
            self._store.setValue("names_before", "\n".join(dict.fromkeys(known)))
        self._store.setValue("author", said)
        self._store.setValue("named", "yes")

    @property
    def named(self) -> bool:
        """Whether the person has told a name, or left it at the system's."""
        return self._text("named") == "yes"

    @property
    def names_before(self) -> frozenset[str]:
        """Names under which the person edited earlier."""
        return frozenset(filter(None, self._text("names_before").split("\n")))

    @property
    def scheme(self) -> str:
        """Light, dark, or the system's colours."""
        return self._text("scheme") or "system"

    @scheme.setter
    def scheme(self, scheme: str) -> None:
        self._store.setValue("scheme", scheme)

    @property
    def contrast(self) -> str:
        """High, normal, or the system's contrast."""
        return self._text("contrast") or "system"

    @contrast.setter
    def contrast(self, contrast: str) -> None:
        self._store.setValue("contrast", contrast)

    @property
    def numbers(self) -> str:
        """How numbers are written: 'system' or a style of the View menu."""
        return self._text("numbers") or "system"

    @numbers.setter
    def numbers(self, name: str) -> None:
        self._store.setValue("numbers", name)

    @property
    def names_hidden(self) -> bool:
        """Whether reps go by numbers."""
        return self._text("names") == "hidden"

    def hide_names(self, hidden: bool) -> None:
        """Let reps go by numbers, or by their names."""
        self._store.setValue("names", "hidden" if hidden else "")

    @property
    def recent(self) -> tuple[Path, ...]:
        """The plan files opened last, the latest first; those that are gone are left out."""
        paths = (Path(line) for line in self._text("recent").split("\n") if line)
        return tuple(path for path in paths if path.exists())

    def remember(self, path: Path) -> None:
        """Put a plan file first among the recent ones."""
        path = path.absolute()
        others = [known for known in self.recent if known != path]
        self._store.setValue("recent", "\n".join(str(p) for p in [path, *others][:RECENT]))

    @property
    def last_folder(self) -> str:
        """Where the person last opened or saved a file."""
        return self._text("last_folder")

    @last_folder.setter
    def last_folder(self, folder: str) -> None:
        self._store.setValue("last_folder", folder)

    @property
    def geometry(self) -> QByteArray:
        """Where the window stood; empty at the first run."""
        kept = self._store.value("geometry")
        return kept if isinstance(kept, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._store.setValue("geometry", geometry)

    def layout_of(self, sheet: str) -> str:
        """Return the columns and zoom kept for a sheet's grid, '' if none were."""
        return self._text(f"grid/{quote(sheet, safe='')}")

    def keep_layout(self, sheet: str, text: str) -> None:
        """Keep the columns and zoom of a sheet's grid."""
        self._store.setValue(f"grid/{quote(sheet, safe='')}", text)

    def _text(self, key: str) -> str:
        kept = self._store.value(key)
        return kept if isinstance(kept, str) else ""


def _user_name() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "me"
