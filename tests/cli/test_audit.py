"""Blind audits at the command line: leads go out, judgements come back."""

from openpyxl import load_workbook

from tests.cli.running import Fairlead, assert_refused
from tests.cli.test_sla import promised

__all__ = ["promised"]


def judge(name: str, yes: int) -> None:
    """The first so many of eight leads are qualified."""
    book = load_workbook(f"{name}.xlsx")
    for row in range(2, 10):
        book["Judge"].cell(row, 2).value = "yes" if row - 2 < yes else "no"
    book.save(f"{name}.xlsx")


def test_leads_go_out_and_two_judges_come_back(fairlead: Fairlead, promised: str) -> None:
    drawn = fairlead(f"audit {promised} --out ann.xlsx --leads 8 --seed 2 --json").json
    assert drawn["stage"] == "MQL"
    assert len(drawn["leads"]) == 8
    again = fairlead(f"audit {promised} --out bo.xlsx --leads 8 --seed 2 --json").json
    assert again["leads"] == drawn["leads"]
    judge("ann", 4)
    judge("bo", 4)
    answer = fairlead(f"audit {promised} --judged ann.xlsx bo.xlsx --json")
    assert answer.status == 0
    assert answer.json["all"]["kappa"] == 1.0
    assert answer.json["judges"] == ["ann", "bo"]
    kept = [e for e in fairlead(f"log {promised} --json").json["edits"] if "audit:" in e["key"]]
    assert [edit["key"] for edit in kept] == ["audit:MQL/2"]
    said = fairlead(f"audit {promised} --judged ann.xlsx bo.xlsx").out
    assert "almost perfect" in said
    assert "0.49 to 1.00" in said


def test_what_was_kept_is_told_again_with_the_leads_judged_apart(
    fairlead: Fairlead, promised: str
) -> None:
    assert_refused(fairlead(f"audit {promised}"), "The plan keeps no audit yet")
    leads = fairlead(f"audit {promised} --out ann.xlsx --leads 8 --seed 2 --json").json["leads"]
    fairlead(f"audit {promised} --out bo.xlsx --leads 8 --seed 2")
    judge("ann", 4)
    judge("bo", 6)
    compared = fairlead(f"audit {promised} --judged ann.xlsx bo.xlsx --json").json
    assert compared["all"]["only"] == [[], leads[4:6]]
    assert fairlead(f"audit {promised} --json").json == compared
    assert f"MQL only for bo: {', '.join(leads[4:6])}" in fairlead(f"audit {promised}").out


def test_an_audit_is_drawn_or_compared(fairlead: Fairlead, promised: str) -> None:
    both = fairlead(f"audit {promised} --out a.xlsx --judged a.xlsx b.xlsx")
    assert_refused(both, "either draws leads or compares")
    refused = fairlead(f"audit {promised} --out a.xlsx --stage Nonsense")
    assert_refused(refused, "'Nonsense' is not a stage of the plan")
