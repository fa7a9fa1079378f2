"""The board's workbook: it recalculates by itself from its Assumptions sheet."""

from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from planner.agreement.results import Results
from planner.base.days import date_of, first_day
from planner.base.files import write_whole
from planner.base.progress import Progress, silent
from planner.journeys.table import Snapshot
from planner.output.excel.agenda import write_agenda
from planner.output.excel.assumptions import write_assumptions
from planner.output.excel.baseline import BASELINE, write_baseline
from planner.output.excel.bridge import write_bridge
from planner.output.excel.bridge_figures import HEAD, BridgeChart, chart_rows
from planner.output.excel.calculation import write_calculation
from planner.output.excel.charts import MonthFigures, bridge_chart, cumulative_chart, monthly_chart
from planner.output.excel.content import (
    AGENDA,
    ASSUMPTIONS,
    BRIDGE,
    CALCULATION,
    DEFINITIONS,
    EVIDENCE,
    GOALS,
    LEAD_TIMES,
    NOTHING_BESIDE,
    PLAN,
    SCENARIO_CALCULATION,
    SCENARIOS,
    SCORECARDS,
    SET_ASIDE,
    SIGN_OFF,
    SLA,
    SUMMARY,
    TIE_OUT,
    Beside,
    Content,
)
from planner.output.excel.definitions import write_definitions
from planner.output.excel.evidence import write_evidence
from planner.output.excel.goals import goal_cell, write_goals
from planner.output.excel.kernels import DAYS
from planner.output.excel.lead_times import has_lead_times
from planner.output.excel.page import Page
from planner.output.excel.plan import PlanPlaces, write_plan
from planner.output.excel.scenario_flows import write_scenario_flows
from planner.output.excel.scenario_places import NUMBER, SCENARIO
from planner.output.excel.scenarios import write_scenarios
from planner.output.excel.scorecards import write_scorecards
from planner.output.excel.set_aside import write_set_aside
from planner.output.excel.setup import set_up
from planner.output.excel.sign_off import write_sign_off
from planner.output.excel.sla import write_sla
from planner.output.excel.styles import Styles
from planner.output.excel.summary import BRIDGE_CHART, CHARTS, bridge_rows, write_summary
from planner.output.excel.tie_out import write_tie_out
from planner.output.excel.working import SCENARIO_NUMBER
from planner.output.pack.names import Said, names_said
from planner.output.signs import printable
from planner.sheets.outlook import Outlook

ROW_HEIGHT = 20
"""Pixels of a row that nobody set."""
SHEETS = (
    *(SUMMARY, ASSUMPTIONS, GOALS, PLAN, BRIDGE, SCENARIOS, SLA, SCORECARDS),
    *(EVIDENCE, DEFINITIONS, AGENDA, SET_ASIDE, SIGN_OFF, TIE_OUT, CALCULATION),
    *(SCENARIO_CALCULATION, LEAD_TIMES, BASELINE),
)
CHARTED = frozenset((SUMMARY, BRIDGE))
"""Sheets that charts read."""


def write_workbook(
    results: Results,
    snapshot: Snapshot | None,
    path: Path,
    progress: Progress = silent,
    outlook: Outlook | None = None,
    *,
    beside: Beside = NOTHING_BESIDE,
) -> None:
    """Write the workbook to `path`, replacing it whole or, with RefusedError, not at all."""
    write_whole(path, workbook_bytes(results, snapshot, progress, outlook, beside=beside))


def workbook_bytes(
    results: Results,
    snapshot: Snapshot | None,
    progress: Progress = silent,
    outlook: Outlook | None = None,
    *,
    beside: Beside = NOTHING_BESIDE,
) -> bytes:
    """Return the workbook as .xlsx; the same results give the same bytes.

    With the `outlook` on these results it tells their chances too; `beside` is what was decided and
    signed of them.
    """
    import xlsxwriter

    content, file = Content(results, snapshot, outlook, beside), BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False})
    said = names_said(results.plan, snapshot)
    book.set_properties(_properties(content, said))
    pages = {name: Page(book, name, said, charted=name in CHARTED) for name in sheets_of(content)}
    _fill(book, pages, content, progress)
    for page in pages.values():
        set_up(page, results.plan)
    progress("Workbook", len(pages), len(pages))
    book.close()
    return file.getvalue()


def sheets_of(content: Content) -> tuple[str, ...]:
    """Return the sheets in the board's order, without those of which there is nothing to say."""
    without = set() if content.has_scenarios else {SCENARIOS, SCENARIO_CALCULATION}
    without |= set() if has_lead_times(content) else {LEAD_TIMES}
    return tuple(name for name in SHEETS if name not in without)


def _properties(content: Content, said: Said) -> dict[str, Any]:
    plan, evidence = content.results.plan, content.results.evidence
    made = date_of(evidence.as_of if evidence else first_day(plan.start))
    return {
        "title": printable(said(plan.name)),
        "subject": f"Funnel plan of {plan.months} months, in {plan.currency}",
        "company": printable(plan.board.company),
        "keywords": "plan, bookings, Marketing, Sales",
        "created": datetime(made.year, made.month, made.day),  # noqa: DTZ001
    }


def _fill(book: Any, pages: dict[str, Page], content: Content, progress: Progress) -> None:
    """Write every sheet, those first on which others build."""
    stated = content.results.plan
    styles = Styles(book, stated.currency, stated.board.colours[0], stated.board.amounts)
    done = 0

    def step(name: str) -> Page:
        nonlocal done
        progress("Workbook", done, len(pages))
        done += 1
        return pages[name]

    write_assumptions(step(ASSUMPTIONS), styles, content)
    write_evidence(step(EVIDENCE), styles, content)
    times = step(LEAD_TIMES) if LEAD_TIMES in pages else None
    calculated = write_calculation(step(CALCULATION), styles, content, times)
    write_goals(step(GOALS), styles, content, calculated)
    plan = write_plan(step(PLAN), styles, content, calculated)
    if content.has_scenarios:
        live = write_scenario_flows(step(SCENARIO_CALCULATION), styles, content, calculated)
        write_scenarios(step(SCENARIOS), styles, content, plan, live)
    _names(book, pages, plan)
    figures = write_bridge(step(BRIDGE), styles, content)
    sla = write_sla(step(SLA), styles, content, calculated)
    write_scorecards(step(SCORECARDS), styles, content, calculated, plan)
    write_definitions(step(DEFINITIONS), styles, content)
    write_agenda(step(AGENDA), styles, content)
    write_set_aside(step(SET_ASIDE), styles, content)
    write_sign_off(step(SIGN_OFF), styles, content)
    write_tie_out(step(TIE_OUT), styles, content, plan, sla)
    write_baseline(step(BASELINE), content)
    months = write_summary(step(SUMMARY), styles, content, plan, figures, calculated.enough)
    _charts(book, pages, styles, content, months, figures)


def _charts(  # noqa: PLR0917 - charts, where they stand, and what they show
    book: Any,
    pages: dict[str, Page],
    styles: Styles,
    content: Content,
    months: MonthFigures,
    figures: BridgeChart,
) -> None:
    """Draw the charts: two of the months and the bridge on the Summary, the bridge on its own."""
    results, summary, small = content.results, pages[SUMMARY], BRIDGE_CHART - CHARTS
    axis = styles.axis(max(results.working.whole, results.plan.goal or 0.0))
    plan = results.plan.board.colours[1]
    _place(summary, cumulative_chart(book, months, axis, plan), (CHARTS, 0), (561, small))
    _place(summary, monthly_chart(book, months, axis, plan), (CHARTS, 3), (561, small))
    chart, size = bridge_chart(book, pages[BRIDGE], figures), (1122, bridge_rows(figures))
    _place(summary, chart, (BRIDGE_CHART, 0), size)
    chart, size = bridge_chart(book, pages[BRIDGE], figures), (996, chart_rows(content))
    _place(pages[BRIDGE], chart, (HEAD, 0), size)


def _place(page: Page, chart: Any, cell: tuple[int, int], size: tuple[int, int]) -> None:
    """Put a chart at a cell; `size` is its width in pixels and its height in rows."""
    chart.set_size({"width": size[0], "height": size[1] * ROW_HEIGHT})
    page.sheet.insert_chart(*cell, chart, {"object_position": 1})


def _names(book: Any, pages: dict[str, Page], plan: PlanPlaces) -> None:
    """Name what people and formulas refer to."""
    sheet = pages[PLAN]
    places = {
        "Goal": pages[GOALS].place(*goal_cell()),
        "Bookings_working": sheet.place(plan.rows["bookings"], plan.whole),
        "Bookings_marketing": sheet.place(plan.rows["marketing"], plan.whole),
        "Bookings_sales": sheet.place(plan.rows["sales"], plan.whole),
        "Gap": sheet.place(plan.rows["gap"], plan.whole),
        DAYS: pages[CALCULATION].place(2, 1),
    }
    if SCENARIOS in pages:
        places["scenario"] = pages[ASSUMPTIONS].place(*SCENARIO)
        places[SCENARIO_NUMBER] = pages[SCENARIOS].place(*NUMBER)
    for name, place in places.items():
        book.define_name(name, f"={place}")
