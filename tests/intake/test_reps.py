"""Reps with their teams, first days and quotas."""

from pathlib import Path

from planner.base.days import NO_DAY, parse_day
from planner.intake import propose
from planner.intake.records.rates import Exchange
from planner.intake.records.reps import read_reps
from planner.intake.values.fields import Entity
from planner.journeys.table import Rep
from tests.intake.files import write_text

DOLLARS = Exchange("USD")


def reps_of(path: Path, into: Exchange = DOLLARS) -> tuple[Rep, ...]:
    return read_reps(propose([path]).of(Entity.REPS), into)[0]


def test_one_row_a_rep(tmp_path: Path) -> None:
    path = write_text(
        tmp_path,
        "reps.csv",
        """Rep,Team,Hired,Quota
        Ann Lee,Enterprise,2024-03-01,"$1,200,000"
        Bo Roy,Mid-market,,900k""",
    )
    assert reps_of(path) == (
        Rep("Ann Lee", "Enterprise", parse_day("2024-03-01"), 1_200_000.0),
        Rep("Bo Roy", "Mid-market", NO_DAY, 900_000.0),
    )


def test_quotas_by_month_add_up_over_the_last_year(tmp_path: Path) -> None:
    rows = "\n".join(f"Ann Lee,{2025 + m // 12}-{m % 12 + 1:02d},{100 + m}" for m in range(14))
    path = write_text(tmp_path, "reps.csv", f"Sales rep,Month,Quota\n{rows}")
    assert [rep.quota for rep in reps_of(path)] == [float(sum(range(102, 114)))]


def test_a_quota_in_another_currency_takes_the_rate_or_is_unknown(tmp_path: Path) -> None:
    path = write_text(
        tmp_path, "reps.csv", "Rep,Quota,Currency\nAnn,100,USD\nBo,100,EUR\nCy,100,GBP"
    )
    found = reps_of(path, Exchange("USD", {"EUR": 1.25}))
    assert [rep.quota for rep in found] == [100.0, 125.0, None]


def test_rows_that_name_nobody_are_said(tmp_path: Path) -> None:
    path = write_text(tmp_path, "reps.csv", "Rep,Quota\nAnn,100\n,500")
    reps, notes = read_reps(propose([path]).of(Entity.REPS), DOLLARS)
    assert [rep.name for rep in reps] == ["Ann"]
    assert notes == ("1 rows of reps name nobody and are left out.",)
