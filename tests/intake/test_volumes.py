"""Monthly counts above the first record: one count a row, measures as columns, or months."""

from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.base.days import month_text, parse_month
from planner.intake import propose
from planner.intake.records.volumes import read_volumes
from planner.intake.tables.counting import month_of_header
from planner.intake.values.fields import Entity
from tests.intake.files import imported, write_rows, write_text

Counts = dict[tuple[str, str, str], float]


def counts_of(*paths: Path) -> Counts:
    volumes, _ = read_volumes(propose(paths).of(Entity.VOLUMES))
    return {(v.stage, v.channel, month_text(v.month)): v.count for v in volumes}


def notes_of(*paths: Path) -> tuple[str, ...]:
    return read_volumes(propose(paths).of(Entity.VOLUMES))[1]


EXPECTED = {
    ("Attendees", "Events", "2026-01"): 120.0,
    ("Attendees", "Events", "2026-02"): 90.0,
    ("Visits", "Web", "2026-01"): 10_400.0,
    ("Visits", "Web", "2026-02"): 9_800.0,
}


def test_one_count_a_row(tmp_path: Path) -> None:
    path = write_text(
        tmp_path,
        "counts.csv",
        """Month,Channel,Measure,Count
        Jan 2026,Web,Visits,"10,400"
        Jan 2026,Events,Attendees,120
        Feb 2026,Web,Visits,"9,800"
        Feb 2026,Events,Attendees,90""",
    )
    assert counts_of(path) == EXPECTED


def test_measures_as_columns(tmp_path: Path) -> None:
    path = write_text(
        tmp_path,
        "counts.csv",
        """Month;Channel;Visits;Attendees
        01.01.2026;Web;10.400;
        01.01.2026;Events;;120
        01.02.2026;Web;9.800;
        01.02.2026;Events;;90""",
    )
    assert counts_of(path) == EXPECTED


@pytest.mark.parametrize(
    ("january", "february"),
    [
        ("Jan 2026", "Feb 2026"),
        ("2026-01", "2026-02"),
        ("01/2026", "02/2026"),
        ("Januar 2026", "Februar 2026"),
    ],
)
def test_months_as_columns(tmp_path: Path, january: str, february: str) -> None:
    rows = [
        ["Channel", "Measure", january, february],
        ["Web", "Visits", "10400", "9800"],
        ["Events", "Attendees", "120", "90"],
    ]
    assert counts_of(write_rows(tmp_path, "counts.csv", rows)) == EXPECTED


def test_months_as_dates_in_a_workbook_under_a_title(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Above the funnel 2026", None, None, None],
        [],
        ["Channel", "Measure", date(2026, 1, 1), date(2026, 2, 1), "Total"],
        ["Web", "Visits", 10400, 9800, 20200],
        ["Events", "Attendees", 120, 90, 210],
        ["Total", None, 10520, 9890, 20410],
    ]
    path = tmp_path / "counts.xlsx"
    with xlsxwriter.Workbook(path, {"default_date_format": "mmm yyyy"}) as book:
        sheet = book.add_worksheet()
        for r, row in enumerate(rows):
            sheet.write_row(r, 0, row)
    assert counts_of(path) == EXPECTED


def test_months_without_a_measure_count_what_nobody_named(tmp_path: Path) -> None:
    path = write_text(tmp_path, "c.csv", "Channel,Jan 2026,Feb 2026\nWeb,5,6\nEvents,7,8")
    assert counts_of(path)["Count", "Web", "2026-02"] == 6.0


def test_counts_of_one_month_add_up_whatever_the_spelling(tmp_path: Path) -> None:
    path = write_text(
        tmp_path,
        "c.csv",
        """Date,Channel,Visits
        2026-01-05,Web,10
        2026-01-12,web,5
        2026-01-19,WEB,1""",
    )
    assert counts_of(path) == {("Visits", "Web", "2026-01"): 16.0}


def test_what_cannot_be_read_is_said_with_its_place(tmp_path: Path) -> None:
    path = write_text(
        tmp_path,
        "c.csv",
        """Month,Channel,Visits
        2026-01,Web,10
        soon,Web,5
        2026-02,Web,-4
        2026-03,Web,
        2026-04,Web,7
        2026-05,Web,8""",
    )
    assert sum(counts_of(path).values()) == 25.0
    (note,) = notes_of(path)
    assert note.startswith("c.csv: 2 rows hold a count without a month")
    assert "(rows 3, 4)" in note


def test_money_by_month_is_no_count(tmp_path: Path) -> None:
    path = write_text(tmp_path, "c.csv", "Channel,Jan 2026,Feb 2026\nWeb,$5,$6\nEvents,$7,$8")
    assert not propose([path]).of(Entity.VOLUMES)


def test_spend_with_clicks_beside_it_stays_spend(tmp_path: Path) -> None:
    path = write_text(tmp_path, "c.csv", "Month,Channel,Spend,Clicks\n2026-01,Web,500,90")
    assert [t.entity for t in propose([path]).tables] == [Entity.SPEND]


@pytest.mark.parametrize("text", ["Q1 2026", "2026", "5 Jan 2026", "05/06/2026", "46023", "Stage"])
def test_headings_that_name_no_month(text: str) -> None:
    assert month_of_header(text) is None


cells = st.integers(0, 99_999)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(
        st.tuples(
            st.sampled_from(["Visits", "Attendees", "Cards"]), st.sampled_from(["Web", "Events"])
        ),
        st.tuples(cells, cells, cells),
        min_size=1,
    )
)
def test_every_form_says_the_same(
    tmp_path: Path, counted: dict[tuple[str, str], tuple[int, int, int]]
) -> None:
    months = ("2026-01", "2026-02", "2026-03")
    long = [["Month", "Channel", "Measure", "Count"]]
    wide = [["Channel", "Measure", *months]]
    for (measure, channel), numbers in counted.items():
        long += [[m, channel, measure, str(n)] for m, n in zip(months, numbers, strict=True)]
        wide.append([channel, measure, *map(str, numbers)])
    measures = sorted({measure for measure, _ in counted})
    each = [["Month", "Channel", *measures]]
    for channel in sorted({channel for _, channel in counted}):
        for i, month in enumerate(months):
            found = [counted.get((measure, channel)) for measure in measures]
            each.append([month, channel, *("" if f is None else str(f[i]) for f in found)])
    first = counts_of(write_rows(tmp_path, "long.csv", long))
    assert first == counts_of(write_rows(tmp_path, "wide.csv", wide))
    assert first == counts_of(write_rows(tmp_path, "each.csv", each))
    assert sum(first.values()) == sum(map(sum, counted.values()))
    assert all(parse_month(month) for _, _, month in first)


def test_counts_alone_make_no_journey_but_are_taken_in(tmp_path: Path) -> None:
    path = write_text(
        tmp_path, "visits.csv", "Month,Channel,Visits\n2026-01,Web,100\n2026-02,Web,120"
    )
    snapshot = imported(path)
    assert (len(snapshot.journeys), snapshot.rows_read) == (0, 0)
    assert [volume.count for volume in snapshot.volumes] == [100, 120]


def test_columns_count_what_they_are_named_for_in_several_words(tmp_path: Path) -> None:
    path = write_text(
        tmp_path,
        "counts.csv",
        """Month,Channel,Website visits,Event attendees,Webinar registrations,Cost of visits
        2026-01,Web,1000,,,500
        2026-01,Fair,,40,12,900""",
    )
    assert counts_of(path) == {
        ("Website visits", "Web", "2026-01"): 1000,
        ("Event attendees", "Fair", "2026-01"): 40,
        ("Webinar registrations", "Fair", "2026-01"): 12,
    }
