"""A million deals: what drives them beside statsmodels, lifelines; their reps beside pandas."""

import lifelines
import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm

from benchmarks.drivers_data import deals
from benchmarks.timing import medians
from planner.evidence import Prepared, RepEvidence, prepare, rep_evidence
from planner.evidence.regression import Drivers, Target, drivers
from planner.journeys.activities import activities_of
from planner.journeys.table import Activities, Outcome

ROUNDS = 3
TENTH, FIFTIETH = 10, 50


@pytest.fixture(scope="module")
def prepared() -> Prepared:
    ready = prepare(deals())
    ready.passage(0, 1)
    return ready


def dummies(prepared: Prepared, model: Drivers, rows: np.ndarray) -> np.ndarray:
    """What a library is given: a row per deal, ones, and a column per level that has a ratio."""
    columns = [np.ones(len(rows))]
    for one in model.multipliers:
        if one.ratio.known and not one.reference:
            found = prepared.journeys.dimensions[one.factor]
            columns.append((found.codes[rows] == found.labels.index(one.level)).astype(float))
    return np.column_stack(columns)


def held(name: str, mine: float, theirs: float, most: float) -> None:
    said = f"{name}: {1000 * mine:.0f} ms, {1000 * theirs:.0f} ms, {mine / theirs:.3f} ×"
    print(said)
    assert mine < most * theirs, said


def test_what_drives_a_win(prepared: Prepared) -> None:
    """Logistic regression of 900,000 closed deals on six factors.

    Work: everything from the prepared journeys to words. Peer: statsmodels' Logit on a tenth of the
    deals, its columns made ready. Ratio: at most 0.2.
    """
    journeys, model = prepared.journeys, drivers(prepared, Target.WIN)
    rows = np.flatnonzero(journeys.outcome != Outcome.OPEN)[::TENTH]
    x, won = dummies(prepared, model, rows), (journeys.outcome[rows] == Outcome.WON).astype(float)
    mine, theirs = medians(
        ROUNDS, lambda: drivers(prepared, Target.WIN), lambda: sm.Logit(won, x).fit(disp=0)
    )
    held("win, statsmodels", mine, theirs, 0.2)


def test_what_drives_a_size(prepared: Prepared) -> None:
    """Gamma regression of 290,000 amounts on six factors.

    Peer: statsmodels' GLM on a tenth of them. Ratio: at most 0.5.
    """
    journeys, model = prepared.journeys, drivers(prepared, Target.SIZE)
    rows = np.flatnonzero(journeys.outcome == Outcome.WON)[::TENTH]
    x, family = dummies(prepared, model, rows), sm.families.Gamma(sm.families.links.Log())
    mine, theirs = medians(
        ROUNDS,
        lambda: drivers(prepared, Target.SIZE),
        lambda: sm.GLM(journeys.amount[rows], x, family).fit(),
    )
    held("size, statsmodels", mine, theirs, 0.5)


@pytest.mark.filterwarnings("ignore")
def test_what_drives_a_cycle(prepared: Prepared) -> None:
    """Log-normal regression of 390,000 won and open deals, these by their chance of winning.

    Peer: lifelines' log-normal model on a fiftieth of them. Ratio: at most 0.5.
    """
    journeys, model = prepared.journeys, drivers(prepared, Target.CYCLE)
    passage = prepared.passage(0, 1)
    rows = np.flatnonzero(journeys.outcome != Outcome.LOST)[::FIFTIETH]
    table = pd.DataFrame(dummies(prepared, model, rows)[:, 1:])
    table["days"], table["won"] = (
        np.maximum(passage.day[rows], 0.5),
        journeys.outcome[rows] == Outcome.WON,
    )
    mine, theirs = medians(
        ROUNDS,
        lambda: drivers(prepared, Target.CYCLE),
        lambda: lifelines.LogNormalAFTFitter().fit(table, "days", "won"),
    )
    held("cycle, lifelines", mine, theirs, 0.5)


@pytest.fixture(scope="module")
def touched(prepared: Prepared) -> Activities:
    """A million touches, of two leads in three."""
    rng = np.random.default_rng(3)
    journeys = prepared.journeys
    rows = rng.integers(0, len(journeys) * 2 // 3, len(journeys))
    names = np.array([f"L{row}" for row in rows.tolist()], dtype=object)
    return activities_of(
        names, (journeys.entered[rows, 0] + rng.integers(0, 30, len(rows))).astype(np.int32)
    )


def test_two_hundred_reps(prepared: Prepared, touched: Activities) -> None:
    """Received, worked, won, close rate, days, first touch and picking of every rep and team.

    Work: the same after the first time, with other windows, filters; and the first time, when whose
    touches they are has to be found out. Peer: pandas joins the touches to the leads by id, finds
    each one's first, and counts by rep and team, with median days. Ratio: at most 1 and 2.5.
    """
    journeys, passage = prepared.journeys, prepared.passage(0, 1)
    won = journeys.outcome == Outcome.WON
    table = pd.DataFrame(
        {name: pd.Categorical.from_codes(d.codes, d.labels)
         for name, d in journeys.dimensions.items() if name in {"rep", "source team"}}
        | {"id": journeys.ids, "won": won, "days": np.where(won, passage.day, np.nan),
           "entered": journeys.entered[:, 0]}
    )  # fmt: skip
    names = np.array([name[1:] for name in touched.records], dtype=object)
    touches = pd.DataFrame({"id": names[touched.codes], "day": touched.days})

    def peer() -> pd.DataFrame:
        first = touches.groupby("id", as_index=False)["day"].min()
        found = table.merge(first, on="id", how="left")
        found["wait"] = found["day"] - found["entered"]
        by = found.groupby(["rep", "source team"], observed=True)
        return by.agg({"won": ["size", "sum", "mean"], "days": "median", "wait": "median"})

    def ours() -> RepEvidence:
        return rep_evidence(prepared, touched)

    found, expected = ours(), peer()
    assert len(found.reps) == 200
    assert sum(len(rep.teams) for rep in found.reps) == len(expected)
    assert found.total.received == int(expected["won", "size"].sum())
    assert found.total.won == int(expected["won", "sum"].sum())
    again, first, theirs = medians(
        ROUNDS, ours, lambda: rep_evidence(prepare(journeys), touched), peer
    )
    held("reps again, pandas", again, theirs, 1.0)
    held("reps the first time, pandas", first, theirs, 2.5)
