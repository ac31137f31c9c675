"""Engines for the tests: one in memory, which shows what an engine is, and Milvus Lite over its network API."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from socket import create_server
from time import monotonic, sleep

from mandate_qa.backends.milvus import Milvus
from mandate_qa.errors import BackendError
from mandate_qa.searching.engine import Entity, Scored, Words
from mandate_qa.searching.vectors import Vectors
from mandate_qa.settings import MilvusSettings

PATIENCE = 60
"""Seconds within which a server must listen."""


class Memory:
    """An engine that holds everything in dictionaries and compares everything."""

    name = "memory"

    def __init__(self) -> None:
        self.collections: dict[str, dict[str, Entity]] = {}
        self.written: list[str] = []
        """Ids in the order in which they were written."""

    def size(self, collection: str) -> int | None:
        return len(self.collections[collection]) if collection in self.collections else None

    def create(self, collection: str, dimension: int) -> None:
        self.collections.setdefault(collection, {})

    def drop(self, collection: str) -> None:
        self.collections.pop(collection, None)

    def put(self, collection: str, entities: Sequence[Entity]) -> None:
        self.collections[collection] |= {entity.id: entity for entity in entities}
        self.written += [entity.id for entity in entities]

    def settle(self, collection: str) -> None:
        assert collection in self.collections

    def held(self, collection: str, volume: int) -> int:
        return sum(entity.volume == volume for entity in self.collections[collection].values())

    def remove(self, collection: str, volumes: Collection[int]) -> None:
        kept = {key: e for key, e in self.collections[collection].items() if e.volume not in volumes}
        self.collections[collection] = kept

    def near(
        self, collection: str, vector: Vectors, k: int, volumes: Collection[int] | None, without: Collection[int]
    ) -> Scored:
        found = self._within(collection, volumes, without)
        return best([(entity.id, float(entity.vector @ vector)) for entity in found], k)

    def sharing(
        self, collection: str, words: Words, k: int, volumes: Collection[int] | None, without: Collection[int]
    ) -> Scored:
        found = self._within(collection, volumes, without)
        scored = [(e.id, sum(worth * e.words.get(word, 0) for word, worth in words.items())) for e in found]
        return best([(key, score) for key, score in scored if score], k)

    def vectors(self, collection: str, ids: Sequence[str]) -> dict[str, Vectors]:
        held = self.collections[collection]
        return {key: held[key].vector for key in ids if key in held}

    def _within(self, collection: str, volumes: Collection[int] | None, without: Collection[int]) -> list[Entity]:
        entities = self.collections[collection].values()
        return [e for e in entities if (volumes is None or e.volume in volumes) and e.volume not in without]


def best(scored: Scored, k: int) -> Scored:
    """The `k` with the highest scores, best first."""
    return sorted(scored, key=lambda found: -found[1])[:k]


@contextmanager
def milvus_lite(folder: Path) -> Iterator[str]:
    """The address of a Milvus Lite in a process of its own."""
    with create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "milvus_lite", "server", "--data-dir", str(folder), "--host", "127.0.0.1"]
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "OMP_NUM_THREADS": "1"}
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen([*command, "--port", str(port)], env=environ, **silent) as server:
        try:
            uri = f"http://127.0.0.1:{port}"
            listening(uri, server)
            yield uri
        finally:
            server.terminate()


def listening(uri: str, server: subprocess.Popen[bytes]) -> None:
    """Wait until a Milvus answers at `uri`."""
    until = monotonic() + PATIENCE
    while True:
        try:
            Milvus(MilvusSettings(uri=uri))
            return
        except BackendError:
            assert server.poll() is None and monotonic() < until, "Milvus Lite did not begin to listen"
            sleep(0.1)
