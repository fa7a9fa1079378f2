"""Touches by campaigns and channels: made of rows, united, and laid to the journeys they met."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planner.base.day_columns import Days
from planner.base.days import NO_DAY
from planner.journeys.activities import Index, owners_of
from planner.journeys.ids import Texts
from planner.journeys.table import BLANK, CampaignTouches, Codes, Dimension, Journeys, Mask

CHANNEL, CAMPAIGN = "channel", "campaign"
"""Dimensions of journeys that touches have too."""


def touches_from(records: Texts, days: Days, campaigns: Texts, channels: Texts) -> CampaignTouches:
    """Return touches (t rows each) by record, day, campaign and channel, '' where unknown."""
    of = _coded(records)
    return _once(of.labels, of.codes, days, _coded(campaigns), _coded(channels))


def all_touches(*parts: CampaignTouches | None) -> CampaignTouches | None:
    """Return all touches; what several parts say of a record, day and campaign is there once.

    The order of the parts does not matter. What says less than another touch of the same record
    and campaign, by no day or no channel, is that touch. None where every part is.
    """
    given = [part for part in parts if part is not None]
    if len(given) < 2:
        return given[0] if given else None
    records = _joined([Dimension(part.codes, part.records) for part in given])
    campaigns = _joined([part.campaign for part in given])
    channels = _joined([part.channel for part in given])
    days = np.concatenate([part.days for part in given])
    return _once(records.labels, records.codes, days, campaigns, channels)


@dataclass(frozen=True, eq=False)
class JourneyTouches:
    """k touches: the row of the journey each belongs to, its day (NO_DAY unknown), what it was.

    `strangers` touches belong to no journey and are not among them; of `unplaced` ones neither the
    export nor any journey of their campaign tells the channel.
    """

    journey: Index
    day: Days
    channel: Dimension
    campaign: Dimension
    strangers: int = 0
    unplaced: int = 0


def laid(journeys: Journeys, touches: CampaignTouches | None) -> JourneyTouches:
    """Return the touches of journeys by the as-of date.

    A touch without a channel has the one most journeys of its campaign came by, of equals the
    first by name.
    """
    if touches is None:
        return no_touches()
    owner = owners_of(journeys, touches.records)[touches.codes]
    kept: Mask = (owner >= 0) & (touches.days <= journeys.as_of)
    channel = _channels(journeys, touches)
    codes = channel.codes[kept]
    return JourneyTouches(
        owner[kept],
        touches.days[kept],
        Dimension(codes, channel.labels),
        Dimension(touches.campaign.codes[kept], touches.campaign.labels),
        int((owner < 0).sum()),
        int((codes == channel.labels.index(BLANK)).sum()),
    )


def no_touches() -> JourneyTouches:
    """Return no touch at all."""
    nothing = Dimension(np.zeros(0, np.int32), (BLANK,))
    return JourneyTouches(np.zeros(0, np.int64), np.zeros(0, np.int32), nothing, nothing)


def _channels(journeys: Journeys, touches: CampaignTouches) -> Dimension:
    """Return the channel of each touch (t), the campaign's where the export does not say it."""
    own, usual = touches.channel, _usual_channels(journeys)
    labels = tuple(np.unique([*own.labels, *usual.values(), BLANK]).tolist())
    place = {label: code for code, label in enumerate(labels)}
    codes = np.array([place[label] for label in own.labels], np.int32)[own.codes]
    of_campaign = np.array(
        [place[usual.get(label, BLANK)] for label in touches.campaign.labels], np.int32
    )
    unsaid = codes == place[BLANK]
    codes[unsaid] = of_campaign[touches.campaign.codes[unsaid]]
    return Dimension(codes, labels)


def _usual_channels(journeys: Journeys) -> dict[str, str]:
    """Return the channel by which most journeys of each campaign came."""
    campaign, channel = (journeys.dimensions.get(name) for name in (CAMPAIGN, CHANNEL))
    if campaign is None or channel is None:
        return {}
    width = len(channel.labels)
    cells = campaign.codes.astype(np.int64) * width + channel.codes
    counts = np.bincount(cells, minlength=len(campaign.labels) * width).reshape(-1, width)
    counts[:, [label == BLANK for label in channel.labels]] = 0
    by_name = np.argsort(np.array(channel.labels, dtype=str), kind="stable")
    best = by_name[counts[:, by_name].argmax(axis=1)]
    return {
        label: channel.labels[best[code]]
        for code, label in enumerate(campaign.labels)
        if label != BLANK and counts[code, best[code]] > 0
    }


def _once(
    records: tuple[str, ...], codes: Codes, days: Days, campaign: Dimension, channel: Dimension
) -> CampaignTouches:
    """Return touches each once, in the order of record, campaign, day and channel.

    No day sorts before every day, a blank before every channel: what says less stands first.
    """
    order = np.lexsort((channel.codes, days, campaign.codes, codes))
    found = np.stack([codes, campaign.codes, days, channel.codes], axis=1)[order]
    blank_channel, blank_campaign = (_blank_code(d) for d in (channel, campaign))
    less, begins = np.zeros(len(found), bool), np.ones(len(found), bool)
    same_day = (found[1:, :3] == found[:-1, :3]).all(axis=1)
    less[:-1] = same_day & ((found[1:, 3] == found[:-1, 3]) | (found[:-1, 3] == blank_channel))
    begins[1:] = (found[1:, :2] != found[:-1, :2]).any(axis=1)
    group = np.cumsum(begins) - 1
    last = np.append(np.flatnonzero(begins)[1:], len(found)) - 1
    dated = found[last[group], 2] != NO_DAY if len(found) else np.zeros(0, bool)
    less |= dated & (found[:, 2] == NO_DAY) & (found[:, 1] != blank_campaign)
    kept = found[~less]
    return CampaignTouches(
        records,
        kept[:, 0],
        kept[:, 2],
        Dimension(kept[:, 1], campaign.labels),
        Dimension(kept[:, 3], channel.labels),
    )


def _blank_code(dimension: Dimension) -> int:
    return dimension.labels.index(BLANK) if BLANK in dimension.labels else -1


def _coded(texts: Texts) -> Dimension:
    """Return texts as codes of labels."""
    labels, codes = np.unique(np.where(texts == "", BLANK, texts).astype(str), return_inverse=True)
    return _joined([Dimension(codes.ravel().astype(np.int32), tuple(labels.tolist()))])


def _joined(parts: Sequence[Dimension]) -> Dimension:
    """Return the rows of all parts one below the other, labels in order after the blank."""
    every = {label for part in parts for label in part.labels}
    labels = (*({BLANK} & every), *sorted(every - {BLANK}))
    place = {label: code for code, label in enumerate(labels)}
    moved = [np.array([place[x] for x in d.labels], np.int32)[d.codes] for d in parts]
    return Dimension(np.concatenate(moved), labels)
