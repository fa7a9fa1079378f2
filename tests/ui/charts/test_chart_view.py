import gc
import subprocess
import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner.sheets.cells import Kind, Place
from planner.sheets.charts import Chart, Mark, Series
from tests.tools import ROOT
from tests.ui.charts import pictures
from tests.ui.charts.views import Show, plot_of
from ui.charts.labels import Label
from ui.charts.view import ChartView
from ui.theme import Scheme, theme


def texts(view: ChartView) -> list[str]:
    return [label.text for label in plot_of(view).labels]


def label(view: ChartView, text: str) -> Label:
    return next(label for label in plot_of(view).labels if label.text == text)


@pytest.mark.parametrize("picture", pictures.ALL)
def test_every_kind_of_chart_is_drawn_in_both_schemes(
    picture: Callable[[], Chart], show: Show
) -> None:
    view = show(picture())
    light = view.grab().toImage()
    theme().force(Scheme.DARK)
    dark = view.grab().toImage()
    theme().force(Scheme.LIGHT)
    assert light != dark
    assert view.grab().toImage() == light


def test_the_plot_fills_its_ground_in_the_scheme_in_force(show: Show) -> None:
    view = show(pictures.bridge())
    for scheme in (Scheme.DARK, Scheme.LIGHT):
        theme().force(scheme)
        ground = plot_of(view).viewport().grab().toImage().pixelColor(1, 1)
        assert ground == theme().colour("base")


def test_ticks_make_room_for_what_the_axis_is_called(show: Show) -> None:
    curve = Series("Entries", (0.0, 30.0, 60.0), (0.0, 300.0, 560.0))
    view = show(Chart("Returns", "", (curve,), x_title="spend per month, thousands of USD"))
    name = label(view, "spend per month, thousands of USD")
    below = [made for made in plot_of(view).labels if made.y == name.y and made is not name]
    assert below
    assert not any(made.rect.intersects(name.rect) for made in below)


@pytest.mark.parametrize("picture", pictures.ALL)
def test_no_label_lies_on_another_and_none_leaves_the_plot(
    picture: Callable[[], Chart], show: Show
) -> None:
    view = show(picture())
    labels = [made for made in plot_of(view).labels if made.text]
    room = plot_of(view).rect().toRectF().adjusted(-1, -1, 1, 1)
    for number, made in enumerate(labels):
        assert room.contains(made.rect), made.text
        for other in labels[number + 1 :]:
            both = made.rect.adjusted(1, 2, -1, -2).intersects(other.rect.adjusted(1, 2, -1, -2))
            assert not both, (made.text, other.text)


def test_every_bar_keeps_what_tells_a_long_name_from_the_next(show: Show) -> None:
    said = [text[-6:] for text in texts(show(pictures.reasons())) if "…" in text]
    assert said == [f"call {i}" for i in range(4)]


def test_lines_are_named_at_their_end_in_text_colour(show: Show) -> None:
    view = show(pictures.evidence())
    named = label(view, "Marketing 65%")
    assert named.mark == "●"
    assert named.colour == theme().colour("text")
    assert named.x > label(view, "Q4").x


def test_bands_that_end_at_nothing_are_named_in_the_order_of_the_stack(show: Show) -> None:
    names = ("Open today", "Q1", "Q2", "Q3")
    bars = (
        Series(name, pictures.X, (1.0, 0.0, 0.0, 0.0), Mark.BARS, label=f"{name} " * 8)
        for name in names
    )
    view = show(Chart("Where from", "", tuple(bars), pictures.QUARTERS, stacked=True))
    heights = [label(view, f"{name} " * 8).y for name in names]
    assert heights == sorted(heights, reverse=True)


def test_a_bars_figure_stands_at_the_bar_it_is_about(show: Show) -> None:
    bars = (
        Series("Sales", (0.0, 1.0), (0.9, 0.4), Mark.BARS, label="Sales 40%"),
        Series("Partner", (0.0, 1.0), (0.1, 0.6), Mark.BARS, label="Partner"),
    )
    view = show(Chart("Whose", "", bars, ("Won", "Bookings"), stacked=True))
    assert label(view, "Sales 40%").x >= label(view, "Bookings").x
    assert label(view, "Partner").x == label(view, "Bookings").x


def test_a_bridge_prints_signs_and_full_names(show: Show) -> None:
    shown = texts(show(pictures.bridge()))
    assert {"Outbound · Opportunity → Won", "−$1.00m", "+$3.00m", "$15.00m"} <= set(shown)


def test_a_click_leads_to_the_cell_and_the_cell_is_ringed(show: Show, qtbot: QtBot) -> None:
    view = show(pictures.bridge())
    plot = plot_of(view)
    at = label(view, "+$3.00m")
    with qtbot.waitSignal(view.place_clicked) as clicked:
        QTest.mouseClick(
            plot.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(round(at.x - 30), round(at.y))
        )
    assert clicked.args == [Place("Assumptions", "events/rate:MQL>SAL", "worth")]
    before = view.grab().toImage()
    view.highlight(clicked.args[0])
    assert view.grab().toImage() != before
    view.highlight(None)
    assert view.grab().toImage() == before


def test_hovering_shows_all_series(show: Show) -> None:
    view = show(pictures.fan())
    plot = plot_of(view)
    middle = QPoint(round(label(view, "Q3").x), plot.height() // 2)
    QTest.mouseMove(plot.viewport(), middle)
    QApplication.processEvents()
    assert plot.tip_text.splitlines()[0] == "Q3"
    assert "Goal: $3,300,000" in plot.tip_text
    assert "Sales: $2,700,000" in plot.tip_text


def test_the_wheel_changes_nothing(show: Show) -> None:
    view = show(pictures.fan())
    plot = plot_of(view)
    before = view.grab().toImage()
    at = QPointF(200, 100)
    turn = QWheelEvent(
        at,
        at,
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(plot.viewport(), turn)
    assert view.grab().toImage() == before


def test_the_menu_offers_picture_figures_and_table(show: Show) -> None:
    view = show(pictures.evidence())
    assert [a.text() for a in view.menu().actions()] == [
        "Copy image",
        "Save picture…",
        "Copy data",
        "Show as table",
    ]
    view.offers.copy_data()
    lines = QGuiApplication.clipboard().text().splitlines()
    titles = ["", "Matured", "Matured, low", "Matured, high", "Marketing 65%", "Sales 50%"]
    assert lines[0].split("\t") == titles
    assert lines[1].split("\t")[4:] == ["65%", "50%"]
    assert lines[1].split("\t")[:2] == ["Q1 25", "56%"]
    view.offers.copy_image()
    assert QGuiApplication.clipboard().image().width() == view.width()


def test_an_empty_chart_says_what_will_stand_there(show: Show) -> None:
    view = show(Chart("Volume", "", empty="Import leads to see volumes."))
    assert view.sentence.isVisible()
    assert view.sentence.text() == "Import leads to see volumes."
    view.set_chart(pictures.volume())
    assert not view.sentence.isVisible()
    assert plot_of(view).isVisible()


def test_pyqtgraph_is_loaded_only_with_the_first_chart() -> None:
    loaded = "*(name in sys.modules for name in ('pyqtgraph', 'numpy'))"
    asked = f"import sys, ui.charts.view, ui.grid.view; print({loaded})"
    told = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert told.stdout.split() == ["False", "False"]


def test_a_thousand_repaints_and_rebuilds_leave_nothing_behind(show: Show, qtbot: QtBot) -> None:
    charts = [picture() for picture in pictures.ALL]
    view = show(charts[0])
    rebuild(view, charts, 30)
    scene = len(plot_of(view).scene().items())
    references = references_to_true()
    warnings: list[str] = []
    previous = qInstallMessageHandler(lambda _kind, _where, text: warnings.append(text))
    with qtbot.captureExceptions() as caught:
        rebuild(view, charts, 1000)
    qInstallMessageHandler(previous)
    assert abs(references_to_true() - references) < 200
    assert len(plot_of(view).scene().items()) == scene
    assert caught == []
    assert warnings == []


def references_to_true() -> int:
    """Count them without what only waits to be searched for as garbage."""
    gc.collect()
    return sys.getrefcount(True)


def rebuild(view: ChartView, charts: list[Chart], times: int) -> None:
    for number in range(times):
        view.set_chart(charts[number % len(charts)])
        view.repaint()
        if number % 50 == 0:
            QApplication.processEvents()
    view.set_chart(charts[0])


def test_the_bar_of_a_month_that_is_not_over_is_hollow(show: Show) -> None:
    bars = Series("Came", (0.0, 1.0), (4.0, 4.0), Mark.BARS, "dispute", immature_from=1)
    view = show(Chart("Leads", "Came", (bars,), ("May", "Jun")))
    image = plot_of(view).viewport().grab().toImage()
    ink = theme().colour("dispute")
    across = [
        sum(image.pixelColor(x, y) == ink for y in range(image.height()))
        for x in range(image.width())
    ]
    filled = [x for x, count in enumerate(across) if count > image.height() // 2]
    assert filled
    assert max(filled) - min(filled) < image.width() // 2


def test_a_month_of_which_nothing_came_yet_has_no_bar_not_even_a_hollow_one(show: Show) -> None:
    def drawn(came: float) -> int:
        bars = Series("Came", (0.0, 1.0), (1.0, came), Mark.BARS, "dispute", immature_from=0)
        view = show(Chart("Leads", "Came", (bars,), ("May", "Jun")))
        image, at = plot_of(view).viewport().grab().toImage(), round(label(view, "Jun").x)
        ink = theme().colour("dispute")
        return sum(
            image.pixelColor(at + x, y) == ink
            for x in range(-30, 30)
            for y in range(image.height())
        )

    assert drawn(0.5) > 0
    assert drawn(0.0) == 0


def test_a_long_name_of_the_first_point_begins_within_the_plot(show: Show) -> None:
    names = ("Lead to opportunity of paid search, 2014", *"ABCDEFGH")
    x = tuple(float(i) for i in range(len(names)))
    view = show(Chart("Beside yours", "", (Series("Yours", x, x, Mark.DOTS),), names))
    assert label(view, names[0]).rect.left() >= 0


def test_long_names_of_rows_leave_room_for_what_is_drawn(show: Show) -> None:
    name = "Account-based webinars for regulated industries in the North · MQL → Opportunity"
    bars = Series("A tenth more", (0.0,), (2e6,), Mark.SPANS, low=(-1e6,), high=(3e6,))
    view = show(
        Chart("What moves", "", (bars,), labels=(name,), values_as=Kind.MONEY, horizontal=True)
    )
    made = next(label for label in plot_of(view).labels if label.text.startswith("Account"))
    assert made.text.endswith("Opportunity")
    assert made.text != name
    assert 0.0 <= made.rect.left() < made.rect.right() < 0.5 * plot_of(view).width()
