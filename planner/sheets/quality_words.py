"""Lead quality in words: rules, what they keep, and every figure as a sentence."""

from planner.base.units import Unit
from planner.evidence.figures import Figure
from planner.evidence.quality import Clause, Field, Leads, Level, Qualified, Rule
from planner.plan.definitions import Definition
from planner.sheets.cells import Explanation
from planner.sheets.drivers_words import ratio
from planner.sheets.history import moment
from planner.sheets.table import said, strong
from planner.sheets.words import SEAT_NAMES, Tongue, in_sentence, plural, title

EVERY_LEAD = "every lead"


def rule_words(rule: Rule) -> str:
    """Return a rule such as channel is not List purchase or Webinar, and segment is Enterprise."""
    return ", and ".join(_clause(clause) for clause in rule.clauses) or EVERY_LEAD


def _clause(clause: Clause) -> str:
    *first, last = clause.values or ("nothing",)
    values = f"{', '.join(first)} or {last}" if first else last
    return f"{clause.field} is {'' if clause.among else 'not '}{values}"


def definition_words(definition: Definition, stage: str) -> str:
    """Return a definition kept in the plan, and who proposed it."""
    parts = (SEAT_NAMES[definition.seat], definition.author, moment(definition.time))
    who = ", ".join(part for part in parts if part)
    return f"In the plan a lead is {stage} if {rule_words(definition.rule)} ({who})."


def kept_words(found: Qualified, stages: tuple[str, ...], stage: int, tongue: Tongue) -> str:
    """Say what a rule keeps, what it is worth, and whether it held where it was not chosen."""
    leads = in_sentence(plural(stages[stage]))
    text = (
        f"Keeps {tongue.count(found.leads)} of {tongue.count(found.of)} {leads} "
        f"({tongue.rate(found.share, 0)}): {with_interval(found.rate, tongue)} are won, against "
        f"{_rate(found.others.value, tongue)} of the others and "
        f"{_rate(found.everyone.value, tongue)} of all."
    )
    if found.all_won:
        text += f" {tongue.rate(found.won / found.all_won, 0)} of wins"
        if found.all_bookings > 0:
            text += (
                f" and {tongue.short(found.bookings)} of {tongue.short(found.all_bookings)} "
                "bookings"
            )
        text += " are kept."
    if found.held_out.known and found.held_out_all.known:
        text += (
            f" On the fifth of leads its choice never saw: "
            f"{with_interval(found.held_out, tongue)} against "
            f"{_rate(found.held_out_all.value, tongue)}."
        )
    return text


def explain_quality(
    field: Field, level: Level, column: str, leads: Leads, tongue: Tongue
) -> Explanation:
    """Return the sentence behind one cell."""
    name = title(field.name)
    if column in {"field", "explains"}:
        return said(name, *_field(field, tongue))
    who = f"{name} · {level.label}"
    counted = tongue.count(level.rate.n)
    if column in {"leads", "won"}:
        return said(
            who,
            strong(tongue.count(level.won)),
            f" of {counted} leads won so far.",
            _of(level, tongue),
        )
    doubt = "" if level.surely else " The interval holds that of all leads: it may be no different."
    won, times = tongue.count(level.won), ratio(level.lift, tongue)
    return said(
        who,
        strong(with_interval(level.rate, tongue)),
        f" of {counted} leads are won within {tongue.count(leads.tau)} days, {times} times as "
        f"often as all ({won} so far; a young lead counts as far as it has matured).{doubt}",
        _later(field),
        _of(level, tongue),
    )


def _field(field: Field, tongue: Tongue) -> tuple[str, ...]:
    known = f"It is known of {tongue.rate(field.known, 0)} of leads."
    if field.filled_later:
        return (f"{known}{_later(field)}",)
    return (
        f"It tells {tongue.rate(field.explained)} of what is not known of a lead’s outcome "
        f"beforehand: mutual information over entropy, of rates shrunk as far as chance alone may "
        f"have set them apart. {known}",
    )


def _later(field: Field) -> str:
    if not field.filled_later:
        return ""
    return (
        " It was mostly filled in on the way to a win: that it is known tells the outcome, so it "
        "is no quality of a lead."
    )


def _of(level: Level, tongue: Tongue) -> str:
    if level.values < 2:
        return ""
    return f" Other is {tongue.count(level.values)} rarer values."


def with_interval(figure: Figure, tongue: Tongue) -> str:
    """Return a rate with its interval in brackets."""
    spread = tongue.interval(figure.low, figure.high, Unit.RATE)
    return f"{_rate(figure.value, tongue)} ({spread})" if spread else _rate(figure.value, tongue)


def _rate(rate: float, tongue: Tongue) -> str:
    return tongue.rate(rate, 1 if rate >= 0.02 else 2)
