from planner.commitments.differing import difference
from planner.evidence.passages import prepare
from planner.evidence.quality import Clause, Rule, leads_of
from tests.evidence.funnels import funnel, path


def test_two_definitions_on_the_same_leads() -> None:
    """Marketing counts Web and Events, Sales Events and Partner: Events are in both."""
    won = "2026-01-05 2026-02-01 2026-03-01"
    rows = [
        *[path("2026-01-05", channel="Web", left="2026-02-01") for _ in range(3)],
        path(won, channel="Events", amount=10_000.0),
        path("2026-01-05", channel="Events", left="2026-02-01"),
        path(won, channel="Partner", amount=50_000.0),
    ]
    prepared = prepare(funnel(rows))
    leads = leads_of(prepared, None)
    marketing = Rule((Clause("channel", ("Web", "Events")),))
    sales = Rule((Clause("channel", ("Events", "Partner")),))
    found = difference(prepared, leads, marketing, sales)
    assert (found.only_first, found.only_second, found.both) == ((0, 1, 2), (5,), 2)
    assert (found.first.leads, found.second.leads) == (5, 3)
    assert found.money == 50_000.0
    assert found.rate > 0
    back = difference(prepared, leads, sales, marketing)
    assert (back.only_first, back.money) == (found.only_second, -found.money)
