"""A table from the clipboard as a file that can be imported like any other."""

import shutil
from pathlib import Path
from tempfile import mkdtemp

from planner.base.files import make_folder, refusing_files
from planner.base.problem import Problem, RefusedError

NAME = "Pasted table"
"""What the file is called wherever an import names its files."""
_FOLDER = "pasted-"


def keep_pasted(workspace: Path, html: str = "", text: str = "") -> Path:
    """Write what a clipboard holds into the private workspace and return the file.

    `html` is taken where it has a table, for it keeps merged cells; else `text`, whose cells are
    parted by tabs. RefusedError if neither is a table. `drop_pasted` removes the file.
    """
    content = _content(html, text)
    make_folder(workspace)
    with refusing_files(workspace, "written"):
        path = Path(mkdtemp(prefix=_FOLDER, dir=workspace)) / NAME
        path.write_text(content, "utf-8-sig", newline="")
    return path


def drop_pasted(path: Path) -> None:
    """Remove a pasted table; any other file is left alone."""
    if path.name == NAME and path.parent.name.startswith(_FOLDER):
        shutil.rmtree(path.parent, ignore_errors=True)


def _content(html: str, text: str) -> str:
    if "<table" in html.casefold():
        return f"<html>{html}</html>"
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) > 1 and any("\t" in line for line in lines):
        return text
    raise RefusedError(
        Problem(
            "The clipboard holds no table",
            "",
            "Copy the rows together with the line of column names above them",
        )
    )
