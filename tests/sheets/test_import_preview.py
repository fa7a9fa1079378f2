"""What an import would change, as data: counts, totals before and after, reasons."""

from pathlib import Path

from planner.journeys.diff import compare
from planner.journeys.table import Snapshot
from planner.journeys.union import unite
from planner.sheets.import_preview import (
    Preview,
    gone_question,
    import_label,
    preview,
    reasons,
)
from tests.intake.files import imported, write_text

HEAD = "Opportunity ID,Created Date,Stage,Amount,Close Date"
JUNE = f"""{HEAD}
    O1,2026-02-01,Closed Won,10,2026-04-01
    O2,2026-02-02,Closed Won,20,2026-04-01
    O3,2026-02-03,Prospecting,30,2026-09-01"""
JULY = f"""{HEAD}
    O2,2026-02-02,Closed Won,20,2026-04-01
    O3,2026-02-03,Closed Won,30,2026-07-01
    O4,2026-06-03,Prospecting,40,2026-09-01
    ,,,,"""


def data(folder: Path, name: str, text: str) -> Snapshot:
    return imported(write_text(folder, name, text), as_of="2026-07-31")


def shown(found: Preview) -> list[list[str]]:
    keys = [column.key for column in found.funnel.columns]
    return [[row.cells[key].text for key in keys] for row in found.funnel.rows]


def test_a_first_import_shows_its_totals_alone(tmp_path: Path) -> None:
    june = data(tmp_path, "june.csv", JUNE)
    found = preview(june, june, compare(None, june))
    assert [column.title for column in found.funnel.columns] == ["Funnel", "Journeys"]
    assert shown(found) == [["Opportunities", "3"], ["Won", "2"], ["Won amount", "30"]]
    assert found.tallies == ()
    assert found.account == "3 rows read = 3 journeys + 0 merged + 0 set aside."


def test_the_next_import_counts_what_changed_and_what_is_gone(tmp_path: Path) -> None:
    june, july = data(tmp_path, "june.csv", JUNE), data(tmp_path, "july.csv", JULY)
    difference = compare(june, july)
    kept = preview(july, unite(june, july, keep_gone=True), difference)
    tallies = {tally.name: tally.count for tally in kept.tallies}
    assert tallies == {"New": "1", "Changed": "1", "Unchanged": "1", "Gone": "1"}
    assert [tally.name for tally in kept.tallies if tally.wants] == ["Gone"]
    assert kept.gone == 1
    assert shown(kept) == [
        ["Opportunities", "3", "4", "+1"],
        ["Won", "2", "3", "+1"],
        ["Won amount", "30", "60", "+30"],
    ]
    dropped = preview(july, unite(june, july, keep_gone=False), difference)
    assert shown(dropped)[2] == ["Won amount", "30", "50", "+20"]


def test_reasons_are_said_once_with_their_count(tmp_path: Path) -> None:
    rows = "\n".join(f",2026-02-0{i},Prospecting,5,2026-09-01" for i in (1, 2))
    twice = data(tmp_path, "deals.csv", f"{JUNE}\n{rows}")
    told = reasons(twice)
    assert sum(int(text.split()[0]) for text in told) == len(twice.set_aside)
    assert len(told) == len({row.reason for row in twice.set_aside})


def test_an_import_is_named_by_its_journeys() -> None:
    assert import_label(8000) == "import 8,000 journeys"
    assert import_label(1) == "import 1 journey"
    assert import_label(0) == "import"
    assert gone_question(1).startswith("1 journey is not in these files.")
    assert gone_question(1200).startswith("1,200 journeys are not")
