"""The contract and the status for e-mail, as plain sentences."""

from PySide6.QtWidgets import QVBoxLayout

from planner.session.views import Commitments
from planner.sheets.contract import contract
from planner.sheets.status_mail import status_mail
from ui.pages.page import Page
from ui.pages.prose_view import ProseView
from ui.pages.sla_parts import SlaPart


class ProsePart(SlaPart):
    """A part that is read, copied and printed."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.view = ProseView()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.view)


class ContractPart(ProsePart):
    """What both sides promise, in sentences."""

    key, title = "contract", "Contract"

    def show_found(self, found: Commitments) -> None:
        """Show the contract that counts."""
        desk = self.page.desk
        self.view.show_prose(contract(found, desk.name, desk.style))


class StatusPart(ProsePart):
    """Where both sides stand, short enough for an e-mail."""

    key, title = "status", "Status for e-mail"

    def show_found(self, found: Commitments) -> None:
        """Show the status by the last data."""
        desk = self.page.desk
        self.view.show_prose(status_mail(found, desk.results, desk.name, desk.style))
