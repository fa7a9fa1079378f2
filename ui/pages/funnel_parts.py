"""The parts of the Funnel sheet, in the order of their list."""

from ui.pages.attribution_panel import AttributionPart
from ui.pages.campaigns_part import CampaignsPart
from ui.pages.counts import CountsPart
from ui.pages.drivers_panel import DriversPanel
from ui.pages.funnel_part import FunnelPart
from ui.pages.journeys_part import JourneysPart
from ui.pages.lead_value_panel import LeadValuePart

PARTS: tuple[type[FunnelPart], ...] = (
    JourneysPart,
    LeadValuePart,
    DriversPanel,
    AttributionPart,
    CampaignsPart,
    CountsPart,
)
