"""The formats of the board pack, by how a file's name ends."""

from collections.abc import Callable

from planner.base.progress import Progress
from planner.output.pack.page import Pack

Maker = Callable[[Pack, Progress], bytes]


def makers() -> dict[str, Maker]:
    """Return what writes the pack in each format but the workbook, loaded when it is asked for."""
    return {".pptx": _slides, ".pdf": _pdf, ".html": _html, ".png": _summary}


def _slides(pack: Pack, progress: Progress) -> bytes:
    from planner.output.slides.deck import deck_bytes

    return deck_bytes(pack, progress)


def _pdf(pack: Pack, progress: Progress) -> bytes:
    from planner.output.pdf.document import pdf_bytes

    return pdf_bytes(pack, progress)


def _html(pack: Pack, progress: Progress) -> bytes:
    from planner.output.html.page import html_bytes

    return html_bytes(pack, progress)


def _summary(pack: Pack, progress: Progress) -> bytes:
    """Return the one-page summary alone, as a picture."""
    from planner.output.pdf.pages import summary_png

    return summary_png(pack, progress)
