"""The dimensions of the journeys: texts of lead and opportunity as codes and labels."""

import numpy as np

from planner.intake.fields import DIMENSIONS
from planner.intake.paths import Sides
from planner.intake.profiles import Profiles
from planner.intake.stagewords import words_of
from planner.intake.typed import Texts
from planner.journeys.table import BLANK, Dimension

CRM_STAGE = "crm stage"
SOURCE_TEAM = "source team"
_DEALS_FIRST = ("owner",)


def make_dimensions(sides: Sides, profiles: Profiles) -> tuple[dict[str, Dimension], int]:
    """Return the dimensions there are columns for, and how often lead and opportunity disagree
    on the channel (the lead's stands)."""
    dimensions: dict[str, Dimension] = {}
    disagreements = 0
    for name, dimension in DIMENSIONS.items():
        ours, theirs = sides.leads.texts.get(name), sides.deals.texts.get(name)
        if ours is None and theirs is None:
            continue
        if ours is not None and theirs is not None and dimension == "channel":
            disagreements = _disagreements(ours, theirs)
        first, second = (theirs, ours) if name in _DEALS_FIRST else (ours, theirs)
        dimensions[dimension] = coded(_either(first, second))
    if "channel" in dimensions and SOURCE_TEAM not in dimensions:
        dimensions[SOURCE_TEAM] = _source_teams(dimensions["channel"], profiles)
    standing = _crm_stages(sides)
    if standing is not None:
        dimensions[CRM_STAGE] = coded(standing)
    return dimensions, disagreements


def coded(texts: Texts) -> Dimension:
    """Return texts as a dimension; labels in alphabetical order, missing ones as (blank)."""
    import pandas as pd

    codes, labels = pd.factorize(np.where(texts == "", BLANK, texts), sort=True)
    return Dimension(codes.astype(np.int32), tuple(str(label) for label in labels))


def source_team(channel: str, profiles: Profiles) -> str:
    """Return who creates the journeys of a channel, by the rules of source_teams.json."""
    words = f" {words_of(channel)}"
    for team, phrases in profiles.source_teams:
        if any(f" {words_of(phrase)}" in words for phrase in phrases):
            return team
    return profiles.source_teams[-1][0]


def _source_teams(channels: Dimension, profiles: Profiles) -> Dimension:
    teams = [BLANK if label == BLANK else source_team(label, profiles) for label in channels.labels]
    labels = tuple(sorted(set(teams)))
    places = np.array([labels.index(team) for team in teams] or [0], np.int32)
    return Dimension(places[channels.codes], labels)


def _either(first: Texts | None, second: Texts | None) -> Texts:
    if first is None or second is None:
        present = first if second is None else second
        return np.asarray(present, dtype=object)
    return np.where(first == "", second, first)


def _disagreements(ours: Texts, theirs: Texts) -> int:
    pairs = zip(ours.tolist(), theirs.tolist(), strict=True)
    return sum(1 for a, b in pairs if a and b and a != b and a.casefold() != b.casefold())


def _crm_stages(sides: Sides) -> Texts | None:
    """Return the opportunity's stage, else its status, else the lead's status."""
    deals, leads = sides.deals.texts, sides.leads.texts
    columns = (deals.get("stage"), deals.get("status"), leads.get("lead_status"))
    present = [column for column in columns if column is not None]
    if not present:
        return None
    result = present[0]
    for column in present[1:]:
        result = _either(result, column)
    return result
