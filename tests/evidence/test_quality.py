"""Lead quality: planted signals are found, noise is not, and proposed rules keep their word."""

import dataclasses
import math

import numpy as np
import pytest
from scipy.stats import chi2_contingency

from planner.evidence import Prepared, plan_window
from planner.evidence.quality import (
    Clause,
    Field,
    Leads,
    Rule,
    fields_of,
    leads_of,
    nearest,
    qualified,
    steps_of,
)
from planner.evidence.quality.fields import information
from planner.journeys.table import Dimension, Journeys
from planner.sample import journeys, make_company
from tests.evidence.funnels import funnel, path
from tests.evidence.regression.deals import LOST, WON, deals, shuffled


def told(source: Journeys) -> dict[str, Field]:
    prepared = Prepared(source)
    return {field.name: field for field in fields_of(prepared, leads_of(prepared, None))}


def planted(seed: int = 1, n: int = 8000, amounts: tuple[float, ...] = (100.0,)) -> Journeys:
    """Leads won by their size: 5 %, 10 % or 25 %; letters and numbers tell nothing."""
    draw = np.random.default_rng(seed)
    size = draw.integers(0, 3, n)
    chance = np.array([0.05, 0.10, 0.25])[size]
    names = {
        "size": np.array(["small", "medium", "large"])[size],
        "letter": np.array(list("ABCD"))[draw.integers(0, 4, n)],
        "number": np.array([f"N{i:03d}" for i in range(120)])[draw.integers(0, 120, n)],
    }
    outcome = np.where(draw.random(n) < chance, WON, LOST)
    return deals(outcome, names, amount=np.resize(amounts, n), days=[10] * n)


@pytest.fixture(scope="module")
def sample() -> tuple[Prepared, Leads]:
    source = Prepared(journeys(make_company()))
    return source, leads_of(source, plan_window(source.journeys))


def test_the_field_that_tells_stands_first_and_noise_near_nothing() -> None:
    for seed in range(5):
        found = told(planted(seed))
        assert next(iter(found)) == "size"
        assert found["size"].explained > 0.05
        assert found["letter"].explained < 0.001
        assert found["number"].explained < 0.001
        assert [level.label for level in found["size"].levels] == ["large", "medium", "small"]
        assert all(level.surely for level in found["size"].levels if level.label != "medium")


def test_raw_counts_would_take_a_field_of_many_values_for_one_that_tells() -> None:
    """What shrinkage is for: the G statistic of raw counts, 2·N·I, grows with the 119 values."""
    source = planted()
    won = (source.outcome == WON).astype(int)
    table = np.zeros((120, 2))
    np.add.at(table, (source.dimensions["number"].codes, won), 1)
    raw = chi2_contingency(table, correction=False, lambda_="log-likelihood").statistic
    rate = won.mean()
    entropy = -rate * math.log(rate) - (1 - rate) * math.log(1 - rate)
    assert raw / (2 * len(won)) / entropy > 0.012
    assert told(source)["number"].explained < 0.001


def test_with_many_leads_information_is_that_of_the_raw_counts() -> None:
    counts = np.array([[500, 19500], [900, 9100], [3000, 27000]])
    g = chi2_contingency(counts, correction=False, lambda_="log-likelihood").statistic
    n, rate = counts.sum(), counts[:, 0].sum() / counts.sum()
    entropy = -rate * math.log(rate) - (1 - rate) * math.log(1 - rate)
    share, mean = information(counts[:, 0] / counts.sum(axis=1), counts.sum(axis=1).astype(float))
    assert share == pytest.approx(g / (2 * n) / entropy, rel=1e-9)
    assert mean == pytest.approx(rate)
    names = {"size": np.repeat(["a", "b", "c"], counts.sum(axis=1))}
    outcome = np.concatenate([[WON] * won + [LOST] * lost for won, lost in counts.tolist()])
    found = told(deals(outcome, names))
    assert found["size"].explained == pytest.approx(share, rel=0.02)


def test_a_field_that_foretells_everything_tells_nearly_all() -> None:
    names = {"answer": ["yes"] * 400 + ["no"] * 600}
    found = told(deals([WON] * 400 + [LOST] * 600, names))
    assert 0.95 < found["answer"].explained <= 1.0


def test_young_leads_count_as_little_as_they_have_matured() -> None:
    """Both channels win half after 100 days; only one has leads old enough to show it."""
    old = [path("2026-01-01 2026-02-01 2026-04-11", channel="Old")] * 60
    old += [path("2026-01-01", left="2026-02-01", channel="Old")] * 60
    young = [path("2026-12-20", channel="Young")] * 100
    prepared = Prepared(funnel(old + young))
    leads = leads_of(prepared, None)
    assert leads.trials[120:].sum() == 0.0
    assert leads.trials[:120].sum() == pytest.approx(120.0)
    (field,) = fields_of(prepared, leads)
    assert field.explained < 0.001
    assert not any(level.surely for level in field.levels)


def test_what_is_filled_in_on_the_way_to_a_win_is_no_quality() -> None:
    outcome = [WON] * 100 + [LOST] * 900
    names = {
        "product": ["Suite"] * 60 + ["Core"] * 40 + ["(blank)"] * 900,
        "segment": (["SMB"] * 6 + ["(blank)"] * 4) * 100,
    }
    found = told(deals(outcome, names))
    assert found["product"].filled_later
    assert math.isnan(found["product"].explained)
    assert not found["segment"].filled_later
    assert found["segment"].known == pytest.approx(0.6)
    assert list(found)[-1] == "product"


def test_small_values_are_other_and_reps_are_no_quality() -> None:
    n = 400
    names = {
        "city": [f"C{i:03d}" for i in range(100)] + ["Rome"] * 300,
        "rep": ["Ann"] * 200 + ["Bo"] * 200,
    }
    found = told(deals([WON, LOST] * (n // 2), names))
    assert list(found) == ["city"]
    other = next(level for level in found["city"].levels if level.label == "Other")
    assert (other.values, other.rate.n) == (100, 100)


def test_who_enters_later_is_no_lead_of_the_stage(sample: tuple[Prepared, Leads]) -> None:
    prepared, leads = sample
    outbound = prepared.journeys.dimensions["channel"]
    labels = {outbound.labels[code] for code in outbound.codes[leads.rows].tolist()}
    assert "Outbound" not in labels
    assert leads.later == 620


def test_the_proposed_rule_keeps_what_is_worth_most(sample: tuple[Prepared, Leads]) -> None:
    prepared, leads = sample
    steps = steps_of(prepared, leads, fields_of(prepared, leads))
    shares = [(step.leads, step.wins, step.bookings) for step in steps]
    assert shares == sorted(shares, reverse=True)
    assert steps[0].rule == Rule()
    for step in steps[1:]:
        assert step.wins >= step.leads
        found = qualified(prepared, leads, step.rule)
        assert found.share == pytest.approx(step.leads, abs=0.02)
        assert found.rate.value > found.everyone.value > found.others.value
        assert found.held_out.value > found.held_out_all.value
        assert found.bookings <= found.all_bookings
    kept = qualified(prepared, leads, steps[nearest(steps, 0.6)].rule)
    mask = np.isin(
        [prepared.journeys.dimensions["channel"].labels[c] for c in
         prepared.journeys.dimensions["channel"].codes[leads.rows]],
        ["List purchase", "Paid social", "Webinar"],
    )  # fmt: skip
    assert steps[nearest(steps, 0.6)].rule.clauses == (
        Clause("channel", ("List purchase", "Paid social", "Webinar"), among=False),
    )
    assert kept.leads == int((~mask).sum())


def test_a_rule_is_chosen_by_the_planted_signal_and_by_money() -> None:
    def first(source: Journeys) -> tuple[str, str]:
        prepared = Prepared(source)
        leads = leads_of(prepared, None)
        return steps_of(prepared, leads, fields_of(prepared, leads))[1].without

    assert first(planted()) == ("size", "small")
    source = planted()
    small = source.dimensions["size"].labels.index("small")
    rich = np.where(source.dimensions["size"].codes == small, 2000.0, 100.0)
    worth = dataclasses.replace(source, amount=np.where(source.outcome == WON, rich, np.nan))
    assert first(worth) == ("size", "medium")


def test_nothing_is_proposed_where_nothing_tells() -> None:
    prepared = Prepared(deals([WON, LOST] * 300, {"letter": ["A", "A", "B", "B"] * 150}))
    leads = leads_of(prepared, None)
    steps = steps_of(prepared, leads, fields_of(prepared, leads))
    assert [step.rule for step in steps] == [Rule()]


def test_leads_held_out_are_never_seen_by_the_choice() -> None:
    prepared = Prepared(planted())
    leads = leads_of(prepared, None)
    assert 0.15 < leads.unseen.mean() < 0.25
    flipped = dataclasses.replace(leads, won=leads.won ^ leads.unseen)
    fields = fields_of(prepared, leads)
    assert steps_of(prepared, leads, fields) == steps_of(prepared, flipped, fields)


def test_the_order_of_rows_does_not_matter() -> None:
    def said(source: Journeys) -> list[tuple[object, ...]]:
        prepared = Prepared(source)
        leads = leads_of(prepared, None)
        fields = fields_of(prepared, leads)
        rules = [step.rule for step in steps_of(prepared, leads, fields)]
        return [(f.name, round(f.explained, 12), f.levels) for f in fields] + [tuple(rules)]

    source = planted(n=2000)
    assert said(shuffled(source, 5)) == said(source)


def test_a_clause_reads_missing_fields_and_values_as_blank() -> None:
    codes = np.array([0, 1, 2], np.int32)
    held = {"segment": Dimension(codes, ("SMB", "", "Enterprise"))}
    assert Clause("segment", ("SMB",)).keeps(held, 3).tolist() == [True, False, False]
    assert Clause("segment", ("(blank)",), False).keeps(held, 3).tolist() == [True, False, True]
    assert Clause("size", ("(blank)",)).keeps(held, 3).all()
    assert Rule().keeps(held, 3).all()
