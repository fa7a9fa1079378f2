"""Writing a workbook of twenty thousand formulas, beside XlsxWriter writing as many plainly."""

import io
import time
import zipfile
from dataclasses import replace

import numpy as np
import xlsxwriter

from planner.agreement.results import Results, results
from planner.output.workbook import workbook_bytes
from planner.plan.document import Line
from tests.output import boards
from tests.output.pack import packs

ROUNDS = 5


def large() -> Results:
    """Fifteen lines over 24 months and their run-in."""
    found, plan = boards.evidence(), boards.plan_of(*boards.ARGUED, months=24)
    names = [f"Line {i}" for i in range(12)]
    lines = found.lines | dict.fromkeys(names, found.lines[boards.SEARCH])
    more = tuple(Line(name) for name in names)
    return results(replace(plan, lines=plan.lines + more), replace(found, lines=lines))


def formulas(content: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        names = [name for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
        return sum(book.read(name).count(b"<f>") for name in names)


def plainly(count: int) -> None:
    book = xlsxwriter.Workbook(io.BytesIO(), {"in_memory": True})
    sheet = book.add_worksheet("Plan")
    for i in range(count):
        sheet.write_formula(i // 30, i % 30, f"=N(Plan!$L${i + 1})*SUM(A1:D{i + 1})", None, i * 1.1)
    book.close()


def test_twenty_thousand_formulas_with_their_values_and_charts() -> None:
    """A workbook of a large plan, beside as many formulas written plainly.

    Work: all sheets with their values, formats and charts. Peer: XlsxWriter writing as many
    formulas, nothing else. Ratio: at most 1, in processor time.
    """
    board = large()
    count = formulas(workbook_bytes(board, None))
    assert count > 19_000
    ours, peer = [], []
    for _ in range(ROUNDS):
        start = time.process_time()
        workbook_bytes(board, None)
        ours.append(time.process_time() - start)
        start = time.process_time()
        plainly(count)
        peer.append(time.process_time() - start)
    mine, theirs = float(np.median(ours)), float(np.median(peer))
    assert mine < theirs, f"{mine:.2f} s, XlsxWriter plainly {theirs:.2f} s"


def test_the_workbook_of_forty_lines_over_three_years() -> None:
    """All sheets of 40 lines and 36 months, beside as many formulas written plainly.

    Work: some 93,000 formulas with their values, formats, sheets and charts. Peer: XlsxWriter
    writing as many formulas, nothing else. Ratio: at most 0.35, in processor time.
    """
    said = packs.lines(40, 3e4)
    board = results(packs.plan_of((packs.T, "goal", 5e7), *said, *packs.LOOKS, months=36), None)
    count = formulas(workbook_bytes(board, None))
    assert count > 80_000
    ours, peer = [], []
    for _ in range(3):
        start = time.process_time()
        workbook_bytes(board, None)
        ours.append(time.process_time() - start)
        start = time.process_time()
        plainly(count)
        peer.append(time.process_time() - start)
    mine, theirs = float(np.median(ours)), float(np.median(peer))
    assert mine < 0.35 * theirs, f"{mine:.2f} s, XlsxWriter plainly {theirs:.2f} s"
