"""The leads report, with its dirt."""

import numpy as np

from planner.base.day_columns import Days
from planner.base.days import NO_DAY
from planner.sample import parameters as p
from planner.sample.company import Company
from planner.sample.layout import LEADS
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

_TIMES = 3
_MQL, _SAL = p.STAGES.index("MQL"), p.STAGES.index("SAL")


def leads_report(company: Company, accounts: Values) -> Report:
    """Return every lead with its dates, some of them twice, and rows that hold nothing."""
    paths = company.paths
    minutes = office_minutes(len(paths), company.random(_TIMES))
    sizes = company.random(_TIMES, 1).lognormal(16.5, 1.2, len(paths))
    revenue = np.rint(sizes / 1e4) * 1e4
    entered = _exported_dates(company)
    converted = paths.is_opportunity
    gone = np.where(converted, NO_DAY, paths.left)
    worked = np.maximum(entered[:, : p.OPPORTUNITY + 1].max(axis=1), gone)
    columns = (
        ("Lead ID", Form.TEXT, np.array(company.lead_ids, dtype=object), None),
        ("Lead Owner", Form.TEXT, choose(_rep_names(), paths.rep), "Integration User"),
        ("Company / Account", Form.TEXT, accounts, "Test record"),
        ("Lead Source", Form.TEXT, lead_sources(company), None),
        ("Lead Status", Form.TEXT, _statuses(company), None),
        ("Create Date", Form.DATE, dates(entered[:, 0]), "n/a"),
        ("Last Activity", Form.TEXT, moments(worked, minutes), None),
        ("Converted", Form.NUMBER, converted.astype(int).astype(object), None),
        ("MQL Date", Form.DATE, dates(entered[:, _MQL]), None),
        ("SAL Date", Form.DATE, dates(entered[:, _SAL]), None),
        ("Converted Date", Form.TEXT, moments(entered[:, p.OPPORTUNITY], minutes), None),
        ("Converted Opportunity ID", Form.TEXT, _opportunity_ids(company), None),
        ("Segment", Form.TEXT, choose(company.truth.segments, paths.segment), None),
        ("Region", Form.TEXT, choose(tuple(p.REGIONS), paths.region), None),
        ("Disqualified Date", Form.DATE, dates(gone), None),
        ("Disqualified Reason", Form.TEXT, where(~converted, _reasons(company)), None),
        ("Campaign", Form.TEXT, choose(company.campaigns.labels, company.campaigns.codes), None),
        ("Landing Page", Form.TEXT, _landing_pages(company), None),
        ("Annual Revenue", Form.NUMBER, revenue.astype(object), None),
    )
    rows = company.dirt.lead_rows
    return Report(
        LEADS,
        "Leads report",
        ("Show: All leads", "Date Field: Create Date (All Time)"),
        tuple(Column(h, form, take(v, rows, blank)) for h, form, v, blank in columns),
        company.as_of,
    )


def _exported_dates(company: Company) -> Days:
    """Return stage dates as exported: of some leads MQL and SAL stand in each other's place."""
    entered = company.paths.entered.copy()
    swapped = company.dirt.sal_before_mql
    entered[swapped, _MQL] = company.paths.entered[swapped, _SAL]
    entered[swapped, _SAL] = company.paths.entered[swapped, _MQL]
    return entered


def lead_sources(company: Company) -> Values:
    """Return each path's lead source as exported: some were never filled in."""
    sources = choose(company.truth.channels, company.paths.channel)
    sources[company.dirt.blank_sources] = None
    return sources


def _rep_names() -> tuple[str, ...]:
    return tuple(rep.name for rep in p.REPS)


def _opportunity_ids(company: Company) -> Values:
    return where(company.paths.is_opportunity, company.opportunity_ids)


def _reasons(company: Company) -> Values:
    return choose(p.REASONS, company.reasons)


def _landing_pages(company: Company) -> Values:
    offers = company.offers
    return where(offers.codes > 0, choose(offers.labels, offers.codes))


def _statuses(company: Company) -> Values:
    paths = company.paths
    names = (
        "Open - Not Contacted",
        "Working - Contacted",
        "Closed - Converted",
        "Closed - Not Converted",
    )
    codes = np.where(paths.entered[:, _SAL] != NO_DAY, 1, 0)
    codes = np.where(paths.left != NO_DAY, 3, codes)
    return choose(names, np.where(paths.is_opportunity, 2, codes))
