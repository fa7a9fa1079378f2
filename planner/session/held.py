"""How the claims of the plan as promised, assumption by assumption, came out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

from planner.base.days import first_day
from planner.base.memo import Memo
from planner.base.problem import RefusedError
from planner.commitments.track_record import Judged, track_record
from planner.plan.document import Plan
from planner.session.committing import commitments
from planner.session.plan_session import PlanSession
from planner.session.progress import has_outcome
from planner.session.signing import whole_version


@dataclass(frozen=True, eq=False)
class Claims:
    """Claims judged by key; `signed` says that they are those both seats signed last."""

    judged: Mapping[str, Judged] = field(default_factory=dict)
    signed: bool = False


class Held:
    """Judges a plan's claims once per signed version and data, in any thread.

    Until both seats have signed the plan as it is stands for it, anew whenever it changes.
    """

    def __init__(self, session: PlanSession) -> None:
        self._session = session
        self._claims, self._signed = Memo(1), Memo(1)

    @property
    def pending(self) -> bool:
        """Whether there is something to judge that is not judged yet."""
        return has_outcome(self._session) and self._key() not in self._claims

    def claims(self) -> Claims:
        """Return all that can be judged; nothing while no data tell what came of the plan."""
        if not has_outcome(self._session):
            return Claims()
        return self._claims(self._key(), self._judged)

    def _key(self) -> tuple[object, ...]:
        plan = _Same(self._session.plan)
        version = self._signed(plan, partial(whole_version, self._session))
        return (version.hash if version else plan), plan.plan.snapshot

    def _judged(self) -> Claims:
        try:
            made = commitments(self._session)
        except RefusedError:  # other stages, or edits that were signed and are not in this copy
            return Claims()
        found = made.found
        if found is None or found.as_of < first_day(found.agreed.plan.start):
            return Claims()
        judged = {one.assumption.key: one for one in track_record(found)}
        return Claims(judged, made.signed is not None)


@dataclass(frozen=True, slots=True, eq=False)
class _Same:
    """A plan as part of a key: equal to itself alone, so that nothing is compared in depth."""

    plan: Plan

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.plan is self.plan

    def __hash__(self) -> int:
        return id(self.plan)
