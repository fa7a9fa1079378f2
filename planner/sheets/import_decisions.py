"""What an import leaves for a person to decide: each question with its figures and answers."""

from collections.abc import Mapping
from dataclasses import replace

from planner.base import units
from planner.base.days import NO_DAY, date_of
from planner.base.problem import Problem, RefusedError
from planner.base.units import ENGLISH, NumberStyle, Unit
from planner.base.units_parse import parse_amount
from planner.intake import Hints, Proposal, ProposedTable
from planner.intake.recognition.hints import Decides
from planner.intake.values.dates import read_days
from planner.sheets.cells import Tone
from planner.sheets.forms import Correction, Form, FormCell, FormColumn, FormRow, choice, fixed
from planner.sheets.import_join import join_question
from planner.sheets.import_names import clusters_question, teams_question
from planner.sheets.importing import table_title
from planner.sheets.questions import Answer, Question
from planner.sheets.status import day_text

CURRENCIES, CONFLICTS, ASIDE = "currencies", "conflicts", "aside"
CODE, RATE = 0, 2
_DECIDING = {
    Decides.STATUS: "status",
    Decides.STAGE: "stage",
    Decides.FORECAST: "forecast category",
}
_ORDERS = ("DMY", "MDY")
_FIRST = {"DMY": "Day", "MDY": "Month"}


def decisions(
    proposal: Proposal,
    answered: Mapping[str, str],
    style: NumberStyle = ENGLISH,
    planned_in: str | None = None,
) -> tuple[Question, ...]:
    """Return what there is to decide, the most urgent first.

    `answered` says which answer a person gave to a question, by their keys. `planned_in` is the
    plan's currency where it has one already.
    """
    asked = (
        *_orders(proposal),
        _currencies(proposal, answered, style, planned_in),
        join_question(proposal, style),
        _conflicts(proposal, answered, style),
        clusters_question(proposal, style),
        teams_question(proposal, style),
    )
    return tuple(question for question in asked if question is not None)


def _orders(proposal: Proposal) -> list[Question]:
    """Ask for the order of every date column that does not tell day from month itself."""
    doubted = {(d.file_index, d.header): d.example for d in proposal.doubts}
    told = {(fingerprint, header): order for fingerprint, header, order in proposal.hints.orders}
    asked = []
    for index, table in enumerate(proposal.tables):
        for column in table.columns:
            stated = told.get((table.fingerprint, column.header), "")
            if stated or (index, column.header) in doubted:
                title = f"{column.header}, {table_title(table, proposal.tables)}"
                examples = (doubted.get((index, column.header), ""), *column.samples)
                asked.append(_order(table, column.header, title, _telling(examples), stated))
    return asked


def _telling(examples: tuple[str, ...]) -> str:
    """Return an example whose two readings differ, else the first there is."""
    first, second = _ORDERS
    known = [example for example in examples if example]
    differing = (e for e in known if _reading(e, first) != _reading(e, second))
    return next(differing, next(iter(known), ""))


def _order(table: ProposedTable, header: str, title: str, example: str, stated: str) -> Question:
    readings = {order: _reading(example, order) for order in _ORDERS}
    answers = tuple(
        Answer(
            order,
            f"{_FIRST[order]} first: {reading}",
            _order_stated(table.fingerprint, header, order),
        )
        for order, reading in readings.items()
    )
    return Question(
        f"order:{table.fingerprint}:{header}",
        title,
        f"Is {example} {' or '.join(readings.values())}? No value of the column tells.",
        answers,
        chosen=stated,
        wanted=not stated,
    )


def _order_stated(fingerprint: str, header: str, order: str) -> Correction:
    return lambda hints: hints.with_order(fingerprint, header, order)


def _reading(example: str, order: str) -> str:
    """Return what a written date is in an order of day and month, such as 3 Apr 2026."""
    day = int(read_days([example], order).days[0])
    return day_text(date_of(day)) if day > NO_DAY + 2 else "no date"


def _conflicts(
    proposal: Proposal, answered: Mapping[str, str], style: NumberStyle
) -> Question | None:
    found = proposal.conflicts
    if not found:
        return None
    forecast = any(conflict.forecast for conflict in found)
    columns = (
        FormColumn("Stage", 220, grows=True),
        FormColumn("Status or closed mark", 180),
        *((FormColumn("Forecast category", 140),) if forecast else ()),
        FormColumn("Rows", 80, numbers=True),
    )
    rows = tuple(
        FormRow(
            f"{conflict.stage}|{conflict.status}|{conflict.forecast}",
            (
                _claim(conflict.stage, conflict.by_stage),
                _claim(conflict.status, conflict.by_status),
                *((_claim(conflict.forecast, conflict.by_forecast),) if forecast else ()),
                FormCell(units.count(conflict.count, style)),
            ),
        )
        for conflict in found
    )
    total = _rows(sum(conflict.count for conflict in found), style)
    who = "Stage, status and forecast category" if forecast else "Stage and status"
    return Question(
        CONFLICTS,
        f"{who} contradict each other on {total}",
        f"Which of the {'three' if forecast else 'two'} stands?",
        tuple(
            Answer(str(d), f"The {words}", _deciding(d))
            for d, words in _DECIDING.items()
            if forecast or d is not Decides.FORECAST
        ),
        chosen=str(proposal.hints.decides),
        form=Form("Stage against status", columns, rows),
        wanted=CONFLICTS not in answered,
    )


def _claim(text: str, outcome: str) -> FormCell:
    """Return what a column says and what follows from it, such as Negotiation → Open."""
    said = f"{text} → {outcome}" if text and outcome else text or outcome or "–"
    return FormCell(said, tip=said)


def _deciding(decides: Decides) -> Correction:
    return lambda hints: replace(hints, decides=decides)


def unpriced(proposal: Proposal, planned_in: str | None = None) -> tuple[tuple[str, int], ...]:
    """Return (currency, rows) of the amounts that cannot be added to the others yet."""
    base = planning_currency(proposal, planned_in)
    priced = {code for code, _ in proposal.hints.rates} | {base}
    return tuple((code, rows) for code, rows in proposal.currencies if code not in priced)


def planning_currency(proposal: Proposal, planned_in: str | None = None) -> str:
    """Return the currency to plan in: the plan's, the stated one, else the most frequent."""
    known = planned_in or proposal.hints.currency
    return known or next((code for code, _ in proposal.currencies), "")


def _currencies(
    proposal: Proposal, answered: Mapping[str, str], style: NumberStyle, planned_in: str | None
) -> Question | None:
    base = planning_currency(proposal, planned_in)
    if not {code for code, _ in proposal.currencies} - {base}:
        return None
    open_ones = unpriced(proposal, planned_in)
    told = " and ".join(f"{code} on {_rows(n, style)}" for code, n in open_ones)
    aside = answered.get(CURRENCIES) == ASIDE
    must = f"State what {told} is worth in {base}, or set those rows aside." if told else ""
    return Question(
        CURRENCIES,
        f"Amounts in {units.count(len(proposal.currencies), style)} currencies",
        must or f"Every amount is planned in {base}.",
        (Answer(ASIDE, "Set aside the rows without a rate", _unchanged),) if told else (),
        chosen=ASIDE if told and aside else "",
        form=_rates(proposal, base, style, planned_in is None),
        wanted=bool(told) and not aside,
        must=must if not aside else "",
    )


def _rows(count: int, style: NumberStyle) -> str:
    return f"{units.count(count, style)} row{'' if count == 1 else 's'}"


def _unchanged(hints: Hints) -> Hints:
    return hints


def _rates(proposal: Proposal, base: str, style: NumberStyle, free: bool) -> Form:
    rates = dict(proposal.hints.rates)
    codes = tuple((code, code) for code, _ in proposal.currencies)
    columns = (
        FormColumn("Currency", 150),
        FormColumn("Rows", 90, numbers=True),
        FormColumn(f"One is worth, in {base}", 200, numbers=True),
        FormColumn("", 120, grows=True),
    )
    rows = [
        FormRow(
            code,
            (
                choice(codes, code) if code == base and free else FormCell(code),
                FormCell(units.count(count, style)),
                FormCell("1") if code == base else _rate_cell(rates.get(code), style),
                _rate_standing(code, base, rates),
            ),
        )
        for code, count in sorted(proposal.currencies, key=lambda pair: pair[0] != base)
    ]

    def change(code: str, column: int, text: str) -> Correction:
        if column == CODE:
            return lambda hints: replace(hints, currency=text, rates=())
        if column != RATE:
            return fixed(code, column, text)
        rate = _rate(code, text, style)
        return lambda hints: replace(hints.with_rate(code, rate), currency=base)

    return Form("Rates", columns, tuple(rows), change)


def _rate_cell(rate: float | None, style: NumberStyle) -> FormCell:
    text = "" if rate is None else units.exact(rate, Unit.NUMBER, style)
    return FormCell(text, text, typed=True)


def _rate_standing(code: str, base: str, rates: Mapping[str, float]) -> FormCell:
    if code == base:
        return FormCell("planned in", tone=Tone.MUTED)
    if code in rates:
        return FormCell("converted", tone=Tone.AGREED, mark="✓")
    return FormCell("no rate yet", tone=Tone.DISPUTE, mark="◆")


def _rate(code: str, text: str, style: NumberStyle) -> float | None:
    """Return a typed rate, None for none; RefusedError unless it is above zero."""
    if not text.strip():
        return None
    rate = parse_amount(text, style)
    if rate <= 0:
        raise RefusedError(Problem("A rate is above zero", code, "Type a rate such as 0.92"))
    return rate
