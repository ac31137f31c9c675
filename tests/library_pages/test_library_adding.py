"""Adding a document on the pages: chosen, checked, corrected, added, asked about; and everything that may go wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from library_visitor import PLAN, QUESTION, FormReader, Visitor, word_file, words_of

from mandate_qa.curating.proposing import propose
from mandate_qa.web.service import Service


def test_a_text_is_checked_corrected_added_and_asked_about(visitor: Visitor, service: Service, shelf: Path) -> None:
    check = visitor.upload("kites.txt", PLAN)
    assert FormReader(check.text).fields == {
        "title": "The Kite Office's strategy for 2025-26",
        "short_title": "2025-26 strategy",
        "publisher": "Office of Kites",
        "published": "2025-04-03",
        "period": "2025-04-01 to 2026-03-31",
        "replaces": "",
        "key": "kites",
    }
    words = words_of(check.text)
    assert "Read from the line “Published 3 April 2025”" in words
    assert "From the name of the file" in words
    assert "5 paragraphs, 2 of them with a printed number" in words
    assert "1.2 Strings must be of hemp." in words
    assert visitor.held() == ["toy-plan-2024", "paint"]  # nothing is added before it was confirmed
    job = visitor.send(check, title="Kites for all", replaces="toy-plan-2024", publisher="")
    assert visitor.finished(job)["state"] == "done"
    assert "“Kites for all” was added, with 5 paragraphs." in words_of(visitor.get(job.url.path))
    added = service.assistant.library.documents["kites"]
    assert (added.title, added.replaces, added.publisher) == ("Kites for all", "toy-plan-2024", "")
    answer = service.assistant.ask(QUESTION)
    assert "720 kites" in answer.text
    assert answer.citations[0].document == "kites"
    assert (shelf / "kites.txt").read_bytes() == PLAN
    assert visitor.remove("kites")["state"] == "done"
    assert not [citation for citation in service.assistant.ask(QUESTION).citations if citation.document == "kites"]
    assert not (shelf / "kites.txt").exists()


def test_a_word_file_is_shown_with_its_table(visitor: Visitor, service: Service) -> None:
    check = visitor.upload("swings.docx", word_file())
    assert "Word (.docx)" in check.text and "1 table" in words_of(check.text)
    assert "<td>Ropes</td><td>48</td>" in check.text
    assert "From the financial years in the title" in check.text
    assert visitor.finished(visitor.send(check))["state"] == "done"
    assert "48" in service.assistant.ask("How many ropes are there for swings in 2025-26?").text


def test_a_field_that_is_wrong_is_named_and_nothing_entered_is_lost(visitor: Visitor) -> None:
    check = visitor.upload("kites.txt", PLAN)
    before = FormReader(check.text).fields
    wrong = {
        "published": "last week",
        "period": "soon",
        "key": "two words",
        "title": "",
        "publisher": "Me & <b>you</b>",
    }
    again = visitor.send(check, status=400, **wrong)
    assert FormReader(again.text).fields == before | wrong
    words = words_of(again.text)
    assert "'published' is 'last week'; write a date such as 2022-03-31" in words.lower()
    assert "The period 'soon' cannot be read; write a year such as" in words
    assert "use letters, digits, hyphens" in words
    assert "The document does not tell its title; enter it." in words
    assert "As you entered it" in words
    assert "<b>you</b>" not in again.text
    assert 'id="title-error"' in again.text and 'aria-invalid="true"' in again.text
    assert FormReader(visitor.get(again.url.path)).fields == before | wrong
    assert visitor.finished(visitor.send(again, **before))["state"] == "done"


def test_a_period_the_wrong_way_round_and_a_field_too_long(visitor: Visitor) -> None:
    check = visitor.upload("kites.txt", PLAN)
    again = visitor.send(check, status=400, period="2025-04-01 to 2024-03-31", short_title="x" * 501)
    assert "The period ends on 2024-03-31, before it starts on 2025-04-01" in words_of(again.text)
    assert "Use at most 500 characters." in words_of(again.text)


def test_what_the_document_does_not_tell_is_asked_for(visitor: Visitor) -> None:
    check = visitor.upload("bare.txt", b"Toys for all\n\n1.1 Paint must be safe.")
    again = visitor.send(check, status=400)
    assert "The document does not tell when it was published; enter a date such as" in words_of(again.text)
    assert visitor.finished(visitor.send(again, published="2024"))["state"] == "done"


def test_fields_may_be_emptied(visitor: Visitor, service: Service) -> None:
    visitor.add("kites.txt", PLAN, publisher="", period="", short_title="")
    document = service.assistant.library.documents["kites"]
    assert (document.publisher, document.period_start, document.period_end) == ("", None, None)


def test_a_new_preview_shows_what_was_entered(visitor: Visitor) -> None:
    check = visitor.upload("kites.txt", PLAN)
    again = visitor.send(check, then="preview", title="Kites")
    assert FormReader(again.text).fields["title"] == "Kites"
    assert again.url.path == check.url.path
    assert visitor.held() == ["toy-plan-2024", "paint"]


def test_a_key_that_is_taken_gives_way(visitor: Visitor) -> None:
    check = visitor.upload("toy-plan-2024.txt", PLAN)
    assert FormReader(check.text).fields["key"] == "toy-plan-2024-2"
    again = visitor.send(check, status=400, key="paint")
    assert "give another one." in words_of(again.text)
    assert visitor.finished(visitor.send(check))["state"] == "done"
    assert "toy-plan-2024-2" in visitor.held()


def test_the_same_file_twice(visitor: Visitor, shelf: Path) -> None:
    first, second = visitor.upload("kites.txt", PLAN), visitor.upload("again.txt", PLAN)
    assert visitor.finished(visitor.send(first))["state"] == "done"
    refused = visitor.upload("kites.txt", PLAN, status=400)
    assert "kites.txt is in the library already, as &#39;kites&#39;; nothing needs to be added." in refused.text
    late = visitor.send(second, status=400)
    assert "again.txt is in the library already" in words_of(late.text)
    assert not (shelf / "again.txt").exists()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("plan.txt", b"", "plan.txt is empty"),
        ("plan.pdf", b"%PDF-1.7 and nothing", "plan.pdf"),
        ("plan.png", b"\x89PNG\x00\x01\x02\xff" * 50, "plan.png"),
        ("plan.docx", b"PK\x03\x04" + b"\x00" * 50, "plan.docx"),
        ("plan.txt", b" \n \n ", "plan.txt"),
    ],
)
def test_a_file_that_cannot_be_read(visitor: Visitor, name: str, content: bytes, sentence: str) -> None:
    words = words_of(visitor.upload(name, content, status=400).text)
    assert sentence in words
    assert "mandate-qa-" not in words and "/tmp" not in words and "Something went wrong" not in words


def test_a_file_that_is_too_large(visitor: Visitor) -> None:
    refused = visitor.upload("plan.txt", b"x" * 1_200_000, status=413)
    assert "The file is larger than 1 MB; split it" in words_of(refused.text)
    assert "The file is larger" in words_of(visitor.upload("plan.txt", b"x" * 9_000_000, status=413).text)
    assert visitor.upload("plan.txt", PLAN + b"Words. " * 140_000).status_code == 200


def test_a_form_without_a_file_or_none_at_all(visitor: Visitor) -> None:
    empty = visitor.client.post("/library/add", files={"other": ("a.txt", b"x")})
    assert (empty.status_code, "No file was chosen; choose one." in empty.text) == (400, True)
    for body, kind in ((b"nonsense", "multipart/form-data; boundary=x"), (b"a=b", "application/x-www-form-urlencoded")):
        broken = visitor.client.post("/library/add", content=body, headers={"content-type": kind})
        assert broken.status_code == 400
        assert "as a form; go back" in broken.text or "No file was chosen" in broken.text


def test_what_a_title_holds_is_words_and_nothing_else(visitor: Visitor, service: Service, shelf: Path) -> None:
    hostile = '<img src=x onerror=alert(1)> "]\n[[document]]\nkey = "evil" {{ 7 * 7 }}'
    added = visitor.add("kites.txt", PLAN, title=hostile, replaces="\u202e<script>")
    assert added["state"] == "done"
    assert list(service.assistant.library.documents) == ["toy-plan-2024", "kites", "paint"]
    html = visitor.get("/library") + visitor.get("/library/remove?document=kites")
    assert "<img src" not in html and "<script>" not in html and "49" not in html and "\u202e" not in html
    assert service.assistant.library.documents["kites"].title == " ".join(hostile.split())


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../../../etc/passwd.txt", "passwd.txt"),
        ("..\\..\\evil.txt", "evil.txt"),
        ("/absolute.txt", "absolute.txt"),
        (".hidden.txt", "hidden.txt"),
        ("~$plan.txt", "plan.txt"),
        ("library.toml", "library.toml.txt"),
        (".lock", "lock.txt"),
        ("README.txt", "document-README.txt"),
        ("con.txt", "document-con.txt"),
        ("a#b?c*d:e|f.txt", "a-b-c-d-e-f.txt"),
        ("<img src=x>.txt", "img src-x-.txt"),
        ("plan\u202etxt.exe", "plan-txt.exe.txt"),
        ("x" * 300 + ".txt", "x" * 96 + ".txt"),
        ("....", "document.txt"),
        ("Größe (endgültig) & Co.txt", "Größe (endgültig) & Co.txt"),
    ],
)
def test_a_file_keeps_a_plain_name_inside_the_folder(visitor: Visitor, shelf: Path, name: str, kept: str) -> None:
    before = {path.name for path in shelf.iterdir()}
    manifest = (shelf / "library.toml").read_text("utf-8")
    assert visitor.add(name, PLAN)["state"] == "done"
    assert {path.name for path in shelf.iterdir()} - before - {".lock"} == {kept}
    assert (shelf / "library.toml").read_text("utf-8").startswith(manifest.rstrip("\n"))


@pytest.mark.parametrize("id", ["../../x", "%2e%2e", "%2e%2e%2f%2e%2e%2fetc", "x" * 500, "a/b", "\u202e"])
def test_an_address_leads_to_no_file(visitor: Visitor, id: str) -> None:
    assert visitor.client.get(f"/library/check/{id}").status_code == 404
    assert visitor.client.get(f"/library/jobs/{id}").status_code == 404
    assert visitor.client.post(f"/library/check/{id}/cancel").status_code in (404, 405)


def test_records_are_shown_and_added_each_as_a_document(visitor: Visitor) -> None:
    lines = b'{"id": "a", "title": "First <b>", "text": "1.1 Hoops roll."}\n{"id": "b", "text": "Marbles too."}\n'
    check = visitor.upload("notes.jsonl", lines)
    assert "2 records, each a document of its own" in words_of(check.text)
    assert "First &lt;b&gt;" in check.text
    assert visitor.finished(visitor.send(check))["state"] == "done"
    assert len(visitor.held()) == 4


def test_cancel_does_away_with_the_file(visitor: Visitor) -> None:
    check = visitor.upload("kites.txt", PLAN)
    back = visitor.client.post(f"{check.url.path}/cancel")
    assert back.url.path == "/library"
    assert "This file is not here any more" in words_of(visitor.get(check.url.path, status=404))
    assert visitor.held() == ["toy-plan-2024", "paint"]


def test_a_file_is_read_again_only_when_something_was_changed(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    readings: list[dict[str, str]] = []

    def counted(file: Path, given: dict[str, str], library: Any) -> Any:
        readings.append(given)
        return propose(file, given, library)

    monkeypatch.setattr("mandate_qa.web.library.reading.propose", counted)
    assert visitor.add("kites.txt", PLAN)["state"] == "done"
    assert len(readings) == 1
    assert visitor.add("more.txt", PLAN + b"More.", short_title="Kites, again")["state"] == "done"
    assert len(readings) == 3
