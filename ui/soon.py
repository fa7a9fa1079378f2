"""Work that can wait for the end of a gesture, but not for the next frame."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal


class Soon(QObject):
    """Does `work` once before anything is painted, however often it was asked for meanwhile.

    Qt paints what changed after all other posted events; a timer would come after the painting,
    and what it changes would be painted in a second round.
    """

    _due = Signal()

    def __init__(self, parent: QObject, work: Callable[[], object]) -> None:
        super().__init__(parent)
        self._work = work
        self._asked = False
        self._due.connect(self.done, Qt.ConnectionType.QueuedConnection)

    def ask(self) -> None:
        """Have the work done once this gesture is over."""
        if not self._asked:
            self._asked = True
            self._due.emit()

    def done(self) -> None:
        """Do at once what was asked for; nothing if nothing was."""
        if self._asked:
            self._asked = False
            self._work()

    def forget(self) -> None:
        """Take the request back."""
        self._asked = False
