"""The contract: what both sides promise, in plain sentences that follow from the plan."""

from collections.abc import Iterator
from datetime import date

from planner.base import units
from planner.base.stages import Seat, hand_off, qualified_stage
from planner.base.units import ENGLISH, NumberStyle, Unit
from planner.commitments.promise import ACCEPTED, BASIC, QUALIFIED, VALUE
from planner.commitments.standing import Commitments
from planner.plan.assumption import Assumption, Status
from planner.plan.document import Plan
from planner.plan.keys import SLA, Driver, DriverKind
from planner.plan.pledges import pledge
from planner.plan.resolve import own_months
from planner.plan.signing import Signature
from planner.sheets.periods import months_text
from planner.sheets.prose import Prose, Section
from planner.sheets.quality_words import rule_words
from planner.sheets.sla_marketing import Deliveries, deliveries
from planner.sheets.sla_sales import STATED
from planner.sheets.sla_words import person_key
from planner.sheets.status import day_text, promised_on
from planner.sheets.words import SEAT_NAMES, Tongue, in_sentence, plural

_MEASURED = (
    "Due is what is promised for the days of a month that are over; pace is what came of it.",
    "Kept is on time of all leads whose limit has passed by the last day of the data; a lead that "
    "was never touched is never on time.",
    "Every figure follows from the plan and changes with it, once both sign again.",
)


_MEASURE = {
    DriverKind.FIRST_TOUCH_DAYS: " days",
    DriverKind.FIRST_TOUCH_SHARE: " of leads",
    DriverKind.WORKED_SHARE: " of leads",
    DriverKind.TOUCHES_BEFORE_DEAD: " touches",
    DriverKind.ANSWER_DAYS: " days",
    DriverKind.ANSWER_SHARE: " of leads",
}
"""What a limit counts."""


def contract(made: Commitments, name: str, style: NumberStyle = ENGLISH) -> Prose:
    """Return the contract as it counts: what both signed, else the plan as it now stands."""
    found = deliveries(made, style)
    plan = made.agreed.plan
    return Prose(
        f"Service level agreement: {name}",
        (
            Section("", (standing_words(made),)),
            Section("Marketing delivers", tuple(_marketing(found, plan))),
            Section("Sales works it", tuple(_sales(found, plan))),
            Section("How it is measured", _MEASURED),
        ),
    )


def standing_words(made: Commitments) -> str:
    """Say who signed what counts, or that nobody did."""
    known = promised_on(made.agreed)
    if made.signed is None:
        return f"Not signed by both yet: this is the plan as it now stands, {known}."
    who = " and ".join(map(_signer, made.signed.signatures))
    return f"Version {made.signed.number}, signed by {who}, {known}."


def _signer(one: Signature) -> str:
    day = day_text(date.fromisoformat(one.time[:10]))
    return f"{one.name} for {SEAT_NAMES[Seat(one.seat)]} on {day}"


def _marketing(found: Deliveries, plan: Plan) -> Iterator[str]:
    if not found.signed.lines:
        yield "No line of Marketing’s enters before the hand-off: nothing is promised."
        return
    whole, count = found.columns[-1], len(found.signed.months)
    when = months_text(found.signed.months[0], found.signed.months[-1])
    shown = {
        level: found.of_signed(level, "", whole) for level in (BASIC, QUALIFIED, VALUE, ACCEPTED)
    }
    tongue, stage = found.tongue, qualified_stage(plan.stages)
    yield (
        f"{when}: {tongue.count(shown[BASIC])} leads, {tongue.count(shown[BASIC] / count)} a month "
        f"on average.{_person(plan, BASIC)}"
    )
    definition = plan.definitions.get(stage)
    rule = "no rule on fields is agreed yet" if definition is None else rule_words(definition.rule)
    yield (
        f"Of them come {tongue.count(shown[QUALIFIED])} qualified leads ({plan.stages[stage]}: "
        f"{rule}).{_person(plan, QUALIFIED)}"
    )
    yield (
        f"Together they are worth {tongue.short(shown[VALUE])} by the agreed rates and deal sizes; "
        f"any mix of lines may reach it.{_person(plan, VALUE)}"
    )
    for line in found.signed.lines:
        each = {level: found.of_signed(level, line, whole) / count for level in shown}
        worth, who = tongue.short(each[VALUE]), _person(plan, BASIC, line)
        yield (
            f"{line}: {tongue.count(each[BASIC])} leads and {tongue.count(each[QUALIFIED])} "
            f"qualified leads a month, worth {worth}.{who}"
        )


def _sales(found: Deliveries, plan: Plan) -> Iterator[str]:
    tongue = found.tongue
    first, share = (_said(plan, kind, tongue) for kind in (
        DriverKind.FIRST_TOUCH_DAYS, DriverKind.FIRST_TOUCH_SHARE))  # fmt: skip
    yield _promise(
        first and f"{_all_or(share, 'handed over ')}touched within {first} days.",
        "how soon a lead is touched", plan, DriverKind.FIRST_TOUCH_DAYS)  # fmt: skip
    worked = _said(plan, DriverKind.WORKED_SHARE, tongue)
    yield _promise(
        worked and f"{worked} of leads are worked: touched, or moved on.",
        "how many leads are worked", plan, DriverKind.WORKED_SHARE)  # fmt: skip
    tries = _said(plan, DriverKind.TOUCHES_BEFORE_DEAD, tongue)
    yield _promise(
        tries and f"No lead is given up before {tries} touches.",
        "how often a lead is touched before it is given up", plan,
        DriverKind.TOUCHES_BEFORE_DEAD)  # fmt: skip
    answer, answers = (_said(plan, kind, tongue) for kind in (
        DriverKind.ANSWER_DAYS, DriverKind.ANSWER_SHARE))  # fmt: skip
    yield _promise(
        answer and f"{_all_or(answers)}accepted or, with a reason, refused within {answer} days.",
        "how soon a lead is accepted or turned down", plan, DriverKind.ANSWER_DAYS)  # fmt: skip
    yield from _acceptance(found, plan)


def _all_or(share: str, which: str = "") -> str:
    return f"{share} of leads {which}are " if share else f"Every lead {which}is "


def _acceptance(found: Deliveries, plan: Plan) -> Iterator[str]:
    if not found.signed.lines:
        return
    whole = found.columns[-1]
    taken = found.of_signed(ACCEPTED, "", whole)
    offered = found.of_signed(QUALIFIED, "", whole)
    stage = in_sentence(plural(plan.stages[hand_off(plan.stages).end]))
    share = f", {found.tongue.rate(taken / offered, 0)} of them" if offered > 0.0 else ""
    yield (
        f"Of the qualified leads {found.tongue.count(taken)} become {stage}{share}, over the plan."
        f"{_person(plan, ACCEPTED)}"
    )


def _promise(sentence: str, about: str, plan: Plan, kind: DriverKind) -> str:
    """Return a promise with who answers for it, and what is not agreed of it."""
    months = in_months(plan, kind)
    if not sentence:
        return f"Nothing is promised yet of {about}.{months}"
    return f"{sentence}{months}{_person(plan, kind.value)}{_disputed(plan, pledge(plan, kind))}"


def in_months(plan: Plan, promise: DriverKind) -> str:
    """Return what a promise comes to in months with limits of their own, each in a sentence."""
    return "".join(_in_months(plan, of) for of in STATED[promise])


def _in_months(plan: Plan, kind: DriverKind) -> str:
    tongue = Tongue(currency=plan.currency)
    told = []
    for month in own_months(plan, SLA, Driver(kind)):
        one = pledge(plan, kind, month)
        if one.working is not None:
            value = _value(one, one.working, tongue)
            told.append(f" In {months_text(month, month)}: {value}{_MEASURE[kind]}.")
    return "".join(told)


def _said(plan: Plan, kind: DriverKind, tongue: Tongue) -> str:
    stated = pledge(plan, kind)
    return "" if stated.working is None else _value(stated, stated.working, tongue)


def _value(one: Assumption, value: float, tongue: Tongue) -> str:
    if one.driver.unit is Unit.RATE:
        return tongue.rate(value, 0)
    return units.exact(value, Unit.NUMBER, tongue.style)


def _disputed(plan: Plan, one: Assumption) -> str:
    if one.status is not Status.DISPUTED or one.marketing is None or one.sales is None:
        return ""
    tongue = Tongue(currency=plan.currency)
    ours, theirs = (_value(one, value, tongue) for value in (one.marketing, one.sales))
    return f" Not agreed: Marketing says {ours}, Sales says {theirs}."


def _person(plan: Plan, level: str, line: str = "") -> str:
    named = plan.people.get(person_key(level, line))
    return f" {named} answers for it." if named else ""
