"""Reading exports of 24 columns into typed, mapped columns: 100,000 rows, with --long a million."""

import csv
import datetime
import gc
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import psutil
import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from benchmarks.timing import medians
from planner.base.progress import CancelledError
from planner.intake import propose
from planner.intake.worker.process import ReadingProcess

SIZES = (pytest.param(100_000, id="100k"), pytest.param(1_000_000, id="1M"))
DATES = ("Create Date", "MQL Date", "SAL Date", "Converted Date", "Last Activity", "Last Modified")
TEXTS = (
    "Lead Source",
    "Lead Status",
    "Lead Owner",
    "Country",
    "Industry",
    "Rating",
    "Campaign",
    "Segment",
    "Title",
    "State/Province",
    "Company / Account",
    "Email",
)
HEADERS = (
    "Lead ID",
    *DATES,
    *TEXTS,
    "Converted",
    "Employees",
    "Annual Revenue",
    "Score",
    "Postcode",
)
assert len(HEADERS) == 24


def rows(size: int) -> Iterator[list[object]]:
    """Leads with an id, six dates, twelve texts of few values, and five more columns."""
    rng = np.random.default_rng(9)
    first = datetime.date(2024, 1, 1)
    days, codes = rng.integers(0, 900, (size, 6)).tolist(), rng.integers(0, 9, (size, 12)).tolist()
    money = rng.uniform(1e4, 1e7, size).round(2).tolist()
    for i in range(size):
        dates = [(first + datetime.timedelta(days=day)) for day in days[i]]
        texts = [f"{TEXTS[j]} {code}" for j, code in enumerate(codes[i])]
        end = [i % 3 == 0, i % 5000, money[i], i % 100, f"{i:05d}"]
        yield [f"00Q5g{i:010d}", *dates, *texts, *end]


@pytest.fixture(scope="module", params=SIZES)
def size(request: pytest.FixtureRequest) -> int:
    rows: int = request.param
    if rows > 100_000 and not request.config.getoption("--long"):
        pytest.skip("a million rows take minutes to write: run with --long")
    return rows


@pytest.fixture(scope="module")
def workbook(size: int, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("reading") / "leads.xlsx"
    options = {"constant_memory": True, "default_date_format": "yyyy-mm-dd"}
    with xlsxwriter.Workbook(path, options) as book:
        sheet = book.add_worksheet("Leads")
        sheet.write_row(0, 0, HEADERS)
        for number, row in enumerate(rows(size), 1):
            sheet.write_row(number, 0, row)
    return path


@pytest.fixture(scope="module")
def text(size: int, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("reading") / "leads.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([HEADERS, *rows(size)])
    return path


def proposed(path: Path, size: int) -> None:
    """Propose as the reading process does, which has no use for the collector of cycles."""
    gc.disable()
    try:
        (table,) = propose((path,)).tables
    finally:
        gc.enable()
    assert table.size == size
    found = {column.header: column.field for column in table.columns}
    assert found["Lead ID"] == "lead_id"
    assert found["Create Date"] == "created"


def rounds(size: int) -> int:
    return 5 if size <= 100_000 else 3


def test_a_workbook(workbook: Path, size: int) -> None:
    """From .xlsx to typed columns, beside calamine's own reading.

    Work: `propose`: read, find the header, recognise and type every mapped column. Peer:
    python-calamine's rows of the same sheet as Python values. Ratio: at most 1.5.
    """

    def peer() -> int:
        with CalamineWorkbook.from_path(workbook) as book:
            return len(list(book.get_sheet_by_index(0).iter_rows()))

    assert peer() == size + 1
    ours, theirs = medians(rounds(size), lambda: proposed(workbook, size), peer)
    said = f"{ours:.2f} s, python-calamine {theirs:.2f} s: {ours / theirs:.2f}"
    print(f"\n{said}")
    assert ours <= 1.5 * theirs, said


def test_a_text_file(text: Path, size: int) -> None:
    """From .csv to typed columns, beside pandas.

    Work: `propose`, as for a workbook. Peer: pandas' C reader, told which columns are ids and
    dates, and reading all of them. Ratio: at most 1.5.
    """

    def peer() -> int:
        frame = pd.read_csv(text, parse_dates=list(DATES), dtype={"Lead ID": str, "Postcode": str})
        return len(frame)

    assert peer() == size
    proposed(text, size)
    ours, theirs = medians(rounds(size), lambda: proposed(text, size), peer)
    said = f"{ours:.2f} s, pandas {theirs:.2f} s: {ours / theirs:.2f}"
    print(f"\n{said}")
    assert ours <= 1.5 * theirs, said


def test_the_reading_process(workbook: Path, size: int) -> None:
    """Memory, progress and cancelling of the process that reads a workbook.

    At most 3 GiB of memory; two signs of progress at most half a second apart; told to stop in the
    middle, it gives the caller back within 0.2 s.
    """
    beats: list[float] = [time.perf_counter()]
    most = 0

    with ReadingProcess() as reader:

        def heard(_what: str, _done: int, _of: int) -> None:
            nonlocal most
            beats.append(time.perf_counter())
            most = max(most, psutil.Process(reader.pid).memory_info().rss)

        assert reader.propose((workbook,), progress=heard).tables[0].size == size
    apart = max(np.diff(beats))
    late = 0.0
    with ReadingProcess() as reader:
        started = time.perf_counter()

        def stopped(_what: str, _done: int, _of: int) -> None:
            nonlocal late
            if time.perf_counter() > started + 1.0:
                late = time.perf_counter()
                raise CancelledError

        with pytest.raises(CancelledError):
            reader.propose((workbook,), progress=stopped)
        late = time.perf_counter() - late
    said = f"{most / 2**20:.0f} MiB, {apart:.2f} s between signs, {late:.3f} s to stop"
    print(f"\n{said}")
    assert most < 3 * 2**30, said
    assert apart <= 0.5, said
    assert late <= 0.2, said
