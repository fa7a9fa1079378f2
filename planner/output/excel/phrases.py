"""Amounts in sentences that stay live: formulas that write money as the window does."""

from planner.agreement.results import Results
from planner.base.days import month_name
from planner.base.units import MINUS, SYMBOLS
from planner.output.excel.page import quoted
from planner.sheets.periods import months_text


def short(amount: str, currency: str) -> str:
    """Return a formula part that writes an amount by its size: $2.10bn, $12.00m, $450k, $9,900.

    `amount` is a cell or name that is not negative. FIXED writes the reader's own decimal mark.
    """
    sizes = (("1E9", 2, "bn", 1), ("1E6", 2, "m", 1), ("1000", 0, "k", 100), ("1000", 1, "k", 10))
    text = f"FIXED({amount},0)"
    for scale, digits, suffix, least in reversed(sizes):
        scaled = f"{amount}/{scale}"
        shown = f'FIXED({scaled},{digits})&"{suffix}"'
        text = f"IF(ROUND({scaled},{digits})>={least},{shown},{text})"
    return f"{quoted(sign_of(currency))}&{text}"


def signed(amount: str, currency: str) -> str:
    """Return a formula part that writes an amount with its sign: +$1.46m, −$450k."""
    sign = f'IF(ROUND({amount},0)=0,"",IF({amount}<0,"{MINUS}","+"))'
    return f"{sign}&{short(f'ABS({amount})', currency)}"


def goal_formula(results: Results) -> str:
    """Return the formula of how the plan ends against its goal, which `goal_finding` says."""
    currency, months = results.plan.currency, results.working.months
    period, before = "year" if len(months) == 12 else "plan", float(results.working.booked.sum())
    whole = f"({before!r}+Bookings_working)" if before else "Bookings_working"
    booked, goal = short(whole, currency), short("Goal", currency)
    in_months = quoted(" in " + months_text(months[0], months[-1]))
    without = f'"The working plan books "&{booked}&{in_months}'
    size = short("ABS(Gap)", currency)
    ends = f'"The {period} ends "&{size}&IF(Gap<0," short"," above the goal")'
    on_goal = f'"The {period} ends on its goal of "&{goal}'
    return f'=IF(Goal="",{without},IF(ROUND(Gap,0)=0,{on_goal},{ends}))'


def written_day(day: str) -> str:
    """Return a formula part that writes a date as the window does, such as 31 Oct 2026."""
    names = "".join(map(month_name, range(12)))
    return f'DAY({day})&" "&MID("{names}",3*MONTH({day})-2,3)&" "&YEAR({day})'


def percent(share: str) -> str:
    """Return a formula part that writes a share that is not negative as a whole per cent."""
    return f'FIXED(100*{share},0)&"%"'


def sign_of(currency: str) -> str:
    """Return what stands before an amount: the currency's sign, or its code and a space."""
    sign = SYMBOLS.get(currency.upper(), currency)
    return f"{sign}\u00a0" if sign.isalpha() else sign
