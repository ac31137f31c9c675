"""How well records are found in any collection in BEIR's form: `python eval/retrieval.py CORPUS QUERIES QRELS`.

Knows the three files, the figures and what is asked of each searcher. What the figures mean is in `eval/README.md`.
Nothing is answered here; `mandate-qa eval` grades answers.
"""

from __future__ import annotations

import argparse
import json
import math
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, median
from tempfile import TemporaryDirectory
from time import perf_counter

from mandate_qa import Assistant, MandateQAError, Settings, build_index
from mandate_qa.cli.progress import ProgressBar
from mandate_qa.errors import UsageError
from mandate_qa.evaluation.baseline import SPLITTINGS
from mandate_qa.evaluation.plain_pipeline import build, load
from mandate_qa.files import sha256
from mandate_qa.reading.jsonl_names import record_id
from mandate_qa.reading.jsonl_records import Record, read_records
from mandate_qa.searching.store import Index
from mandate_qa.searching.tokens import terms

DEPTHS = (5, 10)
PASSAGES = 100
"""Passages a searcher is asked for: enough for ten records where one record gives several."""

Relevant = Mapping[str, float]
"""Id of a record → how relevant it is, above 0."""
Search = Callable[[Sequence[str]], Sequence[str]]
"""The turns of a conversation, the question last → ids of records, best first, repeats allowed."""


@dataclass(frozen=True, slots=True)
class Row:
    """What one searcher came to."""

    name: str
    figures: Mapping[str, float]
    """Each a mean over the queries, 0 to 1, by name such as "nDCG@10"."""
    milliseconds: float
    """Median of a query."""


@dataclass(frozen=True, slots=True)
class Query:
    """A question with the user's turns before it, and what should be found."""

    id: str
    turns: tuple[str, ...]
    relevant: Relevant


def main(argv: Sequence[str] | None = None) -> int:
    """Index, ask and print the table; gives back the exit code."""
    given = arguments(argv)
    try:
        queries = read_queries(given.queries, read_qrels(given.qrels))
        with TemporaryDirectory() as temporary:
            rows = compared(given.corpus, queries, given.folder or Path(temporary), given.plain)
    except MandateQAError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(table(rows, len(queries)))
    return 0


def arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    """What was typed."""
    parser = argparse.ArgumentParser(description="measure how well records are found")
    parser.add_argument("corpus", type=Path, help='JSONL of {"_id": …, "title": …, "text": …}')
    parser.add_argument("queries", type=Path, help='JSONL of {"_id": …, "text": …} or {"_id": …, "turns": [… , …]}')
    parser.add_argument("qrels", type=Path, help="lines of query-id, corpus-id and score, parted by tabs")
    parser.add_argument("--folder", type=Path, help="keep the indexes here for the next run")
    parser.add_argument("--plain", action="store_true", help="measure the plain LlamaIndex pipeline too, which is slow")
    return parser.parse_args(argv)


def compared(corpus: Path, queries: Sequence[Query], folder: Path, plain: bool) -> list[Row]:
    """A row for each searcher."""
    named = searchers(corpus, folder, {record for query in queries for record in query.relevant})
    if plain:
        named["plain LlamaIndex"] = one_text(plain_search(corpus, folder))
    if any(len(query.turns) > 1 for query in queries):
        others = {name: search for name, search in named.items() if name != "mandate-qa"}
        named |= {f"{name}, last turn alone": last_alone(search) for name, search in others.items()}
    return [measured(name, search, queries) for name, search in named.items()]


def read_qrels(file: Path) -> dict[str, dict[str, float]]:
    """What is relevant to each query; lines of score 0 or less say nothing. Raises UsageError."""
    found: dict[str, dict[str, float]] = {}
    for number, line in enumerate(lines(file), 1):
        try:
            query, record, score = line.split("\t")
            value = float(score)
        except ValueError as error:
            if number == 1:  # the header
                continue
            raise UsageError(f"{file}, line {number}, is not query-id, corpus-id, score with tabs; mend it.") from error
        if value > 0:
            found.setdefault(query, {})[record] = value
    return found


def read_queries(file: Path, qrels: Mapping[str, Relevant]) -> list[Query]:
    """The queries to which something is relevant, in order. Raises UsageError."""
    read = [query_of(line, f"{file}, line {number},", qrels) for number, line in enumerate(lines(file), 1)]
    judged = [query for query in read if query.relevant]
    if not judged:
        raise UsageError(f"None of the queries of {file} has a relevant record; give the qrels that belong to them.")
    return judged


def query_of(line: str, where: str, qrels: Mapping[str, Relevant]) -> Query:
    """The query on a line. Raises UsageError."""
    try:
        fields = json.loads(line)
        identifier = str(fields["_id"] if "_id" in fields else fields["id"])
        turns = fields["turns"] if "turns" in fields else [fields["text"]]
        if not turns or not all(isinstance(turn, str) and turn.strip() for turn in turns):
            raise ValueError(turns)
    except (ValueError, KeyError, TypeError) as error:
        form = '{"_id": …, "text": …} or {"_id": …, "turns": […]}'
        raise UsageError(f"{where} is no query; write {form}.") from error
    return Query(identifier, tuple(turns), qrels.get(identifier, {}))


def lines(file: Path) -> list[str]:
    """The lines of a file that are not blank. Raises UsageError."""
    try:
        return [line for line in file.read_text("utf-8-sig").split("\n") if line.strip()]
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file} cannot be read ({error}); give the path of a UTF-8 file.") from error


def searchers(corpus: Path, folder: Path, wanted: Set[str]) -> dict[str, Search]:
    """Ours, and its keyword index alone, over an index of `corpus` in `folder`; says how that went."""
    seeds, home = folder / "seeds", folder / "index"
    seeds.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(corpus, seeds / "corpus.jsonl")  # alone in a folder: its own may hold the queries too
    settings = Settings.load()
    with ProgressBar() as progress:
        report = build_index(seeds, home, settings, progress)
    began = perf_counter()
    assistant = Assistant.open(home, settings=settings, build=False)
    seconds = f"indexed in {report.seconds['total']:.1f} s, opened in {perf_counter() - began:.2f} s"
    ids = {key: record_id(document.path) or key for key, document in assistant.library.documents.items()}
    absent = f"{len(report.failures)} lines left out, {len(wanted - set(ids.values()))} relevant records not there"
    sys.stderr.write(f"{report.documents} records, {report.passages} passages; {absent}; {seconds}\n")
    return {"mandate-qa": our_search(assistant, ids), "BM25 alone": one_text(keyword_search(Index.open(home), ids))}


def our_search(assistant: Assistant, ids: Mapping[str, str]) -> Search:
    """`Assistant.search` with the earlier turns as history."""

    def search(turns: Sequence[str]) -> list[str]:
        history = [{"role": "user", "content": turn} for turn in turns[:-1]]
        return [ids[hit.passage.document] for hit in assistant.search(turns[-1], k=PASSAGES, history=history)]

    return search


def keyword_search(index: Index, ids: Mapping[str, str]) -> Callable[[str], list[str]]:
    """BM25 of the words as typed, each weighing 1: no glossary, no scope, no correction of spelling."""

    def search(text: str) -> list[str]:
        rows, _ = index.keywords.search(dict.fromkeys(terms(text), 1.0), PASSAGES)
        return [ids[index.library.passage(int(row)).document] for row in rows]

    return search


def plain_search(corpus: Path, folder: Path) -> Callable[[str], list[str]]:
    """The plain pipeline over a text file for each record, its index kept for the same `corpus`."""
    home, ids = folder / f"plain-{sha256(corpus)[:12]}", []
    texts = home / "texts"
    texts.mkdir(parents=True, exist_ok=True)
    for number, record in enumerate(record for record in read_records(corpus) if isinstance(record, Record)):
        (texts / f"{number}.txt").write_text(f"{record.fields.get('title') or ''}\n\n{record.text}", "utf-8")
        ids.append(record.id)
    kept = (home / "index" / "docstore.json").is_file()
    retriever = load(home / "index") if kept else build(texts, SPLITTINGS[0], home / "index")
    retriever.similarity_top_k = PASSAGES
    return lambda text: [ids[int(Path(chunk.node.metadata["file_name"]).stem)] for chunk in retriever.retrieve(text)]


def one_text(search: Callable[[str], Sequence[str]]) -> Search:
    """A search that knows no conversation, given all its turns joined."""
    return lambda turns: search(" ".join(turns))


def last_alone(search: Search) -> Search:
    """The same search, given the last turn alone."""
    return lambda turns: search(turns[-1:])


def measured(name: str, search: Search, queries: Sequence[Query]) -> Row:
    """The figures of one searcher; a first search is thrown away, since it loads what is loaded late."""
    search(queries[0].turns)
    told, seconds = [], []
    for query in queries:
        began = perf_counter()
        found = search(query.turns)
        seconds.append(perf_counter() - began)
        told.append(figures(found, query.relevant))
    return Row(name, {figure: fmean(one[figure] for one in told) for figure in told[0]}, 1000 * median(seconds))


def figures(found: Sequence[str], relevant: Relevant) -> dict[str, float]:
    """recall@k and nDCG@k of the records found, best first; of a record that was found twice the first place counts."""
    ranked = list(dict.fromkeys(found))
    recall = {f"recall@{k}": len(relevant.keys() & set(ranked[:k])) / len(relevant) for k in DEPTHS}
    return recall | {f"nDCG@{k}": ndcg(ranked[:k], relevant, k) for k in DEPTHS}


def ndcg(ranked: Sequence[str], relevant: Relevant, k: int) -> float:
    """Gain of the first `k` as a share of the best possible (Järvelin and Kekäläinen 2002); a score is a gain."""
    best = sorted(relevant.values(), reverse=True)[:k]
    return gain([relevant.get(record, 0.0) for record in ranked]) / gain(best)


def gain(scores: Sequence[float]) -> float:
    """Discounted cumulative gain: each score over the binary logarithm of its rank and 1."""
    return sum(score / math.log2(rank + 1) for rank, score in enumerate(scores, 1))


def table(rows: Sequence[Row], queries: int) -> str:
    """The figures in columns, a searcher a line."""
    names = list(rows[0].figures)
    width = max(len(row.name) for row in rows)
    head = f"{f'{queries} queries':{width}}  {'  '.join(f'{name:>9}' for name in names)}  median ms\n"
    body = [f"{row.name:{width}}  {cells(row)}  {row.milliseconds:9.1f}\n" for row in rows]
    return head + "".join(body)


def cells(row: Row) -> str:
    """The figures of one line."""
    return "  ".join(f"{value:9.3f}" for value in row.figures.values())


if __name__ == "__main__":
    sys.exit(main())
