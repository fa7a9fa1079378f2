"""Commands that say who stands for a plan: sign, log."""

from argparse import Namespace
from collections.abc import Iterator

from planner.base.stages import Seat
from planner.base.units import money_short
from planner.cli import shapes
from planner.cli.desk import opened, sealed_notes
from planner.cli.report import ATTENTION, DONE, Report, several, table
from planner.cli.saying import said
from planner.plan.edits import LATCH, SIGN, Value
from planner.plan.keys import parse_key
from planner.plan.record import Entry, is_about, record
from planner.plan.scenarios import scenario_named
from planner.plan.signing import Signature
from planner.session import PlanSession
from planner.session.record import worth_then
from planner.session.signing import SHORT, Standing, sign, standing
from planner.sheets.record import found_in
from planner.sheets.words import Tongue


def sign_plan(arguments: Namespace) -> Report:
    """Sign the plan, or a scenario, as one seat; attention while the other has not."""
    with opened(arguments.plan) as session:
        named = arguments.scenario
        scenario = scenario_named(session.plan, named).id if named else ""
        sign(session, Seat(arguments.seat), arguments.name, scenario)
        session.save()
        stood = standing(session, scenario)
        lines = tuple(_signed(stood, session.plan.currency))
    both = stood.signed is not None and stood.signed.whole
    return Report(shape(stood), lines, DONE if both else ATTENTION)


def shape(stood: Standing) -> shapes.Json:
    """Shape of `sign`: the content's hash and who signed it, with every version kept."""
    signed = stood.signed.signatures if stood.signed else ()
    return {
        "hash": stood.now,
        "signatures": [_signature(one) for one in signed],
        "whole": stood.signed is not None and stood.signed.whole,
        "versions": [
            {
                "number": version.number,
                "hash": version.hash,
                "signatures": [_signature(one) for one in version.signatures],
            }
            for version in stood.versions
        ],
    }


def _signature(one: Signature) -> shapes.Json:
    return {
        "seat": str(one.seat),
        "name": one.name,
        "author": one.author,
        "time": one.time,
        "hash": one.hash,
        "total": one.total,
    }


def _signed(stood: Standing, currency: str) -> Iterator[str]:
    signed = stood.signed.signatures if stood.signed else ()
    for one in signed:
        total = "" if one.total is None else f", {money_short(one.total, currency)} of bookings"
        yield f"{one.seat.value.title()}: {one.name}, {one.time}{total}"
    missing = {Seat.MARKETING, Seat.SALES} - {one.seat for one in signed}
    rest = " and ".join(sorted(seat.value.title() for seat in missing))
    said = f"{rest} has not signed it yet." if rest else "Both seats have signed it."
    yield f"Content {stood.now[:SHORT]}… {said}"


def log(arguments: Namespace) -> Report:
    """List edits with what they replaced, the latest first."""
    with opened(arguments.plan) as session:
        plan = session.plan
        entries = record(session.log)
        if arguments.keys:
            named = (parse_key(key, plan.line_names, plan.stages) for key in arguments.keys)
            wanted = [plan.key(slot) for slot in named]
            entries = tuple(e for e in entries if any(is_about(e.edit, key) for key in wanted))
        found = found_in(entries, plan, arguments.search, Tongue(currency=plan.currency))
        found = found[: arguments.last]
        worths = [worth_then(session, e.edit) if arguments.worth else None for e in found]
        made, sealed = (
            [_entry(e, w) for e, w in zip(found, worths, strict=True)],
            sealed_notes(session),
        )
        header = ("when", "who", "seat", "what", "before", "after", "", "worth then")
        rows = [_row(session, e, w) for e, w in zip(found, worths, strict=True)]
        lines = (*table(header, rows, left=4), f"{several(len(found), 'edit')}.", *sealed)
        return Report({"edits": made, "sealed": sealed}, lines, ATTENTION if sealed else DONE)


def _entry(entry: Entry, worth: float | None) -> shapes.Json:
    edit = entry.edit
    return {
        "id": edit.id,
        "clock": edit.clock,
        "time": edit.time,
        "author": edit.author,
        "seat": str(edit.seat),
        "key": edit.key,
        "before": _shown(edit.key, entry.before),
        "value": _shown(edit.key, edit.value),
        "typed": edit.typed,
        "step": edit.step,
        "label": edit.label,
        "counts": entry.counts,
        "reason": entry.reason,
        "worth": worth,
    }


def _shown(key: str, value: Value) -> Value:
    """Return a value, of a passphrase only that it was set."""
    return "set" if value and key.startswith(LATCH) else value


def _row(session: PlanSession, entry: Entry, worth: float | None) -> list[str]:
    edit, plan = entry.edit, session.plan
    signed = edit.key.startswith(SIGN)
    values = ["", edit.typed] if signed else [said(plan, edit.key, v) for v in _ends(entry)]
    key = edit.key[: len(SIGN) + SHORT] if signed else edit.key
    priced = money_short(worth, plan.currency, signed=True) if worth else ""
    state = "" if entry.counts else "undone"
    return [edit.time, edit.author, str(edit.seat), key, *values, state, priced]


def _ends(entry: Entry) -> tuple[float | str | None, float | str | None]:
    return entry.before, entry.edit.value
