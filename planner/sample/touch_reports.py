"""What was done for the leads: activities, campaign members and money spent."""

import numpy as np

from planner.base.day_columns import Days, months_of
from planner.base.days import NO_DAY, first_day, month_of
from planner.journeys.table import Codes, Mask, Spend
from planner.sample import parameters as p
from planner.sample.company import Company
from planner.sample.ids import record_ids
from planner.sample.layout import ACTIVITIES, MEMBERS, SPEND
from planner.sample.report import (
    Column,
    Form,
    Report,
    Values,
    choose,
    dates,
    moments,
    office_minutes,
)

_ACTIVITIES, _MEMBERS, _SPEND = 6, 7, 8
_MQL, _SAL = p.STAGES.index("MQL"), p.STAGES.index("SAL")
_SUBJECTS = ("Call", "Email", "Email", "Meeting", "Call")
_FURTHER = 1.9
_FORGOTTEN = 0.2
_FURTHER_ANSWERS = (0.15, 0.5, 0.9, 1.6, 2.6)
"""How many further campaigns a lead answered on average, by the last stage it came to."""
_IGNORED = 0.35
"""Share of further campaigns that were only sent and never answered."""
_LATER = (
    (0.10, 0.25, 0.30, 0.20, 0.08, 0.02, 0.0, 0.05),
    (0.05, 0.20, 0.15, 0.35, 0.20, 0.05, 0.0, 0.0),
    (0.0, 0.12, 0.05, 0.33, 0.40, 0.10, 0.0, 0.0),
)
"""Shares of channels in what leads answered later: before MQL, before Opportunity, and after."""
_NOISE = 0.08


def activities_report(company: Company, accounts: Values) -> Report:
    """Return the reps' touches of qualified leads; some leads are never touched."""
    path, days = _touches(company)
    kind = company.random(_ACTIVITIES, 4).integers(0, len(_SUBJECTS), len(path))
    minutes = office_minutes(len(path), company.random(_ACTIVITIES, 5))
    columns = (
        Column("Activity ID", Form.TEXT, _objects(record_ids("00T", len(path), 77_000_000))),
        Column("Subject", Form.TEXT, choose(_SUBJECTS, kind)),
        Column("Assigned", Form.TEXT, choose(_rep_names(), company.paths.rep[path])),
        Column("Date", Form.TEXT, moments(days, minutes)),
        Column("Status", Form.TEXT, np.full(len(path), "Completed", dtype=object)),
        Column("Lead ID", Form.TEXT, _objects(company.lead_ids)[path]),
        Column("Company / Account", Form.TEXT, accounts[path]),
    )
    filters = ("Show: All activities", "Date Field: Date (All Time)")
    return Report(ACTIVITIES, "Activities", filters, columns, company.as_of)


def members_report(company: Company) -> Report:
    """Return the campaigns each lead took part in: the one it came by, and those after it."""
    path, campaign, days, answered = _memberships(company)
    columns = (
        Column("Campaign Name", Form.TEXT, choose(company.campaigns.labels, campaign)),
        Column("Campaign Member Id 18", Form.TEXT, _objects(record_ids("00v", len(path), 91_000))),
        Column("Lead ID", Form.TEXT, _objects(company.lead_ids)[path]),
        Column("Member Type", Form.TEXT, np.full(len(path), "Lead", dtype=object)),
        Column("Member Status", Form.TEXT, choose(("Sent", "Responded"), answered.astype(int))),
        Column("Member First Associated Date", Form.DATE, dates(days)),
    )
    filters = ("Show: All campaigns", "Member Type: Lead")
    return Report(MEMBERS, "Campaign members", filters, columns, company.as_of, margin=0)


def monthly_spend(company: Company) -> tuple[Spend, ...]:
    """Return what Marketing and partners' programmes cost, per month and channel."""
    months = months_of(company.entry_days)
    span = range(int(months.min()), month_of(company.as_of) + 1)
    drawn = company.random(_SPEND).standard_normal((len(span), len(p.CHANNELS)))
    spent = []
    for code, channel in enumerate(p.CHANNELS):
        noise = 1.0 + _NOISE * drawn[:, code]
        counts = np.bincount(months[company.paths.channel == code] - span[0], minlength=len(span))
        if channel.team != "Sales":
            amounts = np.rint(counts * channel.cost * noise)
            spent += [
                Spend(channel.name, month, float(amount))
                for month, amount in zip(span, amounts, strict=True)
                if amount > 0
            ]
    return tuple(sorted(spent, key=lambda s: s.month))


def spend_report(company: Company) -> Report:
    """Return the money spent, one row per month and channel."""
    spent = monthly_spend(company)
    columns = (
        Column("Month", Form.MONTH, _objects([first_day(s.month) for s in spent])),
        Column("Lead Source", Form.TEXT, _objects([s.channel for s in spent])),
        Column("Spend", Form.NUMBER, _objects([s.amount for s in spent])),
        Column("Currency", Form.TEXT, np.full(len(spent), p.CURRENCY, dtype=object)),
    )
    filters = ("Show: All channels", "Team: Marketing, Partner")
    return Report(SPEND, "Marketing spend", filters, columns, company.as_of)


def _touches(company: Company) -> tuple[Codes, Days]:
    """Return whose touches fall on which days: a first one by the rep's speed, then further."""
    paths, n = company.paths, len(company.paths)
    qualified, accepted = paths.fate[:, _MQL], paths.fate[:, _SAL]
    speed = np.array([rep.touch for rep in p.REPS])[paths.rep]
    wait = np.floor(company.random(_ACTIVITIES).exponential(speed)).astype(np.int32)
    end = np.where(accepted != NO_DAY, accepted, paths.end)
    first = np.where(accepted != NO_DAY, np.minimum(qualified + wait, accepted), qualified + wait)
    forgotten = (accepted == NO_DAY) & (company.random(_ACTIVITIES, 1).random(n) < _FORGOTTEN)
    touched = paths.is_lead & (qualified != NO_DAY) & (first <= end) & ~forgotten
    more = company.random(_ACTIVITIES, 2).poisson(_FURTHER, n)
    again = np.repeat(np.arange(n), more)
    chance = company.random(_ACTIVITIES, 3).random(len(again))
    late = first[again] + np.floor(chance * (end - first + 1)[again]).astype(np.int64)
    who, days = np.concatenate([np.arange(n), again]), np.concatenate([first, late])
    shown = touched[who] & (days <= company.as_of)
    who, days = who[shown].astype(np.int32), days[shown].astype(np.int32)
    order = np.lexsort((who, days))
    return who[order], days[order]


def _memberships(company: Company) -> tuple[Codes, Codes, Days, Mask]:
    """Return path, campaign and day of each membership, in order of days, and who answered.

    Bought contacts were written to, and answered nothing yet.
    """
    paths = company.paths
    lead = np.flatnonzero(paths.is_lead).astype(np.int32)
    bought = np.array([channel.name == "List purchase" for channel in p.CHANNELS])
    again, channel, within, later = _further_answers(company)
    answers = company.random(_MEMBERS, 4).random(len(again)) >= _IGNORED
    shown = later <= company.as_of
    again, later = again[shown], later[shown]
    campaign = company.campaign_codes(channel[shown], within[shown], later)
    path = np.concatenate([lead, again])
    days = np.concatenate([paths.entered[lead, 0], later])
    campaigns = np.concatenate([company.campaigns.codes[lead], campaign])
    answered = np.concatenate([~bought[paths.channel[lead]], answers[shown]])
    order = np.lexsort((path, days))
    return path[order], campaigns[order], days[order].astype(np.int32), answered[order]


def _further_answers(company: Company) -> tuple[Codes, Codes, Codes, Days]:
    """Return path, channel, campaign within it and day of what leads were sent after the first.

    They end with the path, whenever that will be.
    """
    paths = company.paths
    deepest = (paths.fate != NO_DAY) @ np.ones(len(p.STAGES), np.int64) - 1
    times = company.random(_MEMBERS).poisson(np.array(_FURTHER_ANSWERS)[deepest])
    times = np.where(paths.is_lead, times, 0)
    path = np.repeat(np.arange(len(paths), dtype=np.int32), times)
    start, end = paths.fate[path, 0], paths.closing[path]
    chance = company.random(_MEMBERS, 1).random(len(path))
    days = start + np.floor(chance * (end - start + 1)).astype(np.int32)
    phase = np.zeros(len(path), np.int64)
    for stage in (_MQL, p.OPPORTUNITY):
        reached = paths.fate[path, stage]
        phase += (reached != NO_DAY) & (days >= reached)
    ends = np.cumsum(_LATER, axis=1)[phase, :-1]
    drawn = company.random(_MEMBERS, 2).random(len(path))
    channel = (drawn[:, None] >= ends).sum(axis=1).astype(np.int32)
    choices = np.array([len(c.campaigns) for c in p.CHANNELS])[channel]
    drawn = company.random(_MEMBERS, 3).random(len(path))
    return path, channel, np.floor(drawn * choices).astype(np.int32), days


def _rep_names() -> tuple[str, ...]:
    return tuple(rep.name for rep in p.REPS)


def _objects(values: object) -> Values:
    return np.array(values, dtype=object)
