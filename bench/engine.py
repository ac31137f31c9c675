"""What an engine costs and changes: `python bench/engine.py`, with Milvus Lite or the Milvus at `--uri`.

A copy of the index is put into the engine; then every question is asked of the files and of the engine in turn, so that
a busy moment of the machine falls on both. Tells bytes a passage, passages put in a second, medians, and how many
answers and lists of hits are the same. Milvus Lite shares the machine with what asks it, so its times say nothing of a
cluster's.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from socket import create_connection, create_server
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter, sleep

from mandate_qa import Assistant, Settings
from mandate_qa.evaluation import read_cases
from mandate_qa.indexing import build_index
from mandate_qa.places import index_folder, seeds_folder
from mandate_qa.searching.manifest import IndexManifest, read_index_manifest
from mandate_qa.types import Answer

QUESTIONS = Path(__file__).parent.parent / "eval" / "questions.jsonl"
WARMING = 5
"""Questions asked before any is timed."""


def main(argv: Sequence[str] | None = None) -> None:
    """Put the index into the engine, ask both and print what came of it."""
    parser = argparse.ArgumentParser(description="an engine beside the index's own files")
    parser.add_argument("--index", type=Path, default=index_folder(), help="of the documents in --seeds")
    parser.add_argument("--seeds", type=Path, default=seeds_folder())
    parser.add_argument("--questions", type=Path, default=QUESTIONS, help="graded questions (default: the sample)")
    parser.add_argument("--uri", help="of a Milvus (default: Milvus Lite is started here)")
    given = parser.parse_args(argv)
    with TemporaryDirectory() as scratch, milvus(given.uri, Path(scratch)) as uri:
        home = Path(shutil.copytree(given.index, Path(scratch) / "index"))
        files = Settings(embedder=Settings.load().embedder)
        settings = replace(files, store="milvus", milvus=replace(files.milvus, uri=uri, collection="bench"))
        build_index(given.seeds, home, files)
        tell_sizes(home, read_index_manifest(home))
        report = build_index(given.seeds, home, settings)
        seconds = report.seconds["publishing"]
        sys.stdout.write(
            f"put in: {report.passages} passages in {seconds:.1f} s, {report.passages / seconds:.0f} a second\n"
        )
        if not given.uri:
            stored = sum(path.stat().st_size for path in (Path(scratch) / "milvus").rglob("*") if path.is_file())
            sys.stdout.write(f"Milvus Lite's folder: {stored / report.passages:.0f} bytes a passage\n")
        asked = [case.turns[-1] for case in read_cases(given.questions)]
        compare(Assistant.open(home, settings=files), Assistant.open(home, settings=settings), asked)


def tell_sizes(home: Path, manifest: IndexManifest) -> None:
    """Print what the parts of an index take on disk."""
    sizes: Counter[str] = Counter()
    for segment in manifest.segments:
        for name, file in segment.files.items():
            sizes[Path(name).parts[0].partition("-")[0].partition(".")[0]] += file.size
    parts = ", ".join(f"{name} {size / manifest.passages:.0f}" for name, size in sorted(sizes.items()))
    kept = (home / "manifest.json").stat().st_size / len(manifest.documents)
    sys.stdout.write(f"bytes a passage: {parts}; manifest: {kept:.0f} bytes a document\n")


def compare(files: Assistant, engine: Assistant, questions: Sequence[str]) -> None:
    """Ask both every question and print times and what is the same."""
    times: tuple[list[float], list[float]] = ([], [])
    same = hits = 0
    for question in questions:
        ours = [timed(assistant, question, found) for assistant, found in zip((files, engine), times, strict=True)]
        same += words(ours[0]) == words(ours[1])
        hits += kept(ours[0]) == kept(ours[1])
    for name, found in zip(("files", "engine"), times, strict=True):
        late = 1000 * quantiles(found[WARMING:], n=20)[-1]
        sys.stdout.write(f"{name}: {1000 * median(found[WARMING:]):.1f} ms a question, 95th percentile {late:.1f} ms\n")
    sys.stdout.write(f"of {len(questions)} questions: {same} answers the same, {hits} lists of hits the same\n")


def timed(assistant: Assistant, question: str, seconds: list[float]) -> Answer:
    """The answer to a question, its seconds added to `seconds`."""
    began = perf_counter()
    answer = assistant.ask(question)
    seconds.append(perf_counter() - began)
    return answer


def words(answer: Answer) -> tuple[object, ...]:
    """What a reader sees of an answer."""
    return (answer.text, answer.status, tuple(citation.paragraph_id for citation in answer.citations))


def kept(answer: Answer) -> list[str]:
    """The passages that an answer was made of, best first."""
    return [hit.passage.id for hit in answer.hits if hit.kept]


@contextmanager
def milvus(uri: str | None, scratch: Path) -> Iterator[str]:
    """`uri`, or the address of a Milvus Lite in a process of its own."""
    if uri:
        yield uri
        return
    with create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "milvus_lite", "server", "--data-dir", str(scratch / "milvus")]
    with subprocess.Popen([*command, "--host", "127.0.0.1", "--port", str(port)], stdout=subprocess.DEVNULL) as server:
        try:
            while server.poll() is None and not listens(port):
                sleep(0.1)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def listens(port: int) -> bool:
    """Whether something answers at a port of this machine."""
    try:
        create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


if __name__ == "__main__":
    main()
