"""The graded questions: what is asked, where the answer stands, and what a right answer must say.

Knows the JSONL form described in `eval/SCHEMA.md` and says which line does not follow it. Asking and grading are
left to the other modules.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import Any

from mandate_qa.errors import UsageError, nearest


class QuestionSetError(UsageError):
    """A question file is missing, or one of its lines does not follow `eval/SCHEMA.md`."""


class Kind(StrEnum):
    """What sort of question a case asks."""

    FACT = "fact"
    TABLE = "table"
    LIST = "list"
    DEFINITION = "definition"
    COMPARISON = "comparison"
    FOLLOWUP = "followup"
    CONFLICT = "conflict"
    FALSE_PREMISE = "false-premise"
    UNANSWERABLE = "unanswerable"


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a document whose words answer the question (grade 2) or support the answer (grade 1)."""

    document: str
    number: str | None
    """As printed; None where the document prints none."""
    section: str
    quote: str
    """Words of the source file, exactly."""
    grade: int


@dataclass(frozen=True, slots=True)
class Case:
    """One graded question."""

    id: str
    kind: Kind
    turns: tuple[str, ...]
    """The user's questions in order; only the answer to the last is graded."""
    evidence: tuple[Place, ...]
    must_include: tuple[tuple[str, ...], ...]
    """Groups of alternatives; a right answer holds one of every group."""
    must_not_include: tuple[str, ...]
    max_words: int
    answerable: bool

    @property
    def answers(self) -> tuple[Place, ...]:
        """The places of grade 2."""
        return tuple(place for place in self.evidence if place.grade == 2)

    @property
    def wants_all(self) -> bool:
        """Whether every place of grade 2 is wanted, not merely one of them."""
        return self.kind in (Kind.COMPARISON, Kind.CONFLICT, Kind.LIST)

    @property
    def sides(self) -> tuple[tuple[Place, ...], ...]:
        """The places of grade 2, grouped so that one of each group is needed.

        A comparison or conflict has a side for each document, or, inside one document, for each number or section.
        Every other kind has one side: any of its places will do. Nothing when there is no place.
        """
        if not self.answers:
            return ()
        if self.kind not in (Kind.COMPARISON, Kind.CONFLICT):
            return (self.answers,)
        several = len({place.document for place in self.answers}) > 1

        def side(place: Place) -> str:
            return place.document if several else place.number or place.section

        return tuple(tuple(group) for _, group in groupby(sorted(self.answers, key=side), side))

    @property
    def documents(self) -> tuple[str, ...]:
        """Keys of the documents that hold places of grade 2, sorted."""
        return tuple(sorted({place.document for place in self.answers}))


def read_cases(path: Path) -> tuple[Case, ...]:
    """The cases of a JSONL file in order; raises QuestionSetError with the line number of the first bad line.

    Items that say what is `to_complete` in them are no cases yet, and left out; `unfinished` tells which.
    """
    read = read_items(path)
    cases = [item for item in read if isinstance(item, Case)]
    if not read:
        raise QuestionSetError(f"{path} holds no question; add one JSON object a line as eval/SCHEMA.md describes.")
    if not cases:
        told = "fill one in and take the field 'to_complete' away, as eval/SCHEMA.md describes"
        raise QuestionSetError(f"{path} holds only questions that are still to be completed; {told}.")
    refuse_repeats(path, cases)
    return tuple(cases)


def unfinished(path: Path) -> tuple[str, ...]:
    """Ids of the items that a person has still to complete, in order; raises what `read_cases` does of bad lines."""
    return tuple(item for item in read_items(path) if isinstance(item, str))


def read_items(path: Path) -> list[Case | str]:
    """The lines of a JSONL file: each a case or, while it is unfinished, its id. Raises QuestionSetError."""
    try:
        lines = path.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise QuestionSetError(f"{path} cannot be read as a question file ({reason}); name a JSONL file.") from error
    return [read_line(path, n, line) for n, line in enumerate(lines, 1) if line.strip()]


def read_line(path: Path, number: int, line: str) -> Case | str:
    """One line as a Case or the id of an unfinished one, or a QuestionSetError that names file, line and fault."""
    try:
        item = json.loads(line)
        if isinstance(item, Mapping) and "to_complete" in item and text(item, "to_complete"):
            return text(item, "id")
        return to_case(item)
    except (ValueError, KeyError, TypeError) as error:
        what = f"lacks {error}" if isinstance(error, KeyError) else str(error)
        raise QuestionSetError(f"{path}, line {number}: {what}; mend it as eval/SCHEMA.md describes.") from error


def refuse_repeats(path: Path, cases: Iterable[Case]) -> None:
    """Raises QuestionSetError when two cases share an id."""
    seen: set[str] = set()
    for case in cases:
        if case.id in seen:
            raise QuestionSetError(f"{path}: two questions have the id {case.id!r}; give one of them another.")
        seen.add(case.id)


def to_case(item: Mapping[str, Any]) -> Case:
    """A parsed JSON object as a Case; raises KeyError, TypeError or ValueError in words when it is not one."""
    if not isinstance(item, Mapping):
        raise TypeError("it is not a JSON object")
    if "to_complete" in item:
        raise ValueError(f"it is still to be completed ({item['to_complete']})")
    case = Case(
        id=text(item, "id"),
        kind=to_kind(text(item, "kind")),
        turns=texts(item["turns"], "turns"),
        evidence=tuple(to_place(place) for place in listed(item["evidence"], "evidence")),
        must_include=tuple(texts(group, "must_include") for group in listed(item["must_include"], "must_include")),
        must_not_include=texts(item.get("must_not_include", []), "must_not_include"),
        max_words=whole(item, "max_words"),
        answerable=flag(item, "answerable"),
    )
    check(case)
    return case


def to_place(item: Mapping[str, Any]) -> Place:
    """A parsed evidence entry."""
    if not isinstance(item, Mapping):
        raise TypeError("an evidence entry is not a JSON object")
    grade = whole(item, "grade")
    if grade not in (1, 2):
        raise ValueError(f"evidence has the grade {grade}, which is neither 1 nor 2")
    number = None if item["number"] is None else text(item, "number")
    return Place(text(item, "document"), number, str(item.get("section") or ""), text(item, "quote"), grade)


def check(case: Case) -> None:
    """Raises ValueError when the parts of a case contradict each other."""
    if not case.turns:
        raise ValueError("'turns' is empty, so nothing would be asked")
    if any(not group for group in case.must_include):
        raise ValueError("a group of 'must_include' is empty, so no answer could be right")
    if case.answerable and not case.answers:
        raise ValueError("it is answerable but has no evidence of grade 2")
    if not case.answerable and case.evidence:
        raise ValueError("it is unanswerable but has evidence")
    if case.answerable == (case.kind is Kind.UNANSWERABLE):
        raise ValueError(f"its kind is {case.kind.value!r} but 'answerable' is {str(case.answerable).lower()}")


def to_kind(name: str) -> Kind:
    """The kind called `name`; raises ValueError with the nearest one."""
    try:
        return Kind(name)
    except ValueError:
        raise ValueError(f"no kind is called {name!r}, {nearest(name, [kind.value for kind in Kind])}") from None


def text(item: Mapping[str, Any], name: str) -> str:
    """A text that must stand there and not be blank."""
    value = item[name]
    if not isinstance(value, str) or not value.strip():
        raise TypeError(f"{name!r} is {value!r}, where words are needed")
    return value


def whole(item: Mapping[str, Any], name: str) -> int:
    """A whole number that must stand there and be above zero."""
    value = item[name]
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise TypeError(f"{name!r} is {value!r}, where a whole number above zero is needed")
    return value


def flag(item: Mapping[str, Any], name: str) -> bool:
    """True or false, which must stand there."""
    value = item[name]
    if not isinstance(value, bool):
        raise TypeError(f"{name!r} is {value!r}, where true or false is needed")
    return value


def listed(value: Any, name: str) -> list[Any]:
    """A list that must stand there."""
    if not isinstance(value, list):
        raise TypeError(f"{name!r} holds {value!r}, where a list is needed")
    return value


def texts(value: Any, name: str) -> tuple[str, ...]:
    """A list of texts, none of them blank."""
    for entry in listed(value, name):
        if not isinstance(entry, str) or not entry.strip():
            raise TypeError(f"{name!r} holds {entry!r}, where words are needed")
    return tuple(value)
