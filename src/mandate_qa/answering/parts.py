"""Questions that ask two things at once: "When do bids close, and who decides on them?"

Knows where such a question parts, what holds both of the things it asks for, and what beside the answer to the first
answers the second. How an answer is composed is left to the composer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from mandate_qa.answering.holding import figures_in, holds_wanted
from mandate_qa.answering.units import Unit, answers_kind
from mandate_qa.answering.wanted import figure_wanted, wanted_of
from mandate_qa.answering.wording import NOT_TOLD
from mandate_qa.reading.sentences import sentence_spans
from mandate_qa.searching.coverage import ASKING
from mandate_qa.searching.tokens import terms
from mandate_qa.types import Draft, PartKind, Query, Statement, Status, Wanted

_ASKS = r"when|who|whose|how|what|which|where|why"
_TURN = re.compile(rf"(,)?\s+(?:and|but)\s+(?=(?:by |from |since |until )?(?:{_ASKS})\b)", re.IGNORECASE)
_VERB = re.compile(
    rf"\b(?:{_ASKS}|is|are|was|were|do|does|did|can|could|will|would|should|must|has|have|had|may)\b", re.IGNORECASE
)
_POINTING = re.compile(r"\b(?:it|its|that|those|these|they|them|their|there|this)\b", re.IGNORECASE)
_ONLY_ASKS = re.compile(r"^(?:how|why)(?: not| so)?\W*$", re.IGNORECASE)
"""A second question of no words of its own, which what goes on from the first answer answers."""
_WHOLE = (Wanted.COMPARISON, Wanted.LIST, Wanted.DEFINITION)
"""Kinds of answer that take in what is asked besides."""
_TYPED = (Wanted.FIGURE, Wanted.DATE)
_NEARLY = 0.85
"""What holds both things must score at least this share of what answers the first best."""
_MONTH = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b", re.IGNORECASE
)


def parts_of(query: Query) -> tuple[Query, ...]:
    """The two questions that `query` asks, the second with the subject of the first; () when it asks one."""
    if query.sides or query.wanted in _WHOLE:
        return ()
    questions, focuses = _parted(query.question), _parted(query.focus or query.text)
    if not questions or not focuses:
        return ()
    first, second = (
        replace(query, question=question, focus=focus, wanted=wanted_of(question))
        for question, focus in zip(questions, focuses, strict=True)
    )
    if first.wanted in _WHOLE:
        return ()
    own = " ".join(_POINTING.sub(" ", second.focus).split())
    return replace(first, sought=first.focus), replace(second, focus=own)


def _parted(text: str) -> tuple[str, ...]:
    """`text` before and after the turn from one thing to another; () where there is none."""
    for turn in _TURN.finditer(text):
        first, second = text[: turn.start()].strip(), text[turn.end() :].strip()
        if _says_something(first) and (turn[1] or _VERB.search(first)):
            return first, second
    return ()


def _says_something(words: str) -> bool:
    return any(term not in ASKING for term in terms(words))


def typed(part: Query) -> bool:
    """Whether a part asks for a figure or a date, so that one can tell whether it was told."""
    return part.wanted in _TYPED


def told_both(text: str, parts: Sequence[Query]) -> bool:
    """Whether `text` holds what each part asks for: two dates or figures when both ask for one."""
    if not all(holds_wanted(text, part.wanted, _counted(part)) for part in parts if typed(part)):
        return False
    if len(parts) < 2 or len({(part.wanted, _counted(part)) for part in parts}) > 1:
        return True
    return len(_MONTH.findall(text) if parts[0].wanted is Wanted.DATE else figures_in(text)) > 1


def _counted(part: Query) -> str:
    """What a figure asked for counts; "" for a date, whatever it is the date of."""
    return figure_wanted(part.focus or part.text) if part.wanted is Wanted.FIGURE else ""


def holding_both(units: Sequence[Unit], parts: Sequence[Query]) -> Unit | None:
    """Of the units that answer the first part about as well as any, the best that holds what the second asks too."""
    if not units or not all(map(typed, parts)) or units[0].row is not None:
        return None
    near = [unit for unit in units if unit.row is None and unit.score >= units[0].score * _NEARLY]
    return next((unit for unit in near if told_both(unit.quote, parts)), None)


def tells_second(draft: Draft, parts: Sequence[Query]) -> bool:
    """Whether a draft holds what the second part asks for, as far as one can tell, besides what the first does."""
    second = parts[-1]
    text = " ".join(statement.text for statement in draft.statements)
    if not typed(second):
        return not _ONLY_ASKS.match(second.focus)
    return told_both(text, [second] if parts[0].wanted is not second.wanted else parts)


def not_told(draft: Draft, part: Query) -> Draft:
    """`draft` with the note that a part of the question is not answered."""
    note = NOT_TOLD.format(part=part.question.strip(" ?.!"))
    return replace(draft, status=Status.PARTLY_ANSWERED, notes=(*draft.notes, note))


def beside(draft: Draft, units: Sequence[Unit], part: Query) -> Unit | None:
    """What answers a part where the first was answered: the sentence there that holds it, or what goes on from it."""
    if not typed(part):
        return _next(draft, units) if _ONLY_ASKS.match(part.focus) else None
    own = [unit for unit in units if _in(draft, unit) and not _told(draft, unit)]
    return next((unit for unit in own if answers_kind(unit, part)), None)


def plainly(unit: Unit) -> Statement:
    """The words of a unit that stands beside what was told, which need nothing before them."""
    return Statement(" ".join(unit.quote.split()), (unit.evidence(),))


def _in(draft: Draft, unit: Unit) -> bool:
    ids = {evidence.paragraph_id for statement in draft.statements for evidence in statement.evidence}
    return unit.row is None and unit.paragraph.id in ids


def _told(draft: Draft, unit: Unit) -> bool:
    return any(
        evidence.paragraph_id == unit.paragraph.id and (evidence.quote in unit.quote or unit.quote in evidence.quote)
        for statement in draft.statements
        for evidence in statement.evidence
    )


def _next(draft: Draft, units: Sequence[Unit]) -> Unit | None:
    """The sentence right after the last one told, of its part."""
    last = draft.statements[-1].evidence[-1] if draft.statements and draft.statements[-1].evidence else None
    unit = next((one for one in units if last is not None and one.paragraph.id == last.paragraph_id), None)
    if last is None or unit is None or last.part is None or unit.row is not None:
        return None
    part = unit.paragraph.parts[last.part]
    if part.kind is not PartKind.TEXT:
        return None
    end = unit.paragraph.text.index(last.quote, part.start) + len(last.quote)
    spans = sentence_spans(unit.paragraph.text[end : part.end])
    if not spans:
        return None
    return replace(unit, part=last.part, start=end + spans[0][0], end=end + spans[0][1])
