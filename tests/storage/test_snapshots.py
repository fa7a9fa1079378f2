"""Snapshots as bytes: everything comes back, and equal data have one address."""

import json
from dataclasses import asdict, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from planner.base.days import NO_DAY
from planner.journeys.table import CampaignTouches, Snapshot, SourceFile
from planner.journeys.touches import touches_from
from planner.storage import digest_of
from planner.storage.blobs import Blob, pack_array, pack_texts, unpack_array, unpack_texts
from planner.storage.snapshots import (
    CLOSING,
    DEAL_IDS,
    HEADER,
    OUTCOME,
    POINTS_TO,
    about,
    pack,
    unpack,
)
from tests.snapshots import same, small_snapshot, snapshots


def two_touches() -> CampaignTouches:
    return touches_from(
        np.array(["La", "Lb"], dtype=object), np.array([19_000, 19_001], np.int32),
        np.array(["Fair", ""], dtype=object), np.array(["Events", "Web"], dtype=object),
    )  # fmt: skip


DAYS = st.just(NO_DAY) | st.integers(-(2**31), 2**31 - 1) | st.integers(19_000, 19_100)
MONEY = st.just(float("nan")) | st.floats(allow_nan=False)
SHAPES = arrays.array_shapes(min_dims=1, max_dims=2, min_side=0, max_side=9)


@given(
    arrays.arrays(np.int32, SHAPES, elements=DAYS)
    | arrays.arrays(np.float64, SHAPES, elements=MONEY)
    | arrays.arrays(np.bool_, SHAPES)
    | arrays.arrays(np.int8, SHAPES)
)
def test_every_column_comes_back_exactly(array: np.ndarray) -> None:
    back = unpack_array(pack_array(array))
    assert back.dtype == array.dtype
    np.testing.assert_array_equal(back, array)
    assert not back.flags.writeable


@given(st.lists(st.text(st.characters(codec=None), max_size=5), max_size=5).map(tuple))
def test_every_text_comes_back_exactly(texts: tuple[str, ...]) -> None:
    assert unpack_texts(pack_texts(texts)) == texts


def test_days_take_two_bytes_and_flags_one_bit() -> None:
    dated = np.array([NO_DAY, *range(19_000, 19_999)], np.int32)
    assert len(pack_array(dated).data) == 2000
    assert len(pack_array(np.ones(1000, np.bool_)).data) == 125
    assert len(pack_array(np.full(1000, np.nan)).data) == 125


@given(snapshots())
def test_a_snapshot_comes_back_and_keeps_its_address(snapshot: Snapshot) -> None:
    back = unpack(pack(snapshot))
    assert same(back, snapshot)
    assert digest_of(back) == digest_of(snapshot)


def test_a_snapshot_of_the_first_version_opens_without_what_it_lacks() -> None:
    parts = dict(pack(small_snapshot()))
    header = json.loads(unpack_texts(parts[HEADER])[0])
    file = asdict(SourceFile("leads.csv", "leads", "generic", "", 1, 2))
    header["files"] = [{k: v for k, v in file.items() if k not in ("headers", "fingerprint")}]
    for late in ("volumes", "responses", "reps"):
        del header[late]
    del parts[CLOSING], parts[DEAL_IDS]
    parts[HEADER] = pack_texts((json.dumps(header),))
    back = unpack(parts)
    assert back.journeys.closing.tolist() == [NO_DAY, NO_DAY]
    assert back.journeys.deal_ids == ("", "")
    assert back.journeys.points_to == ()
    assert (back.volumes, back.responses, back.reps) == ((), (), ())
    assert (back.activities, back.touches) == (None, None)
    assert (back.files[0].headers, back.files[0].fingerprint) == ((), "")


def test_what_records_name_comes_back_and_is_written_only_where_one_names_something() -> None:
    data = small_snapshot()
    assert POINTS_TO not in pack(data)
    naming = replace(data, journeys=replace(data.journeys, points_to=("", "006A")))
    assert unpack(pack(naming)).journeys.points_to == ("", "006A")
    silent = replace(data, journeys=replace(data.journeys, points_to=("", "")))
    assert digest_of(silent) == digest_of(data)


@given(snapshots())
def test_what_a_snapshot_holds_is_known_without_decoding_it(snapshot: Snapshot) -> None:
    parts = pack(snapshot)
    known = about(parts[HEADER], parts[OUTCOME])
    assert (known.as_of, known.journeys) == (snapshot.as_of, len(snapshot.journeys))
    assert known.files == tuple(file.path for file in snapshot.files)
    assert known.set_aside == len(snapshot.set_aside)


def test_any_difference_changes_the_address() -> None:
    snapshot = small_snapshot()
    other = replace(snapshot, merged=snapshot.merged + 1)
    dated = replace(snapshot.journeys, as_of=snapshot.as_of + 1)
    digests = {digest_of(s) for s in (snapshot, other, replace(snapshot, journeys=dated))}
    assert len(digests) == 3


@pytest.mark.parametrize(
    "harm",
    [
        {"journeys/left": Blob("raw", "int32", (1,), 0, b"1234")},
        {"journeys/left": Blob("raw", "int32", (2,), 0, b"1234")},
        {"journeys/left": Blob("raw", "object", (2,), 0, bytes(16))},
        {"journeys/left": Blob("zip", "int32", (2,), 0, bytes(8))},
        {"journeys/left": Blob("narrow8", "int32", (2,), 2**40, bytes(2))},
        {"journeys/amount": Blob("sparse", "float64", (10**15,), 0, bytes(8))},
        {"journeys/reached": Blob("bits", "bool", (-2, -1), 0, bytes(8))},
        {"journeys/ids": Blob("joined", "str", (2,), 0, b"only one")},
        {"dimension/0/codes": pack_array(np.array([0, 7], np.int32))},
        {"touches/channel/codes": pack_array(np.array([9, 9], np.int32))},
        {"touches/days": pack_array(np.zeros(1, np.int32))},
        {HEADER: pack_texts(("no json",))},
        {HEADER: pack_texts((json.dumps({"stages": ["A", "B"]}),))},
    ],
)
def test_damaged_parts_are_noticed(harm: dict[str, Blob]) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        unpack({**pack(replace(small_snapshot(), touches=two_touches())), **harm})
