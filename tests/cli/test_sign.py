"""Signing, what changed since, and who said what."""

from dataclasses import replace
from pathlib import Path

import pytest

from planner.base.stages import Seat
from planner.plan.latches import latch
from planner.plan.log import Log, stamp
from planner.storage import read_plan, write_plan
from tests.cli.running import Fairlead, assert_refused

VALUES = (
    *("paid_search/volume=100", "paid_search/rate:Inquiry>MQL=50%", "paid_search/rate:MQL>SAL=50%"),
    *("paid_search/rate:SAL>Opportunity=50%", "paid_search/rate:Opportunity>Won=20%"),
    "paid_search/deal_size=1000",
)


@pytest.fixture
def agreed(fairlead: Fairlead, by_hand: str) -> str:
    """A plan of 30,000 that both agreed on."""
    assert fairlead(f"set {by_hand} --seat together", *VALUES).status == 0
    return by_hand


def signs(fairlead: Fairlead, plan: str, seat: str, name: str = "Ada Moss"):
    return fairlead(f"sign {plan} --json --seat {seat} --name", name)


def test_both_seats_sign_one_content(fairlead: Fairlead, agreed: str) -> None:
    first = signs(fairlead, agreed, "marketing")
    assert (first.status, first.json["whole"]) == (1, False)
    second = signs(fairlead, agreed, "sales", "Bo Rand")
    assert (second.status, second.json["whole"]) == (0, True)
    assert second.json["hash"] == first.json["hash"]
    assert [(s["seat"], s["name"]) for s in second.json["signatures"]] == [
        ("marketing", "Ada Moss"), ("sales", "Bo Rand"),
    ]  # fmt: skip
    assert second.json["signatures"][0]["total"] == pytest.approx(30_000.0)
    assert fairlead(f"check {agreed} --json").json == {"ok": True, "problems": []}
    assert_refused(fairlead(f"sign {agreed} --seat sales --name Bo"), "has signed exactly this")


def test_what_changed_since_has_a_bridge(fairlead: Fairlead, agreed: str) -> None:
    signed = signs(fairlead, agreed, "marketing").json
    fairlead(f"set {agreed} --seat together", "paid_search/volume=150")
    for name in ("signed", "signed:1", signed["hash"][:10]):
        found = fairlead(f"bridge {agreed} --from {name} --to working --json").json
        assert found["gap"] == pytest.approx(15_000.0)
        (item,) = found["items"]
        assert (item["driver"], item["from"], item["to"]) == ("volume", 100.0, 150.0)
        assert item["worth"] == pytest.approx(15_000.0)
    assert_refused(fairlead(f"bridge {agreed} --from signed:9 --to working"), "no signed version")


def test_an_altered_plan_does_not_verify(fairlead: Fairlead, agreed: str) -> None:
    signs(fairlead, agreed, "marketing")
    log, held = read_plan(Path(agreed))
    altered = [replace(e, value=999.0) if e.key.endswith("/volume") else e for e in log.edits]
    write_plan(Path(agreed), Log.of(altered), held)
    answer = fairlead(f"check {agreed} --json")
    assert answer.status == 1
    assert "What Ada Moss signed is not what the log now says of it" in answer.json["problems"][0]
    fewer = [e for e in log.edits if not e.key.endswith("/volume")]
    write_plan(Path(agreed), Log.of(fewer), held)
    (problem,) = fairlead(f"check {agreed} --json").json["problems"]
    assert "1 of the edits that Ada Moss signed are not in this plan" in problem


def test_a_signature_with_data_holds_the_data(fairlead: Fairlead, argued: str) -> None:
    """The snapshot is sealed by its address: without it the signature no longer stands."""
    assert signs(fairlead, argued, "sales").status == 1
    assert fairlead(f"check {argued}").status == 0
    fairlead(f"set {argued} --seat sales", "events/deal_size=+10%")
    found = fairlead(f"bridge {argued} --from signed --to working --json").json
    assert sum(i["worth"] for i in found["items"]) == pytest.approx(found["gap"], abs=0.005)
    write_plan(Path(argued), read_plan(Path(argued))[0], {})
    problems = fairlead(f"check {argued} --json").json["problems"]
    assert "The data that Ada Moss signed are not in this plan" in problems[0]


def test_a_scenario_is_signed_by_itself(fairlead: Fairlead, agreed: str) -> None:
    fairlead(f"set {agreed} --seat together --scenario Stretch", "paid_search/volume=200")
    one = fairlead(f"sign {agreed} --seat sales --name Bo --scenario stretch --json").json
    two = signs(fairlead, agreed, "sales").json
    assert one["hash"] != two["hash"]
    found = fairlead(f"bridge {agreed} --from {two['hash'][:9]} --to {one['hash'][:9]} --json")
    assert found.json["gap"] == pytest.approx(30_000.0)


def test_the_log_lists_what_replaced_what(fairlead: Fairlead, agreed: str) -> None:
    fairlead(f"set {agreed} --seat sales", "paid_search/volume=80")
    fairlead(f"set {agreed} --seat sales", "paid_search/volume=90")
    edits = fairlead(f"log {agreed} --json --worth --last 2").json["edits"]
    assert [(e["before"], e["value"], e["seat"]) for e in edits] == [
        (80.0, 90.0, "sales"), (None, 80.0, "sales"),
    ]  # fmt: skip
    assert [e["worth"] for e in edits] == [pytest.approx(3000.0), pytest.approx(-6000.0)]
    assert edits[0]["clock"] > edits[1]["clock"]
    assert {"id", "time", "author", "key", "typed", "step", "label", "counts"} <= set(edits[0])


def test_the_log_is_searched_and_kept_to_keys(fairlead: Fairlead, agreed: str) -> None:
    every = fairlead(f"log {agreed} --json").json["edits"]
    assert len(every) == len(read_plan(Path(agreed))[0].edits)
    some = fairlead(f"log {agreed} --json", "paid_search/volume").json["edits"]
    assert [e["key"] for e in some] == ["Paid search/volume"]
    found = fairlead(f"log {agreed} --json --search", "deal size").json["edits"]
    assert [e["key"] for e in found] == ["Paid search/deal_size"]
    assert fairlead(f"log {agreed} --search nothing-of-this").lines[-1] == "0 edits."


def test_a_seat_that_is_none_cannot_sign(fairlead: Fairlead, agreed: str) -> None:
    assert fairlead(f"sign {agreed} --seat together --name Ada").status == 2
    assert_refused(fairlead(f"sign {agreed} --seat sales --name", " "), "needs a name")


def test_a_sealed_round_is_open_and_nothing_tells_what_is_in_it(
    fairlead: Fairlead, agreed: str, tmp_path: Path
) -> None:
    said = "paid_search/volume"
    assert fairlead(f"round {agreed} --open", "First half").status == 1
    assert fairlead(f"set {agreed} --seat sales {said}=77").status == 0
    for command in (f"show {agreed} {said}", f"bridge {agreed}", f"forecast {agreed} --draws 0"):
        answer = fairlead(command, "--json")
        assert "77" not in answer.out
        assert "A sealed round is open, “First half”" in answer.err
    log = fairlead(f"log {agreed} --json")
    assert (log.status, all(edit["value"] != 77 for edit in log.json["edits"])) == (1, True)
    assert "A sealed round is open" in log.json["sealed"][0]
    page = fairlead(f"export {agreed} {tmp_path / 'board.html'} --json")
    assert (page.status, len(page.json["sealed"])) == (1, 1)
    refused = signs(fairlead, agreed, "sales")
    assert (refused.status, "nothing is signed meanwhile" in refused.err) == (2, True)


def test_a_sealed_round_ends_when_both_are_done_or_with_a_reason(
    fairlead: Fairlead, agreed: str
) -> None:
    fairlead(f"round {agreed} --open", "First half")
    fairlead(f"set {agreed} --seat sales paid_search/volume=77")
    (found,) = fairlead(f"round {agreed} --done --seat sales --json").json["rounds"]
    assert (found["open"], found["done"], found["reason"]) == (True, ["sales"], None)
    answer = fairlead(f"round {agreed} --reveal", "the board waits")
    assert (answer.status, "is revealed: the board waits." in answer.out) == (0, True)
    (shown,) = fairlead(f"show {agreed} paid_search/volume --json").json["assumptions"]
    assert shown["sales"] == 77
    assert_refused(fairlead(f"round {agreed} --done --seat sales"), "No sealed round is open")


def test_a_seats_passphrase_is_asked_for_in_the_environment(
    fairlead: Fairlead, agreed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = read_plan(Path(agreed))[0]
    made = stamp(
        log, [latch(Seat.SALES, "correct horse", "salt")], author="Bo", time="now", new_id=str
    )
    write_plan(Path(agreed), log.add([replace(made[0], id="latch")]), {})
    said = f"set {agreed} --seat sales paid_search/volume=77"
    assert_refused(fairlead(said), "Sales has a passphrase, and this speaks for it")
    monkeypatch.setenv("FAIRLEAD_PASSPHRASE_SALES", "wrong")
    assert_refused(fairlead(said), "That is not the passphrase of Sales")
    monkeypatch.setenv("FAIRLEAD_PASSPHRASE_SALES", "correct horse")
    assert fairlead(said).status == 0
    (found,) = [e for e in fairlead(f"log {agreed} --json").json["edits"] if "latch" in e["key"]]
    assert found["value"] == "set"
