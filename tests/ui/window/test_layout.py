"""What stands where, in both sizes and both schemes, and how the window starts."""

import subprocess
import sys
from pathlib import Path

import pytest

from planner.base.units import STYLES
from tests.tools import ROOT
from tests.ui.window.driver import CTRL, Driver, Key
from ui.theme import Scheme, theme

SHEETS = ("Data", "Funnel", "Assumptions", "Plan")


def resize(at: Driver, width: int, height: int) -> None:
    at.window.resize(width, height)
    at.qtbot.wait(30)


def test_at_1280_pixels_the_strip_is_one_line_and_charts_lie_under_the_grid(at: Driver) -> None:
    page = at.window.shown.assumptions
    resize(at, 1560, 920)
    assert at.window.shown.strip.height() > 60
    assert left(at, page.bridge) > left(at, page.view)
    resize(at, 1280, 720)
    assert at.window.shown.strip.height() == 32
    assert top(at, page.bridge) >= top(at, page.view) + page.view.height()
    assert page.history.isVisible()


@pytest.mark.parametrize("size", [(1560, 920), (1280, 720)])
def test_nothing_is_squeezed_out_of_the_window(at: Driver, size: tuple[int, int]) -> None:
    for name in SHEETS:
        at.window.shown.show_sheet(name)
        at.rest()
        resize(at, *size)
        assert (at.window.width(), at.window.height()) == size
        assert at.grid.viewport().height() >= 6 * 24


def test_no_void_is_left_under_the_plans_rows(at: Driver) -> None:
    at.window.shown.show_sheet("Plan")
    resize(at, 1560, 1100)
    rows = at.grid.grid_model().rowCount() * at.grid.verticalHeader().defaultSectionSize()
    assert at.grid.viewport().height() - rows < 30


def test_light_and_dark_are_switched_at_run_time_and_remembered(at: Driver) -> None:
    for scheme in (Scheme.DARK, Scheme.LIGHT):
        at.window.deeds[scheme.value].trigger()
        shown = at.window.grab().toImage().pixelColor(2, 60)
        assert shown == theme().colour("window")
        assert at.window.settings.scheme == scheme.value


def test_zoom_magnifies_all_of_the_sheet_in_view_and_no_other(at: Driver) -> None:
    at.window.shown.show_sheet("Data")
    grids = at.window.shown.data.grids()
    at.press(Key.Key_Equal, CTRL)
    assert {grid.zoom for grid in grids} == {1.1}
    at.window.shown.show_sheet("Plan")
    assert at.grid.zoom == 1.0
    at.window.shown.show_sheet("Data")
    at.press(Key.Key_0, CTRL)
    assert {grid.zoom for grid in grids} == {1.0}


def test_a_filter_of_the_funnel_measures_anew(at: Driver) -> None:
    at.window.shown.show_sheet("Funnel")
    page = at.window.shown.funnel
    before = at.text("Funnel", "total", "stage:0")
    filters = page.filters
    label = next(a.text() for a in filters.filters["segment"].list.actions()[1:])
    page.filters.filters["segment"].list.actions()[1].trigger()
    assert at.window.tasks.busy
    assert filters.chosen == {"segment": label}
    assert at.text("Funnel", "total", "stage:0") != before
    cut = next(a for a in filters.cut.list.actions() if a.text() == "Region")
    cut.trigger()
    at.rest()
    assert at.grid.grid_model().columns[0].title == "Region"


def test_a_number_of_the_funnel_leads_to_its_journeys(at: Driver) -> None:
    at.go("Funnel", "Events", "stage:1")
    shown = int(at.text("Funnel", "Events", "stage:1").replace(",", ""))
    at.grid.place_requested.emit(at.grid.place_at(*at.grid.place()))
    at.rest()
    assert at.window.shown.page.title == "Data"
    assert at.grid.grid_model().rowCount() == shown
    at.click(at.window.shown.data.all_journeys)
    assert at.grid.grid_model().rowCount() > shown


def test_another_view_stands_small_beside_the_working_plan(at: Driver) -> None:
    at.window.shown.show_sheet("Plan")
    page = at.window.shown.plan
    page.compared.choose(page.compared._values[1])
    model = at.grid.grid_model()
    small = [model.cell(1, i).small for i in range(len(model.columns))]
    assert any(small)


def test_only_qt_is_loaded_before_the_first_paint() -> None:
    code = (
        "import sys; import ui.start; "
        "print([m for m in ('numpy', 'pandas', 'pyqtgraph', 'scipy', 'openpyxl')"
        " if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_the_program_opens_a_plan_paints_it_and_ends_quietly(
    plan_file: Path, tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ui.app", str(plan_file), "--close-after-paint"],
        cwd=ROOT,
        env={**_environment(), "FAIRLEAD_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    complaints = [line for line in done.stderr.splitlines() if "propagateSizeHints" not in line]
    assert (done.returncode, complaints) == (0, [])
    assert plan_file.name in (tmp_path / "settings.ini").read_text("utf-8")


def _environment() -> dict[str, str]:
    import os

    return {**os.environ, "QT_QPA_PLATFORM": "offscreen"}


def test_a_sheet_is_made_when_it_is_first_asked_for(
    bare: Driver, plan_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.sheets.IDLE", 1_000_000)
    bare.window.open_path(plan_file)
    bare.rest()
    shown = bare.window.shown
    assert [page.title for page in shown.pages.made] == ["Assumptions"]
    bare.window.deeds["numbers_continental"].trigger()
    found = [choice.text for choice in bare.window.finder.search("Benchmarks")]
    assert "Benchmarks" in found
    assert [page.title for page in shown.pages.made] == ["Assumptions"]
    shown.show_sheet("Plan")
    assert shown.plan.view.number_style == STYLES["continental"]
    assert [page.title for page in shown.pages.made] == ["Assumptions", "Plan"]


def test_the_other_sheets_are_made_while_nobody_does_anything(
    bare: Driver, plan_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.sheets.IDLE", 1)
    bare.window.open_path(plan_file)
    bare.rest()
    bare.until(lambda: len(bare.window.shown.pages.made) == len(bare.window.shown.pages))
    assert bare.window.shown.page.title == "Assumptions"
    assert bare.window.focusWidget() is bare.grid


def left(at: Driver, widget: object) -> int:
    return widget.mapTo(at.window, widget.rect().topLeft()).x()


def top(at: Driver, widget: object) -> int:
    return widget.mapTo(at.window, widget.rect().topLeft()).y()
