"""Made-up snapshots of any small shape, and what makes two of them the same."""

from dataclasses import fields
from typing import Any

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from planner.base.days import NO_DAY
from planner.journeys.activities import activities_of
from planner.journeys.table import (
    Activities,
    CampaignTouches,
    Dimension,
    Journeys,
    Rep,
    Responses,
    SetAside,
    Snapshot,
    SourceFile,
    Spend,
    StageVolume,
)
from planner.journeys.touches import touches_from

TEXT = st.text(max_size=6)
COUNT = st.integers(0, 9)
DAYS = st.just(NO_DAY) | st.integers(15_000, 25_000)
MONEY = st.just(float("nan")) | st.floats(0, 1e9)
WORDS = st.dictionaries(TEXT, TEXT, max_size=2)
HEADERS = st.lists(TEXT, max_size=2).map(tuple)
FILES = st.builds(SourceFile, TEXT, TEXT, TEXT, TEXT, COUNT, COUNT, WORDS, WORDS, HEADERS, TEXT)
ROWS = st.builds(SetAside, TEXT, TEXT, COUNT, TEXT, st.lists(TEXT, max_size=2).map(tuple))
SPEND = st.builds(Spend, TEXT, COUNT, st.floats(0, 1e6), TEXT)
VOLUMES = st.builds(StageVolume, TEXT, TEXT, COUNT, st.floats(0, 1e6))
RESPONSES = st.builds(Responses, TEXT, COUNT, COUNT, COUNT)
TOUCHES = st.lists(st.tuples(TEXT, st.integers(15_000, 25_000)), max_size=4).map(
    lambda rows: activities_of(
        np.array([f"?{name}" for name, _ in rows], dtype=object),
        np.array([day for _, day in rows], np.int32),
    )
)
CAMPAIGN_TOUCHES = st.lists(st.tuples(TEXT, DAYS, TEXT, TEXT), max_size=4).map(
    lambda rows: touches_from(
        np.array([f"L{row[0]}" for row in rows], dtype=object),
        np.array([row[1] for row in rows], np.int32),
        np.array([row[2] for row in rows], dtype=object),
        np.array([row[3] for row in rows], dtype=object),
    )
)
REPS = st.builds(Rep, TEXT, TEXT, DAYS, st.none() | st.floats(0, 1e9))


def small_snapshot(amount: float = 1.0) -> Snapshot:
    """Return two journeys over two stages."""
    none = np.full((2, 2), NO_DAY, np.int32)
    amounts = np.array([amount, np.nan])
    channel = {"channel": Dimension(np.zeros(2, np.int32), ("Web",))}
    outcome = np.zeros(2, np.int8)
    journeys = Journeys(
        ("Lead", "Won"),
        ("a", "b"),
        none,
        none > 0,
        outcome,
        none[:, 0],
        amounts,
        amounts,
        channel,
        19_000,
        "EUR",
        none[:, 0],
        ("", ""),
    )
    return Snapshot(journeys, (), 2, 0, (), {}, ())


def pointers(count: int) -> st.SearchStrategy[tuple[str, ...]]:
    """What records name, of which one at least names something, or nothing at all."""
    some = st.lists(TEXT, min_size=count, max_size=count).map(tuple)
    return st.just(()) | some.filter(any)


@st.composite
def snapshots(draw: st.DrawFn) -> Snapshot:
    """Draw a snapshot of up to six journeys."""
    count, stages = draw(COUNT.filter(lambda n: n < 7)), draw(st.integers(2, 4))
    labels = draw(st.lists(TEXT, min_size=1, max_size=3).map(tuple))
    codes = arrays.arrays(np.int32, count, elements=st.integers(0, len(labels) - 1))
    journeys = Journeys(
        stages=tuple(f"Stage {place}" for place in range(stages)),
        ids=draw(st.lists(TEXT, min_size=count, max_size=count).map(tuple)),
        entered=draw(arrays.arrays(np.int32, (count, stages), elements=DAYS)),
        reached=draw(arrays.arrays(np.bool_, (count, stages))),
        outcome=draw(arrays.arrays(np.int8, count, elements=st.integers(0, 2))),
        left=draw(arrays.arrays(np.int32, count, elements=DAYS)),
        amount=draw(arrays.arrays(np.float64, count, elements=MONEY)),
        opened_amount=draw(arrays.arrays(np.float64, count, elements=MONEY)),
        dimensions={
            name: Dimension(draw(codes), labels) for name in draw(st.sets(TEXT, max_size=2))
        },
        as_of=draw(st.integers(15_000, 25_000)),
        currency=draw(TEXT),
        closing=draw(arrays.arrays(np.int32, count, elements=DAYS)),
        deal_ids=draw(st.lists(TEXT, min_size=count, max_size=count).map(tuple)),
        points_to=draw(pointers(count)),
    )
    return Snapshot(
        journeys,
        draw(st.lists(FILES, max_size=2).map(tuple)),
        draw(COUNT),
        draw(COUNT),
        draw(st.lists(ROWS, max_size=2).map(tuple)),
        draw(st.dictionaries(TEXT, COUNT, max_size=2)),
        draw(st.lists(TEXT, max_size=2).map(tuple)),
        draw(st.lists(SPEND, max_size=2).map(tuple)),
        draw(st.lists(VOLUMES, max_size=2).map(tuple)),
        draw(st.lists(RESPONSES, max_size=2).map(tuple)),
        draw(st.lists(REPS, max_size=2).map(tuple)),
        draw(st.none() | TOUCHES),
        draw(st.none() | CAMPAIGN_TOUCHES),
    )


def same(one: Any, other: Any) -> bool:
    """Whether two values are equal in every field, NaN equal to NaN."""
    if isinstance(one, np.ndarray):
        return one.dtype == other.dtype and np.array_equal(
            one, other, equal_nan=one.dtype.kind == "f"
        )
    if isinstance(one, (Snapshot, Journeys, Dimension, Activities, CampaignTouches)):
        return all(same(getattr(one, f.name), getattr(other, f.name)) for f in fields(one))
    if isinstance(one, dict):
        return list(one) == list(other) and all(same(one[key], other[key]) for key in one)
    return bool(one == other)
