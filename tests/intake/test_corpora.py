"""Odd files of other projects' test suites: data or one sentence, never a crash."""

import time
from pathlib import Path

from planner.base.problem import RefusedError
from planner.intake import propose, take_in
from tests.shared_data import shared_data

SUFFIXES = {".xlsx", ".csv", ".tsv", ".xlsm", ".xlsb", ".xls", ".ods"}
SECONDS = 15
LARGEST = 2_000_000


def odd_files() -> list[Path]:
    folder = shared_data("corpora")
    files = sorted(p for p in folder.rglob("*") if p.suffix.lower() in SUFFIXES)
    return [p for p in files if p.stat().st_size < LARGEST]


def test_odd_files_end_in_data_or_one_sentence() -> None:
    """A sample spread over all of them; every text file is among it."""
    files = odd_files()
    chosen = [p for i, p in enumerate(files) if p.suffix in (".csv", ".tsv") or i % 7 == 0]
    end = time.monotonic() + SECONDS
    tried = 0
    for path in chosen:
        assert "\n" not in ending(path), path
        tried += 1
        if time.monotonic() > end:
            break
    assert tried > 50


def ending(path: Path) -> str:
    try:
        return f"{len(take_in(propose([path])).journeys)} journeys"
    except RefusedError as refusal:
        return str(refusal)
