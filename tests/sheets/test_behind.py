"""Numbers of reps and of what drives deals lead to as many journeys as they count."""

import pytest

from planner.evidence import Prepared, plan_window, rep_evidence
from planner.sample.company import journeys, make_company
from planner.sheets.drivers import drivers_sheet, find_drivers
from planner.sheets.drivers_behind import drivers_behind
from planner.sheets.funnel import filter_mask
from planner.sheets.reps import rep_names, reps_sheet
from planner.sheets.reps_behind import reps_behind
from tests.sheets.test_assumptions import cell, keys


@pytest.fixture(scope="module")
def source() -> Prepared:
    return Prepared(journeys(make_company(leads=6000)))


@pytest.mark.parametrize("column", ["deals", "won"])
def test_deals_behind_what_drives_them(source: Prepared, column: str) -> None:
    window = plan_window(source.journeys)
    where = filter_mask(source.journeys, {"region": "EMEA"})
    found = find_drivers(source, window, where)
    sheet = drivers_sheet(found)
    counted = 0
    for row in keys(sheet):
        shown = cell(sheet, row, column)
        if shown.text:
            rows = drivers_behind(source, found, row, column, window=window, where=where)
            assert len(rows) == shown.value, row
            counted += 1
    assert counted > 10


def test_leads_behind_a_rep_and_a_source_team() -> None:
    import numpy as np

    from planner.journeys.table import Dimension
    from tests.evidence.funnels import funnel, path

    rows = [path("2026-01-05 2026-02-01 2026-03-01", rep="Ann", team="Sales")] * 3
    rows += [path("2026-01-05 2026-02-01", rep="Ann", team="Marketing")] * 2
    rows += [path("2026-01-05", rep="Bo", team="Marketing")]
    table = funnel(rows, dimensions=("rep",))
    table.dimensions["source team"] = Dimension(
        np.array([0, 0, 0, 1, 1, 1], dtype=np.int32), ("Sales", "Marketing")
    )
    source = Prepared(table)
    found = rep_evidence(source, None)
    sheet = reps_sheet(found, rep_names(found, hidden=True))
    assert len(keys(sheet)) > 3
    for row in keys(sheet):
        for column in ("received", "worked", "won"):
            shown = cell(sheet, row, column)
            assert len(reps_behind(source, None, found, row, column)) == shown.value
