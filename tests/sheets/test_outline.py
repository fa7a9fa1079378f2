"""Sheets with an outline, sorted and filtered: rows never leave what they stand below."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from planner.sheets.arranged_table import ArrangedTable, arrange_table
from planner.sheets.arrangement import NOTHING, Arrangement, Between, Blanks, Holding, OneOf, Sort
from planner.sheets.cells import Cell, Column, Kind, Row, Tone
from planner.sheets.headings import headings_of
from planner.sheets.table import TableRow, TableSheet, outlined, unexplained

COLUMNS = (Column("name", "Name"), Column("leads", "Leads", Kind.NUMBER))


def line(
    key: str, level: int = 0, leads: float | None = None, *, tone: Tone = Tone.PLAIN,
    folds: bool = False, folded: bool = False,
) -> TableRow:  # fmt: skip
    cells = {"name": Cell(key.title(), key, tone)}
    if leads is not None:
        cells["leads"] = Cell(f"{leads:g}", leads, tone)
    return TableRow(Row(key, level, folds, folded), cells)


def funnel(*folded: str) -> TableSheet:
    """Two stages, of which the first holds two channels, and a card with a total."""

    def top(key: str, level: int, leads: float | None = None, tone: Tone = Tone.PLAIN) -> TableRow:
        return line(key, level, leads, tone=tone, folds=True, folded=key in folded)

    return outlined(
        "Plan",
        COLUMNS,
        (
            line("goal"),
            top("mql", 0, 90.0),
            top("paid", 1, 70.0),
            line("ads", 2, 30.0),
            line("search", 2, 40.0),
            line("events", 1, 20.0),
            top("won", 0, 9.0),
            line("calls", 1, 2.0),
            line("mail", 1, 7.0),
            top("card", 0, tone=Tone.GROUP),
            line("speed", 1, 5.0),
            line("size", 1, 3.0),
            line("all", 1, 8.0, tone=Tone.TOTAL),
        ),
        unexplained,
    )


def keys(table: TableSheet) -> list[str]:
    return [row.row.key for row in table.rows]


def shown(*filters: object, sheet: TableSheet | None = None, sort: Sort | None = None) -> list[str]:
    return keys(arrange_table(sheet or funnel(), Arrangement(sort, tuple(filters))))  # type: ignore[arg-type]


def test_rows_change_places_with_those_beside_them_and_take_along_what_is_below() -> None:
    assert shown(sort=Sort("leads", descending=True)) == [
        "mql", "paid", "search", "ads", "events", "won", "mail", "calls",
        "goal", "card", "speed", "size", "all",
    ]  # fmt: skip
    assert shown(sort=Sort("leads"))[:5] == ["won", "calls", "mail", "mql", "events"]


def test_a_total_stays_last_of_its_group_either_way() -> None:
    for descending in (False, True):
        made = shown(sort=Sort("leads", descending))
        assert made[made.index("card") + 3] == "all"


def test_a_row_that_folds_is_no_total_of_those_beside_it() -> None:
    """Bookings head Progress in the look of a total, with their lines below."""
    rows = (line("bookings", 0, 5.0, tone=Tone.TOTAL, folds=True), line("ads", 1, 5.0),
            line("leads", 0, 9.0))  # fmt: skip
    sheet = outlined("Progress", COLUMNS, rows, unexplained)
    assert shown(sheet=sheet, sort=Sort("leads")) == ["bookings", "ads", "leads"]
    assert shown(Between("leads", 5.0, 6.0), sheet=sheet) == ["bookings", "ads"]


def test_what_is_folded_away_is_sorted_for_when_it_is_unfolded() -> None:
    by_leads = Arrangement(Sort("leads", descending=True))
    shut = arrange_table(funnel("mql"), by_leads)
    assert keys(shut)[:3] == ["mql", "won", "mail"]
    open_ = arrange_table(funnel(), by_leads, like=shut)
    assert keys(open_)[:4] == ["mql", "paid", "search", "ads"]


def test_headings_that_do_not_fold_stay_where_they_are_over_their_rows() -> None:
    def head(key: str) -> TableRow:
        return line(key, tone=Tone.GROUP)

    rows = (line("more", 0, 2.0), line("bigger", 0, 1.0), head("rates"), line("sal", 0, 4.0),
            line("mql", 0, 3.0), head("published"), line("study", 0, 0.5))  # fmt: skip
    sheet = TableSheet("Levers", COLUMNS, rows)
    sorted_ = ["bigger", "more", "rates", "mql", "sal", "published", "study"]
    assert shown(sheet=sheet, sort=Sort("leads")) == sorted_
    assert shown(Between("leads", 2.5), sheet=sheet) == ["rates", "sal", "mql"]
    assert shown(Holding("name", "rates"), sheet=sheet) == []


def test_a_filter_keeps_what_a_match_stands_below_and_unfolds_it() -> None:
    for folded in ((), ("mql", "paid", "won", "card")):
        kept = arrange_table(funnel(*folded), Arrangement(filters=(Holding("name", "ear"),)))
        assert keys(kept) == ["mql", "paid", "search"]
        assert (kept.matched, kept.total) == (1, 13)
        assert not any(row.row.folded for row in kept.rows)


def test_a_row_kept_without_those_below_it_has_nothing_to_fold() -> None:
    kept = arrange_table(funnel(), Arrangement(filters=(OneOf("name", frozenset({"Won"})),)))
    assert keys(kept) == ["won"]
    assert not kept.row(0).folds


def test_a_heading_is_found_by_what_it_says_and_not_by_what_it_leaves_empty() -> None:
    assert shown(Between("leads", blanks=Blanks.ONLY)) == ["goal"]
    assert shown(Holding("name", "card")) == ["card"]
    blanks = arrange_table(funnel(), NOTHING).choices("leads")
    assert blanks.blanks == 1  # type: ignore[union-attr]


def test_what_was_filtered_is_folded_by_hand_until_the_filter_goes() -> None:
    kept = arrange_table(funnel("mql"), Arrangement(filters=(Between("leads", 20.0),)))
    shut = kept.folded_at(frozenset({"paid"}))
    assert keys(kept) == ["mql", "paid", "ads", "search", "events"]
    assert keys(shut) == ["mql", "paid", "events"]
    assert shut.row(1).folded
    assert shut.matched == kept.matched
    resorted = shut.arranged(shut.arrangement.sorted_by(Sort("leads")))
    assert keys(resorted) == ["mql", "events", "paid"]
    assert keys(resorted.arranged(NOTHING))[:3] == ["goal", "mql", "won"]


def test_a_row_stays_where_it_is_while_it_is_edited_within_its_group() -> None:
    kept = arrange_table(funnel(), Arrangement(Sort("leads"), (Between("leads", 20.0),)))
    shut = kept.folded_at(frozenset({"paid"}))
    edited = funnel().each(lambda row: line("events", 1, 1.0) if row.row.key == "events" else row)
    after = arrange_table(edited, kept.arrangement, like=shut)
    assert keys(after) == keys(shut) == ["mql", "events", "paid"]
    assert after.cell(1, 1).text == "1"
    assert keys(after.arranged(after.arrangement)) == ["mql", "paid"]


def test_unarranged_it_holds_the_very_rows_of_the_sheet() -> None:
    sheet = funnel("mql")
    table = arrange_table(sheet, NOTHING)
    assert table.rows is sheet.rows
    assert table.every is sheet.every


# The laws, for outlines of any shape


@st.composite
def outlines(draw: st.DrawFn) -> TableSheet:
    """Rows of any depth and tone, some of them folded; the key of each is its number."""
    tones = st.sampled_from((Tone.PLAIN, Tone.PLAIN, Tone.PLAIN, Tone.GROUP, Tone.TOTAL))
    leads = st.none() | st.integers(0, 5).map(float)
    rows = [
        line(f"row {number}", level, value, tone=tone, folds=folds, folded=folds and folded)
        for number, (level, value, tone, folds, folded) in enumerate(
            draw(st.lists(st.tuples(
                st.integers(0, 3), leads, tones, st.booleans(), st.booleans()
            ), max_size=14))
        )
    ]  # fmt: skip
    return outlined("Any", COLUMNS, rows, unexplained)


sorts = st.builds(Sort, st.sampled_from(("name", "leads")), st.booleans())
filters = st.builds(Between, st.just("leads"), st.integers(0, 5).map(float), st.none())


def opened(table: ArrangedTable) -> list[str]:
    return [row.row.key for row in table.known_rows]


def parents(sheet: TableSheet) -> dict[str, list[str]]:
    whole = replace(sheet, rows=sheet.known_rows, every=())
    return {key: headings_of(whole, key) for key in map(str, keys(whole))}


@given(outlines(), sorts)
def test_sorting_moves_every_row_and_none_away_from_what_it_stands_below(
    sheet: TableSheet, sort: Sort
) -> None:
    made = arrange_table(sheet, Arrangement(sort))
    assert sorted(opened(made)) == sorted(row.row.key for row in sheet.every)
    assert parents(made) == parents(sheet)
    assert keys(made.arranged(NOTHING)) == keys(sheet)
    assert keys(arrange_table(sheet, Arrangement(sort), like=made)) == keys(made)


@given(outlines(), sorts)
def test_sorted_rows_are_in_order_and_totals_last_of_those_beside_them(
    sheet: TableSheet, sort: Sort
) -> None:
    made = arrange_table(sheet, Arrangement(Sort("leads", sort.descending)))
    rows = {row.row.key: row for row in sheet.every}
    above = parents(made)
    for one, other in beside(opened(made), above, rows):
        first, second = (rows[key].cells.get("leads", Cell()).value for key in (one, other))
        closes = [rows[k].cells["name"].tone is Tone.TOTAL and not rows[k].row.folds for k in
                  (one, other)]  # fmt: skip
        assert closes[0] <= closes[1]
        if not any(closes) and None not in {first, second}:
            assert (first >= second) if sort.descending else (first <= second)  # type: ignore[operator]
        if not any(closes) and first is None:
            assert second is None


def beside(
    order: list[str], above: dict[str, list[str]], rows: dict[str, TableRow]
) -> list[tuple[str, str]]:
    """Return the neighbours of one depth below the same row, none of them a mere heading."""
    found = []
    for number, one in enumerate(order):
        level = rows[one].row.level
        after = (key for key in order[number + 1 :] if rows[key].row.level <= level)
        other = next(after, None)
        mere = [rows[k].cells["name"].tone is Tone.GROUP for k in (one, other) if k]
        if other and rows[other].row.level == level and above[other] == above[one]:
            found += [] if any(mere) else [(one, other)]
    return found


@given(outlines(), filters, st.none() | sorts)
def test_a_filter_keeps_matches_with_what_they_stand_below_and_nothing_else(
    sheet: TableSheet, chosen: Between, sort: Sort | None
) -> None:
    made = arrange_table(sheet, Arrangement(sort, (chosen,)))
    known = {row.row.key: row for row in sheet.every}
    above = parents(sheet)
    kept = set(keys(made))
    matches = {key for key in kept if _matches(known[key], chosen)}
    assert made.matched == len(matches)
    assert {k for k, row in known.items() if _matches(row, chosen)} == matches
    for key in kept:
        assert set(above[key]) <= kept
        assert parents(made)[key] == above[key]
    for key in kept - matches:
        heads = known[key].cells["name"].tone is Tone.GROUP
        assert heads or any(key in above[match] for match in matches)
    assert keys(made.arranged(NOTHING)) == keys(sheet)


def _matches(row: TableRow, chosen: Between) -> bool:
    value = row.cells.get("leads", Cell()).value
    tone = row.cells["name"].tone
    if tone in {Tone.TOTAL, Tone.GROUP} and not row.row.folds:
        return False
    return isinstance(value, float) and chosen.low is not None and value >= chosen.low
