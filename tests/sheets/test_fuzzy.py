"""The one matcher: words typed in full, begun, held inside or hinted at."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.sheets.fuzzy import Names, word_score, words_of

TEXTS = (
    "Paid search · MQL → SAL",
    "Paid search · Lag MQL → SAL, days",
    "Paid search · Deal size",
    "Events · MQL → SAL",
)


def best(query: str) -> str:
    scores = Names(TEXTS).scores(words_of(query))
    return TEXTS[int(scores.argmax())] if scores.max() else ""


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("Paid search MQL → SAL", TEXTS[0]),
        ("pa mql", TEXTS[0]),
        ("lag paid", TEXTS[1]),
        ("mql>sal events", TEXTS[3]),
        ("psearch", ""),
        ("deal", TEXTS[2]),
        ("srch deal", TEXTS[2]),
        ("", ""),
    ],
)
def test_the_name_meant_comes_first(query: str, found: str) -> None:
    assert best(query) == found


def test_a_word_in_full_beats_one_begun_beats_one_inside_beats_a_hint() -> None:
    scores = [word_score(token, "search") for token in ("search", "sea", "arch", "srh")]
    assert scores == sorted(scores, reverse=True)
    assert min(scores) > 0
    assert word_score("hcs", "search") == 0


@given(st.lists(st.text(st.characters(categories=["L"]), min_size=1, max_size=8), min_size=1))
def test_every_name_is_found_by_its_own_words(words: list[str]) -> None:
    text = " ".join(words)
    assert Names([text]).scores(words_of(text)[:24])[0] > 0
