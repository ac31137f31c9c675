"""The work of adding a document: one at a time, given up whole, its failures told in a sentence."""

from __future__ import annotations

from pathlib import Path
from threading import Event
from typing import Any

import pytest
from library_visitor import PLAN, FormReader, Visitor, word_file, words_of

from mandate_qa.curating import changing
from mandate_qa.errors import SearchIndexError
from mandate_qa.web.service import Service


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
