"""The pack as a PDF: vector, its font embedded, the same plan the same bytes."""

import re
from datetime import date
from uuid import NAMESPACE_URL, uuid5

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QHashSeed,
    QIODevice,
    QMarginsF,
    QSizeF,
    QUuid,
)
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from planner.base.progress import Progress, silent
from planner.output.drawing.ink import Ink
from planner.output.layout.drawn import drawn_leaf
from planner.output.layout.leaf import PAPERS, Leaf, Sheet
from planner.output.layout.paginate import alone, leaves
from planner.output.pack.page import Pack
from planner.output.pdf.painting import paint, ready
from planner.output.signs import printable

DOTS = 1200
"""Units of the file in an inch: positions are rounded to them."""
_DATE = re.compile(rb"/(CreationDate|ModDate) \(D:[^)]*\)")


def pdf_bytes(pack: Pack, progress: Progress = silent) -> bytes:
    """Return the pack as PDF."""
    return _written(pack, leaves(pack, PAPERS[pack.paper]), progress)


def page_bytes(pack: Pack, progress: Progress = silent) -> bytes:
    """Return a pack's first page alone as PDF: one sheet, without cover."""
    return _written(pack, (alone(pack.pages[0], pack, PAPERS[pack.paper]),), progress)


def _written(pack: Pack, found: tuple[Leaf, ...], progress: Progress) -> bytes:
    ready()
    QHashSeed.setDeterministicGlobalSeed()  # else fonts stand in an order of each process's own
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = _writer(buffer, pack, PAPERS[pack.paper])
    painter, ink = QPainter(writer), Ink(pack.palette, pack.style)
    for done, leaf in enumerate(found):
        progress("PDF", done, len(found))
        if done:
            writer.newPage()
        painter.save()
        painter.scale(DOTS / 72, DOTS / 72)
        paint(painter, drawn_leaf(leaf, ink))
        painter.restore()
    painter.end()
    buffer.close()
    progress("PDF", len(found), len(found))
    return _dated(bytes(held.data()), pack)


def _writer(buffer: QBuffer, pack: Pack, sheet: Sheet) -> QPdfWriter:
    writer = QPdfWriter(buffer)
    writer.setResolution(DOTS)
    size = QPageSize(QSizeF(sheet.width, sheet.height), QPageSize.Unit.Point)
    none = QMarginsF(0, 0, 0, 0)
    writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, none))
    writer.setTitle(pack.name)
    writer.setCreator(pack.company or "Fairlead")
    writer.setDocumentXmpMetadata(QByteArray(_metadata(pack)))
    name = uuid5(NAMESPACE_URL, f"fairlead:{pack.name}:{pack.day}")
    writer.setDocumentId(QUuid(str(name)))
    return writer


def _metadata(pack: Pack) -> bytes:
    """Return what the file says of itself, without the time of writing."""
    from xml.sax.saxutils import escape

    name = escape(printable(pack.name))
    return (
        '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:xmp="http://ns.adobe.com/xap/1.0/">'
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{name}</rdf:li></rdf:Alt>'
        f"</dc:title><xmp:CreateDate>{pack.day}</xmp:CreateDate></rdf:Description>"
        '</rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    ).encode()


def _dated(content: bytes, pack: Pack) -> bytes:
    """Put the plan's day in place of the clock's, in as many bytes: nothing else moves."""
    day = date.fromisoformat(pack.day)

    def stamp(found: re.Match[bytes]) -> bytes:
        wanted = b"/" + found[1] + f" (D:{day:%Y%m%d}000000Z)".encode()
        return wanted.ljust(len(found[0])) if len(wanted) <= len(found[0]) else found[0]

    return _DATE.sub(stamp, content)
