"""What adding one document to a library costs, beside embedding that document alone: `python bench/adding.py`.

A library of made-up plans is indexed in a temporary folder; then documents are added one by one. The ratio told is the
whole of `build_index`, the model's loading included, over the embedding of the same passages by a model that is loaded.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from mandate_qa import Settings, build_index
from mandate_qa.backends.query_encoders import light_encoder
from mandate_qa.backends.token_vectors import TokenEncoder
from mandate_qa.building.embedding import encoded
from mandate_qa.cli.progress import ProgressBar
from mandate_qa.searching.store import Index

WORDS = (
    "elective recovery target patients hospital trust funding access mental health primary care community pharmacy "
    "cancer waiting times workforce digital budget capital revenue system integrated board must should will year plan"
).split()


def main(argv: Sequence[str] | None = None) -> None:
    """Build the library, add documents and print the table."""
    parser = argparse.ArgumentParser(description="time adding one document to a library")
    parser.add_argument("--documents", type=int, default=1000, help="documents of the library (default: 1000)")
    parser.add_argument("--paragraphs", type=int, default=8, help="paragraphs of each of them (default: 8)")
    parser.add_argument("--added", type=int, default=7, help="documents that are added (default: 7)")
    parser.add_argument("--size", type=int, default=40, help="paragraphs of each of these (default: 40)")
    given = parser.parse_args(argv)
    with TemporaryDirectory() as folder:
        sys.stdout.write(added(Path(folder), given))


def added(folder: Path, given: argparse.Namespace) -> str:
    """A line for each document that is added, and the median ratio."""
    seeds, out = folder / "seeds", folder / "index"
    seeds.mkdir()
    for n in range(given.documents):
        (seeds / f"plan-{n:06}.txt").write_text(plan(n, given.paragraphs), "utf-8")
    with ProgressBar() as progress:
        whole = build_index(seeds, out, progress=progress)
    lines = [f"{whole.documents} documents, {whole.passages} passages: {whole.seconds['total']:.1f} s at first"]
    ratios = []
    for n in range(given.added):
        (seeds / f"plan-{given.documents + n:06}.txt").write_text(plan(given.documents + n, given.size), "utf-8")
        report = build_index(seeds, out)
        alone = embedding_alone(out, f"plan-{given.documents + n:06}")
        ratios.append(report.seconds["total"] / alone)
        figures = f"{report.seconds['total']:.2f} s, embedding alone {alone:.2f} s, ratio {ratios[-1]:.2f}"
        lines.append(f"{report.read} read, {report.documents - report.read} unchanged, {figures}")
    return "\n".join([*lines, f"median ratio {median(ratios):.2f}"]) + "\n"


def embedding_alone(out: Path, key: str) -> float:
    """Seconds that embedding the passages of a document takes, by a model that is loaded and warm."""
    index = Index.open(out)
    passages = index.library.passages(key)
    encoder = light_encoder(index.encoder, Settings.load().embedder, os.cpu_count() or 1)
    encoder.embed_query("warm")
    began = perf_counter()
    if isinstance(encoder, TokenEncoder):
        encoded(passages, encoder, None)
    else:
        encoder.embed_documents([passage.search_text for passage in passages])
    return perf_counter() - began


def plan(seed: int, paragraphs: int) -> str:
    """A plan with numbered paragraphs, the same for the same `seed`."""
    chance = random.Random(seed)
    lines = [f"Plan number {seed}", ""]
    for n in range(1, paragraphs + 1):
        words = " ".join(chance.choice(WORDS) for _ in range(45)).capitalize()
        lines += [f"1.{n} {words} by {chance.randint(1, 99)}%.", ""]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
