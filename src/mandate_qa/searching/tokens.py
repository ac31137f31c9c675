"""What counts as a word when policy documents are searched by keyword.

Knows how figures, years, money, acronyms and hyphens are spelt in several ways and brings each to one spelling, so
that a question meets the paragraph whichever way either is written. Weighing the words is left to `keywords`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from threading import local

COMMON = """
a an and any are as at be been but by can did do does for from had has have how i if in into is it its me my of on or
our out so such than that the their them then there these they this those to up us was we were what when where which who
whom whose why will with would you your
"""
STOP_WORDS = frozenset(COMMON.split())
"""Words too common to tell passages apart. Negations and must, should and may stay: they carry policy."""

ACRONYMS = frozenset({"IT", "US", "WHO"})
"""In capitals these are not the stop words they look like."""

PLAIN = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("’‘ʼ`´", "'"),
        **dict.fromkeys("⁰¹²³⁴⁵⁶⁷⁸⁹", " "),  # footnote marks that stick to words
    }
)

LARGE = {"bn": "bn", "billion": "bn", "m": "m", "mn": "m", "million": "m", "k": "k", "thousand": "k"}

LETTERS = r"(?P<letters> [^\W\d_]{2,}+ (?![\w&'-]) )"
YEARS = r"""
    (?<![\d/.,-]) (?P<first>(?:20|19)?\d\d) \s? (?:[-/]|\bto\b) \s? (?P<second>(?:20|19)?\d\d) (?![\d/]|[.,-]\d)
"""
AMOUNT = r"""
    (?<![^\W_]) (?:(?P<money>[£€$])\s?)?
    (?P<number> \d{1,3}(?:,\d{3})+(?:\.\d+)? | \d+(?:\.\d+)+ | \d+(?!-[^\W\d_]) )
    (?: \s?(?P<percent>% | per\s?cent\b) | \s?(?P<large>bn|billion|mn?|million|k|thousand)\b )?
    (?![^\W_])
"""
WORD = r"""
    (?P<word> [^\W\d_]+(?:&[^\W\d_]+)+ | (?:[^\W\d_]\.){2,} | [^\W_]+(?:'[^\W_]+)*(?:-[^\W_]+(?:'[^\W_]+)*)* )
"""
TOKEN = re.compile(rf"[^\w£€$]*+ (?:{LETTERS} | {YEARS} | {AMOUNT} | {WORD})", re.IGNORECASE | re.VERBOSE)
"""What no word begins with is passed over at one go; words of letters alone come first because most are, which spares
trying the rest."""

ACCENT = re.compile(r"[\u0300-\u036f]")
NO_VOWEL = re.compile(r"[^\W\d_aeiouy]{2,}s")

_stemmers = local()


def terms(text: str) -> list[str]:
    """The words of `text` as they are searched, in order, repeats kept.

    Case, accents and word endings do not matter. "2021-22", "2021/22" and "21/22" give "2021-22"; "150,614" gives
    "150614"; "£4.26 billion" gives "£4.26bn" and "4.26"; "95 per cent" gives "95%" and "95"; "50k" gives "50000";
    "mid-year" gives "midyear", "mid" and "year"; "A&E" stays whole.
    """
    found: list[str] = []
    for match in TOKEN.finditer(_plain(text)):
        letters = match["letters"]
        found += _kept((letters,)) if letters else _terms_of(match)
    return found


@lru_cache(maxsize=50_000)
def term_set(text: str) -> frozenset[str]:
    """The distinct words of `text` as they are searched.

    Remembered, and so are those of each of its lines and sentences: the same ones stand in passages, in paragraphs and
    by themselves.
    """
    lines = text.replace(". ", ".\n").split("\n")
    return frozenset(terms(text)) if len(lines) == 1 else terms_of_all(lines)


def terms_of_all(texts: Iterable[str]) -> frozenset[str]:
    """The distinct words of several texts; of each by itself, since most are met again in other company."""
    return frozenset().union(*map(term_set, texts))


def _plain(text: str) -> str:
    """`text` without accents and with one kind of dash and apostrophe."""
    text = text.translate(PLAIN)
    if text.isascii():
        return text
    return ACCENT.sub("", unicodedata.normalize("NFKD", text))


def _terms_of(match: re.Match[str]) -> Sequence[str]:
    """What is searched of anything but letters alone."""
    if match["first"]:
        return _years(match["first"], match["second"])
    if match["number"]:
        return _amount(match)
    return _words(match["word"])


def _years(first: str, second: str) -> list[str]:
    """A financial year, or a span of up to ten, as one term; "21/22" may be two numbers and is found as those too."""
    span = (int(second[-2:]) - int(first[-2:])) % 100
    if len(first) == 4 and 1 <= span <= 10:
        return [f"{first}-{second[-2:]}"]
    return [f"20{first}-{second}", first, second] if span == 1 and len(first) == len(second) else [first, second]


def _amount(match: re.Match[str]) -> list[str]:
    """The bare number, after the form with its unit where it has one."""
    number = match["number"].replace(",", "")
    large = LARGE[match["large"].casefold()] if match["large"] else ""
    if large == "k" and number.isdigit():
        number, large = number + "000", ""
    unit = "%" if match["percent"] else large
    sign = match["money"] or ""
    return [f"{sign}{_short(number)}{unit}", number] if sign or unit else [number]


def _short(number: str) -> str:
    """ "8.0" as "8"; only for amounts, since paragraph 1.10 is not paragraph 1.1."""
    return number.rstrip("0").rstrip(".") if number.count(".") == 1 else number


def _words(word: str) -> Sequence[str]:
    """A word; a hyphenated one also joined; an abbreviation without its dots."""
    if "&" in word:
        return [word.casefold()]
    if "." in word:
        return _kept((word.replace(".", ""),))
    pieces = word.split("-")
    return _kept(("".join(pieces), *pieces) if len(pieces) > 1 else (word,))


@lru_cache(maxsize=65536)
def _kept(words: tuple[str, ...]) -> tuple[str, ...]:
    """What is searched of the words that are not stop words."""
    bare = [word.removesuffix("'s").removesuffix("'S").replace("'", "") for word in words]
    return tuple([_stem(_singular(word)) for word in bare if word in ACRONYMS or word.casefold() not in STOP_WORDS])


def _singular(word: str) -> str:
    """Lower case, and an acronym without its plural s, which the stemmer leaves on: "ICSs", "CCGs", "gps"."""
    low = word.casefold()
    plural = word.endswith("s") and word[:-1].isupper()
    low = low[:-1] if plural else low
    return low[:-1] if NO_VOWEL.fullmatch(low) else low


def _stem(word: str) -> str:
    """The word without its ending, by the Snowball English stemmer (Porter 2001)."""
    if not hasattr(_stemmers, "english"):  # one a thread: a stemmer keeps state while it works
        from Stemmer import Stemmer

        _stemmers.english = Stemmer("english")
    stem: str = _stemmers.english.stemWord(word)
    return stem
