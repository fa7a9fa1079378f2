"""Synthetic record ids in Salesforce's form: 15 characters told apart by case, or 18 with check."""

import numpy as np
import numpy.typing as npt

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_CHECKS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"
_POD = "5g0"
_NUMBER_DIGITS = 9

Characters = npt.NDArray[np.uint8]


def record_ids(prefix: str, count: int, start: int) -> tuple[str, ...]:
    """Return `count` consecutive 18-character ids; `prefix` names the kind of record."""
    numbers = np.arange(start, start + count, dtype=np.int64)[:, None]
    powers = len(DIGITS) ** np.arange(_NUMBER_DIGITS - 1, -1, -1, dtype=np.int64)
    alphabet = np.frombuffer(DIGITS.encode(), dtype=np.uint8)
    tail = alphabet[numbers // powers % len(DIGITS)]
    head = np.frombuffer((prefix + _POD).encode(), dtype=np.uint8)
    short = np.hstack([np.broadcast_to(head, (count, len(head))), tail])
    joined = np.ascontiguousarray(np.hstack([short, _check(short)]))
    return tuple(joined.view(f"S{joined.shape[1]}").ravel().astype(str).tolist())


def short_id(record: str) -> str:
    """Return the 15-character form, which only its case tells apart."""
    return record[:15]


def _check(short: Characters) -> Characters:
    """Return the three check characters: which of each five characters are capitals."""
    capital = (short >= ord("A")) & (short <= ord("Z"))
    codes = capital.reshape(len(short), 3, 5) @ (1 << np.arange(5))
    return np.asarray(np.frombuffer(_CHECKS.encode(), dtype=np.uint8)[codes])
