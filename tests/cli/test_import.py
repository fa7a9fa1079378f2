"""Taking exports in: what is reported, and that wrong files change nothing."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.running import Fairlead, assert_refused
from tests.intake.files import write_book, write_rows

HEADER = ("Lead ID", "Create Date", "MQL Date", "Lead Source", "Lead Status")
LEADS = (
    HEADER,
    ("L1", "2026-01-05", "2026-01-20", "Web", "Open"),
    ("L2", "2026-02-25", "", "Trade show", "Open"),
    ("", "", "", "Web", "Open"),
)
FILE = {"path", "kind", "crm", "sheet", "header_row", "rows_read", "columns", "date_order"}


def test_what_scripts_rely_on(fairlead: Fairlead) -> None:
    write_rows(Path(), "leads.csv", LEADS)
    answer = fairlead("import p.fairlead leads.csv --as-of 2026-03-31 --currency eur --json")
    assert answer.status == 1
    found = answer.json
    (file,) = found["files"]
    assert set(file) == FILE
    assert (file["path"], file["kind"], file["rows_read"]) == ("leads.csv", "leads", 3)
    assert file["columns"]["Create Date"] == "created"
    assert file["date_order"] == {"Create Date": "YMD", "MQL Date": "YMD"}
    assert (found["as_of"], found["currency"]) == ("2026-03-31", "EUR")
    assert found["rows_read"] == found["journeys"] + found["merged"] + len(found["set_aside"]) == 3
    assert [set(row) for row in found["set_aside"]] == [{"file", "sheet", "row", "reason"}]
    assert (found["set_aside"][0]["file"], found["set_aside"][0]["row"]) == ("leads.csv", 4)
    assert "No opportunities: wins, deal size and bookings are not measured." in found["warnings"]


def test_the_day_a_report_states_is_the_as_of_date_unless_another_is_given(
    fairlead: Fairlead,
) -> None:
    write_rows(Path(), "leads.csv", (("As of 2026-03-31 14:03:05 PST",), *LEADS))
    answer = fairlead("import p.fairlead leads.csv --json")
    assert answer.json["as_of"] == "2026-03-31"
    assert "As of 2026-03-31, as leads.csv says." in answer.json["warnings"]
    other = fairlead("import q.fairlead leads.csv --as-of 2026-04-30 --json")
    assert other.json["as_of"] == "2026-04-30"


def test_the_sample_company_for_people(fairlead: Fairlead, sample: Path) -> None:
    exports = sorted((sample / "exports").iterdir())
    answer = fairlead("import p.fairlead", *exports)
    assert answer.status == 1
    lines = answer.lines
    assert "Activities.xlsx: Salesforce activities, " in lines[0]
    (sum_of_rows,) = [line for line in lines if " rows read = " in line]
    assert sum_of_rows.endswith("set aside, as of 2026-10-31.")
    assert any(line.startswith("Set aside: ") and " row " in line for line in lines)
    assert any(line.startswith("Joined by converted opportunity id: ") for line in lines)
    assert all(line.endswith(".") and not line.endswith("..") for line in lines)


def test_a_plan_made_by_import_takes_what_the_data_can_show(fairlead: Fairlead) -> None:
    write_rows(Path(), "leads.csv", LEADS)
    fairlead("import p.fairlead leads.csv --as-of 2026-03-31")
    forecast = fairlead("forecast p.fairlead --json").json
    assert forecast["stages"] == ["Inquiry", "MQL"]
    assert [line["line"] for line in forecast["lines"]] == ["Trade show", "Web"]
    assert forecast["months"][0] == "2027-01"


def test_next_months_exports_keep_positions_and_add_lines(fairlead: Fairlead) -> None:
    write_rows(Path(), "leads.csv", LEADS)
    fairlead("import p.fairlead leads.csv --as-of 2026-03-31")
    fairlead("set p.fairlead --seat marketing web/volume=40")
    write_rows(Path(), "more.csv", (*LEADS, ("L3", "2026-04-05", "", "Webinar", "Open")))
    again = fairlead("import p.fairlead more.csv --as-of 2026-04-30 --json")
    assert (again.json["journeys"], again.json["as_of"]) == (3, "2026-04-30")
    shown = fairlead("show p.fairlead --json").json["assumptions"]
    volumes = {a["key"]: a["marketing"] for a in shown if a["key"].endswith("/volume")}
    assert volumes == {"Trade show/volume": None, "Web/volume": 40, "Webinar/volume": None}


def test_columns_are_mapped_by_hand(fairlead: Fairlead) -> None:
    write_rows(
        Path(), "x.csv", [("No", "Day one", "Where"), *((r[0], r[1], r[3]) for r in LEADS[1:3])]
    )
    assert_refused(fairlead("import p.fairlead x.csv"), "No leads or opportunities were recognised")
    words = ("--map", "lead_id=No", "--map", "created=Day one", "--map", "channel=Where")
    answer = fairlead("import p.fairlead x.csv --stages Inquiry>Won --json", *words)
    assert answer.json["journeys"] == 2
    assert answer.json["files"][0]["columns"]["Day one"] == "created"


def prose(path: Path) -> None:
    path.write_text("Dear all,\n\nplease find the numbers attached. They look good.\n")


def truncated(path: Path) -> None:
    whole = write_book(path.parent, "whole.xlsx", LEADS)
    path.write_bytes(whole.read_bytes()[:-2000])
    whole.unlink()


def encrypted(path: Path) -> None:
    """Write the outside of an encrypted workbook: an OLE container with EncryptedPackage."""
    free, end, fat = b"\xff" * 4, b"\xfe\xff\xff\xff", b"\xfd\xff\xff\xff"
    version = b"\x3e\0\3\0\xfe\xff\x09\0\x06\0" + b"\0" * 10
    counts = b"\1\0\0\0" + b"\1\0\0\0" + b"\0" * 4 + b"\0\x10\0\0" + end + b"\0" * 4 + end
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + version + counts + b"\0" * 4
    header += b"\0" * 4 + free * 108
    names = [("Root Entry", 5), ("EncryptionInfo", 2), ("EncryptedPackage", 2), ("", 0)]
    directory = b"".join(entry(name, kind, at) for at, (name, kind) in enumerate(names))
    path.write_bytes(header + fat + end + free * 126 + directory)


def entry(name: str, kind: int, at: int) -> bytes:
    """Return a directory entry of an OLE container: name, kind, and its sibling or child."""
    text = name.encode("utf-16-le")
    none = b"\xff" * 4
    right = (2).to_bytes(4, "little") if at == 1 else none
    child = (1).to_bytes(4, "little") if at == 0 else none
    length = (len(text) + 2 if name else 0).to_bytes(2, "little")
    head = text.ljust(64, b"\0") + length + bytes([kind, 1]) + none + right + child
    return head + b"\0" * 36 + b"\xfe\xff\xff\xff" + b"\0" * 8


def no_header(path: Path) -> None:
    path.write_text("1,2,3\n4,5,6\n7,8,9\n")


def nothing(path: Path) -> None:
    path.write_bytes(b"")


def folder(path: Path) -> None:
    path.mkdir()


def other_table(path: Path) -> None:
    path.write_text("Ingredient,Grams\nFlour,500\nSugar,200\n")


def noise(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 20)


WRONG = [
    (prose, "No header row was found (wrong.xlsx)."),
    (truncated, "The workbook is damaged or incomplete (wrong.xlsx). Export it again."),
    (encrypted, "password"),
    (no_header, "No header row was found (wrong.xlsx)."),
    (nothing, "The file is empty (wrong.xlsx). Export it again."),
    (folder, "This is a folder, not a file (wrong.xlsx). Choose the exports."),
    (other_table, "No leads or opportunities were recognised (wrong.xlsx)."),
    (noise, "This file is neither a workbook nor text (wrong.xlsx)."),
    (lambda _: None, "There is no such file (wrong.xlsx)."),
]


@pytest.mark.parametrize(("make", "said"), WRONG)
def test_a_wrong_file_makes_no_plan(
    fairlead: Fairlead, make: Callable[[Path], None], said: str
) -> None:
    make(Path("wrong.xlsx"))
    assert_refused(fairlead("import p.fairlead wrong.xlsx"), said)
    assert not Path("p.fairlead").exists()


@pytest.mark.parametrize(("make", "said"), WRONG[:-3] + WRONG[-2:])
def test_a_wrong_file_among_good_ones_changes_nothing(
    fairlead: Fairlead, argued: str, make: Callable[[Path], None], said: str
) -> None:
    before = Path(argued).read_bytes()
    make(Path("wrong.xlsx"))
    write_rows(Path(), "leads.csv", LEADS)
    assert_refused(fairlead(f"import {argued} leads.csv wrong.xlsx"), said)
    assert Path(argued).read_bytes() == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("--as-of soon", "'soon' is not a day (--as-of). Write it as 2026-10-31."),
        ("--map created", "'created' is no mapping (--map). Write FIELD=HEADER."),
        ("--map colour=Hue", "'colour' is no field. Fields are "),
        ("--map channel=Nope", "No file has a column 'Nope'. Check the name in --map."),
        ("--profile Nope", "There is no profile 'Nope'. Profiles are Salesforce, "),
        ("--stages MQL", "Stages are 2 to 8 different names"),
        ("--currency euro", "'euro' is no currency code"),
        ("--rate EUR", "'EUR' is no exchange rate (--rate). Write what one unit is worth"),
        ("--rate EUR=0", "'EUR=0' is no exchange rate (--rate)."),
        ("--rate euro=2", "'euro=2' is no exchange rate (--rate)."),
        ("--decides guess", "Argument --decides: invalid choice: 'guess'"),
    ],
)
def test_a_wrong_hint_makes_no_plan(fairlead: Fairlead, words: str, said: str) -> None:
    write_rows(Path(), "leads.csv", LEADS)
    assert_refused(fairlead(f"import p.fairlead leads.csv {words}"), said)
    assert not Path("p.fairlead").exists()


def test_files_are_told_by_what_is_in_them(fairlead: Fairlead) -> None:
    book = write_book(Path(), "leads.xlsx", LEADS)
    shutil.move(book, "leads.csv")
    assert fairlead("import p.fairlead leads.csv --json").json["journeys"] == 2


def test_an_import_needs_a_folder_for_the_plan(fairlead: Fairlead) -> None:
    write_rows(Path(), "leads.csv", LEADS)
    assert_refused(fairlead("import no/p.fairlead leads.csv"), "There is no such folder")


def test_next_months_exports_say_what_is_new_changed_and_gone(fairlead: Fairlead) -> None:
    write_rows(Path(), "leads.csv", LEADS[:3])
    first = fairlead("import p.fairlead leads.csv --as-of 2026-03-31 --json")
    counted = ("new", "changed", "unchanged", "gone", "plan_journeys")
    assert [first.json[key] for key in counted] == [2, 0, 0, 0, 2]
    assert first.status == 0
    april = (HEADER, ("L2", "2026-02-25", "2026-04-02", "Trade show", "Open"),
             ("L3", "2026-04-05", "", "Webinar", "Open"))  # fmt: skip
    write_rows(Path(), "leads.csv", april)
    words = "import p.fairlead leads.csv --as-of 2026-04-30"
    again = fairlead(words)
    assert again.status == 1
    assert "Beside the data as of 2026-03-31: 1 new, 1 changed, 0 unchanged." in again.lines
    assert "1 journey no longer in the exports, kept as they last stood." in again.lines
    gone = "Gone, or outside the filter: 1 journey (L1); --gone drop lets go of them."
    assert gone in again.lines
    assert "The funnel before and after: Inquiry 2 → 3, MQL 1 → 2." in again.lines
    found = fairlead(f"{words} --json --gone keep")
    assert [found.json[key] for key in counted] == [0, 0, 2, 1, 3]
    assert (found.json["journeys"], found.status) == (2, 0)
    dropped = fairlead(f"{words} --json --gone drop")
    assert [dropped.json[key] for key in counted] == [0, 0, 2, 1, 2]
    assert dropped.json["funnel"] == [
        {"stage": "Inquiry", "before": 3, "after": 2},
        {"stage": "MQL", "before": 2, "after": 1},
    ]
    assert fairlead("measure p.fairlead --json").json["total"]["entered"] == {
        "Inquiry": 2,
        "MQL": 1,
    }


def test_amounts_in_several_currencies_are_converted_by_stated_rates(fairlead: Fairlead) -> None:
    header = ["Opportunity ID", "Created Date", "Stage", "Amount", "Amount Currency", "Close Date"]
    rows = [
        ["O1", "2026-01-05", "Closed Won", "100", "EUR", "2026-02-01"],
        ["O2", "2026-01-05", "Closed Won", "100", "USD", "2026-02-01"],
    ]
    write_rows(Path(), "deals.csv", [header, *rows])
    assert_refused(fairlead("import p.fairlead deals.csv"), "Amounts stand in EUR, USD")
    answer = fairlead("import p.fairlead deals.csv --rate eur=1.08 --json")
    assert (answer.json["currency"], answer.json["set_aside"]) == ("USD", [])
    assert fairlead("measure p.fairlead --json").json["total"]["bookings"] == 208


def test_rows_set_aside_leave_and_come_back_corrected(fairlead: Fairlead) -> None:
    import openpyxl

    write_rows(Path(), "leads.csv", LEADS)
    words = ("--as-of", "2026-03-31", "--set-aside", "aside.xlsx")
    first = fairlead("import p.fairlead leads.csv", *words)
    assert "The rows set aside are in aside.xlsx, to be corrected and imported." in first.lines
    assert_refused(fairlead("import p.fairlead aside.xlsx"), "Nothing in this table corrects a row")
    book = openpyxl.load_workbook("aside.xlsx")
    book.active["E2"], book.active["F2"] = "L9", "2026-03-09"
    book.save("aside.xlsx")
    again = fairlead("import p.fairlead aside.xlsx")
    assert again.lines == [
        "1 row put back, 0 still unreadable.",
        "3 rows read = 3 journeys + 0 merged + 0 set aside, as of 2026-03-31.",
    ]
    assert again.status == 0
    measured = fairlead("measure p.fairlead --json").json["total"]["entered"]
    assert measured == {"Inquiry": 3, "MQL": 1}


def test_the_funnel_can_be_measured_as_of_any_import(fairlead: Fairlead) -> None:
    for as_of, last in (("2026-03-31", 3), ("2026-04-30", 4)):
        rows = (*LEADS[:3], ("L3", "2026-04-05", "", "Webinar", "Open"))
        write_rows(Path(), "leads.csv", rows[:last])
        fairlead(f"import p.fairlead leads.csv --as-of {as_of}")

    def entered(words: str) -> int:
        return int(
            fairlead(f"measure p.fairlead --json {words}").json["total"]["entered"]["Inquiry"]
        )

    assert (entered(""), entered("--as-of 2026-05-31")) == (3, 3)
    assert (entered("--as-of 2026-04-29"), entered("--as-of 2026-03-31")) == (2, 2)
    refused = "The plan keeps no data as of 2026-03-30 or before. It has 2026-03-31, 2026-04-30."
    assert_refused(fairlead("measure p.fairlead --as-of 2026-03-30"), refused)
