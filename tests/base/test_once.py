from threading import Thread

from planner.base.once import Once


def test_each_value_is_made_once_though_threads_ask_together() -> None:
    made: list[str] = []
    once = Once()

    def ask() -> None:
        once("plan", lambda: made.append("plan"))

    threads = [Thread(target=ask) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == ["plan"]


def test_one_value_may_ask_for_another() -> None:
    once = Once()
    assert once("results", lambda: once("plan", lambda: 20) + 1) == 21
    assert once("plan", lambda: 0) == 20
