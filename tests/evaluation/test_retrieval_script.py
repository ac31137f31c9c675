"""`eval/retrieval.py` over a tiny collection, its figures worked out by hand."""

from __future__ import annotations

import importlib.util
import json
import math
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from mandate_qa.errors import UsageError

SCRIPT = Path(__file__).parents[2] / "eval" / "retrieval.py"
SECOND = 1 / math.log2(3)
"""What a record of score 1 counts for in the second place; 1 in the first, 1/2 in the third."""

CORPUS = [
    {"_id": "doc/1#x", "title": "Zebras", "text": "A zebra eats grass on the plain."},
    {"_id": "walrus 2", "title": "Walruses", "text": "A walrus weighs a tonne."},
    {"_id": "lion", "title": "", "text": "A lion sleeps."},
    {"_id": "anchor", "title": "Anchors", "text": "An anchor weighs five kilograms and an anchor weighs down a boat."},
    *({"_id": f"f{n}", "title": f"Stone {n}", "text": f"Stone {n} lies by the river."} for n in range(20)),
]
QUERIES = [
    {"_id": "q1", "text": "which zebra eats grass"},
    {"_id": "q2", "text": "does the lion sleep"},
    {"_id": "q3", "turns": ["tell me of the walrus, the big walrus", "what does it weigh"]},
    {"_id": "unjudged", "text": "who owns the boat"},
]
QRELS = [("q1", "doc/1#x", 1), ("q2", "lion", 1), ("q2", "f3", 1), ("q3", "walrus 2", 2), ("q3", "anchor", 0)]


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("retrieval_script", SCRIPT)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def jsonl(file: Path, items: Sequence[Any]) -> Path:
    file.write_text("".join(f"{json.dumps(item)}\n" for item in items), "utf-8")
    return file


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The three files, the queries beside the corpus as BEIR has them."""
    monkeypatch.setenv("MANDATE_QA_EMBEDDER", "hashing")
    qrels = tmp_path / "qrels.tsv"
    lines = ["query-id\tcorpus-id\tscore", *("\t".join(map(str, line)) for line in QRELS)]
    qrels.write_text("\n".join(lines) + "\n", "utf-8")
    made = [jsonl(tmp_path / "corpus.jsonl", CORPUS), jsonl(tmp_path / "queries.jsonl", QUERIES), qrels]
    return [str(file) for file in made]


def figures_of(out: str) -> dict[str, list[float]]:
    """recall@5, recall@10, nDCG@5 and nDCG@10 by searcher, out of the printed table."""
    parted = [line.split() for line in out.splitlines()[1:]]
    return {" ".join(line[:-5]): [float(cell) for cell in line[-5:-1]] for line in parted}


def test_the_table_gives_what_can_be_worked_out_by_hand(
    script: ModuleType, files: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert script.main(files) == 0
    out, err = capsys.readouterr()
    assert out.startswith("3 queries ")  # nothing is known of the fourth
    assert out.splitlines()[0].split()[2:] == ["recall@5", "recall@10", "nDCG@5", "nDCG@10", "median", "ms"]
    assert "24 records, " in err
    assert "0 lines left out, 0 relevant records not there" in err
    # q2: the lion first, and no word of f3 is asked for. q3: all turns name the walrus; the last one alone weighs the
    # anchor, which says it twice, before it.
    half = 1 / (1 + SECOND)
    together, apart = (1 + half + 1) / 3, (1 + half + SECOND) / 3
    rows = figures_of(out)
    assert rows["BM25 alone"] == pytest.approx([2.5 / 3, 2.5 / 3, together, together], abs=0.0006)
    assert rows["BM25 alone, last turn alone"] == pytest.approx([2.5 / 3, 2.5 / 3, apart, apart], abs=0.0006)
    assert list(rows) == ["mandate-qa", "BM25 alone", "BM25 alone, last turn alone"]


def test_ours_is_asked_with_the_turns_before(script: ModuleType) -> None:
    class Remembering:
        calls: list[Any] = []  # noqa: RUF012

        def search(self, question: str, **given: Any) -> tuple[()]:
            self.calls.append((question, given["history"]))
            return ()

    script.our_search(Remembering(), {})(["which walrus?", "the big one", "what does it weigh"])
    before = [{"role": "user", "content": "which walrus?"}, {"role": "user", "content": "the big one"}]
    assert Remembering.calls == [("what does it weigh", before)]


def test_ours_finds_what_has_all_the_words(
    script: ModuleType, files: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "qrels.tsv").write_text("q1\tdoc/1#x\t1\nq2\tlion\t1\n", "utf-8")  # without a header
    assert script.main([*files, "--folder", str(tmp_path / "kept")]) == 0
    assert figures_of(capsys.readouterr().out)["mandate-qa"] == [1, 1, 1, 1]
    assert (tmp_path / "kept" / "index" / "manifest.json").exists()


class TestFigures:
    def test_scores_and_ranks_count(self, script: ModuleType) -> None:
        told = script.figures(["x", "a", "x", "c", "a", "b"], {"a": 2, "b": 1, "c": 1})  # ranks: x a c b
        best = 2 + SECOND + 1 / 2
        assert told["recall@5"] == 1
        assert told["nDCG@5"] == pytest.approx((2 * SECOND + 1 / 2 + 1 / math.log2(5)) / best)

    def test_what_stands_below_does_not_count(self, script: ModuleType) -> None:
        told = script.figures(["v", "w", "x", "y", "z", "a"], {"a": 1, "b": 1})
        assert (told["recall@5"], told["nDCG@5"]) == (0, 0)
        assert told["recall@10"] == 0.5
        assert told["nDCG@10"] == pytest.approx(1 / math.log2(7) / (1 + SECOND))

    def test_the_best_possible_is_no_longer_than_the_depth(self, script: ModuleType) -> None:
        wanted = {f"r{n}": 1 for n in range(8)}
        told = script.figures(list(wanted), wanted)
        assert (told["recall@5"], told["nDCG@5"], told["recall@10"], told["nDCG@10"]) == (5 / 8, 1, 1, 1)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("queries.jsonl", '{"_id": "q1", "turns": []}\n', "queries.jsonl, line 1, is no query"),
        ("queries.jsonl", '{"_id": "elsewhere", "text": "x"}\n', "None of the queries"),
        ("qrels.tsv", "query-id\tcorpus-id\tscore\nq1 lion 1\n", "qrels.tsv, line 2, is not query-id"),
    ],
)
def test_a_file_of_another_form_is_told_in_a_sentence(
    script: ModuleType,
    files: list[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    name: str,
    content: str,
    sentence: str,
) -> None:
    (tmp_path / name).write_text(content, "utf-8")
    assert script.main(files) == 1
    assert sentence in capsys.readouterr().err


def test_a_file_that_is_not_there(script: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="give the path"):
        script.read_qrels(tmp_path / "none.tsv")
