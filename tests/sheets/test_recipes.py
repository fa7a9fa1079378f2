"""Every recipe's column names are recognised, by that CRM's profile, as what the recipe says."""

from pathlib import Path

import pytest

from planner.intake import propose
from planner.intake.recognition.profiles import load_profiles
from planner.intake.values.fields import Entity, Shape, field_named
from planner.sheets.recipes import Recipe, RecipeColumn, RecipeExport, column_list, recipes
from tests.intake.files import write_rows

SAMPLES = {
    Shape.ID: ("7001", "7002"),
    Shape.TEXT: ("Alpha", "Beta"),
    Shape.DATE: ("2026-01-05", "2026-02-17"),
    Shape.MONEY: ("1200", "3400"),
    Shape.FLAG: ("TRUE", "FALSE"),
    Shape.SHARE: ("10", "75"),
}
PAGES = {recipe.profile: recipe for recipe in recipes()}
EXPORTS = [
    pytest.param(recipe, export, id=f"{recipe.profile}-{export.name}")
    for recipe in recipes()
    for export in (*recipe.exports, *(recipe.beside if recipe.profile == "generic" else ()))
]


def samples(column: RecipeColumn) -> tuple[str, str]:
    meaning = field_named(column.field) if column.field else None
    return SAMPLES[meaning.shape if meaning else Shape.TEXT]


@pytest.mark.parametrize(("recipe", "export"), EXPORTS)
def test_the_named_columns_are_read_as_the_recipe_says(
    tmp_path: Path, recipe: Recipe, export: RecipeExport
) -> None:
    columns = [samples(column) for column in export.columns]
    rows = [[c.header for c in export.columns], *zip(*columns, strict=True)]
    (table,) = propose([write_rows(tmp_path, "export.csv", rows)]).tables
    assert table.entity is export.entity
    assert table.mapped == {c.header: c.field for c in export.columns if c.field}
    if export.needed and recipe.profile != "generic":
        assert table.crm == recipe.profile


def test_every_crm_known_has_a_page() -> None:
    known = {profile.crm for profile in load_profiles().crms} | {"generic"}
    assert set(PAGES) <= known
    assert {"Salesforce", "HubSpot", "Dynamics 365", "generic"} <= set(PAGES)


def test_every_column_says_what_it_unlocks_and_each_page_answers_the_same_questions() -> None:
    for recipe in recipes():
        titles = {topic.title for topic in recipe.topics}
        assert {"MQL and SAL dates", "Which format"} <= titles, recipe.crm
        assert {Entity.SPEND, Entity.VOLUMES, Entity.REPS} == {e.entity for e in recipe.beside}
        for export in (*recipe.exports, *recipe.beside):
            assert all(column.unlocks for column in export.columns), (recipe.crm, export.name)
            assert any(column.needed for column in export.columns)


def test_status_alone_is_said_to_count_in_conversion_and_not_in_velocity() -> None:
    for recipe in recipes():
        (topic,) = (t for t in recipe.topics if t.title == "MQL and SAL dates")
        words = " ".join(topic.text)
        assert "in conversion" in words, recipe.crm
        assert "not in velocity" in words, recipe.crm


def test_the_column_list_names_every_column_on_a_line_of_its_own() -> None:
    lines = column_list(PAGES["Salesforce"]).splitlines()
    assert lines[:3] == ["Leads", "Lead ID", "Create Date"]
    assert "Member First Responded Date" in lines
