"""Rows set aside as a grid to be corrected, the snapshots kept, and what changed between them."""

import pytest

from planner.base.letters import letters
from planner.base.problem import RefusedError
from planner.base.stages import Seat
from planner.journeys.aside import row_keys
from planner.journeys.changes import changes
from planner.journeys.kept import KeptSnapshot
from planner.journeys.table import SetAside, Snapshot, SourceFile
from planner.plan.edits import Draft
from planner.sheets.arrangement import Arrangement, Holding, OneOf, Sort
from planner.sheets.cells import Tone
from planner.sheets.changes import changes_sheet
from planner.sheets.journeys import JourneysSheet
from planner.sheets.set_aside import (
    SetAsideSheet,
    corrected_words,
    place_title,
    set_aside_places,
    set_aside_sheet,
)
from planner.sheets.snapshots import snapshots_sheet
from tests.journeys.tables import Deal, day, snapshot

LEADS = SourceFile(
    "in/leads.xlsx", "leads", "generic", "Report", 1, 3, {"No": "lead_id"}, {}, ("No", "Company")
)
OLD = SourceFile("in/deals.csv", "opportunities", "generic", "", 1, 1)
ROWS = (
    SetAside("leads.xlsx", "Report", 14, "no lead id", ("", "Acme")),
    SetAside("deals.csv", "", 2, "no opportunity id", ("", "x", "y")),
    SetAside("leads.xlsx", "Report", 9, "deleted in the CRM", ("L9", "Bolt")),
)


@pytest.fixture
def data() -> Snapshot:
    return snapshot(Deal("L1"), files=(LEADS, OLD), aside=ROWS)


def texts(sheet: SetAsideSheet | JourneysSheet) -> list[list[str]]:
    columns = range(len(sheet.columns))
    return [[sheet.cell(row, c).text for c in columns] for row in range(sheet.row_count)]


def test_rows_of_one_file_stand_under_their_headers_reason_first(data: Snapshot) -> None:
    leads, deals = ("leads.xlsx", "Report"), ("deals.csv", "")
    assert set_aside_places(data) == ((leads, 2), (deals, 1))
    assert [place_title(place) for place in (leads, deals)] == ["leads.xlsx, Report", "deals.csv"]
    sheet = set_aside_sheet(data, {})
    assert [c.title for c in sheet.columns] == [
        "Reason", "File", "Sheet", "Row", "No · Lead id", "Company",
    ]  # fmt: skip
    assert [c.dimmed for c in sheet.columns[4:]] == [False, True]
    assert texts(sheet) == [
        ["no lead id", "leads.xlsx", "Report", "14", "", "Acme"],
        ["deleted in the CRM", "leads.xlsx", "Report", "9", "L9", "Bolt"],
    ]
    assert sheet.explain(0, 5).name == "leads.xlsx, Report, row 14"
    other = set_aside_sheet(data, {}, deals)
    assert [c.title for c in other.columns[4:]] == ["A", "B", "C"]
    assert texts(other) == [["no opportunity id", "deals.csv", "", "2", "", "x", "y"]]


def test_rows_set_aside_are_sorted_and_filtered_and_stay_while_corrected(data: Snapshot) -> None:
    sheet = set_aside_sheet(data, {})
    by_row = sheet.arranged(Arrangement(Sort("row")))
    assert [line[3] for line in texts(by_row)] == ["9", "14"]
    reason = OneOf("reason", frozenset({"no lead id"}))
    missing = sheet.arranged(Arrangement(filters=(reason,)))
    assert ([line[5] for line in texts(missing)], missing.total) == (["Acme"], 2)
    assert missing.told(reason) == "Reason = no lead id"
    assert missing.choices("reason") == sheet.choices("reason")
    assert by_row.change(1, 4, "L2") == sheet.change(0, 4, "L2")
    key = row_keys(data)[0]
    corrected = set_aside_sheet(data, {key: {0: "L2"}}).like(by_row)
    assert [line[4] for line in texts(corrected)] == ["L9", "L2"]
    other = set_aside_sheet(data, {}, ("deals.csv", "")).like(by_row)
    assert other.row_count == 1


def test_typing_into_a_cell_corrects_it_and_typing_what_stood_there_takes_it_back(
    data: Snapshot,
) -> None:
    key = row_keys(data)[0]
    plain = set_aside_sheet(data, {}, seat=Seat.SALES)
    assert plain.change(0, 4, " L2 ") == (Draft(Seat.SALES, f"fix:{key}/0", "L2"),)
    assert plain.change(0, 5, "Acme") == ()
    fixes = {key: {0: "L2"}}
    sheet = set_aside_sheet(data, fixes)
    cell = sheet.cell(0, 4)
    assert (cell.text, cell.mark, cell.tone, cell.editable) == ("L2", "✎", Tone.AGREED, True)
    assert sheet.explain(0, 4).text == "No · Lead id held nothing; put back to read it again"
    assert sheet.change(0, 4, "") == (Draft(Seat.TOGETHER, f"fix:{key}/0", None),)
    assert sheet.change(0, 4, "L2") == ()
    assert corrected_words(data, fixes) == "1 row corrected"
    assert corrected_words(data, {}) == ""


def test_where_a_row_stood_cannot_be_typed_over(data: Snapshot) -> None:
    with pytest.raises(RefusedError, match="This only says where the row stood"):
        set_aside_sheet(data, {}).change(0, 0, "fine now")


def test_nothing_set_aside_is_an_empty_grid() -> None:
    sheet = set_aside_sheet(snapshot(Deal("L1")), {})
    assert (sheet.row_count, sheet.empty) == (0, "Every row read became part of a journey.")


def test_columns_without_header_have_excels_letters() -> None:
    assert [letters(i) for i in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_snapshots_stand_latest_first_and_mark_the_one_looked_at() -> None:
    march, april = (
        KeptSnapshot(digest, day(as_of), n, 1, ("in/leads.csv", "in/leads.csv"), "Ada",
                     f"2026-{as_of}T09:30:00+01:00", "import 1 file", current)
        for digest, as_of, n, current in (("a", "03-31", 1200, False), ("b", "04-30", 1300, True))
    )  # fmt: skip
    sheet = snapshots_sheet([march, april])
    cells = [[sheet.cell(r, c).text for c in range(7)] for r in range(2)]
    assert cells[0] == [
        "2026-04-30", "1,300", "1", "import 1 file", "Ada", "30 Apr 2026, 09:30", "leads.csv",
    ]  # fmt: skip
    assert [sheet.cell(r, 0).mark for r in range(2)] == ["●", ""]
    assert [snapshots_sheet([march, april], seen="a").cell(r, 0).mark for r in range(2)] == [
        "",
        "●",
    ]
    assert sheet.row(1).key == "a"


@pytest.fixture
def history() -> JourneysSheet:
    may = snapshot(
        Deal("L2", "01-01 02-01", "D2", amount=100.0, closing="08-01"),
        Deal("L1", "01-01", amount=1500.0),
        as_of="05-31",
    )
    june = snapshot(
        Deal("L2", "01-01 02-01", "D2", amount=90.0, closing="09-15"),
        Deal("L1", "01-01 06-01", amount=1500.0),
    )
    return changes_sheet(changes([may, june]))


def test_changes_say_what_was_and_what_became(history: JourneysSheet) -> None:
    assert texts(history) == [
        ["L2", "2026-06-30", "2026-05-31", "Amount", "€100", "€90"],
        ["L2", "2026-06-30", "2026-05-31", "Close date", "2026-08-01", "2026-09-15"],
        ["L1", "2026-06-30", "2026-05-31", "Stage", "Lead", "Opportunity"],
    ]
    assert (history.name, history.noun, history.total) == ("Changes", "changes", 3)


def test_changes_are_sorted_and_filtered_by_every_column(history: JourneysSheet) -> None:
    def ids(*filters: OneOf | Holding, sort: Sort | None = None) -> list[str]:
        arranged = history.arranged(Arrangement(sort, filters))
        return [arranged.row(i).key for i in range(arranged.row_count)]

    assert ids(sort=Sort("id")) == ["L1", "L2", "L2"]
    assert ids(sort=Sort("after", descending=True)) == ["L1", "L2", "L2"]
    assert ids(OneOf("field", frozenset({"Stage"}))) == ["L1"]
    assert ids(Holding("before", "2026-08")) == ["L2"]
