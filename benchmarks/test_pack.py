"""Making the board pack of a large plan, beside XlsxWriter writing formulas plainly."""

import time

import numpy as np

from benchmarks.test_workbook import plainly
from planner.agreement.results import results
from planner.session.board_pack import PACK, Order, PackMaker
from tests.output.pack import packs

ROUNDS = 3
PEER = 90_000
"""Formulas of the peer."""


def test_the_pack_of_forty_lines_over_three_years() -> None:
    """Workbook, slides, PDF, HTML and summary of 40 lines and 36 months, nothing worked out before.

    Work: chances, sensitivity, constraint, pages, and all formats. Peer: XlsxWriter writing as
    many formulas as the workbook has. Ratio: at most 1, in processor time.
    """
    said = packs.lines(40, 3e4)
    plan = packs.plan_of((packs.T, "goal", 5e7), *said, *packs.LOOKS, months=36)
    ordered = Order(results(plan, None), None, ())
    ours, peer = [], []
    for _ in range(ROUNDS):
        start = time.process_time()
        PackMaker().files(ordered, PACK)
        ours.append(time.process_time() - start)
        start = time.process_time()
        plainly(PEER)
        peer.append(time.process_time() - start)
    mine, theirs = float(np.median(ours)), float(np.median(peer))
    assert mine < theirs, f"{mine:.2f} s, XlsxWriter plainly {theirs:.2f} s"
