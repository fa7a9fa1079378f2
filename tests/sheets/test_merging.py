"""The words of a merge: what comes from whom, its worth told once, both values of a seat."""

from planner.agreement.merging import PricedMerge, price_merge
from planner.agreement.results import results
from planner.plan.fold import fold
from planner.plan.log import Log
from planner.plan.merging import Side, Union, unite_logs
from planner.sheets.cells import Tone
from planner.sheets.key_words import key_words
from planner.sheets.merging import merge_view
from tests.plan_words import MARKETING, SALES, TOGETHER, lines, says

START = lines("Web")
for _key, _value in (
    ("Web/volume", 100.0), ("Web/deal_size", 1000.0), ("Web/rate:Inquiry>MQL", 0.5),
    ("Web/rate:MQL>SAL", 0.5), ("Web/rate:SAL>Opportunity", 0.5), ("Web/rate:Opportunity>Won", 0.5),
):  # fmt: skip
    START = says(START, TOGETHER, _key, _value, "Eve")


def looked(mine: Log, theirs: Log) -> tuple[Union, PricedMerge]:
    union = unite_logs(mine, theirs)
    return union, price_merge(results(fold(mine), None), results(fold(union.log), None))


def test_a_merge_is_told_and_priced() -> None:
    theirs = says(START, MARKETING, "Web/volume", 200.0, "Bob")
    theirs = says(theirs, MARKETING, "Web/volume/2027-02", 300.0, "Bob")
    view = merge_view("theirs.fairlead", *looked(START, theirs))
    assert view.title == (
        "theirs.fairlead brings 2 edits by Bob; the working plan goes from $75.0k to $156k"
    )
    one, two = view.sheet.rows
    assert one.cells["name"].text == "Web · Inquiries per month"
    assert (one.cells["before"].text, one.cells["after"].text) == ("–", "200")
    assert one.cells["worth"].text == "+$81.2k"
    assert two.cells["name"].text == "Web · Inquiries per month · Feb 2027"
    assert "worth" not in two.cells
    assert one.cells["seat"].tone is Tone.MARKETING
    assert view.chart.title == "Merging adds $81.2k; one assumption makes it"
    assert view.conflicts is None


def test_what_changes_only_a_seats_view_is_worth_something_to_that_view() -> None:
    mine = says(START, MARKETING, "Web/rate:Inquiry>MQL", 0.5, "Ada")
    theirs = says(mine, MARKETING, "Web/volume", 100.0, "Bob")
    theirs = says(theirs, SALES, "Web/rate:Inquiry>MQL", 0.4, "Bob")
    view = merge_view("theirs.fairlead", *looked(mine, theirs))
    assert view.title.endswith(
        "the working plan stays at $75.0k; Sales’ view goes from $75.0k to $60.0k"
    )
    cells = {row.row.key: row.cells for row in view.sheet.rows}
    rate = cells["sales Web/rate:Inquiry>MQL"]
    assert (rate["to_seat"].text, "worth" in rate) == ("−$15.0k", False)
    assert "to_seat" not in cells["marketing Web/volume"]
    assert view.chart.title.startswith("Merging takes $15.0k from Sales’ view")


def test_both_values_stand_beside_each_other_and_one_is_chosen() -> None:
    mine = says(START, SALES, "Web/volume", 90.0, "Ada")
    theirs = says(says(START, SALES, "goal", 5.0, "Bob"), SALES, "Web/volume", 80.0, "Bob")
    union, priced = looked(mine, theirs)
    form = merge_view("theirs.fairlead", union, priced).conflicts
    assert form is not None
    (row,) = form.rows
    texts = [cell.text for cell in row.cells]
    assert texts[2:] == [
        "90 · Ada, 2 Nov 2026, 12:00", "80 · Bob, 2 Nov 2026, 12:00", "The copy’s",
    ]  # fmt: skip
    chosen = form.change(0, 4, "here")
    assert chosen == {(SALES, "Web/volume"): Side.HERE}
    again = merge_view("theirs.fairlead", union, priced, {(SALES, "Web/volume"): Side.HERE})
    assert again.conflicts is not None
    assert again.conflicts.rows[0].cells[4].text == "This plan’s"


def test_strangers_and_other_data_are_told_before() -> None:
    view = merge_view("x.fairlead", *looked(START, lines("Fair")), other_data=True)
    assert "not copies of one plan" in view.doubts[0]
    assert "different data" in view.doubts[1]


def test_every_key_has_words() -> None:
    plan = fold(says(START, SALES, "scenario:s", '{"name": "Stretch", "parent": ""}'))
    for key, words in (
        ("goal", "Goal"),
        ("goal:2027-Q2", "Goal: 2027-Q2, bookings"),
        ("park:Web/volume", "Parked: Web · Inquiries per month"),
        ("comment:sales:Web/deal_size", "Comment: Web · Deal size"),
        ("scenario:s", "Scenario Stretch"),
        ("scenario:s/Web/volume/2027-02", "Web · Inquiries per month · Feb 2027, in Stretch"),
        ("line:Trade%2Ffair", "Line: Trade/fair"),
        ("merged", "Copy merged"),
        ("something/else", "something/else"),
    ):
        assert key_words(plan, key) == words
