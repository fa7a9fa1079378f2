"""LibreOffice calculates every formula of whole workbooks to what is stored, none to an error."""

from pathlib import Path

import pytest

from tests.libreoffice import recalculate
from tests.output.calculator import formulas_of, same
from tests.output.structure.test_workbooks import FORMULAS

NO_GOAL = {("Summary", "#N/A")}
"""What a chart of a plan without a goal reads, so that it draws no line for it."""


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
