"""One HTML file: charts drawn in it, styles in it, every text escaped; it prints page by page."""

from collections.abc import Iterator
from html import escape

from planner.base.progress import Progress, silent
from planner.output.drawing.chart import drawn_chart
from planner.output.drawing.ink import Ink
from planner.output.drawing.shapes import Room
from planner.output.drawing.svg import FAMILY, picture_address, svg
from planner.output.layout.blocks import needs, widths
from planner.output.pack.page import (
    Band,
    Block,
    Cell,
    Column,
    Figure,
    Figures,
    Pack,
    Page,
    Picture,
    Table,
    Words,
)
from planner.output.signs import printable, unbroken
from planner.plan.board import Paper

WIDTH = 1000.0
"""Points of the page that charts are drawn for."""
TALLER = 1.35
"""Charts are this much higher than they must be."""
_STYLE = """
:root{color-scheme:light}*{box-sizing:border-box}
body{margin:0;background:WINDOW;color:TEXT;font:14px/1.45 FAMILY;font-variant-numeric:tabular-nums}
main,header,footer{max-width:1080px;margin:0 auto;padding:0 24px}
header{padding-top:48px}header img{max-height:48px;max-width:220px;margin-bottom:16px}
h1{font-size:34px;line-height:1.15;margin:4px 0;color:PRIMARY;border-top:3px solid PRIMARY;
padding-top:14px}
h2{font-size:21px;line-height:1.25;margin:0;color:PRIMARY}h3{font-size:14px;margin:0 0 2px}
p{margin:0}.muted,figcaption span,caption span{color:MUTED;font-weight:400}
nav{margin:24px 0}nav a{display:flex;gap:24px;padding:5px 0;color:TEXT;text-decoration:none}
nav a b{flex:0 0 170px;font-weight:500}nav a:hover,nav a:focus{text-decoration:underline}
section{background:BASE;margin:24px 0;padding:28px 32px;border-radius:6px}
.band{display:flex;gap:28px;margin-top:20px;align-items:flex-start}
.band>*{flex:1 1 0;min-width:0}.figures{display:flex;flex-wrap:wrap;gap:12px 0}
.figure{flex:1 1 120px;border-left:3px solid;padding:0 8px;min-width:120px}
.figure span{display:block;font-size:12px;color:MUTED}
.figure strong{display:block;font-size:22px;font-weight:600;white-space:nowrap}
figure{margin:0}figcaption{font-weight:600;margin-bottom:6px}
figcaption span{display:block;font-size:12px}svg{display:block;width:100%;height:auto}
.wide{overflow-x:auto}table{width:100%;border-collapse:collapse;font-size:13px}
caption{text-align:left;font-weight:600;font-size:14px;padding-bottom:4px}
th,td{padding:4px 8px;border-bottom:1px solid GRIDLINE;vertical-align:top;text-align:left}
th{color:MUTED;border-bottom-color:EVIDENCE;font-weight:600;font-size:12px;vertical-align:bottom}
th:first-child,td:first-child{padding-left:0}.right{text-align:right}
.note{color:MUTED;font-size:12px;margin-top:6px}ul{margin:4px 0 0;padding-left:18px}
li{margin:2px 0}footer{color:MUTED;font-size:12px;padding-bottom:32px}
@media(max-width:760px){.band{flex-direction:column}section{padding:20px 16px}}
@media print{@page{size:PAPER landscape;margin:12mm}body{background:BASE;font-size:10.5px;
-webkit-print-color-adjust:exact;print-color-adjust:exact}
main,header,footer{max-width:none;padding:0}header{padding-top:20mm;break-after:page}
section{break-after:page;margin:0;padding:0;border-radius:0}section:last-of-type{break-after:auto}
h1{font-size:30px}h2{font-size:17px}table{font-size:10px}.figure strong{font-size:17px}
.band,figure,tr,.figures{break-inside:avoid}.band.long{break-inside:auto}.wide{overflow:visible}}
"""


def html_bytes(pack: Pack, progress: Progress = silent) -> bytes:
    """Return the pack as one HTML file."""
    ink = Ink(pack.palette, pack.style)
    parts = [_head(pack), _cover(pack), "<main>"]
    for done, page in enumerate(pack.pages):
        progress("HTML", done, len(pack.pages))
        parts.extend(_page(page, ink))
    parts.append(f"</main><footer>{_safe(pack.footer)}</footer></body></html>\n")
    progress("HTML", len(pack.pages), len(pack.pages))
    return "".join(parts).encode()


def _head(pack: Pack) -> str:
    style, palette = _STYLE, pack.palette
    words = {
        "WINDOW": palette.window,
        "TEXT": palette.text,
        "PRIMARY": palette.primary,
        "MUTED": palette.muted,
        "BASE": palette.base,
        "GRIDLINE": palette.gridline,
        "EVIDENCE": palette.evidence,
        "FAMILY": FAMILY,
        "PAPER": "A4" if pack.paper is Paper.A4 else "letter",
    }
    for word, value in words.items():
        style = style.replace(word, value)
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'; img-src data:\">"
        f'<meta name="date" content="{_safe(pack.day)}">'
        f"<title>{_safe(pack.name)}</title><style>{style}</style></head><body>"
    )


def _cover(pack: Pack) -> str:
    picture = f'<img src="{picture_address(pack.logo)}" alt="Logo">' if pack.logo else ""
    company = f'<p class="muted">{_safe(pack.company)}</p>' if pack.company else ""
    about = f"Board pack · {pack.about} · amounts in {pack.currency}"
    entries = "".join(
        f'<a href="#{_safe(page.key)}"><b>{_safe(page.name)}</b>'
        f'<span class="muted">{_safe(page.title)}</span></a>'
        for page in pack.pages
    )
    return (
        f'<header>{picture}{company}<h1>{_safe(pack.name)}</h1><p class="muted">{_safe(about)}</p>'
        f'<nav aria-label="Contents">{entries}</nav></header>'
    )


def _page(page: Page, ink: Ink) -> Iterator[str]:
    yield f'<section id="{_safe(page.key)}"><h2>{_safe(page.title)}</h2>'
    if page.subtitle:
        yield f'<p class="muted">{_safe(page.subtitle)}</p>'
    for band in page.bands:
        yield from _band(band, ink)
    yield "</section>"


def _band(band: Band, ink: Ink) -> Iterator[str]:
    long = any(isinstance(block, Table) and len(block.rows) > 20 for block in band.blocks)
    yield f'<div class="band{" long" if long else ""}">'
    for block, wide in zip(band.blocks, widths(band, WIDTH), strict=True):
        share = wide / WIDTH * len(band.blocks)
        yield f'<div style="flex-grow:{share:.3f}">{_block(block, wide, ink)}</div>'
    yield "</div>"


def _block(block: Block, width: float, ink: Ink) -> str:
    match block:
        case Figures(items):
            return f'<div class="figures">{"".join(_figure(item, ink) for item in items)}</div>'
        case Picture():
            return _picture(block, width, ink)
        case Words():
            lines = "".join(f"<li>{_safe(line)}</li>" for line in block.lines)
            colour = ink.colour(block.role)
            return f'<h3 style="color:{colour}">{_safe(block.title)}</h3><ul>{lines}</ul>'
        case Table():
            return _table(block, ink)


def _figure(item: Figure, ink: Ink) -> str:
    colour = ink.colour(item.role, 1)
    value = ink.colour("dispute") if item.role == "dispute" else ink.text
    return (
        f'<div class="figure" style="border-color:{colour}"><span>{_safe(item.name)}</span>'
        f'<strong style="color:{value}">{_safe(item.value)}</strong>'
        f"<span>{_safe(item.detail)}</span></div>"
    )


def _picture(block: Picture, width: float, ink: Ink) -> str:
    chart = block.chart
    if chart.empty or not (chart.series or chart.bridge):
        drawn = f'<p class="muted">{_safe(chart.empty)}</p>'
    else:
        high = needs(Picture(chart, titled=False), width) * TALLER
        room = Room(0.0, 0.0, width, high)
        drawn = svg(drawn_chart(chart, room, ink), width, high, chart.title)
    if not block.titled:
        return f"<figure>{drawn}</figure>"
    said = f"{_safe(chart.title)}<span>{_safe(chart.subtitle)}</span>"
    return f"<figure><figcaption>{said}</figcaption>{drawn}</figure>"


def _table(block: Table, ink: Ink) -> str:
    heads = "".join(_head_cell(column, ink) for column in block.columns)
    rows = "".join(
        f"<tr{_height(block)}>{''.join(_cell(*pair, ink) for pair in _pairs(row, block))}</tr>"
        for row in block.rows
    )
    caption = f"<caption>{_safe(block.title)}</caption>" if block.title else ""
    note = f'<p class="note">{_safe(block.note)}</p>' if block.note else ""
    table = f"<table>{caption}<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    return f'<div class="wide">{table}</div>{note}'


def _pairs(row: tuple[Cell, ...], block: Table) -> Iterator[tuple[Cell, Column]]:
    return zip(row, block.columns, strict=True)


def _height(block: Table) -> str:
    return f' style="height:{block.height * 1.4:.0f}px"' if block.height else ""


def _head_cell(column: Column, ink: Ink) -> str:
    colour = f' style="color:{ink.colour(column.role)}"' if column.role != "text" else ""
    side = ' class="right"' if column.right else ""
    return f'<th scope="col"{side}{colour}>{_safe(column.title)}</th>'


def _cell(cell: Cell, column: Column, ink: Ink) -> str:
    looks = f"color:{ink.colour(cell.role)};" * (cell.role != "text")
    looks += "font-weight:600;" * cell.bold
    style = f' style="{looks}"' if looks else ""
    side = ' class="right"' if column.right else ""
    return f"<td{side}{style}>{_safe(cell.text)}</td>"


def _safe(text: str) -> str:
    return escape(unbroken(printable(text)))
