"""Files are recognised by content; what cannot be read ends in one sentence."""

import zipfile
from pathlib import Path

import pytest

from planner.base.problem import RefusedError
from planner.intake import propose
from planner.intake.files.reading import read
from tests.intake.files import imported, write_book, write_text

DEALS = [
    ["Opportunity ID", "Stage", "Created Date", "Close Date", "Amount"],
    ["00712", "Closed Won", "2024-01-03", "2024-02-03", 100],
    ["00713", "Closed Lost", "2024-01-05", "2024-03-03", 200],
]
TEXT = "\n".join(",".join(map(str, row)) for row in DEALS)


def test_ids_stay_text(tmp_path: Path) -> None:
    book = imported(write_book(tmp_path, "deals.xlsx", DEALS))
    text = imported(write_text(tmp_path, "deals.csv", TEXT))
    assert book.journeys.ids == text.journeys.ids == ("00712", "00713")


def test_the_name_of_a_file_does_not_matter(tmp_path: Path) -> None:
    book = write_book(tmp_path, "deals.csv", DEALS)
    text = write_text(tmp_path, "deals.xlsx", TEXT)
    assert imported(book).journeys.ids == imported(text).journeys.ids


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = write_text(tmp_path, "d.csv", TEXT.replace("Closed Lost", "Verloren – Müller"), encoding)
    assert imported(path).journeys.dimensions["crm stage"].labels[1] == "Verloren – Müller"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("declared", [True, False])
def test_delimiters(tmp_path: Path, delimiter: str, declared: bool) -> None:
    text = TEXT.replace(",", delimiter)
    path = tmp_path / "d.csv"
    path.write_text(f"sep={delimiter}\n{text}" if declared else text)
    proposal = propose([path])
    assert proposal.tables[0].header_row == (2 if declared else 1)
    assert proposal.tables[0].size == 2


def test_newlines_in_cells_and_short_rows(tmp_path: Path) -> None:
    path = write_text(tmp_path, "d.csv", TEXT + '\n"00714","Closed\nWon",2024-01-07\n')
    sheet = read(path)[0]
    assert sheet.row(3)[:3] == ("00714", "Closed\nWon", "2024-01-07")
    assert len(imported(path).journeys) == 3


def test_whole_lines_quoted_as_one_field(tmp_path: Path) -> None:
    path = write_text(tmp_path, "d.csv", "\n".join(f'"{line}"' for line in TEXT.splitlines()))
    assert len(imported(path).journeys) == 2


def test_whole_lines_quoted_with_a_lone_carriage_return(tmp_path: Path) -> None:
    path = tmp_path / "d.csv"
    lines = ['"' + line.replace("Closed Lost", "Closed\rLost") + '"' for line in TEXT.splitlines()]
    path.write_text("\n".join(lines), newline="")
    assert "Closed Lost" in read(path)[0].row(2)


def refusal(path: Path) -> str:
    with pytest.raises(RefusedError) as error:
        imported(path)
    return str(error.value)


def test_prose_named_xlsx(tmp_path: Path) -> None:
    path = write_text(
        tmp_path,
        "report.xlsx",
        """Dear colleagues, please find below what we said.
        We met on Monday. The numbers, as ever, were late, and nobody minded.
        With kind regards,
        the analyst""",
    )
    assert "No header row" in refusal(path)


def test_truncated_workbook(tmp_path: Path) -> None:
    path = write_book(tmp_path, "deals.xlsx", DEALS)
    path.write_bytes(path.read_bytes()[:-900])
    assert "damaged or incomplete" in refusal(path)


def test_workbook_with_a_broken_sheet(tmp_path: Path) -> None:
    whole = write_book(tmp_path, "deals.xlsx", DEALS)
    broken = tmp_path / "broken.xlsx"
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(broken, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, data[: len(data) // 2] if "sheet1" in name else data)
    assert "damaged or incomplete" in refusal(broken)


def test_encrypted_workbook(tmp_path: Path) -> None:
    path = tmp_path / "deals.xlsx"
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
    path.write_bytes(ole + "EncryptedPackage".encode("utf-16-le") + b"\0" * 400)
    assert "protected with a password" in refusal(path)


def test_old_workbook(tmp_path: Path) -> None:
    path = tmp_path / "deals.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000)
    assert ".xls" in refusal(path)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "empty"),
        (b"  \n ", "empty"),
        (b"1,2,3\n4,5,6\n", "No header row"),
        (b"\x00\x01\x02\x03" * 99, "neither a workbook nor text"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"<html><p>Please sign in</p></html>", "web page without a table"),
        (b"<?xml version='1.0'?><feed/>", "XML, but not a workbook"),
        (b"PK\x03\x04rubbish", "damaged"),
    ],
)
def test_wrong_files(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "deals.xlsx"
    path.write_bytes(content)
    assert sentence in refusal(path)


def test_an_archive_that_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "deals.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("readme.txt", "hello")
    assert "archive, but not a workbook" in refusal(path)


def test_missing_file_and_folder(tmp_path: Path) -> None:
    assert "no such file" in refusal(tmp_path / "nowhere.csv")
    assert "folder" in refusal(tmp_path)
    with pytest.raises(RefusedError, match="No file was given"):
        propose([])


def test_an_empty_workbook(tmp_path: Path) -> None:
    assert "no visible cells" in refusal(write_book(tmp_path, "a.xlsx", []))


def test_a_table_about_something_else(tmp_path: Path) -> None:
    path = write_text(tmp_path, "a.csv", "planet,colour\nMars,red\nVenus,white")
    assert "No leads or opportunities were recognised" in refusal(path)
