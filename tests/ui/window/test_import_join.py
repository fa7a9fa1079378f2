"""Leads and opportunities without a common id: a key is chosen once and remembered."""

from pathlib import Path

import pytest

from planner.session.mappings import FOLDER
from planner.sheets.import_join import APART, JOIN
from tests.ui.window.driver import Driver
from tests.ui.window.import_page import ImportPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

LEADS = """Lead ID,Created,Company,Converted
L1,2026-01-05,Acme,true
L2,2026-01-06,Beta,false
"""
DEALS = """Opportunity ID,Created Date,Account Name,Stage,Close Date
O1,2026-01-20,Acme,Closed Won,2026-02-20
"""


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    leads, deals = tmp_path / "leads.csv", tmp_path / "deals.csv"
    leads.write_text(LEADS, "utf-8")
    deals.write_text(DEALS, "utf-8")
    return leads, deals


@pytest.mark.parametrize(("key", "label"), [("account", "2 journeys"), (APART, "3 journeys")])
def test_a_key_is_chosen_by_a_click_and_remembered(
    empty: Driver, files: tuple[Path, Path], key: str, label: str
) -> None:
    page = ImportPage(empty)
    empty.drop(*files)
    page.wait()
    assert page.dialog.parts.button("decisions").text() == "Decisions  ◆ 1"
    assert page.button == "Import 3 journeys"
    assert not page.allowed
    assert (
        page.dialog.foot.said.text == "Say what ties opportunities to leads, or leave them apart."
    )
    page.answer(JOIN, key)
    page.rest()
    assert page.button == f"Import {label}"
    empty.click(page.dialog.foot.accept_button)
    empty.rest()
    empty.drop(*files)
    page.wait()
    assert page.dialog.parts.button("decisions").text() == "Decisions"
    assert page.dialog.decisions.box(JOIN).answers[key].isChecked()
    assert page.button == f"Import {label}"
    assert page.allowed
    page.dialog.reject()


def test_the_plan_remembers_the_key_for_whoever_opens_it(
    empty: Driver, files: tuple[Path, Path]
) -> None:
    page = ImportPage(empty)
    empty.drop(*files)
    page.wait()
    page.answer(JOIN, "account")
    page.rest()
    empty.click(page.dialog.foot.accept_button)
    empty.rest()
    assert empty.window.shown.desk.session.plan.join == "account"
    for known in (empty.window.settings.folder / FOLDER).iterdir():
        known.unlink()
    empty.drop(*files)
    page.wait()
    assert page.dialog.decisions.box(JOIN).answers["account"].isChecked()
    assert page.allowed
    page.dialog.reject()
