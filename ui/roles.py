"""Who sits at a window: the name asked for once, the seats' passphrases, and plans to read only."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from planner.base.stages import Seat
from ui.dialogs.fields_dialog import Field, FieldsDialog
from ui.widgets.seat_switch import WORDS

if TYPE_CHECKING:
    from ui.dialogs.roles_dialog import RolesDialog
    from ui.main_window import PlanWindow

WHO = (
    "Your name stands beside what you say, so that others know who said it. It is asked once; "
    "change it under Edit, Names and passphrases."
)
FOR_READING = "For reading: nothing can be changed"


@dataclass(frozen=True, slots=True)
class ToRead:
    """A plan file that is wanted for reading only."""

    path: Path


class Roles(QObject):
    """Serves one window; its dialogs are those shown last."""

    def __init__(self, window: "PlanWindow") -> None:
        super().__init__(window)
        self._window = window
        self.asked: FieldsDialog | None = None
        self.dialog: RolesDialog | None = None
        self._asking = False

    def deeds(self) -> dict[str, Callable[[], object]]:
        """Return what every action does."""
        return {"roles": self.show, "open_to_read": self.ask_to_read}

    def ask_name_once(self) -> None:
        """Ask who works here, once a plan is open, where that was never told."""
        window = self._window
        if self._asking or window.settings.named or window.workspace is None:
            return
        if not window.workspace.desk.untouched:
            self._asking = True
            QTimer.singleShot(0, self, self._ask_name)

    def _ask_name(self) -> None:
        field = Field("Your name", self._window.settings.author, "Such as Ada Moss")
        self.asked = FieldsDialog(
            "Who works here?", WHO, (field,), "That is me", self.call, self._window
        )
        self.asked.rejected.connect(lambda: self.call(self._window.settings.author))
        self.asked.open()

    def call(self, name: str) -> None:
        """Let the person who works here go by a name from now on."""
        window = self._window
        if name.strip():
            window.settings.author = name
            window.load().rename(window.settings.author)

    def sit(self, seat: Seat) -> None:
        """Take a seat, once its passphrase is given where it has one."""
        desk = self._window.shown.desk
        session = desk.session
        if seat is Seat.TOGETHER or not session.keys.latched(session.whole, seat):
            desk.sit(seat)
            return
        self._window.show_state()
        self.give(seat, partial(desk.sit, seat))

    def give(self, seat: Seat, then: Callable[[], object]) -> None:
        """Ask for a seat's passphrase."""
        session = self._window.shown.desk.session

        def apply(words: str) -> None:
            session.keys.give(session.whole, seat, words)
            then()

        said = f"{WORDS[seat]} has set a passphrase, so that nobody speaks for it by oversight."
        field = Field("Passphrase", secret=True)
        title = f"Sit as {WORDS[seat]}"
        self.asked = FieldsDialog(title, said, (field,), "Sit down", apply, self._window)
        self.asked.open()

    def show(self) -> None:
        """Show name and passphrases, to be changed."""
        from ui.dialogs.roles_dialog import RolesDialog

        session, name = self._window.shown.desk.session, self._window.settings.author
        self.dialog = RolesDialog(session, name, self.call, self.give, self._window)
        self.dialog.open()

    def ask_to_read(self) -> None:
        """Ask for a plan to open for reading."""
        documents = self._window.load()
        documents.ask_plan("Open for reading", lambda path: documents.open_path(path, reading=True))
