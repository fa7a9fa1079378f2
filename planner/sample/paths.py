"""What happened to every potential deal of the sample company, up to the as-of date."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from planner.base.day_columns import Days
from planner.base.days import NO_DAY, Day, first_day, last_day, month_of
from planner.journeys.table import Codes, Mask, Money, Outcome
from planner.sample import parameters as p
from planner.sample.lags import Floats, draw_days
from planner.sample.truth import segment_days, segment_rates, segment_sizes

MONTHS = 24


@dataclass(frozen=True, eq=False)
class Paths:
    """n paths in order of entry; codes point into the tables of `parameters`.

    `entered` (n, stages) is NO_DAY where a stage was not entered by the as-of date (or lies before
    the channel's entry), `left` (n) where a path was not lost. `campaign` and `offer` count within
    the channel; an offer is -1 where the channel has none. `opened` and `agreed` (n) are the
    amounts at the start and at the end of negotiation, drawn whether or not a path gets there.
    """

    channel: Codes
    segment: Codes
    region: Codes
    rep: Codes
    campaign: Codes
    offer: Codes
    existing: Mask
    entered: Days
    left: Days
    outcome: npt.NDArray[np.int8]
    opened: Money
    agreed: Money

    def __len__(self) -> int:
        return len(self.outcome)

    @property
    def is_lead(self) -> Mask:
        """Paths that began as a lead, (n)."""
        return np.asarray(self.entered[:, 0] != NO_DAY)

    @property
    def is_opportunity(self) -> Mask:
        """Paths that have become an opportunity, (n)."""
        return np.asarray(self.entered[:, p.OPPORTUNITY] != NO_DAY)


def first_entry_day(as_of: Day) -> Day:
    """Return the first day of the 24 full months that end on or before the as-of date."""
    month = month_of(as_of)
    last_full = month if as_of == last_day(month) else month - 1
    return first_day(last_full - MONTHS + 1)


def draw_paths(leads: int, as_of: Day, rng: np.random.Generator) -> Paths:
    """Draw the paths of `leads` leads, and of the opportunities that begin without one."""
    channel, day = _entries(leads, as_of, rng)
    n = len(channel)
    segment = _pick_by(channel, np.array([c.segments for c in p.CHANNELS]), rng)
    region = _pick(np.array(list(p.REGIONS.values())), n, rng)
    rep = _reps(region, rng)
    odds = _odds(channel, segment, rep)
    entered, left, outcome = _walk(_first(channel, day), odds, as_of, rng)
    agreed = _amounts(segment_sizes()[channel, segment], rng)
    opened = _round_money(agreed / (1.0 - rng.beta(*p.DISCOUNT, n)))
    return Paths(
        channel=channel,
        segment=segment,
        region=region,
        rep=rep,
        campaign=_one_of([len(c.campaigns) for c in p.CHANNELS], channel, rng),
        offer=_one_of([len(c.offers) for c in p.CHANNELS], channel, rng),
        existing=rng.random(n) < p.EXISTING_SHARE,
        entered=entered,
        left=left,
        outcome=outcome,
        opened=opened,
        agreed=agreed,
    )


def _entries(leads: int, as_of: Day, rng: np.random.Generator) -> tuple[Codes, Days]:
    """Return channel and first day of every path, in order of that day."""
    days = np.arange(first_entry_day(as_of), as_of + 1, dtype=np.int32)
    dates = days.astype("datetime64[D]")
    season = np.array(p.SEASON)[dates.astype("datetime64[M]").astype(np.int64) % 12]
    weekday = np.array(p.WEEKDAY)[(days + 3) % 7]
    years = (days - days[0]) / 365.25
    channels, entries = [], []
    for code, (channel, count) in enumerate(zip(p.CHANNELS, _counts(leads), strict=True)):
        weights = season * weekday * (1.0 + channel.growth) ** years
        entries.append(days[_pick(weights / weights.sum(), count, rng)])
        channels.append(np.full(count, code, dtype=np.int32))
    first = np.concatenate(entries)
    order = np.argsort(first, kind="stable")
    return np.concatenate(channels)[order], first[order]


def _counts(leads: int) -> list[int]:
    """Return the number of paths per channel; those that begin as a lead sum to `leads`."""
    shares = np.array([0.0 if c.entry else c.share for c in p.CHANNELS])
    ends = np.rint(np.cumsum(shares) / shares.sum() * leads).astype(int)
    counts = np.diff(ends, prepend=0).tolist()
    channels = zip(p.CHANNELS, counts, strict=True)
    return [round(c.share * leads) if c.entry else count for c, count in channels]


@dataclass(frozen=True, eq=False)
class _Odds:
    """Per path and transition: the rate, and mean days to move on and to leave."""

    rates: Floats
    onward: Floats
    away: Floats


def _odds(channel: Codes, segment: Codes, rep: Codes) -> _Odds:
    rates = segment_rates()[channel, segment]
    rates[:, -1] *= np.array([r.closing for r in p.REPS])[rep]
    away = segment_days(lost=True)[channel, segment]
    return _Odds(rates, segment_days()[channel, segment], away)


def _walk(
    first: Days, odds: _Odds, as_of: Day, rng: np.random.Generator
) -> tuple[Days, Days, npt.NDArray[np.int8]]:
    """Let every path move on or leave, stage by stage; what lies after the as-of date is unseen.

    `first` (n, stages) holds the day of the stage each path enters at, NO_DAY elsewhere.
    """
    n, entered = len(first), first.copy()
    left = np.full(n, NO_DAY, dtype=np.int32)
    now = first.max(axis=1)
    for t in range(len(p.STAGES) - 1):
        moves = rng.random(n) < odds.rates[:, t]
        waits = draw_days(p.CONVERSION_SHAPES[t], odds.onward[:, t], rng)
        exits = draw_days(p.LOSS_SHAPES[t], odds.away[:, t], rng)
        then = now + np.where(moves, waits, exits)
        seen = (entered[:, t] != NO_DAY) & (then <= as_of)
        entered[seen & moves, t + 1] = then[seen & moves]
        left[seen & ~moves] = then[seen & ~moves]
        now = np.where(seen, then, now)
    outcome = np.where(left != NO_DAY, Outcome.LOST, Outcome.OPEN).astype(np.int8)
    outcome[entered[:, -1] != NO_DAY] = Outcome.WON
    return entered, left, outcome


def _first(channel: Codes, day: Days) -> Days:
    entry = np.array([c.entry for c in p.CHANNELS])[channel]
    first = np.full((len(day), len(p.STAGES)), NO_DAY, dtype=np.int32)
    first[np.arange(len(day)), entry] = day
    return first


def _amounts(means: Floats, rng: np.random.Generator) -> Money:
    noise = np.exp(p.DEAL_SIGMA * rng.standard_normal(len(means)) - p.DEAL_SIGMA**2 / 2)
    return _round_money(means * noise)


def _round_money(amounts: Floats) -> Money:
    return np.asarray(np.maximum(np.rint(amounts / 100.0), 1.0) * 100.0)


def _pick(shares: Floats, n: int, rng: np.random.Generator) -> Codes:
    """Draw n codes with the given shares, which sum to 1."""
    picked = np.searchsorted(np.cumsum(shares), rng.random(n), side="right")
    return np.minimum(picked, len(shares) - 1).astype(np.int32)


def _pick_by(group: Codes, shares: Floats, rng: np.random.Generator) -> Codes:
    """Draw one code per row, with the shares of the row's group, (group, code)."""
    ends = np.cumsum(shares, axis=1)[group, :-1]
    return np.asarray((rng.random(len(group))[:, None] >= ends).sum(axis=1), dtype=np.int32)


def _reps(region: Codes, rng: np.random.Generator) -> Codes:
    teams = [[i for i, r in enumerate(p.REPS) if r.region == name] for name in p.REGIONS]
    within = _one_of([len(team) for team in teams], region, rng)
    offsets = np.cumsum([0] + [len(team) for team in teams])[:-1]
    return np.concatenate([np.array(t) for t in teams]).astype(np.int32)[offsets[region] + within]


def _one_of(sizes: list[int], group: Codes, rng: np.random.Generator) -> Codes:
    """Draw one of each row's group's choices, all alike; -1 where the group has none."""
    counts = np.array(sizes)[group]
    drawn = np.floor(rng.random(len(group)) * counts)
    return np.where(counts > 0, drawn, -1).astype(np.int32)
