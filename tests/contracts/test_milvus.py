"""What is Milvus' own: its indexes, and what it says when it cannot be used."""

from __future__ import annotations

import sys
from dataclasses import replace

import numpy as np
import pytest

from mandate_qa.backends.engines import engine_of
from mandate_qa.backends.milvus import Milvus
from mandate_qa.errors import BackendError, BackendNotInstalledError, SettingsError
from mandate_qa.searching.engine import Entity, entity_id
from mandate_qa.settings import MilvusSettings, Settings

UNIT = np.eye(4, dtype=np.float32)


@pytest.mark.parametrize("index", ["FLAT", "HNSW"])
def test_every_index_finds_what_is_nearest_among_what_is_asked_for(index: str, milvus: str) -> None:
    engine = Milvus(MilvusSettings(uri=milvus, index=index))
    engine.create(index, 4)
    engine.put(index, [Entity(entity_id(n % 2, n), n % 2, UNIT[n], {n + 1: 1.0}) for n in range(4)])
    engine.settle(index)
    assert engine.near(index, UNIT[2], 1, None, ()) == [(entity_id(0, 2), 1.0)]
    assert {key for key, _ in engine.near(index, UNIT[2], 9, [1], ())} == {entity_id(1, 1), entity_id(1, 3)}
    assert {key for key, _ in engine.near(index, UNIT[2], 9, None, [1])} == {entity_id(0, 0), entity_id(0, 2)}
    assert engine.sharing(index, {4: 2.0, 3: 1.0}, 9, None, ()) == [(entity_id(1, 3), 2.0), (entity_id(0, 2), 1.0)]
    assert (engine.size(index), engine.held(index, 1)) == (4, 2)
    engine.remove(index, [1])
    assert (engine.size(index), engine.held(index, 1)) == (2, 0)
    engine.drop(index)
    assert engine.size(index) is None


def test_a_collection_that_nobody_loaded_is_loaded(milvus: str) -> None:
    engine = Milvus(MilvusSettings(uri=milvus))
    engine.create("asleep", 4)
    engine.put("asleep", [Entity(entity_id(0, 0), 0, UNIT[0], {1: 1.0})])
    engine._client.release_collection("asleep")  # as it is when Milvus Lite was started again
    assert engine.near("asleep", UNIT[0], 1, None, ()) == [(entity_id(0, 0), 1.0)]
    engine._client.release_collection("asleep")
    assert engine.size("asleep") == 1


def test_one_that_does_not_answer_is_told_in_a_sentence() -> None:
    pytest.importorskip("pymilvus", reason="needs pymilvus: tools/set-up milvus")
    settings = Settings(store="milvus", milvus=MilvusSettings(uri="http://127.0.0.1:1", seconds=1))
    told = r"Milvus at http://127\.0\.0\.1:1 does not do what it was asked \(.*\); check that it runs, and the setting"
    with pytest.raises(BackendError, match=told) as raised:
        engine_of(settings)
    assert raised.value.retryable


def test_a_vector_of_another_length_is_told_in_a_sentence(milvus: str) -> None:
    engine = Milvus(MilvusSettings(uri=milvus))
    engine.create("short", 4)
    engine.put("short", [Entity(entity_id(0, 0), 0, UNIT[0], {1: 1.0})])
    with pytest.raises(BackendError, match="Milvus at"):
        engine.near("short", UNIT[0][:2], 1, None, ())


def test_without_its_library_the_line_that_installs_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pymilvus", None)
    with pytest.raises(BackendNotInstalledError, match=r"needs pymilvus; run: pip install 'pymilvus>=2\.6\.7,<3'"):
        Milvus(MilvusSettings(uri="http://127.0.0.1:2"))


def test_an_unknown_store_or_index_is_told_with_the_nearest() -> None:
    with pytest.raises(SettingsError, match="store is set to 'milvs', which is none; did you mean 'milvus'"):
        engine_of(Settings(store="milvs"))
    with pytest.raises(SettingsError, match=r"milvus\.index is set to 'HNSV', which is none; did you mean 'HNSW'"):
        engine_of(replace(Settings(store="milvus"), milvus=MilvusSettings(index="HNSV")))


def test_the_files_need_no_engine() -> None:
    assert engine_of(Settings()) is None


def test_where_milvus_is_makes_no_other_answers_but_that_it_searches_may() -> None:
    plain = Settings()
    assert replace(plain, milvus=MilvusSettings(uri="http://elsewhere:1")).fingerprint() == plain.fingerprint()
    assert replace(plain, store="milvus").fingerprint() != plain.fingerprint()
    assert replace(plain, store="milvus").index_fingerprint() == plain.index_fingerprint()
