"""Question and history → Query: stand-alone wording, scope, kind of answer wanted, other words for it.

Works from wording alone; the turn before comes in as its query, so that "and the year after?" can be told from it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from mandate_qa.answering.contraries import contraries_of, with_contraries
from mandate_qa.answering.followups import carried_over, is_followup
from mandate_qa.answering.glossary import Glossary
from mandate_qa.answering.naming import DocumentNames, document_kinds
from mandate_qa.answering.parts import parts_of
from mandate_qa.answering.rescoping import YearsOf, carrying_on, rescoped
from mandate_qa.answering.scope import Named, read_references, read_scope, without
from mandate_qa.answering.sides import sides_of
from mandate_qa.answering.subjects import subjects_of
from mandate_qa.answering.wanted import wanted_of
from mandate_qa.periods import calendar_years, months_in_full, normalised
from mandate_qa.searching.tokens import terms
from mandate_qa.types import Document, Query, Scope, Wanted

_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}\b")
"""A capitalised word in the middle of a sentence."""
_COMPARABLE = (Wanted.FIGURE, Wanted.STATEMENT, Wanted.DATE, Wanted.PERSON)
"""Kinds of answer that two years turn into a comparison."""

_JOINS = "and|but|while|versus|vs?|against|than|then|compar\\w+|differ\\w*"
"""Words that part two things which are set side by side."""
_JOINS_YEARS = f"{_JOINS}|to|since"
"""The same between two years; between a year and a document "to" says whose it is."""


class Understanding:
    """Reads questions against one library."""

    def __init__(
        self,
        documents: Mapping[str, Document],
        terms: Mapping[str, str],
        correct: Callable[[str], str | None],
        known: Callable[[str], bool] = lambda term: True,
        years_of: YearsOf = lambda key: (),
    ) -> None:
        """`terms` are the short forms that the documents define, long form by short form.

        `correct` gives the word that an unknown word is a misspelling of, None for one that is known or like none;
        `known` tells whether a word stands anywhere in the documents, `years_of` which financial years head columns of
        a document's tables.
        """
        self._correct = correct
        self._known = known
        self._years_of = years_of
        self._documents = tuple(documents.values())
        self._glossary = Glossary.load(terms)
        self.names = DocumentNames(self._documents)
        self._by_key = {document.key: document for document in self._documents}

    def query(
        self,
        question: str,
        before: Query | None = None,
        documents: Sequence[str] = (),
        scope: Scope | None = None,
    ) -> Query:
        """The query that `question` stands for.

        `before` is that of the turn before it, if any; `documents` are keys that the search is limited to, which narrow
        the scope whatever the question says; `scope` stands instead of what it says.
        """
        query = self._read(question, before)
        if scope is not None:
            query = rescoped(query, scope, self.names, self._years_of)
        return self._finished(query, query.within or documents)

    def _read(self, question: str, before: Query | None) -> Query:
        """What the words of a question say, in the light of the turn before it."""
        question = " ".join(question.split())
        text = normalised(months_in_full(question))
        scope = read_scope(question, self.names)
        meant, wanted = self._in_scope(question, scope, wanted_of(question))
        focus = without(text, scope.named)
        query = Query(
            question=question,
            text=text,
            documents=meant,
            periods=scope.periods,
            references=read_references(text),
            wanted=wanted,
            focus=focus,
            sought=focus if meant else text,
        )
        if before is not None and is_followup(query, self._glossary):
            query = carrying_on(carried_over(query, before, self._documents), before, self._documents)
        return query

    def _in_scope(self, question: str, scope: Named, wanted: Wanted) -> tuple[tuple[str, ...], Wanted]:
        """Keys of the documents meant, and the kind of answer: two years with documents of their own are compared.

        A year beside one named document is what is asked of it, unless the question joins the two. Years that one
        document covers together are columns of it, and no documents are told apart by them.
        """
        years = self._of_years(question, scope)
        if len(scope.documents) > 1 or len(scope.documents) + len(years) < 2:
            return scope.documents, wanted
        if wanted is not Wanted.COMPARISON and wanted not in _COMPARABLE:
            return scope.documents, wanted
        if not _joined(question, scope) or (not scope.documents and frozenset.intersection(*years)):
            return scope.documents, wanted
        meant = self._of_one_kind(question, set(scope.documents).union(*self._akin(years, scope)))
        return tuple(self.names.in_order(meant)), Wanted.COMPARISON

    def _of_years(self, question: str, scope: Named) -> list[frozenset[str]]:
        """For each year named, the documents of that year; none for a year that a named document is of."""
        rest = without(question, scope.named)
        years = [self.names.covering(period) for period in scope.periods]
        years += [self.names.covering(year) for year in calendar_years(rest)]
        return [keys for keys in years if keys and not keys & set(scope.documents)]

    def _akin(self, years: Sequence[frozenset[str]], scope: Named) -> list[frozenset[str]]:
        """Of each year's documents those by the publisher of the named one, where that publisher has some."""
        publishers = {self._by_key[key].publisher for key in scope.documents}
        own = [frozenset(key for key in keys if self._by_key[key].publisher in publishers) for keys in years]
        return [akin or keys for akin, keys in zip(own, years, strict=True)]

    def _of_one_kind(self, question: str, keys: set[str]) -> set[str]:
        """Of several documents those of the kind the question names ("the two mandates"), if at least two are."""
        for kind in document_kinds(question):
            of_kind = {key for key in keys if kind in document_kinds(self._by_key[key].short_title)}
            if len(of_kind) > 1:
                return of_kind
        return keys

    def _finished(self, query: Query, chosen: Sequence[str]) -> Query:
        """`query` with the reader's choice of documents and with other words for what it asks.

        Several documents that were chosen only limit the search, unless they are to be compared.
        """
        documents = query.documents
        if chosen:
            documents = tuple(key for key in documents if key in chosen)
            if not documents and (len(chosen) == 1 or query.wanted is Wanted.COMPARISON):
                documents = tuple(chosen)
        sought = query.sought or query.text
        concepts = self._concepts(sought)
        unknown = self._unknown_names(query.question, concepts)
        concepts = with_contraries(concepts, contraries_of(query))
        query = replace(query, documents=documents, within=tuple(chosen), concepts=concepts, unknown=unknown)
        query = replace(query, sides=sides_of(query, self._by_key) or subjects_of(query))
        return replace(query, parts=parts_of(query))

    def _unknown_names(self, question: str, concepts: Sequence[Sequence[str]]) -> tuple[str, ...]:
        """Names in `question` that no document has: capitalised within a sentence, and like no word that is known."""
        meant = {term for concept in concepts for term in terms(concept[0])}
        names = [match.group() for match in _NAME.finditer(question)]
        return tuple(
            name
            for name in dict.fromkeys(names)
            if not any(term in meant or self._known(term) or self._correct(term) for term in terms(name))
        )

    def _concepts(self, text: str) -> tuple[tuple[str, ...], ...]:
        """Words of `text` with other words for them, and misspelt words with the ones they are like."""
        found = self._glossary.concepts(text)
        meant = {term for concept in found for term in terms(concept[0])}
        unknown = [word for word in terms(text) if len(word) > 5 and word.isalpha() and word not in meant]
        return (*found, *((word, right) for word in unknown if (right := self._correct(word)) is not None))


def _joined(question: str, scope: Named) -> bool:
    """Whether "and" or the like parts a named document from another year, or two years where none is named.

    "What did the 2017-18 mandate ask for, and what in 2023-24?" means two documents, "the 2017-18 mandate's budget for
    2018-19" one.
    """
    text = normalised(question).casefold()
    for name in scope.named or ("",):
        rest = text.replace(name.casefold(), "\n") if name else text
        years = "|".join(re.escape(year) for year in (*scope.periods, *map(str, calendar_years(rest))))
        one, joins = (r"\n", _JOINS) if name else (rf"(?:{years})", _JOINS_YEARS)
        apart = rf"{one}[^\n]*\b(?:{joins})\b[^\n]*(?:{years})|(?:{years})[^\n]*\b(?:{joins})\b[^\n]*{one}"
        if not re.search(apart, rest):
            return False
    return True
