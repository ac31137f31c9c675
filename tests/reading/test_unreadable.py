"""Word and OpenDocument files that cannot be read: each says in one sentence what is wrong and what to do."""

from __future__ import annotations

import io
import re
import struct
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "documents"))

import make_docx
import make_odt

from mandate_qa.errors import UnreadableDocumentError
from mandate_qa.reading import archive
from mandate_qa.reading.files import read_blocks, reader_for

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
WORD = make_docx.docx(make_docx.p("Some words."))
TEXT = make_odt.odt(make_odt.p("Some words."))


def reason(path: Path, data: bytes) -> str:
    """Why a file with this content cannot be read, its path left out."""
    path.write_bytes(data)
    with pytest.raises(UnreadableDocumentError) as error:
        read_blocks(path)
    said = str(error.value)
    assert error.value.path == str(path)
    assert said.startswith(str(path)) and said.endswith(".") and "\n" not in said
    return said.removeprefix(str(path)).strip()


def altered(data: bytes, **parts: bytes | None) -> bytes:
    """A container with other content for some parts; None leaves a part out. "__" in a name stands for "/"."""
    named = {name.replace("__", "/") + ".xml": content for name, content in parts.items()}
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = named.get(name, before.read(name))
            if content is not None:
                after.writestr(name, content)
    return packed.getvalue()


def encrypted(data: bytes) -> bytes:
    """A container whose parts claim to be encrypted."""
    marked = bytearray(data)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        for found in re.finditer(re.escape(signature), data):
            flags = struct.unpack_from("<H", marked, found.start() + offset)[0]
            struct.pack_into("<H", marked, found.start() + offset, flags | 1)
    return bytes(marked)


BOMB = b"<w:document xmlns:w='x'>" + b" " * (20 * 2**20) + b"</w:document>"
ENTITY = b'<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">]><d>&a;</d>'
OUTSIDE = b'<!DOCTYPE d SYSTEM "http://127.0.0.1:1/x.dtd"><d/>'
PROTECTED_PART = '<manifest:encryption-data manifest:checksum="x"/>'


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.docx", b"", "is empty"),
        ("a.docx", WORD[: len(WORD) // 2], "cut off or damaged"),
        ("a.docx", b"PK\x03\x04" + b"\x00" * 40, "cut off or damaged"),
        ("a.docx", b"\x00\x01\x02 no zip at all", "named like a Word document and is none"),
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        ("a.docx", OLE + "WordDocument".encode("utf-16-le"), "in Word's old format (.doc)"),
        ("a.doc", OLE + "WordDocument".encode("utf-16-le"), "in Word's old format (.doc)"),
        ("a.docx", encrypted(WORD), "protected by a password"),
        ("a.docx", altered(WORD, word__document=None), "holds no text (word/document.xml is missing)"),
        ("a.docx", make_docx.zipped({"readme.txt": "x"}), "holds no text (word/document.xml is missing)"),
        ("a.docx", altered(WORD, word__document=b"<w:document"), "is damaged (word/document.xml cannot be read)"),
        ("a.docx", altered(WORD, word__styles=b"nonsense"), "is damaged (word/styles.xml cannot be read)"),
        ("a.docx", altered(WORD, word__document=BOMB), "unpacks to more than a Word document may hold"),
        ("a.docx", altered(WORD, word__document=ENTITY), "declares entities"),
        ("a.docx", altered(WORD, word__document=OUTSIDE), "declares entities"),
        ("a.docx", altered(WORD, word__document=b"<x/>"), "has no text where a Word document has it"),
        ("a.docx", make_docx.docx(make_docx.p("")), "holds no text, perhaps only pictures"),
        ("a.odt", TEXT[: len(TEXT) // 2], "cut off or damaged"),
        ("a.odt", b"\x00\x01\x02 no zip at all", "named like an OpenDocument text and is none"),
        ("a.odt", encrypted(TEXT), "protected by a password"),
        ("a.odt", altered(TEXT, content=None), "holds no text (content.xml is missing)"),
        ("a.odt", make_odt.odt(more={"META-INF/manifest.xml": make_odt.manifest(inside=PROTECTED_PART)}), "password"),
        ("a.odt", altered(TEXT, content=b"<office"), "is damaged (content.xml cannot be read)"),
        ("a.odt", altered(TEXT, content=BOMB), "unpacks to more than an OpenDocument text may hold"),
        ("a.odt", altered(TEXT, content=ENTITY), "declares entities"),
        ("a.odt", make_odt.odt(make_odt.p("")), "holds no text, perhaps only pictures"),
    ],
)
def test_each_says_what_is_wrong(tmp_path: Path, name: str, data: bytes, expected: str) -> None:
    assert expected in reason(tmp_path / name, data)


def test_sizes_that_a_container_claims_are_not_believed(tmp_path: Path) -> None:
    claims = bytearray(altered(WORD, word__document=BOMB))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        for found in re.finditer(re.escape(signature), bytes(claims)):
            if struct.unpack_from("<I", claims, found.start() + offset)[0] == len(BOMB):
                struct.pack_into("<I", claims, found.start() + offset, 1000)
    assert "is damaged (word/document.xml cannot be read)" in reason(tmp_path / "a.docx", bytes(claims))


def test_a_part_that_grows_beyond_its_limit_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_PART", 300)
    assert "unpacks to more than a Word document may hold" in reason(tmp_path / "a.docx", WORD)


def test_a_table_of_too_many_elements_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_ELEMENTS", 150)
    many = make_docx.docx(*(make_docx.p(f"Paragraph {n}.") for n in range(200)))
    (tmp_path / "many.docx").write_bytes(many)
    assert len(read_blocks(tmp_path / "many.docx")) == 200
    one = make_docx.table(*(make_docx.row(f"row {n}", "words") for n in range(60)))
    assert "elements in one table" in reason(tmp_path / "a.docx", make_docx.docx(one))


def test_deep_nesting_is_left(tmp_path: Path) -> None:
    deep = "<w:ins>" * 5000 + make_docx.p("words") + "</w:ins>" * 5000
    assert "nests its parts too deeply" in reason(tmp_path / "a.docx", make_docx.docx(deep))
    lists = "<text:list><text:list-item>" * 3000 + make_odt.p("words") + "</text:list-item></text:list>" * 3000
    assert "nests its parts too deeply" in reason(tmp_path / "a.odt", make_odt.odt(lists))


def test_repeated_cells_stay_bounded(tmp_path: Path) -> None:
    many = 'table:number-columns-repeated="1000000000"'
    wide = make_odt.table(*(make_odt.row(make_odt.cell("x", more=many), make_odt.cell("y")) for _ in range(20)))
    (tmp_path / "a.odt").write_bytes(make_odt.odt(wide))
    (block,) = read_blocks(tmp_path / "a.odt")
    assert {len(row) for row in block.rows} == {64}


# -- which reader takes a file -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "make", "reader"),
    [
        ("a.docx", lambda: WORD, "Word (.docx)"),
        ("a.odt", lambda: WORD, "Word (.docx)"),
        ("a.txt", lambda: WORD, "Word (.docx)"),
        ("a.docx", lambda: TEXT, "OpenDocument text (.odt)"),
        ("a", lambda: altered(TEXT), "OpenDocument text (.odt)"),
        ("a.docx", lambda: b"1.1 Plain text after all.", "plain text"),
        ("a.odt", lambda: b"1.1 Plain text after all.", "plain text"),
    ],
)
def test_content_decides_and_not_the_name(tmp_path: Path, name: str, make: Callable[[], bytes], reader: str) -> None:
    path = tmp_path / name
    path.write_bytes(make())
    assert reader_for(path).name == reader
    assert [block.text for block in read_blocks(path)] in (["Some words."], ["Plain text after all."])


@pytest.mark.parametrize("inside", ["xl/workbook.xml", "ppt/presentation.xml"])
def test_other_office_files_are_left_to_others(tmp_path: Path, inside: str) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(make_docx.zipped({"[Content_Types].xml": "", inside: ""}))
    assert reader_for(path).name not in ("Word (.docx)", "OpenDocument text (.odt)")


def test_a_spreadsheet_in_opendocument_is_left_to_others(tmp_path: Path) -> None:
    path = tmp_path / "a.odt"
    path.write_bytes(
        make_docx.zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": ""})
    )
    assert reader_for(path).name != "OpenDocument text (.odt)"
