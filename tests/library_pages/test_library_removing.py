"""Removing a document on the pages, and putting it back."""

from __future__ import annotations

from pathlib import Path

from library_visitor import FormReader, Visitor, words_of

from mandate_qa.web.service import Service


def test_the_page_says_what_happens_before_it_does(visitor: Visitor, shelf: Path) -> None:
    words = words_of(visitor.get("/library/remove?document=toy-plan-2024"))
    assert "The Toy Office's plan for 2024-25" in words
    assert "kept aside in the folder .removed of the documents, and can be put back" in words
    assert visitor.held() == ["toy-plan-2024", "paint"]


def test_a_document_is_removed_and_put_back_as_it_was(visitor: Visitor, service: Service, shelf: Path) -> None:
    before = service.assistant.library.documents["toy-plan-2024"]
    told = visitor.remove("toy-plan-2024")
    assert told["state"] == "done"
    assert "was removed. Its file is kept as .removed/" in told["words"]
    assert visitor.held() == ["paint"]
    listed = visitor.get("/library/removed")
    assert "toy-plan-2024.txt, removed on" in words_of(listed)
    (name,) = [path.name for path in (shelf / ".removed").glob("*.txt")]
    check = visitor.client.post("/library/removed", data={"file": name})
    assert FormReader(check.text).fields["key"] == "toy-plan-2024"
    assert "As the library said before it was removed" in words_of(check.text)
    assert visitor.finished(visitor.send(check))["state"] == "done"
    after = service.assistant.library.documents["toy-plan-2024"]
    assert after == before
    assert after.aliases == ("toy plan",)
    assert "Nothing was removed so far." in visitor.get("/library/removed")


def test_a_document_that_nobody_described_keeps_its_key(visitor: Visitor, shelf: Path) -> None:
    visitor.remove("paint")
    (name,) = [path.name for path in (shelf / ".removed").glob("*.txt")]
    check = visitor.client.post("/library/removed", data={"file": name})
    assert visitor.finished(visitor.send(check))["state"] == "done"
    assert visitor.held() == ["toy-plan-2024", "paint"]


def test_the_only_document_stays(visitor: Visitor) -> None:
    visitor.remove("paint")
    for reply in (
        visitor.client.get("/library/remove?document=toy-plan-2024"),
        visitor.client.post("/library/remove", data={"document": "toy-plan-2024"}),
    ):
        assert reply.status_code == 400
        assert "This is the only document of the library" in reply.text
    assert visitor.held() == ["toy-plan-2024"]


def test_two_removals_at_once_leave_one(visitor: Visitor) -> None:
    jobs = [visitor.client.post("/library/remove", data={"document": key}) for key in visitor.held()]
    assert sorted(visitor.finished(job)["state"] for job in jobs) == ["done", "failed"]
    assert len(visitor.held()) == 1


def test_a_document_that_is_not_there(visitor: Visitor) -> None:
    refused = visitor.client.post("/library/remove", data={"document": "pain"})
    assert (refused.status_code, "did you mean &#39;paint&#39;" in refused.text) == (400, True)
    for key in ("../paint", "", "<script>"):
        reply = visitor.client.post("/library/remove", data={"document": key})
        assert reply.status_code == 400
        assert "<script>" not in reply.text


def test_only_what_is_listed_can_be_put_back(visitor: Visitor, shelf: Path) -> None:
    visitor.remove("paint")
    for name in ("../toy-plan-2024.txt", "library.toml", "/etc/passwd", "", "nothing.txt"):
        reply = visitor.client.post("/library/removed", data={"file": name})
        assert reply.status_code == 404
        assert "No removed file has this name" in reply.text


def test_a_record_is_taken_out_by_hand(visitor: Visitor) -> None:
    visitor.add("notes.jsonl", b'{"id": "a", "text": "Hoops roll."}\n')
    (key,) = set(visitor.held()) - {"toy-plan-2024", "paint"}
    told = visitor.remove(key)
    assert told["state"] == "failed"
    assert "take the line out of that file" in told["words"]


def test_a_form_that_is_too_large_or_no_form(visitor: Visitor) -> None:
    assert visitor.client.post("/library/remove", content=b"document=" + b"x" * 100_000).status_code == 413
    assert visitor.client.post("/library/remove", content=b"&".join([b"a=1"] * 99)).status_code == 400
    assert visitor.client.post("/library/remove", content=b"\xff\xfe").status_code == 400
