"""What drives deals on the sample company: grid, charts and sentences tie out."""

import pytest

from planner.evidence import Prepared, plan_window
from planner.evidence.regression import Target
from planner.sample.company import journeys, make_company
from planner.sheets.cells import Kind, Tone
from planner.sheets.drivers import Findings, drivers_awaited, drivers_sheet, find_drivers, standing
from planner.sheets.drivers_chart import calibration_chart, drivers_chart, drivers_finding
from planner.sheets.table import TableSheet
from tests.evidence.regression.deals import LOST, OPEN, WON, deals
from tests.sheets.test_assumptions import at, cell, keys


@pytest.fixture(scope="module")
def found() -> Findings:
    source = Prepared(journeys(make_company()))
    return find_drivers(source, plan_window(source.journeys))


@pytest.fixture(scope="module")
def sheet(found: Findings) -> TableSheet:
    return drivers_sheet(found)


def said(sheet: TableSheet, row: str, column: str) -> str:
    return sheet.explain(*at(sheet, row, column)).text


def test_every_multiplier_stands_with_interval_and_count(
    found: Findings, sheet: TableSheet
) -> None:
    for target, model in found.models.items():
        for one in model.multipliers:
            shown = cell(sheet, f"{one.factor} | {one.level}", target.value)
            if one.ratio.known:
                assert shown.value == one.ratio.value
                assert shown.text == f"{one.ratio.value:.2f}"
    for one in found.models[Target.WIN].multipliers:
        assert cell(sheet, f"{one.factor} | {one.level}", "deals").value == one.ratio.n


def test_the_first_row_is_the_reference_deal(found: Findings, sheet: TableSheet) -> None:
    assert keys(sheet)[0] == "reference"
    win = cell(sheet, "reference", "win")
    assert (win.value, win.kind) == (found.models[Target.WIN].base.value, Kind.RATE)
    assert cell(sheet, "reference", "size").kind is Kind.MONEY
    assert "chance of a win (90% interval" in said(sheet, "reference", "win")
    assert "for Outbound, SMB, North America" in said(sheet, "reference", "win")


def test_a_sure_difference_is_bold_and_a_doubtful_one_muted(sheet: TableSheet) -> None:
    sure, doubtful = (
        cell(sheet, "segment | Enterprise", "size"),
        cell(sheet, "segment | Mid-market", "win"),
    )
    assert (sure.bold, sure.tone) == (True, Tone.PLAIN)
    assert (doubtful.bold, doubtful.tone) == (False, Tone.MUTED)
    assert "times the amount of SMB, all other factors alike (90% interval" in said(
        sheet, "segment | Enterprise", "size"
    )
    assert "it may be no different" in said(sheet, "segment | Mid-market", "win")


def test_what_has_no_multiplier_says_why(sheet: TableSheet) -> None:
    assert cell(sheet, "channel | Outbound", "win").small == "reference"
    assert cell(sheet, "offer | Booth scan", "win").small == "told by channel"
    assert "channel singles out already" in said(sheet, "offer | Booth scan", "win")
    assert cell(sheet, "channel | Webinar", "size").small == "in Other"
    assert said(sheet, "channel | Webinar", "size") == (
        "Fewer than 30 won deals with an amount: in Other."
    )


def test_what_is_open_is_valued_and_chances_are_checked(found: Findings) -> None:
    text = standing(found)
    assert text.startswith(f"{len(found.expected.rows):,} open leads and deals are expected")
    inside = [t.happened.low <= t.predicted <= t.happened.high for t in found.calibration.tenths]
    assert f"chances came true in {sum(inside)} of 10 tenths" in text
    chart = calibration_chart(found.calibration)
    assert chart.title == f"Chances came true in {sum(inside)} of 10 tenths"


@pytest.mark.parametrize("target", list(Target))
def test_the_chart_shows_cells_of_the_grid(
    found: Findings, sheet: TableSheet, target: Target
) -> None:
    chart = drivers_chart(found.models[target])
    (series,) = chart.series
    assert chart.log
    assert list(series.y) == sorted(series.y, reverse=True)
    for value, place in zip(series.y, series.places, strict=True):
        assert cell(sheet, place.row, place.column).value == value
    assert chart.title == drivers_finding(found.models[target])


def test_the_finding_is_the_greatest_sure_difference(found: Findings) -> None:
    model = found.models[Target.SIZE]
    most = next(m for m in model.multipliers if m.level == "Enterprise").ratio.value
    assert drivers_finding(model) == f"Deal size: Enterprise has {most:.2f} times the amount of SMB"
    names = {"channel": ["Web"] * 60 + ["Ads"] * 60}
    alike = find_drivers(Prepared(deals([WON, LOST] * 60, names)), None)
    assert drivers_finding(alike.models[Target.WIN]) == ("Win: no factor surely makes a difference")


def test_pooled_and_missing_values_are_named_by_their_factor() -> None:
    names = ["Web"] * 120 + [f"Rare {i}" for i in range(40)] + ["(blank)"] * 40
    outcome = [WON, LOST, LOST] * 40 + [WON, WON, WON, LOST] * 10 + [WON, LOST] * 20
    model = find_drivers(Prepared(deals(outcome, {"channel": names})), None).models[Target.WIN]
    assert drivers_chart(model).labels == ("Channel: other", "Channel: (blank)", "")
    assert drivers_finding(model) == "Win: any other channel has 6.00 times the odds of Web"


def test_too_few_deals_leave_an_empty_sheet_that_says_so() -> None:
    few = find_drivers(Prepared(deals([WON, LOST] * 5, {"channel": ["Web"] * 10})), None)
    sheet = drivers_sheet(few)
    assert sheet.row_count == 0
    assert "Fewer than 30 closed deals" in sheet.empty
    assert "Fewer than 30 closed deals" in drivers_chart(few.models[Target.WIN]).empty
    assert standing(few) == ""
    assert drivers_awaited().columns == sheet.columns


def test_a_field_left_out_for_being_known_of_won_deals_is_named() -> None:
    names = {"channel": ["Web", "Ads"] * 60, "segment": ["Home"] * 60 + ["(blank)"] * 60}
    found = find_drivers(Prepared(deals([WON] * 60 + [LOST] * 60, names)), None)
    left = "Left out, for it is known of won deals above all: Segment."
    assert left in drivers_sheet(found).footnote


def test_what_is_open_and_cannot_be_told_is_named_whole() -> None:
    names = {"channel": ["Web"] * 60}
    found = find_drivers(Prepared(deals([WON] * 40 + [OPEN] * 20, names)), None)
    assert standing(found) == "20 open leads and deals have too little to go by."
