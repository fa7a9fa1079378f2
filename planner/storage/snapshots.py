"""A snapshot as named blobs, one per column, and its content address."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from planner.base.days import NO_DAY, Day
from planner.journeys.table import (
    Activities,
    CampaignTouches,
    Codes,
    Dimension,
    Journeys,
    Rep,
    Responses,
    SetAside,
    Snapshot,
    SourceFile,
    Spend,
    StageVolume,
)
from planner.journeys.touches import CAMPAIGN, CHANNEL
from planner.storage.blobs import Blob, pack_array, pack_texts, unpack_array, unpack_texts

Parts = Mapping[str, Blob]
HEADER, OUTCOME = "header", "journeys/outcome"
CLOSING, DEAL_IDS = "journeys/closing", "journeys/deal_ids"
"""Parts that the first version did not write: no closing day, no opportunity id is known."""
POINTS_TO = "journeys/points_to"
"""A part that only data have whose records name what is not among them."""

ACTIVITIES, TOUCHES = "activities/records", "touches/records"
"""The first of the parts that are there only where activities, or touches, were exported."""

_ACTIVITIES = ("codes", "days", "times")
_ARRAYS = ("entered", "reached", "outcome", "left", "amount", "opened_amount")


def digest_of(snapshot: Snapshot) -> str:
    """Return the content address: equal data give equal digests, on every machine."""
    return digest(pack(snapshot))


def digest(parts: Parts) -> str:
    """Return the SHA-256 over all parts, in hexadecimal."""
    whole = hashlib.sha256()
    for name in sorted(parts):
        blob = parts[name]
        about = [name, blob.codec, blob.dtype, blob.shape, blob.base, len(blob.data)]
        whole.update(json.dumps(about).encode() + b"\n")
        whole.update(blob.data)
    return whole.hexdigest()


@dataclass(frozen=True, slots=True)
class About:
    """What a snapshot holds, known without decoding it: as-of day, files, and counts."""

    as_of: Day
    files: tuple[str, ...]
    journeys: int
    set_aside: int


def about(header: Blob, outcome: Blob) -> About:
    """Return what two of a snapshot's parts say; when damaged ValueError, KeyError or TypeError."""
    (text,) = unpack_texts(header)
    said = json.loads(text)
    (journeys,) = outcome.shape
    files = tuple(str(file["path"]) for file in said["files"])
    return About(int(said["as_of"]), files, journeys, len(said["set_aside"]))


def pack(snapshot: Snapshot) -> Parts:
    """Return a snapshot's parts."""
    journeys = snapshot.journeys
    parts = {f"journeys/{name}": pack_array(getattr(journeys, name)) for name in _ARRAYS}
    parts["journeys/ids"] = pack_texts(journeys.ids)
    parts[CLOSING] = pack_array(journeys.closing)
    parts[DEAL_IDS] = pack_texts(journeys.deal_ids)
    if any(journeys.points_to):
        parts[POINTS_TO] = pack_texts(journeys.points_to)
    for place, dimension in enumerate(journeys.dimensions.values()):
        parts[f"dimension/{place}/codes"] = pack_array(dimension.codes)
        parts[f"dimension/{place}/labels"] = pack_texts(dimension.labels)
    if snapshot.activities is not None:
        parts[ACTIVITIES] = pack_texts(snapshot.activities.records)
        for name in _ACTIVITIES:
            parts[f"activities/{name}"] = pack_array(getattr(snapshot.activities, name))
    if snapshot.touches is not None:
        parts |= _touch_parts(snapshot.touches)
    parts[HEADER] = pack_texts((json.dumps(_header(snapshot)),))
    return parts


def unpack(parts: Parts) -> Snapshot:
    """Return the snapshot of some parts; when damaged ValueError, KeyError or TypeError."""
    (text,) = unpack_texts(parts[HEADER])
    said = json.loads(text)
    return Snapshot(
        journeys=_journeys(parts, said),
        files=tuple(
            SourceFile(**(file | {"headers": tuple(file.get("headers", ()))}))
            for file in said["files"]
        ),
        rows_read=said["rows_read"],
        merged=said["merged"],
        set_aside=tuple(
            SetAside(**(row | {"cells": tuple(row["cells"])})) for row in said["set_aside"]
        ),
        joined=said["joined"],
        warnings=tuple(said["warnings"]),
        spend=tuple(Spend(**spent) for spent in said["spend"]),
        volumes=tuple(StageVolume(**counted) for counted in said.get("volumes", ())),
        responses=tuple(Responses(**counted) for counted in said.get("responses", ())),
        reps=tuple(Rep(**rep) for rep in said.get("reps", ())),
        activities=_activities(parts),
        touches=_touches(parts),
    )


def _touch_parts(touches: CampaignTouches) -> dict[str, Blob]:
    parts = {TOUCHES: pack_texts(touches.records)}
    for name in ("codes", "days"):
        parts[f"touches/{name}"] = pack_array(getattr(touches, name))
    for name in (CAMPAIGN, CHANNEL):
        dimension: Dimension = getattr(touches, name)
        parts[f"touches/{name}/codes"] = pack_array(dimension.codes)
        parts[f"touches/{name}/labels"] = pack_texts(dimension.labels)
    return parts


def _touches(parts: Parts) -> CampaignTouches | None:
    """Return the touches of some parts; ValueError when their columns do not fit together."""
    if TOUCHES not in parts:
        return None
    records = unpack_texts(parts[TOUCHES])
    codes, days = (unpack_array(parts[f"touches/{name}"]) for name in ("codes", "days"))
    campaign, channel = (
        Dimension(
            unpack_array(parts[f"touches/{name}/codes"]),
            unpack_texts(parts[f"touches/{name}/labels"]),
        )
        for name in (CAMPAIGN, CHANNEL)
    )
    named = _named(codes, records) and all(_named(d.codes, d.labels) for d in (campaign, channel))
    shapes = {column.shape for column in (codes, days, campaign.codes, channel.codes)}
    if not named or shapes != {(len(codes),)}:
        raise ValueError("the columns of the touches do not fit together")
    return CampaignTouches(records, codes, days, campaign, channel)


def _named(codes: Codes, labels: tuple[str, ...]) -> bool:
    """Tell whether every code has a label."""
    return not len(codes) or bool(codes.min() >= 0 and codes.max() < len(labels))


def _activities(parts: Parts) -> Activities | None:
    """Return the activities of some parts; ValueError when their columns do not fit together."""
    if ACTIVITIES not in parts:
        return None
    records = unpack_texts(parts[ACTIVITIES])
    codes, days, times = (unpack_array(parts[f"activities/{name}"]) for name in _ACTIVITIES)
    if not (_named(codes, records) and codes.shape == days.shape == times.shape == (len(codes),)):
        raise ValueError("the columns of the activities do not fit together")
    return Activities(records, codes, days, times)


def _journeys(parts: Parts, said: Mapping[str, Any]) -> Journeys:
    """Return the journeys of some parts; ValueError when their columns do not fit together."""
    arrays = {name: unpack_array(parts[f"journeys/{name}"]) for name in _ARRAYS}
    ids = unpack_texts(parts["journeys/ids"])
    unknown = np.full(len(ids), NO_DAY, np.int32)
    journeys = Journeys(
        stages=tuple(said["stages"]),
        ids=ids,
        dimensions={
            name: Dimension(
                unpack_array(parts[f"dimension/{place}/codes"]),
                unpack_texts(parts[f"dimension/{place}/labels"]),
            )
            for place, name in enumerate(said["dimensions"])
        },
        as_of=int(said["as_of"]),
        currency=str(said["currency"]),
        closing=unpack_array(parts[CLOSING]) if CLOSING in parts else unknown,
        deal_ids=unpack_texts(parts[DEAL_IDS]) if DEAL_IDS in parts else ("",) * len(ids),
        points_to=unpack_texts(parts[POINTS_TO]) if POINTS_TO in parts else (),
        **arrays,
    )
    _check_lengths(journeys)
    return journeys


def _header(snapshot: Snapshot) -> dict[str, object]:
    """Return everything that is not a column, ready for JSON."""
    journeys = snapshot.journeys
    return {
        "stages": journeys.stages,
        "dimensions": list(journeys.dimensions),
        "as_of": int(journeys.as_of),
        "currency": journeys.currency,
        "files": [asdict(file) for file in snapshot.files],
        "rows_read": snapshot.rows_read,
        "merged": snapshot.merged,
        "set_aside": [asdict(row) for row in snapshot.set_aside],
        "joined": snapshot.joined,
        "warnings": snapshot.warnings,
        "spend": [_spent(spent) for spent in snapshot.spend],
        "volumes": [asdict(counted) for counted in snapshot.volumes],
        "responses": [asdict(counted) for counted in snapshot.responses],
        "reps": [asdict(rep) for rep in snapshot.reps],
    }


def _spent(spent: Spend) -> dict[str, object]:
    """Return what was spent as before campaigns were told apart, where none is named."""
    said = asdict(spent)
    return said if spent.campaign else {k: said[k] for k in said if k != "campaign"}


def _check_lengths(journeys: Journeys) -> None:
    """Raise ValueError unless all columns have a value for every journey and stage."""
    count, stages = len(journeys.ids), len(journeys.stages)
    wide, flat = (count, stages), (count,)
    shapes = [journeys.entered.shape == wide, journeys.reached.shape == wide]
    shapes += [getattr(journeys, name).shape == flat for name in (*_ARRAYS[2:], "closing")]
    shapes += [len(journeys.deal_ids) == count, len(journeys.pointers) == count]
    for dimension in journeys.dimensions.values():
        shapes.append(dimension.codes.shape == flat)
        shapes.append(_named(dimension.codes, dimension.labels))
    if not all(shapes):
        raise ValueError("the columns of a snapshot do not fit together")
