"""Public CRM exports must give the figures their README states."""

import numpy as np
import pytest

from planner.base.day_columns import months_of
from planner.base.days import NO_DAY, iso, parse_month
from planner.intake import propose
from planner.journeys.table import Journeys, Outcome, Snapshot
from tests.intake.files import assert_all_rows_accounted, imported
from tests.shared_data import shared_data


def count(journeys: Journeys, outcome: Outcome) -> int:
    return int((journeys.outcome == outcome).sum())


def days_between(journeys: Journeys, outcome: Outcome) -> list[int]:
    """Days from the first stage to winning or leaving, of journeys dated at both ends."""
    end = journeys.entered[:, -1] if outcome is Outcome.WON else journeys.left
    start = journeys.entered[:, 0]
    both = (journeys.outcome == outcome) & (start != NO_DAY) & (end != NO_DAY)
    return [int(d) for d in (end - start)[both]]


@pytest.fixture(scope="module")
def olist() -> Snapshot:
    return imported(
        shared_data("data", "olist", "olist_marketing_qualified_leads_dataset.csv"),
        shared_data("data", "olist", "olist_closed_deals_dataset.csv"),
    )


def test_olist_stages_join_and_dates(olist: Snapshot) -> None:
    journeys = olist.journeys
    assert journeys.stages == ("MQL", "Won")
    assert (olist.rows_read, len(journeys), olist.merged) == (8842, 8000, 842)
    assert olist.joined == {"mql_id": 842}
    assert olist.set_aside == ()
    assert count(journeys, Outcome.WON) == 842
    first = journeys.entered[:, 0]
    assert (iso(int(first.min())), iso(int(first.max()))) == ("2017-06-14", "2018-05-31")
    assert iso(olist.as_of) == "2018-11-14"


def test_olist_velocity(olist: Snapshot) -> None:
    days = days_between(olist.journeys, Outcome.WON)
    kept = [d for d in days if d >= 0]
    assert np.median(kept) == 14
    assert (sum(d == 0 for d in days), sum(d < 0 for d in days)) == (33, 1)
    assert any("1 journey with dates out of order" in w for w in olist.warnings)


def test_olist_channels(olist: Snapshot) -> None:
    channel = olist.journeys.dimensions["channel"]
    won = olist.journeys.outcome == Outcome.WON
    figures = {
        label: (int((won & (channel.codes == i)).sum()), int((channel.codes == i).sum()))
        for i, label in enumerate(channel.labels)
    }
    assert figures["organic_search"] == (271, 2296)
    assert figures["paid_search"] == (195, 1586)
    assert figures["social"] == (75, 1350)
    assert figures["unknown"] == (179, 1099)
    assert figures["(blank)"] == (14, 60)


def test_olist_declared_revenue_is_no_amount(olist: Snapshot) -> None:
    assert np.isnan(olist.journeys.amount).all()
    assert "declared_monthly_revenue" not in olist.files[1].columns


def test_maven() -> None:
    snapshot = imported(shared_data("data", "maven_crm", "sales_pipeline.csv"))
    journeys = snapshot.journeys
    assert journeys.stages == ("Opportunity", "Won")
    assert count(journeys, Outcome.WON) == 4238
    assert count(journeys, Outcome.LOST) == 2473
    assert np.nansum(journeys.amount[journeys.outcome == Outcome.WON]) == 10_005_534
    assert np.median(days_between(journeys, Outcome.WON)) == 57
    assert np.median(days_between(journeys, Outcome.LOST)) == 14
    stage = journeys.dimensions["crm stage"]
    still_open = journeys.outcome == Outcome.OPEN
    counts = {
        label: int((still_open & (stage.codes == i)).sum()) for i, label in enumerate(stage.labels)
    }
    assert (counts["Engaging"], counts["Prospecting"]) == (1589, 500)
    undated = journeys.entered[:, 0] == NO_DAY
    assert (undated == (stage.codes == stage.labels.index("Prospecting"))).all()
    months = months_of(journeys.entered[journeys.outcome == Outcome.WON, 1])
    quarters = (months - parse_month("2017-01")) // 3
    assert np.bincount(quarters).tolist() == [531, 1254, 1257, 1196]


def test_maven_products_spelt_in_two_ways_become_one() -> None:
    folder = shared_data("data", "maven_crm")
    files = [folder / "sales_pipeline.csv", folder / "products.csv"]
    (cluster,) = (c for c in propose(files).clusters if c.dimension == "product")
    assert (cluster.name, cluster.spellings[0]) == ("GTX Pro", ("GTXPro", 1480))
    apart, merged = (
        imported(*files, merges=merges) for merges in ((), (("product", "GTXPro", "GTX Pro"),))
    )
    assert won_by_product(apart)["GTXPro"] == (1480, 729, 3_510_578)
    figures = won_by_product(merged)
    assert figures["GTX Pro"] == (1480, 729, 3_510_578)
    assert figures["GTX Plus Pro"] == (968, 479, 2_629_651)
    assert "GTXPro" not in figures
    assert sum(won for _, won, _ in figures.values()) == 4238
    assert_all_rows_accounted(merged)


def won_by_product(snapshot: Snapshot) -> dict[str, tuple[int, int, float]]:
    """Return journeys, won ones and what they are worth, by product."""
    journeys = snapshot.journeys
    product, won = journeys.dimensions["product"], journeys.outcome == Outcome.WON
    rows = [product.codes == code for code in range(len(product.labels))]
    return {
        label: (int(mine.sum()), int((mine & won).sum()), np.nansum(journeys.amount[mine & won]))
        for label, mine in zip(product.labels, rows, strict=True)
    }


def test_hubspot_seeds() -> None:
    """None of the 44 deals has a stage; the visits of stages are those of other deals, and an end
    in 2050 stands for none."""
    folder = shared_data("data", "dbt_hubspot")
    snapshot = imported(folder / "deal_data.csv", folder / "deal_stage_data.csv")
    assert [file.kind for file in snapshot.files] == ["opportunities", "stage_history"]
    journeys = snapshot.journeys
    assert (snapshot.rows_read, len(journeys), snapshot.merged) == (44, 44, 0)
    assert count(journeys, Outcome.OPEN) == 44
    assert "14 rows of stage history about unknown opportunities." in snapshot.warnings
    reps = journeys.dimensions["rep"]
    sizes = {label: int((reps.codes == i).sum()) for i, label in enumerate(reps.labels)}
    assert sizes == {"(blank)": 22, "35252170": 19, "37790786": 1, "40706000": 2}
    years = months_of(journeys.entered[:, 0]) // 12 - parse_month("2019-01") // 12
    assert np.bincount(years).tolist() == [24, 19, 1]
    assert (iso(journeys.entered[:, 0].min()), iso(snapshot.as_of)) == ("2019-10-07", "2021-01-15")
    assert_all_rows_accounted(snapshot)


def test_dynamics() -> None:
    snapshot = imported(shared_data("data", "d365_demo", "Opportunity.csv"))
    journeys = snapshot.journeys
    assert snapshot.files[0].crm == "Dynamics 365"
    assert journeys.currency == "USD"
    outcomes = [count(journeys, o) for o in (Outcome.WON, Outcome.LOST, Outcome.OPEN)]
    assert outcomes == [1914, 2794, 521]
    won = journeys.outcome == Outcome.WON
    assert np.nansum(journeys.amount[won]) == pytest.approx(72_459_852.17, abs=0.001)
    assert np.median(days_between(journeys, Outcome.WON)) == 55
    assert snapshot.files[0].date_order["Created On"] == "MDY"
    assert not np.isnan(journeys.opened_amount[won]).any()


def test_salesforce_dump() -> None:
    folder = shared_data("data", "sfdc_devorg")
    names = ("Lead.csv", "Opportunity.csv", "OpportunityHistory.csv")
    snapshot = imported(*(folder / name for name in names))
    assert [f.kind for f in snapshot.files] == ["leads", "opportunities", "stage_history"]
    assert {f.crm for f in snapshot.files} == {"Salesforce"}
    assert snapshot.joined == {"converted_opportunity_id": 5}
    assert (snapshot.rows_read, len(snapshot.journeys)) == (22 + 36, 53)
    assert_all_rows_accounted(snapshot)


def test_salesforce_campaigns_and_their_members() -> None:
    folder = shared_data("data", "sfdc_datacloud")
    names = ("Lead.csv", "Opportunity.csv", "CampaignMember.csv")
    snapshot = imported(*(folder / name for name in names))
    sizes = {file.kind: file.rows_read for file in snapshot.files}
    assert sizes == {"leads": 60, "opportunities": 50, "campaign_members": 68}
    assert snapshot.rows_read == 60 + 50
    members = propose([folder / "CampaignMember.csv"]).tables[0].typed
    assert int((members.texts["lead_id"] != "").sum()) == 34
    assert_all_rows_accounted(snapshot)


def test_probabilities_of_seeds_are_read_as_percent() -> None:
    table = propose([shared_data("data", "dbt_salesforce", "sf_opportunity_data.csv")]).tables[0]
    assert {c.scale for c in table.columns if c.header == "probability"} == {"0-100"}


def test_campaign_members_and_tasks_are_told_apart() -> None:
    folder = shared_data("data", "sfdc_datacloud")
    names = ("Lead.csv", "Opportunity.csv", "CampaignMember.csv", "Task.csv")
    proposal = propose([folder / name for name in names])
    kinds = [table.kind for table in proposal.tables]
    assert kinds == ["leads", "opportunities", "campaign_members", "activities"]


@pytest.mark.parametrize(
    "place",
    [
        *(("maven_crm", name) for name in ("accounts.csv", "products.csv", "sales_teams.csv")),
        *(("d365_demo", name) for name in ("Account.csv", "Contact.csv", "Goal.csv", "User.csv")),
        *(("sfdc_datacloud", name) for name in ("Account.csv", "Campaign.csv", "Contact.csv")),
    ],
)
def test_other_tables_are_not_taken_for_funnel_data(place: tuple[str, str]) -> None:
    proposal = propose([shared_data("data", *place)])
    assert proposal.tables[0].kind == "other"
