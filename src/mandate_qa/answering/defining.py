"""What a term is: the words that a document itself explains it with.

First what the library knows to be a definition, then a sentence that speaks of the term and says what it is or does.
A sentence that only spells out the letters is no explanation, but goes before one that uses nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mandate_qa.answering.explanations import EXPLAINS, explains, naming
from mandate_qa.answering.meanings import Meaning, Way, asked_meaning
from mandate_qa.answering.units import Unit
from mandate_qa.answering.verification import Source
from mandate_qa.reading.definitions import Term, TermKind, term_named
from mandate_qa.reading.sentences import sentence_spans
from mandate_qa.searching.coverage import Asked
from mandate_qa.searching.tokens import term_set
from mandate_qa.types import Hit, Paragraph, ParagraphKind, PartKind, Query, Wanted

_QUOTED = re.compile(r"[\"“‘'](?P<term>[^\"”’']{2,60})[\"”’']")
_MARKS = re.compile(r"[\"“”‘]|(?<!\w)['’]|['’](?!\w)")
_SCOPE = re.compile(r"\s(?:in|on|under|within|when|where|according|going|is|are)\s", re.IGNORECASE)
"""What begins words that only say where a term is used."""
_TWO = re.compile(r"\s+(?:and|or|&)\s+|\s*[,/]\s*(?:and\s+)?", re.IGNORECASE)
_LONG = 40
"""A sentence of more words is taken clause by clause."""
_SEMICOLON = re.compile(r";\s+(?:and\s+)?")
_NEARBY = 60
"""Words that the expansion of a short form and the explanation may have together, to be told both."""
_SPEAKS = 0.5
"""What speaking to all of the question counts for beside how surely a sentence explains."""
_IN_ROW = 0.3
"""What a sentence in a table loses, which may have been cut for room."""
_SHORT_CELL = 8
"""Words below which a cell holds no sentence."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """The words that explain a term."""

    units: tuple[Unit, ...]
    surely: bool = True
    """Whether they say what it is, and not only most of what is said about it."""


def asked_of(query: Query) -> Meaning | None:
    """The term that a question asks the meaning of; None when it asks for something else."""
    found = asked_meaning(query.question)
    if found is None or query.wanted is Wanted.COMPARISON:
        return None
    return found if found.surely or query.wanted is Wanted.DEFINITION else None


def asks_outright(query: Query) -> bool:
    """Whether a question asks for a meaning and nothing else, so that other words about the matter do not answer it."""
    found = asked_of(query)
    return found is not None and found.way in (Way.LETTERS, Way.TEST, Way.MEANING)


def explained(query: Query, hits: Sequence[Hit], source: Source, asked: Asked) -> Explanation | None:
    """The words that explain the asked term, after those that only spell it out; None when none do.

    Of two terms asked at once both are explained, when nothing explains them together.
    """
    meaning = asked_of(query)
    if meaning is None:
        return None
    sought = _Sought(meaning, query, hits, source, asked)
    whole = _first_explained(_names(meaning.term), sought)
    if whole is not None and whole.surely:
        return whole
    each = [found for name in _TWO.split(meaning.term) if (found := _explained(name, sought)) and found.surely]
    if len(each) != 2:
        return whole
    units = {(unit.paragraph.id, unit.start): unit for found in each for unit in found.units}
    return Explanation(tuple(units.values()))


@dataclass(frozen=True)
class _Sought:
    """A question for a meaning, and where the answer may stand."""

    meaning: Meaning
    query: Query
    hits: Sequence[Hit]
    source: Source
    asked: Asked

    def within(self, terms: Iterable[Term]) -> list[Term]:
        """Those of `terms` that stand in the documents in scope."""
        return [term for term in terms if _in_scope(term, self.query)]


def _first_explained(names: Iterable[str], sought: _Sought) -> Explanation | None:
    """What explains the first of `names` that anything explains surely, else what says most of one."""
    told = [found for name in names if (found := _explained(name, sought)) is not None]
    return next((found for found in told if found.surely), told[0] if told else None)


def _explained(name: str, sought: _Sought) -> Explanation | None:
    """What explains one name, as the question asks it."""
    way, source = sought.meaning.way, sought.source
    called = _called(name, sought)
    given = next((term for term in called if term.kind is TermKind.DEFINITION), None)
    if given is not None:
        return Explanation((_unit_of(given, source),))
    letters = next(filter(None, (_letters(term, source) for term in called)), ())
    if way is Way.LETTERS:
        return Explanation(letters) if letters else None
    names = [name, *_spellings(name, called, sought.query)]
    unit, worth = _best_sentence(names, _paragraphs(called, sought.hits, source), sought)
    if unit is not None and worth >= EXPLAINS:
        return Explanation(_with_letters(unit, called, source))
    if way is Way.TEST:
        return None
    if letters:
        return Explanation(letters)
    return Explanation((unit,), surely=False) if unit is not None and sought.meaning.surely else None


def spelt_differently(query: Query, source: Source) -> tuple[Unit, ...]:
    """The sentences that spell out the asked short form, one for each of its long forms; () unless they differ."""
    meaning = asked_of(query)
    words = re.findall(r"[\w&]+", meaning.term) if meaning is not None else ()
    asked = {word for word in words if word.isupper() and len(word) > 1}
    forms: dict[frozenset[str], Unit] = {}
    for term in source.definitions.short(asked):
        if _in_scope(term, query):
            for letters in _letters(term, source):
                forms.setdefault(term_set(term.meaning), letters)
    apart = [form for form in forms if not any(form < other for other in forms)]
    return tuple(forms[form] for form in apart) if len(apart) > 1 else ()


def _names(term: str) -> Iterator[str]:
    """The asked term, then what of it stands in quotation marks, then without words that only say where it is used."""
    quoted = _QUOTED.search(term)
    names = [term, quoted["term"] if quoted else "", _SCOPE.split(term, maxsplit=1)[0]]
    yield from dict.fromkeys(bare for name in names if (bare := _MARKS.sub("", name).strip()))


def _in_scope(term: Term, query: Query) -> bool:
    return not query.searched or term.paragraph_id.partition(" ")[0] in query.searched


def _called(name: str, sought: _Sought) -> list[Term]:
    """The terms called `name` or ending what is asked ("a home being better protected"), best first."""
    names, definitions = [name, *_spellings(name, (), sought.query)], sought.source.definitions
    named = (term_named(sought.within(definitions.called(other)), other) for other in names)
    return list(filter(None, named)) or sought.within(definitions.ending(name))


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


def _best_sentence(names: Sequence[str], paragraphs: Sequence[Paragraph], sought: _Sought) -> tuple[Unit | None, float]:
    """The sentence that says most surely what one of `names` is, and how surely; the first of equals."""
    patterns = [naming(name) for name in dict.fromkeys(map(_plain, names)) if name]
    task = sought.meaning.way is Way.ROLE
    best, highest, sure = None, 0.0, 0.0
    for paragraph in paragraphs:
        for part, start, end in _sentences(paragraph):
            words, after = paragraph.text[start:end], paragraph.parts[part].end
            following = paragraph.text[end:after].lstrip()
            worth = max(explains(words, following, pattern, task=task) for pattern in patterns)
            value = worth + _SPEAKS * sought.asked.coverage(words) - _IN_ROW * (paragraph.table is not None)
            if worth and value > highest:
                best, highest, sure = Unit(paragraph, part, start, end, 1.0, 1.0, 1.0), value, worth
    return best, sure


def _sentences(paragraph: Paragraph) -> Iterator[tuple[int, int, int]]:
    """Part, start and end of each sentence, or clause of a long one; of table rows those in wordy cells."""
    if paragraph.kind in (ParagraphKind.HEADING, ParagraphKind.CONTENTS):
        return
    for n, part in enumerate(paragraph.parts):
        spans = _in_cells(part.text) if part.kind is PartKind.ROW else sentence_spans(part.text)
        for start, end in spans:
            for first, last in _clauses(part.text, start, end):
                yield n, part.start + first, part.start + last


def _in_cells(row: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence in the cells of a row, marks of items left out."""
    for cell in re.finditer(r"[^\t]+", row):
        for start, end in sentence_spans(cell.group()):
            words = cell.group()[start:end]
            start += len(words) - len(words.lstrip(" >•*-"))
            if end - start and len(words.split()) >= _SHORT_CELL:
                yield cell.start() + start, cell.start() + end


def _clauses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Start and end of what semicolons part in a long sentence; of the sentence itself when it is short."""
    if len(text[start:end].split()) <= _LONG:
        return [(start, end)]
    cuts = [(start + match.start(), start + match.end()) for match in _SEMICOLON.finditer(text[start:end])]
    return list(zip([start, *(after for _, after in cuts)], [*(before for before, _ in cuts), end], strict=True))


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
