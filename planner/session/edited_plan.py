"""The log of an open plan: read as a seat may see it, added to, undone; the plan is its fold."""

from collections.abc import Callable, Sequence
from pathlib import Path

from planner.base.once import Once
from planner.base.problem import RefusedError
from planner.base.stages import Seat
from planner.plan.document import Plan
from planner.plan.edits import Draft, Edit
from planner.plan.fold import Folded
from planner.plan.log import Log, Step, live, redo_step, stamp, undo_step
from planner.plan.onward import onward
from planner.plan.sealed import Round, undoable
from planner.session.identity import Identity
from planner.session.roles import READING, Keys
from planner.session.sealing import Sight
from planner.storage import WorkingCopy


class EditedPlan:
    """A plan that people edit; `once` keeps what is worked out from its log as it stands.

    While it is open for `reading` nothing can be changed.
    """

    def __init__(self, copy: WorkingCopy, identity: Identity) -> None:
        self.copy = copy
        self.identity = identity
        self._listeners: list[Callable[[], None]] = []
        self.sight, self.keys = Sight(), Keys()
        self.reading = self.closed = False
        self.once = Once()
        self._folded: Folded | None = None

    @property
    def path(self) -> Path | None:
        """The plan file, None until saved."""
        return self.copy.path

    @property
    def whole(self) -> Log:
        """All edits, whoever may see them."""
        return self.copy.log

    @property
    def log(self) -> Log:
        """The edits that the seat which looks may see: all, but for a sealed round."""
        return self.sight.of(self.whole)

    @property
    def round(self) -> Round | None:
        """The sealed round that is open."""
        return self.sight.round(self.whole)

    @property
    def dirty(self) -> bool:
        """Whether there are edits the plan file does not hold."""
        return self.copy.dirty

    @property
    def plan(self) -> Plan:
        """The plan: the fold of the log that is seen."""
        return self.once("plan", self._fold)

    def _fold(self) -> Plan:
        """Go on from the last fold; should a thread still fold an older log, it does no harm."""
        made = self._folded = onward(self.log, self._folded)
        return made.plan

    @property
    def stated(self) -> tuple[Edit, ...]:
        """The edits that count, earliest first."""
        return live(self.log)

    def listen(self, listener: Callable[[], None]) -> None:
        """Call `listener` after every change."""
        self._listeners.append(listener)

    def submit(
        self, drafts: Sequence[Draft], label: str, author: str | None = None
    ) -> tuple[Edit, ...]:
        """Make one gesture's drafts into edits of one undo step, journalled before this returns.

        RefusedError for reading, and for a seat whose passphrase was not given.
        """
        if not drafts:
            return ()
        self.check_open()
        self.keys.check(self.whole, drafts)
        edits = self.stamped(self.whole, drafts, label, author)
        self.copy.append(edits)
        self.keys.keep(drafts, self.whole)
        self.refresh()
        return edits

    def check_open(self) -> None:
        """Raise RefusedError where the plan is open for reading."""
        if self.reading:
            raise RefusedError(READING)

    def rename(self, author: str) -> None:
        """Edit under another name from now on; undo still takes back what was said before."""
        self.identity = self.identity.called(author)

    def stamped(
        self, log: Log, drafts: Sequence[Draft], label: str, author: str | None = None
    ) -> tuple[Edit, ...]:
        """Return drafts as edits made now, of one step, later than all of a log."""
        who = self.identity
        return stamp(
            log,
            drafts,
            author=author or who.author,
            time=who.now(),
            new_id=who.new_id,
            label=label,
        )

    @property
    def undo_label(self) -> str | None:
        """Name of what undo would take back, None when there is nothing."""
        step = self._undo_step
        return step.label if step else None

    @property
    def redo_label(self) -> str | None:
        """Name of what redo would bring back, None when there is nothing."""
        step = self._redo_step
        return step.label if step else None

    def undo(self) -> str | None:
        """Take back the author's last gesture; return its name."""
        return self._retract(self._undo_step)

    def redo(self) -> str | None:
        """Bring back what was undone last; return its name."""
        return self._retract(self._redo_step)

    @property
    def _undoable(self) -> Log:
        return self.once("undoable", lambda: undoable(self.log))

    @property
    def _undo_step(self) -> Step | None:
        who = self.identity
        return None if self.reading else undo_step(self._undoable, who.author, who.before)

    @property
    def _redo_step(self) -> Step | None:
        who = self.identity
        return None if self.reading else redo_step(self._undoable, who.author, who.before)

    def _retract(self, step: Step | None) -> str | None:
        if step is None:
            return None
        self.submit((step.retraction,), step.label)
        return step.label

    def close(self) -> None:
        """Drop the working copy; what was not saved is gone."""
        self.closed = True
        self.copy.discard()

    def look_as(self, seat: Seat) -> None:
        """See the plan as a seat from now on, without telling who listens."""
        if seat is not self.sight.seat:
            self.sight.seat = seat
            if self.round is not None:
                self.once = Once()

    def refresh(self) -> None:
        """Have everything follow from the log again, and tell who listens."""
        self.once = Once()
        for listener in tuple(self._listeners):
            listener()
