"""Public CRM exports at the command line must give the figures their README states."""

from typing import Any

import pytest

from tests.cli.running import Answer, Fairlead
from tests.shared_data import shared_data


def imported(fairlead: Fairlead, *parts: tuple[str, str]) -> Answer:
    files = [shared_data("data", *part) for part in parts]
    answer = fairlead("import p.fairlead --json", *files)
    found = answer.json
    assert found["rows_read"] == found["journeys"] + found["merged"] + len(found["set_aside"])
    return answer


def measured(fairlead: Fairlead, words: str = "") -> Any:
    return fairlead(f"measure p.fairlead --json {words}").json


OLIST = (
    ("olist", "olist_marketing_qualified_leads_dataset.csv"),
    ("olist", "olist_closed_deals_dataset.csv"),
)


def test_olist(fairlead: Fairlead) -> None:
    found = imported(fairlead, *OLIST).json
    assert (found["rows_read"], found["journeys"], found["merged"]) == (8842, 8000, 842)
    assert found["joined"] == {"mql_id": 842}
    assert found["as_of"] == "2018-11-14"
    total = measured(fairlead)["total"]
    (step,) = total["transitions"]
    assert (total["won"], total["entered"]) == (842, {"MQL": 8000, "Won": 842})
    assert step["plain"] == 842 / 8000
    assert step["median_days"] == 14
    assert step["out_of_order"] == 1


def test_olist_by_origin(fairlead: Fairlead) -> None:
    imported(fairlead, *OLIST)
    rows = measured(fairlead, "--by channel")["rows"]
    figures = {row["key"][0]: (row["won"], row["entered"]["MQL"]) for row in rows}
    expected = {
        "organic_search": (271, 2296),
        "paid_search": (195, 1586),
        "social": (75, 1350),
        "unknown": (179, 1099),
        "(blank)": (14, 60),
    }
    assert {name: figures[name] for name in expected} == expected


def test_maven(fairlead: Fairlead) -> None:
    imported(fairlead, ("maven_crm", "sales_pipeline.csv"))
    total = measured(fairlead)["total"]
    (step,) = total["transitions"]
    assert (step["from"], step["to"]) == ("Opportunity", "Won")
    assert (total["won"], total["lost"], total["open"]) == (4238, 2473, 1589 + 500)
    assert step["closed_only"] == pytest.approx(0.6315, abs=5e-5)
    assert total["bookings"] == 10_005_534
    assert (step["median_days"], step["lost_median_days"]) == (57, 14)


@pytest.mark.parametrize(
    ("quarter", "won"),
    [("01..2017-03", 531), ("04..2017-06", 1254), ("07..2017-09", 1257), ("10..2017-12", 1196)],
)
def test_maven_by_quarter_of_winning(fairlead: Fairlead, quarter: str, won: int) -> None:
    imported(fairlead, ("maven_crm", "sales_pipeline.csv"))
    total = measured(fairlead, f"--entered 2017-{quarter}")["total"]
    assert total["entered"]["Won"] == total["won"] == won


def test_a_pack_is_written_from_data_without_the_plans_dimension(fairlead: Fairlead) -> None:
    """Deals alone know no channel, by which a plan is cut unless told otherwise."""
    imported(fairlead, ("maven_crm", "sales_pipeline.csv"))
    for end in ("xlsx", "pdf"):
        assert fairlead(f"export p.fairlead pack.{end}").out.strip() == f"Wrote pack.{end}."


def test_d365(fairlead: Fairlead) -> None:
    imported(fairlead, ("d365_demo", "Opportunity.csv"))
    total = measured(fairlead)["total"]
    (step,) = total["transitions"]
    assert (total["won"], total["lost"], total["open"]) == (1914, 2794, 521)
    assert step["closed_only"] == pytest.approx(0.4065, abs=5e-5)
    assert total["bookings"] == pytest.approx(72_459_852.17, abs=0.005)
    assert step["median_days"] == 55


def test_an_encrypted_workbook_of_a_public_test_suite(fairlead: Fairlead) -> None:
    book = shared_data("corpora", "calamine", "tests", "pass_protected.xlsb")
    answer = fairlead("import p.fairlead", book)
    assert answer.status == 2
    assert "password" in answer.err
