"""The channel by which readers say what they leave out."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "documents"))

from make_pdf import Sheet, pdf

from mandate_qa import Assistant
from mandate_qa.cli.text import report_text
from mandate_qa.indexing import build_index
from mandate_qa.reading.pdf.left_out import OCR
from mandate_qa.reading.warnings import collected, warn
from mandate_qa.settings import Settings


def test_warnings_are_collected_in_order_and_once() -> None:
    with collected() as found:
        warn("page 3 holds a picture.")
        warn("page 5 holds a picture.")
        warn("page 3 holds a picture.")
    assert found == ["page 3 holds a picture.", "page 5 holds a picture."]


def test_the_innermost_block_collects_and_nothing_outside_one_does() -> None:
    with collected() as outer:
        with collected() as inner:
            warn("inner")
        warn("outer")
    warn("nobody asks")
    assert (outer, inner) == (["outer"], ["inner"])


def test_a_block_that_fails_collects_no_more() -> None:
    found: list[str] = []
    try:
        with collected() as found:
            raise ValueError
    except ValueError:
        warn("too late")
    assert found == []


def test_what_is_left_out_of_a_document_reaches_the_report_of_the_index(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "plan.pdf").write_bytes(pdf(words, Sheet.picture, words))
    (seeds / "guide.txt").write_text("1.1 Every nursery should have forty wooden blocks.\n", "utf-8")
    report = build_index(seeds, tmp_path / "index", Settings(embedder="hashing"))
    told = [note for note in report.notes if note.startswith("plan.pdf")]
    assert told == [f"plan.pdf: page 2 holds a picture and no text; {OCR}."]
    assert f"Note: {told[0]}" in report_text(report).split("\n")
    assert build_index(seeds, tmp_path / "index", Settings(embedder="hashing")).notes == ()


def test_the_index_keeps_what_is_left_out_and_why_until_the_file_is_mended(tmp_path: Path) -> None:
    seeds, out, settings = tmp_path / "seeds", tmp_path / "index", Settings(embedder="hashing")
    seeds.mkdir()
    (seeds / "plan.pdf").write_bytes(pdf(words, Sheet.picture, words))
    (seeds / "empty.txt").write_text("", "utf-8")
    build_index(seeds, out, settings)
    (seeds / "guide.txt").write_text("1.1 Every nursery should have forty wooden blocks.\n", "utf-8")
    build_index(seeds, out, settings)  # plan.pdf is taken over unread, in a segment that is written again
    told = {
        "plan.pdf": (f"page 2 holds a picture and no text; {OCR}.",),
        "empty.txt": ("empty.txt is empty; replace it or remove it.",),
    }
    assert Assistant.open(out, "extractive", seeds, settings).warnings == told
    (seeds / "empty.txt").write_text("1.1 Paint must be safe.\n", "utf-8")
    assert Assistant.open(out, "extractive", seeds, settings).warnings.keys() == {"plan.pdf"}


def words(sheet: Sheet) -> None:
    """A page of text."""
    sheet.lines(72, 300, ["Every nursery has blocks of wood, which are kept", "where children reach them."])
