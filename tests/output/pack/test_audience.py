"""One page for one audience: before the plan begins what is promised, then what came of it."""

import re
from pathlib import Path

import pytest

from planner.base.problem import RefusedError
from planner.base.stages import Seat
from planner.output.layout.leaf import FOOT, PAPERS
from planner.output.layout.paginate import alone
from planner.output.pack.audience import Audience, audience_page
from planner.output.pack.build import board_pack
from planner.output.pack.page import Figures, Page, Picture, Table
from planner.output.pack.scorecards import objectives
from planner.output.pack.source import Source, work_out
from planner.output.pack.summary import summary_page
from planner.output.pack.tie_out import tie_out
from planner.plan.assumption import View
from planner.plan.board import Paper
from planner.plan.edits import Draft
from planner.plan.fold import line_value
from planner.session import PlanSession, create_plan, open_plan
from planner.session.board_pack import order, write_page
from planner.session.committing import commitments
from planner.session.sample import open_sample_year
from planner.sheets.scorecards import cards_of
from planner.sheets.words import Tongue
from tests.output import boards
from tests.people import person, small_company

WHO = tuple(Audience)


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small sample company in its year, saved."""
    session = open_sample_year(
        tmp_path_factory.mktemp("private"), person(), company=small_company()
    )
    path = tmp_path_factory.mktemp("plans") / "year.fairlead"
    session.save(path)
    session.close()
    return path


@pytest.fixture
def session(year: Path, tmp_path: Path) -> PlanSession:
    return open_plan(year, tmp_path / "work", person())


def source_of(session: PlanSession) -> Source:
    ordered = order(session)
    return ordered.source(work_out(ordered.results, ordered.snapshot))


def figures(page: Page) -> dict[str, str]:
    return {f.name: f.value for b in page.blocks if isinstance(b, Figures) for f in b.items}


def test_each_page_says_what_was_promised_and_what_came(session: PlanSession) -> None:
    source = source_of(session)
    marketing, sales, board = (audience_page(source, who) for who in WHO)
    assert marketing.title.startswith("Marketing promises ")
    assert sales.title.startswith("Sales promises ")
    assert board.title.startswith("Seen from 15 Jun 2027 bookings end at ")
    assert {"Came to date", "Lead value a month"} <= set(figures(marketing))
    assert {"Bookings to date", "Deals to date"} <= set(figures(sales))
    found = source.found
    assert found is not None
    booked = float(found.bookings[:, [found.at(m) for m in found.months]].sum())
    assert figures(sales)["Bookings to date"] == source.tongue.short(booked)
    reasons = [line for b in sales.blocks for line in getattr(b, "lines", ())]
    assert any("no reason given" in line for line in reasons)
    assert all(any(isinstance(b, Table) for b in page.blocks) for page in (marketing, sales))
    session.close()


def test_a_weight_stated_after_signing_counts_on_every_scorecard(session: PlanSession) -> None:
    """Window, pages and command line weigh alike; targets stay those that were signed."""
    before, _ = objectives(source_of(session))
    session.submit([Draft(Seat.TOGETHER, "sla/weight:bookings", 0.5)], "weigh")
    printed, known = objectives(source_of(session))
    cards = cards_of(commitments(session), session.results)
    assert known
    assert printed == cards.by_view[View.WORKING]
    assert {row.name: row.weight for row in printed}["bookings"] == 0.5
    assert [row.target for row in printed] == pytest.approx([row.target for row in before])
    session.close()


def test_no_page_takes_what_is_left_of_a_plan_under_way_for_the_whole(session: PlanSession) -> None:
    """What was booked by the data's day and what is to come are one whole against the goal."""
    source = source_of(session)
    made, seen = board_pack(source), source.seen
    assert seen is not None
    assert made.page("summary").title.startswith("Seen from 15 Jun 2027 bookings end at ")
    assert "brings Jun–Dec 2027" in made.page("statement").subtitle
    assert made.page("risks").subtitle.startswith("Working plan Jun–Dec 2027")
    volume = next(b.chart for b in made.page("funnel").blocks if isinstance(b, Picture))
    assert volume.subtitle.endswith("; figures: May 27; hollow: month not over")
    ties = {tie.name: tie for tie in tie_out(made, source)}
    assert ties["Plan, booked and to come"].agrees
    assert ties["Gap to the goal"].agrees
    (table,) = [b for b in made.page("plan").blocks if isinstance(b, Table)]
    whole = {row[0].text: row[-1].text for row in table.rows}
    booked, ahead = float(seen.ahead.actual.sum()), source.results.working.total
    assert whole["Booked"] == source.tongue.short(booked)
    assert whole["To come"] == source.tongue.short(ahead)
    assert whole["Re-forecast"] == source.tongue.short(booked + ahead)
    assert whole["Gap"] == source.tongue.short(booked + ahead - (source.goal or 0.0), signed=True)
    session.close()


def test_without_a_promise_before_it_a_plan_under_way_counts_what_is_booked_too() -> None:
    """Won by 19 November, by the data alone: 657,000.50."""
    late = boards.begun()
    page = summary_page(Source(late, None, work_out(late, None)))
    gap = late.working.total + 657_000.5 - (late.working.goal or 0.0)
    assert figures(page)["Gap"].startswith(Tongue().short(gap, signed=True))
    assert {"Gap", "Chance of goal"} <= set(figures(page))


@pytest.mark.parametrize("who", WHO)
def test_it_is_one_page(session: PlanSession, tmp_path: Path, who: Audience) -> None:
    path = write_page(order(session), who.value, tmp_path / "page.pdf")
    assert len(re.findall(rb"/Type\s*/Page\b", path.read_bytes())) == 1
    session.close()


def test_another_format_is_refused(session: PlanSession, tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="is no PDF"):
        write_page(order(session), "sales", tmp_path / "page.html")
    session.close()


@pytest.mark.parametrize("paper", list(PAPERS))
def test_marketings_page_of_many_lines_ends_on_its_sheet(tmp_path: Path, paper: Paper) -> None:
    """30 lines: the ten of the greatest lead value stand for themselves, the others in one row."""
    session = create_plan(tmp_path / "work", person(), "Many lines")
    said: dict[str, float | str] = {}
    for i in range(30):
        said |= {f"line:Line {i}": line_value("Inquiry"), f"Line {i}/volume": 10.0 + i}
        said |= {f"Line {i}/rate:Inquiry>MQL": 0.5, f"Line {i}/deal_size": 1_000.0}
    session.submit([Draft(Seat.TOGETHER, key, value) for key, value in said.items()], "say")
    source = source_of(session)
    page = audience_page(source, Audience.MARKETING)
    (table,) = [b for b in page.blocks if isinstance(b, Table) and b.title == "Marketing promises"]
    names = [row[0].text for row in table.rows]
    assert len(names) == 12
    assert names[-2:] == ["20 other lines", "All lines"]
    each = [float(row[1].text) for row in table.rows]
    assert sum(each[:-1]) == each[-1] == sum(range(10, 40))
    leaf = alone(page, board_pack(source), PAPERS[paper])
    assert max(part.room.bottom for part in leaf.parts) <= PAPERS[paper].height - FOOT
    session.close()
