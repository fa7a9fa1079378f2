"""Tables as CRMs publish and export them are what they are."""

from pathlib import Path

import pytest

from planner.intake import propose
from planner.intake.values.fields import Entity
from tests.intake.test_traps import table_of
from tests.shared_data import shared_data


def test_lifecycle_dates_of_newer_exports_are_the_funnels_dates(tmp_path: Path) -> None:
    columns = {
        "Record ID": ["1", "2"],
        "Contact owner": ["Ann", "Bob"],
        "Lifecycle Stage": ["Lead", "Lead"],
        "Create Date": ["2024-01-01 10:00", "2024-01-02 10:00"],
    }
    entered = 'Date entered "Marketing Qualified Lead (Lifecycle Stage Pipeline)"'
    table = table_of(tmp_path, columns | {entered: ["2024-01-03 10:00"] * 2})
    assert table.header_of("mql_date") == entered


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ("d365_demo/Opportunity.csv", "Dynamics 365 opportunities"),
        ("dbt_hubspot/deal_data.csv", "HubSpot opportunities"),
        ("dbt_hubspot/deal_stage_data.csv", "generic stage_history"),
        ("dbt_salesforce/sf_event_data.csv", "Salesforce activities"),
        ("dbt_salesforce/sf_lead_data.csv", "Salesforce leads"),
        ("dbt_salesforce/sf_opportunity_data.csv", "Salesforce opportunities"),
        ("dbt_salesforce/sf_opportunity_history_data.csv", "Salesforce stage_history"),
        ("dbt_salesforce/sf_task_data.csv", "Salesforce activities"),
        ("maven_crm/sales_pipeline.csv", "generic opportunities"),
        ("olist/olist_closed_deals_dataset.csv", "generic opportunities"),
        ("olist/olist_marketing_qualified_leads_dataset.csv", "generic leads"),
        ("sfdc_datacloud/CampaignMember.csv", "Salesforce campaign_members"),
        ("sfdc_datacloud/Lead.csv", "Salesforce leads"),
        ("sfdc_datacloud/Opportunity.csv", "Salesforce opportunities"),
        ("sfdc_datacloud/Task.csv", "Salesforce activities"),
        ("sfdc_devorg/Lead.csv", "Salesforce leads"),
        ("sfdc_devorg/Opportunity.csv", "Salesforce opportunities"),
        ("sfdc_devorg/OpportunityHistory.csv", "Salesforce stage_history"),
    ],
)
def test_public_exports_are_what_they_are(file: str, kind: str) -> None:
    (table,) = propose([shared_data("data", *file.split("/"))]).tables
    assert f"{table.crm} {table.kind}" == kind


@pytest.mark.parametrize(
    "file",
    [
        *(
            "d365_demo/" + name
            for name in ("Account.csv", "Contact.csv", "Product.csv", "User.csv")
        ),
        *("maven_crm/" + name for name in ("accounts.csv", "products.csv", "sales_teams.csv")),
        *("sfdc_datacloud/" + name for name in ("Account.csv", "Campaign.csv", "Contact.csv")),
        "dbt_hubspot/owner_data.csv",
        "dbt_hubspot/deal_property_history_data.csv",
        "dbt_salesforce/sf_contact_data.csv",
        "dbt_salesforce/sf_account_history_data.csv",
        "dbt_salesforce/sf_order_data.csv",
        "sfdc_devorg/OpportunityHistoryGroup.csv",
    ],
)
def test_public_exports_of_other_things_are_left_out(file: str) -> None:
    (table,) = propose([shared_data("data", *file.split("/"))]).tables
    assert table.kind == "other"


def test_a_view_of_open_deals_is_told_by_its_hidden_id_alone(tmp_path: Path) -> None:
    columns = {
        "(Do Not Modify) Opportunity": ["a-1", "a-2"],
        "(Do Not Modify) Row Checksum": ["x==", "y=="],
        "Topic": ["Tank", "Pump"],
        "Est. revenue": ["500", "700"],
    }
    table = table_of(tmp_path, columns)
    assert (table.crm, table.kind) == ("Dynamics 365", "opportunities")


@pytest.mark.parametrize(
    ("folder", "crms"),
    [
        ("d365_demo", {"Dynamics 365"}),
        ("dbt_hubspot", {"HubSpot", "generic"}),
        ("dbt_salesforce", {"Salesforce"}),
        ("maven_crm", {"generic"}),
    ],
)
def test_tables_keep_their_crm_beside_others(folder: str, crms: set[str]) -> None:
    paths = sorted(shared_data("data", folder).glob("*.csv"))
    tables = propose(paths).tables
    assert {table.crm for table in tables if table.entity is not Entity.OTHER} == crms
