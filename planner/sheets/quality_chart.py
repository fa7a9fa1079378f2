"""Charts of lead quality: what each field tells, and what ever narrower rules keep."""

from planner.base.units import ENGLISH, NumberStyle
from planner.sheets.cells import Kind, Place
from planner.sheets.charts import Chart, Mark, Series
from planner.sheets.funnel import JOINED
from planner.sheets.quality import Quality
from planner.sheets.words import Tongue, in_sentence, plural, title

FUNNEL = "Funnel"
MOST_FIELDS = 10


def fields_chart(found: Quality, style: NumberStyle = ENGLISH) -> Chart:
    """Return the share of what is not known of a lead's outcome that each field tells."""
    tongue = Tongue(style)
    shown = [field for field in found.fields if not field.filled_later][:MOST_FIELDS]
    n = tongue.count(len(found.leads.rows))
    series = Series(
        "Tells",
        tuple(float(i) for i in range(len(shown))),
        tuple(field.explained for field in shown),
        Mark.DOTS,
        places=tuple(
            Place(FUNNEL, f"{f.name}{JOINED}{f.levels[0].label}", "explains") for f in shown
        ),
    )
    finding = "No field tells leads apart"
    if shown and shown[0].explained > 0:
        share = tongue.rate(shown[0].explained)
        finding = f"{title(shown[0].name)} tells most: {share} of a lead’s outcome"
    return Chart(
        finding,
        "Share of what is not known of a lead’s outcome beforehand that each field tells, after "
        f"shrinkage; n = {n} {in_sentence(plural(found.stages[found.leads.stage]))}",
        (series,) if shown else (),
        labels=tuple(title(field.name) for field in shown),
        values_as=Kind.RATE,
        horizontal=True,
        empty="" if shown else "The data have no field by which leads differ.",
    )


def rules_chart(found: Quality, share: float, style: NumberStyle = ENGLISH) -> Chart:
    """Return the shares of wins and bookings that rules keep, by the share of leads they keep.

    A point came from the row of the value that its rule is the first to leave out.
    """
    tongue, chosen = Tongue(style), found.step(share)
    steps = sorted(found.steps, key=lambda step: (step.leads, not step.without[0]))
    x = tuple(100 * step.leads for step in steps)
    left_out = [step.without for step in steps if step.without[0]]
    places = tuple(Place(FUNNEL, JOINED.join(value), "kept") for value in left_out)
    money = any(step.bookings != step.wins for step in steps)
    wins = Series(
        "Wins",
        x,
        tuple(step.wins for step in steps),
        label="wins",
        ring_at=(100 * chosen.leads, chosen.wins),
        places=places,
        notes=tuple(f"without {title(name)} {value}" for name, value in left_out),
    )
    bookings = Series(
        "Bookings",
        x,
        tuple(step.bookings for step in steps),
        Mark.DASHED,
        shade=2,
        label="bookings",
        places=places,
    )
    held = chosen.bookings if money else chosen.wins
    what = "bookings" if money else "wins"
    return Chart(
        f"{tongue.rate(chosen.leads, 0)} of leads hold {tongue.rate(held, 0)} of {what}",
        f"Share of {'wins and bookings' if money else 'wins'} kept by ever narrower rules, on the "
        "leads they were chosen from; each leaves one value more out",
        ((wins, bookings) if money else (wins,)) if len(steps) > 1 else (),
        values_as=Kind.RATE,
        x_title="% of leads kept",
        empty="" if len(steps) > 1 else "No field tells enough for a rule.",
    )
