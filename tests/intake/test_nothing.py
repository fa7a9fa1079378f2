import pytest

from planner.intake.values.nothing import is_no_id, says_nothing


@pytest.mark.parametrize(
    "text", ["", " ", "NULL", "(null)", "None", "--None--", "-", "–", "n/a", "#N/A", "nan", "\\N"]
)
def test_texts_that_say_nothing(text: str) -> None:
    assert says_nothing(text)
    assert is_no_id(text)


@pytest.mark.parametrize("text", ["NA", "unknown", "Other", "0", "No", "Nonesuch", "Null Island"])
def test_texts_that_say_something(text: str) -> None:
    assert not says_nothing(text)


@pytest.mark.parametrize(
    "text", ["NA", "False", "0" * 15, "0" * 15 + "AAA", "00000000-0000-0000-0000-000000000000"]
)
def test_ids_that_point_nowhere(text: str) -> None:
    assert is_no_id(text)


@pytest.mark.parametrize("text", ["0", "00712", "001000000000000AAA", "L1"])
def test_ids_that_point_somewhere(text: str) -> None:
    assert not is_no_id(text)
