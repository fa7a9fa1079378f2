"""What the pages say: findings computed from the figures, alike on every page."""

import re
from dataclasses import replace

import pytest

from planner.output.pack.build import board_pack, in_words
from planner.output.pack.page import Cell, Figures, Picture, Table, Tied
from planner.output.pack.source import Source
from planner.output.pack.tie_out import tie_out
from planner.output.workbook import workbook_bytes
from planner.output.workbook_figures import workbook_figures
from tests.output.front import front_of
from tests.output.pack import packs

PAGES = (
    *("summary", "statement", "bridge", "funnel", "plan", "risks"),
    *("sla", "scorecards", "definitions", "sign-off"),
)


@pytest.mark.parametrize("case", packs.CASES)
def test_every_page_is_there_and_states_a_finding(case: str) -> None:
    made = packs.pack(case)
    assert tuple(page.key for page in made.pages) == PAGES
    assert all(page.title and page.name for page in made.pages)
    assert not [text for text in packs.texts(made) if re.search(r"\bnan\b|\binf\b|None", text)]


def test_titles_say_what_the_figures_are() -> None:
    source, made = packs.source("argued"), packs.pack("argued")
    working, goal = source.results.working.total, source.plan.goal
    assert goal is not None
    above = source.tongue.short(working - goal)
    assert made.page("summary").title.startswith(f"The year ends {above} above the goal")
    draws = source.findings.outlook.chances.draws
    low = source.tongue.short(float(source.findings.outlook.range[0, -1]))
    assert made.page("plan").title.startswith(f"Eight futures in ten bring {low}")
    assert f"seed {draws.seed}" in made.page("plan").subtitle
    disputed = len(source.results.disputed)
    assert f"{disputed} values are in dispute" in made.page("sign-off").title


def test_a_plan_under_way_has_one_gap_that_counts_what_is_booked() -> None:
    """Won by the data: 412,000.50 in September, 65,000 in October, 180,000 in November."""
    source, made = packs.source("begun"), packs.pack("begun")
    assert source.goal is not None
    gap = source.results.working.total + 657_000.5 - source.goal
    ties = {tie.name: tie for tie in tie_out(made, source)}
    assert ties["Gap to the goal"].said[0].value == pytest.approx(gap)
    texts = packs.texts(made)
    assert any(text.startswith("$657k booked by 19 Nov 2026 + ") for text in texts)
    assert {"Booked", "To come", "Re-forecast"} <= set(texts)


def test_the_workbook_of_a_plan_under_way_says_what_each_figure_counts() -> None:
    source = packs.source("begun")
    content = workbook_bytes(source.results, None)
    book = front_of(content, data_only=True)
    said = [str(cell.value) for row in book["Summary"].iter_rows() for cell in row]
    assert sum(text.endswith("% of goal with what is booked") for text in said) == 3
    assert not any(text.endswith("% of goal") for text in said)
    assert str(book["Scorecards"]["A2"].value).startswith("Targets over what is still to come")
    assert "Months before the data’s day are over" in str(book["SLA"]["A2"].value)
    ties = {t.name: t for t in tie_out(packs.pack("begun"), source, workbook_figures(content))}
    for name in ("Working plan", "Marketing’s view", "Sales’ view"):
        tied = ties[f"{name}, to come"]
        assert tied.agrees
        assert "the workbook" in {one.where for one in tied.said}


@pytest.mark.parametrize("case", packs.CASES)
def test_figures_that_stand_in_several_places_agree(case: str) -> None:
    ties = tie_out(packs.pack(case), packs.source(case))
    names = {tie.name.removesuffix(", to come") for tie in ties}
    assert {"Working plan", "Marketing’s view", "Sales’ view"} <= names
    assert [tie.sentence for tie in ties if not tie.agrees] == []


def test_the_tie_out_names_what_differs() -> None:
    source, made = packs.source("argued"), packs.pack("argued")
    bridge = made.page("bridge")
    wrong = Table(bridge.bands[0].blocks and (), ((Cell("$1", tied=Tied("working", 1.0)),),))
    changed = replace(bridge.bands[1], blocks=(*bridge.bands[1].blocks, wrong))
    pages = tuple(
        replace(page, bands=(page.bands[0], changed)) if page.key == "bridge" else page
        for page in made.pages
    )
    ties = tie_out(replace(made, pages=pages), source, {"Goal": 9_000_000.0, "Sales’ view": 2.0})
    differing = {tie.name: tie.sentence for tie in ties if not tie.agrees}
    assert set(differing) == {"Working plan", "Sales’ view"}
    assert "Bridge says $1" in differing["Working plan"]
    assert "the workbook says 2.00" in differing["Sales’ view"]


def test_too_many_differences_are_drawn_by_driver_and_still_add_up() -> None:
    source = packs.source("many")
    page = packs.pack("many").page("bridge")
    (picture,) = [block for block in page.blocks if isinstance(block, Picture)]
    bars = picture.chart.bridge
    assert len(bars) <= 16
    assert bars[-2].end == pytest.approx(source.results.marketing.total, abs=0.005)
    assert next(bar.label for bar in bars[1:-1]).endswith("40 lines")


def test_amounts_are_written_as_the_plan_asks() -> None:
    figures = packs.pack("yen").page("summary").blocks[0]
    assert isinstance(figures, Figures)
    assert figures.items[0].value == "¥750,000,000,000"


def test_names_are_said_another_way_but_roles_stay() -> None:
    page = packs.pack("argued").page("bridge")
    hidden = in_words(page, lambda text: text.replace("marketing", "X").replace("Events", "Rep 1"))
    texts = [text for block in hidden.blocks for text in packs.of_block(block)]
    assert any(text.startswith("Rep 1 · ") for text in texts)
    roles = {c.role for b in hidden.blocks if isinstance(b, Table) for c in b.columns}
    assert "marketing" in roles


def test_scenarios_are_shown_beside_the_plan() -> None:
    source = packs.source("argued")
    other = packs.source("by hand").results
    plain = board_pack(Source(source.results, None, source.findings))
    shown = board_pack(
        Source(source.results, None, source.findings, (("Stretch", source.results),))
    )
    assert other is not source.results
    assert "scenarios" not in {page.key for page in plain.pages}
    (table,) = [b for b in shown.page("scenarios").blocks if isinstance(b, Table)]
    assert [row[0].text for row in table.rows] == ["Base", "Stretch"]


def test_entries_of_many_quarters_are_told_apart_by_year() -> None:
    (picture,) = [b for b in packs.pack("many").page("plan").blocks if isinstance(b, Picture)]
    names = [series.name for series in picture.chart.series if series.name.endswith("entries")]
    assert names == [f"Year {n} entries" for n in range(1, 6)]
    booked = sum(sum(s.y) for s in picture.chart.series if s.name.endswith("entries"))
    assert booked == pytest.approx(packs.source("many").results.working.total)
    assert "by year of entry" in picture.chart.subtitle


def test_values_in_dispute_that_change_no_bookings_are_not_passed_over() -> None:
    page = packs.pack("unfilled").page("bridge")
    assert page.title == "Marketing and Sales expect the same bookings, but 6 values are in dispute"
    assert packs.pack("zero").page("bridge").title.endswith("the same, in every assumption")


def test_without_data_the_funnel_page_shows_the_funnel_as_planned() -> None:
    source, page = packs.source("by hand"), packs.pack("by hand").page("funnel")
    (table,) = [block for block in page.blocks if isinstance(block, Table)]
    entered = source.results.working.entries.sum((0, 2))
    assert [row[2].text for row in table.rows] == [source.tongue.count(n) for n in entered]
    assert table.rows[-1][3].text == source.tongue.rate(float(entered[-1] / entered[-2]))
