"""A channel is planned as a whole, or by its segments and what is left of it."""

import pytest

from planner.base.problem import RefusedError
from planner.base.stages import Seat
from planner.plan.fold import fold
from planner.plan.homeless import homeless_words
from planner.plan.log import Log
from planner.plan.typed import typed_drafts
from tests.plan_words import MARKETING, TOGETHER, gesture, lines, says

CHANNELS = lines("Events", "Paid search", "Partner")


def typed(log: Log, key: str, text: str, seat: Seat = TOGETHER) -> Log:
    return gesture(log, list(typed_drafts(fold(log), None, key, seat=seat, text=text)))


def test_a_channel_is_split_in_its_place_and_keeps_the_rest() -> None:
    plan = fold(typed(CHANNELS, "split:paid_search", "Enterprise, Mid-market"))
    assert plan.by == ("channel", "segment")
    assert plan.line_names == (
        "Events", "Paid search | Enterprise", "Paid search | Mid-market", "Paid search | (other)",
        "Partner",
    )  # fmt: skip
    assert plan.line("Paid search | (other)").source_team == "Marketing"


def test_other_segments_replace_those_no_longer_wanted() -> None:
    split = typed(CHANNELS, "split:Paid search", "Enterprise,Mid-market")
    plan = fold(typed(split, "split:Paid search", "Mid-market,SMB"))
    names = [name for name in plan.line_names if name.startswith("Paid search")]
    assert sorted(names) == [
        "Paid search | (other)",
        "Paid search | Mid-market",
        "Paid search | SMB",
    ]


def test_what_was_said_of_a_line_waits_until_it_is_back() -> None:
    said = says(CHANNELS, MARKETING, "Paid search/volume", 900.0)
    said = says(said, MARKETING, "scenario:s/Paid search/deal_size", 100.0)
    split = typed(said, "split:Paid search", "Enterprise")
    plan = fold(says(split, MARKETING, "Paid search | Enterprise/volume", 300.0))
    assert plan.homeless == (("Paid search", 2),)
    assert homeless_words(plan.homeless) == (
        "2 positions have no line now and wait until there is one again: 2 of Paid search."
    )
    back = fold(typed(split, "split:Paid search", ""))
    assert not homeless_words(back.homeless)
    (by_month,) = (said for (line, _), said in back.claims.items() if line == "Paid search")
    assert by_month[None].marketing is not None
    assert by_month[None].marketing.value == 900.0


def test_what_cannot_be_split() -> None:
    with pytest.raises(RefusedError, match="The plan has no line 'Radio'"):
        typed(CHANNELS, "split:Radio", "Enterprise")
    with pytest.raises(RefusedError, match="are no segments"):
        typed(CHANNELS, "split:Events", "A | B")


def test_the_dimension_that_splits_is_chosen_first() -> None:
    log = typed(typed(CHANNELS, "plan:by", "channel,region"), "split:Events", "EMEA")
    assert fold(log).by == ("channel", "region")
    with pytest.raises(RefusedError, match="are not the dimensions of lines"):
        typed(CHANNELS, "plan:by", "channel,,region")
