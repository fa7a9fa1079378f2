"""Evidence charts on the sample company, and their findings on literal figures."""

import math
from dataclasses import replace

import pytest

from planner.agreement.results import Results, results
from planner.base.units import Unit
from planner.evidence import Prepared, funnel_evidence
from planner.evidence.figures import Figure
from planner.plan.assumption import Assumption
from planner.plan.edits import Draft
from planner.plan.fold import fold, line_value
from planner.plan.keys import Driver, DriverKind
from planner.plan.log import Log, stamp
from planner.sample.company import journeys, make_company
from planner.sheets.assumptions import assumptions_sheet
from planner.sheets.evidence_chart import Positions, evidence_chart, finding, line_rows, trends
from planner.sheets.words import Tongue
from tests.sheets.plans import RATE, M, S, T, measured
from tests.sheets.test_assumptions import cell

HAND_OFF = "Paid search/rate:MQL>SAL"
SEEN = [Figure(0.55, 0.52, 0.58, 500), Figure(0.60, 0.57, 0.63, 500)]


@pytest.fixture(scope="module")
def source() -> Prepared:
    return Prepared(journeys(make_company(leads=6_000)))


@pytest.fixture(scope="module")
def sample(source: Prepared) -> Results:
    """The sample's plan, Marketing at 95 % and Sales at 30 % for Paid search's hand-off."""
    return planned(source, Draft(M, HAND_OFF, 0.95), Draft(S, HAND_OFF, 0.3))


def planned(source: Prepared, *positions: Draft) -> Results:
    evidence = funnel_evidence(source)
    stages = source.journeys.stages
    said = [Draft(T, "plan:start", "2027-01"), *positions]
    said += [
        Draft(T, f"line:{line.line}", line_value(stages[line.entry], line.source_team))
        for line in evidence.lines.values()
    ]
    ids = iter(f"{i:04d}" for i in range(100))
    edits = stamp(Log(), said, author="", time="2026-11-01", new_id=lambda: next(ids))
    return results(fold(Log.of(edits)), evidence)


def assumption(of: Results, key: str) -> Assumption:
    return next(a for a in of.assumptions if a.key == key)


@pytest.mark.parametrize(
    ("marketing", "sales", "title"),
    [
        (0.65, 0.50, "No quarter has come near 65%, and none was as low as 50%"),
        (0.62, None, "No quarter has quite reached 62%"),
        (None, 0.40, "No quarter was as low as 40%"),
        (0.58, 0.57, "Every quarter lies between 55% and 60%, which holds both positions"),
        (None, None, "Every quarter lies between 55% and 60%"),
    ],
)
def test_the_title_sets_positions_against_what_was_seen(
    marketing: float | None, sales: float | None, title: str
) -> None:
    assert finding(SEEN, Positions(marketing, sales), Unit.RATE, Tongue(), "quarter") == title


def test_a_rate_by_quarter_with_both_positions(source: Prepared, sample: Results) -> None:
    chart = evidence_chart(sample, source, assumption(sample, HAND_OFF))
    (series,) = chart.series
    assert chart.title == "No quarter has come near 95%, and none was as low as 30%"
    assert [(r.value, r.label, r.role) for r in chart.references] == [
        (0.95, "Marketing 95%", "marketing"),
        (0.3, "Sales 30%", "sales"),
    ]
    assert len(series.x) == len(chart.labels) == 9
    for low, y, high in zip(series.low, series.y, series.high, strict=True):
        assert low <= y <= high or math.isnan(y)


def test_young_quarters_are_hollow_where_conversion_takes_long(
    source: Prepared, sample: Results
) -> None:
    slow = evidence_chart(sample, source, assumption(sample, "Paid search/rate:Opportunity>Won"))
    first = slow.series[0].immature_from
    assert first is not None
    assert first > 3


def test_deal_sizes_by_quarter_count_the_evidences_deals(source: Prepared, sample: Results) -> None:
    found = assumption(sample, "Events/deal_size")
    chart = evidence_chart(sample, source, found)
    assert chart.subtitle.endswith(f"n = {found.evidence.n}")


def test_volume_by_month_adds_up_to_the_evidence(source: Prepared, sample: Results) -> None:
    found = assumption(sample, "Events/volume")
    chart = evidence_chart(sample, source, found)
    assert sum(chart.series[0].y) == found.evidence.n
    assert len(chart.labels) == 24


def test_the_lag_curve_rings_its_median(source: Prepared, sample: Results) -> None:
    chart = evidence_chart(sample, source, assumption(sample, "Paid search/lag:Opportunity>Won"))
    (series,) = chart.series
    assert series.y[-1] == pytest.approx(1.0)
    assert series.ring_at is not None
    day, share = series.ring_at
    assert share >= 0.5 > series.y[int(day) - 1]
    assert chart.title.startswith(f"Half move on within {day:.0f} days")


def test_without_data_the_chart_says_so() -> None:
    found = measured()
    assert evidence_chart(found, None, assumption(found, RATE)).empty.startswith("No data")


def test_spark_lines_follow_the_quarters(source: Prepared, sample: Results) -> None:
    found = trends(sample, source)
    sheet = assumptions_sheet(sample, trends=found)
    chart = evidence_chart(sample, source, assumption(sample, HAND_OFF))
    assert cell(sheet, HAND_OFF, "trend").spark == pytest.approx(chart.series[0].y)
    assert len(cell(sheet, "Events/volume", "trend").spark) == 24


def test_a_lines_journeys_are_those_of_its_channel(source: Prepared, sample: Results) -> None:
    channel = source.journeys.dimensions["channel"]
    rows = line_rows(source, sample.plan, "Events")
    assert (rows == (channel.codes == channel.labels.index("Events"))).all()
    assert not line_rows(source, sample.plan, "Unknown").any()


def test_data_without_a_channel_are_one_line_with_its_own_spark_lines(source: Prepared) -> None:
    dimensions = {k: v for k, v in source.journeys.dimensions.items() if k != "channel"}
    whole = Prepared(replace(source.journeys, dimensions=dimensions))
    found = planned(whole)
    (line,) = found.plan.line_names
    assert line_rows(whole, found.plan, line).all()
    rate = next(a for a in found.assumptions if a.driver == Driver(DriverKind.RATE, 1))
    assert rate.driver in trends(found, whole)[line]
    assert evidence_chart(found, whole, rate).series
