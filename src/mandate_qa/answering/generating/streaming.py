"""An answer as a language model writes it: each sentence is checked as soon as it ends.

Words go out as they come, as Unchecked; a sentence that is borne out goes out again as checked text, one that is not is
Withdrawn. What the whole is worth is only known at its end: then the checked text may be taken back for a better one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from mandate_qa.answering.generating import notes, replying
from mandate_qa.answering.generating.generative import GenerativeComposer, Task
from mandate_qa.answering.generating.grounding import Grounded
from mandate_qa.answering.verification import Source, verify
from mandate_qa.errors import BackendError
from mandate_qa.types import Draft, Hit, Query, Status, Unchecked, Withdrawn

Piece = str | Unchecked | Withdrawn | Draft
"""A Draft comes last."""

_END = re.compile(r"[.!?][\"”’)]*(?:\s*[\[【][\d\s,;]+[\]】])*[.!?]?(?=\s+[^\s\[【])|\n")
"""Where a sentence has surely ended: what follows is no mark of its."""
_ABBREVIATED = re.compile(r"(?:\b(?:e\.g|i\.e|etc|no|para|paras|cf|approx|p|pp)|\b[A-Z])\.$")
_THINKING = re.compile(r"\s*<(?:think|thinking|reasoning)>.*?(?:</(?:think|thinking|reasoning)>|\Z)", re.I | re.DOTALL)
_MAY_THINK = re.compile(r"\s*(?:<[a-z]{0,9})?\Z", re.IGNORECASE)


def pieces(composer: GenerativeComposer, query: Query, hits: Sequence[Hit], source: Source) -> Iterator[Piece]:
    """What a reader may be shown while the answer to `query` is written, then the draft that counts.

    The str pieces since the last Withdrawn of checked text are the beginning of the text that the draft will have, or
    are withdrawn by who holds the two against each other.
    """
    task = composer.task(query, hits, source)
    if isinstance(task, Draft):
        yield task
        return
    writing = Writing(task, source, hits)
    try:
        yield from writing.read(task.model.stream(composer.messages(task, structured=False), composer.limit))
        yield _finished(composer, task, writing)
    except BackendError as error:
        yield from writing.dropped()
        yield composer.instead(task, notes.FAILED.format(error=str(error).rstrip(".")), [writing.raw])


def _finished(composer: GenerativeComposer, task: Task, writing: Writing) -> Draft:
    """The draft of what was written, mended in a second round where that is needed."""
    raw = [writing.raw]
    found, told = list(writing.found), tuple[str, ...]()
    if not found or not all(one.statement for one in found):
        found, told = composer.repaired(task, composer.messages(task, structured=False), found, raw)
    return composer.finished(task, found, told, raw)


@dataclass(slots=True)
class Writing:
    """A reply under way."""

    task: Task
    source: Source
    hits: Sequence[Hit]
    raw: str = ""
    """All that came."""
    found: list[Grounded] = field(default_factory=list)
    """The sentences that have ended."""
    _shown: str = ""
    """Of the reply, without thoughts, what was given as Unchecked."""
    _ended: int = 0
    """How far of that sentences have ended."""
    _text: str = ""
    """The checked text."""

    def read(self, stream: Iterator[str]) -> Iterator[Piece]:
        """The pieces for a stream, to its end."""
        for piece in stream:
            self.raw += piece
            yield from self._new()
            for end in self._ends():
                yield from self._sentence(end)
        yield from self._sentence(len(self._shown))

    def dropped(self) -> Iterator[Piece]:
        """The words under way taken back."""
        if self._shown[self._ended :].strip():
            yield Withdrawn(self._shown[self._ended :].strip())
        self._ended = len(self._shown)

    def _new(self) -> Iterator[Piece]:
        """The words that came since, once they cannot be the beginning of a thought."""
        visible = "" if _MAY_THINK.match(self.raw) else _THINKING.sub("", self.raw, count=1).lstrip()
        if len(visible) > len(self._shown):
            yield Unchecked(visible[len(self._shown) :])
            self._shown = visible

    def _ends(self) -> list[int]:
        """Where sentences end that have not been told of, in order."""
        ends = [self._ended + match.end() for match in _END.finditer(self._shown[self._ended :])]
        return [end for end in ends if not _ABBREVIATED.search(self._shown[:end])]

    def _sentence(self, end: int) -> Iterator[Piece]:
        """What becomes of the words up to `end`."""
        words, self._ended = self._shown[self._ended : end], end
        if not words.strip():
            return
        every = [self.task.grounds.of(said) for said in replying.read(words, self.task.offer.marks)]
        if not every:
            yield Withdrawn(words.strip())
        for one in every:
            yield from self._told(one)

    def _told(self, one: Grounded) -> Iterator[Piece]:
        self.found.append(one)
        if one.statement is None:
            yield Withdrawn(one.said.text, one.reasons)
            return
        statements = tuple(other.statement for other in self.found if other.statement is not None)
        text = verify(Draft(Status.ANSWERED, statements), self.source, self.task.query, self.hits).text
        yield text.removeprefix(self._text)
        self._text = text
