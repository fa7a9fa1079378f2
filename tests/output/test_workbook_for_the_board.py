"""The sheets a board reads beside the plan: SLA, scorecards, agenda, sign-off, tie-out."""

from io import BytesIO

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from planner.agreement.results import results
from planner.commitments.agreed import Agreed
from planner.commitments.promise import promise
from planner.output.excel.content import NOTHING_BESIDE, Beside
from planner.output.excel.tie_out import AGREES
from planner.output.workbook import workbook_bytes
from planner.sheets.minutes import MinuteLine
from tests.output import boards
from tests.output.boards import M, S
from tests.output.front import front_of
from tests.output.pack import outcomes

DECIDED = MinuteLine("Web · SAL", "agreed on 50%", "=Marketing 60%", "as seen", "$1k", "Ada")


def written(*, beside: Beside = NOTHING_BESIDE, formulas: bool = False) -> Workbook:
    content = workbook_bytes(boards.argued(), None, beside=beside)
    return front_of(content, data_only=not formulas)


@pytest.fixture(scope="module")
def book() -> Workbook:
    return written()


def rows(book: Workbook, sheet: str) -> dict[str, list[object]]:
    """The rows of a sheet by their first text."""
    found: dict[str, list[object]] = {}
    for cells in book[sheet].iter_rows(values_only=True):
        found.setdefault(str(cells[0]), list(cells))
    return found


def test_the_sla_is_what_the_plan_promises(book: Workbook) -> None:
    results = boards.argued()
    made = promise(Agreed(results.plan, results.evidence, results.working))
    found = rows(book, "SLA")
    assert found["MQL"][17] == pytest.approx(float(made.qualified.sum()))
    assert found["Lead value"][17] == pytest.approx(float(made.value.sum()))
    assert found["First touch within (days)"][3] == "not stated"


def test_scorecards_state_the_working_plan(book: Workbook) -> None:
    cells = [list(row) for row in book["Scorecards"].iter_rows(values_only=True)]
    targets = {row[1]: row[2] for row in cells if row[1]}
    assert targets["Bookings"] == pytest.approx(boards.argued().working.total)


def test_no_rate_is_told_where_the_funnel_has_no_step() -> None:
    """Events hand leads over at once: nothing becomes qualified before."""
    said = ((S, "Events/rate:MQL>Won", 0.2), (S, "Events/deal_size", 9_000.0))
    plan = boards.plan_of(*boards.EVENTS, *said, stages=("MQL", "Won"))
    content = workbook_bytes(results(plan, None), None)
    for data_only, shown in ((True, None), (False, '=""')):
        sheet = front_of(content, data_only=data_only)["Scorecards"]
        targets = {row[1]: row[2] for row in sheet.iter_rows(values_only=True) if row[1]}
        assert targets["MQL → MQL, all steps"] == targets["Won → Won, all steps"] == shown


def test_every_figure_ties_out(book: Workbook) -> None:
    said = [row[6] for row in book["Tie-out"].iter_rows(min_row=5, values_only=True)]
    assert len(said) > 6
    assert set(said) == {AGREES}


def test_the_agenda_follows_the_assumptions(book: Workbook) -> None:
    results = boards.argued()
    dearest = results.disputed[0]
    first = [cell.value for cell in book["Agenda and minutes"][6]]
    assert first[6] == pytest.approx(results.worth(dearest))
    live = written(formulas=True)["Agenda and minutes"]
    assert str(live["E6"].value).startswith("=IF(Assumptions!")


def test_minutes_and_signatures_are_told_as_texts() -> None:
    signed = outcomes.signed_by(M, S).signed
    found = written(beside=Beside((DECIDED,), signed), formulas=True)
    agenda = [c for row in found["Agenda and minutes"].iter_rows() for c in row if c.value]
    (sides,) = [c for c in agenda if str(c.value).startswith("=Marketing 60%")]
    assert sides.data_type == "s"
    hashes = [row[6] for row in found["Sign-off"].iter_rows(values_only=True)]
    assert hashes.count(signed.now) == 2


def test_paper_and_properties_are_the_boards() -> None:
    said = (boards.T, "board:paper", "Letter"), (boards.T, "board:company", "Ada & Co")
    book = openpyxl.load_workbook(BytesIO(workbook_bytes(boards.argued(*said), None)))
    assert {page.page_setup.paperSize for page in book.worksheets} == {1}
    assert all(page.sheet_properties.pageSetUpPr.fitToPage for page in book.worksheets)
    assert book.properties.title == "FY27 plan"
    assert book.properties.keywords
