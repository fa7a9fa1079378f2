"""Work that can wait for the end of a gesture: before the next frame, or just after it."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal


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
            self._call()

    def done(self) -> None:
        """Do at once what was asked for; nothing if nothing was."""
        if self._asked:
            self._asked = False
            self._work()

    def _call(self) -> None:
        self._due.emit()


class Afterwards(Soon):
    """Does `work` once after what changed has been painted: what the eye comes to later.

    The cell, its results and their chart stand a few milliseconds earlier for it.
    """

    def __init__(self, parent: QObject, work: Callable[[], object]) -> None:
        super().__init__(parent, work)
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self.done)

    def _call(self) -> None:
        self._timer.start()
