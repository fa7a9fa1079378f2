"""The funnel's words: seats, stages, transitions and who owns them."""

from dataclasses import dataclass
from enum import StrEnum


class Seat(StrEnum):
    """Whose view an edit states."""

    MARKETING = "marketing"
    SALES = "sales"
    TOGETHER = "together"


class Owner(StrEnum):
    """Who answers for a driver; a shared one (the hand-off) has no single owner."""

    MARKETING = "marketing"
    SALES = "sales"
    SHARED = "shared"


DEFAULT_STAGES = ("Inquiry", "MQL", "SAL", "Opportunity", "Won")
ARROW = ">"


@dataclass(frozen=True, slots=True)
class Transition:
    """The step from one stage to the next, by stage index."""

    start: int

    @property
    def end(self) -> int:
        """Index of the stage moved into."""
        return self.start + 1

    def text(self, stages: tuple[str, ...], arrow: str = ARROW) -> str:
        """Return the transition as in keys, such as MQL>SAL."""
        return f"{stages[self.start]}{arrow}{stages[self.end]}"


def transitions(stages: tuple[str, ...]) -> tuple[Transition, ...]:
    """Return every transition between neighbouring stages."""
    return tuple(Transition(i) for i in range(len(stages) - 1))


def hand_off(stages: tuple[str, ...]) -> Transition:
    """Return the hand-off: the transition into SAL, else into Opportunity, else the only one.

    With neither stage in a funnel of several transitions the first one is meant.
    """
    lowered = [s.casefold() for s in stages]
    for name in ("sal", "opportunity"):
        if name in lowered[1:]:
            return Transition(lowered.index(name, 1) - 1)
    return Transition(0)


def qualified_stage(stages: tuple[str, ...]) -> int:
    """Return the index of the stage of qualified leads: MQL, else where the hand-off starts."""
    lowered = [s.casefold() for s in stages]
    return lowered.index("mql") if "mql" in lowered[:-1] else hand_off(stages).start


def opportunity_stage(stages: tuple[str, ...]) -> int:
    """Return the index of the stage of opportunities: so named, else the last before the end."""
    lowered = [s.casefold() for s in stages]
    return lowered.index("opportunity") if "opportunity" in lowered[:-1] else len(stages) - 2


def transition_owner(stages: tuple[str, ...], transition: Transition) -> Owner:
    """Return the default owner: Marketing before the hand-off, Sales after it, else shared."""
    shared = hand_off(stages).start
    if transition.start == shared:
        return Owner.SHARED
    return Owner.MARKETING if transition.start < shared else Owner.SALES


def parse_stages(text: str) -> tuple[str, ...]:
    """Return the stage names of 'A,B,C' or 'A>B>C'; ValueError unless 2 to 8 distinct names."""
    names = tuple(part.strip() for part in text.replace(">", ",").split(","))
    if (
        not 2 <= len(names) <= 8
        or not all(names)
        or len({n.casefold() for n in names}) < len(names)
    ):
        raise ValueError("Stages are 2 to 8 different names, such as MQL>Opportunity>Won")
    return names
