"""The two searchers over an engine that other machines may run: rows of the index ↔ what the engine calls them.

The engine holds an entity for each passage: its volume (what a document comes to in the index, named by its contents),
its vector, and its words as BM25 weighs them, so that a sum of products is a BM25 score. Rows move when documents are
added; entities keep their ids, and a changed document is another volume. So those who read the index as it was and
those who read it as it is ask the same collection and find each their own. How often words stand in the index is
counted from its files, where the library is, too. Knows no engine by name.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Protocol

import numpy as np

from mandate_qa.errors import IndexDamagedError, IndexMismatchError
from mandate_qa.searching.keywords import K1, B, KeywordIndex
from mandate_qa.searching.library import Library
from mandate_qa.searching.manifest import MEND, IndexManifest, Published
from mandate_qa.searching.vectors import Rows, Scores, Vectors
from mandate_qa.searching.within import Allowed, rows_of

Words = Mapping[int, float]
"""What each word of a text counts for, by its dimension."""
NO_WORDS: Words = {0: 1.0}
"""Of a passage without any word: engines want one, and no word has this dimension."""
_SPARE = 16
"""Entities asked for beyond what is wanted, so that equal scores are put in the order of rows."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A passage as an engine holds it."""

    id: str
    volume: int
    vector: Vectors
    words: Words


Scored = list[tuple[str, float]]
"""Ids of entities with their scores, best first."""


class Engine(Protocol):
    """Holds entities in collections and searches them. Thread-safe but for one that writes at a time.

    `volumes` limits a search to entities of these, exactly; `without` leaves out those of others. What a volume holds
    is found no later than some seconds after `settle`. Raises BackendError when the engine cannot be reached.
    """

    name: str

    def size(self, collection: str) -> int | None:
        """How many entities a collection holds, everything written counted; None when there is no such collection."""

    def create(self, collection: str, dimension: int) -> None:
        """Make an empty collection for vectors of so many numbers; nothing when there is one of the name."""

    def drop(self, collection: str) -> None:
        """Remove a collection; nothing when there is none."""

    def put(self, collection: str, entities: Sequence[Entity]) -> None:
        """Write entities, each in place of one of its id."""

    def settle(self, collection: str) -> None:
        """Have everything written be on the engine's disks."""

    def held(self, collection: str, volume: int) -> int:
        """How many entities of a volume there are, everything written counted."""

    def remove(self, collection: str, volumes: Collection[int]) -> None:
        """Remove the entities of these volumes."""

    def near(
        self, collection: str, vector: Vectors, k: int, volumes: Collection[int] | None, without: Collection[int]
    ) -> Scored:
        """The `k` entities whose vectors have the highest product with `vector`."""

    def sharing(
        self, collection: str, words: Words, k: int, volumes: Collection[int] | None, without: Collection[int]
    ) -> Scored:
        """The `k` entities whose words have the highest product with `words`, those with none left out."""

    def vectors(self, collection: str, ids: Sequence[str]) -> dict[str, Vectors]:
        """The vectors of these entities, those that it has."""


class Places:
    """Rows of an index ↔ ids of its entities."""

    def __init__(self, library: Library, published: Published) -> None:
        """Raises IndexMismatchError when a document was never put into the engine."""
        missing = [key for key in library.documents if key not in published.volumes]
        if missing:
            raise IndexMismatchError(f"The document {missing[0]!r} is not in {published.store}; {MEND}")
        self._map = library.map
        self._numbers = [int(published.volumes[key].number, 16) for key in library.documents]
        self._documents = {number: place for place, number in enumerate(self._numbers)}

    def __len__(self) -> int:
        return len(self._map)

    def volumes(self, allowed: Allowed) -> list[int]:
        """The volumes that these rows belong to."""
        return [self._numbers[place] for place in np.unique(self._map.places(rows_of(allowed))[0])]

    def ids(self, rows: Rows) -> list[str]:
        """The ids of these rows."""
        places, offsets = self._map.places(rows)
        return [entity_id(self._numbers[p], o) for p, o in zip(places.tolist(), offsets.tolist(), strict=True)]

    def rows(self, ids: Sequence[str]) -> Rows:
        """The rows of these ids, all of volumes that are known."""
        parsed = [parts(found) for found in ids]
        return np.array([self._map.first(self._documents[v]) + offset for v, offset in parsed], dtype=np.int64)

    def unknown(self, ids: Sequence[str]) -> set[int]:
        """Volumes of these ids that the index does not have: of documents since removed, or added meanwhile."""
        return {volume for volume, _ in map(parts, ids) if volume not in self._documents}


class EngineSearcher:
    """What both searchers have in common: an engine asked about the entities of one index."""

    def __init__(self, engine: Engine, collection: str, places: Places) -> None:
        self._engine, self._collection, self._places = engine, collection, places

    def __len__(self) -> int:
        return len(self._places)

    def _best(self, found: Scored, k: int) -> tuple[Rows, Scores]:
        rows = self._places.rows([entity for entity, _ in found])
        scores = np.array([score for _, score in found], dtype=np.float32)
        order = np.lexsort((rows, -scores))[:k]
        return rows[order], scores[order]


class EngineVectors(EngineSearcher):
    """The vectors of an index in an engine. Thread-safe."""

    def rows(self, rows: Rows) -> Vectors:
        """The stored vectors of `rows`, in that order: shape (len(rows), dimension). Raises IndexDamagedError."""
        ids = self._places.ids(rows)
        found = self._engine.vectors(self._collection, ids) if ids else {}
        if missing := [entity for entity in ids if entity not in found]:
            raise IndexDamagedError(f"{self._engine.name} has lost the passage {missing[0]} of the index; {MEND}")
        return np.array([found[entity] for entity in ids], dtype=np.float32)

    def search(self, vector: Vectors, k: int, allowed: Allowed | None = None) -> tuple[Rows, Scores]:
        """See `MeaningSearcher.search`; as exact as the engine's own index."""
        volumes = None if allowed is None else self._places.volumes(allowed)
        without: set[int] = set()
        while volumes != [] and k > 0:
            found = self._engine.near(self._collection, vector, k + _SPARE, volumes, without)
            others = self._places.unknown([entity for entity, _ in found])
            if not others:
                return self._best(found, k)
            without |= others
        return self._best([], k)


class EngineKeywords(EngineSearcher):
    """BM25 over an index in an engine. Thread-safe."""

    def __init__(self, engine: Engine, collection: str, places: Places, counted: KeywordIndex) -> None:
        """`counted` knows how often words stand in the index."""
        super().__init__(engine, collection, places)
        self._counted = counted
        self.rarity, self.correction = counted.rarity, counted.correction

    def __contains__(self, term: str) -> bool:
        return term in self._counted

    def search(self, weights: Mapping[str, float], k: int, allowed: Allowed | None = None) -> tuple[Rows, Scores]:
        """See `WordSearcher.search`."""
        volumes = None if allowed is None else self._places.volumes(allowed)
        words: dict[int, float] = {}
        for term, weight in weights.items():
            if worth := float(np.float32(weight * self.rarity(term))):
                words[dimension(term)] = words.get(dimension(term), 0.0) + worth
        without: set[int] = set()
        while words and volumes != [] and k > 0:
            found = self._engine.sharing(self._collection, words, k + _SPARE, volumes, without)
            others = self._places.unknown([entity for entity, _ in found])
            if not others:
                return self._best(found, k)
            without |= others
        return self._best([], k)


def engine_searchers(
    engine: Engine, manifest: IndexManifest, library: Library, counted: KeywordIndex
) -> tuple[EngineVectors, EngineKeywords]:
    """The searchers of an index that was put into `engine`.

    Raises IndexMismatchError when it never was, IndexDamagedError when the engine has not all of it.
    """
    published = manifest.published
    if published is None or published.store != engine.name:
        raise IndexMismatchError(f"The index has not been put into {engine.name}; {MEND}")
    places = Places(library, published)
    size = engine.size(published.collection)
    if size is None or size < len(places):
        found = "no such collection" if size is None else f"{size} of {len(places)} passages"
        raise IndexDamagedError(f"{engine.name} has {found} in {published.collection!r}; {MEND}")
    collection = published.collection
    return EngineVectors(engine, collection, places), EngineKeywords(engine, collection, places, counted)


def entity_id(volume: int, offset: int) -> str:
    """What an engine calls the passage of a volume with this place in it, counted from 0."""
    return f"{volume:016x}-{offset}"


def parts(entity: str) -> tuple[int, int]:
    """Volume and place that an id is made of."""
    volume, _, offset = entity.partition("-")
    return int(volume, 16), int(offset)


def dimension(term: str) -> int:
    """The dimension of a word, the same for ever: of a hundred thousand words some two share theirs."""
    return 1 + int.from_bytes(blake2b(term.encode(), digest_size=4).digest()) % (2**32 - 3)


def weighed(terms: Sequence[str], mean: float) -> Words:
    """What each word of a passage counts for in BM25, its rarity left to the question; `mean` words a passage."""
    norm = np.float32(K1 * (1 - B + B * len(terms) / mean))
    words: dict[int, float] = {}
    for term in dict.fromkeys(terms):
        times = np.float32(terms.count(term))
        words[dimension(term)] = words.get(dimension(term), 0.0) + float(times / (times + norm))
    return words or NO_WORDS
