"""The sentence on leads as a formula, in the program's words in every direction."""

from dataclasses import dataclass

from planner.forecast.enough_leads import WHOLE
from planner.output.excel.page import quoted
from planner.output.excel.phrases import short
from planner.plan.document import Plan
from planner.sheets.enough_words import aim_period


@dataclass(frozen=True, slots=True)
class Told:
    """Where the figures of all lines stand, as cells, ranges or sums.

    `whole` is all that is booked without the team's limits, `before` what of it the data have.
    """

    goal: str
    whole: str
    worths: str
    needed: str
    arriving: str
    before: float


def sentence(told: Told, plan: Plan, apart: str, where: tuple[str, str, str]) -> str:
    """Return the formula; empty text without a goal, or where no lead is worth anything.

    `apart` is what is missing in a line by its place, to be filled in; `where` are the ranges of
    the lines' names, of their days, and of what they miss in bookings.
    """
    nothing = f'OR({told.goal}="",MAX({told.worths})<=0)'
    answer, line, held = _answer(told, plan), _where(told, apart, where), _held(told, plan)
    return f'=IF({nothing},"",{answer}&"."&{line}&{held})'


def _answer(told: Told, plan: Plan) -> str:
    missing, worth = _missing(told), f"({told.goal}-{told.whole})"
    exact = f"AND(ABS({missing})<={WHOLE},ABS({worth})<={WHOLE}*MAX({told.worths}))"
    aim = f"{short(told.goal, plan.currency)}&{quoted(f' in {aim_period(plan)}')}"
    need, come = f"FIXED({told.needed},0)", f"FIXED({told.arriving},0)"
    many, money = f"FIXED(ABS({missing}),0)", short(f"ABS({worth})", plan.currency)
    just = (
        f'"Just enough leads for "&{aim}&": the "&{need}'
        '&" that Marketing must bring arrive in time"'
    )
    few = (
        f'"Not enough leads for "&{aim}&": of "&{need}&" that Marketing must bring "&{come}'
        f'&" arrive in time, "&{many}&" short, worth "&{money}'
    )
    more = (
        f'"Enough leads for "&{aim}&": "&{come}&" of Marketing’s arrive in time, "&{many}'
        f'&" more than the "&{need}&" needed, worth "&{money}'
    )
    mix = (
        f'{come}&" arrive in time, "&{need}&" of the planned mix are needed, but the mix that '
        f'comes is worth "&{money}'
    )
    poor = f'"Leads enough in number, not in worth, for "&{aim}&": "&{mix}&" too little"'
    rich = f'"Leads enough in worth for "&{aim}&": "&{mix}&" more than needed"'
    level = (
        f'"Leads enough in worth for "&{aim}&": "&{come}&" arrive in time, "&{need}'
        '&" of the planned mix are needed, and the mix that comes is worth as much"'
    )
    below = f"IF({missing}>{WHOLE},{few},{poor})"
    above = f"IF({missing}<-{WHOLE},{more},{rich})"
    apart = f"IF({worth}>0,{below},{above})"
    return f"IF({exact},{just},IF(ROUND({worth},0)=0,{level},{apart}))"


def _where(told: Told, apart: str, where: tuple[str, str, str]) -> str:
    """Name the line whose missing leads are worth most."""
    names, days, dear = where
    place = f"MATCH(MAX({dear}),{dear},0)"
    leads, day = f"FIXED({apart.format(place)},0)", f"INDEX({days},{place})"
    line = f"INDEX({names},{place})"
    yet = f'" Yet "&{leads}&" are missing in "&{line}&", due by "&{day}&"."'
    they = f'" They are due by "&{day}&"."'
    dearest = f'" Dearest are the "&{leads}&" missing in "&{line}&", due by "&{day}&"."'
    alone = f'COUNTIF({told.worths},">0")=1'
    even = f"OR({_missing(told)}<={WHOLE},{told.goal}-{told.whole}<=0)"
    return f'IF(MAX({dear})<=0,"",IF({even},{yet},IF({alone},{they},{dearest})))'


def _held(told: Told, plan: Plan) -> str:
    """Say what the team's limits keep beside."""
    held = f"({told.whole}-{told.before!r}-Bookings_working)"
    money = short(held, plan.currency)
    said = f'" The team’s limits keep "&{money}&" of bookings out besides."'
    return f'IF(ROUND({held},0)<=0,"",{said})'


def _missing(told: Told) -> str:
    return f"({told.needed}-{told.arriving})"
