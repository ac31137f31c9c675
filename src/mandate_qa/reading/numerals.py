"""Numbers as word processors print them in lists and headings: 3 → "3", "c", "III", "third" …

Knows the ways of writing a number, by the names Word gives them; what is counted is the readers' business.
"""

from __future__ import annotations

from collections.abc import Callable

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_IRREGULAR = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth"}
_IRREGULAR |= {"twelve": "twelfth"}
_LONGEST = 12
"""Letters a number may take before digits are clearer: "aa" goes on to "aaa", and nobody counts so to 400."""


def numeral(number: int, style: str) -> str:
    """`number` in one of Word's styles, in digits where the style is unknown or cannot write it; "" for "none"."""
    if style in ("none", "bullet"):
        return ""
    write = _STYLES.get(style)
    written = write(number) if write else None
    return written or str(number)


def repeated_letters(number: int) -> str | None:
    """a, b … z, aa, bb … as Word goes on after z."""
    times, place = divmod(number - 1, 26)
    return chr(ord("a") + place) * (times + 1) if 0 < number <= 26 * _LONGEST else None


def counted_letters(number: int) -> str | None:
    """a, b … z, aa, ab … as the columns of a spreadsheet go on after z."""
    letters = ""
    while number > 0:
        number, place = divmod(number - 1, 26)
        letters = chr(ord("a") + place) + letters
    return letters or None


def roman(number: int) -> str | None:
    """i, ii, iii, iv …"""
    if not 0 < number < 4000:
        return None
    letters = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        letters += sign * times
    return letters


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd …"""
    ending = "th" if number // 10 % 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def cardinal_words(number: int) -> str | None:
    """One, Two … Ninety-nine."""
    if not 0 <= number < 100:
        return None
    tens, ones = divmod(number, 10)
    words = _ONES[number] if number < 20 else "-".join([_TENS[tens - 2], *([_ONES[ones]] if ones else [])])
    return words.capitalize()


def ordinal_words(number: int) -> str | None:
    """First, Second … Ninety-ninth."""
    words = cardinal_words(number)
    if words is None:
        return None
    stem, hyphen, last = words.lower().rpartition("-")
    ending = _IRREGULAR.get(last) or (f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th")
    return f"{stem}{hyphen}{ending}".capitalize()


def _upper(write: Callable[[int], str | None]) -> Callable[[int], str | None]:
    """The same in capitals."""

    def capitals(number: int) -> str | None:
        return (write(number) or "").upper() or None

    return capitals


_STYLES: dict[str, Callable[[int], str | None]] = {
    "decimalZero": lambda number: f"{number:02d}",
    "lowerLetter": repeated_letters,
    "upperLetter": _upper(repeated_letters),
    "lowerRoman": roman,
    "upperRoman": _upper(roman),
    "ordinal": ordinal,
    "cardinalText": cardinal_words,
    "ordinalText": ordinal_words,
    "numberInDash": lambda number: f"- {number} -",
    "lowerLetterCounted": counted_letters,
    "upperLetterCounted": _upper(counted_letters),
}
"""By Word's names; the last two are OpenDocument's."""
