"""Measuring a million journeys: beside pandas, polars, statsmodels and lifelines."""

import numpy as np
import pandas as pd
import pytest
from lifelines import AalenJohansenFitter
from statsmodels.duration.survfunc import CumIncidenceRight

from benchmarks.timing import medians
from planner.base.days import NO_DAY, parse_day
from planner.evidence import Fate, Prepared, prepare
from planner.evidence.conversion import share
from planner.evidence.cuts import cut
from planner.evidence.incidence import incidence_of
from planner.evidence.passages import Passage
from planner.evidence.tally import median_days, tally
from planner.journeys.table import Dimension, Journeys, Outcome

JOURNEYS = 1_000_000
ROUNDS = 7
CHANNELS = tuple(f"Channel {letter}" for letter in "ABCDEFGH")


@pytest.fixture(scope="module")
def prepared() -> Prepared:
    """Two years of leads: a tenth is won after 0 to 200 days, half is lost."""
    rng = np.random.default_rng(11)
    as_of = parse_day("2026-10-31")
    entry = as_of - rng.integers(0, 730, JOURNEYS)
    fate = rng.choice([Outcome.WON, Outcome.LOST, Outcome.OPEN], JOURNEYS, p=[0.1, 0.5, 0.4])
    until = entry + rng.integers(0, 200, JOURNEYS)
    won, lost = ((fate == f) & (until <= as_of) for f in (Outcome.WON, Outcome.LOST))
    nothing = np.full(JOURNEYS, np.nan)
    channel = rng.integers(0, len(CHANNELS), JOURNEYS).astype(np.int32)
    table = Journeys(
        stages=("Lead", "Won"),
        ids=(),
        entered=np.stack((entry, np.where(won, until, NO_DAY)), axis=1).astype(np.int32),
        reached=np.stack((np.ones_like(won), won), axis=1),
        outcome=np.select([won, lost], [Outcome.WON, Outcome.LOST], Outcome.OPEN).astype(np.int8),
        left=np.where(lost, until, NO_DAY).astype(np.int32),
        amount=nothing,
        opened_amount=nothing,
        dimensions={"channel": Dimension(channel, CHANNELS)},
        as_of=as_of,
        currency="USD",
        closing=np.full(JOURNEYS, NO_DAY, np.int32),
        deal_ids=(),
    )
    ready = prepare(table)
    keys = ready.passage(0, 1)
    assert len(keys.cell) == len(keys.age_cell) == JOURNEYS
    return ready


def test_counts_conversion_and_median_days_by_channel_and_month(prepared: Prepared) -> None:
    """Counts, conversion and median days of every channel and month, beside pandas.

    Work: one tally of a million journeys on prepared keys. Peer: pandas' groupby of the same.
    Ratio: at most 0.5.
    """
    passage, months = prepared.passage(0, 1), prepared.entry_months(0)
    channel = prepared.journeys.dimensions["channel"].codes
    groups = (channel * 25 + months - months.min()).astype(np.intp)
    frame = pd.DataFrame(
        {
            "channel": pd.Categorical.from_codes(channel, CHANNELS),
            "month": months,
            "won": passage.fate == Fate.ADVANCED,
            "lost": passage.fate == Fate.LOST,
            "days": np.where(passage.fate == Fate.ADVANCED, passage.day, np.nan),
        }
    )

    def ours() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        counts = tally(passage, groups, len(CHANNELS) * 25)
        rate = share(counts.advanced, counts.entered)
        return counts.entered, rate, median_days(counts.days[:, Fate.ADVANCED])

    def peer() -> pd.DataFrame:
        grouped = frame.groupby(["channel", "month"], observed=True)
        return grouped.agg({"won": ["size", "sum", "mean"], "lost": "sum", "days": "median"})

    entered, rate, days = (part.reshape(len(CHANNELS), 25) for part in ours())
    found = peer()
    expected = found["won"]
    full = entered > 0
    assert entered[full].tolist() == expected["size"].tolist()
    assert rate[full] == pytest.approx(expected["mean"].to_numpy())
    assert days[full] == pytest.approx(found["days", "median"].to_numpy(), nan_ok=True)
    mine, theirs = medians(ROUNDS, ours, peer)
    said = f"{1000 * mine:.1f} ms, pandas {1000 * theirs:.1f} ms"
    print(said)
    assert mine < theirs / 2, said


def test_the_same_under_any_filter_beside_polars(prepared: Prepared) -> None:
    """Counts, conversion and median days by channel and month of every third journey.

    Work: a mask laid on the prepared keys, and the tally of a million. Peer: polars' filter and
    group_by of the same, on all cores. Ratio: at most 1.
    """
    polars = pytest.importorskip("polars")
    passage, months = prepared.passage(0, 1), prepared.entry_months(0)
    channel = prepared.journeys.dimensions["channel"].codes
    groups = (channel * 25 + months - months.min()).astype(np.intp)
    cells, chosen = len(CHANNELS) * 25, np.arange(JOURNEYS) % 3 == 0
    won = passage.fate == Fate.ADVANCED
    frame = polars.DataFrame(
        {"cell": groups, "won": won, "lost": passage.fate == Fate.LOST, "chosen": chosen}
    ).with_columns(polars.Series("days", np.where(won, passage.day, -1)).replace(-1, None))

    def ours() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        counts = tally(passage, np.where(chosen, groups, cells), cells)
        rate = share(counts.advanced, counts.entered)
        return counts.entered, rate, median_days(counts.days[:, Fate.ADVANCED])

    def peer() -> "polars.DataFrame":
        col = polars.col
        return (
            frame.filter(col("chosen"))
            .group_by("cell")
            .agg(
                polars.len().alias("n"),
                col("won").sum().alias("moved"),
                col("won").mean().alias("rate"),
                col("lost").sum(),
                col("days").median().alias("median"),
            )
        )

    entered, rate, days = ours()
    found = peer().sort("cell")
    full = found["cell"].to_numpy()
    assert entered[full].tolist() == found["n"].to_list()
    assert rate[full] == pytest.approx(found["rate"].to_numpy())
    assert days[full] == pytest.approx(found["median"].to_numpy(), nan_ok=True)
    mine, theirs = medians(ROUNDS, ours, peer)
    said = f"{1000 * mine:.1f} ms, polars {1000 * theirs:.1f} ms"
    print(said)
    assert mine < theirs, said


def curves(passage: Passage, groups: np.ndarray) -> list[np.ndarray]:
    """What statsmodels makes of the same journeys: F of winning by channel."""
    status = np.select([passage.fate == Fate.ADVANCED, passage.fate == Fate.LOST], [1, 2], 0)
    result = []
    for i in range(len(CHANNELS)):
        chosen = groups == i
        result.append(CumIncidenceRight(passage.day[chosen], status[chosen]).cinc[0])
    return result


def test_matured_conversion_of_eight_channels(prepared: Prepared) -> None:
    """Matured conversion with its variance, beside statsmodels.

    Work: from a million journeys, and from their day bins. Peer: statsmodels' cumulative incidence
    of the same journeys. Ratio: at most 0.25 and 0.025.
    """
    passage, groups = prepared.passage(0, 1), cut(prepared.journeys, ("channel",)).groups
    whole = np.full(len(CHANNELS), passage.length - 1)
    binned = tally(passage, groups, len(CHANNELS))
    ours = incidence_of(binned, whole).moved
    for mine, theirs in zip(ours, curves(passage, groups), strict=True):
        assert mine[-1] == pytest.approx(theirs[-1], abs=1e-12)

    def measured() -> np.ndarray:
        found = incidence_of(tally(passage, groups, len(CHANNELS)))
        return np.stack((found.rate, found.variance()))

    def on_bins() -> np.ndarray:
        found = incidence_of(binned)
        return np.stack((found.rate, found.variance()))

    whole_way, bins, peer = medians(ROUNDS, measured, on_bins, lambda: curves(passage, groups))
    said = f"{1000 * whole_way:.1f} and {1000 * bins:.1f} ms, statsmodels {1000 * peer:.1f} ms"
    print(said)
    assert whole_way < peer / 4, said
    assert bins < peer / 40, said


@pytest.mark.filterwarnings("ignore")
def test_matured_conversion_beside_lifelines(prepared: Prepared) -> None:
    """Matured conversion of eight channels from day bins, beside lifelines.

    Peer: lifelines' Aalen-Johansen fitter of the same million journeys, without its variance. It
    sets ties apart at random; ours are exact. Ratio: at most 0.02.
    """
    passage, groups = prepared.passage(0, 1), cut(prepared.journeys, ("channel",)).groups
    binned = tally(passage, groups, len(CHANNELS))
    status = np.select([passage.fate == Fate.ADVANCED, passage.fate == Fate.LOST], [1, 2], 0)

    def peer() -> list[float]:
        found = []
        for i in range(len(CHANNELS)):
            chosen = groups == i
            fitter = AalenJohansenFitter(calculate_variance=False, seed=1)
            fitter.fit(passage.day[chosen], status[chosen], event_of_interest=1)
            found.append(float(fitter.cumulative_density_.iloc[-1, 0]))
        return found

    whole = np.full(len(CHANNELS), passage.length - 1)
    assert incidence_of(binned, whole).rate == pytest.approx(peer(), abs=0.01)

    def on_bins() -> np.ndarray:
        found = incidence_of(binned)
        return np.stack((found.rate, found.variance()))

    bins, theirs = medians(3, on_bins, peer)
    said = f"{1000 * bins:.1f} ms, lifelines {1000 * theirs:.1f} ms"
    print(said)
    assert bins < theirs / 50, said
