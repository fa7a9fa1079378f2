"""What drives a win, a size, a cycle: levels, pooling, separation, order, recovery, value."""

import math

import numpy as np
import pytest

from planner.evidence.regression import (
    Drivers,
    Multiplier,
    Target,
    calibration,
    drivers,
    expected_values,
)
from planner.evidence.regression.drivers import NO_ANSWER
from tests.evidence.regression.deals import LOST, OPEN, WON, deals, made_up, shuffled

Row = tuple[str, str, float, float, float, int, int]


def level(model: Drivers, factor: str, name: str) -> Multiplier:
    return next(m for m in model.multipliers if (m.factor, m.level) == (factor, name))


def rows_of(model: Drivers) -> list[Row]:
    return [
        (m.factor, m.level, m.ratio.value, m.ratio.low, m.ratio.high, m.ratio.n, m.won)
        for m in model.multipliers
    ]


def test_one_factor_of_two_levels_is_the_table_of_odds() -> None:
    """40 of 100 from Web and 30 of 50 from Events: odds 2/3 and 3/2, so Events has 2.25 times."""
    outcome = [WON] * 40 + [LOST] * 60 + [WON] * 30 + [LOST] * 20
    model = drivers(deals(outcome, {"channel": ["Web"] * 100 + ["Events"] * 50}), Target.WIN)
    events, web = level(model, "channel", "Events"), level(model, "channel", "Web")
    assert model.base.value == pytest.approx(0.4)
    assert events.ratio.value == pytest.approx(2.25)
    error = math.sqrt(1 / 40 + 1 / 60 + 1 / 30 + 1 / 20)
    assert events.ratio.low == pytest.approx(2.25 * math.exp(-1.6448536 * error))
    assert (events.ratio.n, events.won, web.ratio.n, web.won) == (50, 30, 100, 40)
    assert web.reference
    assert web.ratio.value == 1.0


def test_values_with_fewer_than_thirty_deals_are_other() -> None:
    names = ["Web"] * 60 + ["Events"] * 30 + ["Fax"] * 29 + ["Radio"] * 5
    model = drivers(deals([WON, LOST] * 62, {"channel": names}), Target.WIN)
    assert [m.level for m in model.multipliers] == ["Web", "Events", "Other"]
    other = level(model, "channel", "Other")
    assert (other.ratio.n, other.pooled, other.won) == (34, 2, 17)


def test_the_reference_is_the_most_frequent_value_that_is_known() -> None:
    names = ["(blank)"] * 90 + ["Web"] * 40 + ["Events"] * 40
    model = drivers(deals([WON, LOST] * 85, {"channel": names}), Target.WIN)
    assert [(m.level, m.reference) for m in model.multipliers] == [
        ("Events", True), ("Web", False), ("(blank)", False),
    ]  # fmt: skip


def test_what_the_channel_tells_the_source_team_does_not_tell_again() -> None:
    channel = ["Web"] * 80 + ["Ads"] * 70 + ["Calls"] * 50
    team = ["Marketing"] * 150 + ["Sales"] * 50
    outcome = [WON, LOST, LOST, LOST, WON] * 40
    model = drivers(deals(outcome, {"channel": channel, "source team": team}), Target.WIN)
    sales = level(model, "source team", "Sales")
    assert math.isnan(sales.ratio.value)
    assert sales.told_by == ("channel",)
    assert sales.ratio.n == 50
    alone = drivers(deals(outcome, {"channel": channel}), Target.WIN)
    calls = level(alone, "channel", "Calls").ratio.value
    assert level(model, "channel", "Calls").ratio.value == pytest.approx(calls)


@pytest.mark.parametrize("never", [WON, LOST])
def test_a_channel_that_always_or_never_wins_has_a_finite_ratio(never: int) -> None:
    outcome = [WON, LOST] * 60 + [never] * 40
    model = drivers(deals(outcome, {"channel": ["Web"] * 120 + ["Partner"] * 40}), Target.WIN)
    ratio = level(model, "channel", "Partner").ratio
    assert model.penalised
    assert ratio.value == pytest.approx(81.0 if never == WON else 1 / 81.0)
    assert 0 < ratio.low < ratio.value < ratio.high < math.inf


def test_separation_by_two_factors_together_is_found_too() -> None:
    """Neither alone foretells a win; large deals from Events are always won, and never others."""
    channel = ["Events", "Web", "Events", "Web"] * 40
    segment = ["Large", "Large", "Small", "Small"] * 40
    outcome = [WON, LOST, LOST, LOST] * 40
    model = drivers(deals(outcome, {"channel": channel, "segment": segment}), Target.WIN)
    assert model.penalised
    assert all(math.isfinite(m.ratio.value) for m in model.multipliers)
    assert level(model, "channel", "Web").ratio.high < 1


def test_a_channel_all_of_whose_deals_are_open_has_a_finite_cycle() -> None:
    outcome = [WON] * 60 + [OPEN] * 30 + [OPEN] * 40
    days = [20, 40, 80] * 30 + [100] * 40
    names = ["Web"] * 90 + ["Partner"] * 40
    model = drivers(deals(outcome, {"channel": names}, days=days), Target.CYCLE)
    ratio = level(model, "channel", "Partner").ratio
    assert model.penalised
    assert 1 < ratio.value < ratio.high < math.inf
    assert ratio.n == 40
    assert level(model, "channel", "Partner").won == 0


def test_a_deal_won_on_the_day_it_was_opened_has_a_cycle() -> None:
    names = ["Web"] * 40 + ["Events"] * 40
    model = drivers(deals([WON] * 80, {"channel": names}, days=[0, 1] * 40), Target.CYCLE)
    assert model.base.value == pytest.approx(math.sqrt(0.5))


@pytest.mark.parametrize("target", list(Target))
@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_rows_does_not_matter_to_the_last_digit(target: Target, seed: int) -> None:
    journeys = made_up()
    one, other = drivers(journeys, target), drivers(shuffled(journeys, seed), target)
    assert repr(rows_of(one)) == repr(rows_of(other))
    assert one.base == other.base


def test_cycles_all_of_the_same_days_have_no_answer_and_say_so() -> None:
    model = drivers(deals([WON] * 80, {"channel": ["Web", "Ads"] * 40}), Target.CYCLE)
    assert model.missing == NO_ANSWER
    assert model.multipliers == ()


def test_nothing_is_told_where_no_deal_was_lost() -> None:
    model = drivers(deals([WON] * 90, {"channel": ["Web", "Ads"] * 45}), Target.WIN)
    assert model.missing == "The data record no lost deal, so what drives a win cannot be told."
    assert model.multipliers == ()
    assert np.isnan(model.predict({}, np.arange(3))).all()


@pytest.mark.parametrize(
    ("target", "what"),
    [
        (Target.WIN, "closed deals"),
        (Target.SIZE, "won deals with an amount"),
        (Target.CYCLE, "won deals with both dates"),
    ],
)
def test_too_few_deals_are_said(target: Target, what: str) -> None:
    model = drivers(deals([WON, LOST] * 14, {"channel": ["Web", "Ads"] * 14}), target)
    assert model.missing == f"Fewer than 30 {what}: too few for a regression."


def test_a_win_without_amount_is_left_out_of_size_and_said() -> None:
    amounts = [100.0] * 60 + [0.0] * 3 + [math.nan] * 2
    names = ["Web", "Ads"] * 30 + ["Web"] * 5
    model = drivers(deals([WON] * 65, {"channel": names}, amounts), Target.SIZE)
    assert (model.n, model.left_out) == (60, 5)
    assert model.base.value == pytest.approx(100.0)


def test_expected_values_are_chance_times_amount_of_each_open_deal() -> None:
    outcome = [WON] * 40 + [LOST] * 60 + [WON] * 30 + [LOST] * 20 + [OPEN] * 3
    names = ["Web"] * 100 + ["Events"] * 50 + ["Web", "Events", "Never seen"]
    amounts = [10.0] * 100 + [40.0] * 50 + [math.nan] * 3
    found = expected_values(deals(outcome, {"channel": names}, amounts))
    assert found.rows.tolist() == [150, 151, 152]
    assert found.chance[:2] == pytest.approx([0.4, 0.6])
    assert found.size[:2] == pytest.approx([10.0, 40.0])
    assert found.value[:2] == pytest.approx([4.0, 24.0])
    assert 4 < found.value[2] < 24
    assert found.total == pytest.approx(found.value.sum())
    assert found.untold == 0


def test_expected_values_without_losses_are_untold() -> None:
    found = expected_values(deals([WON] * 40 + [OPEN] * 2, {"channel": ["Web"] * 42}))
    assert (found.untold, found.total) == (2, 0.0)


def test_chances_come_true_on_deals_held_out() -> None:
    found = calibration(made_up(6000, 3))
    assert len(found.tenths) == 10
    assert found.fitted_on + found.held_out == drivers(made_up(6000, 3), Target.WIN).n
    assert 0.17 < found.held_out / (found.fitted_on + found.held_out) < 0.23
    predicted = [tenth.predicted for tenth in found.tenths]
    assert predicted == sorted(predicted)
    inside = [t.happened.low <= t.predicted <= t.happened.high for t in found.tenths]
    assert sum(inside) >= 7


def test_the_split_depends_on_ids_alone() -> None:
    journeys = made_up()
    assert calibration(journeys) == calibration(shuffled(journeys, 5))


TRUTH = {
    Target.WIN: (math.exp(0.7), math.exp(-0.5)),
    Target.SIZE: (math.exp(0.3), math.exp(1.1)),
    Target.CYCLE: (math.exp(-0.4), math.exp(0.5)),
}
"""What Events does against Web, and Large against Small, in `made_up`."""


@pytest.mark.parametrize("target", list(Target))
def test_made_up_ratios_are_inside_their_intervals_nine_times_in_ten(target: Target) -> None:
    inside = []
    for seed in range(100):
        model = drivers(made_up(1200, 100 + seed), target)
        for (factor, name), truth in zip(
            (("channel", "Events"), ("segment", "Large")), TRUTH[target], strict=True
        ):
            ratio = level(model, factor, name).ratio
            inside.append(ratio.low <= truth <= ratio.high)
    assert 0.85 <= np.mean(inside) <= (0.98 if target is Target.CYCLE else 0.95)


def test_deals_that_will_be_lost_do_not_lengthen_the_cycle() -> None:
    """Each open one counted in full, the reference would come out a tenth too long."""
    medians = [drivers(made_up(1200, 300 + seed), Target.CYCLE).base.value for seed in range(30)]
    assert np.mean(medians) == pytest.approx(math.exp(4), rel=0.03)
