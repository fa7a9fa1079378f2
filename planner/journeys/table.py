"""The journey table: columnar, typed, read-only; one row is one potential deal's path."""

from dataclasses import dataclass, field
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from planner.base.day_columns import Days
from planner.base.days import NO_DAY, Day

BLANK = "(blank)"
Mask = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.int32]
Money = npt.NDArray[np.float64]


class Outcome(IntEnum):
    """How a journey stands at the as-of date."""

    OPEN = 0
    WON = 1
    LOST = 2


@dataclass(frozen=True, eq=False)
class Dimension:
    """A text column by code: `labels[codes[i]]` is row i's value; a missing one is BLANK."""

    codes: Codes
    labels: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Journeys:
    """n journeys over S stages.

    `entered` (n, S): the day each stage was entered first, NO_DAY where not dated (or not reached).
    `reached` (n, S): whether the stage was reached, dated or not. Reaching a later stage implies
    every earlier one. `outcome` (n): Outcome codes. `left` (n): the day a lost journey left, NO_DAY
    where unknown or not lost. `amount`, `opened_amount` (n): money in `currency`, NaN where absent.
    `closing` (n): the day the opportunity closed or is expected to, NO_DAY where nothing says it.
    `deal_ids` (n): the opportunity's id, '' where there is none; `ids` may hold the lead's.
    `points_to` (n, or none where all are ''): what the opportunity's record says of the ids of its
    leads, without an opportunity the lead's of its opportunities'; they need not be among the data.
    """

    stages: tuple[str, ...]
    ids: tuple[str, ...]
    entered: Days
    reached: Mask
    outcome: npt.NDArray[np.int8]
    left: Days
    amount: Money
    opened_amount: Money
    dimensions: dict[str, Dimension]
    as_of: Day
    currency: str
    closing: Days
    deal_ids: tuple[str, ...]
    points_to: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.outcome)

    @property
    def pointers(self) -> tuple[str, ...]:
        """What each record says of the other side's ids, (n)."""
        return self.points_to or ("",) * len(self)

    @property
    def effective(self) -> Days:
        """Stage dates with skipped stages taking the next later dated stage's date, (n, S)."""
        dates = self.entered.copy()
        for stage in range(len(self.stages) - 2, -1, -1):
            skipped = self.reached[:, stage] & (dates[:, stage] == NO_DAY)
            dates[skipped, stage] = dates[skipped, stage + 1]
        return dates


def no_journeys(stages: tuple[str, ...], as_of: Day, currency: str) -> Journeys:
    """Return a table without a row."""
    days, money = np.zeros(0, np.int32), np.zeros(0)
    return Journeys(
        stages=stages,
        ids=(),
        entered=np.zeros((0, len(stages)), np.int32),
        reached=np.zeros((0, len(stages)), bool),
        outcome=np.zeros(0, np.int8),
        left=days,
        closing=days,
        amount=money,
        opened_amount=money,
        dimensions={},
        deal_ids=(),
        as_of=as_of,
        currency=currency,
    )


@dataclass(frozen=True, slots=True)
class SetAside:
    """A row that could not become a journey: where it stands and why."""

    file: str
    sheet: str
    row: int
    reason: str
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Spend:
    """Money spent on a channel in one month, on one of its campaigns where that is said."""

    channel: str
    month: int
    amount: float
    campaign: str = ""


@dataclass(frozen=True, slots=True)
class StageVolume:
    """How many of a channel entered a stage in one month, where only the count is known."""

    stage: str
    channel: str
    month: int
    count: float


@dataclass(frozen=True, slots=True)
class Responses:
    """How often a campaign was answered in one month, and by how many leads."""

    campaign: str
    month: int
    responses: int
    leads: int


@dataclass(frozen=True, slots=True)
class Rep:
    """A rep: `hired` is NO_DAY and `quota` (money, as stated) None where unknown."""

    name: str
    team: str
    hired: Day = NO_DAY
    quota: float | None = None


@dataclass(frozen=True, eq=False)
class Activities:
    """What was done for leads and deals (calls, mails, meetings): t records and days, each once.

    `records` are keys of ids (see `journeys.activities`); `codes` (t) tell whose the touches are,
    `days` (t) when, `times` (t) how many there were of that record on that day.
    """

    records: tuple[str, ...]
    codes: Codes
    days: Days
    times: Codes


@dataclass(frozen=True, eq=False)
class CampaignTouches:
    """Answers to campaigns and other dated touches of a channel: t touches, each once.

    `records` are keys as in Activities; `codes` (t) tell whose the touches are, `days` (t) when,
    NO_DAY where unknown; `campaign` and `channel` (t) are BLANK where the export does not say.
    """

    records: tuple[str, ...]
    codes: Codes
    days: Days
    campaign: Dimension
    channel: Dimension


@dataclass(frozen=True, slots=True)
class SourceFile:
    """How one sheet of one file was read; `columns` and `date_order` are keyed by header.

    `headers` are all headers of the table, mapped or not, in the order of `SetAside.cells`;
    `fingerprint` is the same for every table with these headers. `as_of` is the last change that
    files of this kind show, None where it is not known.
    """

    path: str
    kind: str
    crm: str
    sheet: str
    header_row: int
    rows_read: int
    columns: dict[str, str] = field(default_factory=dict)
    date_order: dict[str, str] = field(default_factory=dict)
    headers: tuple[str, ...] = ()
    fingerprint: str = ""
    as_of: Day | None = None


@dataclass(frozen=True, eq=False)
class Snapshot:
    """The imported data as of one day, with the account of every row.

    For lead and opportunity files: rows_read = len(journeys) + merged + len(set_aside).
    `activities` and `touches` are None where none were exported.
    """

    journeys: Journeys
    files: tuple[SourceFile, ...]
    rows_read: int
    merged: int
    set_aside: tuple[SetAside, ...]
    joined: dict[str, int]
    warnings: tuple[str, ...]
    spend: tuple[Spend, ...] = ()
    volumes: tuple[StageVolume, ...] = ()
    responses: tuple[Responses, ...] = ()
    reps: tuple[Rep, ...] = ()
    activities: Activities | None = None
    touches: CampaignTouches | None = None

    @property
    def as_of(self) -> Day:
        """The day the data were last seen to change, or the stated one."""
        return self.journeys.as_of
