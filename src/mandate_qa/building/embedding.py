"""Passages → vectors: only words that the index does not hold already are embedded.

Knows when a vector may be taken over. How words become vectors is for `backends`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from mandate_qa.backends.embedders import Embedder, Vectors, embedder_fingerprint
from mandate_qa.backends.token_vectors import TokenEncoder, Tokens
from mandate_qa.building.planning import Plan
from mandate_qa.errors import SearchIndexError
from mandate_qa.reading.seeds import Source
from mandate_qa.searching.late import TokenFile
from mandate_qa.searching.store import Index
from mandate_qa.types import Passage, Progress


@dataclass(frozen=True, slots=True)
class Embedded:
    """Passages as vectors, in row order."""

    vectors: Vectors
    """Shape (passages, dimension)."""
    tokens: TokenFile | None
    """None where the encoder gives no vectors of tokens, or none are wanted."""
    reused: int
    """Passages that were taken over from the index that is replaced."""


@contextmanager
def vectors_before(home: Path, plan: Plan, left: Sequence[Source]) -> Iterator[Index | None]:
    """The part of the index in force whose vectors may be taken over for what is `left` to read; None for none."""
    known = plan.previous.documents if plan.previous else {}
    changed = [source.seed.key for source in left if source.seed.key in known] if plan.kept else list(known)
    part = None
    if plan.previous and left and changed:
        try:  # built anew so as to mend what is damaged, every file is read
            part = Index.of(home, plan.previous.part(changed), thorough=not plan.kept)
        except (
            SearchIndexError
        ):  # damaged where it is read; what else it holds is opened, and complained of, by readers
            part = None
    try:
        yield part
    finally:
        if part:
            part.library.close()


def embed(
    passages: Sequence[Passage],
    encoder: Embedder,
    previous: Index | None,
    with_tokens: bool = True,
    progress: Progress | None = None,
) -> Embedded:
    """`passages` as vectors, with those of their tokens where they are wanted and `encoder` has them.

    Only passages whose words `previous` does not hold in the same document are embedded, when it was built with the
    same embedder.
    """
    speller = encoder if isinstance(encoder, TokenEncoder) and with_tokens else None
    documents = dict.fromkeys(passage.document for passage in passages)
    rows = known_rows(previous, documents, encoder.name, with_tokens=speller is not None)
    taken = {place: rows[p.search_text] for place, p in enumerate(passages) if p.search_text in rows}
    new = [place for place in range(len(passages)) if place not in taken]
    vectors = np.zeros((len(passages), encoder.dimension), dtype=np.float32)
    tokens: dict[int, Tokens] = {}
    if speller:
        vectors[new], spelt = encoded([passages[place] for place in new], speller, progress)
        tokens |= zip(new, spelt, strict=True)
    else:
        vectors[new] = encoder.embed_documents([passages[place].search_text for place in new], progress)
    if previous and taken:
        vectors[list(taken)] = previous.vectors.rows(np.array(list(taken.values())))
        tokens |= {place: previous.tokens.tokens(row) for place, row in taken.items() if previous.tokens}
    file = TokenFile.build([tokens[n] for n in range(len(passages))], speller.vocabulary) if speller else None
    return Embedded(vectors, file, len(taken))


def encoded(
    passages: Sequence[Passage], encoder: TokenEncoder, progress: Progress | None
) -> tuple[Vectors, list[Tokens]]:
    """Vectors of `passages`, and the tokens of their own words: what is common to a heading tells none apart."""
    texts = [passage.search_text for passage in passages]
    headings = [len(text) - len(passage.text) for text, passage in zip(texts, passages, strict=True)]
    return encoder.encode_documents(texts, headings, progress)


def known_rows(previous: Index | None, documents: Iterable[str], name: str, with_tokens: bool) -> dict[str, int]:
    """Words searched → row of the previous index, where what it holds is what embedding them again would give."""
    fingerprint = embedder_fingerprint(name)
    if previous is None or previous.manifest.embedder_fingerprint != fingerprint or not fingerprint:
        return {}
    if with_tokens and previous.tokens is None:
        return {}
    known = previous.rows(key for key in documents if key in previous.library.documents)
    return {previous.library.passage(row).search_text: row for row in known.tolist()}
