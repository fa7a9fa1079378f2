"""Who may speak in an open plan: the seats' passphrases, and plans that are open for reading."""

import os
from collections.abc import Sequence
from pathlib import Path

from planner.base.problem import Problem, RefusedError
from planner.base.stages import Seat
from planner.plan.edits import Draft
from planner.plan.latches import fits, latch, latches, speaking, unlatch
from planner.plan.log import Log
from planner.plan.sealed import SEATED

LEAST = 4
"""Letters of the shortest passphrase."""
READING = Problem(
    "The plan is open for reading, and nothing in it can be changed",
    "",
    "Save it as another file to go on in that one",
)


def may_write(path: Path) -> bool:
    """Whether a plan file, and the folder it is replaced in, can be written by who runs this."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


class Keys:
    """The passphrases given at one window or command; those of other seats stay latched."""

    def __init__(self) -> None:
        self._given: dict[Seat, str] = {}

    def has(self, whole: Log, seat: Seat) -> bool:
        """Whether a seat has a passphrase."""
        return seat in latches(whole)

    def latched(self, whole: Log, seat: Seat) -> bool:
        """Whether a seat has a passphrase that was not given here."""
        kept = latches(whole).get(seat)
        return kept is not None and self._given.get(seat) != kept

    def give(self, whole: Log, seat: Seat, passphrase: str) -> None:
        """Take a seat's passphrase; RefusedError for another one."""
        kept = latches(whole).get(seat)
        if kept is None:
            return
        if not fits(kept, passphrase):
            what = f"That is not the passphrase of {seat.value.title()}"
            raise RefusedError(Problem(what, "", "Type it again, or stay at another seat"))
        self._given[seat] = kept

    def forget(self) -> None:
        """Ask for all passphrases anew."""
        self._given.clear()

    def check(self, whole: Log, drafts: Sequence[Draft]) -> None:
        """Raise RefusedError where drafts speak for a seat whose passphrase was not given."""
        shut = [seat for seat in SEATED if self.latched(whole, seat)]
        spoken = speaking(drafts) if shut else frozenset()
        for seat in shut:
            if seat in spoken:
                what = f"{seat.value.title()} has a passphrase, and this speaks for it"
                raise RefusedError(Problem(what, "", "Give it under Names and passphrases"))

    def keep(self, drafts: Sequence[Draft], whole: Log) -> None:
        """Hold the seats open whose passphrases drafts have set."""
        for draft in drafts:
            for seat in SEATED:
                kept = latches(whole).get(seat)
                if kept is not None and kept == draft.value:
                    self._given[seat] = kept


def passphrase_drafts(seat: Seat, passphrase: str, again: str, salt: str) -> tuple[Draft, ...]:
    """Return the edit that gives a seat a passphrase typed twice; RefusedError otherwise."""
    if seat is Seat.TOGETHER:
        raise RefusedError(Problem("Each seat has a passphrase of its own"))
    if len(passphrase) < LEAST:
        what = f"A passphrase has at least {LEAST} letters"
        raise RefusedError(Problem(what, "", "Take a longer one"))
    if passphrase != again:
        raise RefusedError(Problem("The two do not match", "", "Type the passphrase twice"))
    return (latch(seat, passphrase, salt),)


def removal_drafts(whole: Log, seat: Seat) -> tuple[Draft, ...]:
    """Return the edit that takes a seat's passphrase away; RefusedError where it has none."""
    if seat not in latches(whole):
        raise RefusedError(Problem(f"{seat.value.title()} has no passphrase"))
    return (unlatch(seat),)
