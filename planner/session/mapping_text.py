"""A mapping as JSON, and back; whatever is not exactly a mapping is refused."""

import json
import math
from datetime import date
from typing import Any

from planner.base.units import parse_currency
from planner.intake import Hints
from planner.intake.recognition.hints import Decides
from planner.intake.values.fields import Entity, field_named

FORMAT, VERSION = "fairlead mapping", 1
_ORDERS = {"DMY", "MDY"}


def mapping_text(hints: Hints, saved: str) -> str:
    """Return statements as JSON; `saved` is an ISO day."""
    tables = [
        {
            "fingerprint": key,
            "kind": kind,
            "columns": {header: name for table, header, name in hints.columns if table == key},
            "orders": {header: order for table, header, order in hints.orders if table == key},
        }
        for key, kind in hints.kinds
    ]
    said = {
        "format": FORMAT,
        "version": VERSION,
        "saved": saved,
        "tables": tables,
        "stages": dict(hints.stage_map),
        "teams": dict(hints.teams),
        "merges": [list(merge) for merge in hints.merges],
        "rates": dict(hints.rates),
        "decides": str(hints.decides),
        "currency": hints.currency,
        "join": hints.join,
    }
    return json.dumps(said, ensure_ascii=False, indent=1, allow_nan=False)


def mapping_from(said: Any) -> tuple[Hints, str]:
    """Return the statements of a mapping and the ISO day it was saved.

    ValueError, TypeError, KeyError or AttributeError where anything is not as it should be.
    """
    if said["format"] != FORMAT or said["version"] != VERSION:
        raise ValueError("another format")
    tables = [(_text(table["fingerprint"]), table) for table in said["tables"]]
    hints = Hints(
        join=_text(said["join"]) if said["join"] is not None else None,
        currency=parse_currency(said["currency"]) if said["currency"] is not None else None,
        stage_map=_pairs(said["stages"]),
        columns=tuple(
            (key, header, _field(name))
            for key, table in tables
            for header, name in _pairs(table["columns"])
        ),
        kinds=tuple((key, str(Entity(table["kind"]))) for key, table in tables),
        orders=tuple(
            (key, header, _order(order))
            for key, table in tables
            for header, order in _pairs(table["orders"])
        ),
        rates=tuple((parse_currency(code), _rate(rate)) for code, rate in said["rates"].items()),
        merges=tuple(_merge(merge) for merge in said["merges"]),
        teams=_pairs(said["teams"]),
        decides=Decides(said["decides"]),
    )
    return hints, date.fromisoformat(said["saved"]).isoformat()


def _text(said: object) -> str:
    if not isinstance(said, str):
        raise TypeError(f"{said!r} is no text")
    return said


def _pairs(said: dict[str, object]) -> tuple[tuple[str, str], ...]:
    return tuple((_text(key), _text(value)) for key, value in said.items())


def _field(name: str) -> str:
    known = field_named(name) if name else None
    if name and known is None:
        raise ValueError(f"{name} is no field")
    return known.name if known else ""


def _order(order: str) -> str:
    if order not in _ORDERS:
        raise ValueError(f"{order} is no order of day and month")
    return order


def _rate(said: object) -> float:
    if isinstance(said, bool) or not isinstance(said, int | float):
        raise TypeError(f"{said!r} is no number")
    if not math.isfinite(said) or said <= 0:
        raise ValueError(f"{said!r} is no rate")
    return float(said)


def _merge(said: list[object]) -> tuple[str, str, str]:
    dimension, spelling, name = said
    return _text(dimension), _text(spelling), _text(name)
