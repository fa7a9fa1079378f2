"""What was signed can be read again whatever is edited, undone or merged since."""

from dataclasses import replace

from hypothesis import given

from planner.plan.edits import SIGN
from planner.plan.fold import fold
from planner.plan.log import Log, live, merge, undo_step
from planner.plan.signing import (
    content_hash,
    missing_edits,
    signatures,
    signed_log,
    signing_draft,
    versions,
)
from tests.plan.histories import ACTIONS, agreed_before, played, taken_in
from tests.plan_words import MARKETING, SALES, TOGETHER, gesture, says, take_back


def digest(log: Log) -> str:
    return content_hash(fold(log), None)


def signed(log: Log, seat=MARKETING, name: str = "Ada") -> Log:
    draft = signing_draft(log, seat, digest(log), name=name, scenario="", total=1.0)
    return gesture(log, [draft], name, "sign")


@given(ACTIONS, ACTIONS, ACTIONS)
def test_a_signed_version_is_read_again_as_it_was(before, after, elsewhere) -> None:
    start = agreed_before()
    log = signed(played("Ada", before, start))
    (one,) = signatures(log)
    assert one.hash == digest(signed_log(log, one))
    later = taken_in(played("Bob", after, log), played("Cem", elsewhere, start), "Bob")
    assert missing_edits(later, one) == 0
    assert digest(signed_log(later, one)) == one.hash


@given(ACTIONS, ACTIONS)
def test_signing_commutes_with_merging(one, other) -> None:
    start = agreed_before()
    a, b = signed(played("Ada", one, start)), signed(played("Bob", other, start), SALES, "Bob")
    assert merge(a, b) == merge(b, a)
    assert signatures(merge(a, b)) == signatures(merge(b, a))
    assert {s.name for s in signatures(merge(a, b))} == {"Ada", "Bob"}


def test_comments_notes_and_signatures_do_not_change_what_is_signed() -> None:
    log = agreed_before()
    more = says(log, SALES, "comment:sales:Events/volume", "why?")
    more = signed(says(more, SALES, "note:Events/volume", "because"))
    assert digest(more) == digest(log)


def test_values_goals_and_data_change_it() -> None:
    log = agreed_before()
    said = [
        says(log, TOGETHER, "Events/volume", 12.0), says(log, SALES, "goal", 7.0),
        says(log, SALES, "data:snapshot", "abc"), says(log, SALES, "plan:months", 6.0),
    ]  # fmt: skip
    assert len({digest(log), *map(digest, said)}) == 5


def test_both_seats_make_a_version_and_the_next_one_counts_on() -> None:
    log = signed(signed(agreed_before()), SALES, "Bob")
    (version,) = versions(log)
    assert version.whole
    assert [s.name for s in version.signatures] == ["Ada", "Bob"]
    log = signed(says(log, SALES, "goal", 7.0))
    assert [(v.number, v.whole) for v in versions(log)] == [(1, True), (2, False)]


def test_a_signature_is_taken_back_by_undo() -> None:
    log = signed(agreed_before())
    step = undo_step(log, "Ada")
    assert step is not None
    assert versions(take_back(log, step, "Ada")) == ()


def test_an_edit_that_was_altered_or_is_missing_is_found_out() -> None:
    log = signed(agreed_before())
    (one,) = signatures(log)
    forged = Log.of(replace(e, value=99.0) if e.key == "goal" else e for e in log.edits)
    assert digest(signed_log(forged, one)) != one.hash
    fewer = Log.of(e for e in log.edits if e.key != "goal")
    assert missing_edits(fewer, one) == 1


def test_what_is_no_signature_is_passed_over() -> None:
    log = says(agreed_before(), SALES, f"{SIGN}abc", "not json")
    assert signatures(log) == ()
    assert live(log)[-1].value == "not json"


def test_promises_weights_and_who_answers_for_them_are_signed() -> None:
    log = agreed_before()
    said = [
        says(log, TOGETHER, "sla/first_touch_days", 2.0),
        says(log, SALES, "sla/answer_days/2027-03", 5.0),
        says(log, TOGETHER, "sla/weight:bookings", 0.5),
        says(log, SALES, "person:sla/answer_days", "Bo"),
    ]
    assert len({digest(log), *map(digest, said)}) == 5
