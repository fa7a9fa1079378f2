"""Whose entries and bookings are: each source team's share, beside the plan's share goal."""

from dataclasses import dataclass

import numpy as np

from planner.base.units import points
from planner.evidence.figures import Floats
from planner.journeys.table import BLANK
from planner.plan.document import SALES_TEAMS, Plan
from planner.plan.goals import Business, Measure
from planner.sheets.cells import Cell, Explanation, Kind, Place
from planner.sheets.charts import Chart, Mark, Reference, Series
from planner.sheets.periods import months_text, plan_title
from planner.sheets.table import said, strong
from planner.sheets.words import Tongue, in_sentence, plural

TEAM_ROW, SOURCED = "team:", "sourced"
FUNNEL = "Funnel"


@dataclass(frozen=True, slots=True)
class ShareGoal:
    """The share of bookings that Marketing is to source, and the months it is for in words."""

    value: float
    period: str


@dataclass(frozen=True, eq=False)
class SourceTeams:
    """Entries of each stage and, where money is known, bookings: `sums` (teams, figures).

    `names` are the teams, `labels` the figures' headings, `booked` bookings by month, (teams,
    months).
    """

    names: tuple[str, ...]
    labels: tuple[str, ...]
    sums: Floats
    booked: Floats
    tongue: Tongue

    @property
    def marketing(self) -> tuple[str, ...]:
        """The teams that are Marketing's, as in a plan's lines; what is not known is nobody's."""
        known = (name for name in self.names if name != BLANK)
        return tuple(name for name in known if name.casefold() not in SALES_TEAMS)

    @property
    def sourced(self) -> Floats:
        """Marketing's share of bookings, in all and by month, (1 + months); NaN without any."""
        mine = np.isin(self.names, self.marketing)
        money = np.column_stack((self.booked.sum(axis=1), self.booked))
        whole = money.sum(axis=0)
        return _divided(money[mine].sum(axis=0), whole)


def share_goal(plan: Plan) -> ShareGoal | None:
    """Return the goal stated for the longest period, of all business."""
    for goal in plan.goals:
        if goal.measure is Measure.SOURCED and goal.business is Business.ALL:
            period = goal.over(plan.horizon)
            months = tuple(range(period.start, period.start + period.months))
            name = plan_title(months, plan.fiscal_start) or months_text(months[0], months[-1])
            return ShareGoal(goal.value, name)
    return None


def gap_text(share: float, goal: ShareGoal, tongue: Tongue) -> str:
    """Say how far a share is from the goal, as the figures shown differ."""
    gap = round(share, 3) - round(goal.value, 3)
    if gap == 0.0:
        return "met"
    return f"{points(abs(gap), tongue.style).lstrip('+')} {'above' if gap > 0 else 'short'}"


def goal_cell(share: float, weight: float, goal: ShareGoal | None, tongue: Tongue) -> Cell:
    """Return Marketing's share of some bookings, with its gap to a goal."""
    if np.isnan(share):
        return Cell("", kind=Kind.RATE)
    gap = points(round(share, 3) - round(goal.value, 3), tongue.style) if goal else ""
    return Cell(tongue.rate(share), share, kind=Kind.RATE, small=gap, weight=weight)


def explain_goal(share: float, when: str, goal: ShareGoal, tongue: Tongue) -> Explanation:
    """Say share, goal and gap."""
    name, aim = "Sourced by Marketing", tongue.rate(goal.value)
    if np.isnan(share):
        return said(name, f"Nothing was booked {when}; the plan’s goal for {goal.period} is {aim}.")
    return said(
        name, strong(tongue.rate(share)),
        f" of bookings {when} are sourced by Marketing. The plan’s goal for {goal.period} is {aim}:"
        f" {gap_text(share, goal, tongue)}.",
    )  # fmt: skip


def shares_chart(
    found: SourceTeams | None, stages: tuple[str, ...], when: str, goal: ShareGoal | None
) -> Chart:
    """Return the share of every source team in each stage and in bookings."""
    if found is None or not found.sums.any():
        return Chart("Source teams: not known", "", empty="The data name no source team.")
    shares = _divided(found.sums, found.sums.sum(axis=0))
    order = np.argsort(-found.sums[:, 0], kind="stable").tolist()
    series = tuple(
        Series(
            found.names[g],
            tuple(float(i) for i in range(shares.shape[1])),
            tuple(np.nan_to_num(shares[g]).tolist()),
            Mark.BARS,
            shade=min(5, 2 * place),
            label=f"{found.names[g]} {found.tongue.rate(float(shares[g, -1]), 0)}",
            places=tuple(
                Place(FUNNEL, f"{TEAM_ROW}{i}/{found.names[g]}", "total")
                for i in range(shares.shape[1])
            ),
        )
        for place, g in enumerate(order)
    )
    money = len(found.labels) > len(stages)
    told = goal if money and np.isfinite(found.sourced[0]) else None
    of = " and in bookings" if money else "; bookings are not known"
    aim = f"; line: Marketing’s goal, {told.period}" if told else ""
    return Chart(
        _finding(found, shares, stages, told),
        f"Share of each source team in entries of {when}{of}{aim}",
        series,
        labels=found.labels,
        references=(
            (Reference(told.value, f"goal {found.tongue.rate(told.value, 0)}", dashed=True,
                       place=Place(FUNNEL, SOURCED, "total")),) if told else ()
        ),
        values_as=Kind.RATE,
        stacked=True,
    )  # fmt: skip


def _divided(part: Floats, whole: Floats) -> Floats:
    """Return shares, NaN of nothing."""
    shares: Floats = np.divide(part, whole, out=np.full(part.shape, np.nan), where=whole > 0)
    return shares


def _finding(
    found: SourceTeams, shares: Floats, stages: tuple[str, ...], goal: ShareGoal | None
) -> str:
    tongue, last = found.tongue, len(stages) - 1
    deals = int(np.nan_to_num(shares[:, last]).argmax())
    said_deals = (
        f"{found.names[deals]} sources {tongue.rate(float(shares[deals, last]), 0)} of "
        f"{in_sentence(plural(stages[last]))}"
        if np.isfinite(shares[deals, last])
        else f"nobody entered {stages[last]}"
    )
    if goal is not None:
        share = float(found.sourced[0])
        return (
            f"Marketing sources {tongue.rate(share)} of bookings, "
            f"goal {tongue.rate(goal.value)}: {gap_text(share, goal, tongue)}"
        )
    if len(found.labels) == len(stages) or not np.isfinite(shares[:, -1]).any():
        return f"Source teams: {said_deals}"
    money = int(np.nan_to_num(shares[:, -1]).argmax())
    subject = "" if money == deals else f"{found.names[money]} "
    of_money = f"{tongue.rate(float(shares[money, -1]), 0)} of bookings"
    return f"Source teams: {said_deals}, {subject}{of_money}"
