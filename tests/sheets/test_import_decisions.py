"""What an import asks a person: orders of dates, currencies, conflicts, spellings, teams."""

from pathlib import Path

import pytest

from planner.base.problem import RefusedError
from planner.intake import Hints, Proposal, propose
from planner.intake.recognition.hints import Decides
from planner.sheets.forms import TICKED
from planner.sheets.import_decisions import ASIDE, CONFLICTS, CURRENCIES, decisions
from planner.sheets.questions import Question
from tests.intake.files import write_text

RATE = 2
DEALS = """Opportunity ID,Created Date,Stage,Closed,Won,Amount,Amount Currency,Close Date,Source
    O1,2024-02-01,Closed Won,1,1,10,EUR,2024-04-01,Paid Search
    O2,2024-02-01,Closed Lost,1,0,10,EUR,2024-04-01,paid-search
    O3,2024-02-01,Closed Won,1,0,10,USD,2024-04-02,Partner"""
LEADS = """Lead ID,Created,Lead Source
    1,01/01/2026,Web
    2,03/04/2026,Fair"""


def proposal(folder: Path, hints: Hints = Hints(), text: str = DEALS) -> Proposal:  # noqa: B008
    return propose([write_text(folder, "deals.csv", text)], hints)


def asked(found: Proposal, answered: dict[str, str] | None = None) -> dict[str, Question]:
    return {q.key.partition(":")[0]: q for q in decisions(found, answered or {})}


def test_nothing_is_asked_where_all_is_clear(tmp_path: Path) -> None:
    text = "Opportunity ID,Created,Stage,Close Date,Amount\nO1,2026-01-02,Won,2026-02-03,5"
    assert decisions(proposal(tmp_path, text=text), {}) == ()


def test_an_order_shows_both_readings_of_a_value_that_tells_them_apart(tmp_path: Path) -> None:
    found = proposal(tmp_path, text=LEADS)
    question = asked(found)["order"]
    assert question.title == "Created, deals.csv"
    assert question.sentence.startswith("Is 03/04/2026 3 Apr 2026 or 4 Mar 2026?")
    assert question.wanted
    stated = question.answers[0].states(Hints())
    again = asked(proposal(tmp_path, stated, LEADS))["order"]
    assert (again.chosen, again.wanted) == ("DMY", False)
    assert again.sentence == question.sentence, "an answer can be changed"


def test_currencies_bar_the_import_until_priced_or_set_aside(tmp_path: Path) -> None:
    found = proposal(tmp_path)
    question = asked(found)[CURRENCIES]
    assert question.must == "State what USD on 1 row is worth in EUR, or set those rows aside."
    assert asked(found, {CURRENCIES: ASIDE})[CURRENCIES].must == ""
    assert question.form is not None
    priced = question.form.change(question.form.find("USD"), RATE, "0.5")
    with pytest.raises(RefusedError, match="above zero"):
        question.form.change(question.form.find("USD"), RATE, "-1")
    hints = priced(Hints())
    assert hints.currency == "EUR"
    settled = asked(proposal(tmp_path, hints))[CURRENCIES]
    assert (settled.must, settled.wanted) == ("", False)
    assert settled.form is not None
    taken_back = settled.form.change(settled.form.find("USD"), RATE, " ")
    assert taken_back(hints).rates == ()


def test_another_currency_to_plan_in_drops_the_rates_into_the_first(tmp_path: Path) -> None:
    hints = Hints(currency="EUR").with_rate("USD", 0.9)
    form = asked(proposal(tmp_path, hints))[CURRENCIES].form
    assert form is not None
    changed = form.change(form.find("EUR"), 0, "USD")(hints)
    assert (changed.currency, changed.rates) == ("USD", ())
    assert "EUR on 2 rows" in asked(proposal(tmp_path, changed))[CURRENCIES].must


def test_a_plan_with_a_currency_keeps_it(tmp_path: Path) -> None:
    (question,) = (
        q for q in decisions(proposal(tmp_path), {}, planned_in="USD") if q.key == CURRENCIES
    )
    assert question.must == "State what EUR on 2 rows is worth in USD, or set those rows aside."
    assert question.form is not None
    assert not any(row.cells[0].options for row in question.form.rows)


def test_a_conflict_is_counted_and_the_rule_chosen(tmp_path: Path) -> None:
    question = asked(proposal(tmp_path))[CONFLICTS]
    assert question.title == "Stage and status contradict each other on 1 row"
    assert question.chosen == "status"
    assert question.wanted
    assert question.form is not None
    texts = [cell.text for cell in question.form.rows[0].cells]
    assert texts == ["Closed Won → Won", "marked closed, not won → Lost", "1"]
    stage = next(answer for answer in question.answers if answer.key == "stage")
    assert stage.states(Hints()).decides is Decides.STAGE
    assert not asked(proposal(tmp_path), {CONFLICTS: "stage"})[CONFLICTS].wanted


def test_spellings_are_merged_only_where_ticked(tmp_path: Path) -> None:
    question = asked(proposal(tmp_path))["clusters"]
    form = question.form
    assert form is not None
    tick, name, of, spelt, _ = form.rows[0].cells
    assert tick.ticked is False
    assert (name.text, of.text) == ("Paid Search", "Channel")
    assert spelt.text == "Paid Search (1)  ·  paid-search (1)"
    ticked = form.change(0, 0, TICKED)(Hints())
    merged = asked(proposal(tmp_path, ticked))["clusters"].form
    assert merged is not None
    assert merged.rows[0].cells[0].ticked is True
    assert merged.change(0, 0, "")(ticked).merges == ()
    typed = form.change(0, 1, "Search")(Hints())
    assert set(typed.merges) == {
        ("channel", "Paid Search", "Search"),
        ("channel", "paid-search", "Search"),
    }
    with pytest.raises(RefusedError, match="cannot be empty"):
        form.change(0, 1, " ")


def test_a_source_team_is_chosen_and_given_back_to_the_rules(tmp_path: Path) -> None:
    form = asked(proposal(tmp_path))["teams"].form
    assert form is not None
    place = form.find("Partner")
    assert form.rows[place].cells[2].text == "Partner"
    stated = form.change(place, 2, "Sales")(Hints())
    again = asked(proposal(tmp_path, stated))["teams"].form
    assert again is not None
    assert [cell.text for cell in again.rows[again.find("Partner")].cells[2:]] == [
        "Sales",
        "stated",
    ]
    assert again.change(again.find("Partner"), 2, "")(stated).teams == ()
