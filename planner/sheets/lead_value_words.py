"""Every lead value as a sentence."""

from planner.base.units import Unit
from planner.evidence.figures import THIN, Figure
from planner.evidence.lead_value import GEM, SMALL_SHARE, LeadValue
from planner.sheets.cells import Explanation, Part, Place
from planner.sheets.funnel import ALL, TOTAL_KEY
from planner.sheets.table import said, strong
from planner.sheets.words import Tongue, in_sentence, plural
from planner.sheets.worth import Worth

FUNNEL = "Funnel"
Sentence = tuple[Part | str, ...]


def explain_lead_value(
    found: Worth, group: str, column: str, stage: int, tongue: Tongue
) -> Explanation:
    """Return the sentence behind one cell; `stage` is the one looked at."""
    kind, _, index = column.partition(":")
    at = int(index) if kind == "value" else stage
    who, where = ALL if group == TOTAL_KEY else group, found.stages[at]
    one = found.of(group, at)
    if one is None:
        return said(f"{who} · {where}", f"Nobody of {who} entered {where}, or it enters later.")
    title, parts = _parts(found, one, (kind, group), tongue)
    return said(f"{who} · {title}", *parts)


def _parts(
    found: Worth, one: LeadValue, at: tuple[str, str], tongue: Tongue
) -> tuple[str, Sentence]:
    """Return the title and the sentence of a kind of cell of a group."""
    kind, group = at
    where = found.stages[one.stage]
    match kind:
        case "value":
            return f"Value at {where}", _value(found, one, group, tongue)
        case "chance":
            return "Chance of a deal", _chance(found, one, tongue)
        case "size":
            return "Mean deal", _size(one, tongue)
        case "days":
            return "Days to close", _days(found, one, tongue)
        case "flag":
            return one.flag or "No flag", _flag(found, one, tongue)
    share = f", {tongue.rate(one.share)} of all" if one.key else ""
    return plural(where), (strong(tongue.count(one.entered)), f" entered{share}.")


def _value(found: Worth, one: LeadValue, group: str, tongue: Tongue) -> Sentence:
    if not one.value.known:
        return ("Nothing was won with an amount, so an entry has no measured value.",)
    size = Part(tongue.show(one.size.value, Unit.MONEY), Place(FUNNEL, group, "size"), bold=True)
    chance = Part(_rate(one.chance.value, tongue), Place(FUNNEL, group, "chance"), bold=True)
    spread = _spread(one.value, Unit.MONEY, tongue)
    closes = ""
    if one.days.known:
        closes = f" Those won close in {tongue.show(one.days.value, Unit.DAYS)} days on average."
    return (
        strong(tongue.show(one.value.value, Unit.MONEY)),
        f"{spread} = chance of a deal within {tongue.count(one.horizon)} days ",
        chance,
        " × mean deal ",
        size,
        "." if one.own_size else " (the company’s: none of its own).",
        closes,
        _compared(found, one, tongue),
    )


def _compared(found: Worth, one: LeadValue, tongue: Tongue) -> str:
    company = found.of(TOTAL_KEY, one.stage)
    if not one.key or company is None or not company.value.value > 0:
        return ""
    times = tongue.show(one.value.value / company.value.value, Unit.NUMBER)
    article = "a " if one.flag == GEM else ""
    flag = f": {article}{one.flag} at {tongue.rate(one.share, 0)} of entries" if one.flag else ""
    return f" {times} times the company’s{flag}."


def _chance(found: Worth, one: LeadValue, tongue: Tongue) -> Sentence:
    entrants = in_sentence(plural(found.stages[one.stage]))
    thin = " Thin: fewer than 30." if one.chance.n < THIN else ""
    return (
        strong(_rate(one.chance.value, tongue)),
        f"{_spread(one.chance, Unit.RATE, tongue)} of {tongue.count(one.chance.n)} dated {entrants}"
        f" are won within {tongue.count(one.horizon)} days: matured, and pooled with the other "
        f"groups.{thin}",
    )


def _size(one: LeadValue, tongue: Tongue) -> Sentence:
    if not one.size.known:
        return ("Nothing was won with an amount.",)
    whose = "" if one.own_size else ": the company’s, for the group has won none of its own"
    return (
        strong(tongue.show(one.size.value, Unit.MONEY)),
        f"{_spread(one.size, Unit.MONEY, tongue)} on average of {tongue.count(one.size.n)} won "
        f"amounts{whose}.",
    )


def _days(found: Worth, one: LeadValue, tongue: Tongue) -> Sentence:
    if not one.days.known:
        return ("Nothing dated was won, so there are no days to show.",)
    start = found.stages[one.stage]
    return (
        strong(f"{tongue.show(one.days.value, Unit.DAYS)} days"),
        f"{_spread(one.days, Unit.DAYS, tongue)} from {start} to {found.stages[-1]} on average of "
        f"{tongue.count(one.days.n)} won, whatever the horizon; stages skipped are left out.",
    )


def _flag(found: Worth, one: LeadValue, tongue: Tongue) -> Sentence:
    company = found.of(TOTAL_KEY, one.stage)
    if company is None or not one.key or not one.value.known or not company.value.known:
        return ("There is no value to compare with the company’s.",)
    mine = tongue.interval(one.value.low, one.value.high, Unit.MONEY)
    theirs = tongue.interval(company.value.low, company.value.high, Unit.MONEY)
    share = tongue.rate(one.share, 0)
    if one.flag:
        side = "above" if one.flag == GEM else "below"
        much = "few" if one.flag == GEM else "many"
        return (
            strong(f"{one.flag.capitalize()}: "),
            f"the 90% interval of its value, {mine}, lies wholly {side} the company’s, {theirs}, "
            f"and it has {much} entries, {share} of all.",
        )
    apart = one.value.low > company.value.high or one.value.high < company.value.low
    limit = tongue.rate(SMALL_SHARE, 0)
    why = (
        f"its value, {mine}, stands apart from the company’s, {theirs}, but at {share} of entries "
        f"(the line is {limit}) that is no surprise"
        if apart
        else f"the interval of its value, {mine}, overlaps with the company’s, {theirs}"
    )
    return (f"Neither hidden gem nor fool’s gold: {why}.",)


def _rate(value: float, tongue: Tongue) -> str:
    return tongue.rate(value, 2 if value < 0.1 else 1)


def _spread(figure: Figure, unit: Unit, tongue: Tongue) -> str:
    text = tongue.interval(figure.low, figure.high, unit)
    return f" (90% interval {text})" if text else ""
