"""Milvus as the engine that searches for the index: one machine's or a cluster's, by its address.

Knows Milvus' collections, filters and errors, and neither rows nor documents; see `searching.engine` for what an
engine is. pymilvus is used as it is: what LlamaIndex puts over it takes words weighed by somebody else for its own
text, and filters by values of its own making.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Sequence
from typing import Any, TypeVar

import numpy as np

from mandate_qa.backends.embedders import Vectors
from mandate_qa.errors import BackendError, BackendNotInstalledError, SettingsError, nearest
from mandate_qa.settings import MilvusSettings

INDEXES: dict[str, tuple[dict[str, int], str]] = {
    "FLAT": ({}, ""),
    "HNSW": ({"M": 16, "efConstruction": 200}, "ef"),
    "DISKANN": ({}, "search_list"),
}
"""By setting: what an index is built with, and what a search may be told of how far to look."""
LOOKED_AT = 400
"""Candidates that an index which compares few keeps in sight; more find what is nearest more surely."""
_INSTALL = "pip install 'pymilvus>=2.6.7,<3'"

T = TypeVar("T")


class Milvus:
    """An `Engine`. Thread-safe for searching."""

    name = "milvus"

    def __init__(self, settings: MilvusSettings, token: str = "") -> None:
        """Raises BackendNotInstalledError, SettingsError for an unknown index, BackendError when nothing answers."""
        if settings.index not in INDEXES:
            known = nearest(settings.index, INDEXES)
            raise SettingsError(f"milvus.index is set to {settings.index!r}, which is none; {known}.")
        self._settings = settings
        self._built, self._sight = INDEXES[settings.index]
        try:
            import pymilvus
        except ImportError as error:
            raise BackendNotInstalledError(f"The store milvus needs pymilvus; run: {_INSTALL}", self.name) from error
        logging.getLogger("pymilvus").setLevel(logging.CRITICAL)  # it prints every error as well as raising it
        self._kinds = pymilvus.DataType
        self._client: Any = self._asked(
            lambda: pymilvus.MilvusClient(uri=settings.uri, token=token, timeout=settings.seconds)
        )
        self._wait = {"timeout": settings.seconds}

    def size(self, collection: str) -> int | None:
        """See `Engine.size`."""
        if not self._asked(lambda: self._client.has_collection(collection, **self._wait)):
            return None
        return self._count(collection, "")

    def create(self, collection: str, dimension: int) -> None:
        """See `Engine.create`."""
        if not self._asked(lambda: self._client.has_collection(collection, **self._wait)):
            self._asked(lambda: self._create(collection, dimension))

    def drop(self, collection: str) -> None:
        """See `Engine.drop`."""
        self._asked(lambda: self._client.drop_collection(collection))

    def put(self, collection: str, entities: Sequence[Any]) -> None:
        """See `Engine.put`."""
        rows = [{"id": e.id, "volume": e.volume, "vector": e.vector, "words": dict(e.words)} for e in entities]
        self._asked(lambda: self._client.upsert(collection, rows))

    def settle(self, collection: str) -> None:
        """See `Engine.settle`."""
        self._asked(lambda: self._client.flush(collection))

    def held(self, collection: str, volume: int) -> int:
        """See `Engine.held`."""
        return self._count(collection, _filter([volume], ()))

    def remove(self, collection: str, volumes: Collection[int]) -> None:
        """See `Engine.remove`."""
        if volumes:
            self._asked(lambda: self._client.delete(collection, filter=_filter(volumes, ())))

    def near(
        self, collection: str, vector: Vectors, k: int, volumes: Collection[int] | None, without: Collection[int]
    ) -> list[tuple[str, float]]:
        """See `Engine.near`."""
        told = {self._sight: max(LOOKED_AT, k)} if self._sight else {}
        return self._found(collection, "vector", np.asarray(vector, np.float32), k, _filter(volumes, without), told)

    def sharing(
        self, collection: str, words: Any, k: int, volumes: Collection[int] | None, without: Collection[int]
    ) -> list[tuple[str, float]]:
        """See `Engine.sharing`."""
        return self._found(collection, "words", dict(words), k, _filter(volumes, without), {})

    def vectors(self, collection: str, ids: Sequence[str]) -> dict[str, Vectors]:
        """See `Engine.vectors`."""
        found = self._loaded(
            collection, lambda: self._client.get(collection, ids=list(ids), output_fields=["vector"], **self._wait)
        )
        return {entity["id"]: np.array(entity["vector"], dtype=np.float32) for entity in found}

    def _found(
        self, collection: str, field: str, value: Any, k: int, within: str, told: dict[str, int]
    ) -> list[tuple[str, float]]:
        """Ids and scores of what a search finds. Bounded: what was written in the last seconds may be missing."""
        (hits,) = self._loaded(
            collection,
            lambda: self._client.search(
                collection,
                data=[value],
                anns_field=field,
                limit=k,
                filter=within,
                output_fields=["id"],
                search_params={"metric_type": "IP", "params": told},
                consistency_level="Bounded",
                **self._wait,
            ),
        )
        return [(str(hit["id"]), float(hit["distance"])) for hit in hits]

    def _count(self, collection: str, within: str) -> int:
        told = {"filter": within, "output_fields": ["count(*)"], "consistency_level": "Strong", **self._wait}
        found = self._loaded(collection, lambda: self._client.query(collection, **told))
        return int(found[0]["count(*)"])

    def _create(self, collection: str, dimension: int) -> None:
        schema = self._client.create_schema(auto_id=False, enable_dynamic_field=False)
        schema.add_field("id", self._kinds.VARCHAR, is_primary=True, max_length=32)
        schema.add_field("volume", self._kinds.INT64)
        schema.add_field("vector", self._kinds.FLOAT_VECTOR, dim=dimension)
        schema.add_field("words", self._kinds.SPARSE_FLOAT_VECTOR)
        indexes = self._client.prepare_index_params()
        indexes.add_index("vector", index_type=self._settings.index, metric_type="IP", params=self._built)
        indexes.add_index("words", index_type="SPARSE_INVERTED_INDEX", metric_type="IP")
        indexes.add_index("volume", index_type="INVERTED")
        self._client.create_collection(collection, schema=schema, index_params=indexes, consistency_level="Bounded")

    def _loaded(self, collection: str, work: Callable[[], T]) -> T:
        """The result of `work`, which reads a collection; it is loaded where whoever started Milvus again left that."""
        from pymilvus.exceptions import MilvusException

        try:
            return self._asked(work)
        except BackendError as error:
            cause = error.__cause__
            if not isinstance(cause, MilvusException) or cause.code != _NOT_LOADED:
                raise
            self._asked(lambda: self._client.load_collection(collection, **self._wait))
            return self._asked(work)

    def _asked(self, work: Callable[[], T]) -> T:
        """The result of `work`; what goes wrong there in one sentence."""
        from pymilvus.exceptions import MilvusException

        try:
            return work()
        except MilvusException as error:
            reason = " ".join(str(error.message).split()).rstrip(".")
            message = f"Milvus at {self._settings.uri} does not do what it was asked ({reason}); {_MEND}"
            raise BackendError(message, self.name, retryable=True) from error


_NOT_LOADED = 101
_MEND = "check that it runs, and the setting milvus.uri and MANDATE_QA_MILVUS_TOKEN."


def _filter(volumes: Collection[int] | None, without: Collection[int]) -> str:
    """Milvus' words for entities of `volumes` (all for None) and none of the others."""
    told = [("in", volumes)] if volumes is not None else []
    told += [("not in", without)] if without else []
    return " and ".join(f"volume {word} [{','.join(map(str, sorted(found)))}]" for word, found in told)
