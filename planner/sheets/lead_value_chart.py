"""Charts of lead values: what an entry is worth by group, and how long it takes to close."""

from planner.base.units import ENGLISH, NumberStyle, Unit
from planner.evidence.figures import Figure
from planner.sheets.cells import Kind, Place
from planner.sheets.charts import Chart, Mark, Reference, Series
from planner.sheets.funnel import TOTAL_KEY
from planner.sheets.lead_value_words import FUNNEL
from planner.sheets.words import Tongue, in_sentence, plural
from planner.sheets.worth import Worth

MOST_GROUPS = 12


def value_chart(
    found: Worth, stage: int, style: NumberStyle = ENGLISH, currency: str = "USD"
) -> Chart:
    """Return values at a stage with intervals beside the company's, the most valuable first."""
    tongue = Tongue(style, currency)
    company = found.of(TOTAL_KEY, stage)
    shown = [(g, one.value) for g in found.ranked(stage) if (one := found.of(g, stage))]
    known = [(group, figure) for group, figure in shown if figure.known][:MOST_GROUPS]
    where = in_sentence(plural(found.stages[stage]))
    n = tongue.count(company.entered) if company else tongue.count(0)
    within = tongue.count(company.horizon) if company else ""
    return Chart(
        value_finding(found, stage, style, currency),
        f"Value at {found.stages[stage]} with 90% interval: chance of a deal within {within} days "
        f"× mean deal; n = {n} {where}",
        (_series("Value", known, f"value:{stage}"),) if known else (),
        labels=(*(group for group, _ in known), ""),
        references=_reference(company.value if company else None, f"value:{stage}", Unit.MONEY,
                              tongue),
        values_as=Kind.MONEY,
        horizontal=True,
        empty="" if known else "Nothing was won with an amount in this window.",
    )  # fmt: skip


def days_chart(found: Worth, stage: int, style: NumberStyle = ENGLISH) -> Chart:
    """Return the mean days to close with intervals, in the order of the values."""
    tongue = Tongue(style)
    company = found.of(TOTAL_KEY, stage)
    shown = [(g, one.days) for g in found.ranked(stage) if (one := found.of(g, stage))]
    known = [(group, figure) for group, figure in shown if figure.known][:MOST_GROUPS]
    name = f"{found.stages[stage]} → {found.stages[-1]}"
    quick = min(known, key=lambda item: item[1].value, default=None)
    finding = "Days to close"
    if quick is not None and len(known) > 1:
        finding = f"{quick[0]} closes first, in {tongue.show(quick[1].value, Unit.DAYS)} days"
    n = tongue.count(company.days.n if company else 0)
    return Chart(
        finding,
        f"Mean days {name} with 90% interval; n = {n} won",
        (_series("Days", known, "days"),) if known else (),
        labels=(*(group for group, _ in known), ""),
        references=_reference(company.days if company else None, "days", Unit.DAYS, tongue),
        values_as=Kind.DAYS,
        horizontal=True,
        empty="" if known else "Nothing dated was won in this window.",
    )


def value_finding(
    found: Worth, stage: int, style: NumberStyle = ENGLISH, currency: str = "USD"
) -> str:
    """Say which group's entries are worth most, beside the company's."""
    tongue, company = Tongue(style, currency), found.of(TOTAL_KEY, stage)
    if company is None or not company.value.known:
        return f"Value at {found.stages[stage]}"
    entry = in_sentence(found.stages[stage])
    best = next((one for g in found.ranked(stage) if (one := found.of(g, stage))), None)
    if best is None or not best.value.known:
        return f"{tongue.show(company.value.value, Unit.MONEY)} per {entry}"
    worth = tongue.show(best.value.value, Unit.MONEY)
    times = tongue.show(best.value.value / company.value.value, Unit.NUMBER)
    return f"{' | '.join(best.key)}: {worth} per {entry}, {times}× the company’s"


def _series(name: str, known: list[tuple[str, Figure]], column: str) -> Series:
    return Series(
        name,
        tuple(float(i) for i in range(len(known))),
        tuple(figure.value for _, figure in known),
        Mark.DOTS,
        low=tuple(figure.low for _, figure in known),
        high=tuple(figure.high for _, figure in known),
        places=tuple(Place(FUNNEL, group, column) for group, _ in known),
    )


def _reference(
    company: Figure | None, column: str, unit: Unit, tongue: Tongue
) -> tuple[Reference, ...]:
    if company is None or not company.known:
        return ()
    label = f"company {tongue.show(company.value, unit)}"
    place = Place(FUNNEL, TOTAL_KEY, column)
    return (Reference(company.value, label, vertical=True, dashed=True, place=place),)
