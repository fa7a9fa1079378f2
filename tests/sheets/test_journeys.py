from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.base.days import NO_DAY, parse_day
from planner.base.problem import RefusedError
from planner.base.units import NumberStyle
from planner.journeys.table import BLANK, Dimension, Journeys
from planner.sheets.arrangement import (
    NOTHING,
    Arrangement,
    Between,
    Blanks,
    Extent,
    Filter,
    Holding,
    Listing,
    OneOf,
    Sort,
    Texts,
)
from planner.sheets.cells import Tone
from planner.sheets.joined import BOTH
from planner.sheets.journey_fields import text_order
from planner.sheets.journeys import JourneysSheet, journeys_sheet

CHANNELS = (BLANK, "events", "Paid search", "Äpfel", "Content")
EUROPEAN = NumberStyle(",", ".", spaced=True)


def journeys(*rows: tuple[str, str | None, str | None, float, int, str]) -> Journeys:
    """Return journeys of (id, day of Lead, day of Won, amount, channel's code, opportunity)."""
    entered = [[parse_day(day) if day else NO_DAY for day in row[1:3]] for row in rows]
    won = np.array([row[2] is not None for row in rows], dtype=bool)
    nothing = np.full(len(rows), NO_DAY, dtype=np.int32)
    return Journeys(
        stages=("Lead", "Won"),
        ids=tuple(row[0] for row in rows),
        entered=np.array(entered, dtype=np.int32).reshape(len(rows), 2),
        reached=np.stack((np.ones_like(won), won), axis=1),
        outcome=won.astype(np.int8),
        left=nothing,
        closing=nothing,
        amount=np.array([row[3] for row in rows], dtype=np.float64),
        opened_amount=np.full(len(rows), np.nan),
        dimensions={"channel": Dimension(np.array([row[4] for row in rows], np.int32), CHANNELS)},
        as_of=parse_day("2026-06-30"),
        currency="EUR",
        deal_ids=tuple(row[5] for row in rows),
    )


@pytest.fixture
def sheet() -> JourneysSheet:
    return journeys_sheet(
        journeys(
            ("00Q3", "2026-03-01", "2026-04-15", 12_000.0, 1, "006A"),
            ("00712", "2026-01-10", None, np.nan, 0, ""),
            ("00Q1", "2026-02-01", None, 500.5, 2, "006b"),
            ("00q2", None, None, 12_000.0, 4, ""),
        )
    )


def ids(sheet: JourneysSheet) -> list[str]:
    return [sheet.row(i).key for i in range(sheet.row_count)]


def by(sheet: JourneysSheet, column: str, *, descending: bool = False) -> list[str]:
    return ids(sheet.arranged(Arrangement(Sort(column, descending))))


def kept(sheet: JourneysSheet, *filters: Filter) -> list[str]:
    return ids(sheet.arranged(Arrangement(filters=filters)))


def test_a_journey_is_decoded_when_asked_for(sheet: JourneysSheet) -> None:
    row = [sheet.cell(0, c).text for c in range(len(sheet.columns))]
    dates = ["2026-03-01", "2026-04-15"]
    assert row == ["00Q3", *dates, "won", "", "€12,000", "", "events", "", "006A", BOTH]
    assert sheet.cell(0, 5).value == 12_000.0


def test_many_rows_come_as_one_by_one(sheet: JourneysSheet) -> None:
    arranged = sheet.arranged(Arrangement(Sort("amount")))
    for shown in (sheet, arranged):
        one_by_one = [tuple(shown.cell(r, c) for c in range(len(shown.columns))) for r in (1, 2)]
        assert shown.lines(1, 2) == one_by_one


def test_ids_stay_text_and_a_stage_without_date_says_so(sheet: JourneysSheet) -> None:
    assert sheet.cell(1, 0).value == "00712"
    assert (sheet.cell(3, 1).text, sheet.cell(3, 1).tone) == ("no date", Tone.GHOST)
    assert sheet.explain(1, 5).text == "not in the exports"


def test_chosen_journeys_stand_in_the_chosen_order(sheet: JourneysSheet) -> None:
    chosen = journeys_sheet(sheet.fields.journeys, rows=np.array([2, 0]))
    assert (ids(chosen), chosen.total) == (["00Q1", "00Q3"], 2)
    assert by(chosen, "stage:0", descending=True) == ["00Q3", "00Q1"]
    assert kept(chosen, OneOf("outcome", frozenset({"open"}))) == ["00Q1"]
    assert chosen.arranged(Arrangement(Sort("amount"))).arranged(NOTHING).rows is chosen.rows


def test_journeys_cannot_be_typed(sheet: JourneysSheet) -> None:
    with pytest.raises(RefusedError):
        sheet.change(0, 1, "2026-01-01")


def test_texts_stand_in_alphabetical_order_and_blanks_last_both_ways(sheet: JourneysSheet) -> None:
    assert by(sheet, "dimension:channel") == ["00q2", "00Q3", "00Q1", "00712"]
    assert by(sheet, "dimension:channel", descending=True) == ["00Q1", "00Q3", "00q2", "00712"]


def test_equal_ones_keep_their_order_both_ways(sheet: JourneysSheet) -> None:
    assert by(sheet, "amount") == ["00Q1", "00Q3", "00q2", "00712"]
    assert by(sheet, "amount", descending=True) == ["00Q3", "00q2", "00Q1", "00712"]
    assert by(sheet, "outcome") == ["00712", "00Q1", "00q2", "00Q3"]


def test_dates_and_ids_are_ordered_with_the_missing_ones_last(sheet: JourneysSheet) -> None:
    assert by(sheet, "stage:0") == ["00712", "00Q1", "00Q3", "00q2"]
    assert by(sheet, "stage:0", descending=True) == ["00Q3", "00Q1", "00712", "00q2"]
    assert by(sheet, "id") == ["00712", "00Q1", "00Q3", "00q2"]
    assert by(sheet, "deal", descending=True) == ["00Q1", "00Q3", "00712", "00q2"]
    assert by(sheet, "left") == ids(sheet)


def test_filters_keep_what_they_say_and_hold_together(sheet: JourneysSheet) -> None:
    opened = OneOf("outcome", frozenset({"open"}))
    assert kept(sheet, opened) == ["00712", "00Q1", "00q2"]
    assert kept(sheet, opened, Between("amount", low=500.5)) == ["00Q1", "00q2"]
    assert kept(sheet, Between("amount", high=600.0, blanks=Blanks.IN)) == ["00712", "00Q1"]
    assert kept(sheet, Between("amount")) == ["00Q3", "00Q1", "00q2"]
    assert kept(sheet, Between("stage:0", blanks=Blanks.ONLY)) == ["00q2"]
    assert kept(sheet, Holding("id", "q")) == ["00Q3", "00Q1", "00q2"]
    both = Arrangement(Sort("stage:0"), (Holding("id", "q"),))
    assert ids(sheet.arranged(both)) == ["00Q1", "00Q3", "00q2"]


def test_a_filter_of_another_kind_is_an_error(sheet: JourneysSheet) -> None:
    for wrong in (Between("outcome"), Holding("amount", "1"), OneOf("id", frozenset({"00Q1"}))):
        with pytest.raises(ValueError, match=r"filtered|searched"):
            kept(sheet, wrong)


def test_a_column_offers_its_values_counted_over_what_the_others_keep(sheet: JourneysSheet) -> None:
    found = sheet.choices("dimension:channel")
    assert isinstance(found, Listing)
    counts = (("Content", 1), ("events", 1), ("Paid search", 1), ("Äpfel", 0), (BLANK, 1))
    assert found.values == counts
    filtered = sheet.arranged(
        Arrangement(filters=(OneOf("dimension:channel", frozenset()), Between("amount", 600)))
    )
    listed = filtered.choices("dimension:channel")
    assert isinstance(listed, Listing)
    assert dict(listed.values) == {**dict(counts), "Paid search": 0, BLANK: 0}
    assert sheet.choices("id") == Texts()


def test_a_column_of_dates_or_money_offers_its_ends(sheet: JourneysSheet) -> None:
    dates, amounts, never = (sheet.choices(key) for key in ("stage:0", "amount", "left"))
    assert isinstance(dates, Extent)
    assert isinstance(amounts, Extent)
    assert isinstance(never, Extent)
    shown = (dates.show(dates.low), dates.show(dates.high), dates.blanks)
    assert shown == ("2026-01-10", "2026-03-01", 1)
    assert (amounts.low, amounts.high, amounts.blanks) == (500.5, 12_000.0, 1)
    assert (never.show(never.low), never.blanks) == ("", 4)


def test_ends_are_read_as_they_are_typed() -> None:
    dates, money = Extent(0, 1, dates=True), Extent(0, 1, currency="EUR", style=EUROPEAN)
    assert dates.read("2026-03") == parse_day("2026-03-01")
    assert dates.read("2026-03", last=True) == parse_day("2026-03-31")
    assert dates.read(" 2026-03-05 ", last=True) == parse_day("2026-03-05")
    assert money.read("1.200,50") == 1200.5
    assert money.read("") is None
    for extent, wrong in ((dates, "March"), (dates, "2026-13"), (money, "many")):
        with pytest.raises(RefusedError, match=wrong):
            extent.read(wrong)


def test_filters_are_said_in_words(sheet: JourneysSheet) -> None:
    said = [
        sheet.told(chosen)
        for chosen in (
            OneOf("dimension:channel", frozenset({"events"})),
            OneOf("dimension:channel", frozenset(CHANNELS) - {"events"}),
            OneOf("dimension:channel", frozenset({"gone"})),
            Holding("id", "q"),
            Between("amount", 600.0, 13_000.0),
            Between("amount", high=600.0, blanks=Blanks.IN),
            Between("stage:0", low=float(parse_day("2026-02-01"))),
            Between("stage:0", blanks=Blanks.ONLY),
            Between("stage:0"),
        )
    ]
    assert said == [
        "Channel = events",
        "Channel without events",
        "Channel = nothing",
        "Journey holds “q”",
        "Amount €600 – €13,000",
        "Amount to €600 or blank",
        "Lead from 2026-02-01",
        "Lead is blank",
        "Lead is not blank",
    ]


def test_a_title_clicked_goes_through_both_orders_and_back() -> None:
    first = NOTHING.turned("amount")
    second = first.turned("amount")
    assert (first.sort, second.sort) == (Sort("amount"), Sort("amount", descending=True))
    assert second.turned("amount") == NOTHING
    assert second.turned("id").sort == Sort("id")


def test_a_column_has_one_filter() -> None:
    events, content = (OneOf("channel", frozenset({name})) for name in ("events", "content"))
    amount = Between("amount", low=1.0)
    both = NOTHING.with_filter(events).with_filter(amount).with_filter(content)
    assert both.filters == (content, amount)
    assert both.without_filter("channel").filters == (amount,)


def test_other_data_are_arranged_as_far_as_their_columns_go(sheet: JourneysSheet) -> None:
    region, amount = OneOf("dimension:region", frozenset({"North"})), Between("amount", low=1.0)
    arranged = Arrangement(Sort("dimension:region"), (region, amount))
    assert arranged.among(sheet.columns) == Arrangement(None, (amount,))
    assert Arrangement(Sort("id")).among(sheet.columns) == Arrangement(Sort("id"))


AMOUNTS = st.one_of(
    st.just(float("nan")),
    st.floats(-1e12, 1e12),
    st.integers(-(10**6), 10**10).map(lambda cents: cents / 100),
)


@given(st.lists(AMOUNTS, min_size=1), st.booleans())
def test_amounts_are_ordered_stably_with_blanks_last(amounts: list[float], down: bool) -> None:
    rows = [(f"{i:04d}", None, None, amount, 0, "") for i, amount in enumerate(amounts)]
    found = [int(key) for key in by(journeys_sheet(journeys(*rows)), "amount", descending=down)]
    key = {i: (a != a, 0.0 if a != a else -a if down else a) for i, a in enumerate(amounts)}  # noqa: PLR0124
    assert found == sorted(key, key=key.__getitem__)


@given(st.lists(st.text(st.sampled_from("aB0é "), max_size=20)))
def test_texts_are_ordered_by_their_characters_and_stably(texts: list[str]) -> None:
    order = text_order(texts).tolist() if texts else []
    assert sorted(order) == list(range(len(texts)))
    for one, two in pairwise(order):
        assert (texts[one], one) < (texts[two], two)
