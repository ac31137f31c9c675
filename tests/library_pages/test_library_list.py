"""The list of documents: what it says of each, filtering, order and pages, and the same as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from library_visitor import Visitor, titles, words_of

from mandate_qa import Assistant
from mandate_qa.cli import main
from mandate_qa.types import Document
from mandate_qa.web.library.listing import Choice, choice_of
from mandate_qa.web.service import Service


def test_each_document_is_told_with_its_standing(visitor: Visitor) -> None:
    html = visitor.get("/library")
    words = words_of(html)
    assert titles(html) == ["The Toy Office&#39;s plan for 2024-25", "The Paint Office&#39;s plan for 2023-24"]
    assert '<a href="/documents/toy-plan-2024">' in html
    assert "2 documents with" in words
    assert (
        "Toy Office 28 March 2024 1 April 2024 to 31 March 2025 ■ Latest edition; its period ended on 31 March 2025"
        in words
    )
    assert (
        "Ministry of Paint 2 May 2023 1 April 2023 to 31 March 2024 ■ Latest edition; its period ended on 31 March 2024"
        in words
    )
    assert "Named in answers: 2024-25 toy plan" in words


def test_editions_name_each_other(service: Service, visit: Callable[..., Visitor]) -> None:
    visitor = visit()
    added = visitor.add("newer.txt", b"The Toy plan\n\nPublished 1 May 2025\n\n1.1 Blocks.", replaces="toy-plan-2024")
    assert added["state"] == "done"
    html = visitor.get("/library")
    assert 'Superseded by <a href="/documents/newer">The Toy plan</a></strong>' in html
    assert 'Replaces <a href="/documents/toy-plan-2024">2024-25 toy plan</a>' in html
    assert titles(visitor.get("/library?kind=superseded")) == ["The Toy Office&#39;s plan for 2024-25"]
    assert len(titles(visitor.get("/library?kind=latest"))) == 2


def test_what_could_not_be_read_is_told_with_the_reason(
    service: Service, shelf: Path, home: Path, visitor: Any
) -> None:
    (shelf / "blank.txt").write_text("", "utf-8")
    (shelf / "scan.pdf").write_bytes(b"%PDF-1.4 of nothing")
    Assistant.open(home, "extractive", shelf, service.settings)
    service.live.reload()
    words = words_of(visitor.get("/library"))
    assert "2 files could not be read" in words
    assert "blank.txt blank.txt is empty; replace it or remove it." in words
    assert "scan.pdf scan.pdf" in words
    assert str(shelf) not in words


def test_a_document_that_was_not_read_in_full_says_so(service: Service, visitor: Visitor) -> None:
    service.assistant.warnings["paint.txt"] = ("page 2 holds a picture; <b>recognise</b> it.",)
    html = visitor.get("/library?kind=warned")
    assert titles(html) == ["The Paint Office&#39;s plan for 2023-24"]
    assert "Not read in full: page 2 holds a picture; &lt;b&gt;recognise&lt;/b&gt; it." in html
    assert "1 document was not read in full." in words_of(html)


def test_the_json_is_what_the_command_line_gives(
    visitor: Visitor, shelf: Path, home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MANDATE_QA_EMBEDDER", "hashing")
    assert main(["list", "--json", "--seeds", str(shelf), "--index", str(home)]) == 0
    assert visitor.client.get("/library.json").json() == json.loads(capsys.readouterr().out)


def test_links_lie_under_the_path_of_the_service(visit: Callable[..., Visitor]) -> None:
    html = visit(root="/deep").get("/library")
    assert '<a href="/deep/documents/toy-plan-2024">' in html
    assert 'href="/library' not in html


class TestManyDocuments:
    @pytest.fixture
    def many(self, visit: Callable[..., Visitor], service: Service) -> Visitor:
        """A visitor of a library of 2,345 documents."""
        documents = {f"d{n}": document(n) for n in range(2345)}
        library = SimpleNamespace(documents=documents, paragraph_count=lambda key: int(key[1:]))
        service.live._assistant = SimpleNamespace(library=library, left_out=(), warnings={})  # type: ignore[assignment]
        return visit(uploads=False)

    def test_pages_of_fifty(self, many: Visitor) -> None:
        assert titles(many.get("/library"))[::49] == ["Plan 0", "Plan 49"]
        assert titles(many.get("/library?page=47"))[::44] == ["Plan 2300", "Plan 2344"]
        assert "2,345 documents with 2,748,340 paragraphs" in words_of(many.get("/library"))
        assert "Documents 51 to 100 of 2,345" in words_of(many.get("/library?page=2"))

    @pytest.mark.parametrize("page", ["0", "-1", "999999", "999999999999999999999", "x", "²", "<script>"])
    def test_a_page_that_is_not_there_is_the_nearest(self, many: Visitor, page: str) -> None:
        assert len(titles(many.get(f"/library?page={page}"))) in (45, 50)

    def test_links_keep_the_filter_and_the_order(self, many: Visitor) -> None:
        html = many.get("/library?words=body+plan&order=most&kind=latest")
        assert titles(html)[0] == "Plan 2344"
        assert 'href="/library?words=body+plan&amp;kind=latest&amp;order=most&amp;page=2"' in html

    def test_every_word_must_stand_in_the_document(self, many: Visitor) -> None:
        assert titles(many.get("/library?words=PLAN+2344")) == ["Plan 2344"]
        assert "No document matches" in many.get("/library?words=plan+nowhere")

    @pytest.mark.parametrize(
        ("order", "first"),
        [
            ("newest", "Plan 2323"),
            ("oldest", "Plan 28"),
            ("publisher", "Plan 0"),
            ("title", "Plan 0"),
            ("period", "Plan 0"),
        ],
    )
    def test_orders(self, many: Visitor, order: str, first: str) -> None:
        assert titles(many.get(f"/library?order={order}"))[0] == first

    def test_the_words_asked_for_are_shown_escaped(self, many: Visitor) -> None:
        html = many.get('/library?words="><script>alert(1)</script>')
        assert "<script>alert" not in html
        assert 'value="&#34;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"' in html


def document(n: int) -> Document:
    """A document of a large library; the first does not tell when it was published."""
    published = f"{2000 + n // 100}-01-{1 + n % 28:02}" if n else ""
    return Document(f"d{n}", f"Plan {n}", f"P{n}", f"Body {n % 10}", published, None, None)


def test_what_an_address_cannot_mean_is_left_out() -> None:
    assert choice_of({"order": "evil", "kind": "x", "words": "  a   b "}) == Choice(words="a b")
    assert len(choice_of({"words": "x" * 5000}).words) == 200
