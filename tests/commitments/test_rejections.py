"""Why leads were turned down at the hand-off."""

from planner.commitments.handed import Handed, handed
from planner.commitments.rejections import Rejection, rejections
from planner.evidence.passages import prepare
from tests.evidence.funnels import funnel, path

STAGES = ("MQL", "SAL", "Won")


def leads(*reasons: str) -> Handed:
    """One lead turned down per reason, one accepted, one lost later, one open."""
    rows = [path("2027-01-01", left="2027-01-05", why=reason) for reason in reasons]
    rows += [
        path("2027-01-01 2027-01-03", why="(blank)"),
        path("2027-01-01 2027-01-03", left="2027-02-01", why="Competitor"),
        path("2027-01-01", why="No budget"),
    ]
    named = [{**row, "loss reason": row["why"]} for row in rows]
    return handed(prepare(funnel(named, "2027-03-01", STAGES, ("loss reason",))), None)


def test_by_frequency_and_without_a_reason_last() -> None:
    found = rejections(leads("(blank)", "Student", "No budget", "(blank)", "No budget", "(blank)"))
    assert found == (Rejection("No budget", 2), Rejection("Student", 1), Rejection("", 3))


def test_without_a_column_of_reasons_nothing_is_known() -> None:
    rows = [path("2027-01-01", left="2027-01-05")]
    assert rejections(handed(prepare(funnel(rows, "2027-03-01", STAGES)), None)) is None
