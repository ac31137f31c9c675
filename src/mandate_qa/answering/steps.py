"""Follow-ups that ask for another place in a series: "and the month before?", "the last year of that table?".

Knows the words for a step and what it leads to from the months and printed numbers that the turn before named. Which
column of a table is the first or last is read in `cells`.
"""

from __future__ import annotations

import re

from mandate_qa.periods import MONTHS, month_number

_UNITS = "month|quarter|year|one|objective|commitment|priority|offer|recommendation|action|paragraph|para|point"
_NEXT = re.compile(
    rf"\b(?:the )?(?:(?:next|following|subsequent) (?P<a>{_UNITS})|(?P<b>{_UNITS}) after(?:wards| that)?|"
    r"(?P<c>month|year) later)\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"\b(?:the )?(?:(?:previous|preceding|prior) (?P<a>{_UNITS})|(?P<b>{_UNITS}) before(?: that)?|"
    r"(?P<c>month|year) earlier)\b",
    re.IGNORECASE,
)
_END = re.compile(
    r"\b(?:(?:in|for|by|at) )?the (?P<which>first|earliest|opening|last|final|latest) (?:year|column|figure|period)"
    r"(?: (?:of|in|on) (?:that|the|this) (?:table|row|series|period)| shown| given| there)?",
    re.IGNORECASE,
)
_SAME = re.compile(
    r",?\s*\b(?:(?:in|for|from|under|by) )?(?:the |that )?same "
    r"(?:year|period|month|table|document|plan|place|annex|section)\b",
    re.IGNORECASE,
)
_MONTH = re.compile(rf"\b({'|'.join(MONTHS)})\b(?P<year> 20\d\d)?")
_NUMBERED = re.compile(r"^(?P<name>.*?)(?P<last>\d{1,3})$")


def end_asked(question: str) -> str:
    """ "first" or "last" when a question asks for that year or column of what was cited, else ""."""
    found = _END.search(question)
    if found is None:
        return ""
    return "first" if found["which"].casefold() in ("first", "earliest", "opening") else "last"


def step_asked(question: str) -> int:
    """How many places on (1) or back (−1) in a series, other than of years, a question asks; 0 when it does not."""
    for step, words in ((1, _NEXT), (-1, _BEFORE)):
        found = words.search(question)
        if found and (found["a"] or found["b"] or found["c"]).casefold() != "year":
            return step
    return 0


def names_month(text: str) -> bool:
    """Whether `text` names a month."""
    return _MONTH.search(text) is not None


def stepped_month(subject: str, step: int) -> str:
    """`subject` with its last month moved on or back by one, the year with it; as it is when it names none."""
    months = list(_MONTH.finditer(subject))
    if not months:
        return subject
    found = months[-1]
    number = month_number(found[1]) - 1 + step
    year = f" {int(found['year']) + number // 12}" if found["year"] else ""
    return f"{subject[: found.start()]}{MONTHS[number % 12]}{year}{subject[found.end() :]}"


def stepped_reference(reference: str, step: int) -> str:
    """A printed number moved on or back: "objective 3" after "objective 2"; "" where there is none."""
    found = _NUMBERED.match(reference)
    if found is None or int(found["last"]) + step < 1:
        return ""
    return f"{found['name']}{int(found['last']) + step}"


def without_steps(text: str) -> str:
    """`text` without the words that ask for another place in a series."""
    for words in (_END, _SAME, _NEXT, _BEFORE):
        text = words.sub(" ", text)
    return text
