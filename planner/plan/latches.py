"""A seat's passphrase, kept as salt and hash in `latch:SEAT`.

A file that is passed on does not silently speak for the other seat. It is a latch and no vault:
nothing in the file is encrypted, and whoever changes it with another program is not stopped. The
hash is scrypt (RFC 7914). The last value said counts, whatever was undone.
"""

import hashlib
import hmac
from collections.abc import Iterable, Mapping

from planner.base.stages import Seat
from planner.plan.edits import LATCH, RETRACT, Draft
from planner.plan.fold import is_setting
from planner.plan.log import Log
from planner.plan.sealed import SEATED

_COST, _BLOCK, _LANES, _MEMORY = 1 << 14, 8, 1, 64 << 20
_METHOD = f"scrypt:{_COST}:{_BLOCK}:{_LANES}"
"""Begins every value, so that a later version can hash more dearly."""


def latch(seat: Seat, passphrase: str, salt: str) -> Draft:
    """Return the edit that gives a seat a passphrase; `salt` is fresh, without colons."""
    return Draft(seat, LATCH + seat, f"{_METHOD}:{salt}:{_hash(passphrase, salt)}")


def unlatch(seat: Seat) -> Draft:
    """Return the edit that takes a seat's passphrase away."""
    return Draft(seat, LATCH + seat, None)


def latches(log: Log) -> Mapping[Seat, str]:
    """Return what the seats that have a passphrase keep of it."""
    said = {edit.key: edit.value for edit in log.guards if edit.key.startswith(LATCH)}
    return {seat: str(said[LATCH + seat]) for seat in SEATED if said.get(LATCH + seat)}


def fits(kept: str, passphrase: str) -> bool:
    """Whether a passphrase is the one of which `kept` is left; False for what is unreadable."""
    method, _, rest = kept.rpartition(":")
    method, _, salt = method.rpartition(":")
    return method == _METHOD and hmac.compare_digest(rest, _hash(passphrase, salt))


def speaking(drafts: Iterable[Draft]) -> frozenset[Seat]:
    """Return the seats that drafts speak for: what both agree on speaks for both."""
    found: set[Seat] = set()
    for draft in drafts:
        if draft.key.startswith(LATCH):
            found.add(Seat(draft.key.removeprefix(LATCH)))
        elif draft.seat is not Seat.TOGETHER and not is_setting(draft.key):
            found.add(draft.seat)
        elif draft.key != RETRACT and not is_setting(draft.key):
            found.update(SEATED)
    return frozenset(found)


def _hash(passphrase: str, salt: str) -> str:
    made = hashlib.scrypt(
        passphrase.encode(), salt=salt.encode(), n=_COST, r=_BLOCK, p=_LANES, maxmem=_MEMORY
    )
    return made.hex()
