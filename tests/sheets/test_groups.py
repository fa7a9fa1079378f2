"""A channel planned by segment: its lines roll up under it and fold into it."""

import pytest

from planner.agreement.results import Results, results
from planner.base.problem import RefusedError
from planner.plan.fold import fold
from planner.plan.keys import Driver, DriverKind, quote
from planner.plan.typed import typed_drafts
from planner.sheets.assumptions import assumptions_sheet
from planner.sheets.cells import Tone
from planner.sheets.plan import plan_sheet
from planner.sheets.seeking import movable
from planner.sheets.seeking_figures import figure_at
from tests.plan_words import MARKETING, SALES, TOGETHER, gesture, lines, says
from tests.sheets.test_assumptions import cell, keys, typed

NAMES = ("Paid | A", "Paid | (other)", "Events")
WIN = "rate:Opportunity>Won"
SAID = {
    "Paid | A/volume": 100.0,
    "Paid | (other)/volume": 300.0,
    "Paid | A/deal_size": 50_000.0,
    "Paid | (other)/deal_size": 20_000.0,
}
STEPS = ("Inquiry>MQL", "MQL>SAL", "SAL>Opportunity")


def planned(**positions: float) -> Results:
    log = lines(*NAMES)
    for key, value in SAID.items():
        log = says(log, TOGETHER, key, value)
    for name in NAMES[:2]:
        for step in STEPS:
            log = says(log, TOGETHER, f"{name}/rate:{step}", 0.5)
    log = says(log, MARKETING, f"Paid | A/{WIN}", 0.4)
    log = says(log, SALES, f"Paid | A/{WIN}", 0.2)
    log = says(log, TOGETHER, f"Paid | (other)/{WIN}", 0.1)
    return results(fold(log), None)


def test_volumes_add_up_and_rates_are_averaged_by_what_they_apply_to() -> None:
    found = planned()
    sheet = assumptions_sheet(found)
    assert cell(sheet, "group:Paid/volume", "working").text == "400"
    win = f"group:Paid/{WIN}"
    assert cell(sheet, win, "marketing").value == pytest.approx((0.4 + 3 * 0.1) / 4)
    assert cell(sheet, win, "sales").value == pytest.approx((0.2 + 3 * 0.1) / 4)
    assert cell(sheet, win, "difference").text == "+5.0pt"
    assert cell(sheet, win, "working").tone is Tone.TOTAL
    size = cell(sheet, "group:Paid/deal_size", "marketing").value
    assert size == pytest.approx((40 * 50_000 + 30 * 20_000) / 70)


def test_a_channels_figures_tie_out_with_its_lines() -> None:
    found = planned()
    sheet, seen = assumptions_sheet(found), found.marketing
    won = seen.entries[:2, -1].sum()
    size = cell(sheet, "group:Paid/deal_size", "marketing").value
    assert won * size == pytest.approx(seen.bookings[:2].sum())
    opened = seen.entries[:2, 3].sum()
    assert opened * cell(sheet, f"group:Paid/{WIN}", "marketing").value == pytest.approx(won)
    worth = cell(sheet, "group:Paid", "worth").value
    assert worth == pytest.approx(found.bridge.gap)
    assert worth == pytest.approx(cell(sheet, f"group:Paid/{WIN}", "worth").value)


def test_segments_stand_under_their_channel_by_their_own_names() -> None:
    sheet = assumptions_sheet(planned())
    heads = [k for k in keys(sheet) if "/" not in k]
    assert heads == [
        "group:Paid",
        "line:Paid | A",
        "line:Paid | (other)",
        "line:Events",
        "line:team",
    ]
    assert [cell(sheet, k, "name").text for k in heads] == ["Paid", "A", "Other", "Events", "Team"]
    assert [sheet.row(sheet.places[k]).level for k in heads] == [0, 1, 1, 0, 0]
    folded = assumptions_sheet(planned(), folded=frozenset({"group:Paid"}))
    assert keys(folded)[:2] == ["group:Paid", "line:Events"]
    assert cell(folded, "group:Paid", "status").text == "1 disputed"


def test_a_sum_is_not_typed_and_says_what_it_adds() -> None:
    sheet = assumptions_sheet(planned(), seat=SALES)
    with pytest.raises(RefusedError, match="A channel rolls its lines up"):
        typed(sheet, "group:Paid/volume", "sales", "12")
    assert not cell(sheet, "group:Paid/volume", "sales").editable
    told = sheet.explain(sheet.places[f"group:Paid/{WIN}"], 0)
    assert (told.name, told.text) == (
        "Paid · Opportunity → Won",
        "Its 2 lines, averaged by what enters the stage in the plan, evidence by what was counted.",
    )
    assert sheet.explain(sheet.places["group:Paid"], 0).text.endswith(
        "from 2 lines in the working plan."
    )


def test_what_has_no_line_any_more_stands_under_the_grid() -> None:
    log = says(lines("Paid / Search"), SALES, f"{quote('Paid / Search')}/volume", 5.0)
    drafts = typed_drafts(fold(log), None, "split:Paid %2F Search", seat=SALES, text="A")
    sheet = assumptions_sheet(results(fold(gesture(log, list(drafts))), None))
    assert sheet.footnote == (
        "1 position has no line now and waits until there is one again: 1 of Paid / Search."
    )
    assert keys(sheet)[0] == "group:Paid %2F Search"
    assert sheet.explain(0, 0).name == "Paid / Search"


def test_lines_that_enter_at_different_stages_have_no_common_volume() -> None:
    log = lines("Paid | A")
    log = gesture(log, list(lines("Paid | B", entry="SAL").edits))
    sheet = assumptions_sheet(results(fold(log), None))
    assert "group:Paid/volume" not in keys(sheet)
    assert Driver(DriverKind.DEAL_SIZE).text(()) in {k.partition("/")[2] for k in keys(sheet)}


def test_the_plans_rows_fold_into_their_channel() -> None:
    found = planned()
    sheet = plan_sheet(found)
    shown = [k for k in keys(sheet) if k.startswith("stage:4/")]
    assert shown == ["stage:4/group:Paid", "stage:4/Paid | A", "stage:4/Paid | (other)"]
    assert [cell(sheet, k, "name").text for k in shown] == ["Paid", "A", "Other"]
    whole, *parts = (cell(sheet, k, sheet.columns[-1].key).value for k in shown)
    assert whole == pytest.approx(sum(parts))
    assert whole == pytest.approx(found.working.entries[:2, 4].sum())
    told = sheet.explain(sheet.places[shown[0]], 1)
    assert told.name.startswith("Paid · Won · ")
    assert "Paid | A" in sheet.explain(sheet.places[shown[0]], len(sheet.columns) - 1).text
    folded = plan_sheet(found, folded=frozenset({shown[0]}))
    assert [k for k in keys(folded) if k.startswith("stage:4/")] == shown[:1]


def test_a_channels_figure_can_be_sought() -> None:
    found = planned()
    figure = figure_at(found, "stage:4/group:Paid", "")
    assert figure.name.startswith("Won of Paid, ")
    assert figure.of(found.working, found.plan) == pytest.approx(found.working.entries[:2, 4].sum())
    assert {each.line for each in movable(found, "stage:4/group:Paid")[:2]} == set(NAMES[:2])
