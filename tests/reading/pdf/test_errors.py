"""Files that cannot be read: one sentence each, that names the file and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from make_pdf import Sheet, pdf

from mandate_qa.errors import UnreadableDocumentError
from mandate_qa.reading.files import read_blocks
from mandate_qa.reading.pdf import read_title
from mandate_qa.reading.pdf.opening import MAX_BYTES


def words(sheet: Sheet) -> None:
    sheet.say(72, 300, "Every nursery has blocks.")


GOOD = pdf(words)


def problem(tmp_path: Path, content: bytes) -> str:
    """The sentence that reading a file ends in, without the file's name."""
    path = tmp_path / "plan.pdf"
    path.write_bytes(content)
    with pytest.raises(UnreadableDocumentError) as caught:
        read_blocks(path)
    assert caught.value.path == str(path)
    message = str(caught.value)
    assert message.startswith(f"{path} ") and message.endswith(".") and "\n" not in message
    return message.removeprefix(f"{path} ")


def test_a_locked_file(tmp_path: Path) -> None:
    assert problem(tmp_path, pdf(words, password="secret")).startswith("is locked with a password; save a copy")


def test_a_file_that_only_its_owner_may_change_is_read(tmp_path: Path) -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(tmp_path / "plan.pdf"), encrypt=StandardEncryption("", "owner", canCopy=0))
    canvas.drawString(72, 700, "Every nursery has blocks.")
    canvas.save()
    assert [block.text for block in read_blocks(tmp_path / "plan.pdf")] == ["Every nursery has blocks."]


@pytest.mark.parametrize("content", [GOOD[: len(GOOD) // 3], b"%PDF-1.7\n", b"%PDF-1.7\n" + bytes(range(256)) * 20])
def test_a_file_that_is_cut_off_or_broken(tmp_path: Path, content: bytes) -> None:
    assert problem(tmp_path, content) == "is damaged or cut off; get it again from where it was published."


def test_pages_that_are_not_there(tmp_path: Path) -> None:
    assert problem(tmp_path, GOOD.replace(b"/Count 1", b"/Count 9")).startswith("is damaged on page 2 of 9;")


def test_more_pages_than_any_document_has(tmp_path: Path) -> None:
    assert problem(tmp_path, GOOD.replace(b"/Count 1", b"/Count 10000")).startswith(
        "claims 10,000 pages, and more than"
    )


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    with path.open("wb") as file:
        file.write(GOOD)
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(UnreadableDocumentError, match="is 200 MB, and more than 200 MB are not read; save it"):
        read_blocks(path)


def test_a_scan_names_its_first_page_without_text(tmp_path: Path) -> None:
    found = problem(tmp_path, pdf(words, Sheet.picture, Sheet.picture))
    assert found.startswith("has no text on page 2; if that is a picture of text") and "OCR" in found


def test_a_cover_that_is_a_picture_is_no_scan(tmp_path: Path) -> None:
    (tmp_path / "plan.pdf").write_bytes(pdf(Sheet.picture, words, words))
    assert [block.page for block in read_blocks(tmp_path / "plan.pdf")] == [2, 3]


def test_an_empty_page(tmp_path: Path) -> None:
    assert problem(tmp_path, pdf(lambda sheet: None)).startswith("has no text on page 1;")


def test_fonts_that_hide_their_characters(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.canvas.setFont("Helvetica", 11)
        sheet.canvas._code.append("BT /F1 11 Tf 72 700 Td <0102030405060708> Tj ET")

    assert problem(tmp_path, pdf(draw)).startswith("does not say which characters stand on page 1;")


@pytest.mark.parametrize(
    ("told", "title"),
    [
        ("The plan for nurseries", "The plan for nurseries"),
        ("Microsoft Word - plan.docx", "A plan for all"),
        ("plan final.indd", "A plan for all"),
        ("", "A plan for all"),
    ],
)
def test_the_title_is_told_or_printed(tmp_path: Path, told: str, title: str) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.lines(72, 100, ["A plan", "for all"], 24)
        sheet.lines(72, 200, ["Every nursery has blocks."] * 5)

    (tmp_path / "plan.pdf").write_bytes(pdf(draw, title=told))
    assert read_title(tmp_path / "plan.pdf") == title
