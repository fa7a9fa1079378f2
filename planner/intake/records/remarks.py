"""What is worth saying of journeys taken in: one sentence for each kind, with its count."""

from collections.abc import Iterable

from planner.base.units import count
from planner.intake.recognition.hints import Decides
from planner.intake.records.closings import Oddities
from planner.intake.records.folding import Sums

Remark = tuple[int, str]
"""How many, and what of them."""


def sentences(remarks: Iterable[Remark]) -> list[str]:
    """Return a sentence for every remark that holds of anything.

    >>> sentences([(2, "without any date"), (0, "late"), (1, "rows of history too many")])
    ['2 journeys without any date.', '1 row of history too many.']
    """
    return [f"{count(n)} {_worded(n, text)}." for n, text in remarks if n]


def of_oddities(odd: Oddities, decides: Decides) -> tuple[Remark, ...]:
    """Say what does not go together in opportunities, and how it was taken."""
    return (
        (odd.contradicting, f"whose stage contradicts their status; the {decides} stands"),
        (odd.doubted, f"whose forecast category says another outcome; {_taken(decides)}"),
        (odd.unwon, "won once and open again, counted as won"),
        (odd.undone, "won once and lost since, counted as lost"),
        (odd.reopened, "lost once and taken up again, not counted as lost"),
        (odd.back, "moved back to an earlier stage; the first entry counts"),
        (odd.ahead, "closed, but dated after the as-of date; that date was not used"),
    )


def _taken(decides: Decides) -> str:
    return "it stands" if decides is Decides.FORECAST else "stage and status stand"


def of_sums(*sides: Sums) -> tuple[Remark, ...]:
    """Say how amounts of records on several rows were taken."""
    return (
        (sum(one.added for one in sides), "on several rows, whose amounts were added up"),
        (
            sum(one.repeated for one in sides),
            "whose amount is repeated on several rows and was counted once",
        ),
    )


def _worded(number: int, text: str) -> str:
    thing, what = ("row", text[4:]) if text.startswith("rows") else ("journey", f" {text}")
    return f"{thing}{'' if number == 1 else 's'}{what}"
