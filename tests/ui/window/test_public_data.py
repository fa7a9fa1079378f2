"""Public data in the window: figures their README states, and no claim the data cannot bear."""

from pathlib import Path

import pytest

from planner.intake import propose, take_in
from tests.shared_data import shared_data
from tests.ui.window.conftest import new_plan
from tests.ui.window.driver import Driver
from ui.pages.monthly_part import MonthlyPart


@pytest.fixture(scope="module")
def olist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan on olist's qualified leads and closed deals; skipped where they are absent."""
    names = ("marketing_qualified_leads", "closed_deals")
    files = [shared_data("data", "olist", f"olist_{name}_dataset.csv") for name in names]
    folder = tmp_path_factory.mktemp("olist")
    session = new_plan(folder / "work")
    session.adopt(take_in(propose(files)))
    path = session.save(folder / "olist.fairlead")
    session.close()
    return path


def test_funnel_and_reps_of_olist(empty: Driver, olist: Path) -> None:
    empty.window.open_path(olist)
    empty.rest()
    for row, mqls, won in (("total", "8,000", "842"), ("paid_search", "1,586", "195")):
        assert empty.text("Funnel", row, "stage:0") == mqls
        assert empty.text("Funnel", row, "stage:1") == won
    page = empty.window.shown.funnel
    page.show_part("volume")
    empty.rest()
    assert empty.text("Funnel", "stage:0", "total") == "8,000"
    assert empty.text("Funnel", "stage:1", "total") == "842"
    part = page.current
    assert isinstance(part, MonthlyPart)
    empty.until(lambda: part.shares.chart is not None)
    assert part.shares.chart is not None
    assert part.shares.chart.title == "Source teams: Marketing sources 98% of won"
    page.show_part("drivers")
    empty.rest()
    drivers = page.grid().grid_model()
    factors = {drivers.cell(i, 0).text for i in range(drivers.rowCount())}
    assert "Channel" in factors
    assert "Segment" not in factors
    rows = [empty.text("Reps", "total", column) for column in ("received", "won")]
    assert rows == ["8,000", "842"]
