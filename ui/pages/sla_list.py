"""The SLA sheet and the scorecards: their parts, in the order in which they are offered."""

from ui.pages.audit_part import AuditPart
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
        AuditPart,
        ContractPart,
        StatusPart,
    )

    def audit(self, deed: str) -> None:
        """Ask where leads to be judged go ("draw"), or for what two judges said ("compare")."""
        part = self.part(AuditPart.key)
        if isinstance(part, AuditPart):
            (part.ask_draw if deed == "draw" else part.ask_judges)()


class ScorecardsPage(CommitmentsPage):
    """Each leader's objectives, taken from the same plan."""

    title = "Scorecards"
    sentence = (
        "Here the objectives of Marketing and Sales will stand, with what they share, all taken "
        "from one plan, once your CRM’s exports are imported."
    )
    parts = (CardsPart, BenchmarksPart, PrintedPart)
