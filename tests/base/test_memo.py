from planner.base.memo import Memo


def test_a_value_is_made_once_per_key() -> None:
    made: list[str] = []
    memo = Memo()
    for key in ("a", "b", "a"):
        memo(key, lambda key=key: made.append(key))
    assert made == ["a", "b"]


def test_the_value_made_first_is_forgotten_first() -> None:
    made: list[str] = []
    memo = Memo(size=2)
    for key in ("a", "b", "a", "c", "b", "a"):
        memo(key, lambda key=key: made.append(key))
    assert made == ["a", "b", "c", "a"]


def test_the_latest_value_of_a_key_stands_while_its_parts_are_equal() -> None:
    memo, part = Memo(), [1.0]
    first = memo.latest("row", (part, "EUR"), object)
    assert memo.latest("row", (part, "EUR"), object) is first
    assert memo.latest("row", ([1.0], "EUR"), object) is first
    assert memo.latest("other row", (part, "EUR"), object) is not first
    assert memo.latest("row", (part, "USD"), object) is not first
    assert memo.latest("row", (part, "EUR"), object) is not first


def test_of_the_latest_values_too_the_first_is_forgotten_first() -> None:
    memo = Memo(size=1)
    first = memo.latest("row", (), object)
    memo.latest("other row", (), object)
    assert memo.latest("row", (), object) is not first
