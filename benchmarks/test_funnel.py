"""The Funnel sheet on a million journeys: a new cut on screen, beside pandas' own grouping."""

import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from benchmarks.window import Person
from planner.base.days import NO_DAY, parse_day
from planner.evidence.passages import Fate
from planner.journeys.table import Dimension, Journeys, Outcome
from planner.session.views import Prepared, prepare
from ui.desk import Desk
from ui.pages.funnel import FunnelPage
from ui.pages.journeys_part import JourneysPart

JOURNEYS, ROUNDS = 1_000_000, 5
STAGES = ("Inquiry", "MQL", "SAL", "Opportunity", "Won")
RATES = (0.35, 0.6, 0.5, 0.25)
CUTS = ("segment", "region", "channel", "rep")


def table() -> Journeys:
    """Two and a half years of inquiries through five stages, with four dimensions."""
    rng, as_of = np.random.default_rng(11), parse_day("2026-10-31")
    entered = np.full((JOURNEYS, len(STAGES)), NO_DAY, np.int32)
    entered[:, 0] = as_of - rng.integers(0, 900, JOURNEYS)
    left = np.full(JOURNEYS, NO_DAY, np.int32)
    alive = np.ones(JOURNEYS, np.bool_)
    for stage, rate in enumerate(RATES):
        when = entered[:, stage] + rng.exponential(25.0, JOURNEYS).astype(np.int32) + 1
        moves = rng.random(JOURNEYS) < rate
        gone = alive & ~moves & (rng.random(JOURNEYS) < 0.8) & (when <= as_of)
        left[gone] = when[gone]
        alive = alive & moves & (when <= as_of)
        entered[alive, stage + 1] = when[alive]
    lost = left != NO_DAY
    opened = np.where(entered[:, 3] != NO_DAY, rng.lognormal(10.5, 0.6, JOURNEYS), np.nan)
    sizes = {"channel": 8, "segment": 4, "region": 5, "rep": 60}
    return Journeys(
        stages=STAGES,
        ids=(),
        entered=entered,
        reached=entered != NO_DAY,
        outcome=np.select([alive, lost], [Outcome.WON, Outcome.LOST], Outcome.OPEN).astype(np.int8),
        left=left,
        amount=np.where(alive, opened, np.nan),
        opened_amount=opened,
        dimensions={
            name: Dimension(
                rng.integers(0, size, JOURNEYS).astype(np.int32),
                tuple(f"{name} {i}" for i in range(size)),
            )
            for name, size in sizes.items()
        },
        as_of=as_of,
        currency="USD",
        closing=np.full(JOURNEYS, NO_DAY, np.int32),
        deal_ids=(),
    )


def frame_of(source: Prepared) -> pd.DataFrame:
    """The same journeys as pandas holds them: dimensions, month, each step's fate and days."""
    journeys = source.journeys
    columns: dict[str, object] = {
        name: pd.Categorical.from_codes(d.codes, d.labels)
        for name, d in journeys.dimensions.items()
    }
    columns["month"] = source.entry_months(0)
    for start, end in [*zip(range(4), range(1, 5), strict=True), (0, 4)]:
        passage = source.passage(start, end)
        moved = passage.fate == Fate.ADVANCED
        columns[f"won {start} {end}"] = np.where(passage.fate == Fate.ABSENT, np.nan, moved)
        columns[f"days {start} {end}"] = np.where(moved, passage.day, np.nan)
    return pd.DataFrame(columns)


def grouped(frame: pd.DataFrame, by: str) -> pd.DataFrame:
    """Entered, moved on, rate and median days of every step, by a cut; and entries by month."""
    works = {
        name: ["count", "sum", "mean"] if name.startswith("won") else "median"
        for name in frame.columns
        if name.startswith(("won", "days"))
    }
    frame.groupby("month").size()
    return frame.groupby(by, observed=True).agg(works)


def test_a_new_cut_of_a_million_journeys_is_on_screen(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the choice of another cut to grid and charts painted, beside grouping by pandas.

    Work: choosing a cut on the Funnel sheet until grid and all three charts show it, the window
    painting meanwhile. Peer: pandas' groupby of counts, rates and median days of the same steps.
    Ratio: at most 1.5, of processor time too; what the window's own thread takes
    without a pause at most 0.2 of it.
    """
    person = Person(tmp_path)
    qtbot.addWidget(person.window)
    source = prepare(table())
    monkeypatch.setattr(Desk, "looked_at", property(lambda _desk: source))
    frame = frame_of(source)
    person.window.shown.show_sheet("Funnel")
    page, tasks = person.window.shown.funnel, person.window.tasks
    assert isinstance(page, FunnelPage)
    part = page.current
    assert isinstance(part, JourneysPart)

    def there() -> bool:
        charts = not any(chart.heading.stale for chart in part.charts)
        painting = all(each.updatesEnabled() for each in (part.view, *part.charts))
        return painting and charts and not tasks.busy and not part.view.grid_model().stale

    def choose(by: str) -> float:
        """Choose a cut, wait until it is painted, return the longest turn of the window."""
        longest = _turn(lambda: page.filters.cut.choose(by))
        while not there() or part.view.grid_model().columns[0].title != by.capitalize():
            longest = max(longest, _turn(QApplication.processEvents))
            time.sleep(0.001)
        return max(longest, _turn(QApplication.processEvents))

    qtbot.waitUntil(there, timeout=60_000)
    ours, held, theirs = [], [], []
    for number in range(ROUNDS * len(CUTS)):
        by = CUTS[number % len(CUTS)]
        start = _clocks()
        held.append(choose(by))
        ours.append(_clocks() - start)
        start = _clocks()
        grouped(frame, by)
        theirs.append(_clocks() - start)
    person.leave()
    (wall, mine), (peer_wall, peer) = np.median(ours, axis=0), np.median(theirs, axis=0)
    longest = float(np.median(held))
    said = (
        f"{1e3 * wall:.0f} ms, pandas {1e3 * peer_wall:.0f} ms; processor {1e3 * mine:.0f} ms, "
        f"at a stretch {1e3 * longest:.0f} ms of the window's thread, pandas {1e3 * peer:.0f} ms"
    )
    print(f"\n{said}")
    assert wall <= 1.5 * peer_wall, said
    assert mine <= 1.5 * peer, said
    assert longest <= 0.2 * peer, said


def _clocks() -> np.ndarray:
    """Return seconds on the wall, and of this process on all processors."""
    return np.array([time.perf_counter(), time.process_time()])


def _turn(work: Callable[[], object]) -> float:
    """Return the seconds of processor time a piece of work takes on the window's thread."""
    start = time.thread_time()
    work()
    return time.thread_time() - start
