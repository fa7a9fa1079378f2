"""What the truth says is what many companies show."""

import numpy as np
import pytest

from planner.base.days import NO_DAY
from planner.journeys.table import Journeys, Outcome
from planner.sample import Company, journeys, make_company
from planner.sample import parameters as p
from planner.sample.lags import draw_days, lag_cdf, mean_of
from planner.sample.parameters import LagShape

AGE = 365
SEEDS = range(30)


@pytest.fixture(scope="module")
def companies() -> list[Company]:
    return [make_company(seed) for seed in SEEDS]


def of_channel(company: Company, channel: str) -> np.ndarray:
    return company.paths.channel == company.truth.channels.index(channel)


def moved_on(table: Journeys, mask: np.ndarray, transition: int) -> tuple[int, int]:
    """Entrants of a stage at least AGE days ago, and how many moved on within AGE days."""
    start, end = table.entered[:, transition], table.entered[:, transition + 1]
    old = mask & (start != NO_DAY) & (start <= table.as_of - AGE)
    return int(old.sum()), int((old & (end != NO_DAY) & (end - start <= AGE)).sum())


def test_rates_of_finished_cohorts_scatter_around_the_truth(companies: list[Company]) -> None:
    scores = []
    for company in companies:
        table = journeys(company)
        for channel in company.truth.channels:
            for t in range(company.truth.entry(channel), len(p.STAGES) - 1):
                entered, advanced = moved_on(table, of_channel(company, channel), t)
                rate = company.truth.rate_within(channel, t, AGE)
                deviation = np.sqrt(entered * rate * (1 - rate))
                if deviation > 2:
                    scores.append((advanced - entered * rate) / deviation)
    z = np.array(scores)
    assert len(z) > 600
    assert abs(z.mean()) < 0.1
    assert (np.abs(z) < 1.645).mean() == pytest.approx(0.90, abs=0.03)


def test_rates_hold_in_each_segment(companies: list[Company]) -> None:
    truth = companies[0].truth
    for code, segment in enumerate(truth.segments):
        pairs = [
            moved_on(journeys(c), of_channel(c, "Webinar") & (c.paths.segment == code), 0)
            for c in companies
        ]
        entered, advanced = np.array(pairs).sum(axis=0)
        rate = truth.rate("Webinar", 0, segment)
        assert advanced / entered == pytest.approx(rate, abs=4 * (rate / entered) ** 0.5)


def agrees(values: np.ndarray, truth: float) -> bool:
    """Whether a mean lies within four standard errors of the truth."""
    return bool(abs(values.mean() - truth) <= 4 * values.std() / np.sqrt(len(values)))


@pytest.mark.parametrize("channel", ["Paid search", "Events", "Partner referral", "Outbound"])
def test_mean_lags(companies: list[Company], channel: str) -> None:
    truth = companies[0].truth
    for t in range(truth.entry(channel), len(p.STAGES) - 1):
        lags = []
        for company in companies:
            dates = company.paths.entered[of_channel(company, channel)].astype(np.int64)
            old = (dates[:, t] != NO_DAY) & (dates[:, t] <= company.as_of - AGE)
            waits = dates[:, t + 1] - dates[:, t]
            lags.append(waits[old & (dates[:, t + 1] != NO_DAY) & (waits <= AGE)])
        assert agrees(np.concatenate(lags), truth.mean_lag_within(channel, t, AGE))
        whole = truth.mean_lag_within(channel, t, 5_000)
        assert whole == pytest.approx(truth.mean_lag(channel, t), rel=1e-6)


@pytest.mark.parametrize("channel", ["Paid search", "Events", "Partner referral"])
@pytest.mark.parametrize("segment", ["SMB", "Enterprise"])
def test_deal_sizes(companies: list[Company], channel: str, segment: str) -> None:
    truth = companies[0].truth
    code = truth.segments.index(segment)
    won = [
        c.paths.agreed[
            of_channel(c, channel) & (c.paths.segment == code) & (c.paths.outcome == Outcome.WON)
        ]
        for c in companies
    ]
    assert agrees(np.concatenate(won), truth.deal_size(channel, segment))


def test_a_channels_deal_size_is_the_mix_of_what_it_wins(company: Company) -> None:
    truth = company.truth
    smb, enterprise = (truth.deal_size("Events", s) for s in ("SMB", "Enterprise"))
    assert smb < truth.deal_size("Events") < enterprise


def test_opened_amounts(companies: list[Company]) -> None:
    opened = np.concatenate(
        [c.paths.opened[of_channel(c, "Events") & c.paths.is_opportunity] for c in companies]
    )
    assert opened.mean() == pytest.approx(companies[0].truth.opened_amount("Events"), rel=0.03)


@pytest.mark.parametrize("shape", [*p.CONVERSION_SHAPES, *p.LOSS_SHAPES])
@pytest.mark.parametrize("mean", [3.0, 60.0])
def test_drawn_days_follow_their_distribution(shape: LagShape, mean: float) -> None:
    days = draw_days(shape, np.full(100_000, mean), np.random.default_rng(1))
    cdf = lag_cdf(shape, mean)
    for day in (0, 2, 10, 60, 200):
        assert (days <= day).mean() == pytest.approx(cdf[day], abs=0.007)
    assert days.mean() == pytest.approx(mean_of(cdf), rel=0.02)


def test_no_wait_is_no_wait() -> None:
    shape = p.CONVERSION_SHAPES[0]
    assert not draw_days(shape, np.zeros(5), np.random.default_rng(1)).any()
    assert mean_of(lag_cdf(shape, 0.0)) == 0.0


def value_of_a_lead(company: Company, channel: str) -> float:
    rates = [company.truth.rate(channel, t) for t in range(len(p.STAGES) - 1)]
    return float(np.prod(rates)) * company.truth.deal_size(channel)


def test_a_hidden_gem_and_a_fools_gold(company: Company) -> None:
    values = {
        channel: value_of_a_lead(company, channel)
        for channel in company.truth.channels
        if company.truth.entry(channel) == 0
    }
    ranked = sorted(values, key=lambda channel: values[channel])
    assert ranked[0] == "List purchase"
    assert ranked[-1] == "Partner referral"
    assert values["Partner referral"] > 2.5 * values[ranked[-2]]
    shares = {c.name: c.share for c in p.CHANNELS}
    assert shares["Partner referral"] <= 0.03
    assert shares["List purchase"] > 0.1


def test_reps_differ_but_not_their_regions_mean() -> None:
    for region in p.REGIONS:
        assert np.mean([r.closing for r in p.REPS if r.region == region]) == pytest.approx(1.0)
    assert sum(p.REGIONS.values()) == pytest.approx(1.0)
    assert sum(c.share for c in p.CHANNELS if c.entry == 0) == pytest.approx(1.0)
    assert all(sum(c.segments) == pytest.approx(1.0) for c in p.CHANNELS)
