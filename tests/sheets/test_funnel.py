"""The Funnel sheet on the sample company: grid, charts and sentences tie out."""

import math

import numpy as np
import pytest

from planner.evidence import Measures, Prepared, measure, plan_window
from planner.evidence.cuts import Window
from planner.sample.company import journeys, make_company
from planner.sheets.cells import Tone
from planner.sheets.funnel import (
    filter_choices,
    filter_mask,
    funnel_sheet,
    window_text,
)
from planner.sheets.funnel_charts import (
    conversion_chart,
    velocity_chart,
    velocity_finding,
    volume_chart,
    volume_finding,
)
from planner.sheets.funnel_value import flag_of, volume_share
from planner.sheets.funnel_view import funnel_view, journeys_behind
from planner.sheets.words import Tongue
from tests.evidence.funnels import funnel, path
from tests.sheets.test_assumptions import at, cell, keys

BY = ("channel",)


@pytest.fixture(scope="module")
def source() -> Prepared:
    return Prepared(journeys(make_company()))


@pytest.fixture(scope="module")
def window(source: Prepared) -> Window:
    return plan_window(source.journeys)


@pytest.fixture(scope="module")
def measures(source: Prepared, window: Window) -> Measures:
    return measure(source, BY, entered=window)


def test_groups_add_up_to_the_last_row(measures: Measures, window: Window) -> None:
    sheet = funnel_sheet(measures, window)
    for column in ("stage:0", "stage:4", "bookings", "pipeline"):
        parts = [cell(sheet, key, column).value for key in keys(sheet)[:-1]]
        assert keys(sheet)[-1] == "total"
        assert sum(parts) == pytest.approx(cell(sheet, "total", column).value)
    assert cell(sheet, "total", "group").tone is Tone.TOTAL


def test_matured_stands_large_with_plain_and_closed_only_small(measures: Measures) -> None:
    sheet = funnel_sheet(measures)
    found = next(row for row in measures.rows if row.key == ("Events",)).transitions[1]
    shown = cell(sheet, "Events", "rate:1")
    assert shown.value == found.matured
    assert shown.small == f"{found.plain * 100:.1f} · {found.closed_only * 100:.1f}"
    assert shown.tone is Tone.HEAT
    assert 0 < shown.heat <= 1
    assert shown.weight == found.entered


def test_a_group_that_enters_late_has_no_rates_before_its_entry(measures: Measures) -> None:
    sheet = funnel_sheet(measures)
    assert cell(sheet, "Outbound", "rate:0").text == ""
    said = sheet.explain(*at(sheet, "Outbound", "rate:0")).text
    assert said == "This group enters at Opportunity, after this step."


def test_no_deal_size_where_nothing_was_won(measures: Measures) -> None:
    sheet = funnel_sheet(measures)
    without = [row for row in measures.rows if not row.won]
    assert without, "the sample has a channel without deals"
    for row in without:
        assert cell(sheet, row.key[0], "deal_size").text == ""
        assert "No won deal" in sheet.explain(*at(sheet, row.key[0], "deal_size")).text


def test_bookings_are_deals_times_their_size(measures: Measures) -> None:
    sheet = funnel_sheet(measures)
    said = sheet.explain(*at(sheet, "total", "bookings"))
    bookings, deals = cell(sheet, "total", "bookings").text, cell(sheet, "total", "stage:4").text
    assert said.text.startswith(
        f"{bookings} = {deals} deals × {cell(sheet, 'total', 'deal_size').text}."
    )


def test_value_is_explained_by_chance_and_deal_size(measures: Measures) -> None:
    sheet = funnel_sheet(measures)
    said = sheet.explain(*at(sheet, "Events", "value"))
    value, size = cell(sheet, "Events", "value").text, cell(sheet, "Events", "deal_size").text
    assert said.name == "Events · Value per inquiry"
    assert said.text.startswith(f"{value} = matured chance of a deal ")
    assert f"× mean deal {size}. " in said.text


def test_gems_are_small_and_gold_is_large(measures: Measures) -> None:
    flags = {row.key[0]: flag_of(measures, row) for row in measures.rows}
    assert flags["Partner referral"] == "hidden gem"
    assert "fool’s gold" in flags.values()
    for row in measures.rows:
        small = volume_share(measures, row) <= 0.1
        assert flag_of(measures, row) != ("fool’s gold" if small else "hidden gem")
    assert flag_of(measures, measures.total) == ""


def test_the_footnote_says_how_far_rates_are_observed(measures: Measures) -> None:
    assert "Matured rates are observed to" in funnel_sheet(measures).footnote


def test_the_footnote_says_that_data_record_no_losses(measures: Measures) -> None:
    never_lost = funnel([path("2026-01-05 2026-02-01 2026-03-01"), path("2026-04-05")])
    assert "The data record no losses" in funnel_sheet(measure(never_lost)).footnote
    assert "no losses" not in funnel_sheet(measures).footnote


def test_a_number_leads_to_its_journeys(source: Prepared, window: Window) -> None:
    view = funnel_view(source, BY, window, tongue=Tongue())
    for column in ("stage:0", "stage:3", "stage:4"):
        rows = journeys_behind(view, "Events", column)
        assert len(rows) == cell(view.sheet, "Events", column).value
    won = journeys_behind(view, "total", "bookings")
    assert np.nansum(source.journeys.amount[won]) == pytest.approx(
        cell(view.sheet, "total", "bookings").value
    )


def test_any_step_chosen_is_charted_and_stands_in_the_grid(
    source: Prepared, window: Window
) -> None:
    step = (1, 4)
    view = funnel_view(source, BY, window, step=step, tongue=Tongue())
    titles = {column.title: column.key for column in view.sheet.columns}
    key = titles["MQL → Won"]
    (series,) = view.conversion.series
    assert view.conversion.subtitle.startswith("MQL → Won by channel")
    assert {place.column for place in series.places} == {key}
    assert series.y[0] == cell(view.sheet, view.conversion.labels[0], key).value
    assert view.velocity.subtitle.startswith("MQL → Won by age in days")
    assert {p.column for s in view.velocity.series for p in s.places} == {key}
    rows = journeys_behind(view, "Events", key)
    assert len(rows) == cell(view.sheet, "Events", "stage:1").value


def test_filters_keep_the_chosen_labels(source: Prepared, window: Window) -> None:
    table = source.journeys
    assert set(filter_choices(table)) == set(table.dimensions)
    mask = filter_mask(table, {"segment": "Enterprise", "region": "EMEA"})
    assert mask is not None
    assert 0 < mask.sum() < filter_mask(table, {"segment": "Enterprise"}).sum()
    assert filter_mask(table, {}) is None
    kept = measure(source, BY, entered=window, where=mask).total
    assert kept.entered[0] < measure(source, BY, entered=window).total.entered[0]


def test_volume_chart_counts_what_the_grid_counts(
    source: Prepared, measures: Measures, window: Window
) -> None:
    chart = volume_chart(source, window)
    assert chart.log
    for series, n in zip(chart.series, measures.total.entered, strict=True):
        assert np.nansum(series.y) == n
    assert chart.title.startswith("Volume: inquiries ")


@pytest.mark.parametrize(
    ("before", "after", "title"),
    [
        ((1000, 100), (1270, 112), "Volume: inquiries up 27% in a year, deals only 12%"),
        ((1000, 100), (900, 150), "Volume: inquiries down 10% in a year, deals up 50%"),
        ((1000, 100), (1000, 50), "Volume: inquiries level in a year, deals down 50%"),
    ],
)
def test_volume_finding(before: tuple[int, int], after: tuple[int, int], title: str) -> None:
    counts = np.array([[b] * 12 + [a] * 12 for b, a in zip(before, after, strict=True)])
    assert volume_finding(("Inquiry", "Won"), counts) == title


def test_conversion_chart_ranks_the_grids_rates(measures: Measures) -> None:
    chart, sheet = conversion_chart(measures), funnel_sheet(measures)
    (series,) = chart.series
    assert list(series.y) == sorted(series.y, reverse=True)
    assert chart.references[0].value == cell(sheet, "total", "rate:1").value
    for label, rate, place in zip(chart.labels, series.y, series.places, strict=True):
        assert cell(sheet, label, "rate:1").value == rate
        assert (place.row, place.column) == (label, "rate:1")
    assert chart.title.startswith("Conversion: the hand-off takes ")
    assert chart.labels[0] in chart.title


def test_velocity_curves_end_at_the_matured_rate_and_ring_the_median(
    window: Window, measures: Measures
) -> None:
    chart = velocity_chart(measures, window)
    rows = {row.key[0]: row for row in measures.rows}
    assert chart.series
    for series in chart.series:
        found = rows[series.name].transitions[3]
        assert series.y[-1] == pytest.approx(found.matured)
        assert series.ring_at is not None
        assert series.ring_at[0] == found.matured_median_days


def test_velocity_finding() -> None:
    medians = {"Referral": 61.0, "Paid social": 121.0, "Lists": math.nan}
    assert velocity_finding(medians) == "Velocity: Referral closes in 61 days, Paid social in 121"
    assert velocity_finding({}) == "Velocity: too few deals to tell"


def test_the_window_is_said_in_months(window: Window) -> None:
    assert window_text(window) == "Nov 2024–Oct 2026"
