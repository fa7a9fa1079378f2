"""The SLA sheet and the scorecards: their parts, in the order in which they are offered."""

from ui.pages.commitments import CommitmentsPage
from ui.pages.definitions_part import DefinitionsPart
from ui.pages.hand_off_part import HandOffPart
from ui.pages.scorecard_parts import BenchmarksPart, CardsPart, PrintedPart
from ui.pages.sla_parts import BreachesPart, MarketingPart, SalesPart
from ui.pages.sla_prose import ContractPart, StatusPart


class SlaPage(CommitmentsPage):
    """What both sides promise, and what came of it."""

    title = "SLA"
    sentence = (
        "Here what Marketing delivers and how Sales works it will stand month by month, with what "
        "came of it, once your CRM’s exports are imported."
    )
    parts = (
        MarketingPart,
        SalesPart,
        BreachesPart,
        HandOffPart,
        DefinitionsPart,
        ContractPart,
        StatusPart,
    )


class ScorecardsPage(CommitmentsPage):
    """Each leader's objectives, taken from the same plan."""

    title = "Scorecards"
    sentence = (
        "Here the objectives of Marketing and Sales will stand, with what they share, all taken "
        "from one plan, once your CRM’s exports are imported."
    )
    parts = (CardsPart, BenchmarksPart, PrintedPart)
