"""What is looked at before a workbook is opened: whether it is one, and an honest one."""

import zipfile
from pathlib import Path

from planner.base.problem import Problem, RefusedError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_STREAMS = tuple(name.encode("utf-16-le") + b"\0" for name in ("workbook", "book"))
_BOF = b"\x09\x08"
_FILE_PASS = 0x2F
_FIRST_RECORDS = 40
_MOST_PARTS = 100_000
_MOST_UNPACKED = 8 << 30
"""Bytes of all parts unpacked; a sheet of a million rows and 24 columns takes one and a half."""
_MOST_RATIO = 250
"""Unpacked to packed, of parts large enough to matter; sheets of equal cells reach about 60."""
_LARGE = 64 << 20
_KINDS = ("xl/workbook.xml", "xl/workbook.bin", "content.xml")


def check_package(path: Path) -> None:
    """Refuse an archive that is no workbook, is encrypted, or unpacks to more than is honest."""
    try:
        with zipfile.ZipFile(path) as package:
            parts = package.infolist()
            manifest = _manifest(package)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError):
        raise RefusedError(damaged(path)) from None
    names = {part.filename.casefold().replace("\\", "/").lstrip("/") for part in parts}
    if not names & set(_KINDS) and not any(n.endswith("workbook.xml") for n in names):
        raise RefusedError(no_workbook(path, "This file is an archive, but not a workbook"))
    if b"encryption-data" in manifest or any(part.flag_bits & 1 for part in parts):
        raise RefusedError(password_protected(path))
    unpacked = sum(part.file_size for part in parts)
    swollen = any(
        part.file_size > _LARGE and part.file_size > _MOST_RATIO * part.compress_size
        for part in parts
    )
    overlapping = sum(part.compress_size for part in parts) > path.stat().st_size
    if unpacked > _MOST_UNPACKED or swollen or overlapping or len(parts) > _MOST_PARTS:
        what = f"The workbook unpacks to {unpacked / (1 << 30):.3g} GB, more than its rows can need"
        raise RefusedError(Problem(what, path.name, "Export it again"))


def _manifest(package: zipfile.ZipFile) -> bytes:
    """Return the beginning of an OpenDocument's list of parts; it tells of encryption."""
    if "META-INF/manifest.xml" not in package.namelist():
        return b""
    try:
        with package.open("META-INF/manifest.xml") as part:
            return part.read(1 << 20)
    except RuntimeError:
        return b"encryption-data"


def check_compound(path: Path, data: bytes) -> None:
    """Refuse an OLE file that is encrypted, or another program's; `data` is all of it."""
    if _ENCRYPTED in data or _has_file_pass(data):
        raise RefusedError(password_protected(path))
    folded = data.lower()
    if not any(name in folded for name in _STREAMS):
        raise RefusedError(
            no_workbook(path, "This is another Office file, or only a part of a workbook")
        )


def _has_file_pass(data: bytes) -> bool:
    """Tell whether one of the first records of the workbook stream says it is encrypted."""
    at = data.find(_BOF, len(OLE))
    while at >= 0 and data[at + 3 : at + 4] != b"\0":
        at = data.find(_BOF, at + 1)
    for _ in range(_FIRST_RECORDS if at >= 0 else 0):
        kind = int.from_bytes(data[at : at + 2], "little")
        if kind == _FILE_PASS:
            return True
        at += 4 + int.from_bytes(data[at + 2 : at + 4], "little")
    return False


def password_protected(path: Path) -> Problem:
    """Return what is said of an encrypted workbook."""
    return Problem(
        "The workbook is protected with a password",
        path.name,
        "Open it, remove the password and save it again",
    )


def damaged(path: Path) -> Problem:
    """Return what is said of a workbook that cannot be opened."""
    return Problem("The workbook is damaged or incomplete", path.name, "Export it again")


def no_workbook(path: Path, what: str) -> Problem:
    """Return what is said of a file of another kind."""
    return Problem(what, path.name, "Save it as .xlsx or .csv and import that")
