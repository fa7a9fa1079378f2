"""Who creates the journeys of a channel: what a person said, else the rules of the data file."""

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

from planner.intake.recognition.hints import Hints
from planner.intake.recognition.profiles import Profiles
from planner.intake.recognition.proposal import ProposedTable, SourceTeam
from planner.intake.recognition.stagewords import words_of
from planner.intake.records.spellings import names_for
from planner.intake.values.fields import Entity
from planner.journeys.table import BLANK, Dimension

_COUNTED = (Entity.LEADS, Entity.OPPORTUNITIES)


def teams_of(
    tables: Iterable[ProposedTable], hints: Hints, profiles: Profiles
) -> tuple[SourceTeam, ...]:
    """Return the source team of every channel of leads and opportunities, most rows first.

    Empty where the data name the source team themselves.
    """
    counted = [table for table in tables if table.entity in _COUNTED]
    if any("source_team" in table.mapped.values() for table in counted):
        return ()
    names = names_for(hints, "channel")
    rows: Counter[str] = Counter()
    for table in counted:
        for channel, count in table.typed.counts("lead_source").items():
            rows[names.get(channel, channel)] += count
    stated = stated_teams(hints.teams)
    return tuple(
        SourceTeam(channel, count, team_of(channel, stated, profiles), channel.casefold() in stated)
        for channel, count in sorted(rows.items(), key=lambda pair: (-pair[1], pair[0]))
    )


def stated_teams(teams: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return case-folded channel → team as a person stated it; the later statement stands."""
    return {channel.casefold(): team for channel, team in teams}


def team_of(channel: str, stated: dict[str, str], profiles: Profiles) -> str:
    """Return who creates the journeys of a channel.

    What was stated, else the first rule of source_teams.json one of whose words begins a word of
    the channel's name, else the last rule's team.
    """
    said = stated.get(channel.casefold())
    if said is not None:
        return said
    words = f" {words_of(channel)}"
    for team, phrases in profiles.source_teams:
        if any(f" {words_of(phrase)}" in words for phrase in phrases):
            return team
    return profiles.source_teams[-1][0]


def team_dimension(
    channels: Dimension,
    named: Dimension | None,
    teams: Sequence[tuple[str, str]],
    profiles: Profiles,
) -> Dimension:
    """Return the source team of each journey (n) from its channel.

    `named`: teams the data name themselves, (blank) where they do not; what a person stated of a
    channel outweighs them, the rules only fill their blanks.
    """
    stated = stated_teams(teams)
    ruled = [BLANK if c == BLANK else team_of(c, stated, profiles) for c in channels.labels]
    own = () if named is None else named.labels
    labels = tuple(sorted({*ruled, *own}))
    place = {label: i for i, label in enumerate(labels)}
    codes = np.array([place[team] for team in ruled] or [0], np.int32)[channels.codes]
    if named is not None:
        theirs = np.array([place[label] for label in own] or [0], np.int32)[named.codes]
        said = np.array([c.casefold() in stated for c in channels.labels] or [False])
        codes = np.where(said[channels.codes] | (theirs == place.get(BLANK, -1)), codes, theirs)
    return Dimension(codes.astype(np.int32), labels)
