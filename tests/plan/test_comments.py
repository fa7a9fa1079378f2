"""Comments: one edit each, all kept by a merge, taken back only by their ids."""

from hypothesis import given
from hypothesis import strategies as st

from planner.base.stages import Seat
from planner.plan import keys
from planner.plan.comments import (
    area,
    area_parts,
    comment_key,
    commented,
    result_spot,
    split_spot,
    uncomment_key,
)
from planner.plan.edits import Edit
from planner.plan.fold import fold, line_value
from planner.plan.keys import VOLUME, Slot
from planner.plan.log import Log, merge

PLACE = "comment:sales:Paid%2Fnew/volume"
SLOT = Slot("Paid/new", VOLUME)


def edit(clock: int, key: str, value: str | None, author: str = "Ann") -> Edit:
    at = f"2026-11-{clock:02d}T09:00:00+01:00"
    return Edit(clock, f"{author}-{clock}", at, author, Seat.SALES, key, value)


LINE = edit(1, keys.line_key("Paid/new"), line_value("Inquiry"))


def texts(log: Log) -> list[str]:
    return [comment.text for comment in fold(log).comments.get(SLOT, ())]


def test_a_comment_carries_cell_author_time_and_seat() -> None:
    (said,) = fold(Log.of([LINE, edit(2, PLACE, " Too high ")])).comments[SLOT]
    assert (said.column, said.text, said.seat) == ("sales", "Too high", Seat.SALES)
    assert (said.id, said.author, said.time) == ("Ann-2", "Ann", "2026-11-02T09:00:00+01:00")


def test_its_key_is_written_as_it_is_read() -> None:
    stages = fold(Log.of([LINE])).stages
    assert comment_key(SLOT, "sales", stages) == PLACE
    assert commented(PLACE) == ("sales", "Paid%2Fnew/volume")
    assert commented("note:Paid/volume") is None


def test_a_merge_keeps_the_comments_of_both() -> None:
    mine = Log.of([LINE, edit(2, PLACE, "mine")])
    theirs = Log.of([LINE, edit(2, PLACE, "theirs", "Bo")])
    assert sorted(texts(merge(mine, theirs))) == ["mine", "theirs"]


def test_resolving_takes_back_what_was_seen_and_nothing_else() -> None:
    resolved = edit(9, "uncomment:Paid%2Fnew/volume", "Ann-2")
    mine = Log.of([LINE, edit(2, PLACE, "seen"), resolved])
    theirs = Log.of([LINE, edit(3, PLACE, "unseen", "Bo")])
    assert texts(mine) == []
    assert texts(merge(mine, theirs)) == ["unseen"]


def test_a_comment_is_no_position() -> None:
    assert not fold(Log.of([LINE, edit(2, PLACE, "5")])).claims


@given(st.lists(st.tuples(st.integers(2, 6), st.sampled_from("AB")), unique=True), st.data())
def test_whatever_is_merged_in_whatever_order_the_same_comments_stand(
    made: list[tuple[int, str]], data: st.DataObject
) -> None:
    edits = [LINE, *(edit(clock, PLACE, f"{who}{clock}", who) for clock, who in made)]
    part = data.draw(st.lists(st.sampled_from(edits)))
    assert texts(merge(Log.of(part), Log.of(edits))) == texts(Log.of(reversed(edits)))


def test_a_row_of_any_sheet_is_commented_on_under_what_its_part_was_asked_for() -> None:
    spot = result_spot(area("Funnel", "journeys", "channel"), "Paid: a/b")
    assert spot == "at:Funnel/journeys/channel:Paid: a/b"
    assert split_spot(spot) == ("Funnel/journeys/channel", "Paid: a/b")
    assert area_parts(area("Funnel", "lead value", "by/cut:")) == (
        "Funnel",
        "lead value",
        "by/cut:",
    )
    key = comment_key(spot, "stage:1", ())
    mine, theirs = (
        Log.of([LINE, edit(2, key, author, author), edit(9, "uncomment:x", "", author)])
        for author in ("Ann", "Bo")
    )
    said = fold(merge(mine, theirs)).result_comments[spot]
    assert sorted((one.column, one.text) for one in said) == [("stage:1", "Ann"), ("stage:1", "Bo")]


def test_what_was_said_of_a_line_that_is_no_more_is_kept_by_its_key() -> None:
    gone = edit(3, keys.line_key("Paid/new"), None)
    plan = fold(Log.of([LINE, edit(2, PLACE, "Too high"), gone]))
    assert not plan.comments
    assert [one.text for one in plan.result_comments["Paid%2Fnew/volume"]] == ["Too high"]


def test_a_result_of_the_sla_is_commented_on_by_sheet_and_row() -> None:
    spot = result_spot("marketing", "qualified/Paid%2Fnew")
    key = comment_key(spot, "2027-03", ())
    assert key == "comment:2027-03:sla/marketing:qualified/Paid%2Fnew"
    mine, theirs = (
        Log.of([LINE, edit(2, key, text, author)])
        for text, author in (("Fair in March", "Ann"), ("And in May", "Bo"))
    )
    said = fold(merge(mine, theirs)).result_comments[spot]
    assert sorted((one.column, one.text) for one in said) == [
        ("2027-03", "And in May"),
        ("2027-03", "Fair in March"),
    ]
    taken = edit(9, uncomment_key(spot, ()), "Ann-2")
    assert not fold(Log.of([*mine.edits, taken])).result_comments
    assert split_spot(spot) == ("marketing", "qualified/Paid%2Fnew")
    assert split_spot("sla/first_touch_days") is None
