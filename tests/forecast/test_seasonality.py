"""Volumes by season: measured over whole years, or set; a month of its own stays as it is."""

from dataclasses import replace

import numpy as np
import pytest

from planner.base.days import parse_day
from planner.evidence.figures import FunnelEvidence
from planner.evidence.season import measured_season
from planner.forecast.results import forecast
from planner.plan.assumption import View
from planner.plan.fold import fold
from tests.forecast.plans import EVIDENCE, said


@pytest.fixture
def seasonal() -> FunnelEvidence:
    """Two years of which July has half of a month's entries, and December one and a half."""
    months = np.full(24, 100.0)
    months[[6, 18]], months[[11, 23]] = 50.0, 150.0
    window = parse_day("2024-10-01"), parse_day("2026-09-30")
    rolled = np.roll(months, 3)
    return replace(
        EVIDENCE,
        window=window,
        as_of=parse_day("2026-12-31"),
        lines={name: replace(line, months=rolled) for name, line in EVIDENCE.lines.items()},
    )


def entering(values: dict[str, float | str | None], evidence: FunnelEvidence) -> np.ndarray:
    return forecast(fold(said(values)), evidence, View.WORKING).entries[0, 0]


def test_a_season_is_measured_by_calendar_month(seasonal: FunnelEvidence) -> None:
    found = measured_season(seasonal)
    assert found is not None
    assert found[6] == pytest.approx(0.5)
    assert found[11] == pytest.approx(1.5)
    assert found.mean() == pytest.approx(1.0)


def test_months_are_alike_unless_the_plan_is_seasonal(seasonal: FunnelEvidence) -> None:
    assert entering({}, seasonal).tolist() == [400.0] * 12
    found = entering({"plan:season": "measured"}, seasonal)
    assert (found[6], found[11]) == pytest.approx((200.0, 600.0))


def test_what_is_set_counts_more_than_what_was_measured(seasonal: FunnelEvidence) -> None:
    found = entering({"plan:season": "measured", "plan:season:07": 0.8}, seasonal)
    assert found[6] == pytest.approx(320.0)
    assert entering({"plan:season:07": 0.8}, seasonal)[11] == 400.0


def test_a_volume_of_its_own_month_is_taken_as_it_is(seasonal: FunnelEvidence) -> None:
    found = entering({"plan:season": "measured", "Paid/volume/2027-07": 300.0}, seasonal)
    assert found[6] == 300.0


def test_less_than_a_year_has_no_season(seasonal: FunnelEvidence) -> None:
    short = replace(seasonal, window=(parse_day("2026-07-01"), parse_day("2026-09-30")))
    lines = {name: replace(line, months=np.ones(3)) for name, line in short.lines.items()}
    assert measured_season(replace(short, lines=lines)) is None
    assert measured_season(None) is None
