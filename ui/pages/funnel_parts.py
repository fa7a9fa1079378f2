"""The parts of the Funnel sheet, in the order of their list."""

from ui.pages.attribution_panel import AttributionPart
from ui.pages.beliefs_panel import BeliefsPart
from ui.pages.campaigns_part import CampaignsPart
from ui.pages.counts import CountsPart
from ui.pages.drivers_panel import DriversPanel
from ui.pages.funnel_part import FunnelPart
from ui.pages.journeys_part import JourneysPart
from ui.pages.lead_value_panel import LeadValuePart
from ui.pages.monthly_part import MonthlyPart
from ui.pages.open_panel import OpenPart
from ui.pages.quality_panel import QualityPart
from ui.pages.stays_part import StaysPart
from ui.pages.steps_part import StepsPart

PARTS: tuple[type[FunnelPart], ...] = (
    JourneysPart,
    StepsPart,
    StaysPart,
    MonthlyPart,
    LeadValuePart,
    OpenPart,
    DriversPanel,
    QualityPart,
    BeliefsPart,
    AttributionPart,
    CampaignsPart,
    CountsPart,
)
