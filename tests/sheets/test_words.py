import pytest

from planner.base.days import parse_month
from planner.base.fiscal import fiscal_year
from planner.evidence.figures import Figure, PooledRate
from planner.plan.goals import parse_goal_key
from planner.plan.keys import Driver, DriverKind
from planner.sheets.percentiles import ordinal, place_words
from planner.sheets.periods import Span, months_text, periods, plan_title
from planner.sheets.words import driver_name, in_sentence, plural, values_are

STAGES = ("Inquiry", "MQL", "SAL", "Opportunity", "Won")
JANUARY = parse_month("2027-01")


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("Inquiry", "Inquiries"),
        ("MQL", "MQLs"),
        ("Won", "Won"),
        ("Leads", "Leads"),
        ("Survey", "Surveys"),
        ("Accepted", "Accepted"),
    ],
)
def test_several_of_a_stage(one: str, many: str) -> None:
    assert plural(one) == many


@pytest.mark.parametrize(
    ("driver", "name"),
    [
        (Driver(DriverKind.VOLUME), "Opportunities per month"),
        (Driver(DriverKind.RATE, 1), "MQL → SAL"),
        (Driver(DriverKind.LAG, 3), "Lag Opp. → Won, days"),
        (Driver(DriverKind.COST), "Cost per opportunity"),
        (Driver(DriverKind.OPEN, 3), "Open in Opportunity at the start"),
    ],
)
def test_drivers_are_called_by_their_stages(driver: Driver, name: str) -> None:
    assert driver_name(driver, STAGES, entry=3) == name


def test_one_value_is_and_several_are() -> None:
    assert [values_are(count) for count in (1, 2)] == ["1 value is", "2 values are"]


def test_acronyms_keep_their_capitals_inside_a_sentence() -> None:
    assert (in_sentence("MQLs"), in_sentence("Inquiries")) == ("MQLs", "inquiries")


def test_one_fiscal_year_has_months_quarters_and_the_year() -> None:
    made = periods(tuple(range(JANUARY, JANUARY + 12)))
    assert [p.title for p in made][:4] == ["Jan", "Feb", "Mar", "Q1"]
    assert [p.title for p in made if p.span is Span.YEAR] == ["FY27"]
    assert made[-1].months == slice(0, 12)


def test_a_plan_across_two_years_names_them_and_ends_with_the_whole() -> None:
    july = parse_month("2026-07")
    made = periods(tuple(range(july, july + 12)))
    assert made[0].title == "Jul 26"
    assert [p.title for p in made if p.span >= Span.YEAR] == ["FY26", "FY27", "All"]
    assert len({p.key for p in made}) == len(made)


def test_a_fiscal_year_is_named_after_the_year_it_ends_in() -> None:
    july = parse_month("2026-07")
    months = tuple(range(july, july + 12))
    assert fiscal_year(july, 7) == 2027
    assert plan_title(months, 7) == "FY27"
    assert plan_title(months, 1) == ""
    assert [p.title for p in periods(months, 7)][:4] == ["Jul", "Aug", "Sep", "Q1"]


@pytest.mark.parametrize("fiscal_start", range(1, 13))
def test_columns_and_goals_name_years_and_quarters_alike(fiscal_start: int) -> None:
    months = tuple(range(JANUARY - 7, JANUARY + 40))
    for shown in periods(months, fiscal_start):
        key = shown.key.removeprefix("FY")
        about = parse_goal_key("goal" if key == "all" else f"goal:{key}", fiscal_start)
        lies_in = about.over(range(months[0], months[-1] + 1))
        assert lies_in.start <= months[shown.first] <= months[shown.last]
        assert months[shown.last] < lies_in.start + lies_in.months


def test_every_month_lies_in_one_quarter_and_one_year() -> None:
    made = periods(tuple(range(JANUARY + 1, JANUARY + 30)), 4)
    for span in (Span.MONTH, Span.QUARTER, Span.YEAR):
        covered = [i for p in made if p.span is span for i in range(p.first, p.last + 1)]
        assert covered == list(range(29))


def test_ranges_of_months() -> None:
    assert months_text(JANUARY, JANUARY) == "Jan 2027"
    assert months_text(JANUARY, JANUARY + 11) == "Jan–Dec 2027"
    assert months_text(JANUARY - 2, JANUARY) == "Nov 2026–Jan 2027"


def test_where_a_position_stands() -> None:
    figure = Figure(0.5, 0.42, 0.58, 100)
    pooled = PooledRate(figure, 0.5, 50.0, 50.0, 0.1)
    assert place_words(0.5, figure, pooled) == "is at the 50th percentile"
    assert place_words(0.9, figure, pooled) == "is past the 99th percentile"
    assert place_words(0.1, figure, pooled) == "is below the 1st percentile"
    assert place_words(0.6, figure, None) == "is above the interval"
    assert [ordinal(n) for n in (1, 2, 3, 4, 11, 12, 21, 33)] == [
        "1st",
        "2nd",
        "3rd",
        "4th",
        "11th",
        "12th",
        "21st",
        "33rd",
    ]
