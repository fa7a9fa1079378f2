"""Lead quality on the sample company: table, rule, charts, definition and journeys tie out."""

import math

import pytest

from planner.base.stages import Seat
from planner.evidence import Prepared, plan_window
from planner.evidence.quality import Clause, Rule
from planner.plan.edits import Draft, Edit
from planner.plan.fold import fold
from planner.plan.log import Log
from planner.sample.company import journeys, make_company
from planner.sheets.cells import Tone
from planner.sheets.quality import (
    SHARES,
    Quality,
    find_quality,
    leads_behind,
    propose_drafts,
    quality_awaited,
    quality_sheet,
    withdraw_drafts,
)
from planner.sheets.quality_chart import fields_chart, rules_chart
from planner.sheets.quality_words import definition_words, kept_words, rule_words
from planner.sheets.table import TableSheet
from planner.sheets.words import Tongue
from tests.evidence.regression.deals import LOST, OPEN, WON, deals
from tests.sheets.test_assumptions import at, cell, keys

TONGUE = Tongue()


@pytest.fixture(scope="module")
def found() -> Quality:
    source = Prepared(journeys(make_company()))
    return find_quality(source, plan_window(source.journeys))


@pytest.fixture(scope="module")
def sheet(found: Quality) -> TableSheet:
    return quality_sheet(found, found.step(0.6).rule)


def said(sheet: TableSheet, row: str, column: str) -> str:
    return sheet.explain(*at(sheet, row, column)).text


def test_fields_stand_by_what_they_tell_and_values_by_their_rate(
    found: Quality, sheet: TableSheet
) -> None:
    fields = list(dict.fromkeys(key.partition(" | ")[0] for key in keys(sheet)))
    assert fields == [field.name for field in found.fields]
    assert fields[0] == "channel"
    assert keys(sheet)[0] == "channel | Partner referral"
    for field in found.fields:
        for level in field.levels:
            row = f"{field.name} | {level.label}"
            assert cell(sheet, row, "rate").value == level.rate.value
            assert cell(sheet, row, "lift").bold == (level.surely and not field.filled_later)
            assert cell(sheet, row, "leads").value == level.rate.n


def test_what_is_filled_in_later_says_so(sheet: TableSheet) -> None:
    assert cell(sheet, "type | New Business", "explains").text == "filled in later"
    assert cell(sheet, "type | New Business", "lift").tone is Tone.MUTED
    assert "filled in on the way to a win" in said(sheet, "type | New Business", "rate")
    assert "it is no quality of a lead" in said(sheet, "type | New Business", "explains")


def test_every_figure_is_a_sentence(sheet: TableSheet) -> None:
    row = "channel | Events"
    assert said(sheet, row, "rate").startswith("4.8% (3.9–5.7%) of 1,800 leads are won within 641")
    assert "2.00 times as often as all (72 so far; a young lead" in said(sheet, row, "lift")
    assert said(sheet, row, "won") == "72 of 1,800 leads won so far."
    assert said(sheet, row, "explains").startswith("It tells 8.5% of what is not known")
    assert "620 entered after Inquiry and are no leads of it." in sheet.footnote


def test_the_rule_is_read_aloud_and_marked_in_the_table(found: Quality, sheet: TableSheet) -> None:
    rule = found.step(0.6).rule
    assert rule_words(rule) == "channel is not List purchase, Paid social or Webinar"
    assert cell(sheet, "channel | Events", "kept").text == "✓ kept"
    assert cell(sheet, "channel | Webinar", "kept").text == "out"
    assert cell(sheet, "segment | SMB", "kept").text == ""
    both = Rule((Clause("channel", ("Events",)), Clause("segment", ("A", "B", "C"), among=False)))
    assert rule_words(both) == "channel is Events, and segment is not A, B or C"
    assert rule_words(Rule()) == "every lead"


def test_what_the_rule_keeps_and_what_it_is_worth_is_said(found: Quality) -> None:
    kept = found.kept[0.6]
    text = kept_words(kept, found.stages, found.leads.stage, TONGUE)
    assert text.startswith("Keeps 11,600 of 20,000 inquiries (58%): 3.7% (3.4–4.1%) are won")
    assert f"{kept.won / kept.all_won:.0%} of wins and $16.61m of $18.26m bookings are kept" in text
    assert "On the fifth of leads its choice never saw: " in text
    assert set(found.kept) == set(SHARES)


def test_charts_tie_out(found: Quality, sheet: TableSheet) -> None:
    chart = fields_chart(found)
    (series,) = chart.series
    for value, place in zip(series.y, series.places, strict=True):
        assert cell(sheet, place.row, place.column).value == value
    assert chart.title == "Channel tells most: 8.5% of a lead’s outcome"
    rules = rules_chart(found, 0.6)
    step = found.step(0.6)
    assert rules.title == f"{step.leads:.0%} of leads hold {step.bookings:.0%} of bookings"
    assert rules.series[0].ring_at == (100 * step.leads, step.wins)
    assert list(rules.series[0].x) == sorted(rules.series[0].x)


def test_each_point_of_the_rules_came_from_the_row_of_the_value_left_out_there(
    found: Quality, sheet: TableSheet
) -> None:
    wins, bookings = rules_chart(found, 0.6).series
    assert wins.places == bookings.places
    assert len(wins.places) == len(wins.x) - 1, "no value is left out of all leads"
    rows = keys(sheet)
    for share, place, note in zip(wins.x, wins.places, wins.notes, strict=False):
        assert (place.row in rows, place.column) == (True, "kept")
        step = next(one for one in found.steps if 100 * one.leads == share)
        assert step.without == tuple(place.row.split(" | "))
        assert note.endswith(step.without[1])


def test_the_rule_becomes_the_plans_definition_of_the_next_stage(found: Quality) -> None:
    stage, rule = found.stages[found.defined], found.step(0.6).rule
    assert stage == "MQL"
    (draft,) = propose_drafts(fold(Log.of([])), stage, rule, Seat.MARKETING)
    time = "2026-11-02T09:00:00+01:00"
    edit = Edit(1, "a", time, "Ann", draft.seat, draft.key, draft.value)
    plan = fold(Log.of([edit]))
    assert definition_words(plan.definitions[1], stage) == (
        "In the plan a lead is MQL if channel is not List purchase, Paid social or Webinar "
        "(Marketing, Ann, 2 Nov 2026, 09:00)."
    )
    assert propose_drafts(plan, stage, rule, Seat.SALES) == ()
    assert withdraw_drafts(plan, stage, Seat.SALES) == (Draft(Seat.SALES, "definition:MQL", None),)
    assert withdraw_drafts(fold(Log.of([])), stage, Seat.SALES) == ()


def test_a_row_leads_to_its_leads(found: Quality) -> None:
    channel = found.prepared.journeys.dimensions["channel"]
    rows = leads_behind(found, "channel | Events")
    assert {channel.labels[code] for code in channel.codes[rows].tolist()} == {"Events"}
    assert len(rows) == 1800


def test_without_amounts_wins_are_weighed_alone() -> None:
    names = {"size": ["large"] * 300 + ["small"] * 300}
    outcome = [WON, LOST] * 150 + [WON, *[LOST] * 29] * 10
    bare = find_quality(Prepared(deals(outcome, names, amount=[math.nan] * 600)), None)
    assert rules_chart(bare, 0.5).title.endswith("% of wins")
    assert len(rules_chart(bare, 0.5).series) == 1
    assert "bookings" not in kept_words(bare.kept[0.6], bare.stages, 0, TONGUE)


def test_where_nothing_tells_nothing_is_proposed() -> None:
    alike = find_quality(Prepared(deals([WON, LOST, OPEN], {"channel": ["Web"] * 3})), None)
    sheet = quality_sheet(alike, alike.step(0.6).rule)
    assert sheet.row_count == 0
    assert sheet.empty == "The data have no field by which leads differ."
    assert fields_chart(alike).empty == sheet.empty
    assert rules_chart(alike, 0.6).empty == "No field tells enough for a rule."
    assert quality_awaited().columns == sheet.columns
