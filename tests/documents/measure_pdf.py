"""How well the PDFs of a folder are read, against what `print_pdf` wrote beside them.

    python tests/documents/measure_pdf.py folder [-v]            the four figures of the reader, file by file and in all

numbers    printed numbers that come back, in their order, less those that nobody printed
words      numbered paragraphs that come back with all their letters
order      paragraphs that stand before one that the source has before them
cells      table cells that come back in their order
pages      paragraphs that are told to be on the page on which they begin
"""

from __future__ import annotations

import re
import sys
import time
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher, unified_diff
from pathlib import Path

from print_pdf import expected_blocks

from mandate_qa.reading import number_paragraphs, read_blocks, read_manifest
from mandate_qa.types import Block, BlockKind, Document, Paragraph

_PLAIN = Document("plan", "The plan", "plan", "", "", None, None)
_ASIDE = (BlockKind.FOOTNOTE, BlockKind.CONTENTS)


def letters(text: str) -> str:
    """What of a text its line breaks cannot change."""
    return re.sub(r"[\W_]+", "", text)


def matching(a: Sequence[object], b: Sequence[object]) -> list[tuple[int, int]]:
    """Pairs of places at which two sequences are the same, in order."""
    found = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    return [(match.a + n, match.b + n) for match in found for n in range(match.size)]


def figures(printed: Sequence[Block], found: Sequence[Block], document: Document = _PLAIN) -> Counter[str]:
    """For each figure how many there are (`numbers of`) and how many are right (`numbers`)."""
    counts: Counter[str] = Counter()
    told, read = number_paragraphs(document, printed), number_paragraphs(document, found)
    numbers, again = ([p.number for p in paragraphs if p.number] for paragraphs in (told, read))
    counts["numbers of"] = max(len(numbers), len(again))
    counts["numbers"] = len(matching(numbers, again))
    words, again_words = ([(p.number, letters(p.text)) for p in paragraphs if p.number] for paragraphs in (told, read))
    counts["words of"], counts["words"] = len(words), len(matching(words, again_words))
    cells, again_cells = ([letters(c) for b in blocks for row in b.rows for c in row] for blocks in (printed, found))
    counts["cells of"], counts["cells"] = len(cells), len(matching(cells, again_cells))
    return counts + _placed(printed, found)


def _placed(printed: Sequence[Block], found: Sequence[Block]) -> Counter[str]:
    """Order and pages, over the blocks of the body that come back and are like no other."""
    told, read = ([b for b in blocks if b.kind not in _ASIDE and letters(b.text)] for blocks in (printed, found))
    places = Counter(letters(block.text) for block in told)
    at = {letters(block.text): n for n, block in enumerate(read)}
    pairs = [(block, at[letters(block.text)]) for block in told
             if places[letters(block.text)] == 1 and letters(block.text) in at]  # fmt: skip
    counts: Counter[str] = Counter()
    counts["pairs"] = sum(count == 1 for count in places.values())
    counts["blocks"] = len(pairs)
    counts["order"] = len(pairs) - len(_rising([n for _, n in pairs]))
    known = [(block.page, read[n].page) for block, n in pairs if block.page is not None]
    counts["pages of"], counts["pages"] = len(known), sum(a == b for a, b in known)
    return counts


def _rising(places: Sequence[int]) -> list[int]:
    """The longest part of some numbers that rises."""
    best: list[list[int]] = []
    for place in places:
        above = max((run for run in best if run[-1] < place), key=len, default=[])
        best.append([*above, place])
    return max(best, key=len, default=[])


def shares(counts: Counter[str]) -> str:
    """The figures in one line."""
    found = [f"{name} {counts[name]}/{counts[f'{name} of']}" for name in ("numbers", "words", "cells", "pages")]
    return f"{', '.join(found)}, blocks {counts['blocks']}/{counts['pairs']}, out of order {counts['order']}"


def differences(printed: Sequence[Paragraph], found: Sequence[Paragraph]) -> list[str]:
    """Paragraphs that differ, begin and end of each."""
    sides = [
        [f"{p.number} {p.kind.value} {' '.join(p.text.split())}" for p in paragraphs] for paragraphs in (printed, found)
    ]
    shown = [[f"{line[:150]} … {line[-50:]} [{len(letters(line))}]" for line in side] for side in sides]
    return [line for line in unified_diff(*shown, lineterm="", n=0) if not line.startswith(("---", "+++", "@@"))]


def main(arguments: Sequence[str]) -> None:
    """Print the figures of each file and in all."""
    documents = {document.key: document for document in read_manifest(Path(__file__).parents[2] / "seeds")}
    whole: dict[str, Counter[str]] = {}
    for path in sorted(Path(arguments[0]).glob("*.pdf")):
        printed, start = expected_blocks(path), time.process_time()
        found = read_blocks(path)
        seconds, (name, _, way) = time.process_time() - start, path.stem.partition(".")
        document = documents.get(name, _PLAIN)
        counts = figures(printed, found, document)
        whole[way] = whole.get(way, Counter()) + counts
        sys.stdout.write(f"{path.stem:42} {seconds:5.1f} s  {shares(counts)}\n")
        if "-v" in arguments:
            lines = differences(number_paragraphs(document, printed), number_paragraphs(document, found))
            sys.stdout.writelines(f"{line}\n" for line in lines)
    for way, counts in whole.items():
        sys.stdout.write(f"{way or 'in all':42}          {shares(counts)}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
