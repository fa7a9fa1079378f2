"""What an import asks where no id ties opportunities to leads."""

from pathlib import Path

from planner.intake import Hints, Proposal, propose, take_in
from planner.intake.recognition.hints import NOTHING_STATED
from planner.sheets.import_join import APART, join_question
from tests.intake.files import write_text

LEADS = """Lead ID,Created,Company / Account,Lead Status
    L1,2026-01-02,Acme,Closed - Converted
    L2,2026-01-03,Beta,Open - Not Contacted"""
DEALS = """Opportunity ID,Created,Account Name,Stage,Close Date
    O1,2026-01-09,Acme,Closed Won,2026-02-01"""


def proposal(
    folder: Path,
    hints: Hints = NOTHING_STATED,
    leads: str = LEADS,
    deals: str = DEALS,
) -> Proposal:
    texts = {"leads.csv": leads, "deals.csv": deals}
    return propose([write_text(folder, n, text) for n, text in texts.items() if text], hints)


def test_a_key_that_both_have_is_offered_and_joins(tmp_path: Path) -> None:
    question = join_question(proposal(tmp_path))
    assert question is not None
    assert [answer.key for answer in question.answers] == ["account", APART]
    assert question.wanted
    assert question.must == "Say what ties opportunities to leads, or leave them apart."
    assert "(leads: 2, opportunities: 1)" in question.sentence
    joined = question.answers[0].states(Hints())
    found = proposal(tmp_path, joined)
    snapshot = take_in(found)
    assert snapshot.joined == {"account": 1}
    assert len(snapshot.journeys) == 2
    again = join_question(found)
    assert again is not None
    assert (again.chosen, again.wanted) == ("account", False)
    assert again.answers[1].states(joined) == Hints(join="")


def test_leaving_them_apart_is_an_answer_too(tmp_path: Path) -> None:
    question = join_question(proposal(tmp_path, Hints(join="")))
    assert question is not None
    assert (question.chosen, question.wanted, question.must) == (APART, False, "")
    (said,) = (
        w for w in take_in(proposal(tmp_path, Hints(join=""))).warnings if "of their own" in w
    )
    assert said.endswith("are journeys of their own; both have account to join them by.")


def test_nothing_is_asked_where_an_id_ties_or_no_key_is_shared(tmp_path: Path) -> None:
    by_id = DEALS.replace("Account Name", "Lead ID").replace("Acme", "L1")
    assert join_question(proposal(tmp_path, deals=by_id)) is None
    assert join_question(proposal(tmp_path, leads="")) is None
    keyless = DEALS.replace("Account Name", "Next Step")
    assert join_question(proposal(tmp_path, deals=keyless)) is None


def test_a_key_stated_once_does_no_harm_to_opportunities_alone(tmp_path: Path) -> None:
    found = proposal(tmp_path, Hints(join="account"), leads="")
    assert join_question(found) is None
    assert len(take_in(found).journeys) == 1


def test_a_stated_key_that_is_no_longer_there_can_be_taken_back(tmp_path: Path) -> None:
    keyless = DEALS.replace("Account Name", "Next Step")
    question = join_question(proposal(tmp_path, Hints(join="account"), deals=keyless))
    assert question is not None
    assert question.answers[-1].states(Hints(join="account")) == Hints(join="")
