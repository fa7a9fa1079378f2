"""Who has a plan open: a small file beside it for every window, renewed while it is open."""

from dataclasses import dataclass
from pathlib import Path

from planner.base.files import replace_file
from planner.storage.beside import is_dead, note, read_note

LEFT = 1800.0
"""Seconds after which a window on another machine that did not renew its file seems gone."""


@dataclass(frozen=True, slots=True)
class Present:
    """A person at another window, and the computer it is on; `left` if the file seems left over."""

    author: str
    host: str
    left: bool = False


class Presence:
    """This window's own file; make it known with `renew`, again from time to time."""

    def __init__(self, plan: Path, who: str) -> None:
        self._plan, self._path = plan, plan.with_name(f".{plan.name}.{who}.open")
        self._who = who

    def renew(self, author: str) -> None:
        """Say that the plan is open here; a folder that takes no file is no reason to stop."""
        try:
            replace_file(self._path, lambda file: file.write(note(self._who, author)))
        except OSError:
            return

    def end(self) -> None:
        """Say that it no longer is."""
        try:
            self._path.unlink(missing_ok=True)
        except OSError:
            return

    def others(self) -> tuple[Present, ...]:
        """Return who else has the plan open; what windows of this machine left is removed."""
        found = []
        for path in sorted(self._plan.parent.glob(f".{_literal(self._plan.name)}.*.open")):
            said = read_note(path)
            if path == self._path or not said:
                continue
            if said.get("host") == self._host and is_dead(path):
                path.unlink(missing_ok=True)
                continue
            left = self._age(path) > LEFT
            found.append(Present(str(said.get("author", "")), str(said.get("host", "")), left))
        return tuple(found)

    @property
    def _host(self) -> object:
        return read_note(self._path).get("host")

    def _age(self, path: Path) -> float:
        """Return how much longer ago than this window's file another was renewed, in seconds."""
        try:
            return self._path.stat().st_mtime - path.stat().st_mtime
        except OSError:
            return 0.0


def _literal(name: str) -> str:
    """Return a name whose brackets, stars and question marks mean themselves in a pattern."""
    return "".join(f"[{letter}]" if letter in "[]*?" else letter for letter in name)
