"""Names of reps are hidden where the board is not to read them: in every file, to the byte."""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from planner.agreement.results import Results, results
from planner.journeys.table import SetAside, Snapshot
from planner.output.formats import makers
from planner.output.pack.build import board_pack
from planner.output.pack.source import Source, work_out
from planner.output.workbook import workbook_bytes
from planner.plan.fold import line_value
from tests.evidence.funnels import funnel, path
from tests.output.boards import M, S, Said, T
from tests.output.pack import packs
from tests.output.pack.test_formats import in_pdf, solid

ANN, ZOE = "Ann O’Brien", "Zoë Ågren-Li"
SAID: tuple[Said, ...] = (
    (T, "board:names", "hidden"),
    (T, f"line:{ANN}", line_value("Inquiry")),
    (M, f"{ANN}/volume", 100.0),
    (S, f"{ANN}/volume", 80.0),
    (M, f"{ANN}/rate:Inquiry>MQL", 0.5),
    (M, f"{ANN}/rate:MQL>Opportunity", 0.4),
    (S, f"{ANN}/rate:Opportunity>Won", 0.25),
    (S, f"{ANN}/deal_size", 20_000.0),
    (T, "person:sla/answer_days", ZOE),
    (T, "sla/answer_days", 3.0),
)


def board(hidden: bool) -> tuple[Results, Snapshot]:
    said = SAID if hidden else SAID[1:]
    plan = packs.plan_of(*said, name=f"Plan of {ZOE}")
    journeys = funnel(
        [
            path("2026-01-05", rep=ANN),
            path("2026-01-06", rep=ZOE),
            path("2026-01-06", rep="(blank)"),
        ],
        "2026-10-31",
        plan.stages,
        ("rep",),
    )
    aside = SetAside("leads.csv", "", 7, f"No date ({ANN})", ("", "Bo Unheard-of"))
    return results(plan, None), Snapshot(journeys, (), 4, 0, (aside,), {}, ())


def files(hidden: bool) -> dict[str, bytes]:
    found, snapshot = board(hidden)
    pack = board_pack(Source(found, snapshot, work_out(found, None)))
    made = {end: maker(pack, lambda *_: None) for end, maker in makers().items() if end != ".png"}
    return made | {".xlsx": workbook_bytes(found, snapshot)}


def parts(content: bytes) -> Iterator[str]:
    """Every part of a file, also of the workbooks that lie in it."""
    if not content.startswith(b"PK"):
        yield content.decode("utf-8", "replace")
        return
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for name in archive.namelist():
            yield name
            yield from parts(archive.read(name))


def told(made: dict[str, bytes], tmp_path: Path) -> dict[str, str]:
    read = {end: "".join(parts(content)) for end, content in made.items()}
    return read | {"pdf text": in_pdf(made[".pdf"], tmp_path)}


def test_no_file_has_a_name_of_a_rep(tmp_path: Path) -> None:
    for end, text in told(files(hidden=True), tmp_path).items():
        for name in (ANN, ZOE, "O’Brien", "Ågren", "Unheard"):
            assert name not in text, (end, name)
            assert solid(name) not in solid(text), (end, name)


@pytest.mark.parametrize("name", [ANN, ZOE])
def test_shown_names_stand_in_every_file(name: str, tmp_path: Path) -> None:
    """What the test above looks for would be found."""
    found = told(files(hidden=False), tmp_path)
    assert {end for end, text in found.items() if solid(name) in solid(text)} >= {
        ".pptx", ".html", ".xlsx", "pdf text",
    }  # fmt: skip


def test_what_is_blank_is_nobody() -> None:
    found, snapshot = board(hidden=True)
    page = board_pack(Source(found, snapshot, work_out(found, None))).page("sla")
    texts = [text for block in page.blocks for text in packs.of_block(block)]
    assert "Rep 2" in texts
