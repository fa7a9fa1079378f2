"""The same estimates and intervals as statsmodels' and lifelines', where nothing is penalised."""

import lifelines
import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm

from planner.evidence import Prepared
from planner.evidence.regression import Drivers, Target, drivers
from planner.journeys.table import Journeys, Outcome
from tests.evidence.regression.deals import made_up


@pytest.fixture(scope="module")
def journeys() -> Journeys:
    return made_up(1500)


def dummies(journeys: Journeys, model: Drivers, rows: np.ndarray) -> pd.DataFrame:
    """One column of ones, and one per level that is no reference."""
    table = {"reference": np.ones(len(rows))}
    for one in model.multipliers:
        if not one.reference:
            found = journeys.dimensions[one.factor]
            table[one.level] = (found.codes[rows] == found.labels.index(one.level)).astype(float)
    return pd.DataFrame(table)


def figures(model: Drivers) -> np.ndarray:
    """Ratio, low and high by level."""
    found = [m.ratio for m in model.multipliers if not m.reference]
    return np.array([(f.value, f.low, f.high) for f in found])


def test_win_is_the_logistic_regression_of_statsmodels(journeys: Journeys) -> None:
    model = drivers(journeys, Target.WIN)
    rows = np.flatnonzero(journeys.outcome != Outcome.OPEN)
    won = (journeys.outcome[rows] == Outcome.WON).astype(float)
    theirs = sm.Logit(won, dummies(journeys, model, rows)).fit(disp=0, tol=1e-12)
    told = np.exp(np.column_stack((theirs.params, theirs.conf_int(0.1))))
    assert not model.penalised
    assert figures(model) == pytest.approx(told[1:], rel=1e-6)
    odds = told[0]
    assert (model.base.value, model.base.low, model.base.high) == pytest.approx(odds / (1 + odds))
    assert (model.n, model.won) == (len(rows), int(won.sum()))


def test_size_is_the_gamma_regression_of_statsmodels(journeys: Journeys) -> None:
    model = drivers(journeys, Target.SIZE)
    rows = np.flatnonzero(journeys.outcome == Outcome.WON)
    family = sm.families.Gamma(sm.families.links.Log())
    x = dummies(journeys, model, rows)
    theirs = sm.GLM(journeys.amount[rows], x, family).fit(tol=1e-12, maxiter=200)
    told = np.exp(np.column_stack((theirs.params, theirs.conf_int(0.1))))
    assert figures(model) == pytest.approx(told[1:], rel=1e-6)
    assert (model.base.value, model.base.low, model.base.high) == pytest.approx(told[0])


@pytest.mark.filterwarnings("ignore::lifelines.exceptions.StatisticalWarning")
@pytest.mark.filterwarnings("ignore:.*keyword-only")
@pytest.mark.parametrize("lost", [False, True], ids=["none lost", "open ones by their chance"])
def test_cycle_is_the_log_normal_model_of_lifelines(lost: bool) -> None:
    journeys = made_up(1500, lost=lost)
    model, wins = (drivers(journeys, target) for target in (Target.CYCLE, Target.WIN))
    rows = np.flatnonzero(journeys.outcome != Outcome.LOST)
    won = journeys.outcome[rows] == Outcome.WON
    end = np.where(won, journeys.entered[rows, 1], journeys.as_of)
    table = dummies(journeys, model, rows).drop(columns="reference")
    table["days"], table["won"] = (end - journeys.entered[rows, 0]).astype(float), won
    chance = wins.predict(journeys.dimensions, rows) if lost else 1.0
    table["weight"] = np.where(won, 1.0, chance)
    fitter = lifelines.LogNormalAFTFitter(alpha=0.1)
    found = fitter.fit(table, "days", "won", weights_col="weight").summary.loc["mu_"]
    names = [m.level for m in model.multipliers if not m.reference]
    columns = ["exp(coef)", "exp(coef) lower 90%", "exp(coef) upper 90%"]
    assert figures(model) == pytest.approx(found.loc[names, columns].to_numpy(), rel=1e-3)
    told = found.loc["Intercept", columns].to_numpy()
    assert [model.base.value, model.base.low, model.base.high] == pytest.approx(told, rel=1e-3)
    assert 0 < model.won < model.n == len(rows)


def test_firth_has_the_published_answer_of_a_table() -> None:
    """Two by two with an empty cell: Jeffreys' prior adds a half to each cell.

    Source: Firth (1993), section 3.3; the saturated model is Haldane's and Anscombe's estimate.
    """
    from planner.evidence.regression.models import logistic

    x = np.array([[1.0, 0.0], [1.0, 1.0]])
    fit = logistic(x, np.array([40.0, 50.0]), np.array([0.0, 10.0]))
    assert fit.penalised
    first, ratio = np.log(0.5 / 40.5), np.log(10.5 / 40.5) - np.log(0.5 / 40.5)
    assert fit.estimates == pytest.approx([first, ratio], abs=1e-6)


def test_prepared_journeys_give_the_same(journeys: Journeys) -> None:
    first, again = (drivers(x, Target.CYCLE) for x in (journeys, Prepared(journeys)))
    assert (figures(first) == figures(again)).all()
