"""Sessions that end with the test, and the sample company opened once."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from planner.base.stages import Seat
from planner.plan import keys
from planner.plan.edits import Draft
from planner.plan.fold import line_value
from planner.session import PlanSession, create_plan, open_plan
from planner.session.sample import open_sample
from tests.people import person, small_company

Opener = Callable[..., PlanSession]


@pytest.fixture
def opening(tmp_path: Path) -> Iterator[Opener]:
    """`opening(path, "Bob")` opens a plan as somebody with a workspace of their own."""
    sessions: list[PlanSession] = []

    def open_as(path: Path | None = None, name: str = "Ada") -> PlanSession:
        workspace = tmp_path / f"{name}-{len(sessions)}"
        who = person(f"{name}{len(sessions)}")
        made = create_plan(workspace, who) if path is None else open_plan(path, workspace, who)
        sessions.append(made)
        return made

    yield open_as
    for session in sessions:
        session.close()


@pytest.fixture
def by_hand(opening: Opener) -> PlanSession:
    """A new plan of one line with a complete working plan."""
    session = opening()
    values: dict[str, float | str] = {
        keys.START: "2027-01",
        keys.STAGES: "Lead>Opportunity>Won",
        keys.line_key("Web"): line_value("Lead"),
        "Web/rate:Lead>Opportunity": 0.1,
        "Web/rate:Opportunity>Won": 0.25,
        "Web/deal_size": 40_000.0,
        "Web/volume": 1000.0,
    }
    session.submit([Draft(Seat.TOGETHER, key, value) for key, value in values.items()], "begin")
    return session


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample company's plan as argued, saved."""
    session = open_sample(tmp_path_factory.mktemp("private"), person(), company=small_company())
    path = tmp_path_factory.mktemp("plans") / "sample.fairlead"
    session.save(path)
    session.close()
    return path
