"""What both sides promised, how it was kept, and who signed what, on the pages of the pack."""

import pytest

from planner.commitments.promise import promise
from planner.commitments.scorecard import scorecard
from planner.output.pack.build import board_pack
from planner.output.pack.page import Page, Picture, Table
from planner.output.pack.scorecards import scorecards_page
from planner.output.pack.sign_off import sign_off_page
from planner.output.pack.sla import sla_page
from planner.output.pack.source import Source
from planner.output.pack.tie_out import tie_out
from tests.output.boards import M, S, T
from tests.output.pack import outcomes, packs


def row(page: Page, first: str) -> list[str]:
    """The texts of the row that begins so."""
    tables = [block for block in page.blocks if isinstance(block, Table)]
    rows = [[c.text for c in one] for table in tables for one in table.rows]
    return next(cells for cells in rows if cells[0] == first)


def test_before_the_plan_begins_the_promise_stands_alone() -> None:
    source = packs.source("argued")
    page, made = sla_page(source), promise(source.agreed)
    total = source.tongue.count(float(made.qualified.sum()))
    assert page.title.startswith(f"Marketing promises {total} MQLs worth ")
    assert row(page, "All lines")[4] == total == row(page, "MQL")[-1]
    assert row(page, "First touch within")[-1] == "not stated"


@pytest.mark.parametrize("case", ["argued", "many"])
def test_the_promise_says_the_same_by_line_and_by_period(case: str) -> None:
    found = {tie.name: tie for tie in tie_out(packs.pack(case), packs.source(case))}
    assert found["Qualified leads promised"].agrees
    assert found["Lead value promised"].agrees


def test_a_month_that_is_over_is_measured() -> None:
    """Twenty leads were due, fourteen came; thirteen of them were touched in time."""
    page = sla_page(outcomes.after_january())
    assert page.title == "Marketing brought 70% of the MQLs due by now; Sales kept every promise"
    assert row(page, "Web")[-3:] == ["20", "14", "70%"]
    touch = row(page, "First touch within")
    assert touch[1:5] == ["2 days", "90%", "Bo Rand", "agreed"]
    assert touch[5:] == ["14", "13", "93%"]


def test_scorecards_compare_what_is_over_and_weigh_it() -> None:
    source = outcomes.after_january()
    page, found = scorecards_page(source), source.found
    assert found is not None
    bookings = next(one for one in scorecard(found) if one.name == "bookings")
    assert row(page, "Bookings") == ["Bookings", "$20.0k", "$12.0k", "60%", "50.0%"]
    assert bookings.attainment == pytest.approx(0.6)
    assert page.title.startswith("Marketing attains ")


def test_before_a_month_is_over_scorecards_state_the_plan() -> None:
    source = packs.source("argued")
    page = scorecards_page(source)
    assert row(page, "Bookings")[1] == source.tongue.short(source.results.working.total)
    assert len(row(page, "Bookings")) == 3


def to_sign(page: Page) -> list[str]:
    """Who has a line to sign on."""
    tables = [block for block in page.blocks if isinstance(block, Table)]
    return [one[0].text for t in tables if t.title == "Signatures" for one in t.rows]


def sign_off(source: Source) -> Page:
    return sign_off_page(source)


def test_nobody_has_signed() -> None:
    page = sign_off(packs.source("argued"))
    assert to_sign(page) == ["Marketing", "Sales"]
    assert not [block for block in page.blocks if isinstance(block, Picture)]


def test_one_seat_has_signed_and_the_other_has_a_line() -> None:
    source = outcomes.signed_by(M)
    page = sign_off(source)
    assert page.title == "Marketing signed this plan, Sales did not yet"
    said = row(page, "1")
    assert said[1:3] == ["Marketing", "Ada Moss"]
    assert said[3:5] == ["19 Nov 2026, 10:31", "$240k"]
    assert source.signed.now.startswith(said[5])
    assert said[6] == "as signed"
    assert to_sign(page) == ["Sales"]


def test_what_changed_since_is_a_bridge() -> None:
    source = outcomes.signed_by(M, S, then=((T, "Web/volume", 30.0),))
    page = sign_off(source)
    assert page.title.startswith("Changed since version 1 was signed on 19 Nov 2026")
    assert row(page, "1")[-1] == "changed since signed"
    (picture,) = [block for block in page.blocks if isinstance(block, Picture)]
    assert picture.chart.title.startswith("$120k more than signed")
    assert to_sign(page) == ["Marketing", "Sales"]


def test_both_have_signed_and_no_line_is_left() -> None:
    page = sign_off(outcomes.signed_by(M, S))
    assert page.title == "Both seats have signed this plan: version 1"
    assert to_sign(page) == []


def test_every_page_of_a_measured_plan_is_said() -> None:
    made = board_pack(outcomes.after_january())
    assert {"sla", "scorecards"} <= {page.key for page in made.pages}
