"""The sample company's exports come back as the company that wrote them."""

from pathlib import Path

import numpy as np
import pytest

from planner.base.days import NO_DAY
from planner.intake import propose, take_in
from planner.journeys.table import BLANK, Journeys, Snapshot
from planner.sample import Company, journeys, make_company, monthly_spend, write_exports
from tests.intake.files import assert_all_rows_accounted, labels_of


@pytest.fixture(scope="module")
def company() -> Company:
    return make_company(seed=5, leads=4_000)


@pytest.fixture(scope="module")
def snapshot(company: Company, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder: Path = tmp_path_factory.mktemp("company")
    return take_in(propose(write_exports(company, folder)))


def by_id(table: Journeys) -> dict[str, int]:
    return {identity: i for i, identity in enumerate(table.ids)}


def test_counts_are_the_known_truth(company: Company, snapshot: Snapshot) -> None:
    truth = company.truth
    assert len(snapshot.journeys) == truth.journeys
    assert snapshot.rows_read == truth.lead_rows + truth.opportunity_rows
    assert snapshot.merged == truth.merged
    assert snapshot.joined == {"converted_opportunity_id": truth.joined}
    assert snapshot.journeys.stages == truth.stages
    assert snapshot.as_of == company.as_of
    assert snapshot.journeys.currency == "USD"
    assert_all_rows_accounted(snapshot)


def test_set_aside_rows_are_the_known_ones(company: Company, snapshot: Snapshot) -> None:
    found = {(aside.file, aside.sheet, aside.row) for aside in snapshot.set_aside}
    assert found == {(a.file, a.sheet, a.row) for a in company.truth.set_aside}


def test_six_reports_are_recognised(snapshot: Snapshot) -> None:
    kinds = {f.kind for f in snapshot.files}
    assert kinds == {
        "leads", "opportunities", "stage_history", "activities", "campaign_members", "spend",
    }  # fmt: skip
    assert {f.header_row for f in snapshot.files} == {9}


def test_paths_are_those_of_the_company(company: Company, snapshot: Snapshot) -> None:
    """Equal to what really happened, but for the dirt the exports carry on purpose."""
    true, found = journeys(company), snapshot.journeys
    place = by_id(found)
    rows = np.array([place[identity] for identity in true.ids])
    assert (found.outcome[rows] == true.outcome).all()
    assert (found.left[rows] == true.left).all()
    dirty = (found.entered[rows] != true.entered) & (true.entered > np.iinfo(np.int32).min)
    assert dirty.any(axis=1).sum() == company.truth.out_of_order
    closed = (true.closing != NO_DAY) & ~dirty.any(axis=1)
    assert (found.closing[rows][closed] == true.closing[closed]).all()
    assert {i[:15] for i in found.deal_ids} == {i[:15] for i in true.deal_ids}
    unpriced = np.isnan(found.amount[rows]) & ~np.isnan(true.amount) & (true.outcome == 1)
    assert unpriced.sum() == company.truth.won_without_amount


def test_channels(company: Company, snapshot: Snapshot) -> None:
    truth, found = company.truth, labels_of(snapshot, "channel")
    blank = sum(1 for channel in found.values() if channel == BLANK)
    assert 0 < blank <= truth.blank_sources
    said = f"{truth.channel_disagreements:,} journeys where lead and opportunity"
    assert any(w.startswith(said) for w in snapshot.warnings)
    team = snapshot.journeys.dimensions["source team"]
    channel = snapshot.journeys.dimensions["channel"]
    for label in truth.channels:
        rows = channel.codes == channel.labels.index(label)
        assert {team.labels[c] for c in team.codes[rows]} == {truth.team(label)}


def test_spend(company: Company, snapshot: Snapshot) -> None:
    found = {(s.channel, s.month): s.amount for s in snapshot.spend}
    assert found == {(s.channel, s.month): s.amount for s in monthly_spend(company)}
