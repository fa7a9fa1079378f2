"""Every option of the pack takes effect in every file that it concerns."""

import base64
import re
import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from planner.agreement.results import results
from planner.output.formats import makers
from planner.output.pack.build import board_pack
from planner.output.pack.source import Source, work_out
from planner.output.workbook import workbook_bytes
from planner.plan.edits import Draft
from planner.session import Identity, create_plan
from planner.session.board_pack import order
from tests.output.boards import Said, T
from tests.output.front import front_of
from tests.output.pack import packs
from tests.output.pack.test_formats import in_html, in_pdf, in_slides

PLAN = ((T, "goal", 6e6), *packs.lines(2, 33_000.0))
BLUE = (10, 61, 98)


@cache
def files(*options: Said, currency: str = "USD") -> dict[str, bytes]:
    found = results(packs.plan_of(*PLAN, *options, currency=currency), None)
    pack = board_pack(Source(found, None, work_out(found, None)))
    made = {end: maker(pack, lambda *_: None) for end, maker in makers().items()}
    return made | {".xlsx": workbook_bytes(found, None)}


def said(made: dict[str, bytes], folder: Path) -> dict[str, str]:
    return {
        ".pptx": in_slides(made[".pptx"]),
        ".pdf": in_pdf(made[".pdf"], folder),
        ".html": in_html(made[".html"]),
    }


def part(content: bytes, name: str) -> str:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return archive.read(name).decode("utf-8")


def picture(made: dict[str, bytes]) -> Image.Image:
    return Image.open(BytesIO(made[".png"])).convert("RGB")


def test_the_companys_name_stands_in_every_file(tmp_path: Path) -> None:
    made = files((T, "board:company", "Søren & Sons"))
    assert all("Søren & Sons" in text for text in said(made, tmp_path).values())
    assert "Søren &amp; Sons" in part(made[".xlsx"], "docProps/app.xml")
    summary = front_of(made[".xlsx"])["Summary"]
    assert str(summary["A5"].value).startswith("Søren & Sons · ")
    assert summary.oddFooter.left.text.startswith("Søren && Sons · ")
    assert made[".png"] != files()[".png"]


def test_the_companys_colours_are_those_of_headings_and_of_the_plan() -> None:
    made = files((T, "board:colours", "#0A3D62,#7A1F5C"))
    theme = part(made[".pptx"], "ppt/theme/theme1.xml")
    for colour in ("0A3D62", "7A1F5C"):
        assert colour in theme
        assert f"#{colour}" in made[".html"].decode("utf-8").upper()
    assert BLUE in {colour for _, colour in picture(made).getcolors(1 << 24) or []}
    assert BLUE not in {colour for _, colour in picture(files()).getcolors(1 << 24) or []}
    assert made[".pdf"] != files()[".pdf"]
    summary = front_of(made[".xlsx"])["Summary"]
    assert summary["A5"].font.color.rgb == "FF0A3D62"
    for number in (1, 2):
        assert "7A1F5C" in part(made[".xlsx"], f"xl/charts/chart{number}.xml")


def test_the_logo_is_in_every_file_that_is_looked_at() -> None:
    made = files((T, "board:logo", base64.b64encode(packs.logo()).decode()))
    with zipfile.ZipFile(BytesIO(made[".pptx"])) as archive:
        assert [name for name in archive.namelist() if name.startswith("ppt/media/")]
    assert b"data:image/png;base64," in made[".html"]
    assert b"/Subtype /Image" in made[".pdf"]
    assert BLUE in {colour for _, colour in picture(made).getcolors(1 << 24) or []}


@pytest.mark.parametrize(
    ("options", "money"),
    [
        ((), r"\$\d\.\d\dm"),
        (((T, "board:amounts", "full"),), r"\$\d,\d{3},\d{3}"),
        (((T, "board:amounts", "k"),), r"\$\d,\d{3}k"),
        (((T, "board:numbers", "continental"),), r"\d,\d\dm\s\$"),
        (((T, "board:numbers", "swiss"), (T, "board:amounts", "full")), r"\$\d’\d{3}’\d{3}"),
    ],
)
def test_amounts_are_rounded_and_written_as_asked(
    options: tuple[Said, ...], money: str, tmp_path: Path
) -> None:
    made = files(*options)
    for end, text in said(made, tmp_path).items():
        assert re.search(money, text), end
    assert (made[".png"] == files()[".png"]) is (options == ())


def test_the_workbook_shows_its_score_in_the_amounts_asked_for() -> None:
    """The cell holds the goal in full; the format divides what is shown by a million."""
    plan = packs.plan_of((T, "goal", 9e6), *packs.lines(1, 3e4), (T, "board:amounts", "m"))
    book = front_of(workbook_bytes(results(plan, None), None))
    goal = next(row for row in book["Summary"].iter_rows() if row[0].value == "Goal")[0]
    shown = goal.offset(1, 0)
    assert shown.number_format.startswith('"$"#,##0.00,,"m"')
    inputs = {c.number_format for row in book["Assumptions"].iter_rows() for c in row}
    assert not any("m" in each for each in inputs if "#" in each)


def test_the_plans_currency_is_that_of_every_file(tmp_path: Path) -> None:
    made = files(currency="EUR")
    for end, text in said(made, tmp_path).items():
        assert re.search(r"€\d\.\d\dm", text), end
        assert "$" not in text, end
    book = front_of(made[".xlsx"])
    formats = {cell.number_format for row in book["Summary"].iter_rows() for cell in row}
    assert any("€" in one for one in formats)
    assert not any('"$"' in one for one in formats)


def test_the_paper_is_that_of_every_file_that_is_printed() -> None:
    made = files((T, "board:paper", "Letter"))
    assert re.search(rb"/MediaBox \[0 0 792\.?0* 612\.?0*\]", made[".pdf"])
    assert "size:letter landscape" in made[".html"].decode("utf-8")
    for name, book in (("Letter", made), ("A4", files())):
        sheet = front_of(book[".xlsx"])["Summary"]
        assert int(sheet.page_setup.paperSize) == {"Letter": 1, "A4": 9}[name]


def test_scenarios_are_shown_by_their_ids(tmp_path: Path) -> None:
    numbers = iter(range(10_000))
    who = Identity("Ann", lambda: "2026-11-02T09:00:00+01:00", lambda: f"e{next(numbers):05d}")
    session = create_plan(tmp_path / "work", who, "Two scenarios")
    drafts = [Draft(*one) for one in PLAN]
    drafts += [Draft(T, f"scenario:{i}", f'{{"name": "{i.title()}"}}') for i in ("up", "down")]
    session.submit(drafts, "say")
    session.submit([Draft(T, "board:scenarios", "down")], "choose")
    assert [name for name, _ in order(session).scenarios] == ["Down"]
    session.submit([Draft(T, "board:scenarios", "down up")], "choose")
    assert [name for name, _ in order(session).scenarios] == ["Down", "Up"]
    session.close()
