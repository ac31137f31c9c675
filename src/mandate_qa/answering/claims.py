"""What a sentence claims that can be checked word by word: figures, dates, names, negations and modal verbs.

Used on any text, whoever wrote it. Says what a statement claims and what of it its evidence does not bear.
"""

from __future__ import annotations

import re
from functools import lru_cache

from mandate_qa import periods

_FIGURE = re.compile(
    r"(?P<money>£\s?)?(?<![\w.])(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?:\s?(?P<unit>%|per\s?cent\b|bn\b|billion\b|m\b|million\b|k\b|thousand\b))?",
    re.IGNORECASE,
)
_UNITS = {
    "%": "%", "percent": "%", "bn": "bn", "billion": "bn", "m": "m", "million": "m", "k": "k", "thousand": "k",
}  # fmt: skip
_HEADED = re.compile(r"£\s?(bn|billion|m|million|k|thousand)\b", re.IGNORECASE)
"""The unit of a table's figures, as its headings name it."""
NUMBER_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
_SPELT = re.compile(rf"\b(?:{'|'.join(NUMBER_WORDS)})\b")
MONTHS = [*map(str.lower, periods.MONTHS), "spring", "summer", "autumn", "winter"]
"""Months, and seasons, which documents name as deadlines too."""
_MONTH = re.compile(
    r"\b(?:January|February|April|June|July|August|September|October|November|December|spring|summer|autumn|winter|"
    r"Spring|Summer|Autumn|Winter)\b|(?<=[\w–,] )(?:May|March)\b|\b(?:May|March)\b(?=\s+(?:of\s+)?\d)"
)
"""May and March count where they cannot be verbs: inside a sentence, or before a year."""
_NAME = re.compile(
    r"\b(?:[A-Z][\w’'-]+(?:\s+(?:of|for|and|the|to|in)\s+(?=[A-Z])|\s+)?){2,}|\b[A-Z]{2,}[a-z]?\b|"
    r"(?<=[a-z,;] )[A-Z][a-z]+\b"
)
_NEGATION = re.compile(r"\b(?:not|no|never|nor|neither|without|cannot|none|unless|except)\b|n[’']t\b", re.IGNORECASE)
_MODAL = re.compile(r"\b(?:must|should|may|might|will|shall|could|would|can|cannot|required|at least|up to)\b", re.I)
_LITTLE = frozenset("of for and the to in a an by on with".split())


def figures(text: str) -> set[str]:
    """Figures of `text` in one spelling: "4.26bn" for "£4.26 billion", "95%" for "95 per cent", "150614"."""
    return {f"{number}{unit}" for number, unit in _numbers(text)}


def unsupported(statement: str, evidence: str) -> tuple[str, ...]:
    """What `statement` claims and `evidence` does not bear, in words; empty when everything stands in it.

    Figures must agree with their unit, which headings may name ("£m"); a bare number in the statement is borne by the
    same number with a unit, and digits by the number spelt out, or the other way round. Names must stand word for
    word; a negation or modal verb of the statement must stand in the evidence too. What of the evidence it left out is
    for `rewording` to see.
    """
    borne = figures(evidence)
    bare = {number for number, _ in _numbers(evidence)} | _spelt_numbers(evidence)
    borne |= {f"{_short(number)}{_UNITS[unit.lower()]}" for unit in _HEADED.findall(evidence) for number in bare}
    claimed = figures(statement) | (_spelt_numbers(statement) - {"0", "1"})
    faults = [f"figure {figure}" for figure in sorted(claimed - borne - bare)]
    faults += [f"date {month}" for month in sorted(_words(_MONTH, statement) - _words(_MONTH, evidence))]
    faults += [f"name {name}" for name in _names(statement) if not _bears_name(evidence, name)]
    faults += [f"negation {word}" for word in sorted(_words(_NEGATION, statement) - _words(_NEGATION, evidence))]
    faults += [f"modal {word}" for word in sorted(_modals(statement) - _modals(evidence))]
    return tuple(faults)


@lru_cache(maxsize=5_000)
def _numbers(text: str) -> frozenset[tuple[str, str]]:
    """Number and unit of each figure, without commas; "8.0bn" is "8bn" (but paragraph 1.10 is not 1.1)."""
    found = set()
    for match in _FIGURE.finditer(text):
        number = match["number"].replace(",", "")
        unit = _UNITS.get("".join((match["unit"] or "").lower().split()), "")
        found.add((_short(number) if unit else number, unit))
    return frozenset(found)


def _short(number: str) -> str:
    """A number without the noughts that end its decimals."""
    return number.rstrip("0").rstrip(".") if "." in number else number


def _words(pattern: re.Pattern[str], text: str) -> set[str]:
    return {match.group().casefold().replace("’", "'") for match in pattern.finditer(text)}


def _modals(text: str) -> set[str]:
    """Modal verbs and limits; the month of May is none."""
    return _words(_MODAL, _MONTH.sub(" ", text))


def _names(text: str) -> list[str]:
    """Proper names and acronyms of `text`; the first word of a sentence alone is none."""
    return [match.group().strip() for match in _NAME.finditer(text)]


def _bears_name(evidence: str, name: str) -> bool:
    """Whether the words of a name stand in the evidence, in any case; little words between them do not matter."""
    folded = evidence.casefold().replace("’", "'")
    plain = re.sub(r"'s?\b", "", name.casefold().replace("’", "'"))
    words = [word for word in re.findall(r"[\w&']+", plain) if word not in _LITTLE]
    return all(_begins_a_word(_singular(word), folded) for word in words)


def _begins_a_word(letters: str, text: str) -> bool:
    """Whether a word of `text` begins with `letters`."""
    at = text.find(letters)
    while at > 0 and (text[at - 1].isalnum() or text[at - 1] == "_"):
        at = text.find(letters, at + 1)
    return at >= 0


def _singular(word: str) -> str:
    return word.removesuffix("s") if len(word) > 3 else word


def _spelt_numbers(text: str) -> set[str]:
    """Digits for the numbers that `text` spells out, up to twenty: a count of ours may be in digits."""
    return {str(NUMBER_WORDS.index(word)) for word in _SPELT.findall(text.casefold())}
