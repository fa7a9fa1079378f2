"""What stands beside the journeys: counts above the first record, responses, reps, activities."""

from collections.abc import Mapping
from dataclasses import dataclass

from planner.intake.recognition.proposal import Proposal
from planner.intake.records.activities import read_activities
from planner.intake.records.rates import Exchange
from planner.intake.records.reps import read_reps
from planner.intake.records.responses import read_responses
from planner.intake.records.touches import read_touches
from planner.intake.records.volumes import read_volumes
from planner.intake.values.fields import Entity
from planner.journeys.table import Activities, CampaignTouches, Rep, Responses, StageVolume


@dataclass(frozen=True, slots=True)
class Beside:
    """Figures that are no journeys, and what is worth saying of them."""

    volumes: tuple[StageVolume, ...]
    responses: tuple[Responses, ...]
    reps: tuple[Rep, ...]
    activities: Activities | None
    touches: CampaignTouches | None
    warnings: tuple[str, ...]


def read_beside(
    proposal: Proposal, into: Exchange, hosts: Mapping[str, str] | None = None
) -> Beside:
    """Return what a proposal's tables hold beside leads and opportunities, in one currency.

    `hosts`: of leads that are part of another lead's journey, that one's key.
    """
    volumes, on_volumes = read_volumes(proposal.of(Entity.VOLUMES))
    responses, on_responses = read_responses(proposal.of(Entity.CAMPAIGN_MEMBERS))
    reps, on_reps = read_reps(proposal.of(Entity.REPS), into)
    activities, on_activities = read_activities(proposal.of(Entity.ACTIVITIES), hosts or {})
    touching = (*proposal.of(Entity.CAMPAIGN_MEMBERS), *proposal.of(Entity.ACTIVITIES))
    touches, on_touches = read_touches(touching, hosts or {})
    notes = (*on_volumes, *on_responses, *on_reps, *on_activities, *on_touches)
    return Beside(volumes, responses, reps, activities, touches, notes)
