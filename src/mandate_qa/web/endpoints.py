"""The endpoints for programs, by name: `/ask`, `/search`, `/paragraph` and `/documents`.

Gradio offers them over HTTP and, with `--mcp`, as MCP tools; it reads the types, and from the docstrings what each is
for, a line an argument. What they give is described in docs/for-programs.md.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, get_type_hints

from mandate_qa.codec import encode
from mandate_qa.recording import record
from mandate_qa.web import arguments
from mandate_qa.web.access import who
from mandate_qa.web.found import document_records, found_record, paragraph_record
from mandate_qa.web.queueing import QUESTIONS
from mandate_qa.web.refusing import one_sentence

if TYPE_CHECKING:
    from gradio import Request

    from mandate_qa.web.service import Service

Endpoint = Callable[..., Any]


def add_endpoints(service: Service) -> None:
    """Put the endpoints on the page that is being built."""
    from gradio import Request
    from gradio.events import api

    for make in (asking, searching, opening, listing):
        endpoint = make(service)
        endpoint.__annotations__ = get_type_hints(endpoint, localns={"Request": Request})
        # HTTP calls are queued all the same; queue=False spares MCP a client that the server opens to itself.
        api(endpoint, api_name=endpoint.__name__, queue=False, concurrency_id=QUESTIONS)


def asking(service: Service) -> Endpoint:
    """`/ask`: a question to its AnswerRecord."""

    def ask(
        question: str,
        history: list[dict[str, Any]] | None = None,
        documents: list[str] | None = None,
        periods: list[str] | None = None,
        request: Request | None = None,
    ) -> dict[str, Any]:
        """Answer a question from government policy documents, with the paragraph that every statement stands in.

        "answered" is false when the documents do not say. Cite the "label" of a citation, and quote its "quote".

        Args:
            question: One question in plain words, such as: what was the 2021-22 elective recovery target
            history: Earlier turns, oldest first, each {"role": "user" or "assistant", "content": "…"}; for follow-ups.
            documents: Keys of the documents to keep to, such as ["mandate-2021-22"], from "documents"; all if left out.
            periods: Financial years meant, such as ["2022-23"]; those that the question names if left out.

        Returns:
            An object with "text" (marks [1] [2] stand for "citations"), "status", "answered", "notes" and "citations"
        """
        with one_sentence():
            counted(service, request)
            assistant = service.assistant
            typed, said = arguments.text(question, "question"), arguments.turns(history)
            answer = assistant.ask(typed, history=said, **place(documents, periods))
            told: dict[str, Any] = encode(record(answer, assistant.library))
            return told

    return ask


def searching(service: Service) -> Endpoint:
    """`/search`: a question to the passages nearest to it, without an answer."""

    def search(
        question: str,
        k: int = 10,
        documents: list[str] | None = None,
        periods: list[str] | None = None,
        request: Request | None = None,
    ) -> list[dict[str, Any]]:
        """List the passages of the documents that are nearest to a question, best first, without an answer.

        Args:
            question: A question or a few words, such as: hospital food
            k: How many passages at most, from 1 to 100.
            documents: Keys of the documents to keep to, such as ["mandate-2021-22"], from "documents"; all if left out.
            periods: Financial years meant, such as ["2022-23"]; those that the question names if left out.

        Returns:
            A list of objects with "text", "label", "paragraph_id", "number", "document", "section", "rank" and "score"
        """
        with one_sentence():
            counted(service, request)
            assistant = service.assistant
            typed, most = arguments.text(question, "question"), arguments.hits(k)
            found = assistant.search(typed, k=most, **place(documents, periods))
            return [encode(found_record(hit, assistant.library)) for hit in found]

    return search


def opening(service: Service) -> Endpoint:
    """`/paragraph`: an id to the paragraph in full."""

    def paragraph(id: str) -> dict[str, Any]:
        """Open one paragraph by its id: its words, its table as data, and what stands before and after it.

        Args:
            id: As "paragraph_id" of a citation or of a found passage has it, such as: mandate-2021-22 ¶1.15

        Returns:
            An object with "text", "label", "number", "section", "parts", "table", "previous", "next" and "link"
        """
        with one_sentence():
            root = service.settings.serving.root_path.rstrip("/")
            told: dict[str, Any] = encode(paragraph_record(arguments.text(id, "id"), service.assistant.library, root))
            return told

    return paragraph


def listing(service: Service) -> Endpoint:
    """`/documents`: what can be asked about."""

    def documents() -> list[dict[str, Any]]:
        """List the documents that can be asked about, with their keys, dates, periods and standing.

        Returns:
            A list of objects with "key", "title", "edition", "published", "period_start", "period_end", "superseded_by"
        """
        with one_sentence():
            return [encode(document) for document in document_records(service.assistant.library)]

    return documents


def place(documents: Any, periods: Any) -> dict[str, Any]:
    """Where to look, as the Assistant takes it."""
    years = arguments.texts(periods, "periods")
    limited = {"documents": arguments.texts(documents, "documents")}
    return limited | {"scope": {"periods": years}} if years else limited


def counted(service: Service, request: Any) -> None:
    """Count a question of whoever sent it; raises TooManyQuestionsError when the limit is reached."""
    if request is not None:
        service.limits.check(who(request))
