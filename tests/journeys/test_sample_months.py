"""The sample company month after month: whole exports, and each report alone onto the whole."""

from pathlib import Path

import pytest

from planner.base.days import parse_day
from planner.intake import Hints, propose, take_in
from planner.journeys.changes import changes
from planner.journeys.diff import Change, compare
from planner.journeys.table import Snapshot
from planner.journeys.union import unite
from planner.sample import make_company, write_exports
from tests.intake.files import assert_all_rows_accounted

LEADS, DEALS = "Leads report.xlsx", "Opportunities report.xlsx"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("exports")
    write_exports(make_company(seed=5, leads=1_000), made)
    return made


@pytest.fixture(scope="module")
def october(folder: Path) -> Snapshot:
    return take_in(propose(sorted(folder.iterdir())))


def test_a_later_month_adds_and_moves_but_loses_nothing(folder: Path, october: Snapshot) -> None:
    august = take_in(propose(sorted(folder.iterdir()), Hints(as_of=parse_day("2026-08-31"))))
    found = compare(august, october)
    assert len(found.gone) == 0
    assert len(found.new) == len(october.journeys) - len(august.journeys) > 0
    assert found.count_of(Change.STAGE) == len(found.changed) > 0
    assert all(total.before <= total.after for total in found.stages)
    assert (changes([august, october]).as_of == parse_day("2026-10-31")).all()


@pytest.mark.parametrize("name", [LEADS, DEALS])
def test_one_report_alone_onto_the_whole_changes_nothing(
    folder: Path, october: Snapshot, name: str
) -> None:
    hints = Hints(stages=october.journeys.stages, as_of=october.as_of)
    alone = take_in(propose([folder / name], hints))
    assert len(compare(october, alone).gone) > 0
    united = unite(october, alone, keep_gone=True)
    assert_all_rows_accounted(united)
    found = compare(october, united)
    assert (len(found.new), len(found.changed), len(found.gone)) == (0, 0, 0)
    assert len(united.journeys) == len(october.journeys)
    assert united.spend == october.spend
    assert len(united.set_aside) == len(october.set_aside)


def test_importing_the_same_exports_again_changes_nothing(october: Snapshot) -> None:
    found = compare(october, unite(october, october, keep_gone=True))
    assert len(found.unchanged) == len(october.journeys)
