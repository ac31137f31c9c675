"""Two subjects that a question sets side by side: what is asked of each, with the words that both share.

"The grant for kites compared with the one for blocks" asks for the grant for kites and for the grant for blocks. What
is said before a colon, or after a comma, is asked of both.
"""

from __future__ import annotations

import re
from dataclasses import replace

from mandate_qa.answering.sides import side_wanted
from mandate_qa.periods import financial_years
from mandate_qa.searching.coverage import ASKING
from mandate_qa.searching.tokens import terms
from mandate_qa.types import Query, Wanted

_PLACING = r"(?:on|for|of|in|by|at|from|to|under|per)"
_BETWEEN = re.compile(
    rf"\b(?:difference|gap|different|differ)s?\b(?: in (?P<shared>.+?))? between (?P<one>.+?) and (?P<other>.+?)"
    rf"(?P<tail> {_PLACING} .+)?$",
    re.IGNORECASE,
)
_COMPARE = re.compile(
    rf"\bcompare (?P<shared>)(?P<one>.+?) (?:and|with|to|against) (?P<other>.+?)(?P<tail> {_PLACING} .+)?$",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"^(?P<shared>)(?P<one>.+?),? (?:(?:as )?compared (?:with|to)|versus|vs?\.?|as against|as opposed to|against) "
    r"(?P<other>.+?)(?P<tail>)$",
    re.IGNORECASE,
)
_MORE = (
    r"(?:more|less|most|least|fewer|earlier|later|sooner|first|(?:larg|bigg|great|high|small|low|long|short)e(?:r|st))"
)
_ASKS = r"(?:which|what|who)"
_WHICH = re.compile(
    rf"\b{_ASKS}\b(?P<shared>[^,:]*?\b{_MORE}\b[^,:]*?)\s?[,:–-] (?P<one>.+?),? or (?P<other>.+?)(?P<tail>)$",
    re.IGNORECASE,
)
_OR_WHICH = re.compile(
    rf"^(?P<one>.+?) or (?P<other>.+?)\s?[,:–-] (?:which|what|who)\b(?P<shared>.*\b{_MORE}\b.*?)(?P<tail>)$",
    re.IGNORECASE,
)
_THAN = re.compile(
    r"^(?:is|was|are|were|does|do|did|will|has|have)\b (?P<one>.+?) (?:have |had |get |got |given )?(?:an? |the )?"
    rf"{_MORE}\b(?P<shared>(?: \w+){{0,4}}?) than (?P<other>.+?)(?P<tail>(?: {_PLACING} 20\d\d\S*)?)$",
    re.IGNORECASE,
)
_EACH = re.compile(
    r"^(?P<one>[^:]+?) and (?P<other>[^:]+?)\s?[:–-] (?P<shared>.*\b(?:each|both|either|respectively)\b.*?)(?P<tail>)$",
    re.IGNORECASE,
)
_OUTRIGHT = (_WHICH, _OR_WHICH, _THAN, _EACH)
"""Forms that compare whatever kind of answer they are taken to ask for."""
_TOPIC = re.compile(r"^(?P<topic>[^:]{2,60}):\s+(?P<rest>.+)$")
_REQUEST = re.compile(
    r"[,;–-]?\s*(?:\band )?(?:by )?(?:\b(?:what(?:'s|s| is| was)?|any) (?:the |an? )?(?:difference|gap)|\bdifference|"
    r"\bhow much(?: (?:each|more|less|in each case))?)\s*$",
    re.IGNORECASE,
)
"""What a question ends with that only asks for the comparison."""
_TAIL = re.compile(r"^(?P<other>[^,:]+?)(?:[,:]| [-–]) (?P<tail>.+)$")
_SIZE = re.compile(
    rf"\b(?:{_MORE}|which|got|gets?|is|was|were|are|had|has|have|the|pot|sum|amount|each|both)\b", re.IGNORECASE
)
"""Words that ask which of two is larger and say nothing of either."""
_STANDING_FOR = re.compile(rf"^(?:the )?(?:one|ones|that|those)\b(?= ({_PLACING}) )", re.IGNORECASE)
"""What stands for the words of the first subject: "the one on …"."""


def subjects_of(query: Query) -> tuple[Query, ...]:
    """A query for each of two subjects that `query` compares; nothing when it compares years or documents."""
    if query.sides or len(query.documents) > 1 or len(query.periods) > 1:
        return ()
    text = _REQUEST.sub("", (query.focus or query.text).strip(" ?.!"))
    topic = _TOPIC.match(text)
    found = _parted(query, topic["rest"]) if topic else None
    before = topic["topic"] if topic and found else ""
    found = found or _parted(query, text)
    if found is None:
        return ()
    shared, one, other, tail = found
    if not _names_something(one) or not _names_something(other):
        return ()
    asked = (" ".join(f"{before} {shared} {subject} {tail}".split()) for subject in (one, other))
    return tuple(_side(query, words) for words in asked)


def _parted(query: Query, text: str) -> tuple[str, str, str, str] | None:
    """The words before, the two subjects and the words after; None when `text` sets no two side by side."""
    forms = (*((_BETWEEN, _COMPARE, _BESIDE) if query.wanted is Wanted.COMPARISON else ()), *_OUTRIGHT)
    match = next((found for form in forms if (found := form.search(text))), None)
    if match is None:
        return None
    other, tail = match["other"], match["tail"] or ""
    after = _TAIL.match(other)
    if after is not None:
        other, tail = after["other"], f"{_SIZE.sub(' ', after['tail'])} {tail}"
    shared = match["shared"] or ""
    return (
        _SIZE.sub(" ", shared) if match.re in _OUTRIGHT else shared,
        match["one"],
        _in_full(other, match["one"]),
        tail,
    )


def _side(query: Query, words: str) -> Query:
    """What is asked of one subject, of the years that its own words name if they name any."""
    periods = financial_years(words) or query.periods
    wanted = Wanted.DATE if side_wanted(query) is Wanted.DATE else Wanted.COMPARISON
    return replace(query, focus=words, sought=words, periods=periods, wanted=wanted)


def _in_full(other: str, one: str) -> str:
    """The second subject with the words of the first that it only points to."""
    pointing = _STANDING_FOR.match(other)
    if pointing is None:
        return other
    head = re.split(rf" {pointing[1]} ", one, maxsplit=1, flags=re.IGNORECASE)[0]
    return f"{head} {other[pointing.end() :].strip()}"


def _names_something(subject: str) -> bool:
    return any(term not in ASKING for term in terms(subject))
