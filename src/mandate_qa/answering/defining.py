"""What a term is: the words that a document itself explains it with.

First what the library knows to be a definition, then a sentence that speaks of the term and says what it is or does.
A sentence that only spells out the letters is no explanation, but goes before one that uses nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from mandate_qa.answering.units import Unit
from mandate_qa.answering.verification import Source
from mandate_qa.reading.definitions import Term, TermKind, term_named
from mandate_qa.reading.sentences import sentence_spans
from mandate_qa.searching.tokens import term_set
from mandate_qa.types import Hit, Paragraph, ParagraphKind, PartKind, Query, Wanted

_BE = "is|are|was|were"
_ASKED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"^\W*(?P<term>.{2,60}?)\W*\s[-–—:,;?]*\s*(?:what|whats|what's)\s+(?:is|are|does|do)\s+(?:it|that|this|they|those)\b",
        r"\bwhat (?:would |does |do )?counts? as (?:an? |the |being )?(?P<term>[^?]{2,80})",
        rf"\bwhat(?:'s| {_BE})? meant by (?:an? |the )?(?P<term>[^?]{{2,80}})",
        r"\b(?:define|definition of|meaning of) (?:an? |the )?(?P<term>[^?]{2,80})",
        r"\bwhat do(?:es)? (?:an? |the )?(?P<term>[^?]{2,80}?) (?:mean|stand for|refer to|cover|involve)\W*$",
        r"\bwhat do(?:es)? (?:an? |the )?(?P<term>[^?]{2,80}?) (?:mean|stand for)\b",
        rf"^\W*(?:and |so )?what(?:'s|s| (?:{_BE})) (?:an? |the )?(?P<term>[^?]{{2,60}}?)"
        r"(?: supposed to \w+| all about| for)?\W*$",
        r"\bexplain (?:what |to me )?(?:an? |the )?(?P<term>[^?,]{2,60})",
    )
)
"""Ways to ask what a term is, in the order they are tried."""
_MEANING = re.compile(r"\b(?:counts? as|meant by|defin(?:e|ed|ition)|meaning of|means?|stands? for)\b", re.IGNORECASE)
"""Words that ask for a meaning and nothing else: a text that only uses the term does not answer."""
_QUOTED = re.compile(r"[\"“‘'](?P<term>[^\"”’']{2,60})[\"”’']")
_MARKS = re.compile(r"[\"“”‘]|(?<!\w)['’]|['’](?!\w)")
_SCOPE = re.compile(r"\s(?:in|on|under|within|when|where|according|is|are)\s", re.IGNORECASE)
"""What begins words that only say where a term is used."""
_DOES = (
    "pays?|sets?|covers?|gives?|provides?|brings?|measures?|supports?|includes?|helps?|allows?|ensures?|aims?|lets?|"
    "enables?|offers?|advises?|oversees?|leads?|manages?|represents?|describes?|acts?|decides?|checks?|tests?|funds?|"
    "tells?|shows?|makes?|runs?|works?|holds?|relates?|deals?|applies|apply|comprises?|consists?|links?"
)
_BEST, _GOOD, _FAIR = 3, 2, 1
_AFTER = tuple(
    (worth, re.compile(pattern, re.IGNORECASE))
    for worth, pattern in (
        (_BEST, rf"^(?:{_BE})\s+(?:also\s+)?(?:an?|the|those|any|all|one|what|where|when|who|how)\b"),
        (
            _BEST,
            r"^(?:means?|refers? to|stands? for|describes?|when)\b|^(?:is|are) (?:defined|intended|designed|used)\b",
        ),
        (_BEST, r"^[:–—]\s+\w"),
        (_GOOD, rf"^(?:{_DOES})\b"),
        (_GOOD, r"^(?:\w+\s+)?\W*(?:which|who|this is|these are|to be)\b(?!\s+(?:have|has|had)\b)"),
        (_GOOD, rf"^(?:{_BE})\b(?!\s+(?:\w+\s+)?(?:not|\w+ed|being)\b)"),
        (_GOOD, r"^,\s+(?:an?|the)\s"),
        (_FAIR, rf"^(?:{_BE}|will|should|must|can)\b"),
    )
)
"""What follows a term in a sentence that explains it, and how surely it does."""
_LONG = 40
"""A sentence of more words is taken clause by clause."""
_SEMICOLON = re.compile(r";\s+(?:and\s+)?")
_NEARBY = 60
"""Words that the expansion of a short form and the explanation may have together, to be told both."""


def asked_term(query: Query) -> str:
    """The term that a question asks the meaning of, as typed; "" when it asks for something else."""
    if query.wanted is not Wanted.DEFINITION:
        return ""
    question = query.focus or query.question
    found = next((match["term"] for pattern in _ASKED if (match := pattern.search(question))), "")
    return found.strip(" ?.,:;-–—")


def asks_meaning(query: Query) -> bool:
    """Whether a question asks for a meaning outright, so that using the term does not answer it."""
    return query.wanted is Wanted.DEFINITION and _MEANING.search(query.question) is not None


def explained(query: Query, hits: Sequence[Hit], source: Source) -> tuple[Unit, ...]:
    """The words that explain the asked term: one unit, or two when the first only spells it out; () when none does."""
    for name in _names(asked_term(query)):
        terms = [term for term in source.definitions if _in_scope(term, query, source)]
        called = _called(name, terms, query)
        given = next((term for term in called if term.kind is TermKind.DEFINITION), None)
        if given is not None:
            return (_unit_of(given, source),)
        found = _best_sentence([name, *_spellings(name, called, query)], _paragraphs(called, hits, source))
        if found is not None:
            return _with_letters(found, called, source)
        if asks_meaning(query) and called:
            return _letters(called[0], source)
    return ()


def spelt_differently(query: Query, source: Source) -> tuple[Unit, ...]:
    """The sentences that spell out the asked short form, one for each of its long forms; () unless they differ."""
    asked = {word for word in re.findall(r"[\w&]+", asked_term(query)) if word.isupper() and len(word) > 1}
    forms: dict[frozenset[str], Unit] = {}
    for term in source.definitions:
        if term.kind is TermKind.SHORT_FORM and term.name in asked and _in_scope(term, query, source):
            for letters in _letters(term, source):
                forms.setdefault(term_set(term.meaning), letters)
    apart = [form for form in forms if not any(form < other for other in forms)]
    return tuple(forms[form] for form in apart) if len(apart) > 1 else ()


def _names(term: str) -> Iterator[str]:
    """The asked term, then what of it stands in quotation marks, then without words that only say where it is used."""
    quoted = _QUOTED.search(term)
    names = [term, quoted["term"] if quoted else "", _SCOPE.split(term, maxsplit=1)[0]]
    yield from dict.fromkeys(bare for name in names if (bare := _MARKS.sub("", name).strip()))


def _in_scope(term: Term, query: Query, source: Source) -> bool:
    return not query.searched or source.paragraph(term.paragraph_id).document in query.searched


def _called(name: str, terms: Sequence[Term], query: Query) -> list[Term]:
    """The terms called `name` or ending what is asked ("a home being better protected"), best first."""
    names = [name, *_spellings(name, (), query)]
    found = [term for other in names if (term := term_named(terms, other)) is not None]
    if not found:
        words = f" {name.casefold()}"
        found = [t for t in terms if t.kind is TermKind.DEFINITION and words.endswith(f" {t.name.casefold()}")]
    return found


def _spellings(name: str, called: Sequence[Term], query: Query) -> list[str]:
    """Other forms of a name: its letters or long form, from the documents and from the glossary."""
    own = _plain(name)
    others = [form for concept in query.concepts if _plain(concept[0]) == own for form in concept[1:]]
    return [
        *(form for term in called if term.kind is TermKind.SHORT_FORM for form in (term.name, term.meaning)),
        *others,
    ]


def _plain(name: str) -> str:
    return re.sub(r"\W+", " ", name.casefold()).strip().removesuffix("s")


def _unit_of(term: Term, source: Source) -> Unit:
    """The words of a definition as a unit."""
    paragraph = source.paragraph(term.paragraph_id)
    part = max(n for n, part in enumerate(paragraph.parts) if part.start <= term.start)
    return Unit(paragraph, part, term.start, term.end, 1.0, 1.0, 1.0)


def _paragraphs(called: Sequence[Term], hits: Sequence[Hit], source: Source) -> list[Paragraph]:
    """Where an explanation may stand: what gives the term a name, then what was found."""
    ids = [term.paragraph_id for term in called]
    ids += [paragraph_id for hit in hits for paragraph_id in hit.passage.paragraph_ids]
    return [source.paragraph(paragraph_id) for paragraph_id in dict.fromkeys(ids)]


def _best_sentence(names: Sequence[str], paragraphs: Sequence[Paragraph]) -> Unit | None:
    """The sentence that says most surely what one of `names` is; the first of equals."""
    patterns = [_pattern(name) for name in dict.fromkeys(map(_plain, names)) if name]
    best, worth = None, _FAIR
    for paragraph in paragraphs:
        for part, start, end in _sentences(paragraph):
            value = max(_worth(paragraph.text[start:end], pattern) for pattern in patterns)
            if value > worth:
                best, worth = Unit(paragraph, part, start, end, 1.0, 1.0, 1.0), value
    return best


def _sentences(paragraph: Paragraph) -> Iterator[tuple[int, int, int]]:
    """Part, start and end of each sentence, or clause of a long one; table rows are none."""
    if paragraph.kind in (ParagraphKind.TABLE, ParagraphKind.HEADING, ParagraphKind.CONTENTS):
        return
    for n, part in enumerate(paragraph.parts):
        for start, end in sentence_spans(part.text) if part.kind is not PartKind.ROW else ():
            for first, last in _clauses(part.text, start, end):
                yield n, part.start + first, part.start + last


def _clauses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Start and end of what semicolons part in a long sentence; of the sentence itself when it is short."""
    if len(text[start:end].split()) <= _LONG:
        return [(start, end)]
    cuts = [(start + match.start(), start + match.end()) for match in _SEMICOLON.finditer(text[start:end])]
    return list(zip([start, *(after for _, after in cuts)], [*(before for before, _ in cuts), end], strict=True))


@lru_cache(maxsize=256)
def _pattern(name: str) -> re.Pattern[str]:
    """Finds a name in any case, in quotation marks or plural, with a bracket behind it."""
    words = r"[\W_]+".join(map(re.escape, name.split()))
    return re.compile(rf"(?<!\w)[\"“‘']?{words}(?:’?s)?(?!\w)[\"”’']?(?:\s*\([^()]{{2,60}}\)(?!\w))?", re.IGNORECASE)


def _worth(sentence: str, pattern: re.Pattern[str]) -> int:
    """How surely a sentence explains the term that `pattern` finds; its subject more surely than a word within it."""
    worth = 0
    for match in pattern.finditer(sentence):
        subject = re.fullmatch(r"\W*(?:(?:an?|the|each|every)\s+)?", sentence[: match.start()], re.IGNORECASE)
        quoted = match.group()[:1] in "\"“‘'"
        after = sentence[match.end() :].lstrip(" *")
        value = next((value for value, words in _AFTER if words.search(after)), 0)
        if "(which" in match.group():
            value = _GOOD
        explains = re.match(r"(?:\w+\s+)?\W*(?:which|who|this is|these are|to be)\b", after)
        worth = max(worth, value if subject or quoted or explains else 0)
    return worth


def _with_letters(found: Unit, called: Sequence[Term], source: Source) -> tuple[Unit, ...]:
    """The explanation, after the sentence that spells the term out when it does not do so itself and both are short."""
    for term in called:
        if term.kind is TermKind.SHORT_FORM and term.meaning.casefold() not in found.quote.casefold():
            for letters in _letters(term, source):
                if len(f"{letters.quote} {found.quote}".split()) <= _NEARBY:
                    return letters, found
    return (found,)


def _letters(term: Term, source: Source) -> tuple[Unit, ...]:
    """The sentence that gives a term its name or spells it out; () when it stands in none."""
    paragraph = source.paragraph(term.paragraph_id)
    places = [(n, start, end) for n, start, end in _sentences(paragraph) if start <= term.start < end]
    return tuple(Unit(paragraph, n, start, end, 1.0, 1.0, 1.0) for n, start, end in places[:1])
