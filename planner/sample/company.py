"""The sample company: made from a seed, known in full."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import numpy.typing as npt

from planner.base.day_columns import Days
from planner.base.days import NO_DAY, Day, date_of, day_of, month_of
from planner.journeys.table import BLANK, Codes, Dimension, Journeys, Mask, SetAside
from planner.sample import parameters as p
from planner.sample.dirt import Dirt, draw_dirt
from planner.sample.ids import record_ids
from planner.sample.layout import FIRST_DATA_ROW, LEADS, OPPORTUNITIES, SHEET
from planner.sample.paths import Paths, draw_later, draw_paths
from planner.sample.truth import Truth

AS_OF = date(2026, 10, 31)
LATER = (date(2027, 3, 31), date(2027, 6, 15))
"""As-of days of the second and third exports: the quarter's end, and in the middle of a month."""
_PATHS, _DIRT, _REASONS = 1, 2, 10


@dataclass(frozen=True, eq=False)
class Company:
    """One sample company: what is true of it, what happened, and what its exports get wrong.

    `leads` is the number of leads by `first`, the as-of date of its first exports.
    """

    seed: int
    leads: int
    first: Day
    as_of: Day
    truth: Truth
    paths: Paths
    dirt: Dirt

    def random(self, *stream: int) -> np.random.Generator:
        """Return an independent source of randomness that depends on seed and `stream` alone."""
        return np.random.default_rng([self.seed, *stream])

    @cached_property
    def lead_ids(self) -> tuple[str, ...]:
        """Lead ids by path; empty where a path began without a lead."""
        return _ids_where(self.paths.is_lead, "00Q", 31_000_000)

    @cached_property
    def opportunity_ids(self) -> tuple[str, ...]:
        """Opportunity ids by path, in order of opening; empty where there is none yet."""
        ids = np.full(len(self.paths), "", dtype=object)
        order = self.paths.by_opening
        ids[order] = record_ids("006", len(order), 52_000_000)
        return tuple(ids.tolist())

    @cached_property
    def campaigns(self) -> Dimension:
        """The campaign each path came from, by channel, campaign and year of entry."""
        names = [name for channel in p.CHANNELS for name in channel.campaigns]
        labels = tuple(f"{name} {year}" for name in names for year in self._years)
        paths = self.paths
        return Dimension(
            self.campaign_codes(paths.channel, paths.campaign, self.entry_days), labels
        )

    def campaign_codes(self, channel: Codes, campaign: Codes, days: Days) -> Codes:
        """Return the codes (n) in `campaigns` of campaigns counted within their channel, by day."""
        places = np.cumsum([0] + [len(c.campaigns) for c in p.CHANNELS])[:-1]
        first, last = self._years.start, self._years.stop - 1
        years = np.clip(_years_of(days), first, last) - first
        codes = (places[channel] + campaign) * len(self._years) + years
        return codes.astype(np.int32)

    @cached_property
    def reasons(self) -> Codes:
        """Why each path was lost, a place in the parameters' reasons; -1 where nobody said."""
        paths, rng = self.paths, self.random(_REASONS)
        shares = [p.CHANNEL_REASONS.get(c.name, p.DEFAULT_REASONS) for c in p.CHANNELS]
        rows = np.where(paths.fate[:, p.OPPORTUNITY] != NO_DAY, len(shares), paths.channel)
        ends = np.cumsum([*shares, p.DEAL_REASONS], axis=1)[rows, :-1]
        drawn = rng.random((len(paths), 2))
        chosen = (drawn[:, :1] >= ends).sum(axis=1)
        given = (paths.left != NO_DAY) & (drawn[:, 1] >= p.NO_REASON)
        return np.where(given, chosen, -1).astype(np.int32)

    @cached_property
    def _years(self) -> range:
        return range(int(_years_of(self.entry_days).min()), date_of(self.as_of).year + 1)

    @cached_property
    def offers(self) -> Dimension:
        """The landing page of each path; BLANK where its channel has none."""
        distinct = dict.fromkeys(offer for c in p.CHANNELS for offer in c.offers)
        labels = (BLANK, *distinct)
        widest = max(len(c.offers) for c in p.CHANNELS)
        table = np.zeros((len(p.CHANNELS), widest + 1), dtype=np.int32)
        for i, channel in enumerate(p.CHANNELS):
            table[i, : len(channel.offers)] = [labels.index(offer) for offer in channel.offers]
        return Dimension(table[self.paths.channel, self.paths.offer], labels)

    @property
    def entry_days(self) -> Days:
        """The first day of each path, (n)."""
        return self.paths.entry_days


def make_company(seed: int = 7, as_of: Day | date = AS_OF, leads: int = 20_000) -> Company:
    """Make the sample company: the same arguments give the same company, to the last digit.

    `leads` is the number of distinct leads; ValueError if it is less than 1.
    """
    if leads < 1:
        raise ValueError(f"a company has at least one lead, not {leads}")
    day = day_of(as_of) if isinstance(as_of, date) else as_of
    return _made(seed, leads, day, day)


def later(company: Company, as_of: Day | date) -> Company:
    """Return the same company as of a later day: more of it is known, and nothing else changes.

    ValueError for a day before the first exports.
    """
    day = day_of(as_of) if isinstance(as_of, date) else as_of
    if day < company.first:
        raise ValueError("the company is not known before its first exports")
    return _made(company.seed, company.leads, company.first, day)


def _made(seed: int, leads: int, first: Day, as_of: Day) -> Company:
    lived = draw_paths(leads, first, np.random.default_rng([seed, _PATHS]))
    dirt = draw_dirt(lived.seen(first), np.random.default_rng([seed, _DIRT]))
    for month in range(month_of(first + 1), month_of(as_of) + 1):
        rng = np.random.default_rng([seed, _PATHS, month])
        lived = lived.followed_by(draw_later(leads, first, month, rng))
    paths = lived.seen(as_of)
    dirt = dirt.with_rows_of(paths)
    return Company(seed, leads, first, as_of, _truth(paths, dirt), paths, dirt)


def journeys(company: Company) -> Journeys:
    """Return the company's journeys as they truly happened, without exports and their dirt.

    Open and lost opportunities carry the opened amount, won ones the agreed one. The closing day is
    that of closed ones: what is planned for the others is no truth.
    """
    paths = company.paths
    is_opportunity = paths.is_opportunity
    won = paths.entered[:, p.WON] != NO_DAY
    dated = paths.entered != NO_DAY
    reached = np.flip(np.maximum.accumulate(np.flip(dated, axis=1), axis=1), axis=1)
    amount = np.where(won, paths.agreed, paths.opened)
    ids = (
        lead or opportunity
        for lead, opportunity in zip(company.lead_ids, company.opportunity_ids, strict=True)
    )
    return Journeys(
        stages=p.STAGES,
        ids=tuple(ids),
        entered=paths.entered,
        reached=reached,
        outcome=paths.outcome,
        left=paths.left,
        amount=np.where(is_opportunity, amount, np.nan),
        opened_amount=np.where(is_opportunity, paths.opened, np.nan),
        dimensions=_dimensions(company),
        as_of=company.as_of,
        currency=p.CURRENCY,
        closing=np.where(is_opportunity, np.maximum(paths.entered[:, p.WON], paths.left), NO_DAY),
        deal_ids=company.opportunity_ids,
    )


def _dimensions(company: Company) -> dict[str, Dimension]:
    paths = company.paths
    teams = tuple(dict.fromkeys(c.team for c in p.CHANNELS))
    team_codes = np.array([teams.index(c.team) for c in p.CHANNELS], dtype=np.int32)
    return {
        "channel": Dimension(paths.channel, tuple(c.name for c in p.CHANNELS)),
        "campaign": company.campaigns,
        "offer": company.offers,
        "segment": Dimension(paths.segment, tuple(s.name for s in p.SEGMENTS)),
        "region": Dimension(paths.region, tuple(p.REGIONS)),
        "rep": Dimension(paths.rep, tuple(r.name for r in p.REPS)),
        "source team": Dimension(team_codes[paths.channel], teams),
        "type": _types(paths),
        "loss reason": Dimension(company.reasons + 1, (BLANK, *p.REASONS)),
    }


def _types(paths: Paths) -> Dimension:
    """Return new or existing business: known once there is an opportunity."""
    codes = np.where(paths.is_opportunity, 1 + paths.existing, 0).astype(np.int32)
    return Dimension(codes, (BLANK, "New Business", "Existing Business"))


def _truth(paths: Paths, dirt: Dirt) -> Truth:
    joined = int((paths.is_lead & paths.is_opportunity).sum())
    return Truth(
        journeys=len(paths),
        lead_rows=len(dirt.lead_rows),
        opportunity_rows=len(dirt.opportunity_rows),
        duplicate_leads=len(dirt.duplicates),
        joined=joined,
        set_aside=(
            *_set_aside(LEADS, dirt.lead_rows),
            *_set_aside(OPPORTUNITIES, dirt.opportunity_rows),
        ),
        blank_sources=len(dirt.blank_sources),
        channel_disagreements=len(dirt.disagreements),
        sal_before_mql=len(dirt.sal_before_mql),
        won_before_created=len(dirt.won_before_created),
        won_without_amount=len(dirt.won_without_amount),
    )


def _set_aside(file: str, rows: Codes) -> tuple[SetAside, ...]:
    blank = np.flatnonzero(rows < 0) + FIRST_DATA_ROW
    return tuple(SetAside(file, SHEET, int(row), "neither id nor date") for row in blank)


def _years_of(days: Days) -> npt.NDArray[np.int64]:
    return days.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970


def _ids_where(mask: Mask, prefix: str, start: int) -> tuple[str, ...]:
    """Return one id per True, in order, and an empty text elsewhere."""
    ids = iter(record_ids(prefix, int(mask.sum()), start))
    return tuple(next(ids) if there else "" for there in mask.tolist())
