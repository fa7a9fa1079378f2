"""What a log says: settings, lines, owners, remarks."""

from planner.base.days import parse_month
from planner.base.stages import Owner
from planner.evidence.touch_rules import Rule
from planner.plan import keys
from planner.plan.document import Line, Plan
from planner.plan.fold import fold, line_value, stages_value
from planner.plan.keys import COST, DEAL_SIZE, SPEND, VOLUME, Driver, DriverKind, Slot
from tests.plan_words import EMPTY, MARKETING, SALES, TOGETHER, lines, says

RATE, LAG, OPEN = DriverKind.RATE, DriverKind.LAG, DriverKind.OPEN


def settled(*pairs: tuple[str, float | str | None]) -> Plan:
    log = EMPTY
    for key, value in pairs:
        log = says(log, TOGETHER, key, value)
    return fold(log)


def test_settings_are_read_from_the_log() -> None:
    plan = settled(
        (keys.NAME, "FY27 plan"),
        (keys.START, "2027-04"),
        (keys.MONTHS, 18.0),
        (keys.CURRENCY, "EUR"),
        (keys.STAGES, stages_value(("MQL", "Won"))),
        (keys.FISCAL_START, 4.0),
        (keys.WINDOW, 12.0),
        (keys.ATTRIBUTION, "W"),
        (keys.HALF_LIFE, 14.0),
        (keys.BY, "channel, segment"),
        (keys.GOAL, 19e6),
        (keys.SNAPSHOT, "abc"),
    )
    assert (plan.name, plan.currency, plan.stages) == ("FY27 plan", "EUR", ("MQL", "Won"))
    assert plan.horizon == range(parse_month("2027-04"), parse_month("2028-10"))
    assert (plan.fiscal_start, plan.window, plan.by) == (4, 12, ("channel", "segment"))
    assert (plan.attribution, plan.half_life) == (Rule.W, 14)
    assert (plan.goal, plan.snapshot) == (19e6, "abc")


def test_what_cannot_be_read_keeps_its_default() -> None:
    plan = settled(
        *((keys.MONTHS, value) for value in (61.0, 0.0, float("inf"), "many")),
        (keys.STAGES, "Won"),
        (keys.START, "next year"),
        (keys.GOAL, -1.0),
        ("line:Radio", "no json"),
        ("line:TV", "[]"),
        (keys.ATTRIBUTION, "by feeling"),
        (keys.HALF_LIFE, 0.0),
        ("plan:colour", "red"),
        ("scenario:Stretch/goal", 1.0),
    )
    assert plan == Plan(start=parse_month("2027-01"))


def test_any_seat_sets_and_the_last_one_wins() -> None:
    log = says(says(EMPTY, MARKETING, keys.GOAL, 1e6), SALES, keys.GOAL, 2e6)
    assert fold(log).goal == 2e6
    assert fold(says(log, MARKETING, keys.GOAL, None)).goal is None


def test_lines_keep_their_order_when_they_change_and_leave_when_removed() -> None:
    log = lines("Paid search", "Events", "A/B")
    log = says(log, TOGETHER, keys.line_key("Paid search"), line_value("mql", "Partner"))
    plan = fold(log)
    assert plan.lines == (Line("Paid search", 1, "Partner"), Line("Events"), Line("A/B"))
    gone = says(says(log, SALES, "Events/volume", 9.0), TOGETHER, "line:Events", None)
    assert fold(gone).line_names == ("Paid search", "A/B")
    assert not fold(gone).claims
    back = says(gone, TOGETHER, "line:Events", line_value("Inquiry"))
    assert fold(back).claims_of("Events", VOLUME)


def test_one_slot_written_in_two_ways_is_one_position() -> None:
    log = says(lines("Paid search"), SALES, "paid_search/volume", 10.0)
    log = says(log, SALES, "Paid search/volume", 20.0)
    claims = fold(log).claims_of("Paid search", VOLUME)[None]
    assert claims.sales is not None
    assert (claims.sales.value, claims.of(SALES), claims.of(MARKETING)) == (20, claims.sales, None)


def test_positions_out_of_bounds_are_no_positions() -> None:
    log = says(lines("Events"), SALES, "Events/rate:MQL>SAL", 1.5)
    log = says(log, SALES, "Events/volume", -3.0)
    log = says(log, SALES, "Events/deal_size", "dear")
    assert not fold(log).claims


def test_positions_follow_their_stage_when_it_is_renamed() -> None:
    log = says(lines("Events", entry="SAL"), SALES, "Events/rate:MQL>SAL", 0.4)
    renamed = stages_value(("Inquiry", "MQL", "Accepted", "Opportunity", "Won"))
    log = says(
        says(log, SALES, keys.STAGES, stages_value(fold(log).stages)), SALES, keys.STAGES, renamed
    )
    plan = fold(log)
    assert plan.claims_of("Events", Driver(RATE, 1))
    assert plan.lines[0].entry == 2


def test_default_owners() -> None:
    plan = fold(lines("Events"))
    owners = [plan.owner("Events", Driver(RATE, step)) for step in range(4)]
    assert owners == [Owner.MARKETING, Owner.SHARED, Owner.SALES, Owner.SALES]
    assert [plan.owner("Events", Driver(LAG, step)) for step in range(4)] == owners
    assert plan.owner("Events", VOLUME) is plan.owner("Events", COST) is Owner.MARKETING
    assert plan.owner("Events", SPEND) is Owner.MARKETING
    assert plan.owner("Events", DEAL_SIZE) is Owner.SALES
    assert plan.owner("Events", Driver(OPEN, 1)) is Owner.MARKETING
    assert plan.owner("Events", Driver(OPEN, 3)) is Owner.SALES


def test_lines_that_sales_or_partners_source_are_owned_by_sales() -> None:
    for team in ("Sales", "Partner"):
        plan = fold(lines("Outbound", team=team))
        assert {plan.owner("Outbound", d) for d in (VOLUME, COST, SPEND)} == {Owner.SALES}
        assert plan.owner("Outbound", Driver(RATE, 0)) is Owner.MARKETING


def test_owners_parking_and_notes_are_set_per_key() -> None:
    log = says(lines("Events"), TOGETHER, "owner:Events/volume", "shared")
    log = says(log, TOGETHER, "owner:Events/deal_size", "nobody")
    log = says(log, SALES, "park:Events/volume/2027-03", "until the fair")
    log = says(log, SALES, "note:Events/volume", "new booth")
    log = says(says(log, SALES, "note:Events/deal_size", "x"), SALES, "note:Events/deal_size", None)
    plan = fold(log)
    assert plan.owner("Events", VOLUME) is Owner.SHARED
    assert plan.owner("Events", DEAL_SIZE) is Owner.SALES
    assert [r.text for r in plan.parked.values()] == ["until the fair"]
    assert {slot: r.text for slot, r in plan.notes.items()} == {Slot("Events", VOLUME): "new booth"}


def test_corrected_cells_are_kept_by_row_and_column() -> None:
    plan = settled(
        (keys.fix_key("abc", 0), "L2"),
        (keys.fix_key("abc", 3), "Web"),
        (keys.fix_key("abc-2", 0), ""),
        (keys.fix_key("gone", 1), "x"),
        (keys.fix_key("gone", 1), None),
        ("fix:abc/one", "x"),
        ("fix:abc", "x"),
    )
    assert plan.fixes == {"abc": {0: "L2", 3: "Web"}, "abc-2": {0: ""}}
    assert (plan.claims, plan.lines) == ({}, ())
