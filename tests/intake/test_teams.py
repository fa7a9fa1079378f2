"""Who creates a channel's journeys: a person's word, else the rules."""

from pathlib import Path

import pytest

from planner.intake import Hints, propose
from planner.intake.recognition.profiles import load_profiles
from planner.intake.recognition.proposal import SourceTeam
from planner.intake.records.teams import team_of
from tests.intake.files import BLANK, imported, labels_of, write_text

LEADS = """Lead ID,Create Date,MQL Date,Lead Source
    L1,2024-01-01,2024-01-05,Web
    L2,2024-01-01,2024-01-05,Web
    L3,2024-01-01,2024-01-05,Partner Referral
    L4,2024-01-01,2024-01-05,Outbound
    L5,2024-01-01,2024-01-05,"""


def test_rules_propose_and_a_person_decides(tmp_path: Path) -> None:
    path = write_text(tmp_path, "leads.csv", LEADS)
    assert propose([path]).teams == (
        SourceTeam("Web", 2, "Marketing"),
        SourceTeam("Outbound", 1, "Sales"),
        SourceTeam("Partner Referral", 1, "Partner"),
    )
    stated = Hints(teams=(("web", "Sales"),))
    assert propose([path], stated).teams[0] == SourceTeam("Web", 2, "Sales", stated=True)
    labels = labels_of(imported(path, teams=stated.teams), "source team")
    assert labels == {"L1": "Sales", "L2": "Sales", "L3": "Partner", "L4": "Sales", "L5": BLANK}


def test_teams_in_the_data_stand_unless_a_person_says_otherwise(tmp_path: Path) -> None:
    rows = LEADS.replace("Lead Source", "Lead Source,Source Team").replace("Web", "Web,Alliances")
    rows = rows.replace("Referral", "Referral,").replace("Outbound", "Outbound,Alliances")
    path = write_text(tmp_path, "leads.csv", rows)
    assert propose([path]).teams == ()
    labels = labels_of(imported(path), "source team")
    assert (labels["L1"], labels["L3"], labels["L4"]) == ("Alliances", "Partner", "Alliances")
    labels = labels_of(imported(path, teams=(("Outbound", "Sales"),)), "source team")
    assert (labels["L1"], labels["L4"]) == ("Alliances", "Sales")


@pytest.mark.parametrize(
    ("channel", "team"),
    [
        ("Web", "Marketing"),
        ("Trade Show", "Marketing"),
        ("Neukundenkampagne", "Marketing"),
        ("Partner Webinar", "Partner"),
        ("Vertriebspartner", "Partner"),
        ("Revendeur", "Partner"),
        ("Cold Calling", "Sales"),
        ("Kaltakquise", "Sales"),
        ("Inside Sales", "Sales"),
        ("SDR outreach", "Sales"),
        ("Prospección", "Sales"),
        ("Cross-Sell", "Customer"),
        ("Existing Customer", "Customer"),
        ("Bestandskunden", "Customer"),
        ("Renewal", "Customer"),
    ],
)
def test_the_rules(channel: str, team: str) -> None:
    assert team_of(channel, {}, load_profiles()) == team
