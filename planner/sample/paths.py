"""What happens to every potential deal of the sample company, and what a day knows of it."""

from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from planner.base.day_columns import Days
from planner.base.days import NO_DAY, Day, Month, day_of, first_day, last_day, month_of
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
    `fate` (n, stages) and `end` (n) are what entered and left will be in the end: a later as-of
    date shows more of them and changes nothing.
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
    fate: Days
    end: Days

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

    @property
    def entry_days(self) -> Days:
        """The first day of each path, (n)."""
        entry = np.array([c.entry for c in p.CHANNELS])[self.channel]
        return np.asarray(self.fate[np.arange(len(self)), entry])

    @property
    def by_opening(self) -> Codes:
        """The paths that have become an opportunity, in order of its opening."""
        path = np.flatnonzero(self.is_opportunity)
        order = np.argsort(self.entered[path, p.OPPORTUNITY], kind="stable")
        return path[order].astype(np.int32)

    @property
    def closing(self) -> Days:
        """The day each path will be won or lost, (n)."""
        return np.maximum(self.fate[:, p.WON], self.end)

    def seen(self, as_of: Day) -> "Paths":
        """Return the paths that began by a day, as they stood on it."""
        here = self.entry_days <= as_of
        parts = {field.name: getattr(self, field.name)[here] for field in fields(self)}
        entered, left = (
            np.where(parts[name] <= as_of, parts[name], NO_DAY).astype(np.int32)
            for name in ("fate", "end")
        )
        outcome = _outcome(entered, left)
        return Paths(**parts | {"entered": entered, "left": left, "outcome": outcome})

    def followed_by(self, others: "Paths") -> "Paths":
        """Return these paths, and others after them."""
        pairs = ((f.name, getattr(self, f.name), getattr(others, f.name)) for f in fields(self))
        return Paths(**{name: np.concatenate([ours, theirs]) for name, ours, theirs in pairs})


def first_entry_day(as_of: Day) -> Day:
    """Return the first day of the 24 full months that end on or before the as-of date."""
    month = month_of(as_of)
    last_full = month if as_of == last_day(month) else month - 1
    return first_day(last_full - MONTHS + 1)


def draw_paths(leads: int, as_of: Day, rng: np.random.Generator) -> Paths:
    """Draw the paths of `leads` leads, and of the opportunities that begin without one.

    They are seen as they will be in the end.
    """
    days, weights = _weights(first_entry_day(as_of), as_of, as_of)
    shares = weights / weights.sum(axis=1, keepdims=True)
    drawn = [
        days[_pick(share, count, rng)] for share, count in zip(shares, _counts(leads), strict=True)
    ]
    return _lived(drawn, rng)


def draw_later(leads: int, as_of: Day, month: Month, rng: np.random.Generator) -> Paths:
    """Draw the paths that begin in a month after the as-of date the company was made for.

    Their number is by chance around the growth of the channels and what the year changed.
    """
    _, before = _weights(first_entry_day(as_of), as_of, as_of)
    days, weights = _weights(max(first_day(month), as_of + 1), last_day(month), as_of)
    for turn in p.TURNS:
        turned = [c.name for c in p.CHANNELS].index(turn.channel)
        weights[turned, days >= day_of(turn.since)] *= turn.factor
    means = weights.sum(axis=1) / before.sum(axis=1) * np.array(_counts(leads))
    shares = weights / weights.sum(axis=1, keepdims=True)
    counts = rng.poisson(means)
    return _lived([days[_pick(s, n, rng)] for s, n in zip(shares, counts, strict=True)], rng)


def _lived(entries: list[Days], rng: np.random.Generator) -> Paths:
    """Draw what becomes of entries, given by channel."""
    first = np.concatenate(entries)
    order = np.argsort(first, kind="stable")
    sizes = [len(days) for days in entries]
    channel = np.repeat(np.arange(len(entries), dtype=np.int32), sizes)[order]
    n = len(channel)
    segment = _pick_by(channel, np.array([c.segments for c in p.CHANNELS]), rng)
    region = _pick(np.array(list(p.REGIONS.values())), n, rng)
    rep = _reps(region, rng)
    odds = _odds(channel, segment, rep)
    entered, left = _walk(_first(channel, first[order]), odds, rng)
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
        outcome=_outcome(entered, left),
        opened=opened,
        agreed=agreed,
        fate=entered,
        end=left,
    )


def _weights(first: Day, last: Day, as_of: Day) -> tuple[Days, Floats]:
    """Return days (d), and how much begins on each by channel, (channel, d)."""
    days = np.arange(first, last + 1, dtype=np.int32)
    dates = days.astype("datetime64[D]")
    season = np.array(p.SEASON)[dates.astype("datetime64[M]").astype(np.int64) % 12]
    weekday = np.array(p.WEEKDAY)[(days + 3) % 7]
    years = (days - first_entry_day(as_of)) / 365.25
    growth = 1.0 + np.array([channel.growth for channel in p.CHANNELS])
    return days, season * weekday * growth[:, None] ** years


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


def _walk(first: Days, odds: _Odds, rng: np.random.Generator) -> tuple[Days, Days]:
    """Let every path move on or leave, stage by stage, to its end.

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
        here = entered[:, t] != NO_DAY
        entered[here & moves, t + 1] = then[here & moves]
        left[here & ~moves] = then[here & ~moves]
        now = np.where(here, then, now)
    return entered, left


def _outcome(entered: Days, left: Days) -> npt.NDArray[np.int8]:
    outcome = np.where(left != NO_DAY, Outcome.LOST, Outcome.OPEN).astype(np.int8)
    outcome[entered[:, -1] != NO_DAY] = Outcome.WON
    return outcome


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
