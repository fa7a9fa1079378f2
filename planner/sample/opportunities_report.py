"""The opportunities report and the history of their stages."""

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from planner.base.day_columns import Days
from planner.base.days import NO_DAY, date_of
from planner.journeys.table import Codes, Mask, Outcome
from planner.sample import parameters as p
from planner.sample.company import Company
from planner.sample.ids import short_id
from planner.sample.layout import HISTORY, OPPORTUNITIES
from planner.sample.leads_report import lead_sources
from planner.sample.report import (
    Column,
    Form,
    Report,
    Values,
    choose,
    dates,
    moments,
    office_minutes,
    take,
    where,
)

CRM_STAGES = (
    "Prospecting",
    "Needs Analysis",
    "Value Proposition",
    "Proposal/Price Quote",
    "Negotiation/Review",
    "Closed Won",
    "Closed Lost",
)
_PROBABILITY = np.array([10, 20, 50, 75, 90, 100, 0])
_FORECAST = ("Pipeline", "Pipeline", "Best Case", "Best Case", "Commit", "Closed", "Omitted")
_OPEN_STAGES = CRM_STAGES.index("Closed Won")
_STEPS, _CLOCK = 4, 5
_MINUTES_APART = 11
_AHEAD = 25.0
"""Half the mean days to a planned closing."""


Places = npt.NDArray[np.intp]
Drawn = TypeVar("Drawn", bound=np.generic)


@dataclass(frozen=True, eq=False)
class Steps:
    """How m opportunities went through the CRM's stages; `path` (m) says whose they are.

    `days` (m, 6): the day each open stage was entered, last the closing; NO_DAY where not.
    `closing` (m): the true closing day, or the planned one of an open opportunity.
    """

    path: Codes
    days: Days
    closing: Days
    stage: Codes


def draw_steps(company: Company) -> Steps:
    """Draw the CRM stages between an opportunity's opening and its closing or the as-of date."""
    paths = company.paths
    path = np.flatnonzero(paths.is_opportunity).astype(np.int32)
    chance = _by_path(company, company.random(_STEPS).random((len(path), _OPEN_STAGES + 2)))
    m, opened = len(path), paths.entered[path, p.OPPORTUNITY]
    closed = np.maximum(paths.entered[path, p.WON], paths.left[path])
    is_open = closed == NO_DAY
    planned = company.as_of + 5 + np.rint(_AHEAD * -np.log1p(-chance[:, -2:]).sum(axis=1))
    closing = np.where(is_open, planned, closed).astype(np.int32)
    parts = np.hstack([np.zeros((m, 1)), np.sort(chance[:, : _OPEN_STAGES - 1], axis=1)])
    span = paths.closing[path] - opened
    days = opened[:, None] + np.floor(parts * span[:, None]).astype(np.int32)
    lost, ends_lost = paths.outcome[path] == Outcome.LOST, paths.end[path] != NO_DAY
    stop = 1 + np.floor(_OPEN_STAGES * chance[:, _OPEN_STAGES - 1])
    deepest = np.where(ends_lost, stop, _OPEN_STAGES)
    seen = (np.arange(_OPEN_STAGES) < deepest[:, None]) & (days <= company.as_of)
    steps = np.hstack([np.where(seen, days, NO_DAY), np.where(is_open, NO_DAY, closed)[:, None]])
    stage = np.where(lost, _OPEN_STAGES + 1, np.where(is_open, seen.sum(axis=1) - 1, _OPEN_STAGES))
    return Steps(path, steps.astype(np.int32), closing, stage.astype(np.int32))


def _by_path(company: Company, drawn: npt.NDArray[Drawn]) -> npt.NDArray[Drawn]:
    """Return what was drawn in order of opening in order of path: later ones change nothing."""
    return drawn[np.argsort(company.paths.by_opening)]


def opportunities_report(company: Company, accounts: Values, steps: Steps) -> Report:
    """Return every opportunity as it stands at the as-of date, and rows that hold nothing."""
    rows = _positions(company.dirt.opportunity_rows, steps.path)
    return Report(
        OPPORTUNITIES,
        "Opportunities report",
        ("Show: All opportunities", "Opportunity Status: Any"),
        tuple(
            Column(header, form, take(values, rows, blank))
            for header, form, values, blank in _opportunity_columns(company, accounts, steps)
        ),
        company.as_of,
    )


def _opportunity_columns(
    company: Company, accounts: Values, steps: Steps
) -> tuple[tuple[str, Form, Values, str | None], ...]:
    """Return header, form, values, and what stands in a row that holds nothing else."""
    paths, path = company.paths, steps.path
    minutes = _opening_minutes(company, steps)
    opened = paths.entered[path, p.OPPORTUNITY]
    won, is_open = paths.outcome[path] == Outcome.WON, paths.outcome[path] == Outcome.OPEN
    campaigns, came_from = company.campaigns, company.campaigns.codes[path]
    reps = tuple(rep.name for rep in p.REPS)
    types = ("New Business", "Existing Business")
    age = np.where(is_open, company.as_of, steps.closing) - opened
    return (
        ("Opportunity ID", Form.TEXT, _ids(company, path), None),
        ("Opportunity Name", Form.TEXT, names(accounts, company, path), "TEST do not use"),
        ("Account Name", Form.TEXT, accounts[path], None),
        ("Opportunity Owner", Form.TEXT, choose(reps, paths.rep[path]), "Integration User"),
        ("Stage", Form.TEXT, choose(CRM_STAGES, steps.stage), None),
        ("Fiscal Period", Form.TEXT, _fiscal_periods(steps.closing), None),
        ("Amount Currency", Form.TEXT, np.full(len(path), p.CURRENCY, dtype=object), None),
        ("Amount", Form.NUMBER, _amounts(company, path), None),
        ("Opened Amount", Form.NUMBER, paths.opened[path].astype(object), None),
        ("Probability (%)", Form.NUMBER, _PROBABILITY[steps.stage].astype(object), None),
        ("Close Date", Form.DATE, dates(_exported_closing(company, steps)), None),
        ("Created Date", Form.TEXT, moments(opened, minutes), "n/a"),
        ("Age", Form.NUMBER, age.astype(object), None),
        ("Lead Source", Form.TEXT, _sources(company)[path], None),
        ("Type", Form.TEXT, choose(types, paths.existing[path].astype(int)), None),
        ("Forecast Category", Form.TEXT, choose(_FORECAST, steps.stage), None),
        ("Last Stage Change Date", Form.TEXT, moments(steps.days.max(axis=1), minutes), None),
        ("Loss Reason", Form.TEXT, choose(p.REASONS, company.reasons[path]), None),
        ("Closed", Form.FLAG, (~is_open).astype(object), None),
        ("Won", Form.FLAG, won.astype(object), None),
        ("Created by Lead Conversion", Form.FLAG, paths.is_lead[path].astype(object), None),
        ("Primary Campaign Source", Form.TEXT, choose(campaigns.labels, came_from), None),
        ("Segment", Form.TEXT, choose(company.truth.segments, paths.segment[path]), None),
        ("Region", Form.TEXT, choose(tuple(p.REGIONS), paths.region[path]), None),
    )


def history_report(company: Company, accounts: Values, steps: Steps) -> Report:
    """Return one row per change of stage; ids in their 15-character form."""
    at, place = np.nonzero(steps.days != NO_DAY)
    path = steps.path[at]
    days = steps.days[at, place]
    closed = place == _OPEN_STAGES
    to = np.where(closed, steps.stage[at], place)
    before = np.where(place == 0, -1, _deepest(steps, at, place))
    short = np.array([short_id(i) for i in company.opportunity_ids], dtype=object)
    amount = np.where(to == _OPEN_STAGES, company.paths.agreed[path], company.paths.opened[path])
    minutes = _opening_minutes(company, steps)[at] + _MINUTES_APART * place
    reps = tuple(rep.name for rep in p.REPS)
    columns = (
        Column("Opportunity ID", Form.TEXT, short[path]),
        Column("Opportunity Name", Form.TEXT, names(accounts, company, path)),
        Column("From Stage", Form.TEXT, choose(CRM_STAGES, before)),
        Column("To Stage", Form.TEXT, choose(CRM_STAGES, to)),
        Column("Amount", Form.NUMBER, amount.astype(object)),
        Column("Probability (%)", Form.NUMBER, _PROBABILITY[to].astype(object)),
        Column("Last Modified Date", Form.TEXT, moments(days, minutes)),
        Column("Edited By", Form.TEXT, choose(reps, company.paths.rep[path])),
    )
    return Report(
        HISTORY,
        "Opportunity history",
        ("Show: All opportunities", "Date Field: Last Modified Date (All Time)"),
        columns,
        company.as_of,
    )


def names(accounts: Values, company: Company, path: Codes) -> Values:
    """Return the opportunities' names: account and kind of business."""
    kinds = np.where(company.paths.existing[path], " - Expansion", " - New")
    return np.asarray(accounts[path] + kinds.astype(object), dtype=object)


def _ids(company: Company, path: Codes) -> Values:
    return np.array(company.opportunity_ids, dtype=object)[path]


def _opening_minutes(company: Company, steps: Steps) -> npt.NDArray[np.int64]:
    return _by_path(company, office_minutes(len(steps.path), company.random(_CLOCK)))


def _amounts(company: Company, path: Codes) -> Values:
    """Return the agreed amount of won opportunities, else the opened one; some were forgotten."""
    paths = company.paths
    won = paths.outcome[path] == Outcome.WON
    forgotten = np.isin(path, company.dirt.won_without_amount)
    return where(~forgotten, np.where(won, paths.agreed[path], paths.opened[path]))


def _sources(company: Company) -> Values:
    sources = lead_sources(company)
    sources[company.dirt.disagreements] = choose(
        company.truth.channels, company.dirt.other_channels
    )
    return sources


def _exported_closing(company: Company, steps: Steps) -> Days:
    """Return closing days as exported: some typed in before the opportunity was created."""
    early: Mask = np.isin(steps.path, company.dirt.won_before_created)
    before = company.paths.entered[steps.path, p.OPPORTUNITY] - 3 - steps.path % 17
    return np.where(early, before, steps.closing).astype(np.int32)


def _fiscal_periods(days: Days) -> Values:
    quarters = [f"Q{(d.month + 2) // 3}-{d.year}" for d in map(date_of, days.tolist())]
    return np.array(quarters, dtype=object)


def _positions(rows: Codes, path: Codes) -> Codes:
    """Return where each row's path stands among the opportunities; -1 stays -1."""
    return np.where(rows < 0, -1, np.searchsorted(path, rows)).astype(np.int32)


def _deepest(steps: Steps, at: Places, place: Places) -> Codes:
    """Return the open stage an opportunity stood in before a change."""
    last_open = (steps.days[:, :_OPEN_STAGES] != NO_DAY).sum(axis=1) - 1
    return np.where(place == _OPEN_STAGES, last_open[at], place - 1).astype(np.int32)
