"""The late leads on the sheet: the points of their line lead to them."""

from planner.sheets.sla_breaches import breaches_chart, breaches_sheet, late_leads
from tests.commitments.outcomes import SAID, plan_of
from tests.commitments.test_disputes import DAYS, made_of


def test_a_lines_points_lead_to_its_latest_lead_and_those_of_a_rows_line_to_the_row() -> None:
    found = late_leads(made_of(plan_of(SAID | {DAYS: 2.0})))
    keys = [row.row.key for row in breaches_sheet(found).rows]
    assert len(keys) == 25
    for row, lead in (("", keys[0]), (keys[0], keys[0]), (keys[7], keys[7])):
        for series in breaches_chart(found, row).series:
            assert [place.row for place in series.places] == [lead]
