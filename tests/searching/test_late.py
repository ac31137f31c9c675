"""Token vectors are compared as ColBERT compares them, and open whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mandate_qa.backends.token_vectors import Tokens, in_eight_bits
from mandate_qa.errors import IndexDamagedError, IndexMismatchError
from mandate_qa.searching.late import (
    FILES,
    TokenFile,
    TokenIndex,
    for_words,
    inverse_document_frequency,
    passages_holding,
    shapes,
    whole_words,
)
from mandate_qa.searching.manifest import describe_files
from mandate_qa.searching.rows import RowMap, Span
from mandate_qa.searching.store import Index

MakeIndex = Callable[..., Path]

EAST, NORTH, WEST = (1.0, 0.0), (0.0, 1.0), (-1.0, 0.0)
BETWEEN = (0.6, 0.8)


def passage(*vectors: tuple[float, float], pieces: list[int] | None = None) -> Tokens:
    """A passage of these token vectors."""
    numbers = np.array(pieces or range(len(vectors)), dtype=np.int32)
    return Tokens(numbers, in_eight_bits(np.array(vectors, dtype=np.float32).reshape(-1, 2)))


def rows(*vectors: tuple[float, float]) -> np.ndarray:
    """The unit rows of a question."""
    return np.array(vectors, dtype=np.float32).reshape(-1, 2)


def weights(*numbers: float) -> np.ndarray:
    """What a question's pieces count for."""
    return np.array(numbers, dtype=np.float32)


PASSAGES = [passage(EAST, NORTH), passage(WEST), passage(BETWEEN, WEST, WEST), passage()]


@pytest.fixture
def file() -> TokenFile:
    return TokenFile.build(PASSAGES, vocabulary=5)


@pytest.fixture
def tokens(file: TokenFile) -> TokenIndex:
    return whole(file)


def whole(file: TokenFile) -> TokenIndex:
    """An index of one segment."""
    return TokenIndex([file], RowMap([Span(0, 0, len(file))], [len(file)]))


@pytest.mark.parametrize(
    ("question", "counting", "expected"),
    [
        ([EAST], [1], [1, -1, 0.6, 0]),
        ([EAST, NORTH], [1, 1], [1, -0.5, 0.7, 0]),
        ([EAST, NORTH], [3, 1], [1, -0.75, 0.65, 0]),
        ([EAST, NORTH], [0, 2], [1, 0, 0.8, 0]),
    ],
)
def test_every_piece_takes_its_nearest_and_counts_by_its_weight(
    tokens: TokenIndex, question: list, counting: list[float], expected: list[float]
) -> None:
    found = tokens.similarity(rows(*question), weights(*counting), np.arange(4))
    assert found == pytest.approx(expected, abs=0.01)


def test_scores_come_in_the_order_of_the_rows_asked_for(tokens: TokenIndex) -> None:
    found = tokens.similarity(rows(EAST), weights(1), np.array([3, 2, 0, 2]))
    assert found == pytest.approx([0, 0.6, 1, 0.6], abs=0.01)


@pytest.mark.parametrize(("question", "counting"), [([], []), ([EAST], [0])])
def test_a_question_of_nothing_that_counts_is_near_nothing(
    tokens: TokenIndex, question: list, counting: list[float]
) -> None:
    assert tokens.similarity(rows(*question), weights(*counting), np.arange(4)).tolist() == [0] * 4


def test_no_rows_and_rows_without_pieces_give_no_score(tokens: TokenIndex) -> None:
    assert tokens.similarity(rows(EAST), weights(1), np.array([], dtype=np.int64)).shape == (0,)
    assert tokens.similarity(rows(EAST), weights(1), np.array([3, 3])).tolist() == [0, 0]


def test_it_gives_what_comparing_passage_by_passage_gives() -> None:
    random = np.random.default_rng(3)
    units = [unit(random.normal(size=(size, 2))) for size in (4, 1, 0, 300, 700, 2, 0, 511, 1, 3, 0)]
    index = whole(TokenFile.build([passage(*found) for found in units], vocabulary=1000))
    question, counting = unit(random.normal(size=(3, 2))), weights(2, 0.5, 1)
    expected = [(counting @ (question @ found.T).max(axis=1)) / 3.5 if len(found) else 0 for found in units]
    assert index.similarity(question, counting, np.arange(11)) == pytest.approx(expected, abs=0.01)


def test_a_rare_piece_says_more_than_a_common_one_however_often_it_is_repeated() -> None:
    passages = [passage(EAST, EAST, pieces=[1, 1]), passage(EAST, NORTH, pieces=[1, 2]), passage(EAST, pieces=[1])]
    found = inverse_document_frequency(passages_holding(passages, vocabulary=4), len(passages))
    assert found == pytest.approx(np.log([1 + 3.5 / 0.5, 1 + 0.5 / 3.5, 1 + 2.5 / 1.5, 1 + 3.5 / 0.5]))


def test_words_that_only_shape_a_question_count_for_a_tenth(tokens: TokenIndex) -> None:
    question = Tokens(np.array([4, 4, 4], dtype=np.int32), rows(EAST, EAST, EAST), ("target", "the", "?"))
    whole, *light = tokens.weights(question)
    assert light == pytest.approx([whole / 10] * 2)


@pytest.mark.parametrize("word", ["the", "What", "?", "tell", "£", ""])
def test_what_shapes_a_question(word: str) -> None:
    assert shapes(word)


@pytest.mark.parametrize("word", ["target", "not", "must", "95", "2021", "Annex"])
def test_what_says_something(word: str) -> None:
    assert not shapes(word)


def test_segments_are_compared_as_one_and_dead_passages_say_nothing(tokens: TokenIndex) -> None:
    dead = passage(EAST, EAST, pieces=[4, 3])
    files = [TokenFile.build([PASSAGES[2], dead, PASSAGES[0]], 5), TokenFile.build([PASSAGES[1], PASSAGES[3]], 5)]
    split = TokenIndex(files, RowMap([Span(0, 2, 1), Span(1, 0, 1), Span(0, 0, 1), Span(1, 1, 1)], [3, 2]))
    asked = Tokens(np.array([0, 1, 4], dtype=np.int32), rows(EAST, NORTH, WEST), ("target", "budget", "beds"))
    assert split.weights(asked).tolist() == tokens.weights(asked).tolist()
    question = asked.vectors, tokens.weights(asked), np.array([3, 0, 2, 1])
    assert split.similarity(*question).tolist() == tokens.similarity(*question).tolist()
    assert split.tokens(2).vectors.tolist() == PASSAGES[2].vectors.tolist()


def test_pieces_that_stand_together_are_one_word_and_shaping_words_are_none() -> None:
    pieces = ("what", "of", "app", "ts", "off", "-", "site", "?", "appts")
    asked = Tokens(np.arange(9, dtype=np.int32), np.zeros((9, 2), dtype=np.float32), pieces)
    assert whole_words(asked, "what of  appts off-site? appts") == {"site": [6], "appts": [2, 3]}


def test_a_word_is_as_near_as_its_pieces_are_on_average(tokens: TokenIndex) -> None:
    nearest = tokens.nearest(rows(EAST, NORTH, WEST), np.arange(4))
    found = for_words(nearest, [[0, 1], [1, 2]])
    assert found[3].tolist() == [0, 0]
    assert found[0] == pytest.approx([1.0, 0.5], abs=0.02)
    assert for_words(nearest, []).shape == (4, 0)


def test_what_was_saved_is_opened_mapped_into_memory(file: TokenFile, tmp_path: Path) -> None:
    file.save(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(FILES)
    opened = TokenFile.open(tmp_path)
    assert isinstance(opened._vectors.base, np.memmap)
    assert (len(opened), opened.dimension) == (4, 2)
    for row, given in enumerate(PASSAGES):
        assert opened.tokens(row).pieces.tolist() == given.pieces.tolist()
        assert opened.tokens(row).vectors.tolist() == given.vectors.tolist()
    asked = rows(EAST, NORTH), np.arange(4)
    assert opened.nearest(*asked).tolist() == file.nearest(*asked).tolist()


@pytest.mark.parametrize("name", FILES)
def test_files_that_cannot_be_read_are_refused(file: TokenFile, tmp_path: Path, name: str) -> None:
    file.save(tmp_path)
    (tmp_path / name).write_bytes(b"")
    with pytest.raises(IndexDamagedError, match=r"token files in .* cannot be read; run: mandate-qa index"):
        TokenFile.open(tmp_path)


@pytest.mark.parametrize("name", FILES[:3])
def test_files_that_disagree_are_refused(file: TokenFile, tmp_path: Path, name: str) -> None:
    file.save(tmp_path)
    np.save(tmp_path / name, np.load(tmp_path / name)[:-2])
    with pytest.raises(IndexDamagedError, match=r"token vectors, .* word pieces .*; run: mandate-qa index"):
        TokenFile.open(tmp_path)


class TestInsideAnIndex:
    def test_without_its_files_an_index_has_no_tokens(self, index: Index) -> None:
        assert index.tokens is None
        assert not set(FILES) & set(index.manifest.segments[0].files)

    def test_its_files_are_listed_and_checked(self, make_index: MakeIndex) -> None:
        home = make_index(tokens=tokens_of(5))
        index = Index.open(home)
        assert index.tokens is not None
        assert set(FILES) <= set(index.manifest.segments[0].files)
        folder = home / index.manifest.segments[0].folder
        for name in FILES:
            content = (folder / name).read_bytes()
            (folder / name).unlink()
            with pytest.raises(IndexDamagedError, match=f"{name} is missing .* run: mandate-qa index"):
                Index.open(home)
            (folder / name).write_bytes(content)

    def test_as_many_passages_are_needed_as_everywhere_else(self, make_index: MakeIndex) -> None:
        with pytest.raises(IndexDamagedError, match=r"should hold 5 passages and has .* 4 token rows; run: mandate-qa"):
            Index.open(make_index(tokens=tokens_of(4)))

    def test_vectors_of_another_length_are_refused(self, make_index: MakeIndex) -> None:
        with pytest.raises(IndexMismatchError, match="have 8 numbers instead of 256; run: mandate-qa index"):
            Index.open(make_index(tokens=tokens_of(5, dimension=8)))

    def test_an_open_index_goes_on_comparing_when_its_build_is_replaced(self, make_index: MakeIndex) -> None:
        home = make_index(tokens=tokens_of(5))
        old = Index.open(home)
        make_index(home=home)
        assert not (home / old.manifest.segments[0].folder).exists()
        assert old.tokens is not None
        assert old.tokens.similarity(np.eye(256, dtype=np.float32)[:1], weights(1), np.arange(5)) == pytest.approx(1)

    def test_the_manifest_vouches_for_what_is_written(self, make_index: MakeIndex) -> None:
        home = make_index(tokens=tokens_of(5))
        written: dict[str, Any] = json.loads((home / "manifest.json").read_text())["segments"][0]["files"]
        folder = home / Index.open(home).manifest.segments[0].folder
        assert {name: record.sha256 for name, record in describe_files(folder, FILES).items()} == {
            name: written[name]["sha256"] for name in FILES
        }


def tokens_of(passages: int, dimension: int = 256) -> TokenFile:
    """So many passages of one piece, all with the same vector."""
    vector = in_eight_bits(np.eye(dimension, dtype=np.float32)[:1])
    return TokenFile.build([Tokens(np.array([0], dtype=np.int32), vector)] * passages, vocabulary=1)


def unit(vectors: np.ndarray) -> np.ndarray:
    """Rows of length one."""
    return (vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)).astype(np.float32)
