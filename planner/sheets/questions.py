"""A question to a person: what it is about, the answers offered, and the figures behind it."""

from dataclasses import dataclass

from planner.sheets.forms import Correction, Form


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to choose, and what it states."""

    key: str
    text: str
    states: Correction


@dataclass(frozen=True, eq=False)
class Question:
    """`chosen` is the key of the answer in force, '' for none; `form` the figures, or a list.

    `wanted`: nobody has answered yet. `must`: why nothing can be imported before it is answered.
    """

    key: str
    title: str
    sentence: str = ""
    answers: tuple[Answer, ...] = ()
    chosen: str = ""
    form: Form | None = None
    wanted: bool = False
    must: str = ""
