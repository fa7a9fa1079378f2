"""Every export there is a writer for, and what it tells of a funnel."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.intake.exports import hubspot, others, salesforce
from tests.intake.exports.funnel import Funnel
from tests.intake.exports.shapes import (
    AMERICAN,
    AMERICAN_TIME,
    APOSTROPHES,
    BRITISH,
    CODED,
    COMMAS,
    DOLLARS,
    DOTS,
    EUROS,
    GERMAN,
    ISO,
    NUMBER,
    PLAIN,
    SPACES,
    STAMP,
    ZONED,
    Amounts,
    Dates,
    Shape,
)

Write = Callable[[Funnel, Shape, Path], list[Path]]


@dataclass(frozen=True)
class Exporter:
    """One export: which CRM it must be taken for, how it may be written, what it tells.

    `joined`: the key by which leads and deals are tied; `converted`: whether leads say the day
    they became a deal. The ids of HubSpot's contacts are numbers of their own: `numbered`.
    """

    name: str
    crm: str
    write: Write
    leads: bool = True
    mql: bool = False
    joined: str = ""
    converted: bool = False
    numbered: bool = False
    dates: tuple[Dates, ...] = (ISO,)
    amounts: tuple[Amounts, ...] = (PLAIN,)
    titles: bool = False
    delimiters: str = ","


_AT_HOME: dict[str, tuple[tuple[Dates, ...], tuple[Amounts, ...]]] = {
    "en": ((AMERICAN, BRITISH, ISO, AMERICAN_TIME), (PLAIN, COMMAS, DOLLARS, CODED)),
    "de": ((GERMAN, ISO), (DOTS, EUROS, PLAIN)),
    "fr": ((BRITISH, ISO), (SPACES, DOTS)),
    "es": ((BRITISH, ISO), (DOTS, EUROS)),
}


def _salesforce(language: str, form: str) -> Exporter:
    write = {
        "details": salesforce.details,
        "formatted": salesforce.formatted,
        "grouped": salesforce.grouped,
    }[form]
    dates, amounts = _AT_HOME[language]
    if form == "details":
        amounts = tuple(a for a in amounts if a is not SPACES)
    return Exporter(
        f"salesforce {form} {language}", "Salesforce", partial(write, language), mql=True,
        joined="converted_opportunity_id", converted=True, dates=dates, amounts=amounts,
        titles=form != "grouped", delimiters=",;\t",
    )  # fmt: skip


def _hubspot_deals(language: str) -> Exporter:
    return Exporter(
        f"hubspot deals {language}", "HubSpot", partial(hubspot.only_deals, language),
        leads=False, dates=(STAMP, ISO), amounts=(PLAIN, COMMAS, DOTS),
    )  # fmt: skip


EXPORTERS = (
    *(_salesforce(lang, form) for lang in _AT_HOME for form in ("details", "formatted", "grouped")),
    Exporter(
        "salesforce dump", "Salesforce", salesforce.dump, mql=True,
        joined="converted_opportunity_id", converted=True, dates=(ZONED, ISO),
    ),
    Exporter(
        "hubspot contacts and deals", "HubSpot", hubspot.both, mql=True, joined="lead_id",
        converted=True, numbered=True, dates=(STAMP,), amounts=(PLAIN, COMMAS),
    ),
    *(_hubspot_deals(language) for language in hubspot.DEALS),
    Exporter("dynamics", "Dynamics 365", others.dynamics, amounts=(NUMBER,)),
    Exporter("pipedrive", "Pipedrive", others.pipedrive, amounts=(NUMBER,)),
    *(
        Exporter(
            f"zoho {language}", "Zoho", partial(others.zoho, language),
            joined="converted_opportunity_id", amounts=(PLAIN, COMMAS, DOTS, DOLLARS),
        )
        for language in others.ZOHO
    ),
    *(
        Exporter(
            f"odoo {style}", "Odoo", partial(others.odoo, style), leads=False,
            amounts=(PLAIN, COMMAS),
        )
        for style in others.ODOO
    ),
    Exporter("monday", "monday", others.monday, leads=False, amounts=(NUMBER,), titles=True),
    Exporter("suitecrm", "SuiteCRM", others.suitecrm, joined="converted_opportunity_id"),
    Exporter(
        "generic", "generic", others.generic, mql=True, joined="lead_id",
        dates=(ISO, GERMAN, BRITISH, AMERICAN),
        amounts=(PLAIN, COMMAS, DOTS, SPACES, APOSTROPHES, EUROS, DOLLARS, CODED), titles=True,
        delimiters=",;\t|",
    ),
)  # fmt: skip
"""Every profile and language."""
