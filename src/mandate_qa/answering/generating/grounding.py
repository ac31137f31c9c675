"""A sentence of a model → a statement on exact words of the offered paragraphs, or the reasons why there is none.

Citations are made here, never by the model: its marks only say where to look first. A sentence, or each clause of one
that joins several, must keep to one line of a paragraph (see `following` and `binding`), and the whole must pass the
check that every statement passes (`verification.faults`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from mandate_qa.answering.contraries import contraries_of
from mandate_qa.answering.generating.binding import misbound
from mandate_qa.answering.generating.following import HARMLESS, departures, foreign, is_torn_off
from mandate_qa.answering.generating.instructions import speaks_to_machine
from mandate_qa.answering.generating.lines import Line
from mandate_qa.answering.generating.offering import Offer
from mandate_qa.answering.generating.pointing import resolved
from mandate_qa.answering.generating.replying import Said
from mandate_qa.answering.verification import Source, faults
from mandate_qa.reading.tables import is_figure
from mandate_qa.searching.tokens import term_set, terms
from mandate_qa.types import PartKind, Query, Statement

NO_CLAUSE = "breaks off within a sentence of the paragraph"
NO_EVIDENCE = "no paragraph says this"
INSTRUCTION = "speaks to whoever answers, not of what the documents say"
_TRIED = 6
"""Lines that a clause is held against, those that share most words first."""
_JOINT = re.compile(r"\s*;\s+|,?\s+(?:and|but|while|whereas)\s+|,\s+(?:up from|down from)\s+", re.IGNORECASE)
_COMMA = re.compile(rf"{_JOINT.pattern}|,\s+", re.IGNORECASE)
_VERB = re.compile(
    r"\b(?:must|should|may|might|will|shall|could|would|can|is|are|was|were|has|have|had|does|do|did)\b", re.IGNORECASE
)
_NAME = re.compile(r"(?<!\w)[A-Z£\d][\w.,-]*")
_FEWEST = 2
"""Words that say something which a clause must have."""


@dataclass(frozen=True, slots=True)
class Grounded:
    """What became of a sentence."""

    said: Said
    statement: Statement | None = None
    """None when it is unsupported."""
    reasons: tuple[str, ...] = ()
    """Why it is; () when it is not."""


class Grounds:
    """What the paragraphs of one offer bear."""

    def __init__(self, offer: Offer, query: Query, source: Source) -> None:
        self._offer = offer
        self._source = source
        turned = {word for word, *_ in contraries_of(query)}  # searched for along with what means the same
        self._other_words = [words for words in query.concepts if words[0] not in turned]

    def of(self, said: Said) -> Grounded:
        """The sentence with its evidence, or why it has none."""
        if speaks_to_machine(said.text):
            return Grounded(said, None, (INSTRUCTION,))
        lines = self._lines(said)
        line, reasons = self._borne(said.text, lines, whole=True)
        if line is not None:
            return self._checked(said, [line])
        clauses = self._by_clause(_JOINT.split(said.text), lines) or self._by_clause(_COMMA.split(said.text), lines)
        if clauses:
            return self._checked(said, clauses)
        return Grounded(said, None, reasons or (NO_EVIDENCE,))

    def _lines(self, said: Said) -> list[Line]:
        """The lines of the paragraphs it names; after them those of the same documents, and of the draft's own.

        A sentence that names none is looked for in the draft's paragraphs first, then in all.
        """
        every = self._offer.paragraphs
        first = [one for one in every if one.mark in said.marks] or [
            one for one in every if self._is_own(one.paragraph.id)
        ]
        documents = {one.paragraph.document for one in first or every}
        others = [one for one in every if one not in first and one.paragraph.document in documents]
        return [line for one in (*first, *others) for line in one.lines]

    def _is_own(self, paragraph_id: str) -> bool:
        return paragraph_id in self._offer.own

    def _borne(self, text: str, lines: Sequence[Line], *, whole: bool) -> tuple[Line | None, tuple[str, ...]]:
        """The first of the likeliest lines that bears `text`; else what is wrong with it by the likeliest.

        Only a `whole` sentence may say what a line points back to, and only it may break off within the line.
        """
        reasons: tuple[str, ...] = ()
        for line in _likeliest(text, lines):
            found = self._wrong(text, line)
            if not found and not whole and is_torn_off(text, line.read):
                found = (NO_CLAUSE,)
            if not found:
                return line, ()
            meant = resolved(text, line) if whole else None
            if meant is not None and not self._wrong(text, line, meant):
                return line.reaching_back(), ()
            reasons = reasons or found
        return None, reasons

    def _wrong(self, text: str, line: Line, meant: str = "") -> tuple[str, ...]:
        """What is wrong with `text` as words on one line, or on what that is `meant` to say; () when nothing is."""
        if _bare(text) == _bare(line.text):
            return ()
        named, text, read = text, _unnamed(text, line), meant or line.read
        if len(terms(text)) < _FEWEST:
            return (NO_EVIDENCE,)
        words = foreign(text, f"{read}\n{line.around}", self._other_words)
        if words:
            return (f"not in the paragraph: {', '.join(words[:6])}",)
        if len(set(terms(text)) & term_set(line.text)) < _FEWEST or _within_item(text, line):
            return (NO_EVIDENCE,)  # only what names the line speaks of it
        if line.row is not None:
            return _wrong_cells(text, line)
        borrowed = _borrowed(text, line, read)
        if borrowed:
            return (f"only a heading says: {', '.join(borrowed)}",)
        return misbound(text, read) or departures(text, read, named) or self._misdated(text, line)

    def _misdated(self, text: str, line: Line) -> tuple[str, ...]:
        """Figures that stand only in what names the line, where the line has figures of its own."""
        own = {term for term in terms(line.text) if any(map(str.isdigit, term))}
        borrowed = [term for term in terms(text) if any(map(str.isdigit, term)) and term not in own]
        return tuple(f"figure {term} stands elsewhere" for term in borrowed) if own else ()

    def _by_clause(self, parted: Sequence[str], lines: Sequence[Line]) -> list[Line]:
        """The lines that bear the clauses of a sentence, each one; [] when a clause has none or there is but one."""
        clauses = [clause for clause in parted if clause.strip()]
        if len(clauses) < _FEWEST:
            return []
        found: list[Line] = []
        for clause in clauses:
            line, _ = self._borne(clause, lines, whole=False)
            if line is None or (found and not _same_subject(clauses[0], clause, found[0], line)):
                return []
            found.append(line)
        return found

    def _checked(self, said: Said, lines: Sequence[Line]) -> Grounded:
        """The statement on these lines when the check of every statement finds no fault with it."""
        evidence = tuple(dict.fromkeys(line.evidence() for line in lines))
        statement = Statement(said.text, evidence, said.layout)
        found = faults(statement, self._source)
        return Grounded(said, None, tuple(found)) if found else Grounded(said, statement)


def _bare(text: str) -> str:
    """`text` on one line, in lower case, without what ends it."""
    return re.sub(r"(?:[.;,:]|;? (?:and|or))+$", "", " ".join(text.casefold().split()))


def _likeliest(text: str, lines: Sequence[Line]) -> Iterator[Line]:
    """The lines that share most of the words of `text`, the earlier of equal ones first."""
    words = term_set(text)
    shares = {n: len(words & term_set(f"{line.text}\n{line.names}")) for n, line in enumerate(lines)}
    best = sorted((n for n in shares if shares[n]), key=lambda n: (-shares[n], n))
    return (lines[n] for n in best[:_TRIED])


def _within_item(text: str, line: Line) -> bool:
    """Whether `text` says the end of a bullet without its beginning."""
    is_item = line.paragraph.parts[line.part].kind is PartKind.BULLET
    return is_item and line.read != line.text and not set(terms(line.text)[:1]) <= term_set(text)


def _borrowed(text: str, line: Line, read: str) -> list[str]:
    """Words of `text` that only headings and titles have, save a name or phrase of theirs that it begins with."""
    own, found, run = term_set(read) | HARMLESS, [], list[str]()
    above, said = terms(line.around), terms(text)
    names = set(terms(" ".join(_NAME.findall(text))))
    for n, term in enumerate([*said, ""]):
        if term and term not in own:
            run.append(term)
            continue
        phrase = len(run) > 1 and any(above[at : at + len(run)] == run for at in range(len(above)))
        if run and not (n == len(run) and (phrase or set(run) <= names)):
            found += run
        run = []
    return [term for term in found if term in above]


def _unnamed(text: str, line: Line) -> str:
    """`text` without the names of the line's document, whose years and figures claim nothing."""
    for name in (line.document.title, line.document.short_title):
        text = re.sub(
            rf"(?:\b(?:in|under|by|of|from) )?(?:\bthe )?{re.escape(name)}(?:['’]s)?,?", " ", text, flags=re.I
        )
    return text


def _same_subject(first: str, clause: str, first_line: Line, line: Line) -> bool:
    """Whether a later clause names who it speaks of, or the first one's stands in its line too."""
    if line is first_line:
        return True
    subject = term_set(_VERB.split(first, maxsplit=1)[0])
    before = _VERB.split(clause, maxsplit=1)
    own = len(before) > 1 and bool(term_set(before[0]))
    return own or (bool(subject) and subject <= term_set(f"{line.text}\n{line.around}"))


def _wrong_cells(text: str, line: Line) -> tuple[str, ...]:
    """A fault when figures of a row are told without the names of their column and row.

    Under which column a figure stands is checked by `columns.misplaced`, once the sentence names one.
    """
    table, row = line.paragraph.table, line.row
    assert table is not None
    assert row is not None
    if row.label and not term_set(row.label) <= term_set(text):
        return ("does not name the row of the table",)
    filled = [n for n, cell in enumerate(row.cells) if is_figure(cell)]
    if len(filled) < _FEWEST:
        return ()
    named = [n for n in filled if term_set(table.columns[n]) and term_set(table.columns[n]) & term_set(text)]
    told = [n for n in filled if set(terms(row.cells[n])) & term_set(text)]
    if len(named) != 1 or any(n not in named for n in told):
        return ("name one column of the table, with its figure alone",)
    return ()


def reasons_of(grounded: Sequence[Grounded]) -> list[str]:
    """What is wrong with the unsupported ones, a line each, for the model."""
    return [f"“{one.said.text}”: {'; '.join(one.reasons)}" for one in grounded if one.statement is None]


def without_repeats(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements, without those whose words another one has."""
    return tuple(
        one
        for n, one in enumerate(statements)
        if not any(term_set(one.text) <= term_set(other.text) for m, other in enumerate(statements) if m < n)
    )


def as_bullets(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """A single bullet as a sentence: a list of one is none."""
    bullets = [one for one in statements if one.layout == "bullet"]
    return tuple(replace(one, layout="sentence") for one in statements) if len(bullets) < _FEWEST else tuple(statements)
