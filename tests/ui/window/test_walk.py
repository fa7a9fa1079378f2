"""Two people at one keyboard, from the first dispute to both signatures, without a mouse."""

from collections.abc import Callable

from planner.plan.assumption import Status
from tests.ui.window.driver import Driver
from ui.walk import WALK, front, walk

RATE, SIZE = "Paid search/rate:MQL>SAL", "Events/deal_size"


def test_from_the_first_dispute_to_both_signatures_by_keys_alone(at: Driver) -> None:
    desk, window = at.window.shown.desk, at.window

    def status(key: str) -> Status:
        return next(a.status for a in desk.results.said if a.key == key)

    def label() -> str:
        return str(desk.session.undo_label)

    holds: dict[str, Callable[[], bool]] = {
        "first-dispute": lambda: at.grid.place_at(*at.grid.place()).row == RATE,
        "marketing-counters": lambda: "Your view: $" in seen(),
        "marketing-has-countered": lambda: label().startswith("counter with 62.0% for Paid search"),
        "sales-accepts": lambda: status(RATE) is Status.AGREED,
        "next-dispute": lambda: at.grid.place_at(*at.grid.place()).row == SIZE,
        "parked": lambda: status(SIZE) is Status.PARKED and not desk.results.disputed,
        "taken-up-again": lambda: status(SIZE) is Status.DISPUTED,
        "meeting-agreed": lambda: status(SIZE) is Status.AGREED,
        "nothing-in-dispute": lambda: not desk.results.disputed and front(window) is window,
        "marketing-signed": lambda: title() == "Marketing signed this plan, Sales did not yet",
        "both-signed": lambda: title() == "Both seats have signed this plan: version 1",
        "log": lambda: found() == 2,
    }

    def seen() -> str:
        box = window.shown.assumptions.deeds.box
        return box.seen.text() if box is not None else ""  # type: ignore[attr-defined]

    def title() -> str:
        signing = window.reconciling.signing
        return signing.title.text() if signing is not None else ""

    def found() -> int:
        log = window.reconciling.log
        return log.grid.grid_model().rowCount() if log is not None else 0

    walked = []
    for name, _front in walk(window, lambda: at.qtbot.wait(1)):
        walked.append(name)
        at.until(holds.get(name, lambda: True))
    assert walked == [step.name for step in WALK]
