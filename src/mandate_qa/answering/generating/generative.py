"""The composer that lets a language model write, and shows nothing of it that its paragraphs do not bear.

The extractive composer answers first: what it refuses is refused, and whenever the model fails, its draft stands with a
note that says what happened.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mandate_qa.answering.claims import figures
from mandate_qa.answering.extractive import ExtractiveComposer
from mandate_qa.answering.generating import notes, prompts, replying
from mandate_qa.answering.generating.grounding import Grounded, Grounds, as_bullets, reasons_of, without_repeats
from mandate_qa.answering.generating.kinds import kept
from mandate_qa.answering.generating.languages import is_english
from mandate_qa.answering.generating.offering import Offer, offered
from mandate_qa.answering.holding import holds_wanted
from mandate_qa.answering.verification import Source
from mandate_qa.backends.llms.guarded import GuardedLLM
from mandate_qa.backends.llms.model import LanguageModel, Message
from mandate_qa.errors import BackendError
from mandate_qa.searching.coverage import ASKING
from mandate_qa.searching.tokens import terms
from mandate_qa.settings import AnsweringSettings, LanguageModelSettings
from mandate_qa.types import Draft, Hit, Query, Statement, Status, Wanted

_LEAST = 150
"""Tokens of paragraphs without which a model is not asked."""
_SPARE = 40
"""Tokens that a chat template may add to a prompt."""


@dataclass(frozen=True, slots=True)
class Task:
    """One question for the model."""

    query: Query
    draft: Draft
    """The extractive one."""
    offer: Offer
    grounds: Grounds
    model: GuardedLLM
    """With the time that is left for this answer."""


class GenerativeComposer:
    """Composes with a language model, checked sentence by sentence. As safe to share between threads as its parts."""

    def __init__(
        self,
        model: LanguageModel,
        extractive: ExtractiveComposer,
        settings: LanguageModelSettings,
        answering: AnsweringSettings,
    ) -> None:
        self._model = model if isinstance(model, GuardedLLM) else GuardedLLM(model, settings)
        self._extractive = extractive
        self._settings = settings
        self._max_words = answering.max_words
        self.name = model.name

    @property
    def model(self) -> GuardedLLM:
        """The model, for what else it may be asked."""
        return self._model

    @property
    def extractive(self) -> ExtractiveComposer:
        """The composer that answers first."""
        return self._extractive

    def compose(self, query: Query, hits: Sequence[Hit], source: Source) -> Draft:
        """The model's draft where its sentences are borne out, else the extractive one with a note that says why."""
        task = self.task(query, hits, source)
        if isinstance(task, Draft):
            return task
        raw: list[str] = []
        try:
            found, told = self._asked(task, raw)
        except BackendError as error:
            return self.instead(task, notes.FAILED.format(error=str(error).rstrip(".")), raw)
        return self.finished(task, found, told, raw)

    def task(self, query: Query, hits: Sequence[Hit], source: Source) -> Task | Draft:
        """What the model is to be asked, or the draft when it is not."""
        draft = self._extractive.compose(query, hits, source)
        if not self._may_write(draft, query, source):
            return draft
        offer = offered(draft, query, hits, source, self._budget(query), self._model.count)
        if not offer.paragraphs:
            return replace(draft, notes=(*draft.notes, notes.NO_ROOM.format(name=self.name)))
        left = max(self._settings.seconds - query.usage.seconds, 0.0)
        return Task(query, draft, offer, Grounds(offer, query, source), self._model.for_answer(left))

    def _may_write(self, draft: Draft, query: Query, source: Source) -> bool:
        """Whether the model is asked: about what the extractive composer answered, and no kind where that is better."""
        if not draft.status.answered:
            return self._settings.ask_refused and draft.status is Status.NOT_IN_DOCUMENTS
        return not kept(draft, query, source)

    def _budget(self, query: Query) -> int:
        """Tokens that the paragraphs may have: what two rounds of instructions and replies leave."""
        fixed = "".join(m.content for m in prompts.asking(query.text, "", structured=self._model.structured))
        replies = 2 * self._settings.reply_tokens
        room = self._model.context - self._model.count(fixed + prompts.REPAIR) - replies - _SPARE
        return room if room >= _LEAST else 0

    def messages(self, task: Task, *, structured: bool) -> list[Message]:
        """The first prompt."""
        return prompts.asking(task.query.text, task.offer.text, structured=structured)

    @property
    def limit(self) -> int:
        """Tokens of a reply."""
        return self._settings.reply_tokens

    def _asked(self, task: Task, raw: list[str]) -> tuple[list[Grounded], tuple[str, ...]]:
        """The sentences of the better of at most two rounds, and notes; every reply is added to `raw`."""
        structured = self._model.structured
        messages = self.messages(task, structured=structured)
        found = self._round(task, messages, raw)
        if found and all(one.statement for one in found):
            return found, ()
        return self.repaired(task, messages, found, raw)

    def repaired(
        self, task: Task, messages: Sequence[Message], found: list[Grounded], raw: list[str]
    ) -> tuple[list[Grounded], tuple[str, ...]]:
        """The better of `found` and one more round that is told what is wrong with it, and notes."""
        if replying.refuses(raw[-1]) and not any(one.statement for one in found):
            return found, (notes.REFUSED.format(name=self.name),)
        if not is_english(raw[-1]):
            return [], (notes.LANGUAGE.format(name=self.name),)
        wrong = reasons_of(found) or [notes.UNREADABLE]
        try:
            again = self._round(task, prompts.repairing(messages, raw[-1], wrong), raw)
        except BackendError as error:
            if any(one.statement for one in found):
                return found, ()
            raise error
        return max(found, again, key=_worth), ()

    def _round(self, task: Task, messages: Sequence[Message], raw: list[str]) -> list[Grounded]:
        """The sentences of one reply, each held against the paragraphs."""
        marks = task.offer.marks
        schema = prompts.reply_schema(marks) if self._model.structured else None
        reply = task.model.complete(messages, self._settings.reply_tokens, schema)
        raw.append(reply.text)
        return [task.grounds.of(said) for said in replying.read(reply.text, marks)]

    def finished(self, task: Task, found: Sequence[Grounded], told: Sequence[str], raw: Sequence[str]) -> Draft:
        """The draft of what is supported, or the extractive one when that is nothing, or not the answer."""
        statements = as_bullets(without_repeats([one.statement for one in found if one.statement is not None]))
        if told or not statements:
            return self.instead(task, next(iter(told), notes.UNSUPPORTED.format(name=self.name)), raw)
        if not _answers(statements, task):
            return self.instead(task, notes.BESIDE.format(name=self.name), raw)
        if sum(len(one.text.split()) for one in statements) > self._max_words:
            return self.instead(task, notes.LONG.format(name=self.name), raw)
        return self._drafted(task, statements, len(found) - len(statements), raw)

    def _drafted(self, task: Task, statements: Sequence[Statement], dropped: int, raw: Sequence[str]) -> Draft:
        draft = task.draft
        status = draft.status if draft.status.answered else Status.ANSWERED
        more = (notes.DROPPED.format(count=dropped, name=self.name),) if dropped else ()
        asked = () if draft.status.answered else (notes.REFUSED_FIRST,)
        told = (*draft.notes, *asked, *more)
        return replace(
            draft,
            status=status,
            statements=tuple(statements),
            notes=told,
            composer=self.name,
            raw=tuple(raw),
            usage=task.model.usage,
        )

    def instead(self, task: Task, note: str, raw: Sequence[str]) -> Draft:
        """The extractive draft with a note and the replies that were no use."""
        return replace(task.draft, notes=(*task.draft.notes, note), raw=tuple(raw), usage=task.model.usage)


def _worth(found: Sequence[Grounded]) -> tuple[int, int]:
    """A round is the better, the more of its sentences are supported, then the fewer are not."""
    supported = sum(one.statement is not None for one in found)
    return supported, supported - len(found)


def _answers(statements: Sequence[Statement], task: Task) -> bool:
    """Whether the statements say what was asked, as far as can be told: the figure that the extractive answer has.

    A question for neither must have an answer that shares a paragraph with the extractive one and speaks to as many of
    its words: small models begin with what stands first.
    """
    query, draft = task.query, task.draft
    if not draft.status.answered:
        return True
    told, ours = (" ".join(one.text for one in every) for every in (statements, draft.statements))
    if query.wanted in (Wanted.FIGURE, Wanted.DATE) and holds_wanted(ours, query.wanted):
        return bool(figures(told) & figures(ours)) or (not figures(ours) and holds_wanted(told, query.wanted))
    places = {evidence.paragraph_id for one in statements for evidence in one.evidence}
    return bool(places & task.offer.own) and len(_spoken_to(told, query)) >= len(_spoken_to(ours, query))


def _spoken_to(text: str, query: Query) -> set[str]:
    """The words of the question that `text` has."""
    return {term for term in terms(query.focus or query.text) if term not in ASKING} & set(terms(text))
