"""The minutes of a meeting as a file: plain text, or a page that prints well."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

from planner.base.files import write_whole
from planner.base.palette import LIGHT
from planner.sheets.minutes import MinuteLine, minutes_text

PAGES = (".html", ".htm")
_STYLE = (
    "body{{font:14px Inter,system-ui,sans-serif;color:{text};max-width:46em;margin:3em auto;"
    "padding:0 1.5em}}h1{{font-size:22px}}li{{margin:0 0 1.1em}}.quiet{{color:{muted}}}"
    "@media print{{body{{margin:0}}}}"
)


def write_minutes(plan: str, lines: Sequence[MinuteLine], still_open: str, path: Path) -> None:
    """Write minutes to a path, as a page where it ends in .html, else as text in UTF-8.

    RefusedError where the file cannot be written; then nothing has changed.
    """
    if path.suffix.casefold() in PAGES:
        made = _page(plan, lines, still_open)
    else:
        made = minutes_text(plan, lines, still_open)
    write_whole(path, made.encode("utf-8"))


def _page(plan: str, lines: Sequence[MinuteLine], still_open: str) -> str:
    style = _STYLE.format(text=LIGHT.text, muted=LIGHT.muted)
    items = "".join(f"<li>{_item(line)}</li>" for line in lines)
    decided = f"<ol>{items}</ol>" if items else "<p>Nothing was decided.</p>"
    title = escape(f"Minutes: {plan}")
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{style}</style></head><body><h1>{title}</h1>{decided}"
        f"<p>{escape(still_open)}</p></body></html>\n"
    )


def _item(line: MinuteLine) -> str:
    worth = f" {escape(line.worth)} was at stake." if line.worth else ""
    why = f"<br>Why: {escape(line.why)}" if line.why else ""
    return (
        f"<b>{escape(line.about)}</b>: {escape(line.decided)}.<br>{escape(line.sides)}.{worth}{why}"
        f'<br><span class="quiet">{escape(line.by)}</span>'
    )
