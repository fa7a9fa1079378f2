"""The import page's files, columns and stages as data."""

from pathlib import Path

import pytest

from planner.base.problem import RefusedError
from planner.intake import Hints, Proposal, propose
from planner.sheets.cells import Tone
from planner.sheets.import_files import (
    DATES,
    MEANS,
    as_of_stated,
    as_of_text,
    attention,
    columns_form,
    files_words,
    funnel_words,
    missing_kinds,
    missing_words,
    remembered_words,
    stages_form,
)
from planner.sheets.importing import table_about, table_account, table_title
from tests.intake.files import write_book, write_text

LEADS = """Lead ID,Created,Lead Source,Status,Whim
    1,03/04/2026,Web,Open,x
    2,04/05/2026,Fair,Disqualified,y"""


def proposal(folder: Path, hints: Hints = Hints()) -> Proposal:  # noqa: B008
    return propose([write_text(folder, "leads.csv", LEADS)], hints)


def text(found: Proposal, header: str, column: int) -> str:
    form = columns_form(found, 0)
    return form.rows[form.find(header)].cells[column].text


def test_a_table_says_what_it_is_taken_for(tmp_path: Path) -> None:
    found = proposal(tmp_path)
    (table,) = found.tables
    assert files_words(found) == "Import 1 file"
    assert table_title(table, found.tables) == "leads.csv"
    assert table_account(table).endswith("leads · 2 rows")
    assert table_about(table) == "header in row 1, 4 of 5 columns used"


def test_sheets_of_one_file_are_told_apart(tmp_path: Path) -> None:
    rows = [["Lead ID", "Created", "Lead Source"], ["1", "2026-01-02", "Web"]]
    found = propose([write_book(tmp_path, "a.xlsx", rows), write_book(tmp_path, "b.xlsx", rows)])
    assert files_words(found) == "Import 2 files"
    again = (found.tables[0], found.tables[0])
    assert table_title(again[0], again) == "a.xlsx, Report"


def test_a_column_shows_meaning_certainty_samples_and_order(tmp_path: Path) -> None:
    found = proposal(tmp_path)
    cells = columns_form(found, 0).rows[1].cells
    assert [cell.text for cell in cells] == [
        "Created", "Created", "sure", "03/04/2026  ·  04/05/2026", "month/day/year",
    ]  # fmt: skip
    assert cells[DATES].tone is Tone.DISPUTE, "no value tells day from month"
    assert text(found, "Whim", MEANS) == "not used"


def test_choosing_states_a_meaning_and_not_used_clears_it(tmp_path: Path) -> None:
    form = columns_form(proposal(tmp_path), 0)
    stated = form.change(form.find("Whim"), MEANS, "region")(Hints())
    assert text(proposal(tmp_path, stated), "Whim", MEANS) == "Region"
    cleared = form.change(form.find("Lead Source"), MEANS, "")(stated)
    assert text(proposal(tmp_path, cleared), "Lead Source", MEANS) == "not used"
    ordered = form.change(form.find("Created"), DATES, "DMY")(Hints())
    assert text(proposal(tmp_path, ordered), "Created", DATES) == "day/month/year"


def test_what_follows_from_the_file_cannot_be_typed_over(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="follows from the files"):
        columns_form(proposal(tmp_path), 0).change(0, 3, "x")


def test_what_wants_a_look_is_named(tmp_path: Path) -> None:
    found = proposal(tmp_path)
    assert attention(found, 0) == ("Created: day and month could be exchanged.",)
    fingerprint = found.tables[0].fingerprint
    decided = proposal(tmp_path, Hints().with_order(fingerprint, "Created", "DMY"))
    assert attention(decided, 0) == ()
    left_out = proposal(tmp_path, Hints().with_kind(fingerprint, "other"))
    assert attention(left_out, 0) == ("It was not recognised and is left out.",)


def test_a_stage_text_is_mapped_by_choosing(tmp_path: Path) -> None:
    found = proposal(tmp_path)
    form = stages_form(found)
    row = form.rows[form.find("Disqualified")].cells
    assert [cell.text for cell in row[:4]] == ["Disqualified", "Lost", "1", "Leads"]
    stated = form.change(form.find("Disqualified"), MEANS, "Open")(Hints())
    again = stages_form(proposal(tmp_path, stated)).rows[form.find("Disqualified")].cells
    assert [cell.text for cell in again[1:]] == ["Open", "1", "Leads", "stated"]


def test_stages_that_cannot_be_measured_name_what_would_unlock_them(tmp_path: Path) -> None:
    told = "\n".join(funnel_words(proposal(tmp_path)))
    assert "MQL cannot be measured: no column dates it. A column MQL date would unlock it." in told
    assert "Opportunities would unlock" in told
    unlocked = dict(missing_words(proposal(tmp_path), 0))
    assert unlocked["SAL date"] == "the stage SAL and with it the hand-off"
    assert dict(missing_kinds(proposal(tmp_path)))["Spend"] == "cost per lead and return"


def test_the_as_of_date_is_read_in_any_writing(tmp_path: Path) -> None:
    assert as_of_text(proposal(tmp_path)) == "5 Apr 2026"
    for typed in ("2026-06-30", "30 Jun 2026", "30.06.2026"):
        assert as_of_text(proposal(tmp_path, as_of_stated(typed)(Hints()))) == "30 Jun 2026"
    assert as_of_stated(" ")(Hints(as_of=5)).as_of is None
    with pytest.raises(RefusedError, match="'soon' is not a date"):
        as_of_stated("soon")


def test_a_remembered_mapping_says_since_when_and_of_what(tmp_path: Path) -> None:
    found = proposal(tmp_path)
    key = found.tables[0].fingerprint
    assert (
        remembered_words(found, frozenset({key}), "2026-10-22")
        == "Mapping remembered from 22 Oct 2026"
    )
    both = propose(
        [
            tmp_path / "leads.csv",
            write_text(tmp_path, "b.csv", "Lead ID,Created,Source\n1,2026-01-01,Web"),
        ]
    )
    told = remembered_words(both, frozenset({key}), "2026-10-22")
    assert told == "Mapping of 1 of 2 tables remembered from 22 Oct 2026"
