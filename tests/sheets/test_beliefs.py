"""Beliefs on the sample company: said in words, answered, kept, shown then and now, taken back."""

import dataclasses
import math

import pytest

from planner.base.problem import RefusedError
from planner.base.stages import Seat
from planner.base.units import ENGLISH, NumberStyle
from planner.evidence import Prepared, plan_window
from planner.evidence.beliefs import Belief, Claim, judge
from planner.evidence.figures import Figure
from planner.evidence.standing import Aspect
from planner.plan.beliefs import read_belief
from planner.plan.document import Plan
from planner.plan.edits import Draft, Edit
from planner.plan.fold import fold
from planner.plan.log import Log
from planner.sample.company import journeys, make_company
from planner.sheets.beliefs import (
    Judged,
    belief_of,
    beliefs_sheet,
    judge_all,
    read_times,
    state_drafts,
    take_back_drafts,
)
from planner.sheets.beliefs_chart import MOST, belief_chart
from planner.sheets.beliefs_words import answer_words, belief_words, sure, verdict
from planner.sheets.cells import Tone
from planner.sheets.words import Tongue
from tests.sheets.test_assumptions import at, cell, keys

TONGUE, GERMAN = Tongue(), NumberStyle(",", ".", True)
EVENTS = Belief("channel", "Events", Claim.BEST, Aspect.VALUE)
PARTNER = Belief("channel", "Partner referral", Claim.TIMES, Aspect.RATE, 1.5)


@pytest.fixture(scope="module")
def source() -> Prepared:
    return Prepared(journeys(make_company()))


@pytest.fixture(scope="module")
def judged(source: Prepared) -> Judged:
    return judge_all(source, (EVENTS, PARTNER), plan_window(source.journeys))


def planned(*drafts: Draft) -> Plan:
    edits = [
        Edit(i + 1, f"e{i}", f"2026-11-0{i + 1}T09:00:00+01:00", "Ann", d.seat, d.key, d.value)
        for i, d in enumerate(drafts)
    ]
    return fold(Log.of(edits))


@pytest.fixture(scope="module")
def plan(judged: Judged) -> Plan:
    (first,) = state_drafts(EVENTS, judged.of(EVENTS), judged.as_of, Seat.MARKETING)
    (second,) = state_drafts(PARTNER, judged.of(PARTNER), judged.as_of, Seat.SALES)
    return planned(first, second)


ROWS = (
    "sales/belief:channel/Partner referral/times/rate/1.5",
    "marketing/belief:channel/Events/best/value",
)


@pytest.mark.parametrize(
    ("claim", "aspect", "words"),
    [
        (Claim.BEST, Aspect.VALUE, "Events is the best channel in value of a lead"),
        (Claim.WORST, Aspect.RATE, "Events is the worst channel in chance of a deal"),
        (
            Claim.ABOVE,
            Aspect.SIZE,
            "Events is better than the other channels together in deal size",
        ),
        (Claim.BELOW, Aspect.SIZE, "Events is worse than the other channels together in deal size"),
        (
            Claim.TIMES,
            Aspect.SPEED,
            "Events is at least 1.5 times the other channels in speed to a deal",
        ),
    ],
)
def test_a_belief_reads_as_it_is_said(claim: Claim, aspect: Aspect, words: str) -> None:
    assert belief_words(belief_of("channel", "Events", claim, aspect, 1.5), TONGUE) == words


def test_the_factor_counts_only_where_the_claim_has_one() -> None:
    assert belief_of("channel", "Events", Claim.BEST, Aspect.RATE, 9.0).times == 1.0
    assert (read_times("2.5", ENGLISH), read_times("2,5", GERMAN)) == (2.5, 2.5)
    for wrong in ("", "0", "-1", "much"):
        with pytest.raises(RefusedError):
            read_times(wrong, ENGLISH)


def test_certainty_has_its_word_and_is_never_whole() -> None:
    said = [verdict(p) for p in (0.99, 0.9, 0.5, 0.1, 0.01, math.nan)]
    assert said == ["borne out", "likely", "open", "unlikely", "contradicted", "not enough data"]
    assert [sure(p, TONGUE) for p in (1.0, 0.5, 0.0)] == ["over 99%", "50%", "under 1%"]


def test_both_seats_beliefs_stand_with_their_answers(plan: Plan, judged: Judged) -> None:
    sheet = beliefs_sheet(plan, judged, Seat.SALES)
    assert tuple(keys(sheet)) == ROWS
    assert cell(sheet, ROWS[0], "seat").tone is Tone.SALES
    assert cell(sheet, ROWS[0], "verdict").text == "borne out"
    assert cell(sheet, ROWS[1], "verdict").text == "contradicted"
    assert cell(sheet, ROWS[1], "now").value == judged.of(EVENTS).certainty
    assert cell(sheet, ROWS[1], "then").text == "under 1%"
    assert cell(sheet, ROWS[1], "own").value == judged.of(EVENTS).own.value
    assert cell(sheet, ROWS[1], "other").text.endswith("Partner referral")
    assert cell(sheet, ROWS[1], "stated").text == "Ann, 1 Nov 2026, 09:00"


def test_the_sentence_says_certainty_figures_and_n(plan: Plan, judged: Judged) -> None:
    sheet = beliefs_sheet(plan, judged, Seat.SALES)
    now = sheet.explain(*at(sheet, ROWS[1], "now"))
    assert now.name == "Events is the best channel in value of a lead"
    assert now.text.startswith("Contradicted: under 1% certain. $2,533 (")
    assert "from 1,800 inquiries of Events, against Partner referral’s $6,138 (" in now.text
    then = sheet.explain(*at(sheet, ROWS[1], "then"))
    assert then.text.startswith(
        "With data as of 2026-10-31: contradicted, under 1% certain; $2,533"
    )


def test_only_its_seat_takes_a_belief_back(plan: Plan, judged: Judged) -> None:
    sheet = beliefs_sheet(plan, judged, Seat.SALES)
    assert sheet.change(*at(sheet, ROWS[0], "belief"), "") == (
        Draft(Seat.SALES, ROWS[0].partition("/")[2], None),
    )
    with pytest.raises(RefusedError, match="stated as Marketing"):
        take_back_drafts(plan, ROWS[1], Seat.SALES)
    with pytest.raises(RefusedError):
        sheet.change(*at(sheet, ROWS[0], "belief"), "Fairs are best")
    assert take_back_drafts(plan, "sales/nothing", Seat.SALES) == ()
    assert [cell(sheet, row, "belief").editable for row in ROWS] == [True, False]


def test_what_was_said_then_stays_when_data_change(plan: Plan, source: Prepared) -> None:
    young = (plan_window(source.journeys)[1] - 30, plan_window(source.journeys)[1])
    later = judge_all(source, (EVENTS, PARTNER), young)
    sheet = beliefs_sheet(plan, later, Seat.SALES)
    assert cell(sheet, ROWS[1], "then").text == "under 1%"
    assert cell(sheet, ROWS[1], "now").text == "–"
    assert cell(sheet, ROWS[1], "verdict").text == "not enough data"
    assert "Not enough data" in sheet.explain(*at(sheet, ROWS[1], "now")).text


def test_the_key_in_the_log_reads_as_the_belief(plan: Plan) -> None:
    assert [read_belief(one.key) for one in plan.beliefs] == [EVENTS, PARTNER]


def test_the_chart_marks_the_believed_value_among_all(source: Prepared, judged: Judged) -> None:
    answer = judged.of(EVENTS)
    chart = belief_chart(EVENTS, answer, judged.stages)
    (series,) = chart.series
    assert series.y == tuple(sorted(series.y, reverse=True))
    assert "▸ Events" in chart.labels
    assert chart.references[0].value == answer.own.value
    assert "Contradicted" in chart.title
    many = tuple((f"C{i:02d}", Figure(1.0 + i, 0.5, 9.0, 50)) for i in range(30))
    crowded = dataclasses.replace(answer, figures=(*many, ("Events", Figure(0.1, 0.05, 0.2, 50))))
    shown = belief_chart(EVENTS, crowded, judged.stages)
    assert len(shown.series[0].y) == MOST
    assert "▸ Events" in shown.labels


def test_no_answer_says_why(source: Prepared) -> None:
    wrong = dataclasses.replace(EVENTS, value="Fairs")
    answer = judge(source, wrong)
    head, text = answer_words(wrong, answer, source.journeys.stages, TONGUE)
    assert (head, text) == ("Not enough data.", "The data have nothing with channel Fairs.")
    assert belief_chart(wrong, answer, source.journeys.stages).empty == text
    assert beliefs_sheet(Plan(), judge_all(source, (), None), Seat.SALES).empty.startswith(
        "No belief"
    )
