"""One record on several rows: line amounts add up, a repeated amount counts once."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.base.days import NO_DAY
from planner.intake.records.folding import fold, group
from planner.intake.records.ids import places_of
from planner.intake.values.typed import Typed
from tests.intake.files import assert_all_rows_accounted, imported, path_of, write_text

HEADER = "Opportunity ID,Created Date,Stage,Amount,Close Date,Product"


def amounts(folder: Path, rows: str, header: str = HEADER) -> tuple[list[float], str]:
    snapshot = imported(write_text(folder, "deals.csv", f"{header}\n{rows.strip()}"))
    assert_all_rows_accounted(snapshot)
    said = " ".join(w for w in snapshot.warnings if "several rows" in w)
    return [path_of(snapshot, name)["amount"] for name in snapshot.journeys.ids], said


def test_line_amounts_are_added_up(tmp_path: Path) -> None:
    rows = """O1,2024-02-01,Closed Won,100,2024-04-01,A
        O1,2024-02-01,Closed Won,50,2024-04-01,B
        O2,2024-02-01,Closed Won,70,2024-04-01,A"""
    assert amounts(tmp_path, rows) == (
        [150, 70],
        "1 journey on several rows, whose amounts were added up.",
    )


def test_an_amount_beside_prices_of_products_is_the_opportunitys_own(tmp_path: Path) -> None:
    header = f"{HEADER},Total Price"
    rows = """O1,2024-02-01,Closed Won,150,2024-04-01,A,100
        O1,2024-02-01,Closed Won,150,2024-04-01,B,50
        O2,2024-02-01,Closed Won,70,2024-04-01,A,70"""
    assert amounts(tmp_path, rows, header) == (
        [150, 70],
        "1 journey whose amount is repeated on several rows and was counted once.",
    )


def test_prices_of_products_do_not_outweigh_amounts_that_differ(tmp_path: Path) -> None:
    header = f"{HEADER},List Price"
    rows = """O1,2024-02-01,Closed Won,90,2024-04-01,A,100
        O1,2024-02-01,Closed Won,45,2024-04-01,B,50"""
    assert amounts(tmp_path, rows, header)[0] == [135]


@pytest.mark.parametrize(("deals", "each"), [(4, 200), (5, 100)])
def test_one_amount_on_all_rows_of_five_opportunities_is_no_coincidence(
    tmp_path: Path, deals: int, each: float
) -> None:
    rows = "\n".join(
        f"O{n},2024-02-01,Closed Won,100,2024-04-01,{product}"
        for n in range(deals)
        for product in "AB"
    )
    assert amounts(tmp_path, rows)[0] == [each] * deals


def test_one_opportunity_whose_rows_differ_makes_all_of_them_lines(tmp_path: Path) -> None:
    rows = "\n".join(
        f"O{n},2024-02-01,Closed Won,{100 + (n == 5 and product == 'B')},2024-04-01,{product}"
        for n in range(6)
        for product in "AB"
    )
    assert amounts(tmp_path, rows)[0] == [200, 200, 200, 200, 200, 201]


def test_equal_rows_count_once_and_a_newer_file_replaces_an_older(tmp_path: Path) -> None:
    row = "O1,2024-02-01,Closed Won,100,2024-04-01,A"
    assert amounts(tmp_path, f"{row}\n{row}")[0] == [100]
    old = write_text(tmp_path, "old.csv", f"{HEADER}\n{row}")
    new = write_text(tmp_path, "new.csv", f"{HEADER}\n{row.replace('100', '120')}")
    assert path_of(imported(old, new), "O1")["amount"] == 120


KEYS = st.lists(st.sampled_from(["", "a", "b", "c"]), max_size=12)


@given(KEYS)
def test_groups_are_numbered_by_first_appearance(keys: list[str]) -> None:
    groups, count = group(keys)
    assert list(dict.fromkeys(groups.tolist())) == list(range(count))
    for i, one in enumerate(keys):
        for j, other in enumerate(keys):
            assert (groups[i] == groups[j]) == (i == j or (one == other != ""))


ROWS = st.lists(
    st.tuples(
        st.sampled_from("abc"),
        st.sampled_from(["", "x", "y"]),
        st.sampled_from([NO_DAY, 10, 20]),
        st.floats(1, 9) | st.just(np.nan),
    ),
    min_size=1,
    max_size=10,
)


@given(ROWS)
def test_folding_takes_the_first_filled_cells_and_loses_no_key(
    rows: list[tuple[str, str, int, float]],
) -> None:
    keys = [row[0] for row in rows]
    typed = Typed(
        len(rows),
        {"name": np.array([r[1] for r in rows], dtype=object)},
        {"created": np.array([r[2] for r in rows], np.int32)},
        {"amount": np.array([r[3] for r in rows])},
    )
    groups, count = group(keys)
    table = np.zeros(len(rows), np.int64)
    folded, _ = fold(typed, table, groups, count, np.zeros(1, bool))
    for at, key in enumerate(dict.fromkeys(keys)):
        mine = [row for row in rows if row[0] == key]
        assert folded.texts["name"][at] == next((r[1] for r in mine if r[1]), "")
        days = [r[2] for r in mine if r[2] != NO_DAY]
        assert folded.days["created"][at] == min(days, default=NO_DAY)
        known = {r for r in mine if not np.isnan(r[3])}
        assert np.isnan(folded.money["amount"][at]) == (not known)


IDS = st.lists(st.sampled_from(["", "L1", "L2", "006bm00000LKJNN", "006bm00000LKJNNAA5"]))


@given(IDS, IDS)
def test_places_are_those_of_equal_ids(pointing: list[str], ids: list[str]) -> None:
    found = places_of(np.array(pointing, dtype=object), np.array(ids, dtype=object)).tolist()
    short = [text[:15] for text in ids]
    expected = [short.index(t[:15]) if t and t[:15] in short else -1 for t in pointing]
    assert found == expected


def test_an_amount_that_only_the_older_file_names_stands(tmp_path: Path) -> None:
    old = write_text(
        tmp_path,
        "amounts.csv",
        "Opportunity ID,Created Date,Stage,Amount\nO1,2024-02-01,Prospecting,100\n"
        "O1,2024-02-01,Prospecting,50\nO2,2024-02-01,Prospecting,70",
    )
    new = write_text(
        tmp_path,
        "closings.csv",
        "Opportunity ID,Stage,Close Date\nO1,Closed Won,2024-04-01\nO2,Closed Lost,2024-04-01",
    )
    snapshot = imported(old, new)
    assert_all_rows_accounted(snapshot)
    assert path_of(snapshot, "O1")["amount"] == 150
    assert path_of(snapshot, "O2")["amount"] == 70


def test_a_blank_amount_in_the_newer_file_leaves_the_older_ones(tmp_path: Path) -> None:
    row = "O1,2024-02-01,Closed Won,100,2024-04-01,A"
    old = write_text(tmp_path, "old.csv", f"{HEADER}\n{row}\nO2{row[2:]}")
    new = write_text(tmp_path, "new.csv", f"{HEADER}\n{row.replace('100', '')}\nO3{row[2:]}")
    assert path_of(imported(old, new), "O1")["amount"] == 100
