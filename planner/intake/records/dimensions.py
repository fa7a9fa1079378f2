"""The dimensions of the journeys: texts of lead and opportunity as codes and labels."""

from collections.abc import Sequence

import numpy as np

from planner.intake.recognition.profiles import Profiles
from planner.intake.records.paths import Sides
from planner.intake.records.teams import team_dimension
from planner.intake.values.fields import DIMENSIONS
from planner.intake.values.typed import Texts
from planner.journeys.table import BLANK, Dimension

CRM_STAGE = "crm stage"
SOURCE_TEAM = "source team"
_DEALS_FIRST = ("owner",)


def make_dimensions(
    sides: Sides, profiles: Profiles, teams: Sequence[tuple[str, str]] = ()
) -> tuple[dict[str, Dimension], int]:
    """Return the dimensions there are columns for, and how often lead and opportunity disagree
    on the channel (the lead's stands). `teams`: source teams of channels as a person stated them.
    """
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
    if "channel" in dimensions:
        dimensions[SOURCE_TEAM] = team_dimension(
            dimensions["channel"], dimensions.get(SOURCE_TEAM), teams, profiles
        )
    standing = _crm_stages(sides)
    if standing is not None:
        dimensions[CRM_STAGE] = coded(standing)
    return dimensions, disagreements


def coded(texts: Texts) -> Dimension:
    """Return texts as a dimension; labels in alphabetical order, missing ones as (blank)."""
    import pandas as pd

    codes, found = pd.factorize(texts)
    names = np.array([str(label) or BLANK for label in found], dtype=object)
    labels, places = np.unique(names.astype(str), return_inverse=True) if len(names) else ((), [0])
    return Dimension(np.asarray(places, np.int32)[codes], tuple(str(label) for label in labels))


def _either(first: Texts | None, second: Texts | None) -> Texts:
    if first is None or second is None:
        present = first if second is None else second
        return np.asarray(present, dtype=object)
    return np.where(first == "", second, first)


def _disagreements(ours: Texts, theirs: Texts) -> int:
    import pandas as pd

    both, labels = pd.factorize(np.concatenate([ours, theirs]))
    folded = pd.factorize(np.array([str(x).casefold() for x in labels] or [""], dtype=object))[0]
    plain = folded[both]
    filled = (ours != "") & (theirs != "")
    return int((filled & (plain[: len(ours)] != plain[len(ours) :])).sum())


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
