"""A dispute as a meeting puts it, and the value in its field, written as numbers are here."""

import pytest

from planner.base.units import ENGLISH, STYLES, NumberStyle
from planner.commitments.disputes import DisputedPromise, Price
from planner.plan.assumption import Assumption
from planner.sheets.meeting import dispute_view, field_text, stake_text, typed_value
from planner.sheets.strip import disputes_by_sheet, score_strip
from tests.sheets.plans import RATE, SIZE, VOLUME, WORKED, M, S, by_hand

DAYS, WEIGHT = "sla/first_touch_days", "sla/weight:bookings"
FOUGHT = (*WORKED, (M, DAYS, 1.0), (S, DAYS, 4.0), (M, WEIGHT, 0.3), (S, WEIGHT, 0.5))


def test_promises_follow_the_dearest_values_and_are_counted_with_them() -> None:
    found = by_hand(*FOUGHT)
    assert [one.key for one in found.disputed[3:]] == [DAYS, WEIGHT]
    tile = score_strip(found)[4]
    assert (tile.headline, tile.detail) == ("5 values", "2 promised; worth $14.90m gross")
    assert disputes_by_sheet(found) == {"Assumptions": 3, "SLA": 1, "Scorecards": 1}
    assert stake_text(found) == "5 disputes, worth $14.90m in all, 2 about promises"


def test_a_promise_is_put_with_its_price_as_an_association() -> None:
    found = by_hand(*FOUGHT)
    known = {DAYS: DisputedPromise(found.disputed[3], Price(375_000.0, 207_000.0))}
    view = dispute_view(found, 3, ENGLISH, known)
    assert view is not None
    assert (view.title, view.worth) == (
        "Commitments · First touch within, days",
        "$168k apart in late leads",
    )
    assert [side.text for side in view.sides] == ["1 day", "4 days"]
    assert "Marketing’s 1 day late leads go with $375k of bookings less" in view.evidence
    assert "an association" in view.evidence
    plain = dispute_view(found, 4)
    assert plain is not None
    assert plain.worth == "no price in bookings"
    assert plain.way_out.startswith("Way out: split")


EVERY_STYLE = pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)


def said_of(key: str) -> Assumption:
    return next(a for a in by_hand(*FOUGHT).said if a.key == key)


@EVERY_STYLE
@pytest.mark.parametrize("currency", ["USD", "EUR", "CHF"])
@pytest.mark.parametrize(
    ("key", "value"),
    [(SIZE, 53_936.8), (SIZE, 46_873.0), (SIZE, 1_250_000.55), (RATE, 0.6153), (RATE, 0.0045),
     (RATE, 1.0), (VOLUME, 1_300.0), (VOLUME, 1_300.25)],
)  # fmt: skip
def test_a_value_in_the_field_reads_back_as_the_same_number(
    style: NumberStyle, currency: str, key: str, value: float
) -> None:
    one = said_of(key)
    assert typed_value(one, field_text(one, value, style, currency), style) == value


def test_the_field_writes_money_and_per_cent_as_cells_do() -> None:
    size, rate = said_of(SIZE), said_of(RATE)
    assert field_text(size, 53_936.8, ENGLISH, "USD") == "$53,936.80"
    assert field_text(size, 53_936.0, STYLES["continental"], "EUR") == "53.936\u00a0€"
    assert field_text(rate, 0.615, ENGLISH, "USD") == "61.5%"
    assert field_text(rate, 1 / 3, ENGLISH, "USD") == "33.3%"
