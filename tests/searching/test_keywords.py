from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from bm25s import BM25

from mandate_qa.errors import IndexDamagedError
from mandate_qa.searching.keywords import KeywordIndex, build_keywords

ROWS = [
    ["elect", "recoveri", "target", "95%"],
    ["budget", "target", "target"],
    [],
    ["staff", "train", "budget", "nhs", "nhs", "long", "row"],
    ["elect", "recoveri", "target", "95%"],
]


@pytest.fixture
def index(tmp_path: Path) -> KeywordIndex:
    build_keywords(ROWS, tmp_path)
    return KeywordIndex.open(tmp_path)


def test_scores_are_those_of_bm25s(index: KeywordIndex) -> None:
    reference = BM25(method="lucene")
    reference.index(ROWS, show_progress=False)
    for words in (["target"], ["budget", "nhs"], ["elect", "recoveri", "95%"]):
        assert np.allclose(index.scores(dict.fromkeys(words, 1.0)), reference.get_scores(words), atol=1e-6)


def test_the_best_rows_come_first_and_equal_ones_by_row(index: KeywordIndex) -> None:
    rows, scores = index.search({"elect": 1, "target": 1}, 10)
    assert rows.tolist() == [0, 4, 1]
    assert scores[0] == scores[1] > scores[2] > 0


def test_a_row_without_the_words_is_never_found(index: KeywordIndex) -> None:
    assert index.search({"staff": 1}, 10)[0].tolist() == [3]
    assert index.search({"unheard": 1}, 10)[0].tolist() == []
    assert index.search({}, 10)[0].tolist() == []


def test_a_weight_counts(index: KeywordIndex) -> None:
    assert index.search({"budget": 1, "staff": 0.1}, 1)[0].tolist() == [1]
    assert index.search({"budget": 0.1, "staff": 1}, 1)[0].tolist() == [3]
    assert np.allclose(index.scores({"target": 0.25}), index.scores({"target": 1}) / 4)


def test_a_limited_search_keeps_to_its_rows_and_their_scores(index: KeywordIndex) -> None:
    whole = index.scores({"target": 1, "budget": 1})
    rows, scores = index.search({"target": 1, "budget": 1}, 10, np.array([2, 3, 4]))
    assert rows.tolist() == [3, 4]
    assert np.array_equal(scores, whole[[3, 4]])


def test_only_so_many_are_given_with_ties_cut_by_row(index: KeywordIndex) -> None:
    assert index.search({"elect": 1}, 1)[0].tolist() == [0]


def test_many_rows_give_what_a_full_sort_gives(tmp_path: Path) -> None:
    random = np.random.default_rng(5)
    build_keywords([[f"w{n}" for n in random.integers(0, 30, size=12)] for _ in range(800)], tmp_path)
    index = KeywordIndex.open(tmp_path)
    scores = index.scores({"w1": 1, "w2": 1})
    assert index.search({"w1": 1, "w2": 1}, 40)[0].tolist() == np.argsort(-scores, kind="stable")[:40].tolist()


def test_every_row_counts_even_without_a_word(index: KeywordIndex) -> None:
    assert len(index) == len(ROWS)


def test_an_index_without_any_word_finds_nothing(tmp_path: Path) -> None:
    build_keywords([[], []], tmp_path)
    index = KeywordIndex.open(tmp_path)
    assert len(index) == 2
    assert index.search({"word": 1}, 5)[0].tolist() == []


def test_the_same_words_give_the_same_files(tmp_path: Path) -> None:
    build_keywords(ROWS, tmp_path / "one")
    build_keywords(ROWS, tmp_path / "two")
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_no_corpus_is_saved_that_could_shift_the_rows(tmp_path: Path) -> None:
    build_keywords(ROWS, tmp_path)
    assert not list(tmp_path.glob("corpus*"))


def test_files_that_do_not_belong_together_are_refused(tmp_path: Path) -> None:
    build_keywords(ROWS, tmp_path)
    scores = np.load(tmp_path / "data.csc.index.npy")
    np.save(tmp_path / "data.csc.index.npy", scores[:-1])
    with pytest.raises(IndexDamagedError, match="do not belong together; run: mandate-qa index"):
        KeywordIndex.open(tmp_path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    build_keywords(ROWS, tmp_path)
    (tmp_path / "vocab.index.json").unlink()
    with pytest.raises(IndexDamagedError, match="holds no keywords that can be read"):
        KeywordIndex.open(tmp_path)
