"""A small funnel whose every figure is known, for exports to be written of."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

CHANNELS = ("Web", "Trade Show", "Partner Referral", "Webinar", "Cold Call")
OWNERS = ("Ann Lee", "Bob Ray", "Cy Moe")
WON, LOST, OPEN = "WON", "LOST", "OPEN"


@dataclass(frozen=True)
class Deal:
    """One opportunity; `closed` is the expected day of an open one. Amounts are whole cents."""

    id: str
    account: str
    created: date
    closed: date
    outcome: str
    cents: int
    channel: str
    owner: str

    @property
    def amount(self) -> float:
        return self.cents / 100

    @property
    def name(self) -> str:
        return f"{self.account} - New Business"

    @property
    def email(self) -> str:
        return f"buyer@{self.account.lower().replace(' ', '-')}.example"


@dataclass(frozen=True)
class Lead:
    """One lead; `lost` is the day it was disqualified, `deal` what it became."""

    id: str
    account: str
    created: date
    channel: str
    owner: str
    mql: date | None = None
    sal: date | None = None
    lost: date | None = None
    deal: Deal | None = None

    @property
    def email(self) -> str:
        return f"buyer@{self.account.lower().replace(' ', '-')}.example"

    @property
    def last(self) -> date:
        """The day of its last change."""
        made = self.deal.created if self.deal else None
        return max(day for day in (self.created, self.mql, self.sal, self.lost, made) if day)


@dataclass(frozen=True)
class Funnel:
    """Leads, and all deals: those that leads became, and those nobody was a lead of."""

    leads: tuple[Lead, ...]
    deals: tuple[Deal, ...]

    @property
    def last(self) -> date:
        """The day after which nothing happened."""
        closed = (deal.closed for deal in self.deals if deal.outcome != OPEN)
        made = (deal.created for deal in self.deals)
        return max((*(lead.last for lead in self.leads), *made, *closed))


@dataclass(frozen=True)
class Known:
    """What must come out of one journey: dated stages, outcome, amount, channel."""

    dates: dict[str, str] = field(default_factory=dict)
    outcome: str = OPEN
    amount: float | None = None
    channel: str = ""


def make_funnel(seed: int, size: int = 12, early: bool = False) -> Funnel:
    """Return a funnel of `size` leads and a third as many deals without lead.

    `early`: no day of the month is above 12, so that no date tells day from month; else the first
    lead and the first deal have days that do.
    """
    chance = random.Random(seed)
    leads = [_lead(chance, f"00Q{n:04d}AbC{n:05d}", n, early) for n in range(size)]
    made = [lead.deal for lead in leads if lead.deal]
    alone = [_deal(chance, 500 + n, _day(chance, early), early) for n in range(size // 3 + 1)]
    return Funnel(tuple(leads), tuple(made + alone))


def _lead(chance: random.Random, identity: str, number: int, early: bool) -> Lead:
    days = _rising(chance, early, 4)
    first = number == 0
    reached = 4 if first else chance.randrange(5)
    deal = _deal(chance, number, days[3], early) if reached == 4 else None
    account = deal.account if deal else f"Prospect {number} Ltd"
    return Lead(
        identity,
        account,
        days[0],
        chance.choice(CHANNELS),
        chance.choice(OWNERS),
        days[1] if reached >= 2 else None,
        days[2] if reached >= 3 else None,
        days[3] if deal is None and chance.random() < 0.4 else None,
        deal,
    )


def _deal(chance: random.Random, number: int, created: date, early: bool) -> Deal:
    outcome = WON if number in (0, 500) else chance.choice((WON, LOST, OPEN))
    closed = created + timedelta(days=chance.randrange(5, 90))
    if early:
        closed = closed.replace(day=closed.day % 12 + 1)
        closed = closed if closed >= created else (closed + timedelta(days=31)).replace(day=12)
    cents = chance.randrange(100_000, 900_000_000)
    return Deal(
        f"006{number:04d}XyZ{number:05d}",
        f"Customer {number} AG",
        created,
        closed,
        outcome,
        cents + 45 - cents % 100 if number in (0, 500) else cents,
        chance.choice(CHANNELS),
        chance.choice(OWNERS),
    )


def _rising(chance: random.Random, early: bool, count: int) -> list[date]:
    return sorted(_day(chance, early) for _ in range(count))


def _day(chance: random.Random, early: bool) -> date:
    return date(chance.choice((2024, 2025)), chance.randrange(1, 13), _in_month(chance, early))


def _in_month(chance: random.Random, early: bool) -> int:
    return chance.randrange(1, 13) if early else chance.randrange(13, 29)


def expected(
    funnel: Funnel, *, leads: bool, mql: bool, joined: bool, converted: bool = False
) -> dict[str, Known]:
    """Return what must come out by journey.

    `leads`: leads are exported; `mql`: with the days they became MQL and SAL; `joined`: deals say
    which lead they were; `converted`: leads say the day they became a deal.
    """
    found: dict[str, Known] = {}
    for lead in funnel.leads if leads else ():
        dates = {"Inquiry": lead.created}
        if mql:
            dates |= {n: d for n, d in (("MQL", lead.mql), ("SAL", lead.sal)) if d}
        deal = lead.deal
        if deal and joined:
            known = _of_deal(deal)
            texts = {n: d.isoformat() for n, d in dates.items()} | known.dates
            found[lead.id] = Known(texts, deal.outcome, deal.amount, lead.channel)
            continue
        if deal and converted:
            dates["Opportunity"] = deal.created
        outcome = LOST if lead.lost else OPEN
        texts = {n: d.isoformat() for n, d in dates.items()}
        found[lead.id] = Known(texts, outcome, None, lead.channel)
    tied = {lead.deal.id for lead in funnel.leads if lead.deal} if leads and joined else set()
    return found | {deal.id: _of_deal(deal) for deal in funnel.deals if deal.id not in tied}


def _of_deal(deal: Deal) -> Known:
    dates = {"Opportunity": deal.created.isoformat()}
    if deal.outcome == WON:
        dates["Won"] = deal.closed.isoformat()
    return Known(dates, deal.outcome, deal.amount, deal.channel)
