"""What came of claims, told beside the assumption they were about."""

from planner.commitments.track_record import track_record
from planner.sheets.held import held_words
from tests.commitments.outcomes import SAID, came, lead, plan_of

RATE = "Web/rate:MQL>SAL"


def told(rows: list[dict[str, object]], as_of: str, said: dict[str, float]) -> str:
    plan = plan_of(said, {RATE: 0.6}, {RATE: 0.4})
    record = {one.assumption.key: one for one in track_record(came(rows, as_of, plan))}
    (text,) = held_words(record[RATE], signed=True)
    return text


def test_what_came_is_told_with_whose_claim_held_and_whose_came_closer() -> None:
    rows = [lead("2027-01-05 2027-01-05")] * 40 + [lead("2027-01-05", left="2027-01-05")] * 60
    text = told(rows, "2027-02-28", {k: v for k, v in SAID.items() if k != RATE})
    assert text.startswith("Since the signed plan: 40.0% came by the age of ")
    assert "n = 100). Marketing’s 60.0% did not hold. Sales’ 40.0% held. Sales came closer." in text


def test_before_it_can_be_told_nothing_is_judged() -> None:
    said = {k: v for k, v in SAID.items() if k != RATE} | {"Web/lag:MQL>SAL": 365.0}
    rows = [lead("2027-01-01 2027-01-21")] * 30 + [lead("2027-01-01")] * 70
    assert told(rows, "2027-01-31", said) == (
        "Too early to tell what came of what the signed plan claimed here."
    )
