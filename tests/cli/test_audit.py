"""Blind audits at the command line: leads go out, judgements come back."""

from openpyxl import load_workbook

from tests.cli.running import Fairlead, assert_refused
from tests.cli.test_sla import promised

__all__ = ["promised"]


def test_leads_go_out_and_two_judges_come_back(fairlead: Fairlead, promised: str) -> None:
    drawn = fairlead(f"audit {promised} --out ann.xlsx --leads 8 --seed 2 --json").json
    assert drawn["stage"] == "MQL"
    assert len(drawn["leads"]) == 8
    again = fairlead(f"audit {promised} --out bo.xlsx --leads 8 --seed 2 --json").json
    assert again["leads"] == drawn["leads"]
    for name, yes in (("ann", 4), ("bo", 4)):
        book = load_workbook(f"{name}.xlsx")
        for row in range(2, 10):
            book["Judge"].cell(row, 2).value = "yes" if row - 2 < yes else "no"
        book.save(f"{name}.xlsx")
    answer = fairlead(f"audit {promised} --judged ann.xlsx bo.xlsx --json")
    assert answer.status == 0
    assert answer.json["all"]["kappa"] == 1.0
    assert answer.json["judges"] == ["ann", "bo"]
    kept = [e for e in fairlead(f"log {promised} --json").json["edits"] if "audit:" in e["key"]]
    assert [edit["key"] for edit in kept] == ["audit:MQL/2"]
    said = fairlead(f"audit {promised} --judged ann.xlsx bo.xlsx").out
    assert "almost perfect" in said
    assert "0.49 to 1.00" in said


def test_an_audit_is_drawn_or_compared(fairlead: Fairlead, promised: str) -> None:
    assert_refused(fairlead(f"audit {promised}"), "either draws leads or compares")
    refused = fairlead(f"audit {promised} --out a.xlsx --stage Nonsense")
    assert_refused(refused, "'Nonsense' is not a stage of the plan")
