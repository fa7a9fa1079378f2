"""Slides, PDF and HTML: the same texts, the same bytes for the same plan, nothing left out."""

import html
import re
import subprocess
import zipfile
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from pptx import Presentation
from PySide6.QtCore import QHashSeed

from planner.output.drawing.ink import Ink
from planner.output.drawing.shapes import Room
from planner.output.html.page import html_bytes
from planner.output.layout.leaf import PAPERS, SLIDE
from planner.output.layout.paginate import leaves
from planner.output.pack.page import Pack, Picture
from planner.output.pdf.document import pdf_bytes
from planner.output.pdf.pages import summary_png
from planner.output.slides.charts import add_chart
from planner.output.slides.deck import deck_bytes
from planner.output.slides.native import presentation
from planner.output.slides.rows import native_subtitle
from planner.output.slides.writing import Run, write
from planner.sheets.charts import BridgeBar, Chart, Mark, Series
from tests.libreoffice import to_pdf
from tests.output.pack import packs
from tests.tools import require_tool

SOLID = re.compile(r"\s+|\u2060|[\U00010000-\U0010ffff]+")
"""Spaces, joiners, and pictographs: no font of the machine may have them."""


def solid(text: str) -> str:
    """A text without any space: where lines break is no part of what is said."""
    return SOLID.sub("", text)


def in_slides(content: bytes) -> str:
    """Everything written on slides, in tables and in charts."""
    deck: Any = Presentation(BytesIO(content))
    found: list[str] = []
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                found.append(shape.text_frame.text)
            if shape.has_table:
                found += [cell.text for row in shape.table.rows for cell in row.cells]
    return "\n".join(found)


def in_pdf(content: bytes, tmp_path: Path) -> str:
    path = tmp_path / "pack.pdf"
    path.write_bytes(content)
    words = [str(require_tool("pdftotext")), "-raw", str(path), "-"]
    return subprocess.run(words, capture_output=True, check=True).stdout.decode("utf-8")


def in_html(content: bytes) -> str:
    return html.unescape(re.sub(r"<[^>]+>", " ", content.decode("utf-8")))


@pytest.mark.parametrize("case", ["argued", "many", "yen"])
def test_every_text_stands_in_every_format(case: str, tmp_path: Path) -> None:
    made = packs.pack(case)
    said = {
        "slides": solid(in_slides(deck_bytes(made))),
        "pdf": solid(in_pdf(pdf_bytes(made), tmp_path)),
        "html": solid(in_html(html_bytes(made))),
    }
    pictures = [b for page in made.pages for b in page.blocks if isinstance(b, Picture)]
    on_slides = {one.chart.subtitle: native_subtitle(one.chart) for one in pictures}
    for text in packs.texts(made):
        for kind, whole in said.items():
            shown = on_slides.get(text, text) if kind == "slides" else text
            assert in_lines(shown, whole), (kind, shown)


def in_lines(text: str, whole: str) -> bool:
    """Whether a text stands there, also where its lines stand apart among those of neighbours."""
    return solid(text) in whole or all(solid(word) in whole for word in text.split())


@pytest.mark.parametrize("case", ["argued", "zero"])
def test_the_same_plan_gives_the_same_bytes(case: str) -> None:
    made = packs.pack(case)
    for written in (deck_bytes, pdf_bytes, html_bytes, summary_png):
        assert written(made) == written(made)
    assert made.day.encode() in html_bytes(made)


def test_a_pdf_has_the_same_bytes_in_every_process() -> None:
    made = packs.pack("argued")
    found = set()
    for _ in range(6):
        QHashSeed.resetRandomGlobalSeed()  # as each process begins: Qt's tables in another order
        found.add(pdf_bytes(made))
    assert len(found) == 1


def test_no_file_bears_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    made = packs.pack("argued")
    day = made.day.replace("-", "").encode()
    stamps = re.findall(rb"/(?:CreationDate|ModDate) \(D:(\d{8})", pdf_bytes(made))
    assert set(stamps) == {day}
    assert_frozen(deck_bytes(made), made)


def assert_frozen(content: bytes, made: Pack) -> None:
    """No part of an Office file, nor of the workbooks in it, states another day than the plan's."""
    with zipfile.ZipFile(BytesIO(content)) as file:
        for entry in file.infolist():
            assert entry.date_time == (1980, 1, 1, 0, 0, 0)
            part = file.read(entry)
            if entry.filename.endswith(".xlsx"):
                assert_frozen(part, made)
            elif entry.filename.endswith((".xml", ".rels")):
                ElementTree.fromstring(part)
                times = re.findall(rb"<dcterms:\w+[^>]*>([^<]+)", part)
                assert set(times) <= {f"{made.day}T00:00:00Z".encode()}


def test_charts_of_slides_are_native_and_hold_their_numbers() -> None:
    made = packs.pack("argued")
    deck: Any = Presentation(BytesIO(deck_bytes(made)))
    frames = [shape for slide in deck.slides for shape in slide.shapes if shape.has_chart]
    drawn = [
        block.chart
        for page in made.pages
        for block in page.blocks
        if isinstance(block, Picture) and not block.chart.empty
    ]
    assert [frame.name for frame in frames] == [chart.title for chart in drawn]
    goal, bridge = frames[0].chart, frames[1].chart
    series = {s.name: list(s.values) for plot in goal.plots for s in plot.series}
    working = packs.source("argued").results.working.total
    (last,) = [values[-1] for name, values in series.items() if name.startswith("Working")]
    assert last == pytest.approx(working)
    worths = {s.name: s.values for s in bridge.plots[0].series}
    gap = packs.source("argued").results.bridge.gap
    bars = drawn[1].bridge[1:-1][::-1]
    signed = [
        w if bar.end > bar.start else -w for w, bar in zip(worths["Worth"][1:-1], bars, strict=True)
    ]
    assert sum(signed) == pytest.approx(gap)


def test_every_slide_has_its_title_and_nothing_leaves_it() -> None:
    deck: Any = Presentation(BytesIO(deck_bytes(packs.pack("many"))))
    found = leaves(packs.pack("many"), SLIDE)
    assert [slide.shapes.title.text_frame.text for slide in deck.slides] == [x.title for x in found]
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= deck.slide_width + 1
            assert shape.top + shape.height <= deck.slide_height + 1, shape.name


class _Page(HTMLParser):
    """Counts what is open, and keeps what asks for anything outside the file."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.outside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in {"meta", "img"}:
            self.open.append(tag)
        for name, value in attrs:
            if name in {"src", "href"} and not (value or "").startswith(("#", "data:")):
                self.outside.append(str(value))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_html_page_is_whole_and_asks_for_nothing() -> None:
    content = html_bytes(packs.pack("many")).decode("utf-8")
    page = _Page()
    page.feed(content)
    assert page.open == []
    assert page.outside == []
    assert "<script" not in content
    assert packs.HOSTILE in html.unescape(content)
    assert "@media print" in content


def test_the_pdf_embeds_the_font_and_numbers_its_pages(tmp_path: Path) -> None:
    made = packs.pack("many")
    path = tmp_path / "pack.pdf"
    path.write_bytes(pdf_bytes(made))
    fonts = ran("pdffonts", path).splitlines()[2:]
    assert all("Inter-" in line and " yes " in line for line in fonts)
    about = ran("pdfinfo", path)
    sheet = PAPERS[made.paper]
    assert f"{sheet.width:g} x {sheet.height:g} pts" in about
    total = len(leaves(made, sheet))
    assert f"Pages:           {total}" in about
    text = ran("pdftotext", "-raw", path, "-")
    assert all(f"{number} of {total}" in text for number in range(2, total + 1))


def ran(tool: str, *words: object) -> str:
    done = [str(require_tool(tool)), *map(str, words)]
    return subprocess.run(done, capture_output=True, check=True).stdout.decode("utf-8")


PRESENTED = ("argued", "many")


ROWS = "rows"


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Slides as LibreOffice prints them, and one whose chart has more rows than height."""
    folder = tmp_path_factory.mktemp("decks")
    decks = [folder / f"{case}.pptx" for case in (*PRESENTED, ROWS)]
    for case, deck in zip(PRESENTED, decks, strict=False):
        deck.write_bytes(deck_bytes(packs.pack(case)))
    low_rows().save(str(decks[-1]))
    return dict(zip((*PRESENTED, ROWS), to_pdf(decks, folder / "printed"), strict=True))


def low_rows() -> Any:
    """Bridges of twelve and of five rows as low as in a summary."""
    deck: Any = presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    for name, number, height in (("Channel", 12, 100.0), ("Driver", 5, 68.0)):
        bars = (BridgeBar(row_name(name, i), i, i + 1.0, f"+{i}", "sales") for i in range(number))
        chart = Chart("Bridge", "", bridge=tuple(bars), horizontal=True)
        add_chart(slide, chart, Room(400.0, number * 20.0, 340.0, height), Ink(), "USD")
    return deck


def row_name(name: str, i: int) -> str:
    return f"{name} {i} · MQL → Opportunity, 40 lines"


def test_no_row_of_a_low_chart_loses_its_name(printed: dict[str, Path]) -> None:
    page = solid(ran("pdftotext", "-raw", printed[ROWS], "-"))
    names = [row_name(name, i) for name, number in (("Channel", 12), ("Driver", 5))
             for i in range(number)]  # fmt: skip
    assert [name for name in names if solid(name) not in page] == []
    summary = solid(ran("pdftotext", "-raw", "-f", "2", "-l", "2", printed["many"], "-"))
    assert summary.count(solid(", 40 lines")) == 3


@pytest.mark.parametrize("case", PRESENTED)
def test_libreoffice_shows_every_slide(case: str, printed: dict[str, Path], tmp_path: Path) -> None:
    """Each slide becomes a page with its title; the pictures stand in the test's folder."""
    made, shown = packs.pack(case), printed[case]
    found = leaves(made, SLIDE)
    pages = ran("pdftotext", "-raw", shown, "-").split("\f")
    assert len(pages) == len(found) + 1
    for page, leaf in zip(pages, found, strict=False):
        assert solid(leaf.title) in solid(page)
    ran("pdftoppm", "-r", "60", "-png", shown, tmp_path / "slide")
    assert len(list(tmp_path.glob("slide-*.png"))) == len(found)


def test_a_figure_stays_with_its_sign() -> None:
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    said = Run("Sales’ drivers made +$111k, the hand-off −$105k", 12.0, "#000000")
    write(slide, Room(10.0, 10.0, 100.0, 50.0), (said,), "Words")
    written = slide.shapes[0].text_frame.text
    assert "+\u2060$111k" in written
    assert "−\u2060$105k" in written
    assert solid(written) == solid(said.text)


def test_a_month_that_is_not_over_is_hollow_on_slides_too() -> None:
    x = (0.0, 1.0)
    came = Series("Came", x, (5.0, 2.0), Mark.BARS, "marketing", immature_from=1)
    so_far = Series("Booked", x, (4.0, 1.0), Mark.LINE, "agreed", immature_from=1)
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    chart = Chart("Leads", "Came", (came, so_far), labels=("May", "Jun"))
    add_chart(slide, chart, Room(10.0, 10.0, 400.0, 200.0), Ink(), "USD")
    columns, line = (plot.series[0] for plot in slide.shapes[0].chart.plots)
    assert str(columns.points[1].format.fill.fore_color.rgb) == "FFFFFF"
    assert str(columns.format.fill.fore_color.rgb) != "FFFFFF"
    assert line.points[1].format.line.dash_style is not None
