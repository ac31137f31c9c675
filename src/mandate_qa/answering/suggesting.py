"""Questions that a reader may want to ask next, each known to be answered.

Knows which of many that could be asked are tried, in what order, and when an answer is good enough to promise. What
could be asked is `next_questions`' business, and asking is the caller's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from mandate_qa.answering.next_questions import Candidate
from mandate_qa.explaining import MARK
from mandate_qa.searching.tokens import term_set
from mandate_qa.types import Answer

MOST = 3
"""Questions that are offered."""
TRIED = 6
"""Questions that are asked to find them: each costs as much as an answer."""
SURE = {"edition": 0.75, "year": 0.6, "row": 0.6, "term": 0.5, "section": 0.5}
"""How likely right an answer must be, by what the question is made from. That it stands where it was looked for counts
for more: of sections' answers at 0.5 to 0.6 half do. Other editions are asked in words that were made for one of them.
"""
OF_A_KIND = {"year": 1, "term": 1}
"""Questions of a kind that are offered at most, where that is fewer."""
_FEWEST = 8
"""Words that must be told of a section."""
_ALIKE = 0.8
"""Share of the words of the shorter of two questions from which they are the same question."""

Ask = Callable[[str], Answer | None]
"""The answer to a question that stands alone, None when it would be read as a follow-up."""


def suggested(candidates: Iterable[Candidate], present: Answer, asked: Sequence[str], ask: Ask) -> tuple[str, ...]:
    """At most `MOST` questions in the order of `candidates`, of which at most `TRIED` are asked.

    Each is answered surely enough, from the place that it was made from, and tells what neither `present` nor another
    one tells. `asked` are questions of the conversation, which are not offered again.
    """
    told = {_flat(citation.quote) for citation in present.citations}
    found: list[str] = []
    kinds: Counter[str] = Counter()
    tried = 0
    for candidate in candidates:
        if len(found) == MOST or tried == TRIED:
            break
        if kinds[candidate.kind] == OF_A_KIND.get(candidate.kind, MOST) or any(
            _same(candidate.question, one) for one in (*asked, *found)
        ):
            continue
        tried += 1
        answer = ask(candidate.question)
        if answer is None or not promises(candidate, answer):
            continue
        if answer.text == present.text or not (candidate.kind == "year" or _tells_more(answer, told)):
            continue  # another year of a row stands in the same words
        told |= {_flat(citation.quote) for citation in answer.citations}
        kinds[candidate.kind] += 1
        found.append(candidate.question)
    return tuple(found)


def promises(candidate: Candidate, answer: Answer) -> bool:
    """Whether an answer is sure enough, checked throughout, and from where the question was made."""
    if not answer.answered or answer.confidence < SURE[candidate.kind]:
        return False
    cited = answer.citations
    unfinished = MARK.sub("", answer.text).rstrip().endswith(":")
    if not cited or unfinished or not all(citation.checked for citation in cited):
        return False
    if candidate.row:
        return [citation.quote for citation in cited] == [candidate.row]
    words = sum(len(citation.quote.split()) for citation in cited)
    if candidate.kind == "section" and ("\t" in cited[0].quote or words < _FEWEST):
        return False  # one row of many, or a heading, where what the section says was promised
    documents, paragraphs = candidate.documents, candidate.paragraphs
    there = all(citation.document in documents for citation in cited) if documents else True
    return there and (not paragraphs or any(citation.paragraph_id in paragraphs for citation in cited))


def _tells_more(answer: Answer, told: set[str]) -> bool:
    """Whether some words that an answer rests on are told nowhere yet."""
    quotes = [_flat(citation.quote) for citation in answer.citations]
    return any(not any(quote in one or one in quote for one in told) for quote in quotes)


def _same(one: str, other: str) -> bool:
    words, others = term_set(one), term_set(other)
    return len(words & others) >= _ALIKE * max(len(words), len(others), 1)


def _flat(words: str) -> str:
    return " ".join(words.split())
