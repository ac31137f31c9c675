"""What the documents of a library give a meaning, found by what it is called.

Knows terms and their names; how a document defines one is in `definitions`. A large library defines many thousands, so
none is looked at that is not called what is asked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from typing import overload

from mandate_qa.reading.definitions import Term, TermKind, plain_name


class Definitions(Sequence[Term]):
    """Terms in library order. Read-only; the names are made ready when one is first asked for."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._terms = tuple(terms)

    def __len__(self) -> int:
        return len(self._terms)

    @overload
    def __getitem__(self, place: int) -> Term: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Term, ...]: ...
    def __getitem__(self, place: int | slice) -> Term | tuple[Term, ...]:
        """The term at a place, or those of a slice."""
        return self._terms[place]

    def called(self, name: str) -> list[Term]:
        """The terms that are called `name` or stand for it, capitals, "the" and a plural s aside, in order."""
        return list(self._near([name]))

    def ending(self, words: str) -> list[Term]:
        """The definitions whose names end `words`, in order: "better protected" of "a home being better protected"."""
        asked = f" {words.casefold()}"
        near = self._near(asked[n:] for n, letter in enumerate(asked) if letter == " ")
        return [t for t in near if t.kind is TermKind.DEFINITION and asked.endswith(f" {t.name.casefold()}")]

    def short(self, names: Collection[str]) -> list[Term]:
        """The short forms that are exactly one of `names`, in order."""
        return [t for t in self._near(names) if t.kind is TermKind.SHORT_FORM and t.name in names]

    def _near(self, names: Iterable[str]) -> Iterator[Term]:
        """The terms that are called by any of `names`, in order."""
        places = {place for name in names for place in self._places.get(plain_name(name), ())}
        return (self._terms[place] for place in sorted(places))

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        """By plain name, and by plain meaning."""
        found: dict[str, list[int]] = defaultdict(list)
        for place, term in enumerate(self._terms):
            for name in {plain_name(term.name), plain_name(term.meaning)} - {""}:
                found[name].append(place)
        return dict(found)
