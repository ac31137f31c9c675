"""JSONL files: each record a document of its own, read by its place; lines that hold none."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from mandate_qa.errors import ManifestError, UnreadableDocumentError
from mandate_qa.reading import jsonl_records, number_paragraphs, read_blocks, read_manifest
from mandate_qa.reading.jsonl_names import parted, record_id, record_name
from mandate_qa.types import BlockKind

PLAN = {"id": "plan-2024", "title": "The 2024 plan", "text": "1. Money\n\n1.1 The budget is £3.5 million.\n"}
NOTE = {"_id": "MED-10", "title": "", "contents": "Paint must be safe.\nSecond line."}


def library(folder: Path, *lines: dict[str, Any] | str | bytes, name: str = "corpus.jsonl") -> Path:
    """A folder with one JSONL file."""
    raw = [
        line if isinstance(line, bytes) else (line if isinstance(line, str) else json.dumps(line)).encode()
        for line in lines
    ]
    (folder / name).write_bytes(b"\n".join(raw) + b"\n")
    return folder


def test_each_record_is_a_document(tmp_path: Path) -> None:
    plan, note = read_manifest(library(tmp_path, PLAN, NOTE))
    assert (plan.key, plan.title, plan.short_title, plan.path) == (
        "plan-2024",
        "The 2024 plan",
        "The 2024 plan",
        "corpus.jsonl#plan-2024",
    )
    assert (note.key, note.title, note.path) == ("MED-10", "Paint must be safe.", "corpus.jsonl#MED-10")
    assert plan.content_hash == hashlib.sha256(json.dumps(PLAN).encode()).hexdigest()
    assert (plan.published, plan.period_end, plan.status) == ("", None, "final")


def test_a_record_is_read_as_a_text_file_would_be(tmp_path: Path) -> None:
    document, _ = read_manifest(library(tmp_path, PLAN, NOTE))
    paragraphs = number_paragraphs(document, read_blocks(tmp_path / document.path))
    assert [(p.id, p.text) for p in paragraphs] == [
        ("plan-2024 §1-money", "1. Money"),
        ("plan-2024 ¶1.1", "The budget is £3.5 million."),
    ]


def test_a_record_says_of_itself_what_library_toml_would(tmp_path: Path) -> None:
    said = {
        "short_title": "2024 plan",
        "publisher": "Toy Office",
        "published": "2024-03-28T09:00:00Z",
        "period_start": "2024-04-01",
        "aliases": ["toy plan"],
        "url": "https://example.org/plan",
        "status": "",
        "licence": None,
        "metadata": {"left": "alone"},
    }
    [document] = read_manifest(library(tmp_path, PLAN | said))
    assert (document.short_title, document.publisher, document.published) == ("2024 plan", "Toy Office", "2024-03-28")
    assert (document.period_start, document.aliases, document.status) == ("2024-04-01", ("toy plan",), "final")
    assert document.source == "https://example.org/plan"


@pytest.mark.parametrize("id_name", ["id", "_id", "docid"])
@pytest.mark.parametrize("text_name", ["text", "contents", "body", "content"])
def test_the_names_that_collections_have_for_the_fields(tmp_path: Path, id_name: str, text_name: str) -> None:
    [document] = read_manifest(library(tmp_path, {id_name: 7, text_name: "Paint."}))
    assert document.key == "7"
    assert read_blocks(tmp_path / document.path)[0].text == "Paint."


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{bad", "is not JSON (Expecting property name"),
        ("[1]", "holds no record; write one as"),
        ("12", "holds no record"),
        ('{"text": "x"}', "has no 'id'; give it one"),
        ('{"id": "", "text": "x"}', "has no 'id'"),
        ('{"id": true, "text": "x"}', "has no 'id'"),
        ('{"id": {"a": 1}, "text": "x"}', "has no 'id'"),
        ('{"id": "a"}', "has no 'text'; give it one"),
        ('{"id": "a", "text": " "}', "has no 'text'"),
        ('{"id": "a", "text": ["x"]}', "has no 'text'"),
        ('{"id": "plan-2024", "text": "x"}', "has the id 'plan-2024' of line 1; give it its own"),
        ('{"id": "a", "text": "x", "published": "March 2022"}', "is wrong: 'published' is 'March 2022'; write a date"),
        ('{"id": "a", "text": "x", "key": "a b"}', "is wrong: 'key' is 'a b'"),
        (b'{"id": "a", "text": "\xa35"}', "is not UTF-8 text (byte 21)"),
        ("[" * 100_000, "is nested too deeply"),
    ],
)
def test_a_line_that_holds_no_document_is_told_by_its_number(tmp_path: Path, line: str | bytes, words: str) -> None:
    errors: list[UnreadableDocumentError] = []
    documents = read_manifest(library(tmp_path, PLAN, line, "", NOTE), errors.append)
    assert [document.key for document in documents] == ["plan-2024", "MED-10"]
    [error] = errors
    assert str(error).startswith(f"{tmp_path / 'corpus.jsonl'}, line 2, ")
    assert words in str(error)
    assert str(error).endswith(".")
    assert "\n" not in str(error)
    assert error.path == str(tmp_path / "corpus.jsonl")


def test_without_a_taker_the_first_bad_line_stops(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocumentError, match=r"line 2, is not JSON"):
        read_manifest(library(tmp_path, PLAN, "{bad", "{worse"))


def test_many_bad_lines_are_counted(tmp_path: Path) -> None:
    errors: list[UnreadableDocumentError] = []
    read_manifest(library(tmp_path, PLAN, *["{bad"] * 1234), errors.append)
    assert len(errors) == 21
    assert str(errors[-1]).endswith("has 1,214 more lines that hold no document; mend or remove them.")


def test_a_line_that_is_too_long_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl_records, "MAX_LINE", 200)
    errors: list[UnreadableDocumentError] = []
    documents = read_manifest(library(tmp_path, PLAN, {"id": "long", "text": "x" * 1000}, NOTE), errors.append)
    assert [document.key for document in documents] == ["plan-2024", "MED-10"]
    assert [read_blocks(tmp_path / document.path)[-1].text for document in documents] == [
        "The budget is £3.5 million.",
        "Paint must be safe. Second line.",
    ]
    assert "line 2, has more than" in str(errors[0])


@pytest.mark.parametrize(
    "identifier", ["a/b", "../x", "a#b", "50%", "a b", "ä", "a\x00b", "x.jsonl#y", "C:\\x", "a//b", "."]
)
def test_any_id_makes_a_name(tmp_path: Path, identifier: str) -> None:
    [document] = read_manifest(library(tmp_path, {"id": identifier, "text": "Paint."}))
    assert parted(tmp_path / document.path) == (tmp_path / "corpus.jsonl", identifier)
    assert record_id(document.path) == identifier
    assert [block.text for block in read_blocks(tmp_path / document.path)] == ["Paint."]


def test_a_file_that_has_the_sign_in_its_name_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl#b").write_text("Paint.", "utf-8")
    assert parted(tmp_path / "a.jsonl#b") == (tmp_path / "a.jsonl#b", "")
    assert parted(tmp_path / "plan.txt#b") == (tmp_path / "plan.txt#b", "")
    assert record_name("a.jsonl", "b/c") == "a.jsonl#b%2Fc"
    assert record_id("plan.txt") is record_id("kept/plan.txt#b") is None
    assert record_id("kept/a.jsonl#b%2Fc") == "b/c"


def test_a_whole_file_has_a_heading_for_each_record(tmp_path: Path) -> None:
    blocks = read_blocks(library(tmp_path, PLAN, NOTE) / "corpus.jsonl")
    assert [(block.kind, block.level, block.text) for block in blocks] == [
        (BlockKind.HEADING, 1, "The 2024 plan"),
        (BlockKind.HEADING, 2, "Money"),
        (BlockKind.TEXT, 0, "The budget is £3.5 million."),
        (BlockKind.HEADING, 1, "Paint must be safe."),
        (BlockKind.TEXT, 0, "Paint must be safe. Second line."),
    ]


def test_library_toml_may_list_a_record_or_a_whole_file(tmp_path: Path) -> None:
    entry = '[[document]]\nkey = "the-plan"\ntitle = "Plan"\npublished = "2024"\npath = "corpus.jsonl{}"\n'
    library(tmp_path, PLAN, NOTE)
    (tmp_path / "library.toml").write_text(entry.format("#plan-2024"))
    assert [document.key for document in read_manifest(tmp_path)] == ["the-plan", "MED-10"]
    (tmp_path / "library.toml").write_text(entry.format(""))
    assert [document.key for document in read_manifest(tmp_path)] == ["the-plan"]


def test_the_same_id_in_two_files_is_refused(tmp_path: Path) -> None:
    library(library(tmp_path, PLAN), PLAN, name="other.jsonl")
    with pytest.raises(ManifestError, match=r"corpus\.jsonl#plan-2024 and other\.jsonl#plan-2024"):
        read_manifest(tmp_path)


def test_a_record_that_is_gone_is_told(tmp_path: Path) -> None:
    library(tmp_path, PLAN)
    with pytest.raises(UnreadableDocumentError, match=r"has no record 'gone'; name one that it has"):
        read_blocks(tmp_path / "corpus.jsonl#gone")
    with pytest.raises(UnreadableDocumentError, match=r"nowhere\.jsonl#x cannot be read"):
        read_blocks(tmp_path / "nowhere.jsonl#x")


def test_an_empty_file(tmp_path: Path) -> None:
    library(tmp_path, "", "")
    with pytest.raises(UnreadableDocumentError, match=r"corpus\.jsonl holds no records"):
        read_blocks(tmp_path / "corpus.jsonl")
    assert read_manifest(tmp_path) == []


def test_a_file_that_has_changed_is_read_anew(tmp_path: Path) -> None:
    library(tmp_path, PLAN, NOTE)
    assert read_blocks(tmp_path / "corpus.jsonl#MED-10")
    library(tmp_path, NOTE | {"contents": "Other words."}, PLAN)
    assert read_blocks(tmp_path / "corpus.jsonl#MED-10")[0].text == "Other words."


def test_a_file_is_gone_through_once_however_many_records_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    passes = []
    read_lines = jsonl_records.read_lines

    def counted(path: Path) -> Any:
        passes.append(path)
        return read_lines(path)

    monkeypatch.setattr(jsonl_records, "read_lines", counted)
    folder = library(tmp_path, *({"id": n, "text": f"1.{n} Text {n}."} for n in range(1, 501)))
    documents = read_manifest(folder)
    texts = [read_blocks(folder / document.path)[0].text for document in documents]
    assert texts == [f"Text {n}." for n in range(1, 501)]
    assert len(passes) == 2  # once for the list of documents, once for the places


def test_text_from_right_to_left_and_a_byte_order_mark(tmp_path: Path) -> None:
    line = "\ufeff" + json.dumps({"id": "صحة", "text": "1.1 تقرير 2021."}, ensure_ascii=False)
    [document] = read_manifest(library(tmp_path, line))
    assert (document.key, document.path) == ("صحة", "corpus.jsonl#صحة")
    [block] = read_blocks(tmp_path / document.path)
    assert (block.marker, block.text) == ("1.1", "تقرير 2021.")


def test_ids_that_look_alike_as_keys_are_told_apart(tmp_path: Path) -> None:
    ids = ["a/b", "a-b", "a b", "!!", "??"]
    documents = read_manifest(library(tmp_path, *({"id": one, "text": "Paint."} for one in ids)))
    keys = [document.key for document in documents]
    assert keys[1] == "a-b"
    assert len(set(keys)) == len(ids)
    assert [record_id(document.path) for document in documents] == ids


def test_of_two_ids_the_one_that_collections_make_is_taken(tmp_path: Path) -> None:
    documents = read_manifest(library(tmp_path, *({"_id": f"p_{n}", "id": "p", "text": "Paint."} for n in range(2))))
    assert [document.key for document in documents] == ["p_0", "p_1"]


@pytest.mark.parametrize("foreign", [{"status": 200}, {"date": "Jan 2020"}, {"source": {"a": 1}}, {"licence": 3}])
def test_another_thing_of_the_same_name_is_left_alone(tmp_path: Path, foreign: dict[str, Any]) -> None:
    [document] = read_manifest(library(tmp_path, {"id": "a", "text": "Paint."} | foreign))
    assert (document.key, document.published, document.status, document.source) == ("a", "", "final", "")
