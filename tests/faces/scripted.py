"""An Assistant by script: two small documents, and an answer written by hand for each question it knows.

`install()` puts it where `from mandate_qa import Assistant` finds it, for tests in this process and in a new one.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from types import ModuleType
from typing import Any, ClassVar

from mandate_qa.errors import MandateQAError, UnknownDocumentError
from mandate_qa.types import (
    Answer,
    Citation,
    Document,
    Draft,
    Evidence,
    Hit,
    Paragraph,
    ParagraphKind,
    Part,
    PartKind,
    Passage,
    PassageKind,
    Query,
    Statement,
    Status,
)

TARGET = "what was the elective recovery target"
TABLE = "what is the capital limit for 2022-23"
NOWHERE = "what is the price of tea"
HOSTILE = '<img src="http://evil.example/x.png" onerror="alert(1)"> ![x](http://evil.example/y.png) £5'
BROKEN = "raise something nobody foresaw"
DAMAGED = "raise a known error"

PLAN = Document(
    key="plan-2021-22",
    title="The 2021-22 plan <for> England",
    short_title="2021-22 plan",
    publisher="Department of Plans",
    published="2022-03-31",
    period_start="2021-04-01",
    period_end="2022-03-31",
    status="revised",
)
PAPER = Document(
    key="paper-2023",
    title="The 2023 paper",
    short_title="2023 paper",
    publisher="Department of Papers",
    published="2023-06",
    period_start="2023-06-15",
    period_end=None,
)


def paragraph(document: str, number: str | None, position: int, *parts: tuple[PartKind, str]) -> Paragraph:
    """A paragraph whose text is its parts on lines of their own, bullets after "- "."""
    text, made = "", []
    for kind, words in parts:
        text += ("\n" if text else "") + ("- " if kind is PartKind.BULLET else "")
        made.append(Part(kind, words, len(text)))
        text += words
    kind = ParagraphKind.TABLE if parts[0][0] is PartKind.ROW else ParagraphKind.TEXT
    label = f"2021-22 plan, para {number}" if number else "2021-22 plan, Foreword (unnumbered)"
    lines = (position * 10 + 1, position * 10 + 9)
    id = f"{document} ¶{number or position}"
    return Paragraph(id, document, kind, number, label, ("Part 1", "Care & <cure>"), text, tuple(made), position, lines)


FOREWORD = paragraph("plan-2021-22", None, 0, (PartKind.TEXT, "Welcome to the plan; costs are £5 <b>each</b>."))
LETTERED = replace(
    FOREWORD,
    text="We will:\na. listen\n- act",
    parts=(
        Part(PartKind.TEXT, "We will:", 0),
        Part(PartKind.BULLET, "listen", 12),
        Part(PartKind.BULLET, "act", 21),
    ),
)
GOALS = paragraph(
    "plan-2021-22",
    "1.1",
    1,
    (PartKind.TEXT, "Systems should:"),
    (PartKind.BULLET, "reach 95% of the level\nof 2019-20 activity"),
    (PartKind.BULLET, "publish plans & <script>alert(1)</script>"),
)
BUDGET = paragraph(
    "plan-2021-22",
    "1.2",
    2,
    (PartKind.TEXT, "Capital budget\n£m\t2021-22\t2022-23"),
    (PartKind.ROW, "Capital\t301\t337"),
)
PROSPECT = paragraph("paper-2023", "1.1", 0, (PartKind.TEXT, "We will cut waits."))


class Library:
    """Documents and paragraphs by key and id."""

    documents: ClassVar[dict[str, Document]] = {document.key: document for document in (PLAN, PAPER)}

    counts: ClassVar[dict[str, int]] = {"documents": 2, "paragraphs": 4, "passages": 4}

    def paragraphs(self, document: str | None = None) -> tuple[Paragraph, ...]:
        if document is not None and document not in self.documents:
            raise UnknownDocumentError(document, self.documents)
        return tuple(p for p in (FOREWORD, GOALS, BUDGET, PROSPECT) if document in (None, p.document))

    def paragraph_count(self, document: str) -> int:
        return len(self.paragraphs(document))

    def references(self, paragraph_id: str) -> tuple[()]:
        return ()

    def paragraph(self, id: str) -> Paragraph:
        return next(p for p in self.paragraphs() if p.id == id)

    def neighbours(self, id: str, before: int = 1, after: int = 1) -> tuple[Paragraph, ...]:
        it = next(p for p in self.paragraphs() if p.id == id)
        near = range(it.position - before, it.position + after + 1)
        return tuple(p for p in self.paragraphs(it.document) if p.position in near)


def hit(of: Paragraph, rank: int, reason: str = "") -> Hit:
    """A hit on a whole paragraph."""
    passage = Passage(f"{of.id}#0", of.document, PassageKind.PARAGRAPH, of.text, "2021-22 plan", (of.id,))
    return Hit(passage, rank, 0.5 / rank, vector_rank=rank, vector_score=0.7, kept=not reason, reason=reason)


HITS = (hit(GOALS, 1), hit(BUDGET, 2), hit(FOREWORD, 3, "says nothing of the question"))


def citation(of: Paragraph, quote: str, marker: int, checked: bool = True) -> Citation:
    """A citation of words of a paragraph."""
    start = of.text.index(quote)
    place = (start, start + len(quote), None)
    title = Library.documents[of.document].title
    return Citation(marker, of.document, title, of.number, of.label, of.section, of.id, quote, of.text, *place, checked)


def answer(question: str, text: str, status: Status, *citations: Citation, notes: tuple[str, ...] = ()) -> Answer:
    """An answer that withheld one statement."""
    draft = Draft(
        status,
        (
            Statement("The target was 95%.", (Evidence(GOALS.id, "95% of the level"),)),
            Statement("Tea is free."),
        ),
    )
    scope = ("Scope: 2021-22.",)
    query = Query(question, f"{question} (2021-22)", ("plan-2021-22",), periods=("2021-22",), notes=scope)
    timings = {"understand": 0.001, "total": 0.012}
    return Answer(text, status, citations, notes, query, HITS, draft, timings, "abc123")


ANSWERS = {
    TARGET: answer(
        TARGET,
        "The target was 95% [1].\n- of 2019-20 activity [2]",
        Status.ANSWERED,
        citation(GOALS, "95% of the level\nof 2019-20", 1),
        citation(BUDGET, "Capital\t301", 2, checked=False),
        notes=("A later edition differs.",),
    ),
    TABLE: answer(
        TABLE,
        "The limits [1]:\n| Year | £m |\n|---|---|\n| 2022-23 | 337 |",
        Status.CONFLICTING,
        citation(BUDGET, "337", 1),
    ),
    NOWHERE: answer(NOWHERE, "The documents do not say.", Status.NOT_IN_DOCUMENTS),
    HOSTILE: answer(HOSTILE, f"You asked {HOSTILE} *really*", Status.UNCLEAR),
}


@dataclass
class Assistant:
    """Answers by script, and remembers how it was called."""

    opened: dict[str, Any] = field(default_factory=dict)
    calls: list[tuple[str, list[dict[str, str]], Any]] = field(default_factory=list)
    examples: tuple[str, ...] = (TARGET, NOWHERE)
    left_out: ClassVar[tuple[str, ...]] = ()
    warnings: ClassVar[dict[str, tuple[str, ...]]] = {}
    library: Library = field(default_factory=Library)
    fingerprint: str = "abc123"
    seen: ClassVar[None] = None
    writer: str = "extractive"

    scopes: list[Any] = field(default_factory=list)
    """What the reader chose, for each question."""

    last: Any = None
    """The one that was opened last."""

    @classmethod
    def open(cls, **given: Any) -> Assistant:
        if given.get("index") == "damaged":
            raise MandateQAError("The index in damaged lacks passages.jsonl; build it again with: mandate-qa index")
        given["progress"]("embedding", 1, 2)
        cls.last = cls(opened=given)
        return cls.last

    def ask(
        self, question: str, history: Sequence[dict[str, str]] = (), documents: Any = None, scope: Any = None
    ) -> Answer:
        self.calls.append((question, list(history), documents))
        self.scopes.append(scope)
        for key in documents or ():
            if key not in self.library.documents:
                raise UnknownDocumentError(key, self.library.documents)
        if question == DAMAGED:
            raise MandateQAError("The index was changed while it was read; ask again.")
        if question == BROKEN:
            raise ZeroDivisionError("secret detail")
        return ANSWERS.get(question, ANSWERS[NOWHERE])

    def stream(
        self, question: str, history: Sequence[dict[str, str]] = (), documents: Any = None, scope: Any = None
    ) -> Iterator[Any]:
        answer = self.ask(question, history, documents, scope)
        yield from answer.text.partition(" ")
        yield answer

    def follow_ups(self, answer: Answer, history: Sequence[dict[str, str]] = ()) -> tuple[str, ...]:
        return (TABLE,) if answer.answered else ()

    def search(
        self, question: str, k: int = 10, history: Sequence[dict[str, str]] = (), documents: Any = None
    ) -> tuple[Hit, ...]:
        self.calls.append((question, list(history), documents))
        return HITS[:k]


def install() -> None:
    """Be `mandate_qa.assistant` for this process."""
    module = ModuleType("mandate_qa.assistant")
    module.Assistant = Assistant  # type: ignore[attr-defined]
    sys.modules["mandate_qa.assistant"] = module
