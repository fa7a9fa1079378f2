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
    """Return values at a stage with intervals beside the company's, the most valuable first.

    Where no amount is known, the chances of a deal.
    """
    tongue, priced = Tongue(style, currency), found.priced(stage)
    company = found.of(TOTAL_KEY, stage)
    column, unit = (f"value:{stage}", Unit.MONEY) if priced else ("chance", Unit.RATE)
    shown = [(g, one) for g in found.ranked(stage) if (one := found.of(g, stage))]
    figures = [(group, one.value if priced else one.chance) for group, one in shown]
    known = [(group, figure) for group, figure in figures if figure.known][:MOST_GROUPS]
    n = tongue.count(company.entered if company else 0)
    within = tongue.count(company.horizon if company else 0)
    what = " × mean deal" if priced else "; no amounts are known"
    whole = None if company is None else company.value if priced else company.chance
    return Chart(
        value_finding(found, stage, style, currency),
        f"{found.stages[stage]}: chance of a deal within {within} days{what}, 90% interval; "
        f"n = {n} {in_sentence(plural(found.stages[stage]))}",
        (_series("Value", known, column),) if known else (),
        labels=(*(group for group, _ in known), ""),
        references=_reference(whole, column, unit, tongue),
        values_as=Kind(unit.value),
        horizontal=True,
        empty="" if known else "There are no groups to compare: choose a cut.",
    )


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
    entry = in_sentence(found.stages[stage])
    best = next((one for g in found.ranked(stage) if (one := found.of(g, stage))), None)
    if company is None:
        return f"Nobody entered {found.stages[stage]}"
    if not found.priced(stage):
        one = best or company
        who = " | ".join(one.key) or "all"
        return f"Without amounts no value: of {who} {tongue.rate(one.chance.value)} become a deal"
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
