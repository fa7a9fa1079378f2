"""Columns as bytes: numbers as narrow as they fit, texts joined, everything back exactly.

Narrowing keeps a plan of a million journeys small enough to be copied at every save; compressing
it would cost more than it spares.
"""

import json
import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from planner.base.days import NO_DAY

Array = npt.NDArray[Any]
_SIGN, _LAST = np.uint32(0x80000000), 0xFFFFFFFF
_TYPES = {"bool", "int8", "int32", "int64", "float64"}
_NARROW: tuple[tuple[int, type[np.unsignedinteger[Any]]], ...] = (
    (0xFF, np.uint8),
    (0xFFFF, np.uint16),
)


@dataclass(frozen=True, slots=True)
class Blob:
    """One column: how it is packed, its dtype and shape, the offset of narrowed numbers, bytes."""

    codec: str
    dtype: str
    shape: tuple[int, ...]
    base: int
    data: bytes


def pack_array(array: Array) -> Blob:
    """Return an array of bool, int8, int32, int64 or float64 as a blob."""
    dtype = array.dtype.name
    if dtype == "bool":
        return Blob("bits", dtype, array.shape, 0, np.packbits(array).tobytes())
    if dtype == "int32":
        return _narrowed(np.ascontiguousarray(array)) or _raw(array)
    if dtype == "float64" and 2 * int(np.isnan(array).sum()) > array.size:
        known = ~np.isnan(array)
        data = np.packbits(known).tobytes() + array[known].astype("<f8").tobytes()
        return Blob("sparse", dtype, array.shape, 0, data)
    return _raw(array)


def unpack_array(blob: Blob) -> Array:
    """Return the array of a blob, not to be written to; ValueError when the bytes do not fit."""
    if blob.dtype not in _TYPES:
        raise ValueError(f"unknown type {blob.dtype}")
    array = _unpack(blob).reshape(blob.shape)
    array.flags.writeable = False
    return array


def pack_texts(texts: tuple[str, ...]) -> Blob:
    """Return texts as one blob of UTF-8: joined by NUL, or as JSON where a text holds a NUL."""
    joined = "\0".join(texts)
    if joined.count("\0") == len(texts) - 1:
        data = joined.encode("utf-8", "surrogatepass")
        return Blob("joined", "str", (len(texts),), 0, data)
    return Blob("json", "str", (len(texts),), 0, json.dumps(texts).encode())


def unpack_texts(blob: Blob) -> tuple[str, ...]:
    """Return the texts of a blob; ValueError when their number does not fit."""
    if blob.codec == "json":
        texts = tuple(str(text) for text in json.loads(blob.data))
    else:
        texts = tuple(blob.data.decode("utf-8", "surrogatepass").split("\0"))
    if (len(texts),) != blob.shape:
        raise ValueError("a text column has lost rows")
    return texts


def _raw(array: Array) -> Blob:
    data = array.astype(array.dtype.newbyteorder("<"), copy=False).tobytes()
    return Blob("raw", array.dtype.name, array.shape, 0, data)


def _narrowed(array: Array) -> Blob | None:
    """Return int32 as bytes or shorts above an offset, 0 for NO_DAY; None where too wide."""
    above = array.view(np.uint32) ^ _SIGN  # in order, NO_DAY as 0
    base = int((above - np.uint32(1)).min(initial=_LAST))
    most = max(int(above.max(initial=0)) - base, 0)
    for limit, kind in _NARROW:
        if most <= limit:
            shifted = (above - np.uint32(base)).astype(kind)
            shifted[above == 0] = 0
            codec = f"narrow{shifted.itemsize * 8}"
            data = shifted.astype(shifted.dtype.newbyteorder("<"), copy=False).tobytes()
            return Blob(codec, "int32", array.shape, base + NO_DAY, data)
    return None


def _unpack(blob: Blob) -> Array:
    """Return the flat array of a blob."""
    count = math.prod(blob.shape)
    if blob.codec in {"bits", "sparse"} and not 0 <= count <= 8 * len(blob.data):
        raise ValueError("a column has lost bytes")
    match blob.codec:
        case "bits":
            bits = np.unpackbits(np.frombuffer(blob.data, np.uint8), count=count)
            return bits.view(np.bool_)
        case "sparse":
            split = (count + 7) // 8
            bits = np.unpackbits(np.frombuffer(blob.data[:split], np.uint8), count=count)
            values = np.full(count, np.nan)
            values[bits.view(np.bool_)] = np.frombuffer(blob.data[split:], "<f8")
            return values
        case "narrow8" | "narrow16":
            kind = "<u1" if blob.codec == "narrow8" else "<u2"
            shifted = np.frombuffer(blob.data, kind)
            wide = shifted.astype(np.int32) + _offset(blob.base)
            wide[shifted == 0] = NO_DAY
            return wide
        case "raw":
            stored = np.frombuffer(blob.data, np.dtype(blob.dtype).newbyteorder("<"))
            return stored.astype(blob.dtype, copy=False)
    raise ValueError(f"unknown packing {blob.codec}")


def _offset(base: int) -> np.int32:
    """Return the offset of narrowed numbers; ValueError when it cannot be one."""
    if not NO_DAY <= base < -NO_DAY:
        raise ValueError("a column's offset is out of range")
    return np.int32(base)
