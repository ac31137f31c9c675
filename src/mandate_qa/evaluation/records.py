"""What a system answered, as written to `answers.jsonl` and read back for grading.

Only the fields that are graded are read, so that the answers of any other system can be graded once they are written
in this form; `eval/README.md` describes it. Nothing here asks or judges.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mandate_qa.evaluation.cases import QuestionSetError
from mandate_qa.types import Usage

NO_USAGE = Usage()


@dataclass(frozen=True, slots=True)
class Found:
    """Something the search brought up."""

    document: str
    text: str


@dataclass(frozen=True, slots=True)
class Cited:
    """One citation of an answer."""

    marker: int
    document: str
    number: str | None
    text: str
    """The whole cited paragraph, as the system shows it."""
    quote: str
    named: str
    """How the citation names its place: title, section trail and number; its figures may be said too."""
    exact: bool | None
    """Whether `text[start:end] == quote`; None when the system gives no such place."""
    names: tuple[str, ...] = ()
    """What its document is called: title as printed, and the short title that the label begins with."""


@dataclass(frozen=True, slots=True)
class Given:
    """An answer."""

    text: str
    answered: bool
    citations: tuple[Cited, ...]
    composed: str
    """Everything that was composed before checking; empty when the system does not tell."""
    kept: tuple[Found, ...]
    """What the composer was handed; empty when the system does not tell."""
    fingerprint: str
    confidence: float | None = None
    """How likely the answer is right, 0–1; for a refusal, how likely an answer would have been. None when not told."""
    notes: tuple[str, ...] = ()
    composer: str = ""
    """What wrote it: "extractive", or the name of a language model; empty when not told."""
    raw: tuple[str, ...] = ()
    """Replies of a language model as they came, oldest first."""
    usage: Usage = NO_USAGE
    """What a language model's part in it cost, in the wording of the question too."""


@dataclass(frozen=True, slots=True)
class Record:
    """What became of one case when it was asked."""

    id: str
    seconds: float
    """Around the last turn's ask."""
    error: str
    """What the system raised, empty when it gave an answer."""
    given: Given | None
    """None exactly when there was an error."""
    hits: tuple[Found, ...]
    """Best first, ten at most."""
    published: Mapping[str, str]
    """When each cited document was published: ISO date by key, as far as the system tells."""


def read_records(path: Path) -> dict[str, Record]:
    """The recorded answers by case id; raises QuestionSetError with the line number of the first bad line."""
    try:
        lines = path.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionSetError(f"{path} cannot be read as recorded answers ({error}); name a JSONL file.") from error
    records = [read_line(path, n, line) for n, line in enumerate(lines, 1) if line.strip()]
    return {record.id: record for record in records}


def read_line(path: Path, number: int, line: str) -> Record:
    """One line as a Record, or a QuestionSetError that names file and line."""
    try:
        return to_record(json.loads(line))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        what = f"lacks {error}" if isinstance(error, KeyError) else str(error)
        raise QuestionSetError(f"{path}, line {number}: {what}; eval/README.md shows what it must hold.") from error


def to_record(item: Mapping[str, Any]) -> Record:
    """A parsed line of `answers.jsonl`."""
    error = str(item.get("error") or "")
    return Record(
        id=str(item["id"]),
        seconds=float(item.get("seconds") or 0.0),
        error=error,
        given=None if error else to_given(item["answer"]),
        hits=tuple(Found(str(hit["document"]), str(hit["text"])) for hit in item.get("hits") or ()),
        published=dict(item.get("published") or {}),
    )


def to_given(answer: Mapping[str, Any]) -> Given:
    """An answer in the form of `Answer.to_dict()`; whatever is not graded may be left out."""
    draft, query = answer.get("draft") or {}, answer.get("query") or {}
    statements = draft.get("statements") or ()
    return Given(
        text=str(answer["text"]),
        answered=bool(answer["answered"]),
        citations=tuple(to_cited(citation) for citation in answer.get("citations") or ()),
        composed="\n".join(str(statement["text"]) for statement in statements),
        kept=tuple(to_found(hit) for hit in answer.get("hits") or () if hit.get("kept", True)),
        fingerprint=str(answer.get("fingerprint") or ""),
        confidence=to_confidence(answer.get("confidence")),
        notes=tuple(map(str, answer.get("notes") or ())),
        composer=str(draft.get("composer") or ""),
        raw=tuple(map(str, draft.get("raw") or ())),
        usage=Usage(**(query.get("usage") or {})) + Usage(**(draft.get("usage") or {})),
    )


def to_confidence(stated: Any) -> float | None:
    """A stated confidence; None when there is none. Raises ValueError when it is no number from 0 to 1."""
    if stated is None:
        return None
    if isinstance(stated, bool) or not 0 <= float(stated) <= 1:
        raise ValueError(f"'confidence' is {stated!r}, where a number from 0 to 1 is needed")
    return float(stated)


def to_found(hit: Mapping[str, Any]) -> Found:
    """A hit of an answer."""
    return Found(str(hit["passage"]["document"]), str(hit["passage"]["text"]))


def to_cited(citation: Mapping[str, Any]) -> Cited:
    """A citation in the form of `Citation`; `number` must be there, even when it is null."""
    number = None if citation["number"] is None else str(citation["number"])
    trail = citation.get("section") or ()
    named = [str(citation.get("title") or ""), *([trail] if isinstance(trail, str) else trail), number or ""]
    return Cited(
        marker=int(citation["marker"]),
        document=str(citation["document"]),
        number=number,
        text=str(citation["text"]),
        quote=str(citation.get("quote") or ""),
        named="\n".join(named),
        exact=is_exact(citation),
        names=names_of(citation),
    )


def names_of(citation: Mapping[str, Any]) -> tuple[str, ...]:
    """The document's title, and its short title, which its label holds before the first comma."""
    names = (str(citation.get("title") or ""), str(citation.get("label") or "").partition(",")[0])
    return tuple(name.strip() for name in names if any(character.isalpha() for character in name))


def is_exact(citation: Mapping[str, Any]) -> bool | None:
    """Whether the quote stands at its place in the paragraph; None when no place is given."""
    if citation.get("start") is None or citation.get("end") is None:
        return None
    return bool(citation["text"][citation["start"] : citation["end"]] == citation["quote"])
