"""Keys as scripts and the grid write them (commands.md, "Keys")."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.base.days import parse_month
from planner.base.problem import RefusedError
from planner.base.stages import DEFAULT_STAGES
from planner.base.units import Unit
from planner.plan.keys import (
    DEAL_SIZE,
    PLEDGE_KINDS,
    SLA,
    TEAM,
    TEAM_KINDS,
    VOLUME,
    Driver,
    DriverKind,
    Slot,
    find_line,
    line_key,
    owner_key,
    parse_driver,
    parse_key,
)

LINES = ("Paid search", "paid_social", "Events", "Paid search | Enterprise", "A/B: 50% = half")


def slot(text: str) -> Slot:
    return parse_key(text, LINES, DEFAULT_STAGES)


def test_a_key_names_line_driver_and_month() -> None:
    assert slot("Events/volume") == Slot("Events", VOLUME)
    assert slot("Events/volume/2027-03") == Slot("Events", VOLUME, parse_month("2027-03"))
    assert slot("Events/rate:MQL>SAL") == Slot("Events", Driver(DriverKind.RATE, 1))
    assert slot("Events/lag:Opportunity>Won") == Slot("Events", Driver(DriverKind.LAG, 3))
    assert slot("Events/open:opportunity") == Slot("Events", Driver(DriverKind.OPEN, 3))
    assert slot("Paid search | Enterprise/deal_size").line == "Paid search | Enterprise"


def test_lines_are_found_blind_to_case_and_underscores() -> None:
    assert slot("PAID_SEARCH/deal_size") == Slot("Paid search", DEAL_SIZE)
    assert slot("paid search/Deal size") == Slot("Paid search", DEAL_SIZE)
    assert slot("Paid Social/volume").line == "paid_social"


def test_the_datas_own_text_comes_before_a_tolerant_match() -> None:
    both = ("paid_search", "Paid search")
    assert find_line("paid_search", both) == "paid_search"
    assert find_line("Paid Search", both) == "Paid search"
    with pytest.raises(RefusedError, match="may be paid_search or Paid search"):
        find_line("paid__search", both)


def test_reserved_letters_are_percent_encoded() -> None:
    odd = Slot("A/B: 50% = half", VOLUME)
    assert odd.key(DEFAULT_STAGES) == "A%2FB%3A 50%25 %3D half/volume"
    assert slot(odd.key(DEFAULT_STAGES)) == odd
    assert line_key("A/B") == "line:A%2FB"
    assert owner_key("Events", VOLUME, DEFAULT_STAGES) == "owner:Events/volume"


def test_stage_names_may_hold_a_slash() -> None:
    stages = ("Lead", "Proposal/Price Quote", "Won")
    driver = Driver(DriverKind.RATE, 1)
    assert driver.text(stages) == "rate:Proposal%2FPrice Quote>Won"
    assert parse_driver(driver.text(stages), stages) == driver
    raw = "Events/rate:Proposal/Price Quote>Won/2027-01"
    assert parse_key(raw, LINES, stages) == Slot("Events", driver, parse_month("2027-01"))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Events", "'Events' names no assumption"),
        ("Radio/volume", "The plan has no line 'Radio'"),
        ("Events/speed", "'speed' is not a driver"),
        ("Events/volume:MQL", "'volume:MQL' is not a driver"),
        ("Events/rate:MQL>Won", "'MQL>Won' is not a step of the funnel"),
        ("Events/rate:MQL", "'MQL' is not a step of the funnel"),
        ("Events/rate:MQL>Deal", "'Deal' is not a stage of the plan"),
        ("Events/volume/2027-13", "'2027-13' is not a month"),
        ("team/volume", "The plan has no line 'team'"),
        ("Events/reps", "'reps' is not a driver"),
        ("Events/capacity", "'capacity' is not a driver"),
        ("scenario:Stretch/Events/volume", "names a scenario, not an assumption"),
    ],
)
def test_other_texts_are_refused(text: str, says: str) -> None:
    with pytest.raises(RefusedError, match=says):
        slot(text)


def test_drivers_know_what_they_count() -> None:
    units = {kind: Driver(kind).unit for kind in DriverKind}
    assert units[DriverKind.RATE] is Unit.RATE
    assert units[DriverKind.LAG] is Unit.DAYS
    assert units[DriverKind.VOLUME] is units[DriverKind.OPEN] is Unit.NUMBER
    assert units[DriverKind.COST] is units[DriverKind.DEAL_SIZE] is Unit.MONEY


NAMES = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12)


INDEXED = DriverKind.RATE, DriverKind.LAG, DriverKind.OPEN
KINDS = [kind for kind in DriverKind if kind is not DriverKind.CAPACITY]


@given(NAMES, st.sampled_from(KINDS), st.integers(0, 3), st.none() | st.integers(12, 119_999))
def test_every_slot_survives_being_a_key(
    line: str, kind: DriverKind, index: int, month: int | None
) -> None:
    indexed = kind in {*INDEXED, DriverKind.RAMP, DriverKind.WEIGHT}
    driver = Driver(kind, index if indexed else 0)
    shared = TEAM if kind in TEAM_KINDS else SLA if kind in PLEDGE_KINDS else line
    this = Slot(shared, driver, month if driver.by_month else None)
    assert parse_key(this.key(DEFAULT_STAGES), [line], DEFAULT_STAGES) == this
