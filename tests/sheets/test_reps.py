"""The Reps sheet on the sample company: grid, charts and sentences tie out, names can be hidden."""

from dataclasses import replace

import pytest

from planner.evidence import RepEvidence, plan_window, prepare, rep_evidence
from planner.intake import propose, take_in
from planner.journeys.table import Snapshot
from planner.sample import make_company, write_exports
from planner.sheets.arranged_table import arrange_table
from planner.sheets.arrangement import Arrangement, Sort
from planner.sheets.cells import Tone
from planner.sheets.reps import has_reps, rep_columns, rep_key, rep_names, reps_sheet
from planner.sheets.reps_charts import picking_chart, touch_chart
from planner.sheets.table import TableSheet
from tests.sheets.test_assumptions import cell, keys

MAYA = "Maya Okafor"


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder = tmp_path_factory.mktemp("exports")
    return take_in(propose(write_exports(make_company(leads=4000), folder)))


@pytest.fixture(scope="module")
def found(snapshot: Snapshot) -> RepEvidence:
    source = prepare(snapshot.journeys)
    return rep_evidence(source, snapshot.activities, plan_window(source.journeys))


@pytest.fixture(scope="module")
def silent(snapshot: Snapshot) -> RepEvidence:
    return rep_evidence(snapshot.journeys, None, plan_window(snapshot.journeys))


def sheet_of(found: RepEvidence, hidden: bool = False, **more: frozenset[str]) -> TableSheet:
    return reps_sheet(found, rep_names(found, hidden), **more)


def sentence(sheet: TableSheet, row: str, column: str) -> str:
    place = sheet.find(row, column)
    return f"{sheet.explain(*place).name}: {sheet.explain(*place).text}"


def test_reps_stand_above_their_teams_and_add_up_to_the_last_row(found: RepEvidence) -> None:
    sheet = sheet_of(found)
    reps = [key for key in keys(sheet) if key.startswith("rep:") and "/" not in key]
    assert len(reps) == len(found.reps)
    for column in ("received", "worked", "accepted", "won"):
        total = cell(sheet, "total", column).value
        assert sum(cell(sheet, key, column).value for key in reps) == total
        teams = [key for key in keys(sheet) if "/" in key]
        assert sum(cell(sheet, key, column).value for key in teams) == total
    received = [cell(sheet, key, "received").value for key in reps]
    assert received == sorted(received, reverse=True)
    assert cell(sheet, "total", "rep").tone is Tone.TOTAL


def test_folded_reps_hide_their_teams(found: RepEvidence) -> None:
    maya = rep_key(MAYA)
    sheet = sheet_of(found, folded=frozenset({maya}))
    assert not any(key.startswith(f"{maya}/") for key in keys(sheet))
    assert any("/" in key for key in keys(sheet))


def test_sorted_reps_stand_without_their_teams_all_together_last(found: RepEvidence) -> None:
    sheet = arrange_table(sheet_of(found), Arrangement(sort=Sort("won", descending=True)))
    assert len(keys(sheet)) == len(found.reps) + 1
    won = [cell(sheet, key, "won").value for key in keys(sheet)]
    assert won[:-1] == sorted(won[:-1], reverse=True)
    assert keys(sheet)[-1] == "total"


def test_small_samples_are_marked_and_said(found: RepEvidence) -> None:
    sheet = sheet_of(found)
    for key in keys(sheet):
        shown, accepted = cell(sheet, key, "close"), cell(sheet, key, "accepted").value
        assert shown.thin == bool(0 < accepted < 30)
        if shown.thin:
            assert "Thin: fewer than 30." in sentence(sheet, key, "close")
    assert not cell(sheet, "total", "close").thin


def test_sentences_tie_out_with_their_cells(found: RepEvidence) -> None:
    sheet, total = sheet_of(found), found.total
    for key in keys(sheet):
        for column in sheet.columns[1:]:
            shown = cell(sheet, key, column.key).text
            assert shown in sentence(sheet, key, column.key) or shown == "–"
    said = sentence(sheet, "total", "close")
    assert f"{total.won:,} won ÷ {total.accepted:,} leads that reached SAL" in said
    assert "Kaplan–Meier" in sentence(sheet, "total", "touch")


def test_hidden_names_stand_nowhere(found: RepEvidence) -> None:
    sheet, names = sheet_of(found, hidden=True), rep_names(found, True)
    charts = touch_chart(found, names, MAYA), picking_chart(found, names, MAYA)
    told = repr(sheet.rows) + repr(charts)
    told += "".join(
        sentence(sheet, key, column.key) for key in keys(sheet) for column in sheet.columns
    )
    assert not [rep.rep for rep in found.reps if rep.rep in told]
    assert names[MAYA] in told


def test_hidden_names_stay_the_same_and_tell_no_rank(found: RepEvidence) -> None:
    names = rep_names(found, True)
    assert names.pop("(blank)") == "(blank)"
    assert sorted(names.values(), key=lambda n: int(n[4:])) == [
        f"Rep {i}" for i in range(1, len(found.reps) + 1)
    ]
    turned = replace(found, reps=found.reps[::-1])
    assert rep_names(turned, True) == names | {"(blank)": "(blank)"}
    by_name = [int(names[rep.rep][4:]) for rep in found.reps]
    assert by_name != sorted(by_name)


def test_the_first_touch_chart_shows_the_ends_all_and_the_current_rep(found: RepEvidence) -> None:
    chart = touch_chart(found, rep_names(found, False), MAYA)
    names = [series.name for series in chart.series]
    assert names[0] == "All"
    assert MAYA in names
    assert len(names) in {3, 4}
    fastest = min(r.first_touch_days for r in found.reps if r.touch.leads[0] >= 30)
    said = f"after {fastest:.0f} day" if fastest else "the same day"
    assert said in chart.title.partition(",")[0]
    assert all(y == sorted(y) for y in (list(series.y) for series in chart.series))


def test_the_meter_shows_all_and_the_current_rep(found: RepEvidence) -> None:
    chart = picking_chart(found, rep_names(found, False), MAYA)
    assert [series.name for series in chart.series] == ["All", MAYA]
    assert [len(series.y) for series in chart.series] == [10, 10]
    assert chart.title.startswith("Cherry-picking: ")
    share = found.total.picks.share[0]
    assert f"{share[-1]:.0%} worked of the most valuable" in chart.title


def test_without_activities_it_says_so(found: RepEvidence, silent: RepEvidence) -> None:
    sheet = sheet_of(silent)
    assert "No activities: speed to first touch is not measured" in sheet.footnote
    assert not {"touch", "tries"} & {column.key for column in sheet.columns}
    assert {"touch", "tries"} <= {column.key for column in rep_columns(found)}
    chart = touch_chart(silent, rep_names(silent, False))
    assert (chart.series, "not measured" in chart.empty) == ((), True)


def test_without_owners_there_is_nothing_to_show(snapshot: Snapshot) -> None:
    journeys = snapshot.journeys
    assert has_reps(journeys)
    dimensions = {name: d for name, d in journeys.dimensions.items() if name != "rep"}
    assert not has_reps(replace(journeys, dimensions=dimensions))
    assert not has_reps(None)
