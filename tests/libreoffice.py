"""LibreOffice as an independent calculator and printer of the workbooks the program writes.

It keeps the values it finds stored in a workbook unless its profile tells it to recalculate on
load, so every call uses a private profile that does; `test_libreoffice.py` plants a wrong value to
prove it.
"""

import subprocess
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.tools import require_tool

ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="ODFRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def recalculate(xlsx: Path, out_dir: Path) -> Path:
    """Return a copy of the workbook in `out_dir` in which LibreOffice calculated every formula."""
    return convert(xlsx, "xlsx:Calc MS Excel 2007 XML", out_dir)


def to_pdf(document: Path, out_dir: Path) -> Path:
    """Return the document as LibreOffice prints it, a PDF file in `out_dir`."""
    return convert(document, "pdf", out_dir)


def convert(document: Path, target: str, out_dir: Path) -> Path:
    """Return the document converted by LibreOffice's `target` filter, in a folder not its own."""
    if out_dir.resolve() == document.resolve().parent:
        raise ValueError(f"{out_dir} holds the document itself, which would be written over")
    words = ["--headless", "--norestore", "--convert-to", target, "--outdir", str(out_dir)]
    done = subprocess.run(
        [require_tool("soffice"), f"-env:UserInstallation={profile()}", *words, str(document)],
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    made = out_dir / f"{document.stem}.{target.partition(':')[0]}"
    if not made.exists():
        raise RuntimeError(f"LibreOffice made nothing of {document.name}: {done.stderr}")
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
