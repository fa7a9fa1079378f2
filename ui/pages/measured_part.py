"""A part of the Funnel sheet that measures off the window's thread: the latest request wins."""

from typing import ClassVar, Generic, TypeVar

from ui.pages.funnel_part import Asked, FunnelPart
from ui.pages.page import Page
from ui.tasks import Task

T = TypeVar("T")


class MeasuredPart(FunnelPart, Generic[T]):
    """Says how it measures (`measure`), and how it shows that it waits, and what was found.

    `asked` and `found` are the last choice shown and its figures; `found` is None while awaited.
    """

    measuring: ClassVar[str]

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._task: Task[T] | None = None
        self._wanted: object = None
        self.asked: Asked | None = None
        self.found: T | None = None

    def measure(self, asked: Asked, choices: object) -> T:
        """Return the figures for a choice and for this part's own; off the window's thread."""
        raise NotImplementedError

    def show_awaited(self) -> None:
        """Show that figures are being measured."""
        raise NotImplementedError

    def show_found(self, asked: Asked, found: T) -> None:
        """Show the figures of a choice."""
        raise NotImplementedError

    def choices(self) -> object:
        """Return what this part's own controls ask for: other choices are measured anew."""
        return None

    def forget(self) -> None:
        """Measure anew with the next choice."""
        self._wanted = None

    def show_asked(self, asked: Asked) -> None:
        """Measure what is asked for, unless it is shown or under way; what was cancelled, anew."""
        choices = self.choices()
        stopped = self.found is None and self._task is not None and self._task.cancelled
        if (asked, choices) == self._wanted and not stopped:
            return
        self._wanted, self.asked, self.found = (asked, choices), asked, None
        self.show_awaited()
        self._task = self.run(
            self.key,
            self.measuring,
            lambda _progress: self.measure(asked, choices),
            lambda found: self._take(asked, found),
        )

    def ask_again(self) -> None:
        """Measure what was asked for with this part's own choices as they are now."""
        if self.asked is not None:
            self.show_asked(self.asked)

    def _take(self, asked: Asked, found: T) -> None:
        self.found = found
        self.show_found(asked, found)
        if self.isVisible():
            self.page.say_current()
