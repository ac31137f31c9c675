"""Questions in other words by a language model: a follow-up made to stand alone, two questions in one parted.

The rules have read the question before. Their scope stands, and their wording too, unless the model's says the same of
the same documents and years in words that the conversation holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from mandate_qa.answering.generating import prompts
from mandate_qa.answering.wanted import wanted_of
from mandate_qa.backends.llms.guarded import GuardedLLM
from mandate_qa.backends.llms.model import Message
from mandate_qa.errors import BackendError
from mandate_qa.searching.coverage import ASKING
from mandate_qa.searching.tokens import terms
from mandate_qa.types import Document, Query, Usage

Understand = Callable[[str], Query]
"""Reads a question that stands alone."""

TURNS = 4
"""Questions that a model is shown of a conversation, the last included."""
_LIMIT = 120
"""Tokens of a reply."""
_SHARE = 0.25
"""Of the time for an answer, what may be spent on its question."""
_LONGEST = 60
"""Words of a question that stands alone."""
_KEPT = 0.5
"""Share of the words of the rules' wording that the model's must have: a follow-up that is only repeated has few."""
_COVERED = 0.8
"""Share of a question's words that its parts must have together."""
_SEVERAL = re.compile(r"\?.+\?|\b(?:and|also|as well as)\b", re.IGNORECASE | re.DOTALL)
_LABEL = re.compile(
    r"^\W*(?:\d+[.)]\s*)?(?:(?:the )?(?:last |stand-?alone |rewritten )?question[^:]{0,40}:)?\s*", re.IGNORECASE
)


class Rewriter:
    """Puts questions in other words with a model."""

    def __init__(self, model: GuardedLLM, seconds: float, documents: Sequence[Document]) -> None:
        """`seconds` are those of a whole answer."""
        self._model = model
        self._seconds = seconds * _SHARE
        self._titles = {document.key: f"{document.title} {document.short_title}" for document in documents}

    def standing_alone(self, query: Query, turns: Sequence[str], understand: Understand) -> Query:
        """A follow-up as the model words it, in the scope of the rules' `query`; that itself when the two disagree.

        `turns` are the user's, the last of them the follow-up.
        """
        if not query.follows or query.sides:
            return query
        lines, usage = self._lines(prompts.rewriting(turns[-TURNS:]))
        query = replace(query, usage=query.usage + usage)
        if len(lines) != 1 or len(lines[0].split()) > _LONGEST:
            return query
        known = " ".join([*turns, query.text, *(self._titles[key] for key in query.documents)])
        new = understand(lines[0])
        if not _says_the_same(lines[0], query, known) or not _within_scope(new, query):
            return query
        return _in_scope_of(query, new)

    def in_parts(self, query: Query, understand: Understand) -> Query:
        """`query` with the two questions in it parted, when the rules found one and the model finds two."""
        if query.parts or query.sides or query.follows or not _SEVERAL.search(query.question):
            return query
        lines, usage = self._lines(prompts.splitting(query.question))
        query = replace(query, usage=query.usage + usage)
        if len(lines) != 2 or not _covers(lines, query.question):
            return query
        read = [understand(line) for line in lines]
        if not all(_within_scope(one, query) and not one.parts for one in read):
            return query
        return replace(query, parts=tuple(_part(query, one) for one in read))

    def _lines(self, messages: Sequence[Message]) -> tuple[list[str], Usage]:
        """The lines of a reply, each once, without what models put before questions, or []; and what they cost."""
        model = self._model.for_answer(self._seconds)
        try:
            reply = model.complete(messages, _LIMIT)
        except BackendError:
            return [], model.usage  # the rules have read the question already
        lines = (_LABEL.sub("", line).strip(" \"'“”*") for line in reply.text.splitlines())
        return list(dict.fromkeys(line for line in lines if line)), model.usage


def _content(text: str) -> set[str]:
    return {term for term in terms(text) if term not in ASKING}


def _says_the_same(wording: str, query: Query, known: str) -> bool:
    """Whether a wording holds words of the conversation alone, and enough of those that the rules found to matter."""
    words, ours = _content(wording), _content(query.sought or query.text)
    return words <= set(terms(known)) and len(words & ours) >= _KEPT * len(ours)


def _within_scope(new: Query, query: Query) -> bool:
    """Whether a query means no documents, years or paragraphs that the rules' does not."""
    pairs = ((new.documents, query.documents), (new.periods, query.periods), (new.references, query.references))
    return all(set(some) <= set(ours) for some, ours in pairs) and not new.sides


def _in_scope_of(query: Query, new: Query) -> Query:
    """The new wording with everything that `query` says besides words."""
    return replace(
        query,
        text=new.text,
        sought=new.sought,
        focus=new.focus,
        wanted=new.wanted if new.wanted is wanted_of(query.question) else query.wanted,
        concepts=tuple(dict.fromkeys((*query.concepts, *new.concepts))),
    )


def _covers(parts: Iterable[str], question: str) -> bool:
    """Whether parts hold only words of the question, and together nearly all of them."""
    words, held = _content(question), set().union(*map(_content, parts))
    return held <= set(terms(question)) and len(held & words) >= _COVERED * len(words)


def _part(query: Query, one: Query) -> Query:
    """A part as a query in the scope of the whole."""
    return replace(
        one,
        documents=query.documents,
        within=query.within,
        periods=one.periods or query.periods,
        focus=one.focus or one.text,
        sought=one.focus or one.text,
    )
