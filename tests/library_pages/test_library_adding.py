"""Adding a document on the pages: chosen, checked, corrected, added, asked about; and everything that may go wrong."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from docx import Document as WordDocument
from library_visitor import FormReader, Visitor, words_of
from starlette.requests import Request

from mandate_qa.curating import changing
from mandate_qa.curating.proposing import propose
from mandate_qa.errors import SearchIndexError
from mandate_qa.web.library import staging
from mandate_qa.web.library.desk import Desk
from mandate_qa.web.library.staging import Staging
from mandate_qa.web.service import Service

PLAN = b"""Office of Kites

The Kite Office's strategy for 2025-26

Published 3 April 2025

1.1 The Kite Office will hand out 720 kites by June 2025.

1.2 Strings must be of hemp.
"""
QUESTION = "How many kites will the Kite Office hand out?"


def word_file() -> bytes:
    """A .docx with a title, two numbered paragraphs and a table."""
    document, file = WordDocument(), io.BytesIO()
    document.add_heading("The Swing Office's guidance for 2025-26", 0)
    document.add_paragraph("Published 4 May 2025")
    document.add_paragraph("1.1 Swings must hang from 2 ropes.")
    table = document.add_table(2, 2)
    for place, words in enumerate(("Swings", "2025-26", "Ropes", "48")):
        table.cell(place // 2, place % 2).text = words
    document.save(file)
    return file.getvalue()


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


class TestStaging:
    def test_a_file_waits_an_hour_and_one_that_is_being_added_longer(self) -> None:
        now = [0.0]
        staged = Staging(lambda: now[0])
        old, busy = (staged.add(name, io.BytesIO(b"x"), "") for name in ("old.txt", "busy.txt"))
        assert staged.claim(busy, "job") and not staged.claim(busy, "other")
        assert old.file.parent.stat().st_mode & 0o077 == 0
        now[0] = 3599.0
        assert staged.staged(old.id, "") == old
        now[0] = 3601.0
        staged.sweep()
        assert not old.file.parent.exists()
        assert busy.file.exists()
        staged.release(busy.id)
        assert staged.staged(busy.id, "").job == ""

    def test_what_cannot_be_written_takes_no_place(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def full(*_: Any) -> None:
            raise OSError(28, "No space left on device")

        staged = Staging()
        with monkeypatch.context() as patch:
            patch.setattr(staging.shutil, "copyfileobj", full)
            for _ in range(staging.MOST + 1):
                with pytest.raises(OSError, match="No space left"):
                    staged.add("plan.txt", io.BytesIO(b"x"), "")
        assert staged.add("plan.txt", io.BytesIO(b"x"), "").file.read_bytes() == b"x"

    def test_only_so_many_files_wait(self, visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(staging, "MOST", 1)
        visitor.upload("kites.txt", PLAN)
        assert "Too many files are waiting" in words_of(visitor.upload("more.txt", PLAN, status=503).text)


class TestWork:
    def test_what_fails_leaves_the_library_and_the_form_as_they_were(
        self, visitor: Visitor, service: Service, shelf: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(seeds: Path, out: Path, *_: Any) -> None:
            raise SearchIndexError(f"The index in {out}/x cannot be written (the disk is full); free some space.")

        before = {path.name: path.read_bytes() for path in shelf.iterdir() if path.is_file() and path.name != ".lock"}
        check = visitor.upload("kites.txt", PLAN)
        with monkeypatch.context() as patch:
            patch.setattr(changing, "build_index", full)
            job = visitor.send(check, title="Kites & more")
            told = visitor.finished(job)
        assert told["state"] == "failed"
        page = visitor.get(job.url.path)
        assert "The index in x cannot be written (the disk is full); free some space." in words_of(page)
        assert f'href="{check.url.path}"' in page
        after = {path.name: path.read_bytes() for path in shelf.iterdir() if path.is_file() and path.name != ".lock"}
        assert after == before
        assert list(service.assistant.library.documents) == ["toy-plan-2024", "paint"]
        assert FormReader(visitor.get(check.url.path)).fields["title"] == "Kites & more"
        assert visitor.finished(visitor.send(check, title="Kites & more"))["state"] == "done"

    def test_an_unknown_error_shows_no_detail(
        self, visitor: Visitor, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        def broken(*_: Any) -> None:
            raise ZeroDivisionError("secret detail")

        check = visitor.upload("kites.txt", PLAN)
        monkeypatch.setattr(changing, "build_index", broken)
        told = visitor.finished(visitor.send(check))
        assert told["state"] == "failed" and "Something went wrong" in told["words"]
        assert "secret detail" in caplog.text

    def test_one_change_at_a_time_and_the_others_are_told(
        self, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        begun, go = Event(), Event()
        real = changing.build_index

        def held(seeds: Path, out: Path, settings: Any, progress: Any) -> Any:
            progress("embedding", 3, 12)
            begun.set()
            assert go.wait(30)
            return real(seeds, out, settings, progress)

        monkeypatch.setattr(changing, "build_index", held)
        kites = visitor.send(visitor.upload("kites.txt", PLAN))
        assert begun.wait(30)
        swings = visitor.send(visitor.upload("swings.docx", word_file()))
        running = visitor.client.get(f"{kites.url.path}.json").json()
        assert (running["state"], running["words"]) == ("running", "Preparing passages for searching: 3 of 12")
        assert (running["done"], running["total"]) == (3, 12)
        page = visitor.get(kites.url.path)
        assert 'max="12" value="3"' in page and '<noscript><meta http-equiv="refresh" content="3"></noscript>' in page
        waiting = visitor.client.get(f"{swings.url.path}.json").json()
        assert waiting["words"] == "Waiting for one other change of the library to be done."
        again = visitor.client.get(kites.url.path)
        assert again.status_code == 200
        go.set()
        assert [visitor.finished(job)["state"] for job in (kites, swings)] == ["done", "done"]
        assert sorted(visitor.held()) == ["kites", "paint", "swings", "toy-plan-2024"]

    def test_a_service_that_is_stopped_gives_work_up_and_leaves_the_library(
        self, visitor: Visitor, service: Service, shelf: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        real = changing.build_index

        def stopped(*given: Any) -> Any:
            service.closing.begin()
            return real(*given)

        before = (shelf / "library.toml").read_bytes()
        monkeypatch.setattr(changing, "build_index", stopped)
        told = visitor.finished(visitor.send(visitor.upload("kites.txt", PLAN)))
        assert told["words"] == "The service was stopped before this was done; the library is as it was."
        assert (shelf / "library.toml").read_bytes() == before
        assert not (shelf / "kites.txt").exists()

    def test_an_index_that_cannot_be_opened_is_told(self, visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
        def damaged(*_: Any) -> None:
            raise SearchIndexError("The index is damaged; run: mandate-qa index")

        monkeypatch.setattr("mandate_qa.web.live.Live.reload", damaged)
        told = visitor.finished(visitor.send(visitor.upload("kites.txt", PLAN)))
        assert told["state"] == "failed"
        assert told["words"].startswith("The library was changed, but answers still come from what it was before: The ")

    def test_sent_twice_is_added_once(self, visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
        go, real = Event(), changing.build_index
        monkeypatch.setattr(changing, "build_index", lambda *given: go.wait(30) and real(*given))
        check = visitor.upload("kites.txt", PLAN)
        first, second = visitor.send(check), visitor.send(check)
        assert first.url == second.url
        cancelled = visitor.client.post(f"{check.url.path}/cancel")
        assert cancelled.url == first.url
        go.set()
        assert visitor.finished(first)["state"] == "done"

    def test_a_reader_that_breaks_is_one_sentence(self, visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("mandate_qa.web.library.reading.propose", lambda *_: 1 / 0)
        refused = visitor.upload("kites.txt", PLAN, status=400)
        assert "Something went wrong" in words_of(refused.text)


class TestWhoMay:
    POSTS = ("/library/add", "/library/check/x", "/library/check/x/cancel", "/library/remove", "/library/removed")

    @pytest.mark.parametrize("path", POSTS)
    def test_nothing_can_be_changed_where_uploads_are_off(self, visit: Callable[..., Visitor], path: str) -> None:
        off = visit(uploads=False)
        refused = off.client.post(path, files={"file": ("a.txt", PLAN)})
        assert refused.status_code == 403
        assert "Documents cannot be added or removed on this page" in words_of(refused.text)
        assert "Add a document" not in off.get("/library") and "Remove" not in words_of(off.get("/library"))
        assert off.client.get("/library/add").status_code == 403

    @pytest.mark.parametrize("path", POSTS)
    def test_only_who_signed_in_may_where_people_sign_in(self, visit: Callable[..., Visitor], path: str) -> None:
        refused = visit(users="people.toml").client.post(path)
        assert refused.status_code == 403
        assert "sign in first" in refused.text
        assert visit(user_header="X-Forwarded-User").client.post(path).status_code == 403

    def test_what_one_reader_sent_is_nobody_elses(self, visit: Callable[..., Visitor]) -> None:
        visitor = visit(user="ann", users="people.toml")
        check = visitor.upload("kites.txt", PLAN)
        others = {"x-test-user": "bob"}
        for path in (check.url.path, f"{check.url.path}/cancel"):
            assert visitor.client.post(path, headers=others).status_code == 404
        job = visitor.send(check)
        assert visitor.client.get(job.url.path, headers=others).status_code == 404
        assert visitor.client.get(f"{job.url.path}.json", headers=others).status_code == 404
        assert visitor.finished(job)["state"] == "done"

    def test_where_nobody_told_the_folders_nothing_can_be_changed(self, service: Service) -> None:
        desk = Desk(replace(service, seeds=None))
        nobody = Request({"type": "http", "headers": [], "state": {}})
        assert desk.refusal(nobody).startswith("Documents cannot be added")
        assert Desk(service).refusal(nobody) == ""
