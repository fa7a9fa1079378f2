"""The arithmetic that must come out (domain.md, section 8), typed at the command line."""

import math
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import Fairlead
from tests.intake.files import write_rows

D = 30.4375
"""Days of a month in the lag formulas."""


def said(fairlead: Fairlead, plan: str, seat: str, *values: str) -> None:
    answer = fairlead(f"set {plan} --seat {seat}", *values)
    assert answer.status == 0, answer.err


def forecast(fairlead: Fairlead, plan: str, view: str = "working") -> Any:
    return fairlead(f"forecast {plan} --json --view {view}").json


def test_a_hundred_leads_at_2_percent_are_worth_4_at_50(fairlead: Fairlead) -> None:
    fairlead("new p.fairlead --months 1 --stages Lead>Won --line Many --line Few")
    for line, volume, rate in (("many", 100, "2%"), ("few", 4, "50%")):
        values = (f"volume={volume}", f"rate:Lead>Won={rate}", "lag:Lead>Won=0", "deal_size=9000")
        said(fairlead, "p.fairlead", "together", *(f"{line}/{value}" for value in values))
    many, few = forecast(fairlead, "p.fairlead")["lines"]
    assert many["entries"]["Won"] == few["entries"]["Won"] == pytest.approx([2])
    assert many["bookings"] == few["bookings"] == pytest.approx([18_000])
    value = [line["bookings"][0] / line["entries"]["Lead"][0] for line in (many, few)]
    assert value[1] / value[0] == pytest.approx(25)


def test_1_of_bookings_needs_40_of_marketing_pipeline(fairlead: Fairlead) -> None:
    fairlead("new p.fairlead --months 1 --stages MQL>Opportunity>Won --line Web")
    values = ("rate:MQL>Opportunity=10%", "rate:Opportunity>Won=25%", "deal_size=50000")
    lags = ("lag:MQL>Opportunity=0", "lag:Opportunity>Won=0", "volume=400")
    said(fairlead, "p.fairlead", "together", *(f"web/{value}" for value in (*values, *lags)))
    result = forecast(fairlead, "p.fairlead")
    pipeline = result["lines"][0]["entries"]["MQL"][0] * 50_000
    assert pipeline / result["total"] == pytest.approx(40)


def test_the_goals_arithmetic_is_not_rounded(fairlead: Fairlead) -> None:
    fairlead("new p.fairlead --months 1 --stages Opportunity>Won --line Web")
    values = ("volume==2000000/75000/20%", "rate:Opportunity>Won=20%", "lag:Opportunity>Won=0")
    said(fairlead, "p.fairlead", "together", *(f"web/{v}" for v in (*values, "deal_size=75k")))
    fairlead("goal p.fairlead 2m")
    result = forecast(fairlead, "p.fairlead")
    entries = result["lines"][0]["entries"]
    assert entries["Opportunity"] == pytest.approx([400 / 3])
    assert entries["Won"] == pytest.approx([80 / 3])
    assert result["total"] == pytest.approx(2_000_000)
    assert result["gap"] == pytest.approx(0, abs=1e-6)
    shown = fairlead("forecast p.fairlead").lines
    assert [line.split()[-1] for line in shown[1:4]] == ["133", "27", "$2.00m"]


def test_marketing_and_sales_agree_on_the_total_and_on_nothing_else(fairlead: Fairlead) -> None:
    fairlead("new p.fairlead --months 1 --stages Lead>Opportunity>Won --line Web")
    lags = ("web/lag:Lead>Opportunity=0", "web/lag:Opportunity>Won=0")
    said(fairlead, "p.fairlead", "together", *lags)
    positions = {"marketing": ("15%", "25%", "40k"), "sales": ("10%", "30%", "50k")}
    for seat, (lead, win, deal) in positions.items():
        rates = (f"web/rate:Lead>Opportunity={lead}", f"web/rate:Opportunity>Won={win}")
        said(fairlead, "p.fairlead", seat, "web/volume=1000", *rates, f"web/deal_size={deal}")
    found = fairlead("bridge p.fairlead --from marketing --to sales --json").json
    assert (found["from_total"], found["to_total"]) == pytest.approx((1.5e6, 1.5e6))
    worth = {item["driver"]: item["worth"] for item in found["items"]}
    assert worth == pytest.approx(
        {
            "rate:Lead>Opportunity": -620_833.33,
            "rate:Opportunity>Won": 279_166.67,
            "deal_size": 341_666.67,
        },
        abs=0.01,
    )
    assert found["gap"] == pytest.approx(0, abs=0.01)
    assert found["gross"] == pytest.approx(1_241_666.67, abs=0.01)


def test_a_shorter_cycle_pulls_three_months_forward_once(fairlead: Fairlead) -> None:
    fairlead("new p.fairlead --months 60 --stages Opportunity>Won --line Web")
    values = ("web/volume=10", "web/rate:Opportunity>Won=20%", "web/deal_size=1000")
    said(fairlead, "p.fairlead", "together", *values)
    said(fairlead, "p.fairlead", "sales", f"web/lag:Opportunity>Won={9 * D}")
    said(fairlead, "p.fairlead", "marketing", f"web/lag:Opportunity>Won={6 * D}")
    slow, fast = (forecast(fairlead, "p.fairlead", view) for view in ("sales", "marketing"))
    monthly = 10 * 0.2 * 1000
    assert slow["bookings"][-1] == pytest.approx(monthly, rel=0.002)
    assert fast["bookings"][-1] == pytest.approx(monthly, rel=0.002)
    (item,) = fairlead("bridge p.fairlead --json").json["items"]
    assert item["driver"] == "lag:Opportunity>Won"
    assert item["worth"] == pytest.approx(3 * monthly, rel=0.005)


def later(day: date, months: int) -> date:
    """Return the same day some months later."""
    month = day.month - 1 + months
    return day.replace(year=day.year + month // 12, month=month % 12 + 1)


def test_open_leads_are_not_lost_leads(fairlead: Fairlead) -> None:
    rows = [("Lead ID", "MQL Date", "Won Date")]
    for month in range(1, 13):
        entered = date(2025, month, 15)
        won = later(entered, 4)
        for number in range(100):
            seen = won.isoformat() if number < 10 and won <= date(2025, 12, 31) else ""
            rows.append((f"L{month}-{number}", entered.isoformat(), seen))
    write_rows(Path(), "leads.csv", rows)
    columns = ("--map", "mql_date=MQL Date", "--map", "won_date=Won Date")
    imported = fairlead("import p.fairlead leads.csv --as-of 2025-12-31 --json", *columns)
    assert imported.json["journeys"] == 1200
    (step,) = fairlead("measure p.fairlead --json").json["total"]["transitions"]
    assert step["advanced"] == 80
    assert step["plain"] == pytest.approx(80 / 1200)
    assert step["matured"] == pytest.approx(0.10, abs=1e-12)
    assert step["open"] == 1120


def test_stages_of_10_15_60_and_15_days_are_no_cycle_of_100(fairlead: Fairlead) -> None:
    leads = [("Lead ID", "Create Date", "MQL Date", "SAL Date")]
    deals = [("Opportunity ID", "Lead ID", "Created Date", "Stage", "Close Date")]
    for number in range(40):
        wins = number % 2 == 0
        days = [date(2024, 1, 1) + timedelta(number)]
        for lag in (5, 10, 50, 15) if wins else (15, 20, 70, 30):
            days.append(days[-1] + timedelta(lag))
        created, mql, sal, opened, closed = (day.isoformat() for day in days)
        leads.append((f"L{number}", created, mql, sal))
        stage = "Closed Won" if wins else "Closed Lost"
        deals.append((f"O{number}", f"L{number}", opened, stage, closed))
    write_rows(Path(), "leads.csv", leads)
    write_rows(Path(), "deals.csv", deals)
    fairlead("import p.fairlead leads.csv deals.csv --as-of 2025-12-31")
    *steps, cycle = fairlead("measure p.fairlead --json").json["total"]["transitions"]
    assert [step["mean_days"] for step in steps] == pytest.approx([10, 15, 60, 15])
    assert (cycle["from"], cycle["to"]) == ("Inquiry", "Won")
    assert cycle["mean_days"] == pytest.approx(80)


def test_an_opening_pipeline_enters_on_the_first_day(fairlead: Fairlead) -> None:
    fairlead("new p.fairlead --months 24 --stages Opportunity>Won --line Web")
    values = ("open:Opportunity=100", "volume=0", "rate:Opportunity>Won=20%", "deal_size=1000")
    said(fairlead, "p.fairlead", "together", *(f"web/{v}" for v in values))
    said(fairlead, "p.fairlead", "together", "web/lag:Opportunity>Won=0")
    at_once = forecast(fairlead, "p.fairlead")["lines"][0]["entries"]["Won"]
    assert at_once == pytest.approx([20, *[0] * 23])
    said(fairlead, "p.fairlead", "together", f"web/lag:Opportunity>Won={D}")
    spread = forecast(fairlead, "p.fairlead")["lines"][0]["entries"]["Won"]
    assert spread[0] == pytest.approx(20 * (1 - math.exp(-1)), rel=0.02)
    assert sum(spread) == pytest.approx(20, abs=1e-3)


def test_a_value_without_a_month_holds_where_there_is_no_other(fairlead: Fairlead) -> None:
    fairlead("new p.fairlead --start 2027-01 --months 4 --stages Opportunity>Won --line Web")
    values = ("volume=10", "rate:Opportunity>Won=50%", "rate:Opportunity>Won/2027-02=10%")
    more = ("lag:Opportunity>Won=0", "deal_size=100", "deal_size/2027-03=1000")
    said(fairlead, "p.fairlead", "together", *(f"web/{value}" for value in (*values, *more)))
    result = forecast(fairlead, "p.fairlead")
    assert result["lines"][0]["entries"]["Won"] == pytest.approx([5, 1, 5, 5])
    assert result["bookings"] == pytest.approx([500, 100, 5000, 500])


def test_a_lag_of_0_is_the_same_month_and_no_omission(fairlead: Fairlead) -> None:
    fairlead("new p.fairlead --months 2 --stages Opportunity>Won --line Web")
    values = ("volume=10", "rate:Opportunity>Won=50%", "deal_size=100")
    said(fairlead, "p.fairlead", "together", *(f"web/{value}" for value in values))
    without = fairlead("forecast p.fairlead --json")
    said(fairlead, "p.fairlead", "together", "web/lag:Opportunity>Won=0")
    stated = fairlead("forecast p.fairlead --json")
    assert (without.status, stated.status) == (1, 0)
    assert without.json["bookings"] == stated.json["bookings"] == pytest.approx([500, 500])


def test_what_is_missing_is_said(fairlead: Fairlead) -> None:
    fairlead("new p.fairlead --months 2 --stages Lead>Opportunity>Won --line Web")
    answer = fairlead("forecast p.fairlead")
    assert answer.status == 1
    assert answer.lines[-6:] == [
        "Web: no volume, so nothing enters.",
        "Web: no deal size, so no bookings.",
        "Web: no rate for Lead → Opportunity, so nothing moves on from there.",
        "Web: no lag for Lead → Opportunity, so it falls in the same month.",
        "Web: no rate for Opportunity → Won, so nothing moves on from there.",
        "Web: no lag for Opportunity → Won, so it falls in the same month.",
    ]
    values = ("volume=10", "rate:Lead>Opportunity=50%", "rate:Opportunity>Won=50%")
    said(fairlead, "p.fairlead", "together", *(f"web/{value}" for value in values))
    counted = forecast(fairlead, "p.fairlead")
    assert counted["lines"][0]["entries"]["Won"] == pytest.approx([2.5, 2.5])
    assert counted["total"] == 0
