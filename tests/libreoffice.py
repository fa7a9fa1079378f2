"""LibreOffice as an independent calculator and printer of the workbooks the program writes.

It keeps the values it finds stored in a workbook unless its profile tells it to recalculate on
load, so every call uses a private profile that does; `test_libreoffice.py` plants a wrong value to
prove it.
"""

import os
import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.tools import require_tool

NO_SCREEN = {"DISPLAY": "none"}
"""Where there might be a screen, LibreOffice begins with tests of how it draws on it."""
PATIENCE = 240
"""Seconds LibreOffice may take for what it is given at once."""
ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="ODFRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def recalculate(workbooks: Sequence[Path], out_dir: Path) -> list[Path]:
    """Return copies in `out_dir` of workbooks in which LibreOffice calculated every formula."""
    return convert_all(workbooks, "xlsx:Calc MS Excel 2007 XML", out_dir)


def to_pdf(documents: Sequence[Path], out_dir: Path) -> list[Path]:
    """Return documents as LibreOffice prints them, PDF files in `out_dir`."""
    return convert_all(documents, "pdf", out_dir)


def convert(document: Path, target: str, out_dir: Path) -> Path:
    """Return the document converted by LibreOffice's `target` filter, in a folder not its own."""
    return convert_all((document,), target, out_dir)[0]


def convert_all(documents: Sequence[Path], target: str, out_dir: Path) -> list[Path]:
    """Return documents converted by one start of LibreOffice, which takes as long as one of them.

    Each has a name of its own, and none lies in the folder they are written to.
    """
    if out_dir.resolve() in {document.resolve().parent for document in documents}:
        raise ValueError(f"{out_dir} holds the document itself, which would be written over")
    if len({document.stem for document in documents}) < len(documents):
        raise ValueError("documents of one name would be written over each other")
    words = ["--headless", "--norestore", "--convert-to", target, "--outdir", str(out_dir)]
    program = [require_tool("soffice"), f"-env:UserInstallation={profile()}"]
    done = subprocess.run(
        [*program, *words, *map(str, documents)],
        env={**os.environ, **NO_SCREEN},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    made = [out_dir / f"{document.stem}.{target.partition(':')[0]}" for document in documents]
    missing = ", ".join(path.name for path in made if not path.exists())
    if missing:
        raise RuntimeError(f"LibreOffice did not make {missing}: {done.stderr}")
    return made


@cache
def _profile_folder() -> TemporaryDirectory[str]:
    folder = TemporaryDirectory(prefix="fairlead-libreoffice-", ignore_cleanup_errors=True)
    user = Path(folder.name) / "user"
    user.mkdir()
    (user / "registrymodifications.xcu").write_text(ALWAYS_RECALCULATE, "utf-8")
    return folder


def profile() -> str:
    """Return the address of this test run's own profile, which goes with the process."""
    return Path(_profile_folder().name).as_uri()
