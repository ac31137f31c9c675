"""Files that cannot be read: one sentence each, that names the file and what to do."""

from __future__ import annotations

import subprocess
import sys
import zlib
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


# -- files that are made to do harm ------------------------------------------------------------------------------------


def drawn(content: bytes, pages: int = 1, box: bytes = b"0 0 595 842", letters: bytes = b"") -> bytes:
    """A file whose pages are all drawn by one stream, which is packed; `letters` tells what "a" to "z" stand for."""
    packed = zlib.compress(content, 9)
    kids = b" ".join(b"%d 0 R" % (5 + n) for n in range(pages))
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] /Resources << /Font << /F1 3 0 R >> >> /Contents 4 0 R >>" % box
    )
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, pages),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(packed), packed),
        *[page] * pages,
    ]
    if letters:
        objects[2] = objects[2].replace(b">>", b"/ToUnicode %d 0 R >>" % (5 + pages))
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(letters), letters))
    data, places = b"%PDF-1.4\n", []
    for n, content in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (n, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return data + head + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(data))


def said(words: bytes, times: int = 1) -> bytes:
    """What prints words so many times."""
    return b"BT /F1 9 Tf 12 TL 72 700 Td " + b"(%s) Tj T* " % words * times + b"ET"


def test_a_file_drawn_by_hand_is_read(tmp_path: Path) -> None:
    (tmp_path / "plan.pdf").write_bytes(drawn(said(b"Every nursery has blocks."), pages=2))
    assert [block.page for block in read_blocks(tmp_path / "plan.pdf")] == [1, 2]


def test_an_empty_file(tmp_path: Path) -> None:
    assert problem(tmp_path, b"").startswith("is empty")


def test_a_stream_of_200_mb_is_not_unpacked(tmp_path: Path) -> None:
    content = drawn(said(b"a" * 60, 200 * 2**20 // 67))
    assert len(content) < 2**20
    assert problem(tmp_path, content).startswith("holds more than 4 MB of drawing in one piece, which is not read;")


def test_a_stream_that_is_written_in_letters_too(tmp_path: Path) -> None:
    import base64

    packed = base64.a85encode(zlib.compress(b" " * (8 * 2**20))) + b"~>"
    stream = b"9 0 obj\n<< /Filter [/ASCII85Decode /FlateDecode] >>\nstream\n%s\nendstream\nendobj\n" % packed
    assert problem(tmp_path, GOOD.replace(b"1 0 obj", stream + b"1 0 obj", 1)).startswith("holds more than 4 MB")


def test_a_large_picture_is_no_drawing(tmp_path: Path) -> None:
    packed = zlib.compress(b" " * (8 * 2**20))
    stream = b"9 0 obj\n<< /Subtype /Image /Filter /FlateDecode >>\nstream\n%s\nendstream\nendobj\n" % packed
    (tmp_path / "plan.pdf").write_bytes(GOOD.replace(b"1 0 obj", stream + b"1 0 obj", 1))
    assert [block.text for block in read_blocks(tmp_path / "plan.pdf")] == ["Every nursery has blocks."]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory can be bounded on Linux alone")
def test_a_page_that_is_full_to_the_bound_takes_less_than_the_memory_that_is_told(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(drawn(said(b"a" * 60, 3_900_000 // 70)))
    code = (
        "import re, sys; from pathlib import Path; from mandate_qa.reading.pdf import read_blocks\n"
        "from mandate_qa.errors import DocumentError\n"
        "try: read_blocks(Path(sys.argv[1]))\n"
        "except DocumentError as error: print(error)\n"
        "print(re.search(r'VmHWM:\\s+(\\d+) kB', Path('/proc/self/status').read_text())[1])"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    message, kilobytes = done.stdout.splitlines()
    assert "characters on page 1, and more than 100,000 are not read; print" in message
    assert int(kilobytes) < 1.2 * 2**20  # of its own: what getrusage tells begins with the memory of who started it


def test_more_text_than_any_document_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mandate_qa.reading.pdf.opening.MAX_CHARACTERS", 30)
    found = problem(tmp_path, drawn(said(b"Every nursery has blocks."), pages=2))
    assert found == "has more than 30 characters, which is not read; give it in parts."


def test_pages_that_are_really_there_and_too_many(tmp_path: Path) -> None:
    assert problem(tmp_path, drawn(said(b"Blocks."), pages=10_000)).startswith(
        "claims 10,000 pages, and more than 5,000"
    )


@pytest.mark.parametrize(
    "box", [b"0 0 900000 900000", b"0 0 0.01 0.01", b"-50000 -50000 50000 50000", b"0 0 1e30 1e30"]
)
def test_a_page_of_absurd_size_is_read_or_refused(tmp_path: Path, box: bytes) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(drawn(said(b"Every nursery has blocks."), box=box))
    try:
        assert [block.text for block in read_blocks(path)] == ["Every nursery has blocks."]
    except UnreadableDocumentError as error:
        assert str(error).startswith(f"{path} ")


HEBREW = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def 1 begincodespacerange <00> <FF> "
    b"endcodespacerange 1 beginbfrange <61> <7A> <05D0> endbfrange endcmap end end"
)


def test_text_that_runs_from_right_to_left(tmp_path: Path) -> None:
    found = problem(tmp_path, drawn(said(b"abcde fghij"), pages=2, letters=HEBREW))
    assert found.startswith("is written from right to left on page 1, which is not read; add a version")


def test_a_scanned_page_among_pages_of_text_does_not_stop_them(tmp_path: Path) -> None:
    (tmp_path / "plan.pdf").write_bytes(pdf(words, Sheet.picture, words))
    assert [block.page for block in read_blocks(tmp_path / "plan.pdf")] == [1, 3]
