"""Several files at once: all of them are replaced, or none is."""

import errno
import os
from pathlib import Path

import pytest

from planner.base.files import make_folder, write_together
from planner.base.problem import RefusedError

OLD = {"plan.xlsx": b"old workbook", "plan.pptx": b"old slides"}
NEW = {"plan.xlsx": b"new workbook", "plan.pptx": b"new slides", "plan.pdf": b"new pages"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two files of three."""
    for name, content in OLD.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


def held(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def within(folder: Path) -> dict[Path, bytes]:
    return {folder / name: content for name, content in NEW.items()}


def test_all_files_are_replaced_and_nothing_is_left_beside_them(folder: Path) -> None:
    write_together(within(folder))
    assert held(folder) == NEW


def test_a_folder_in_the_place_of_one_file_leaves_all_as_they_were(folder: Path) -> None:
    (folder / "plan.pdf").mkdir()
    with pytest.raises(RefusedError, match="This is a folder, not a file"):
        write_together(within(folder))
    assert held(folder) == OLD


@pytest.mark.parametrize("failing", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("error", [PermissionError(errno.EACCES, "denied"), KeyboardInterrupt()])
def test_whatever_stops_the_exchange_all_files_stay_as_they_were(
    folder: Path, monkeypatch: pytest.MonkeyPatch, failing: int, error: BaseException
) -> None:
    """Each old file is put aside and each new one in its place: every one of these may fail."""
    plain, calls = Path.replace, []

    def replace(source: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) == failing:
            raise error
        return plain(source, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises((RefusedError, KeyboardInterrupt)):
        write_together(within(folder))
    assert held(folder) == OLD


def test_a_file_open_elsewhere_is_said_in_a_sentence(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def replace(_source: Path, _target: Path) -> Path:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(RefusedError, match=r"may not be written here.*Close it where it is open"):
        write_together(within(folder))


def test_a_folder_that_cannot_be_made_is_said_in_a_sentence(folder: Path) -> None:
    with pytest.raises(RefusedError, match="There is a file where a folder should be"):
        make_folder(folder / "plan.xlsx" / "pack")
