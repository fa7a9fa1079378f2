"""A small sample company, imported once, and a fresh window on it for every test."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner.base.stages import Seat
from planner.intake import propose, take_in
from planner.intake.worker.desk import IntakeDesk
from planner.plan.edits import Draft
from planner.sample import make_company, write_exports
from planner.session import Identity, PlanSession, create_plan
from tests.ui.window.driver import Driver
from tests.ui.window.dropped import CSV, written
from tests.ui.window.import_page import ImportPage
from tests.ui.window.staying import begin_again, end, stay, take_back
from ui.import_job import Reader
from ui.importing import Importing
from ui.main_window import PlanWindow
from ui.settings import Settings

NUMBERS = count()
ASIDE = "Lead ID,Created,Lead Source,MQL Date\n" + "".join(
    f",2026-0{month}-01,{source},2026-0{month}-05\n"
    for month, source in enumerate(("Web", "Fair", "Mail", "Call", "Web"), 1)
)


def new_plan(workspace: Path) -> PlanSession:
    """Return Ann's new plan, always made at the same moment."""
    me = Identity("Ann", lambda: "2026-11-02T09:00:00+01:00", lambda: f"edit-{next(NUMBERS)}")
    return create_plan(workspace, me, "Small plan")


@pytest.fixture(scope="session")
def exports(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    """CRM reports of a company of 1,500 leads."""
    return write_exports(make_company(leads=1500), tmp_path_factory.mktemp("exports"))


@pytest.fixture(scope="session")
def plan_file(exports: tuple[Path, ...], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A saved plan on those reports: two disputes, a goal."""
    folder = tmp_path_factory.mktemp("plan")
    session = new_plan(folder / "work")
    session.adopt(take_in(propose(exports)))
    drafts = [Draft(Seat.TOGETHER, "goal", 2_000_000.0)]
    for key, marketing, sales in (
        ("Paid search/rate:MQL>SAL", 0.66, 0.52),
        ("Events/deal_size", 60_000.0, 45_000.0),
    ):
        drafts += [Draft(Seat.MARKETING, key, marketing), Draft(Seat.SALES, key, sales)]
    session.submit(drafts, "positions")
    path = session.save(folder / "small.fairlead")
    session.close()
    return path


@pytest.fixture(scope="session")
def aside_file(exports: tuple[Path, ...], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A saved plan on the reports and on a table of leads without ids."""
    folder = tmp_path_factory.mktemp("aside")
    (folder / "more.csv").write_text(ASIDE, "utf-8")
    session = new_plan(folder / "work")
    session.adopt(take_in(propose((folder / "more.csv", *exports))))
    path = session.save(folder / "aside.fairlead")
    session.close()
    return path


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    made = Settings(tmp_path / "home")
    made.author = "Ann"
    return made


@pytest.fixture
def open_reader() -> Callable[[], Reader]:
    """Reads what is dropped: here, as starting a process takes longer than most tests."""
    return IntakeDesk


@pytest.fixture(autouse=True)
def reading(monkeypatch: pytest.MonkeyPatch, open_reader: Callable[[], Reader]) -> None:
    monkeypatch.setattr("ui.documents.Importing", partial(Importing, open_reader=open_reader))


@pytest.fixture
def bare(qtbot: QtBot, settings: Settings) -> Iterator[Driver]:
    """A window's frame, nothing loaded yet."""
    window = PlanWindow(settings)
    window.resize(1560, 920)
    with qtbot.waitActive(window):
        window.show()
    yield Driver(window, qtbot)
    window.forget()
    window.deleteLater()
    qtbot.wait(1)


@pytest.fixture
def empty(bare: Driver) -> Driver:
    """A window nobody has worked in."""
    bare.window.load()
    return bare


@pytest.fixture
def alone(bare: Driver, plan_file: Path) -> Driver:
    """A person at a window of the small plan that nobody has worked in."""
    bare.window.open_path(plan_file)
    bare.rest()
    return bare


@pytest.fixture
def at(alone: Driver) -> Driver:
    """A person at the window of the small plan; where others were before her, see `here`."""
    return alone


@pytest.fixture(scope="module")
def staying(
    qapp: QApplication, plan_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[PlanWindow]:
    """A window of the small plan: opening it takes longer than what most tests do there."""
    made = stay(Settings(tmp_path_factory.mktemp("home")))
    made.open_path(plan_file)
    yield made
    end(made)


@pytest.fixture
def here(staying: PlanWindow, qtbot: QtBot) -> Iterator[Driver]:
    """A person at the window that stays, who leaves it as she found it."""
    driver = Driver(staying, qtbot)
    driver.rest()
    driver.activate()
    yield driver
    take_back(staying)
    begin_again(staying)


@pytest.fixture
def page(empty: Driver) -> ImportPage:
    return ImportPage(empty)


@pytest.fixture
def leads(tmp_path: Path) -> Path:
    return written(tmp_path / "leads.csv", CSV)
