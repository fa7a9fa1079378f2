"""Mappings by header fingerprint: remembered, handed on, and refused when they are none."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.base.problem import RefusedError
from planner.intake import Hints, propose
from planner.intake.recognition.hints import Decides
from planner.session.mapping_text import mapping_from, mapping_text
from planner.session.mappings import (
    LARGEST,
    Mapping,
    load_mapping,
    mapping_of,
    recall,
    remember,
    save_mapping,
    united,
)

LEADS = """Lead ID,Created,Source,Status,MQL Date
1,2026-01-05,Web,Won,2026-01-10
2,2026-01-07,Web,Lost,2026-01-12
"""
DAY = "2026-10-22"
texts = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=12)
pairs = st.dictionaries(texts, texts, max_size=3).map(lambda d: tuple(d.items()))


@pytest.fixture
def leads(tmp_path: Path) -> Path:
    path = tmp_path / "leads.csv"
    path.write_text(LEADS, "utf-8")
    return path


def corrected(leads: Path) -> tuple[str, Hints]:
    """Return the table's fingerprint and: Source is the region, Status nothing, 'Won' is MQL."""
    key = propose([leads]).tables[0].fingerprint
    hints = Hints().with_column(key, "Source", "region").with_column(key, "Status", None)
    return key, hints.with_stage("Won", "MQL").with_team("Web", "Sales")


def test_what_was_stated_is_recalled_for_tables_of_the_same_headers(
    leads: Path, tmp_path: Path
) -> None:
    key, hints = corrected(leads)
    remember(tmp_path / "kept", mapping_of(propose([leads], hints), DAY))
    known = recall(tmp_path / "kept", {key, "another"})
    assert known is not None
    assert (known.fingerprints, known.saved) == ({key}, DAY)
    again = propose([leads], united(Hints(), known.hints)).tables[0]
    assert again.mapped == propose([leads], hints).tables[0].mapped
    assert again.mapped["Source"] == "region"
    assert "Status" not in again.mapped
    assert known.hints.teams == (("Web", "Sales"),)


def test_nothing_is_recalled_for_tables_never_met(leads: Path, tmp_path: Path) -> None:
    _, hints = corrected(leads)
    remember(tmp_path, mapping_of(propose([leads], hints), DAY))
    assert recall(tmp_path, {"another"}) is None
    assert recall(tmp_path / "nowhere", {"another"}) is None


def test_only_orders_a_person_stated_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "leads.csv"
    path.write_text("Lead ID,Created,MQL Date\n1,25/01/2026,03/04/2026\n", "utf-8")
    key = propose([path]).tables[0].fingerprint
    stated = Hints().with_order(key, "MQL Date", "DMY")
    assert mapping_of(propose([path], stated), DAY).hints.orders == ((key, "MQL Date", "DMY"),)


def test_the_day_stages_and_locale_of_one_import_are_not_kept(leads: Path) -> None:
    hints = Hints(as_of=20_500, stages=("MQL", "Won"), day_first=True)
    kept = mapping_of(propose([leads], hints), DAY).hints
    assert (kept.as_of, kept.stages, kept.day_first) == (None, None, None)


def test_a_mapping_holds_several_tables_and_remembers_each(leads: Path, tmp_path: Path) -> None:
    other = tmp_path / "deals.csv"
    other.write_text("Opportunity ID,Created,Stage,Close Date,Amount\n1,2026-01-05,Won,,5\n")
    tables = propose([leads, other])
    remember(tmp_path / "kept", mapping_of(tables, DAY))
    first, second = (table.fingerprint for table in tables.tables)
    for key in (first, second):
        known = recall(tmp_path / "kept", [key])
        assert known is not None
        assert {column[0] for column in known.hints.columns} == {key}


def test_of_several_remembered_the_latest_word_holds(tmp_path: Path) -> None:
    for key, day, meaning in (("a", "2026-09-01", "Lost"), ("b", "2026-10-01", "Open")):
        hints = Hints(kinds=((key, "leads"),)).with_stage("Parked", meaning)
        remember(tmp_path, Mapping(hints, frozenset({key}), day))
    known = recall(tmp_path, ["a", "b"])
    assert known is not None
    assert known.hints.stage_map == (("Parked", "Open"),)
    assert known.saved == "2026-10-01"


def test_a_damaged_memory_is_none(leads: Path, tmp_path: Path) -> None:
    key, hints = corrected(leads)
    remember(tmp_path, mapping_of(propose([leads], hints), DAY))
    for file in tmp_path.glob("*.json"):
        file.write_bytes(file.read_bytes()[:-9])
    assert recall(tmp_path, [key]) is None


def test_what_is_stated_first_outweighs() -> None:
    mine = Hints(currency="USD").with_stage("Parked", "Lost").with_column("a", "X", "region")
    theirs = Hints(currency="EUR", rates=(("USD", 0.9),), decides=Decides.STAGE)
    theirs = theirs.with_stage("PARKED", "Open").with_stage("New", "Open")
    theirs = theirs.with_column("a", "Y", "region").with_column("b", "Y", "owner")
    both = united(mine, theirs)
    assert both.stage_map == (("Parked", "Lost"), ("New", "Open"))
    assert both.columns == (("a", "X", "region"), ("b", "Y", "owner"))
    assert both.decides is Decides.STAGE
    assert (both.currency, both.rates) == ("USD", ()), "rates into euros are none into dollars"


@given(
    pairs,
    pairs,
    st.dictionaries(texts, st.sampled_from(["amount", "entered:Demo", ""]), max_size=3),
    st.lists(st.tuples(texts, texts, texts), max_size=2),
    st.tuples(st.floats(1e-6, 1e6), st.sampled_from(Decides)),
)
def test_a_mapping_survives_its_file(
    stages: tuple[tuple[str, str], ...],
    teams: tuple[tuple[str, str], ...],
    columns: dict[str, str],
    merges: list[tuple[str, str, str]],
    rate_and_rule: tuple[float, Decides],
) -> None:
    rate, decides = rate_and_rule
    hints = Hints(
        join="email",
        currency="EUR",
        stage_map=stages,
        columns=tuple(("a1", header, name) for header, name in columns.items()),
        kinds=(("a1", "opportunities"),),
        orders=tuple(("a1", header, "MDY") for header in columns),
        rates=(("USD", rate),),
        merges=tuple(merges),
        teams=teams,
        decides=decides,
    )
    assert mapping_from(json.loads(mapping_text(hints, DAY))) == (hints, DAY)


GOOD = json.loads(mapping_text(Hints(kinds=(("a", "leads"),)), DAY))
TABLE = GOOD["tables"][0]
BAD = {
    "nothing": "",
    "no json": "{",
    "a list": [],
    "another file": {"format": "else"},
    "a newer version": GOOD | {"version": 2},
    "no such kind": GOOD | {"tables": [TABLE | {"kind": "spam"}]},
    "no such field": GOOD | {"tables": [TABLE | {"columns": {"X": "__class__"}}]},
    "no order": GOOD | {"tables": [TABLE | {"orders": {"X": "YDM"}}]},
    "a rate of nothing": GOOD | {"rates": {"USD": 0}},
    "a rate that is true": GOOD | {"rates": {"USD": True}},
    "an infinite rate": GOOD | {"rates": {"USD": float("inf")}},
    "no day": GOOD | {"saved": "yesterday"},
    "a number for a stage": GOOD | {"stages": {"Won": 3}},
    "half a merge": GOOD | {"merges": [["channel", "web"]]},
    "a hole": {key: value for key, value in GOOD.items() if key != "teams"},
    "too deep": "[" * 100_000,
    "too large": " " * (LARGEST + 1),
}


@pytest.mark.parametrize("content", BAD.values(), ids=BAD.keys())
def test_what_is_no_mapping_is_refused_in_one_sentence(content: object, tmp_path: Path) -> None:
    path = tmp_path / "shared.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    with pytest.raises(RefusedError, match=r"^This is no mapping \(shared.json\)\. Choose"):
        load_mapping(path)


def test_a_mapping_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="There is no such file"):
        load_mapping(tmp_path / "none.json")


def test_a_mapping_is_written_whole_or_not_at_all(leads: Path, tmp_path: Path) -> None:
    mapping = mapping_of(propose([leads]), DAY)
    with pytest.raises(RefusedError, match="There is no such folder"):
        save_mapping(tmp_path / "nowhere" / "shared.json", mapping)
    save_mapping(tmp_path / "shared.json", mapping)
    assert load_mapping(tmp_path / "shared.json") == mapping
    assert not list(tmp_path.glob(".*"))
