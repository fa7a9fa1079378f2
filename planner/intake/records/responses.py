"""Responses to campaigns, counted from campaign members: who was only invited does not count."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from planner.base.day_columns import Days, months_of
from planner.base.days import NO_DAY
from planner.base.units import count
from planner.intake.recognition.proposal import ProposedTable
from planner.intake.recognition.stagewords import words_of
from planner.intake.records.activities import text_column
from planner.journeys.ids import keys_of
from planner.journeys.table import BLANK, Mask, Responses

if TYPE_CHECKING:
    import pandas as pd

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
_NAMELESS = "\0"
"""Begins the key of those who responded and are no leads."""


def read_responses(
    tables: Sequence[ProposedTable],
) -> tuple[tuple[Responses, ...], tuple[str, ...]]:
    """Return responses per campaign and month, and what is worth saying of them.

    A lead that responded several times counts as so many responses, and as one lead where it
    responded first, so that both add up. A member in several files is one. The month is NO_DAY
    where a response has no date.
    """
    found: list[pd.DataFrame] = []
    notes: list[str] = []
    for number, table in enumerate(tables):
        mask = responded(table)
        if mask is None:
            notes.append(
                f"{table.path.name}: no column says who responded, so no responses are counted. "
                "Add Member Status, or the day of the first response."
            )
        elif mask.any():
            found.append(_read(table, mask, number))
    if not found:
        return (), tuple(notes)
    every = _each_once(found)
    nameless = int(every["times"][every["lead"].str.startswith(_NAMELESS)].sum())
    if nameless:
        words = "response names" if nameless == 1 else "responses name"
        notes.append(f"{count(nameless)} {words} no lead and count as responses only.")
    return _counted(every), tuple(notes)


def responded(table: ProposedTable) -> Mask | None:
    """Return who responded: as marked, else by a day of response, else by the status's word.

    None where no column says it.
    """
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


def _read(table: ProposedTable, mask: Mask, number: int) -> "pd.DataFrame":
    """Return lead's key, campaign, day and table of each response."""
    import pandas as pd

    leads = np.array(keys_of(text_column(table, "lead_id")), dtype=object)[mask]
    others = np.array(keys_of(text_column(table, "record_id")), dtype=object)[mask]
    leads = np.where(leads == "", others, leads)
    campaigns = text_column(table, "campaign")[mask]
    days = days_of_response(table)[mask]
    return pd.DataFrame(
        {
            "lead": np.where(leads == "", f"{_NAMELESS}{number}", leads),
            "campaign": np.where(campaigns == "", BLANK, campaigns),
            "day": days,
            "table": number,
        }
    )


def days_of_response(table: ProposedTable) -> Days:
    """Return the day of each member's response (n), else the day it became a member."""
    undated = np.full(table.size, NO_DAY, np.int32)
    days = table.typed.days.get("first_responded", undated)
    return np.where(days == NO_DAY, table.typed.days.get("created", undated), days)


def _each_once(found: Sequence["pd.DataFrame"]) -> "pd.DataFrame":
    """Return lead, campaign, day, and how many times: most in one table, not in all together."""
    import pandas as pd

    rows = pd.concat(found, ignore_index=True)
    keys = ["lead", "campaign", "day"]
    times = rows.groupby([*keys, "table"], sort=False).size().reset_index(name="times")
    return times.groupby(keys, sort=False)["times"].max().reset_index()


def _counted(every: "pd.DataFrame") -> tuple[Responses, ...]:
    """Return responses by campaign and month; a lead counts at its first, undated ones last."""
    every["month"] = months_of(every["day"].to_numpy(np.int32))
    every["undated"] = every["day"] == NO_DAY
    every = every.sort_values(["undated", "day", "campaign", "lead"], kind="stable")
    first = ~every["lead"].duplicated() & ~every["lead"].str.startswith(_NAMELESS)
    every["first"] = first.astype(np.int64)
    sums = every.groupby(["campaign", "month"])[["times", "first"]].sum()
    return tuple(
        Responses(str(campaign), int(month), int(times), int(leads))
        for (campaign, month), times, leads in sums.itertuples()
    )
