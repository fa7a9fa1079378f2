"""Any table sorted and filtered: totals stay last, edited rows stay in place."""

from dataclasses import replace

from planner.sheets.arranged_table import ArrangedTable, arrange_table
from planner.sheets.arrangement import (
    NOTHING,
    Arrangement,
    Between,
    Blanks,
    Extent,
    Holding,
    Listing,
    OneOf,
    Sort,
)
from planner.sheets.cells import Cell, Column, Kind, Row, Tone
from planner.sheets.table import TableRow, TableSheet

COLUMNS = (
    Column("name", "Name"),
    Column("rate", "Rate", Kind.RATE),
    Column("gap", "Gap", Kind.MONEY, by_size=True),
)


def line(key: str, rate: float | None, gap: float | None = None) -> TableRow:
    cells = {"name": Cell(key.title(), key.title())}
    if rate is not None:
        cells["rate"] = Cell(f"{rate:.0%}", rate)
    if gap is not None:
        cells["gap"] = Cell(f"${gap:.0f}", gap)
    return TableRow(Row(key), cells)


TOTAL = TableRow(Row("all"), {"name": Cell("All", tone=Tone.TOTAL), "rate": Cell("30%", 0.3)})
GIVEN = TableSheet(
    "Rates",
    COLUMNS,
    (line("ads", 0.5, -900.0), line("fair", None), line("mail", 0.2, 500.0), TOTAL),
)


def keys(table: ArrangedTable) -> list[str]:
    return [table.row(i).key for i in range(table.row_count)]


def shown(*filters: object, sort: Sort | None = None) -> list[str]:
    return keys(arrange_table(GIVEN, Arrangement(sort, tuple(filters))))  # type: ignore[arg-type]


def test_unarranged_it_is_the_table_itself() -> None:
    table = arrange_table(GIVEN, NOTHING)
    assert table.rows is GIVEN.rows
    assert table.total == 4


def test_rows_are_sorted_with_empty_ones_after_and_the_total_last() -> None:
    assert shown(sort=Sort("rate")) == ["mail", "ads", "fair", "all"]
    assert shown(sort=Sort("rate", True)) == ["ads", "mail", "fair", "all"]
    assert shown(sort=Sort("name")) == ["ads", "fair", "mail", "all"]
    assert shown(sort=Sort("gap", True)) == ["ads", "mail", "fair", "all"]


def test_days_are_sorted_by_time_however_they_are_shown() -> None:
    days = {"10 Jan 2027": "2027-01-10", "2 Mar 2027, 10:31": "2027-03-02T10:31:00+01:00",
            "9 Jan 2027": "2027-01-09"}  # fmt: skip
    rows = (TableRow(Row(text), {"name": Cell(text, day)}) for text, day in days.items())
    table = arrange_table(replace(GIVEN, rows=tuple(rows)), Arrangement(Sort("name")))
    assert keys(table) == ["9 Jan 2027", "10 Jan 2027", "2 Mar 2027, 10:31"]


def test_rows_are_filtered_by_text_ends_and_blanks() -> None:
    assert shown(OneOf("name", frozenset({"Fair", "Mail"}))) == ["fair", "mail"]
    assert shown(Holding("name", "AI")) == ["fair", "mail"]
    assert shown(Between("rate", 0.3)) == ["ads"]
    assert shown(Between("rate", 0.3, blanks=Blanks.IN)) == ["ads", "fair"]
    assert shown(Between("rate", blanks=Blanks.ONLY)) == ["fair"]
    assert shown(Holding("name", "a"), Between("gap", None, 0.0)) == ["ads"]


def test_a_ghost_is_empty_and_sorted_behind_by_what_it_shows() -> None:
    ghosts = {
        "low": Cell("7%", None, Tone.GHOST, held=0.07),
        "high": Cell("10%", None, Tone.GHOST, held=0.1),
    }
    rows = (
        *(
            TableRow(line(k, None).row, line(k, None).cells | {"rate": g})
            for k, g in ghosts.items()
        ),
        *GIVEN.rows,
    )
    given = replace(GIVEN, rows=rows)

    def found(*filters: object, sort: Sort | None = None) -> list[str]:
        return keys(arrange_table(given, Arrangement(sort, tuple(filters))))  # type: ignore[arg-type]

    assert found(sort=Sort("rate")) == ["mail", "ads", "low", "high", "fair", "all"]
    assert found(sort=Sort("rate", True)) == ["ads", "mail", "high", "low", "fair", "all"]
    assert found(Between("rate", blanks=Blanks.ONLY)) == ["low", "high", "fair"]
    assert found(Holding("rate", "7")) == []
    offered = arrange_table(given, NOTHING).choices("rate")
    assert isinstance(offered, Extent)
    assert offered.blanks == 3


def test_a_column_offers_what_its_cells_are() -> None:
    table = arrange_table(GIVEN, Arrangement(filters=(Holding("name", "ma"),)))
    assert table.choices("name") == Listing((("Ads", 1), ("Fair", 1), ("Mail", 1)))
    rates = table.choices("rate")
    assert isinstance(rates, Extent)
    assert (rates.show(rates.low), rates.read("25%"), rates.read("25")) == ("20.0%", 0.25, 0.25)
    assert table.told(Between("rate", 0.25)) == "Rate from 25.0%"
    assert table.told(Holding("name", "ma")) == "Name holds “ma”"


def test_a_row_stays_where_it_is_while_it_is_edited() -> None:
    by_rate = arrange_table(GIVEN, Arrangement(Sort("rate"), (Between("rate", 0.0, 0.6),)))
    edited = replace(GIVEN, rows=(line("ads", 0.1), *GIVEN.rows[1:]))
    after = arrange_table(edited, by_rate.arrangement, like=by_rate)
    assert keys(after) == keys(by_rate) == ["mail", "ads"]
    assert after.cell(1, 1).text == "10%"
    assert keys(after.arranged(after.arrangement)) == ["ads", "mail"]
    grown = replace(edited, rows=(*edited.rows, line("new", 0.15)))
    assert keys(arrange_table(grown, by_rate.arrangement, like=by_rate)) == ["ads", "new", "mail"]


def test_what_belongs_to_absent_columns_is_left_out() -> None:
    gone = Arrangement(Sort("cost"), (Holding("cost", "1"),))
    assert arrange_table(GIVEN, gone).arrangement == NOTHING


def test_the_numbers_of_a_mixed_column_are_listed_by_size() -> None:
    deals = (line("deal", None), line("call", None))
    money = (Cell("$5", 5.0, kind=Kind.MONEY), Cell("soon", "soon"))
    rows = (TableRow(r.row, r.cells | {"rate": c}) for r, c in zip(deals, money, strict=True))
    table = arrange_table(replace(GIVEN, rows=(*rows, *GIVEN.rows)), NOTHING)
    listed = ("20%", "50%", "$5", "soon", "")
    assert table.choices("rate") == Listing(tuple((text, 1) for text in listed))
