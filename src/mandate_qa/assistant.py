"""The question's way: understand, retrieve, compose, verify.

`Assistant` is the one door that the command line, the chat, the API and the evaluation go through. It knows the order
of the steps; what each does is in `answering` and `searching`.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from mandate_qa.answering.anchoring import anchored, anchors, cited
from mandate_qa.answering.composing import load_composer, rewriter_of
from mandate_qa.answering.elsewhere import provenance
from mandate_qa.answering.examples import example_questions
from mandate_qa.answering.next_questions import next_questions
from mandate_qa.answering.rescoping import scope_given, still_there
from mandate_qa.answering.suggesting import suggested
from mandate_qa.answering.understanding import Understanding
from mandate_qa.answering.verification import verify, with_note
from mandate_qa.backends.engines import engine_of
from mandate_qa.backends.query_encoders import load_query_encoder
from mandate_qa.errors import EmptyQuestionError, UnknownDocumentError, UsageError
from mandate_qa.opening import brought_up_to_date, left_out, warnings_of
from mandate_qa.places import belong_together, index_folder, seeds_folder
from mandate_qa.searching.library import Library
from mandate_qa.searching.manifest import MANIFEST
from mandate_qa.searching.ranking import Ranking
from mandate_qa.searching.retriever import Retriever
from mandate_qa.searching.store import Index
from mandate_qa.settings import Settings, digest
from mandate_qa.stopwatch import Stopwatch
from mandate_qa.turns import History, turns_of
from mandate_qa.types import Answer, Draft, Hit, Progress, Query, Scope, Turn, Unchecked, Withdrawn

Chosen = Scope | Mapping[str, Any] | None
"""A Scope, or one as JSON has it: {"documents": […] | None, "periods": […] | None}."""
LOOKED_BACK = 50
"""Turns before the last that may say what it is about."""
CHAINED = 4
"""Follow-ups in a row that are answered again to tell where the last answer stands."""
MAX_QUESTION = 2000
"""Characters; a longer text is no question."""


class Assistant:
    """Answers questions from one index. Safe to share between threads."""

    def __init__(self, index: Index, settings: Settings, llm: str | Any = "auto") -> None:
        """See `open`, which finds, checks and builds the index that this takes."""
        rarity, llm = index.keywords.rarity, settings.llm if llm == "auto" else llm
        self._composer = load_composer(llm, rarity, settings.answering, settings.language_model)
        self._extractive = load_composer("extractive", rarity, settings.answering)
        encoder, note = load_query_encoder(index.encoder, index.manifest.embedder)
        ranking = Ranking(index.library.documents, index.keywords.rarity, settings.retrieval)
        self.library: Library = index.library
        """Documents and paragraphs, by key and by id."""
        self.left_out: tuple[str, ...] = left_out(index)
        """Files of the seeds folder that could not be read, or not in full, when the index was built."""
        self.warnings: dict[str, tuple[str, ...]] = warnings_of(index)
        """Path in the seeds folder → what of the file could not be read and what to do, where there is anything."""
        self._retriever = Retriever(index, encoder, settings.retrieval, ranking)
        self._understanding = Understanding(
            index.library.documents,
            index.library.terms,
            index.keywords.correction,
            index.keywords.__contains__,
            index.library.years_of,
        )
        self._rewriter = rewriter_of(self._composer, settings, tuple(index.library.documents.values()))
        self._note = note
        self.fingerprint: str = digest({"index": index.fingerprint, "settings": settings.fingerprint()})
        """Of the settings and index, as every answer carries it."""
        self.seen: tuple[int, int, int] | None = index.seen
        """`files.signature` of the index's manifest before it was read; another one means that it has changed since."""

    @property
    def writer(self) -> Any:
        """What writes, for another Assistant to be opened with: the language model itself, or "extractive"."""
        return getattr(self._composer, "model", "extractive")

    @classmethod
    def open(
        cls,
        index: Path | str | None = None,
        llm: str | Any | None = None,
        seeds: Path | str | None = None,
        settings: Settings | None = None,
        progress: Progress | None = None,
        build: bool = True,
    ) -> Assistant:
        """An assistant over the index in the folder `index`; without a folder, the project's own.

        `llm` is "extractive", the name of a language model ("openai:MODEL", …), a LanguageModel, or an LLM of
        LlamaIndex; "auto" is what the settings name, and without one extractive.

        A missing or stale index is built from `seeds` when `build` is true and the seeds are there. Raises
        IndexNotFoundError, IndexDamagedError or IndexMismatchError when it cannot be used, UsageError when `seeds` is
        given and is no folder, what `as_language_model` raises for `llm`, and what `build_index` raises.
        """
        settings = settings or Settings.load()
        home, source = index_folder(index), seeds_folder(seeds, index)
        if build and seeds is not None and not source.is_dir():
            raise UsageError(f"{source} is no folder; name the one that holds the documents.")
        if build and (belong_together(index, seeds) or not (home / MANIFEST).exists()):
            brought_up_to_date(home, source, settings, progress)
        return cls(Index.open(home, engine_of(settings)), settings, llm or settings.llm)

    def ask(
        self,
        question: str,
        history: History = (),
        documents: Sequence[str] | None = None,
        scope: Chosen = None,
    ) -> Answer:
        """The answer to `question`, checked, with its citations; never raises for "the documents do not say".

        `history` holds the turns before it, oldest first, as {"role": "user" | "assistant", "content": str}, and with
        "scope" what was chosen for that turn. `documents` limits the search to these keys. `scope` is where the reader
        chose to look instead of where the question points; its documents, if any, take the place of `documents`.

        Raises EmptyQuestionError, UnknownDocumentError, and UsageError for a question that is too long or a history or
        scope that cannot be read.
        """
        watch = Stopwatch()
        query, hits = self._found(Turn("user", question, scope_given(scope)), history, documents, watch)
        draft = watch("compose", lambda: self._composer.compose(query, hits, self.library))
        return self._checked(draft, query, hits, watch)

    def _found(
        self, question: Turn, history: History, documents: Sequence[str] | None, watch: Stopwatch
    ) -> tuple[Query, tuple[Hit, ...]]:
        """The question understood, and what was found for it."""
        asked = self._asked(question, history)
        within = self._known(documents)
        query = watch("understand", lambda: self._query(asked, within))
        return query, watch("retrieve", lambda: self._hits(query))

    def _checked(self, draft: Draft, query: Query, hits: tuple[Hit, ...], watch: Stopwatch) -> Answer:
        """The answer that is left of a draft."""
        answer = watch("verify", lambda: verify(draft, self.library, query, hits))
        answer = with_note(answer, *provenance(answer, self.library))
        if self._note:
            answer = with_note(answer, self._note)
        return replace(answer, timings=watch.seconds(), fingerprint=self.fingerprint)

    def stream(
        self,
        question: str,
        history: History = (),
        documents: Sequence[str] | None = None,
        scope: Chosen = None,
    ) -> Iterator[str | Unchecked | Withdrawn | Answer]:
        """The text of the answer in pieces, then the checked Answer. Raises what `ask` raises.

        A str is checked text; those since the last Withdrawn of checked text, joined, are `Answer.text`. Without a
        language model there is nothing else. With one, words come first as Unchecked, as they are written; a sentence
        that ends comes again as a str when it is borne out, else as Withdrawn.
        """
        watch = Stopwatch()
        query, hits = self._found(Turn("user", question, scope_given(scope)), history, documents, watch)
        written = ""
        composing = time.perf_counter()
        for piece in self._pieces(query, hits):
            if isinstance(piece, Draft):
                watch.note("compose", time.perf_counter() - composing)
                answer = self._checked(piece, query, hits, watch)
                yield from rest(written, answer)
                yield answer
                return
            written += piece if isinstance(piece, str) else ""
            yield piece

    def _pieces(self, query: Query, hits: tuple[Hit, ...]) -> Iterator[str | Unchecked | Withdrawn | Draft]:
        """What comes while the draft is composed, and the draft."""
        if self._composer.name == self._extractive.name:
            yield self._composer.compose(query, hits, self.library)
            return
        from mandate_qa.answering.generating.generative import GenerativeComposer
        from mandate_qa.answering.generating.streaming import pieces

        assert isinstance(self._composer, GenerativeComposer)
        yield from pieces(self._composer, query, hits, self.library)

    def search(
        self,
        question: str,
        k: int = 10,
        history: History = (),
        documents: Sequence[str] | None = None,
        scope: Chosen = None,
    ) -> tuple[Hit, ...]:
        """The best `k` hits for `question`, best first, without an answer. Raises what `ask` raises."""
        if k < 1:
            raise UsageError(f"{k} hits cannot be searched for; ask for at least 1.")
        asked = self._asked(Turn("user", question, scope_given(scope)), history)
        query = self._query(asked, self._known(documents))
        return tuple(hit for hit in self._retriever.search(query, k) if hit.kept)

    @cached_property
    def examples(self) -> tuple[str, ...]:
        """A few questions that the library can answer, for people who have not asked yet."""
        return example_questions(self.library, lambda question: self._outright(self._understanding.query(question)))

    def follow_ups(self, answer: Answer, history: History = ()) -> tuple[str, ...]:
        """Up to three questions that may be asked after `answer`, best first; each was asked and is answered.

        They stand alone: ask them as new questions, with the `documents` of `answer` and no scope. After a refusal they
        are of what stands nearest. `history` holds the turns before `answer`; what was asked there is not offered.
        """
        turns = turns_of(history)
        asked = [turn.content for turn in turns if turn.role == "user"]
        names, years_of = self._understanding.names, self.library.years_of
        candidates = next_questions(answer, self.library, names, years_of)
        return suggested(candidates, answer, [answer.query.question, *asked], partial(self._next, answer.query))

    def _next(self, before: Query, question: str) -> Answer | None:
        """The answer to a question after another's, None when it would be read in that one's light."""
        within = before.within if before.scope is None else ()
        query = self._understanding.query(question, before, within)
        return None if query.follows else self._outright(query)

    def _outright(self, query: Query) -> Answer:
        """The answer to a query in the documents' own words."""
        hits = self._hits(query)
        return verify(self._extractive.compose(query, hits, self.library), self.library, query, hits)

    def _query(self, asked: Sequence[Turn], within: tuple[str, ...]) -> Query:
        """The last turn made to stand alone, every turn read in the light of the one before it."""
        turns: list[Query] = []
        for turn in asked[-LOOKED_BACK - 1 :]:
            words, before = turn.content[:MAX_QUESTION], turns[-1] if turns else None
            turns.append(self._understanding.query(words, before, within, turn.scope))
        first = len(turns) - 1
        while turns[first].follows and first and len(turns) - first <= CHAINED:
            first -= 1
        query = turns[first]
        for follower in turns[first + 1 :]:
            query = self._beside(follower, query)
        return self._reworded(query, [turn.content for turn in asked[-LOOKED_BACK:]], within)

    def _reworded(self, query: Query, asked: Sequence[str], within: tuple[str, ...]) -> Query:
        """The query in the words of the language model, where there is one and it means the same."""
        if self._rewriter is None:
            return query
        alone = partial(self._understanding.query, documents=query.within or within)
        return self._rewriter.in_parts(self._rewriter.standing_alone(query, asked, alone), alone)

    def _beside(self, query: Query, before: Query) -> Query:
        """A follow-up with what the answer to the turn before it stands on."""
        draft = self._extractive.compose(before, self._hits(before), self.library)
        return replace(query, anchors=anchors(draft) or before.anchors, cited=cited(draft) or before.cited)

    def _hits(self, query: Query) -> tuple[Hit, ...]:
        """The hits of a query, those beside the last answer moved up when it follows one."""
        return anchored(query, self._retriever.search(query), self.library)

    def _asked(self, question: Turn, history: History) -> tuple[Turn, ...]:
        """The user's turns, the question last."""
        if not question.content.strip():
            raise EmptyQuestionError("The question is empty; type one, such as: what was the elective recovery target?")
        if len(question.content) > MAX_QUESTION:
            raise UsageError(f"The question has {len(question.content)} characters; ask in at most {MAX_QUESTION}.")
        self._known(question.scope.documents if question.scope else ())
        turns = turns_of(history)
        said = [turn for turn in turns if turn.role == "user" and turn.content.strip()]
        still = [replace(turn, scope=still_there(turn.scope, self.library.documents)) for turn in said]
        return (*still, question)

    def _known(self, documents: Sequence[str] | None) -> tuple[str, ...]:
        """The chosen keys, each checked."""
        for key in documents or ():
            if key not in self.library.documents:
                raise UnknownDocumentError(key, self.library.documents)
        return tuple(documents or ())


def rest(written: str, answer: Answer) -> Iterator[str | Withdrawn]:
    """What turns the checked text that was written into that of the answer."""
    if not answer.text.startswith(written):
        yield Withdrawn(written, answer.notes, checked=True)
        written = ""
    yield from answer.text.removeprefix(written).splitlines(keepends=True)


def answer(
    question: str,
    history: History = (),
    documents: Sequence[str] | None = None,
    scope: Chosen = None,
    **options: Any,
) -> Answer:
    """The answer to one question from the default index, which is built when missing or stale.

    What is asked is said in `Assistant.ask`; `options` are those of `Assistant.open`.
    The assistant is kept open for the next call with the same options.
    """
    return _opened(tuple(sorted(options.items()))).ask(question, history, documents, scope)


_assistants: dict[tuple[tuple[str, Any], ...], Assistant] = {}


def _opened(options: tuple[tuple[str, Any], ...]) -> Assistant:
    if options not in _assistants:
        _assistants[options] = Assistant.open(**dict(options))
    return _assistants[options]
