"""What an export says comes out again, whatever the CRM, the language and the shape."""

import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, note
from hypothesis import strategies as st

from planner.base.days import day_of
from planner.intake import Hints, Proposal, propose, take_in
from planner.journeys.table import Outcome, Snapshot
from tests.intake.exports import hubspot, salesforce
from tests.intake.exports.exporters import EXPORTERS, Exporter
from tests.intake.exports.funnel import WON, Funnel, Known, expected, make_funnel
from tests.intake.exports.shapes import Shape, write_csv
from tests.intake.files import assert_all_rows_accounted, labels_of, path_of


def known_of(exporter: Exporter, funnel: Funnel) -> dict[str, Known]:
    """What must come out of an export, by the ids that export has."""
    known = expected(
        funnel,
        leads=exporter.leads,
        mql=exporter.mql,
        joined=bool(exporter.joined),
        converted=exporter.converted,
    )
    if not exporter.numbered:
        return known
    numbers = {lead.id: str(51_000 + n) for n, lead in enumerate(funnel.leads)}
    return {numbers.get(identity, identity): journey for identity, journey in known.items()}


def assert_same(proposal: Proposal, exporter: Exporter, funnel: Funnel) -> Snapshot:
    assert {table.crm for table in proposal.tables} == {exporter.crm}
    snapshot = take_in(proposal)
    assert_all_rows_accounted(snapshot)
    known = known_of(exporter, funnel)
    short = {identity[:15] for identity in snapshot.journeys.ids}
    assert short == set(known)
    channels = labels_of(snapshot, "channel")
    for identity in snapshot.journeys.ids:
        journey = known[identity[:15]]
        path = path_of(snapshot, identity)
        dated = {stage: day for stage, day in path["dates"].items() if day}
        assert (identity, dated, path["outcome"]) == (identity, journey.dates, journey.outcome)
        assert channels[identity] == journey.channel
        if journey.amount is not None:
            assert path["amount"] == journey.amount
    won = [journey.amount or 0.0 for journey in known.values() if journey.outcome == WON]
    found = snapshot.journeys.amount[snapshot.journeys.outcome == Outcome.WON]
    assert np.isclose(found.sum(), sum(won), rtol=0, atol=0.005)
    tied = sum(1 for lead in funnel.leads if lead.deal)
    assert snapshot.joined == ({exporter.joined: tied} if exporter.joined else {})
    return snapshot


@pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda e: e.name)
def test_every_export_gives_the_figures_it_was_made_of(tmp_path: Path, exporter: Exporter) -> None:
    funnel = make_funnel(7, 24)
    shape = Shape(exporter.dates[0], exporter.amounts[0])
    paths = exporter.write(funnel, shape, tmp_path)
    assert_same(propose(paths, Hints(as_of=day_of(funnel.last))), exporter, funnel)


@st.composite
def exports(draw: st.DrawFn) -> tuple[Exporter, Shape]:
    """Any exporter in any of the shapes its exports take."""
    exporter = draw(st.sampled_from(EXPORTERS))
    shape = Shape(
        draw(st.sampled_from(exporter.dates)),
        draw(st.sampled_from(exporter.amounts)),
        draw(st.integers(0, 10_000)),
        draw(st.integers(0, 4)),
        draw(st.integers(0, 3)) if exporter.titles else 0,
        draw(st.sampled_from(exporter.delimiters)),
    )
    return exporter, shape


@given(export=exports(), seed=st.integers(0, 10_000), size=st.integers(4, 20), early=st.booleans())
def test_any_shape_of_an_export_gives_the_same_figures(
    export: tuple[Exporter, Shape], seed: int, size: int, early: bool
) -> None:
    exporter, shape = export
    funnel = make_funnel(seed, size, early)
    note(f"{exporter.name}: {shape.dates.name} {shape.amounts.name} {shape}")
    order = shape.dates.order if early else None
    hints = Hints(as_of=day_of(funnel.last), day_first=order == "DMY" if order else None)
    with tempfile.TemporaryDirectory() as folder:
        proposal = propose(exporter.write(funnel, shape, Path(folder)), hints)
        assert_same(proposal, exporter, funnel)
        if early or shape.dates.order is None:
            assert bool(proposal.doubts) == bool(order)


def test_calls_are_activities(tmp_path: Path) -> None:
    funnel = make_funnel(3)
    (table,) = propose([hubspot.calls(funnel, Shape(), tmp_path)]).tables
    assert (table.crm, table.kind) == ("HubSpot", "activities")
    assert {"date", "record_id"} <= set(table.mapped.values())


@pytest.mark.parametrize("language", salesforce.LANGUAGES)
def test_default_reports_import_and_name_what_they_do_not_measure(
    tmp_path: Path, language: str
) -> None:
    funnel, words = make_funnel(7, 24), salesforce.LANGUAGES[language]
    leads = salesforce.lead_report(funnel, words, Shape(), bare=True)
    deals = salesforce.deal_report(funnel, words, Shape())
    paths = [write_csv(tmp_path / "leads.csv", leads, Shape(), "cp1252")]
    paths.append(write_csv(tmp_path / "opportunities.csv", deals, Shape(), "cp1252"))
    proposal = propose(paths, Hints(as_of=day_of(funnel.last)))
    assert proposal.stages == ("Inquiry", "Opportunity", "Won")
    assert proposal.unmeasured == ("MQL", "SAL")
    missing = {(m.file_index, m.field) for m in proposal.missing}
    assert {(0, "mql_date"), (0, "sal_date"), (0, "converted_opportunity_id")} <= missing
    assert (1, "lead_id") in missing
    snapshot = take_in(proposal)
    assert len(snapshot.journeys) == len(funnel.leads) + len(funnel.deals)
    assert snapshot.joined == {}
    won = [deal for deal in funnel.deals if deal.outcome == WON]
    assert int((snapshot.journeys.outcome == Outcome.WON).sum()) == len(won)
