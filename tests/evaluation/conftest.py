"""Two toy plans, a graded question of every kind, and an assistant that answers as it is told."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from mandate_qa.evaluation.cases import Case, read_cases
from mandate_qa.types import (
    Answer,
    Citation,
    Document,
    Draft,
    Hit,
    Passage,
    PassageKind,
    Query,
    Statement,
    Status,
)

PARAGRAPHS = {
    "old ¶1.1": ("1.1", "Every nursery should have at least 40 wooden blocks by March 2025, up from 25 in 2023-24."),
    "old ¶1.2": (
        "1.2",
        "The Toy Office will:\n- publish a list of safe paints by 30 June 2024\n- inspect 12 workshops a month\n"
        "- train three hundred makers",
    ),
    "old ¶1.3": ("1.3", "A safe paint is a paint without lead that the Toy Office has tested."),
    "old ¶table": (None, "Budget (£m)\t2024-25\t2025-26\nRepairs\t3.5\t4.1"),
    "new ¶1.1": ("1.1", "Every nursery should have at least 55 wooden blocks by March 2026."),
    "new ¶table": (None, "Budget (£m)\t2025-26\nRepairs\t4.4"),
}
"""Number and text of each paragraph, by id; the id begins with the key of its document."""

TITLES = {"old": "The 2024-25 toy plan", "new": "The 2025-26 toy plan"}


def document(paragraph_id: str) -> str:
    return paragraph_id.split(" ")[0]


def place(paragraph_id: str, quote: str, grade: int = 2) -> dict[str, Any]:
    number, text = PARAGRAPHS[paragraph_id]
    assert quote in text
    doc = document(paragraph_id)
    return {"document": doc, "number": number, "section": "Playing", "quote": quote, "grade": grade}


def item(
    kind: str, *turns: str, evidence: Sequence[Any] = (), must: Sequence[Any] = (), words: int = 40
) -> dict[str, Any]:
    return {
        "id": kind,
        "kind": kind,
        "turns": list(turns),
        "evidence": list(evidence),
        "must_include": list(must),
        "must_not_include": [],
        "max_words": words,
        "answerable": kind != "unanswerable",
    }


OLD_BLOCKS = place("old ¶1.1", "at least 40 wooden blocks by March 2025")
NEW_BLOCKS = place("new ¶1.1", "at least 55 wooden blocks by March 2026")
OLD_REPAIRS = place("old ¶table", "Repairs\t3.5\t4.1")
NEW_REPAIRS = place("new ¶table", "Repairs\t4.4")

ITEMS = [
    item("fact", "how many blocks in 2024-25?", evidence=[OLD_BLOCKS], must=[["40", "forty"], ["March 2025"]]),
    item("table", "repairs budget 2024-25?", evidence=[OLD_REPAIRS], must=[["£3.5m", "3.5 million"]]),
    item(
        "list",
        "what will the Toy Office do?",
        evidence=[
            place("old ¶1.2", "publish a list of safe paints by 30 June 2024"),
            place("old ¶1.2", "inspect 12 workshops a month"),
            place("old ¶1.2", "train three hundred makers"),
        ],
        must=[["paints"], ["workshops"], ["makers"]],
    ),
    item("definition", "what is a safe paint?", evidence=[place("old ¶1.3", "a paint without lead")], must=[["lead"]]),
    item("comparison", "blocks then and now?", evidence=[OLD_BLOCKS, NEW_BLOCKS], must=[["40"], ["55"]]),
    item("followup", "blocks in 2024-25?", "and in 2025-26?", evidence=[NEW_BLOCKS], must=[["55"]]),
    item("conflict", "repairs budget 2025-26?", evidence=[OLD_REPAIRS, NEW_REPAIRS], must=[["4.1"], ["4.4"]]),
    item("false-premise", "why were blocks cut to 10?", evidence=[OLD_BLOCKS], must=[["40"]]),
    item("unanswerable", "how many kites?"),
]

PERFECT = {
    "how many blocks in 2024-25?": ("At least 40 wooden blocks by March 2025 [1].", ["old ¶1.1"]),
    "repairs budget 2024-25?": ("£3.5m for repairs in 2024-25 [1].", ["old ¶table"]),
    "what will the Toy Office do?": (
        "The Toy Office will:\n- publish a list of safe paints by 30 June 2024 [1]\n"
        "- inspect 12 workshops a month [1]\n- train three hundred makers [1]",
        ["old ¶1.2"],
    ),
    "what is a safe paint?": ("A paint without lead that the Toy Office has tested. [1]", ["old ¶1.3"]),
    "blocks then and now?": ("2024-25: at least 40 [1]\n2025-26: at least 55 [2]", ["old ¶1.1", "new ¶1.1"]),
    "blocks in 2024-25?": ("At least 40 wooden blocks [1].", ["old ¶1.1"]),
    "and in 2025-26?": ("At least 55 wooden blocks [1].", ["new ¶1.1"]),
    "repairs budget 2025-26?": (
        "£4.4 million [1] in the 2025-26 toy plan, £4.1 million [2] in the earlier one.",
        ["new ¶table", "old ¶table"],
    ),
    "why were blocks cut to 10?": ("They were not: every nursery should have at least 40 [1].", ["old ¶1.1"]),
    "how many kites?": ("The documents do not say.", []),
}
"""A right answer to every turn, with the paragraphs its marks stand for."""


def citation(marker: int, paragraph_id: str) -> Citation:
    number, text = PARAGRAPHS[paragraph_id]
    key = document(paragraph_id)
    return Citation(
        marker=marker,
        document=key,
        title=TITLES[key],
        number=number,
        label=paragraph_id,
        section=("Playing",),
        paragraph_id=paragraph_id,
        quote=text,
        text=text,
        start=0,
        end=len(text),
        page=None,
        checked=True,
    )


def hit(rank: int, paragraph_id: str) -> Hit:
    _, text = PARAGRAPHS[paragraph_id]
    passage = Passage(
        f"{paragraph_id}#0", document(paragraph_id), PassageKind.PARAGRAPH, text, "Playing", (paragraph_id,)
    )
    return Hit(passage, rank=rank, score=1 / rank)


def make_answer(
    text: str, cited: Sequence[str] = (), status: Status | None = None, found: Sequence[str] = tuple(PARAGRAPHS)
) -> Answer:
    """An answer whose marks stand for the paragraphs `cited`; it refuses when nothing is cited."""
    return Answer(
        text=text,
        status=status or (Status.ANSWERED if cited else Status.NOT_IN_DOCUMENTS),
        citations=tuple(citation(n, paragraph_id) for n, paragraph_id in enumerate(cited, 1)),
        notes=(),
        query=Query(question="", text=""),
        hits=tuple(hit(n, paragraph_id) for n, paragraph_id in enumerate(found, 1)),
        draft=Draft(Status.ANSWERED, (Statement(text),)),
        fingerprint="toy",
    )


@dataclass
class ScriptedAssistant:
    """Gives the answer written down for each question, and remembers with what history it was asked."""

    answers: Mapping[str, Answer | Exception]
    asked: list[tuple[str, tuple[Any, ...]]] = field(default_factory=list)
    found: Sequence[str] = tuple(PARAGRAPHS)
    library: Any = None

    def __post_init__(self) -> None:
        dated = [Document(key, title, title, "", "2024-03-28", None, None) for key, title in TITLES.items()]
        self.library = SimpleNamespace(documents={document.key: document for document in dated})

    def ask(self, question: str, history: Any = ()) -> Answer:
        self.asked.append((question, tuple(history)))
        answer = self.answers[question]
        if isinstance(answer, Exception):
            raise answer
        return answer

    def search(self, question: str, k: int = 10, history: Any = ()) -> tuple[Hit, ...]:
        return tuple(hit(n, paragraph_id) for n, paragraph_id in enumerate(self.found, 1))[:k]


@pytest.fixture
def perfect() -> ScriptedAssistant:
    return ScriptedAssistant({question: make_answer(*given) for question, given in PERFECT.items()})


@pytest.fixture
def cheat() -> Callable[[Callable[[str, Sequence[str]], Answer]], ScriptedAssistant]:
    """Makes an assistant that answers every question by what `of` makes of the right answer."""
    return lambda of: ScriptedAssistant({question: of(*given) for question, given in PERFECT.items()})


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    """A file with one question of every kind."""
    path = tmp_path / "questions.jsonl"
    path.write_text("\n".join(json.dumps(entry) for entry in ITEMS) + "\n", "utf-8")
    return path


@pytest.fixture
def cases(questions: Path) -> dict[str, Case]:
    """The toy questions by kind."""
    return {case.kind.value: case for case in read_cases(questions)}


@pytest.fixture
def toy_seeds(tmp_path: Path) -> Path:
    """The source files of the two plans."""
    folder = tmp_path / "seeds"
    folder.mkdir()
    for key in TITLES:
        parts = [
            f"{number or ''} {text}" for paragraph, (number, text) in PARAGRAPHS.items() if document(paragraph) == key
        ]
        (folder / f"{key}.txt").write_text("\n\n".join([TITLES[key], *parts]), "utf-8")
    return folder


@pytest.fixture
def toy() -> SimpleNamespace:
    """The builders, for tests that say what they need."""
    return SimpleNamespace(
        answer=make_answer, assistant=ScriptedAssistant, citation=citation, hit=hit, items=ITEMS, paragraphs=PARAGRAPHS
    )
