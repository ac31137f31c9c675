"""A question's way as frozen values: Query, Hit, Draft, Citation, Answer."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from mandate_qa.types.documents import Passage


class Wanted(StrEnum):
    """The kind of answer a question asks for."""

    FIGURE = "figure"
    DATE = "date"
    PERSON = "person or body"
    LIST = "list"
    DEFINITION = "definition"
    COMPARISON = "comparison"
    YES_NO = "yes or no"
    REASON = "reason"
    STATEMENT = "statement"


@dataclass(frozen=True, slots=True)
class Usage:
    """What a language model was asked, and what it cost; nothing without one."""

    prompts: int = 0
    """Sent, whether or not a reply came."""
    prompt_tokens: int = 0
    """As the back-end counted them or, where it does not tell, estimated."""
    reply_tokens: int = 0
    seconds: float = 0.0
    """Until the whole replies were there or given up, together, with every wait and further try."""

    def __add__(self, other: Usage) -> Usage:
        return Usage(
            self.prompts + other.prompts,
            self.prompt_tokens + other.prompt_tokens,
            self.reply_tokens + other.reply_tokens,
            self.seconds + other.seconds,
        )


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a reader chose to look, instead of where the words of a question point."""

    documents: tuple[str, ...] | None = None
    """Keys; () for all documents, None for those that the question names."""
    periods: tuple[str, ...] | None = None
    """Financial years, such as "2021-22"; () for any, None for those that the question names."""


@dataclass(frozen=True, slots=True)
class Query:
    """A question made to stand alone."""

    question: str
    """As typed, the last turn only."""
    text: str
    """Stand-alone wording: earlier turns and short forms worked in."""
    documents: tuple[str, ...] = ()
    """Keys of the documents meant, in library order; empty when none is singled out."""
    within: tuple[str, ...] = ()
    """Keys of the documents that the reader limits the search to; empty for all."""
    periods: tuple[str, ...] = ()
    """Financial years meant, such as "2021-22", in the order named."""
    references: tuple[str, ...] = ()
    """Printed numbers that the question names, such as "1.15" or "objective 10", in lower case."""
    wanted: Wanted = Wanted.STATEMENT
    focus: str = ""
    """The words that matter most: the question without what only names its scope or was carried over."""
    sought: str = ""
    """What the searchers read: `text` without the names of documents that the search is limited to anyway."""
    concepts: tuple[tuple[str, ...], ...] = ()
    """Words of the question that have others for them, each with those: ("bed blocking", "DTOC", …)."""
    unknown: tuple[str, ...] = ()
    """Names in the question that no document has."""
    sides: tuple[Query, ...] = ()
    """When several documents are meant: what is asked of each, in the order of `documents`."""
    parts: tuple[Query, ...] = ()
    """When two things are asked at once: a query for each, in order."""
    follows: bool = False
    """Whether it was read as a follow-up, with what the turn before said worked in."""
    end: str = ""
    """"first" or "last" when a follow-up asks for that column of the table last cited."""
    anchors: tuple[str, ...] = ()
    """Ids of the paragraphs that answered the turn before, which a follow-up is looked for beside."""
    cited: tuple[str, ...] = ()
    """The words of them that were cited."""
    scope: Scope | None = None
    """What the reader chose instead of what the question or the turn before names; None when nothing was chosen."""
    notes: tuple[str, ...] = ()
    """What was assumed, for the reader: "Scope: 2021-22, carried over from your last question"."""
    usage: Usage = field(default=Usage(), compare=False)
    """What a language model's part in the wording cost."""

    @property
    def searched(self) -> tuple[str, ...]:
        """Keys of the documents that are searched: those meant, else those the reader chose; empty for all."""
        return self.documents or self.within

    @property
    def expansions(self) -> tuple[str, ...]:
        """Other words for what was asked, from the glossary and the documents; searched with less weight."""
        return tuple(dict.fromkeys(word for concept in self.concepts for word in concept[1:]))


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found for a query."""

    passage: Passage
    rank: int
    """Among all hits of the query, 1 is best."""
    score: float
    """Fused score, higher is better; comparable within one query only."""
    vector_rank: int | None = None
    """Rank from the vector searcher, 1 is best; None when it did not find the passage."""
    vector_score: float | None = None
    """Cosine, −1 to 1."""
    keyword_rank: int | None = None
    keyword_score: float | None = None
    """BM25, 0 and above."""
    late_score: float | None = None
    """How near the question's words are to the passage's, −1 to 1; None where the index or the encoder cannot tell."""
    kept: bool = True
    reason: str = ""
    """Why it was set aside; empty when kept."""
    words: tuple[tuple[str, float], ...] = ()
    """Each word of the question that says something, with how near the passage comes to it, −1 to 1; () where
    there is no `late_score`."""


class Status(StrEnum):
    """What became of a question."""

    ANSWERED = "answered"
    PARTLY_ANSWERED = "partly_answered"
    CONFLICTING = "conflicting"
    NOT_IN_DOCUMENTS = "not_in_documents"
    OTHER_PERIOD_ONLY = "other_period_only"
    OUTSIDE_SCOPE = "outside_scope"
    UNCLEAR = "unclear"

    @property
    def answered(self) -> bool:
        """Whether the answer gives what the documents say."""
        return self in (Status.ANSWERED, Status.PARTLY_ANSWERED, Status.CONFLICTING)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of one paragraph that a statement of a draft rests on."""

    paragraph_id: str
    quote: str
    """Contiguous words of `Paragraph.text`, exactly."""
    part: int | None = None
    """Index of the part they stand in."""
    names: str = ""
    """What names a quoted table row besides itself: caption and column headings; checked along with the quote."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence, bullet or table line of a draft, with what it rests on."""

    text: str
    """Without citation marks."""
    evidence: tuple[Evidence, ...] = ()
    """Nothing here means the statement makes no claim about the documents (a lead-in of ours)."""
    layout: str = "sentence"
    """"sentence", "bullet" or "row" (cells parted by " | ")."""
    derived: bool = False
    """Whether a figure in it is worked out by us from the evidence; `text` says so."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Composed text, not yet checked."""

    status: Status
    statements: tuple[Statement, ...] = ()
    notes: tuple[str, ...] = ()
    composer: str = "extractive"
    """Name of what composed it."""
    raw: tuple[str, ...] = ()
    """Replies of a language model as they came, oldest first; empty without one."""
    confidence: float = 0.5
    """How likely it is right, 0–1; for a refusal, how likely an answer would have been. 0.5 from who cannot tell."""
    usage: Usage = field(default=Usage(), compare=False)
    """What a language model's part in it cost."""
    elsewhere: tuple[str, ...] = ()
    """Ids of paragraphs of other documents that speak of the same, one a document, what counts most first."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A paragraph, the exact words relied on, and the result of checking them."""

    marker: int
    """The n of its mark [n] in the answer, from 1 in order of first appearance."""
    document: str
    """Key."""
    title: str
    number: str | None
    label: str
    """For people, down to the bullet or row: "2021-22 mandate, para 1.15, bullet 1"."""
    section: tuple[str, ...]
    paragraph_id: str
    quote: str
    text: str
    """The whole paragraph."""
    start: int
    """`text[start:end] == quote`, in characters."""
    end: int
    page: int | None
    checked: bool
    """True when the quote stands in the paragraph and bears the statement's figures, names and modal verbs."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the reader gets."""

    text: str
    """The answer with marks [1] [2] in order of first appearance."""
    status: Status
    citations: tuple[Citation, ...]
    notes: tuple[str, ...]
    """What the reader must know: a later edition differs, a figure is indicative, scope assumed."""
    query: Query
    hits: tuple[Hit, ...]
    """Kept and set aside, best first."""
    draft: Draft
    """What was composed before checking, with statements that were withheld."""
    timings: dict[str, float] = field(default_factory=dict)
    """Seconds by step, with "total"."""
    fingerprint: str = ""
    """Settings and index that gave this answer."""
    confidence: float = 0.5
    """How likely the answer is right, 0–1; for a refusal, how likely an answer would have been."""

    @property
    def usage(self) -> Usage:
        """What a language model's part in it cost, in the wording of the question too."""
        return self.query.usage + self.draft.usage

    @property
    def answered(self) -> bool:
        """False when the documents do not say."""
        return self.status.answered

    def to_dict(self) -> dict[str, Any]:
        """The answer as plain dicts, lists, strings and numbers, ready for JSON."""
        return {"answered": self.answered, **asdict(self)}

    def to_markdown(self) -> str:
        """The answer with its citations as a numbered list of quotes below, and its notes."""
        lines = [self.text]
        for citation in self.citations:
            mark = "" if citation.checked else " (not verified)"
            quote = " ".join(citation.quote.split())
            lines.append(f"[{citation.marker}] {citation.label}{mark}: “{quote}”")
        lines += [f"*{note}*" for note in self.notes]
        return "\n\n".join(lines)


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a conversation, as chat windows keep it."""

    role: str
    """"user" or "assistant"."""
    content: str
    scope: Scope | None = None
    """What the reader chose when this was asked; follow-ups carry it on."""
