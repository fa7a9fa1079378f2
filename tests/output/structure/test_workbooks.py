"""No whole workbook holds what Excel would repair, and each formula comes to what is stored."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from planner.output.slides.deck import deck_bytes
from planner.session.board_pack import Order, PackMaker
from tests.libreoffice import recalculate
from tests.output.calculator import formulas_of, same
from tests.output.pack import packs
from tests.output.structure.deck import deck_faults
from tests.output.structure.package import Package
from tests.output.structure.workbook import workbook_faults

FORMULAS = {
    "sample": 9000,
    "sample’s year": 8000,
    "by hand": 2500,
    "team, goals and scenarios": 5500,
    "odd signs": 3000,
    "forty lines, sixty months": 140_000,
    "yen": 4000,
    "a goal of nothing": 1200,
}
"""How many formulas there are at least in each."""
NO_GOAL = {("Summary", "#N/A")}
"""What a chart of a plan without a goal reads, so that it draws no line for it."""


@pytest.mark.parametrize("plan", FORMULAS)
def test_a_workbook_is_as_the_schema_has_it(plan: str, wholes: dict[str, Path]) -> None:
    faults, formulas = workbook_faults(Package(wholes[plan].read_bytes()))
    assert faults == []
    assert sum(formulas.values()) >= FORMULAS[plan]


@pytest.fixture(scope="module")
def calculated(
    wholes: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("calculated")
    return dict(zip(wholes, recalculate(list(wholes.values()), folder), strict=True))


@pytest.mark.parametrize("plan", FORMULAS)
def test_every_formula_comes_to_what_is_stored(
    plan: str, wholes: dict[str, Path], calculated: dict[str, Path]
) -> None:
    stored, found = formulas_of(wholes[plan]), formulas_of(calculated[plan])
    assert len(stored) >= FORMULAS[plan]
    assert found.keys() == stored.keys()
    errors = {(place[0], value) for place, value in found.items() if str(value)[:1] == "#"}
    assert errors <= (NO_GOAL if plan in {"by hand", "odd signs"} else set())
    assert [(at, stored[at], v) for at, v in found.items() if not same(stored[at], v)] == []


@pytest.mark.parametrize("case", packs.CASES)
def test_slides_are_as_the_schema_has_them(case: str) -> None:
    assert deck_faults(Package(deck_bytes(packs.pack(case)))) == []


@pytest.mark.parametrize("plan", ["sample’s year", "odd signs"])
def test_slides_of_a_year_and_of_odd_signs_are_too(plan: str, ordered: dict[str, Order]) -> None:
    content, made = PackMaker().files(ordered[plan], (".pptx", ".html"))
    assert deck_faults(Package(content[".pptx"])) == []
    assert made.differing == ()
    assert not set(range(9)) & set(content[".html"])


Damage = tuple[str, str, str, str]
"""A part, what stands in it and what is put there, and what is then said of it."""
DAMAGES: dict[str, Damage] = {
    "order": ("worksheets/sheet2.xml", "<sheetData>", "<drawing/><sheetData>", "after drawing"),
    "no XML": ("sharedStrings.xml", "</sst>", "\x0b</sst>", "is no XML"),
    "format": ("worksheets/sheet1.xml", 'r="A1" s="', 'r="A1" s="99', "format 99"),
    "text": ("worksheets/sheet2.xml", 't="s"><v>', 't="s"><v>9999', "as shared text"),
    "number": ("worksheets/sheet14.xml", "</f><v>", "</f><v>e", "as number"),
    "function": ("worksheets/sheet4.xml", "<f>SUM(", "<f>XLOOKUP(", "the function XLOOKUP"),
    "sheet": ("worksheets/sheet4.xml", "Calculation!", "Calculations!", "which there is not"),
    "name": ("worksheets/sheet5.xml", "Bookings_sales", "Bookings_sale", "the name Bookings_sale"),
    "name of a sheet": ("workbook.xml", 'name="Goals"', 'name="Plan"', "called plan"),
    "long name": ("workbook.xml", 'name="Goals"', f'name="{"G" * 32}"', "cannot be called"),
    "relation": ("worksheets/_rels/sheet1.xml.rels", "drawing1.xml", "drawing9.xml", "not there"),
    "rules": ("worksheets/sheet2.xml", 'sqref="I8:K8"', 'sqref="I7:K8"', "meet"),
    "mark": ("worksheets/sheet2.xml", 'dxfId="0"', 'dxfId="77"', "conditional format 77"),
    "row": ("worksheets/sheet2.xml", '<row r="2"', '<row r="1"', "row 1 after"),
    "number format": ("styles.xml", "0.0%", "0.0 points", "words without quotes"),
    "chart": ("charts/chart1.xml", "$I$5:$I$16", "$I$5:$I$20", "points of"),
    "axis": ("charts/chart1.xml", '<c:crossAx val="', '<c:crossAx val="9', "which there is not"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_workbook_is_told(damage: str, wholes: dict[str, Path]) -> None:
    part, before, after, said = DAMAGES[damage]
    package = Package(wholes["by hand"].read_bytes())
    assert before.encode() in package.parts[f"xl/{part}"]
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        for name, content in package.parts.items():
            new = content.replace(before.encode(), after.encode(), 1)
            file.writestr(name, new if name == f"xl/{part}" else content)
    faults, _ = workbook_faults(Package(held.getvalue()))
    assert any(said in fault for fault in faults), faults
