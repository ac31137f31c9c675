"""What a sentence claims that can be checked word by word: figures, dates, names, negations and modal verbs.

Used on any text, whoever wrote it. Says what a statement claims and what of it its evidence does not bear.
"""

from __future__ import annotations

import re

_FIGURE = re.compile(
    r"(?P<money>£\s?)?(?<![\w.])(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?:\s?(?P<unit>%|per cent\b|bn\b|billion\b|m\b|million\b|k\b|thousand\b))?",
    re.IGNORECASE,
)
_UNITS = {
    "%": "%", "per cent": "%", "bn": "bn", "billion": "bn", "m": "m", "million": "m", "k": "k", "thousand": "k",
}  # fmt: skip
_WORD_NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
_MONTH = re.compile(
    r"\b(january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|"
    r"winter)\b(?=\s+(?:of\s+)?\d)",
    re.IGNORECASE,
)
_NAME = re.compile(r"\b(?:[A-Z][\w’'-]+(?:\s+(?:of|for|and|the|to|in)\s+(?=[A-Z])|\s+)?){2,}|\b[A-Z]{2,}[a-z]?\b")
_NEGATION = re.compile(r"\b(?:not|no|never|nor|neither|without|cannot|none|unless|except)\b|n[’']t\b", re.IGNORECASE)
_MODAL = re.compile(r"\b(?:must|should|may|might|will|shall|could|would|can|cannot|required|at least|up to)\b", re.I)
_LITTLE = frozenset("of for and the to in a an by on with".split())


def figures(text: str) -> set[str]:
    """Figures of `text` in one spelling: "£4.26bn" for "£4.26 billion", "95%" for "95 per cent", "150614"."""
    found = set()
    for match in _FIGURE.finditer(text):
        number = match["number"].replace(",", "")
        unit = _UNITS.get((match["unit"] or "").lower().strip(), "")
        found.add(f"{number}{unit}")
    return found


def unsupported(statement: str, evidence: str) -> tuple[str, ...]:
    """What `statement` claims and `evidence` does not bear, in words; empty when everything stands in it.

    Figures must agree with their unit; a bare number in the statement is borne by the same number with a unit. Names
    must stand word for word; a negation or modal verb of the statement must stand in the evidence too, and a negation
    of a quoted sentence may not be dropped (see `dropped`).
    """
    borne = figures(evidence)
    bare = {re.sub(r"[^\d.]", "", figure) for figure in borne} | _spelt_numbers(evidence)
    faults = [f"figure {figure}" for figure in sorted(figures(statement)) if figure not in borne and figure not in bare]
    faults += [f"date {m}" for m in _words(_MONTH, statement) - _words(_MONTH, evidence)]
    faults += [f"name {name}" for name in _names(statement) if not _bears_name(evidence, name)]
    faults += [f"negation {word}" for word in _words(_NEGATION, statement) - _words(_NEGATION, evidence)]
    faults += [f"modal {word}" for word in _words(_MODAL, statement) - _words(_MODAL, evidence)]
    return tuple(faults)


def dropped(statement: str, quote: str) -> tuple[str, ...]:
    """Negations and limits of `quote` that `statement` left out although it uses most of the quote's words."""
    said = set(re.findall(r"\w+", statement.casefold()))
    words = re.findall(r"\w+", quote.casefold())
    shared = sum(word in said for word in words)
    if not words or shared / len(words) < 0.6:
        return ()
    limits = _words(_NEGATION, quote) | (_words(_MODAL, quote) & {"at least", "up to"})
    return tuple(f"left out {word}" for word in sorted(limits - _words(_NEGATION, statement) - _words(_MODAL, statement)))


def _words(pattern: re.Pattern[str], text: str) -> set[str]:
    return {match.group().casefold().replace("’", "'") for match in pattern.finditer(text)}


def _names(text: str) -> list[str]:
    """Proper names and acronyms of `text`; the first word of a sentence alone is none."""
    return [match.group().strip() for match in _NAME.finditer(text)]


def _bears_name(evidence: str, name: str) -> bool:
    """Whether the words of a name stand in the evidence, in any case; little words between them do not matter."""
    folded = evidence.casefold().replace("’", "'")
    words = [word for word in re.findall(r"[\w&']+", name.casefold().replace("’", "'")) if word not in _LITTLE]
    return all(re.search(rf"(?<!\w){re.escape(word)}", folded) for word in words)


def _spelt_numbers(text: str) -> set[str]:
    """Digits for the numbers that `text` spells out, up to twenty: a count of ours may be in digits."""
    folded = text.casefold()
    return {str(n) for n, word in enumerate(_WORD_NUMBERS) if re.search(rf"\b{word}\b", folded)}
