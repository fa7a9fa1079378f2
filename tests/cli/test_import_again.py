"""Next month's exports, or last month's: what the plan remembers, and what older data replace."""

from pathlib import Path

import pytest

from tests.cli.running import Fairlead, assert_refused
from tests.intake.files import write_rows

LEADS = (
    ("Lead ID", "Created", "Company", "Converted"),
    ("L1", "2026-01-05", "Acme", "true"),
    ("L2", "2026-01-06", "Beta", "false"),
)
DEALS = (
    ("Opportunity ID", "Created Date", "Account Name", "Stage", "Close Date", "Amount"),
    ("O1", "2026-01-20", "Acme", "Closed Won", "2026-02-20", "100"),
)
TIED = "Opportunities are tied to leads by account as before; --join states another key."


@pytest.fixture(autouse=True)
def exports(fairlead: Fairlead) -> None:
    write_rows(Path(), "leads.csv", LEADS)
    write_rows(Path(), "deals.csv", DEALS)


def test_a_key_chosen_once_ties_later_imports_too(fairlead: Fairlead) -> None:
    assert fairlead("import p.fairlead leads.csv deals.csv --join account").status == 0
    assert fairlead("import p.fairlead deals.csv --gone keep").status == 0
    assert fairlead("import p.fairlead leads.csv --gone keep").status == 0
    again = fairlead("import p.fairlead leads.csv deals.csv")
    assert (again.status, TIED in again.lines) == (0, True)
    told = fairlead("import p.fairlead leads.csv deals.csv --json").json
    assert (told["joined"], told["join"]) == ({"account": 1}, "account")
    assert (told["unchanged"], told["plan_journeys"]) == (2, 2)


def test_leads_and_opportunities_of_one_night_come_one_after_the_other(fairlead: Fairlead) -> None:
    """The leads last changed in January, the opportunities in February."""
    assert fairlead("import p.fairlead deals.csv --stages Inquiry>Opportunity>Won").status == 0
    assert fairlead("import p.fairlead leads.csv --stages Inquiry>Opportunity>Won").status == 0
    for file in ("deals.csv", "leads.csv", "leads.csv"):
        told = fairlead(f"import p.fairlead {file} --json")
        assert (told.status, told.json["gone"], told.json["changed"]) == (0, 0, 0)
        assert told.json["plan_journeys"] == 3
    told = fairlead("import p.fairlead leads.csv")
    assert "Beside the data as of 2026-02-20: 0 new, 0 changed, 3 unchanged." in told.lines


def test_what_was_tied_across_imports_is_said(fairlead: Fairlead) -> None:
    deals = [(*DEALS[0], "Lead ID"), (*DEALS[1], "L1")]
    write_rows(Path(), "deals.csv", deals)
    stages = "--stages Inquiry>Opportunity>Won"
    fairlead(f"import p.fairlead deals.csv {stages}")
    said = "1 record was tied to another of a different import by the ids they name."
    assert said in fairlead(f"import p.fairlead leads.csv {stages}").lines
    fairlead(f"import q.fairlead deals.csv {stages}")
    assert said in fairlead(f"import q.fairlead leads.csv {stages} --json").json["warnings"]


def test_a_header_chosen_as_key_is_kept_where_both_files_have_it(fairlead: Fairlead) -> None:
    leads = [(*LEADS[0], "Ref"), (*LEADS[1], "R7"), (*LEADS[2], "R8")]
    deals = [(*DEALS[0], "Ref"), (*DEALS[1], "R8")]
    write_rows(Path(), "leads.csv", leads)
    write_rows(Path(), "deals.csv", deals)
    fairlead("import p.fairlead leads.csv deals.csv --join Ref")
    assert fairlead("import p.fairlead leads.csv deals.csv --json").json["joined"] == {"Ref": 1}
    write_rows(Path(), "deals.csv", DEALS)
    without = fairlead("import p.fairlead leads.csv deals.csv --json")
    assert (without.status, without.json["join"]) == (1, None)


def test_another_key_replaces_the_one_before(fairlead: Fairlead) -> None:
    fairlead("import p.fairlead leads.csv deals.csv --join account")
    apart = fairlead("import p.fairlead leads.csv deals.csv --join none --gone keep --json")
    assert (apart.json["joined"], apart.json["journeys"]) == ({}, 3)
    again = fairlead("import p.fairlead leads.csv deals.csv --gone keep")
    assert "Leads and opportunities are left apart as before; --join ties them." in again.lines
    assert again.status == 0


def test_a_key_nobody_has_stated_wants_attention(fairlead: Fairlead) -> None:
    answer = fairlead("import p.fairlead leads.csv deals.csv")
    assert answer.status == 1
    wanted = (
        "Which key ties opportunities to leads has to be said once: --join account or --join none."
    )
    assert wanted in answer.lines
    assert any(
        line.startswith("No column ties opportunities to leads: all 2") for line in answer.lines
    )
    assert fairlead("import q.fairlead leads.csv deals.csv --join none").status == 0


WON = ("O1", "2026-01-20", "Acme", "Closed Won", "2026-02-20", "100")
THEN = ("O1", "2026-01-20", "Acme", "Negotiation", "2026-02-20", "80")
LATER = ("O2", "2026-02-20", "Beta", "Negotiation", "2026-04-20", "50")


def of_february_over_march(fairlead: Fairlead, *march: tuple[str, ...]) -> None:
    write_rows(Path(), "march.csv", (DEALS[0], WON, *march))
    write_rows(Path(), "february.csv", (DEALS[0], THEN))
    assert fairlead("import p.fairlead march.csv --as-of 2026-03-31").status == 0


def test_older_data_over_newer_say_what_they_replace(fairlead: Fairlead) -> None:
    of_february_over_march(fairlead)
    answer = fairlead("import p.fairlead february.csv --as-of 2026-02-10")
    assert answer.status == 1
    said = (
        "These data are as of 2026-02-10 and replace newer ones, as of 2026-03-31: "
        "1 journey changed back."
    )
    assert said in answer.lines
    assert fairlead("measure p.fairlead --json").json["total"]["won"] == 0


def test_older_data_let_go_of_newer_journeys_only_when_told(fairlead: Fairlead) -> None:
    of_february_over_march(fairlead, LATER)
    words = "import p.fairlead february.csv --as-of 2026-02-10"
    before = Path("p.fairlead").read_bytes()
    for gone in ("", " --gone keep"):
        assert_refused(fairlead(words + gone), "so that 1 journey they lack cannot be kept")
    assert Path("p.fairlead").read_bytes() == before
    answer = fairlead(f"{words} --gone drop --json")
    assert answer.status == 1
    assert answer.json["warnings"][-1].endswith(": 1 journey changed back, 1 left out.")


def test_older_data_of_one_kind_say_which_others_go(fairlead: Fairlead) -> None:
    fairlead("import p.fairlead leads.csv deals.csv --join account --as-of 2026-03-31")
    write_rows(Path(), "february.csv", (DEALS[0], THEN))
    answer = fairlead("import p.fairlead february.csv --as-of 2026-02-10 --gone drop")
    assert answer.status == 1
    assert any(line.endswith("1 left out, no leads any more.") for line in answer.lines)


def test_counts_may_come_before_any_record(fairlead: Fairlead) -> None:
    counts = (("Month", "Channel", "Visits"), ("2026-01", "Web", "90"), ("2026-02", "Web", "110"))
    write_rows(Path(), "counts.csv", counts)
    first = fairlead("import p.fairlead counts.csv")
    assert first.status == 0
    costs = "No leads: volumes and conversion before Opportunity are not measured."
    assert costs in first.lines
    (visits,) = fairlead("measure p.fairlead --json").json["volumes"][:1]
    assert (visits["measure"], visits["count"], visits["entered"]) == ("Visits", 90, None)
    then = fairlead("import p.fairlead leads.csv deals.csv --join account --json")
    assert (then.json["plan_journeys"], then.json["as_of"]) == (2, "2026-02-20")
    assert [one["stage"] for one in then.json["funnel"]] == ["Inquiry", "Opportunity", "Won"]
    measured = fairlead("measure p.fairlead --json").json
    assert measured["stages"] == ["Inquiry", "Opportunity", "Won"]
    assert [counted["count"] for counted in measured["volumes"]] == [90, 110]


def test_opportunities_after_leads_alone_say_that_the_plan_ends_before_won(
    fairlead: Fairlead,
) -> None:
    fairlead("import p.fairlead leads.csv")
    said = (
        "These data show the stage Won, but the plan’s stages end with Opportunity: add Won to "
        "them and import again, or wins are not measured."
    )
    assert said in fairlead("import p.fairlead deals.csv").lines
    assert said not in fairlead("import q.fairlead deals.csv").lines
