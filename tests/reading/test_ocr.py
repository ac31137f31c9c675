"""Text recognition: what the program tells, what it is asked, and what is said when it is missing."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "documents"))

from make_pdf import Sheet, pdf

from mandate_qa.errors import SettingsError, UnreadableDocumentError
from mandate_qa.indexing import build_index
from mandate_qa.reading import ocr, read_blocks
from mandate_qa.reading.ocr import Recognised, hocr_words, is_recognising, recognising
from mandate_qa.reading.pdf.scan_rules import Grey, scan_rules
from mandate_qa.reading.pdf.scans import common_sizes, scan_words
from mandate_qa.reading.warnings import collected
from mandate_qa.settings import Settings

HOCR = """
<span class='ocr_line' id='line_1_1' title="bbox 300 400 1500 448; baseline 0.002 -10; x_size 50; x_descenders 10">
 <span class='ocrx_word' title='bbox 300 400 380 440; x_wconf 96'>1.1</span>
 <span class='ocrx_word' title='bbox 450 400 700 448; x_wconf 91'><em>Blocks &amp; paints</em></span>
</span>
<span class='ocr_header' id='line_1_2' title="bbox 300 100 900 180; baseline 0 -5; x_size 80">
 <span class='ocrx_word' title='bbox 300 100 900 180; x_wconf 12'> </span>
</span>"""


def sentences(sheet: Sheet) -> None:
    """A page of text."""
    sheet.lines(72, 300, ["Every nursery has blocks of wood, which are kept", "where children reach them."])


def seen(*lines: str, confidence: float = 90, size: float = 46) -> list[Recognised]:
    """Words of lines on a picture of 300 dots an inch, as the program tells them."""
    found = []
    for n, line in enumerate(lines):
        x = 300.0
        for word in line.split():
            found.append(Recognised(word, x, x + 24 * len(word), 500.0 + 56 * n, size, confidence))
            x += 24 * len(word) + 16
    return found


def scanned(draw: Callable[[Sheet], object]) -> bytes:
    """A file with a picture of the page that a function draws, 200 dots an inch."""
    import pypdfium2
    from reportlab.lib.utils import ImageReader

    page = pypdfium2.PdfDocument(pdf(draw))[0]
    scan = ImageReader(page.render(scale=200 / 72, grayscale=True).to_pil())
    return pdf(lambda sheet: sheet.canvas.drawImage(scan, 0, 0, sheet.width, sheet.height))


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch) -> list[tuple[bytes, int]]:
    """A program that sees two numbered lines on each picture; the pictures that it was given."""
    given: list[tuple[bytes, int]] = []

    def look(picture: bytes, dpi: int) -> Sequence[Recognised]:
        given.append((picture, dpi))
        return seen("1.1 Every nursery should have forty blocks.", "1.2 Paints are kept where nobody drinks them.")

    monkeypatch.setattr("mandate_qa.reading.pdf.scans.recognised", look)
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    return given


def test_words_come_with_their_line_type_and_confidence() -> None:
    assert list(hocr_words(HOCR)) == [
        Recognised("1.1", 300, 380, pytest.approx(439.2), 50, 96),
        Recognised("Blocks & paints", 450, 700, pytest.approx(439.2), 50, 91),
    ]


def test_heights_of_lines_that_hardly_differ_are_one_type() -> None:
    assert set(common_sizes([44, 45, 46, 46, 47, 48, 78, 81]).values()) == {46, 79.5}


def test_a_photograph_in_which_signs_are_guessed_has_no_words() -> None:
    assert scan_words(seen("ae 4 || Se ~~ i", confidence=41), 0.24) == []
    assert len(scan_words(seen("Every nursery has blocks."), 0.24)) == 4


def test_pages_that_are_pictures_are_read_where_it_is_set(tmp_path: Path, program: list[tuple[bytes, int]]) -> None:
    (tmp_path / "plan.pdf").write_bytes(pdf(sentences, Sheet.picture, sentences))
    with recognising(True), collected() as warnings:
        blocks = read_blocks(tmp_path / "plan.pdf")
    assert [(block.page, block.marker) for block in blocks] == [(1, ""), (2, "1.1"), (2, "1.2"), (3, "")]
    assert blocks[2].text == "Paints are kept where nobody drinks them."
    assert warnings == ["page 2 was a picture whose text was recognised; check its figures."]
    ((picture, dpi),) = program
    assert (picture[:17], dpi) == (b"P5 2481 3508 255\n", 300)


def test_without_the_setting_nothing_is_recognised(tmp_path: Path, program: list[tuple[bytes, int]]) -> None:
    (tmp_path / "plan.pdf").write_bytes(pdf(Sheet.picture))
    with pytest.raises(UnreadableDocumentError, match="has no text on page 1"):
        read_blocks(tmp_path / "plan.pdf")
    assert program == []


def test_an_index_is_built_of_scans_where_it_is_set(tmp_path: Path, program: list[tuple[bytes, int]]) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "plan.pdf").write_bytes(pdf(Sheet.picture))
    settings = Settings.load(environ={"MANDATE_QA_READING__OCR": "true"}, embedder="hashing")
    report = build_index(seeds, tmp_path / "index", settings)
    assert (report.documents, report.failures) == (1, ())
    assert report.notes == ("plan.pdf: page 1 was a picture whose text was recognised; check its figures.",)
    assert not is_recognising()


def test_a_missing_program_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with recognising(False):
        assert not is_recognising()
    with pytest.raises(
        SettingsError, match=r"^reading\.ocr is set, but the program tesseract is not installed; install"
    ):
        recognising(True).__enter__()


def test_a_program_that_fails_leaves_the_page_a_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "PROGRAM", "false")
    assert ocr.recognised(b"P5 1 1 255\n\0", 300) == []


def test_the_setting_is_true_or_false_and_leaves_other_indexes_alone() -> None:
    plain, on = Settings(), Settings.load(environ={"MANDATE_QA_READING__OCR": "1"})
    off = Settings.load(environ={"MANDATE_QA_READING__OCR": "false"})
    assert (on.reading.ocr, off.reading.ocr) == (True, False)
    assert plain.index_fingerprint() == off.index_fingerprint() != on.index_fingerprint()
    with pytest.raises(SettingsError, match="true or false is needed"):
        Settings.load(environ={"MANDATE_QA_READING__OCR": "perhaps"})


@pytest.mark.skipif(shutil.which(ocr.PROGRAM) is None, reason="tesseract is not installed")
def test_a_scan_is_read_by_the_program(tmp_path: Path) -> None:
    lines = ["1.1 Every nursery should have forty blocks.", "1.2 Paints are kept where nobody drinks them."]

    def printed(sheet: Sheet) -> None:
        for n, line in enumerate(lines):
            sheet.say(72, 200 + 30 * n, line, 12)

    (tmp_path / "scan.pdf").write_bytes(scanned(printed))
    with recognising(True):
        blocks = read_blocks(tmp_path / "scan.pdf")
    assert [f"{block.marker} {block.text}" for block in blocks] == lines


# -- rules -------------------------------------------------------------------------------------------------------------


def drawn(*boxes: tuple[int, int, int, int], width: int = 600, height: int = 400) -> Grey:
    """A white picture with dark boxes: left, top, right and bottom."""
    rows = [bytearray([255] * width) for _ in range(height)]
    for left, top, right, bottom in boxes:
        for row in rows[top:bottom]:
            row[left:right] = bytes([90] * (right - left))
    return Grey(width, height, bytes(b"".join(rows)))


def test_thin_lines_are_rules_though_others_cross_them() -> None:
    across = [(100, y, 500, y + 2) for y in (50, 150, 250)]
    down = [(x, 50, x + 2, 252) for x in (100, 299, 499)]
    found_across, found_down = scan_rules(drawn(*across, *down), 0.24)
    assert [(round(r.at), round(r.start), round(r.end)) for r in found_across] == [
        (12, 24, 120),
        (36, 24, 120),
        (60, 24, 120),
    ]
    assert [(round(r.at), round(r.start), round(r.end)) for r in found_down] == [
        (24, 12, 60),
        (72, 12, 60),
        (120, 12, 60),
    ]


def test_what_is_filled_or_short_is_no_rule() -> None:
    bar, stroke = (100, 50, 500, 150), (100, 300, 160, 302)
    across, down = scan_rules(drawn(bar, stroke), 0.24)
    edges = {round(rule.at) for rule in across}
    assert edges <= set(range(12, 16)) | set(range(33, 37))  # its outer edges alone
    assert 72 not in edges and all(rule.at < 28 or rule.at > 116 for rule in down)


@pytest.mark.skipif(shutil.which(ocr.PROGRAM) is None, reason="tesseract is not installed")
def test_a_scanned_table_is_cut_along_its_rules(tmp_path: Path) -> None:
    rows = (("Measure", "2019-20", "2020-21"), ("Nurseries", "300", "310"), ("Toy shops", "45", "38"))

    def printed(sheet: Sheet) -> None:
        sheet.grid((72, 200, 300, 400), (200, 224, 248, 272))
        for n, row in enumerate(rows):
            for x, words in zip((76, 206, 306), row, strict=True):
                sheet.say(x, 216 + 24 * n, words, 11)

    (tmp_path / "scan.pdf").write_bytes(scanned(printed))
    with recognising(True):
        (table,) = read_blocks(tmp_path / "scan.pdf")
    assert table.rows == rows
