"""Near-duplicate names: key collision, then distance; united only on a person's word."""

import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.intake import Hints, propose
from planner.intake.recognition.proposal import Cluster
from planner.intake.records.cluster import look_alike
from planner.intake.records.spellings import names_for
from tests.intake.files import imported, labels_of, write_text
from tests.intake.test_journeys import deals, leads


def alike(*labels: str, companies: bool = False) -> list[set[str]]:
    counts = {label: len(labels) - i for i, label in enumerate(labels)}
    return [set(spellings) for spellings, _ in look_alike(counts, companies)]


@pytest.mark.parametrize(
    "labels",
    [
        ("GTXPro", "GTX Pro"),
        ("Paid Search", "paid-search", "PaidSearch", "Search, Paid"),
        ("Événement", "evenement"),
        ("John Smith", "Smith, John"),
        ("Google Ads", "Google Adds"),
        ("Webinar", "Webinars", "Webinra"),
        ("LinkedIn", "Linkdin"),
        ("Paid Search", "PaidSerch"),
        ("Event 2024", "event_2024", "2024 Event"),
    ],
)
def test_names_that_look_like_one(labels: tuple[str, ...]) -> None:
    assert alike(*labels) == [set(labels)]


@pytest.mark.parametrize(
    "labels",
    [
        ("Event 2024", "Event 2025"),
        ("Q1", "Q2"),
        ("EMEA", "APAC"),
        ("Series II", "Series III"),
        ("Tier A", "Tier B"),
        ("Tier AA", "Tier AAA"),
        ("Inbound", "Outbound"),
        ("North East", "North West"),
        ("Organic Search", "Organic Social"),
        ("Webinar", "Seminar"),
        ("Austria", "Australia"),
        ("SMB", "SME"),
        ("C", "C++", "C#"),
        ("–", "?", "!"),
    ],
)
def test_names_that_stay_apart(labels: tuple[str, ...]) -> None:
    assert alike(*labels) == []


def test_legal_forms_do_not_tell_accounts_apart() -> None:
    assert alike("Acme Inc.", "ACME", "Acme GmbH", companies=True) == [
        {"Acme Inc.", "ACME", "Acme GmbH"}
    ]
    assert alike("Acme Inc.", "ACME") == []
    assert alike("Limited", "Company", companies=True) == []


def test_the_most_frequent_spelling_stands_first() -> None:
    counts = {"paid-search": 2, "Paid Search": 7, "Paid Serch": 1, "Email": 9}
    assert look_alike(counts) == [(("Paid Search", "paid-search", "Paid Serch"), "distance")]


LABELS = st.text(st.sampled_from("abcde ABÉ-12 "), max_size=12) | st.sampled_from(
    ["Paid Search", "paid-search", "Paid Serch", "Webinar", "Webinars", "Event 1", "Event 2"]
)


@given(st.dictionaries(LABELS, st.integers(1, 9), max_size=30))
def test_groups_are_parts_of_the_labels_that_do_not_overlap(counts: dict[str, int]) -> None:
    groups = [spellings for spellings, _ in look_alike(counts)]
    members = [label for group in groups for label in group]
    assert len(members) == len(set(members))
    assert set(members) <= set(counts)
    assert all(len(group) > 1 for group in groups)


@given(st.dictionaries(LABELS, st.integers(1, 9), max_size=30), st.randoms())
def test_the_order_of_the_labels_does_not_matter(counts: dict[str, int], random: object) -> None:
    shuffled = list(counts.items())
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert look_alike(dict(shuffled)) == look_alike(counts)


@given(
    st.text(string.ascii_lowercase, min_size=6, max_size=12).filter(lambda t: len(set(t)) > 3),
    st.integers(1, 5),
)
def test_a_letter_left_out_is_found(word: str, place: int) -> None:
    slip = word[:place] + word[place + 1 :]
    assert alike(f"{word} campaign", f"{slip} campaign")


CHANNELS = """L1,2024-01-01,,,Open,Paid Search,,
    L2,2024-01-01,,,Open,paid-search,,
    L3,2024-01-01,,,Open,paid-search,,
    L4,2024-01-01,,,Open,Google Adds,,
    L5,2024-01-01,,,Converted,Google Ads,O1,"""


def files(folder: Path) -> tuple[Path, Path]:
    return leads(folder, CHANNELS), deals(folder, "O1,2024-02-01,New,5,2030-01-01,GOOGLE ADS,")


def test_clusters_are_proposed_and_nothing_is_united_unasked(tmp_path: Path) -> None:
    proposal = propose(files(tmp_path))
    assert proposal.clusters == (
        Cluster("channel", "paid-search", (("paid-search", 2), ("Paid Search", 1)), "key"),
        Cluster(
            "channel",
            "GOOGLE ADS",
            (("GOOGLE ADS", 1), ("Google Adds", 1), ("Google Ads", 1)),
            "distance",
        ),
    )
    assert set(labels_of(imported(*files(tmp_path)), "channel").values()) == {
        "Paid Search", "paid-search", "Google Adds", "Google Ads",
    }  # fmt: skip


def test_a_stated_name_unites_spellings(tmp_path: Path) -> None:
    stated = (
        Hints()
        .with_merge("channel", ("paid-search", "Paid Search"), "Paid Search")
        .with_merge("channel", ("Google Adds", "Google Ads"), "Ads")
    )
    proposal = propose(files(tmp_path), stated)
    found = [(c.name, c.merged) for c in proposal.clusters]
    assert found == [("Paid Search", True), ("Ads", False)]
    snapshot = imported(*files(tmp_path), merges=stated.merges)
    assert set(labels_of(snapshot, "channel").values()) == {"Paid Search", "Ads"}
    assert {team.channel for team in proposal.teams} == {"Paid Search", "Ads", "GOOGLE ADS"}


def test_names_without_likeness_can_be_united_too(tmp_path: Path) -> None:
    merges = (("channel", "paid-search", "Google Ads"),)
    found = propose(files(tmp_path), Hints(merges=merges)).clusters
    spellings = [text for cluster in found for text, _ in cluster.spellings]
    assert len(spellings) == len(set(spellings)) == 5
    assert labels_of(imported(*files(tmp_path), merges=merges), "channel")["L2"] == "Google Ads"


def test_accounts_are_looked_at_only_where_they_join(tmp_path: Path) -> None:
    lead_file = write_text(
        tmp_path,
        "leads.csv",
        """Lead ID,Create Date,Lead Status,Company
        L1,2024-01-01,Open,Acme Inc.""",
    )
    deal_file = write_text(
        tmp_path,
        "deals.csv",
        """Opportunity ID,Created Date,Stage,Close Date,Account Name
        O1,2024-03-05,Closed Won,2024-04-01,ACME""",
    )
    assert propose([lead_file, deal_file]).clusters == ()
    found = propose([lead_file, deal_file], Hints(join="account")).clusters
    assert [c.dimension for c in found] == ["account"]
    assert imported(lead_file, deal_file, join="account").joined == {}
    united = imported(
        lead_file, deal_file, join="account", merges=(("account", "ACME", "Acme Inc."),)
    )
    assert united.joined == {"account": 1}


def test_a_list_lends_its_spelling(tmp_path: Path) -> None:
    deal_file = write_text(
        tmp_path,
        "deals.csv",
        """Opportunity ID,Created Date,Stage,Close Date,Product
        O1,2024-03-05,Closed Won,2024-04-01,GTXPro
        O2,2024-03-05,Closed Won,2024-04-01,GTXPro""",
    )
    products = write_text(
        tmp_path, "list.csv", "product,series\nGTX Pro,GTX\nMG Plus,MG\nMGPlus,MG"
    )
    proposal = propose([deal_file, products])
    assert proposal.clusters == (
        Cluster("product", "GTX Pro", (("GTXPro", 2), ("GTX Pro", 1)), "key"),
    )
    snapshot = imported(deal_file, products, merges=(("product", "GTXPro", "GTX Pro"),))
    assert set(labels_of(snapshot, "product").values()) == {"GTX Pro"}


NAMES = st.sampled_from(["A", "B", "C", "D"])


@given(st.lists(st.tuples(NAMES, NAMES), max_size=6))
def test_uniting_twice_is_uniting_once(pairs: list[tuple[str, str]]) -> None:
    names = names_for(Hints(merges=tuple(("channel", a, b) for a, b in pairs)), "channel")
    for name in "ABCD":
        once = names.get(name, name)
        assert names.get(once, once) == once
