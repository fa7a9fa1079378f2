"""LibreOffice is an oracle only if it calculates: a planted wrong value must not survive."""

import shutil
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from tests.libreoffice import recalculate, to_pdf


@pytest.fixture
def canary(tmp_path: Path) -> Path:
    """A workbook whose A2 is =A1*2 with A1 = 21, stored with the wrong value 999."""
    path = tmp_path / "canary.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    sheet.write_number("A1", 21)
    sheet.write_formula("A2", "=A1*2", value=999)
    book.close()
    return path


def stored_value(path: Path) -> object:
    return openpyxl.load_workbook(path, data_only=True).worksheets[0]["A2"].value


def test_a_planted_wrong_value_does_not_survive_in_any_of_several(
    canary: Path, tmp_path: Path
) -> None:
    assert stored_value(canary) == 999
    other = tmp_path / "other.xlsx"
    shutil.copy(canary, other)
    found = recalculate([other, canary], tmp_path / "recalculated")
    assert [path.name for path in found] == ["other.xlsx", "canary.xlsx"]
    assert [stored_value(path) for path in found] == [42, 42]


def test_a_workbook_prints(canary: Path, tmp_path: Path) -> None:
    (found,) = to_pdf([canary], tmp_path / "printed")
    assert found.read_bytes().startswith(b"%PDF")


def test_a_conversion_never_replaces_its_source(canary: Path) -> None:
    with pytest.raises(ValueError, match="written over"):
        recalculate([canary], canary.parent)


def test_documents_of_one_name_never_replace_each_other(canary: Path, tmp_path: Path) -> None:
    namesake = tmp_path / "other" / canary.name
    with pytest.raises(ValueError, match="one name"):
        recalculate([canary, namesake], tmp_path / "recalculated")
