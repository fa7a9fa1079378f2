"""Every multiplier as a sentence."""

from collections.abc import Mapping

from planner.base import units
from planner.base.units import Unit
from planner.evidence.figures import THIN, Figure
from planner.evidence.regression import Drivers, Multiplier, Target
from planner.sheets.cells import Explanation, Part
from planner.sheets.table import said, strong
from planner.sheets.words import Tongue, title

TITLES = {
    Target.WIN: "Odds of a win ×",
    Target.SIZE: "Deal size ×",
    Target.CYCLE: "Days to win ×",
}
_WHAT = {
    Target.WIN: "the odds of a win",
    Target.SIZE: "the amount",
    Target.CYCLE: "the days until won",
}
_DEALS = {
    Target.WIN: "closed deals",
    Target.SIZE: "won deals with an amount",
    Target.CYCLE: "won and open deals",
}
Sentence = tuple[Part | str, ...]


def ratio(value: float, tongue: Tongue) -> str:
    """Return a multiplier, such as 1.73."""
    return units.number(value, tongue.style, 2)


def interval(found: Figure, tongue: Tongue) -> str:
    """Return the interval of a multiplier, such as 1.19–2.50."""
    return f"{ratio(found.low, tongue)}{units.DASH}{ratio(found.high, tongue)}"


def explain_driver(
    models: Mapping[Target, Drivers],
    parts: Mapping[Target, Multiplier],
    key: tuple[str, str],
    column: str,
    tongue: Tongue,
) -> Explanation:
    """Return the sentence behind one cell; `parts` are the row's multipliers, {} the first's."""
    targets = {target.value: target for target in Target}
    if not parts:
        model = models[targets.get(column, Target.WIN)]
        return said("Reference deal", *_base(model, tongue))
    name = f"{title(key[0])} · {key[1]}"
    if column in targets:
        target = targets[column]
        head = f"{name} · {TITLES[target].removesuffix(' ×')}"
        return said(head, *_multiplier(models[target], parts.get(target), tongue))
    win = parts.get(Target.WIN)
    if win is None:
        return said(name, f"Fewer than {THIN} closed deals: in Other.")
    count = (strong(tongue.count(win.won)), f" of {tongue.count(win.ratio.n)} closed deals won.")
    return said(name, *count, _pooled(win, tongue))


def _base(model: Drivers, tongue: Tongue) -> Sentence:
    """Say what the deal with every factor's reference is like."""
    if model.missing:
        return (model.missing,)
    value, what = _base_text(model, model.base.value, tongue)
    low, high = (_base_text(model, end, tongue)[0] for end in (model.base.low, model.base.high))
    levels = ", ".join(model.design.deal) if model.design else ""
    left = ""
    if model.left_out:
        left = f" {tongue.count(model.left_out)} without amount or dates in order are left out."
    return (
        strong(value),
        f" {what} (90% interval {low} to {high}) for {levels or 'every deal'}, by "
        f"{tongue.count(model.n)} {_DEALS[model.target]}.{left}",
    )


def _base_text(model: Drivers, value: float, tongue: Tongue) -> tuple[str, str]:
    match model.target:
        case Target.WIN:
            return tongue.rate(value), "chance of a win"
        case Target.SIZE:
            return tongue.show(value, Unit.MONEY), "on average"
    return f"{tongue.show(value, Unit.DAYS)} days", "until half are won"


def _multiplier(model: Drivers, one: Multiplier | None, tongue: Tongue) -> Sentence:
    if model.missing:
        return (model.missing,)
    deals = _DEALS[model.target]
    if one is None:
        return (f"Fewer than {THIN} {deals}: in Other.",)
    counted = f"{tongue.count(one.ratio.n)} {deals}"
    if one.reference:
        return (f"The reference of this factor: {counted}.", _pooled(one, tongue))
    if not one.ratio.known:
        by = " and ".join(one.told_by)
        verb = "single" if len(one.told_by) > 1 else "singles"
        why = f"which {by} {verb} out already" if by else "too few"
        return (f"{counted}, {why}: no effect of its own can be told.",)
    factor = [m.level for m in model.multipliers if m.reference and m.factor == one.factor]
    won = f", {tongue.count(one.won)} won" if model.target is not Target.SIZE else ""
    apart = one.ratio.low > 1 or one.ratio.high < 1
    doubt = "" if apart else " The interval holds 1: it may be no different."
    return (
        strong(f"{ratio(one.ratio.value, tongue)} times"),
        f" {_WHAT[model.target]} of {factor[0]}, all other factors alike (90% interval "
        f"{interval(one.ratio, tongue)}, {counted}{won}).{doubt}",
        _pooled(one, tongue),
    )


def _pooled(one: Multiplier, tongue: Tongue) -> str:
    if not one.pooled:
        return ""
    values = "value" if one.pooled == 1 else "values"
    return f" Other is {tongue.count(one.pooled)} {values} with fewer than {THIN} deals."
