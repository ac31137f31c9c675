"""Other words for what was asked: acronyms and lay words, both ways.

Two sources: `glossary.toml`, kept by hand for the field, and the short forms that the documents define themselves.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from mandate_qa.searching.tokens import ACRONYMS

_MAX_WORDS = 5
_WORD = re.compile(r"[^\W_]+(?:&[^\W_]+)*")


class Glossary:
    """Meanings, each a group of words that stand for the same thing."""

    def __init__(self, meanings: Sequence[Sequence[str]], capitals: frozenset[str] = ACRONYMS) -> None:
        """`capitals` are short forms that are words like any other unless they are written in capitals."""
        self._capitals = capitals
        self._meanings = tuple(tuple(words) for words in meanings)
        self._groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for n, words in enumerate(self._meanings):
            for word in words:
                self._groups[_key(word)].append(n)

    @classmethod
    def load(cls, defined: Mapping[str, str] | None = None) -> Glossary:
        """The field's glossary with the short forms (`defined`: short → long) of the documents.

        A short form of theirs that could be a word ("PIG", "NICE") is one only in capitals.
        """
        maintained = _maintained()
        kept = {word.upper() for words in maintained for word in words}
        wordlike = {short.upper() for short in defined or {} if _could_be_a_word(short)} - kept
        return cls([*maintained, *((defined or {}).items())], frozenset(wordlike) | ACRONYMS)

    def concepts(self, question: str) -> tuple[tuple[str, ...], ...]:
        """The words of `question` that have a meaning here, each followed by the other words for it, in order of use.

        Where one use of words lies within another, the longer counts.
        """
        question = re.sub(r"['’]s\b", "", question)
        words = tuple("" if self._only_looks_short(word) else _key(word)[0] for word in _WORD.findall(question))
        found: dict[int, tuple[str, ...]] = {}
        used = [False] * len(words)
        for length in range(min(_MAX_WORDS, len(words)), 0, -1):
            for start in range(len(words) - length + 1):
                span = words[start : start + length]
                if span in self._groups and not any(used[start : start + length]):
                    used[start : start + length] = [True] * length
                    others = (word for group in self._groups[span] for word in self._meanings[group])
                    found[start] = (" ".join(span), *dict.fromkeys(word for word in others if _key(word) != span))
        return tuple(found[start] for start in sorted(found))

    def _only_looks_short(self, word: str) -> bool:
        """Whether a word ("it", "us") would be a short form only in capitals."""
        return not word.isupper() and word.upper() in self._capitals


def _could_be_a_word(short: str) -> bool:
    """Whether a short form can be said as a word: short, with a vowel, and never three consonants in a row."""
    low = short.lower()
    return len(low) <= 5 and re.search(r"[aeiouy]", low) is not None and not re.search(r"[^aeiouy]{3}", low)


@cache
def _maintained() -> tuple[tuple[str, ...], ...]:
    """The meanings of `glossary.toml`."""
    raw = tomllib.loads(files("mandate_qa.answering").joinpath("glossary.toml").read_text("utf-8"))
    return tuple(tuple(words) for words in raw["meanings"])


def _key(words: str) -> tuple[str, ...]:
    """Words in lower case, possessives and punctuation dropped, so that spellings compare."""
    return tuple(word.casefold() for word in _WORD.findall(re.sub(r"['’]s\b", "", words)))
