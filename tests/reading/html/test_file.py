"""HTML files: how they are told, their encodings and titles, and what cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from mandate_qa.errors import UnreadableDocumentError
from mandate_qa.reading import html_file
from mandate_qa.reading.files import read_blocks, reader_for
from mandate_qa.reading.html_file import depth, read_title


def written(folder: Path, content: bytes | str, name: str = "page.html") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def problem(path: Path) -> str:
    """The one sentence that reading `path` ends in."""
    with pytest.raises(UnreadableDocumentError) as caught:
        read_blocks(path)
    message = str(caught.value)
    assert caught.value.path == str(path)
    assert message.startswith(str(path))
    assert message.endswith(".")
    assert "\n" not in message
    return message


@pytest.mark.parametrize(
    ("name", "content", "reader"),
    [
        ("page.html", "<p>Text.", "HTML"),
        ("page.htm", "words <br> words", "HTML"),
        ("page.txt", "<!DOCTYPE html><p>Text.", "HTML"),
        ("page", "\ufeff \n<!-- saved --> <html lang=en><p>Text.", "HTML"),
        ("page.xhtml", "<?xml version='1.0'?><html><p>Text.</p></html>", "HTML"),
        ("page.txt", "1.1 Use <p> for paragraphs.", "plain text"),
        ("page.html", "1.1 No page at all.", "plain text"),
    ],
)
def test_a_page_is_told_by_what_it_holds(tmp_path: Path, name: str, content: str, reader: str) -> None:
    assert reader_for(written(tmp_path, content, name)).name == reader


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ("<meta charset='utf-8'>", "utf-8"),
        ("<meta charset=windows-1252>", "cp1252"),
        ("<meta charset='iso-8859-1'>", "cp1252"),
        ("<META http-equiv=Content-Type content='text/html; charset=ISO-8859-15'>", "iso8859-15"),
        ("<meta charset='nonsense'>", "utf-8"),
        ("", "utf-8"),
        ("", "cp1252"),
        ("<meta charset=utf-16>", "utf-8"),
        ("", "utf-16"),
        ("", "utf-8-sig"),
    ],
)
def test_encodings(tmp_path: Path, head: str, encoding: str) -> None:
    page = f"<!DOCTYPE html><html><head>{head}</head><body><p>€5 – “café”</p></body></html>"
    [block] = read_blocks(written(tmp_path, page.replace("“", "").replace("”", "").replace("–", "-").encode(encoding)))
    assert block.text == "€5 - café"


@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("<title>Plan - GOV.UK</title><main><h1>The plan</h1></main>", "The plan"),
        ("<title>Plan - GOV.UK</title><p>Text.", "Plan"),
        ("<title>Plan | Toy Office</title><p>Text.", "Plan"),
        ("<title>Budget - A fairer future</title><p>Text.", "Budget - A fairer future"),
        ("<h1>Banner</h1><main><h1>The\n plan</h1></main>", "The plan"),
        ("<p>Text.", ""),
    ],
)
def test_titles(tmp_path: Path, page: str, title: str) -> None:
    assert read_title(written(tmp_path, f"<!DOCTYPE html>{page}")) == title


def test_a_title_does_not_need_the_whole_page(tmp_path: Path) -> None:
    path = written(tmp_path, "<!DOCTYPE html><h1>The plan – now</h1>" + "<p>– é –</p>" * 100_000)
    assert read_title(path) == "The plan – now"


def test_xhtml_with_elements_closed_in_themselves(tmp_path: Path) -> None:
    page = """<?xml version='1.0'?><html><head><title/><script src='x.js'/></head>
    <body><a name='x'/><p>One.</p><p/><br/>Two.</body></html>"""
    assert [block.text for block in read_blocks(written(tmp_path, page))] == ["One.", "Two."]


def test_a_page_that_scripts_draw(tmp_path: Path) -> None:
    page = "<!DOCTYPE html><html><body><div id=app></div><script>draw()</script></body></html>"
    assert "shows no text without its scripts" in problem(written(tmp_path, page))


def test_an_empty_page(tmp_path: Path) -> None:
    assert "is empty" in problem(written(tmp_path, ""))
    assert "shows no text" in problem(written(tmp_path, "<!DOCTYPE html>"))


def test_binary_data_that_opens_like_a_page(tmp_path: Path) -> None:
    assert "holds binary data" in problem(written(tmp_path, b"<!DOCTYPE html>" + bytes(range(256)) * 20))
    assert "binary data" in problem(written(tmp_path, b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR<b>"))


def test_a_page_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = written(tmp_path, "<!DOCTYPE html><p>Text.")
    with path.open("r+b") as file:
        file.truncate(200_000_000)
    assert "has 200 MB, and a page may have 16; cut it into several" in problem(path)


def test_elements_that_are_never_closed(tmp_path: Path) -> None:
    path = written(tmp_path, "<!DOCTYPE html>" + "<div><b>" * 50_000 + "deep")
    assert "opens more than 2,000 elements within each other" in problem(path)
    shallow = written(tmp_path, "<!DOCTYPE html>" + "<ul><li>" * 1500 + "deep")
    [block] = read_blocks(shallow)
    assert (block.text, block.level) == ("deep", 9)


def test_tables_within_tables_without_end(tmp_path: Path) -> None:
    path = written(tmp_path, "<!DOCTYPE html>" + "<table><tr><th>a<td>" * 1000 + "deep")
    assert "deep" in " ".join(block.text for block in read_blocks(path))


def test_depth_counts_what_is_open_at_once() -> None:
    assert depth("<div></div>" * 10) == 1
    assert depth("<div><p><p><b></b></div></div><div>") == 2


def test_a_page_may_have_as_many_bytes_as_it_says() -> None:
    assert html_file.MAX_BYTES == 16_000_000
