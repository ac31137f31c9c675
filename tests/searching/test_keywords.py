from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from bm25s import BM25

from mandate_qa.errors import IndexDamagedError
from mandate_qa.searching.keywords import KeywordIndex, Postings
from mandate_qa.searching.rows import RowMap, Span

ROWS = [
    ["elect", "recoveri", "target", "95%"],
    ["budget", "target", "target"],
    [],
    ["staff", "train", "budget", "nhs", "nhs", "long", "row"],
    ["elect", "recoveri", "target", "95%"],
]


@pytest.fixture
def index() -> KeywordIndex:
    return index_of(ROWS)


def index_of(rows: list[list[str]]) -> KeywordIndex:
    """An index of one segment."""
    return KeywordIndex([Postings.build(rows)], RowMap([Span(0, 0, len(rows))], [len(rows)]))


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


def test_segments_are_scored_as_one_to_the_last_bit_and_dead_rows_count_for_nothing(index: KeywordIndex) -> None:
    dead = ["elect", "elect", "nhs", "other"]
    segments = [Postings.build([ROWS[2], ROWS[3], dead, ROWS[0]]), Postings.build([ROWS[4], ROWS[1]])]
    split = KeywordIndex(segments, RowMap([Span(0, 3, 1), Span(1, 1, 1), Span(0, 0, 2), Span(1, 0, 1)], [4, 2]))
    asked = {"elect": 1, "nhs": 0.4, "target": 1, "budget": 1}
    assert split.scores(asked).tolist() == index.scores(asked).tolist()
    assert [found.tolist() for found in split.search(asked, 2)] == [found.tolist() for found in index.search(asked, 2)]
    assert split.search({"elect": 1, "other": 1}, 9)[0].tolist() == [0, 4]
    assert split.search(asked, 9, np.array([1, 3]))[0].tolist() == index.search(asked, 9, np.array([1, 3]))[0].tolist()
    for words in (("elect",), ("nhs", "budget"), ("elect", "nhs"), ("other",)):
        assert split.rarity(*words) == index.rarity(*words)


def test_many_rows_give_what_a_full_sort_gives() -> None:
    random = np.random.default_rng(5)
    index = index_of([[f"w{n}" for n in random.integers(0, 30, size=12)] for _ in range(800)])
    scores = index.scores({"w1": 1, "w2": 1})
    assert index.search({"w1": 1, "w2": 1}, 40)[0].tolist() == np.argsort(-scores, kind="stable")[:40].tolist()


def test_every_row_counts_even_without_a_word(index: KeywordIndex) -> None:
    assert len(index) == len(ROWS)


def test_an_index_without_any_word_finds_nothing() -> None:
    index = index_of([[], []])
    assert len(index) == 2
    assert index.search({"word": 1}, 5)[0].tolist() == []


def test_the_same_words_give_the_same_files(tmp_path: Path) -> None:
    Postings.build(ROWS).save(tmp_path / "one")
    Postings.build(ROWS).save(tmp_path / "two")
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_what_was_saved_is_what_is_opened(tmp_path: Path, index: KeywordIndex) -> None:
    Postings.build(ROWS).save(tmp_path / "words")
    opened = KeywordIndex([Postings.open(tmp_path / "words")], RowMap([Span(0, 0, len(ROWS))], [len(ROWS)]))
    asked = {"target": 1, "nhs": 1, "95%": 0.5}
    assert opened.scores(asked).tolist() == index.scores(asked).tolist()


@pytest.mark.parametrize("name", ["starts.npy", "rows.npy", "counts.npy"])
def test_files_that_do_not_belong_together_are_refused(tmp_path: Path, name: str) -> None:
    Postings.build(ROWS).save(tmp_path / "words")
    path = tmp_path / "words" / name
    np.save(path, np.load(path)[:-1])
    with pytest.raises(IndexDamagedError, match="do not belong together; run: mandate-qa index"):
        Postings.open(tmp_path / "words")


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    Postings.build(ROWS).save(tmp_path / "words")
    (tmp_path / "words" / "words.txt").unlink()
    with pytest.raises(IndexDamagedError, match="holds no keywords that can be read"):
        Postings.open(tmp_path / "words")
