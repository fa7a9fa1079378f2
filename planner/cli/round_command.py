"""The command of sealed rounds: how one stands, opening it, being done in it, revealing it."""

from argparse import Namespace

from planner.base.stages import Seat
from planner.cli.desk import opened
from planner.cli.report import ATTENTION, DONE, Report
from planner.cli.shapes import Json
from planner.plan.sealed import SEATED, rounds
from planner.session import PlanSession
from planner.session.sealing import Round, done_drafts, opening_drafts, revealing_drafts
from planner.sheets.sealed import sealed_words


def round_command(arguments: Namespace) -> Report:
    """Say how sealed rounds stand, after what was asked for is done."""
    seat = Seat(arguments.seat)
    with opened(arguments.plan) as session:
        session.look_as(seat)
        done = _do(session, seat, arguments)
        if done:
            session.save()
        found = rounds(session.whole)
    data = {"rounds": [_shape(one) for one in found], "changed": done}
    lines = tuple(_line(one) for one in found) or ("No sealed round was ever opened.",)
    return Report(data, lines, ATTENTION if any(not one.over for one in found) else DONE)


def _do(session: PlanSession, seat: Seat, asked: Namespace) -> bool:
    whole = session.whole
    if asked.open is not None:
        drafts = opening_drafts(whole, seat, session.identity.new_id(), asked.open)
    elif asked.done or asked.not_done:
        drafts = done_drafts(whole, seat, asked.done)
    elif asked.reveal is not None:
        drafts = revealing_drafts(whole, seat, asked.reveal)
    else:
        return False
    return bool(session.submit(drafts, "sealed round"))


def _shape(one: Round) -> Json:
    return {
        "id": one.id,
        "name": one.name,
        "author": one.author,
        "time": one.time,
        "open": not one.over,
        "done": [str(seat) for seat in SEATED if seat in one.done],
        "reason": one.reason,
    }


def _line(one: Round) -> str:
    if not one.over:
        done = " and ".join(seat.value.title() for seat in SEATED if seat in one.done)
        return f"{sealed_words(one)} Done: {done or 'nobody'}."
    why = f": {one.reason}" if one.reason else ", both were done"
    return f"“{one.name}”, opened by {one.author}, {one.time}, is revealed{why}."
