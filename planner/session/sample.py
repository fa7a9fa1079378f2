"""The sample company in a plan: exports, import, both leaders' positions, and what they agree.

Its later exports tell what came of the agreed plan.
"""

from dataclasses import dataclass
from pathlib import Path

from planner.agreement.results import WayOut, way_out
from planner.base.days import iso
from planner.base.files import make_folder
from planner.base.progress import Progress, silent
from planner.base.stages import Seat
from planner.base.units import money_short
from planner.intake.worker.process import ReadingProcess
from planner.plan import keys
from planner.plan.assumption import Assumption
from planner.plan.edits import Draft
from planner.sample import LATER, Company, later, make_company, write_exports
from planner.sample.story import AUTHORS, GOAL, NAME, PLEDGES, POSITIONS, Said
from planner.session.identity import Identity
from planner.session.opening import create_plan
from planner.session.plan_session import PlanSession
from planner.session.signing import sign, standing


@dataclass(frozen=True, slots=True)
class Made:
    """What the demo wrote, and in one sentence what came out."""

    files: tuple[Path, ...]
    sentence: str


def open_sample(
    workspace: Path,
    identity: Identity,
    progress: Progress = silent,
    company: Company | None = None,
) -> PlanSession:
    """Open the sample company as a new plan with both leaders' positions, some in dispute.

    `company` may be another one than the usual. RefusedError when the disk refuses.
    """
    exports = _exported(company, workspace / "sample", progress)
    return _argued(exports, workspace, identity, progress)


def open_sample_year(
    workspace: Path,
    identity: Identity,
    progress: Progress = silent,
    company: Company | None = None,
) -> PlanSession:
    """Open the sample company in the middle of the year it planned: agreed, with later exports.

    `company` may be another one than the usual. RefusedError when the disk refuses.
    """
    company = company or make_company()
    session = open_sample(workspace, identity, progress, company)
    agree(session)
    take_year(session, workspace / "sample", progress, company)
    return session


def take_year(
    session: PlanSession,
    folder: Path,
    progress: Progress = silent,
    company: Company | None = None,
) -> tuple[Path, ...]:
    """Agree on Sales' promises and sign, then import what the company exports later.

    Return the files it exported.
    """
    _say(session, PLEDGES)
    for seat in (Seat.MARKETING, Seat.SALES):
        if standing(session).open_to(seat):
            sign(session, seat, AUTHORS[seat])
    written: tuple[Path, ...] = ()
    for day in LATER:
        known = later(company or make_company(), day)
        exports = _exported(known, folder / iso(known.as_of), progress)
        _import(session, exports, f"import data as of {iso(known.as_of)}", progress)
        written += exports
    return written


def whole_job(
    directory: Path,
    workspace: Path,
    identity: Identity,
    progress: Progress = silent,
    company: Company | None = None,
    *,
    year: bool = False,
) -> Made:
    """Write exports, plan and workbook into a folder, as argued and as agreed, and the pack.

    With `year` also the later exports, and the plan that has taken them in. `company` may be
    another one than the usual. RefusedError when the disk refuses.
    """
    company = company or make_company()
    exports = _exported(company, directory / "exports", progress)
    session = _argued(exports, workspace, identity, progress)
    try:
        argued = _kept(session, directory, f"{NAME} as argued", progress)
        story = _story(session)
        agree(session)
        agreed = _presented(session, directory, f"{NAME} as agreed", progress)
        total = money_short(session.results.working.total, session.plan.currency)
        if year:
            agreed += take_year(session, directory / "exports", progress, company)
            agreed += _kept(session, directory, f"{NAME} in its year", progress)
        return Made((*exports, *argued, *agreed), f"{story} Agreed: {total}.")
    finally:
        session.close()


def _exported(company: Company | None, folder: Path, progress: Progress) -> tuple[Path, ...]:
    make_folder(folder)
    return write_exports(company or make_company(), folder, progress)


def agree(session: PlanSession) -> None:
    """Settle every dispute the cheapest way: the evidence, or the middle of both positions."""
    drafts = [
        Draft(Seat.TOGETHER, dispute.key, value)
        for dispute in session.results.disputed
        if (value := _settled(dispute)) is not None
    ]
    session.submit(drafts, f"agree on {len(drafts)} values")


def _settled(dispute: Assumption) -> float | None:
    way = way_out(dispute)
    if way is WayOut.EVIDENCE:
        return dispute.evidence.value
    if way is WayOut.SPLIT and dispute.marketing is not None and dispute.sales is not None:
        return (dispute.marketing + dispute.sales) / 2
    return None


def _argued(
    exports: tuple[Path, ...], workspace: Path, identity: Identity, progress: Progress
) -> PlanSession:
    session = create_plan(workspace, identity, name=NAME)
    _import(session, exports, "import sample company", progress)
    session.submit((Draft(Seat.TOGETHER, keys.GOAL, GOAL),), "goal")
    _say(session, POSITIONS)
    return session


def _import(
    session: PlanSession, exports: tuple[Path, ...], label: str, progress: Progress
) -> None:
    with ReadingProcess() as reading:
        reading.propose(exports, progress=progress)
        session.adopt(reading.take_in(progress=progress), label)


def _say(session: PlanSession, things: tuple[Said, ...]) -> None:
    for said in things:
        drafts = session.typed(said.seat, said.key, said.typed)
        slot = keys.parse_key(said.key, session.plan.line_names, session.plan.stages)
        if said.note:
            drafts += (Draft(said.seat, keys.note_key(slot, session.plan.stages), said.note),)
        session.submit(drafts, f"type {said.typed}", author=AUTHORS[said.seat])


def _kept(
    session: PlanSession, directory: Path, name: str, progress: Progress
) -> tuple[Path, Path]:
    plan, workbook = directory / f"{name}.fairlead", directory / f"{name}.xlsx"
    session.save(plan, progress)
    session.export_workbook(workbook, progress)
    return plan, workbook


def _presented(
    session: PlanSession, directory: Path, name: str, progress: Progress
) -> tuple[Path, ...]:
    """Write the plan, and its workbook with what goes before the board beside it."""
    from planner.session.board_pack import PackMaker, order, write_pack

    plan, maker = directory / f"{name}.fairlead", PackMaker()
    session.save(plan, progress)
    paths = tuple(directory / f"{name}{kind}" for kind in (".xlsx", ".pptx", ".pdf"))
    for path in paths:
        write_pack(order(session, whole=True), path, maker, progress)
    return plan, *paths


def _story(session: PlanSession) -> str:
    found, plan = session.results, session.plan

    def money(value: float) -> str:
        return money_short(value, plan.currency)

    return (
        f"Goal {money(plan.goal or 0.0)}. Marketing expects {money(found.marketing.total)}, "
        f"Sales {money(found.sales.total)}; {len(found.disputed)} values in dispute, "
        f"differences worth {money(found.bridge.gross)} gross."
    )
