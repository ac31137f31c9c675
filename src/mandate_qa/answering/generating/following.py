"""Whether a sentence keeps to one line of a document: its words, their order, and what limits them.

Stricter than `rewording`, which compares sentences of ours: a model may take half of a sentence and leave out its
"not", put one body in another's place, or turn who pays whom about, with words that all stand in the line.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from mandate_qa.answering.claims import NUMBER_WORDS
from mandate_qa.periods import normalised
from mandate_qa.searching.tokens import terms

_WORD = re.compile(r"£?\d[\d,.]*\d%?|£?\d%?|[^\W\d_]+(?:['’&][^\W\d_]+)*")
_AMOUNT = re.compile(r"(?P<money>£?)(?P<number>\d[\d.]*)(?P<unit>bn|m|k|%)")
_BREAK = re.compile(r"[,;:()–—]|\s-\s")
_NEGATIONS = frozenset("not non no never nor neither without cannot none".split())
_EXCEPTIONS = frozenset("unless except until subject provided providing only if where when whether".split())
_MODALS = frozenset("must should may might will shall could would can required".split())
_LIMITS = frozenset(
    "least most up maximum minimum more less fewer over under above below before after higher lower further another "
    "nearly almost about around approximately half double twice per some additional extra interim provisional "
    "indicative average median annual annually monthly weekly daily quarterly partial partially temporary temporarily "
    "planned estimated expected projected potential potentially unlikely likely".split()
)
_QUANTIFIERS = frozenset("all any both each either every many most always already".split())
"""These may be left out and may not be added: "all nurseries" for "nurseries" claims more."""
_SCOPE = _NEGATIONS | _MODALS | _LIMITS
_GOVERNING = (
    "propos consider reject rather instead consult option draft previous former longer fail refus prevent avoid "
    "abolish cancel withdr deny denie claim alleg argu suggest hope aspir intend intent wrong untrue false myth "
    "ceas stop"
).split()
"""Beginnings of words under which what follows is not told as a fact: "the board rejected that …"."""
_PREPOSITIONS = frozenset(
    "by in from since until for under within at during after before on through of with to".split()
)
_JOINING = frozenset("is are was were be been has have had do does did".split())
_JOINERS = ("and", "or", "but", "while", "whereas")
_RELATIVE = ("which", "that", "who", "whom", "whose", "how", "what", "why")
_GAP = 3
"""Words from one kept word to the next, above which those between must be phrases: an adjective may go."""
_AFTER = 4
"""Words after the last one used in which a name still narrows it: "are exempt in Leeds"."""
_SHORT_FORM = re.compile(r"\s\([A-Z][A-Za-z&]{1,7}\)")
"""A short form given in brackets after the long one: "Safe Paint Register (SPR)"."""
_SMALL = frozenset(("a", "an", "the", "and", "or", "of", "to", "in", "by", "for", "on", "with", "that", "which", "as"))
HARMLESS = frozenset(
    terms(
        "according says say said states state stated sets set out document documents paragraph section following "
        "namely also include includes including these those this are is was were has have had been"
    )
)
"""Words that a sentence may have besides the line's: they claim nothing of their own."""
_MOVED = 7
"""Words of a phrase that may stand elsewhere in the sentence: "By March 2025, …"."""
_NEAR = 3
"""Words before the first one used in which a "not" still governs it."""


@dataclass(frozen=True, slots=True)
class _Word:
    stem: str
    plain: str
    """In lower case."""
    name: bool = False
    """Whether it has a capital and does not begin its text."""
    parted: bool = False
    """Whether a comma, bracket, dash or the like stands before it."""


def foreign(sentence: str, borne_by: str, other_words: Sequence[Collection[str]] = ()) -> tuple[str, ...]:
    """The words of `sentence` that stand nowhere in `borne_by`, nor others that mean the same, in order.

    `other_words` are groups of words of which any may stand for any other.
    """
    known = set(terms(borne_by)) | HARMLESS
    known |= {term for group in other_words for term in _one_of(group, known)}
    digits = {str(n) for n, word in enumerate(NUMBER_WORDS) if word in known}
    spelt = {stem for n, word in enumerate(NUMBER_WORDS) if str(n) in known for stem in terms(word)}
    borne = known | digits | spelt
    return tuple(t for t in dict.fromkeys(terms(sentence)) if t not in borne and not _headed(t, borne, borne_by))


def _headed(term: str, known: Collection[str], borne_by: str) -> bool:
    """Whether a term is a known number with the unit that headings give it: "£120m" of 120 under "£m"."""
    amount = _AMOUNT.fullmatch(term)
    return amount is not None and amount["number"] in known and f"{amount['money']}{amount['unit']}" in borne_by


def _one_of(group: Collection[str], known: Collection[str]) -> set[str]:
    """The terms of all wordings of a meaning when one of them stands in the line whole."""
    wordings = [set(terms(words)) for words in group]
    return set().union(*wordings) if any(words and words <= set(known) for words in wordings) else set()


def departures(sentence: str, line: str, named: str = "") -> tuple[str, ...]:
    """How `sentence` departs from the line it follows, in words: what limits it left out or added, words out of order.

    Words that the line does not have are not looked at; `foreign` is for them. Those of `named` count as said when it
    is asked what narrows a subject down.
    """
    said, there = _words(sentence), _words(_SHORT_FORM.sub("", line))
    matched, loose = _aligned(said, there)
    used = {at for at in matched if there[at].plain not in _SMALL}
    faults = [f"words in another order: {' '.join(loose[:5])}"] if loose else []
    if used:
        faults += _scope(said, there, used) + _governed(said, there, used)
        faults += _narrowed([*said, *_words(named)], there, used)
        known = {word.stem for word in _words(named) if word not in said}
        faults += _torn(there, matched | {n for n, word in enumerate(there) if word.stem in known})
    return tuple(dict.fromkeys(faults))


def _aligned(said: list[_Word], there: list[_Word]) -> tuple[set[int], list[str]]:
    """The words of the line that are said, in its order save one phrase with its preposition; and those that are not.

    The phrase stands first or last in the sentence: "By March 2025, …".
    """
    matched, loose = _in_order(said, there)
    if not loose:
        return matched, []
    for start, end in _phrases(said):
        at = _place([word.stem for word in said[start:end]], [word.stem for word in there])
        if at is None:
            continue
        rest = [n for n in range(len(there)) if not at <= n < at + end - start]
        others, left = _in_order([*said[:start], *said[end:]], [there[n] for n in rest])
        if not left:
            return {rest[n] for n in others} | set(range(at, at + end - start)), []
    return matched, loose


def _in_order(said: Sequence[_Word], there: Sequence[_Word]) -> tuple[set[int], list[str]]:
    """The words of the line that are said in its order, and those of its words that are said elsewhere."""
    matcher = SequenceMatcher(None, [w.stem for w in there], [w.stem for w in said], autojunk=False)
    runs = [run for run in matcher.get_matching_blocks() if run.size]
    placed = {at for run in runs for at in range(run.b, run.b + run.size)}
    known = {word.stem for word in there if word.plain not in _SMALL}
    loose = [w.plain for n, w in enumerate(said) if n not in placed and w.stem in known and w.plain not in _SMALL]
    return {at for run in runs for at in range(run.a, run.a + run.size)}, loose


def _phrases(said: Sequence[_Word]) -> Iterator[tuple[int, int]]:
    """Where phrases begin and end that may have been moved to the sentence's beginning or end."""
    held = _SCOPE | _QUANTIFIERS - _PREPOSITIONS
    starts = [(0, end) for end in range(2, _MOVED + 1)] if said and said[0].plain in _PREPOSITIONS else []
    ends = [(n, len(said)) for n, word in enumerate(said) if word.plain in _PREPOSITIONS and len(said) - n <= _MOVED]
    for start, end in (*starts, *ends):
        if end - start > 1 and not any(word.plain in held for word in said[start:end]):
            yield start, end


def is_torn_off(clause: str, line: str) -> bool:
    """Whether a clause begins or ends where no clause of the line does, or lies below a "which" or "that"."""
    there = _words(line)
    matched, _ = _aligned(_words(clause), there)
    if not matched:
        return True
    first, last = min(matched), max(matched) + 1
    begins = all(word.plain in _SMALL for word in there[:first]) or there[first].parted
    begins = begins or (there[first - 1].plain in _JOINERS and not any(w.plain in _RELATIVE for w in there[:first]))
    ends = last == len(there) or there[last].parted or there[last].plain in _JOINERS
    return not (begins and ends)


def _place(run: Sequence[str], there: Sequence[str]) -> int | None:
    """Where a run of stems stands in others without a gap, None when it does not."""
    places = (at for at in range(len(there) - len(run) + 1) if list(there[at : at + len(run)]) == list(run))
    return next(places, None)


def _scope(said: Sequence[_Word], there: Sequence[_Word], used: set[int]) -> list[str]:
    """Negations, modal verbs and limits of the used stretch that are not said, and said ones that it does not have."""
    first, last = min(used), max(used)
    stretch = [word.plain for word in there[max(0, first - _NEAR) : last + 1]]
    told = [word.plain for word in said]
    governed = [word for word in stretch if word in _NEGATIONS]
    governed += [word.plain for word in there[first : last + 1] if word.plain in _SCOPE]
    left = [word for word in governed if told.count(word) < stretch.count(word)]
    left += [word.plain for word in there if word.plain in _EXCEPTIONS and word.plain not in told]
    added = [word for word in told if word in _SCOPE | _QUANTIFIERS and told.count(word) > stretch.count(word)]
    return [f"left out {word}" for word in left] + [f"added {word}" for word in added]


def _governed(said: Sequence[_Word], there: Sequence[_Word], used: set[int]) -> list[str]:
    """Words before the last one used under which it is no fact, and which are not said."""
    told = {word.stem for word in said}
    before = [word for word in there[: max(used)] if word.plain.startswith(tuple(_GOVERNING))]
    return [f"left out {word.plain}" for word in before if word.stem not in told]


def _narrowed(said: Sequence[_Word], there: Sequence[_Word], used: set[int]) -> list[str]:
    """Words that narrow down what is said and were left out: a subject's, and names up to shortly after its end."""
    told, last = {word.stem for word in said}, max(used)
    verb = next((n for n in sorted(used) if there[n].plain in _MODALS | _JOINING), -1)
    skipped = [word for n, word in enumerate(there[:verb]) if n > min(used) and n not in used and _says(word)]
    names = [word for n, word in enumerate(there[: last + _AFTER + 1]) if n > min(used) and n not in used and word.name]
    return [f"left out {word.plain}" for word in (*skipped, *names) if word.stem not in told]


def _torn(there: Sequence[_Word], kept: set[int]) -> list[str]:
    """Places where several words are left out that are no phrase: "manage the [budget of …, with] secure care"."""
    return [
        f"words left out before {there[after].plain}"
        for before, after in pairwise(sorted(kept))
        if after - before > _GAP and (there[before].plain in _SMALL or not _begins(there[after]))
    ]


def _begins(word: _Word) -> bool:
    """Whether a phrase may begin with a word: after a comma or the like, or with a preposition, "and" or "or"."""
    return word.parted or word.plain in _PREPOSITIONS or word.plain in ("and", "or", "as")


def _says(word: _Word) -> bool:
    return word.plain not in _SMALL and word.plain not in _PREPOSITIONS and bool(terms(word.plain))


def _words(text: str) -> list[_Word]:
    """The words of `text`, hyphens parted, "n't" as "not", endings off."""
    plain = re.sub(r"n['’]t\b", " not", normalised(text)).replace("cannot", "can not")
    words, end = [], 0
    for n, match in enumerate(_WORD.finditer(plain)):
        word, parted = match.group(), _BREAK.search(plain[end : match.start()]) is not None
        words.append(_Word(_stem(word), word.casefold(), n > 0 and word[0].isupper(), parted))
        end = match.end()
    return words


def _stem(word: str) -> str:
    found = terms(word)
    return found[-1] if found else word.casefold()
