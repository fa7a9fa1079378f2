"""Mappings on the command line: saved by one import, used by the next."""

from pathlib import Path

import pytest

from tests.cli.running import Fairlead, assert_refused

LEADS = """Lead ID,Created,Source,Status,MQL Date
1,2026-01-05,Web,Open,2026-01-10
2,2026-02-07,Fair,Lost,2026-02-12
"""


@pytest.fixture
def leads(fairlead: Fairlead) -> str:
    Path("leads.csv").write_text(LEADS, "utf-8")
    return "leads.csv"


def columns(fairlead: Fairlead, line: str) -> dict[str, str]:
    """Return what the columns were taken for in an import."""
    (file,) = fairlead(f"import {line} --json").json["files"]
    return dict(file["columns"])


def test_a_saved_mapping_holds_for_the_next_import(fairlead: Fairlead, leads: str) -> None:
    first = columns(fairlead, f"a.fairlead {leads} --map region=Source --save-mapping shared.json")
    assert first["Source"] == "region"
    assert columns(fairlead, f"b.fairlead {leads}")["Source"] == "lead_source"
    assert columns(fairlead, f"c.fairlead {leads} --mapping shared.json") == first


def test_a_word_on_the_command_line_outweighs_the_mapping(fairlead: Fairlead, leads: str) -> None:
    columns(fairlead, f"a.fairlead {leads} --map region=Source --save-mapping shared.json")
    line = f"b.fairlead {leads} --mapping shared.json --map campaign=Source"
    assert columns(fairlead, line)["Source"] == "campaign"


def test_a_mapping_of_other_headers_says_so(fairlead: Fairlead, leads: str) -> None:
    columns(fairlead, f"a.fairlead {leads} --save-mapping shared.json")
    Path("others.csv").write_text(LEADS.replace("Source", "Lead Source"), "utf-8")
    answer = fairlead("import b.fairlead others.csv --mapping shared.json")
    assert "shared.json speaks of no table with these headers." in answer.lines


def test_what_is_no_mapping_is_refused_and_nothing_imported(fairlead: Fairlead, leads: str) -> None:
    Path("bad.json").write_text("{}", "utf-8")
    answer = fairlead(f"import a.fairlead {leads} --mapping bad.json")
    assert_refused(answer, "This is no mapping (bad.json)")
    assert not Path("a.fairlead").exists()


def test_a_mapping_that_cannot_be_saved_leaves_no_plan(fairlead: Fairlead, leads: str) -> None:
    answer = fairlead(f"import a.fairlead {leads} --save-mapping nowhere/shared.json")
    assert_refused(answer, "There is no such folder")
    assert not Path("a.fairlead").exists()
