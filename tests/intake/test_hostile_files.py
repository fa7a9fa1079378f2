"""Files that are broken, locked or made to do harm end in one sentence."""

import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from planner.base.problem import RefusedError
from planner.intake.worker.process import ReadingProcess
from tests.intake.files import write_book
from tests.intake.test_formats import DEALS, refusal
from tests.libreoffice import convert


def packed(folder: Path, parts: dict[str, bytes], name: str = "book.xlsx") -> Path:
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for part, content in parts.items():
            package.writestr(part, content)
    return path


def test_a_workbook_that_unpacks_to_far_too_much(tmp_path: Path) -> None:
    path = packed(tmp_path, {"xl/workbook.xml": b"", "xl/worksheets/sheet1.xml": bytes(80 << 20)})
    assert path.stat().st_size < 100_000
    assert "unpacks to 0.0781 GB" in refusal(path)


def test_parts_that_lie_over_each_other(tmp_path: Path) -> None:
    path = packed(tmp_path, {"xl/workbook.xml": b"", "a": bytes(range(256)) * 9, "b": b""})
    raw = path.read_bytes()
    claimed = raw.rindex(b"PK\x01\x02") + 20
    path.write_bytes(raw[:claimed] + (1 << 20).to_bytes(4, "little") + raw[claimed + 4 :])
    assert "unpacks to" in refusal(path)


def test_an_encrypted_opendocument(tmp_path: Path) -> None:
    manifest = b"<manifest:encryption-data manifest:checksum-type='SHA1/1K'/>"
    path = packed(tmp_path, {"content.xml": b"?", "META-INF/manifest.xml": manifest})
    assert "protected with a password" in refusal(path)


def test_an_encrypted_archive(tmp_path: Path) -> None:
    path = packed(tmp_path, {"xl/workbook.xml": b"<workbook/>"})
    raw = bytearray(path.read_bytes())
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(raw)
    assert "protected with a password" in refusal(path)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
BEGIN = b"\x09\x08\x10\x00\x00\x06\x05\x00" + bytes(12)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (BEGIN + b"\x2f\x00\x06\x00" + bytes(6) + "Workbook\0".encode("utf-16-le"), "password"),
        (BEGIN + b"\x0a\x00\x00\x00" + "Workbook\0".encode("utf-16-le"), "damaged or incomplete"),
        ("WordDocument\0".encode("utf-16-le"), "another Office file, or only a part of a workbook"),
    ],
)
def test_old_office_files(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "old.xls"
    path.write_bytes(OLE + content + bytes(600))
    assert sentence in refusal(path)


@pytest.mark.parametrize("target", ["xlsx", "xls", "ods"])
def test_truncated_anywhere(tmp_path: Path, target: str) -> None:
    book = write_book(tmp_path, "deals.xlsx", DEALS)
    whole = book if target == "xlsx" else convert(book, target, tmp_path / "made")
    content = whole.read_bytes()
    path = tmp_path / "cut.xls"
    for share in range(1, 10):
        path.write_bytes(content[: len(content) * share // 10])
        said = refusal(path)
        assert "damaged or incomplete" in said or "only a part of a workbook" in said


def test_two_cells_in_opposite_corners(tmp_path: Path) -> None:
    """Seventeen thousand million blank cells lie between them."""
    path = tmp_path / "corners.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "Opportunity ID")
        sheet.write(1_048_575, 16_383, "far away")
    with ReadingProcess() as reading, pytest.raises(RefusedError) as said:
        reading.propose([path])
    assert "corners.xlsx" in str(said.value)
    assert "memory" in str(said.value) or "too many cells" in str(said.value)
