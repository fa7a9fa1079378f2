"""A million journeys imported again, beside what pandas takes to merge both months by id."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from benchmarks.timing import medians
from planner.journeys.diff import compare
from planner.journeys.table import Dimension, Journeys, Snapshot
from planner.journeys.union import unite
from planner.storage.snapshots import pack, unpack

JOURNEYS, GONE, MOVED, ROUNDS = 1_000_000, 10_000, 50_000, 3
COLUMNS = ("outcome", "left", "amount", "closing")


def month(first: int) -> Journeys:
    """A million journeys of which a third became opportunities: five dates, five dimensions."""
    numbers = np.arange(first, first + JOURNEYS)
    days = (20_000 + (numbers[:, None] * np.array([7, 11, 13, 17, 19])) % 700).astype(np.int32)
    labels = tuple(f"Channel {letter}" for letter in "ABCDEFGH")
    names = ("channel", "region", "segment", "rep", "product")
    return Journeys(
        stages=("Inquiry", "MQL", "SAL", "Opportunity", "Won"),
        ids=tuple(f"00Q5g{number:010d}" for number in numbers.tolist()),
        entered=days,
        reached=np.ones((JOURNEYS, 5), bool),
        outcome=(numbers % 3).astype(np.int8),
        left=days[:, 4],
        amount=(numbers % 9_973).astype(np.float64),
        opened_amount=np.full(JOURNEYS, np.nan),
        dimensions={
            name: Dimension((numbers // (place + 1) % 8).astype(np.int32), labels)
            for place, name in enumerate(names)
        },
        as_of=20_800,
        currency="USD",
        closing=days[:, 4],
        deal_ids=tuple(f"0065g{n:010d}" if n % 3 == 0 else "" for n in numbers.tolist()),
    )


@pytest.fixture(scope="module")
def months() -> tuple[Snapshot, Snapshot]:
    """Two months: ten thousand journeys went, as many came, fifty thousand changed."""
    before, after = month(0), month(GONE)
    amount = after.amount.copy()
    amount[:MOVED] += 1
    after = replace(after, amount=amount, as_of=20_830)
    made = (Snapshot(table, (), JOURNEYS, 0, (), {}, ()) for table in (before, after))
    one, other = (unpack(pack(snapshot)) for snapshot in made)
    return one, other


def merged(before: Snapshot, after: Snapshot) -> tuple[int, int, int]:
    """New, changed and gone as pandas finds them by the lead's id alone, in four columns."""
    frames = (
        pd.DataFrame({"id": t.ids, **{name: getattr(t, name) for name in COLUMNS}})
        for t in (before.journeys, after.journeys)
    )
    both = pd.merge(*frames, on="id", how="outer", suffixes=("", "_after"), indicator=True)
    sides = both["_merge"].to_numpy()
    differ = np.zeros(len(both), bool)
    for name in COLUMNS:
        differ |= both[name].to_numpy() != both[f"{name}_after"].to_numpy()
    counts = (sides == "right_only", (sides == "both") & differ, sides == "left_only")
    new, changed, gone = (int(part.sum()) for part in counts)
    return new, changed, gone


def test_a_million_journeys_imported_again(months: tuple[Snapshot, Snapshot]) -> None:
    """New, changed, unchanged and gone of two months, and their union, each beside pandas.

    Work: `compare`, then `unite`, of a million journeys with five stages and five dimensions.
    Peer: pandas' outer merge of both months by one id, and the comparison of four columns. Ratio:
    at most 4 and 5.
    """
    before, after = months
    found = compare(before, after)
    assert (len(found.new), len(found.changed), len(found.gone)) == merged(before, after)
    assert (len(found.new), len(found.changed), len(found.gone)) == (GONE, MOVED, GONE)
    assert len(unite(before, after, keep_gone=True).journeys) == JOURNEYS + GONE
    comparing, uniting, merging = medians(
        ROUNDS,
        lambda: compare(before, after),
        lambda: unite(before, after, keep_gone=True),
        lambda: merged(before, after),
    )
    print(f"compare {comparing:.2f} s, unite {uniting:.2f} s, merge {merging:.2f} s")
    assert comparing <= 4 * merging
    assert uniting <= 5 * merging
