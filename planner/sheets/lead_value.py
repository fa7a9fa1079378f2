"""Lead values: what an entry into each stage is worth, by group, with its interval."""

from planner.base.units import ENGLISH, NumberStyle, Unit
from planner.evidence.figures import THIN, Figure
from planner.evidence.lead_value import LeadValue
from planner.sheets.cells import EMPTY, Cell, Column, Kind, Row, Tone
from planner.sheets.funnel import ALL, TOTAL_KEY
from planner.sheets.funnel_value import flag_cell
from planner.sheets.lead_value_words import explain_lead_value
from planner.sheets.table import TableRow, TableSheet
from planner.sheets.words import Tongue, brief, heading, title
from planner.sheets.worth import Worth, amount_of


def lead_value_sheet(
    found: Worth, stage: int, style: NumberStyle = ENGLISH, currency: str = "USD"
) -> TableSheet:
    """Return a row per group, the most valuable at the stage first, and the company at the end.

    Row keys are the groups' labels joined by " | ", and "total"; column keys `value:I` for each
    stage, and at the stage looked at entered, chance, size, days, flag.
    """
    tongue = Tongue(style, currency)
    groups = (*found.ranked(stage), TOTAL_KEY)
    rows = tuple(_row(found, group, stage, tongue) for group in groups)
    return TableSheet(
        "Lead value",
        columns(found, stage),
        rows if found.values else (),
        lambda row, column: explain_lead_value(found, row, column, stage, tongue),
        footnote=_footnote(found, stage, tongue),
        empty="Nobody entered the funnel in this window.",
    )


def columns(found: Worth, stage: int) -> tuple[Column, ...]:
    """Return the columns for one stage."""
    by = " × ".join(found.by) if found.by else "all"
    return (
        Column("group", title(by), Kind.TEXT),
        Column("flag", "", Kind.STATUS, 102),
        Column("entered", heading(found.stages[stage]), Kind.NUMBER),
        Column("chance", "Chance of a deal", Kind.RATE),
        Column("size", "Mean deal", Kind.MONEY),
        *(
            Column(f"value:{i}", f"Value at {brief(name)}", Kind.MONEY, bold=i == stage)
            for i, name in enumerate(found.stages[:-1])
        ),
        Column("days", "Days to close", Kind.DAYS),
    )


def _row(found: Worth, group: str, stage: int, tongue: Tongue) -> TableRow:
    total = group == TOTAL_KEY
    name = ALL if total else group
    cells = {"group": Cell(name, name, bold=True)}
    for i in range(len(found.stages) - 1):
        one = found.of(group, i)
        if one is not None:
            cells[f"value:{i}"] = _value(found, one, looked_at=i == stage, tongue=tongue)
    here = found.of(group, stage)
    if here is not None:
        thin = here.chance.n < THIN
        small = tongue.interval(here.chance.low, here.chance.high, Unit.RATE)
        rate = tongue.rate(here.chance.value, 2 if here.chance.value < 0.02 else 1)
        cells["entered"] = Cell(tongue.count(here.entered), float(here.entered))
        cells["chance"] = Cell(
            rate, here.chance.value, small=small, weight=float(here.entered), thin=thin
        )
        cells["size"] = _figure(here.size, Unit.MONEY, tongue)
        if here.size.known and not here.own_size:
            cells["size"] = Cell(cells["size"].text, tone=Tone.MUTED, small="company’s")
        cells["days"] = _figure(here.days, Unit.DAYS, tongue)
        cells["flag"] = flag_cell(here.flag)
    if total:
        shown = (column.key for column in columns(found, stage))
        cells = {key: _as_total(cells.get(key, EMPTY)) for key in shown}
    return TableRow(Row(group), cells)


def _as_total(cell: Cell) -> Cell:
    return Cell(
        cell.text, cell.value, Tone.TOTAL, cell.kind, cell.small, bold=True, weight=cell.weight
    )


def _value(found: Worth, one: LeadValue, *, looked_at: bool, tongue: Tongue) -> Cell:
    """Return a value with its interval, shaded at the stage looked at by how it compares."""
    figure = one.value
    if not figure.known:
        return EMPTY
    at_stage = (amount_of(found.of(group, one.stage)) for group in found.groups)
    most = max(at_stage, default=figure.value)
    heat = figure.value / most if looked_at and most > 0 and one.key else 0.0
    return Cell(
        tongue.show(figure.value, Unit.MONEY),
        figure.value,
        Tone.HEAT if heat else Tone.PLAIN,
        small=tongue.interval(figure.low, figure.high, Unit.MONEY),
        weight=float(one.entered),
        heat=min(max(heat, 0.0), 1.0),
        thin=one.chance.n < THIN,
    )


def _figure(figure: Figure, unit: Unit, tongue: Tongue) -> Cell:
    if not figure.known:
        return EMPTY
    small = tongue.interval(figure.low, figure.high, unit)
    thin, weight = figure.n < THIN, float(figure.n)
    return Cell(
        tongue.show(figure.value, unit), figure.value, small=small, weight=weight, thin=thin
    )


def _footnote(found: Worth, stage: int, tongue: Tongue) -> str:
    """Say what a value is, and within how many days a deal counts."""
    company = found.of(TOTAL_KEY, stage)
    if company is None:
        return ""
    within = f"{tongue.count(company.horizon)} days"
    text = (
        f"Value = chance of a deal within {within} (matured, pooled) × mean won amount; small: 90% "
        "interval. Hidden gem: its interval wholly above the company’s, with up to a tenth of "
        "entries; fool’s gold: wholly below, with more."
    )
    if found.horizon is not None and company.horizon < found.horizon:
        text += f" Nothing was observed beyond {within}."
    return text
