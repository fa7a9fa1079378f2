from planner.base.memo import Memo


def test_a_value_is_made_once_per_key() -> None:
    made: list[str] = []
    memo = Memo()
    for key in ("a", "b", "a"):
        memo(key, lambda key=key: made.append(key))
    assert made == ["a", "b"]


def test_the_key_used_longest_ago_is_forgotten_first() -> None:
    made: list[str] = []
    memo = Memo(size=2)
    for key in ("a", "b", "a", "c", "a", "b"):
        memo(key, lambda key=key: made.append(key))
    assert made == ["a", "b", "c", "b"]
