"""How each voice words a stage, and by which rule on fields, where it differs by part of the data.

`wording:VOICE/STAGE[/DIMENSION=VALUE]` holds a text, `rule:VOICE/STAGE[/DIMENSION=VALUE]` a rule as
`definition:STAGE` does, which is what is agreed. Voices are marketing, sales and sdr, inside sales.
All are settings: the last edit wins.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from planner.evidence.quality import Rule
from planner.plan.definitions import read_rule
from planner.plan.edits import Edit
from planner.plan.keys import RULE, WORDING, quote

VOICES = ("marketing", "sales", "sdr")
Place = tuple[str, int, str]
"""Voice, index of the stage, and the part of the data, '' for all: `segment=Enterprise`."""


@dataclass(frozen=True, slots=True)
class Wording:
    """How a voice words a stage, and who wrote it."""

    text: str
    author: str = ""
    time: str = ""


def voice_key(prefix: str, voice: str, stage: str, part: str = "") -> str:
    """Return the setting that holds a voice's wording (`WORDING`) or rule (`RULE`)."""
    dimension, equals, value = part.partition("=")
    where = f"/{quote(dimension)}={quote(value)}" if equals else ""
    return f"{prefix}{voice}/{quote(stage)}{where}"


def wordings_of(
    settings: Mapping[str, Edit], stage_of: Callable[[str], int | None]
) -> Mapping[Place, Wording]:
    """Return every wording that stands."""
    return {
        place: Wording(edit.value.strip(), edit.author, edit.time)
        for place, edit in _placed(settings, WORDING, stage_of).items()
        if isinstance(edit.value, str) and edit.value.strip()
    }


def rules_of(
    settings: Mapping[str, Edit], stage_of: Callable[[str], int | None]
) -> Mapping[Place, Rule]:
    """Return every voice's rule that stands."""
    read = (
        (place, read_rule(edit.value)) for place, edit in _placed(settings, RULE, stage_of).items()
    )
    return {place: rule for place, rule in read if rule is not None}


def _placed(
    settings: Mapping[str, Edit], prefix: str, stage_of: Callable[[str], int | None]
) -> dict[Place, Edit]:
    """Return the last edit of every place that this plan has."""
    found: dict[Place, Edit] = {}
    for key, edit in sorted(settings.items(), key=lambda item: (item[1].clock, item[1].id)):
        place = _place(key.removeprefix(prefix), stage_of) if key.startswith(prefix) else None
        if place is not None:
            found[place] = edit
    return found


def _place(text: str, stage_of: Callable[[str], int | None]) -> Place | None:
    voice, _, rest = text.partition("/")
    name, _, part = rest.partition("/")
    stage = stage_of(unquote(name))
    if voice not in VOICES or stage is None:
        return None
    return voice, stage, unquote(part)
