"""One open plan: its log, its snapshot, and everything that follows from them."""

from collections.abc import Sequence
from pathlib import Path

from planner.agreement.results import Results, results
from planner.base.memo import Memo
from planner.base.problem import Problem, RefusedError
from planner.base.progress import Progress, silent
from planner.base.stages import Seat
from planner.base.units import count
from planner.evidence import Measures, measure
from planner.evidence.cuts import must_be_known
from planner.evidence.figures import FunnelEvidence
from planner.forecast.results import Forecast
from planner.intake import Hints
from planner.intake.recognition.hints import NOTHING_STATED
from planner.intake.values.fields import DIMENSIONS
from planner.journeys.aside import ReturnedRow
from planner.journeys.changes import Changes, changes
from planner.journeys.kept import KeptSnapshot
from planner.journeys.readmission import Readmitted
from planner.journeys.table import Journeys, Snapshot
from planner.journeys.union import unite
from planner.plan.assumption import Assumption, View
from planner.plan.document import Scenario
from planner.plan.edits import Draft, Edit
from planner.plan.keys import BY, Slot
from planner.plan.resolve import resolve
from planner.plan.typed import typed_drafts
from planner.session.edited_plan import EditedPlan
from planner.session.identity import Identity
from planner.session.importing import adoption
from planner.session.measuring import Measuring
from planner.session.putting_back import brought_back, put_back
from planner.session.snapshots import kept_snapshots
from planner.sheets.outlook import Outlook, outlook
from planner.storage import WorkingCopy, check_plan


class PlanSession(EditedPlan):
    """An open plan. Every change is journalled in the private working copy before it shows."""

    def __init__(self, copy: WorkingCopy, identity: Identity) -> None:
        super().__init__(copy, identity)
        self.memo = Memo()
        self.measuring = Measuring()

    @property
    def snapshot(self) -> Snapshot | None:
        """The imported data the plan measures, None for a plan made by hand."""
        return self.copy.snapshot(self.plan.snapshot) if self.plan.snapshot else None

    @property
    def journeys(self) -> Journeys | None:
        """The snapshot's journeys."""
        return self.snapshot.journeys if self.snapshot else None

    def snapshots(self) -> tuple[KeptSnapshot, ...]:
        """Return the snapshots the plan has measured, the latest adopted last."""
        return kept_snapshots(self.log, self.plan.snapshot, self.copy.about)

    def snapshot_of(self, digest: str) -> Snapshot:
        """Return a snapshot the plan keeps; RefusedError if it has none of that address."""
        found = self.copy.snapshot(digest)
        if found is None:
            raise RefusedError(Problem("The plan keeps no such snapshot", digest[:12]))
        return found

    def seen(self, digest: str | None = None) -> Journeys | None:
        """Return the journeys as of a kept snapshot, today's without one; None without data."""
        return self.snapshot_of(digest).journeys if digest else self.journeys

    def changes(self) -> Changes:
        """Return what changed in journeys from each kept snapshot to the next, by as-of day."""
        kept = sorted(self.snapshots(), key=lambda one: one.as_of)
        return changes(self.snapshot_of(one.digest) for one in kept)

    @property
    def evidence(self) -> FunnelEvidence | None:
        """Evidence for the plan's lines, measured once per snapshot, cut and window."""
        return self.once("evidence", lambda: self.measuring.of(self.plan, self.copy.snapshot))

    @property
    def results(self) -> Results:
        """All views, the bridge and the assumptions of the plan as it stands."""
        return self.once("results", lambda: results(self.plan, self.evidence, self.memo))

    def forecast(self, view: View) -> Forecast:
        """Return one view's forecast."""
        return self.results.view(view)

    def measure(
        self,
        by: tuple[str, ...] = (),
        start: int | None = None,
        end: int | None = None,
        entered: tuple[int, int] | None = None,
        digest: str | None = None,
    ) -> Measures:
        """Measure a snapshot by any cut, today's unless told; RefusedError without data."""
        journeys = self.seen(digest)
        if journeys is None:
            raise RefusedError(
                Problem("The plan has no data to measure", "", "Import CRM exports first.")
            )
        return measure(journeys, by, start=start, end=end, entered=entered)

    def assumption(self, slot: Slot) -> Assumption:
        """Return one assumption, also of a month nobody spoke about."""
        return resolve(self.plan, self.evidence, slot.line, slot.driver, slot.month)

    def typed(
        self, seat: Seat, key: str, text: str, scenario: Scenario | None = None
    ) -> tuple[Draft, ...]:
        """Return what typing a text as a seat's position means; RefusedError if nothing."""
        drafts = typed_drafts(
            self.plan, self.evidence, key, seat=seat, text=text, scenario=scenario
        )
        if key == BY and drafts:
            self._check_dimensions(str(drafts[0].value).split(","))
        return drafts

    def _check_dimensions(self, by: Sequence[str]) -> None:
        """Refuse dimensions that the data, or without any no data, can have."""
        if self.journeys is not None:
            must_be_known(by, self.journeys.dimensions)
        else:
            must_be_known(by, DIMENSIONS.values(), "CRM exports have no")

    def check(self) -> tuple[str, ...]:
        """Return what is wrong with the plan file, in sentences; nothing for a whole one."""
        path = self.path
        return () if path is None else tuple(str(problem) for problem in check_plan(path))

    # what changes it

    def adopt(
        self,
        snapshot: Snapshot,
        label: str = "import",
        keep_gone: bool = True,
        join: str | None = None,
    ) -> tuple[Edit, ...]:
        """Unite an import with the plan's data as one undoable step (see `unite`).

        A fresh plan takes its settings; `join`, the key that ties leads to opportunities, is kept
        for the next import. RefusedError where what is kept does not fit.
        """
        return self._take(unite(self.snapshot, snapshot, keep_gone), label, join=join)

    def put_back(self, hints: Hints = NOTHING_STATED) -> Readmitted:
        """Take the corrected rows set aside into the data as one undoable step.

        `hints` are what was stated of the import they came from. What still cannot be read stays
        set aside with its new reason. RefusedError without data or without corrected rows.
        """
        if self.snapshot is None:
            raise RefusedError(Problem("The plan has no data", "", "Import CRM exports first"))
        done = put_back(self.snapshot, self.plan.fixes, hints)
        rows = "row" if done.read == 1 else "rows"
        self._take(done.snapshot, f"put back {count(done.read)} {rows}")
        return done

    def bring_back(
        self, returned: Sequence[ReturnedRow], hints: Hints = NOTHING_STATED
    ) -> Readmitted:
        """Take over the corrections of a table that came back and put them back, as one step.

        RefusedError where the table corrects nothing that is set aside.
        """
        if self.snapshot is None:
            raise RefusedError(Problem("The plan has no data", "", "Import CRM exports first"))
        drafts, fixes = brought_back(self.snapshot, self.plan.fixes, returned)
        done = put_back(self.snapshot, fixes, hints)
        rows = "row" if done.read == 1 else "rows"
        self._take(done.snapshot, f"bring back {count(done.read)} {rows}", drafts)
        return done

    def _take(
        self,
        snapshot: Snapshot,
        label: str,
        beside: tuple[Draft, ...] = (),
        join: str | None = None,
    ) -> tuple[Edit, ...]:
        digest = self.copy.keep(snapshot)
        return self.submit((*beside, *adoption(self.plan, snapshot, digest, join)), label)

    def save(self, path: Path | None = None, progress: Progress = silent) -> Path:
        """Write the plan file, united with whatever a colleague saved there meanwhile.

        A plan open for reading is saved as another file only, in which it can be changed.
        """
        if path is None or (self.path and path.resolve() == self.path):
            self.check_open()
        saved = self.copy.save(path, progress)
        self.reading = False
        self.refresh()
        return saved

    def export_workbook(
        self, path: Path, progress: Progress = silent, known: Outlook | None = None
    ) -> None:
        """Write the workbook that recalculates by itself; a `known` outlook is not drawn anew."""
        from planner.output.workbook import write_workbook
        from planner.session.beside import beside

        found = self.results
        ahead = known if known and known.results is found else outlook(found, progress)
        write_workbook(found, self.snapshot, path, progress, ahead, beside=beside(self))
