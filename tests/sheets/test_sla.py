"""The SLA sheet: what is promised traces to the plan, what came stands beside it, edits agree."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from planner.base.problem import RefusedError
from planner.base.units import ENGLISH, NumberStyle
from planner.plan.edits import Draft
from planner.session import PlanSession
from planner.session.committing import commitments
from planner.session.signing import sign
from planner.sheets.cells import Place
from planner.sheets.contract import contract
from planner.sheets.sla_charts import level_chart, promise_chart
from planner.sheets.sla_marketing import deliveries, marketing_sheet
from planner.sheets.sla_sales import sales_sheet, working_leads
from planner.sheets.status_mail import status_mail
from planner.sheets.table import TableSheet
from tests.promised import NEW, OLD, M, S, T, january, promised, take

ANSWERS = ((T, "sla/answer_days", 10.0), (T, "sla/answer_share", 0.9))


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[PlanSession]:
    session = promised(tmp_path, *ANSWERS)
    yield session
    session.close()


def marketing(session: PlanSession, seat=T, style: NumberStyle = ENGLISH) -> TableSheet:
    return marketing_sheet(deliveries(commitments(session), style), seat)


def sales(session: PlanSession, seat=T, by: str = "month") -> TableSheet:
    return sales_sheet(working_leads(commitments(session), session.results), seat, by=by)


def text(sheet: TableSheet, row: str, column: str) -> str:
    at = sheet.find(row, column)
    assert at is not None, row
    return sheet.cell(*at).text


def test_a_promise_keeps_the_formula_it_was_typed_as(plan: PlanSession) -> None:
    plan.submit(marketing(plan, T).changer("basic/Web", "2027-03", "=20*1.1"), "type")

    def typed(month: str, style: NumberStyle = ENGLISH) -> str:
        sheet = marketing(plan, T, style)
        return sheet.rows[sheet.places["basic/Web"]].cells[month].edit_text

    assert (typed("2027-03"), typed("2027-04")) == ("=20*1.1", "20")
    assert typed("2027-03", NumberStyle(",", ".")) == "=20*1,1"


def test_levels_tie_out_to_the_plan_and_lead_to_its_numbers(plan: PlanSession) -> None:
    sheet, seen = marketing(plan), plan.results.working
    for level, stage in (("basic", 0), ("qualified", 1), ("accepted", 2)):
        row = sheet.places[f"{level}/Web"]
        values = [sheet.rows[row].cells[f"2027-{m:02d}"].value for m in range(1, 13)]
        assert values == pytest.approx(list(seen.entries[0, stage]))
        whole = sheet.rows[sheet.places[level]].cells["FY2027"].value
        assert whole == pytest.approx(float(seen.entries[0, stage].sum()))
    assert text(sheet, "value/Web", "2027-01") == "$5,000"
    said = sheet.explainer("value/Web", "2027-01")
    assert said.text.startswith("$5,000: 10 qualified leads × the agreed rates MQL → SAL 50.0%")
    targets = [part.target for part in said.parts if part.target]
    assert Place("Assumptions", "Web/rate:MQL>SAL", "working") in targets
    assert Place("Assumptions", "Web/deal_size", "working") in targets


def test_typing_basic_leads_states_the_volume_of_the_month_and_undo_takes_it_back(
    plan: PlanSession,
) -> None:
    drafts = marketing(plan, M).changer("basic/Web", "2027-03", "30")
    assert [(d.seat, d.key, d.value) for d in drafts] == [(M, "Web/volume/2027-03", 30.0)]
    plan.submit(drafts, "type 30")
    assert text(marketing(plan), "basic/Web", "2027-03") == "30"
    plan.undo()
    assert text(marketing(plan), "basic/Web", "2027-03") == "20"
    with pytest.raises(RefusedError, match="This follows from the plan"):
        marketing(plan).changer("qualified/Web", "2027-03", "30")


def test_limits_are_agreed_by_the_columns_of_the_seats(plan: PlanSession) -> None:
    plan.submit([Draft(S, "sla/first_touch_days", 5.0)], "say")
    drafts = sales(plan, M).changer("sla/first_touch_days", "marketing", "2")
    plan.submit(drafts, "type 2")
    sheet = sales(plan)
    assert text(sheet, "sla/first_touch_days", "status") == "disputed"
    assert text(sheet, "sla/first_touch_days", "working") == "5"
    assert [one.key for one in plan.results.disputed] == ["sla/first_touch_days"]
    with pytest.raises(RefusedError, match="This is Sales’ column"):
        sales(plan, M).changer("sla/first_touch_days", "sales", "2")
    plan.submit(sales(plan, T).changer("sla/first_touch_days", "working", "3"), "agree")
    assert text(sales(plan), "sla/first_touch_days", "status") == "agreed"
    plan.submit(sales(plan, T).changer("answer_days", "person", "Bo"), "name")
    assert plan.plan.people == {"sla/answer_days": "Bo"}


def test_a_month_with_a_limit_of_its_own_is_told_wherever_the_promise_is(
    plan: PlanSession, tmp_path: Path
) -> None:
    """Leads are answered in 10 days; in January, of which the data are, in 5: Ann took 7."""
    plan.submit([Draft(T, "sla/answer_days/2027-01", 5.0)], "agree")
    january(plan, tmp_path)
    sheet = sales(plan)
    assert text(sheet, "answer_days", "met") == "0"
    assert "(limit 5)" in sheet.explainer("answer_days", "rate").text
    month = sheet.explainer("answer_days|month|2027-01", "rate").text
    assert "0 of 2 due (limit 5) were kept: 0%; 90% promised." in month
    said = contract(commitments(plan), "Promised").text
    assert "refused within 10 days. In Jan 2027: 5 days." in said


def test_only_what_no_limit_is_stated_for_is_said_to_have_none(plan: PlanSession) -> None:
    assert "; Touched enough before given up." in sales(plan).footnote.partition("stated for: ")[2]
    plan.submit([Draft(T, key, None) for _, key, _ in ANSWERS], "clear")
    assert sales(plan).footnote.endswith("passed. No limit is stated.")


def test_a_share_to_be_worked_without_days_says_what_it_waits_for(plan: PlanSession) -> None:
    plan.submit([Draft(T, "sla/worked_share", 0.9)], "x")
    told = sales(plan).footnote
    assert "No days to the first touch are stated: by then leads are to be worked." in told
    assert told.endswith("stated for: First touch in time; Touched enough before given up.")
    plan.submit([Draft(T, "sla/first_touch_days", 2.0)], "x")
    assert "No days to the first touch" not in sales(plan).footnote


def test_before_the_plan_begins_the_past_is_the_evidence(plan: PlanSession) -> None:
    sheet = sales(plan)
    assert "before the plan began" in sheet.footnote
    assert text(sheet, "answer_days", "rate") == "0.0%"
    assert text(marketing(plan), "basic", "2027-01") == "20"
    assert "nothing is measured" in marketing(plan).footnote
    assert level_chart(deliveries(commitments(plan)), "basic").title.endswith("over the plan")


def test_a_question_mark_takes_what_the_past_would_have_made_of_a_limit(
    plan: PlanSession,
) -> None:
    sheet = sales(plan, M)
    (draft,) = sheet.changer("sla/worked_share", "marketing", "?")
    at = sheet.find("sla/worked_share", "evidence")
    assert at is not None
    assert (draft.value, sheet.cell(*at).value) == (0.0, 0.0)
    with pytest.raises(RefusedError, match="There is no evidence"):
        sheet.changer("sla/answer_days", "marketing", "?")


def test_what_came_stands_beside_what_was_due(plan: PlanSession, tmp_path: Path) -> None:
    """20 leads were due in January, 2 came; of 2 to be answered in 10 days 1 was."""
    january(plan, tmp_path)
    sheet = marketing(plan)
    assert (text(sheet, "basic", "due"), text(sheet, "basic", "actual")) == ("20", "2")
    assert text(sheet, "basic", "pace") == "10%"
    assert text(sheet, "later", "FY2027").startswith("−$")
    by_rep = sales(plan, by="rep")
    assert text(by_rep, "answer_days", "rate") == "50.0%"
    assert text(by_rep, "answer_days|rep|Ann", "rate") == "100.0%"
    assert text(by_rep, "answer_days|rep|Bo", "met") == "0"
    found = commitments(plan)
    assert "10% of what was due" in level_chart(deliveries(found), "basic/Web").title
    chart = promise_chart(working_leads(found, plan.results), "sla/answer_share")
    assert chart.title == "Answered in time, with a reason: 50% of 2 due, 90% promised"


def test_the_month_under_way_is_hollow_and_says_so_far(plan: PlanSession, tmp_path: Path) -> None:
    january(plan, tmp_path)
    over = level_chart(deliveries(commitments(plan)), "basic")
    assert over.series[0].immature_from is None
    take(plan, tmp_path, OLD + NEW, "2027-02-15")
    seen = level_chart(deliveries(commitments(plan)), "basic")
    came = seen.series[0]
    assert (len(came.y), came.immature_from, came.young) == (2, 1, "so far")
    assert seen.subtitle.endswith("hollow: so far")


def test_what_both_signed_counts_until_both_sign_again(plan: PlanSession, tmp_path: Path) -> None:
    sign(plan, M, "Ada")
    sign(plan, S, "Bo")
    plan.submit([Draft(T, "Web/volume", 50.0), Draft(T, "sla/answer_days", 90.0)], "change")
    january(plan, tmp_path)
    made = commitments(plan)
    assert made.signed is not None
    sheet = marketing_sheet(deliveries(made))
    assert text(sheet, "basic/Web", "2027-01") == "50"
    assert text(sheet, "basic", "due") == "20"
    assert "Signed were 20" in sheet.explainer("basic/Web", "2027-01").text
    assert text(sales(plan), "answer_days", "due") == "2"


def test_the_contract_reads_as_plain_sentences(plan: PlanSession) -> None:
    plan.submit([Draft(S, "sla/first_touch_days", 5.0), Draft(M, "sla/first_touch_days", 2.0)], "x")
    plan.submit([Draft(T, "person:sla/answer_days", "Bo")], "x")
    said = contract(commitments(plan), "Promised").text
    assert "Jan–Dec 2027: 240 leads, 20 a month on average." in said
    assert "90% of leads are accepted or, with a reason, refused within 10 days. Bo" in said
    assert "Every lead handed over is touched within 5 days." in said
    assert "Not agreed: Marketing says 2, Sales says 5." in said
    assert "Nothing is promised yet of how many leads are worked." in said
    assert "Not signed by both yet" in said
    sign(plan, M, "Ada")
    sign(plan, S, "Bo")
    signed = contract(commitments(plan), "Promised").html
    assert re.search(r"signed by Ada for Marketing on \d{1,2} [A-Z][a-z]{2} \d{4} and Bo", signed)


def test_the_status_for_e_mail_says_where_both_stand(plan: PlanSession, tmp_path: Path) -> None:
    january(plan, tmp_path)
    said = status_mail(commitments(plan), plan.results, "Promised")
    assert said.title == "Promised: status as of 31 Jan 2027"
    assert "Basic: leads: 2 this month of 20 due (10%)" in said.text
    assert "Answered in time, with a reason: 50% of 2 due, 90% promised." in said.text
    assert said.html.count("<h3>") == 3
