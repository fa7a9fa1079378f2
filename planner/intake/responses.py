"""Responses to campaigns, counted from campaign members: who was only invited does not count."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from planner.base.days import NO_DAY, Day, Month, month_of
from planner.base.units import count
from planner.intake.proposal import ProposedTable
from planner.intake.stagewords import words_of
from planner.journeys.ids import keys_of
from planner.journeys.table import BLANK, Mask, Responses

_YES = (
    *("responded", "attended", "registered", "downloaded", "submitted", "clicked", "replied"),
    *("visited", "subscribed", "requested", "interested", "converted", "yes"),
    *("beantwortet", "geantwortet", "reagiert", "teilgenommen", "angemeldet"),
    *("répondu", "a répondu", "participé", "inscrit", "respondió", "respondido", "asistió"),
)
_NO = (
    *("not", "no", "un", "non", "never", "didn t", "nicht", "kein", "keine", "unsubscribed"),
    *("pas", "sin", "sent", "invited", "declined", "bounced"),
)
_Response = tuple[str, str, Day]
"""Lead's key, campaign and day."""


def read_responses(
    tables: Sequence[ProposedTable],
) -> tuple[tuple[Responses, ...], tuple[str, ...]]:
    """Return responses per campaign and month, and what is worth saying of them.

    A lead that responded several times counts as so many responses, and as one lead where it
    responded first, so that both add up. A member in several files is one. The month is NO_DAY
    where a response has no date.
    """
    every: Counter[_Response] = Counter()
    notes: list[str] = []
    nameless = 0
    for number, table in enumerate(tables):
        mask = _responded(table)
        if mask is None:
            notes.append(
                f"{table.path.name}: no column says who responded, so no responses are counted. "
                "Add Member Status, or the day of the first response."
            )
            continue
        found = Counter(_read(table, mask, number))
        nameless += sum(n for (lead, _, _), n in found.items() if lead.startswith(_NAMELESS))
        every |= found
    if nameless:
        words = "response names" if nameless == 1 else "responses name"
        notes.append(f"{count(nameless)} {words} no lead and count as responses only.")
    return _counted(every), tuple(notes)


_NAMELESS = "\0"


def _responded(table: ProposedTable) -> Mask | None:
    """Return who responded: as marked, else by a day of response, else by the status's word."""
    typed = table.typed
    flags, days = typed.flags.get("has_responded"), typed.days.get("first_responded")
    texts = typed.texts.get("status")
    if flags is None and days is None and texts is None:
        return None
    said = np.full(table.size, -1, np.int8) if flags is None else flags
    other = np.zeros(table.size, bool)
    if days is not None:
        other |= days != NO_DAY
    if texts is not None:
        meaning = {text: _says_yes(text) for text in set(texts.tolist())}
        other |= np.array([meaning[text] for text in texts.tolist()], bool)
    return np.asarray((said == 1) | ((said == -1) & other))


def _says_yes(status: str) -> bool:
    words = f" {words_of(status)} "
    return any(f" {word} " in words for word in _YES) and not any(
        f" {word} " in words for word in _NO
    )


def _read(table: ProposedTable, mask: Mask, number: int) -> Iterator[_Response]:
    typed = table.typed
    nothing = np.full(table.size, "", dtype=object)
    leads = keys_of(typed.texts.get("lead_id", nothing))
    campaigns = typed.texts.get("campaign", nothing)
    undated = np.full(table.size, NO_DAY, np.int32)
    days = typed.days.get("first_responded", undated)
    days = np.where(days == NO_DAY, typed.days.get("created", undated), days)
    for i in np.flatnonzero(mask).tolist():
        yield leads[i] or f"{_NAMELESS}{number}", campaigns[i] or BLANK, int(days[i])


def _counted(every: Counter[_Response]) -> tuple[Responses, ...]:
    responses: defaultdict[tuple[str, Month], int] = defaultdict(int)
    firsts: defaultdict[tuple[str, Month], int] = defaultdict(int)
    seen: set[str] = set()
    for lead, campaign, day in sorted(every, key=lambda r: (r[2] == NO_DAY, r[2], r[1], r[0])):
        place = campaign, NO_DAY if day == NO_DAY else month_of(day)
        responses[place] += every[lead, campaign, day]
        if lead not in seen and not lead.startswith(_NAMELESS):
            firsts[place] += 1
            seen.add(lead)
    return tuple(
        Responses(campaign, month, responses[campaign, month], firsts[campaign, month])
        for campaign, month in sorted(responses)
    )
