"""Reads the whole corpus and prints how much of it is right, by format.

    PYTHONPATH=src:tests/documents python -m corpus.check [--wrong] [WORD ...]

With --wrong each thing that is not right has its line; words choose files by their names.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from corpus.checking import Score, checked
from corpus.files import GOLDEN, File, all_files
from corpus.goldens import kept_pages
from corpus.truth import cells, units

from mandate_qa.reading import number_paragraphs, read_blocks
from mandate_qa.types import Document, Paragraph

WHAT = ("numbers", "order", "cells", "pages", "sections", "notes")
_HEAD = f"{'format':12} {'files':>5}  {'numbering':>16} {'order errors':>12} {'cells':>16} {'page':>16} "
_HEAD += f"{'sections':>16} {'notes':>14}"


def score_of(file: File, folder: Path) -> Score:
    """How much of one file is read right; `folder` takes it while it is read."""
    source = file.source
    kept = (GOLDEN / f"{source.key}.tsv").read_text("utf-8").splitlines()
    return checked(units(source), cells(source), paragraphs_of(file, folder), kept_pages(kept, file.format))


def paragraphs_of(file: File, folder: Path) -> list[Paragraph]:
    """The paragraphs that are read of one file."""
    source = file.source
    document = Document(source.key, source.title, source.about["short"], source.about["publisher"], "", None, None)
    return number_paragraphs(document, read_blocks(file.written(folder)))


def table(scores: Iterable[tuple[File, Score]]) -> str:
    """The figures of each format and of all, a line each."""
    formats: dict[str, Score] = {}
    files: dict[str, int] = {}
    for file, score in scores:
        for name in (file.format, "all"):
            formats.setdefault(name, Score()).add(score)
            files[name] = files.get(name, 0) + 1
    order = [name for name in formats if name != "all"] + ["all"]
    return "\n".join([_HEAD, *(_line(name, files[name], formats[name]) for name in order)])


def _line(name: str, files: int, score: Score) -> str:
    def figure(what: str) -> str:
        counts = getattr(score, what)
        return f"{score.share(what):.4f} of {counts['all']:,}" if counts["all"] else "–"

    shares = [figure("numbers"), str(score.errors("order")), *map(figure, WHAT[2:])]
    return f"{name:12} {files:5}  {shares[0]:>16} {shares[1]:>12} {shares[2]:>16} {shares[3]:>16} " + (
        f"{shares[4]:>16} {shares[5]:>14}"
    )


def main(arguments: list[str]) -> None:
    """Print the table."""
    words = [word for word in arguments if not word.startswith("--")]
    scores: list[tuple[File, Score]] = []
    with tempfile.TemporaryDirectory() as folder:
        for file in all_files():
            if all(word in file.name for word in words):
                scores.append((file, score_of(file, Path(folder))))
    for file, score in scores:
        for line in score.wrong if "--wrong" in arguments else ():
            sys.stdout.write(f"{file.name}: {line}\n")
    sys.stdout.write(f"{table(scores)}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
