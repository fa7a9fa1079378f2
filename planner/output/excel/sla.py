"""The SLA sheet: what Marketing delivers by line and month, live, and what Sales promises."""

from planner.agreement.results import Results
from planner.base.stages import hand_off, qualified_stage
from planner.commitments.agreed import Agreed
from planner.commitments.promise import BASIC, QUALIFIED, VALUE, Promise, promise
from planner.output.excel import columns as col
from planner.output.excel.block import assumption
from planner.output.excel.calculation import Calculated
from planner.output.excel.content import Content
from planner.output.excel.page import Page
from planner.output.excel.plan import MoneyWidths
from planner.output.excel.plan_grid import FIRST, HEAD, Monthly, PlanGrid
from planner.output.excel.result_notes import write_promise_notes
from planner.output.excel.styles import Styles
from planner.output.excel.widths import lines_width
from planner.plan.assumption import View
from planner.plan.keys import DEAL_SIZE, Driver, DriverKind, quote
from planner.plan.pledges import pledge
from planner.sheets.commitment_words import PROMISES, SHARES
from planner.sheets.periods import Span
from planner.sheets.whole_words import is_under_way
from planner.sheets.words import heading

_HOW = (
    "What Marketing owes Sales by the working plan, and what Sales owes Marketing in return. "
    "Leads and their value follow the Assumptions sheet."
)


def write_sla(page: Page, styles: Styles, content: Content, calculated: Calculated) -> PlanGrid:
    """Write Marketing's three levels by month, then Sales' promises; return the grid."""
    grid = PlanGrid(page, styles, content)
    _heads(grid)
    made = promise(Agreed(content.results.plan, content.results.evidence, content.results.working))
    lines = [content.lines[row] for row in made.rows]
    stage = qualified_stage(content.stages)
    places = [calculated.rows[View.WORKING, row] for row in made.rows]
    basic = [each.entries[line.entry] for each, line in zip(places, lines, strict=True)]
    qualified = [each.entries[stage] for each in places]
    _counts(grid, "Leads brought in", BASIC, basic, made)
    _counts(grid, heading(content.stages[stage]), QUALIFIED, qualified, made)
    row = grid.row("Lead value", "bold", key=VALUE)
    own = range(row + 1, row + 1 + len(lines))
    grid.flow(row, lambda m: "=" + ("+".join(grid.month(r, m) for r in own) or "0"),
              made.value.sum(0), "money", "bold")  # fmt: skip
    for i, line in enumerate(lines):
        row = grid.row(line.name, "indent", "muted", key=f"{VALUE}/{quote(line.name)}", level=1)
        grid.flow(row, _worth(grid, line.name, qualified[i], stage), made.value[i], "money")
    promises = _promises(grid, grid.next + 1)
    write_promise_notes(grid, promises)
    last = max(promises.values())
    page.sheet.print_area(0, 0, last, grid.whole)
    return grid


def _how(results: Results) -> str:
    """Say what the sheet is about, and of a plan under way that what was due before is not here."""
    if not is_under_way(results):
        return _HOW
    return f"{_HOW} Months before the data’s day are over: what they promised stands on the pages."


def _heads(grid: PlanGrid) -> None:
    page, sheet = grid.page, grid.page.sheet
    page.text(0, 0, "SLA", grid.styles("title"))
    page.text(1, 0, _how(grid.content.results), grid.styles("muted"))
    sheet.set_row(0, 28)
    sheet.set_column(0, 0, lines_width(grid.content, 42, beside=2.0))
    widths = MoneyWidths(grid.content)
    page.text(HEAD, 0, "Marketing promises", grid.styles("head"))
    for column, period in enumerate(grid.columns, FIRST):
        style = grid.styles("head", "right", *(("whole_head",) if period.span else ()))
        page.text(HEAD, column, period.title, style)
        sheet.set_column(column, column, max(widths.of(period), 15 if period.span else 12.5))
    page.wide = max(1, sum(period.span is Span.YEAR for period in grid.columns))
    sheet.freeze_panes(HEAD + 1, FIRST)
    sheet.repeat_rows(HEAD)
    sheet.repeat_columns(0)


def _counts(grid: PlanGrid, name: str, key: str, rows: list[int], made: Promise) -> None:
    row, values = grid.row(name, "bold", key=key), made.level(key)
    grid.flow(row, grid.added(rows), values.sum(0), "count", "bold")
    for line, source, own in zip(made.lines, rows, values, strict=True):
        row = grid.row(line, "indent", "muted", key=f"{key}/{quote(line)}", level=1)
        grid.flow(row, grid.added([source]), own, "count", "muted")


def _worth(grid: PlanGrid, line: str, qualified: int, stage: int) -> Monthly:
    """Return what a line's qualified leads are worth: rates from the stage on, times deal size."""
    cells, content = grid.calculation(qualified), grid.content
    drivers = [Driver(DriverKind.RATE, j) for j in range(stage, len(content.stages) - 1)]
    first = content.results.plan.start

    def value(driver: Driver, month: int) -> str:
        row = content.row(line, driver, first + month)
        return "0" if row is None else f"N({assumption(row, col.WORKING)})"

    def formula(month: int) -> str:
        factors = [value(driver, month) for driver in (*drivers, DEAL_SIZE)]
        return "=" + "*".join((cells[month], *factors))

    return formula


def _promises(grid: PlanGrid, row: int) -> dict[DriverKind, int]:
    """Write what Sales promises, as it was stated; return the row of each."""
    page, styles, plan = grid.page, grid.styles, grid.content.results.plan
    accepted = heading(grid.content.stages[hand_off(grid.content.stages).start])
    page.text(row, 0, "Sales promises", styles("section"))
    heads = ("Promise", "Limit", f"Of {accepted} due", "State", "Who answers")
    for column, name in enumerate(heads):
        aligned = ("right",) if column in {1, 2} else ("indent",) if column else ()
        page.text(row + 1, column, name, styles("head", *aligned))
    for at, kind in enumerate(PROMISES, row + 2):
        limit = pledge(plan, kind)
        share = pledge(plan, SHARES[kind]).working if kind in SHARES else None
        stated = limit.working is not None or share is not None
        shown = None if kind is DriverKind.WORKED_SHARE else limit.working
        days = " (days)" * kind.value.endswith("days")
        page.text(at, 0, PROMISES[kind] + days, styles("grid"))
        page.number(at, 1, shown, styles("grid", "count"))
        page.number(at, 2, share, styles("grid", "share"))
        page.text(at, 3, str(limit.status) if stated else "not stated", styles("grid", "indent"))
        person = plan.people.get(f"sla/{kind.value}", "")
        page.text(at, 4, person, styles("grid", "indent"))
    return {kind: at for at, kind in enumerate(PROMISES, row + 2)}
