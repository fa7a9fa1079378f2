"""Names in an import: spellings that look like one name, and who creates a channel's journeys."""

from planner.base import units
from planner.base.problem import Problem, RefusedError
from planner.base.units import ENGLISH, NumberStyle
from planner.intake import Proposal
from planner.intake.recognition.proposal import Cluster, SourceTeam
from planner.sheets.cells import Tone
from planner.sheets.forms import (
    TICKED,
    Correction,
    Form,
    FormCell,
    FormColumn,
    FormRow,
    choice,
    fixed,
)
from planner.sheets.questions import Question
from planner.sheets.settings_lines import TEAMS
from planner.sheets.words import title

TICK, NAME, TEAM = 0, 1, 2
BY_RULE = "by the rules"
_HOW = {"key": "same letters", "distance": "nearly the same"}


def clusters_question(proposal: Proposal, style: NumberStyle = ENGLISH) -> Question | None:
    """Return the spellings to unite, each only where its box is ticked; None if there are none."""
    clusters = proposal.clusters
    if not clusters:
        return None
    columns = (
        FormColumn("Merge", 64),
        FormColumn("Into the name", 210),
        FormColumn("Of", 96),
        FormColumn("Spellings, with their rows", 260, grows=True),
        FormColumn("Alike by", 120),
    )
    by_key = {_cluster_key(cluster): cluster for cluster in clusters}
    rows = tuple(FormRow(key, _cluster_cells(each, style)) for key, each in by_key.items())

    def change(key: str, column: int, text: str) -> Correction:
        return _merging(by_key[key], column, text)

    many = units.count(len(clusters), style)
    one = len(clusters) == 1
    return Question(
        "clusters",
        "1 name is spelt in several ways" if one else f"{many} names are spelt in several ways",
        "They stay apart unless you tick them; the name can be typed over.",
        form=Form("Spellings", columns, rows, change),
    )


def _cluster_key(cluster: Cluster) -> str:
    return f"{cluster.dimension}|{cluster.spellings[0][0]}"


def _cluster_cells(cluster: Cluster, style: NumberStyle) -> tuple[FormCell, ...]:
    spelt = [f"{text} ({units.count(rows, style)})" for text, rows in cluster.spellings]
    return (
        FormCell(ticked=cluster.merged),
        FormCell(cluster.name, cluster.name, tip=cluster.name, typed=True),
        FormCell(title(cluster.dimension), tone=Tone.MUTED),
        FormCell("  ·  ".join(spelt), tip="\n".join(spelt)),
        FormCell(_HOW.get(cluster.how, cluster.how), tone=Tone.MUTED),
    )


def _merging(cluster: Cluster, column: int, text: str) -> Correction:
    spellings = tuple(spelling for spelling, _ in cluster.spellings)
    if column == TICK:
        name = cluster.name if text == TICKED else None
        return lambda hints: hints.with_merge(cluster.dimension, spellings, name)
    if column != NAME:
        return fixed(cluster.name, column, text)
    typed = text.strip()
    if not typed:
        raise RefusedError(
            Problem("A name cannot be empty", cluster.name, "Untick the box to keep them apart")
        )
    return lambda hints: hints.with_merge(cluster.dimension, spellings, typed)


def teams_question(proposal: Proposal, style: NumberStyle = ENGLISH) -> Question | None:
    """Return who creates each channel's journeys, to be changed; None without channels."""
    if not proposal.teams:
        return None
    columns = (
        FormColumn("Channel", 260, grows=True),
        FormColumn("Rows", 90, numbers=True),
        FormColumn("Created by", 180),
        FormColumn("", 110),
    )
    rows = tuple(FormRow(team.channel, _team_cells(team, style)) for team in proposal.teams)

    def change(channel: str, column: int, text: str) -> Correction:
        if column != TEAM:
            return fixed(channel, column, text)
        return lambda hints: hints.with_team(channel, text or None)

    return Question(
        "teams",
        "Who creates each channel’s journeys",
        "Decided by rules on the channel’s name; what you choose outweighs them.",
        form=Form("Source teams", columns, rows, change),
    )


def _team_cells(team: SourceTeam, style: NumberStyle) -> tuple[FormCell, ...]:
    names = tuple(dict.fromkeys((*TEAMS, team.team)))
    options = tuple((name, name) for name in names if name)
    back = (("", BY_RULE),) if team.stated else ()
    stated = FormCell("stated", tone=Tone.AGREED, mark="✓") if team.stated else FormCell()
    return (
        FormCell(team.channel, tip=team.channel),
        FormCell(units.count(team.count, style)),
        choice((*back, *options), team.team),
        stated,
    )
