"""How the claims of the last signed plan, assumption by assumption, came out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock

from planner.base.days import first_day
from planner.base.problem import RefusedError
from planner.commitments.agreed import Actuals, Agreed, actuals
from planner.commitments.track_record import Judged, track_record
from planner.evidence import prepare
from planner.plan.document import Plan
from planner.plan.signing import Version, versions
from planner.session.committing import commitments
from planner.session.plan_session import PlanSession
from planner.session.progress import has_outcome
from planner.session.signing import version_results


@dataclass(frozen=True, eq=False)
class Claims:
    """Claims judged by key; `signed` says that they are those of the version signed last."""

    judged: Mapping[str, Judged] = field(default_factory=dict)
    signed: bool = False


class Held:
    """Judges a plan's claims once per signed version and data, in any thread.

    Without a signature the plan as promised stands for it, anew whenever it changes.
    """

    def __init__(self, session: PlanSession) -> None:
        self._session = session
        self._lock = Lock()
        self._known: tuple[tuple[object, ...], Claims] | None = None

    @property
    def pending(self) -> bool:
        """Whether there is something to judge that is not judged yet."""
        known = self._known is not None and self._known[0] == self._key(self._last())
        return not known and has_outcome(self._session)

    def claims(self) -> Claims:
        """Return all that can be judged; nothing while no data tell what came of the plan."""
        if not has_outcome(self._session):
            return Claims()
        last = self._last()
        key = self._key(last)
        with self._lock:
            if self._known is None or self._known[0] != key:
                self._known = key, self._judged(last)
            return self._known[1]

    def _last(self) -> Version | None:
        kept = (v for v in versions(self._session.log) if not v.first.scenario)
        return max(kept, key=lambda v: v.last, default=None)

    def _key(self, last: Version | None) -> tuple[object, ...]:
        plan = self._session.plan
        return (last.hash if last else _Same(plan)), plan.snapshot

    def _judged(self, last: Version | None) -> Claims:
        try:
            found = self._since(last) if last else commitments(self._session).found
        except RefusedError:  # data of other stages, or edits that are not in this copy
            return Claims()
        if found is None or found.as_of < first_day(found.agreed.plan.start):
            return Claims()
        record = track_record(found)
        return Claims({one.assumption.key: one for one in record}, last is not None)

    def _since(self, last: Version) -> Actuals | None:
        """Return what came of a signed version, None for data of the day it was signed on."""
        signed, snapshot = version_results(self._session, last), self._session.snapshot
        agreed = Agreed(signed.plan, signed.evidence, signed.working)
        if snapshot is None or snapshot.as_of <= agreed.since:
            return None
        if snapshot.journeys.stages != signed.plan.stages:
            return None
        return actuals(agreed, prepare(snapshot.journeys))


@dataclass(frozen=True, slots=True, eq=False)
class _Same:
    """A plan as part of a key: equal to itself alone, so that nothing is compared in depth."""

    plan: Plan

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.plan is self.plan

    def __hash__(self) -> int:
        return id(self.plan)
