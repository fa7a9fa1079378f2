"""What single words on the command line mean; RefusedError for those that mean nothing."""

from planner.base.days import (
    Day,
    Month,
    first_day,
    last_day,
    month_text,
    parse_day,
    parse_month,
)
from planner.base.fiscal import fiscal_year_start
from planner.base.problem import Problem, RefusedError
from planner.base.stages import parse_stages
from planner.base.units import parse_currency
from planner.base.units_parse import parse_amount
from planner.plan.document import MOST_MONTHS


def currency_code(text: str) -> str:
    """Return a currency's code: three letters, in capitals."""
    try:
        return parse_currency(text)
    except ValueError as error:
        remedy = "Write three letters, such as EUR"
        raise RefusedError(Problem(str(error), "--currency", remedy)) from None


def exchange_rate(text: str) -> tuple[str, float]:
    """Return (currency, worth in the plan's currency) of EUR=1.08."""
    code, equals, worth = text.partition("=")
    remedy = "Write what one unit is worth in the plan's currency, such as EUR=1.08"
    try:
        found = parse_currency(code), parse_amount(worth) if equals else 0.0
    except (ValueError, RefusedError):
        found = "", 0.0
    if not found[1] > 0:
        raise RefusedError(Problem(f"'{text}' is no exchange rate", "--rate", remedy))
    return found


def stage_names(text: str) -> tuple[str, ...]:
    """Return stages separated by commas or arrows."""
    try:
        return parse_stages(text)
    except ValueError as error:
        raise RefusedError(Problem(str(error), "--stages")) from None


def day(text: str, where: str) -> Day:
    """Return a day written as 2026-10-31."""
    try:
        return parse_day(text)
    except ValueError:
        what = f"'{text}' is not a day"
        raise RefusedError(Problem(what, where, "Write it as 2026-10-31")) from None


def month(text: str, where: str) -> Month:
    """Return a month written as 2027-01."""
    try:
        return parse_month(text)
    except ValueError:
        what = f"'{text}' is not a month"
        raise RefusedError(Problem(what, where, "Write it as 2027-01")) from None


def window(text: str, where: str = "--entered") -> tuple[Day, Day]:
    """Return the first and the last day of FROM..TO, each a day or a whole month."""
    first, dots, last = text.partition("..")
    try:
        found = _bounds(first)[0], _bounds(last)[1]
    except ValueError:
        found = 0, -1
    if not dots or found[0] > found[1]:
        remedy = "Write FROM..TO, such as 2026-01-01..2026-06-30"
        raise RefusedError(Problem(f"'{text}' is no window", where, remedy))
    return found


def _bounds(text: str) -> tuple[Day, Day]:
    try:
        return (day := parse_day(text)), day
    except ValueError:
        return first_day(month := parse_month(text)), last_day(month)


def plan_length(months: int) -> float:
    """Return the length of a plan as its setting holds it."""
    if not 1 <= months <= MOST_MONTHS:
        raise RefusedError(Problem(f"A plan has 1 to {MOST_MONTHS} months", "--months"))
    return float(months)


def year_start(year: int, fiscal_start: int) -> Month:
    """Return the first month of a fiscal year; `fiscal_start` is a calendar month, 1 to 12."""
    return month(month_text(fiscal_year_start(year, fiscal_start)), "--year")
