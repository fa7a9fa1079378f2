"""The board pack of an open plan: asked for at once, worked out and written in any thread."""

import threading
from dataclasses import dataclass, replace
from pathlib import Path

from planner.agreement.results import Results
from planner.base.files import make_folder, write_together, write_whole
from planner.base.problem import Problem, RefusedError
from planner.base.progress import Progress, silent
from planner.commitments.standing import Commitments
from planner.journeys.table import Snapshot
from planner.output.excel.content import NOTHING_BESIDE, Beside
from planner.output.formats import makers
from planner.output.pack.audience import Audience, audience_page
from planner.output.pack.build import board_pack, packed
from planner.output.pack.page import Pack
from planner.output.pack.source import NOTHING_KNOWN, Findings, Known, Source, work_out
from planner.output.pack.tie_out import Tie, tie_out
from planner.output.workbook import workbook_bytes
from planner.output.workbook_figures import workbook_figures
from planner.plan.board import Board
from planner.session.beside import beside, signed_of
from planner.session.committing import commitments, meanings
from planner.session.plan_session import PlanSession
from planner.session.scenarios import results_in, scenario_of
from planner.sheets.moves import Moves
from planner.sheets.outlook import Outlook

WORKBOOK = ".xlsx"
LONGEST_NAME = 80
PACK = (WORKBOOK, ".pptx", ".pdf", ".html", ".png")
"""Every format; the last one is the summary page alone."""


@dataclass(frozen=True, eq=False)
class Order:
    """What a pack is made of, as the plan stood when it was ordered; nothing in it changes."""

    results: Results
    snapshot: Snapshot | None
    scenarios: tuple[tuple[str, Results], ...]
    beside: Beside = NOTHING_BESIDE
    promised: Commitments | None = None
    why: Problem | None = None
    known: Known = NOTHING_KNOWN

    def source(self, findings: Findings) -> Source:
        """Return what the pages are written from."""
        return Source(
            self.results,
            self.snapshot,
            findings,
            self.scenarios,
            self.beside.signed,
            self.promised,
            self.why,
            self.beside.meanings,
        )


def order(
    session: PlanSession,
    *,
    whole: bool = False,
    outlook: Outlook | None = None,
    moves: Moves | None = None,
) -> Order:
    """Return the order of a pack, with the scenarios that are to be shown.

    A `whole` one has the minutes of meetings too, which the workbook alone shows. `outlook` and
    `moves`, if they are of the plan as it stands, are not worked out again.
    """
    plan = session.plan
    chosen = (scenario_of(plan, id_) for id_ in plan.board.scenarios)
    scenarios = tuple((s.name, results_in(session, s)) for s in chosen if s is not None)
    said = beside(session) if whole else Beside((), signed_of(session), meanings(session))
    try:
        promised, why = commitments(session), None
    except RefusedError as refused:
        promised, why = None, refused.problem
    return Order(
        session.results, session.snapshot, scenarios, said, promised, why, Known(outlook, moves)
    )


@dataclass(frozen=True, eq=False)
class Made:
    """A pack, what it was written from, and its tie-out."""

    pack: Pack
    ties: tuple[Tie, ...]

    @property
    def differing(self) -> tuple[Tie, ...]:
        """The figures that do not stand alike everywhere."""
        return tuple(tie for tie in self.ties if not tie.agrees)


def file_name(plan: str) -> str:
    """Return a plan's name as files can bear it."""
    kept = "".join("-" if sign in '<>:"/\\|?*' or sign < " " else sign for sign in plan)
    return kept.strip(" .")[:LONGEST_NAME] or "Plan"


def _worth_showing(ordered: Order) -> Order:
    if not ordered.results.plan.lines:
        what, remedy = "The plan has no line to show a board", "Import CRM exports, or add a line"
        raise RefusedError(Problem(what, "", remedy))
    return ordered


class PackMaker:
    """Makes packs; what takes long is kept while plan and data stay the same."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: tuple[object, Findings] | None = None

    def make(self, ordered: Order, progress: Progress = silent) -> Made:
        """Return the pack of an order."""
        source = self._source(_worth_showing(ordered), progress)
        pack = board_pack(source)
        return Made(pack, tie_out(pack, source))

    def files(
        self, ordered: Order, suffixes: tuple[str, ...], progress: Progress = silent
    ) -> tuple[dict[str, bytes], Made]:
        """Return the pack in some formats, with the tie-out of them all."""
        source = self._source(_worth_showing(ordered), progress)
        pack, made = board_pack(source), {}
        for suffix in suffixes:
            if suffix == WORKBOOK:
                ahead = source.findings.outlook
                made[suffix] = workbook_bytes(
                    ordered.results, ordered.snapshot, progress, ahead, beside=ordered.beside
                )
            else:
                made[suffix] = makers()[suffix](pack, progress)
        figures = workbook_figures(made[WORKBOOK]) if WORKBOOK in made else None
        return made, Made(pack, tie_out(pack, source, figures))

    def page(self, ordered: Order, audience: Audience, progress: Progress = silent) -> bytes:
        """Return the one page of an audience as PDF."""
        from planner.output.pdf.document import page_bytes

        source = self._source(_worth_showing(ordered), progress)
        return page_bytes(packed(source, (audience_page(source, audience),)), progress)

    def _source(self, ordered: Order, progress: Progress) -> Source:
        found, snapshot = ordered.results, ordered.snapshot
        plain = replace(found.plan, board=Board(), name="")
        with self._lock:
            kept = self._kept
        if kept is not None and kept[0] == (plain, found.evidence, snapshot):
            return ordered.source(kept[1])
        findings = work_out(found, snapshot, progress, ordered.known)
        with self._lock:
            self._kept = (plain, found.evidence, snapshot), findings
        return ordered.source(findings)


def check_format(path: Path) -> str:
    """Return the format a file's name ends in; RefusedError for one that there is not."""
    suffix = path.suffix.casefold()
    if suffix not in PACK:
        what = f"'{path.suffix or path.name}' is no format the pack is written in"
        raise RefusedError(Problem(what, str(path), f"End the name in {', '.join(PACK)}"))
    return suffix


def write_pack(
    ordered: Order, path: Path, maker: PackMaker | None = None, progress: Progress = silent
) -> Made:
    """Write one format, by how the name ends; RefusedError for a format that there is not."""
    suffix = check_format(path)
    content, made = (maker or PackMaker()).files(ordered, (suffix,), progress)
    write_whole(path, content[suffix])
    return made


def write_page(
    ordered: Order,
    audience: str,
    path: Path,
    maker: PackMaker | None = None,
    progress: Progress = silent,
) -> Path:
    """Write the one page for marketing, sales or board; RefusedError unless it ends in .pdf."""
    if path.suffix.casefold() != ".pdf":
        what = f"'{path.name}' is no PDF, and the page of one audience is"
        raise RefusedError(Problem(what, str(path), "End the name in .pdf"))
    write_whole(path, (maker or PackMaker()).page(ordered, Audience(audience), progress))
    return path


def write_all(
    ordered: Order,
    folder: Path,
    name: str,
    maker: PackMaker | None = None,
    progress: Progress = silent,
) -> tuple[tuple[Path, ...], Made]:
    """Write every format into a folder, all or none, once all of it is made."""
    content, made = (maker or PackMaker()).files(ordered, PACK, progress)
    progress("Writing the files", 0, len(PACK))
    make_folder(folder)
    named = {suffix: f"{name}{' summary' if suffix == PACK[-1] else ''}{suffix}" for suffix in PACK}
    paths = tuple(folder / named[suffix] for suffix in PACK)
    write_together({path: content[kind] for path, kind in zip(paths, PACK, strict=True)})
    return paths, made
