"""Leads and opportunities of one account: each opportunity takes the nearest free lead."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from planner.base.days import NO_DAY
from planner.intake.records.joining import join
from planner.intake.values.typed import Typed

ACCOUNTS = st.sampled_from(["", "Acme", "ACME", "Beta"])
DAYS = st.sampled_from([NO_DAY, 100, 110, 120, 130, 5000])
ROWS = st.lists(st.tuples(ACCOUNTS, DAYS), max_size=8)


def typed(rows: list[tuple[str, int]]) -> Typed:
    accounts = np.array([account for account, _ in rows], dtype=object)
    days = np.array([day for _, day in rows], np.int32)
    return Typed(len(rows), {"account": accounts}, {"created": days})


@given(ROWS, ROWS)
def test_each_opportunity_takes_the_nearest_lead_that_is_still_free(
    leads: list[tuple[str, int]], deals: list[tuple[str, int]]
) -> None:
    ties = join(typed(leads), typed(deals), "account", None, "lead_id")
    free = {i for i, (account, day) in enumerate(leads) if account and day != NO_DAY}
    by_day = sorted(range(len(deals)), key=lambda i: deals[i][1])
    for deal in by_day:
        account, day = deals[deal]
        distance = {
            lead: abs(leads[lead][1] - day)
            for lead in free
            if leads[lead][0].casefold() == account.casefold() and day != NO_DAY
        }
        best = min(distance.values(), default=9999)
        chosen = int(ties.lead_of[deal])
        assert (chosen >= 0) == (best <= 730)
        if chosen >= 0:
            assert distance[chosen] == best
            free.remove(chosen)
    assert sum(ties.counts.values()) == int((ties.lead_of >= 0).sum())
