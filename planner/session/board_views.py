"""The pack as the Board sheet shows it: pictures of its pages, and the tie-out as a grid."""

from collections.abc import Iterator
from dataclasses import dataclass

from planner.base.progress import Progress, silent
from planner.output.layout.leaf import PAPERS
from planner.output.pdf.pages import leaf_png, paper_leaves
from planner.session.board_pack import Made
from planner.sheets.cells import Cell, Column, Explanation, Kind, Row, Tone
from planner.sheets.table import TableRow, TableSheet, said

SMALL = 0.42
"""Pixels to the point of a thumbnail, at an ordinary screen."""


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """A small picture of a page: its number, and PNG."""

    number: int
    picture: bytes


class Laid:
    """A pack laid out on paper once, for however many pictures of its pages."""

    def __init__(self, made: Made) -> None:
        self.made, self._leaves = made, paper_leaves(made.pack)

    @property
    def titles(self) -> tuple[tuple[int, str], ...]:
        """Each page's number and what it finds."""
        return tuple((leaf.number, leaf.title) for leaf in self._leaves)

    def thumbnails(
        self, sharpness: float = 1.0, progress: Progress = silent
    ) -> Iterator[Thumbnail]:
        """Yield a small picture of every page, `sharpness` pixels to the screen's own."""
        for done, leaf in enumerate(self._leaves):
            progress("Drawing the pages", done, len(self._leaves))
            yield Thumbnail(leaf.number, leaf_png(self.made.pack, leaf, SMALL * sharpness))

    def preview(self, number: int, width: int) -> bytes:
        """Return a page as PNG, so many pixels wide."""
        pack = self.made.pack
        leaf = next((leaf for leaf in self._leaves if leaf.number == number), self._leaves[0])
        return leaf_png(pack, leaf, width / PAPERS[pack.paper].width)


def tie_sheet(made: Made) -> TableSheet:
    """Return every figure that stands in several places, those that differ first."""
    ties = sorted(made.ties, key=lambda tie: tie.agrees)
    sentences = {tie.name: tie.sentence for tie in ties}
    rows = [
        TableRow(
            Row(tie.name),
            {
                "figure": Cell(tie.name),
                "says": Cell(tie.said[0].text, tone=Tone.PLAIN),
                "agrees": Cell(
                    "✓ agrees" if tie.agrees else "◆ differs",
                    tone=Tone.AGREED if tie.agrees else Tone.DISPUTE,
                ),
            },
        )
        for tie in ties
    ]
    columns = (
        Column("figure", "Figure", Kind.TEXT),
        Column("says", "Says", Kind.TEXT),
        Column("agrees", "Tie-out", Kind.TEXT, 72),
    )

    def explain(row: str, _column: str) -> Explanation:
        return said(row, sentences[row] + ".")

    return TableSheet("Board", columns, tuple(rows), explain)
