"""What to export: for each CRM, which reports, which columns, and what each column unlocks."""

import json
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from planner.intake.values.fields import Entity, field_named
from planner.sheets.words import field_title
from resources import resource

NAMES = (
    *("salesforce", "hubspot", "dynamics", "pipedrive", "zoho", "odoo", "monday"),
    "spreadsheet",
)
"""The recipes' files, in the order shown."""


@dataclass(frozen=True, slots=True)
class RecipeColumn:
    """A column by the CRM's own literal name; `field` is what it is read as, '' for a mere sign.

    `unlocks` says what its absence costs. The funnel cannot do without those `needed`.
    """

    header: str
    field: str
    unlocks: str
    needed: bool

    @property
    def title(self) -> str:
        """The field's name for reading."""
        return field_title(self.field) if self.field else ""


@dataclass(frozen=True, slots=True)
class RecipeExport:
    """One report or view: how to reach it, and its columns."""

    name: str
    entity: Entity
    how: str
    columns: tuple[RecipeColumn, ...]
    needed: bool
    shared: bool = False

    @property
    def headers(self) -> str:
        """The columns' names, one to a line, for copying."""
        return "\n".join(column.header for column in self.columns)


@dataclass(frozen=True, slots=True)
class Topic:
    """A question every export raises, and its answer in paragraphs."""

    title: str
    text: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recipe:
    """One CRM's page. `profile` is the name its exports are recognised by.

    `beside` are the tables that no CRM exports: spend, counts above the first record, reps.
    """

    crm: str
    profile: str
    summary: str
    exports: tuple[RecipeExport, ...]
    topics: tuple[Topic, ...]
    beside: tuple[RecipeExport, ...] = ()


@cache
def recipes() -> tuple[Recipe, ...]:
    """Return the page of every CRM, and last that of any other one."""
    pages = [_recipe(_read(name)) for name in NAMES]
    shared = tuple(export for export in pages[-1].exports if export.shared)
    own = tuple(export for export in pages[-1].exports if not export.shared)
    pages[-1] = replace(pages[-1], exports=own)
    return tuple(replace(page, beside=shared) for page in pages)


def column_list(recipe: Recipe) -> str:
    """Return all column names of a page to paste elsewhere, export by export."""
    parts = (f"{export.name}\n{export.headers}" for export in (*recipe.exports, *recipe.beside))
    return "\n\n".join(parts)


def _read(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(resource("recipes", f"{name}.json").read_text("utf-8"))
    return loaded


def _recipe(raw: dict[str, Any]) -> Recipe:
    return Recipe(
        raw["crm"],
        raw["profile"],
        raw["summary"],
        tuple(_export(export) for export in raw["exports"]),
        tuple(Topic(topic["title"], tuple(topic["text"])) for topic in raw["topics"]),
    )


def _export(raw: dict[str, Any]) -> RecipeExport:
    columns = tuple(_column(column) for column in raw["columns"])
    shared = raw.get("shared", False)
    return RecipeExport(
        raw["name"], Entity(raw["entity"]), raw["how"], columns, raw["needed"], shared
    )


def _column(raw: dict[str, Any]) -> RecipeColumn:
    """Return a column; what it unlocks is the field's own word unless the recipe has a better."""
    meaning = field_named(raw["field"]) if raw["field"] else None
    unlocks = raw.get("why") or (meaning.unlocks if meaning else "")
    return RecipeColumn(raw["header"], raw["field"] or "", unlocks, raw.get("needed", False))
